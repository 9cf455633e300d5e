"""The list of the start page and its keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QWidget
from typing_extensions import override

from linli.desktop.today.lines import EntryLines
from linli.desktop.today.model import AgendaModel
from linli.desktop.today.painter import AgendaPainter


class AgendaView(QListView):
    """Arrows go from entry to entry; Enter opens the case, Space says that it is done."""

    opened = Signal(int)
    """The id of the case to open."""
    done = Signal(object)
    """The `EntryLines` of a reminder that is done."""
    current_changed = Signal()

    def __init__(self, rows: AgendaModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setAccessibleName("今天要办的事")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(AgendaPainter(self))
        self.setModel(rows)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._tell_current)

    def current(self) -> EntryLines | None:
        """The entry the keys are for."""
        return self._rows.entry(self.currentIndex().row())

    def go_to_row(self, row: int) -> None:
        """Make the entry in ``row`` current, or the nearest there is."""
        nearest = self._rows.nearest_entry(row)
        if nearest is None:
            return
        self.setCurrentIndex(self._rows.index(nearest, 0))
        if nearest and self._rows.entry(nearest - 1) is None:
            # The head over the first entry of a group comes into sight with it.
            self.scrollTo(self._rows.index(nearest - 1, 0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open()
            case Qt.Key.Key_Space:
                self._mark_done()
            case Qt.Key.Key_Home:
                self.go_to_row(0)
            case Qt.Key.Key_Menu:
                self._show_menu(self.visualRect(self.currentIndex()).center())
            case _:
                super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, arg__1: QContextMenuEvent) -> None:
        self._show_menu(arg__1.pos())

    def _open(self) -> None:
        if (entry := self.current()) is not None:
            self.opened.emit(entry.case_id)

    def _mark_done(self) -> None:
        entry = self.current()
        if entry is not None and entry.is_doable:
            self.done.emit(entry)

    def _show_menu(self, place: QPoint) -> None:
        entry = self.current()
        if entry is None:
            return
        menu = QMenu(self)
        menu.addAction("打开\tEnter", self._open)
        if entry.is_doable:
            menu.addAction("办好了\t空格", self._mark_done)
        menu.exec(self.viewport().mapToGlobal(place))

    def _tell_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit()
