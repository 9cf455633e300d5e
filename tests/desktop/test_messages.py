"""Questions and troubles, as a person sees and answers them."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from linli.desktop.messages import BUG_TEXT, ask, report_bug, tell

from .conftest import Answers

GUARD = ("保存", "不保存", "继续填写")


def while_open(act: object) -> None:
    """Do something with the box that the next call opens."""

    def now() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert callable(act)
        act(box)

    QTimer.singleShot(0, now)


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Return, 0), (Qt.Key.Key_Escape, 2)])
def test_enter_takes_the_first_answer_and_esc_the_last(
    qtbot: QtBot, key: Qt.Key, answer: int
) -> None:
    while_open(lambda box: qtbot.keyClick(box, key))
    assert ask(None, "“楼上半夜噪声”还没有保存。", GUARD) == answer


def test_the_answers_stand_in_the_order_given(qtbot: QtBot) -> None:
    seen: list[str] = []

    def look(box: QMessageBox) -> None:
        buttons = sorted(box.findChildren(QPushButton), key=lambda button: button.x())
        seen.extend(button.text() for button in buttons)
        qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)

    while_open(look)
    assert ask(None, "问", GUARD) == 1
    assert tuple(seen) == GUARD


def test_a_name_with_a_picture_in_it_is_shown_as_typed() -> None:
    formats: list[Qt.TextFormat] = []

    def look(box: QMessageBox) -> None:
        formats.append(box.textFormat())
        box.reject()

    while_open(look)
    ask(None, "<img src=file:///etc/hostname>还没有保存。", GUARD)
    assert formats == [Qt.TextFormat.PlainText]


def test_a_trouble_is_told_in_its_own_words(answers: Answers) -> None:
    tell(None, "备份没有成功：磁盘空间不足。原有备份没有动。", ask=answers)
    assert answers.asked == [("备份没有成功：磁盘空间不足。原有备份没有动。", ("知道了",))]


def test_the_details_of_a_bug_are_copied_only_when_asked_for(
    answers: Answers,
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    report_bug(None, "Traceback: 秘密", ask=answers)
    assert clipboard.text() == ""
    answers.answer = 1
    report_bug(None, "Traceback: 秘密", ask=answers)
    assert clipboard.text() == "Traceback: 秘密"
    assert answers.asked[0] == (BUG_TEXT, ("继续", "复制详情"))
    clipboard.clear()
