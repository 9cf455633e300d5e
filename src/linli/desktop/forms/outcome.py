"""结果与办结: what came of a case, and with it its closing."""

from datetime import date
from typing import ClassVar, Final

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
from linli.domain.results import result_waiting
from linli.domain.vocabulary import CLOSING_KINDS, NOT_STATED, RESULTS, Result, results_for

_REQUEST: Final = "request"
_PARTY: Final = "party"


class OutcomeForm(EntryForm):
    """Takes down a result, or changes one; hands over an `OutcomeDraft`.

    ``preset`` comes from `carry_over`; without one, ``carried_day`` is a day given by
    hand in the entry just before. A case that has its final result already is offered
    that one, to be closed with.
    """

    looks_back: ClassVar[tuple[str, ...]] = ("moment", "closed")

    def __init__(  # noqa: PLR0913 - keywords, each of its own
        self,
        case_file: CaseFile,
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        kept: OutcomeDraft | None = None,
        preset: OutcomePreset | None = None,
        carried_day: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = "结果与办结" if kept is None else "修改结果"
        super().__init__(title, now=now, save=save, ask=ask, parent=parent)
        self._kept = kept
        self._waiting = result_waiting(case_file) if kept is None else None
        previous = case_file.steps[-1].moment if case_file.steps and kept is None else None
        carried = day_to_carry(preset.day if preset else None, now()) or carried_day
        self.result = self.add_field(
            "result",
            ChoiceField(
                "结果",
                _offered(case_file, choices, kept),
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
        self.of_what = self.add_field(
            "of_what",
            ChoiceField("是谁的", _parts(case_file, kept), is_name_list=True, mnemonic="G"),
        )
        self._place_fields()
        if kept is not None:
            self._fill(kept)
        elif self._waiting is not None:
            self.result.set_value(self._waiting.result.code)
            self.note.set_text(self._waiting.note)
        self.result.changed.connect(self._follow_result)
        self.of_what.changed.connect(self._follow_result)
        self.closes.changed.connect(self._show_closing)
        if kept is None:
            self._follow_result()
        self._show_what_holds()
        self._show_closing()

    @override
    def compose(self) -> OutcomeDraft:
        texts = self.texts()
        closes = self._is_closed_on or (self.closes.value() and not self.closes.isHidden())
        kind, _, row_id = (self.of_what.value() or "").partition(":")
        return OutcomeDraft(
            result=self.result.value() or "",
            moment=self.moment.moment(),
            closes=closes,
            closed=self.closed.value() if closes and not self.closed.isHidden() else None,
            closing_kind=(self.closing_kind.value() or NOT_STATED) if closes else NOT_STATED,
            note=texts["note"],
            request_id=int(row_id) if kind == _REQUEST else None,
            party_id=int(row_id) if kind == _PARTY else None,
        )

    @property
    def _is_closed_on(self) -> bool:
        """Whether a closing rests on the result that is changed; it goes by reopening alone."""
        return self._kept is not None and self._kept.closes

    def _place_fields(self) -> None:
        grid = FieldGrid()
        # The time says in words how it was read, and needs the room for them.
        grid.setColumnStretch(1, 9)
        grid.setColumnStretch(3, 11)
        grid.add_row(self.result, self.moment)
        grid.add_row(self.closes)
        grid.add_row(self.closing_kind, self.closed)
        grid.add_row(self.note)
        self.body.addLayout(grid)
        fold = self.add_fold("只是一项诉求或一方的结果")
        more = FieldGrid()
        more.add_row(self.of_what)
        fold.body.addLayout(more)
        self.body.addWidget(fold)
        fold.setVisible(bool(self.of_what.line.choices))
        self.body.addStretch(1)

    def _fill(self, kept: OutcomeDraft) -> None:
        self.result.set_value(kept.result)
        self.moment.set_value(kept.moment)
        self.closes.set_value(is_ticked=kept.closes)
        if kept.closes:
            self.closing_kind.set_value(kept.closing_kind)
            self.closed.set_value(kept.closed)
        self.note.set_text(kept.note)
        if kept.request_id is not None:
            self.of_what.set_value(f"{_REQUEST}:{kept.request_id}")
        elif kept.party_id is not None:
            self.of_what.set_value(f"{_PARTY}:{kept.party_id}")
        for fold in self.folds:
            fold.open_if_filled((self.of_what,))

    def _follow_result(self) -> None:
        """Offer to close with a final result of the whole; one that is kept already stays as it is."""
        result = _result(self.result.value())
        is_whole = self.of_what.is_empty()
        if self._kept is None or not is_whole:
            is_final = result is not None and result.is_final
            self.closes.set_value(is_ticked=is_final and is_whole)
        self._show_what_holds()
        self._show_closing()

    def _show_what_holds(self) -> None:
        result = _result(self.result.value())
        needs_reason = result is not None and result.needs_reason
        self.note.set_required(is_required=needs_reason)
        if result is not None:
            self.note.missing = f"结果是“{result.label}”，请写明理由。"
            self.closes.set_hint(
                "" if result.is_final else f"“{result.label}”不是最后的结果，不能同时办结。"
            )
        waiting = self._waiting
        if waiting is not None and waiting.result.code == self.result.value():
            self.result.set_hint("已记过这个结果，办结不用再记一次。")

    def _show_closing(self) -> None:
        waiting = self._waiting
        is_said_again = waiting is not None and waiting.result.code == self.result.value()
        self.closes.setVisible(not self._is_closed_on and self.of_what.is_empty())
        closes = self._is_closed_on or (self.closes.value() and self.of_what.is_empty())
        self.closing_kind.setVisible(closes)
        # A result that is there has its time: the one asked for is the closing's.
        self.closed.setVisible(closes and not is_said_again)
        self.moment.set_label("办结时间" if closes and is_said_again else "时间")


def _result(code: str | None) -> Result | None:
    return RESULTS[code] if code is not None and code in RESULTS else None


def _offered(case_file: CaseFile, choices: Choices, kept: OutcomeDraft | None) -> tuple[Coded, ...]:
    """The results for this kind of case, in the office's words; those of its own besides."""
    fitting = {result.code for result in results_for(case_file.row.kind.code)}
    if kept is not None:
        # The kind of the case may have been another.
        fitting.add(kept.result)
    return tuple(
        result for result in choices.results if result.code in fitting or result.code not in RESULTS
    )


def _parts(case_file: CaseFile, kept: OutcomeDraft | None) -> tuple[Coded, ...]:
    """The requests and the parties that may have a result of their own: where there are several."""
    has_request = kept is not None and kept.request_id is not None
    has_party = kept is not None and kept.party_id is not None
    requests = case_file.requests if has_request or len(case_file.requests) > 1 else ()
    parties = case_file.parties if has_party or len(case_file.parties) > 1 else ()
    return (
        *(Coded(f"{_REQUEST}:{each.id}", f"诉求：{each.words}") for each in requests),
        *(
            Coded(f"{_PARTY}:{each.id}", f"{each.side}方 {each.name}" if each.side else each.name)
            for each in parties
        ),
    )
