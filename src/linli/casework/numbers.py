"""Numbers of cases: a series without gaps for each office name, year and kind."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from linli.errors import Refused
from linli.records.tables import CaseKind, NumberSeries, Office


class Number(NamedTuple):
    """A number given out: the text people see, and where it stands in its series."""

    text: str
    series: NumberSeries
    serial: int


def next_number(session: Session, kind_code: str, year: int) -> Number:
    """Advance the series in this transaction and return the new number.

    Raises Refused where the office has no name yet: the number begins with it; and
    where the file was restored, and nobody has confirmed yet how the series goes on.
    """
    office = session.get(Office, 1)
    if office is None:
        raise Refused((None, "请先填写单位信息：编号要用单位简称。"))
    series = session.scalars(
        select(NumberSeries).where(
            NumberSeries.what == "CASE",
            NumberSeries.scope == office.short_name,
            NumberSeries.year == year,
            NumberSeries.kind_code == kind_code,
        )
    ).one_or_none()
    if series is None:
        series = NumberSeries(
            what="CASE", scope=office.short_name, year=year, kind_code=kind_code, last=0
        )
        session.add(series)
    if series.must_confirm:
        following = text_in_series(session, series, series.last + 1)
        raise Refused((None, f"恢复备份后要先核对编号：下一个是“{following}”。请在上方确认或改。"))
    series.last += 1
    return Number(text_in_series(session, series, series.last), series, series.last)


def text_in_series(session: Session, series: NumberSeries, serial: int) -> str:
    """The number that ``serial`` of a series is written as, by the office's pattern of now."""
    kind = session.get_one(CaseKind, series.kind_code)
    return number_text(
        session.get_one(Office, 1).number_pattern,
        office=series.scope,
        year=series.year,
        kind=kind.short_label,
        serial=serial,
    )


def number_text(pattern: str, *, office: str, year: int, kind: str, serial: int) -> str:
    """A case number by the office's pattern: 枫杨〔2025〕纠纷0001."""
    return pattern.format(office=office, year=year, kind=kind, serial=serial)
