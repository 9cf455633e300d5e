"""How an obligation and an agreement stand, read off what was done about them: pure functions.

States are codes of OBLIGATION_STATES. A day means its end: what is due today is not late.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from linli.domain.moments import Moment, Precision

_DONE = frozenset({"PERFORMED", "LATE"})
_SETTLED = frozenset({"PERFORMED", "WAIVED", "VARIED"})
_DAYS = {"DAY": 1, "WEEK": 7}
_MONTHS = {"MONTH": 1, "YEAR": 12}
_LAST_MINUTE = timedelta(days=1, minutes=-1)


@dataclass(frozen=True, slots=True)
class Done:
    """One entry of performance: a code of PERFORMANCES, and the fen paid where that is exact."""

    state: str
    fen: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What is due by itself: an instalment, or the whole of an obligation.

    ``due`` is the last minute in time, None where no date is known; ``fen`` the exact
    sum, None where there is none.
    """

    due: datetime | None = None
    fen: int | None = None
    done: tuple[Done, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """How often it is due again, and the last minute of the last time; None is without end."""

    every: int
    unit: str
    until: datetime | None = None


def part_state(part: Part, now: datetime) -> str:
    """How one part stands: what was paid in parts counts as performed once it adds up."""
    states = [done.state for done in part.done]
    for settled in ("WAIVED", "VARIED"):
        if settled in states:
            return settled
    if _DONE & set(states) or _adds_up(part):
        return "PERFORMED"
    if part.due is not None and part.due < now:
        return "OVERDUE"
    if "PARTLY" in states:
        return "PARTLY"
    return "OPEN" if part.due is None else "NOT_DUE"


def obligation_state(whole: Part, instalments: Sequence[Part], now: datetime) -> str:
    """How an obligation stands: by its instalments, where it has any.

    An entry about the whole of it settles all instalments.
    """
    if not instalments:
        return part_state(whole, now)
    if (state := part_state(Part(None, whole.fen, whole.done), now)) in _SETTLED:
        return state
    states = [part_state(part, now) for part in instalments]
    if set(states) <= _SETTLED:
        return states[0] if len(set(states)) == 1 else "PERFORMED"
    if "OVERDUE" in states:
        return "OVERDUE"
    if set(states) & {*_SETTLED, "PARTLY"} or whole.done:
        return "PARTLY"
    return "NOT_DUE" if "NOT_DUE" in states else "OPEN"


def periodic_part(whole: Part, period: Period) -> Part:
    """The part of a periodic obligation that comes next: each entry stands for one time.

    Once the last time is settled it is the whole, performed.
    """
    if whole.due is None:
        return whole
    times = sum(done.state in {*_DONE, "WAIVED", "VARIED", "MISSED"} for done in whole.done)
    due = _later(whole.due, period, times)
    if period.until is not None and due > period.until:
        return Part(whole.due, whole.fen, (Done("PERFORMED"),))
    return Part(due, whole.fen)


def next_due(whole: Part, instalments: Sequence[Part], now: datetime) -> datetime | None:
    """When the next open part is due; None where nothing is open or no date is known."""
    if obligation_state(whole, instalments, now) in _SETTLED:
        return None
    parts = instalments or (whole,)
    open_ones = [part.due for part in parts if part_state(part, now) not in _SETTLED and part.due]
    return min(open_ones, default=None)


def agreement_words(
    manners: Sequence[str], later_relations: Sequence[str], events: Sequence[tuple[str, str]]
) -> str:
    """Whether an agreement holds, in words.

    ``manners`` say how each party signed, ``later_relations`` how later agreements of
    the case stand to it, ``events`` are (kind, docket) in their order.
    """
    if manners and set(manners) <= {"REFUSED", "NOT_TAKING_PART"}:
        return "没有成立"
    for kind, docket in reversed(events):
        if kind in _EVENT_WORDS:
            return f"{_EVENT_WORDS[kind]}{f'（{docket}）' if docket else ''}"
    for relation, words in _RELATION_WORDS.items():
        if relation in later_relations:
            return words
    return "有效"


def end_of(moment: Moment | None) -> datetime | None:
    """The last minute in which something due then is in time; None where no date is known."""
    if moment is None or moment.sorts_at is None:
        return None
    start = moment.until or moment.sorts_at
    match moment.precision:
        case Precision.MINUTE:
            return start
        case Precision.DAY:
            return start + _LAST_MINUTE
        case Precision.MONTH:
            return (start + timedelta(days=32)).replace(day=1) - timedelta(minutes=1)
        case _:
            return None


_EVENT_WORDS = {
    "BROKEN": "已反悔",
    "ENDED": "已解除",
    "VARIED": "已变更",
    "CONFIRMED": "已司法确认",
}
_RELATION_WORDS = {"REPLACES": "已被替代", "VARIES": "已变更", "SUPPLEMENTS": "有补充"}


def _adds_up(part: Part) -> bool:
    paid = [done.fen for done in part.done if done.state in {"PARTLY", *_DONE}]
    if part.fen is None or not paid or any(fen is None for fen in paid):
        return False
    return sum(fen or 0 for fen in paid) >= part.fen


def _later(due: datetime, period: Period, times: int) -> datetime:
    if period.unit in _DAYS:
        return due + timedelta(days=_DAYS[period.unit] * period.every * times)
    months = due.month - 1 + _MONTHS[period.unit] * period.every * times
    first = due.replace(year=due.year + months // 12, month=months % 12 + 1, day=1)
    last_day = ((first + timedelta(days=32)).replace(day=1) - timedelta(days=1)).day
    return first.replace(day=min(due.day, last_day))
