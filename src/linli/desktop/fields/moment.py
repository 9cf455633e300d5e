"""Times and time limits, each saying beneath how it was read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Unpack

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from linli.desktop.fields.field import FieldOptions
from linli.desktop.fields.line import LineEditor, LineField
from linli.domain.moments import CANNOT_RECKON, Moment, Reading, parse_moment, stepped, typed_text
from linli.errors import Refused


class ReadField(LineField):
    """A line that is read while it is typed, and says beneath how."""

    @override
    def trouble(self) -> str | None:
        try:
            self._reading_of(self.text())
        except Refused as refused:
            return str(refused)
        return super().trouble()

    def refresh(self) -> None:
        """Read again, as when what the text is reckoned from has changed."""
        try:
            hint, is_amber = self._reading_of(self.text())
        except Refused as refused:
            hint, is_amber = str(refused), True
        self.set_hint(hint, is_amber=is_amber)

    def _reading_of(self, text: str) -> tuple[str, bool]:
        """The hint for ``text``, and whether it is amber; may raise `Refused`."""
        raise NotImplementedError

    @override
    def _on_text_changed(self, _text: str) -> None:
        self.refresh()
        super()._on_text_changed(_text)


class MomentField(ReadField):
    """A time as typed; its value is a `Moment`, read anew each time it is asked for.

    ``now`` tells the naive local time. ``is_ahead`` reads a day without its year as
    the next such day. ``previous`` is the step before, for 次日. ``carried_day``, a
    day given by hand just before, stands in the field from the start. An empty field
    is now, or nothing where ``is_optional``.
    """

    def __init__(
        self,
        label: str,
        *,
        now: Callable[[], datetime],
        is_ahead: bool = False,
        is_optional: bool = False,
        previous: Moment | None = None,
        carried_day: date | None = None,
        **options: Unpack[FieldOptions],
    ) -> None:
        super().__init__(label, **options)
        self._now = now
        self._is_ahead = is_ahead
        self._is_optional = is_optional
        self._previous: Moment | None = None
        self._carried_day: date | None = None
        self._written: tuple[str, Moment] | None = None
        self.set_context(previous=previous, carried_day=carried_day)

    def reading(self) -> Reading:
        """How the text is read now; may raise `Refused` for a text too long.

        What `set_value` wrote means what it meant, though its words, such as 次日,
        would be read otherwise today.
        """
        reading = parse_moment(
            self.text(),
            self._now(),
            ahead=self._is_ahead,
            previous=self._previous,
            carried_day=self._carried_day,
        )
        text, moment = self._written or ("", None)
        if moment is None or text != self.text() or reading.moment == moment:
            return reading
        return Reading(moment, "和原来记的一样")

    def value(self) -> Moment | None:
        """The time; None only where nothing is typed and nothing need be."""
        return None if self._is_optional and self.is_empty() else self.reading().moment

    def moment(self) -> Moment:
        """The time of a field that always has one: empty is now."""
        return self.reading().moment

    def set_value(self, moment: Moment | None) -> None:
        """Write a moment as a hand would type it."""
        text = "" if moment is None else typed_text(moment, None if self._is_ahead else self._now())
        self._written = (text, moment) if moment is not None else None
        self.set_text(text)

    def set_context(
        self, *, previous: Moment | None = None, carried_day: date | None = None
    ) -> None:
        """Read after another step; a day carried over is written where nothing was typed yet."""
        self._previous = previous
        self._carried_day = carried_day
        if carried_day is not None and self.is_empty():
            self.set_value(Moment.on_day(carried_day))
        self.refresh()

    @override
    def _make_line(self) -> LineEditor:
        line = _SteppingLine(self)
        line.stepped.connect(self._step)
        return line

    @override
    def _reading_of(self, text: str) -> tuple[str, bool]:
        if self._is_optional and not text.strip():
            return "", False
        reading = self.reading()
        return reading.hint, reading.is_amber

    def _step(self, by: int) -> None:
        self.set_text(
            stepped(
                self.text(),
                self._now(),
                by,
                ahead=self._is_ahead,
                previous=self._previous,
                carried_day=self._carried_day,
            ),
        )


class LimitField(ReadField):
    """A time limit or a day ahead; its value is a `Moment`, None while empty.

    ``read`` turns the text into a reading with the office's calendar. Words no day
    comes of are kept, in amber, unless ``must_be_day`` asks for one.
    """

    def __init__(
        self,
        label: str,
        *,
        read: Callable[[str], Reading],
        must_be_day: bool = False,
        **options: Unpack[FieldOptions],
    ) -> None:
        options.setdefault("placeholder", "如 3工作日")
        super().__init__(label, **options)
        self._read = read
        self._must_be_day = must_be_day

    def value(self) -> Moment | None:
        """The time it runs out, or the words; None while empty."""
        return None if self.is_empty() else self._read(self.text()).moment

    @override
    def trouble(self) -> str | None:
        trouble = super().trouble()
        if trouble is not None or not self._must_be_day:
            return trouble
        value = self.value()
        return CANNOT_RECKON if value is not None and value.at is None else None

    @override
    def _reading_of(self, text: str) -> tuple[str, bool]:
        if not text.strip():
            return "", False
        reading = self._read(text)
        return reading.hint, reading.is_amber


class _SteppingLine(LineEditor):
    """↑ and ↓ ask for one later and one earlier."""

    stepped = Signal(int)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.is_composing and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Up else -1)
            return
        super().keyPressEvent(event)
