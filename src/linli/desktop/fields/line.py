"""One line of text, which leaves Enter to the input method while it composes."""

from __future__ import annotations

from typing import Unpack

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from linli.desktop.fields.field import Field, FieldOptions, Raw
from linli.desktop.look import font


class LineEditor(QLineEdit):
    """A line edit whose Enter goes on to the next field, and whose Shift+Enter goes back.

    It has no greatest length: Qt counts halves of rare characters and would cut
    a name in two.
    """

    advance = Signal()
    retreat = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preedit = ""
        self.setFont(font())

    @property
    def is_composing(self) -> bool:
        """Whether an input method holds letters that are not yet text."""
        return bool(self._preedit)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_composing and event.key() in KEYS_OF_INPUT_METHOD:
            event.accept()
            return
        if is_enter(event):
            self.press_enter(is_back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return
        super().keyPressEvent(event)

    def press_enter(self, *, is_back: bool) -> None:
        """Go on, or back."""
        (self.retreat if is_back else self.advance).emit()


class LineField(Field):
    """A field of one line; its value is its text."""

    def __init__(self, label: str, **options: Unpack[FieldOptions]) -> None:
        super().__init__(label, **options)
        self.line = self._make_line()
        self.line.setPlaceholderText(options.get("placeholder", ""))
        self.line.textChanged.connect(self._on_text_changed)
        self.line.advance.connect(self.advance)
        self.line.retreat.connect(self.retreat)
        self._place(self.line)

    def text(self) -> str:
        """The words in the field."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Write into the field, as a default does."""
        self.line.setText(text)

    @override
    def raw(self) -> str:
        return self.line.text()

    @override
    def set_raw(self, raw: Raw) -> None:
        self.line.setText(raw if isinstance(raw, str) else "、".join(raw))

    def _make_line(self) -> LineEditor:
        return LineEditor(self)

    def _on_text_changed(self, _text: str) -> None:
        self.changed.emit()


KEYS_OF_INPUT_METHOD = frozenset(
    {
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        *(Qt.Key(Qt.Key.Key_0.value + digit) for digit in range(10)),
    },
)
"""The keys that choose among candidates while letters are being composed."""


def is_enter(event: QKeyEvent) -> bool:
    """Whether this is Enter, with Shift or without, and with nothing else."""
    plain = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & ~plain
