"""What today asks of the office, and what is late."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from linli.casework.agreements import obligations_due
from linli.casework.people import name_of
from linli.casework.responsible import cases_of, names_of_responsible
from linli.domain.case_file import (
    Agenda,
    AgendaEntry,
    AgendaFigures,
    AgendaGroup,
    AgendaKind,
    DueRow,
    DueState,
)
from linli.domain.moments import Moment, Precision, clock_text, weekday_text
from linli.domain.rules import STANDING, Stage, due_row
from linli.records.tables import (
    Case,
    FollowUp,
    MediationSession,
    Party,
    Reminder,
    Report,
    Step,
)

DAYS_AHEAD = 7
MOST_SHOWN = 200
"""Entries given of each group; the rest is counted."""
MOST_LOOKED_AT = 2000
"""Cases late or without a follow-up among which those of one worker are sought, latest first."""
_END_OF_DAY = time(23, 59)
_REMINDERS = {
    "TO_DO": AgendaKind.TO_DO,
    "APPOINTMENT": AgendaKind.APPOINTMENT,
    "SESSION": AgendaKind.SESSION,
}
# 超期 is said of a limit somebody set; a day one chose oneself has merely passed.
_LIMITS = frozenset({AgendaKind.LIMIT, AgendaKind.OBLIGATION, AgendaKind.REPLY})


@dataclass(frozen=True, slots=True)
class _Found:
    """One thing to do as the record has it, before its case is read."""

    kind: AgendaKind
    case_id: int
    moment: Moment | None
    what: str = ""
    reminder_id: int | None = None
    worker: str = ""
    worker_id: int | None = None


def agenda(session: Session, now: datetime, worker_id: int | None = None) -> Agenda:
    """What is late, due today and in the seven days from tomorrow, and to be followed up.

    For one worker: the reminders for that worker or for all, and the cases that the
    worker or a unit of the worker has, or had last. A case in nobody's hands known to
    the office is in the list of all only.
    """
    most = MOST_SHOWN if worker_id is None else MOST_LOOKED_AT
    found = [*_dated(session, now, most), *_without_follow_up(session, most)]
    if worker_id is not None:
        found = list(filter(_is_for(session, worker_id, found), found))
    shown: list[tuple[AgendaGroup, _Found]] = []
    more: list[tuple[AgendaGroup, int]] = []
    for group in AgendaGroup:
        members = sorted((each for each in found if _group(each, now) is group), key=_sorts_at)
        # Of what is late the latest is most likely still to be helped.
        kept = members[-MOST_SHOWN:] if group is AgendaGroup.LATE else members[:MOST_SHOWN]
        shown += ((group, each) for each in kept)
        left = len(members) - len(kept)
        if worker_id is None:
            left += _not_read(session, group, now)
        if left:
            more.append((group, left))
    facts = _facts(session, {each.case_id for _, each in shown})
    return Agenda(
        at=now,
        entries=tuple(_entry(group, each, facts[each.case_id], now) for group, each in shown),
        more=tuple(more),
    )


def agenda_figures(session: Session, now: datetime) -> AgendaFigures:
    """How many things are late, and how many more today asks for, of all workers."""
    groups = [_group(each, now) for each in _dated(session, now, MOST_SHOWN)]
    return AgendaFigures(
        late=groups.count(AgendaGroup.LATE) + _not_read(session, AgendaGroup.LATE, now),
        today=groups.count(AgendaGroup.TODAY),
    )


def _dated(session: Session, now: datetime, most: int) -> Iterator[_Found]:
    """Everything with a day up to the last of the seven; of late cases ``most``."""
    end = datetime.combine(now.date() + timedelta(days=DAYS_AHEAD), time(23, 59))
    yield from _limits(session, now, end, most)
    yield from _reminders(session, end)
    yield from _postponed(session, now, end)
    yield from _replies(session, end)
    yield from _next_follow_ups(session, end)
    yield from _obligations(session, now, end)


def _limits(session: Session, now: datetime, end: datetime, most: int) -> Iterator[_Found]:
    late = select(Case.id, Case.due_by).where(_is_late(now))
    ahead = select(Case.id, Case.due_by).where(
        Case.is_open, Case.due_by >= now, Case.due_by <= end, Case.stage.not_in(STANDING)
    )
    for wanted in (late.order_by(Case.due_by.desc()).limit(most), ahead):
        for case_id, due_by in session.execute(wanted):
            yield _Found(AgendaKind.LIMIT, case_id, _limit(due_by or now))


def _is_late(now: datetime) -> ColumnElement[bool]:
    return and_(Case.is_open, Case.due_by < now, Case.stage.not_in(STANDING))


def _reminders(session: Session, end: datetime) -> Iterator[_Found]:
    at = Reminder.__table__.c.moment_at
    rows = session.scalars(
        select(Reminder)
        .join(Case, Case.id == Reminder.case_id)
        .where(Reminder.is_done.is_(False), at <= end, Case.stage != Stage.VOIDED)
    )
    for row in rows:
        yield _Found(
            _REMINDERS[row.kind],
            row.case_id,
            row.moment,
            row.what,
            row.id,
            row.worker_words,
            row.worker_id,
        )


def _postponed(session: Session, now: datetime, end: datetime) -> Iterator[_Found]:
    """Sessions put off to a day that has not passed."""
    at = Step.__table__.c.moment_at
    today = datetime.combine(now.date(), time())
    rows = session.execute(
        select(Step.case_id, Step.moment, MediationSession.place)
        .join(MediationSession, MediationSession.step_id == Step.id)
        .join(Case, Case.id == Step.case_id)
        .where(MediationSession.state == "POSTPONED", at >= today, at <= end, Case.is_open)
    )
    for case_id, moment, place in rows:
        words = f"改期的调解，地点{place}" if place else "改期的调解"
        yield _Found(AgendaKind.POSTPONED, case_id, moment, words)


def _replies(session: Session, end: datetime) -> Iterator[_Found]:
    at = Report.__table__.c.reply_due_at
    rows = session.execute(
        select(Report.case_id, Report.reply_due, Report.sender_words, Report.outside_number)
        .join(Case, Case.id == Report.case_id)
        .where(
            at <= end,
            Report.reply.is_(None),
            Report.__table__.c.replied_precision.is_(None),
            Case.stage != Stage.VOIDED,
        )
    )
    for case_id, due, sender, number in rows:
        to = " ".join(filter(None, (sender, number)))
        yield _Found(AgendaKind.REPLY, case_id, due, f"答复{to}" if to else "")


def _next_follow_ups(session: Session, end: datetime) -> Iterator[_Found]:
    """The next follow-up that the last one of its case asked for."""
    later, later_step = aliased(FollowUp), aliased(Step)
    was_made = exists(
        select(later.id)
        .join(later_step, later_step.id == later.step_id)
        .where(later_step.case_id == Step.case_id, later_step.position > Step.position)
    )
    rows = session.execute(
        select(Step.case_id, FollowUp.next)
        .join(Step, Step.id == FollowUp.step_id)
        .join(Case, Case.id == Step.case_id)
        .where(FollowUp.__table__.c.next_at <= end, ~was_made, Case.stage != Stage.VOIDED)
    )
    for case_id, moment in rows:
        yield _Found(AgendaKind.FOLLOW_UP, case_id, moment)


def _obligations(session: Session, now: datetime, end: datetime) -> Iterator[_Found]:
    for owed in obligations_due(session, now):
        if owed.due <= end:
            yield _Found(AgendaKind.OBLIGATION, owed.case_id, _limit(owed.due), owed.words)


def _without_follow_up(session: Session, most: int) -> Iterator[_Found]:
    rows = session.scalars(
        select(Case.id)
        .where(Case.needs_follow_up)
        .order_by(Case.registered_at.desc(), Case.id.desc())
        .limit(most)
    )
    for case_id in rows:
        yield _Found(AgendaKind.FOLLOW_UP, case_id, None)


def _not_read(session: Session, group: AgendaGroup, now: datetime) -> int:
    """How many cases of a group are there beyond the `MOST_SHOWN` that were read."""
    wanted = {
        AgendaGroup.LATE: select(func.count(Case.id)).where(_is_late(now)),
        AgendaGroup.NO_DAY: select(func.count(Case.id)).where(Case.needs_follow_up),
    }.get(group)
    return 0 if wanted is None else max(0, (session.scalar(wanted) or 0) - MOST_SHOWN)


def _is_for(session: Session, worker_id: int, found: Iterable[_Found]) -> Callable[[_Found], bool]:
    """Tells whether an entry is one worker's."""
    mine = cases_of(session, worker_id, {each.case_id for each in found})

    def is_for(each: _Found) -> bool:
        if each.reminder_id is None:
            return each.case_id in mine
        # A name that is no worker's is nobody else's either.
        return each.worker_id in {None, worker_id}

    return is_for


