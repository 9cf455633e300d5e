"""The grammar of typed days, clocks, months and lengths of time."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from linli.domain.numerals import plain_form, with_digits

YEARS = range(1900, 2200)
WEEKDAYS = "一二三四五六日"


class NoLastDayError(ValueError):
    """次日 or 当日 where nothing before has a day."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a day or clock without its year, month or day is reckoned from."""

    today: date
    near: date
    last_day: date | None
    ahead: bool
    carried: date | None = None
    period: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a moment: a month, or a day, a clock, or both."""

    day: date | None = None
    clock: time | None = None
    month: date | None = None
    period: str = ""


def read_point(typed: str, frame: Frame) -> Point:
    """Read a day, a clock, a day with a clock, or a month; ValueError for all else."""
    if clock := _CLOCK.fullmatch(typed):
        at, period = _clock(clock, frame.period)
        return Point(clock=at, period=period)
    for shape, day_of in _DAYS:
        found = shape.match(typed)
        if not found:
            continue
        rest = typed[found.end() :]
        if not rest:
            return Point(day=day_of(found, frame))
        clock = _CLOCK.fullmatch(rest.lstrip())
        runs_together = found[0][-1].isascii() and rest[0].isascii() and rest[0] != " "
        if clock and not runs_together:
            at, period = _clock(clock, "")
            return Point(day=day_of(found, frame), clock=at, period=period)
    if month := _MONTH.fullmatch(typed):
        return Point(month=_month(month, frame))
    raise ValueError(typed)


def typed_form(text: str) -> str:
    """Bring a typed time to one spelling: digits, single spaces, none beside a sign."""
    plain = with_digits(plain_form(text), before="年月日号点时分天个小刻")
    return _AROUND_SIGNS.sub(r"\1", re.sub(r"\s+", " ", plain)).lstrip().rstrip(" .")


_AROUND_SIGNS = re.compile(" ?([-年月日号点时分至到~:.()/]) ?")

_PERIODS = {
    "凌晨": range(7),
    "早上": range(4, 12),
    "早晨": range(4, 12),
    "早": range(4, 12),
    "上午": range(13),
    "中午": range(11, 15),
    "下午": range(12, 20),
    "傍晚": range(16, 21),
    "晚上": range(17, 24),
    "晚": range(17, 24),
    "夜里": range(18, 24),
}
_CLOCK = re.compile(
    f"(?:(?P<period>{'|'.join(_PERIODS)}) ?)?"
    "(?:(?P<h>[0-9]{1,2}):(?P<m>[0-9]{2})"
    "|(?P<oh>[0-9]{1,2})[点时](?:整|(?P<half>半)|(?P<quarter>[13])刻|(?P<om>[0-9]{1,2})分?)?)"
    "|(?P<run>[0-9]{3,4})"
)


def _clock(found: re.Match[str], inherited: str) -> tuple[time, str]:
    """The clock and the part of the day it was named with."""
    if found["run"]:
        return time(int(found["run"][:-2]), int(found["run"][-2:])), ""
    hour = int(found["h"] or found["oh"])
    minute = int(found["m"] or found["om"] or 0)
    if found["half"]:
        minute = 30
    elif found["quarter"]:
        minute = 15 * int(found["quarter"])
    period = found["period"] or inherited
    if period == "凌晨" and hour == _NOON:
        hour = 0
    if not period or hour in _PERIODS[period]:
        return time(hour, minute), period
    if hour < _NOON and hour + _NOON in _PERIODS[period]:
        return time(hour + _NOON, minute), period
    if found["period"]:
        raise ValueError(found[0])
    return time(hour, minute), ""


_NOON = 12


def _dated(found: re.Match[str], frame: Frame) -> date:
    month, day = int(found["m"]), int(found["d"])
    return _real(_full_year(found["y"]), month, day) if found["y"] else _nearest(month, day, frame)


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == len("2025") else 2000 + int(digits)


def _real(year: int, month: int, day: int) -> date:
    if year not in YEARS:
        raise ValueError(year)
    return date(year, month, day)


def _nearest(month: int, day: int, frame: Frame) -> date:
    """The latest such day not after, or the next not before, the day reckoned from."""
    date(_LEAP_YEAR, month, day)
    step = 1 if frame.ahead else -1
    for year in range(frame.near.year, frame.near.year + step * _LEAP_GAP, step):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if candidate == frame.near or (candidate > frame.near) == frame.ahead:
            return candidate
    raise ValueError(month, day)


_LEAP_YEAR = 2000
_LEAP_GAP = 10


def _day_of_month(found: re.Match[str], frame: Frame) -> date:
    day = int(found["d"])
    step = 1 if frame.ahead else -1
    months = frame.near.year * 12 + frame.near.month - 1
    for count in range(months, months + step * 3, step):
        try:
            candidate = date(count // 12, count % 12 + 1, day)
        except ValueError:
            continue
        if candidate == frame.near or (candidate > frame.near) == frame.ahead:
            return candidate
    raise ValueError(day)


def _spoken_day(found: re.Match[str], frame: Frame) -> date:
    return frame.today + timedelta(days=_SPOKEN[found[0][0]])


_SPOKEN = {"前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}


def _after_last(found: re.Match[str], frame: Frame) -> date:
    if frame.last_day is None:
        raise NoLastDayError
    return frame.last_day + timedelta(days=1 if found[0] in {"次日", "第2天"} else 0)


def _weekday(found: re.Match[str], frame: Frame) -> date:
    weekday = WEEKDAYS.index(found["weekday"].replace("天", "日"))
    if found["week"]:
        monday = frame.today - timedelta(days=frame.today.weekday())
        return monday + timedelta(days=weekday, weeks=_WEEKS[found["week"]])
    away = (weekday - frame.near.weekday()) % 7
    return frame.near + timedelta(days=away if frame.ahead or not away else away - 7)


_WEEKS = {"上": -1, "本": 0, "这": 0, "下": 1}

_DAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Frame], date]], ...] = (
    (re.compile("(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?![0-9])"), _dated),
    (
        re.compile(
            "(?:(?P<y>[0-9]{4}|[0-9]{2})年)?(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})(?:[日号]|(?![0-9:点时分]))"
        ),
        _dated,
    ),
    (
        re.compile(
            "(?P<y>[0-9]{4}|[0-9]{2})(?P<s>[-./])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?![0-9])"
        ),
        _dated,
    ),
    (re.compile("(?P<y>)(?P<m>[0-9]{1,2})[-./](?P<d>[0-9]{1,2})(?![-./0-9])"), _dated),
    (re.compile("(?P<d>[0-9]{1,2})[日号]"), _day_of_month),
    (re.compile("(?:今|昨|前|明|后(?=[天日]))[天日]?"), _spoken_day),
    (re.compile("次日|第2天|当[日天]|同日"), _after_last),
    (
        re.compile("(?P<week>[上本这下])?个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"),
        _weekday,
    ),
)

_MONTH = re.compile(
    "(?:(?P<y>[0-9]{4}|[0-9]{2})年)?(?P<m>[0-9]{1,2})月份?|(?P<y2>[0-9]{4})[-./](?P<m2>[0-9]{1,2})"
)


def _month(found: re.Match[str], frame: Frame) -> date:
    month = int(found["m"] or found["m2"])
    year = found["y"] or found["y2"]
    return _real(_full_year(year), month, 1) if year else _nearest_month(month, frame)


def _nearest_month(month: int, frame: Frame) -> date:
    first = frame.near.replace(day=1)
    return _nearest(month, 1, replace(frame, near=first))


def month_and_day(typed: str) -> tuple[int, int]:
    """The month and day of a typed 3月16日 or 3.16; ValueError for all else."""
    found = re.fullmatch("([0-9]{1,2})(?:月([0-9]{1,2})[日号]?|[-./]([0-9]{1,2}))", typed)
    if not found:
        raise ValueError(typed)
    return int(found[1]), int(found[2] or found[3])


def minutes_in(typed: str) -> int:
    """The minutes of a typed length of time such as 1.5小时; ValueError if it has none.

    Working hours and workdays have no length without a calendar.
    """
    found = _LASTING.fullmatch(typed)
    if not found or not found[0]:
        raise ValueError(typed)
    if found["half"]:
        return 30
    total = sum(int(found[unit] or 0) * size for unit, size in _SIZES.items())
    tenths = int(found["tenth"] or 0) * 6
    return total + tenths + (30 if found["and_half"] else 0)


_LASTING = re.compile(
    "(?P<half>半个?小时)"
    "|(?:(?P<days>[0-9]{1,5})(?:天|自然日))?"
    "(?:(?P<hours>[0-9]{1,3})(?:[.](?P<tenth>[0-9]))?(?P<and_half>个半)?(?:个?小时|个?钟头))?"
    "(?:(?P<minutes>[0-9]{1,4})分钟?)?"
)
_SIZES = {"days": 24 * 60, "hours": 60, "minutes": 1}


def date_instead(typed: str) -> list[str]:
    """How to write the date that three or four digits could have been meant for."""
    if not re.fullmatch("[0-9]{3,4}", typed):
        return []
    month, day = int(typed[:-2]), int(typed[-2:])
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        return []
    return [f"要记{month}月{day}日请写 {month}.{day}"]
