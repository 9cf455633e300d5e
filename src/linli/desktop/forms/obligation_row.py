"""One thing that an agreement obliges to: who, to whom, what, how much, by when."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtWidgets import QWidget

from linli.desktop.fields.amount import AmountField
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import Field, Raw
from linli.desktop.fields.line import LineField
from linli.desktop.fields.moment import ReadField
from linli.desktop.form import FieldGrid
from linli.desktop.forms.entry_form import Fold, as_options, parted
from linli.desktop.forms.figures import typed_figure, unless_untouched
from linli.desktop.forms.rows_field import Column, RowsField
from linli.desktop.widgets.panels import TintedPanel
from linli.domain.amounts import Amount, Qualifier, Stage, amount_text, parse_amount
from linli.domain.case_file import Coded, PartyRow
from linli.domain.drafts import InstalmentDraft, ObligationDraft
from linli.domain.moments import Moment, parse_moment, typed_text
from linli.domain.obligations import sum_of_parts
from linli.domain.terms import Term, read_term, term_words
from linli.domain.text import LINE, clean
from linli.domain.vocabulary import (
    JOINTNESSES,
    NOT_STATED,
    OBLIGATION_KINDS,
    PERFORMANCE_MODES,
)
from linli.domain.workdays import WorkCalendar
from linli.errors import Refused

ALL_SIDES = "各方"
OTHERS, NOBODY, ONESELF = "对方", "不对谁", "自己"
EACH_TIME = "每次"
_ALL = frozenset({ALL_SIDES, "双方", "三方", "大家", "全体"})
_TOWARD = {NOBODY: "NOBODY", "不对任何人": "NOBODY", ONESELF: "ONESELF", "本人": "ONESELF"}
_FORBEARING = re.compile("^(?:不|停止|禁止|不得)")
_CAPTION = 64


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the rows are read with: who agreed, who there is, and when it was made."""

    agreeing: tuple[PartyRow, ...]
    parties: tuple[PartyRow, ...]
    made: datetime


class TermField(ReadField):
    """A term as typed; its value is a `Term`, counted from when the agreement was made."""

    def __init__(self, made: Callable[[], datetime], calendar: WorkCalendar, mnemonic: str) -> None:
        super().__init__(
            "期限",
            placeholder="如 当场、4月10日前、分3期：4.10 1000、…",
            mnemonic=mnemonic,
        )
        self._made = made
        self._calendar = calendar

    def term(self) -> Term:
        """How the text is read; may raise `Refused` for a text too long."""
        return read_term(self.text(), self._made(), self._calendar)

    def _reading_of(self, text: str) -> tuple[str, bool]:
        del text
        term = self.term()
        return term.hint, term.is_amber


