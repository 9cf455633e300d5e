"""One row of the list, drawn on two lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from linli.desktop.case_list.columns import DUE, MATTER, Lines
from linli.desktop.case_list.model import LINES_ROLE, OPEN_ROLE, STATE_ROLE
from linli.desktop.look import font, scaled, tokens
from linli.desktop.widgets.shapes import STATUS, paint_status, status_tone
from linli.domain.case_file import DueState

if TYPE_CHECKING:
    from linli.desktop.case_list.view import CaseView

_Index = QModelIndex | QPersistentModelIndex
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_INSET: Final = 8
_BAR: Final = 3


class RowPainter(QStyledItemDelegate):
    """Draws cells so that tint, bar and focus ring run through the whole row."""

    def __init__(self, view: CaseView) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, scaled(52))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setClipRect(option.rect)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, option.rect, index, is_current=is_current)
        lines: Lines = index.data(LINES_ROLE)
        if index.column() == DUE:
            self._paint_due(painter, option.rect, lines.first, index.data(STATE_ROLE))
        else:
            is_bold = index.column() == MATTER and bool(index.data(OPEN_ROLE))
            _paint_lines(painter, option.rect, lines, is_bold=is_bold)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, cell: QRect, index: _Index, *, is_current: bool
    ) -> None:
        t = tokens()
        has_focus = self._view.hasFocus()
        if is_current:
            painter.fillRect(cell, QColor(t.row_active if has_focus else t.row_idle))
        elif index.row() == self._view.hovered_row:
            painter.fillRect(cell, QColor(t.row_hover))
        bottom = cell.bottom()
        painter.fillRect(cell.left(), bottom, cell.width(), 1, QColor(t.line))
        if not is_current:
            return
        accent = QColor(t.accent)
        is_first, is_last = (
            index.column() == DUE,
            index.column() == self._view.last_visible_column(),
        )
        if has_focus:
            painter.fillRect(cell.left(), cell.top(), cell.width(), 1, accent)
            painter.fillRect(cell.left(), bottom, cell.width(), 1, accent)
            if is_last:
                painter.fillRect(cell.right(), cell.top(), 1, cell.height(), accent)
        if is_first:
            painter.fillRect(cell.left(), cell.top(), _BAR, cell.height(), accent)

    def _paint_due(self, painter: QPainter, cell: QRect, words: str, state: DueState) -> None:
        status = STATUS[state]
        centre = QPointF(cell.left() + scaled(16), cell.top() + cell.height() / 2)
        paint_status(painter, centre, status)
        room = cell.adjusted(scaled(30), 0, -4, -1)
        text_font = font(demibold=status.is_pressing, tabular=True)
        _paint_text(painter, room, words, text_font, status_tone(status).fg)


def _paint_lines(painter: QPainter, cell: QRect, lines: Lines, *, is_bold: bool) -> None:
    t = tokens()
    room = cell.adjusted(_INSET, 0, -_INSET, 0)
    colour = t.muted if lines.is_muted else t.text
    first_font = font(demibold=is_bold, tabular=lines.is_muted)
    if not lines.second:
        _paint_text(painter, room, lines.first, first_font, colour)
        return
    first = QRect(room.left(), room.top() + scaled(6), room.width(), scaled(20))
    second = QRect(room.left(), room.top() + scaled(28), room.width(), scaled(18))
    _paint_text(painter, first, lines.first, first_font, colour)
    _paint_text(painter, second, lines.second, font(tabular=True), t.muted)


def _paint_text(painter: QPainter, room: QRect, words: str, text_font: QFont, colour: str) -> None:
    painter.setFont(text_font)
    painter.setPen(QPen(QColor(colour)))
    metrics = QFontMetrics(text_font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, shown)
