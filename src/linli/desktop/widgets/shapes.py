"""The drawn signs that come before colour: what a status means, and the lock."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from linli.desktop.look import Tone, scaled, tokens
from linli.domain.case_file import DueState


class Status(StrEnum):
    """What a sign says, in the order of its weight."""

    LATE = "LATE"
    SOON = "SOON"
    IN_TIME = "IN_TIME"
    GOOD = "GOOD"
    """Something reached its end well: a tick in green."""
    SUSPENDED = "SUSPENDED"
    NO_LIMIT = "NO_LIMIT"
    CLOSED = "CLOSED"
    """A finished case: a tick in grey."""

    @property
    def is_pressing(self) -> bool:
        """Whether its words stand in DemiBold."""
        return self in {Status.LATE, Status.SOON}


STATUS: Final = {
    DueState.OVERDUE: Status.LATE,
    DueState.SOON: Status.SOON,
    DueState.IN_TIME: Status.IN_TIME,
    DueState.STANDING: Status.SUSPENDED,
    DueState.NOT_SET: Status.NO_LIMIT,
    DueState.CLOSED: Status.CLOSED,
}
"""The sign that stands for how a case stands to its time limit."""


def status_tone(status: Status) -> Tone:
    """The colours of a status in the scheme that holds now."""
    now = tokens()
    tones = {
        Status.LATE: now.late,
        Status.SOON: now.soon,
        Status.IN_TIME: now.well,
        Status.GOOD: now.well,
    }
    return tones.get(status, now.quiet)


def paint_status(
    painter: QPainter, centre: QPointF, status: Status, *, size: float = 12, colour: str = ""
) -> None:
    """Draw the sign of ``status`` around ``centre``, ``size`` pixels across."""
    brush = QColor(colour or status_tone(status).fg)
    half = size / 2
    x, y = centre.x(), centre.y()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    match status:
        case Status.LATE:
            corners = [
                QPointF(x, y - half * 0.9),
                QPointF(x + half, y + half * 0.8),
                QPointF(x - half, y + half * 0.8),
            ]
            painter.drawPolygon(QPolygonF(corners))
        case Status.SOON:
            corners = [
                QPointF(x, y - half),
                QPointF(x + half, y),
                QPointF(x, y + half),
                QPointF(x - half, y),
            ]
            painter.drawPolygon(QPolygonF(corners))
        case Status.IN_TIME:
            painter.drawEllipse(centre, half * 0.84, half * 0.84)
        case Status.SUSPENDED:
            for left in (x - half * 0.66, x + half * 0.18):
                painter.drawRect(QRectF(left, y - half * 0.84, half * 0.48, half * 1.68))
        case Status.NO_LIMIT:
            painter.drawRect(QRectF(x - half * 0.84, y - 1, half * 1.68, 2))
        case Status.GOOD | Status.CLOSED:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(_round_pen(brush, 2 * size / 12))
            corners = [
                QPointF(x - half, y),
                QPointF(x - half * 0.3, y + half * 0.7),
                QPointF(x + half, y - half * 0.7),
            ]
            painter.drawPolyline(QPolygonF(corners))
    painter.restore()


def paint_lock(painter: QPainter, box: QRectF, colour: str) -> None:
    """Draw a closed lock that fills ``box`` in height."""
    height = box.height()
    width = height * 0.8
    left = box.center().x() - width / 2
    body = QRectF(left, box.top() + height * 0.45, width, height * 0.55)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shackle = QPainterPath(QPointF(left + width * 0.22, body.top()))
    arch = QRectF(left + width * 0.22, box.top() + height * 0.06, width * 0.56, height * 0.6)
    shackle.lineTo(arch.left(), arch.center().y())
    shackle.arcTo(arch, 180, -180)
    shackle.lineTo(arch.right(), body.top())
    painter.strokePath(shackle, _round_pen(QColor(colour), height * 0.13))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(body, height * 0.1, height * 0.1)
    painter.restore()


def paint_arrow(painter: QPainter, centre: QPointF, colour: str) -> None:
    """Draw the small arrow that says a list opens downwards."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_round_pen(QColor(colour), 1.6))
    x, y = centre.x(), centre.y()
    painter.drawPolyline(
        QPolygonF([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])
    )
    painter.restore()


class StatusSign(QWidget):
    """The sign of a status alone, to stand before words of its own."""

    def __init__(self, status: Status, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = status
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_status(self, status: Status) -> None:
        """Show another status."""
        self._status = status
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(scaled(16), scaled(16))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_status(QPainter(self), QRectF(self.rect()).center(), self._status, size=scaled(11))


class Lock(QWidget):
    """A lock in a colour the scheme decides when it is painted."""

    def __init__(self, letter: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = letter
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(scaled(14), scaled(16))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now = tokens()
        tone = now.side(self._letter) if self._letter else now.quiet
        paint_lock(QPainter(self), QRectF(self.rect()).adjusted(1, 1, -1, -1), tone.fg)


def _round_pen(colour: QColor, width: float) -> QPen:
    return QPen(
        colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
