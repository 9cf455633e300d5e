"""A time limit as it is typed, 3工作日 or 3月20日, and the moment it ends."""

import re
from datetime import datetime, timedelta

from linli.domain.moments.known import Moment, Precision, Reading
from linli.domain.moments.parser import parse_moment, said, weekday_text
from linli.domain.numerals import plain_form, with_digits
from linli.domain.text import LINE, clean
from linli.domain.workdays import WorkCalendar


def parse_limit(text: str, now: datetime, calendar: WorkCalendar) -> Reading:
    """Read a limit that begins now: a MINUTE or a DAY (a day means its end).

    Workdays and days begin to count tomorrow, hours and minutes at once. 工作时 stays
    in WORDS, in amber: the office's hours are not known. So does what no date comes
    of; its hint is CANNOT_RECKON, the refusal of a form that asks for a limit. An
    empty text is NOT_STATED. Raises TooLong for more than 200 characters.
    """
    words = clean(text, LINE)
    if not words:
        return Reading(Moment.not_stated(), "未设时限")
    typed = re.sub(r"\s+", "", with_digits(plain_form(words), before="个分小天日工自钟"))
    counted = _COUNTED.fullmatch(typed)
    if not counted:
        return _dated(words, now)
    number, unit = int(counted["number"]), counted["unit"]
    if unit in _WORKING_HOURS:
        hint = f"{words}，已按原话记下，到期请自己留意"
        return Reading(Moment.in_words(words), hint, is_amber=True)
    if unit == "工作日":
        deadline = calendar.after(now.date(), number)
        day, remark = deadline.day, deadline.remark
    elif unit in _DAYS:
        day, remark = now.date() + timedelta(days=number), ""
    else:
        size = timedelta(minutes=number) if unit == "分钟" else timedelta(hours=number)
        due = Moment.at_minute(now + size)
        return Reading(due, said(due, now), is_future=True)
    hint = "；".join(filter(None, [weekday_text(day, now), remark]))
    return Reading(Moment.on_day(day), hint, bool(remark), is_future=day > now.date())


def _dated(words: str, now: datetime) -> Reading:
    """A limit given as a day, or a day and clock."""
    reading = parse_moment(words, now, ahead=True)
    moment = reading.moment
    if moment.precision not in (Precision.DAY, Precision.MINUTE) or moment.until:
        return Reading(Moment.in_words(words), CANNOT_RECKON, is_amber=True)
    hint = reading.hint.replace("，时刻未记", "")
    return Reading(moment, hint, reading.is_amber, reading.is_future)


CANNOT_RECKON = "时限要能算出日期，如 3工作日"

_COUNTED = re.compile(
    "(?P<number>[0-9]{1,4})个?(?P<unit>分钟|小时|工作时|工作小时|天|自然日|工作日)(?:之?内|以内)?"
)
_DAYS = ("天", "自然日")
_WORKING_HOURS = ("工作时", "工作小时")
