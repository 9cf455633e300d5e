"""Yes or no, as a field."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.fields.field import Field, Raw
from linli.desktop.fields.line import is_enter
from linli.desktop.widgets.tick_box import TickBox


class TickField(Field):
    """A box to tick, with its words beside it; the caption may be empty."""

    def __init__(
        self, label: str, words: str, *, is_ticked: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(label, parent=parent)
        self.box = _TickBox(words)
        self.box.setChecked(is_ticked)
        self.box.toggled.connect(self._on_toggled)
        self.box.advance.connect(self.advance)
        self.box.retreat.connect(self.retreat)
        self._place(self.box)
        self.box.setAccessibleName(words)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, *, is_ticked: bool) -> None:
        """Tick it or not."""
        self.box.setChecked(is_ticked)

    @override
    def raw(self) -> str:
        return "1" if self.box.isChecked() else ""

    @override
    def set_raw(self, raw: Raw) -> None:
        self.box.setChecked(bool(raw))

    def _on_toggled(self, _is_on: bool) -> None:  # noqa: FBT001 - as Qt calls it
        self.changed.emit()


class _TickBox(TickBox):
    advance = Signal()
    retreat = Signal()

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if is_enter(e):
            (
                self.retreat if e.modifiers() & Qt.KeyboardModifier.ShiftModifier else self.advance
            ).emit()
            return
        super().keyPressEvent(e)
