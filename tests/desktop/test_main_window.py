"""The window on a real record file, driven by keys."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from linli.casework import caseload, grid, intake, mediation, people, reminders, unsaved
from linli.casework.sample import load_sample
from linli.desktop import main_window
from linli.desktop.case_page.page import CasePage
from linli.desktop.desk import Desk, Report
from linli.desktop.form import Form
from linli.desktop.look import apply_look
from linli.desktop.main_window import MainWindow
from linli.desktop.menus import MENUS, Submenu
from linli.desktop.outside import Outside
from linli.desktop.today.page import TodayPage
from linli.desktop.widgets.labels import ElidedLabel
from linli.domain.case_file import ListQuery, ListScope
from linli.domain.drafts import (
    CaseDraft,
    NoteDraft,
    OfficeDraft,
    PartyDraft,
    PlaceDraft,
    ReminderDraft,
    SessionDraft,
    TierDraft,
    UnitDraft,
    WorkerDraft,
)
from linli.domain.moments import Moment
from linli.errors import LinliError
from linli.records.database import Database

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SAID_APART = "只对社区说过的话"
BACKED_UP = "备份已完成并查验：备份/台账-1.linli"

Answer = Callable[[str, Sequence[str]], int]


class Person:
    """Somebody at the keys, who answers questions as told beforehand."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.asked: list[str] = []
        self.answer = ""

    def __call__(self, _parent: QWidget | None, text: str, buttons: Sequence[str]) -> int:
        """Answer a question of the window."""
        self.asked.append(text)
        return list(buttons).index(self.answer)

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the focus is."""
        self._qtbot.keyClick(_focus(), key, modifier)

    def write(self, words: str) -> None:
        """Commit words as an input method does."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(_focus(), event)


@pytest.fixture
def person(qtbot: QtBot) -> Person:
    """Somebody who has not been asked anything."""
    return Person(qtbot)


@pytest.fixture
def desk(database: Database, tmp_path: Path, now: datetime) -> Iterator[Desk]:
    """The desk of an empty record file, on one morning."""
    made = Desk(database, tmp_path / "备份", clock=lambda: now)
    yield made
    made.wait_for_work()


@pytest.fixture
def office(desk: Desk, now: datetime) -> Desk:
    """The desk of an office with three cases, the second a dispute of two sides."""
    units = (
        UnitDraft("枫杨办事处", "一级网格"),
        UnitDraft("翰林社区", "二级网格", "枫杨办事处"),
    )
    tiers = (TierDraft("一级网格", 30), TierDraft("二级网格", 20))
    workers = (WorkerDraft("李敏", "翰林社区"),)
    draft = OfficeDraft("枫杨办事处", "枫杨", tiers=tiers, units=units, workers=workers)
    desk.keep(grid.keep_office, draft, now)
    for day, kind, title in (
        (13, "AID", "住院后费用困难"),
        (15, "DISPUTE", "楼上半夜噪声"),
        (18, "HAZARD", "平台积水"),
    ):
        case = CaseDraft(
            kind,
            "WALK_IN",
            title,
            Moment.on_day(date(2025, 3, day)),
            place=PlaceDraft(grid="翰林社区"),
        )
        case_id = desk.keep(intake.take_down, case, now)
        if kind == "DISPUTE":
            for side, name in (("甲", "楼下住户"), ("乙", "楼上住户")):
                desk.keep(people.add_party, case_id, PartyDraft(side, name))
    return desk


def test_the_first_paint_needs_neither_sqlalchemy_nor_alembic_nor_typst() -> None:
    script = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
from linli.desktop.look import apply_look
from linli.desktop.main_window import MainWindow
apply_look(app)
window = MainWindow()
window.show()
window.grab()
heavy = ("sqlalchemy", "alembic", "typst", "linli.casework", "linli.records", "linli.sheets")
print(*(name for name in heavy if name in sys.modules))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120
    )

    assert done.stdout.strip() == ""


