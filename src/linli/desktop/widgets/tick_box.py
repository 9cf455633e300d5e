"""A box to tick that is seen as well in the dark."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget
from typing_extensions import override

from linli.desktop.look import font, scaled, tokens, width_of
from linli.desktop.widgets.labels import set_tool_tip
from linli.desktop.widgets.shapes import Status, paint_status


class TickBox(QCheckBox):
    """Draws its own box: the style's frame is too faint on dark ground.

    Words too long for the row end in …, and are whole in the tool tip.
    """

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words = words
        self.setFont(font())
        self.setAccessibleName(words)
        # A check box left to itself would push its form wide.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        """Say something else beside the box."""
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        set_tool_tip(self, "")
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(scaled(26) + width_of(self._words, self.font()) + 6, scaled(30))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(26) + width_of("字…", self.font()) + 6, scaled(30))

    @override
    def hitButton(self, pos: object) -> bool:
        return True

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        now = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = scaled(16)
        box = QRectF(2.5, (self.height() - side) / 2 + 0.5, side, side)
        is_on = self.isChecked()
        edge = now.accent if is_on or self.hasFocus() else now.border
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() and not is_on else 1))
        painter.setBrush(QColor(now.accent if is_on else now.base))
        painter.drawRoundedRect(box, 3, 3)
        if is_on:
            paint_status(
                painter, QPointF(box.center()), Status.GOOD, size=side * 0.6, colour=now.on_accent
            )
        painter.setPen(QColor(now.text if self.isEnabled() else now.muted))
        painter.setFont(self.font())
        room = self.rect().adjusted(scaled(26), 0, 0, 0)
        shown = self.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        set_tool_tip(self, self._words if shown != self._words else "")
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
