"""With parties before the screen no window says what one of them must not hear of another."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from linli.casework import caseload, conveying, grid, intake, mediation, removal, steps, unsaved
from linli.desktop.desk import Desk
from linli.desktop.form_kinds import OwnerPreset
from linli.desktop.form_work import FormWork
from linli.desktop.main_window import MainWindow
from linli.desktop.menus import FORMS
from linli.desktop.outside import Outside
from linli.domain.amounts import parse_amount
from linli.domain.case_file import ListQuery, ListScope
from linli.domain.drafts import (
    CaseDraft,
    ConveyanceDraft,
    NoteDraft,
    OfficeDraft,
    PartyDraft,
    SessionDraft,
    StepDraft,
)
from linli.domain.moments import Moment
from linli.domain.things import Thing
from linli.records.database import Database

from .case_page.everywhere import words_everywhere

DAY = Moment.on_day(date(2025, 3, 16))
CANARIES = {
    "a note": "石榴七号",
    "a sum said apart": "樱桃那么多",
    "to whom it may be told": "荔枝八号",
    "a note of another side": "芭蕉九号",
    "why it was reported": "龙眼十号",
    "an enquiry": "枇杷三号",
    "why a side was not met": "李子五号",
    "why a side broke off": "橘子十一",
    "words told to one side of three": "柠檬十二",
    "what that side answered": "葡萄十三",
    "a talk of two sides of three": "木瓜十四",
    "a note that was removed": "桃子十五",
    "a note nobody has saved": "菠萝十六",
    "why both met first": "椰子十七",
    "who asked for secrecy": "杨梅四号",
    "an internal step": "山楂十八",
}


@pytest.fixture
def desk(database: Database, tmp_path: Path, now: datetime) -> Iterator[Desk]:
    """The desk of an office, on a real file."""
    made = Desk(database, tmp_path / "备份", clock=lambda: now)
    made.keep(grid.keep_office, OfficeDraft("枫杨办事处", "枫杨"), now)
    yield made
    made.wait_for_work()


@pytest.fixture
def case_id(desk: Desk, now: datetime) -> int:
    """A dispute of three sides and somebody who asked for secrecy, a canary in every secret."""
    said = CANARIES
    parties = (
        PartyDraft("甲", "楼下住户"),
        PartyDraft("乙", "楼上住户"),
        PartyDraft("丙", "房东"),
        PartyDraft("", said["who asked for secrecy"], "REPORTER", identity="WITHHELD"),
    )
    draft = CaseDraft("DISPUTE", "WALK_IN", "楼上半夜噪声", DAY, parties=parties)
    made = desk.keep(intake.take_down, draft, now)
    first, second, third, _ = (
        party.id for party in desk.read(caseload.case_file, made, now).parties
    )
    note = NoteDraft(
        said["a note"],
        "MAY_CONVEY",
        may_convey_to=said["to whom it may be told"],
        amount=parse_amount(said["a sum said apart"]),
    )
    removed = NoteDraft(said["a note that was removed"])
    reported = NoteDraft(
        said["a note of another side"], "REPORTED", reported_why=said["why it was reported"]
    )
    for held in (
        SessionDraft("ENQUIRY", DAY, (first,), record=said["an enquiry"]),
        SessionDraft(
            "ENQUIRY", DAY, (second,), state="DECLINED", state_words=said["why a side was not met"]
        ),
        SessionDraft("BACK_TO_BACK", DAY, (first,), notes=(note, removed)),
        SessionDraft(
            "BACK_TO_BACK",
            DAY,
            (second,),
            notes=(reported,),
            state="BROKEN_OFF",
            state_words=said["why a side broke off"],
        ),
        SessionDraft(
            "FACE_TO_FACE",
            DAY,
            (first, second),
            record=said["a talk of two sides of three"],
            joint_first_reason=said["why both met first"],
        ),
        SessionDraft("FACE_TO_FACE", DAY, (first, second, third), record="三方当面说开了。"),
        SessionDraft(
            "FACE_TO_FACE",
            DAY,
            (first, second, third),
            record=f"{said['who asked for secrecy']}也说了几句。",
            attended_by=("邻居", said["who asked for secrecy"]),
            recorder=said["who asked for secrecy"],
        ),
    ):
        desk.keep(mediation.record_session, made, held)
    spoken, gone = desk.read(mediation.caucus_notes, made, (first,))
    desk.keep(removal.remove, Thing.NOTE, gone.id)
    told = ConveyanceDraft(
        said["words told to one side of three"],
        (second,),
        (first,),
        DAY,
        "ORAL",
        said["what that side answered"],
    )
    desk.keep(conveying.record_conveyance, spoken.id, told)
    internal = StepDraft("NOTED", DAY, note=said["an internal step"], is_internal=True)
    desk.keep(steps.record_step, made, internal)
    raw = {"method": "BACK_TO_BACK", "side": "甲", "notes": said["a note nobody has saved"]}
    desk.keep_quietly(unsaved.keep_unsaved, "left", Thing.SESSION, made, raw)
    return made


def answer_last(_parent: QWidget | None, _text: str, buttons: Sequence[str]) -> int:
    """Somebody who lets go of whatever is asked about."""
    return buttons.index("不保存") if "不保存" in buttons else len(buttons) - 1


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, case_id: int) -> MainWindow:
    """The window on the case, before parties: on after every start."""
    assert case_id
    made = MainWindow(answer_last)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
    made.begin(desk, Outside(lambda _: "", lambda: ""))
    assert desk.parties_present
    return made


def told() -> list[str]:
    """The canaries that can be found now, after everything was undone that can be."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            widget.undo()
    said = words_everywhere()
    return [what for what, word in CANARIES.items() if word in said]


