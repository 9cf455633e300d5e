"""How long the benchmarks run, their table, and a file with the sample."""

import os
from collections.abc import Iterator
from datetime import datetime

import pytest

from linli.casework.intake import take_down
from linli.casework.sample import load_sample
from linli.records.database import Database

from .caseload import a_case
from .measuring import Figures, Rounds


@pytest.fixture(scope="session")
def rounds() -> Rounds:
    """How often to do what is measured."""
    is_long = os.environ.get("LINLI_BENCHMARKS") == "long"
    return lambda number: number if is_long else 1


@pytest.fixture(scope="session")
def figures() -> Iterator[Figures]:
    """The table, printed when the last benchmark is done."""
    kept = Figures()
    yield kept
    print(f"\n\n{kept.table()}")


@pytest.fixture
def sample(database: Database, now: datetime) -> Database:
    """A record file that holds the sample, all closed, and one open case."""
    with database.writing() as session:
        load_sample(session, now)
        take_down(session, a_case(now), now)
    return database
