"""反映: one time the matter was brought, and the reply given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.line import LineField
from linli.desktop.fields.moment import LimitField, MomentField
from linli.desktop.fields.text import TextField
from linli.desktop.form import FieldGrid
from linli.desktop.forms.curtain import CurtainForm
from linli.desktop.forms.party_choice import PartyChoice, has_secret
from linli.domain.case_file import Coded
from linli.domain.drafts import ReportDraft
from linli.domain.moments import CANNOT_RECKON, Moment, typed_text
from linli.domain.text import NAME
from linli.errors import Refused

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from linli.desktop.form import Save
    from linli.desktop.forms.entry_form import Now
    from linli.desktop.messages import Ask
    from linli.domain.case_file import CaseFile, Choices


class ReportForm(CurtainForm):
    """Takes a report down, or changes one; hands over a `ReportDraft`.

    Of a closed case it asks for the reply alone. Where somebody asked for secrecy all
    of it is covered while parties are present.
    """

    caps: ClassVar[dict[str, int]] = {"sender": NAME}
    looks_back: ClassVar[tuple[str, ...]] = ("moment", "replied")

    def __init__(
        self,
        case_file: CaseFile,
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        kept: ReportDraft | None = None,
        carried_day: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._is_reply_alone = kept is not None and not case_file.row.is_open
        title = "记答复" if self._is_reply_alone else "修改反映" if kept else "添加反映"
        super().__init__(title, now=now, save=save, ask=ask, parent=parent)
        self._case = case_file
        self._kept = kept
        self._add_report(choices, carried_day)
        self._add_reply(carried_day)
        self._place_fields()
        if kept is not None:
            self._fill(kept)
        self.reply.changed.connect(self._show_time_of_reply)
        self._show_time_of_reply()

    @override
    def compose(self) -> ReportDraft:
        texts, kept = self.all_texts(), self._kept
        reply = texts["reply"]
        if kept is not None and self._is_reply_alone:
            return replace(kept, reply=reply, replied=self._replied(reply))
        return ReportDraft(
            channel=self.channel.value() or "",
            moment=self.moment.moment(),
            by=self.by.words(),
            sender=texts["sender"],
            outside_number=texts["outside_number"],
            reply_due=self._reply_due(),
            reply=reply,
            replied=self._replied(reply),
            by_id=self.by.party_id(),
        )

    @override
    def set_parties_present(self, *, is_present: bool) -> None:
        self._curtain.set_drawn(is_drawn=is_present and has_secret(self._case))

    def _add_report(self, choices: Choices, carried_day: date | None) -> None:
        self.channel = self.add_field(
            "channel",
            ChoiceField(
                "来源", choices.channels, is_required=True, missing="请选来源", mnemonic="L"
            ),
        )
        self.moment = self.add_field(
            "moment",
            MomentField("时间", now=self.now, carried_day=carried_day, mnemonic="T"),
        )
        self.by = self.add_field(
            "by", PartyChoice("谁反映", self._case, is_open_ended=True, mnemonic="B")
        )
        self.sent_by = self.add_field(
            "sender",
            ChoiceField(
                "来源单位",
                [Coded(name, name) for name in choices.organisations],
                is_name_list=True,
                is_open_ended=True,
                placeholder="转来的单位",
                mnemonic="G",
            ),
        )
        self.outside_number = self.add_field("outside_number", LineField("来源编号", mnemonic="N"))
        self.reply_due = self.add_field(
            "reply_due", LimitField("答复期限", read=self.read_limit, mnemonic="Q")
        )

    def _add_reply(self, carried_day: date | None) -> None:
        self.reply = self.add_field(
            "reply",
            TextField("答复", height=110, hint="对外的答复，内部的话请另记一条", mnemonic="Z"),
        )
        self.replied = self.add_field(
            "replied",
            MomentField("答复时间", now=self.now, carried_day=carried_day, mnemonic="R"),
        )

    def _place_fields(self) -> None:
        self._curtain = self.add_curtain()
        grid = FieldGrid(caption_width=80)
        # The time says in words how it was read, and needs the room for them.
        grid.setColumnStretch(1, 9)
        grid.setColumnStretch(3, 11)
        grid.add_row(self.channel, self.moment)
        grid.add_row(self.by, self.sent_by)
        grid.add_row(self.outside_number, self.reply_due)
        grid.add_row(self.reply)
        grid.add_row(self.replied)
        self._curtain.body.addLayout(grid)
        self._curtain.hold(self.fields.values())
        self.body.addWidget(self._curtain)
        self.body.addStretch(1)
        if self._is_reply_alone:
            facts = (self.channel, self.moment, self.by)
            for field in (*facts, self.sent_by, self.outside_number, self.reply_due):
                field.setVisible(False)

    def _fill(self, kept: ReportDraft) -> None:
        if kept.channel in {choice.code for choice in self.channel.line.choices}:
            self.channel.set_value(kept.channel)
        self.moment.set_value(kept.moment)
        self.by.set_party(kept.by_id, kept.by)
        self.sent_by.set_text(kept.sender)
        self.outside_number.set_text(kept.outside_number)
        self.reply_due.set_text(_typed(kept.reply_due))
        self.reply.set_text(kept.reply)
        self.replied.set_value(kept.replied)

    def _reply_due(self) -> Moment | None:
        """As typed; where nothing was, the very moment that was kept."""
        kept = self._kept
        if kept is not None and self.reply_due.text().strip() == _typed(kept.reply_due):
            return kept.reply_due
        due = self.reply_due.value()
        if due is not None and self.read_limit(self.reply_due.text()).hint == CANNOT_RECKON:
            raise Refused(("reply_due", CANNOT_RECKON))
        return due

    def _replied(self, reply: str) -> Moment | None:
        kept = self._kept
        is_untouched = kept is not None and kept.reply == reply
        if self.replied.is_empty() and (not reply or is_untouched):
            return kept.replied if kept is not None and is_untouched else None
        return self.replied.moment()

    def _show_time_of_reply(self) -> None:
        self.replied.setVisible(not (self.reply.is_empty() and self.replied.is_empty()))


def _typed(moment: Moment | None) -> str:
    return "" if moment is None else typed_text(moment)
