"""What the window does with a record file: which page is shown, and every act of the menus."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from linli.casework import grid, mediation, removal, ties
from linli.desktop.backup_work import BackupWork
from linli.desktop.case_page.page import CasePage
from linli.desktop.form_kinds import NEW_CASE, OFFICE, REOPEN, ConveyPreset, OwnerPreset, Preset
from linli.desktop.form_work import FormWork
from linli.desktop.help_page import FIRST, FORM_TOPICS
from linli.desktop.help_work import HelpWork
from linli.desktop.home_work import HomeWork
from linli.desktop.menus import FORMS
from linli.desktop.messages import tell
from linli.desktop.print_work import PrintWork
from linli.desktop.restore_work import RestoreWork
from linli.desktop.sight_work import SightWork
from linli.desktop.turn_work import TurnWork
from linli.domain.drafts import FollowUpDraft, LinkDraft, needs_more
from linli.domain.things import Thing
from linli.errors import LinliError

if TYPE_CHECKING:
    from linli.desktop.bin_page import BinPage
    from linli.desktop.desk import Desk
    from linli.desktop.main_window import MainWindow
    from linli.desktop.messages import Ask
    from linli.desktop.outside import Outside


P = ParamSpec("P")

UNSOLVED: Final = "回访发现事情还没有解决。"


class DeskWork(QObject):
    """Every act of the menus, on the records of one desk."""

    def __init__(self, window: MainWindow, desk: Desk, ask: Ask, outside: Outside) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._ask = ask
        self._comes_back_from: int | None = None
        self._case_page = CasePage(desk, ask)
        self._forms = FormWork(window, desk, ask, self._case_page)
        self._home = HomeWork(window, desk, ask, self._forms.may_leave)
        self._backup = BackupWork(window, desk, outside)
        self._print = PrintWork(window, desk, ask, outside)
        self._help = HelpWork(window, self._topic)
        self._turn = TurnWork(window, desk, ask, self._ask_form)
        self._sight = SightWork(window, outside, self._forms.may_leave)
        self._restore = RestoreWork(window, desk, ask, outside, self._forms.put_by)
        self._connect()

    def start(self) -> None:
        """Show today, or the welcome of an empty file, and what was left unsaved."""
        window, desk = self._window, self._desk
        window.status_line.show_saved()
        window.status_line.show_file(desk.record_file)
        window.status_line.show_worker(desk.worker_name)
        window.welcome.show_file(desk.record_file)
        self._backup.show_last()
        # Nobody knows who stands before the screen when it is switched on.
        desk.set_parties_present(desk.read(mediation.has_caucus_notes))
        window.show_parties_present(desk.parties_present)
        self._home.begin()
        self._forms.show_parked()
        self._restore.ask_numbers()

    def slots(self) -> dict[str, Callable[[], object]]:
        """What each act of the menus does."""
        return {
            "office": partial(self._open_page, OFFICE),
            "print": self._print_current,
            "back_up": self._backup.start,
            **{name: partial(self._ask_form, name) for name in FORMS},
            "edit": self._edit_current,
            "remove": self._remove_current,
            "quit": self._window.close,
            "new_case": partial(self._open_page, NEW_CASE),
            "open": self._open_current,
            "previous": partial(self._go_beside, -1),
            "next": partial(self._go_beside, 1),
            "back": self._go_back,
            "parties_present": self._turn_parties_present,
            "next_pane": partial(self._window.go_to_pane, 1),
            "previous_pane": partial(self._window.go_to_pane, -1),
            "refresh": self._refresh,
            "full_screen": self._turn_full_screen,
            "copy_report": self._copy_report,
            "convey": self._case_page.convey_picked,
            "another_note": self._case_page.add_note,
            "turn": self._turn_current,
            "recycled": self._show_bin,
            **self._restore.slots(),
            **self._home.slots(),
            **self._sight.slots(),
            **self._help.slots(),
        }

    def may_close(self) -> bool:
        """Whether the window may go: nothing is unsaved, or the person says so."""
        if not self._forms.may_leave():
            return False
        self._desk.wait_for_work()
        return True

    def _connect(self) -> None:
        window, page, desk = self._window, self._window.list_page, self._desk
        window.back_asked.connect(self._go_back)
        window.idle.connect(self._case_page.close_caucus)
        window.page_changed.connect(self._follow_page)
        window.status_line.worker_menu_asked.connect(self._fill_worker_menu)
        window.welcome.office_asked.connect(partial(self._open_page, OFFICE))
        page.opened.connect(self._open_case)
        page.new_case.connect(partial(self._open_page, NEW_CASE))
        page.step_asked.connect(partial(self._ask_form, Thing.STEP))
        page.current_changed.connect(self._enable_acts)
        self._home.today.opened.connect(self._open_case)
        self._home.today.current_changed.connect(self._enable_acts)
        self._home.shown.connect(self._forms.offer_unsaved)
        self._case_page.back.connect(self._go_back)
        self._case_page.form_asked.connect(self._ask_form)
        self._case_page.edit_asked.connect(self._edit)
        self._case_page.case_asked.connect(self._open_case)
        self._case_page.remove_asked.connect(self._remove)
        self._case_page.turn_asked.connect(self._turn.turn)
        self._case_page.print_asked.connect(self._print_current)
        self._case_page.convey_asked.connect(self._ask_to_convey)
        self._case_page.note_asked.connect(self._ask_note)
        self._forms.closed.connect(self._home.show)
        self._forms.taken_down.connect(self._after_taking_down)
        self._forms.recorded.connect(self._after_recording)
        self._forms.closed.connect(self._forget_link)
        self._forms.case_wanted.connect(self._open_case)
        self._print.closed.connect(self._leave_print)
        self._restore.left.connect(self._home.show)
        desk.records_changed.connect(self._follow_records)
        desk.parties_present_changed.connect(window.show_parties_present)
        desk.worker_changed.connect(self._show_worker)

    def _open_case(self, case_id: int) -> None:
        if not self._forms.may_leave():
            return
        self._forms.forget_day()
        self._case_page.open_case(case_id)
        if self._case_page.case_id == case_id:
            self._window.list_page.go_to_case(case_id)
            self._window.show_page(self._case_page)
            self._case_page.timeline.setFocus()

    def _open_current(self) -> None:
        case_id = self._home.current_id()
        if case_id is not None:
            self._open_case(case_id)

    def _open_page(self, name: str) -> None:
        self._help.leave()
        self._forms.open_page(name)

    def _ask_form(self, name: str, preset: Preset = None) -> None:
        """Open a form beside the case on the screen, or the current one of the list."""
        if self._forms.form is not None and not self._forms.may_leave():
            return
        case_id = self._case_in_hand()
        if case_id is None:
            return
        if self._window.page is not self._case_page:
            self._open_case(case_id)
        self._forms.open_beside(name, case_id, preset)

    def _after_taking_down(self, case_id: int) -> None:
        """Open the new case, tied to the one it came back from, where it did."""
        if self._comes_back_from is not None:
            link = LinkDraft("RECURRENCE", self._comes_back_from)
            self._forget_link()
            self._keep(ties.record_link, case_id, link)
        self._open_case(case_id)

    def _after_recording(self, _name: str, case_id: int, draft: object) -> None:
        """A follow-up that found things unsolved asks what becomes of them."""
        if not isinstance(draft, FollowUpDraft) or not needs_more(draft):
            return
        answer = self._ask(self._window, UNSOLVED, ("重新打开", "另立关联事项", "先不管"))
        if answer == 0:
            self._forms.open_beside(REOPEN, case_id)
        elif answer == 1:
            self._open_page(NEW_CASE)
            self._comes_back_from = case_id

    def _forget_link(self) -> None:
        self._comes_back_from = None

    def _keep(
        self, verb: Callable[Concatenate[Any, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Keep something that has no form of its own; what kept it from that is said."""
        try:
            self._desk.keep(verb, *args, **kwargs)
        except LinliError as trouble:
            tell(self._window, str(trouble), ask=self._ask)

    def _ask_to_convey(self, note_id: int, words: str) -> None:
        self._ask_form(Thing.CONVEYANCE, ConveyPreset(note_id, words))

    def _ask_note(self, note_id: int) -> None:
        self._ask_form(Thing.NOTE, OwnerPreset(note_id))

    def _turn_current(self) -> None:
        """Let the current step become a session, or the session a step."""
        if self._is_at_case() and (line := self._case_page.current_line()) is not None:
            self._turn.turn(*line)

    def _edit_current(self) -> None:
        if self._is_at_case() and (line := self._case_page.current_line()) is not None:
            self._edit(*line)

    def _remove_current(self) -> None:
        if self._is_at_case() and (line := self._case_page.current_line()) is not None:
            self._remove(*line)

    def _edit(self, thing: Thing, row_id: int) -> None:
        """Open the form of a row of the case on the screen."""
        case_id = self._case_page.case_id
        if case_id is not None and (self._forms.form is None or self._forms.may_leave()):
            self._forms.open_beside(thing.value, case_id, row_id=row_id)

    def _remove(self, thing: Thing, row_id: int) -> None:
        """Remove a row of the case on the screen, after a question."""
        words = self._case_page.words_of(thing, row_id)
        question = removal.removal_question(thing, words)
        if self._ask(self._window, question, ("删除", "取消")) == 0:
            self._keep(removal.remove, thing, row_id)

    @cached_property
    def _bin(self) -> BinPage:
        from linli.desktop.bin_page import BinPage

        page = BinPage(self._desk, self._ask)
        page.closed.connect(self._home.show)
        return page

    def _show_bin(self) -> None:
        """Show what was removed; a form that is open is left first."""
        if self._forms.may_leave():
            self._help.leave()
            self._window.show_page(self._bin)
            self._bin.enter()

    def _go_beside(self, step: int) -> None:
        is_list = self._window.page is self._window.list_page
        if not is_list and not (self._is_at_case() and self._forms.may_leave()):
            return
        case_id = self._window.list_page.case_beside(step)
        if case_id is not None and not is_list:
            self._open_case(case_id)

    def _go_back(self) -> None:
        """Close the form, else the page, until the list is reached."""
        if self._help.is_shown:
            self._help.leave()
        elif self._forms.form is not None:
            self._forms.form.cancel()
        elif self._window.page is self._print.page:
            self._leave_print()
        elif not self._home.is_shown:
            self._home.show()

    def _topic(self) -> str:
        """The topic of the manual that belongs to what is on the screen."""
        if not self._help.is_shown and self._forms.name:
            return FORM_TOPICS[self._forms.name]
        topics: dict[QWidget | None, str] = {
            self._window.list_page: "列表与查找",
            self._home.today: "提醒与今天",
            self._case_page: "记一条",
            self._print.page: "打印与上报",
        }
        if self._restore.is_shown:
            return "备份与恢复"
        return topics.get(self._window.page, FIRST)

    def _copy_report(self) -> None:
        case_id = self._case_in_hand()
        if case_id is not None:
            self._print.copy_report(case_id)

    def _print_current(self) -> None:
        case_id = self._case_in_hand()
        if case_id is not None and (self._forms.form is None or self._forms.may_leave()):
            self._print.show(case_id, self._window.page)

    def _leave_print(self) -> None:
        before = self._print.before
        if before is None or before is self._window.list_page:
            self._home.show()
        else:
            self._window.show_page(before)
            before.setFocus()

    def _turn_parties_present(self) -> None:
        self._desk.set_parties_present(not self._desk.parties_present)

    def _fill_worker_menu(self, menu: QMenu) -> None:
        workers = self._desk.read(grid.workers)
        for worker_id, name in workers:
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(worker_id == self._desk.worker_id)
            action.triggered.connect(partial(self._choose_worker, worker_id, name))
        if not workers:
            menu.addAction("在“单位信息”里填人员", partial(self._open_page, OFFICE))

    def _choose_worker(self, worker_id: int, name: str, _is_checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal of Qt
        self._desk.choose_worker(worker_id, name)

    def _show_worker(self) -> None:
        self._window.status_line.show_worker(self._desk.worker_name)

    def _refresh(self) -> None:
        self._home.refresh()
        if self._is_at_case():
            self._case_page.reload()
        elif self._window.page is self._home.today:
            self._home.today.refresh()

    def _turn_full_screen(self) -> None:
        window = self._window
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()
        window.actions_by_name["full_screen"].setChecked(window.isFullScreen())

    def _is_at_case(self) -> bool:
        return self._window.page is self._case_page

    def _case_in_hand(self) -> int | None:
        """The case on the screen, or the current one of the list or of today."""
        if self._is_at_case():
            return self._case_page.case_id
        return self._home.current_id()

    def _follow_records(self) -> None:
        self._window.status_line.show_saved()

    def _follow_page(self) -> None:
        office = self._desk.read(grid.office)
        has_sample = office is not None and office.is_sample
        self._window.actions_by_name["sample"].setEnabled(self._home.is_file_empty())
        self._window.actions_by_name["drop_sample"].setEnabled(has_sample)
        self._enable_acts()

    def _enable_acts(self) -> None:
        self._window.enable_case_acts(self._case_in_hand() is not None)
