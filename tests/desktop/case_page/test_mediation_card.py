"""The sessions line by line, and the notes of one set of speakers: read, changed, conveyed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.desktop.conftest import Answers

from linli.casework import caseload, conveying, intake, mediation
from linli.desktop.case_page.caucus_panel import CaucusPanel
from linli.desktop.case_page.live_line import LiveLine
from linli.desktop.case_page.mediation_card import MediationCard
from linli.desktop.case_page.note_line import NoteLine
from linli.desktop.case_page.page import (
    NO_CAUCUS_WORDS,
    NOTHING_OPEN,
    NOTHING_PICKED,
    CasePage,
)
from linli.desktop.case_page.whose_list import WhoseList
from linli.desktop.desk import Desk
from linli.domain.amounts import parse_amount
from linli.domain.drafts import (
    CaseDraft,
    ConveyanceDraft,
    NoteDraft,
    PartyDraft,
    SessionDraft,
)
from linli.domain.things import Thing

from .conftest import FIRST_CANARY, MARCH_15, MARCH_16
from .everywhere import words_everywhere

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def opened(page: CasePage, dispute_id: int) -> CasePage:
    page.open_case(dispute_id)
    return page


@pytest.fixture
def crowd_id(desk: Desk) -> int:
    """A dispute whose first side spoke in two sets, alone and together."""
    parties = (PartyDraft("甲", "张家"), PartyDraft("甲", "李家"), PartyDraft("乙", "王家"))
    draft = CaseDraft("DISPUTE", "WALK_IN", "通道", MARCH_15, parties=parties)
    case_id = desk.keep(intake.take_down, draft, desk.now())
    one, two, other = parties_of(desk, case_id)
    for speakers, words in (((one,), "张一人说"), ((one, two), "张李同说"), ((other,), "王说")):
        notes = (NoteDraft(words),)
        held = SessionDraft("BACK_TO_BACK", MARCH_16, speakers, notes=notes)
        desk.keep(mediation.record_session, case_id, held)
    return case_id


def parties_of(desk: Desk, case_id: int) -> tuple[int, ...]:
    return tuple(row.id for row in desk.read(caseload.case_file, case_id, desk.now()).parties)


def lines(page: QWidget, thing: Thing) -> list[LiveLine]:
    return [line for line in page.findChildren(LiveLine) if line.thing is thing]


def note(page: QWidget) -> NoteLine:
    (line,) = [each for each in page.findChildren(NoteLine) if each.isVisible()]
    return line


def pick(line: NoteLine, count: int) -> None:
    line.text.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(count):
        line.text.moveCursor(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)


def test_each_session_is_a_line_to_be_changed_and_removed(
    qtbot: QtBot, opened: CasePage, desk: Desk
) -> None:
    sessions = desk.read(caseload.case_file, opened.case_id or 0, desk.now()).sessions
    shown = lines(opened, Thing.SESSION)
    apart = {row.id for row in sessions if row.note_count}
    assert {line.row_id for line in shown} == {row.id for row in sessions} - apart
    shown[0].setFocus()
    with qtbot.waitSignal(opened.edit_asked) as edited:
        QTest.keyClick(shown[0], Qt.Key.Key_F2)
    assert edited.args == [Thing.SESSION, shown[0].row_id]
    with qtbot.waitSignal(opened.remove_asked):
        QTest.keyClick(shown[0], Qt.Key.Key_Delete)


def test_an_open_note_has_the_focus_and_takes_its_keys(qtbot: QtBot, opened: CasePage) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    line = note(opened)
    assert line.hasFocus()
    assert opened.current_line() == (Thing.NOTE, line.row_id)
    with qtbot.waitSignal(opened.edit_asked) as edited:
        QTest.keyClick(line, Qt.Key.Key_F2)
    assert edited.args == [Thing.NOTE, line.row_id]
    with qtbot.waitSignal(opened.remove_asked):
        QTest.keyClick(line, Qt.Key.Key_Delete)
    with qtbot.waitSignal(opened.note_asked) as beside:
        QTest.keyClick(opened, Qt.Key.Key_J, ALT)
    assert beside.args == [line.row_id]


def test_ctrl_d_conveys_the_words_picked_out(qtbot: QtBot, opened: CasePage) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    pick(note(opened), 2)
    with qtbot.waitSignal(opened.convey_asked) as asked:
        QTest.keyClick(opened, Qt.Key.Key_D, CTRL)
    assert asked.args == [note(opened).row_id, FIRST_CANARY[:2]]


def test_with_nothing_picked_out_the_whole_note_is_handed_over(
    qtbot: QtBot, opened: CasePage
) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    with qtbot.waitSignal(opened.convey_asked) as asked:
        QTest.keyClick(opened, Qt.Key.Key_D, CTRL)
    assert asked.args == [note(opened).row_id, FIRST_CANARY]


def test_while_no_side_is_open_the_keys_say_what_to_do(opened: CasePage, answers: Answers) -> None:
    QTest.keyClick(opened, Qt.Key.Key_D, CTRL)
    QTest.keyClick(opened, Qt.Key.Key_J, ALT)
    assert [asked for asked, _ in answers.asked] == [NOTHING_PICKED, NOTHING_OPEN]


@pytest.mark.parametrize("key", [(Qt.Key.Key_D, CTRL), (Qt.Key.Key_J, ALT)])
def test_while_parties_are_present_they_are_refused(
    qtbot: QtBot, opened: CasePage, desk: Desk, key: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    desk.set_parties_present(True)
    with (
        qtbot.assertNotEmitted(opened.convey_asked),
        qtbot.assertNotEmitted(opened.note_asked),
        qtbot.assertNotEmitted(opened.edit_asked),
    ):
        QTest.keyClick(opened, *key)
        opened.edit(Thing.NOTE, 1)
        opened.remove(Thing.CONVEYANCE, 1)
    assert NO_CAUCUS_WORDS in words_everywhere()
    assert [line for line in lines(opened, Thing.NOTE) if line.isVisible()] == []


def test_where_a_side_has_several_sets_it_is_asked_whose_first(
    page: CasePage, crowd_id: int
) -> None:
    page.open_case(crowd_id)
    assert len(page.findChildren(CaucusPanel)) == 2
    QTest.keyClick(page, Qt.Key.Key_1, ALT)
    said = words_everywhere()
    assert "甲方背靠背：先打开谁的？" in said
    assert "张一人说" not in said
    assert "张李同说" not in said
    whose = page.findChild(WhoseList)
    assert whose is not None
    assert whose.hasFocus()
    QTest.keyClick(whose, Qt.Key.Key_Down)
    QTest.keyClick(whose, Qt.Key.Key_Return)
    said = words_everywhere()
    assert "张李同说" in said
    assert "张一人说" not in said
    QTest.keyClick(page, Qt.Key.Key_1, ALT)
    assert "张李同说" not in words_everywhere()


def test_the_number_of_a_name_opens_it_at_once(page: CasePage, crowd_id: int) -> None:
    page.open_case(crowd_id)
    QTest.keyClick(page, Qt.Key.Key_1, ALT)
    whose = page.findChild(WhoseList)
    assert whose is not None
    QTest.keyClick(whose, Qt.Key.Key_1)
    said = words_everywhere()
    assert "张一人说" in said
    assert "张李同说" not in said
    QTest.keyClick(page, Qt.Key.Key_2, ALT)
    said = words_everywhere()
    assert "王说" in said
    assert "张一人说" not in said


def test_a_name_picked_after_parties_came_opens_nothing(
    page: CasePage, crowd_id: int, desk: Desk
) -> None:
    page.open_case(crowd_id)
    QTest.keyClick(page, Qt.Key.Key_1, ALT)
    whose = page.findChild(WhoseList)
    assert whose is not None
    desk.set_parties_present(True)
    whose.chosen.emit(0)
    assert "张一人说" not in words_everywhere()


def test_a_note_under_the_wrong_side_is_moved_after_a_question(
    page: CasePage, crowd_id: int, desk: Desk, answers: Answers
) -> None:
    one, two, other = parties_of(desk, crowd_id)
    page.open_case(crowd_id)
    (wrong,) = desk.read(mediation.caucus_notes, crowd_id, (one,))
    answers.answer = 2
    page.move_note(wrong.id, wrong.speaker_ids)
    question, choices = answers.asked[0]
    assert question == "这条记录其实是谁说的？改过以后，原来那一方名下不再有它。"
    assert choices == ("甲方 2位", "乙方 王家", "取消")
    assert desk.read(mediation.caucus_notes, crowd_id, (one,)), "called off"
    answers.answer = 1
    page.move_note(wrong.id, wrong.speaker_ids)
    said = [row.text for row in desk.read(mediation.caucus_notes, crowd_id, (other,))]
    assert said == ["张一人说", "王说"]
    answers.answer = 0
    page.move_note(wrong.id, (other,))
    assert answers.asked[-1][1] == ("都在场", "张家", "李家", "取消")
    assert desk.read(mediation.caucus_notes, crowd_id, (other,))[0].text == "王说"
    assert len(desk.read(mediation.caucus_notes, crowd_id, (one, two))) == 2


def test_its_menu_offers_all_that_can_be_done_with_a_note(qtbot: QtBot, opened: CasePage) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, ALT)
    actions = note(opened).menu(opened).actions()
    offered = [action.text().partition("\t")[0] for action in actions if action.text()]
    assert offered == [
        "修改背靠背记录",
        "转达选中的话…",
        "再记一条背靠背",
        "记错了方…",
        "删除背靠背记录",
    ]
    with qtbot.waitSignal(opened.convey_asked):
        actions[1].trigger()
    with qtbot.waitSignal(opened.note_asked):
        actions[2].trigger()


def test_what_goes_with_a_note_is_shown_where_it_is_open_and_nowhere_else(
    page: CasePage, dispute_id: int, desk: Desk
) -> None:
    first, second = parties_of(desk, dispute_id)
    (kept,) = desk.read(mediation.caucus_notes, dispute_id, (first,))
    changed = NoteDraft(
        FIRST_CANARY, "MAY_CONVEY", "", "樱桃二号", parse_amount("约600元"), (first,)
    )
    desk.keep(mediation.change_note, kept.id, changed)
    page.open_case(dispute_id)
    assert "樱桃二号" not in words_everywhere()
    QTest.keyClick(page, Qt.Key.Key_1, ALT)
    said = words_everywhere()
    assert "谈到的金额：约600元" in said
    assert "可转达给：樱桃二号" in said
    assert "可转达" in said

    told = ConveyanceDraft("愿意谈", (second,), (first,), MARCH_16, "ORAL", "可以")
    desk.keep(conveying.record_conveyance, kept.id, told)
    said = words_everywhere()
    assert "转达给乙方" in said
    assert "樱桃二号" not in said, "something recorded closes the side"
    (line,) = lines(page, Thing.CONVEYANCE)
    assert line.accessibleName() == "转达给乙方"
    QTest.keyClick(page, Qt.Key.Key_1, ALT)
    assert "已转达" in words_everywhere()


def test_a_closed_case_lets_nothing_of_it_be_changed(page: CasePage, closed_id: int) -> None:
    page.open_case(closed_id)
    QTest.keyClick(page, Qt.Key.Key_1, ALT)
    line = note(page)
    assert line.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert line.accessibleDescription() == ""


def test_a_session_that_was_not_held_says_why(qtbot: QtBot, desk: Desk, dispute_id: int) -> None:
    case_file = desk.read(caseload.case_file, dispute_id, desk.now())
    apart = next(row for row in case_file.sessions if row.is_caucus)
    row = replace(apart, note_count=0, note_speakers=(), state_words="电话没人接")
    card = MediationCard(
        replace(case_file, sessions=(row,)),
        (),
        desk.now().date(),
        None,
        is_covered=False,
    )
    qtbot.addWidget(card)
    assert "电话没人接" in words_everywhere()
