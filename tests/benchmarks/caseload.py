"""Cases to measure with: one to take down, and any number of copies of those in a file."""

import random
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from linli.domain.drafts import CaseDraft, PartyDraft, PlaceDraft
from linli.domain.moments import Moment
from linli.records.opening import open_connection

GAP = 1000
"""Keys of one copy are so far from those of the next; no table may hold more rows before."""


def a_case(now: datetime) -> CaseDraft:
    """A dispute between two households, as a clerk takes it down."""
    return CaseDraft(
        kind="DISPUTE",
        channel="WALK_IN",
        title="楼上半夜有声响，楼下睡不好",
        details="楼下住户说近一个月半夜常有拖动家具的声响，上门说过两次，没有改。",
        reported=Moment.at_minute(now),
        opening="REGISTERED",
        place=PlaceDraft("翰林社区", estate="翰林苑", building="3号楼", room="302室"),
        parties=(
            PartyDraft("甲", "楼下住户", role="REQUESTER"),
            PartyDraft("乙", "楼上住户", role="RESPONDENT"),
        ),
    )


def fill(record_file: Path, cases: int, *, seed: int = 20250402) -> None:
    """Copy the cases of the file, with all that hangs on them, until there are ``cases``.

    The same seed makes the same file. What is derived of the copies is left to chance.
    """
    chance = random.Random(seed)  # noqa: S311 - sample data
    with closing(open_connection(record_file, foreign_keys=False)) as raw:
        tables = _hanging_on(raw, "case")
        kept = {table: _rows(raw, table) for table in tables}
        links = {table: _links(raw, table, tables) for table in tables}
        copies = -(-cases // len(kept["case"])) - 1
        raw.execute("BEGIN IMMEDIATE")
        for table in tables:
            made = (
                _copy(row, links[table], number, chance if table == "case" else None)
                for number in range(1, copies + 1)
                for row in kept[table]
            )
            names = ", ".join(f'"{name}"' for name in kept[table][0]) if kept[table] else ""
            if names:
                marks = ", ".join("?" * len(kept[table][0]))
                raw.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', made)  # noqa: S608 - names of tables and columns
        raw.execute("COMMIT")
        assert not raw.execute("PRAGMA foreign_key_check").fetchall()


def _copy(
    row: dict[str, Any], links: set[str], number: int, chance: random.Random | None
) -> tuple[Any, ...]:
    """The row once more, its keys moved along, its times and state by chance."""
    made = {
        name: value + number * GAP if name in links and value is not None else value
        for name, value in row.items()
    }
    if "uid" in made:
        made["uid"] = f"{row['uid'][:-8]}{number:08x}"
    if chance is not None:
        made["number"] = f"{row['number']}-{number}"
        if row["number_serial"] is not None:
            made["number_serial"] = row["number_serial"] + number * GAP
        made["title"] = f"{row['title']}，{chance.choice('东南西北')}{chance.randrange(90)}号"
        made["is_open"] = int(chance.random() < 0.2)
        away = timedelta(minutes=chance.randrange(3 * 365 * 24 * 60))
        for name, day in (("registered_at", -away), ("due_by", timedelta(days=7) - away / 30)):
            start = datetime.fromisoformat(row[name] or "2025-04-02 09:00:00")
            made[name] = f"{start + day}.000000"
        if not made["is_open"]:
            made["due_by"] = None
    return tuple(made.values())


def _hanging_on(raw: Connection, root: str) -> list[str]:
    """The table and all that lead to it by foreign keys, itself first."""
    names = [name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    found = [root]
    grew = True
    while grew:
        more = [
            name
            for name in names
            if name not in found and any(link[2] in found for link in _foreign_keys(raw, name))
        ]
        found += more
        grew = bool(more)
    return found


def _links(raw: Connection, table: str, moved: list[str]) -> set[str]:
    """The columns of a table that hold keys of rows that are copied too."""
    return {"id"} | {link[3] for link in _foreign_keys(raw, table) if link[2] in moved}


def _foreign_keys(raw: Connection, table: str) -> list[tuple[Any, ...]]:
    """Each as SQLite tells it: the other table is third, our column fourth."""
    return raw.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()


def _rows(raw: Connection, table: str) -> list[dict[str, Any]]:
    cursor = raw.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a table's own name
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
