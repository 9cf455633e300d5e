"""The cards of what was asked and brought, and how it came out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from linli.desktop.case_page.header import is_good
from linli.desktop.case_page.read_text import ReadText
from linli.desktop.look import scaled
from linli.desktop.widgets.badges import status_badge
from linli.desktop.widgets.buttons import quiet_button
from linli.desktop.widgets.labels import muted_label, plain_label
from linli.desktop.widgets.panels import Card, read_row
from linli.desktop.widgets.shapes import Status
from linli.domain.amounts import count_text
from linli.domain.case_file import CaseFile, OutcomeRow, RequestRow
from linli.domain.moments import Moment, Precision, moment_text

_UNSAID = frozenset({"", "NOT_STATED"})
_NOT_FOUND_OUT = frozenset({"", "UNVERIFIED"})
"""Findings that say nothing yet."""


def outcome_card(case_file: CaseFile, today: date, record: Callable[[], None] | None) -> Card:
    """How it came out; ``record`` asks for the form, None where the case takes no result."""
    card = Card("结果")
    if record is not None:
        button = quiet_button("记结果", "Ctrl+R", takes_key=False)
        button.clicked.connect(record)
        card.add_button(button)
    closing = case_file.closing
    if not case_file.outcomes and closing is None:
        card.show_empty("未记")
        return card
    earlier, last = case_file.outcomes[:-1], case_file.outcomes[-1:]
    facts: list[tuple[str, QWidget]] = []
    for outcome in last:
        facts += _outcome_facts(outcome, today)
    if closing is not None:
        facts.append(("办结", plain_label(_when(closing.moment, today))))
        if closing.kind.code not in _UNSAID:
            facts.append(("办结方式", plain_label(closing.kind.label)))
        facts.append(("回访", plain_label(_last_follow_up(case_file, today))))
    card.add(_pairs(facts))
    notes = [outcome.note for outcome in last]
    if closing is not None:
        notes.append(closing.note)
    for note in dict.fromkeys(filter(None, notes)):
        card.add(ReadText(note))
    for outcome in reversed(earlier):
        words = (_when(outcome.moment, today), outcome.result.label, outcome.note)
        card.add(muted_label("此前　" + " · ".join(filter(None, words)), wrap=True))
    return card


def request_card(case_file: CaseFile) -> Card | None:
    """What is asked, where that is more than the title says."""
    requests = case_file.requests
    names = {party.name for party in case_file.parties}
    told = any(_says_more(each, case_file.row.title, names) for each in requests)
    if not told and len(requests) < 2:
        return None
    card = Card("诉求")
    for request in requests:
        card.add(plain_label(request.words, wrap=True))
        asked = " → ".join(filter(None, (request.asked_by, request.asked_of)))
        words = (asked, _finding(request), request.result.label)
        remark = " · ".join(filter(None, words))
        if remark:
            card.add(muted_label(remark, wrap=True))
    return card


def report_card(case_file: CaseFile, today: date) -> Card | None:
    """How the matter was brought, where and by when."""
    facts = list(_report_facts(case_file, today))
    if not facts and not case_file.details:
        return None
    card = Card("反映")
    if case_file.details:
        card.add(ReadText(case_file.details))
    for label, words in facts:
        card.add(read_row(label, words))
    return card


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


def _says_more(request: RequestRow, title: str, names: set[str]) -> bool:
    of_a_rule_or_a_thing = bool(request.asked_of) and request.asked_of not in names
    told = of_a_rule_or_a_thing or _finding(request) or request.result.label
    return request.words != title or bool(told)


def _finding(request: RequestRow) -> str:
    return "" if request.finding.code in _NOT_FOUND_OUT else request.finding.label


def _report_facts(case_file: CaseFile, today: date) -> Iterator[tuple[str, str]]:
    for report in case_file.reports:
        channel = "未记明" if report.channel.code in _UNSAID else report.channel.label
        words = (channel, report.by, _when(report.moment, today), report.outside_number)
        yield "来源", " · ".join(filter(None, words))
        if report.reply:
            yield "答复", report.reply
    if not case_file.reports and case_file.channel.code not in _UNSAID:
        yield "来源", case_file.channel.label
    if case_file.happened is not None:
        yield "发生", _when(case_file.happened, today)
    if case_file.people:
        yield "涉及", "、".join(count_text(count) for count in case_file.people)
    place = case_file.row.place
    where = f"{place.estate}{place.building}{place.unit}{place.floor}{place.room}"
    if where or place.note:
        yield "地点", " ".join(filter(None, (place.grid, where, place.note)))
    if case_file.urgency.code not in {*_UNSAID, "NORMAL"}:
        yield "紧急程度", case_file.urgency.label
    if case_file.due is not None:
        limit = f"（{case_file.due_words}）" if case_file.due_words else ""
        yield "时限", f"{_when(case_file.due, today)}{limit}"
    elif case_file.due_words:
        yield "时限", case_file.due_words


def _when(moment: Moment, today: date) -> str:
    if moment.precision is Precision.NOT_STATED:
        return "时间未记明"
    return moment_text(moment, today)