def forms_of(window: MainWindow) -> FormWork:
    work = window.findChild(FormWork)
    assert work is not None
    return work


def open_case(window: MainWindow) -> None:
    window.actions_by_name["all_cases"].trigger()
    window.actions_by_name["open"].trigger()


@pytest.mark.parametrize("act", ["today", "open_cases", "all_cases", "closed_cases", "recycled"])
def test_no_list_tells_any_of_it(qtbot: QtBot, window: MainWindow, act: str) -> None:
    window.actions_by_name[act].trigger()
    qtbot.wait(200)  # the preview follows a little later
    assert told() == []


def test_the_case_itself_tells_none_of_it_covered_and_all_but_the_apart_uncovered(
    window: MainWindow, desk: Desk
) -> None:
    open_case(window)
    assert "三方当面说开了。" in words_everywhere()
    assert told() == []
    desk.set_parties_present(False)
    apart = {
        "a note",
        "a sum said apart",
        "to whom it may be told",
        "a note of another side",
        "why it was reported",
        "a note that was removed",
        "a note nobody has saved",
        "why a side broke off",  # it stands in the form of that session
    }
    assert set(told()) == set(CANARIES) - apart
    desk.set_parties_present(True)
    assert told() == []


def test_one_open_side_is_gone_before_the_next_paint(window: MainWindow, desk: Desk) -> None:
    open_case(window)
    desk.set_parties_present(False)
    QTest.keyClick(window.page, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert {"a note", "a sum said apart", "to whom it may be told"} <= set(told())
    desk.set_parties_present(True)
    assert told() == []


def test_what_was_copied_of_it_leaves_the_clipboard(window: MainWindow, desk: Desk) -> None:
    open_case(window)
    for what in ("an enquiry", "words told to one side of three", "who asked for secrecy"):
        desk.set_parties_present(False)
        QApplication.clipboard().setText(CANARIES[what])
        desk.set_parties_present(True)
        assert QApplication.clipboard().text() == "", what


def forms_of_rows(desk: Desk, case_id: int) -> list[tuple[Thing, int]]:
    """Every row of the case that a form opens again."""
    case_file = desk.read(caseload.case_file, case_id, desk.now())
    rows = [(Thing.SESSION, row.id) for row in case_file.sessions]
    rows += [(Thing.CONVEYANCE, row.id) for row in case_file.conveyances]
    rows += [(Thing.NOTE, row.note_id) for row in case_file.conveyances]
    rows += [(row.thing, row.thing_id) for row in case_file.steps if row.thing is Thing.STEP]
    rows += [(Thing.PARTY, row.id) for row in case_file.parties]
    rows += [(Thing.REQUEST, row.id) for row in case_file.requests]
    rows += [(Thing.REPORT, row.id) for row in case_file.reports]
    return [*rows, (Thing.CASE, case_id)]


def test_no_form_of_a_row_tells_any_of_it_whenever_parties_come(
    window: MainWindow, desk: Desk, case_id: int
) -> None:
    forms = forms_of(window)
    open_case(window)
    found: dict[str, list[str]] = {}
    for thing, row_id in forms_of_rows(desk, case_id):
        for comes_first in (True, False):
            desk.set_parties_present(comes_first)
            forms.open_beside(thing, case_id, row_id=row_id)
            desk.set_parties_present(True)
            found[f"{thing} {row_id}"] = told()
            assert forms.may_leave()
    note_id = next(row_id for thing, row_id in forms_of_rows(desk, case_id) if thing is Thing.NOTE)
    forms.open_beside(Thing.CONVEYANCE, case_id, OwnerPreset(note_id))
    found["conveyance"] = told()
    assert forms.may_leave()
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize("name", FORMS)
def test_no_form_of_the_menus_tells_any_of_it(window: MainWindow, desk: Desk, name: str) -> None:
    open_case(window)
    action = window.actions_by_name[name]
    desk.set_parties_present(False)
    action.trigger()
    desk.set_parties_present(True)
    assert told() == []
    assert forms_of(window).may_leave()
    action.trigger()
    assert told() == []
    assert forms_of(window).may_leave()


def test_what_was_left_unsaved_comes_back_covered(window: MainWindow, desk: Desk) -> None:
    (row,) = desk.read(unsaved.unsaved_forms)
    assert told() == []
    forms_of(window).take_up(row)
    assert forms_of(window).form is not None
    assert told() == []
    assert desk.read(unsaved.unsaved_forms)[0].raw["notes"] == CANARIES["a note nobody has saved"]


@pytest.mark.parametrize("what", sorted(CANARIES))
def test_no_search_finds_the_case_by_it_but_by_a_name(
    window: MainWindow, desk: Desk, case_id: int, what: str
) -> None:
    query = ListQuery(scope=ListScope.ALL, words=CANARIES[what])
    found = desk.read(caseload.case_ids, query, desk.now())
    is_said_to_all = what == "who asked for secrecy"
    assert (case_id in found) <= is_said_to_all
    assert window.isVisible()


def test_nothing_is_printed_or_copied_before_parties(window: MainWindow) -> None:
    open_case(window)
    for act in ("print", "copy_report"):
        window.actions_by_name[act].trigger()
        assert told() == []
