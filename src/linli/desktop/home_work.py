"""Where a clerk comes back to: today, a list, or the welcome of an empty file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from linli.casework import agenda, batches, grid, sample
from linli.desktop.case_list.rows import DeskCaseload
from linli.desktop.messages import tell
from linli.desktop.today.page import TodayPage
from linli.domain.case_file import ListQuery, ListScope
from linli.errors import LinliError

if TYPE_CHECKING:
    from linli.desktop.desk import Desk
    from linli.desktop.main_window import MainWindow
    from linli.desktop.messages import Ask

DROP_SAMPLE: Final = "清除示例？示例的事项、网格和人员都会删去，自己记的事项留下。"


class HomeWork(QObject):
    """Shows what a clerk begins with and comes back to; ``may_leave`` lets go of a form."""

    shown = Signal()
    """A clerk is home again, and may be told what waits there."""

    def __init__(
        self, window: MainWindow, desk: Desk, ask: Ask, may_leave: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._ask = ask
        self._may_leave = may_leave
        self.today = TodayPage(desk, ask)
        self._home: QWidget = self.today
        window.add_home(self.today)
        window.sidebar.chosen.connect(self._choose_list)
        window.sidebar.today_asked.connect(self._choose_today)
        window.welcome.sample_asked.connect(self._load_sample)
        self.today.open_cases_asked.connect(partial(self.show_list, ListQuery()))
        desk.records_changed.connect(self.refresh)

    def begin(self) -> None:
        """Show today, or the welcome of an empty file; a sample is there to be looked at."""
        self._window.list_page.begin(DeskCaseload(self._desk))
        self._show_counts()
        office = self._desk.read(grid.office)
        if office is not None and office.is_sample and not self._window.list_page.counts().open:
            self.show_list(ListQuery(scope=ListScope.ALL))
        else:
            self.show_today()

    def slots(self) -> dict[str, Callable[[], object]]:
        """What each act of the menus does."""
        return {
            "sample": self._load_sample,
            "drop_sample": self._drop_sample,
            "today": self.show_today,
            "open_cases": partial(self.show_list, ListQuery()),
            "all_cases": partial(self.show_list, ListQuery(scope=ListScope.ALL)),
            "closed_cases": partial(self.show_list, ListQuery(scope=ListScope.CLOSED)),
            "search": self._go_to_search,
        }

    @property
    def is_shown(self) -> bool:
        """Whether the clerk is home."""
        return self._window.page in {self.today, self._window.list_page, self._window.welcome}

    def show(self) -> None:
        """Go home: to what was there last, or the welcome while the file is empty."""
        window = self._window
        if self.is_file_empty():
            window.show_page(window.welcome)
            window.welcome.setFocus()
        elif self._home is self.today:
            window.sidebar.follow_today()
            window.show_page(self.today)
            self.today.enter()
        else:
            window.sidebar.follow(window.list_page.base)
            window.show_page(window.list_page)
            window.list_page.enter()
        self.shown.emit()

    def show_today(self) -> None:
        """Go home to what today asks."""
        if self._may_leave():
            self._home = self.today
            self.show()

    def show_list(self, query: ListQuery) -> None:
        """Go home to a list."""
        if self._may_leave():
            self._home = self._window.list_page
            self._window.list_page.choose(query)
            self.show()

    def refresh(self) -> None:
        """Read anew what is shown at home."""
        self._window.list_page.refresh()
        self._show_counts()

    def current_id(self) -> int | None:
        """The id of the current case of the page shown, None where there is none."""
        if self._window.page is self._window.list_page:
            return self._window.list_page.current_id()
        return self.today.current_id() if self._window.page is self.today else None

    def is_file_empty(self) -> bool:
        """Whether the file has neither office nor case."""
        has_cases = self._window.list_page.counts().all > 0
        return not has_cases and self._desk.read(grid.office) is None

    def _choose_list(self, query: ListQuery) -> None:
        """Another line of the sidebar; the focus stays there, arrows go on."""
        if not self._may_leave():
            self._mark_home()
            return
        self._home = self._window.list_page
        self._window.list_page.choose(query)
        if self._window.page is not self._window.welcome:
            self._window.show_page(self._window.list_page)

    def _choose_today(self) -> None:
        if not self._may_leave():
            self._mark_home()
            return
        self._home = self.today
        if self._window.page is not self._window.welcome:
            self._window.show_page(self.today)

    def _mark_home(self) -> None:
        if self._home is self.today:
            self._window.sidebar.follow_today()
        else:
            self._window.sidebar.follow(self._window.list_page.base)

    def _go_to_search(self) -> None:
        if self._window.page is not self._window.list_page:
            if not self._may_leave():
                return
            self._home = self._window.list_page
            self.show()
        if self._window.page is self._window.list_page:
            self._window.list_page.band.field.setFocus()
            self._window.list_page.band.field.selectAll()

    def _load_sample(self) -> None:
        if not self.is_file_empty():
            return
        try:
            self._desk.keep(sample.load_sample, self._desk.now())
        except LinliError as trouble:
            tell(self._window, str(trouble), ask=self._ask)
            return
        self.show_list(ListQuery(scope=ListScope.ALL))

    def _drop_sample(self) -> None:
        """Take the sample out as one, after a question."""
        if not self._may_leave() or self._ask(self._window, DROP_SAMPLE, ("清除", "取消")):
            return
        try:
            self._desk.keep(batches.undo_batch, "SAMPLE", self._desk.now())
        except LinliError as trouble:
            tell(self._window, str(trouble), ask=self._ask)
            return
        self.show_list(ListQuery())

    def _show_counts(self) -> None:
        self._window.sidebar.show_due_today(
            self._desk.read(agenda.agenda_figures, self._desk.now())
        )
        self._window.sidebar.show_counts(self._window.list_page.counts())
