"""Rows that came in together, and undoing them as one: the only true deletion."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, func, or_, select, update
from sqlalchemy.orm import Session

from linli.casework.state import refresh
from linli.casework.steps import add_step
from linli.domain.moments import Moment
from linli.records.tables import Base, Case, NumberSeries, Office, Worker, WorkerPost

VOIDED_WITH_BATCH = "所属的一批记录已清除，编号之后还有自己的事项，所以保留编号。"


def mark_all(session: Session, batch: str, batch_id: str) -> None:
    """Say of every case and register row in the file that it came in with this batch."""
    session.flush()
    for table in _batched():
        session.execute(
            update(table).where(table.c.batch.is_(None)).values(batch=batch, batch_id=batch_id)
        )
    session.expire_all()


def undo_batch(session: Session, batch: str, now: datetime) -> tuple[int, int]:
    """Delete all of a batch, children first, and return how many cases went and were voided.

    A number that others came after is not given back: its case is voided instead.
    Registers that a remaining row still speaks of stay, and so does the office while
    there is anything of one's own.
    """
    doomed = _cases_that_may_go(session, batch)
    stay = session.scalars(select(Case).where(Case.batch == batch, Case.id.not_in(doomed))).all()
    _delete_cases(session, doomed)
    for case in stay:
        add_step(session, case, "VOIDED", Moment.at_minute(now), reason=VOIDED_WITH_BATCH)
        refresh(case)
    _give_numbers_back(session)
    _delete_registers(session, batch)
    session.expire_all()
    return len(doomed), len(stay)


def _cases_that_may_go(session: Session, batch: str) -> list[int]:
    """The batch's cases that no other case of their number series came after."""
    own_last = dict(
        session.execute(
            select(Case.number_series_id, func.max(Case.number_serial))
            .where(or_(Case.batch.is_(None), Case.batch != batch))
            .group_by(Case.number_series_id)
        ).all()
    )
    rows = session.execute(
        select(Case.id, Case.number_series_id, Case.number_serial).where(Case.batch == batch)
    )
    return [id_ for id_, series, serial in rows if (serial or 0) > (own_last.get(series) or 0)]


def _delete_cases(session: Session, ids: Iterable[int]) -> None:
    """Delete the cases with every row that hangs on them, whatever its table."""
    session.flush()
    _delete_with_children(session, {"case": set(ids)})


def _delete_registers(session: Session, batch: str) -> None:
    """Delete the batch's office, units, people and bodies, as far as nobody speaks of them."""
    doomed = {
        table.name: set(session.scalars(select(table.c.id).where(table.c.batch == batch)))
        for table in _batched()
        if table.name != Case.__tablename__
    }
    if _holds_others(session, batch):
        doomed[Office.__tablename__].clear()
    posts = Base.metadata.tables[WorkerPost.__tablename__]
    spoken_of = {"": {0}}
    while any(spoken_of.values()):
        owned = posts.c.worker_id.in_(doomed[Worker.__tablename__])
        doomed[posts.name] = set(session.scalars(select(posts.c.id).where(owned)))
        spoken_of = _spoken_of(session, doomed)
        for name, ids in spoken_of.items():
            doomed[name] -= ids
    _delete(session, doomed)


def _holds_others(session: Session, batch: str) -> bool:
    """Whether there is a case left, or a register row of another origin."""
    return any(
        session.scalars(
            select(table.c.id).where(
                or_(
                    table.name == Case.__tablename__,
                    table.c.batch.is_(None),
                    table.c.batch != batch,
                )
            )
        ).first()
        is not None
        for table in _batched()
    )


def _spoken_of(session: Session, doomed: dict[str, set[int]]) -> dict[str, set[int]]:
    """Of the doomed rows those that a row which stays points to."""
    found: dict[str, set[int]] = {}
    for table in Base.metadata.sorted_tables:
        for column, target in _keys(table):
            wanted = select(column).where(column.in_(doomed.get(target, ())))
            if "id" in table.c:
                wanted = wanted.where(table.c.id.not_in(doomed.get(table.name, ())))
            found.setdefault(target, set()).update(session.scalars(wanted))
    return {name: ids for name, ids in found.items() if ids}


def _delete_with_children(session: Session, doomed: dict[str, set[int]]) -> None:
    """Delete rows by table and id, after all rows that point to them."""
    for table in Base.metadata.sorted_tables:
        if "id" in table.c and doomed:
            doomed.setdefault(table.name, set()).update(_rows_pointing(session, table, doomed))
    _delete(session, doomed)


def _delete(session: Session, doomed: dict[str, set[int]]) -> None:
    for table in reversed(Base.metadata.sorted_tables):
        _loosen_and_delete(session, table, doomed)


def _rows_pointing(session: Session, table: Table, doomed: dict[str, set[int]]) -> Iterable[int]:
    pointing = [
        column.in_(doomed[target])
        for column, target in _keys(table)
        if target != table.name and doomed.get(target)
    ]
    return session.scalars(select(table.c.id).where(or_(*pointing))).all() if pointing else ()


def _loosen_and_delete(session: Session, table: Table, doomed: dict[str, set[int]]) -> None:
    if "id" not in table.c:
        for column, target in _keys(table):
            if doomed.get(target):
                session.execute(delete(table).where(column.in_(doomed[target])))
        return
    if not (ids := doomed.get(table.name)):
        return
    among_themselves: dict[str, None] = {
        column.name: None for column, target in _keys(table) if target == table.name
    }
    if among_themselves:
        session.execute(update(table).where(table.c.id.in_(ids)).values(among_themselves))
    session.execute(delete(table).where(table.c.id.in_(ids)))


def _keys(table: Table) -> list[tuple[ColumnElement[int], str]]:
    """The columns that point to the id of a row, each with the name of that row's table."""
    return [
        (column, key.column.table.name)
        for column in table.c
        for key in column.foreign_keys
        if key.column.name == "id"
    ]


def _give_numbers_back(session: Session) -> None:
    last = dict(
        session.execute(
            select(Case.number_series_id, func.max(Case.number_serial)).group_by(
                Case.number_series_id
            )
        ).all()
    )
    for series in session.scalars(select(NumberSeries)).all():
        if last.get(series.id):
            series.last = last[series.id] or 0
        else:
            session.delete(series)
    session.flush()


def _batched() -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if "batch_id" in table.c]
