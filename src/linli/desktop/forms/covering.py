"""Lines of a form that are in no widget while parties are present, and lose nothing by it."""

from typing_extensions import override

from linli.desktop.fields.amount import AmountField
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import Raw
from linli.desktop.fields.line import LineField
from linli.desktop.fields.many import ManyField
from linli.desktop.widgets.badges import Badge


class CoveredLine(LineField):
    """A line that can be taken out of sight; covered it still knows its words."""

    _covered: str | None = None

    def cover(self) -> None:
        """Take the words out of the widget, undo history included, and refuse typing."""
        if self._covered is None:
            words = self.line.text()
            self._write("")
            self.line.setReadOnly(True)
            self._covered = words

    def uncover(self) -> None:
        """Put them back."""
        if self._covered is not None:
            words, self._covered = self._covered, None
            self.line.setReadOnly(False)
            self._write(words)

    @override
    def text(self) -> str:
        return super().text() if self._covered is None else self._covered

    @override
    def set_text(self, text: str) -> None:
        if self._covered is None:
            super().set_text(text)
        else:
            self._covered = text

    @override
    def raw(self) -> str:
        return self.text()

    @override
    def set_raw(self, raw: Raw) -> None:
        self.set_text(raw if isinstance(raw, str) else "、".join(raw))

    def _write(self, words: str) -> None:
        self.blockSignals(True)
        self.line.setText(words)
        self.blockSignals(False)


class CoveredChoice(ChoiceField):
    """A choice that can be taken out of sight; covered it still knows what stood there."""

    _covered: Raw | None = None
    _covered_code: str | None = None

    def cover(self) -> None:
        """Take the words out of the widget, and refuse typing."""
        if self._covered is None:
            self.line.close_list()
            raw, self._covered_code = super().raw(), super().value()
            self._write("")
            self.line.setReadOnly(True)
            self._covered = raw

    def uncover(self) -> None:
        """Put them back."""
        if self._covered is not None:
            raw, self._covered = self._covered, None
            self.line.setReadOnly(False)
            self._write(raw)

    @override
    def value(self) -> str | None:
        return super().value() if self._covered is None else self._covered_code

    @override
    def text(self) -> str:
        if self._covered is None:
            return super().text()
        return self._covered if isinstance(self._covered, str) else self._covered[0]

    @override
    def set_text(self, text: str) -> None:
        self.set_raw(text)

    @override
    def raw(self) -> Raw:
        return super().raw() if self._covered is None else self._covered

    @override
    def set_raw(self, raw: Raw) -> None:
        # In one breath: nothing is painted between the two.
        was_covered = self._covered is not None
        self.uncover()
        super().set_raw(raw)
        if was_covered:
            self.cover()

    def _write(self, raw: Raw) -> None:
        self.blockSignals(True)
        super().set_raw(raw)
        self.blockSignals(False)


class CoveredMany(ManyField):
    """Names that can be taken out of sight; covered they are still known."""

    _covered: list[str] | None = None

    def text(self) -> str:
        """All names, covered or not."""
        return "、".join(self.raw())

    def cover(self) -> None:
        """Take the names out of the widget, and refuse typing."""
        if self._covered is None:
            covered = super().raw()
            # Until Qt takes them away they would still say the names.
            for badge in self.findChildren(Badge):
                badge.set_text("")
            self._write([])
            self.line.setReadOnly(True)
            self._covered = covered

    def uncover(self) -> None:
        """Put them back."""
        if self._covered is not None:
            names, self._covered = self._covered, None
            self.line.setReadOnly(False)
            self._write(names)

    @override
    def value(self) -> tuple[str, ...]:
        if self._covered is None:
            return super().value()
        return tuple(dict.fromkeys(name for name in self._covered if name.strip()))

    @override
    def raw(self) -> list[str]:
        return super().raw() if self._covered is None else self._covered

    @override
    def set_raw(self, raw: Raw) -> None:
        # In one breath: nothing is painted between the two.
        was_covered = self._covered is not None
        self.uncover()
        super().set_raw(raw)
        if was_covered:
            self.cover()

    def _write(self, names: list[str]) -> None:
        self.blockSignals(True)
        super().set_raw(names)
        self.blockSignals(False)


class CoveredAmount(CoveredLine, AmountField):
    """A sum that can be taken out of sight."""
