"""Several names in one field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Unpack

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.fields.choice_line import ChoiceLine
from linli.desktop.fields.field import Field, FieldOptions, Raw
from linli.desktop.widgets.badges import Badge
from linli.desktop.widgets.flow import Flow
from linli.desktop.widgets.panels import empty
from linli.desktop.widgets.segments import Option


class ManyField(Field):
    """Names, one after the other: Enter takes the name typed, Enter on nothing goes on.

    Known names are offered as they are typed; others are welcome. 、 and ， part
    names typed in one go, and Backspace on nothing takes the last one back to be
    changed.
    """

    def __init__(
        self,
        label: str,
        choices: Iterable[Option] = (),
        **options: Unpack[FieldOptions],
    ) -> None:
        super().__init__(label, **options)
        self._names: list[str] = []
        self.line = _NamesLine(choices, parent=self)
        self.line.setPlaceholderText(options.get("placeholder", ""))
        self._badge_row = QWidget()
        self._badges = Flow(parent=self._badge_row)
        self._badge_row.hide()
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self._badge_row)
        self.line.textChanged.connect(self._on_text_changed)
        self.line.advance.connect(self._on_enter)
        self.line.retreat.connect(self.retreat)
        self.line.take_back.connect(self._take_back)
        self._place(self.line, column)

    def value(self) -> tuple[str, ...]:
        """The names, the one still being typed included."""
        return tuple(dict.fromkeys([*self._names, *_parted(self.line.text())]))

    def set_value(self, names: Iterable[str]) -> None:
        """Put these names in place of what is there."""
        self._names = list(dict.fromkeys(names))
        self.line.clear()
        self._show_names()
        self.changed.emit()

    def set_choices(self, choices: Iterable[Option]) -> None:
        """Offer other names."""
        self.line.set_choices(choices)

    @override
    def raw(self) -> list[str]:
        return [*self._names, self.line.text()]

    @override
    def set_raw(self, raw: Raw) -> None:
        names = [raw] if isinstance(raw, str) else raw
        self.set_value(names[:-1])
        self.line.setText(names[-1] if names else "")

    def _on_text_changed(self, _text: str) -> None:
        self.changed.emit()

    def _on_enter(self) -> None:
        typed = _parted(self.line.text())
        if not typed:
            self.advance.emit()
            return
        self.set_value([*self._names, *typed])

    def _take_back(self) -> None:
        if self._names:
            last = self._names.pop()
            self._show_names()
            self.line.setText(last)

    def _show_names(self) -> None:
        empty(self._badges)
        for name in self._names:
            self._badges.addWidget(Badge(name, is_yielding=True))
        self._badge_row.setVisible(bool(self._names))
        self.line.setAccessibleDescription("已填：" + "、".join(self._names) if self._names else "")


class _NamesLine(ChoiceLine):
    take_back = Signal()

    def __init__(self, choices: Iterable[Option], *, parent: QWidget) -> None:
        super().__init__(choices, is_name_list=True, is_open_ended=True, parent=parent)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text() and not self.is_composing:
            self.take_back.emit()
            return
        super().keyPressEvent(event)


def _parted(text: str) -> list[str]:
    return [name.strip() for name in re.split("[、，,；;]", text) if name.strip()]
