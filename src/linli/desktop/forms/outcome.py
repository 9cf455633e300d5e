"""结果与办结: what came of a case, and with it its closing."""

from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.moment import MomentField
from linli.desktop.fields.text import TextField
from linli.desktop.fields.tick import TickField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.carry_over import OutcomePreset
from linli.desktop.forms.entry_form import EntryForm, Now, as_options, day_to_carry
from linli.desktop.messages import Ask
from linli.domain.case_file import CaseFile, Choices, Coded
from linli.domain.drafts import OutcomeDraft
from linli.domain.vocabulary import CLOSING_KINDS, NOT_STATED, RESULTS, Result, results_for


class OutcomeForm(EntryForm):
    """Takes down a result; hands over an `OutcomeDraft`.

    ``preset`` comes from `carry_over`; without one, ``carried_day`` is a day given by
    hand in the entry just before.
    """

    looks_back: ClassVar[tuple[str, ...]] = ("moment", "closed")

    def __init__(
        self,
        case_file: CaseFile,
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        preset: OutcomePreset | None = None,
        carried_day: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("结果与办结", now=now, save=save, ask=ask, parent=parent)
        previous = case_file.steps[-1].moment if case_file.steps else None
        carried = day_to_carry(preset.day if preset else None, now()) or carried_day
        self.result = self.add_field(
            "result",
            ChoiceField(
                "结果",
                _offered(case_file, choices),
                is_required=True,
                missing="请选结果",
                mnemonic="K",
            ),
        )
        self.moment = self.add_field(
            "moment",
            MomentField("时间", now=now, previous=previous, carried_day=carried, mnemonic="T"),
        )
        self.closes = self.add_field("closes", TickField("办结", "同时办结本事项"))
        self.closing_kind = self.add_field(
            "closing_kind", ChoiceField("办结方式", as_options(CLOSING_KINDS), mnemonic="B")
        )
        self.closing_kind.set_value("SUBSTANTIVE")
        self.closed = self.add_field(
            "closed",
            MomentField(
                "办结时间",
                now=now,
                is_optional=True,
                placeholder="不填即结果的时间",
                mnemonic="E",
            ),
        )
        self.note = self.add_field("note", TextField("说明", height=110, mnemonic="N"))
        grid = FieldGrid()
        # The time says in words how it was read, and needs the room for them.
        grid.setColumnStretch(1, 9)
        grid.setColumnStretch(3, 11)
        grid.add_row(self.result, self.moment)
        grid.add_row(self.closes)
        grid.add_row(self.closing_kind, self.closed)
        grid.add_row(self.note)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.result.changed.connect(self._follow_result)
        self.closes.changed.connect(self._show_closing)
        self._follow_result()
        self._show_closing()

    @override
    def compose(self) -> OutcomeDraft:
        texts = self.texts()
        closes = self.closes.value()
        return OutcomeDraft(
            result=self.result.value() or "",
            moment=self.moment.moment(),
            closes=closes,
            closed=self.closed.value() if closes else None,
            closing_kind=(self.closing_kind.value() or NOT_STATED) if closes else NOT_STATED,
            note=texts["note"],
        )

    def _follow_result(self) -> None:
        result = _result(self.result.value())
        self.closes.set_value(is_ticked=result is not None and result.is_final)
        needs_reason = result is not None and result.needs_reason
        self.note.set_required(is_required=needs_reason)
        if result is not None:
            self.note.missing = f"结果是“{result.label}”，请写明理由。"
            self.closes.set_hint(
                "" if result.is_final else f"“{result.label}”不是最后的结果，不能同时办结。"
            )

    def _show_closing(self) -> None:
        for field in (self.closing_kind, self.closed):
            field.setVisible(self.closes.value())


def _result(code: str | None) -> Result | None:
    return RESULTS[code] if code is not None and code in RESULTS else None


def _offered(case_file: CaseFile, choices: Choices) -> tuple[Coded, ...]:
    """The results for this kind of case, in the office's words; those of its own besides."""
    fitting = {result.code for result in results_for(case_file.row.kind.code)}
    return tuple(
        result for result in choices.results if result.code in fitting or result.code not in RESULTS
    )