class ObligationRow(TintedPanel):
    """One obligation; nothing in it is nothing owed."""

    def __init__(
        self,
        number: int,
        add_field: Callable[[str, Field], Field],
        around: Callable[[], Circumstances],
        calendar: WorkCalendar,
    ) -> None:
        super().__init__()
        self.number = number
        self._around = around
        self._kept: ObligationDraft | None = None
        self._shown = ObligationDraft()
        self._mirrored: list[str] = []
        letters = "WGSKX" if number == 1 else "     "
        self._mnemonics = iter(letters)
        self.by = self._name_field("谁")
        self.to = self._name_field("给谁")
        self.what = LineField("什么", mnemonic=self._letter())
        self.amount = AmountField("金额", placeholder="如 3000", mnemonic=self._letter())
        self.term = TermField(lambda: around().made, calendar, self._letter())
        self.kind = ChoiceField(
            "哪一类", as_options(OBLIGATION_KINDS), placeholder="不填即按内容定"
        )
        self.mode = ChoiceField("方式", as_options(PERFORMANCE_MODES), placeholder="履行方式")
        self.jointness = ChoiceField(
            "几人", as_options(JOINTNESSES), placeholder="共同、各自、轮流"
        )
        self.condition = LineField("条件", placeholder="如 对方先停水后")
        self.parts = RowsField("各期", (Column("日期", 3), Column("金额", 3), Column("说明", 3)))
        self.fold = Fold("类别、方式、条件、各期")
        self.fields: dict[str, Field] = {
            "by": self.by,
            "to": self.to,
            "what": self.what,
            "amount": self.amount,
            "term": self.term,
            "kind": self.kind,
            "mode": self.mode,
            "jointness": self.jointness,
            "condition": self.condition,
            "parts": self.parts,
        }
        for part, field in self.fields.items():
            add_field(self.name(part), field)
        self._lay_out()
        self.term.changed.connect(self._mirror)
        for field in (self.term, self.amount, self.parts):
            field.changed.connect(self._show_sums)

    def name(self, part: str) -> str:
        """What the form calls a field of this row."""
        return f"obligation_{self.number}_{part}"

    def editors(self) -> list[QWidget]:
        """The editors in the order of Tab."""
        first = ("by", "to", "what", "amount", "term")
        return [
            *(self.fields[part].editor for part in first),
            self.fold.button,
            *(field.editor for part, field in self.fields.items() if part not in first),
        ]

    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return all(field.is_empty() for field in self.fields.values())

    def fill(self, draft: ObligationDraft) -> None:
        """Show an obligation that is kept."""
        self._kept = draft
        self.by.set_text("、".join(draft.by))
        words = {"NOBODY": NOBODY, "ONESELF": ONESELF, "PARTIES": OTHERS}
        self.to.set_text("、".join(draft.to) or words.get(draft.toward, ""))
        self.what.set_text(draft.what)
        self.amount.set_text(typed_figure(draft.amount))
        made = self._around().made
        term = Term(
            draft.timing,
            draft.due,
            draft.every,
            draft.every_unit,
            draft.until,
            "" if draft.due_words else draft.condition,
            tuple((part.due, part.amount) for part in draft.instalments),
        )
        in_parts = _typed_instalments(draft) if draft.timing == "INSTALMENTS" else ""
        self.term.set_text(draft.due_words or in_parts or term_words(term, "", made.date()))
        self.kind.set_value(None if draft.kind == NOT_STATED else draft.kind)
        self.mode.set_value(draft.mode or None)
        self.jointness.set_value(None if draft.jointness == NOT_STATED else draft.jointness)
        self.condition.set_text(draft.condition)
        self.parts.set_value(_typed_parts(draft.instalments))
        self._mirrored = _as_raw(self.parts.raw())
        self._shown = self._typed()
        if any(not self.fields[part].is_empty() for part in ("mode", "jointness", "condition")):
            self.fold.open()

    def draft(self) -> ObligationDraft | None:
        """The obligation; None where nothing is written. May raise `Refused`."""
        if self.is_empty():
            return None
        typed, kept, shown = self._typed(), self._kept, self._shown
        if kept is None:
            self._check(typed)
            return typed
        # What was not touched stays as it is kept: it may say more than its text.
        made = replace(typed, id=kept.id)
        if (typed.by, typed.to, typed.toward) == (shown.by, shown.to, shown.toward):
            made = replace(made, by=kept.by, to=kept.to, toward=kept.toward)
        if typed.kind == shown.kind:
            made = replace(made, kind=kept.kind)
        if typed.due_words == shown.due_words and typed.instalments == shown.instalments:
            made = replace(
                made,
                timing=kept.timing,
                due=kept.due,
                due_words=kept.due_words,
                every=kept.every,
                every_unit=kept.every_unit,
                until=kept.until,
                instalments=kept.instalments,
                amount=kept.amount if typed.amount == shown.amount else made.amount,
            )
        if typed.condition == shown.condition:
            made = replace(made, condition=kept.condition)
        self._check(made)
        return made

    def offer_names(self, names: Iterable[str]) -> None:
        """Offer these parties."""
        known = [Coded(name, name) for name in dict.fromkeys(filter(None, names))]
        self.by.set_choices([*known, Coded(ALL_SIDES, ALL_SIDES)])
        others = (OTHERS, ONESELF, NOBODY)
        self.to.set_choices([*known, *(Coded(word, word) for word in others)])

    def show_bound(self) -> None:
        """Say of those obliged who did not agree."""
        around = self._around()
        bound = {party.name for party in around.agreeing}
        known = {party.name for party in around.parties}
        unbound = [name for name in self._who(self.by.text()) if name in known - bound]
        words = f"{'、'.join(unbound)}没有同意这份协议" if unbound else ""
        self.by.set_hint(words, is_amber=True)

    def refresh(self) -> None:
        """Read the term again, as when the day of the agreement is another."""
        self.term.refresh()
        self._show_sums()

    def _letter(self) -> str:
        return next(self._mnemonics).strip()

    def _name_field(self, label: str) -> ChoiceField:
        return ChoiceField(
            label,
            is_name_list=True,
            is_open_ended=True,
            placeholder="多人用、隔开" if label == "谁" else "对方或自己",
            mnemonic=self._letter(),
        )

    def _lay_out(self) -> None:
        grid = FieldGrid(caption_width=_CAPTION)
        grid.setVerticalSpacing(6)
        grid.add_row(self.by, self.to)
        grid.add_row(self.what, self.amount)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        grid.add_row(self.term)
        more = FieldGrid(caption_width=_CAPTION)
        more.setVerticalSpacing(6)
        more.add_row(self.kind, self.jointness)
        more.add_row(self.mode, self.condition)
        more.add_row(self.parts)
        self.fold.body.addLayout(more)
        self.body.addLayout(grid)
        self.body.addWidget(self.fold)
        for part, field in self.fields.items():
            words = f"第{self.number}项 {field.label}"
            if part != "parts":
                field.editor.setAccessibleName(words)

    def _typed(self) -> ObligationDraft:
        """What is typed, read anew."""
        term = self.term.term()
        amount = self.amount.value()
        kept = self._kept
        if amount is not None:
            amount = replace(amount, stage=amount.stage or Stage.AGREED)
            amount = unless_untouched(self.amount.text(), amount, kept.amount if kept else None)
        parts = self._instalments(term)
        timing = "INSTALMENTS" if parts and term.timing != "PERIODIC" else term.timing
        if term.each is not None:
            if amount is None or amount == term.each:
                amount = replace(term.each, stage=Stage.AGREED)
            else:
                parts = (InstalmentDraft(None, term.each, EACH_TIME),)
        if amount is None and (total := _total(parts)) is not None:
            amount = Amount(total, stage=Stage.AGREED)
        what = clean(self.what.text(), LINE, field=self.name("what"))
        by = self._who(self.by.text())
        to, toward = self._to_whom(by)
        condition = clean(self.condition.text(), LINE, field=self.name("condition"))
        return ObligationDraft(
            what=what,
            kind=self.kind.value() or _kind_of(what, amount),
            mode=self.mode.value() or "",
            by=by,
            jointness=self.jointness.value() or NOT_STATED,
            to=to,
            toward=toward,
            amount=amount,
            timing=timing,
            due=term.due,
            due_words=clean(self.term.text(), LINE, field=self.name("term")),
            every=term.every,
            every_unit=term.unit,
            until=term.until,
            condition=condition or term.condition,
            instalments=parts,
        )

    def _check(self, draft: ObligationDraft) -> None:
        says_something = draft.what or draft.amount or draft.instalments or draft.kind == "APOLOGY"
        if not says_something:
            raise Refused((self.name("what"), "请写要做什么，或写金额"))

    def _who(self, text: str) -> tuple[str, ...]:
        around = self._around()
        found: list[str] = []
        for word in parted(clean(text, LINE, field=self.name("by"))):
            letter = word[:-1] if len(word) > 1 and word.endswith("方") else ""
            of_side = [party.name for party in around.parties if party.side == letter]
            if word in _ALL:
                found += (party.name for party in around.agreeing)
            elif letter and of_side:
                found += of_side
            else:
                found.append(word)
        return tuple(dict.fromkeys(filter(None, found)))

    def _to_whom(self, by: Sequence[str]) -> tuple[tuple[str, ...], str]:
        text = clean(self.to.text(), LINE, field=self.name("to"))
        if not text:
            return (), NOT_STATED
        if text in _TOWARD:
            return (), _TOWARD[text]
        if text == OTHERS:
            others = (party.name for party in self._around().agreeing if party.name not in by)
            return tuple(filter(None, others)), "PARTIES"
        return self._who(text), "PARTIES"

    def _instalments(self, term: Term) -> tuple[InstalmentDraft, ...]:
        """The rows of the fold: those the term wrote there, unless a hand changed them."""
        near, found = self._around().made, list[InstalmentDraft]()
        for day, money, words in self.parts.value():
            due = _read_day(day, near) if day else None
            near = (due.at if due is not None else None) or near
            amount = parse_amount(money)
            if amount is not None:
                amount = replace(amount, stage=Stage.AGREED)
            found.append(InstalmentDraft(due, amount, clean(words, LINE, field=self.name("parts"))))
        if not found:
            found = [InstalmentDraft(due, _agreed(sum_)) for due, sum_ in term.instalments]
        return self._with_ids(found)

    def _with_ids(self, found: list[InstalmentDraft]) -> tuple[InstalmentDraft, ...]:
        """The parts that are kept stay themselves: first those that say the same."""
        left = list(self._kept.instalments) if self._kept is not None else []
        named = list(found)
        for place, part in enumerate(found):
            same = next((kept for kept in left if _says_same(kept, part)), None)
            if same is not None:
                named[place] = same
                left.remove(same)
        for place, part in enumerate(named):
            if part.id is None and left:
                named[place] = replace(part, id=left.pop(0).id)
        return tuple(named)

    def _mirror(self) -> None:
        """Write the instalments of the term into the rows, unless a hand wrote others there."""
        if _as_raw(self.parts.raw()) != self._mirrored:
            return
        try:
            term = self.term.term()
        except Refused:
            return
        rows = _typed_parts([InstalmentDraft(due, sum_) for due, sum_ in term.instalments])
        if ["\t".join(row) for row in rows] != self._mirrored:
            self.parts.set_value(rows)
            self._mirrored = _as_raw(self.parts.raw())

    def _show_sums(self) -> None:
        """Say under the sum what the parts come to, in amber where that is another sum."""
        self.amount.refresh()
        try:
            agreed, total = self.amount.value(), _total(self._instalments(self.term.term()))
        except (Refused, ValueError):
            return
        if total is None:
            return
        words = f"各期共 {amount_text(Amount(total))}"
        if agreed is None:
            self.amount.set_hint(words)
        elif agreed.qualifier is Qualifier.EXACT and agreed.low_fen != total:
            self.amount.set_hint(f"{words}，不符", is_amber=True)


