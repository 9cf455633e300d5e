"""The one form on the screen and those parked: opened, kept while typed, saved, taken up again."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, Signal

from linli.casework import caseload, unsaved
from linli.desktop.desk import READ_ONLY
from linli.desktop.form_kinds import (
    FORM_WORDS,
    NEW_CASE,
    OFFICE,
    REOPEN,
    OwnerPreset,
    Preset,
    kind_of,
    slip_of,
)
from linli.desktop.form_makers import FormMaker, Kept, Made
from linli.desktop.forms.carry_over import OutcomePreset, next_after
from linli.desktop.forms.step import StepForm
from linli.desktop.messages import tell
from linli.desktop.open_form import OpenForm
from linli.domain.drafts import CaseDraft, SessionDraft, StepDraft
from linli.domain.moments import Moment, Precision
from linli.domain.things import Thing
from linli.errors import LinliError

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
_CLOSED: Final = "closed"
_CHANGED: Final = "changed"


class FormWork(QObject):
    """Opens forms and sees to what becomes of them."""

    closed = Signal()
    """A form on a page of its own is gone, and nothing has taken its place."""
    taken_down = Signal(int)
    """A new case was kept: its id."""
    case_wanted = Signal(int)
    """A form is taken up again whose case is not on the screen."""
    recorded = Signal(str, int, object)
    """A form beside a case was saved: its name, the case's id, the draft."""
    parked_changed = Signal()
    """Another form was parked, taken up or dropped."""

    def __init__(self, window: MainWindow, desk: Desk, ask: Ask, case_page: CasePage) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._ask = ask
        self._case_page = case_page
        self._maker = FormMaker(desk, ask)
        self._open: OpenForm | None = None
        self._left_last_time = {row.key for row in desk.read(unsaved.unsaved_forms)}
        self._carried: tuple[int, date] | None = None
        desk.parties_present_changed.connect(self._follow_parties_present)
        self.parked_changed.connect(self.show_parked)
        window.sidebar.draft_asked.connect(self._take_up_by_key)
        window.sidebar.draft_dropped.connect(self._drop_by_key)

    @property
    def form(self) -> EntryForm | None:
        """The form on the screen."""
        return self._open.form if self._open is not None else None

    @property
    def name(self) -> str:
        """The name of the form on the screen, "" without one."""
        return self._open.name if self._open is not None else ""

    def parked(self) -> tuple[UnsavedRow, ...]:
        """The forms that wait with what was typed, but for the one on the screen.

        Who only looks into a file is not asked what becomes of them.
        """
        if self._desk.is_read_only:
            return ()
        on_screen = self._open.key if self._open is not None else ""
        return tuple(row for row in self._desk.read(unsaved.unsaved_forms) if row.key != on_screen)

    def show_parked(self) -> None:
        """Name the parked forms in the sidebar; titles are left out while parties are present."""
        is_covered = self._desk.parties_present
        self._window.sidebar.show_parked(
            [(row.key, _parked_words(row, is_covered=is_covered)) for row in self.parked()]
        )

    def open_page(self, name: str) -> None:
        """Open NEW_CASE or OFFICE; what was being typed elsewhere is parked first."""
        if self._may_write() and self.put_by():
            self._show(name, None, self._maker.page(name))

    def open_beside(
        self, name: str, case_id: int, preset: Preset = None, row_id: int | None = None
    ) -> None:
        """Open the form ``name`` beside the case on the screen; with ``row_id`` to edit that row."""
        if not self._may_write():
            return
        case_file = self._desk.read(caseload.case_file, case_id, self._desk.now())
        if name == Thing.CASE:
            row_id = case_id
        name = slip_of(name, case_file, row_id)
        if not case_file.row.is_open and kind_of(name).needs_open_case:
            self._refuse_closed(name, case_id)
            return
        if preset is None and row_id is None and self._carried and self._carried[0] == case_id:
            preset = self._carried[1]
        try:
            made = self._maker.beside(
                name, case_id, preset, row_id, self._case_page.timeline.current_step_id()
            )
        except LinliError as trouble:
            tell(self._window, str(trouble), ask=self._ask)
            return
        self._show(name, case_id, made)

    def may_leave(self) -> bool:
        """Whether no form is open, or the person lets go of what it holds."""
        if self._open is not None and self._open.form.may_leave():
            self._open.drop()
            self._close()
        # Saving closes the form by itself, and that is leave as well.
        return self.form is None

    def put_by(self) -> bool:
        """Close the form without a question; what was typed waits in the sidebar.

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
        waiting = [row for row in self.parked() if row.key in self._left_last_time]
        if self._open is not None or not waiting:
            self._window.notices.drop(_NOTICE)
            return
        row = waiting[0]
        at = row.saved_at
        clock = f"{at:%H:%M}" if at.date() == self._desk.now().date() else f"{at:%m-%d %H:%M}"
        more = f"另有{len(waiting) - 1}份。" if len(waiting) > 1 else ""
        self._window.notices.say(
            _NOTICE,
            f"上次有一份没有保存的{FORM_WORDS.get(row.form, '表单')}（{clock}）。{more}",
            (("接着填", partial(self.take_up, row)), ("丢弃", partial(self._throw_away, row))),
        )

    def take_up(self, row: UnsavedRow) -> None:
        """Open a parked form again with all that was typed; the one on the screen is parked."""
        if not self.put_by():
            return
        self._left_last_time.discard(row.key)
        try:
            made = self._made_again(row)
        except LinliError as trouble:
            tell(self._window, f"{trouble}草稿还留着。", ask=self._ask)
            return
        if row.row_id is not None and row.read_version != made.version:
            self._window.notices.tell(
                _CHANGED, "存下这份草稿以后，这件事又有改动。请核对后再保存。"
            )
        self._show(row.form, row.case_id, made, key=row.key, raw=row.raw)
        self.parked_changed.emit()

    def throw_away(self, row: UnsavedRow) -> None:
        """Do away with a parked form, after a question."""
        question = f"丢弃这份没有保存的{FORM_WORDS.get(row.form, '表单')}？丢弃后不能取回。"
        if self._ask(self._window, question, ("丢弃", "留着")) == 0:
            self._throw_away(row)

    def _may_write(self) -> bool:
        """Whether the file takes anything; says so where it is only looked into."""
        if self._desk.is_read_only:
            tell(self._window, READ_ONLY, ask=self._ask)
        return not self._desk.is_read_only

    def _take_up_by_key(self, key: str) -> None:
        for row in self.parked():
            if row.key == key:
                self.take_up(row)

    def _drop_by_key(self, key: str) -> None:
        for row in self.parked():
            if row.key == key:
                self.throw_away(row)

    def _made_again(self, row: UnsavedRow) -> Made:
        if row.form in PAGES or row.case_id is None:
            return self._maker.page(row.form)
        self.case_wanted.emit(row.case_id)
        preset = OwnerPreset(row.owner_id) if row.owner_id is not None else None
        return self._maker.beside(row.form, row.case_id, preset, row.row_id)

    def _throw_away(self, row: UnsavedRow) -> None:
        self._left_last_time.discard(row.key)
        self._desk.keep_quietly(unsaved.drop_unsaved, row.key)
        self.offer_unsaved()
        self.parked_changed.emit()

    def _refuse_closed(self, name: str, case_id: int) -> None:
        sentence = f"本事项已办结，不能再记{FORM_WORDS[name]}。要记请先重新打开。"
        reopen = partial(self.open_beside, REOPEN, case_id)
        self._window.notices.say(
            _CLOSED, sentence, (("重新打开", reopen), ("知道了", lambda: None))
        )

    def _show(
        self,
        name: str,
        case_id: int | None,
        made: Made,
        *,
        key: str = "",
        raw: dict[str, object] | None = None,
    ) -> None:
        form = made.form
        self._window.notices.drop(_NOTICE)
        self._window.notices.drop(_CLOSED)
        self._open = OpenForm(made, name, case_id, self._desk, key=key)
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
        name, case_id, is_edit = self._open.name, self._open.case_id, self._open.is_edit
        self._close()
        self._window.status_line.show_saved()
        if name == NEW_CASE:
            self.taken_down.emit(kept.id)
            self._remember_day(kept.id, kept.draft)
        elif case_id is None:
            self.closed.emit()
        else:
            if not is_edit:
                self._remember_day(case_id, kept.draft)
                self._case_page.timeline.stand_at_last()
            self.recorded.emit(name, case_id, kept.draft)

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
        # What comes next, and has no day of its own, belongs behind what was just written.
        self._case_page.timeline.stand_at_last()
        preset: Preset = None
        if isinstance(kept.draft, SessionDraft):
            case_file = self._desk.read(caseload.case_file, case_id, self._desk.now())
            preset = next_after(case_file, kept.draft)
            name = Thing.OUTCOME if isinstance(preset, OutcomePreset) else Thing.SESSION
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
        self._window.notices.drop(_CHANGED)
        self.parked_changed.emit()
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
        self.show_parked()


def _parked_words(row: UnsavedRow, *, is_covered: bool) -> str:
    """What the sidebar calls a parked form: what it is, and of what."""
    title = row.raw.get("title")
    of_what = row.case_number or ("" if is_covered or not isinstance(title, str) else title)
    return " · ".join(filter(None, (FORM_WORDS.get(row.form, "表单"), of_what.strip())))


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
