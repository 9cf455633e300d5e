"""The one window: menus, sidebar, one page at a time, the line at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QInputEvent,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from linli.desktop.look import scaled
from linli.desktop.menus import OF_CASE, READING, fill_menus
from linli.desktop.messages import Ask, ask
from linli.desktop.status_line import StatusLine

if TYPE_CHECKING:
    from linli.desktop.case_list.page import ListPage
    from linli.desktop.case_list.sidebar import Sidebar
    from linli.desktop.desk import Desk
    from linli.desktop.desk_work import DeskWork
    from linli.desktop.notices import Notices
    from linli.desktop.outside import Outside
    from linli.desktop.welcome import WelcomePage

TITLE: Final = "邻里台账"
IDLE_MS: Final = 5 * 60 * 1000
"""After so long without input both sides of a caucus close."""
SMALLEST: Final = QSize(640, 400)
SIDEBAR_BESIDE_CASE_FROM: Final = 1600


@runtime_checkable
class HasPanes(Protocol):
    """A page that F6 walks through."""

    def panes(self) -> Sequence[QWidget]:
        """The widgets that take the focus, in order."""
        ...


class MainWindow(QMainWindow):
    """The frame; `begin` furnishes it from a record file once it has been painted.

    Until then it imports nothing but what its menus and its foot need: a person sees
    it at once, and the rest while they reach for the keys.
    """

    back_asked = Signal()
    page_changed = Signal()
    idle = Signal()
    """Nobody has touched keys or mouse for five minutes."""

    def __init__(self, ask: Ask = ask) -> None:
        super().__init__()
        self._ask = ask
        self._work: DeskWork | None = None
        self._homes: list[QWidget] = []
        self._title = TITLE
        self._idle_timer = QTimer(self)
        self._idle_timer.setSingleShot(True)
        self._idle_timer.setInterval(IDLE_MS)

        self.setWindowTitle(TITLE)
        self.actions_by_name = fill_menus(self.menuBar())
        self.status_line = StatusLine()
        self._stack = QStackedWidget()
        self._ground = QWidget()
        self._middle = QHBoxLayout()
        self._over_pages = QVBoxLayout()

        self._lay_out()

        self._idle_timer.timeout.connect(self.idle)

    def begin(self, desk: Desk, outside: Outside) -> None:
        """Work on the desk's record file from now on."""
        from linli.desktop.desk_work import DeskWork

        self._middle.insertWidget(0, self.sidebar)
        self._over_pages.insertWidget(0, self.notices)
        self.add_home(self.list_page)
        self.add_home(self.welcome)
        self.list_page.moved.connect(self.sidebar.follow)
        # Every key and click passes the window's handle first, whatever widget it is for.
        self.windowHandle().installEventFilter(self)
        self._idle_timer.start()
        self._work = DeskWork(self, desk, self._ask, outside)
        for name, slot in self._work.slots().items():
            if not desk.is_read_only or name in READING:
                action = self.actions_by_name[name]
                action.triggered.connect(slot)
                action.setEnabled(True)
        if desk.is_read_only:
            self._keep_to_reading()
        self._work.start()

    @cached_property
    def sidebar(self) -> Sidebar:
        """The lists to choose from."""
        from linli.desktop.case_list.sidebar import Sidebar

        return Sidebar()

    @cached_property
    def list_page(self) -> ListPage:
        """The page of the list."""
        from linli.desktop.case_list.page import ListPage

        return ListPage()

    @cached_property
    def welcome(self) -> WelcomePage:
        """The page of an empty file."""
        from linli.desktop.welcome import WelcomePage

        return WelcomePage()

    @cached_property
    def notices(self) -> Notices:
        """The strips over the pages."""
        from linli.desktop.notices import Notices

        return Notices()

    @property
    def page(self) -> QWidget:
        """The page shown."""
        return self._stack.currentWidget() or self._ground

    def add_home(self, page: QWidget) -> None:
        """Know a page that has the sidebar beside it at any width."""
        self._homes.append(page)
        self._stack.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Show a page; one not known yet joins the others."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._fit()
        self.page_changed.emit()

    def remove_page(self, page: QWidget) -> None:
        """Do away with a page that was shown once."""
        self._stack.removeWidget(page)
        page.deleteLater()

    def show_parties_present(self, is_present: bool) -> None:  # noqa: FBT001 (a state, connected to a signal)
        """Cover the list, and say so in the title."""
        self.list_page.cover(is_present)
        self.actions_by_name["parties_present"].setChecked(is_present)
        self.setWindowTitle(f"{self._title} · 当事人在场" if is_present else self._title)

    def enable_case_acts(self, has_case: bool) -> None:  # noqa: FBT001 (Qt's own way to say so)
        """Offer what needs a case to act on, or do not."""
        for name in OF_CASE:
            self.actions_by_name[name].setEnabled(has_case)

    def go_to_pane(self, step: int) -> None:
        """Put the focus ``step`` panes further round."""
        panes = [pane for pane in self._panes() if pane.isEnabled()]
        if not panes:
            return
        focus = QApplication.focusWidget()
        holds = [
            pane is focus or (focus is not None and pane.isAncestorOf(focus)) for pane in panes
        ]
        place = holds.index(True) + step if True in holds else 0
        panes[place % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def sizeHint(self) -> QSize:
        return QSize(1280, 720)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputEvent | QInputMethodEvent):
            self._idle_timer.start()
        return super().eventFilter(watched, event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._work is None or self._work.may_close():
            super().closeEvent(event)
        else:
            event.ignore()

    def _keep_to_reading(self) -> None:
        from linli.desktop.reading_only import READ_ONLY_TITLE, keep_to_reading

        self._title = f"{TITLE} · {READ_ONLY_TITLE}"
        self.setWindowTitle(self._title)
        keep_to_reading(self)

    def _lay_out(self) -> None:
        self.setMinimumSize(SMALLEST)
        # The smallest width is the one above: panes are hidden before they are cut.
        self._stack.setMinimumSize(0, 0)
        self._stack.addWidget(self._ground)
        self._over_pages.setSpacing(0)
        self._over_pages.addWidget(self._stack, 1)
        self._middle.setSpacing(0)
        self._middle.addLayout(self._over_pages, 1)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._middle, 1)
        column.addWidget(self.status_line)
        self.setCentralWidget(central)

    def _fit(self) -> None:
        if self._work is None:
            return
        width = self.width()
        self.sidebar.setFixedWidth(scaled(208 if width > 1700 else 184 if width >= 1180 else 152))
        is_home = self.page in self._homes
        self.sidebar.setVisible(is_home or width >= SIDEBAR_BESIDE_CASE_FROM)
        self.list_page.fit(width)

    def _panes(self) -> Sequence[QWidget]:
        page = self.page
        panes = tuple(page.panes()) if isinstance(page, HasPanes) else (page,)
        if self.sidebar.isVisible():
            panes = (self.sidebar, *panes)
        return (*self.notices.panes(), *panes)
