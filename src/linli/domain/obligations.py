"""How an obligation and an agreement stand, read off what was done about them: pure functions.

States are codes of OBLIGATION_STATES. A day means its end: what is due today is not
late. Sums are in fen, and only exact ones are reckoned with; where no exact sum is
known, the word of the entry counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Final

from linli.domain.moments import Moment, Precision

SETTLED: Final = frozenset({"PERFORMED", "VARIED", "WAIVED"})
"""States after which nothing is open."""
OVER: Final = frozenset({"ENDED", "REPLACED"})
"""States of what is not owed any more because its agreement does not hold."""
NOT_AGREEING: Final = frozenset({"REFUSED", "NOT_TAKING_PART"})
"""Manners of signing by which nobody is bound."""

_DONE = frozenset({"PERFORMED", "LATE"})
_DAYS = {"DAY": 1, "WEEK": 7}
_MONTHS = {"MONTH": 1, "YEAR": 12}
_LAST_MINUTE = timedelta(days=1, minutes=-1)
_LAST_YEAR = 2199


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of performance, in the order of the timeline.

    ``state`` is a code of PERFORMANCES, ``fen`` the exact sum, ``part_id`` the
    instalment it is about, None where it is about the whole; ``at`` when it was.
    """

    state: str
    fen: int | None = None
    part_id: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What is due by itself: its last minute in time and its exact sum, None if not known."""

    id: int | None = None
    due: datetime | None = None
    fen: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """How often it is due again, and the last minute of the last time; None is without end."""

    every: int
    unit: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation as these rules read it.

    ``due`` and ``fen`` are those of the whole; of what comes back by ``period``, the
    first time's and each time's. ``is_money``: a time that was missed stays owed.
    ``until`` is the end of what has to be kept up. ``over`` is ENDED or REPLACED
    where the agreement does not hold any more.
    """

    timing: str = "NOT_STATED"
    due: datetime | None = None
    fen: int | None = None
    parts: tuple[Part, ...] = ()
    period: Period | None = None
    until: datetime | None = None
    is_money: bool = False
    over: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class PartStanding:
    """How one part stands: its state, and what is still to be paid of a known sum."""

    id: int | None
    state: str
    due: datetime | None
    open_fen: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How an obligation stands; ``due`` is the last minute of the part that comes next.

    ``open_fen`` is what is still to be paid of all, of a periodic one for the next
    time; None where no exact sum is known.
    """

    state: str
    due: datetime | None = None
    open_fen: int | None = None
    parts: tuple[PartStanding, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state not in SETTLED | OVER

    @property
    def next_part(self) -> PartStanding | None:
        """The first part that is still open."""
        return next((part for part in self.parts if part.state not in SETTLED), None)


def standing_of(owed: Owed, now: datetime) -> Standing:
    """How an obligation stands at ``now``."""
    if owed.period is not None and owed.due is not None:
        found = _periodic(owed, owed.period, owed.due, now)
    elif owed.timing in {"STANDING", "FOR_A_TIME", "PERIODIC"} and not owed.parts:
        found = _kept_up(owed, now)
    else:
        found = _in_parts(owed, now)
    if owed.over and found.is_open:
        return Standing(owed.over, parts=found.parts)
    return found


def sum_of_parts(parts: Iterable[int | None]) -> int | None:
    """What the parts come to, None where one has no exact sum."""
    sums = list(parts)
    known = [fen for fen in sums if fen is not None]
    return sum(known) if sums and len(known) == len(sums) else None


def agrees(manner: str) -> bool:
    """Whether one who signed so is bound by the agreement."""
    return manner not in NOT_AGREEING


def agreement_words(
    manners: Sequence[str], later_relations: Sequence[str], events: Sequence[tuple[str, str]]
) -> str:
    """Whether an agreement holds, in words: 有效, or all that became of it.

    ``manners`` say how each party signed, ``later_relations`` how later agreements of
    the case stand to it, ``events`` are (kind, docket) in their order.
    """
    if manners and not any(map(agrees, manners)):
        return "没有成立"
    became = [
        f"{_EVENT_WORDS[kind]} {docket}".strip() for kind, docket in events if kind in _EVENT_WORDS
    ]
    became += [words for relation, words in _RELATION_WORDS.items() if relation in later_relations]
    return "、".join(dict.fromkeys(became)) or "有效"


def over_by(later_relations: Sequence[str], events: Sequence[str]) -> str:
    """ENDED or REPLACED where what an agreement obliges to is not owed any more, else ""."""
    if "ENDED" in events:
        return "ENDED"
    return "REPLACED" if "REPLACES" in later_relations else ""


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


def time_of(first: datetime, period: Period, number: int) -> datetime | None:
    """When the ``number``-th time is due, the first being 0; None beyond what dates reach.

    A month without that day has its last day instead.
    """
    try:
        if period.unit in _DAYS:
            found = first + timedelta(days=_DAYS[period.unit] * period.every * number)
        else:
            months = first.month - 1 + _MONTHS[period.unit] * period.every * number
            month = first.replace(year=first.year + months // 12, month=months % 12 + 1, day=1)
            last_day = ((month + timedelta(days=32)).replace(day=1) - timedelta(days=1)).day
            found = month.replace(day=min(first.day, last_day))
    except (OverflowError, ValueError):
        return None
    return found if found.year <= _LAST_YEAR else None


_EVENT_WORDS = {
    "BROKEN": "已反悔",
    "ENDED": "已解除",
    "VARIED": "已变更",
    "CONFIRMED": "已司法确认",
}
_RELATION_WORDS = {"REPLACES": "已被替代", "VARIES": "已变更", "SUPPLEMENTS": "已补充"}


class _Tally:
    """What was done about one part, while the entries are gone through."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.settled = ""
        self.is_begun = False
        self.is_missed = False
        self._paid = 0
        self._waived = 0

    @property
    def open_fen(self) -> int | None:
        """What is still to be paid; None where no exact sum is known."""
        if self.part.fen is None:
            return None
        return 0 if self.settled else self.part.fen - self._paid - self._waived

    def settle(self, state: str) -> None:
        self.settled, self.is_missed = state, False

    def take(self, fen: int, *, is_waiver: bool) -> int:
        """Pay as much as is open of ``fen``, or waive it; return what is left over."""
        taken = min(fen, self.open_fen or 0)
        self._paid += 0 if is_waiver else taken
        self._waived += taken if is_waiver else 0
        self.is_begun, self.is_missed = True, False
        if self.open_fen == 0:
            self.settle("PERFORMED" if self._paid else "WAIVED")
        return fen - taken

    def state(self, now: datetime) -> str:
        """How the part stands."""
        due = self.part.due
        if self.settled:
            return self.settled
        if due is not None and due < now:
            return "OVERDUE"
        if self.is_missed:
            return "MISSED"
        if self.is_begun:
            return "PARTLY"
        return "OPEN" if due is None or due.date() <= now.date() else "NOT_DUE"


