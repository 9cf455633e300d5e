"""诉求: who asks what of whom, what was found, and the sum."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from linli.desktop.fields.amount import AmountField
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.line import LineField
from linli.desktop.fields.text import TextField
from linli.desktop.form import FieldGrid
from linli.desktop.forms.curtain import CurtainForm
from linli.desktop.forms.entry_form import as_options, parted
from linli.desktop.forms.figures import typed_figure, unless_untouched
from linli.desktop.forms.party_choice import PartyChoice, has_secret
from linli.domain.drafts import RequestDraft
from linli.domain.vocabulary import FINDINGS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from linli.desktop.form import Save
    from linli.desktop.forms.entry_form import Now
    from linli.desktop.messages import Ask
    from linli.domain.case_file import CaseFile, Choices

UNVERIFIED = "UNVERIFIED"


class RequestForm(CurtainForm):
    """Takes a request down, or changes one; hands over a `RequestDraft`.

    Where somebody asked for secrecy all of it is covered while parties are present.
    """

    looks_back: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        case_file: CaseFile,
        choices: Choices,  # noqa: ARG002 - every form beside a case is handed it
        *,
        now: Now,
        save: Save,
        ask: Ask,
        kept: RequestDraft | None = None,
        carried_day: date | None = None,  # noqa: ARG002 - a request has no time of its own
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "添加诉求" if kept is None else "修改诉求",
            now=now,
            save=save,
            ask=ask,
            go_on="保存并再加一条" if kept is None else "",
            parent=parent,
        )
        self._case = case_file
        self._kept = kept
        self._add_fields()
        self._place_fields()
        if kept is None:
            self.asked_by.set_party(_only_one(case_file, "REQUESTER"))
            self.asked_of.set_party(_only_one(case_file, "RESPONDENT"))
        else:
            self._fill(kept)
        self.amount.changed.connect(self._show_ends)
        self._show_ends()

    @override
    def compose(self) -> RequestDraft:
        texts, kept = self.all_texts(), self._kept
        amount = unless_untouched(
            self.amount.text(), self.amount.value(), kept.amount if kept else None
        )
        return RequestDraft(
            words=texts["words"],
            asked_by=self.asked_by.words(),
            asked_of=self.asked_of.words(),
            finding=self.finding.value() or UNVERIFIED,
            amount=amount,
            asked_by_id=self.asked_by.party_id(),
            asked_of_id=self.asked_of.party_id(),
            payers=parted(texts["payers"]) if amount else (),
            payees=parted(texts["payees"]) if amount else (),
        )

    @override
    def set_parties_present(self, *, is_present: bool) -> None:
        self._curtain.set_drawn(is_drawn=is_present and has_secret(self._case))

    @override
    def focus_first(self) -> None:
        # Who asks whom is filled in already; Shift+Enter goes there.
        self.words.focus()

    def _add_fields(self) -> None:
        self.asked_by = self.add_field(
            "asked_by", PartyChoice("谁提", self._case, is_open_ended=True, mnemonic="B")
        )
        self.asked_of = self.add_field(
            "asked_of",
            PartyChoice(
                "向谁",
                self._case,
                is_open_ended=True,
                placeholder="也可写规定、设施",
                mnemonic="X",
            ),
        )
        self.words = self.add_field(
            "words",
            TextField(
                "要求什么", height=110, is_required=True, missing="请写要求什么", mnemonic="N"
            ),
        )
        self.finding = self.add_field(
            "finding", ChoiceField("核实", as_options(FINDINGS), mnemonic="S")
        )
        self.finding.set_value(UNVERIFIED)
        self.amount = self.add_field(
            "amount", AmountField("金额", placeholder="如 3000、约5000", mnemonic="K")
        )
        self.payers = self.add_field(
            "payers", LineField("谁付", placeholder="不填即向谁提的", mnemonic="P")
        )
        self.payees = self.add_field(
            "payees", LineField("付给谁", placeholder="不填即谁提的", mnemonic="G")
        )

    def _place_fields(self) -> None:
        self._curtain = self.add_curtain()
        grid = FieldGrid(caption_width=80)
        grid.add_row(self.asked_by, self.asked_of)
        grid.add_row(self.words)
        grid.add_row(self.finding, self.amount)
        grid.add_row(self.payers, self.payees)
        self._curtain.body.addLayout(grid)
        self._curtain.hold(self.fields.values())
        self.body.addWidget(self._curtain)
        self.body.addStretch(1)

    def _fill(self, kept: RequestDraft) -> None:
        self.asked_by.set_party(kept.asked_by_id, kept.asked_by)
        self.asked_of.set_party(kept.asked_of_id, kept.asked_of)
        self.words.set_text(kept.words)
        self.finding.set_value(kept.finding)
        self.amount.set_text(typed_figure(kept.amount))
        self.payers.set_text("、".join(kept.payers))
        self.payees.set_text("、".join(kept.payees))

    def _show_ends(self) -> None:
        for field in (self.payers, self.payees):
            field.setVisible(not self.amount.is_empty())


def _only_one(case_file: CaseFile, role: str) -> int | None:
    """The id of the party in that role; None where there is none, or several."""
    found = [party.id for party in case_file.parties if role in {each.code for each in party.roles}]
    return found[0] if len(found) == 1 else None
