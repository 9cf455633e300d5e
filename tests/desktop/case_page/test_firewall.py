"""What one side said apart is in the window only while that side is open."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from linli.desktop.case_page.page import COVERED_WORDS, NO_CAUCUS_WORDS, NO_PRINT_WORDS, CasePage
from linli.desktop.case_page.read_text import ReadText
from linli.desktop.desk import Desk
from linli.desktop.widgets.panels import HatchedPanel

from .conftest import FIRST_CANARY, SECOND_CANARY
from .everywhere import words_everywhere

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(page: CasePage, dispute_id: int) -> CasePage:
    page.open_case(dispute_id)
    return page


def texts_of(page: QWidget) -> list[QPlainTextEdit]:
    return [text for text in page.findChildren(ReadText) if text.isVisible()]


def text_saying(page: QWidget, words: str) -> QPlainTextEdit:
    return next(text for text in texts_of(page) if words in text.toPlainText())


@pytest.mark.usefixtures("opened")
def test_an_opened_case_shows_neither_side() -> None:
    said = words_everywhere()
    assert "楼上半夜噪声" in said
    assert FIRST_CANARY not in said
    assert SECOND_CANARY not in said


def test_alt_1_opens_the_first_side_alone(opened: CasePage) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    said = words_everywhere()
    assert FIRST_CANARY in said
    assert SECOND_CANARY not in said


def test_opening_the_other_side_closes_the_first_in_the_same_breath(opened: CasePage) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    QTest.keyClick(opened, Qt.Key.Key_2, ALT)
    said = words_everywhere()
    assert FIRST_CANARY not in said
    assert SECOND_CANARY in said


def test_the_same_key_closes_what_it_opened(opened: CasePage) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    assert FIRST_CANARY not in words_everywhere()


def test_a_key_for_which_nobody_spoke_closes_what_is_open(opened: CasePage) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    QTest.keyClick(opened, Qt.Key.Key_7, ALT)
    assert FIRST_CANARY not in words_everywhere()


def test_parties_present_covers_before_the_next_paint(opened: CasePage, desk: Desk) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    desk.set_parties_present(True)
    # No event has been handled since: nothing could have been painted yet.
    assert FIRST_CANARY not in words_everywhere()


@pytest.mark.parametrize("secret", ["13800000000", "3单元902", "葡萄二号", "枇杷三号", "杨梅四号"])
@pytest.mark.usefixtures("opened")
def test_parties_present_covers_what_is_personal_internal_or_of_one_side(
    desk: Desk, secret: str
) -> None:
    assert secret in words_everywhere()
    desk.set_parties_present(True)
    assert secret not in words_everywhere()


def test_covered_ground_names_no_side_and_no_number_of_notes(opened: CasePage, desk: Desk) -> None:
    desk.set_parties_present(True)
    names = {
        panel.accessibleName() for panel in opened.findChildren(HatchedPanel) if panel.isVisible()
    }
    assert names == {"已遮住 当事人在场"}


def test_the_timeline_keeps_that_a_side_was_heard_apart(opened: CasePage, desk: Desk) -> None:
    desk.set_parties_present(True)
    spoken = [row.spoken for row in opened.timeline.rows.rows]
    assert "3月16日 背靠背 甲方" in spoken


def test_the_strip_says_what_is_covered(opened: CasePage, desk: Desk) -> None:
    assert not opened.amber_strip.isVisible()
    desk.set_parties_present(True)
    assert opened.amber_strip.isVisible()
    assert COVERED_WORDS in words_everywhere()


def test_no_side_opens_while_parties_are_present(opened: CasePage, desk: Desk) -> None:
    desk.set_parties_present(True)
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    said = words_everywhere()
    assert FIRST_CANARY not in said
    assert NO_CAUCUS_WORDS in said


def test_nothing_is_printed_while_parties_are_present(
    qtbot: QtBot, opened: CasePage, desk: Desk
) -> None:
    desk.set_parties_present(True)
    with qtbot.assertNotEmitted(opened.print_asked):
        opened.header.print_button.click()
    assert NO_PRINT_WORDS in words_everywhere()


def test_when_the_parties_have_gone_each_side_is_opened_anew(opened: CasePage, desk: Desk) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    desk.set_parties_present(True)
    desk.set_parties_present(False)
    assert FIRST_CANARY not in words_everywhere()
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    assert FIRST_CANARY in words_everywhere()


def test_a_case_opened_while_parties_are_present_is_covered_from_the_start(
    page: CasePage, desk: Desk, dispute_id: int
) -> None:
    desk.set_parties_present(True)
    page.open_case(dispute_id)
    said = words_everywhere()
    assert "楼上半夜噪声" in said
    assert "13800000000" not in said
    assert "枇杷三号" not in said


def test_copied_words_leave_the_clipboard_with_the_side(opened: CasePage, desk: Desk) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    note = text_saying(opened, FIRST_CANARY)
    note.selectAll()
    note.copy()
    assert QGuiApplication.clipboard().text() == FIRST_CANARY
    desk.set_parties_present(True)
    assert QGuiApplication.clipboard().text() == ""


def test_a_piece_of_copied_words_leaves_the_clipboard_too(opened: CasePage) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    note = text_saying(opened, FIRST_CANARY)
    note.moveCursor(QTextCursor.MoveOperation.Start)
    note.moveCursor(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
    note.copy()
    assert QGuiApplication.clipboard().text() == FIRST_CANARY[0]
    opened.close_caucus()
    assert QGuiApplication.clipboard().text() == ""


def test_words_copied_elsewhere_stay_in_the_clipboard(opened: CasePage) -> None:
    QGuiApplication.clipboard().setText("明天下午三点开会")
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    opened.close_caucus()
    assert QGuiApplication.clipboard().text() == "明天下午三点开会"
    QGuiApplication.clipboard().clear()


def test_undo_brings_nothing_back(opened: CasePage) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    notes = texts_of(opened)
    opened.close_caucus()
    for note in notes:
        QTest.keyClick(note, Qt.Key.Key_Z, CTRL)
        note.undo()
    assert FIRST_CANARY not in words_everywhere()


def test_leaving_the_page_closes_the_side(opened: CasePage) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    opened.hide()
    assert FIRST_CANARY not in words_everywhere()


def test_opening_the_case_again_closes_the_side(opened: CasePage, dispute_id: int) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    opened.open_case(dispute_id)
    assert FIRST_CANARY not in words_everywhere()


def test_something_recorded_closes_the_side(opened: CasePage, desk: Desk) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    desk.records_changed.emit()
    assert FIRST_CANARY not in words_everywhere()


def test_a_form_beside_the_case_closes_the_side_and_keeps_it_closed(opened: CasePage) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    opened.show_side_form(QWidget())
    assert FIRST_CANARY not in words_everywhere()
    opened.open_caucus(0)
    assert FIRST_CANARY not in words_everywhere()
