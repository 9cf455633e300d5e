"""What every session does by itself: hides removed rows, signs new ones, touches their case."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import exists, inspect
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from .tables import Base, Case, OwnsStep, Recorded, Removable, Step

INCLUDE_REMOVED = "include_removed"
SIGNED_BY = "signed_by"


def hide_removed(state: ORMExecuteState) -> None:
    """Leave removed rows out of every SELECT, and what hangs on a removed step.

    ``session.execute(…, execution_options={INCLUDE_REMOVED: True})`` sees them.
    """
    if not state.is_select or state.is_column_load or state.execution_options.get(INCLUDE_REMOVED):
        return
    state.statement = state.statement.options(
        with_loader_criteria(
            Removable,
            lambda cls: cls.removed_at.is_(None),
            include_aliases=True,
            propagate_to_loaders=False,
        ),
        with_loader_criteria(
            OwnsStep,
            _step_is_in_use,
            include_aliases=True,
            propagate_to_loaders=False,
        ),
    )


def touch_cases(session: Session, *_: object) -> None:
    """Count a case's version up when anything that hangs on it changes."""
    now = datetime.now(UTC)
    for row in _changed(session):
        case = _case_of(session, row)
        if case is not None and case not in session.new and case not in session.deleted:
            case.touched_at = now


def sign_rows(session: Session, *_: object) -> None:
    """Say of every new row which worker kept it, where one is on duty."""
    worker_id = session.info.get(SIGNED_BY)
    for row in session.new:
        if isinstance(row, Recorded) and row.recorded_by_id is None:
            row.recorded_by_id = worker_id


def _step_is_in_use(cls: type[OwnsStep]) -> Any:  # noqa: ANN401 - SQLAlchemy takes any criterion
    step = Step.__table__
    found = exists().where(step.c.id == cls.step_id, step.c.removed_at.is_(None))
    return found.correlate_except(step)  # the query around it may look at steps too


def _changed(session: Session) -> Iterable[Base]:
    yield from (row for row in session.new if isinstance(row, Base))
    yield from (row for row in session.deleted if isinstance(row, Base))
    yield from (row for row in session.dirty if isinstance(row, Base) and _is_changed(row))


def _is_changed(row: Base) -> bool:
    """Whether a column or a list of the row is another.

    ``Session.is_modified`` would put a Moment together of the columns that changed alone.
    """
    state = inspect(row)
    mapped = (*state.mapper.column_attrs, *state.mapper.relationships)
    return any(state.attrs[each.key].history.has_changes() for each in mapped)


def _case_of(session: Session, row: Base | None) -> Case | None:
    while row is not None and not isinstance(row, Case):
        row = next(filter(None, (_parent(session, row, name) for name in row.toward_case)), None)
    return row


def _parent(session: Session, row: Base, name: str) -> Base | None:
    """The row one step nearer to the case; a pending row may know it by its key alone."""
    if (parent := row.__dict__.get(name)) is not None:
        return parent
    link = inspect(type(row)).relationships[name]
    near, far = next(pair for pair in link.local_remote_pairs if pair[1].primary_key)
    key = getattr(row, link.parent.get_property_by_column(near).key)
    if key is None:
        return None
    return (
        session.get(link.mapper.class_, key, execution_options={INCLUDE_REMOVED: True})
        if far.primary_key
        else None
    )