def _in_parts(owed: Owed, now: datetime) -> Standing:
    """What ends once it is done: as a whole, or part by part."""
    tallies = [_Tally(part) for part in owed.parts or (Part(None, owed.due, owed.fen),)]
    agreed = sum_of_parts(part.fen for part in owed.parts)
    if owed.fen is not None and agreed is not None and agreed < owed.fen:
        tallies.append(_Tally(Part(None, owed.due, owed.fen - agreed)))
    for entry in owed.entries:
        _go_through(tallies, entry)
    parts = tuple(
        PartStanding(each.part.id, each.state(now), each.part.due, each.open_fen)
        for each in tallies
    )
    open_parts = [part for part in parts if part.state not in SETTLED]
    return Standing(
        state=_state_of_all([part.state for part in parts]),
        due=min((part.due for part in open_parts if part.due is not None), default=None),
        open_fen=sum_of_parts(part.open_fen for part in parts),
        parts=parts if owed.parts else (),
    )


def _go_through(tallies: Sequence[_Tally], entry: Entry) -> None:
    own = [each for each in tallies if entry.part_id is not None and each.part.id == entry.part_id]
    left = [each for each in tallies if not each.settled]
    meant = [each for each in own if not each.settled] if own else left
    if entry.fen is not None and entry.state not in {"MISSED", "VARIED"}:
        # What is paid beyond one part goes to the next.
        payable = [each for each in dict.fromkeys([*meant, *left]) if each.part.fen is not None]
        if payable:
            _pay(payable, entry.fen, is_waiver=entry.state == "WAIVED")
            return
    match entry.state:
        case "MISSED":
            for each in meant[:1]:
                each.is_missed = True
        case "PERFORMED" | "LATE":
            _settle(meant, "PERFORMED")
        case "VARIED" | "WAIVED":
            _settle(meant, entry.state)
        case _:
            for each in meant[:1]:
                each.is_begun = True