def test_mnemonics_are_unique_in_their_menu_and_among_the_menus() -> None:
    groups = [[act.words for act in acts if act] for _, acts in MENUS]
    groups += [
        [act.words for act in each.acts]
        for _, acts in MENUS
        for each in acts
        if isinstance(each, Submenu)
    ]
    for words in (*groups, [title for title, _ in MENUS]):
        letters = [each[each.index("&") + 1] for each in words]
        assert len(set(letters)) == len(letters)


def test_an_empty_file_asks_what_to_begin_with(desk: Desk, qtbot: QtBot, person: Person) -> None:
    window = _opened(qtbot, desk, person)
    assert window.page is window.welcome

    person.press(Qt.Key.Key_1)

    assert "单位信息" in _words(window.page)
    person.press(Qt.Key.Key_Escape)
    assert window.page is window.welcome
    assert not person.asked


def test_the_sample_is_one_key_away_and_goes_as_one(
    desk: Desk, qtbot: QtBot, person: Person
) -> None:
    window = _opened(qtbot, desk, person)

    person.press(Qt.Key.Key_2)

    assert window.page is window.list_page
    assert window.list_page.counts().all == 5
    assert not window.actions_by_name["sample"].isEnabled()

    person.answer = "清除"
    window.actions_by_name["drop_sample"].trigger()

    assert window.page is window.welcome
    assert window.list_page.counts().all == 0


def test_a_desk_on_the_sample_begins_with_all_of_it(
    desk: Desk, qtbot: QtBot, person: Person
) -> None:
    desk.keep(load_sample, desk.now())
    window = _opened(qtbot, desk, person, goes_to="")

    assert window.list_page.base == ListQuery(scope=ListScope.ALL)
    assert window.list_page.current_id() is not None


def test_a_desk_begins_with_today_and_comes_back_to_it(
    office: Desk, qtbot: QtBot, person: Person, now: datetime
) -> None:
    case_id = office.read(caseload.case_ids, ListQuery(), now)[0]
    what = ReminderDraft(Moment.on_day(now.date()), "请双方来社区", "APPOINTMENT")
    office.keep(reminders.record_reminder, case_id, what)

    window = _opened(qtbot, office, person, goes_to="")

    assert isinstance(window.page, TodayPage)
    assert "今天 1件" in _sidebar_lines(window)
    person.press(Qt.Key.Key_Return)
    assert isinstance(window.page, CasePage)
    person.press(Qt.Key.Key_Escape)
    assert isinstance(window.page, TodayPage)
    person.press(Qt.Key.Key_Space)
    assert office.read(reminders.reminder_draft, 1).is_done


def test_the_lists_are_a_key_away(office: Desk, qtbot: QtBot, person: Person) -> None:
    window = _opened(qtbot, office, person)

    for key, scope in (
        (Qt.Key.Key_2, ListScope.ALL),
        (Qt.Key.Key_3, ListScope.CLOSED),
        (Qt.Key.Key_1, ListScope.OPEN),
    ):
        person.press(key, CONTROL)
        assert window.list_page.base == ListQuery(scope=scope)
        assert window.sidebar.query() == ListQuery(scope=scope)


def test_coming_back_from_a_case_finds_the_same_row(
    office: Desk, qtbot: QtBot, person: Person
) -> None:
    window = _opened(qtbot, office, person)
    person.press(Qt.Key.Key_Down)
    case_id = window.list_page.current_id()

    person.press(Qt.Key.Key_Return)
    assert window.page is not window.list_page
    person.press(Qt.Key.Key_Escape)

    assert window.page is window.list_page
    assert window.list_page.current_id() == case_id
    assert window.list_page.view.hasFocus()


def test_the_next_case_opens_without_going_back(office: Desk, qtbot: QtBot, person: Person) -> None:
    window = _opened(qtbot, office, person)
    person.press(Qt.Key.Key_Return)
    assert "平台积水" in _words(window.page)

    person.press(Qt.Key.Key_PageDown, CONTROL)

    assert "楼上半夜噪声" in _words(window.page)
    person.press(Qt.Key.Key_PageUp, CONTROL)
    assert "平台积水" in _words(window.page)


