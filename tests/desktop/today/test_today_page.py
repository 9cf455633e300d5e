"""今天: what it shows, how keys go through it, what it keeps back while parties are present."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from linli.casework.reminders import mark_done, record_reminder
from linli.desktop.desk import Desk
from linli.desktop.messages import Ask
from linli.desktop.today.lines import EntryLines, Head
from linli.desktop.today.model import ROW_ROLE
from linli.desktop.today.page import MINE, READ_EVERY_MS, TodayPage
from linli.domain.case_file import DueState
from linli.domain.drafts import ReminderDraft
from linli.domain.moments import Moment
from linli.errors import LinliError
from linli.records.database import Database

from .conftest import Clock

Show = Callable[[TodayPage], None]
Choose = Callable[[str], None]


class FullDisk(Desk):
    """A desk that can keep nothing more."""

    def keep(self, *_: object, **__: object) -> NoReturn:  # pyright: ignore[reportIncompatibleMethodOverride]  whatever it is
        raise LinliError("磁盘空间不足，这次没有保存。")


@pytest.fixture
def asked() -> list[str]:
    """What was asked or told in a box of its own."""
    return []


@pytest.fixture
def ask(asked: list[str]) -> Ask:
    """Notes the question and gives the first answer."""

    def ask(_parent: object, text: str, _buttons: object) -> int:
        asked.append(text)
        return 0

    return ask


@pytest.fixture
def page(desk: Desk, ask: Ask, on_screen: Show) -> TodayPage:
    made = TodayPage(desk, ask)
    made.resize(1180, 700)
    on_screen(made)
    made.enter()
    return made


def _words(page: TodayPage) -> list[str]:
    """What a screen reader says of each row."""
    rows = page.rows
    return [
        str(rows.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(rows.rowCount())
    ]


def _press(page: TodayPage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(page.view, key)


def test_an_empty_day_says_so_and_offers_the_open_cases(page: TodayPage, qtbot: QtBot) -> None:
    assert page.rows.rowCount() == 0
    assert page.open_cases_button.hasFocus()
    assert page.panes() == (page.open_cases_button,)
    with qtbot.waitSignal(page.open_cases_asked):
        QTest.keyClick(page.open_cases_button, Qt.Key.Key_Return)


@pytest.mark.usefixtures("busy")
def test_what_is_late_stands_first_then_today_then_the_days_to_come(page: TodayPage) -> None:
    page.refresh()
    where = "翰林社区 · 翰林苑，楼下住户 · 楼上住户"
    assert _words(page) == [
        "过期 1件",
        f"超期1天，3月31日，时限，半夜噪声，枫杨〔2025〕纠纷0001，{where}，翰林社区",
        "今天 2件",
        f"今天 10:00，提醒，给楼下住户回电话，枫杨〔2025〕纠纷0001 · 半夜噪声，{where}，所有人",
        f"今天 17:30，时限，楼道漏水，枫杨〔2025〕纠纷0002，{where}，翰林社区",
        "明天起七天 2件",
        f"4月4日 周五，14:30，约定调解，面对面调解，枫杨〔2025〕纠纷0001 · 半夜噪声，{where}，王芳",
        f"4月7日 周一，时限，电梯停运，枫杨〔2025〕纠纷0003，{where}，万和社区",
    ]


@pytest.mark.usefixtures("busy")
def test_signs_stand_in_the_order_of_trust(page: TodayPage) -> None:
    page.refresh()
    rows = [page.rows.index(row, 0).data(ROW_ROLE) for row in range(page.rows.rowCount())]
    states = [row.state for row in rows if isinstance(row, EntryLines)]
    assert states == [
        DueState.OVERDUE, DueState.SOON, DueState.SOON, DueState.IN_TIME, DueState.IN_TIME
    ]  # fmt: skip
    assert sum(isinstance(row, Head) for row in rows) == 3


@pytest.mark.usefixtures("busy")
def test_arrows_go_from_entry_to_entry_over_the_heads(page: TodayPage) -> None:
    rows = []
    page.view.go_to_row(0)
    for _ in range(6):
        rows.append(page.view.currentIndex().row())
        _press(page, Qt.Key.Key_Down)
    assert rows == [1, 3, 4, 6, 7, 7]
    _press(page, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert page.view.currentIndex().row() == 4
    _press(page, Qt.Key.Key_Home)
    assert page.view.currentIndex().row() == 1
    _press(page, Qt.Key.Key_End)
    assert page.view.currentIndex().row() == 7


def test_enter_opens_the_case_of_the_current_entry(
    page: TodayPage, busy: dict[str, int], qtbot: QtBot
) -> None:
    page.view.go_to_row(4)
    with qtbot.waitSignal(page.opened) as opened:
        _press(page, Qt.Key.Key_Return)
    assert opened.args == [busy["leak"]]
    assert page.current_id() == busy["leak"]


def test_space_says_that_a_reminder_is_done_and_it_can_be_taken_back(
    page: TodayPage, busy: dict[str, int], qtbot: QtBot
) -> None:
    page.view.go_to_row(3)
    with qtbot.waitSignal(page.done) as done:
        _press(page, Qt.Key.Key_Space)
    assert done.args == [busy["call"]]
    assert not any("回电话" in words for words in _words(page))
    current = page.view.current()
    assert current is not None
    assert current.matter.first == "楼道漏水"
    take_back = page.panes()[-1]
    assert take_back.isVisible()
    QTest.keyClick(take_back, Qt.Key.Key_Return)
    assert any("回电话" in words for words in _words(page))
    assert page.view.hasFocus()
    assert page.panes() == (page.view,)


@pytest.mark.usefixtures("busy")
def test_space_does_nothing_to_what_is_no_reminder(page: TodayPage, qtbot: QtBot) -> None:
    page.view.go_to_row(1)
    before = _words(page)
    with qtbot.assertNotEmitted(page.done):
        _press(page, Qt.Key.Key_Space)
    assert _words(page) == before


def test_what_is_kept_elsewhere_shows_at_once_and_the_entry_stays_current(
    page: TodayPage, desk: Desk, busy: dict[str, int]
) -> None:
    page.view.go_to_row(7)
    early = ReminderDraft(Moment.on_day(desk.now()), "先看排水")
    desk.keep(record_reminder, busy["leak"], early)
    current = page.view.current()
    assert current is not None
    assert current.matter.first == "电梯停运"
    assert page.view.currentIndex().row() == 8


def test_a_page_that_was_away_is_read_when_it_comes_back(
    page: TodayPage, desk: Desk, busy: dict[str, int]
) -> None:
    page.hide()
    desk.keep(mark_done, busy["call"])
    page.show()
    assert not any("回电话" in words for words in _words(page))


@pytest.mark.usefixtures("busy")
def test_a_page_left_open_over_midnight_turns_to_the_new_day(
    page: TodayPage, clock: Clock, qtbot: QtBot
) -> None:
    clock.at += timedelta(days=1)
    timer = page._clock  # noqa: SLF001 - the test will not wait five minutes
    assert timer.isActive()
    assert timer.interval() == READ_EVERY_MS
    timer.timeout.emit()
    qtbot.waitUntil(lambda: _words(page)[0] == "过期 3件")


@pytest.mark.usefixtures("busy")
def test_without_a_worker_on_duty_there_is_nobodys_own_page(
    page: TodayPage, choose: Choose
) -> None:
    assert not page.switch.isVisible()
    choose("王芳")
    assert page.switch.isVisible()
    page.switch.focus()
    segment = QApplication.focusWidget()
    assert segment is not None
    QTest.keyClick(segment, Qt.Key.Key_Right)
    assert page.switch.code == MINE
    assert [words.split("，")[1:3] for words in _words(page) if "，" in words] == [
        ["提醒", "给楼下住户回电话"],
        ["14:30", "约定调解"],
        ["时限", "电梯停运"],
    ]
    choose("李明")
    assert [words.split("，")[2] for words in _words(page) if "，" in words][:1] == ["时限"]
    assert not any("电梯" in words for words in _words(page))
    choose("")
    assert not page.switch.isVisible()
    assert any("电梯" in words for words in _words(page))


@pytest.mark.usefixtures("busy")
def test_while_parties_are_present_only_number_kind_and_day_are_there(
    page: TodayPage, desk: Desk
) -> None:
    page.view.go_to_row(3)
    desk.set_parties_present(True)
    assert _words(page) == [
        "过期 1件",
        "超期1天，3月31日，时限，枫杨〔2025〕纠纷0001",
        "今天 2件",
        "今天 10:00，提醒，枫杨〔2025〕纠纷0001",
        "今天 17:30，时限，枫杨〔2025〕纠纷0002",
        "明天起七天 2件",
        "4月4日 周五，14:30，约定调解，枫杨〔2025〕纠纷0001",
        "4月7日 周一，时限，枫杨〔2025〕纠纷0003",
    ]
    assert page.view.currentIndex().row() == 3
    everything = "".join(
        str(page.rows.index(row, 0).data(role))
        for row in range(page.rows.rowCount())
        for role in (*Qt.ItemDataRole, ROW_ROLE)
    )
    secrets = ("回电话", "噪声", "漏水", "电梯", "住户", "翰林", "王芳", "面对面")
    assert [word for word in secrets if word in everything] == []
    desk.set_parties_present(False)
    assert any("回电话" in words for words in _words(page))


@pytest.mark.usefixtures("busy")
def test_what_was_done_is_not_named_while_parties_are_present(page: TodayPage, desk: Desk) -> None:
    page.view.go_to_row(3)
    _press(page, Qt.Key.Key_Space)
    desk.set_parties_present(True)
    assert "回电话" not in "".join(label.text() for label in _labels(page))
    page.view.go_to_row(5)
    _press(page, Qt.Key.Key_Space)
    said = "".join(label.text() for label in _labels(page))
    assert "面对面" not in said
    assert "“枫杨〔2025〕纠纷0001”已办好。" in said


@pytest.mark.usefixtures("busy")
def test_a_screen_reader_is_told_the_keys_of_an_entry(page: TodayPage) -> None:
    said = [
        page.rows.index(row, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole) for row in (0, 1, 3)
    ]
    assert said == ["", "Enter 打开", "Enter 打开，空格 办好了"]
    read = QAccessible.queryAccessibleInterface(page.view)
    assert read.text(QAccessible.Text.Name) == "今天要办的事"


@pytest.mark.usefixtures("busy")
def test_trouble_with_the_record_is_told_and_the_page_stays(
    database: Database, tmp_path: Path, clock: Clock, ask: Ask, asked: list[str], on_screen: Show
) -> None:
    page = TodayPage(FullDisk(database, tmp_path, clock), ask)
    on_screen(page)
    page.view.go_to_row(3)
    before = _words(page)
    _press(page, Qt.Key.Key_Space)
    assert asked == ["磁盘空间不足，这次没有保存。"]
    assert _words(page) == before


@pytest.mark.usefixtures("busy", "either_scheme")
def test_the_page_is_painted_in_either_scheme_at_any_width(page: TodayPage) -> None:
    for width in (560, 824, 1180, 1700):
        page.resize(width, 500)
        assert not page.grab().isNull()


def _labels(page: TodayPage) -> list[QLabel]:
    return page.findChildren(QLabel)
