"""The card of the parties: what each line tells, how sides fold, what its keys ask for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from linli.desktop.case_page.live_line import LiveLine
from linli.desktop.case_page.parties_card import parties_card
from linli.desktop.widgets.buttons import Button
from linli.domain.amounts import Count
from linli.domain.case_file import CaseFile, Coded, EarlierRow, PartyRow
from linli.domain.moments import Moment
from linli.domain.vocabulary import IDENTITIES

from .acts import Acts, words_of
from .conftest import party

OnScreen = Callable[[QWidget], None]
MARCH_20 = Moment.on_day(date(2025, 3, 20))


@pytest.fixture
def acts() -> Acts:
    return Acts()


@pytest.fixture
def opened(hanlin: CaseFile) -> CaseFile:
    """The dispute before it was closed."""
    return replace(hanlin, row=replace(hanlin.row, is_open=True))


def with_parties(case_file: CaseFile, *parties: PartyRow) -> CaseFile:
    return replace(case_file, parties=parties)


def button(card: QWidget, words: str) -> Button:
    return next(each for each in card.findChildren(Button) if each.text().startswith(words))


def test_a_line_tells_all_that_is_known_of_a_party(opened: CaseFile) -> None:
    whole = party(
        1,
        "甲",
        "王某",
        "AGENT",
        identity=Coded("WITHHELD", IDENTITIES.label_of("WITHHELD")),
        acts_for=("李某", "张某"),
        people=Count(27, unit="户"),
        counts=(Count(4, unit="人", of_what="代表"),),
        part_of="一期业主",
        phone="13800000000",
        home="3号楼",
        id_number="410100200001010000",
        id_kind=Coded("RESIDENT_ID", "居民身份证"),
        consent=Coded("AGREES", "同意"),
        consented=MARCH_20,
        consent_words="愿意谈",
        sex=Coded("MALE", "男"),
        language=Coded("LOCAL", "本地话"),
        ethnicity="回族",
        occupation="退休",
        workplace="纺织厂",
        born=Moment.on_day(date(1956, 3, 2)),
        earlier=(EarlierRow("乙方", MARCH_20),),
        remark="耳背",
    )
    card = parties_card(with_parties(opened, whole), None)
    said = words_of(card)
    assert {"甲方", "王某", "代 李某 代 张某", "代理人", "要求保密"} <= set(said)
    assert (
        "27户 · 代表4人 · 属于一期业主 · 同意调解（3月20日） · 愿意谈 · 13800000000 · 3号楼 · "
        "居民身份证 4101**********0000 · 男 · 本地话 · 回族 · 退休 · 纺织厂 · "
        "1956年3月2日出生 · 原乙方（至3月20日） · 耳背"
    ) in said
    line = card.findChild(LiveLine)
    assert line is not None
    assert line.accessibleName().startswith("甲方 王某，代 李某 代 张某，代理人，要求保密，27户")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("REFUSES", "不同意调解（3月20日）"),
        ("WITHDRAWN", "撤回同意（3月20日）"),
        ("NOT_ASKED", "未问是否同意调解（3月20日）"),
    ],
)
def test_consent_reads_as_it_was_given(opened: CaseFile, code: str, words: str) -> None:
    asked = party(1, "甲", "王某", "REQUESTER", consent=Coded(code, code), consented=MARCH_20)
    assert words in words_of(parties_card(with_parties(opened, asked), None))


def test_a_group_folds_its_members_and_counts_who_speaks_for_it(
    opened: CaseFile, on_screen: OnScreen
) -> None:
    group = party(1, "甲", "一期业主", "REQUESTER", kind="GROUP", people=Count(27, unit="户"))
    members = [
        party(number, "甲", f"{number}号", "REPRESENTATIVE", part_of="一期业主", part_of_id=1)
        for number in range(2, 6)
    ]
    card = parties_card(with_parties(opened, group, *members), None)
    card.resize(600, 400)
    on_screen(card)
    lines = card.findChildren(LiveLine)
    assert [line.isVisible() for line in lines] == [True, False, False, False, False]
    fold = button(card, "甲方 27户 · 代表4人 ▸")
    fold.click()
    assert all(line.isVisible() for line in lines)
    assert fold.text() == "收起 ▾"


def test_a_count_of_those_who_speak_goes_before_their_number(opened: CaseFile) -> None:
    group = party(
        1,
        "甲",
        "一期业主",
        "REQUESTER",
        people=Count(27, unit="户"),
        counts=(Count(6, unit="人", of_what="代表"),),
    )
    member = party(2, "甲", "王某", "REPRESENTATIVE", part_of_id=1)
    card = parties_card(with_parties(opened, group, member), None)
    assert button(card, "甲方 27户 · 代表6人 ▸")


def test_parties_of_no_side_are_lines_too_and_fold_where_they_are_many(
    opened: CaseFile, on_screen: OnScreen
) -> None:
    many = [party(number, "", f"{number}号", "AFFECTED") for number in range(1, 8)]
    card = parties_card(with_parties(opened, *many), None)
    card.resize(600, 400)
    on_screen(card)
    assert sum(line.isVisible() for line in card.findChildren(LiveLine)) == 4
    assert button(card, "另有3位 ▸")


def test_a_line_is_changed_and_removed_by_keys_and_others_are_asked_for(
    opened: CaseFile, acts: Acts, on_screen: OnScreen
) -> None:
    card = parties_card(opened, acts)
    card.resize(600, 400)
    on_screen(card)
    first, second = card.findChildren(LiveLine)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_F2)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Delete)
    button(card, "一次添加多人").click()
    button(card, "添加").click()
    assert acts.asked == [
        ("F2", "PARTY", "1"),
        ("Del", "PARTY", "2"),
        ("MANY_PARTIES",),
        ("PARTY",),
    ]


def test_a_closed_case_lets_no_party_be_changed(hanlin: CaseFile, acts: Acts) -> None:
    card = parties_card(hanlin, acts)
    assert card.findChildren(Button) == []
    assert all(line.focusPolicy() is Qt.FocusPolicy.NoFocus for line in card.findChildren(LiveLine))


def test_a_case_without_parties_says_so_in_one_line(opened: CaseFile, acts: Acts) -> None:
    card = parties_card(replace(opened, parties=(), steps=()), acts)
    assert "未记" in words_of(card)
    assert card.findChildren(LiveLine) == []
