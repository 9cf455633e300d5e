"""The card of agreements: between whom, what they oblige to, and how that is performed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.case_page.live_line import CardActs, LiveLine
from linli.desktop.case_page.read_text import ReadText
from linli.desktop.look import scaled
from linli.desktop.widgets.badges import Badge, status_badge
from linli.desktop.widgets.buttons import quiet_button
from linli.desktop.widgets.labels import muted_label, plain_label
from linli.desktop.widgets.panels import Card
from linli.desktop.widgets.shapes import Status
from linli.domain.amounts import Amount, amount_text
from linli.domain.moments import Moment, Precision, moment_text
from linli.domain.things import Thing

if TYPE_CHECKING:
    from linli.domain.case_file import (
        AgreementEventRow,
        AgreementRow,
        CaseFile,
        Coded,
        InstalmentRow,
        ObligationRow,
        PerformanceRow,
        SignatureRow,
    )

_STATUS: Final = {
    "OVERDUE": Status.LATE,
    "MISSED": Status.SOON,
    "PERFORMED": Status.GOOD,
    "PARTLY": Status.IN_TIME,
    "KEEPING": Status.IN_TIME,
    "NOT_DUE": Status.IN_TIME,
    "OPEN": Status.NO_LIMIT,
}
"""The sign of each state; what is not owed any more has the grey one."""
_UNSAID: Final = frozenset({"", "NOT_STATED"})
_INDENT: Final = 16


def agreements_card(case_file: CaseFile, today: date, acts: CardActs | None) -> Card | None:
    """The agreements line by line; a dispute has the card from the start.

    A closed case lets no agreement be changed, and takes performance still.
    """
    agreements = case_file.agreements
    if not agreements and case_file.row.kind.code != "DISPUTE":
        return None
    is_open = case_file.row.is_open
    card = Card("协议与履行" if agreements else "协议")
    if acts is not None:
        _add_buttons(card, acts, case_file)
    if not agreements:
        card.show_empty("未记")
        return card
    earlier = {row.id: row for row in agreements}
    for agreement in agreements:
        for line in _agreement(agreement, earlier, today, acts, is_open=is_open):
            card.add(line)
    return card


def _add_buttons(card: Card, acts: CardActs, case_file: CaseFile) -> None:
    has_any = bool(case_file.agreements)
    owes = any(row.obligations for row in case_file.agreements)
    wanted = (
        (Thing.AGREEMENT, "记协议" if has_any else "添加", case_file.row.is_open),
        (Thing.PERFORMANCE, "记履行", owes),
        (Thing.AGREEMENT_EVENT, "协议变动", has_any),
    )
    for thing, words, is_offered in wanted:
        if is_offered:
            button = quiet_button(words)
            button.setAccessibleName(f"记{thing.words}")
            button.clicked.connect(lambda _=False, name=thing.value: acts.ask(name))
            card.add_button(button)


def _agreement(
    row: AgreementRow,
    earlier: dict[int, AgreementRow],
    today: date,
    acts: CardActs | None,
    *,
    is_open: bool,
) -> Iterator[QWidget | QLayout]:
    own = acts if is_open else None
    yield _head_line(row, earlier, today, own)
    for obligation in row.obligations:
        yield _indented(_ObligationLine(obligation, row.id, today, own), 1)
        for performance in obligation.performances:
            yield _indented(_performance_line(performance, obligation, today, acts), 2)
    for event in row.events:
        yield _indented(_event_line(event, today, acts), 1)


def _head_line(
    row: AgreementRow, earlier: dict[int, AgreementRow], today: date, acts: CardActs | None
) -> LiveLine:
    form = "" if row.form.code in _UNSAID else row.form.label
    when = _when(row.moment, today)
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(plain_label(" · ".join(filter(None, (when, form))), demibold=True))
    if row.state:
        head.addWidget(Badge(row.state), 0, Qt.AlignmentFlag.AlignLeft)
    head.addStretch(1)
    column = _lines()
    column.addLayout(head)
    signed = "、".join(map(_signed, row.signatures))
    column.addWidget(plain_label(signed, wrap=True))
    aside = " · ".join(_asides(row, earlier, today))
    if aside:
        column.addWidget(muted_label(aside, wrap=True))
    if row.text:
        column.addWidget(ReadText(row.text))
    name = "，".join(filter(None, ("协议", when, form, row.state, signed, aside, row.text)))
    return LiveLine(column, Thing.AGREEMENT, row.id, acts, name=name)


def _signed(row: SignatureRow) -> str:
    """Who, and how: 楼上住户（其子代签）."""
    name = f"{row.side}方 {row.name}" if row.side else row.name
    manner = "" if row.manner.code in _UNSAID else row.manner.label
    how = f"{row.by}{manner}" if row.by else manner
    return f"{name}（{how}）" if how else name


def _asides(row: AgreementRow, earlier: dict[int, AgreementRow], today: date) -> Iterator[str]:
    if row.led_by:
        yield f"{row.led_by}主持"
    if row.place:
        yield row.place
    if row.relation.code and row.earlier_id in earlier:
        yield f"{row.relation.label}{_when(earlier[row.earlier_id].moment, today)}的协议"


class _ObligationLine(LiveLine):
    """How one obligation stands; it is changed with its agreement, and not removed alone."""

    def __init__(
        self, row: ObligationRow, agreement_id: int, today: date, acts: CardActs | None
    ) -> None:
        ends = " → ".join(filter(None, (row.by, _toward(row))))
        money = amount_text(row.amount) if row.amount is not None and row.what else ""
        words = " ".join(filter(None, (ends, row.title, money)))
        terms = " · ".join(_terms(row))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(_state_badge(row.state), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(plain_label(words, wrap=True), 1)
        column = _lines()
        column.addLayout(head)
        if terms:
            column.addWidget(muted_label(terms, wrap=True))
        spoken = [row.state.label, words, terms]
        for number, part in enumerate(row.instalments, start=1):
            said = _instalment_words(number, part, today)
            column.addLayout(_instalment(said, part))
            spoken.append(f"{said} {part.state.label}")
        name = "，".join(filter(None, spoken))
        super().__init__(column, Thing.AGREEMENT, agreement_id, acts, name=name)
        if acts is not None:
            self.setAccessibleDescription("F2 修改协议")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Delete:
            super().keyPressEvent(event)


def _toward(row: ObligationRow) -> str:
    return row.to or {"NOBODY": "不对谁", "ONESELF": "自己"}.get(row.toward.code, "")


def _terms(row: ObligationRow) -> Iterator[str]:
    for said in (row.jointness, row.mode):
        if said.code not in _UNSAID:
            yield said.label
    if row.timing_words:
        yield row.timing_words
    if row.condition and row.condition != row.timing_words:
        yield row.condition
    if row.performances and row.open_fen:
        yield f"还差 {amount_text(Amount(row.open_fen))}"


def _instalment_words(number: int, part: InstalmentRow, today: date) -> str:
    due = moment_text(part.due, today) if part.due is not None else ""
    money = amount_text(part.amount) if part.amount is not None else ""
    return " ".join(filter(None, (f"第{number}期", due, money, part.words)))


def _instalment(words: str, part: InstalmentRow) -> QLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addSpacing(scaled(_INDENT))
    line.addWidget(plain_label(words, tabular=True))
    line.addWidget(_state_badge(part.state), 0, Qt.AlignmentFlag.AlignLeft)
    line.addStretch(1)
    return line


def _performance_line(
    row: PerformanceRow, obligation: ObligationRow, today: date, acts: CardActs | None
) -> LiveLine:
    words = " · ".join(
        filter(
            None,
            (
                _when(row.moment, today),
                row.state.label,
                part_words(row, obligation),
                amount_text(row.amount) if row.amount is not None else "",
                row.by if row.by != obligation.by else "",
                row.proof,
            ),
        )
    )
    return _line(words, row.note, Thing.PERFORMANCE, row.id, acts)


def part_words(row: PerformanceRow, obligation: ObligationRow) -> str:
    """Which instalment an entry is about, "" where it is about the whole."""
    ids = [part.id for part in obligation.instalments]
    return f"第{ids.index(row.instalment_id) + 1}期" if row.instalment_id in ids else ""


def _event_line(row: AgreementEventRow, today: date, acts: CardActs | None) -> LiveLine:
    words = " · ".join(filter(None, (_when(row.moment, today), row.kind.label, row.docket, row.by)))
    return _line(words, row.note, Thing.AGREEMENT_EVENT, row.id, acts)


def _line(words: str, note: str, thing: Thing, row_id: int, acts: CardActs | None) -> LiveLine:
    column = _lines()
    column.addWidget(plain_label(words, wrap=True))
    if note:
        column.addWidget(muted_label(note, wrap=True))
    name = "，".join(filter(None, (thing.words, words, note)))
    return LiveLine(column, thing, row_id, acts, name=name)


def _state_badge(state: Coded) -> Badge:
    return status_badge(_STATUS.get(state.code, Status.CLOSED), state.label)


def _lines() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    return column


def _indented(widget: QWidget, steps: int) -> QLayout:
    row = QHBoxLayout()
    row.addSpacing(scaled(_INDENT * steps))
    row.addWidget(widget, 1)
    return row


def _when(moment: Moment, today: date) -> str:
    if moment.precision is Precision.NOT_STATED:
        return "时间未记明"
    return moment_text(moment, today)
