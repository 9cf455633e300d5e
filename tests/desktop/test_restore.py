"""A backup is restored from the window by keys alone, and nothing is lost unasked."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from linli.app import backups_of
from linli.casework import confirming, grid, intake
from linli.desktop.desk import Desk, Report
from linli.desktop.main_window import MainWindow
from linli.desktop.outside import Outside
from linli.desktop.restore_page import NO_BACKUPS, NOTHING_LOST, RestorePage
from linli.domain.drafts import CaseDraft, OfficeDraft
from linli.domain.moments import Moment
from linli.errors import LinliError
from linli.records.backup import Backup, make_backup
from linli.records.database import Database

FIRST, SECOND = "枫杨〔2025〕纠纷0001", "枫杨〔2025〕纠纷0002"


class Person:
    """Answers questions as told beforehand, and notes what was asked."""

    def __init__(self) -> None:
        self.answer = ""
        self.asked: list[str] = []

    def __call__(self, _parent: QWidget | None, text: str, buttons: Sequence[str]) -> int:
        """Answer a question of the window."""
        self.asked.append(text)
        return list(buttons).index(self.answer)


@pytest.fixture
def person() -> Person:
    """Somebody who has not been asked anything."""
    return Person()


@pytest.fixture
def desk(database: Database, now: datetime) -> Iterator[Desk]:
    """The desk of an office, with one case backed up and a second one since."""
    made = Desk(database, database.path.parent / "备份", clock=lambda: now)
    made.keep(grid.keep_office, OfficeDraft("枫杨办事处", "枫杨"), now)
    take_down(made)
    yield made
    made.wait_for_work()


@pytest.fixture
def backup(desk: Desk, now: datetime) -> Backup:
    """The backup of the day before, which has the first case alone."""
    made = make_backup(desk.record_file, desk.backups, now - timedelta(days=1))
    take_down(desk)
    return made


def take_down(desk: Desk) -> None:
    draft = CaseDraft("DISPUTE", "WALK_IN", "楼上半夜噪声", Moment.on_day(date(2025, 3, 15)))
    desk.keep(intake.take_down, draft, desk.now())


class Window(MainWindow):
    """The window; a restoring does away with it, and what was said is for the next one."""

    def __init__(self, ask: Person) -> None:
        super().__init__(ask)
        self.said: list[str] = []
        self.chosen: Path | None = None
        self.looked_into: list[Path] = []

    def give_way(self, sentence: str) -> None:
        """Be replaced by a window of the file that is there now."""
        self.said.append(sentence)
        self.close()
        self.deleteLater()


Opened = Callable[..., Window]


@pytest.fixture
def opened(desk: Desk, person: Person, qtbot: QtBot) -> Iterator[Opened]:
    """Opens the window of the desk; what it asks of the world may be replaced."""
    made: list[Window] = []

    def open_window(**replaced: object) -> Window:
        window = Window(person)
        made.append(window)
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.show()
        backups = backups_of(desk, window.give_way)
        assert backups is not None
        backups = replace(
            backups,
            choose_backup=lambda _: window.chosen,
            choose_record_file=lambda _: window.chosen,
            look_into=lambda path: window.looked_into.append(path) is None,
        )
        backups = replace(backups, **replaced)  # type: ignore[arg-type]  # fields by name
        window.begin(desk, Outside(_no_backup, lambda: "", backups=backups))
        return window

    yield open_window
    person.answer = "不保存"
    for window in made:
        if isValid(window):
            window.close()
            window.deleteLater()


def _no_backup(_report: Report) -> str:
    raise LinliError("没有")


def shown(window: MainWindow, desk: Desk, qtbot: QtBot) -> RestorePage:
    """The page of restoring, once it has looked at the first backup."""
    window.actions_by_name["restore"].trigger()
    page = window.page
    assert isinstance(page, RestorePage)
    wait(desk, qtbot)
    return page


def wait(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not desk.is_working, timeout=20_000)


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


def words(widget: QWidget) -> str:
    return "\n".join(
        label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)
    )


def numbers(desk: Desk) -> list[str]:
    return [row.next_number for row in desk.read(confirming.numbers_to_confirm)]


def test_what_would_be_lost_stands_there_before_anything_is_done(
    desk: Desk, backup: Backup, opened: Opened, qtbot: QtBot
) -> None:
    page = shown(opened(), desk, qtbot)

    assert page.list.hasFocus()
    said = words(page)
    assert f"1件事项：{SECOND}" in said
    assert "1件事项，最后一次记录在" in said
    assert str(backup.path) in said
    assert page.words == "备份完好，可以恢复。"
    assert list(desk.backups.glob("*.linli")) == [backup.path]


def test_enter_restores_after_a_question_and_says_what_it_came_to(
    desk: Desk, backup: Backup, opened: Opened, qtbot: QtBot, person: Person
) -> None:
    window = opened()
    shown(window, desk, qtbot)
    person.answer = "恢复"

    press(qtbot, Qt.Key.Key_Return)
    wait(desk, qtbot)

    assert person.asked[0].startswith("用2025年4月1日 周二 09:14的备份恢复？恢复前会先自动备份")
    (said,) = window.said
    assert said.startswith("已从备份恢复，1件事项。恢复前的文件另存为“台账-恢复前-2025-04-02-0914-")
    assert numbers(desk) == [SECOND], "and the desk reads the file that is there now"
    assert backup.path.is_file()


def test_a_question_answered_with_no_leaves_everything(
    desk: Desk, backup: Backup, opened: Opened, qtbot: QtBot, person: Person
) -> None:
    window = opened()
    shown(window, desk, qtbot)
    person.answer = "取消"

    press(qtbot, Qt.Key.Key_Return)

    assert not desk.is_working
    assert window.said == []
    assert list(desk.backups.glob("*.linli")) == [backup.path]


@pytest.mark.usefixtures("backup")
def test_while_it_runs_nothing_reads_keeps_or_is_offered(
    desk: Desk, opened: Opened, qtbot: QtBot, person: Person
) -> None:
    refused: list[str] = []

    def try_to_read(_backup: Path, _report: Report) -> str:
        for use in (desk.read, desk.keep):
            with pytest.raises(LinliError, match="正在从备份恢复，请等它完成。") as told:
                use(grid.office)
            refused.append(str(told.value))
        return "好了"

    window = opened(restore=try_to_read)
    shown(window, desk, qtbot)
    person.answer = "恢复"
    press(qtbot, Qt.Key.Key_Return)

    enabled = [name for name, act in window.actions_by_name.items() if act.isEnabled()]
    assert enabled == []
    assert not window.sidebar.isEnabled()
    wait(desk, qtbot)
    assert len(refused) == 2
    assert window.said == ["好了"]
    assert desk.read(grid.office) is not None


def test_what_fails_is_said_and_the_desk_goes_on(
    desk: Desk, backup: Backup, opened: Opened, qtbot: QtBot, person: Person
) -> None:
    def fail(_backup: Path, _report: Report) -> str:
        raise LinliError("没有恢复：磁盘空间不足。现有的记录文件没有动。")

    window = opened(restore=fail)
    page = shown(window, desk, qtbot)
    person.answer = "恢复"
    press(qtbot, Qt.Key.Key_Return)
    wait(desk, qtbot)

    assert page.words == "没有恢复：磁盘空间不足。现有的记录文件没有动。"
    assert window.said == []
    assert window.actions_by_name["new_case"].isEnabled()
    assert window.sidebar.isEnabled()
    take_down(desk)
    press(qtbot, Qt.Key.Key_Escape)
    assert window.page is not page
    assert backup.path.is_file()


def test_escape_stops_it_before_the_file_is_replaced(
    desk: Desk, backup: Backup, opened: Opened, qtbot: QtBot, person: Person
) -> None:
    window = opened()
    page = shown(window, desk, qtbot)
    person.answer = "恢复"
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Escape)
    assert window.page is page
    wait(desk, qtbot)

    # It may have been quicker than the key; then it is done, and whole.
    if not window.said:
        assert page.words == "已取消。"
        assert numbers(desk) == []
    assert backup.path.is_file()


def test_a_damaged_backup_cannot_be_restored_and_says_why(
    desk: Desk, backup: Backup, opened: Opened, qtbot: QtBot, person: Person
) -> None:
    content = bytearray(backup.path.read_bytes())
    content[5000] ^= 1
    backup.path.write_bytes(content)
    page = shown(opened(), desk, qtbot)

    assert "与备份时记下的不一样" in page.words
    assert not page.restore_button.isEnabled()
    press(qtbot, Qt.Key.Key_Return)
    assert person.asked == []


def test_another_backup_is_looked_at_by_the_arrows(
    desk: Desk, backup: Backup, opened: Opened, qtbot: QtBot, now: datetime
) -> None:
    newest = make_backup(desk.record_file, desk.backups, now)
    page = shown(opened(), desk, qtbot)
    assert page.candidate is not None
    assert page.candidate.path == newest.path
    assert NOTHING_LOST in words(page)

    press(qtbot, Qt.Key.Key_Down)
    wait(desk, qtbot)

    assert page.candidate.path == backup.path
    assert NOTHING_LOST not in words(page)


def test_a_file_on_a_stick_is_chosen_and_stands_first(
    desk: Desk, backup: Backup, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    shutil.copy(backup.path, stick / "带来的.linli")
    window = opened()
    page = shown(window, desk, qtbot)
    window.chosen = stick / "带来的.linli"

    page.other_button.click()
    wait(desk, qtbot)

    assert page.candidate is not None
    assert page.candidate.path == window.chosen
    assert "旁边没有查验记录" in words(page)


def test_the_record_file_itself_is_not_taken_for_a_backup(
    desk: Desk, opened: Opened, qtbot: QtBot, person: Person
) -> None:
    window = opened()
    page = shown(window, desk, qtbot)
    assert NO_BACKUPS in words(page)
    window.chosen = desk.record_file
    person.answer = "知道了"
    page.other_button.click()
    assert person.asked == ["“台账.linli”就是现在用着的记录文件。"]


@pytest.mark.usefixtures("backup")
def test_a_form_that_is_open_is_parked_first(desk: Desk, opened: Opened, qtbot: QtBot) -> None:
    window = opened()
    window.actions_by_name["new_case"].trigger()
    field = QApplication.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, "md")
    page = shown(window, desk, qtbot)
    assert "1份没有保存的草稿" in words(page)


@pytest.mark.usefixtures("backup")
def test_after_a_restore_the_next_number_is_asked_about_until_answered(
    desk: Desk, opened: Opened, qtbot: QtBot, person: Person
) -> None:
    window = opened()
    shown(window, desk, qtbot)
    person.answer = "恢复"
    press(qtbot, Qt.Key.Key_Return)
    wait(desk, qtbot)

    after = opened()
    assert f"恢复后，下一个编号是“{SECOND}”。纸上如已用到更后的号，请改。" in words(after.notices)
    answer(after, "确认")
    assert numbers(desk) == []
    assert words(after.notices) == ""
    take_down(desk)


@pytest.mark.usefixtures("backup")
def test_a_later_number_is_written_down_by_keys_with_its_reason(
    desk: Desk, opened: Opened, qtbot: QtBot, person: Person
) -> None:
    first = opened()
    shown(first, desk, qtbot)
    person.answer = "恢复"
    press(qtbot, Qt.Key.Key_Return)
    wait(desk, qtbot)
    window = opened()
    answer(window, "改")
    field = QApplication.focusWidget()
    assert field is not None
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, "4")
    qtbot.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "空出的号要写明原因" in words(window.page)
    qtbot.keyClicks(QApplication.focusWidget(), "lost on paper")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert numbers(desk) == []
    assert words(window.notices) == ""
    assert window.list_page.counts().all == 3


@pytest.mark.usefixtures("backup")
def test_a_page_of_numbers_left_without_an_answer_asks_again(
    desk: Desk, opened: Opened, qtbot: QtBot, person: Person
) -> None:
    first = opened()
    shown(first, desk, qtbot)
    person.answer = "恢复"
    press(qtbot, Qt.Key.Key_Return)
    wait(desk, qtbot)
    window = opened()
    answer(window, "改")
    assert words(window.notices) == ""
    press(qtbot, Qt.Key.Key_Escape)
    assert SECOND in words(window.notices)


def test_another_file_is_looked_into_in_a_window_of_its_own(
    backup: Backup, opened: Opened, person: Person
) -> None:
    window = opened()
    window.actions_by_name["look_into"].trigger()
    assert window.looked_into == []
    window.chosen = backup.path
    window.actions_by_name["look_into"].trigger()
    assert window.looked_into == [backup.path]

    failing = opened(look_into=lambda _path: False)
    failing.chosen = backup.path
    person.answer = "知道了"
    failing.actions_by_name["look_into"].trigger()
    assert person.asked == ["没有打开：不能再开一个窗口。请稍等再试。"]


@pytest.mark.usefixtures("backup")
@pytest.mark.parametrize("size", [(1366, 768), (976, 549), (640, 400)])
def test_nothing_on_the_page_is_cut(
    desk: Desk, opened: Opened, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window = opened()
    window.resize(*size)
    page = shown(window, desk, qtbot)
    for button in page.findChildren(QAbstractButton):
        assert button.width() >= button.sizeHint().width()
        assert page.rect().contains(button.geometry().translated(_place(button, page)))
    assert page.list.height() > 52


def _place(widget: QWidget, page: QWidget) -> QPoint:
    return widget.mapTo(page, widget.rect().topLeft()) - widget.geometry().topLeft()


def answer(window: MainWindow, said: str) -> None:
    (button,) = (
        button
        for button in window.notices.findChildren(QAbstractButton)
        if button.text() == said and button.isVisibleTo(window)
    )
    button.click()


def test_without_other_files_the_acts_are_not_offered(
    desk: Desk, person: Person, qtbot: QtBot
) -> None:
    window = MainWindow(person)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    window.begin(desk, Outside(_no_backup, lambda: ""))
    assert not window.actions_by_name["restore"].isEnabled()
    assert not window.actions_by_name["look_into"].isEnabled()
