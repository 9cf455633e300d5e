"""Reminders and appointments: what is to be done on a day, on a case."""

from sqlalchemy.orm import Session

from linli.casework.state import open_case, refresh
from linli.casework.steps import KnownNames
from linli.domain.drafts import ReminderDraft
from linli.domain.moments import Precision
from linli.domain.text import LINE, NAME, clean
from linli.domain.vocabulary import REMINDER_KINDS
from linli.errors import Refused
from linli.records.tables import Case, Reminder


def record_reminder(session: Session, case_id: int, draft: ReminderDraft) -> int:
    """Keep a reminder on a case and return its id; a closed case takes it.

    Raises Refused where it says not what is to be done, or on no day.
    """
    case = open_case(session, case_id, allowed_when_closed=True)
    reminder = Reminder(case_id=case_id)
    _put(session, case, reminder, draft)
    session.add(reminder)
    refresh(case)
    return reminder.id


def reminder_draft(session: Session, reminder_id: int) -> ReminderDraft:
    """A reminder as a form takes it down."""
    kept = session.get_one(Reminder, reminder_id)
    return ReminderDraft(
        moment=kept.moment,
        what=kept.what,
        kind=kept.kind,
        worker=kept.worker_words,
        is_done=kept.is_done,
    )


def change_reminder(session: Session, reminder_id: int, draft: ReminderDraft) -> None:
    """Put ``draft`` in place of a reminder; refuses what `record_reminder` refuses."""
    reminder = session.get_one(Reminder, reminder_id)
    case = open_case(session, reminder.case_id, allowed_when_closed=True)
    _put(session, case, reminder, draft)
    refresh(case)


def mark_done(session: Session, reminder_id: int, is_done: bool = True) -> None:  # noqa: FBT001, FBT002 - the state itself
    """Say that it is done, or that it is not after all."""
    reminder = session.get_one(Reminder, reminder_id)
    reminder.is_done = is_done
    refresh(reminder.case)


def _put(session: Session, case: Case, reminder: Reminder, draft: ReminderDraft) -> None:
    what = clean(draft.what, LINE, field="what")
    worker = clean(draft.worker, NAME, field="worker")
    refusals: list[tuple[str | None, str]] = []
    if draft.kind not in REMINDER_KINDS:
        refusals.append(("kind", "请选是提醒还是约见"))
    if draft.moment.precision not in {Precision.MINUTE, Precision.DAY}:
        refusals.append(("moment", "提醒要有日期，如 明天 或 3.20 14:30"))
    if not what:
        refusals.append(("what", "请写要做什么"))
    if refusals:
        raise Refused(*refusals)
    reminder.kind, reminder.moment, reminder.what = draft.kind, draft.moment, what
    reminder.is_done = draft.is_done
    with session.no_autoflush:
        reminder.worker = KnownNames(session, case).worker(worker) if worker else None
    reminder.worker_words = worker
