"""回收站: what was removed, the way back by keys, and nothing of it before parties."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from linli.casework import aid, caseload, closing, grid, intake, mediation, steps
from linli.casework.removal import remove
from linli.desktop.bin_list import COVERED, first_line
from linli.desktop.bin_page import NOTHING, BinPage
from linli.desktop.desk import Desk
from linli.domain.amounts import Amount
from linli.domain.drafts import (
    CaseDraft,
    GiftDraft,
    NoteDraft,
    OfficeDraft,
    OutcomeDraft,
    PartyDraft,
    SessionDraft,
    StepDraft,
)
from linli.domain.moments import Moment
from linli.domain.things import Thing
from linli.records.database import Database

DAY = Moment.on_day(date(2025, 3, 16))
SAID_APART = "石榴七号"


class Answers:
    """Answers questions, and notes what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, _parent: QWidget | None, text: str, _buttons: object) -> int:
        """Note the question and take the first answer."""
        self.asked.append(text)
        return 0


@pytest.fixture
def desk(database: Database, tmp_path: Path, now: datetime) -> Desk:
    """The desk of one office."""
    opened = Desk(database, tmp_path / "备份", clock=lambda: now)
    opened.keep(grid.keep_office, OfficeDraft("枫杨办事处", "枫杨"), now)
    return opened


@pytest.fixture
def case_id(desk: Desk, now: datetime) -> int:
    """A dispute of which a visit, a session apart and a gift were removed, in this order."""
    sides = (PartyDraft("甲", "楼下住户"), PartyDraft("乙", "楼上住户"))
    case_id = desk.keep(
        intake.take_down, CaseDraft("DISPUTE", "PHONE", "半夜噪声", DAY, parties=sides), now
    )
    first = desk.read(caseload.case_file, case_id, now).parties[0].id
    visit = desk.keep(steps.record_step, case_id, StepDraft("VISITED", DAY, note="葡萄二号"))
    apart = SessionDraft("BACK_TO_BACK", DAY, (first,), notes=(NoteDraft(SAID_APART),))
    held = desk.keep(mediation.record_session, case_id, apart)
    gift = desk.keep(aid.record_gift, case_id, GiftDraft("NEIGHBOURS", DAY, Amount(100)))
    desk.keep(remove, Thing.STEP, visit, "记错了事项")
    desk.keep(remove, Thing.SESSION, held)
    desk.keep(remove, Thing.GIFT, gift)
    return case_id


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def page(desk: Desk, answers: Answers, on_screen: Callable[[QWidget], None]) -> BinPage:
    """The page on the screen, the list in focus."""
    made = BinPage(desk, answers)
    made.resize(1182, 700)
    on_screen(made)
    made.enter()
    return made


def words_on(page: BinPage) -> str:
    """Everything a person, a screen reader or a copy could find on the page."""
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    model = page.list.model()
    for place in range(model.rowCount()):
        index = model.index(place, 0)
        shown += [str(index.data(role)) for role in (0, 11, 12, 3, int(Qt.ItemDataRole.UserRole))]
    return "\n".join(shown)


def test_the_last_removed_stands_first_and_says_what_it_was(case_id: int, page: BinPage) -> None:
    assert case_id
    assert [row.thing for row in page.list.rows] == [Thing.GIFT, Thing.SESSION, Thing.STEP]
    parts = first_line(page.list.rows[1]).split(" · ")
    assert (parts[0], parts[2:]) == ("调解场次", ["背靠背", "楼下住户"])
    assert parts[1].endswith("3月16日")
    assert "记错了事项" in words_on(page)
    assert SAID_APART not in words_on(page)


def test_enter_takes_the_current_row_back_and_the_list_goes_on(
    case_id: int, page: BinPage, desk: Desk
) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert [row.thing for row in page.list.rows] == [Thing.GIFT, Thing.STEP]
    file = desk.read(caseload.case_file, case_id, desk.now())
    assert [session.note_count for session in file.sessions] == [1]
    assert "已取回：" in words_on(page)
    assert page.list.currentIndex().row() == 1


def test_the_button_does_the_same_and_an_emptied_bin_says_so(case_id: int, page: BinPage) -> None:
    assert case_id
    for _ in range(3):
        page.take_back_button.click()
    assert page.list.rows == ()
    assert NOTHING in words_on(page)
    assert not page.take_back_button.isEnabled()


def test_what_cannot_come_back_says_why_and_stays(
    case_id: int, page: BinPage, desk: Desk, answers: Answers
) -> None:
    desk.keep(closing.record_outcome, case_id, OutcomeDraft("RECONCILED", DAY))
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert "请先重新打开" in answers.asked[0]
    assert len(page.list.rows) == 3


def test_before_parties_only_number_and_time_are_left_and_nothing_comes_back(
    case_id: int, page: BinPage, desk: Desk
) -> None:
    assert case_id
    desk.set_parties_present(True)
    QApplication.processEvents()
    shown = words_on(page)
    for word in ("葡萄", "走访", "背靠背", "楼下住户", "记错了", SAID_APART):
        assert word not in shown
    assert "枫杨〔2025〕纠纷0001" in shown
    assert shown.count(COVERED) >= 3
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert not page.take_back_button.isEnabled()
    assert len(page.list.rows) == 3
    desk.set_parties_present(False)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert len(page.list.rows) == 2


def test_an_empty_bin_offers_the_way_out(page: BinPage, qtbot: QtBot) -> None:
    assert NOTHING in words_on(page)
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(page.panes()[0], Qt.Key.Key_Space)
