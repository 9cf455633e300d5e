"""履行: how what was agreed is performed, item by item, instalment by instalment."""

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.fields.amount import AmountField
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.line import LineField
from linli.desktop.fields.many import ManyField
from linli.desktop.fields.moment import MomentField
from linli.desktop.fields.text import TextField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.agreement import is_to_cover
from linli.desktop.forms.curtain import CurtainForm
from linli.desktop.forms.entry_form import Now, as_options, names_to_offer, parted
from linli.desktop.forms.figures import typed_figure, unless_untouched
from linli.desktop.look import scaled
from linli.desktop.messages import Ask
from linli.domain.amounts import Amount, Qualifier, Stage, amount_text
from linli.domain.case_file import AgreementRow, CaseFile, Choices, Coded, ObligationRow
from linli.domain.drafts import PerformanceDraft
from linli.domain.moments import Moment, moment_text
from linli.domain.obligations import OVER, SETTLED, end_of
from linli.domain.vocabulary import PERFORMANCES
from linli.errors import Refused

PERFORMED, PARTLY, LATE, MISSED, WAIVED = "PERFORMED", "PARTLY", "LATE", "MISSED", "WAIVED"
_CAPTION = 64


@dataclass(frozen=True, slots=True)
class Item:
    """An obligation, or one instalment of it, that can be performed."""

    obligation_id: int
    instalment_id: int | None
    words: str
    by: tuple[str, ...]
    due: Moment | None
    open_fen: int | None
    is_open: bool

    @property
    def code(self) -> str:
        """How the choice knows it."""
        return f"{self.obligation_id}/{self.instalment_id or ''}"


class PerformanceForm(CurtainForm):
    """Takes down one performance, or that there was none; hands over a `PerformanceDraft`.

    It begins with what is due next; ``obligation_id`` asks for another obligation.
    ``carried_day`` is a day given by hand in the entry just before; with ``kept`` it
    changes that entry.
    """

    def __init__(  # noqa: PLR0913 - keywords, each of its own
        self,
        case_file: CaseFile,
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        kept: PerformanceDraft | None = None,
        obligation_id: int | None = None,
        carried_day: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "记履行" if kept is None else "修改履行记录",
            now=now,
            save=save,
            ask=ask,
            go_on="保存并记下一期" if kept is None else "",
            parent=parent,
        )
        self._case = case_file
        self._kept = kept
        self.items = {item.code: item for item in items_of(case_file)}
        self._preset: tuple[str, tuple[str, ...]] = ("", ())
        self._add_fields(choices, carried_day)
        self._place_fields()
        for field in (self.item, self.state):
            field.changed.connect(self._follow)
        for field in (self.amount, self.moment):
            field.changed.connect(self._show_hints)
        self.state.set_value(PERFORMED)
        if kept is None:
            first = _next(list(self.items.values()), obligation_id)
            if first is not None:
                self.item.set_value(first.code)
        else:
            self._fill(kept)
        self._show_hints()

    @override
    def compose(self) -> PerformanceDraft:
        texts, kept = self.all_texts(), self._kept
        item = self.items.get(self.item.value() or "")
        if item is None:
            raise Refused(("obligation_id", self.item.missing))
        state = self.state.value() or PERFORMED
        amount = self.amount.value()
        if amount is not None:
            stage = Stage.WAIVED if state == WAIVED else Stage.PAID
            amount = replace(amount, stage=stage)
            is_same = kept is not None and kept.state == state
            amount = unless_untouched(
                self.amount.text(), amount, kept.amount if kept is not None and is_same else None
            )
        return PerformanceDraft(
            obligation_id=item.obligation_id,
            moment=self.moment.moment(),
            instalment_id=item.instalment_id,
            state=state,
            by=self.by.value(),
            amount=amount,
            proof=texts["proof"],
            note=texts["note"],
        )

    @override
    def set_parties_present(self, *, is_present: bool) -> None:
        self._curtain.set_drawn(is_drawn=is_present and is_to_cover(self._case))

    @override
    def focus_first(self) -> None:
        # What is due next is chosen already; Shift+Enter goes there.
        (self.item if self.item.is_empty() else self.moment).focus_by_keys()

    def _add_fields(self, choices: Choices, carried_day: date | None) -> None:
        steps = self._case.steps
        self.item = self.add_field(
            "obligation_id",
            ChoiceField(
                "哪一项",
                [Coded(item.code, item.words) for item in self.items.values()],
                is_name_list=True,
                is_required=True,
                missing="请选履行的是哪一项" if self.items else "还没有履行事项，请先记协议",
                mnemonic="X",
            ),
        )
        self.moment = self.add_field(
            "moment",
            MomentField(
                "时间",
                now=self.now,
                previous=steps[-1].moment if steps and self._kept is None else None,
                carried_day=carried_day,
                mnemonic="T",
            ),
        )
        self.state = self.add_field(
            "state", ChoiceField("情况", as_options(PERFORMANCES), mnemonic="S")
        )
        self.amount = self.add_field("amount", AmountField("金额", mnemonic="K"))
        self.by = self.add_field(
            "by", ManyField("由谁", names_to_offer(choices, self._case), mnemonic="Y")
        )
        self.proof = self.add_field(
            "proof", LineField("凭据", placeholder="如 收条、转账记录", mnemonic="P")
        )
        self.note = self.add_field("note", TextField("说明", height=72, mnemonic="N"))

    def _place_fields(self) -> None:
        self._curtain = self.add_curtain()
        self._curtain.hold(self.fields.values())
        grid = FieldGrid(caption_width=_CAPTION)
        grid.add_row(self.item)
        grid.add_row(self.moment)
        grid.add_row(self.state, self.amount)
        grid.add_row(self.by)
        grid.add_row(self.proof)
        grid.add_row(self.note)
        self.note.box.setFixedHeight(scaled(72))
        self._curtain.body.addLayout(grid)
        self.body.addWidget(self._curtain)
        self.body.addStretch(1)

    def _fill(self, kept: PerformanceDraft) -> None:
        code = f"{kept.obligation_id}/{kept.instalment_id or ''}"
        if code in self.items:
            self.item.set_value(code)
        self.moment.set_value(kept.moment)
        self.state.set_value(kept.state)
        self.amount.set_text(typed_figure(kept.amount))
        self.by.set_value(kept.by)
        self.proof.set_text(kept.proof)
        self.note.set_text(kept.note)

    def _follow(self) -> None:
        """Write the open sum and who owes it, where no hand wrote others there."""
        item = self.items.get(self.item.value() or "")
        amount, by = self._preset
        if item is not None and self._kept is None:
            is_paid = self.state.value() not in {MISSED, PARTLY}
            open_sum = typed_figure(Amount(item.open_fen)) if item.open_fen and is_paid else ""
            self._preset = (open_sum, item.by)
            if self.amount.text() == amount:
                self.amount.set_text(open_sum)
            if self.by.value() == by:
                self.by.set_value(item.by)
        self._show_hints()

    def _show_hints(self) -> None:
        item = self.items.get(self.item.value() or "")
        self.amount.refresh()
        self.state.set_hint("")
        if item is None:
            return
        try:
            amount, moment = self.amount.value(), self.moment.moment()
        except Refused:
            return
        state = self.state.value()
        if (
            self._kept is None
            and amount is not None
            and amount.qualifier is Qualifier.EXACT
            and amount.low_fen is not None
            and item.open_fen is not None
            and amount.low_fen < item.open_fen
        ):
            left = amount_text(Amount(item.open_fen - amount.low_fen))
            self.amount.set_hint(f"还差 {left}", is_amber=state == PERFORMED)
        due, at = end_of(item.due), moment.sorts_at
        if state == PERFORMED and due is not None and at is not None and at > due:
            self.state.set_hint("已过期限，可记迟延履行", is_amber=True)