def test_a_step_can_be_asked_for_in_the_list(office: Desk, qtbot: QtBot, person: Person) -> None:
    window = _opened(qtbot, office, person)

    person.press(Qt.Key.Key_T, CONTROL)

    assert _form(window).subject() == "记一条"
    person.press(Qt.Key.Key_Escape)
    assert not person.asked
    assert not [form for form in window.page.findChildren(Form) if form.isVisible()]
    person.press(Qt.Key.Key_Escape)
    assert window.page is window.list_page


@pytest.mark.parametrize(("answer", "left"), [("不保存", 1), ("继续填写", 0)])
def test_a_changed_form_is_not_left_without_a_question(
    office: Desk, qtbot: QtBot, person: Person, answer: str, left: int
) -> None:
    window = _opened(qtbot, office, person)
    person.press(Qt.Key.Key_N, CONTROL)
    form = _form(window)
    _write_title(form, person, "电梯停了")
    person.answer = answer

    person.press(Qt.Key.Key_Escape)

    assert person.asked == ["“电梯停了”还没有保存。"]
    assert (window.page is not form) == left
    person.answer = "不保存"


def test_the_window_does_not_close_over_a_changed_form(
    office: Desk, qtbot: QtBot, person: Person
) -> None:
    window = _opened(qtbot, office, person)
    person.press(Qt.Key.Key_N, CONTROL)
    _write_title(_form(window), person, "电梯停了")
    person.answer = "继续填写"

    assert not window.close()
    assert window.isVisible()

    person.answer = "不保存"
    assert window.close()


def test_a_form_left_by_a_crash_is_offered_and_taken_up(
    office: Desk, qtbot: QtBot, person: Person
) -> None:
    raw = {"title": "电梯停了", "details": "困在三楼"}
    office.keep(unsaved.keep_unsaved, "key", "NEW_CASE", None, raw)
    window = _opened(qtbot, office, person)
    offer = next(words for words in _words(window.notices) if "没有保存" in words)
    assert "一份没有保存的新建事项（" in offer

    _press_button(qtbot, window, "接着填")

    assert _form(window).raw()["title"] == "电梯停了"
    assert _form(window).raw()["details"] == "困在三楼"
    assert len(office.read(unsaved.unsaved_forms)) == 1
    person.answer = "不保存"
    person.press(Qt.Key.Key_Escape)
    assert not office.read(unsaved.unsaved_forms)
    assert window.page is window.list_page


def test_a_form_left_beside_a_case_is_taken_up_beside_it(
    office: Desk, qtbot: QtBot, person: Person
) -> None:
    office.keep(unsaved.keep_unsaved, "key", "STEP", 2, {"note": "去看了"})
    window = _opened(qtbot, office, person)

    _press_button(qtbot, window, "接着填")

    assert "楼上半夜噪声" in _words(window.page)
    assert _form(window).raw()["note"] == "去看了"


def test_saving_a_session_and_going_on_comes_to_the_other_side(
    office: Desk, qtbot: QtBot, person: Person
) -> None:
    window = _opened(qtbot, office, person)
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_M, CONTROL)
    form = _form(window)
    form.fields["method"].focus()
    for key in (Qt.Key.Key_B, Qt.Key.Key_Return, Qt.Key.Key_Return):
        person.press(key)
    for _ in range(5):
        person.press(Qt.Key.Key_Return)
    person.write(SAID_APART)

    person.press(Qt.Key.Key_Return, CONTROL)

    coming = _form(window)
    assert coming is not form
    assert coming.raw()["method"] == form.raw()["method"]
    assert coming.raw()["side"] != form.raw()["side"]
    person.answer = "不保存"


