"""A ground that is never taller than what stands on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override


class Snug(QWidget):
    """Takes the height its content needs at its width, and no more.

    The vertical policy Maximum would do that too, but it caps at the height for an
    ideal width, and so cuts off text that wraps.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @override
    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._hug()
        return answer

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hug()

    def _hug(self) -> None:
        needed = (
            self.heightForWidth(self.width())
            if self.hasHeightForWidth()
            else self.sizeHint().height()
        )
        needed = max(needed, self.minimumHeight())
        if needed != self.maximumHeight():
            self.setMaximumHeight(needed)
