"""The foot of a form: how it stands at the left, what can be done at the right."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from linli.desktop.look import scaled, set_tone
from linli.desktop.widgets.buttons import Button
from linli.desktop.widgets.labels import ElidedLabel
from linli.desktop.widgets.shapes import Status, StatusSign


class FormFoot(QWidget):
    """Says 未保存, 草稿已存 or what is to be mended, beside the buttons.

    Where it is too narrow for both, the buttons leave their keys out.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[Button] = []
        self._sign = StatusSign(Status.SOON)
        self._words = ElidedLabel()
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self._row.addWidget(self._sign)
        self._row.addWidget(self._words, 1)
        self._sign.hide()
        self.setFixedHeight(scaled(50))

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, status: Status | None, words: str, tone: str) -> None:
        """Say something, behind the sign of ``status``; ``tone`` as in `look.set_tone`."""
        if status is not None:
            self._sign.set_status(status)
        self._sign.setVisible(status is not None)
        if words != self._words.text():
            self._words.setText(words)
            self._fit()
        set_tone(self._words, tone)

    def add_button(self, button: Button) -> Button:
        """Put a button behind those that stand there."""
        self._buttons.append(button)
        self._row.addWidget(button)
        return button

    def set_margin(self, across: int) -> None:
        """Begin and end so many pixels from the edges."""
        self._row.setContentsMargins(across, 0, across, 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for is_shown in (True, False):
            for button in self._buttons:
                button.show_key(is_shown=is_shown)
            if self._needed() <= self.width():
                return

    def _needed(self) -> int:
        margins = self._row.contentsMargins()
        shown = [button.sizeHint().width() + 8 for button in self._buttons if not button.isHidden()]
        said = self._words.sizeHint().width() + self._sign.sizeHint().width() + 8
        return margins.left() + margins.right() + said + sum(shown)
