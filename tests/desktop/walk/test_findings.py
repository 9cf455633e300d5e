"""The walk finds what is wrong: each fault is made on purpose, and one thing that is right."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from typing_extensions import override

from linli.desktop.fields.line import LineField
from linli.desktop.messages import ask
from linli.desktop.widgets.labels import ElidedLabel, plain_label

from .findings import faintly_focused, faults, latin
from .rounds import settle

Show = Callable[[QWidget], None]


@pytest.fixture
def page(on_screen: Show) -> QWidget:
    """A page with nothing wrong, to be spoilt."""
    page = QWidget()
    page.resize(300, 200)
    column = QVBoxLayout(page)
    column.addWidget(plain_label("电梯停了"))
    column.addWidget(ElidedLabel("很长的标题用来看省略号很长的标题用来看省略号很长的标题"))
    column.addStretch(1)
    on_screen(page)
    return page


def put(page: QWidget, widget: QWidget, *box: int) -> None:
    widget.setParent(page)
    widget.setGeometry(*box)
    widget.show()
    settle()


def test_a_sound_page_has_no_fault(page: QWidget) -> None:
    assert faults(page) == []


def test_words_wider_than_their_label_are_found(page: QWidget) -> None:
    put(page, plain_label("楼上半夜噪声，两户多次争吵"), 10, 100, 60, 30)
    assert ["wide and needs" in fault for fault in faults(page)] == [True]


def test_wrapped_words_higher_than_their_label_are_found(page: QWidget) -> None:
    put(page, plain_label("楼上半夜噪声，两户多次争吵", wrap=True), 10, 100, 60, 30)
    assert ["high and needs" in fault for fault in faults(page)] == [True]


def test_a_button_too_narrow_for_its_words_is_found(page: QWidget) -> None:
    put(page, QPushButton("保存并再记一件"), 10, 100, 60, 30)
    assert any("wide and needs" in fault for fault in faults(page))


def test_a_placeholder_that_is_cut_is_found(page: QWidget) -> None:
    line = QLineEdit()
    line.setPlaceholderText("输字或首字母，也可以按下键展开")
    line.setAccessibleName("类别")
    put(page, line, 10, 100, 80, 30)
    assert any("needs" in fault for fault in faults(page))


def test_what_a_scroll_area_hides_across_is_found(page: QWidget) -> None:
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inner = QWidget()
    inner.setFixedSize(400, 20)
    area.setWidget(inner)
    put(page, area, 10, 100, 200, 60)
    assert any("of 400 across" in fault for fault in faults(page))


def test_two_labels_on_each_other_are_found(page: QWidget) -> None:
    put(page, plain_label("甲方"), 10, 100, 80, 30)
    put(page, plain_label("乙方"), 60, 110, 80, 30)
    assert ["on each other" in fault for fault in faults(page)] == [True]


def test_a_label_that_leaves_its_page_is_found(page: QWidget) -> None:
    put(page, plain_label("甲方"), 280, 100, 80, 30)
    assert ["stands at" in fault for fault in faults(page)] == [True]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda page: plain_label("Save", parent=page),
        lambda page: page.setWindowTitle("Linli"),
        lambda page: page.findChild(QLabel).setToolTip("Close"),
        lambda page: page.findChild(QLabel).setAccessibleName("title"),
        lambda page: page.findChild(QLabel).setAccessibleDescription("a title"),
        lambda page: page.findChild(QLabel).setWhatsThis("What"),
    ],
    ids=["words", "window title", "tool tip", "name", "description", "help"],
)
def test_an_english_word_is_found_wherever_it_stands(
    page: QWidget, spoil: Callable[[QWidget], QWidget | None]
) -> None:
    made = spoil(page)
    if made is not None:
        put(page, made, 10, 100, 80, 30)
    assert any(" says " in fault for fault in faults(page))


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("类别(&K)", []),
        ("保存  Ctrl+S", []),
        ("Ctrl+PgUp　Ctrl+PgDn，Alt+←", []),
        ("记录文件 …/台账.linli", []),
        ("输字或首字母，如 lai", []),
        ("时区 Asia/Shanghai", []),
        ("另存为 PDF…", []),
        ("按 Ctrl+S Save", ["Save"]),
        ("OK", ["OK"]),
        ("Show Details...", ["Show", "Details"]),
    ],
)
def test_names_of_keys_and_files_are_no_english(words: str, left: list[str]) -> None:
    assert latin(words) == left


def test_a_label_that_guesses_rich_text_is_found(page: QWidget) -> None:
    put(page, QLabel("甲方"), 10, 100, 80, 30)
    assert ["rich text" in fault for fault in faults(page)] == [True]


def test_a_field_without_a_name_is_found(page: QWidget) -> None:
    put(page, QLineEdit(), 10, 100, 80, 30)
    assert ["no accessible name" in fault for fault in faults(page)] == [True]


def test_a_letter_that_leads_to_two_or_to_something_else_is_found(page: QWidget) -> None:
    for place, words in enumerate(("保存(&S)", "送出(&S)", "添加(&D)")):
        put(page, QPushButton(words), 10, 70 + 40 * place, 120, 30)
    found = faults(page)
    assert any("share Alt+S" in fault for fault in found)
    assert any("takes Alt+D" in fault for fault in found)


def test_a_widget_that_hides_its_focus_is_found(page: QWidget) -> None:
    class Sleeping(QPushButton):
        @override
        def paintEvent(self, arg__1: QPaintEvent) -> None:
            pass

    put(page, Sleeping("保存"), 10, 100, 80, 30)
    put(page, QPushButton("取消"), 100, 100, 80, 30)
    assert [fault.split("(")[0] for fault in faintly_focused(page, set(), settle)] == ["Sleeping"]


def test_what_nobody_can_tell_by_ear_is_found(page: QWidget) -> None:
    put(page, QLineEdit(), 10, 100, 80, 30)
    found = faults(page)
    assert any("takes the focus and has no accessible name" in fault for fault in found)


def test_a_name_with_marks_of_the_program_is_found(page: QWidget) -> None:
    line = QLineEdit()
    line.setAccessibleName("标题(&T)")
    put(page, line, 10, 100, 80, 30)
    assert ["is told with marks" in fault for fault in faults(page)] == [True]


def test_a_field_that_is_told_by_another_name_is_found(page: QWidget) -> None:
    field = LineField("标题")
    put(page, field, 10, 100, 200, 60)
    assert faults(page) == []
    field.editor.setAccessibleName("说明")
    assert ["'标题' is told as '说明'" in fault for fault in faults(page)] == [True]


def test_a_question_is_as_sound_as_a_page(page: QWidget) -> None:
    found: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert box is not None
        settle()
        found.extend(faults(box))
        box.close()

    QTimer.singleShot(0, look)
    ask(page, "“楼上半夜噪声”还没有保存。", ("保存", "不保存", "继续填写"))
    assert found == []


def test_buttons_of_qt_itself_speak_chinese(on_screen: Show, qtbot: QtBot) -> None:
    row = QWidget()
    layout = QHBoxLayout(row)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton(0x0FFFFC00))
    layout.addWidget(box)
    on_screen(row)
    qtbot.waitExposed(row)
    assert [button.text() for button in box.buttons() if latin(button.text())] == []
    assert len(box.buttons()) > 10
