"""What was removed, a row of two lines each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from linli.desktop.look import font, scaled, tokens
from linli.domain.case_file import RemovedRow

Index = QModelIndex | QPersistentModelIndex
ROW: Final = 52
NUMBER: Final = 210
WHEN: Final = 150
COVERED: Final = "已遮住"
_ROLE: Final = Qt.ItemDataRole.UserRole
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_INSET: Final = 12
_BAR: Final = 3


class BinList(QListView):
    """Arrows go from row to row; Enter takes the current one back."""

    take_back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self.setAccessibleName("回收站")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Painter(self))
        self.setModel(self._rows)
        self.doubleClicked.connect(self.take_back_asked)

    @property
    def rows(self) -> tuple[RemovedRow, ...]:
        """What is shown."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[RemovedRow], *, is_covered: bool = False) -> None:
        """Show other rows, or of them no more than number and time; the same place stays current."""
        place = self.currentIndex().row()
        self._rows.show(tuple(map(_covered, rows)) if is_covered else rows)
        if rows:
            self.setCurrentIndex(self._rows.index(min(max(place, 0), len(rows) - 1), 0))

    def current(self) -> RemovedRow | None:
        """The row the keys are for."""
        found = self.currentIndex().data(_ROLE)
        return found if isinstance(found, RemovedRow) else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.take_back_asked.emit()
            case Qt.Key.Key_Menu:
                self._show_menu(self.visualRect(self.currentIndex()).center())
            case _:
                super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, arg__1: QContextMenuEvent) -> None:
        self._show_menu(arg__1.pos())

    def _show_menu(self, place: QPoint) -> None:
        if self.current() is not None:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction("取回\tEnter", self.take_back_asked.emit)
            menu.exec(self.viewport().mapToGlobal(place))


def first_line(row: RemovedRow) -> str:
    """What it was; nothing of a row that is covered."""
    return " · ".join(filter(None, (row.thing.words, row.words))) if row.id else COVERED


def when_and_who(row: RemovedRow) -> str:
    """When it was removed, and by whom."""
    return " ".join(filter(None, (f"{row.at:%Y-%m-%d %H:%M}", row.by)))


def _covered(row: RemovedRow) -> RemovedRow:
    return replace(row, id=0, words="", why="", by="")


class _Rows(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[RemovedRow, ...] = ()

    def show(self, rows: Sequence[RemovedRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == _ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            said = (row.case_number, first_line(row), f"{when_and_who(row)}删除", row.why)
            return "，".join(filter(None, said))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return "Enter 取回"
        return None


class _Painter(QStyledItemDelegate):
    """Draws rows; colours are asked for while painting."""

    def __init__(self, view: BinList) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, scaled(ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: RemovedRow = index.data(_ROLE)
        painter.save()
        painter.setClipRect(option.rect)
        self._paint_ground(painter, option)
        t, room = tokens(), option.rect.adjusted(scaled(_INSET), 0, -scaled(_INSET), 0)
        number = QRect(room.left(), room.top(), scaled(NUMBER), room.height())
        when = QRect(room.right() - scaled(WHEN), room.top(), scaled(WHEN), room.height())
        what = QRect(number.right(), room.top(), when.left() - number.right(), room.height())
        _paint_text(painter, number, row.case_number, font(tabular=True), t.muted)
        first, second = _halves(what)
        if row.why:
            _paint_text(painter, first, first_line(row), font(), t.text)
            _paint_text(painter, second, row.why, font(), t.muted)
        else:
            _paint_text(painter, what, first_line(row), font(), t.text)
        first, second = _halves(when)
        if row.by:
            _paint_text(painter, first, f"{row.at:%Y-%m-%d %H:%M}", font(tabular=True), t.text)
            _paint_text(painter, second, row.by, font(), t.muted)
        else:
            _paint_text(painter, when, f"{row.at:%Y-%m-%d %H:%M}", font(tabular=True), t.text)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        t = tokens()
        room: QRect = option.rect
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = self._view.hasFocus()
        if is_current:
            painter.fillRect(room, QColor(t.row_active if has_focus else t.row_idle))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, QColor(t.row_hover))
        painter.fillRect(room.left(), room.bottom(), room.width(), 1, QColor(t.line))
        if not is_current:
            return
        accent = QColor(t.accent)
        if has_focus:
            painter.setPen(QPen(accent, 1))
            painter.drawRect(room.adjusted(0, 0, -1, -1))
        painter.fillRect(room.left(), room.top(), _BAR, room.height(), accent)


def _halves(room: QRect) -> tuple[QRect, QRect]:
    first = QRect(room.left(), room.top() + scaled(6), room.width(), scaled(20))
    second = QRect(room.left(), room.top() + scaled(28), room.width(), scaled(18))
    return first, second


def _paint_text(painter: QPainter, room: QRect, words: str, text_font: QFont, colour: str) -> None:
    painter.setFont(text_font)
    painter.setPen(QPen(QColor(colour)))
    one_line = " ".join(words.split())
    shown = QFontMetrics(text_font).elidedText(
        one_line, Qt.TextElideMode.ElideRight, room.width() - scaled(8)
    )
    painter.drawText(room, _LEFT, shown)
