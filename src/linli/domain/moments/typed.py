"""A moment as a hand would type it, and the arrow keys that move it."""

from datetime import date, datetime, timedelta

from linli.domain.moments.grammar import YEARS
from linli.domain.moments.known import Moment, Precision, duration_text
from linli.domain.moments.parser import parse_moment


def typed_text(moment: Moment, now: datetime | None = None) -> str:
    """Return the text that reads back as this moment: 2025.3.16 14:26.

    With `now` the year is left out where it is read without (3.16 14:26). Length,
    words and 未记明 read back as they are.
    """
    at, until = moment.at, moment.until
    if at is None:
        return _without_date(moment)
    if moment.precision is Precision.MONTH_DAY:
        return f"{at.month}月{at.day}日(年份未记)"
    today = now.date() if now and not until else None
    start = _typed(at, moment.precision, today)
    if until is None:
        return start
    if moment.precision is Precision.MINUTE and until.date() == at.date():
        return f"{start}至{until.hour}:{until.minute:02}"
    return f"{start}至{_typed(until, moment.precision, None)}"


def stepped(
    text: str,
    now: datetime,
    by: int,
    *,
    ahead: bool = False,
    previous: Moment | None = None,
    carried_day: date | None = None,
) -> str:
    """Return what the field shows after an arrow key: by minutes with a clock, else by days.

    A month moves by months; what has no date stays as it is typed.
    """
    moment = parse_moment(text, now, ahead=ahead, previous=previous, carried_day=carried_day).moment
    if moment.at is None or moment.precision is Precision.MONTH_DAY:
        return text
    try:
        at = _moved(moment.at, moment.precision, by)
        until = moment.until and _moved(moment.until, moment.precision, by)
    except (ValueError, OverflowError):
        return text
    moved = Moment(at, moment.precision, until)
    return typed_text(moved, None if ahead else now)


def _without_date(moment: Moment) -> str:
    if moment.precision is Precision.DURATION:
        return f"用时{duration_text(moment.minutes or 0)}"
    return moment.words if moment.precision is Precision.WORDS else "未记明"


def _typed(at: datetime, precision: Precision, today: date | None) -> str:
    if precision is Precision.MONTH:
        return f"{at.year}年{at.month}月"
    is_this_year = today is not None and today.year == at.year and at.date() <= today
    day = f"{at.month}.{at.day}" if is_this_year else f"{at.year}.{at.month}.{at.day}"
    return f"{day} {at.hour}:{at.minute:02}" if precision is Precision.MINUTE else day


def _moved(at: datetime, precision: Precision, by: int) -> datetime:
    if precision is Precision.MINUTE:
        moved = at + timedelta(minutes=by)
    elif precision is Precision.DAY:
        moved = at + timedelta(days=by)
    else:
        months = at.year * 12 + at.month - 1 + by
        moved = at.replace(year=months // 12, month=months % 12 + 1)
    if moved.year not in YEARS:
        raise ValueError(moved)
    return moved
