"""The cards of what was asked for, given, held, asked afterwards and thanked, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from linli.desktop.case_page.live_line import CardActs, LiveLine
from linli.desktop.case_page.read_text import ReadText
from linli.desktop.look import font, scaled, set_tone, width_of
from linli.desktop.widgets.buttons import quiet_button
from linli.desktop.widgets.labels import muted_label, plain_label
from linli.desktop.widgets.panels import Card, read_row
from linli.domain.amounts import amount_text, count_text
from linli.domain.case_file import (
    ActivityRow,
    AppealRow,
    CaseFile,
    FollowUpRow,
    GiftRow,
    PostRow,
    ThanksRow,
)
from linli.domain.gifts import total_words
from linli.domain.moments import Moment, Precision, duration_text, moment_text
from linli.domain.things import Thing

_UNSAID = frozenset({"", "NOT_STATED"})


def gift_card(case_file: CaseFile, today: date, acts: CardActs | None) -> Card | None:
    """What was given and spent, each with the total so far; a case of aid has it from the start."""
    if not case_file.gifts and case_file.row.kind.code != "AID":
        return None
    card = Card("捐助")
    if not case_file.appeals:
        _add_button(card, _while_open(case_file, acts), Thing.APPEAL, is_first=False)
    _add_button(card, acts, Thing.GIFT, is_first=not case_file.gifts)
    if not case_file.gifts:
        card.show_empty("未记")
        return card
    for line in _gift_lines(case_file.gifts, today, acts):
        card.add(line)
    card.add(_sums(case_file.gifts))
    return card


def appeal_card(case_file: CaseFile, today: date, acts: CardActs | None) -> Card | None:
    """Where money was publicly asked for; None while it was not.

    A closed case takes none and lets none be changed.
    """
    if not case_file.appeals:
        return None
    own = _while_open(case_file, acts)
    card = Card("募捐")
    _add_button(card, own, Thing.APPEAL, is_first=False)
    for appeal in case_file.appeals:
        card.add(_appeal_line(appeal, today, own))
    return card


def activity_card(case_file: CaseFile, today: date, acts: CardActs | None) -> Card | None:
    """Who held what where, with posts and trainings; a wish for one has it from the start.

    A closed case takes none and lets none be changed.
    """
    if not case_file.activities and case_file.row.kind.code != "ACTIVITY":
        return None
    own = _while_open(case_file, acts)
    card = Card("活动")
    _add_button(card, own, Thing.ACTIVITY, is_first=not case_file.activities)
    if not case_file.activities:
        card.show_empty("未记")
    for activity in case_file.activities:
        card.add(_activity_line(activity, today, own))
    return card


def follow_up_card(case_file: CaseFile, today: date, acts: CardActs | None) -> Card | None:
    """What the parties said afterwards; there from the closing on where somebody has to ask."""
    if not case_file.follow_ups and not case_file.needs_follow_up:
        return None
    card = Card("回访")
    _add_button(card, acts, Thing.FOLLOW_UP, is_first=not case_file.follow_ups)
    if not case_file.follow_ups:
        card.show_empty("未记")
    elif case_file.needs_follow_up:
        card.set_aside("办结后还未回访")
    for each in case_file.follow_ups:
        card.add(_follow_up_line(each, today, acts))
    return card


def thanks_card(case_file: CaseFile, today: date, acts: CardActs | None) -> Card | None:
    """Thanks the office was given; None while there are none."""
    if not case_file.thanks:
        return None
    card = Card("致谢")
    _add_button(card, acts, Thing.THANKS, is_first=False)
    for each in case_file.thanks:
        card.add(_thanks_line(each, today, acts))
    return card


def _while_open(case_file: CaseFile, acts: CardActs | None) -> CardActs | None:
    return acts if case_file.row.is_open else None


def _add_button(card: Card, acts: CardActs | None, thing: Thing, *, is_first: bool) -> None:
    if acts is None:
        return
    button = quiet_button("添加" if is_first else f"记{thing.words}")
    button.setAccessibleName(f"记{thing.words}")
    button.clicked.connect(lambda: acts.ask(thing.value))
    card.add_button(button)


def _gift_lines(gifts: Sequence[GiftRow], today: date, acts: CardActs | None) -> Iterator[LiveLine]:
    ways = [_way(gift) for gift in gifts]
    sums = [amount_text(gift.amount) if gift.amount else "" for gift in gifts]
    so_far = list(_so_far(gifts))
    widths = [_widest(words) for words in (ways, sums, so_far)]
    for gift, way, sum_, total in zip(gifts, ways, sums, so_far, strict=True):
        head = QHBoxLayout()
        head.setSpacing(12)
        named = muted_label(way)
        named.setFixedWidth(widths[0])
        head.addWidget(named, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(plain_label(" · ".join(_gift_words(gift, today)), wrap=True), 1)
        for words, width, tone in ((sum_, widths[1], ""), (total, widths[2], "muted")):
            figure = _figure(words)
            set_tone(figure, tone)
            figure.setFixedWidth(width)
            head.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(head)
        aside = " · ".join(_gift_asides(gift))
        if aside:
            beneath = QHBoxLayout()
            beneath.addSpacing(widths[0] + head.spacing())
            beneath.addWidget(muted_label(aside, wrap=True), 1)
            column.addLayout(beneath)
        name = "，".join(filter(None, (way, *_gift_words(gift, today), sum_, aside)))
        yield LiveLine(column, Thing.GIFT, gift.id, acts, name=name)


def _way(gift: GiftRow) -> str:
    direction = "支" if gift.is_spent else "收"
    return direction if gift.channel.code in _UNSAID else f"{direction} {gift.channel.label}"


def _so_far(gifts: Iterable[GiftRow]) -> Iterator[str]:
    seen: dict[bool, list[GiftRow]] = {False: [], True: []}
    for gift in gifts:
        seen[gift.is_spent].append(gift)
        words = total_words(seen[gift.is_spent])
        yield f"累计 {words}" if words else ""


def _gift_words(gift: GiftRow, today: date) -> list[str]:
    """Who gave what to whom, and when."""
    goods = f"{gift.goods}{f' {count_text(gift.quantity)}' if gift.quantity else ''}".strip()
    giver = f"{gift.giver}（姓名不公开）" if _is_private(gift) else gift.giver
    ends = " → ".join(filter(None, (giver, gift.receiver)))
    return [*filter(None, (ends, goods, _said(gift.moment, today)))]


def _gift_asides(gift: GiftRow) -> Iterator[str]:
    if gift.unnamed is not None:
        yield f"不留名 {count_text(gift.unnamed)}"
    if gift.appeal:
        yield f"响应{gift.appeal}募捐"
    if gift.witness:
        yield f"见证 {gift.witness}"
    if gift.note:
        yield gift.note


def _is_private(gift: GiftRow) -> bool:
    return bool(gift.giver) and gift.may_publish_name is False


def _sums(gifts: Sequence[GiftRow]) -> QLabel:
    sums = (
        ("募得合计", total_words(gift for gift in gifts if not gift.is_spent)),
        ("支出合计", total_words(gift for gift in gifts if gift.is_spent)),
    )
    label = _figure("　".join(f"{name} {words}" for name, words in sums if words))
    # Under the column of figures, which ends where the lines' own margin begins.
    label.setContentsMargins(0, 0, 6, 0)
    return label


def _appeal_line(appeal: AppealRow, today: date, acts: CardActs | None) -> LiveLine:
    words = " · ".join(
        filter(None, (appeal.platform, "、".join(appeal.by), _said(appeal.moment, today)))
    )
    return _line(words, (), appeal.note, Thing.APPEAL, appeal.id, acts)


def _activity_line(activity: ActivityRow, today: date, acts: CardActs | None) -> LiveLine:
    column = QVBoxLayout()
    column.setSpacing(6)
    facts = list(_activity_facts(activity, today))
    for label, words in facts:
        column.addLayout(read_row(label, words))
    if activity.note:
        column.addWidget(ReadText(activity.note))
    name = "，".join((*(f"{label} {words}" for label, words in facts), activity.note))
    return LiveLine(column, Thing.ACTIVITY, activity.id, acts, name=name)


def _activity_facts(activity: ActivityRow, today: date) -> Iterator[tuple[str, str]]:
    facts = (
        ("主办", activity.host),
        ("合办", "、".join(activity.co_hosts)),
        ("时间", _when(activity.moment, today)),
        ("地点", activity.place),
        ("人数", "、".join(_count(each.of_what, count_text(each)) for each in activity.people)),
        ("安排", activity.programme),
        ("岗位", "；".join(map(_post, activity.posts))),
    )
    yield from ((label, words) for label, words in facts if words)
    for training in activity.trainings:
        who = " → ".join(filter(None, (training.trainer, training.trained)))
        words = (training.topic, who, _said(training.moment, today))
        yield "培训", " · ".join(filter(None, words))


def _post(post: PostRow) -> str:
    """A post with its people and its time: 签到 2人（王甲、李乙，1小时30分）."""
    people = f" {count_text(post.people)}" if post.people else ""
    time = duration_text(post.minutes) if post.minutes else ""
    more = "，".join(filter(None, (post.people_words, time)))
    return f"{post.name}{people}{f'（{more}）' if more else ''}"


def _count(of_what: str, words: str) -> str:
    return words if not of_what or of_what in words else f"{of_what} {words}"


def _follow_up_line(each: FollowUpRow, today: date, acts: CardActs | None) -> LiveLine:
    way = "" if each.way.code in _UNSAID else each.way.label
    satisfied = "" if each.satisfaction.code == "NOT_STATED" else each.satisfaction.label
    head = " · ".join(filter(None, (_when(each.moment, today), way, "、".join(each.by), satisfied)))
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(plain_label(head, demibold=True, wrap=True))
    for name, words in each.findings:
        column.addLayout(read_row(name, words, label_width=90))
    if each.note:
        column.addWidget(ReadText(each.note))
    if each.next_on is not None:
        column.addWidget(muted_label(f"下次回访 {_when(each.next_on, today)}"))
    found = (f"{name} {words}" for name, words in each.findings)
    spoken = "，".join(filter(None, (head, *found, each.note)))
    return LiveLine(column, Thing.FOLLOW_UP, each.id, acts, name=spoken)


def _thanks_line(each: ThanksRow, today: date, acts: CardActs | None) -> LiveLine:
    ends = " → ".join(filter(None, (each.by, each.to)))
    words = " · ".join(filter(None, (_when(each.moment, today), each.kind.label, ends)))
    written = (f"“{each.words}”",) if each.words else ()
    return _line(words, written, each.note, Thing.THANKS, each.id, acts)


def _line(
    words: str,
    more: Iterable[str],
    note: str,
    thing: Thing,
    row_id: int,
    acts: CardActs | None,
) -> LiveLine:
    """A line with its words, what was written, and beneath them the note, muted."""
    column = QVBoxLayout()
    column.setSpacing(2)
    shown: list[QWidget] = [plain_label(each, wrap=True) for each in (words, *more)]
    if note:
        shown.append(muted_label(note, wrap=True))
    for each in shown:
        column.addWidget(each)
    name = "，".join(filter(None, (words, *more, note)))
    return LiveLine(column, thing, row_id, acts, name=name)


def _figure(words: str) -> QLabel:
    label = plain_label(words, tabular=True)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def _widest(words: Iterable[str]) -> int:
    tabular = font(tabular=True)
    return max(width_of(each, tabular) for each in words) + scaled(4)


def _said(moment: Moment, today: date) -> str:
    return "" if moment.precision is Precision.NOT_STATED else moment_text(moment, today)


def _when(moment: Moment, today: date) -> str:
    return _said(moment, today) or "时间未记明"