def test_a_form_left_by_a_crash_can_be_thrown_away(
    office: Desk, qtbot: QtBot, person: Person
) -> None:
    office.keep(unsaved.keep_unsaved, "key", "STEP", 1, {"note": "去看了"})
    window = _opened(qtbot, office, person)

    _press_button(qtbot, window, "丢弃")

    assert not office.read(unsaved.unsaved_forms)
    assert not window.notices.isVisible()


def test_a_draft_that_cannot_be_put_by_keeps_its_form_open_without_a_box(
    office: Desk, qtbot: QtBot, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = _opened(qtbot, office, person)
    person.press(Qt.Key.Key_N, CONTROL)
    form = _form(window)
    _write_title(form, person, "电梯停了")

    def is_full(*_: object, **__: object) -> None:
        raise LinliError("磁盘空间不足，这次没有保存。请腾出空间再试。")

    with monkeypatch.context() as patch:
        patch.setattr(office, "keep_quietly", is_full)
        form.draft_changed.emit()
        person.press(Qt.Key.Key_N, CONTROL)
    assert window.page is form
    assert "磁盘空间不足，这次没有保存。请腾出空间再试。" in _words(form)
    assert form.raw()["title"] == "电梯停了"
    assert not person.asked

    form.draft_changed.emit()
    (row,) = office.read(unsaved.unsaved_forms)
    assert row.raw["title"] == "电梯停了"
    person.answer = "不保存"
    person.press(Qt.Key.Key_Escape)


def test_what_is_typed_is_put_by_and_dropped_with_the_form(
    office: Desk, qtbot: QtBot, person: Person
) -> None:
    window = _opened(qtbot, office, person)
    person.press(Qt.Key.Key_N, CONTROL)
    form = _form(window)
    _write_title(form, person, "电梯停了")

    form.draft_changed.emit()

    (row,) = office.read(unsaved.unsaved_forms)
    assert row.raw["title"] == "电梯停了"
    assert "草稿已存 09:14" in _words(window.status_line)
    person.answer = "不保存"
    person.press(Qt.Key.Key_Escape)
    assert not office.read(unsaved.unsaved_forms)


def test_another_new_case_parks_the_form_that_was_open(
    office: Desk, qtbot: QtBot, person: Person
) -> None:
    window = _opened(qtbot, office, person)
    person.press(Qt.Key.Key_N, CONTROL)
    _write_title(_form(window), person, "电梯停了")

    person.press(Qt.Key.Key_N, CONTROL)

    assert not person.asked
    assert _form(window).raw()["title"] == ""
    person.press(Qt.Key.Key_Escape)
    assert "草稿 新建事项 · 电梯停了" in _sidebar_lines(window)


def test_a_parked_form_is_taken_up_from_the_sidebar_and_parks_the_other(
    office: Desk, qtbot: QtBot, person: Person
) -> None:
    window = _opened(qtbot, office, person)
    person.press(Qt.Key.Key_N, CONTROL)
    _write_title(_form(window), person, "电梯停了")
    person.press(Qt.Key.Key_N, CONTROL)
    _write_title(_form(window), person, "路灯不亮")
    [waiting] = (row.key for row in office.read(unsaved.unsaved_forms))

    window.sidebar.draft_asked.emit(waiting)

    assert not person.asked
    assert _form(window).raw()["title"] == "电梯停了"
    assert [line for line in _sidebar_lines(window) if "草稿 " in line] == [
        "草稿 新建事项 · 路灯不亮"
    ]


def test_the_sidebar_names_no_title_while_parties_are_present(
    office: Desk, qtbot: QtBot, person: Person
) -> None:
    window = _opened(qtbot, office, person)
    person.press(Qt.Key.Key_N, CONTROL)
    _write_title(_form(window), person, "电梯停了")
    person.press(Qt.Key.Key_N, CONTROL)

    office.set_parties_present(True)

    assert "草稿 新建事项" in _sidebar_lines(window)
    assert not [line for line in _sidebar_lines(window) if "电梯停了" in line]


def test_a_new_case_opens_when_it_is_saved(office: Desk, qtbot: QtBot, person: Person) -> None:
    window = _opened(qtbot, office, person)
    person.press(Qt.Key.Key_N, CONTROL)
    form = _form(window)
    for name, label in (("kind", "民生服务"), ("channel", "来电")):
        form.fields[name].set_raw(label)
    _write_title(form, person, "电梯停了")

    person.press(Qt.Key.Key_S, CONTROL)

    assert not [field.error for field in form.fields.values() if field.error]
    assert "电梯停了" in _words(window.page)
    assert window.list_page.counts().all == 4


def test_f9_says_so_in_the_title_and_refuses_to_print(
    office: Desk, qtbot: QtBot, person: Person
) -> None:
    window = _opened(qtbot, office, person)
    person.press(Qt.Key.Key_F9)

    assert window.windowTitle() == "邻里台账 · 当事人在场"
    person.press(Qt.Key.Key_P, CONTROL)
    assert "当事人在场时不能打印。" in _words(window.notices)

    person.press(Qt.Key.Key_F9)
    assert window.windowTitle() == "邻里台账"
    assert "当事人在场时不能打印。" not in _words(window.notices)


def test_a_file_with_caucus_notes_opens_covered(office: Desk, qtbot: QtBot, person: Person) -> None:
    _record_caucus(office)

    window = _opened(qtbot, office, person)

    assert window.windowTitle() == "邻里台账 · 当事人在场"
    assert office.parties_present


def test_both_sides_close_when_nobody_touches_a_key(
    office: Desk, qtbot: QtBot, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_window, "IDLE_MS", 400)
    _record_caucus(office)
    window = _opened(qtbot, office, person)
    person.press(Qt.Key.Key_F9)
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_1, ALT)
    assert _is_in_a_widget(window.page, SAID_APART)

    qtbot.waitUntil(lambda: not _is_in_a_widget(window.page, SAID_APART))


