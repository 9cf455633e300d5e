"""What is derived of a case, and the one place where it is written on the case's row."""

from collections.abc import Callable, Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from linli.domain.case_file import DueRow
from linli.domain.moments import Moment, Precision
from linli.domain.rules import (
    Stage,
    StepFact,
    check_open,
    due_at,
    due_row,
    holder_of,
    needs_follow_up,
    stage_of,
)
from linli.errors import LinliError
from linli.records.tables import Case, Extension, Outcome, Result, Step

# The last minute of a day: a limit of a day is kept until its end.
_END_OF_DAY = time(23, 59)


def open_case(session: Session, case_id: int, *, allowed_when_closed: bool = False) -> Case:
    """The case, for adding to it; raises Refused where it is voided, or closed unless allowed."""
    case = session.get_one(Case, case_id)
    check_open(stage_of(facts_of(session, case)), allowed_when_closed=allowed_when_closed)
    return case


def change_if_unchanged(
    session: Session,
    row_id: int,
    draft: Any,  # noqa: ANN401 - whatever the two verbs take
    read: Any,  # noqa: ANN401 - whatever the two verbs take
    draft_of: Callable[[Session, int], Any],
    change: Callable[[Session, int, Any], object],
) -> int:
    """Put ``draft`` in place of a row that still says what was ``read`` of it; return its id.

    Raises LinliError where somebody changed that row meanwhile. Other entries of the
    case do not matter: a form may lie parked while they are written.
    """
    if draft_of(session, row_id) != read:
        raise LinliError("这件事刚被改过，这次没有保存。请记下要改的内容，关闭后重新打开再改。")
    change(session, row_id, draft)
    return row_id


def refresh(case: Case) -> None:
    """Write what the list sorts and counts by; every verb ends with it."""
    session = Session.object_session(case)
    assert session is not None  # noqa: S101 - verbs only have cases of their session
    session.flush()
    session.expire(case, ["steps", "parties"])
    for name, value in derived(session, case).items():
        if getattr(case, name) != value:
            setattr(case, name, value)
    session.flush()


def derived(session: Session, case: Case) -> dict[str, object]:
    """What the derived columns of a case must hold."""
    facts = facts_of(session, case)
    stage = stage_of(facts)
    return {
        "stage": stage.value,
        "is_open": stage.is_open,
        "due_by": due_at(end_of(case.due), facts) if stage.is_open else None,
        "registered_at": registered(case).sorts_at,
        "needs_follow_up": needs_follow_up(facts),
    }


def facts_of(session: Session, case: Case) -> list[StepFact]:
    """The steps of a case as the rules read them; results are those of the whole case."""
    ids = [step.id for step in case.steps]
    results = dict(
        session.execute(
            select(Outcome.step_id, Result.base)
            .join(Result, Result.code == Outcome.result_code)
            .where(Outcome.step_id.in_(ids))
            .where(Outcome.request_id.is_(None), Outcome.party_id.is_(None))
        ).all()
    )
    limits = {
        extension.step_id: end_of(extension.new_due)
        for extension in session.scalars(select(Extension).where(Extension.step_id.in_(ids)))
    }
    return [fact_of(step, results.get(step.id, ""), limits.get(step.id)) for step in case.steps]


def fact_of(step: Step, result: str = "", new_due: datetime | None = None) -> StepFact:
    """One step as the rules read it."""
    return StepFact(
        action=step.action.base,
        at=step.moment.sorts_at,
        is_exact=step.moment.precision is Precision.MINUTE,
        actor=actors_of(step, "FROM"),
        target=actors_of(step, "TO"),
        new_due=new_due,
        is_prior=step.is_prior,
        result=result,
    )


def actors_of(step: Step, direction: str) -> str:
    """Who acted (FROM) or to whom (TO), in one string."""
    return "、".join(actor_names(step, direction))


def actor_names(step: Step, direction: str) -> tuple[str, ...]:
    """Who acted (FROM) or to whom (TO), one by one."""
    return tuple(actor.words for actor in step.actors if actor.direction == direction)


def registered(case: Case) -> Moment:
    """When the case was registered: the moment of that step, else of the first."""
    step = _registration(case.steps)
    return step.moment if step else Moment.not_stated()


def registering_unit(case: Case) -> str:
    """Who took the case down: the target of its first step, else its actor."""
    step = _registration(case.steps)
    if step is None:
        return ""
    return actors_of(step, "TO") or actors_of(step, "FROM")


def holder(case: Case, facts: Sequence[StepFact]) -> str:
    """Who has the case now, in words."""
    return holder_of(facts, registering_unit(case))


def due(case: Case, now: datetime) -> DueRow:
    """How the case stands to its limit."""
    words = case.limit_words if case.due is None else ""
    return due_row(case.due_by, Stage(case.stage), now, words)


def end_of(moment: Moment | None) -> datetime | None:
    """The last minute of a limit: of its day where only a day is known."""
    if moment is None or moment.sorts_at is None:
        return None
    if moment.precision is Precision.MINUTE:
        return moment.sorts_at
    return datetime.combine(moment.sorts_at, _END_OF_DAY)


def _registration(steps: Sequence[Step]) -> Step | None:
    registered = (step for step in steps if step.action.base == "REGISTERED")
    return next(registered, None) or next(iter(steps), None)
