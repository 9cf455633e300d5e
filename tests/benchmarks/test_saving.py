"""Saving a case, beside the same rows inserted by the standard library."""

import shutil
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from linli.casework.intake import take_down
from linli.domain.drafts import CaseDraft
from linli.records.database import Database
from linli.records.opening import open_connection

from .caseload import a_case
from .measuring import Figures, Rounds, by_turns, statements

Sent = Sequence[tuple[str, Any]]


def test_a_case_is_saved_in_the_rows_that_are_inserted_by_hand(
    sample: Database, now: datetime, tmp_path: Path, figures: Figures, rounds: Rounds
) -> None:
    rehearsed, by_hand = tmp_path / "试写.linli", tmp_path / "直写.linli"
    for copy in (rehearsed, by_hand):
        shutil.copyfile(sample.path, copy)
    draft = a_case(now)

    with Database(rehearsed) as rehearsal:
        saves = [sent_by_saving(rehearsal, draft, now) for _ in range(rounds(200))]
    with closing(open_connection(by_hand)) as raw:

        def save(_: int) -> None:
            with sample.writing() as session:
                take_down(session, draft, now)

        def insert(number: int) -> None:
            raw.execute("BEGIN IMMEDIATE")
            for statement, values in saves[number]:
                if isinstance(values, list):
                    raw.executemany(statement, values)
                else:
                    raw.execute(statement, values).fetchall()
            raw.execute("COMMIT")

        ours, least = by_turns(rounds(200), save, insert)
    assert rows(by_hand) == rows(sample.path)
    figures.compare("保存一件事项：Database.writing 比 sqlite3 直接写", ours, least, "≤ 3×")
    with statements() as sent:
        save(0)
    figures.add(
        "　其中语句",
        f"{len(sent)} 条，INSERT {sum(text.startswith('INSERT') for text, _ in sent)} 条",
    )


def sent_by_saving(database: Database, draft: CaseDraft, now: datetime) -> Sent:
    """The INSERTs that saving a case sends."""
    with statements() as sent, database.writing() as session:
        take_down(session, draft, now)
    return [each for each in sent if each[0].startswith("INSERT")]


def rows(record_file: Path) -> dict[str, int]:
    """How many rows each table holds."""
    with closing(open_connection(record_file)) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - a table's own name
            for (name,) in names.fetchall()
        }
