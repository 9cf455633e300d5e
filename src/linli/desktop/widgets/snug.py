"""A ground that is never taller than what stands on it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override


class Snug(QWidget):
    """Takes the height its content needs at its width, and no more.

    The vertical policy Maximum caps at the height for an ideal width, and so cuts off
    text that wraps; here the hint is the height at the width there is.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self.hasHeightForWidth():
            hint.setHeight(self.heightForWidth(self.width()))
        return hint

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
