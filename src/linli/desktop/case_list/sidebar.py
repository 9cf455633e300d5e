"""Today, the lists to choose from, what has cases, and the forms parked with what was typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
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
from linli.domain.case_file import AgendaFigures, ListCounts, ListQuery, ListScope

WIDTH: Final = 184
ROW: Final = 32
_ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


TODAY: Final = "TODAY"
"""The key of the line 今天."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a list by its query, 今天 or a parked form by its key; a head has neither."""

    words: str
    query: ListQuery | None = None
    count: int | None = 0
    late: int = 0
    is_child: bool = False
    key: str = ""

    @property
    def is_head(self) -> bool:
        """Whether it stands over others and cannot be chosen."""
        return self.query is None and not self.key


def entries_of(
    counts: ListCounts,
    due_today: AgendaFigures | None = None,
    parked: Sequence[tuple[str, str]] = (),
) -> Iterator[Entry]:
    """The lines of the sidebar: today, three lists, forms parked, then what has cases.

    ``parked`` are (key, words). Without ``due_today`` there is no line for it.
    """
    if due_today is not None:
        count = due_today.late + due_today.today
        yield Entry("今天", count=count, late=due_today.late, key=TODAY)
    yield from _lists(counts)
    if parked:
        yield Entry("草稿")
    for key, words in parked:
        yield Entry(words, count=None, is_child=True, key=key)
    yield from _kinds_and_grids(counts)


def _lists(counts: ListCounts) -> Iterator[Entry]:
    yield Entry("待办", ListQuery(), counts.open, counts.overdue)
    yield Entry("全部", ListQuery(scope=ListScope.ALL), counts.all)
    yield Entry("已办结", ListQuery(scope=ListScope.CLOSED), counts.closed)


def _kinds_and_grids(counts: ListCounts) -> Iterator[Entry]:
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
    today_asked = Signal()
    draft_asked = Signal(str)
    """A parked form is taken up: its key."""
    draft_dropped = Signal(str)
    """A parked form is to be thrown away: its key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_told = False
        self._counts = NO_COUNTS
        self._due_today: AgendaFigures | None = None
        self._parked: tuple[tuple[str, str], ...] = ()
        self._entries = _Entries(self)
        self.setAccessibleName("列表、类别和网格")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setModel(self._entries)
        self.setItemDelegate(_Painter(self))
        self.selectionModel().currentChanged.connect(self._tell)
        self.clicked.connect(self._take_up)

    def show_counts(self, counts: ListCounts) -> None:
        """Show new figures; the line chosen stays chosen while it exists."""
        self._counts = counts
        self._show()

    def show_due_today(self, figures: AgendaFigures) -> None:
        """Show how much is late and due today, on a line of its own."""
        self._due_today = figures
        self._show()

    def show_parked(self, parked: Sequence[tuple[str, str]]) -> None:
        """Show the forms parked, as (key, words)."""
        self._parked = tuple(parked)
        self._show()

    def follow_today(self) -> None:
        """Mark the line 今天, without telling that it was chosen."""
        self._is_told = True
        self._stand_at(self._entries.row_of_key(TODAY))
        self._is_told = False

    def _show(self) -> None:
        before = self._entries.entry(self.currentIndex().row())
        chosen = self.query()
        self._is_told = True
        self._entries.show(list(entries_of(self._counts, self._due_today, self._parked)))
        if before is not None and before.key:
            self._stand_at(self._entries.row_of_key(before.key))
        else:
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

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self._entries.entry(self.currentIndex().row())
        is_draft = entry is not None and entry.key not in {"", TODAY}
        if is_draft and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take_up(self.currentIndex())
        elif entry is not None and is_draft and event.key() == Qt.Key.Key_Delete:
            self.draft_dropped.emit(entry.key)
        else:
            super().keyPressEvent(event)

    def _mark(self, query: ListQuery) -> None:
        self._stand_at(self._entries.row_of(query))

    def _stand_at(self, row: int) -> None:
        self.setCurrentIndex(self._entries.index(row, 0))

    def _tell(self, _now: QModelIndex, _before: QModelIndex) -> None:
        entry = self._entries.entry(self.currentIndex().row())
        if self._is_told or entry is None:
            return
        if entry.key == TODAY:
            self.today_asked.emit()
        elif not entry.key:
            self.chosen.emit(self.query())

    def _take_up(self, index: QModelIndex) -> None:
        entry = self._entries.entry(index.row())
        if entry is not None and entry.key not in {"", TODAY}:
            self.draft_asked.emit(entry.key)


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
        """The row of a list; that of the open cases where it is gone."""
        rows = [entry.query for entry in self._entries]
        return rows.index(query if query in rows else ListQuery())

    def row_of_key(self, key: str) -> int:
        """The row of 今天 or a parked form; the first list's where it is gone."""
        rows = (row for row, entry in enumerate(self._entries) if entry.key == key)
        return next(rows, self.row_of(ListQuery()))

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
                late_word = "过期" if entry.key == TODAY else "超期"
                late = f"，{late_word}{entry.late}件" if entry.late else ""
                counted = "" if entry.is_head or entry.count is None else f" {entry.count}件{late}"
                draft = "草稿 " if entry.key not in {"", TODAY} else ""
                return f"{draft}{entry.words}{counted}"
            case _ if role == _ENTRY_ROLE:
                return entry
            case _:
                return None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        entry = self.entry(index.row())
        if entry is None or entry.is_head:
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
        if entry.is_head:
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
        count = "" if entry.count is None else str(entry.count)
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
