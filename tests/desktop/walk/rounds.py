"""The way a walk takes: every page of the desk, each in the states it can be seen in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from linli.app import backups_of
from linli.casework import caseload, closing, intake, mediation, removal, steps
from linli.casework.sample import load_sample
from linli.desktop.case_page.page import CasePage
from linli.desktop.demonstration import Hand
from linli.desktop.desk import Desk, Report
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.form import Form
from linli.desktop.form_kinds import STEP_AS_SESSION, OwnerPreset
from linli.desktop.form_work import FormWork
from linli.desktop.forms.entry_form import EntryForm
from linli.desktop.help_page import TOPICS, HelpPage
from linli.desktop.main_window import MainWindow
from linli.desktop.outside import Outside
from linli.desktop.restore_page import RestorePage
from linli.desktop.restore_work import RestoreWork
from linli.domain.case_file import ListQuery
from linli.domain.drafts import NoteDraft, OutcomeDraft, ReasonDraft, SessionDraft, StepDraft
from linli.domain.moments import Moment
from linli.domain.things import Thing
from linli.errors import Refused
from linli.records.backup import make_backup

from .filling import fill
from .full_case import (
    LONG_LINE,
    LONG_NAME,
    LONG_TEXT,
    NOW,
    TODAY,
    FullCase,
    keep_full_case,
    long_case,
    mark_numbers,
)

LONG_REFUSAL = "没认出这个时间，时限要能算出日期，如 3工作日；原话已留在这里，可以接着改"
BACKED_UP = "备份已完成并查验：台账-20250402-091400.linli"
OTHER_FORMS = (
    "APPEAL", "GIFT", "ACTIVITY", "FOLLOW_UP", "THANKS", "LINK", "REMINDER", "CASE", "VOID",
    "REQUEST", "REPORT", "MANY_PARTIES", "AGREEMENT", "AGREEMENT_EVENT", "PERFORMANCE", "REOPEN",
)  # fmt: skip
"""Forms that stand beside a case and have no key of their own."""
NEVER_EDITED = frozenset({"MANY_PARTIES", "REOPEN", "VOID"})
"""Of those, the ones that open no row again; all others are seen covered with a row in them."""
_METHODS = (("caucus", "BACK_TO_BACK"), ("joint", "FACE_TO_FACE"), ("enquiry", "ENQUIRY"))


class Wait(Protocol):
    """Lets the window live until something holds."""

    def __call__(self, holds: Callable[[], bool], /) -> None:
        """Return when it does."""
        ...


@dataclass
class Person:
    """Somebody who answers questions: the one asked for where it is offered, or the first."""

    answer: str = "不保存"
    asked: list[str] = field(default_factory=list)

    def __call__(self, _parent: QWidget | None, text: str, buttons: Sequence[str]) -> int:
        """Answer a question of the window."""
        self.asked.append(text)
        return buttons.index(self.answer) if self.answer in buttons else 0


class SlowBackup:
    """A backup that takes until it is let go."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self._made: list[str] = []

    def __call__(self, report: Report) -> str:
        """Make it, off the window's thread."""
        report("正在备份…")
        self.go_on.wait(30)
        self._made.append("今天 09:14")
        return BACKED_UP

    def last(self) -> str:
        """When the last one was made."""
        return self._made[-1] if self._made else ""


