"""How a line of the timeline is measured and drawn.

Every line draws its own piece of the track, so the view can paint any part alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from linli.desktop.case_page.timeline_rows import Node, RowKind, TimelineRow, TimelineRows
from linli.desktop.look import Tokens, font, scaled, tokens, width_of
from linli.desktop.widgets.shapes import Status, paint_lock, paint_status

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The role under which the model gives its `TimelineRow`."""

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Layout:
    """The wrapped words of one line at one width; y counts from the line's top."""

    height: int
    who: QTextLayout | None
    note: QTextLayout | None


class TimelineDelegate(QStyledItemDelegate):
    """Draws lines; ``is_compact`` keeps who and note to one line each, cut with an ellipsis."""

    def __init__(self, parent: QObject | None = None, *, is_compact: bool = False) -> None:
        super().__init__(parent)
        self._is_compact = is_compact
        self._rows = TimelineRows()
        self._width = 0
        self._layouts: dict[int, _Layout] = {}

    def set_rows(self, rows: TimelineRows) -> None:
        """Draw other lines."""
        self._rows = rows
        self._layouts.clear()

    def set_width(self, width: int) -> None:
        """Measure anew for ``width`` pixels."""
        self._width = width
        self._layouts.clear()

    def height_of(self, place: int) -> int:
        """Pixels the line at ``place`` needs at the present width."""
        return self._layout(place).height

    def text_left(self) -> int:
        """Where the words begin, in pixels from the left edge."""
        return self._lanes_left() + scaled(18) * len(self._rows.lanes) + scaled(14)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._width, self.height_of(index.row()))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, TimelineRow):
            return
        box = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType] - missing from the stubs
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind is RowKind.STEP:
            self._paint_ground(painter, option, box)
        self._paint_track(painter, box, row)
        match row.kind:
            case RowKind.LANES:
                self._paint_heads(painter, box)
            case RowKind.DAY:
                self._paint_day(painter, box, row)
            case RowKind.STEP:
                self._paint_step(painter, box, row, self._layout(index.row()))
        painter.restore()

    def _layout(self, place: int) -> _Layout:
        if place not in self._layouts:
            self._layouts[place] = self._measure(self._rows.rows[place])
        return self._layouts[place]

    def _measure(self, row: TimelineRow) -> _Layout:
        if row.kind is RowKind.LANES:
            return _Layout(scaled(20), None, None)
        head = scaled(30)
        if row.kind is RowKind.DAY:
            return _Layout(head, None, None)
        left, line = self.text_left(), scaled(20)
        indent = self._who_left(row) - left
        room = max(self._width - left - scaled(8), scaled(60))
        room_beside = room - (width_of(row.right, font()) + scaled(12) if row.right else 0)
        who_words, note_words = row.who, row.note
        if self._is_compact:
            who_words = _cut(row.who, room_beside - indent)
            note_words = _cut(row.note, room)
        who = _wrapped(who_words, room, line, indent=indent, first_room=room_beside - indent)
        height = head + line * (who.lineCount() - 1)
        if not note_words:
            return _Layout(height, who, None)
        note = _wrapped(note_words, room, line)
        return _Layout(height + line * note.lineCount() + scaled(4), who, note)

    def _lanes_left(self) -> int:
        if not self._rows.has_clock:
            return 0
        widest = max(width_of(row.clock, font(tabular=True)) for row in self._rows.rows)
        return min(max(scaled(44), widest + scaled(10)), scaled(96))

    def _lane_x(self, lane: int) -> float:
        return self._lanes_left() + scaled(18) * (lane + 0.5)

    def _who_left(self, row: TimelineRow) -> int:
        left = self.text_left() + width_of(row.words, font(demibold=True)) + scaled(10)
        return left + scaled(18) if row.has_lock else left

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType] - missing from the stubs
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if self._is_compact or not (is_selected or has_focus or is_hovered):
            return
        now = tokens()
        ground = now.row_hover
        if is_selected or has_focus:
            ground = now.row_active if has_focus else now.row_idle
        ring = QPen(QColor(now.accent), 2) if has_focus else QPen(Qt.PenStyle.NoPen)
        if is_selected and not now.has_tints and not has_focus:
            ring = QPen(QColor(now.border), 1)
        painter.setPen(ring)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box.adjusted(self.text_left() - scaled(8), 1, -1, -1), 4, 4)

    def _paint_track(self, painter: QPainter, box: QRectF, row: TimelineRow) -> None:
        now = tokens()
        if len(self._rows.lanes) > 1:
            painter.setPen(QPen(QColor(now.border), 1, Qt.PenStyle.DotLine))
            painter.setOpacity(0.5)
            for lane, name in enumerate(self._rows.lanes):
                if not name:
                    continue
                x = box.left() + round(self._lane_x(lane)) + 0.5
                top = box.top() + (scaled(18) if row.kind is RowKind.LANES else 0)
                painter.drawLine(QPointF(x, top), QPointF(x, box.bottom()))
            painter.setOpacity(1)
        if row.lane is None:
            return
        painter.setPen(QPen(QColor(now.border), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        x = box.left() + self._lane_x(row.lane)
        y = box.top() + scaled(15) if row.kind is RowKind.STEP else box.bottom()
        if row.lane_above is not None:
            painter.drawPath(_track(box.left() + self._lane_x(row.lane_above), box.top(), x, y))
        if row.lane_below is not None and row.kind is RowKind.STEP:
            painter.drawLine(QPointF(x, y), QPointF(x, box.bottom()))

    def _paint_heads(self, painter: QPainter, box: QRectF) -> None:
        painter.setFont(font())
        painter.setPen(QColor(tokens().muted))
        for lane, name in enumerate(self._rows.lanes):
            x = box.left() + self._lane_x(lane)
            place = QRectF(x - scaled(12), box.top(), scaled(24), scaled(18))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)

    def _paint_day(self, painter: QPainter, box: QRectF, row: TimelineRow) -> None:
        painter.setFont(font(demibold=True))
        painter.setPen(QColor(tokens().muted))
        room = box.adjusted(self.text_left(), 0, 0, 0)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, middle, _cut(row.words, room.width(), font(demibold=True)))

    def _paint_step(
        self, painter: QPainter, box: QRectF, row: TimelineRow, layout: _Layout
    ) -> None:
        now = tokens()
        head = QRectF(box.left(), box.top(), box.width(), scaled(30))
        middle = Qt.AlignmentFlag.AlignVCenter
        if row.clock:
            clock_font = font(tabular=True)
            painter.setFont(clock_font)
            painter.setPen(QColor(now.muted))
            words = _cut(row.clock, self._lanes_left() - scaled(6), clock_font)
            painter.drawText(head, Qt.AlignmentFlag.AlignLeft | middle, words)
        centre = QPointF(box.left() + self._lane_x(row.lane or 0), head.center().y())
        _paint_node(painter, centre, row, now)
        painter.setFont(font(demibold=True))
        painter.setPen(QColor(now.text))
        left = box.left() + self.text_left()
        painter.drawText(head.adjusted(left - head.left(), 0, 0, 0), middle, row.words)
        if row.has_lock:
            lock = QRectF(
                self._who_left(row) - scaled(18) + box.left(),
                head.center().y() - scaled(7),
                scaled(12),
                scaled(13),
            )
            paint_lock(painter, lock, _side_colour(row, now))
        painter.setPen(QColor(_side_colour(row, now) if row.has_lock else now.text))
        if layout.who is not None:
            layout.who.draw(painter, QPointF(left, box.top() + scaled(5)))
        painter.setPen(QColor(now.muted))
        if layout.note is not None:
            extra = (layout.who.lineCount() if layout.who else 1) - 1
            layout.note.draw(painter, QPointF(left, box.top() + scaled(26) + scaled(20) * extra))
        if row.right:
            painter.setFont(font(tabular=True))
            room = head.adjusted(0, 0, -scaled(8), 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | middle, row.right)


