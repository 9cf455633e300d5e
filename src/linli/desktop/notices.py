"""The strips over a page: what was left unsaved, and how a backup goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from linli.desktop.widgets.buttons import quiet_button
from linli.desktop.widgets.strips import QuietStrip


class Notices(QWidget):
    """Strips by name, one under the other; a strip of the same name takes its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strips: dict[str, QuietStrip] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self.hide()

    def say(
        self, name: str, sentence: str, answers: Sequence[tuple[str, Callable[[], None]]] = ()
    ) -> None:
        """Say something until it is answered; every answer takes the strip away."""
        self.drop(name)
        strip = QuietStrip(sentence)
        strip.setAccessibleName(sentence)
        for words, answer in answers:
            button = quiet_button(words)
            button.clicked.connect(partial(self._answer, name, answer))
            strip.add_button(button)
        self._strips[name] = strip
        self._column.addWidget(strip)
        self.show()

    def tell(self, name: str, sentence: str) -> None:
        """Say something that only wants to be read."""
        self.say(name, sentence, (("知道了", lambda: None),))

    def panes(self) -> Sequence[QWidget]:
        """Where F6 goes: the first answer of each strip."""
        buttons = (strip.findChild(QAbstractButton) for strip in self._strips.values())
        return [button for button in buttons if button is not None]

    def drop(self, name: str) -> None:
        """Take a strip away where it stands."""
        strip = self._strips.pop(name, None)
        if strip is not None:
            self._column.removeWidget(strip)
            strip.hide()
            strip.deleteLater()
        self.setVisible(bool(self._strips))

    def _answer(self, name: str, answer: Callable[[], None], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal of Qt
        self.drop(name)
        answer()
