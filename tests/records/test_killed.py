"""A process killed in the middle of saving loses nothing it had said was saved."""

import subprocess
import sys

import pytest
from sqlalchemy import select

from linli.records import tables
from linli.records.database import Database

SAVES_FOR_EVER = """
import sys
from pathlib import Path
from linli.records import tables
from linli.records.database import Database

database = Database(Path(sys.argv[1]))
number = int(sys.argv[2])
while True:
    with database.writing() as session:
        case = tables.Case(number=str(number), kind_code="HAZARD", title="积水")
        case.requests = [tables.Request(words=f"排水{n}") for n in range(20)]
        session.add(case)
    print(number, flush=True)
    number += 1
"""


@pytest.mark.parametrize("saves", [1, 2, 7])
def test_what_was_said_to_be_saved_is_there_whole_after_a_kill(
    database: Database, saves: int
) -> None:
    database.close()
    with subprocess.Popen(
        [sys.executable, "-c", SAVES_FOR_EVER, str(database.path), "1"],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(saves)]
        process.kill()
    with Database(database.path) as reopened, reopened.reading() as session:
        cases = session.scalars(select(tables.Case)).all()
        assert set(said) <= {case.number for case in cases}
        assert all(len(case.requests) == 20 for case in cases)
    with Database(database.path) as reopened, reopened.writing() as session:
        session.add(tables.Case(number="之后", kind_code="HAZARD", title="照样能写"))