def _paint_node(painter: QPainter, centre: QPointF, row: TimelineRow, now: Tokens) -> None:
    match row.node:
        case Node.STEP:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.accent))
            painter.drawEllipse(centre, scaled(9) / 2, scaled(9) / 2)
        case Node.PARTNERED:
            half = scaled(11) / 2 - 1
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.setBrush(QColor(now.base))
            square = QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)
            painter.drawRoundedRect(square, 2, 2)
        case Node.ONE_SIDE:
            _paint_half(painter, centre, row, now)
        case Node.JOINT:
            _paint_shares(painter, centre, row, now)
        case Node.CLOSING:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.well.fg))
            painter.drawEllipse(centre, scaled(14) / 2, scaled(14) / 2)
            paint_status(painter, centre, Status.GOOD, size=scaled(7), colour=now.base)


def _paint_half(painter: QPainter, centre: QPointF, row: TimelineRow, now: Tokens) -> None:
    """Half a circle: 甲 the left half, 乙 the right, so that both together make one."""
    colour = QColor(_side_colour(row, now))
    radius = scaled(13) / 2 - 1
    circle = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    painter.setPen(QPen(colour, 2))
    painter.setBrush(QColor(now.base))
    painter.drawEllipse(circle)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    is_right = row.sides[0] == "乙"
    painter.drawPie(circle, (-90 if is_right else 90) * 16, 180 * 16)


def _paint_shares(painter: QPainter, centre: QPointF, row: TimelineRow, now: Tokens) -> None:
    """A full circle shared by those who came: 甲 from the top down the left, and on."""
    radius = scaled(15) / 2
    circle = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    share = 360 * 16 // len(row.sides)
    painter.setPen(Qt.PenStyle.NoPen)
    for place, side in enumerate(row.sides):
        painter.setBrush(QColor(now.side(side).fg))
        painter.drawPie(circle, 90 * 16 + place * share, share)
    painter.setPen(QPen(QColor(now.base), 1))
    painter.drawLine(QPointF(centre.x(), circle.top()), QPointF(centre.x(), circle.bottom()))


def _side_colour(row: TimelineRow, now: Tokens) -> str:
    return now.side(row.sides[0]).fg if row.sides else now.text


def _track(from_x: float, top: float, x: float, y: float) -> QPainterPath:
    """The line down to a node, changing lane in a short curve where it must."""
    path = QPainterPath(QPointF(from_x, top))
    if from_x == x:
        path.lineTo(x, y)
    else:
        path.cubicTo(QPointF(from_x, y), QPointF(x, top), QPointF(x, y))
    return path


def _cut(words: str, room: float, text_font: QFont | None = None) -> str:
    metrics = QFontMetricsF(text_font or font())
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)


def _wrapped(
    words: str, room: int, line_height: int, *, indent: int = 0, first_room: int | None = None
) -> QTextLayout:
    """Lay out words in lines of ``room``; the first may begin later and be shorter."""
    layout = QTextLayout(words, font())
    option = QTextOption()
    # Plain WrapAnywhere puts a comma at the start of a line.
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    place = 0
    while (line := layout.createLine()).isValid():
        is_first = place == 0
        line.setLineWidth(max(first_room or room, 1) if is_first else room)
        drop = (line_height - ceil(line.height())) / 2
        line.setPosition(QPointF(indent if is_first else 0, place * line_height + drop))
        place += 1
    layout.endLayout()
    return layout