def _limit(end: datetime) -> Moment:
    """A limit by its last minute; that of a day is the day."""
    if end.time() == _END_OF_DAY:
        return Moment.on_day(end.date())
    return Moment.at_minute(end)


def _end(moment: Moment, now: datetime) -> datetime:
    """The last minute it may be done in."""
    last = moment.until or moment.at or now
    if moment.precision is Precision.MINUTE:
        return last
    if moment.precision is Precision.MONTH:
        last = (last + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return datetime.combine(last, _END_OF_DAY)


def _group(found: _Found, now: datetime) -> AgendaGroup:
    if found.moment is None:
        return AgendaGroup.NO_DAY
    start, end = found.moment.at or now, _end(found.moment, now)
    # A limit runs out at its minute; an appointment of this morning is not late yet.
    is_late = end < now if found.kind in _LIMITS else end.date() < now.date()
    if is_late:
        return AgendaGroup.LATE
    return AgendaGroup.TODAY if start.date() <= now.date() else AgendaGroup.COMING


def _sorts_at(found: _Found) -> datetime:
    """By its end: what has no clock comes after what has, that day."""
    return _end(found.moment, datetime.min) if found.moment else datetime.min


def _due(found: _Found, group: AgendaGroup, now: datetime) -> DueRow:
    if found.moment is None:
        return DueRow(DueState.NOT_SET, "未回访")
    end = _end(found.moment, now)
    start = found.moment.at or end
    if group is AgendaGroup.LATE:
        if found.kind in _LIMITS:
            return due_row(end, Stage.HANDLING, now, "")
        return DueRow(DueState.OVERDUE, f"过期{(now.date() - end.date()).days}天")
    clock = clock_text(found.moment) if found.moment.precision is Precision.MINUTE else ""
    day = max(start.date(), now.date())
    ahead = (day - now.date()).days
    words = ("今天", "明天")[ahead] if ahead <= 1 else weekday_text(day, now)
    state = DueState.SOON if ahead <= 1 else DueState.IN_TIME
    return DueRow(state, " ".join(filter(None, (words, clock if ahead <= 1 else ""))))


class _Facts(NamedTuple):
    """What is shown of a case beside what is to be done."""

    number: str
    title: str
    place: str
    parties: tuple[str, ...]
    who: str


def _facts(session: Session, case_ids: set[int]) -> dict[int, _Facts]:
    parties: dict[int, list[str]] = {}
    wanted = select(Party).where(Party.case_id.in_(case_ids)).order_by(Party.rank, Party.id)
    for party in session.scalars(wanted):
        parties.setdefault(party.case_id, []).append(name_of(party))
    who = names_of_responsible(session, case_ids)
    rows = session.execute(
        select(Case.id, Case.number, Case.title, Case.grid_words, Case.estate).where(
            Case.id.in_(case_ids)
        )
    )
    return {
        id_: _Facts(
            number,
            title,
            " · ".join(filter(None, (grid, estate))),
            tuple(parties.get(id_, ())),
            who.get(id_, ""),
        )
        for id_, number, title, grid, estate in rows
    }


def _entry(group: AgendaGroup, found: _Found, facts: _Facts, now: datetime) -> AgendaEntry:
    return AgendaEntry(
        group=group,
        kind=found.kind,
        due=_due(found, group, now),
        moment=found.moment,
        case_id=found.case_id,
        number=facts.number,
        title=facts.title,
        place=facts.place,
        parties=facts.parties,
        what=found.what,
        who=found.worker or ("所有人" if found.reminder_id else facts.who),
        reminder_id=found.reminder_id,
    )