def test_a_backup_says_what_it_does_and_what_came_of_it(
    office: Desk, qtbot: QtBot, person: Person
) -> None:
    window = _opened(qtbot, office, person)

    person.press(Qt.Key.Key_B, CONTROL)

    assert "正在备份…" in _words(window.notices)
    qtbot.waitUntil(lambda: BACKED_UP in _words(window.notices))
    assert "上次备份 今天 09:14" in _words(window.status_line)


def test_a_backup_that_failed_says_why(office: Desk, qtbot: QtBot, person: Person) -> None:
    sentence = "备份没有成功：磁盘空间不足。原有备份没有动。"

    def fail(_report: Report) -> str:
        raise LinliError(sentence)

    window = _opened(qtbot, office, person, back_up=fail)
    person.press(Qt.Key.Key_B, CONTROL)

    qtbot.waitUntil(lambda: sentence in _words(window.notices))


def test_f6_goes_round_the_panes_and_back(office: Desk, qtbot: QtBot, person: Person) -> None:
    window = _opened(qtbot, office, person)
    page = window.list_page
    assert page.view.hasFocus()
    qtbot.waitUntil(page.preview.open_button.isEnabled)

    seen: list[QWidget] = []
    for _ in range(4):
        person.press(Qt.Key.Key_F6)
        seen.append(_focus())

    assert seen == [page.preview.open_button, window.sidebar, page.band.field, page.view]
    person.press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert page.band.field.hasFocus()


def test_the_keys_are_shown_and_the_focus_comes_back(
    office: Desk, qtbot: QtBot, person: Person
) -> None:
    window = _opened(qtbot, office, person)

    person.press(Qt.Key.Key_F1)
    assert "按键一览" in _words(window.page)
    person.press(Qt.Key.Key_Escape)

    assert window.list_page.view.hasFocus()


