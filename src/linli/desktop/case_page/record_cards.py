"""The cards of how it came out, and of what was put right afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from linli.desktop.case_page.header import is_good
from linli.desktop.case_page.live_line import CardActs, LiveLine
from linli.desktop.case_page.read_text import ReadText
from linli.desktop.look import scaled
from linli.desktop.widgets.badges import status_badge
from linli.desktop.widgets.buttons import quiet_button
from linli.desktop.widgets.labels import muted_label, plain_label
from linli.desktop.widgets.panels import Card
from linli.desktop.widgets.shapes import Status
from linli.domain.case_file import CaseFile, ClosingRow, OutcomeRow
from linli.domain.moments import Moment, Precision, moment_text
from linli.domain.results import is_waiting_to_close
from linli.domain.things import Thing

_UNSAID = frozenset({"", "NOT_STATED"})


def outcome_card(case_file: CaseFile, today: date, acts: CardActs | None) -> Card:
    """How it came out; an open case takes results, and lets those it has be changed."""
    own = acts if case_file.row.is_open else None
    card = Card("结果")
    if own is not None:
        words = "办结" if is_waiting_to_close(case_file) else "记结果"
        button = quiet_button(words, "Ctrl+R", takes_key=False)
        button.clicked.connect(lambda: own.ask(Thing.OUTCOME))
        card.add_button(button)
    closing = case_file.closing
    if not case_file.outcomes and closing is None:
        card.show_empty("未记")
        return card
    of_the_whole = [outcome for outcome in case_file.outcomes if not outcome.of_what]
    for outcome in of_the_whole[-1:]:
        content = QVBoxLayout()
        content.setSpacing(6)
        content.addLayout(_pairs(list(_outcome_facts(outcome, today))))
        if outcome.note:
            content.addWidget(ReadText(outcome.note))
        card.add(_line(content, outcome, today, own))
    if closing is not None:
        card.add(_closing(closing, case_file, today))
        if closing.note and closing.note not in {outcome.note for outcome in of_the_whole[-1:]}:
            card.add(ReadText(closing.note))
    parts = [outcome for outcome in case_file.outcomes if outcome.of_what]
    for outcome in (*reversed(parts), *reversed(of_the_whole[:-1])):
        label = f"{outcome.of_what}：{outcome.result.label}" if outcome.of_what else ""
        words = (label or f"此前　{outcome.result.label}", _when(outcome.moment, today))
        content = muted_label(" · ".join((*words, *filter(None, (outcome.note,)))), wrap=True)
        card.add(_line(content, outcome, today, own))
    return card


def correction_card(case_file: CaseFile, today: date, _acts: CardActs | None) -> Card | None:
    """Slips put right after the closing: what stood there, what stands there now, and why."""
    if not case_file.corrections:
        return None
    card = Card("补正")
    for each in reversed(case_file.corrections):
        change = f"{each.what}：{_quoted(each.old)} 改为 {_quoted(each.new)}"
        card.add(ReadText(change))
        when = moment_text(Moment.on_day(each.at.date()), today)
        card.add(muted_label(" · ".join(filter(None, (when, each.by, each.why))), wrap=True))
    return card


def _line(
    content: QLayout | QWidget, outcome: OutcomeRow, today: date, acts: CardActs | None
) -> LiveLine:
    name = "，".join(filter(None, (outcome.of_what, outcome.result.label)))
    spoken = f"结果 {name} {_when(outcome.moment, today)}"
    return LiveLine(content, Thing.OUTCOME, outcome.id, acts, name=spoken)


def _closing(closing: ClosingRow, case_file: CaseFile, today: date) -> QHBoxLayout:
    facts: list[tuple[str, QWidget]] = [("办结", plain_label(_when(closing.moment, today)))]
    if closing.kind.code not in _UNSAID:
        facts.append(("办结方式", plain_label(closing.kind.label)))
    facts.append(("回访", plain_label(_last_follow_up(case_file, today))))
    row = QHBoxLayout()
    # As far in as the lines that take the focus.
    row.setContentsMargins(6, 0, 6, 0)
    row.addLayout(_pairs(facts))
    return row


def _quoted(words: str) -> str:
    return f"“{words}”" if words else "（空）"


def _outcome_facts(outcome: OutcomeRow, today: date) -> Iterator[tuple[str, QWidget]]:
    status = Status.GOOD if is_good(outcome.result.code) else Status.CLOSED
    if not outcome.is_final:
        status = Status.SUSPENDED
    yield "结果", status_badge(status, outcome.result.label)
    yield "日期", plain_label(_when(outcome.moment, today))


def _last_follow_up(case_file: CaseFile, today: date) -> str:
    return _when(case_file.follow_ups[-1].moment, today) if case_file.follow_ups else "未记"


def _pairs(facts: Sequence[tuple[str, QWidget]]) -> QGridLayout:
    """Two facts beside each other, labels in columns of their own."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(6)
    for place, (label, value) in enumerate(facts):
        line, half = divmod(place, 2)
        name = muted_label(label)
        name.setMinimumWidth(scaled(60))
        grid.addWidget(name, line, half * 2)
        grid.addWidget(value, line, half * 2 + 1, Qt.AlignmentFlag.AlignLeft)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(3, 1)
    return grid


def _when(moment: Moment, today: date) -> str:
    if moment.precision is Precision.NOT_STATED:
        return "时间未记明"
    return moment_text(moment, today)
