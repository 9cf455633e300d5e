"""A time as well as it is known: to the minute, the day, the month, or only in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

# A day without a year stands in a leap year, so that 29 February has a place.
YEAR_NOT_KNOWN = 2000


class Precision(StrEnum):
    """How much of a moment is known."""

    MINUTE = "MINUTE"
    DAY = "DAY"
    MONTH = "MONTH"
    MONTH_DAY = "MONTH_DAY"
    DURATION = "DURATION"
    WORDS = "WORDS"
    NOT_STATED = "NOT_STATED"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in naive local wall time, no finer than its precision.

    ``at`` is the start of what is known: the minute; midnight of the day; midnight
    of the first of the month; for MONTH_DAY the day in the year YEAR_NOT_KNOWN. It
    is None for DURATION, WORDS and NOT_STATED. ``until`` is the end of a from-to of
    minutes, days or months. ``minutes`` belongs to DURATION alone. ``words`` are as
    typed, required for WORDS, empty for NOT_STATED. Anything else raises ValueError.
    """

    at: datetime | None
    precision: Precision
    until: datetime | None = None
    words: str = ""
    minutes: int | None = None

    def __post_init__(self) -> None:
        """Refuse what the record file would refuse too."""
        for wrong in _untied(self):
            raise ValueError(wrong)

    @classmethod
    def at_minute(cls, at: datetime, until: datetime | None = None) -> "Moment":
        """Known to the minute; seconds are dropped."""
        return cls(_minute(at), Precision.MINUTE, until and _minute(until))

    @classmethod
    def on_day(cls, day: date, until: date | None = None) -> "Moment":
        """Known to the day."""
        return cls(_midnight(day), Precision.DAY, until and _midnight(until))

    @classmethod
    def in_month(cls, first: date, until: date | None = None) -> "Moment":
        """Known to the month; any day of the month will do."""
        return cls(
            _midnight(first.replace(day=1)),
            Precision.MONTH,
            until and _midnight(until.replace(day=1)),
        )

    @classmethod
    def month_day(cls, month: int, day: int) -> "Moment":
        """A day whose year nobody knows."""
        return cls(datetime(YEAR_NOT_KNOWN, month, day), Precision.MONTH_DAY)

    @classmethod
    def lasting(cls, minutes: int) -> "Moment":
        """Only how long it took, in minutes."""
        return cls(None, Precision.DURATION, minutes=minutes)

    @classmethod
    def in_words(cls, words: str) -> "Moment":
        """Only what was said of the time."""
        return cls(None, Precision.WORDS, words=words)

    @classmethod
    def not_stated(cls) -> "Moment":
        """The source does not say when."""
        return cls(None, Precision.NOT_STATED)

    @property
    def sorts_at(self) -> datetime | None:
        """Where it stands among others; None where only the cursor can say."""
        return None if self.precision is Precision.MONTH_DAY else self.at


@dataclass(frozen=True, slots=True)
class Reading:
    """How a typed time was read, and the sentence that says so under the field."""

    moment: Moment
    hint: str
    is_amber: bool = False
    is_future: bool = False


def _untied(moment: Moment) -> Iterator[str]:
    """Name each thing that is wrong with the parts of a moment taken together."""
    at, until, precision = moment.at, moment.until, moment.precision
    if (precision in _WITH_AT) != (at is not None):
        yield f"at {at} does not go with {precision}"
    if (precision is Precision.DURATION) != (moment.minutes is not None):
        yield f"minutes {moment.minutes} do not go with {precision}"
    if moment.minutes is not None and moment.minutes < 0:
        yield "minutes below zero"
    if precision is Precision.WORDS and not moment.words.strip():
        yield "WORDS without words"
    if precision is Precision.NOT_STATED and moment.words:
        yield "NOT_STATED with words"
    if until is not None and (precision not in _WITH_UNTIL or at is None or until < at):
        yield "until without a start before it, in minutes, days or months"
    if any(end is not None and end != _cut(end, precision) for end in (at, until)):
        yield f"finer than {precision}"


_WITH_AT = (Precision.MINUTE, Precision.DAY, Precision.MONTH, Precision.MONTH_DAY)
_WITH_UNTIL = (Precision.MINUTE, Precision.DAY, Precision.MONTH)


def _cut(at: datetime, precision: Precision) -> datetime:
    if precision is Precision.MINUTE:
        return _minute(at)
    if precision is Precision.MONTH:
        return _midnight(at.replace(day=1))
    if precision is Precision.MONTH_DAY:
        return _midnight(at.replace(year=YEAR_NOT_KNOWN))
    return _midnight(at)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0, tzinfo=None)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)