def items_of(case_file: CaseFile) -> list[Item]:
    """What can be performed: every obligation, those in instalments part by part."""
    found: list[Item] = []
    for agreement in case_file.agreements:
        for row in agreement.obligations:
            found += _items(case_file, agreement, row)
    return found


def _items(case_file: CaseFile, agreement: AgreementRow, row: ObligationRow) -> list[Item]:
    day = agreement.moment.sorts_at or case_file.row.registered.sorts_at
    today = day.date() if day is not None else date(2000, 1, 1)
    by = parted(row.by)
    head = " ".join(filter(None, (row.by, row.title)))
    is_in_parts = row.timing.code == "INSTALMENTS" and bool(row.instalments)
    whole = Item(
        row.id,
        None,
        " ".join(filter(None, (head, "全部" if is_in_parts else row.timing_words))),
        by,
        row.next_due,
        row.open_fen,
        is_open=row.state.code not in SETTLED | OVER and not is_in_parts,
    )
    if not is_in_parts:
        return [whole]
    parts: list[Item] = []
    for number, part in enumerate(row.instalments, start=1):
        due = moment_text(part.due, today) if part.due is not None else ""
        money = amount_text(part.amount) if part.amount is not None else part.words
        words = " ".join(filter(None, (head, f"第{number}期", due, money)))
        is_open = part.state.code not in SETTLED and row.state.code not in OVER
        parts.append(Item(row.id, part.id, words, by, part.due, part.open_fen, is_open=is_open))
    return [*parts, whole]


def _next(items: list[Item], obligation_id: int | None) -> Item | None:
    """What is due first among what is open, of one obligation where it is asked for."""
    wanted = [item for item in items if obligation_id in {None, item.obligation_id}]
    open_ones = [item for item in wanted if item.is_open]
    dated = [(due, item) for item in open_ones if (due := end_of(item.due)) is not None]
    if dated:
        return min(dated, key=lambda pair: pair[0])[1]
    return next(iter(open_ones or wanted), None)
