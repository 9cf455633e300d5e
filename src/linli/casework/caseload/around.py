"""What stands around a case: links to others, reminders."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from linli.casework.state import end_of
from linli.domain import vocabulary as words
from linli.domain.case_file import Coded, DueRow, DueState, LinkRow, ReminderRow
from linli.domain.links import link_sense
from linli.records.tables import Case, CaseLink, Reminder


def link_rows(session: Session, kept: Case) -> tuple[LinkRow, ...]:
    """The links of a case, whichever of the two they were recorded on, oldest first."""
    links = session.scalars(
        select(CaseLink)
        .where(or_(CaseLink.case_id == kept.id, CaseLink.other_id == kept.id))
        .order_by(CaseLink.id)
        .options(joinedload(CaseLink.case), joinedload(CaseLink.other))
    )
    return tuple(_link_row(link, kept.id) for link in links)


def reminder_rows(session: Session, kept: Case, now: datetime) -> tuple[ReminderRow, ...]:
    """The reminders of a case, by their day: what is still to be done first."""
    kept_here = select(Reminder).where(Reminder.case_id == kept.id).order_by(Reminder.id)
    reminders = sorted(
        session.scalars(kept_here),
        key=lambda each: (each.is_done, each.moment.sorts_at or datetime.max),
    )
    return tuple(_reminder_row(reminder, now) for reminder in reminders)


def reminder_due(reminder: Reminder, now: datetime) -> DueRow:
    """How the day of a reminder stands to today; one of today is late from tomorrow."""
    if reminder.is_done:
        return DueRow(DueState.CLOSED, "已办好")
    at = end_of(reminder.moment)
    if at is None:
        return DueRow(DueState.NOT_SET, "")
    days = (at.date() - now.date()) // timedelta(days=1)
    if days < 0:
        return DueRow(DueState.OVERDUE, f"过期{-days}天")
    if days == 0:
        return DueRow(DueState.SOON, "今天")
    return DueRow(DueState.IN_TIME, "明天" if days == 1 else f"{days}天后")


def _link_row(link: CaseLink, from_id: int) -> LinkRow:
    is_far_end = link.other_id == from_id
    other = link.case if is_far_end else link.other
    return LinkRow(
        id=link.id,
        kind=Coded(link.kind, words.LINK_KINDS.label_of(link.kind)),
        words=link_sense(link.kind, leads_here=is_far_end).label,
        case_id=other.id,
        number=other.number,
        title=other.title,
        note=link.note,
        stage=other.stage,
    )


def _reminder_row(reminder: Reminder, now: datetime) -> ReminderRow:
    return ReminderRow(
        id=reminder.id,
        kind=Coded(reminder.kind, words.REMINDER_KINDS.label_of(reminder.kind)),
        moment=reminder.moment,
        what=reminder.what,
        worker=reminder.worker_words,
        is_done=reminder.is_done,
        due=reminder_due(reminder, now),
    )
