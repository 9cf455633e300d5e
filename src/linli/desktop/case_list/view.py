"""The table of the list and its keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget
from typing_extensions import override

from linli.desktop.case_list.columns import COLUMNS, HOLDER, REGISTERED, WHERE
from linli.desktop.case_list.model import CaseListModel
from linli.desktop.case_list.row_painter import RowPainter
from linli.desktop.look import scaled

ROW: Final = 52
HEADER: Final = 30
HOLDER_FROM: Final = 860
REGISTERED_FROM: Final = 1300
"""The widths of a window, at the text size 标准, from which on a column has room."""


class CaseView(QTableView):
    """The list itself; Enter or a double click opens the current row."""

    opened = Signal(int)
    """The id of the case to open."""
    current_changed = Signal(object)
    """The id of the current case, or None."""

    def __init__(self, rows: CaseListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self._window_width = HOLDER_FROM
        self._has_preview = False
        self._is_covered = False
        self._rows = rows
        self.setAccessibleName("事项列表")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(RowPainter(self))
        self.setModel(rows)
        self._set_sizes()
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._tell_current)

    def fit(self, window_width: int, *, has_preview: bool) -> None:
        """Leave out the columns that a window of this width has no room for.

        Who holds a case stands in the preview too, and gives way to it first.
        """
        self._window_width = window_width
        self._has_preview = has_preview
        self._show_columns()

    def cover(self, is_covered: bool) -> None:  # noqa: FBT001 (a state, connected to a signal)
        """Leave out the columns that say nothing while covered: the number needs the room."""
        self._is_covered = is_covered
        self._show_columns()

    def current_id(self) -> int | None:
        """The id of the current case."""
        current = self.currentIndex()
        return self._rows.case_id(current.row()) if current.isValid() else None

    def go_to_row(self, row: int) -> None:
        """Make ``row`` current, or the nearest there is."""
        if self._rows.rowCount():
            row = min(max(row, 0), self._rows.rowCount() - 1)
            self.setCurrentIndex(self._rows.index(row, 0))

    def last_visible_column(self) -> int:
        """The column at the right edge."""
        return max(place for place in range(len(COLUMNS)) if not self.isColumnHidden(place))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and not event.modifiers() & ~_KEYPAD
        ):
            self._open()
        elif event.key() == Qt.Key.Key_Home:
            self.go_to_row(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to_row(self._rows.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.viewport().update()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._set_sizes()
        super().changeEvent(event)

    def _set_sizes(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(scaled(ROW))
        self.verticalHeader().setDefaultSectionSize(scaled(ROW))
        header = self.horizontalHeader()
        header.setFixedHeight(scaled(HEADER))
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, column in enumerate(COLUMNS):
            if column.width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
                self.setColumnWidth(place, scaled(column.width))
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def _show_columns(self) -> None:
        width, is_covered = self._window_width, self._is_covered
        holder_from = REGISTERED_FROM if self._has_preview else HOLDER_FROM
        self.setColumnHidden(WHERE, is_covered)
        self.setColumnHidden(HOLDER, is_covered or width < scaled(holder_from))
        self.setColumnHidden(REGISTERED, width < scaled(REGISTERED_FROM))

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()

    def _open(self) -> None:
        case_id = self.current_id()
        if case_id is not None:
            self.opened.emit(case_id)

    def _tell_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(self.current_id())


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
