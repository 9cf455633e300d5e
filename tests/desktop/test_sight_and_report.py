"""Text size and contrast are chosen by keyboard; a case is copied as text for a chat group."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from linli.app import desk_at, outside_of
from linli.casework.sample import load_sample
from linli.desktop import demonstration
from linli.desktop.desk import Desk
from linli.desktop.form import Form
from linli.desktop.main_window import MainWindow
from linli.desktop.print_work import NO_REPORT_NOW, REPORT_COPIED
from linli.desktop.settings import Sight
from linli.domain.case_file import ListQuery, ListScope

# A menu takes the keyboard; the offscreen platform has none to give.
MENU_OPENS = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
Furnish = Callable[[Sight], MainWindow]


@dataclass
class Person:
    """Somebody who answers every question alike."""

    answer: str = "继续填写"
    asked: list[str] = field(default_factory=list)

    def __call__(self, _parent: QWidget | None, text: str, buttons: Sequence[str]) -> int:
        """Note the question and answer it."""
        self.asked.append(text)
        return list(buttons).index(self.answer)


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def chosen() -> list[Sight]:
    """What was handed on, in order."""
    return []


@pytest.fixture
def desk(record_file: Path) -> Iterator[Desk]:
    with desk_at(record_file, lambda: demonstration.NOW) as opened:
        opened.keep(load_sample, opened.now())
        yield opened


@pytest.fixture
def furnish(qtbot: QtBot, desk: Desk, person: Person, chosen: list[Sight]) -> Iterator[Furnish]:
    windows: list[MainWindow] = []

    def make(sight: Sight) -> MainWindow:
        window = MainWindow(person)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.show()
        outside = replace(outside_of(desk), sight=sight, choose_sight=chosen.append)
        window.begin(desk, outside)
        desk.set_parties_present(False)
        return window

    yield make
    person.answer = "不保存"
    for window in windows:
        window.close()


@pytest.fixture
def window(furnish: Furnish) -> MainWindow:
    return furnish(Sight())


def press_in_menu(qtbot: QtBot, window: MainWindow, bar_letter: str, letter: str) -> None:
    qtbot.keyClick(window, bar_letter, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    qtbot.keyClick(menu, letter)


@MENU_OPENS
@pytest.mark.parametrize(("key", "size"), [("2", "大"), ("3", "特大")])
def test_a_text_size_is_chosen_by_two_keys(
    qtbot: QtBot, window: MainWindow, chosen: list[Sight], key: str, size: str
) -> None:
    press_in_menu(qtbot, window, "V", key)
    assert chosen == [Sight(size)]


@MENU_OPENS
def test_contrast_is_turned_on_and_off_and_leaves_the_size(
    qtbot: QtBot, furnish: Furnish, chosen: list[Sight]
) -> None:
    press_in_menu(qtbot, furnish(Sight("大")), "V", "H")
    press_in_menu(qtbot, furnish(Sight("大", has_contrast=True)), "V", "H")
    assert chosen == [Sight("大", has_contrast=True), Sight("大")]


def test_the_menu_marks_what_holds(furnish: Furnish, chosen: list[Sight]) -> None:
    window = furnish(Sight("大", has_contrast=True))
    marks = {name for name, action in window.actions_by_name.items() if action.isChecked()}
    assert {"text_large", "contrast"} <= marks
    assert not {"text_normal", "text_larger"} & marks
    window.actions_by_name["text_large"].trigger()
    assert chosen == []
    assert window.actions_by_name["text_large"].isChecked()


def test_a_form_half_written_is_asked_about_first(
    window: MainWindow, person: Person, chosen: list[Sight]
) -> None:
    window.actions_by_name["new_case"].trigger()
    form = window.page
    assert isinstance(form, Form)
    form.fields["title"].set_raw("楼道堆物")
    window.actions_by_name["text_larger"].trigger()
    assert len(person.asked) == 1
    assert chosen == []
    assert window.page is form
    assert window.actions_by_name["text_normal"].isChecked()
    assert not window.actions_by_name["text_larger"].isChecked()


def test_a_case_is_copied_as_text_and_the_window_says_so(window: MainWindow) -> None:
    window.list_page.choose(ListQuery(scope=ListScope.ALL, kind="DISPUTE"))
    window.list_page.enter()
    window.actions_by_name["copy_report"].trigger()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("（示例）【矛盾纠纷】枫杨(示例)〔2025〕纠纷0001\n")
    assert "背靠背" not in text
    assert REPORT_COPIED in said(window)


def test_while_parties_are_present_nothing_is_copied(window: MainWindow, desk: Desk) -> None:
    QGuiApplication.clipboard().setText("原来的")
    desk.set_parties_present(True)
    window.actions_by_name["copy_report"].trigger()
    assert QGuiApplication.clipboard().text() == "原来的"
    assert NO_REPORT_NOW in said(window)


def said(window: MainWindow) -> str:
    """What the strips over the page say."""
    return "\n".join(child.accessibleName() for child in window.notices.findChildren(QWidget))
