"""协议变动: that an agreement was broken, varied, ended, or confirmed by a court."""

from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.line import LineField
from linli.desktop.fields.many import ManyField
from linli.desktop.fields.moment import MomentField
from linli.desktop.fields.segments import SegmentsField
from linli.desktop.fields.text import TextField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.agreement import agreement_title, is_to_cover
from linli.desktop.forms.curtain import CurtainForm
from linli.desktop.forms.entry_form import Now, names_to_offer
from linli.desktop.look import scaled
from linli.desktop.messages import Ask
from linli.domain.case_file import CaseFile, Choices, Coded
from linli.domain.drafts import AgreementEventDraft
from linli.domain.vocabulary import AGREEMENT_EVENTS
from linli.errors import Refused

CONFIRMED = "CONFIRMED"
_FOUND_OUT_LATER = frozenset({"BROKEN", CONFIRMED})
"""What a closed case takes as well."""
_ONLY_LATER = "本事项已办结，只能记反悔和司法确认"
_CAPTION = 64


class AgreementEventForm(CurtainForm):
    """Takes down what became of an agreement; hands over an `AgreementEventDraft`.

    ``carried_day`` is a day given by hand in the entry just before; with ``kept`` it
    changes that entry.
    """

    def __init__(
        self,
        case_file: CaseFile,
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        kept: AgreementEventDraft | None = None,
        carried_day: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "记协议变动" if kept is None else "修改协议变动",
            now=now,
            save=save,
            ask=ask,
            parent=parent,
        )
        self._case = case_file
        self._add_fields(choices, carried_day, kept.kind if kept is not None else "")
        self._place_fields()
        self.kind.changed.connect(self._show_shape)
        if kept is not None:
            self._fill(kept)
        elif case_file.agreements:
            self.agreement.set_value(str(case_file.agreements[-1].id))
        self._show_shape()

    @override
    def compose(self) -> AgreementEventDraft:
        texts = self.all_texts()
        agreement, kind = self.agreement.value(), self.kind.value()
        if agreement is None:
            raise Refused(("agreement_id", self.agreement.missing))
        if kind is None:
            raise Refused(("kind", self.kind.missing))
        return AgreementEventDraft(
            agreement_id=int(agreement),
            kind=kind,
            moment=self.moment.moment(),
            by=self.by.value(),
            docket=texts["docket"] if kind == CONFIRMED else "",
            note=texts["note"],
        )

    @override
    def set_parties_present(self, *, is_present: bool) -> None:
        self._curtain.set_drawn(is_drawn=is_present and is_to_cover(self._case))

    @override
    def focus_first(self) -> None:
        # The last agreement is chosen already; Shift+Enter goes there.
        (self.agreement if self.agreement.is_empty() else self.kind).focus()

    def _add_fields(self, choices: Choices, carried_day: date | None, kept_kind: str) -> None:
        steps, agreements = self._case.steps, self._case.agreements
        self.agreement = self.add_field(
            "agreement_id",
            ChoiceField(
                "哪一份",
                [Coded(str(row.id), agreement_title(row)) for row in agreements],
                is_name_list=True,
                is_required=True,
                missing="请选是哪一份协议" if agreements else "还没有协议，请先记协议",
                mnemonic="Q",
            ),
        )
        is_open = self._case.row.is_open
        self.kind = self.add_field(
            "kind",
            SegmentsField(
                "变动",
                [
                    Coded(code.code, code.label)
                    for code in AGREEMENT_EVENTS
                    if is_open or code.code in {*_FOUND_OUT_LATER, kept_kind}
                ],
                is_required=True,
                hint="" if is_open else _ONLY_LATER,
                mnemonic="B",
            ),
        )
        self.moment = self.add_field(
            "moment",
            MomentField(
                "时间",
                now=self.now,
                previous=steps[-1].moment if steps and not kept_kind else None,
                carried_day=carried_day,
                mnemonic="T",
            ),
        )
        self.docket = self.add_field(
            "docket",
            LineField(
                "案号",
                is_required=True,
                missing="请写司法确认的案号；不知道可写“案号未记”",
                mnemonic="K",
            ),
        )
        self.by = self.add_field(
            "by", ManyField("由谁", names_to_offer(choices, self._case), mnemonic="Y")
        )
        self.note = self.add_field("note", TextField("说明", height=72, mnemonic="N"))

    def _place_fields(self) -> None:
        self._curtain = self.add_curtain()
        self._curtain.hold(self.fields.values())
        grid = FieldGrid(caption_width=_CAPTION)
        grid.add_rows((self.agreement, self.kind, self.moment, self.docket, self.by, self.note))
        self.note.box.setFixedHeight(scaled(72))
        self._curtain.body.addLayout(grid)
        self.body.addWidget(self._curtain)
        self.body.addStretch(1)

    def _fill(self, kept: AgreementEventDraft) -> None:
        if kept.agreement_id in {row.id for row in self._case.agreements}:
            self.agreement.set_value(str(kept.agreement_id))
        self.kind.set_value(kept.kind)
        self.moment.set_value(kept.moment)
        self.docket.set_text(kept.docket)
        self.by.set_value(kept.by)
        self.note.set_text(kept.note)

    def _show_shape(self) -> None:
        self.docket.setVisible(self.kind.value() == CONFIRMED)
