"""What a row of the list says, column by column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from linli.domain.case_file import CaseRow, PlaceRow

NONE: Final = "—"
"""Shown where a column has nothing to say."""
DOT: Final = " · "


class Lines(NamedTuple):
    """The words of one cell; ``second`` empty means one line in the middle."""

    first: str
    second: str = ""
    is_muted: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``width`` 0 takes what the others leave.

    ``covered`` are its words while parties are present.
    """

    heading: str
    width: int
    lines: Callable[[CaseRow, date], Lines]
    covered: Callable[[CaseRow, date], Lines]


def place_words(place: PlaceRow) -> str:
    """The grid and the estate: 大里村 · 大里鑫茂源小区."""
    return DOT.join(words for words in (place.grid, place.estate) if words)


def _due(row: CaseRow, _today: date) -> Lines:
    return Lines(row.due.words)


def _matter(row: CaseRow, _today: date) -> Lines:
    return Lines(row.title, DOT.join(filter(None, (row.kind.label, row.number))))


def _number(row: CaseRow, _today: date) -> Lines:
    return Lines(row.number)


def _where_and_who(row: CaseRow, _today: date) -> Lines:
    where = place_words(row.place) or row.place.note
    return Lines(where or NONE, DOT.join(row.parties))


def _holder(row: CaseRow, _today: date) -> Lines:
    return Lines(row.holder or NONE, row.holder_tier if row.holder else "")


def _registered(row: CaseRow, today: date) -> Lines:
    at = row.registered.at
    if at is None:
        return Lines(NONE, is_muted=True)
    year = "" if at.year == today.year else f"{at.year}年"
    if row.registered.precision == "MONTH":
        return Lines(f"{at.month}月", year, is_muted=True)
    if row.registered.precision == "MONTH_DAY":
        year = ""
    return Lines(f"{at:%m-%d}", year, is_muted=True)


def _nothing(_row: CaseRow, _today: date) -> Lines:
    return Lines("")


COLUMNS: Final = (
    Column("时限", 116, _due, _due),
    Column("事项", 0, _matter, _number),
    Column("地点与当事人", 200, _where_and_who, _nothing),
    Column("承办", 120, _holder, _nothing),
    Column("登记", 64, _registered, _registered),
)
DUE, MATTER, WHERE, HOLDER, REGISTERED = range(len(COLUMNS))
