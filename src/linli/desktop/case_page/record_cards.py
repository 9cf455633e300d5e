"""The cards of what was asked, brought, given, held, and how it came out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from linli.desktop.case_page.header import is_good
from linli.desktop.case_page.read_text import ReadText
from linli.desktop.look import scaled, set_tone
from linli.desktop.widgets.badges import status_badge
from linli.desktop.widgets.buttons import quiet_button
from linli.desktop.widgets.labels import muted_label, plain_label
from linli.desktop.widgets.panels import Card, read_row
from linli.desktop.widgets.shapes import Status
from linli.domain.amounts import Amount, amount_text, count_text, total
from linli.domain.case_file import ActivityRow, CaseFile, GiftRow, OutcomeRow, RequestRow
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


def gift_card(case_file: CaseFile, today: date) -> Card | None:
    """What was given and spent, each with the total so far."""
    if not case_file.gifts:
        return None
    card = Card("捐助")
    grid = QGridLayout()
    grid.setHorizontalSpacing(scaled(16))
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    seen: dict[bool, list[GiftRow]] = {False: [], True: []}
    for line, gift in enumerate(case_file.gifts):
        seen[gift.is_spent].append(gift)
        stated = gift.moment.precision is not Precision.NOT_STATED
        who = (gift.giver, gift.goods, _when(gift.moment, today) if stated else "")
        grid.addWidget(
            muted_label(f"{'支' if gift.is_spent else '收'} {gift.channel.label}"), line, 0
        )
        grid.addWidget(plain_label(" · ".join(filter(None, who)), wrap=True), line, 1)
        grid.addWidget(_figure(amount_text(gift.amount) if gift.amount else ""), line, 2)
        so_far = _figure(f"累计 {total_words(seen[gift.is_spent])}")
        set_tone(so_far, "muted")
        grid.addWidget(so_far, line, 3)
    card.add(grid)
    sums = [("募得合计", seen[False]), ("支出合计", seen[True])]
    words = "　".join(f"{name} {total_words(gifts)}" for name, gifts in sums if gifts)
    card.add(_figure(words))
    return card


def activity_card(activity: ActivityRow, today: date) -> Card:
    """One activity: who held it where, with posts and trainings."""
    card = Card("活动")
    for label, words in _activity_facts(activity, today):
        card.add(read_row(label, words))
    if activity.note:
        card.add(ReadText(activity.note))
    return card


def follow_up_card(case_file: CaseFile, today: date) -> Card | None:
    """What the parties said afterwards."""
    if not case_file.follow_ups:
        return None
    card = Card("回访")
    for each in case_file.follow_ups:
        way = "" if each.way.code in _UNSAID else each.way.label
        satisfied = each.satisfaction.label if each.satisfaction.code != "NOT_STATED" else ""
        head = (_when(each.moment, today), way, satisfied)
        card.add(plain_label(" · ".join(filter(None, head)), demibold=True))
        for name, words in each.findings:
            card.add(read_row(name, words, label_width=90))
        if each.note:
            card.add(ReadText(each.note))
        if each.next_on is not None:
            card.add(muted_label(f"下次回访 {_when(each.next_on, today)}"))
    return card


def thanks_card(case_file: CaseFile, today: date) -> Card | None:
    """Thanks the office was given."""
    if not case_file.thanks:
        return None
    card = Card("致谢")
    for each in case_file.thanks:
        words = (_when(each.moment, today), each.kind.label, each.by)
        card.add(plain_label(" · ".join(filter(None, words)), wrap=True))
        if each.note:
            card.add(muted_label(each.note, wrap=True))
    return card


def total_words(gifts: Sequence[GiftRow]) -> str:
    """The sum of gifts in words: 82,438元; 至少 or 约 before it where a part is not exact."""
    sum_ = total(replace(gift.amount, stage=None) for gift in gifts if gift.amount is not None)
    return f"{sum_.hedge}{amount_text(Amount(sum_.fen))}"


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


def _activity_facts(activity: ActivityRow, today: date) -> Iterator[tuple[str, str]]:
    facts = (
        ("主办", activity.host),
        ("合办", "、".join(activity.co_hosts)),
        ("时间", _when(activity.moment, today)),
        ("地点", activity.place),
        ("人数", "、".join(_count(each.of_what, count_text(each)) for each in activity.people)),
        ("安排", activity.programme),
    )
    yield from ((label, words) for label, words in facts if words)
    posts = [
        f"{each.name} {count_text(each.people) if each.people else ''}".strip()
        for each in activity.posts
    ]
    if posts:
        yield "岗位", "；".join(posts)
    for training in activity.trainings:
        who = " → ".join(filter(None, (training.trainer, training.trained)))
        stated = training.moment.precision is not Precision.NOT_STATED
        words = (training.topic, who, _when(training.moment, today) if stated else "")
        yield "培训", " · ".join(filter(None, words))


def _count(of_what: str, words: str) -> str:
    return words if not of_what or of_what in words else f"{of_what} {words}"


def _figure(words: str) -> QLabel:
    label = plain_label(words, tabular=True)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def _when(moment: Moment, today: date) -> str:
    if moment.precision is Precision.NOT_STATED:
        return "时间未记明"
    return moment_text(moment, today)