def test_the_menu_of_the_status_line_chooses_who_signs(
    office: Desk, qtbot: QtBot, person: Person
) -> None:
    window = _opened(qtbot, office, person)
    menu = window.status_line.worker_menu

    menu.aboutToShow.emit()
    menu.actions()[0].trigger()

    assert office.worker_name == "李敏"
    assert "当班人 李敏" in _words(window.status_line)


def test_a_small_screen_still_shows_the_list(office: Desk, qtbot: QtBot, person: Person) -> None:
    window = _opened(qtbot, office, person)

    window.resize(976, 549)

    assert (window.width(), window.height()) == (976, 549)
    assert not window.list_page.preview.isVisible()
    assert window.sidebar.width() == 152


@pytest.mark.parametrize("size", [(976, 549), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_no_words_are_cut(
    office: Desk, qtbot: QtBot, person: Person, size: tuple[int, int], scheme: Qt.ColorScheme
) -> None:
    window = _opened(qtbot, office, person)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_look(app, scheme=scheme)
    window.resize(*size)
    qtbot.waitUntil(window.list_page.preview.open_button.isEnabled)
    cut = _cut(window)

    window.show_page(window.welcome)
    cut += _cut(window)
    person.press(Qt.Key.Key_F1)
    cut += _cut(window)

    assert not cut


def _cut(window: MainWindow) -> list[str]:
    """The words that their widget has no room for; an `ElidedLabel` is cut on purpose."""
    window.grab()
    return [
        widget.text()
        for widget in window.findChildren(QWidget)
        if isinstance(widget, QLabel | QAbstractButton)
        and not isinstance(widget, ElidedLabel)
        and widget.isVisible()
        and not (isinstance(widget, QLabel) and widget.wordWrap())
        and widget.fontMetrics().horizontalAdvance(widget.text()) > widget.width()
    ]


def _opened(
    qtbot: QtBot,
    desk: Desk,
    person: Person,
    back_up: Callable[[Report], str] | None = None,
    *,
    goes_to: str = "open_cases",
) -> MainWindow:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_look(app, scheme=Qt.ColorScheme.Light)
    made: list[str] = []

    def make(_report: Report) -> str:
        made.append("今天 09:14")
        return BACKED_UP

    window = MainWindow(person)
    person.answer = "不保存"
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    window.begin(desk, Outside(back_up or make, lambda: made[-1] if made else ""))
    if goes_to:
        window.actions_by_name[goes_to].trigger()
    return window


def _record_caucus(desk: Desk) -> None:
    sets = SessionDraft(
        "BACK_TO_BACK",
        Moment.on_day(date(2025, 3, 16)),
        speakers=(1,),
        notes=(NoteDraft(SAID_APART),),
    )
    desk.keep(mediation.record_session, 2, sets)


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def _form(window: MainWindow) -> Form:
    if isinstance(window.page, Form):
        return window.page
    return next(form for form in window.page.findChildren(Form) if form.isVisible())


def _write_title(form: Form, person: Person, words: str) -> None:
    form.fields["title"].focus()
    person.write(words)


def _press_button(qtbot: QtBot, window: MainWindow, words: str) -> None:
    button = next(
        button for button in window.notices.findChildren(QAbstractButton) if button.text() == words
    )
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)


def _words(root: QWidget) -> list[str]:
    """What is written in the visible widgets under ``root``."""
    found = [root.accessibleName()]
    for widget in root.findChildren(QWidget):
        if widget.isVisible():
            found.append(widget.accessibleName())
            if isinstance(widget, QLabel | QAbstractButton):
                found.append(widget.text())
    return found


def _is_in_a_widget(root: QWidget, words: str) -> bool:
    for widget in root.findChildren(QWidget):
        for name in ("text", "toPlainText"):
            read = getattr(widget, name, None)
            if callable(read) and words in str(read()):
                return True
    return False


def _sidebar_lines(window: MainWindow) -> list[str]:
    model = window.sidebar.model()
    return [
        str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(model.rowCount())
    ]
