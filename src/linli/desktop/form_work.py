"""The one form that may be open: opened, kept while typed, saved, taken up again."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, Signal

from linli.casework import caseload, unsaved
from linli.desktop.form_makers import (
    FORM_WORDS,
    NEW_CASE,
    OFFICE,
    OUTCOME,
    PARTY,
    SESSION,
    FormMaker,
    Kept,
    Preset,
)
from linli.desktop.forms.carry_over import OutcomePreset, next_after
from linli.desktop.forms.step import StepForm
from linli.desktop.open_form import OpenForm
from linli.domain.drafts import CaseDraft, SessionDraft, StepDraft
from linli.domain.moments import Moment, Precision

if TYPE_CHECKING:
    from linli.desktop.case_page.page import CasePage
    from linli.desktop.desk import Desk
    from linli.desktop.forms.entry_form import EntryForm
    from linli.desktop.main_window import MainWindow
    from linli.desktop.messages import Ask
    from linli.domain.case_file import UnsavedRow

PAGES: Final = (NEW_CASE, OFFICE)
"""The forms that take a page of their own; the others stand beside their case."""
_NOTICE: Final = "unsaved"
_NEEDS_OPEN_CASE: Final = {
    SESSION: "本事项已办结，不能再记调解场次。",
    PARTY: "本事项已办结，不能再添加当事人。",
    OUTCOME: "本事项已办结，不能再记结果。",
}


class FormWork(QObject):
    """Opens forms and sees to what becomes of them."""

    closed = Signal()
    """A form on a page of its own is gone, and nothing has taken its place."""
    taken_down = Signal(int)
    """A new case was kept: its id."""
    case_wanted = Signal(int)
    """A form is taken up again whose case is not on the screen."""

    def __init__(self, window: MainWindow, desk: Desk, ask: Ask, case_page: CasePage) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._case_page = case_page
        self._maker = FormMaker(desk, ask)
        self._open: OpenForm | None = None
        self._began_at = desk.now()
        self._carried: tuple[int, date] | None = None
        desk.parties_present_changed.connect(self._follow_parties_present)

    @property
    def form(self) -> EntryForm | None:
        """The form on the screen."""
        return self._open.form if self._open is not None else None

    def open_page(self, name: str) -> None:
        """Open NEW_CASE or OFFICE; what was being typed elsewhere is put by first."""
        if self.put_by():
            self._show(name, None, self._maker.page(name))

    def open_beside(self, name: str, case_id: int, preset: Preset = None) -> None:
        """Open STEP, SESSION, PARTY or OUTCOME beside the case on the screen."""
        case_file = self._desk.read(caseload.case_file, case_id, self._desk.now())
        if not case_file.row.is_open and name in _NEEDS_OPEN_CASE:
            self._window.notices.tell("closed", _NEEDS_OPEN_CASE[name])
            return
        if preset is None and self._carried and self._carried[0] == case_id:
            preset = self._carried[1]
        self._show(name, case_id, self._maker.beside(name, case_id, preset))

    def may_leave(self) -> bool:
        """Whether no form is open, or the person lets go of what it holds."""
        if self._open is not None and self._open.form.may_leave():
            self._open.drop()
            self._close()
        # Saving closes the form by itself, and that is leave as well.
        return self.form is None

    def put_by(self) -> bool:
        """Close the form without a question; what was typed waits as a draft.

        False where it could not be kept: the form stays open with its text.
        """
        if self._open is not None:
            if not self._open.keep():
                return False
            self._close()
        return True

    def forget_day(self) -> None:
        """A day given by hand is carried over within one sitting at a case only."""
        self._carried = None

    def offer_unsaved(self) -> None:
        """Say over the list what was not saved last time, one form after the other."""
        waiting = self._desk.read(unsaved.unsaved_forms)
        if self._open is not None or not waiting:
            self._window.notices.drop(_NOTICE)
            return
        row = waiting[0]
        at = row.saved_at
        clock = f"{at:%H:%M}" if at.date() == self._desk.now().date() else f"{at:%m-%d %H:%M}"
        when = "上次有" if at < self._began_at else "有"
        more = f"另有{len(waiting) - 1}份。" if len(waiting) > 1 else ""
        self._window.notices.say(
            _NOTICE,
            f"{when}一份没有保存的{FORM_WORDS.get(row.form, '表单')}（{clock}）。{more}",
            (("接着填", partial(self._take_up, row)), ("丢弃", partial(self._throw_away, row))),
        )

    def _take_up(self, row: UnsavedRow) -> None:
        if row.form in PAGES or row.case_id is None:
            form = self._maker.page(row.form)
        else:
            self.case_wanted.emit(row.case_id)
            form = self._maker.beside(row.form, row.case_id)
        self._show(row.form, row.case_id, form, key=row.key, raw=row.raw)

    def _throw_away(self, row: UnsavedRow) -> None:
        self._desk.keep_quietly(unsaved.drop_unsaved, row.key)
        self.offer_unsaved()

    def _show(
        self,
        name: str,
        case_id: int | None,
        form: EntryForm,
        *,
        key: str = "",
        raw: dict[str, object] | None = None,
    ) -> None:
        self._window.notices.drop(_NOTICE)
        self._open = OpenForm(form, name, case_id, self._desk, key=key)
        self._open.kept.connect(self._window.status_line.show_draft_kept)
        form.set_parties_present(is_present=self._desk.parties_present)
        form.saved.connect(self._after_saving)
        form.saved_and_next.connect(self._go_on)
        form.cancelled.connect(self._after_cancelling)
        if isinstance(form, StepForm):
            form.turn_into.connect(self._turn_into)
        if case_id is None:
            self._window.show_page(form)
        else:
            self._case_page.show_side_form(form)
        if raw is not None:
            form.restore(_as_typed(raw))
        form.focus_first()

    def _after_saving(self, kept: Kept) -> None:
        if self._open is None:
            return
        name, case_id = self._open.name, self._open.case_id
        self._close()
        self._window.status_line.show_saved()
        if name == NEW_CASE:
            self.taken_down.emit(kept.id)
            self._remember_day(kept.id, kept.draft)
        elif case_id is None:
            self.closed.emit()
        else:
            self._remember_day(case_id, kept.draft)
            self._case_page.timeline.stand_at_last()

    def _go_on(self, kept: Kept) -> None:
        """Open what comes next: the same again, or what follows a session."""
        if self._open is None:
            return
        name, case_id = self._open.name, self._open.case_id
        self._close()
        self._window.status_line.show_saved()
        if case_id is None:
            self.open_page(name)
            return
        self._remember_day(case_id, kept.draft)
        preset: Preset = None
        if isinstance(kept.draft, SessionDraft):
            case_file = self._desk.read(caseload.case_file, case_id, self._desk.now())
            preset = next_after(case_file, kept.draft)
            name = OUTCOME if isinstance(preset, OutcomePreset) else SESSION
        self.open_beside(name, case_id, preset)

    def _after_cancelling(self) -> None:
        is_page = self._open is not None and self._open.case_id is None
        self._close()
        self._window.status_line.show_saved()
        if is_page:
            self.closed.emit()

    def _turn_into(self, name: str) -> None:
        """The act chosen has a form of its own."""
        if self._open is not None and self._open.case_id is not None:
            case_id = self._open.case_id
            self._open.drop()
            self._close()
            self.open_beside(name.upper(), case_id)

    def _close(self) -> None:
        if self._open is None:
            return
        opened, self._open = self._open, None
        if opened.case_id is None:
            self._window.remove_page(opened.form)
        else:
            self._case_page.close_side_form()

    def _remember_day(self, case_id: int, draft: object) -> None:
        """A day before today was given by hand; the next entry of this case is offered it."""
        if (day := _day_given(draft)) is not None:
            self._carried = (case_id, day) if day != self._desk.now().date() else None

    def _follow_parties_present(self) -> None:
        form = self.form
        if form is not None:
            form.set_parties_present(is_present=self._desk.parties_present)


def _day_given(draft: object) -> date | None:
    if isinstance(draft, CaseDraft):
        return _day_of(draft.reported)
    return _day_of(draft.moment) if isinstance(draft, StepDraft | SessionDraft) else None


def _day_of(moment: Moment) -> date | None:
    if moment.at is None or moment.precision not in {Precision.MINUTE, Precision.DAY}:
        return None
    return (moment.until or moment.at).date()


def _as_typed(raw: dict[str, object]) -> dict[str, str | list[str]]:
    """The raw text of a form as JSON gave it back."""
    typed: dict[str, str | list[str]] = {}
    for name, value in raw.items():
        if isinstance(value, str):
            typed[name] = value
        elif isinstance(value, list):
            typed[name] = [str(part) for part in cast("list[object]", value)]
    return typed
