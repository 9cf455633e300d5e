"""Lines and texts: rare characters, the input method, what is wrong, what is covered."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from linli.desktop.fields.line import LineField
from linli.desktop.fields.text import TextField

from ..conftest import InputMethod  # noqa: TID252 - tests are no package one could name

Show = Callable[[QWidget], None]
RARE = "王𠮷 刘𬭎 㛃 葛󠄀城"
"""Beyond the first plane, in it but rare, and one with a variation selector."""


@pytest.mark.parametrize("make", [LineField, TextField])
def test_rare_characters_come_out_as_they_went_in(
    on_screen: Show, input_method: InputMethod, make: Callable[[str], LineField | TextField]
) -> None:
    field = make("姓名")
    on_screen(field)
    field.focus()
    input_method.commit(field.editor, RARE)
    assert field.text() == field.raw() == RARE
    other = make("姓名")
    other.set_raw(field.raw())
    assert other.text() == RARE


def test_a_line_is_never_cut(on_screen: Show, input_method: InputMethod) -> None:
    field = LineField("姓名")
    on_screen(field)
    input_method.commit(field.editor, "𠮷" * 3000)
    assert field.text() == "𠮷" * 3000
    assert field.line.maxLength() >= 32767


def test_full_width_digits_are_left_for_the_reading(
    on_screen: Show, input_method: InputMethod
) -> None:
    field = LineField("电话")
    on_screen(field)
    input_method.commit(field.editor, "１３９")
    assert field.text() == "１３９"


@pytest.mark.parametrize(
    ("modifier", "signal"),
    [(Qt.KeyboardModifier.NoModifier, "advance"), (Qt.KeyboardModifier.ShiftModifier, "retreat")],
)
def test_enter_goes_on_and_shift_enter_back(
    qtbot: QtBot, on_screen: Show, modifier: Qt.KeyboardModifier, signal: str
) -> None:
    field = LineField("标题")
    on_screen(field)
    with qtbot.waitSignal(getattr(field, signal)):
        qtbot.keyClick(field.editor, Qt.Key.Key_Return, modifier)


def test_while_letters_are_composed_enter_belongs_to_the_input_method(
    qtbot: QtBot, on_screen: Show, input_method: InputMethod
) -> None:
    field = LineField("标题")
    on_screen(field)
    field.focus()
    input_method.compose(field.editor, "lou'shang")
    with qtbot.assertNotEmitted(field.advance):
        qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    input_method.commit(field.editor, "楼上")
    assert field.text() == "楼上"
    with qtbot.waitSignal(field.advance):
        qtbot.keyClick(field.editor, Qt.Key.Key_Return)


def test_enter_in_a_text_is_a_new_line_and_tab_leaves_it(qtbot: QtBot, on_screen: Show) -> None:
    page = QWidget()
    row = QHBoxLayout(page)
    field, following = TextField("详情"), LineField("地点")
    row.addWidget(field)
    row.addWidget(following)
    on_screen(page)
    field.focus()
    qtbot.keyClicks(field.editor, "a")
    with qtbot.assertNotEmitted(field.advance):
        qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    qtbot.keyClick(field.editor, Qt.Key.Key_Tab)
    assert field.text() == "a\n"
    assert following.editor.hasFocus()


def test_what_is_wrong_stands_under_the_field_and_the_text_stays(on_screen: Show) -> None:
    field = LineField("标题", hint="一句话")
    on_screen(field)
    field.set_text("噪声")
    calm = field.line.height()
    field.set_error("请写一句<b>标题</b>")
    shown = [label.text() for label in field.findChildren(QLabel) if label.isVisible()]
    assert shown == ["请写一句<b>标题</b>"]
    assert field.text() == "噪声"
    assert field.line.height() == calm
    assert field.line.property("wrong") == "true"
    assert field.line.accessibleDescription() == "请写一句<b>标题</b>"
    field.set_error(None)
    assert field.hint == "一句话"
    assert field.line.accessibleDescription() == "一句话"


def test_a_field_is_named_for_those_who_cannot_see_it(on_screen: Show) -> None:
    field = LineField("标题", mnemonic="T")
    on_screen(field)
    assert field.editor.accessibleName() == "标题"
    assert [label.text() for label in field.caption.findChildren(QLabel)] == ["标题(&T)", "*"]


def test_a_caption_comes_and_goes_with_its_field(on_screen: Show) -> None:
    page = QWidget()
    field = LineField("标题", parent=page)
    field.caption.setParent(page)
    on_screen(page)
    field.hide()
    assert not field.caption.isVisible()
    field.show()
    assert field.caption.isVisible()


def test_only_an_empty_required_field_is_in_trouble(qtbot: QtBot) -> None:
    title = LineField("标题", is_required=True, missing="请写一句标题")
    qtbot.addWidget(title)
    assert title.trouble() == "请写一句标题"
    title.set_text("　 ")
    assert title.trouble() == "请写一句标题"
    title.set_text("噪声")
    assert title.trouble() is None


# Covered while parties are present.

SAID = "只对我们说的话"


def covered_field(on_screen: Show, input_method: InputMethod) -> TextField:
    field = TextField("记录")
    on_screen(field)
    field.focus()
    input_method.commit(field.editor, SAID)
    field.cover()
    return field


def test_covered_words_are_in_no_widget_and_cannot_be_undone_into_one(
    qtbot: QtBot, on_screen: Show, input_method: InputMethod
) -> None:
    field = covered_field(on_screen, input_method)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    field.box.undo()
    field.box.selectAll()
    field.box.copy()
    everywhere = [str(widget.property("text")) for widget in field.findChildren(QWidget)]
    everywhere += [box.toPlainText() for box in field.findChildren(QPlainTextEdit)]
    everywhere += [widget.toolTip() + widget.accessibleName() + widget.accessibleDescription() for widget in field.findChildren(QWidget)]  # fmt: skip
    assert not [words for words in everywhere if SAID in words]
    assert SAID not in QGuiApplication.clipboard().text()


def test_covered_words_are_not_lost(on_screen: Show, input_method: InputMethod) -> None:
    field = covered_field(on_screen, input_method)
    assert field.raw() == SAID
    assert not field.is_empty()
    field.uncover()
    assert field.box.toPlainText() == SAID
    assert not field.is_covered


def test_covering_is_no_change(qtbot: QtBot, on_screen: Show, input_method: InputMethod) -> None:
    field = TextField("记录")
    on_screen(field)
    input_method.commit(field.editor, SAID)
    with qtbot.assertNotEmitted(field.changed):
        field.cover()
        field.uncover()


def test_typing_into_covered_words_is_refused_in_words(
    qtbot: QtBot, on_screen: Show, input_method: InputMethod
) -> None:
    field = covered_field(on_screen, input_method)
    qtbot.keyClicks(QApplication.focusWidget(), "x")
    assert field.text() == SAID
    assert field.hint == "当事人在场时不能写背靠背记录。"


def test_nothing_moves_when_words_are_covered(on_screen: Show, input_method: InputMethod) -> None:
    field = TextField("记录")
    on_screen(field)
    tall = field.sizeHint().height()
    box = field.box.height()
    input_method.commit(field.editor, SAID)
    field.cover()
    QApplication.processEvents()
    assert abs(field.sizeHint().height() - tall) <= abs(box - field.box.sizeHint().height())


def test_a_field_that_is_not_placed_opens_no_window_and_shows_once_it_is(
    qtbot: QtBot, on_screen: Show
) -> None:
    field = LineField("标题")
    field.waits_for_place = True
    field.hide()
    field.setVisible(True)
    assert not field.isVisible()

    page = QWidget()
    layout = QVBoxLayout(page)
    layout.addWidget(field)
    on_screen(page)

    qtbot.waitUntil(field.isVisible)
