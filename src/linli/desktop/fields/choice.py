"""One of a list, by its label, a part of it, or initials."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Unpack

from PySide6.QtCore import Signal
from typing_extensions import override

from linli.desktop.fields.choice_line import ChoiceLine
from linli.desktop.fields.field import Field, FieldOptions, Raw
from linli.desktop.widgets.segments import Option


class ChoiceField(Field):
    """A choice from a list; the value is a code.

    - ``likely``: where given, Enter takes the first of several that fit only if it
      is one of these codes; otherwise the list waits. Without it Enter takes the first.
    - ``is_name_list``: the labels are names, so the input method stays on.
    - ``is_open_ended``: words that are none of the choices are welcome; `text` has them.
    - ``offers_new``: what fits nothing may be added; ``new_wanted`` tells its words.

    ``chosen`` tells the code each time a person took one.
    """

    chosen = Signal(str)
    new_wanted = Signal(str)

    def __init__(
        self,
        label: str,
        choices: Iterable[Option] = (),
        *,
        likely: Collection[str] | None = None,
        is_name_list: bool = False,
        is_open_ended: bool = False,
        offers_new: bool = False,
        **options: Unpack[FieldOptions],
    ) -> None:
        options.setdefault("missing", f"请选{label}")
        super().__init__(label, **options)
        self._is_open_ended = is_open_ended
        self.line = ChoiceLine(
            choices,
            likely=likely,
            is_name_list=is_name_list,
            is_open_ended=is_open_ended,
            offers_new=offers_new,
            parent=self,
        )
        self.line.setPlaceholderText(options.get("placeholder", "输字或首字母"))
        self.line.textChanged.connect(self._on_text_changed)
        self.line.advance.connect(self.advance)
        self.line.retreat.connect(self.retreat)
        self.line.chosen.connect(self.chosen)
        self.line.new_wanted.connect(self.new_wanted)
        self.line.waiting.connect(self._on_waiting)
        self._place(self.line)

    def value(self) -> str | None:
        """The code chosen; None while the text is none of the choices."""
        return self.line.code

    def text(self) -> str:
        """The words in the field, a label or not."""
        return self.line.text().strip()

    def set_value(self, code: str | None) -> None:
        """Choose; None empties the field. A code not offered raises KeyError."""
        self.line.set_code(code)

    def set_text(self, text: str) -> None:
        """Write words; a label among them is chosen by it."""
        self.line.setText(text)

    def set_choices(
        self, choices: Iterable[Option], *, likely: Collection[str] | None = None
    ) -> None:
        """Offer others; the text stays, and is matched again."""
        self.line.set_choices(choices, likely=likely)

    @override
    def raw(self) -> Raw:
        code, text = self.line.code, self.line.text()
        # Two of one name can only be told apart by the code.
        is_double = sum(choice.label == text for choice in self.line.choices) > 1
        return [text, code] if is_double and code is not None else text

    @override
    def set_raw(self, raw: Raw) -> None:
        if isinstance(raw, str):
            self.line.setText(raw)
        elif raw[1] in {choice.code for choice in self.line.choices}:
            self.line.set_code(raw[1])
        else:
            self.line.setText(raw[0])

    @override
    def trouble(self) -> str | None:
        if self.text() and self.value() is None and not self._is_open_ended:
            return f"{self.label}里没有“{self.text()}”"
        return super().trouble()

    def _on_text_changed(self, _text: str) -> None:
        self.set_hint("")
        self.changed.emit()

    def _on_waiting(self, count: int) -> None:
        self.set_hint(f"有 {count} 项相符：再输一个字母，或按 ↓ 选", is_amber=True)
