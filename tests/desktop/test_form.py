"""What every form does: keys in order, refusals at their fields, drafts, the guard."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.line import LineField
from linli.desktop.fields.many import ManyField
from linli.desktop.fields.moment import MomentField
from linli.desktop.fields.text import TextField
from linli.desktop.form import DRAFT_EVERY_MS, FieldGrid, Form
from linli.domain.vocabulary import CHANNELS
from linli.errors import LinliError, Refused

from .conftest import Answers, InputMethod

Show = Callable[[QWidget], None]
CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class Complaint:
    """What the form below hands over."""

    channel: str | None
    title: str
    partners: tuple[str, ...]
    details: str


class ComplaintForm(Form):
    """A small form of the kinds of fields there are."""

    def __init__(self, save: Callable[[object, bool], object], ask: Answers) -> None:
        super().__init__("新建事项", save=save, ask=ask, go_on="保存并再记一件")
        self.channel = self.add_field("channel", ChoiceField("来源", CHANNELS, is_required=True))
        self.title = self.add_field(
            "title", LineField("标题", is_required=True, missing="请写一句标题")
        )
        self.reported = self.add_field(
            "reported", MomentField("反映时间", now=lambda: datetime(2025, 3, 16, 20, 31))
        )
        self.partners = self.add_field("partners", ManyField("联动单位"))
        self.details = self.add_field("details", TextField("详情"))
        grid = FieldGrid()
        grid.add_row(self.channel, self.title)
        grid.add_rows((self.reported, self.partners, self.details))
        self.body.addLayout(grid)

    def draft(self) -> Complaint:
        """The complaint as typed."""
        return Complaint(
            self.channel.value(), self.title.text(), self.partners.value(), self.details.text()
        )


class Keeper:
    """Keeps drafts in place of the record file, or refuses them."""

    def __init__(self) -> None:
        self.kept: list[tuple[object, bool]] = []
        self.trouble: LinliError | None = None

    def __call__(self, draft: object, go_on: bool) -> int:  # noqa: FBT001 - as a form calls it
        """Keep the draft and give its number."""
        if self.trouble is not None:
            raise self.trouble
        self.kept.append((draft, go_on))
        return len(self.kept)


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


@pytest.fixture
def form(on_screen: Show, keeper: Keeper, answers: Answers) -> ComplaintForm:
    made = ComplaintForm(keeper, answers)
    made.resize(560, 640)
    on_screen(made)
    made.focus_first()
    return made


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def fill(qtbot: QtBot, form: ComplaintForm, input_method: InputMethod) -> None:
    qtbot.keyClicks(form.channel.editor, "ld")
    press(qtbot, Qt.Key.Key_Return)
    input_method.commit(form.title.editor, "楼上半夜噪声")


def test_enter_goes_through_every_field_and_ends_at_the_save_button(
    qtbot: QtBot, form: ComplaintForm, keeper: Keeper, input_method: InputMethod
) -> None:
    fill(qtbot, form, input_method)
    assert form.title.editor.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert form.reported.editor.hasFocus()
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert form.details.editor.hasFocus()
    press(qtbot, Qt.Key.Key_Tab)
    form.save_button.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert keeper.kept == [(Complaint("PHONE", "楼上半夜噪声", (), ""), False)]


def test_enter_and_tab_agree_and_shift_enter_goes_back(qtbot: QtBot, form: ComplaintForm) -> None:
    form.title.focus()
    press(qtbot, Qt.Key.Key_Tab)
    assert form.reported.editor.hasFocus()
    qtbot.keyClick(form.reported.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.title.editor.hasFocus()


def test_enter_leaves_out_a_field_that_is_hidden(qtbot: QtBot, form: ComplaintForm) -> None:
    form.reported.hide()
    form.title.focus()
    press(qtbot, Qt.Key.Key_Return)
    assert form.partners.editor.hasFocus()


def test_going_on_selects_what_stands_there_so_that_typing_replaces_it(
    qtbot: QtBot, form: ComplaintForm
) -> None:
    form.reported.set_text("3.15")
    form.title.focus()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.keyClicks(form.reported.editor, "3.14")
    assert form.reported.text() == "3.14"


@pytest.mark.parametrize(
    ("key", "went_on"), [(Qt.Key.Key_S, False), (Qt.Key.Key_Return, True), (Qt.Key.Key_Enter, True)]
)
def test_keys_save_and_save_and_go_on(
    qtbot: QtBot,
    form: ComplaintForm,
    keeper: Keeper,
    input_method: InputMethod,
    key: Qt.Key,
    *,
    went_on: bool,
) -> None:
    fill(qtbot, form, input_method)
    form.details.focus()
    with qtbot.waitSignal(form.saved_and_next if went_on else form.saved) as told:
        qtbot.keyClick(form.details.editor, key, CTRL)
    assert told.args == [1]
    assert [go_on for _, go_on in keeper.kept] == [went_on]
    assert not form.is_changed()
    assert form.details.text() == ""


def test_without_a_second_button_ctrl_enter_saves(
    qtbot: QtBot, form: ComplaintForm, input_method: InputMethod
) -> None:
    fill(qtbot, form, input_method)
    form.set_go_on("")
    with qtbot.waitSignal(form.saved):
        qtbot.keyClick(form.title.editor, Qt.Key.Key_Return, CTRL)


def test_what_is_missing_stands_at_its_field_and_nothing_is_kept(
    qtbot: QtBot, form: ComplaintForm, keeper: Keeper
) -> None:
    form.details.set_text("详情")
    form.details.focus()
    qtbot.keyClick(form.details.editor, Qt.Key.Key_S, CTRL)
    assert not keeper.kept
    assert (form.channel.error, form.title.error) == ("请选来源", "请写一句标题")
    assert form.channel.editor.hasFocus()
    assert form.foot == "还有 2 处要补：来源、标题"
    assert form.details.text() == "详情"


def test_a_refusal_of_the_rules_stands_at_its_field_and_keeps_the_text(
    qtbot: QtBot, form: ComplaintForm, keeper: Keeper, input_method: InputMethod
) -> None:
    fill(qtbot, form, input_method)
    keeper.trouble = Refused(("title", "标题已用过"), ("details", "请写详情"))
    assert not form.submit()
    assert (form.title.error, form.details.error) == ("标题已用过", "请写详情")
    assert form.title.text() == "楼上半夜噪声"
    assert form.title.editor.hasFocus()
    keeper.trouble = None
    assert form.submit()
    assert form.title.error is None


def test_a_full_disk_is_told_in_the_foot_and_the_text_stays(
    qtbot: QtBot, form: ComplaintForm, keeper: Keeper, input_method: InputMethod
) -> None:
    fill(qtbot, form, input_method)
    keeper.trouble = LinliError("磁盘空间不足，这次没有保存。请腾出空间再试。")
    assert not form.submit()
    assert form.foot == "磁盘空间不足，这次没有保存。请腾出空间再试。"
    assert form.title.text() == "楼上半夜噪声"
    assert form.is_changed()
    keeper.trouble = None
    assert form.submit()


def test_a_refusal_of_the_whole_stands_in_the_foot(
    qtbot: QtBot, form: ComplaintForm, keeper: Keeper, input_method: InputMethod
) -> None:
    fill(qtbot, form, input_method)
    keeper.trouble = Refused((None, "这件事刚被改过"), ("nowhere", "无处可放"))
    assert not form.submit()
    assert form.foot == "这件事刚被改过；无处可放"


def test_a_mark_stays_while_typing_and_goes_on_leaving_what_was_mended(
    form: ComplaintForm, input_method: InputMethod
) -> None:
    form.submit()
    form.title.focus()
    form.details.focus()
    assert form.title.error == "请写一句标题"
    form.title.focus()
    input_method.commit(form.title.editor, "噪声")
    assert form.title.error == "请写一句标题"
    form.details.focus()
    assert form.title.error is None
    assert form.foot == "还有 1 处要补：来源"


def test_a_refusal_of_the_rules_is_not_taken_away_by_just_leaving(
    qtbot: QtBot, form: ComplaintForm, keeper: Keeper, input_method: InputMethod
) -> None:
    fill(qtbot, form, input_method)
    keeper.trouble = Refused(("title", "标题已用过"))
    form.submit()
    form.details.focus()
    assert form.title.error == "标题已用过"


def test_nothing_is_checked_while_typing(qtbot: QtBot, form: ComplaintForm) -> None:
    qtbot.keyClicks(form.channel.editor, "xyz")
    form.details.focus()
    assert form.channel.error is None


def test_a_changed_form_says_so_and_asks_for_its_draft_to_be_put_by(
    qtbot: QtBot, form: ComplaintForm
) -> None:
    assert form.foot == ""
    with qtbot.waitSignal(form.draft_changed, timeout=DRAFT_EVERY_MS + 2000):
        qtbot.keyClicks(form.title.editor, "a")
        assert form.foot == "未保存"
    form.show_draft_kept(datetime(2025, 3, 16, 20, 31))
    assert form.foot == "草稿已存 20:31"
    qtbot.keyClicks(form.title.editor, "b")
    assert form.foot == "未保存"


def test_keeping_a_draft_does_not_hide_what_is_to_be_mended(form: ComplaintForm) -> None:
    form.submit()
    form.show_draft_kept(datetime(2025, 3, 16, 20, 31))
    assert form.foot == "还有 2 处要补：来源、标题"


def test_an_unsaved_form_comes_back_as_it_was(
    qtbot: QtBot, form: ComplaintForm, keeper: Keeper, answers: Answers, input_method: InputMethod
) -> None:
    fill(qtbot, form, input_method)
    qtbot.keyClicks(form.partners.editor, "half")
    form.details.set_text("第一行\n第二行 <b>𠮷</b>")
    other = ComplaintForm(keeper, answers)
    qtbot.addWidget(other)
    other.restore({**form.raw(), "no_longer_there": "x"})
    assert other.raw() == form.raw()
    assert other.draft() == form.draft()
    assert other.is_changed()


def test_esc_closes_an_unchanged_form_without_a_question(
    qtbot: QtBot, form: ComplaintForm, answers: Answers
) -> None:
    with qtbot.waitSignal(form.cancelled):
        press(qtbot, Qt.Key.Key_Escape)
    assert not answers.asked


@pytest.mark.parametrize(("answer", "is_closed", "is_kept"), [(0, False, True), (1, True, False), (2, False, False)])  # fmt: skip
def test_esc_asks_where_something_would_be_lost(
    qtbot: QtBot,
    form: ComplaintForm,
    keeper: Keeper,
    answers: Answers,
    input_method: InputMethod,
    answer: int,
    *,
    is_closed: bool,
    is_kept: bool,
) -> None:
    fill(qtbot, form, input_method)
    closed: list[bool] = []
    form.cancelled.connect(lambda: closed.append(True))
    answers.answer = answer
    press(qtbot, Qt.Key.Key_Escape)
    assert answers.asked == [("“新建事项”还没有保存。", ("保存", "不保存", "继续填写"))]
    assert bool(closed) is is_closed
    assert bool(keeper.kept) is is_kept
    assert form.title.text() == "楼上半夜噪声"


def test_esc_belongs_to_the_input_method_while_it_composes(
    qtbot: QtBot, form: ComplaintForm, answers: Answers, input_method: InputMethod
) -> None:
    for field in (form.title, form.details):
        field.focus()
        input_method.compose(field.editor, "lou")
        with qtbot.assertNotEmitted(form.cancelled):
            press(qtbot, Qt.Key.Key_Escape)
        input_method.commit(field.editor, "")
    assert not answers.asked


def test_esc_closes_an_open_list_before_the_form(qtbot: QtBot, form: ComplaintForm) -> None:
    press(qtbot, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(form.cancelled):
        press(qtbot, Qt.Key.Key_Escape)
    with qtbot.waitSignal(form.cancelled):
        press(qtbot, Qt.Key.Key_Escape)


def test_a_parked_form_does_not_hear_the_keys(
    qtbot: QtBot, on_screen: Show, keeper: Keeper, answers: Answers
) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    parked, line = ComplaintForm(keeper, answers), QLineEdit()
    row.addWidget(parked)
    row.addWidget(line)
    on_screen(window)
    parked.hide()
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_S, CTRL)
    assert parked.channel.error is None


def test_a_field_taken_out_is_in_no_draft_and_leaves_no_caption(form: ComplaintForm) -> None:
    form.remove_field("reported")
    QApplication.processEvents()
    assert "reported" not in form.raw()
    shown = [label.text() for label in form.findChildren(QLabel) if label.isVisible()]
    assert "反映时间" not in shown


def test_a_narrow_foot_drops_the_keys_and_keeps_the_words(form: ComplaintForm) -> None:
    assert form.save_button.text() == "保存  Ctrl+S"
    form.submit()
    form.resize(420, 640)
    QApplication.processEvents()
    assert form.save_button.text() == "保存"
    form.resize(900, 640)
    QApplication.processEvents()
    assert form.save_button.text() == "保存  Ctrl+S"


@pytest.mark.usefixtures("either_scheme")
def test_a_form_is_painted_in_either_scheme(form: ComplaintForm) -> None:
    form.submit()
    assert not form.grab().isNull()


def test_a_form_gone_leaves_the_window_its_menus(
    qtbot: QtBot, on_screen: Show, keeper: Keeper, answers: Answers
) -> None:
    """PySide lets go of whatever a walk along the order of Tab has met, with who met it."""
    window = QMainWindow()
    act = window.menuBar().addMenu("文件").addAction("退出")
    form = ComplaintForm(keeper, answers)
    window.setCentralWidget(form)
    on_screen(window)
    form.partners.focus()
    # Nothing behind takes keys: the walk goes on to the edge of the form.
    form.details.hide()
    press(qtbot, Qt.Key.Key_Return)
    assert form.save_button.hasFocus()
    shiboken6.delete(form)
    assert shiboken6.isValid(act)
