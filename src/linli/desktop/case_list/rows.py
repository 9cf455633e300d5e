"""The rows of a list of any length: all ids, and the few pages somebody looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, Protocol

from linli.domain.case_file import CaseFile, CaseRow, ListCounts, ListQuery

if TYPE_CHECKING:
    from linli.desktop.desk import Desk

PAGE: Final = 100
"""Rows read at once."""
PAGES_KEPT: Final = 20
NO_COUNTS: Final = ListCounts(0, 0, 0, 0, 0, 0, 0, (), ())


class Caseload(Protocol):
    """Where a list gets its cases from."""

    def today(self) -> date:
        """The day the list is read on."""
        ...

    def ids(self, query: ListQuery) -> array[int]:
        """The ids of all cases that ``query`` asks for, in the order of the list."""
        ...

    def rows(self, ids: Sequence[int]) -> Sequence[CaseRow]:
        """The rows of ``ids``, in their order."""
        ...

    def counts(self) -> ListCounts:
        """The figures beside the lists, kinds, grids and chips."""
        ...

    def case_file(self, case_id: int) -> CaseFile:
        """All joint facts of one case."""
        ...


class DeskCaseload:
    """The cases of the desk's record file."""

    def __init__(self, desk: Desk) -> None:
        # Casework brings SQLAlchemy with it, which the first paint does without.
        from linli.casework import caseload

        self._desk = desk
        self._caseload = caseload

    def today(self) -> date:
        """The day the list is read on."""
        return self._desk.now().date()

    def ids(self, query: ListQuery) -> array[int]:
        """The ids of all cases that ``query`` asks for, in the order of the list."""
        return self._desk.read(self._caseload.case_ids, query, self._desk.now())

    def rows(self, ids: Sequence[int]) -> Sequence[CaseRow]:
        """The rows of ``ids``, in their order."""
        return self._desk.read(self._caseload.case_rows, ids, self._desk.now())

    def counts(self) -> ListCounts:
        """The figures beside the lists, kinds, grids and chips."""
        return self._desk.read(self._caseload.counts, self._desk.now())

    def case_file(self, case_id: int) -> CaseFile:
        """All joint facts of one case."""
        return self._desk.read(self._caseload.case_file, case_id, self._desk.now())


class NoCases:
    """The cases of a window that has not opened a record file yet."""

    def today(self) -> date:
        """Any day."""
        return date.min

    def ids(self, query: ListQuery) -> array[int]:  # noqa: ARG002 (every query finds nothing)
        """No ids."""
        return array("q")

    def rows(self, ids: Sequence[int]) -> Sequence[CaseRow]:
        """No rows: there is no id to ask for."""
        raise LookupError(ids)

    def counts(self) -> ListCounts:
        """Nothing but noughts."""
        return NO_COUNTS

    def case_file(self, case_id: int) -> CaseFile:
        """No case: there is no id to ask for."""
        raise LookupError(case_id)


class CaseRows:
    """The rows of one query: eight bytes a case, and at most 2 000 rows in full."""

    def __init__(self, caseload: Caseload, query: ListQuery) -> None:
        self._caseload = caseload
        self._ids = caseload.ids(query)
        self._pages: OrderedDict[int, Sequence[CaseRow]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._ids)

    def __getitem__(self, place: int) -> CaseRow:
        number, offset = divmod(place, PAGE)
        return self._page(number)[offset]

    def id_at(self, place: int) -> int:
        """The id of the case at ``place``, without reading its row."""
        return self._ids[place]

    def place_of(self, case_id: int) -> int | None:
        """Where a case stands in the list, None where it does not."""
        try:
            return self._ids.index(case_id)
        except ValueError:
            return None

    def _page(self, number: int) -> Sequence[CaseRow]:
        if number not in self._pages:
            ids = self._ids[number * PAGE : (number + 1) * PAGE]
            self._pages[number] = self._caseload.rows(ids)
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number]
