"""The cards of what is asked and how the matter was brought, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtWidgets import QVBoxLayout

from linli.desktop.case_page.live_line import CardActs, LiveLine
from linli.desktop.case_page.read_text import ReadText
from linli.desktop.widgets.buttons import quiet_button
from linli.desktop.widgets.labels import muted_label, plain_label
from linli.desktop.widgets.panels import Card, read_row
from linli.domain.amounts import amount_text, count_text
from linli.domain.case_file import CaseFile, ReportRow, RequestRow
from linli.domain.moments import Moment, Precision, moment_text
from linli.domain.things import Thing

_UNSAID = frozenset({"", "NOT_STATED"})
_NOT_FOUND_OUT = frozenset({"", "UNVERIFIED"})
"""Findings that say nothing yet."""


def request_card(case_file: CaseFile, today: date, acts: CardActs | None) -> Card | None:  # noqa: ARG001 - as every card is called
    """What is asked, where that is more than the title says; a closed case lets none be changed."""
    requests = case_file.requests
    if len(requests) < 2 and not any(_says_more(each, case_file) for each in requests):
        return None
    card = Card("诉求")
    own = acts if case_file.row.is_open else None
    _add_button(card, "添加", "添加诉求", own, Thing.REQUEST)
    for request in requests:
        card.add(_request_line(request, own))
    return card


def report_card(case_file: CaseFile, today: date, acts: CardActs | None) -> Card | None:
    """How the matter was brought, where and by when; a closed case still takes a reply."""
    facts = list(_facts(case_file, today))
    if not facts and not case_file.details and not case_file.reports:
        return None
    card = Card("反映")
    own = acts if case_file.row.is_open else None
    if own is not None and len(case_file.requests) == 1 and not _has_request_card(case_file):
        only = case_file.requests[0].id
        check = quiet_button("核实诉求")
        check.clicked.connect(lambda: own.edit(Thing.REQUEST, only))
        card.add_button(check)
    waiting = next((each.id for each in case_file.reports if _waits(each)), None)
    if acts is not None and waiting is not None:
        reply = quiet_button("记答复")
        reply.clicked.connect(lambda: acts.edit(Thing.REPORT, waiting))
        card.add_button(reply)
    _add_button(card, "添加", "添加反映", own, Thing.REPORT)
    if case_file.details:
        card.add(ReadText(case_file.details))
    for report in case_file.reports:
        card.add(_report_line(report, today, acts))
    for label, words in facts:
        row = read_row(label, words)
        # In line with the lines above, which keep a margin for the ring of the focus.
        row.setContentsMargins(6, 0, 6, 0)
        card.add(row)
    return card


def _add_button(card: Card, words: str, name: str, acts: CardActs | None, thing: Thing) -> None:
    if acts is not None:
        button = quiet_button(words)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: acts.ask(thing.value))
        card.add_button(button)


def _has_request_card(case_file: CaseFile) -> bool:
    return any(_says_more(each, case_file) for each in case_file.requests)


def _says_more(request: RequestRow, case_file: CaseFile) -> bool:
    names = {party.name for party in case_file.parties}
    of_a_rule_or_a_thing = bool(request.asked_of) and request.asked_of not in names
    told = of_a_rule_or_a_thing or _finding(request) or request.result.label or request.amount
    return request.words != case_file.row.title or bool(told)


def _request_line(request: RequestRow, acts: CardActs | None) -> LiveLine:
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(plain_label(request.words, wrap=True))
    asked = " → ".join(filter(None, (request.asked_by, request.asked_of)))
    words = (asked, _sum(request), _finding(request), request.result.label)
    remark = " · ".join(filter(None, words))
    if remark:
        column.addWidget(muted_label(remark, wrap=True))
    name = "，".join(filter(None, (request.words, *words)))
    return LiveLine(column, Thing.REQUEST, request.id, acts, name=name)


def _sum(request: RequestRow) -> str:
    """The sum asked for, and who is to pay whom where that was said: 3,000元（张某 → 李某）."""
    if request.amount is None:
        return ""
    payers, payees = "、".join(request.payers), "、".join(request.payees)
    both = f"{payers} → {payees}" if payers and payees else ""
    ends = both or (f"{payers}付" if payers else f"付给{payees}" if payees else "")
    return f"{amount_text(request.amount)}{f'（{ends}）' if ends else ''}"


def _finding(request: RequestRow) -> str:
    return "" if request.finding.code in _NOT_FOUND_OUT else request.finding.label


def _report_line(report: ReportRow, today: date, acts: CardActs | None) -> LiveLine:
    rows = list(_report_rows(report, today))
    column = QVBoxLayout()
    column.setSpacing(2)
    for label, words in rows:
        column.addLayout(read_row(label, words))
    name = "；".join(f"{label} {words}" for label, words in rows)
    return LiveLine(column, Thing.REPORT, report.id, acts, name=name)


def _report_rows(report: ReportRow, today: date) -> Iterator[tuple[str, str]]:
    channel = "未记明" if report.channel.code in _UNSAID else report.channel.label
    words = (channel, report.sender, report.by, _when(report.moment, today), report.outside_number)
    yield "来源", " · ".join(filter(None, words))
    if _waits(report) and report.reply_due is not None:
        yield "答复", f"未答复，期限 {_when(report.reply_due, today)}"
    elif report.reply or report.replied is not None:
        at = _when(report.replied, today) if report.replied is not None else ""
        yield "答复", " · ".join(filter(None, (at, report.reply)))


def _waits(report: ReportRow) -> bool:
    """Whether somebody is still to be answered."""
    is_answered = bool(report.reply) or report.replied is not None
    return not is_answered and bool(
        report.reply_due is not None or report.sender or report.outside_number
    )


def _facts(case_file: CaseFile, today: date) -> Iterator[tuple[str, str]]:
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
