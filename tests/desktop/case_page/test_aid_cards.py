"""The cards of gifts, appeals, activities, follow-ups and thanks, and what their lines ask for."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from linli.desktop.case_page.aid_cards import (
    activity_card,
    appeal_card,
    follow_up_card,
    gift_card,
    thanks_card,
)
from linli.desktop.case_page.live_line import CardActs, LiveLine
from linli.desktop.case_page.read_text import ReadText
from linli.desktop.widgets.buttons import Button
from linli.desktop.widgets.panels import Card
from linli.domain.amounts import Amount, Count, Qualifier
from linli.domain.case_file import (
    ActivityRow,
    AppealRow,
    CaseFile,
    Coded,
    FollowUpRow,
    PostRow,
    ThanksRow,
    TrainingRow,
)
from linli.domain.moments import Moment
from linli.domain.things import Thing

TODAY = date(2025, 4, 1)
DAY = Moment.on_day(date(2025, 3, 1))
Maker = Callable[[CaseFile, date, CardActs | None], Card | None]
OnScreen = Callable[[QWidget], None]


@dataclass
class Acts:
    """Notes what a card asks for."""

    asked: list[tuple[str, ...]] = field(default_factory=list)

    def ask(self, form: str) -> None:
        self.asked.append((form,))

    def edit(self, thing: Thing, row_id: int) -> None:
        self.asked.append(("F2", thing.value, str(row_id)))

    def remove(self, thing: Thing, row_id: int) -> None:
        self.asked.append(("Del", thing.value, str(row_id)))


@pytest.fixture
def acts() -> Acts:
    return Acts()


@pytest.fixture
def used(aid: CaseFile) -> CaseFile:
    """A closed case in which each of these was recorded."""
    first, second, third = aid.gifts
    return replace(
        aid,
        gifts=(
            replace(first, id=11, appeal="水滴筹", receiver="张育伟"),
            replace(
                second,
                id=12,
                amount=Amount(60000, qualifier=Qualifier.OVER),
                goods="大米",
                quantity=Count(10, unit="袋"),
                unnamed=Count(12, unit="人"),
                witness="楼长",
                may_publish_name=False,
                note="在门岗收的。",
            ),
            replace(third, id=13, is_spent=True, moment=DAY),
        ),
        appeals=(AppealRow(21, DAY, "水滴筹", ("张育伟",), "为手术。"),),
        activities=(
            ActivityRow(
                DAY,
                "翰林社区",
                ("消防站",),
                "消防站",
                "参观",
                (Count(50, qualifier=Qualifier.OVER, unit="名", of_what="小学生"),),
                (PostRow("签到", Count(2, unit="人"), "王甲、李乙", 90), PostRow("摄影", None)),
                (TrainingRow("安全知识", Moment.in_words("活动前"), "网格长", "志愿者"),),
                "没有意外。",
                31,
            ),
        ),
        follow_ups=(
            FollowUpRow(
                DAY,
                Coded("PHONE", "电话"),
                (("张育伟", "已联系上，满意"),),
                Coded("SATISFIED", "满意"),
                "恢复得好。",
                Moment.on_day(date(2025, 7, 1)),
                41,
                ("网格员",),
            ),
        ),
        thanks=(
            ThanksRow(
                DAY, Coded("BANNER", "锦旗"), "张育伟", "送到服务中心。", 51, "万和社区", "情暖邻里"
            ),
        ),
    )


def words_of(card: Card) -> list[str]:
    texts = [text.toPlainText() for text in card.findChildren(ReadText)]
    return [*(label.text() for label in card.findChildren(QLabel)), *texts]


def made(maker: Maker, case_file: CaseFile, acts: CardActs | None) -> Card:
    card = maker(case_file, TODAY, acts)
    assert card is not None
    return card


def test_a_gift_tells_from_whom_to_whom_what_and_the_sum_so_far(used: CaseFile, acts: Acts) -> None:
    words = words_of(made(gift_card, used, acts))
    assert {
        "收 线上",
        "水滴筹 → 张育伟",
        "71,354元",
        "累计 71,354元",
        "响应水滴筹募捐",
        "累计 至少71,954元",
        "不留名 12人 · 见证 楼长 · 在门岗收的。",
        "支 邻居",
        "募得合计 至少71,954元　支出合计 4,300元",
    } <= set(words)
    assert any("（姓名不公开） · 大米 10袋" in each for each in words)


def test_the_other_cards_tell_all_that_was_recorded(used: CaseFile, acts: Acts) -> None:
    assert {"水滴筹 · 张育伟 · 3月1日", "为手术。"} <= set(words_of(made(appeal_card, used, acts)))
    assert {
        "小学生 50余名",
        "签到 2人（王甲、李乙，1小时30分）；摄影",
        "安全知识 · 网格长 → 志愿者 · 活动前",
        "没有意外。",
    } <= set(words_of(made(activity_card, used, acts)))
    assert {
        "3月1日 · 电话 · 网格员 · 满意",
        "已联系上，满意",
        "恢复得好。",
        "下次回访 7月1日",
    } <= set(words_of(made(follow_up_card, used, acts)))
    assert {"3月1日 · 锦旗 · 张育伟 → 万和社区", "“情暖邻里”", "送到服务中心。"} <= set(
        words_of(made(thanks_card, used, acts))
    )


@pytest.mark.parametrize(
    ("maker", "thing", "row_id"),
    [
        (gift_card, Thing.GIFT, 11),
        (appeal_card, Thing.APPEAL, 21),
        (activity_card, Thing.ACTIVITY, 31),
        (follow_up_card, Thing.FOLLOW_UP, 41),
        (thanks_card, Thing.THANKS, 51),
    ],
)
def test_every_line_is_edited_and_removed_by_keys_and_asks_for_another(
    used: CaseFile, acts: Acts, on_screen: OnScreen, maker: Maker, thing: Thing, row_id: int
) -> None:
    open_case = replace(used, row=replace(used.row, is_open=True))
    card = made(maker, open_case, acts)
    card.resize(600, 400)
    on_screen(card)
    line = card.findChildren(LiveLine)[0]
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_F2)
    QTest.keyClick(line, Qt.Key.Key_Delete)
    card.findChildren(Button)[-1].click()
    assert acts.asked == [
        ("F2", thing.value, str(row_id)),
        ("Del", thing.value, str(row_id)),
        (thing.value,),
    ]
    assert line.accessibleName()


@pytest.mark.parametrize(
    "maker", [gift_card, appeal_card, activity_card, follow_up_card, thanks_card]
)
def test_where_nothing_may_be_changed_nothing_takes_the_focus(used: CaseFile, maker: Maker) -> None:
    card = made(maker, used, None)
    assert card.findChildren(Button) == []
    assert all(line.focusPolicy() is Qt.FocusPolicy.NoFocus for line in card.findChildren(LiveLine))


def test_a_closed_case_takes_all_but_appeals_and_activities(used: CaseFile, acts: Acts) -> None:
    assert not used.row.is_open
    for maker in (appeal_card, activity_card):
        assert made(maker, used, acts).findChildren(Button) == []
    for maker in (gift_card, follow_up_card, thanks_card):
        assert made(maker, used, acts).findChildren(Button)


@pytest.fixture
def bare(hanlin: CaseFile) -> CaseFile:
    """An open dispute in which none of these was recorded."""
    return replace(hanlin, row=replace(hanlin.row, is_open=True), thanks=(), follow_ups=())


def test_where_nothing_was_recorded_no_card_stands(bare: CaseFile, acts: Acts) -> None:
    for maker in (gift_card, appeal_card, activity_card, follow_up_card, thanks_card):
        assert maker(bare, TODAY, acts) is None


@pytest.mark.parametrize(
    ("maker", "kind", "buttons"),
    [
        (gift_card, "AID", ["记募捐", "记捐助"]),
        (activity_card, "ACTIVITY", ["记活动"]),
        (follow_up_card, "DISPUTE", ["记回访"]),
    ],
)
def test_what_is_expected_of_a_case_has_its_card_from_the_start(
    bare: CaseFile, acts: Acts, maker: Maker, kind: str, buttons: list[str]
) -> None:
    row = replace(bare.row, kind=Coded(kind, kind))
    card = made(maker, replace(bare, row=row, needs_follow_up=True), acts)
    assert "未记" in words_of(card)
    assert [button.accessibleName() for button in card.findChildren(Button)] == buttons


def test_a_case_closed_again_says_that_nobody_asked_since(used: CaseFile, acts: Acts) -> None:
    card = made(follow_up_card, replace(used, needs_follow_up=True), acts)
    assert "办结后还未回访" in words_of(card)
