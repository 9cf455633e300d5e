"""An empty file asks one question, answered by one key."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from linli.desktop.look import apply_look
from linli.desktop.welcome import WelcomePage


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> WelcomePage:
    """The page on the screen, dressed, with the focus where it starts."""
    apply_look(qapp)
    made = WelcomePage()
    qtbot.addWidget(made)
    made.resize(1182, 713)
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


def test_one_key_answers_with_the_office_the_sample_or_a_backup(
    qtbot: QtBot, page: WelcomePage
) -> None:
    with qtbot.waitSignal(page.office_asked):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_1)
    with qtbot.waitSignal(page.sample_asked):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_2)
    with qtbot.waitSignal(page.restore_asked):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_3)


def test_the_first_choice_has_the_focus_and_arrows_move_it(qtbot: QtBot, page: WelcomePage) -> None:
    first, second, _ = page.findChildren(QPushButton)
    assert first.hasFocus()

    qtbot.keyClick(first, Qt.Key.Key_Down)

    assert second.hasFocus()
    with qtbot.waitSignal(page.sample_asked):
        qtbot.keyClick(second, Qt.Key.Key_Return)


def test_the_choices_are_not_cut_to_a_slit(page: WelcomePage) -> None:
    for choice in page.findChildren(QPushButton):
        assert choice.height() == 72


def test_it_says_where_the_records_are_kept(page: WelcomePage) -> None:
    page.show_file(Path.home() / "邻里台账" / "台账.linli")

    assert "记录文件：~/邻里台账/台账.linli" in [
        label.text() for label in page.findChildren(QLabel)
    ]
