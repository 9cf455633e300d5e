"""An office with its sample, on a real file."""

from collections.abc import Callable
from datetime import datetime

import pytest

from linli.casework import caseload
from linli.casework.sample import load_sample
from linli.domain.case_file import CaseFile, ListQuery, ListScope
from linli.records.database import Database


@pytest.fixture
def sample(database: Database, now: datetime) -> Database:
    """A record file that holds the sample."""
    with database.writing() as session:
        load_sample(session, now)
    return database


@pytest.fixture
def read_case(sample: Database, now: datetime) -> Callable[[str], CaseFile]:
    """The case whose title has these words in it."""

    def read(words: str) -> CaseFile:
        with sample.reading() as session:
            ids = caseload.case_ids(session, ListQuery(ListScope.ALL, words=words), now)
            assert len(ids) == 1, words
            return caseload.case_file(session, ids[0], now)

    return read
