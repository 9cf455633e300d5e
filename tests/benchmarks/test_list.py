"""The list over many cases: its first page, its figures, a search that finds nothing."""

from collections.abc import Callable, Sequence
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from linli.casework import caseload
from linli.domain.case_file import ListQuery, ListScope
from linli.records.database import Database

from .caseload import fill
from .measuring import Figures, Rounds, by_turns, ms, statements

PAGE = 100


@pytest.fixture
def full(sample: Database, rounds: Rounds) -> Database:
    """A file of ten thousand cases, or of sixty where nothing is measured."""
    fill(sample.path, max(60, rounds(10_000)))
    return sample


def test_a_page_of_the_list_is_read_in_a_dozen_statements(
    full: Database, now: datetime, figures: Figures, rounds: Rounds
) -> None:
    everything = ListQuery(ListScope.ALL)
    with full.reading() as session:
        ids = caseload.case_ids(session, everything, now)
    acts: dict[str, Callable[[Session], object]] = {
        "待办的编号": lambda session: caseload.case_ids(session, ListQuery(), now),
        "全部的编号": lambda session: caseload.case_ids(session, everything, now),
        "第一页 100 行": lambda session: caseload.case_rows(session, ids[:PAGE], now),
        "找一个没有的词": lambda session: caseload.case_ids(
            session, ListQuery(ListScope.ALL, words="鲸鱼"), now
        ),
        "旁栏的数": lambda session: caseload.counts(session, now),
        "打开一件": lambda session: caseload.case_file(session, ids[0], now),
    }
    for name, act in acts.items():

        def read(_: int, act: Callable[[Session], object] = act) -> None:
            with full.reading() as session:
                act(session)

        with statements() as sent:
            read(0)
        (taken,) = by_turns(rounds(15), read)
        figures.add(f"{len(ids)} 件：{name}", f"{ms(taken)} ms，{len(queries(sent))} 条语句")

    assert reads(full, now, ids[:PAGE]) <= 12, "rows read one by one"


def reads(database: Database, now: datetime, ids: Sequence[int]) -> int:
    """How many SELECTs the rows of these cases take."""
    with statements() as sent, database.reading() as session:
        rows = caseload.case_rows(session, ids, now)
    assert len(rows) == len(ids)
    return len(queries(sent))


def queries(sent: list[tuple[str, object]]) -> list[str]:
    """The SELECTs among the statements."""
    return [statement for statement, _ in sent if statement.startswith("SELECT")]
