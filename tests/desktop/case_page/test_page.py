"""The page of a case: what it shows, what it asks for, how it fits."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from linli.desktop.case_page.header import is_good
from linli.desktop.case_page.page import CLOSED_WORDS, CasePage
from linli.desktop.case_page.read_text import ReadText
from linli.desktop.desk import Desk
from linli.desktop.widgets.badges import Badge
from linli.desktop.widgets.panels import Card
from linli.domain.amounts import Amount, Qualifier
from linli.domain.case_file import CaseFile, Coded
from linli.domain.gifts import total_words


def cards_of(page: CasePage) -> list[str]:
    return [card.title for card in page.findChildren(Card) if card.isVisible()]


def labels_of(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def button(page: QWidget, words: str) -> QPushButton:
    return next(
        each
        for each in page.findChildren(QPushButton)
        if each.isVisible() and each.accessibleName() == words
    )


def has_button(page: QWidget, words: str) -> bool:
    return any(
        each.isVisible() and each.accessibleName() == words
        for each in page.findChildren(QPushButton)
    )


def test_the_head_says_number_title_kind_state_and_grid(page: CasePage, hanlin: CaseFile) -> None:
    page.show_case(hanlin)
    assert page.header.number.text() == "枫杨〔2025〕纠纷0001"
    assert page.header.title.text() == "楼上半夜噪声，两户多次争吵"
    badges = [each.text for each in page.header.findChildren(Badge) if each.isVisible()]
    assert badges == ["矛盾纠纷 › 邻里", "已办结 · 和解", "二级网格 · 翰林社区"]


def test_a_hazard_shows_no_mediation_until_there_is_some(
    page: CasePage, hazard: CaseFile, hanlin: CaseFile
) -> None:
    page.show_case(hazard)
    assert "调解" not in cards_of(page)
    page.show_case(replace(hazard, sessions=hanlin.sessions[2:]))
    assert "调解" in cards_of(page)


def test_aid_shows_what_was_given_with_the_total_so_far(page: CasePage, aid: CaseFile) -> None:
    page.show_case(aid)
    said = labels_of(page)
    assert {"71,354元", "累计 78,138元", "募得合计 82,438元"} <= set(said)
    assert {"捐助", "致谢"} <= set(cards_of(page))


def test_requests_show_once_they_say_more_than_the_title(page: CasePage, hanlin: CaseFile) -> None:
    page.show_case(hanlin)
    assert "诉求" not in cards_of(page)
    found = replace(hanlin.requests[0], finding=Coded("TRUE", "属实"))
    page.show_case(replace(hanlin, requests=(found,)))
    assert "诉求" in cards_of(page)


def test_a_total_with_an_inexact_part_says_so(aid: CaseFile) -> None:
    about = replace(aid.gifts[0], amount=Amount(60000, qualifier=Qualifier.OVER))
    assert total_words([about, aid.gifts[1]]) == "至少7,384元"


def test_sessions_are_counted_by_method(page: CasePage, hanlin: CaseFile) -> None:
    page.show_case(hanlin)
    assert "背靠背 2 场·面对面 1 场" in labels_of(page)


def test_a_closed_case_says_what_it_still_takes_and_offers_nothing_else(
    page: CasePage, closed_id: int
) -> None:
    page.open_case(closed_id)
    assert CLOSED_WORDS in labels_of(page)
    assert not any(has_button(page, words) for words in ("添加", "加一场", "记结果"))
    assert has_button(page, "记一条")


def test_an_open_case_asks_for_each_of_its_forms(
    qtbot: QtBot, page: CasePage, dispute_id: int
) -> None:
    page.open_case(dispute_id)
    asked: list[str] = []
    page.form_asked.connect(lambda form, _start: asked.append(form))
    for words in ("记一条", "添加", "加一场", "记结果"):
        qtbot.mouseClick(button(page, words), Qt.MouseButton.LeftButton)
    assert asked == ["STEP", "PARTY", "SESSION", "OUTCOME"]


def test_print_asks_for_the_case_on_the_screen(
    qtbot: QtBot, page: CasePage, dispute_id: int
) -> None:
    page.open_case(dispute_id)
    with qtbot.waitSignal(page.print_asked) as asked:
        page.header.print_button.click()
    assert asked.args == [dispute_id]


def test_what_was_recorded_meanwhile_is_shown_at_once(
    page: CasePage, closed_id: int, dispute_id: int
) -> None:
    assert closed_id == dispute_id
    page.open_case(dispute_id)
    assert "结果 和解" in [f"{row.words} {row.who}" for row in page.timeline.rows.rows]


def is_in_sight(page: CasePage) -> bool:
    box = page.timeline.visualRect(page.timeline.currentIndex())
    inside = page.timeline.mapTo(page, box.center())
    return page.header.height() < inside.y() < page.height()


@pytest.fixture
def long_case(hazard: CaseFile) -> CaseFile:
    """A case whose timeline is longer than any screen."""
    return replace(hazard, steps=tuple(replace(hazard.steps[0], id=n) for n in range(1, 60)))


def test_it_can_stand_at_the_last_step_of_a_case_just_shown(
    qtbot: QtBot, page: CasePage, long_case: CaseFile
) -> None:
    page.show_case(long_case)
    page.timeline.stand_at_last()
    qtbot.waitUntil(lambda: is_in_sight(page))
    assert page.timeline.current_step_id() == 59


def test_the_page_follows_the_current_step(
    qtbot: QtBot, page: CasePage, long_case: CaseFile
) -> None:
    page.show_case(long_case)
    page.timeline.stand_at_last()
    qtbot.waitUntil(lambda: is_in_sight(page))
    page.timeline.setFocus()
    QTest.keyClick(page.timeline, Qt.Key.Key_Home)
    assert page.timeline.current_step_id() == 1
    assert is_in_sight(page)
    QTest.keyClick(page.timeline, Qt.Key.Key_End)
    assert page.timeline.current_step_id() == 59
    assert is_in_sight(page)


def test_recording_leaves_the_timeline_at_the_step_it_stood_at(
    page: CasePage, desk: Desk, dispute_id: int
) -> None:
    page.open_case(dispute_id)
    page.timeline.setFocus()
    QTest.keyClick(page.timeline, Qt.Key.Key_Home)
    first = page.timeline.current_step_id()
    desk.records_changed.emit()
    assert page.timeline.current_step_id() == first


def test_a_form_leaves_title_and_timeline_beside_it(page: CasePage, dispute_id: int) -> None:
    page.open_case(dispute_id)
    page.show_side_form(QWidget())
    assert page.timeline.isVisible()
    assert page.header.title.isVisible()
    assert cards_of(page) == ["流转"]
    assert not has_button(page, "记一条")
    assert has_button(page, "当事人在场")
    page.close_side_form()
    assert "当事人" in cards_of(page)


def test_below_1100_a_form_takes_the_page(page: CasePage, dispute_id: int) -> None:
    page.resize(1000, 600)
    page.open_case(dispute_id)
    form = QWidget()
    page.show_side_form(form)
    assert form.isVisible()
    assert not page.timeline.isVisible()
    page.close_side_form()
    assert page.timeline.isVisible()


def test_below_1000_there_is_one_column(page: CasePage, hanlin: CaseFile) -> None:
    page.show_case(hanlin)
    page.resize(976, 494)
    tops = {
        card.title: card.mapTo(page, card.rect().topLeft()).x() for card in page.findChildren(Card)
    }
    assert len(set(tops.values())) == 1
    page.resize(1366, 713)
    tops = {
        card.title: card.mapTo(page, card.rect().topLeft()).x() for card in page.findChildren(Card)
    }
    assert len(set(tops.values())) == 2


def test_a_word_without_end_does_not_push_the_page_wide(page: CasePage, hanlin: CaseFile) -> None:
    endless = "x" * 2000
    page.show_case(replace(hanlin, details=endless))
    text = next(each for each in page.findChildren(ReadText) if each.toPlainText() == endless)
    assert text.mapTo(page, text.rect().topRight()).x() < page.width()
    assert text.height() > 200


def test_the_hanlin_case_fits_the_smaller_screen_without_scrolling(
    page: CasePage, hanlin: CaseFile
) -> None:
    page.show_case(hanlin)
    for card in page.findChildren(Card):
        if card.isVisible():
            assert card.mapTo(page, card.rect().bottomLeft()).y() <= page.height(), card.title


@pytest.mark.parametrize(
    ("code", "good"),
    [("RECONCILED", True), ("HELD", True), ("NOT_RECONCILED", False), ("TRANSFERRED", False)],
)
def test_only_a_good_end_is_green(code: str, *, good: bool) -> None:
    assert is_good(code) is good


def test_whoever_is_nameless_or_secret_is_marked(page: CasePage, hanlin: CaseFile) -> None:
    secret = replace(hanlin.parties[0], identity=Coded("WITHHELD", "要求保密"))
    page.show_case(replace(hanlin, parties=(secret, hanlin.parties[1])))
    assert "要求保密" in [each.text for each in page.findChildren(Badge) if each.isVisible()]


def test_the_rest_of_a_large_side_is_folded_away(
    qtbot: QtBot, page: CasePage, hanlin: CaseFile
) -> None:
    many = tuple(
        replace(hanlin.parties[0], id=number, name=f"{number}号") for number in range(1, 28)
    )
    page.show_case(replace(hanlin, parties=many))
    assert "27号" not in labels_of(page)
    qtbot.mouseClick(button(page, "甲方另有23位 ▸"), Qt.MouseButton.LeftButton)
    assert "27号" in labels_of(page)