class Round:
    """One clerk who opens every page of the desk; iterate, and look at each place."""

    def __init__(self, window: MainWindow, desk: Desk, backup: SlowBackup, wait: Wait) -> None:
        self._window = window
        self._desk = desk
        self._backup = backup
        self._wait = wait
        self._hand = Hand()
        self._full = FullCase(0, {})
        self.forms_met: set[str] = set()
        """The names of the forms that were on the screen."""

    def __iter__(self) -> Iterator[str]:
        """The name of each place, once it is on the screen."""
        for part in (
            self._empty_file(),
            self._lists(),
            self._cases(),
            self._stress(),
            self._new_case(),
            self._forms_beside(),
            self._bin(),
            self._backups(),
            self._full_case(),
            self._closed_again_and_voided(),
            self._paper_and_notices(),
            self._parked(),
            self._numbers(),
        ):
            for place in part:
                settle()
                work = self._window.findChild(FormWork)
                if work is not None:
                    self.forms_met.add(work.name)
                yield place

    def begin(self) -> None:
        """Furnish the window."""
        backups = backups_of(self._desk, lambda _: None)
        self._window.begin(self._desk, Outside(self._backup, self._backup.last, backups=backups))
        settle()

    def _empty_file(self) -> Iterator[str]:
        self.begin()
        yield "welcome"
        self._hand.press("1")
        yield from self._states_of_form("office")
        self._hand.chord("Esc")
        self._desk.keep(load_sample, self._desk.now())
        self._desk.set_parties_present(True)

    def _lists(self) -> Iterator[str]:
        self._chord("Ctrl+0")
        yield "today-covered"
        self._chord("Ctrl+2")
        self._wait_for_preview()
        yield "list-covered"
        self._chord("F9")
        self._wait_for_preview()
        yield "list-all"
        self._chord("Ctrl+1")
        self._wait_for_preview()
        yield "list-open-empty"
        self._chord("Ctrl+2")
        self._chord("Ctrl+F")
        self._hand.write("电梯")
        self._wait(lambda: self._window.list_page.current_id() is None)
        self._wait_for_preview()
        yield "list-no-hits"
        self._chord("Ctrl+F")
        self._chord("Backspace")
        self._wait(lambda: self._window.list_page.current_id() is not None)
        self._chord("F1")
        assert isinstance(self._window.page, HelpPage)
        for topic in TOPICS:
            self._window.page.open_topic(topic)
            yield f"help-{topic}"
        self._chord("Esc")

    def _cases(self) -> Iterator[str]:
        self._chord("Ctrl+2")
        self._hand.chord("Home")
        self._hand.press("⏎")
        assert isinstance(self._window.page, CasePage)
        for number in range(5):
            if number:
                self._chord("Ctrl+PgDown")
            yield f"case-{number + 1}"
            if self._page_words("背靠背"):
                self._chord("Alt+1")
                yield f"case-{number + 1}-one-side-open"
                self._chord("F9")
                yield f"case-{number + 1}-covered"
                self._chord("F9")
                yield from self._slips()
        self._hand.chord("Esc")

    def _slips(self) -> Iterator[str]:
        """What is put right in a closed case."""
        page = self._window.page
        assert isinstance(page, CasePage)
        file = self._desk.read(caseload.case_file, page.case_id or 0, self._desk.now())
        for thing, row_id in ((Thing.STEP, file.steps[0].id), (Thing.PARTY, file.parties[0].id)):
            page.edit_asked.emit(thing, row_id)
            yield from self._states_of_form(f"slip-{thing.value.lower()}")
            self._hand.chord("Esc")

    def _stress(self) -> Iterator[str]:
        """An open dispute with everything too long; the forms beside a case need it as well."""
        case_id = self._desk.keep(intake.take_down, long_case(), self._desk.now())
        said = SessionDraft(
            "BACK_TO_BACK",
            Moment.on_day(date(2025, 3, 20)),
            speakers=(self._first_party(case_id),),
            notes=(NoteDraft(LONG_TEXT), NoteDraft(LONG_LINE)),
            place=LONG_NAME,
            attended_by=(LONG_NAME, "社区民警"),
        )
        self._desk.keep(mediation.record_session, case_id, said)
        self._desk.set_parties_present(False)
        self._chord("Ctrl+0")
        yield "today-long-words"
        self._chord("Ctrl+1")
        self._wait_for_preview()
        yield "list-long-words"
        self._hand.press("⏎")
        yield "case-long-words"
        self._chord("Alt+1")
        yield "case-long-words-one-side-open"
        self._chord("F9")
        yield "case-long-words-covered"
        self._chord("F9")

    def _new_case(self) -> Iterator[str]:
        self._chord("Ctrl+N")
        self._chord("Down")
        yield "new-case-list-open"
        kind = self._form().fields["kind"]
        assert isinstance(kind, ChoiceField)
        kind.line.close_list()
        yield from self._states_of_form("new-case")
        self._hand.chord("Esc")
        self._chord("Ctrl+1")
        self._hand.press("⏎")

    def _forms_beside(self) -> Iterator[str]:
        for name, keys in (("step", "Ctrl+T"), ("party", "Alt+D"), ("outcome", "Ctrl+R")):
            self._chord(keys)
            yield from self._states_of_form(name)
            yield from self._covered_and_left(name)
        for name in OTHER_FORMS:
            self._window.actions_by_name[name].trigger()
            place = name.lower().replace("_", "-")
            yield from self._states_of_form(place)
            if name in NEVER_EDITED:
                yield from self._covered_and_left(place)
            else:
                self._hand.chord("Esc")
        yield from self._words_apart_and_edits()
        for name, method in _METHODS:
            self._chord("Ctrl+M")
            if name == "caucus":
                yield "session"
            form = self._form()
            form.fields["method"].set_raw(method)
            form.fields["side"].set_raw("甲")
            yield from self._states_of_form(f"session-{name}", is_fresh=False)
            yield from self._covered_and_left(f"session-{name}")

    def _words_apart_and_edits(self) -> Iterator[str]:
        """The forms of a note, and of what is kept already."""
        page = self._window.page
        assert isinstance(page, CasePage)
        case_id = page.case_id or 0
        file = self._desk.read(caseload.case_file, case_id, self._desk.now())
        speaker = self._first_party(case_id)
        note_id = self._desk.read(mediation.caucus_notes, case_id, (speaker,))[0].id
        page.note_asked.emit(note_id)
        yield from self._states_of_form("note")
        self._hand.chord("Esc")
        page.convey_asked.emit(note_id, LONG_LINE)
        yield "conveyance"
        yield from self._covered_and_left("conveyance")
        for thing, row_id in {Thing.PARTY: speaker, Thing.SESSION: file.sessions[0].id}.items():
            page.edit_asked.emit(thing, row_id)
            yield f"edit-long-{thing.value.lower()}"
            self._hand.chord("Esc")
        visit = StepDraft("VISITED", Moment.on_day(NOW.date()), note=LONG_LINE)
        step = self._desk.keep(steps.record_step, case_id, visit)
        page.form_asked.emit(STEP_AS_SESSION, OwnerPreset(step))
        yield "step-as-session"
        self._hand.chord("Esc")

    def _bin(self) -> Iterator[str]:
        """The bin, empty, with something in it, and before parties."""
        case_id = self._desk.read(caseload.case_ids, ListQuery(), NOW)[0]
        self._window.actions_by_name["recycled"].trigger()
        yield "bin-empty"
        for what in (LONG_LINE, "走访"):
            draft = StepDraft("VISITED", Moment.on_day(NOW.date()), note=what)
            step = self._desk.keep(steps.record_step, case_id, draft)
            self._desk.keep(removal.remove, Thing.STEP, step, LONG_LINE)
        yield "bin"
        self._desk.set_parties_present(True)
        yield "bin-covered"
        self._desk.set_parties_present(False)
        self._hand.press("⏎")
        yield "bin-taken-back"
        self._hand.chord("Esc")
        self._chord("Ctrl+1")
        self._hand.press("⏎")

    def _backups(self) -> Iterator[str]:
        """The page of backups: without one, with a sound one, while it works, with a damaged one."""
        restore = self._window.actions_by_name["restore"]
        restore.trigger()
        yield "restore-no-backups"
        self._hand.chord("Esc")
        backup = make_backup(self._desk.record_file, self._desk.backups, NOW)
        restore.trigger()
        self._wait(lambda: not self._desk.is_working)
        yield "restore"
        page = self._window.page
        assert isinstance(page, RestorePage)
        page.show_working("正在查验备份…")
        yield "restore-working"
        page.show_trouble(LONG_REFUSAL)
        backup.path.write_bytes(b"")
        page.other_button.setFocus()
        self._hand.chord("Esc")
        restore.trigger()
        self._wait(lambda: not self._desk.is_working)
        yield "restore-damaged"
        self._hand.chord("Esc")
        self._chord("Ctrl+1")
        self._hand.press("⏎")

    def _full_case(self) -> Iterator[str]:
        """A case that has a row of everything, today with it, and each row in its form."""
        other = self._desk.read(caseload.case_ids, ListQuery(), NOW)[0]
        self._full = self._desk.keep(keep_full_case, other, NOW)
        self._chord("Ctrl+0")
        yield "today-filled"
        self._chord("F9")
        yield "today-filled-covered"
        self._chord("F9")
        self._window.list_page.opened.emit(self._full.id)
        yield "case-full"
        self._chord("Alt+1")
        yield "case-full-one-side-open"
        self._chord("F9")
        yield "case-full-covered"
        self._chord("F9")
        page = self._window.page
        assert isinstance(page, CasePage)
        for thing, row_id in self._full.rows.items():
            page.edit_asked.emit(thing, row_id)
            yield f"edit-{thing.value.lower()}"
            yield from self._covered_and_left(f"edit-{thing.value.lower()}")
        for name in ("PERFORMANCE", "AGREEMENT_EVENT", "FOLLOW_UP"):
            page.form_asked.emit(name, None)
            yield from self._states_of_form(f"full-{name.lower()}")
            yield from self._covered_and_left(f"full-{name.lower()}")

    def _closed_again_and_voided(self) -> Iterator[str]:
        """The same case closed, what may still be changed then, opened again, voided."""
        done = OutcomeDraft("RECONCILED", TODAY, closing_kind="SUBSTANTIVE", note=LONG_LINE)
        self._desk.keep(closing.record_outcome, self._full.id, done)
        yield "case-full-closed"
        page = self._window.page
        assert isinstance(page, CasePage)
        for name in ("SESSION", Thing.CASE, "REOPEN"):
            page.form_asked.emit(name, None)
            yield f"closed-{name.lower()}"
            self._hand.chord("Esc")
        why = ReasonDraft(TODAY, LONG_LINE)
        self._desk.keep(closing.reopen, self._full.id, why)
        yield "case-full-reopened"
        self._desk.keep(closing.void, self._full.id, why)
        yield "case-full-voided"
        self._chord("F9")
        yield "case-full-voided-covered"
        self._chord("F9")
        self._hand.chord("Esc")
        self._chord("Ctrl+1")
        self._hand.press("⏎")

    def _paper_and_notices(self) -> Iterator[str]:
        self._chord("Ctrl+P")
        self._wait(lambda: not self._desk.is_working)
        yield "print-preview"
        self._hand.chord("Esc")
        self._chord("Ctrl+B")
        yield "backup-running"
        self._backup.go_on.set()
        self._wait(lambda: not self._desk.is_working)
        yield "backup-done"
        self._chord("Ctrl+N")
        self._form().fields["title"].set_raw(LONG_LINE)
        self._form().draft_changed.emit()
        self._chord("Ctrl+N")
        self._hand.chord("Esc")
        yield "unsaved-form-offered"

    def _parked(self) -> Iterator[str]:
        """Several forms that wait in the sidebar, one of them taken up again."""
        self._chord("Ctrl+2")
        self._window.actions_by_name["STEP"].trigger()
        self._form().fields["note"].set_raw(LONG_LINE)
        self._chord("Ctrl+N")
        self._form().fields["title"].set_raw("电动车在楼道充电")
        self._chord("Ctrl+N")
        self._hand.chord("Esc")
        self._chord("Ctrl+2")
        self._wait_for_preview()
        yield "parked"
        self._chord("F9")
        yield "parked-covered"
        self._chord("F9")

    def _numbers(self) -> Iterator[str]:
        """The question after a restore, and the page of next numbers."""
        self._desk.keep(mark_numbers)
        work = self._window.findChild(RestoreWork)
        assert work is not None
        work.ask_numbers()
        yield "numbers-asked"
        change = (
            button
            for button in self._window.notices.findChildren(QAbstractButton)
            if button.isVisible() and button.text().startswith("改")
        )
        next(change).click()
        yield from self._states_of_form("numbers")

    def _covered_and_left(self, name: str) -> Iterator[str]:
        """The form on the screen before parties; then it is left as it was found."""
        self._desk.set_parties_present(True)
        yield f"{name}-covered"
        self._desk.set_parties_present(False)
        self._hand.chord("Esc")

    def _states_of_form(self, name: str, *, is_fresh: bool = True) -> Iterator[str]:
        if is_fresh:
            yield f"{name}-empty"
        form = self._form()
        folds = form.folds if isinstance(form, EntryForm) else []
        for fold in folds:
            fold.open()
        if folds:
            yield f"{name}-folds-open"
        fill(form)
        yield f"{name}-filled"
        form.show_refusals(Refused(*((each, LONG_REFUSAL) for each in form.fields)))
        yield f"{name}-refused"

    def _form(self) -> Form:
        forms = self._window.findChildren(Form)
        return next(form for form in forms if form.isVisible())

    def _chord(self, keys: str) -> None:
        self._hand.chord(keys)
        settle()

    def _wait_for_preview(self) -> None:
        """The preview follows the row after a pause."""
        preview = self._window.list_page.preview
        if preview.isVisible():
            has_case = self._window.list_page.current_id() is not None
            self._wait(lambda: preview.open_button.isEnabled() == has_case)

    def _page_words(self, words: str) -> bool:
        return any(
            words in child.accessibleName() for child in self._window.page.findChildren(QWidget)
        )

    def _first_party(self, case_id: int) -> int:
        case_file = self._desk.read(caseload.case_file, case_id, self._desk.now())
        return case_file.parties[0].id


def settle() -> None:
    """Let layouts and deletions that wait come to pass."""
    for _ in range(6):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
