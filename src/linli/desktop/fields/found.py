"""One of very many, sought in the record while its words are typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, Unpack

from PySide6.QtCore import QTimer, Signal
from typing_extensions import override

from linli.desktop.fields.choice_line import ChoiceLine
from linli.desktop.fields.field import Field, FieldOptions, Raw
from linli.desktop.widgets.segments import Option
from linli.errors import LinliError

SEEK_PAUSE: Final = 200
"""Milliseconds after the last key until the record is asked."""


class Found(NamedTuple):
    """One that fits: ``short`` is all of it that may be read while parties are present."""

    code: str
    label: str
    short: str


Find = Callable[[str], Sequence[Found]]
"""Gives what fits some words, the best first; for no words what is likely. May raise LinliError."""


class FoundField(Field):
    """A choice among what ``find`` gives for the words typed; the value is its code."""

    def __init__(self, label: str, find: Find, **options: Unpack[FieldOptions]) -> None:
        options.setdefault("missing", f"请选{label}")
        super().__init__(label, **options)
        self.line = _FoundLine(find, self)
        self.line.setPlaceholderText(options.get("placeholder", ""))
        self.line.textChanged.connect(self._on_text_changed)
        self.line.advance.connect(self.advance)
        self.line.retreat.connect(self.retreat)
        self.line.waiting.connect(self._on_waiting)
        self.line.nothing_found.connect(self._on_nothing_found)
        self._place(self.line)

    def value(self) -> str | None:
        """The code chosen; None while the text is nothing that was found."""
        return self.line.code

    def set_value(self, found: Found | None) -> None:
        """Choose one without seeking it."""
        self.line.choose(found)

    def cover(self, *, is_covered: bool) -> None:
        """Show of each no more than parties may read, or all of it again."""
        self.line.cover(is_covered=is_covered)

    @override
    def raw(self) -> Raw:
        chosen = self.line.chosen_one
        return self.line.text() if chosen is None else list(chosen)

    @override
    def set_raw(self, raw: Raw) -> None:
        if isinstance(raw, str):
            self.line.setText(raw)
        else:
            self.line.choose(Found(*raw))

    @override
    def trouble(self) -> str | None:
        words = self.line.text().strip()
        if words and self.value() is None:
            return f"请从列出的里面选；没有认出“{words}”"
        return super().trouble()

    def _on_text_changed(self, _text: str) -> None:
        self.set_hint("")
        self.changed.emit()

    def _on_waiting(self, count: int) -> None:
        self.set_hint(f"有 {count} 件相符：再输几个字，或按 ↓ 选", is_amber=True)

    def _on_nothing_found(self, sentence: str) -> None:
        self.set_hint(sentence, is_amber=True)


class _FoundLine(ChoiceLine):
    """Its choices are those of the last words sought; ``nothing_found`` says why there are none."""

    nothing_found = Signal(str)

    def __init__(self, find: Find, field: Field) -> None:
        # Nothing is likelier than the rest: Enter takes the one that fits, and no other.
        super().__init__(likely=(), is_name_list=True, parent=field)
        self._find = find
        self._found: tuple[Found, ...] = ()
        self._sought: str | None = None
        self._is_covered = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEEK_PAUSE)
        self._pause.timeout.connect(self._show_hits)

    @property
    def chosen_one(self) -> Found | None:
        """What is chosen."""
        return next((each for each in self._found if each.code == self.code), None)

    def choose(self, found: Found | None) -> None:
        """Show one as chosen; None empties the line."""
        self._offer(() if found is None else (found,))
        self._sought = None
        self.set_code(None if found is None else found.code)

    def cover(self, *, is_covered: bool) -> None:
        """Name each by its short words, or in full."""
        code = self.code
        self._is_covered = is_covered
        self._offer(self._found)
        if code is not None:
            self.set_code(code)

    @override
    def hits(self, text: str) -> list[Option]:
        words = text.strip()
        if words != self._sought:
            self._sought = words
            try:
                self._offer(tuple(self._find(words)))
            except LinliError as trouble:
                self._offer(())
                self.nothing_found.emit(str(trouble))
            else:
                if not self._found:
                    self.nothing_found.emit(f"没有找到“{words}”")
        return list(self.choices)

    @override
    def open_everything(self) -> None:
        if self.code is None:
            self._open(self.hits(self.text()), current=0)
        else:
            super().open_everything()

    @override
    def _on_edited(self, text: str) -> None:
        self._code = None
        self._pause.stop()
        if text.strip():
            self._pause.start()
        else:
            self.close_list()

    def _show_hits(self) -> None:
        if self.hasFocus() and self.code is None:
            self._open(self.hits(self.text()), current=None)

    def _offer(self, found: tuple[Found, ...]) -> None:
        self._found = found
        self.set_choices(
            tuple(each._replace(label=each.short) if self._is_covered else each for each in found),
            likely=(),
        )
