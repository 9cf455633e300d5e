"""A record file is looked into in a window that changes nothing, and says so."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from linli.app import backups_of, look_into
from linli.casework import grid, intake, mediation, people, unsaved
from linli.desktop.desk import READ_ONLY, Desk, Report
from linli.desktop.main_window import MainWindow
from linli.desktop.menus import READING, all_acts
from linli.desktop.outside import Outside
from linli.domain.drafts import CaseDraft, NoteDraft, OfficeDraft, PartyDraft, SessionDraft
from linli.domain.moments import Moment
from linli.errors import LinliError
from linli.records.database import Database

SAID_APART = "只对社区说过的话"

Looking = Callable[[], MainWindow]


class Person:
    """Closes every box, and notes what stood in it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, _parent: QWidget | None, text: str, _buttons: Sequence[str]) -> int:
        """Answer the first of each question."""
        self.asked.append(text)
        return 0


@pytest.fixture
def person() -> Person:
    """Somebody who has not been asked anything."""
    return Person()


@pytest.fixture
def on_stick(database: Database, now: datetime) -> Path:
    """A record file with a dispute, something said apart in it, and a form left unsaved."""
    desk = Desk(database, database.path.parent / "备份", clock=lambda: now)
    desk.keep(grid.keep_office, OfficeDraft("枫杨办事处", "枫杨"), now)
    draft = CaseDraft("DISPUTE", "WALK_IN", "楼上半夜噪声", Moment.on_day(date(2025, 3, 15)))
    case_id = desk.keep(intake.take_down, draft, now)
    party = desk.keep(people.add_party, case_id, PartyDraft("甲", "楼下住户"))
    session = SessionDraft(
        "BACK_TO_BACK",
        Moment.on_day(date(2025, 3, 16)),
        speakers=(party,),
        notes=(NoteDraft(SAID_APART),),
    )
    desk.keep(mediation.record_session, case_id, session)
    desk.keep(unsaved.keep_unsaved, "k", "NEW_CASE", None, {"title": "没有写完"})
    database.close()
    journal = database.path.with_name(database.path.name + "-journal")
    journal.unlink(missing_ok=True)
    return database.path


@pytest.fixture
def looking(on_stick: Path, now: datetime, person: Person, qtbot: QtBot) -> Iterator[Looking]:
    """Opens a window that looks into it; the folder must be the same afterwards."""
    before = _state(on_stick.parent)
    with look_into(on_stick, lambda: now) as desk:

        def open_window() -> MainWindow:
            window = MainWindow(person)
            qtbot.addWidget(window)
            window.resize(1366, 768)
            with qtbot.waitActive(window):
                window.show()
            assert backups_of(desk, person.asked.append) is None
            window.begin(desk, Outside(_no_backup, lambda: ""))
            return window

        yield open_window
    assert _state(on_stick.parent) == before


def _no_backup(_report: Report) -> str:
    raise LinliError("没有")


def _state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def words(widget: QWidget) -> str:
    return "\n".join(
        label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)
    )


def test_it_says_that_it_only_reads_and_keeps_the_words_said_apart_covered(
    looking: Looking,
) -> None:
    window = looking()
    assert window.windowTitle() == "邻里台账 · 只读查阅 · 当事人在场"
    assert READ_ONLY in words(window.notices)
    window.actions_by_name["parties_present"].trigger()
    assert window.windowTitle() == "邻里台账 · 只读查阅"
    assert "接着填" not in [button.text() for button in window.findChildren(QAbstractButton)]


def test_the_menus_hold_what_reads_alone(looking: Looking) -> None:
    window = looking()
    names = {act.name for act in all_acts()}
    assert names >= READING
    assert all(
        window.actions_by_name[name].isVisible() == (name in READING)
        for name in window.actions_by_name
    )
    menus = [action for action in window.menuBar().actions() if action.isVisible()]
    for action in menus:
        menu = action.menu()
        assert isinstance(menu, QMenu)
        assert any(act.isVisible() and not act.isSeparator() for act in menu.actions())


@pytest.mark.parametrize("key", [Qt.Key.Key_N, Qt.Key.Key_B, Qt.Key.Key_T, Qt.Key.Key_R])
def test_the_keys_that_write_do_nothing(looking: Looking, qtbot: QtBot, key: Qt.Key) -> None:
    window = looking()
    window.actions_by_name["all_cases"].trigger()
    before = window.page
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, Qt.KeyboardModifier.ControlModifier)
    assert window.page is before
    assert READ_ONLY in words(window.notices)


def test_buttons_that_write_say_why_they_do_not(looking: Looking, person: Person) -> None:
    window = looking()
    window.actions_by_name["all_cases"].trigger()
    window.list_page.new_case.emit()
    window.list_page.step_asked.emit(1)
    assert person.asked == [READ_ONLY, READ_ONLY]


def test_a_case_is_read_and_its_lines_take_no_change(
    looking: Looking, qtbot: QtBot, person: Person
) -> None:
    window = looking()
    window.actions_by_name["parties_present"].trigger()
    window.actions_by_name["all_cases"].trigger()
    window.actions_by_name["open"].trigger()
    assert "楼上半夜噪声" in words(window.page)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key)
    assert all("删除" not in asked for asked in person.asked)


def test_the_desk_itself_keeps_nothing(on_stick: Path, now: datetime) -> None:
    with look_into(on_stick, lambda: now) as desk:
        assert desk.record_file == on_stick
        for keep in (desk.keep, desk.keep_quietly):
            with pytest.raises(LinliError, match=READ_ONLY):
                keep(grid.keep_office, OfficeDraft("别处", "别"), now)


def test_a_file_that_is_gone_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(LinliError, match="打不开"), look_into(tmp_path / "没有.linli"):
        pass
