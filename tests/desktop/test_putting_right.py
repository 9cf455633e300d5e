"""Changing, removing, closing, reopening and putting right, through the window and by keys."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from linli.casework import caseload, closing, grid, intake, steps
from linli.desktop.bin_page import BinPage
from linli.desktop.case_page.page import CasePage
from linli.desktop.desk import Desk
from linli.desktop.form import Form
from linli.desktop.main_window import MainWindow
from linli.desktop.outside import Outside
from linli.domain.case_file import CaseFile
from linli.domain.drafts import CaseDraft, OfficeDraft, OutcomeDraft, PartyDraft, StepDraft
from linli.domain.moments import Moment
from linli.records.database import Database

DAY = Moment.on_day(date(2025, 3, 16))


class Person:
    """Somebody at the keys, who answers questions as told beforehand."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer = "不保存"

    def __call__(self, _parent: QWidget | None, text: str, buttons: Sequence[str]) -> int:
        """Answer a question of the window; one button is all there is to some."""
        self.asked.append(text)
        return buttons.index(self.answer) if self.answer in buttons else 0

    def chord(self, keys: str) -> None:
        """Press keys together where the focus is."""
        QTest.keySequence(_focus(), QKeySequence(keys))

    def write(self, words: str) -> None:
        """Commit words as an input method does."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(_focus(), event)


@pytest.fixture
def person() -> Person:
    """Somebody who has not been asked anything."""
    return Person()


@pytest.fixture
def desk(database: Database, tmp_path: Path, now: datetime) -> Iterator[Desk]:
    """A desk with one dispute, visited once."""
    made = Desk(database, tmp_path / "备份", clock=lambda: now)
    made.keep(grid.keep_office, OfficeDraft("枫杨办事处", "枫杨"), now)
    sides = (PartyDraft("甲", "楼下住户"), PartyDraft("乙", "楼上住户"))
    draft = CaseDraft("DISPUTE", "PHONE", "半夜噪声", DAY, parties=sides)
    case_id = made.keep(intake.take_down, draft, now)
    made.keep(steps.record_step, case_id, StepDraft("VISITED", DAY, note="上门"))
    yield made
    made.wait_for_work()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, person: Person) -> MainWindow:
    """The window with the case on the screen, the cursor at its last step."""
    made = MainWindow(person)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
    made.begin(desk, Outside(lambda _report: "", lambda: ""))
    made.actions_by_name["all_cases"].trigger()
    person.chord("Return")
    assert isinstance(made.page, CasePage)
    return made


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def case(desk: Desk) -> CaseFile:
    return desk.read(caseload.case_file, 1, desk.now())


def form(window: MainWindow) -> Form:
    return next(each for each in window.page.findChildren(Form) if each.isVisible())


def has_form(window: MainWindow) -> bool:
    return any(each.isVisible() for each in window.page.findChildren(Form))


def test_a_line_of_the_timeline_is_changed_in_its_form(
    window: MainWindow, desk: Desk, person: Person
) -> None:
    person.chord("F2")
    assert form(window).title_label.text() == "修改流转"
    form(window).fields["note"].focus()
    person.chord("Ctrl+End")
    person.write("看过")
    person.chord("Ctrl+S")
    assert [step.note for step in case(desk).steps] == ["", "上门看过"]
    assert not has_form(window)


def test_a_line_is_removed_after_a_question_and_taken_back_from_the_bin(
    window: MainWindow, desk: Desk, person: Person
) -> None:
    person.answer = "取消"
    person.chord("Del")
    assert person.asked == ["删除这条“走访”？可从“文件 → 回收站”取回。"]
    assert len(case(desk).steps) == 2
    person.answer = "删除"
    person.chord("Del")
    assert len(case(desk).steps) == 1

    window.actions_by_name["recycled"].trigger()
    assert isinstance(window.page, BinPage)
    person.chord("Return")
    assert len(case(desk).steps) == 2
    person.chord("Escape")
    assert not isinstance(window.page, BinPage)


@pytest.mark.usefixtures("window")
def test_what_cannot_be_removed_is_said_and_stays(desk: Desk, person: Person) -> None:
    person.answer = "删除"
    person.chord("Home")
    person.chord("Del")
    assert "登记时间由它而来" in person.asked[-1]
    assert len(case(desk).steps) == 2


def test_the_case_itself_is_changed_from_the_menu(
    window: MainWindow, desk: Desk, person: Person
) -> None:
    window.actions_by_name["CASE"].trigger()
    form(window).fields["title"].focus()
    person.chord("Ctrl+A")
    person.write("楼上半夜有噪声")
    person.chord("Ctrl+S")
    assert case(desk).row.title == "楼上半夜有噪声"


def test_a_kept_result_is_closed_with_without_a_second_one(
    window: MainWindow, desk: Desk, person: Person
) -> None:
    desk.keep(closing.record_outcome, 1, OutcomeDraft("RECONCILED", DAY, closes=False))
    person.chord("Ctrl+R")
    person.chord("Ctrl+S")
    assert len(case(desk).outcomes) == 1
    assert case(desk).row.stage == "已办结"
    assert not has_form(window)


def test_a_closed_case_is_put_right_line_by_line_and_reopened_with_a_reason(
    window: MainWindow, desk: Desk, person: Person
) -> None:
    desk.keep(closing.record_outcome, 1, OutcomeDraft("RECONCILED", DAY))
    person.chord("Home")
    person.chord("Down")
    person.chord("F2")
    assert form(window).title_label.text() == "补正流转"
    form(window).fields["note"].set_raw("上门看过")
    form(window).fields["reason"].set_raw("漏写")
    person.chord("Ctrl+S")
    assert [(each.old, each.new) for each in case(desk).corrections] == [("上门", "上门看过")]

    window.actions_by_name["REOPEN"].trigger()
    person.chord("Ctrl+S")
    assert form(window).fields["reason"].error == "请写明为什么重新打开"
    person.write("又吵起来了")
    person.chord("Ctrl+S")
    assert case(desk).row.is_open


def test_a_case_is_voided_with_a_reason_and_keeps_its_number(
    window: MainWindow, desk: Desk, person: Person
) -> None:
    number = case(desk).row.number
    window.actions_by_name["VOID"].trigger()
    person.write("重复登记")
    person.chord("Ctrl+S")
    assert (case(desk).row.number, case(desk).row.stage) == (number, "作废")
    person.chord("F2")
    assert not has_form(window)


def test_a_time_in_words_goes_behind_the_line_the_cursor_stands_at(
    window: MainWindow, desk: Desk, person: Person
) -> None:
    person.chord("Home")
    person.chord("Ctrl+T")
    form(window).fields["action"].set_raw("联系")
    form(window).fields["moment"].set_raw("大概当天")
    person.chord("Ctrl+S")
    assert [step.action.code for step in case(desk).steps] == ["REGISTERED", "CONTACTED", "VISITED"]
