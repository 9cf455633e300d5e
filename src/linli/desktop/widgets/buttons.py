"""Buttons that answer Enter only while they have the focus, and name their key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from linli.desktop.look import font, restyle
from linli.desktop.widgets.labels import set_tool_tip


class Button(QPushButton):
    """A button with words and, behind two spaces, the key that presses it.

    ``key`` is shown and works as a shortcut of the window; ``takes_key=False`` only
    shows it, where the page handles the key itself. ``kind`` is "", primary, quiet,
    amber or chip.
    """

    def __init__(
        self,
        words: str,
        key: str = "",
        *,
        kind: str = "",
        takes_key: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._key = key
        self._takes_key = takes_key
        self._is_key_shown = True
        # Otherwise Enter in a field of a dialog presses whatever button is near.
        self.setAutoDefault(False)
        self.setFont(font())
        self.set_kind(kind)
        self._write()

    @property
    def words(self) -> str:
        """What the button says, without its key."""
        return self._words

    def set_words(self, words: str) -> None:
        """Say something else; the key stays."""
        self._words = words
        self._write()

    def set_kind(self, kind: str) -> None:
        """Dress as "", primary, quiet, amber or chip."""
        self.setProperty("kind", kind)
        restyle(self)

    def show_key(self, *, is_shown: bool) -> None:
        """Name the key beside the words, or leave it out where the window is narrow."""
        if is_shown != self._is_key_shown:
            self._is_key_shown = is_shown
            self._write()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.click()
            return
        super().keyPressEvent(event)

    def _write(self) -> None:
        plain = self._words.replace("&", "&&")
        shown = f"{plain}  {self._key}" if self._key and self._is_key_shown else plain
        self.setText(shown)
        set_tool_tip(self, f"{self._words}  {self._key}" if self._key else "")
        self.setAccessibleName(self._words)
        # Without one the tool tip is read out, as it is written.
        self.setAccessibleDescription(self._key)
        # setText takes away the shortcut, so it is given again after it.
        if self._key and self._takes_key:
            self.setShortcut(QKeySequence(self._key))


def primary_button(
    words: str, key: str = "", *, takes_key: bool = True, parent: QWidget | None = None
) -> Button:
    """The one button of a page that does what the page is for."""
    return Button(words, key, kind="primary", takes_key=takes_key, parent=parent)


def quiet_button(
    words: str, key: str = "", *, takes_key: bool = True, parent: QWidget | None = None
) -> Button:
    """A button that is only its words, for the head of a card."""
    return Button(words, key, kind="quiet", takes_key=takes_key, parent=parent)


class Chip(Button):
    """A condition of the list that is on or off, with its count."""

    def __init__(self, words: str, *, parent: QWidget | None = None) -> None:
        super().__init__(words, kind="chip", parent=parent)
        self._name = words
        self.setCheckable(True)

    def set_count(self, count: int | None) -> None:
        """Show how many there are behind the words; None shows none."""
        self.set_words(self._name if count is None else f"{self._name} {count}")
