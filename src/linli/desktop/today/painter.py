"""One row of the start page, drawn: a head, or an entry on two lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from linli.desktop.case_list.columns import Lines
from linli.desktop.look import font, scaled, tokens, width_of
from linli.desktop.today.lines import EntryLines, Head, Row
from linli.desktop.today.model import ROW_ROLE, Index
from linli.desktop.widgets.shapes import STATUS, paint_status, status_tone

if TYPE_CHECKING:
    from linli.desktop.today.view import AgendaView

HEAD: Final = 34
ENTRY: Final = 52
DUE: Final = 136
KIND: Final = 76
WHERE: Final = 220
WHO: Final = 116
WHERE_FROM: Final = 820
"""The width from which a row also says where and with whom."""
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_INSET: Final = 8
_BAR: Final = 3


class AgendaPainter(QStyledItemDelegate):
    """Draws rows; colours are asked for while painting."""

    def __init__(self, view: AgendaView) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, scaled(HEAD if isinstance(index.data(ROW_ROLE), Head) else ENTRY))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        painter.save()
        painter.setClipRect(option.rect)
        if isinstance(row, Head):
            _paint_head(painter, option.rect, row)
        else:
            self._paint_ground(painter, option)
            _paint_entry(painter, option.rect, row)
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


def _paint_head(painter: QPainter, room: QRect, head: Head) -> None:
    t = tokens()
    line = room.adjusted(scaled(16), scaled(6), -16, 0)
    bold = font(demibold=True)
    _paint_text(painter, line, head.words, bold, t.text)
    count = line.adjusted(width_of(head.words, bold) + scaled(8), 0, 0, 0)
    figures = font(tabular=True)
    _paint_text(painter, count, str(head.count), figures, t.muted)
    if head.aside:
        aside = count.adjusted(width_of(str(head.count), figures) + scaled(16), 0, 0, 0)
        _paint_text(painter, aside, head.aside, font(), t.muted)


def _paint_entry(painter: QPainter, room: QRect, entry: EntryLines) -> None:
    t = tokens()
    status = STATUS[entry.state]
    centre = QPointF(room.left() + scaled(16), room.top() + room.height() / 2)
    paint_status(painter, centre, status)
    due = QRect(room.left() + scaled(30), room.top(), scaled(DUE - 30), room.height())
    bold = font(demibold=status.is_pressing, tabular=True)
    _paint_lines(painter, due, entry.due, bold, status_tone(status).fg)
    kind = QRect(room.left() + scaled(DUE), room.top(), scaled(KIND), room.height())
    _paint_lines(painter, kind, Lines(entry.kind), font(), t.text)
    right = room.right() - _INSET
    who = QRect(right - scaled(WHO), room.top(), scaled(WHO), room.height())
    _paint_lines(painter, who, Lines(entry.who), font(), t.text)
    right = who.left() - _INSET
    if room.width() >= scaled(WHERE_FROM):
        where = QRect(right - scaled(WHERE), room.top(), scaled(WHERE), room.height())
        _paint_lines(painter, where, entry.where, font(), t.text)
        right = where.left() - _INSET * 2
    matter = QRect(kind.right() + _INSET, room.top(), right - kind.right() - _INSET, room.height())
    _paint_lines(painter, matter, entry.matter, font(demibold=True), t.text)


def _paint_lines(
    painter: QPainter, room: QRect, lines: Lines, first_font: QFont, colour: str
) -> None:
    if not lines.second:
        _paint_text(painter, room, lines.first, first_font, colour)
        return
    first = QRect(room.left(), room.top() + scaled(6), room.width(), scaled(20))
    second = QRect(room.left(), room.top() + scaled(28), room.width(), scaled(18))
    _paint_text(painter, first, lines.first, first_font, colour)
    _paint_text(painter, second, lines.second, font(tabular=True), tokens().muted)


def _paint_text(painter: QPainter, room: QRect, words: str, text_font: QFont, colour: str) -> None:
    painter.setFont(text_font)
    painter.setPen(QPen(QColor(colour)))
    shown = QFontMetrics(text_font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, shown)
