"""What a screen reader says: every field, button and row by name, what is wrong after it."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from linli.app import desk_at
from linli.desktop.case_list.view import CaseView
from linli.desktop.case_page.timeline import TimelineView
from linli.desktop.desk import Desk
from linli.desktop.fields.line import LineField
from linli.desktop.fields.segments import SegmentsField
from linli.desktop.main_window import MainWindow
from linli.desktop.widgets.buttons import Button
from linli.desktop.widgets.panels import read_row
from linli.domain.case_file import Coded

from .walk.findings import description_of, name_of, named
from .walk.rounds import NOW, Person, Round, SlowBackup

Show = Callable[[QWidget], None]


@pytest.fixture
def desk(migrated_file: Path, record_file: Path) -> Iterator[Desk]:
    record_file.write_bytes(migrated_file.read_bytes())
    with desk_at(record_file, lambda: NOW) as opened:
        yield opened


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(Person())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    yield window
    window.close()


def spoken(widget: QWidget) -> QAccessibleInterface:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None, named(widget)
    return interface


def rows_of(view: QWidget) -> list[str]:
    """What is said of each row of a list, once a row."""
    interface = spoken(view)
    children = [interface.child(place) for place in range(interface.childCount())]
    roles = {QAccessible.Role.ListItem, QAccessible.Role.Cell}
    said = [
        child.text(QAccessible.Text.Name)
        for child in children
        if child is not None and child.role() in roles
    ]
    return list(dict.fromkeys(said))


def test_a_row_of_the_list_says_title_number_and_how_it_stands(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    for place in Round(window, desk, SlowBackup(), partial(qtbot.waitUntil, timeout=20_000)):
        if place == "list-all":
            break
    view = window.list_page.findChild(CaseView)
    assert view is not None
    first = rows_of(view)[1]
    assert first.startswith(
        "楼上半夜噪声，两户多次争吵，矛盾纠纷 · 枫杨(示例)〔2025〕纠纷0001，已办结"
    )
    assert "翰林社区" in first


def test_a_row_of_the_timeline_says_day_act_and_who_and_then_the_note(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    for place in Round(window, desk, SlowBackup(), partial(qtbot.waitUntil, timeout=20_000)):
        if place == "case-2":
            break
    view = window.page.findChild(TimelineView)
    assert view is not None
    said = rows_of(view)
    assert "3月16日 背靠背 甲方" in said
    assert any(words.startswith("3月15日 走访 翰林社区网格员") for words in said)
    model = view.model()
    notes = [
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
        for row in range(model.rowCount())
    ]
    assert any("楼上租户因此退租" in note for note in notes)


def test_what_is_wrong_with_a_field_comes_after_its_name(on_screen: Show) -> None:
    field = LineField("标题", is_required=True, hint="一句话")
    on_screen(field)
    assert name_of(field.editor) == "标题"
    assert description_of(field.editor) == "必填，一句话"
    field.set_error("请写一句标题")
    assert description_of(field.editor) == "请写一句标题"
    field.set_error(None)
    assert description_of(field.editor) == "必填，一句话"
    field.set_required(is_required=False)
    assert description_of(field.editor) == "一句话"


def test_one_of_a_few_says_what_it_answers_and_what_is_wrong(on_screen: Show) -> None:
    field = SegmentsField("哪一方", [Coded("甲", "甲方"), Coded("乙", "乙方")])
    on_screen(field)
    field.set_error("请选哪一方")
    field.focus()
    focus = QApplication.focusWidget()
    assert isinstance(focus, QRadioButton)
    assert name_of(focus) == "哪一方 甲方"
    assert description_of(focus) == "请选哪一方"


def test_a_button_says_its_words_and_then_its_key(on_screen: Show) -> None:
    button = Button("保存", "Ctrl+S", takes_key=False)
    on_screen(button)
    assert (name_of(button), description_of(button)) == ("保存", "Ctrl+S")


def test_a_fact_that_is_only_read_is_led_by_its_label(on_screen: Show) -> None:
    holder = QWidget()
    holder.setLayout(read_row("地点", "大里村"))
    on_screen(holder)
    shown = next(label for label in holder.findChildren(QLabel) if label.text() == "大里村")
    labels = [
        other.text(QAccessible.Text.Name)
        for other, _relation in spoken(shown).relations(QAccessible.RelationFlag.Label)
        if other is not None
    ]
    assert labels == ["地点"]
