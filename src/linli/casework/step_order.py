"""Where a step stands in its case: by what is known of its time, else where it is put.

No step stands before one that is known to be earlier. Positions have gaps, and are
unique among the steps in use.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy.orm import Session

from linli.casework.state import facts_of, refresh
from linli.domain.moments import Moment, Precision
from linli.domain.rules import check_open, stage_of
from linli.records.tables import POSITION_GAP, Step


def move_step(session: Session, step_id: int, by: Literal[-1, 1]) -> bool:
    """Move a step one place up (-1) or down (1); False where exact times do not allow it.

    Raises Refused where the case is closed or voided.
    """
    step = session.get_one(Step, step_id)
    case = step.case
    check_open(stage_of(facts_of(session, case)))
    steps = list(case.steps)
    place = steps.index(step)
    if not 0 <= place + by < len(steps):
        return False
    upper, lower = (steps[place + by], step) if by < 0 else (step, steps[place + by])
    if _is_later(lower, upper.moment):
        return False
    first, second = upper.position, lower.position
    # Each position is taken at most once, at every moment: by way of a free one.
    upper.position = -1
    session.flush()
    lower.position = first
    session.flush()
    upper.position = second
    refresh(case)
    return True


def free_position(
    session: Session, steps: Sequence[Step], moment: Moment, after_step: int | None = None
) -> int:
    """A free position before the first of ``steps`` known to be later, else after the last.

    What has no time of its own stands behind ``after_step``, where that is one of them.
    """
    at = next((place for place, step in enumerate(steps) if _is_later(step, moment)), len(steps))
    if moment.sorts_at is None:
        behind = (place + 1 for place, step in enumerate(steps) if step.id == after_step)
        at = next(behind, at)
    low = steps[at - 1].position if at else 0
    if at == len(steps):
        return low + POSITION_GAP
    high = steps[at].position
    if high - low < 2:  # noqa: PLR2004 - no whole number lies between
        _space_out(session, steps)
        return free_position(session, steps, moment, after_step)
    return (low + high) // 2


def stand_rightly(session: Session, step: Step) -> None:
    """Leave a step where it stood, where that is free and its time allows it, else place it anew."""
    others = [other for other in step.case.steps if other is not step]
    is_free = step.position > 0 and all(other.position != step.position for other in others)
    before = [other for other in others if other.position < step.position]
    after = [other for other in others if other.position > step.position]
    fits = not any(_is_later(other, step.moment) for other in before) and not any(
        _is_later(step, other.moment) for other in after
    )
    if not (is_free and fits):
        step.position = free_position(session, others, step.moment)


def _is_later(step: Step, moment: Moment) -> bool:
    start, end = step.moment.sorts_at, _end(moment)
    return start is not None and end is not None and start > end


def _end(moment: Moment) -> datetime | None:
    """The last minute that it may have begun in."""
    if moment.sorts_at is None or moment.precision is Precision.MINUTE:
        return moment.sorts_at
    start = moment.until or moment.sorts_at
    if moment.precision is Precision.DAY:
        return start + timedelta(days=1, minutes=-1)
    return (start + timedelta(days=32)).replace(day=1) - timedelta(minutes=1)


def _space_out(session: Session, steps: Sequence[Step]) -> None:
    """Give the steps gaps again; by way of free positions, since each is unique."""
    for place, step in enumerate(steps, start=1):
        step.position = -place
    session.flush()
    for place, step in enumerate(steps, start=1):
        step.position = place * POSITION_GAP
    session.flush()