def _pay(tallies: Sequence[_Tally], fen: int, *, is_waiver: bool) -> None:
    for each in tallies:
        if fen:
            fen = each.take(fen, is_waiver=is_waiver)


def _settle(tallies: Sequence[_Tally], state: str) -> None:
    for each in tallies:
        each.settle(state)


def _state_of_all(states: Sequence[str]) -> str:
    found = set(states)
    if found <= SETTLED:
        return next(state for state in ("PERFORMED", "VARIED", "WAIVED") if state in found)
    if "OVERDUE" in found:
        return "OVERDUE"
    if found & {*SETTLED, "PARTLY"}:
        return "PARTLY"
    return next(state for state in ("MISSED", "OPEN", "NOT_DUE") if state in found)


def _kept_up(owed: Owed, now: datetime) -> Standing:
    """What has to be kept up: the last entry says how it goes."""
    last = owed.entries[-1].state if owed.entries else ""
    if last in {"WAIVED", "VARIED"}:
        return Standing(last)
    if last == "MISSED":
        return Standing("MISSED")
    is_past = owed.until is not None and owed.until < now
    if is_past:
        return Standing("PERFORMED" if last in {*_DONE, "PARTLY"} else "OPEN")
    state = "KEEPING" if last in _DONE else "PARTLY" if last == "PARTLY" else "OPEN"
    return Standing(state, owed.until)


def _periodic(owed: Owed, period: Period, first: datetime, now: datetime) -> Standing:
    """What comes back: the next time is the first that nothing was done about."""
    done, part_paid = _times_done(owed, period, first)
    due = time_of(first, period, done)
    if due is None or (period.until is not None and due > period.until):
        was_done = any(entry.state in {*_DONE, "PARTLY"} for entry in owed.entries)
        was_waived = any(entry.state == "WAIVED" for entry in owed.entries)
        return Standing("WAIVED" if was_waived and not was_done else "PERFORMED", open_fen=0)
    if due < now:
        state = "OVERDUE"
    elif owed.entries and owed.entries[-1].state == "MISSED":
        state = "MISSED"
    elif done or part_paid:
        state = "KEEPING"
    else:
        state = "OPEN" if due.date() <= now.date() else "NOT_DUE"
    return Standing(state, due, None if owed.fen is None else owed.fen - part_paid)


def _times_done(owed: Owed, period: Period, first: datetime) -> tuple[int, int]:
    """How many times are dealt with, and the fen paid towards the next."""
    if not owed.is_money:
        return _times_by_date(owed.entries, period, first), 0
    times, paid = 0, 0
    for entry in owed.entries:
        if entry.fen is not None and owed.fen and entry.state != "VARIED":
            paid += entry.fen
        elif entry.state in _DONE or entry.state in {"WAIVED", "VARIED"}:
            times += 1
    more, rest = divmod(paid, owed.fen) if owed.fen else (0, 0)
    return times + more, rest


def _times_by_date(entries: Sequence[Entry], period: Period, first: datetime) -> int:
    """The time after the one nearest to the last entry: what was missed is not made up for.

    An entry without a date stands for the next time.
    """
    done = 0
    for entry in entries:
        if entry.state == "PARTLY":
            continue
        if entry.at is None:
            done += 1
            continue
        for number in count(done):
            here, after = time_of(first, period, number), time_of(first, period, number + 1)
            if here is None or after is None or abs(here - entry.at) <= abs(after - entry.at):
                done = number + 1
                break
    return done
