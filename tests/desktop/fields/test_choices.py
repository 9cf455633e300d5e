"""Choices by initials, by part, by arrows; when Enter takes, and when the list waits."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.many import ManyField
from linli.desktop.fields.segments import SegmentsField
from linli.domain.vocabulary import CHANNELS, KINDS, METHODS, offered_actions
from linli.domain.vocabulary.codes import Code

from ..conftest import InputMethod  # noqa: TID252 - tests are no package one could name

Show = Callable[[QWidget], None]
NAMES = (Code("1", "翰林社区"), Code("2", "万和社区"), Code("3", "曾家巷"), Code("4", "曾家巷"))


def placed(on_screen: Show, field: QWidget) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(field)
    column.addStretch(1)
    page.resize(400, 400)
    on_screen(page)


@pytest.fixture
def kind(on_screen: Show) -> ChoiceField:
    field = ChoiceField("类别", KINDS, is_required=True)
    placed(on_screen, field)
    field.focus()
    return field


def shown(field: ChoiceField | ManyField) -> list[str]:
    popup = field.line.popup
    model = popup.model() if popup is not None else None
    return [model.index(row, 0).data() for row in range(model.rowCount())] if model else []


@pytest.mark.parametrize(
    ("typed", "code"), [("md", "DISPUTE"), ("MD", "DISPUTE"), ("aq", "HAZARD"), ("h", "ACTIVITY")]
)
def test_initials_and_enter_choose_and_go_on(
    qtbot: QtBot, kind: ChoiceField, typed: str, code: str
) -> None:
    qtbot.keyClicks(kind.editor, typed)
    with qtbot.waitSignals([kind.advance, kind.chosen]):
        qtbot.keyClick(kind.editor, Qt.Key.Key_Return)
    assert kind.value() == code
    assert kind.text() == KINDS.label_of(code)
    assert not shown(kind)


def test_a_part_of_the_label_chooses_too(
    qtbot: QtBot, on_screen: Show, input_method: InputMethod
) -> None:
    field = ChoiceField("网格", NAMES, is_name_list=True)
    placed(on_screen, field)
    field.focus()
    input_method.commit(field.editor, "万和")
    assert shown(field) == ["万和社区"]
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert field.value() == "2"


def test_down_opens_everything_and_arrows_choose(qtbot: QtBot, kind: ChoiceField) -> None:
    qtbot.keyClick(kind.editor, Qt.Key.Key_Down)
    assert shown(kind) == [code.label for code in KINDS]
    qtbot.keyClick(kind.editor, Qt.Key.Key_Down)
    qtbot.keyClick(kind.editor, Qt.Key.Key_Return)
    assert kind.value() == KINDS.codes[1]


def test_the_list_stays_open_when_it_grows_too_short_to_be_scrolled(
    qtbot: QtBot, on_screen: Show
) -> None:
    field = ChoiceField("动作", offered_actions())
    placed(on_screen, field)
    field.focus()
    qtbot.keyClicks(field.editor, "z")
    assert len(shown(field)) > 9
    QApplication.processEvents()
    qtbot.keyClicks(field.editor, "f")
    QApplication.processEvents()
    assert 0 < len(shown(field)) < 9


def test_the_letter_of_a_caption_leads_to_the_segment_chosen(qtbot: QtBot, on_screen: Show) -> None:
    field = SegmentsField("调解方式", METHODS, mnemonic="K")
    field.set_value("FACE_TO_FACE")
    page, other = QWidget(), QLineEdit()
    column = QVBoxLayout(page)
    for widget in (other, field.caption, field):
        column.addWidget(widget)
    on_screen(page)
    other.setFocus()
    qtbot.keyClick(other, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "调解方式 面对面"


def test_esc_closes_the_list_and_keeps_the_text(qtbot: QtBot, kind: ChoiceField) -> None:
    qtbot.keyClicks(kind.editor, "m")
    assert shown(kind)
    qtbot.keyClick(kind.editor, Qt.Key.Key_Escape)
    assert not shown(kind)
    assert kind.text() == "m"


def test_a_click_in_the_list_chooses(qtbot: QtBot, kind: ChoiceField) -> None:
    qtbot.mouseClick(
        kind.line,
        Qt.MouseButton.LeftButton,
        pos=QPoint(kind.line.width() - 8, kind.line.height() // 2),
    )
    popup = kind.line.popup
    assert popup is not None
    place = popup.visualRect(popup.model().index(2, 0)).center()
    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert kind.value() == KINDS.codes[2]
    assert kind.line.hasFocus()


def test_text_that_fits_nothing_stays_and_is_in_trouble(qtbot: QtBot, kind: ChoiceField) -> None:
    qtbot.keyClicks(kind.editor, "xyz")
    with qtbot.waitSignal(kind.advance):
        qtbot.keyClick(kind.editor, Qt.Key.Key_Return)
    assert kind.text() == "xyz"
    assert kind.value() is None
    assert kind.trouble() == "类别里没有“xyz”"
    assert kind.error is None


def test_an_empty_choice_asks_to_choose(kind: ChoiceField) -> None:
    assert kind.trouble() == "请选类别"


def test_several_that_fit_wait_unless_the_first_is_the_likely_next(
    qtbot: QtBot, on_screen: Show
) -> None:
    field = ChoiceField("动作", offered_actions(), likely=("ON_SITE",))
    placed(on_screen, field)
    field.focus()
    qtbot.keyClicks(field.editor, "d")
    with qtbot.waitSignal(field.advance):
        qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert field.value() == "ON_SITE"

    field.set_value(None)
    field.set_choices(offered_actions(), likely=("RECEIVED",))
    qtbot.keyClicks(field.editor, "d")
    with qtbot.assertNotEmitted(field.advance):
        qtbot.keyClick(field.editor, Qt.Key.Key_Return)
        qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert field.value() is None
    assert len(shown(field)) > 1
    assert "项相符" in field.hint
    qtbot.keyClick(field.editor, Qt.Key.Key_Down)
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert field.value() is not None
    assert field.hint == ""


def test_leaving_takes_the_only_one_that_fits(qtbot: QtBot, kind: ChoiceField) -> None:
    qtbot.keyClicks(kind.editor, "md")
    kind.editor.clearFocus()
    assert kind.value() == "DISPUTE"


def test_editing_what_was_chosen_takes_the_code_away(qtbot: QtBot, kind: ChoiceField) -> None:
    kind.set_value("DISPUTE")
    kind.focus()
    qtbot.keyClick(kind.editor, Qt.Key.Key_Backspace)
    assert kind.value() is None
    qtbot.keyClick(kind.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert kind.value() == "DISPUTE"


def test_the_input_method_is_off_for_codes_and_on_for_names(qtbot: QtBot) -> None:
    attribute = Qt.WidgetAttribute.WA_InputMethodEnabled
    codes, names = ChoiceField("类别", KINDS), ChoiceField("网格", NAMES, is_name_list=True)
    for field in (codes, names, many := ManyField("参加", NAMES)):
        qtbot.addWidget(field)
    assert not codes.editor.testAttribute(attribute)
    assert names.editor.testAttribute(attribute)
    assert many.editor.testAttribute(attribute)


def test_while_letters_are_composed_the_list_leaves_the_keys_alone(
    qtbot: QtBot, on_screen: Show, input_method: InputMethod
) -> None:
    field = ChoiceField("网格", NAMES, is_name_list=True)
    placed(on_screen, field)
    field.focus()
    input_method.compose(field.editor, "wan'he")
    with qtbot.assertNotEmitted(field.advance):
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_1):
            qtbot.keyClick(field.editor, key)
    assert not shown(field)
    assert field.text() == ""


def test_an_open_ended_name_stays_as_written_though_another_begins_with_it(
    qtbot: QtBot, on_screen: Show, input_method: InputMethod
) -> None:
    field = ChoiceField("由谁", NAMES, is_name_list=True, is_open_ended=True)
    placed(on_screen, field)
    field.focus()
    input_method.commit(field.editor, "翰林")
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert (field.text(), field.value(), field.trouble()) == ("翰林", None, None)


def test_a_name_that_fits_nothing_can_be_added(
    qtbot: QtBot, on_screen: Show, input_method: InputMethod
) -> None:
    field = ChoiceField("网格", NAMES, is_name_list=True, offers_new=True)
    placed(on_screen, field)
    field.focus()
    input_method.commit(field.editor, "枫叶里")
    assert shown(field) == ["新增“枫叶里”"]
    qtbot.keyClick(field.editor, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.new_wanted) as wanted:
        qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert wanted.args == ["枫叶里"]
    assert field.text() == "枫叶里"


def test_two_of_one_name_come_back_as_the_one_chosen(qtbot: QtBot) -> None:
    field, other = (ChoiceField("网格", NAMES, is_name_list=True) for _ in range(2))
    for each in (field, other):
        qtbot.addWidget(each)
    field.set_value("4")
    other.set_raw(field.raw())
    assert other.value() == "4"


def test_a_choice_written_back_as_text_is_chosen(kind: ChoiceField) -> None:
    kind.set_raw("矛盾纠纷")
    assert kind.value() == "DISPUTE"
    assert kind.raw() == "矛盾纠纷"


def test_the_list_stays_inside_the_window(qtbot: QtBot, on_screen: Show) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    column.addStretch(1)
    field = ChoiceField("来源", CHANNELS)
    column.addWidget(field)
    page.resize(300, 320)
    on_screen(page)
    field.focus()
    qtbot.keyClick(field.editor, Qt.Key.Key_Down)
    popup = field.line.popup
    assert popup is not None
    assert page.rect().contains(popup.geometry())
    assert not popup.geometry().intersects(field.geometry().adjusted(0, 2, 0, 0))


# Segments.


@pytest.fixture
def method(on_screen: Show) -> SegmentsField:
    field = SegmentsField("调解方式", [METHODS[code] for code in ("BACK_TO_BACK", "FACE_TO_FACE", "ENQUIRY")])  # fmt: skip
    placed(on_screen, field)
    field.focus()
    return field


def test_tab_finds_other_segments_where_the_first_ones_were(qtbot: QtBot, on_screen: Show) -> None:
    holder = QWidget()
    column = QVBoxLayout(holder)
    side = SegmentsField("哪一方", [Code("甲", "甲方"), Code("乙", "乙方")])
    behind = QLineEdit()
    column.addWidget(side)
    column.addWidget(behind)
    on_screen(holder)
    side.set_options([Code("乙", "乙方 楼上"), Code("丙", "丙方")])
    assert side.choice.labels() == {"乙": "乙方 楼上", "丙": "丙方"}
    side.set_value("丙")
    side.focus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert behind.hasFocus()


def test_a_first_letter_picks_a_segment_and_enter_goes_on(
    qtbot: QtBot, method: SegmentsField, qapp: QApplication
) -> None:
    assert method.value() is None
    with qtbot.waitSignal(method.changed):
        qtbot.keyClicks(qapp.focusWidget(), "m")
    assert method.value() == "FACE_TO_FACE"
    with qtbot.waitSignal(method.advance):
        qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Return)


def test_arrows_move_between_segments(
    qtbot: QtBot, method: SegmentsField, qapp: QApplication
) -> None:
    qtbot.keyClicks(qapp.focusWidget(), "b")
    with qtbot.waitSignal(method.changed):
        qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Right)
    assert method.value() == "FACE_TO_FACE"
    qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Left)
    assert method.value() == "BACK_TO_BACK"


def test_a_letter_no_segment_begins_with_picks_none(
    qtbot: QtBot, method: SegmentsField, qapp: QApplication
) -> None:
    qtbot.keyClicks(qapp.focusWidget(), "z")
    assert method.value() is None


def test_other_options_keep_the_choice_where_they_have_it(method: SegmentsField) -> None:
    method.set_value("ENQUIRY")
    method.set_options([METHODS[code] for code in ("ENQUIRY", "CONFERENCE")])
    assert method.value() == "ENQUIRY"
    method.set_options([METHODS["CONFERENCE"]])
    assert method.value() is None


# Several names.


@pytest.fixture
def present(on_screen: Show) -> ManyField:
    field = ManyField("参加", NAMES)
    placed(on_screen, field)
    field.focus()
    return field


def test_enter_takes_a_name_and_enter_on_nothing_goes_on(
    qtbot: QtBot, present: ManyField, input_method: InputMethod
) -> None:
    with qtbot.assertNotEmitted(present.advance):
        input_method.commit(present.editor, "社区民警")
        qtbot.keyClick(present.editor, Qt.Key.Key_Return)
        qtbot.keyClicks(present.editor, "wh")
        qtbot.keyClick(present.editor, Qt.Key.Key_Return)
    assert present.value() == ("社区民警", "万和社区")
    with qtbot.waitSignal(present.advance):
        qtbot.keyClick(present.editor, Qt.Key.Key_Return)


def test_names_typed_in_one_go_are_parted_and_none_comes_twice(
    qtbot: QtBot, present: ManyField, input_method: InputMethod
) -> None:
    input_method.commit(present.editor, "社区民警、物业，社区民警")
    assert present.value() == ("社区民警", "物业")
    qtbot.keyClick(present.editor, Qt.Key.Key_Return)
    assert present.raw() == ["社区民警", "物业", ""]


def test_backspace_on_nothing_takes_the_last_name_back(qtbot: QtBot, present: ManyField) -> None:
    present.set_value(["社区民警", "物业"])
    qtbot.keyClick(present.editor, Qt.Key.Key_Backspace)
    assert present.line.text() == "物业"
    assert present.value() == ("社区民警", "物业")


def test_names_and_what_is_half_typed_come_back(qtbot: QtBot, present: ManyField) -> None:
    present.set_value(["社区民警"])
    qtbot.keyClicks(present.editor, "wu")
    other = ManyField("参加")
    qtbot.addWidget(other)
    other.set_raw(present.raw())
    assert other.raw() == ["社区民警", "wu"]