def _kind_of(what: str, amount: Amount | None) -> str:
    """What kind it is by its words, where nobody said."""
    if "道歉" in what:
        return "APOLOGY"
    if amount is not None:
        return "MONEY"
    if _FORBEARING.match(what):
        return "FORBEARANCE"
    return "ACT" if what else NOT_STATED


def _agreed(sum_: Amount | None) -> Amount | None:
    return None if sum_ is None else replace(sum_, stage=Stage.AGREED)


def _total(parts: Sequence[InstalmentDraft]) -> int | None:
    """What the parts come to; None where one has no exact sum, or they are each time's."""
    if any(part.words == EACH_TIME for part in parts):
        return None
    return sum_of_parts(
        part.amount.low_fen
        if part.amount is not None and part.amount.qualifier is Qualifier.EXACT
        else None
        for part in parts
    )


def _says_same(kept: InstalmentDraft, part: InstalmentDraft) -> bool:
    return (kept.due, typed_figure(kept.amount)) == (part.due, typed_figure(part.amount))


def _typed_parts(parts: Sequence[InstalmentDraft]) -> list[tuple[str, str, str]]:
    return [
        (typed_text(part.due) if part.due else "", typed_figure(part.amount), part.words)
        for part in parts
        if part.words != EACH_TIME
    ]


def _typed_instalments(draft: ObligationDraft) -> str:
    """The instalments as a hand would type them; "" where they do not fit a line."""
    parts = [
        " ".join(
            filter(
                None,
                (typed_text(part.due) if part.due else "", typed_figure(part.amount)),
            )
        ).replace(",", "")
        for part in draft.instalments
    ]
    text = f"分{len(parts)}期：{'、'.join(parts)}" if parts and all(parts) else ""
    return text if len(text) <= LINE else ""


def _read_day(text: str, near: datetime) -> Moment:
    return parse_moment(text, near, ahead=True).moment


def _as_raw(raw: Raw) -> list[str]:
    return [raw] if isinstance(raw, str) else list(raw)
