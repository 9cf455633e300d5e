"""Reading a time as the clerk types it, and saying how it was read."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from linli.domain.moments.grammar import (
    WEEKDAYS,
    Frame,
    NoLastDayError,
    Point,
    date_instead,
    minutes_in,
    month_and_day,
    read_point,
    typed_form,
)
from linli.domain.moments.known import Moment, Precision, Reading, cut_to, duration_text
from linli.domain.text import LINE, clean

_T = TypeVar("_T")


def parse_moment(
    text: str,
    now: datetime,
    *,
    ahead: bool = False,
    previous: Moment | None = None,
    carried_day: date | None = None,
) -> Reading:
    """Read a typed time; whatever is not understood stays in words, with an amber hint.

    `now` is naive local time. Fields that look `ahead` take the next such day where
    others take the latest. `previous` is the last step's moment: 次日 is the day after
    it. A form that carries a day over from the entry before shows it in the field
    (typed_text) and hands it in as `carried_day`: that day alone, or a clock without
    a day, is then read as that day with an amber hint; an empty field is always now.
    Raises TooLong for more than 200 characters.
    """
    kept = clean(text, LINE)
    typed = typed_form(kept)
    frame = Frame(now.date(), now.date(), _last_day(previous), ahead=ahead, carried=carried_day)
    if not typed:
        return Reading(Moment.at_minute(now), f"{said(Moment.at_minute(now), now)}，现在")
    try:
        moment, remarks, is_amber = _understood(typed, frame)
    except NoLastDayError:
        return Reading(Moment.in_words(kept), NO_LAST_DAY, is_amber=True)
    except ValueError:
        return Reading(Moment.in_words(kept), NOT_UNDERSTOOD, is_amber=True)
    if carried_day and carried_day != now.date() and moment == Moment.on_day(carried_day):
        return Reading(moment, f"按{_day(carried_day)}记；记今天请清空此格", is_amber=True)
    is_future = _end(moment) > cut_to(now, moment.precision) if moment.sorts_at else False
    if is_future and not ahead:
        remarks.append("这是将来的时间")
    elif ahead and moment.sorts_at and _end(moment) < cut_to(now, moment.precision):
        remarks.append("这个时间已经过去")
        is_amber = True
    elif not ahead and _is_before(moment, previous):
        remarks.append("早于上一条，会排到它前面")
    hint = "；".join([said(moment, now), *remarks])
    return Reading(moment, hint, is_amber or (is_future and not ahead), is_future)


NOT_UNDERSTOOD = "没认出这个时间，已按原话记下"
NO_LAST_DAY = "上一条没有可依的日子，已按原话记下"


def _understood(typed: str, frame: Frame) -> tuple[Moment, list[str], bool]:
    """Return the moment, remarks for the hint and whether they need attention."""
    if typed == "未记明":
        return Moment.not_stated(), [], False
    if lasting := re.fullmatch("(?:用时|历时)(.+)", typed):
        return Moment.lasting(minutes_in(lasting[1])), [], False
    if undated := re.fullmatch(r"(.+?)\(年份(?:未记|不详|不明)\)", typed):
        month, day = month_and_day(undated[1])
        return Moment.month_day(month, day), [], False
    ends = re.split("[至到~]", typed)
    if len(ends) == 1:
        return _single(typed, frame)
    first, last = ends
    return _from_to(first, last, frame)


def _single(typed: str, frame: Frame) -> tuple[Moment, list[str], bool]:
    point = read_point(typed, frame)
    if point.month:
        return Moment.in_month(point.month), [], False
    if not point.clock:
        return Moment.on_day(_required(point.day)), [], False
    if point.day:
        return Moment.at_minute(datetime.combine(point.day, point.clock)), [], False
    moment = Moment.at_minute(datetime.combine(frame.carried or frame.today, point.clock))
    remarks = date_instead(typed)
    if frame.carried and frame.carried != frame.today:
        shown = f"{point.clock.hour}:{point.clock.minute:02}"
        remarks.insert(0, f"按{_day(frame.carried)}记，记今天请写 今天{shown}")
        return moment, remarks, True
    return moment, remarks, False


def _from_to(first: str, last: str, frame: Frame) -> tuple[Moment, list[str], bool]:
    start = read_point(first, frame)
    if start.month:
        end_month = read_point(last, replace(frame, near=start.month, ahead=True)).month
        until = _required(end_month)
        return Moment.in_month(start.month, until if until != start.month else None), [], False
    day = start.day or frame.carried or frame.today
    end = read_point(last, replace(frame, near=day, last_day=day, ahead=True, period=start.period))
    if start.clock is None:
        return _days(day, end)
    at = datetime.combine(day, start.clock)
    until = datetime.combine(end.day or day, _required(end.clock))
    is_overnight = end.day is None and until < at
    if is_overnight:
        until += timedelta(days=1)
    remarks = ["到次日"] if is_overnight else []
    is_carried = not start.day and frame.carried not in (None, frame.today)
    if is_carried:
        remarks.append(f"按{_day(day)}记")
    return Moment.at_minute(at, until), remarks, is_overnight or is_carried


def _days(day: date, end: Point) -> tuple[Moment, list[str], bool]:
    until = _required(end.day)
    if end.clock or until < day:
        raise ValueError(until)
    moment = Moment.on_day(day, until if until != day else None)
    return moment, [], until.year != day.year


def _required(value: _T | None) -> _T:
    if value is None:
        raise ValueError
    return value


def _last_day(previous: Moment | None) -> date | None:
    return _end(previous).date() if previous and _has_day(previous) else None


def _has_day(moment: Moment) -> bool:
    return moment.precision in (Precision.MINUTE, Precision.DAY)


def _end(moment: Moment) -> datetime:
    return moment.until or _required(moment.at)


def _is_before(moment: Moment, previous: Moment | None) -> bool:
    """Whether a moment is earlier, as far as both are known."""
    if previous is None or moment.sorts_at is None or previous.sorts_at is None:
        return False
    known = {moment.precision, previous.precision}
    coarse = next(p for p in (Precision.MONTH, Precision.DAY, Precision.MINUTE) if p in known)
    return cut_to(moment.sorts_at, coarse) < cut_to(previous.sorts_at, coarse)


def said(moment: Moment, now: datetime) -> str:
    """How a moment was read, with its weekdays and what is not known of it."""
    at, until = moment.at, moment.until
    if at is None or moment.precision is Precision.MONTH_DAY:
        return _said_without_year(moment)
    if moment.precision is Precision.MONTH:
        end = f"至{until.year}年{until.month}月" if until else ""
        return f"{at.year}年{at.month}月{end}，日未记"
    start = weekday_text(at, now)
    if moment.precision is Precision.DAY:
        return f"{start}{f'至{weekday_text(until, now)}' if until else ''}，时刻未记"
    clock = f"{start} {at.hour}:{at.minute:02}"
    if not until:
        return clock
    end_day = "—" if until.date() == at.date() else f"至{weekday_text(until, now)} "
    return f"{clock}{end_day}{until.hour}:{until.minute:02}"


def weekday_text(day: date, now: date) -> str:
    """A day with its weekday, 3月15日 周六, and with its year where it is not this one."""
    year = f"{day.year}年" if day.year != now.year else ""
    return f"{year}{_day(day)} 周{WEEKDAYS[day.weekday()]}"


def _said_without_year(moment: Moment) -> str:
    if moment.precision is Precision.DURATION:
        return f"用时{duration_text(_required(moment.minutes))}，起止未记"
    return f"{_day(moment.at)}，年份未记" if moment.at else "时间未记明"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
