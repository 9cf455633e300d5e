"""A side speaks apart, adds to it, lets a little be told on; a visit turns out to be a talk."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from linli.casework import caseload, grid, intake, mediation, steps
from linli.desktop.case_page.note_line import NoteLine
from linli.desktop.desk import Desk
from linli.desktop.forms.mediation import MediationForm
from linli.desktop.look import apply_look
from linli.desktop.main_window import MainWindow
from linli.desktop.outside import Outside
from linli.domain.case_file import CaseFile, CaucusNoteRow
from linli.domain.drafts import (
    CaseDraft,
    NoteDraft,
    OfficeDraft,
    PartyDraft,
    SessionDraft,
    StepDraft,
)
from linli.domain.moments import Moment
from linli.domain.things import Thing
from linli.records.database import Database

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
DAY = Moment.on_day(date(2025, 3, 16))


class Clerk:
    """Somebody at the keys of a dispute, who gives the first answer unless told otherwise."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.desk = desk
        self.answer = 0
        self.asked: list[str] = []
        draft = CaseDraft(
            "DISPUTE",
            "WALK_IN",
            "楼上半夜噪声",
            DAY,
            parties=(PartyDraft("甲", "楼下住户"), PartyDraft("乙", "楼上住户")),
        )
        self.case = desk.keep(intake.take_down, draft, desk.now())
        self.first, self.second = (party.id for party in self.file.parties)
        visit = StepDraft("VISITED", DAY, by=("老许",), note="两家都说了经过。")
        desk.keep(steps.record_step, self.case, visit)
        notes = (NoteDraft("愿意赔六百，先别说数目"),)
        held = SessionDraft("BACK_TO_BACK", DAY, (self.first,), notes=notes)
        desk.keep(mediation.record_session, self.case, held)
        self.window = MainWindow(self._reply)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.window.begin(desk, Outside(lambda _: "", lambda: ""))
        desk.set_parties_present(False)
        self.window.actions_by_name["all_cases"].trigger()
        self.window.actions_by_name["open"].trigger()

    @property
    def file(self) -> CaseFile:
        """The case as it stands."""
        return self.desk.read(caseload.case_file, self.case, self.desk.now())

    def notes(self) -> tuple[CaucusNoteRow, ...]:
        """What the first side said apart."""
        return self.desk.read(mediation.caucus_notes, self.case, (self.first,))

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the focus is."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifier)

    def type(self, letters: str) -> None:
        """Type letters where the focus is."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, letters)

    def write(self, words: str) -> None:
        """Commit words as an input method does."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        focus = QApplication.focusWidget()
        assert focus is not None
        QApplication.sendEvent(focus, event)

    def _reply(self, _parent: QWidget | None, text: str, _buttons: Sequence[str]) -> int:
        self.asked.append(text)
        return self.answer


@pytest.fixture
def clerk(
    database: Database, tmp_path: Path, now: datetime, qtbot: QtBot, qapp: QApplication
) -> Iterator[Clerk]:
    """A clerk at a desk on a real file."""
    apply_look(qapp)
    desk = Desk(database, tmp_path / "备份", clock=lambda: now)
    desk.keep(grid.keep_office, OfficeDraft("枫杨办事处", "枫杨"), now)
    yield Clerk(qtbot, desk)
    desk.wait_for_work()


def test_words_picked_out_are_told_on_with_consent_by_a_few_keys(clerk: Clerk) -> None:
    clerk.press(Qt.Key.Key_1, ALT)
    line = QApplication.focusWidget()
    assert isinstance(line, NoteLine)
    line.text.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(3):
        line.text.moveCursor(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
    clerk.press(Qt.Key.Key_D, CTRL)
    clerk.type("k")  # 口头
    clerk.press(Qt.Key.Key_Return)
    clerk.press(Qt.Key.Key_S, CTRL)

    (told,) = clerk.file.conveyances
    assert (told.words, told.to, told.consent_by) == ("愿意赔", ("楼上住户",), ("楼下住户",))
    assert told.consent_how.label == "口头"
    assert clerk.notes()[0].confidentiality.label == "已转达"


def test_another_note_of_the_same_side_and_a_change_of_the_first(clerk: Clerk) -> None:
    clerk.press(Qt.Key.Key_1, ALT)
    clerk.press(Qt.Key.Key_J, ALT)
    clerk.write("又说孩子要高考")
    clerk.press(Qt.Key.Key_S, CTRL)
    assert [note.text for note in clerk.notes()] == ["愿意赔六百，先别说数目", "又说孩子要高考"]
    assert len(clerk.file.sessions) == 1

    clerk.press(Qt.Key.Key_1, ALT)
    clerk.press(Qt.Key.Key_F2)
    clerk.press(Qt.Key.Key_A, CTRL)
    clerk.write("愿意赔七百")
    clerk.press(Qt.Key.Key_S, CTRL)
    assert [note.text for note in clerk.notes()] == ["愿意赔七百", "又说孩子要高考"]

    clerk.press(Qt.Key.Key_1, ALT)
    clerk.press(Qt.Key.Key_Delete)
    assert clerk.asked[-1] == "删除这条背靠背记录？可从“文件 → 回收站”取回。"
    assert [note.text for note in clerk.notes()] == ["又说孩子要高考"]


def test_a_visit_turns_into_a_talk_of_both_and_back(clerk: Clerk) -> None:
    steps_before = [step.id for step in clerk.file.steps]
    clerk.press(Qt.Key.Key_Up)
    clerk.window.actions_by_name["turn"].trigger()
    clerk.type("m")  # 面对面
    clerk.press(Qt.Key.Key_S, CTRL)
    held = next(row for row in clerk.file.sessions if not row.is_caucus)
    assert (held.record, held.sides) == ("两家都说了经过。", ("甲", "乙"))
    assert [step.id for step in clerk.file.steps] == steps_before

    clerk.press(Qt.Key.Key_Up)
    clerk.window.actions_by_name["turn"].trigger()
    assert clerk.asked[-1] == "把这场调解改记为哪一种流转？时间、地点和记录照旧。"
    turned = next(step for step in clerk.file.steps if step.id == held.step_id)
    assert (turned.action.code, turned.note, turned.thing) == (
        "VISITED",
        "两家都说了经过。",
        Thing.STEP,
    )


def test_what_one_side_said_apart_never_becomes_a_step(clerk: Clerk) -> None:
    clerk.window.actions_by_name["turn"].trigger()
    assert "不能改记为流转" in clerk.asked[-1]
    assert [row.note_count for row in clerk.file.sessions] == [1]


def test_alt_j_in_the_form_of_a_session_adds_a_note_there(clerk: Clerk) -> None:
    clerk.press(Qt.Key.Key_M, CTRL)
    clerk.type("b")
    clerk.press(Qt.Key.Key_J, ALT)
    form = clerk.window.findChild(MediationForm)
    assert form is not None
    assert len(form.caucus.notes) == 2
    assert form.caucus.notes[1].text.box.hasFocus()
