"""The next number after a restore: paper may know a later one than the record file."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from linli.casework.numbers import text_in_series
from linli.casework.state import refresh
from linli.casework.steps import add_step
from linli.domain.moments import Moment
from linli.domain.text import TEXT, clean
from linli.errors import Refused
from linli.records.tables import Case, NumberSeries, Office

MOST_PASSED_OVER = 500
"""More numbers than that are a slip of the finger, not paper that got lost."""


class SeriesRow(NamedTuple):
    """A series whose next number has to be confirmed: what it would give out next."""

    id: int
    year: int
    kind: str
    last: int
    next_number: str


def numbers_to_confirm(session: Session) -> tuple[SeriesRow, ...]:
    """The office's series that a restore marked, the latest year first."""
    office = session.get(Office, 1)
    if office is None:
        return ()
    marked = session.scalars(
        select(NumberSeries)
        .where(NumberSeries.must_confirm, NumberSeries.scope == office.short_name)
        .options(joinedload(NumberSeries.kind))
        .order_by(NumberSeries.year.desc(), NumberSeries.id)
    )
    return tuple(
        SeriesRow(
            series.id,
            series.year,
            series.kind.label,
            series.last,
            text_in_series(session, series, series.last + 1),
        )
        for series in marked
    )


def confirm_numbers(
    session: Session, serials: Mapping[int, int], now: datetime, why: str = ""
) -> None:
    """`confirm_number` for several series, by their ids; Refused names ``serial_`` and the id."""
    for series_id, next_serial in serials.items():
        try:
            confirm_number(session, series_id, next_serial, now, why)
        except Refused as refused:
            field = f"serial_{series_id}" if refused.field == "next_serial" else refused.field
            raise Refused((field, str(refused))) from refused


def confirm_number(
    session: Session, series_id: int, next_serial: int, now: datetime, why: str = ""
) -> None:
    """Let a series go on with ``next_serial``; it does not ask again.

    A number between the last one and that is on paper alone: for each a voided case
    is kept that says so, with ``why``. Raises Refused where the number was given out,
    is too far ahead, or numbers are passed over without a reason.
    """
    series = session.get_one(NumberSeries, series_id)
    why = clean(why, TEXT, lines=True, field="why")
    first = series.last + 1
    if next_serial < first:
        raise Refused(("next_serial", f"记录里已用到{series.last}号，最小填{first}。"))
    if next_serial - first > MOST_PASSED_OVER:
        raise Refused(("next_serial", f"一次最多空出{MOST_PASSED_OVER}个号，请看是否多写了一位。"))
    if next_serial > first and not why:
        raise Refused(("why", "空出的号要写明原因，如 纸上已用，记录未能恢复"))
    for serial in range(first, next_serial):
        _pass_over(session, series, serial, now, why)
    series.must_confirm = False
    session.flush()


def _pass_over(
    session: Session, series: NumberSeries, serial: int, now: datetime, why: str
) -> None:
    case = Case(
        number=text_in_series(session, series, serial),
        number_series=series,
        number_serial=serial,
        kind_code=series.kind_code,
        title="恢复备份时空出的编号",
    )
    session.add(case)
    series.last = serial
    with session.no_autoflush:
        add_step(session, case, "VOIDED", Moment.at_minute(now), reason=why)
    refresh(case)
