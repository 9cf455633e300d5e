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


def moment_text(moment: Moment, today: date) -> str:
    """The moment on the screen: 3月15日 14:26, with the year where it is not this one."""
    return _joined(moment, today.year)


def paper_text(moment: Moment) -> str:
    """The moment in a line of print: 2025年3月16日 9:30—11:10."""
    return _joined(moment, None)


def paper_lines(moment: Moment) -> tuple[str, ...]:
    """The moment in a narrow column: the date, then the clock if there is one."""
    at, until = moment.at, moment.until
    if at is None:
        return (paper_text(moment),)
    if until is None or _is_one_day(moment):
        clock = clock_text(moment)
        return (date_text(moment), clock) if clock else (date_text(moment),)
    end = "至" + _date(until, moment.precision, at.year)
    if moment.precision is Precision.MINUTE:
        return (_date(at, moment.precision, None), _clock(at), end, _clock(until))
    return (_date(at, moment.precision, None), end)


def date_text(moment: Moment, today: date | None = None) -> str:
    """The date alone; without `today` always with its year; the words if there is no date."""
    year = today.year if today else None
    if moment.at is None:
        return _without_date(moment)
    text = _date(moment.at, moment.precision, year)
    if moment.until is None or _is_one_day(moment):
        return text
    return f"{text}至{_date(moment.until, moment.precision, moment.at.year)}"


def clock_text(moment: Moment) -> str:
    """The clock alone, 14:26 or 9:30—11:10; empty where it is not known."""
    if moment.at is None or moment.precision is not Precision.MINUTE:
        return ""
    return _clock(moment.at) + (f"—{_clock(moment.until)}" if moment.until else "")


def duration_text(minutes: int) -> str:
    """A length of time: 2小时, 1小时30分, 45分钟, 3天."""
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = [f"{days}天" if days else "", f"{hours}小时" if hours else ""]
    if left or not minutes:
        parts.append(f"{left}分" if days or hours else f"{left}分钟")
    return "".join(parts)


def cut_to(at: datetime, precision: Precision) -> datetime:
    """The start of the minute, day or month that an instant falls into."""
    if precision is Precision.MINUTE:
        return _minute(at)
    if precision is Precision.MONTH:
        return _midnight(at.replace(day=1))
    if precision is Precision.MONTH_DAY:
        return _midnight(at.replace(year=YEAR_NOT_KNOWN))
    return _midnight(at)


def _joined(moment: Moment, year: int | None) -> str:
    """Date and clock in one line; the year is left out where it is the given one."""
    at, until = moment.at, moment.until
    if at is None:
        return _without_date(moment)
    start = _date(at, moment.precision, year)
    if moment.precision is not Precision.MINUTE:
        return f"{start}至{_date(until, moment.precision, at.year)}" if until else start
    if until is None or _is_one_day(moment):
        return f"{start} {clock_text(moment)}"
    return f"{start} {_clock(at)}至{_date(until, moment.precision, at.year)} {_clock(until)}"


def _without_date(moment: Moment) -> str:
    if moment.precision is Precision.DURATION:
        return moment.words or f"用时{duration_text(moment.minutes or 0)}"
    return moment.words if moment.precision is Precision.WORDS else "未记明"


def _date(at: datetime, precision: Precision, year: int | None) -> str:
    month = f"{at.month}月" if precision is Precision.MONTH else f"{at.month}月{at.day}日"
    is_plain = precision is Precision.MONTH_DAY or at.year == year
    return month if is_plain else f"{at.year}年{month}"


def _clock(at: datetime) -> str:
    return f"{at.hour}:{at.minute:02}"


def _is_one_day(moment: Moment) -> bool:
    at, until = moment.at, moment.until
    return at is not None and until is not None and at.date() == until.date()


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
    if any(end is not None and end != cut_to(end, precision) for end in (at, until)):
        yield f"finer than {precision}"


_WITH_AT = (Precision.MINUTE, Precision.DAY, Precision.MONTH, Precision.MONTH_DAY)
_WITH_UNTIL = (Precision.MINUTE, Precision.DAY, Precision.MONTH)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0, tzinfo=None)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)
