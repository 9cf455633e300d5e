"""The lists to choose from, and the kinds and grids that have cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from linli.desktop.case_list.rows import NO_COUNTS
from linli.desktop.look import font, scaled, tokens
from linli.domain.case_file import ListCounts, ListQuery, ListScope

WIDTH: Final = 184
ROW: Final = 32
_ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One line; a head has no query."""

    words: str
    query: ListQuery | None = None
    count: int = 0
    late: int = 0
    is_child: bool = False


def entries_of(counts: ListCounts) -> Iterator[Entry]:
    """The lines of the sidebar: three lists, then what has cases."""
    yield Entry("待办", ListQuery(), counts.open, counts.overdue)
    yield Entry("全部", ListQuery(scope=ListScope.ALL), counts.all)
    yield Entry("已办结", ListQuery(scope=ListScope.CLOSED), counts.closed)
    if counts.kinds:
        yield Entry("类别")
    for code, label, count in counts.kinds:
        yield Entry(label, ListQuery(scope=ListScope.ALL, kind=code), count, is_child=True)
    if counts.grids:
        yield Entry("网格")
    for name, label, count in counts.grids:
        yield Entry(label, ListQuery(scope=ListScope.ALL, grid=name), count, is_child=True)


class Sidebar(QListView):
    """Chooses what the list shows."""

    chosen = Signal(object)
    """The `ListQuery` of the line chosen, without words or chip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_told = False
        self._entries = _Entries(self)
        self.setAccessibleName("列表、类别和网格")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setModel(self._entries)
        self.setItemDelegate(_Painter(self))
        self.selectionModel().currentChanged.connect(self._tell)

    def show_counts(self, counts: ListCounts) -> None:
        """Show new figures; the line chosen stays chosen while it exists."""
        chosen = self.query()
        self._is_told = True
        self._entries.show(list(entries_of(counts)))
        self._mark(chosen)
        self._is_told = False
        if self.query() != chosen:
            self.chosen.emit(self.query())

    def query(self) -> ListQuery:
        """What the line chosen stands for."""
        entry = self._entries.entry(self.currentIndex().row())
        return entry.query if entry is not None and entry.query is not None else ListQuery()

    def choose(self, query: ListQuery) -> None:
        """Choose the line of ``query``; without such a line the first."""
        self._mark(query)

    def follow(self, query: ListQuery) -> None:
        """Mark the line of the list shown, without telling that it was chosen."""
        self._is_told = True
        self._mark(query)
        self._is_told = False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(tokens().window))
        painter.fillRect(self.viewport().width() - 1, 0, 1, self.height(), QColor(tokens().line))
        painter.end()
        super().paintEvent(event)

    def _mark(self, query: ListQuery) -> None:
        self.setCurrentIndex(self._entries.index(self._entries.row_of(query), 0))

    def _tell(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if not self._is_told:
            self.chosen.emit(self.query())


class _Entries(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries = list(entries_of(NO_COUNTS))

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, query: ListQuery) -> int:
        rows = (row for row, entry in enumerate(self._entries) if entry.query == query)
        return next(rows, 0)

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index.row())
        if entry is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.words
            case Qt.ItemDataRole.AccessibleTextRole:
                late = f"，超期{entry.late}件" if entry.late else ""
                return (
                    entry.words if entry.query is None else f"{entry.words} {entry.count}件{late}"
                )
            case _ if role == _ENTRY_ROLE:
                return entry
            case _:
                return None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        entry = self.entry(index.row())
        if entry is None or entry.query is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Painter(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        is_first = index.row() == 0
        return QSize(0, scaled(ROW) + (8 if is_first else 0))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Entry = index.data(_ENTRY_ROLE)
        # The first line keeps a little distance from the menu.
        row = option.rect.adjusted(0, option.rect.height() - scaled(ROW), 0, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.query is None:
            painter.setPen(QColor(tokens().muted))
            painter.setFont(font())
            painter.drawText(row.adjusted(16, 8, -18, 0), _LEFT, entry.words)
        else:
            self._paint_entry(painter, option, row, entry)
        painter.restore()

    def _paint_entry(
        self, painter: QPainter, option: QStyleOptionViewItem, row: QRect, entry: Entry
    ) -> None:
        t = tokens()
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        tint = QRectF(row.adjusted(8, 1, -8, -1))
        if is_current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.row_idle if is_current else t.row_hover))
            painter.drawRoundedRect(tint, 4, 4)
        if is_current:
            painter.setBrush(QColor(t.accent))
            painter.drawRoundedRect(QRectF(8, row.top() + 7, 3, row.height() - 14), 1.5, 1.5)
        if is_current and has_focus:
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(tint.adjusted(1, 1, -1, -1), 4, 4)
        self._paint_words(painter, row, entry, is_current=is_current)

    def _paint_words(
        self, painter: QPainter, row: QRect, entry: Entry, *, is_current: bool
    ) -> None:
        t = tokens()
        figures = font(tabular=True)
        count = str(entry.count)
        right = row.right() - 18
        painter.setFont(figures)
        painter.setPen(QColor(t.muted))
        painter.drawText(
            QRect(row.left(), row.top(), right - row.left(), row.height()), _RIGHT, count
        )
        taken = QFontMetrics(figures).horizontalAdvance(count) + 10
        if entry.late:
            late_font = font(demibold=True, tabular=True)
            late = f"▲{entry.late}"
            painter.setFont(late_font)
            painter.setPen(QColor(t.late.fg))
            painter.drawText(
                QRect(row.left(), row.top(), right - taken - row.left(), row.height()), _RIGHT, late
            )
            taken += QFontMetrics(late_font).horizontalAdvance(late) + 8
        words_font = font(demibold=is_current)
        left = row.left() + 20 + (14 if entry.is_child else 0)
        room = right - taken - left
        painter.setFont(words_font)
        painter.setPen(QColor(t.text))
        words = QFontMetrics(words_font).elidedText(entry.words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, row.top(), room, row.height()), _LEFT, words)


_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
