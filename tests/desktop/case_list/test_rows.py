"""A list of any length costs the pages somebody looked at, and no more."""

from linli.desktop.case_list.rows import PAGE, PAGES_KEPT, Caseload, CaseRows
from linli.domain.case_file import ListQuery


def test_a_long_list_reads_only_the_page_looked_at(
    long_list: Caseload, rows_read: list[int]
) -> None:
    rows = CaseRows(long_list, ListQuery())

    assert len(rows) == 5000
    assert rows[2345].id == rows.id_at(2345)
    assert len(rows_read) == PAGE


def test_a_page_looked_at_again_is_not_read_again(
    long_list: Caseload, rows_read: list[int]
) -> None:
    rows = CaseRows(long_list, ListQuery())

    for place in (0, 99, 1, 50):
        assert rows[place].id == rows.id_at(place)

    assert len(rows_read) == PAGE


def test_the_page_not_looked_at_for_longest_goes_first(
    long_list: Caseload, rows_read: list[int]
) -> None:
    rows = CaseRows(long_list, ListQuery())
    for page in range(PAGES_KEPT):
        assert rows[page * PAGE]
    assert rows[0]
    assert rows[PAGES_KEPT * PAGE]
    rows_read.clear()

    assert rows[0]
    assert not rows_read
    assert rows[PAGE]
    assert len(rows_read) == PAGE


def test_a_case_is_found_in_the_list_without_reading_it(
    long_list: Caseload, rows_read: list[int]
) -> None:
    rows = CaseRows(long_list, ListQuery())

    assert rows.place_of(rows.id_at(4321)) == 4321
    assert rows.place_of(-1) is None
    assert not rows_read
