"""One of a few that decide a form's shape, as a field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Unpack

from typing_extensions import override

from linli.desktop.fields.field import Field, FieldOptions, Raw
from linli.desktop.widgets.segments import Option, SegmentedChoice


class SegmentsField(Field):
    """Segments with a caption; the value is the code chosen."""

    def __init__(
        self,
        label: str,
        options: Iterable[Option],
        **more: Unpack[FieldOptions],
    ) -> None:
        more.setdefault("missing", f"请选{label}")
        super().__init__(label, **more)
        self.choice = SegmentedChoice(options, parent=self)
        self.choice.picked.connect(self._on_picked)
        self.choice.advance.connect(self.advance)
        self.choice.retreat.connect(self.retreat)
        self._place(self.choice)

    def value(self) -> str | None:
        """The code chosen, None while nothing is."""
        return self.choice.code

    def set_value(self, code: str | None) -> None:
        """Choose; None chooses nothing."""
        if code != self.choice.code:
            self.choice.set_code(code)
            self.changed.emit()

    def set_options(self, options: Iterable[Option]) -> None:
        """Offer others; the choice stays where it is still offered."""
        self.choice.set_options(options)

    @override
    def raw(self) -> str:
        return self.choice.code or ""

    @override
    def set_raw(self, raw: Raw) -> None:
        self.set_value(raw if isinstance(raw, str) and raw else None)

    @override
    def focus(self) -> None:
        self.choice.focus()

    @override
    def focus_by_keys(self) -> None:
        self.choice.focus()

    @override
    def _describe(self) -> None:
        super()._describe()
        if self._editor is not None:
            self.choice.name_options()

    def _on_picked(self, _code: str) -> None:
        self.changed.emit()
