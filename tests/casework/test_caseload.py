"""The list shows what is asked for, open cases first, the nearest limit on top."""

from datetime import datetime, timedelta

import pytest

from linli.casework import caseload
from linli.casework.intake import take_down
from linli.casework.unsaved import drop_unsaved, keep_unsaved, unsaved_forms
from linli.domain.case_file import DueState, ListQuery, ListScope
from linli.domain.drafts import CaseDraft
from linli.domain.moments import Moment
from linli.errors import LinliError
from linli.records.database import Database


def titles(database: Database, query: ListQuery, now: datetime) -> list[str]:
    with database.reading() as session:
        ids = caseload.case_ids(session, query, now)
        return [row.title for row in caseload.case_rows(session, ids, now)]


@pytest.fixture
def open_cases(sample: Database, now: datetime) -> Database:
    """The sample and four open cases, each named for its limit."""
    limits = {"超期": -1, "今天": 0, "明天": 1, "下周": 7}
    with sample.writing() as session:
        for title, days in limits.items():
            due = Moment.on_day(now.date() + timedelta(days=days))
            take_down(
                session, CaseDraft("SERVICE", "PHONE", title, Moment.at_minute(now), due=due), now
            )
        take_down(session, CaseDraft("SERVICE", "PHONE", "不限", Moment.at_minute(now)), now)
    return sample


def test_open_cases_come_first_and_the_nearest_limit_on_top(
    open_cases: Database, now: datetime
) -> None:
    shown = titles(open_cases, ListQuery(ListScope.ALL), now)

    assert shown[:5] == ["超期", "今天", "明天", "下周", "不限"]
    assert len(shown) == 10
    assert titles(open_cases, ListQuery(), now) == shown[:5]
    assert titles(open_cases, ListQuery(ListScope.CLOSED), now) == shown[5:]


def test_chips_and_sidebar_count_what_the_list_then_shows(
    open_cases: Database, now: datetime
) -> None:
    with open_cases.reading() as session:
        counts = caseload.counts(session, now)

    assert (counts.open, counts.all, counts.closed) == (5, 10, 5)
    for state, count in (
        (DueState.OVERDUE, counts.overdue),
        (DueState.SOON, counts.soon),
        (DueState.NOT_SET, counts.not_set),
    ):
        assert len(titles(open_cases, ListQuery(ListScope.ALL, due=state), now)) == count
    assert (counts.overdue, counts.soon, counts.not_set) == (1, 2, 1)
    follow_up = ListQuery(ListScope.ALL, needs_follow_up=True)
    assert len(titles(open_cases, follow_up, now)) == counts.follow_up == 3
    for kind, _, count in counts.kinds:
        assert len(titles(open_cases, ListQuery(ListScope.ALL, kind=kind), now)) == count
    for grid, _, count in counts.grids:
        assert len(titles(open_cases, ListQuery(ListScope.ALL, grid=grid), now)) == count


def test_the_same_state_stands_on_the_row_and_in_the_count(
    open_cases: Database, now: datetime
) -> None:
    with open_cases.reading() as session:
        ids = caseload.case_ids(session, ListQuery(), now)
        states = [row.due.state for row in caseload.case_rows(session, ids, now)]

    assert states == [
        DueState.OVERDUE, DueState.SOON, DueState.SOON, DueState.IN_TIME, DueState.NOT_SET,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("噪声", 1),
        ("纠纷0001", 1),
        ("张育伟", 1),
        ("翰林", 1),
        ("鑫茂源 4号楼", 1),
        ("社区", 3),
        ("%", 0),
        ("_", 0),
        ("\\", 0),
        ("'; DROP TABLE", 0),
        ("没有的话", 0),
        ("", 5),
    ],
)
def test_search_finds_plain_substrings(
    sample: Database, now: datetime, words: str, count: int
) -> None:
    assert len(titles(sample, ListQuery(ListScope.ALL, words=words), now)) == count


def test_what_was_said_apart_is_never_found(sample: Database, now: datetime) -> None:
    assert titles(sample, ListQuery(ListScope.ALL, words="安抚情绪"), now) == []


def test_a_case_that_is_gone_is_said_so(sample: Database, now: datetime) -> None:
    with sample.reading() as session:
        assert caseload.case_rows(session, [999], now) == []
        assert caseload.case_numbered(session, "没有") is None
        with pytest.raises(LinliError, match="没有找到"):
            caseload.case_file(session, 999, now)


def test_an_unsaved_form_is_kept_once_and_forgotten_when_saved(database: Database) -> None:
    for title in ("楼上", "楼上半夜噪声"):
        with database.writing() as session:
            keep_unsaved(session, "new-case", "NEW_CASE", None, {"title": title})

    with database.reading() as session:
        (row,) = unsaved_forms(session)
    assert (row.form, row.raw) == ("NEW_CASE", {"title": "楼上半夜噪声"})

    with database.writing() as session:
        drop_unsaved(session, "new-case")
        drop_unsaved(session, "another")
    with database.reading() as session:
        assert unsaved_forms(session) == ()
