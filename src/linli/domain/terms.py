"""By when something is owed, as it is typed: 4月10日前, 分3期：4.10 1000、…, 每月1日 500 到12月."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from linli.domain.amounts import Amount, Qualifier, amount_text
from linli.domain.amounts import parse_amount as read_amount
from linli.domain.moments import Moment, Precision, moment_text, parse_moment, weekday_text
from linli.domain.numerals import plain_form, with_digits
from linli.domain.obligations import Period, end_of, time_of
from linli.domain.text import LINE, clean
from linli.domain.workdays import WorkCalendar

NOT_UNDERSTOOD = "没认出这个期限，已按原话记下"


@dataclass(frozen=True, slots=True)
class Term:
    """A term as it was read, and the sentence that says how.

    ``timing`` is a code of TIMINGS. ``due`` is the day, or the first time of what
    comes back every so many ``unit``; ``until`` its last time, or the end of what is
    to be kept up. ``each`` is the sum of each time. An instalment is its day and sum.
    """

    timing: str = "NOT_STATED"
    due: Moment | None = None
    every: int | None = None
    unit: str = ""
    until: Moment | None = None
    condition: str = ""
    instalments: tuple[tuple[Moment | None, Amount | None], ...] = ()
    each: Amount | None = None
    hint: str = ""
    is_amber: bool = False


def read_term(text: str, made: datetime, calendar: WorkCalendar) -> Term:
    """Read a term counted from when the agreement was made; words no day comes of stay words.

    Days without their year are the next such day. An empty text is NOT_STATED. Raises
    TooLong for more than 200 characters.
    """
    words = clean(text, LINE)
    if not words:
        return Term()
    typed = _typed_form(words)
    for read in (_at_once, _standing, _in_instalments, _periodic, _for_a_time, _counted, _by_date):
        try:
            term = read(typed, made, calendar)
        except ValueError:
            continue
        if term is not None:
            return term
    if _CONDITION.search(words):
        return Term("ON_CONDITION", condition=words, hint="附条件，不计日子")
    return Term(hint=NOT_UNDERSTOOD, is_amber=True)


def term_words(term: Term, typed: str, today: date) -> str:
    """The term in a few words for reading: 4月10日前, 分3期, 每月，至12月; else as it was typed."""
    return _SAID.get(term.timing, _said_by_date)(term, today) or typed


def _typed_form(words: str) -> str:
    """One spelling, but the signs between the entries of a list stay what they are."""
    pieces = re.split("[、，,；;]", words)
    plain = (
        with_digits(plain_form(each), before="年月日号期天周个次季星工小半") for each in pieces
    )
    return re.sub(r"\s+", " ", "、".join(plain)).strip(" .、")


def _at_once(typed: str, made: datetime, calendar: WorkCalendar) -> Term | None:
    del made, calendar
    return Term("AT_ONCE", hint="当场") if _AT_ONCE.fullmatch(typed) else None


def _standing(typed: str, made: datetime, calendar: WorkCalendar) -> Term | None:
    del made, calendar
    return Term("STANDING", hint="长期，没有期限") if _STANDING.fullmatch(typed) else None


def _in_instalments(typed: str, made: datetime, calendar: WorkCalendar) -> Term | None:
    found = _INSTALMENTS.fullmatch(typed)
    wanted = int(found["number"]) if found else 0
    rest = (found["rest"] if found else typed).strip(" :、")
    if found and not rest:
        return Term("INSTALMENTS", hint=f"分{wanted}期：每期的日子和金额还没有写", is_amber=True)
    if wanted and (often := _periodic(rest, made, calendar)) is not None:
        return _as_instalments(often, wanted, made)
    pieces = [piece for piece in (part.strip() for part in rest.split("、")) if piece]
    if not found and len(pieces) < 2:  # noqa: PLR2004 - one day is no instalment
        return None
    near, parts = made, list[tuple[Moment | None, Amount | None]]()
    for piece in pieces:
        part = _dated_sum(piece, near)
        if part is None:
            return None
        near = part[0].at or near
        parts.append(part)
    return _instalments(tuple(parts), wanted, made)


def _as_instalments(often: Term, wanted: int, made: datetime) -> Term:
    """分3期，每月10日 1000: so many times, written out."""
    if not 0 < wanted <= _MOST_PARTS or often.due is None or often.due.at is None:
        raise ValueError(wanted)
    period = Period(often.every or 1, often.unit)
    days = (time_of(often.due.at, period, number) for number in range(wanted))
    each = replace(often.each, period="") if often.each is not None else None
    parts = tuple((Moment.on_day(day), each) for day in days if day is not None)
    return _instalments(parts, wanted, made)


def _instalments(
    parts: tuple[tuple[Moment | None, Amount | None], ...], wanted: int, made: datetime
) -> Term:
    said = "、".join(
        " ".join(
            filter(None, (moment_text(due, made) if due else "", amount_text(sum_) if sum_ else ""))
        )
        for due, sum_ in parts
    )
    hint = f"分{len(parts)}期：{said}"
    is_off = bool(wanted) and wanted != len(parts)
    if is_off:
        hint += f"；写的是{wanted}期，列出{len(parts)}期"
    return Term("INSTALMENTS", instalments=parts, hint=hint, is_amber=is_off)


def _dated_sum(piece: str, near: datetime) -> tuple[Moment, Amount | None] | None:
    found = _DATED_SUM.fullmatch(piece)
    if found is None:
        return None
    words = found["sum"].strip()
    sum_ = read_amount(words) if words else None
    if sum_ is not None and sum_.qualifier is Qualifier.WORDS and not _IS_REST.search(words):
        return None
    return _day(found["date"], near), sum_


def _periodic(typed: str, made: datetime, calendar: WorkCalendar) -> Term | None:
    del calendar
    found = _PERIODIC.fullmatch(typed)
    if found is None:
        return None
    size, unit = _UNITS[found["unit"]]
    every = size * int(found["number"] or 1)
    words = (found["sum"] or "").strip(" 、")
    each = read_amount(words) if words and not words.endswith("次") else None
    if each is not None and each.qualifier is Qualifier.WORDS:
        return None
    first = _first_time(found["on"] or "", Period(every, unit), made)
    if each is not None and every == 1 and not each.period:
        each = replace(each, period=_PERIOD_WORDS[unit])
    until = _last_time(found["until"], found["times"], first, Period(every, unit))
    term = Term("PERIODIC", Moment.on_day(first), every, unit, until, each=each)
    last = f"，最后一次{moment_text(until, made)}" if until is not None else "，没有写到何时"
    money = f"，{amount_text(each)}" if each is not None else ""
    hint = f"{_every(term)}一次，第一次{weekday_text(first, made)}{last}{money}"
    return replace(term, hint=hint)


def _first_time(on: str, period: Period, made: datetime) -> date:
    """The first day that comes back, after the agreement."""
    if not on:
        first = time_of(made, period, 1)
    elif period.unit == "MONTH":
        first = _day("月底" if on in "底末" else "1日" if on == "初" else on, made).at
    elif period.unit == "WEEK":
        first = _day(f"周{on}", made).at
    else:
        first = _day(on, made).at
    if first is None:
        raise ValueError(on)
    return first.date()


def _last_time(until: str | None, times: str | None, first: date, period: Period) -> Moment | None:
    start = datetime(first.year, first.month, first.day)
    if times:
        last = time_of(start, period, int(times) - 1)
        return Moment.on_day(last) if last is not None else None
    if not until or "清" in until:
        return None
    return _day(until.strip(), start)


def _for_a_time(typed: str, made: datetime, calendar: WorkCalendar) -> Term | None:
    del calendar
    if lasting := _LASTING.fullmatch(typed):
        until = Moment.on_day(_after(lasting["number"], lasting["unit"] or "月", made))
        return _until(None, until, made)
    found = _UNTIL.fullmatch(typed)
    if found is None:
        return None
    start = _day(found["start"], made) if found["start"] else None
    return _until(start, _day(found["until"], (start and start.at) or made), made)


def _until(start: Moment | None, until: Moment, made: datetime) -> Term:
    since = f"从{moment_text(start, made)}" if start is not None else ""
    hint = f"一段时间：{since}到{moment_text(until, made)}"
    return Term("FOR_A_TIME", start, until=until, hint=hint)


def _counted(typed: str, made: datetime, calendar: WorkCalendar) -> Term | None:
    found = _WITHIN.fullmatch(typed)
    if found is None:
        return None
    if found["unit"] == "工作日":
        deadline = calendar.after(made.date(), int(found["number"]))
        hint = "；".join(
            filter(None, (f"限期：{weekday_text(deadline.day, made)}", deadline.remark))
        )
        return Term("BY_DATE", Moment.on_day(deadline.day), hint=hint)
    day = _after(found["number"], found["unit"] or "月", made)
    return Term("BY_DATE", Moment.on_day(day), hint=f"限期：{weekday_text(day, made)}")


def _by_date(typed: str, made: datetime, calendar: WorkCalendar) -> Term | None:
    del calendar
    found = _DATE_BEFORE.fullmatch(typed)
    bare = re.sub("(?:之?前|以前)$", "", typed)
    moment = _day(found["date"], made) if found else parse_moment(bare, made, ahead=True).moment
    if moment.sorts_at is None:
        return None
    if moment.until is not None:
        return _until(replace(moment, until=None), Moment(moment.until, moment.precision), made)
    end = end_of(moment) or moment.sorts_at
    is_clock = moment.precision is Precision.MINUTE
    clock = f" {end:%H:%M}" if is_clock else ""
    is_past = end < made
    hint = f"限期：{weekday_text(end, made)}{clock}{'；这个日子在协议以前' if is_past else ''}"
    return Term("BY_DATE", moment, hint=hint, is_amber=is_past)


def _day(typed: str, near: datetime) -> Moment:
    """A day or month to come, as _DATE knows it; ValueError for all else."""
    if found := _MONTH_END.fullmatch(typed):
        year, month = found["year"], found["month"]
        if month is None:
            return Moment.on_day(_end_of_month(near.date()))
        said = parse_moment(f"{year or ''}{month}", near, ahead=True).moment
        if said.at is None:
            raise ValueError(typed)
        return Moment.on_day(_end_of_month(said.at.date()))
    if typed in {"年底", "年末"}:
        return Moment.on_day(date(near.year, 12, 31))
    moment = parse_moment(typed, near, ahead=True).moment
    if moment.sorts_at is None or moment.until is not None:
        raise ValueError(typed)
    return moment


def _end_of_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _after(number: str, unit: str, made: datetime) -> date:
    """The day so long after the agreement."""
    if number == "半":
        if unit not in {"年", "月"}:
            raise ValueError(number)
        return (
            (time_of(made, Period(6, "MONTH"), 1) or made).date()
            if unit == "年"
            else made.date() + timedelta(days=15)
        )
    size, code = _UNITS[unit]
    found = time_of(made, Period(size * int(number), code), 1) if int(number) else made
    if found is None:
        raise ValueError(number)
    return found.date()


def _said_by_date(term: Term, today: date) -> str:
    if term.due is None or term.due.at is None:
        return ""
    is_month = term.due.precision is Precision.MONTH
    return f"{moment_text(term.due, today)}{'内' if is_month else '前'}"


def _said_in_parts(term: Term, _today: date) -> str:
    return f"分{len(term.instalments)}期" if term.instalments else ""


def _said_for_a_time(term: Term, today: date) -> str:
    if term.until is None:
        return ""
    start = f"{moment_text(term.due, today)}起" if term.due is not None else ""
    return f"{start}至{moment_text(term.until, today)}"


def _often(term: Term, today: date) -> str:
    if not (term.every and term.unit):
        return ""
    first = f"，{moment_text(term.due, today)}起" if term.due is not None else ""
    until = f"，至{moment_text(term.until, today)}" if term.until is not None else ""
    return f"{_every(term)}{first}{until}"


def _every(term: Term) -> str:
    every, unit = term.every or 1, _PERIOD_WORDS.get(term.unit, "")
    if every == 1:
        return f"每{unit}"
    return f"每{every}{'个' if unit == '月' else ''}{unit}"


_DATE = (
    "(?:(?:[0-9]{4}|[0-9]{2})[年./-])?[0-9]{1,2}"
    "(?:月[0-9]{1,2}[日号]?|[./-][0-9]{1,2}[日号]?|月[底末]|月份?)"
    "|[0-9]{8}|[0-9]{1,2}[日号]|今?年[底末]|本?月[底末]|[明后][天日]"
    "|(?:本|这|下)?(?:周|星期)[一二三四五六日天]"
)
_PAID = "(?:一次性)?(?:再?付清|支付|各?付|还清|归?还|交清?|给付?|履行完?|完成|修好|做完|办好)?"
_DATED_SUM = re.compile(
    f"(?:第[0-9]{{1,2}}期:?)?[于在]?(?P<date>{_DATE})(?:之?前|以前)?{_PAID}[ :]*(?P<sum>.*)"
)
_IS_REST = re.compile("余|剩|其余|尾款")
_DATE_BEFORE = re.compile(
    f"(?:最迟|最晚|不迟于|[于在])?(?P<date>{_DATE})(?:之?前|以前|[之以]?内)?{_PAID}"
)
_MONTH_END = re.compile("(?:(?P<year>(?:[0-9]{4}|[0-9]{2})年)?(?P<month>[0-9]{1,2}月)|本?月)[底末]")
_INSTALMENTS = re.compile(
    "分(?P<number>[0-9]{1,3})[期次](?:付清|支付|履行|还清|给付|付)?(?P<rest>.*)"
)
_PERIODIC = re.compile(
    "每(?P<number>[0-9]{0,3})个?(?P<unit>天|日|周|星期|月|季度?|半年|年)"
    "(?P<on>[0-9]{1,2}[日号]|[底末初]|[0-9]{1,2}月[0-9]{1,2}[日号]?|[一二三四五六日天](?![0-9次]))?"
    "(?:之?前|以前)?(?:各?付|支付|归?还|给付?|交)?[ :、]*(?P<sum>[^到至止共]*?)[ 、]*"
    "(?:[到至直]+(?P<until>.+?)(?:为?止)?|共(?P<times>[0-9]{1,3})[次期])?"
)
_LASTING = re.compile(
    "(?:为期|期限)?(?P<number>[0-9]{1,3}|半)(?:个?(?P<unit>天|日|周|星期|年)|个(?P<months>月))"
)
_WITHIN = re.compile(
    "(?P<number>[0-9]{1,3}|半)(?:个?(?P<unit>天|日|周|星期|年|工作日)|个(?P<months>月))(?:之?内|以内|之?后)"
    f"{_PAID}"
)
_UNTIL = re.compile(f"(?:从?(?P<start>{_DATE})起?)?[到至~](?P<until>{_DATE})(?:为?止)?")
_AT_ONCE = re.compile(
    "(?:当场|当时|当日当场|即时|立即|立刻|马上|现场|签字时|签订时|签订当日)"
    "(?:一次性)?(?:付清|支付|履行|给付|交付|办理|完成|兑现)?完?毕?"
)
_STANDING = re.compile(
    "(?:长期|永久|今后|以后|一直|始终|常年|不限期|无期限)(?:有效|遵守|履行|保持|坚持)?"
)
_CONDITION = re.compile(
    "先|如果?|若|待|等|时$|后$|后[0-9一二两三四五六七八九十]|再|的话|条件|只要|一旦|之后|以后"
)
_UNITS: dict[str, tuple[int, str]] = {
    "天": (1, "DAY"),
    "日": (1, "DAY"),
    "周": (1, "WEEK"),
    "星期": (1, "WEEK"),
    "月": (1, "MONTH"),
    "季": (3, "MONTH"),
    "季度": (3, "MONTH"),
    "半年": (6, "MONTH"),
    "年": (1, "YEAR"),
}
_PERIOD_WORDS = {"DAY": "天", "WEEK": "周", "MONTH": "月", "YEAR": "年"}
_MOST_PARTS = 120
_SAID: dict[str, Callable[[Term, date], str]] = {
    "AT_ONCE": lambda _term, _today: "当场",
    "STANDING": lambda _term, _today: "长期",
    "INSTALMENTS": _said_in_parts,
    "PERIODIC": _often,
    "FOR_A_TIME": _said_for_a_time,
    "ON_CONDITION": lambda term, _today: term.condition,
}
