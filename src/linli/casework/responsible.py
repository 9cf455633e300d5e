"""Who has a case, or had it last: read of many cases at once, off their steps."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from linli.domain.vocabulary import HANDING_ON, TAKING_ON
from linli.records.tables import Step, StepAction, StepActor, Worker, WorkerPost

_AT_ONCE = 500
"""Cases asked for in one query."""


class _Acted(NamedTuple):
    case_id: int
    step_id: int
    action: str
    direction: str | None
    words: str | None
    worker_id: int | None
    unit_id: int | None


def names_of_responsible(session: Session, case_ids: Iterable[int]) -> dict[int, str]:
    """Who has each case, in words; a closed case keeps who had it last."""
    return {
        case_id: "、".join(each.words or "" for each in actors)
        for case_id, actors in _responsible(session, case_ids)
    }


def cases_of(session: Session, worker_id: int, case_ids: Iterable[int]) -> set[int]:
    """Those of the cases that a worker has, by name or with a unit the worker is in."""
    worker = session.get(Worker, worker_id)
    name = worker.name if worker is not None else ""
    units = set(
        session.scalars(
            select(WorkerPost.unit_id).where(
                WorkerPost.worker_id == worker_id, WorkerPost.until_on.is_(None)
            )
        )
    )

    def is_theirs(actor: _Acted) -> bool:
        if actor.worker_id is not None:
            return actor.worker_id == worker_id
        return actor.words == name or (actor.unit_id is not None and actor.unit_id in units)

    return {
        case_id
        for case_id, actors in _responsible(session, case_ids)
        if any(map(is_theirs, actors))
    }


def _responsible(
    session: Session, case_ids: Iterable[int]
) -> Iterator[tuple[int, tuple[_Acted, ...]]]:
    ids = sorted(case_ids)
    for start in range(0, len(ids), _AT_ONCE):
        acted = _read(session, ids[start : start + _AT_ONCE])
        for case_id, rows in groupby(acted, key=lambda row: row.case_id):
            yield case_id, _last_in_charge(tuple(rows))


def _read(session: Session, ids: list[int]) -> Iterator[_Acted]:
    rows = session.execute(
        select(
            Step.case_id,
            Step.id,
            StepAction.base,
            StepActor.direction,
            StepActor.words,
            StepActor.worker_id,
            StepActor.unit_id,
        )
        .join(StepAction, StepAction.code == Step.action_code)
        .outerjoin(StepActor, and_(StepActor.step_id == Step.id))
        .where(Step.case_id.in_(ids))
        .order_by(Step.case_id, Step.position, StepActor.rank, StepActor.id)
    )
    return (_Acted(*row) for row in rows)


def _last_in_charge(rows: tuple[_Acted, ...]) -> tuple[_Acted, ...]:
    """The target of the last hand-on, else who took it on last, else who took it down."""
    steps = [tuple(step) for _, step in groupby(rows, key=lambda row: row.step_id)]
    for actions, direction in ((HANDING_ON, "TO"), (TAKING_ON, "FROM")):
        for step in reversed(steps):
            if step[0].action in actions and (found := _acting(step, direction)):
                return found
    first = next((step for step in steps if step[0].action == "REGISTERED"), steps[0])
    return _acting(first, "TO") or _acting(first, "FROM")


def _acting(step: tuple[_Acted, ...], direction: str) -> tuple[_Acted, ...]:
    return tuple(row for row in step if row.direction == direction)
