"""Fills every table of a record file of any revision with rows its constraints allow.

Rows are drawn by lot from the schema itself, and what a CHECK or a key refuses is
drawn again; the same seed gives the same rows. Whatever can say so is marked as
GENERATED.
"""

import random
import re
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

Value = str | int | None
Content = dict[str, list[tuple[Value, ...]]]

BATCH_ID = "0192f000-0000-7000-8000-000000000001"
_WORDS = "楼上半夜噪声𠮷野家“漏水”、㛃某说：不同意。\n次日再谈，约50余元\u3000张三"
_FIRST_DAY = datetime(2024, 1, 1)
_TRIES = 4000
_MOMENT = ("at", "precision", "until", "words", "minutes")


class _Column(NamedTuple):
    name: str
    kind: str
    is_needed: bool
    is_key: bool


class _Key(NamedTuple):
    """A foreign key: columns here, the table and columns there."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


def fill(connection: sqlite3.Connection, *, rows: int = 40, seed: int = 1) -> None:
    """Add ``rows`` rows to each table; fewer where there cannot be so many, as of the office."""
    lot = random.Random(seed)  # noqa: S311 - rows by lot, no secret
    for table in _in_order(connection):
        _Filler(connection, table, lot).add(rows)


def content(connection: sqlite3.Connection, columns: dict[str, list[str]] | None = None) -> Content:
    """Every row of every table by ``columns`` (all of them where not given), in order."""
    wanted = columns if columns is not None else columns_of(connection)
    return {
        table: sorted(
            connection.execute(f"SELECT {_quoted(names)} FROM {_quoted([table])}").fetchall(),  # noqa: S608 - names of the schema
            key=repr,
        )
        for table, names in wanted.items()
    }


def columns_of(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The columns of every table but Alembic's own."""
    return {
        table: [column.name for column in _columns(connection, table)]
        for table in _tables(connection)
    }


class _Filler:
    """Draws rows for one table."""

    def __init__(self, connection: sqlite3.Connection, table: str, lot: random.Random) -> None:
        self._connection = connection
        self._table = table
        self._lot = lot
        self._columns = _columns(connection, table)
        self._keys = _keys(connection, table)
        (sql,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
        ).fetchone()
        self._codes = {
            name: re.findall("'([^']*)'", listed)
            for name, listed in re.findall(r"CHECK \((\w+) IN \(([^)]*)\)\)", sql)
        }

    def add(self, rows: int) -> None:
        """Draw until there are so many more, or no more to be had."""
        added = 0
        for _ in range(_TRIES):
            if added == rows:
                return
            row = self._draw()
            marks = ", ".join("?" * len(row))
            try:
                self._connection.execute(
                    f"INSERT INTO {_quoted([self._table])} ({_quoted(row)}) VALUES ({marks})",  # noqa: S608 - names of the schema
                    tuple(row.values()),
                )
            except sqlite3.IntegrityError:
                continue
            added += 1
        assert added, f"no row of {self._table} could be drawn"

    def _draw(self) -> dict[str, Value]:
        row: dict[str, Value] = {}
        for name in {column.name.rpartition("_")[0] for column in self._columns}:
            if {f"{name}_{part}" for part in _MOMENT} <= {each.name for each in self._columns}:
                row |= self._moment(name)
        for key in sorted(self._keys, key=lambda key: len(key.columns)):
            row |= self._pointing(key, row)
        for column in self._columns:
            if column.name not in row and not (column.is_key and column.kind == "INTEGER"):
                row[column.name] = self._value(column)
        return row

    def _moment(self, name: str) -> dict[str, Value]:
        precisions = [*self._codes[f"{name}_precision"], None]
        precision = self._lot.choice(precisions)
        at = self._day() if precision in {"MINUTE", "DAY", "MONTH", "MONTH_DAY"} else None
        has_until = at is not None and precision != "MONTH_DAY" and self._lot.random() < 0.3
        until = self._later(at) if at is not None and has_until else None
        may_say = precision not in {None, "NOT_STATED"}
        words = self._words() if may_say and self._lot.random() < 0.7 else None
        minutes = self._lot.randrange(1, 600) if precision == "DURATION" else None
        return {f"{name}_{part}": value for part, value in zip(
            _MOMENT, (at, precision, until, words, minutes), strict=True
        )}  # fmt: skip

    def _pointing(self, key: _Key, row: dict[str, Value]) -> dict[str, Value]:
        """Point to a row there is; of a key of several columns to one that fits the others."""
        near, far = key.columns[0], key.to[0]
        column = next(each for each in self._columns if each.name == near)
        if not column.is_needed and self._lot.random() < 0.5:
            return {near: None}
        fitting = " AND ".join(f"{_quoted([name])} = ?" for name in key.to[1:]) or "1"
        found = self._connection.execute(
            f"SELECT {_quoted([far])} FROM {_quoted([key.table])} WHERE {fitting} ORDER BY 1",  # noqa: S608 - names of the schema
            [row[name] for name in key.columns[1:]],
        ).fetchall()
        if not found:
            # The first rows of a list that points to itself point to themselves.
            return {} if column.is_needed else {near: None}
        return {near: self._lot.choice(found)[0]}

    def _value(self, column: _Column) -> Value:
        match column.name:
            case "batch":
                return "GENERATED"
            case "batch_id":
                return BATCH_ID
            case "raw":
                return '{"title": "半个字", "parties": ["楼下", ""]}'
            case _ if not column.is_needed and self._lot.random() < 0.5:
                return None
            case name if name in self._codes:
                return self._lot.choice(self._codes[name])
            case _:
                return self._of_kind(column)

    def _of_kind(self, column: _Column) -> Value:
        if column.kind.startswith(("INT", "BIGINT")):
            return self._lot.randrange(1, 10**6 if column.name == "position" else 400)
        if column.kind == "BOOLEAN":
            return self._lot.randrange(2)
        if column.kind == "DATETIME":
            return self._day()
        if column.kind == "DATE":
            return self._day()[:10]
        if column.kind.startswith("VARCHAR"):
            return f"g{self._lot.getrandbits(60):x}"
        return self._words()

    def _words(self) -> str:
        start, length = self._lot.randrange(len(_WORDS) - 3), self._lot.randrange(3, 20)
        return f"{_WORDS[start : start + length]}{self._lot.randrange(1000)}"

    def _day(self) -> str:
        minutes = self._lot.randrange(600 * 24 * 60)
        return f"{_FIRST_DAY + timedelta(minutes=minutes):%Y-%m-%d %H:%M:%S.%f}"

    def _later(self, at: str) -> str:
        return f"{datetime.fromisoformat(at) + timedelta(hours=3):%Y-%m-%d %H:%M:%S.%f}"


def _in_order(connection: sqlite3.Connection) -> Iterator[str]:
    """The tables, each after those it points to."""
    left = {
        table: {key.table for key in _keys(connection, table)} - {table}
        for table in _tables(connection)
    }
    while left:
        ready = sorted(table for table, needed in left.items() if not needed & left.keys())
        yield from ready
        for table in ready:
            del left[table]


def _tables(connection: sqlite3.Connection) -> list[str]:
    return [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            " AND name <> 'alembic_version' ORDER BY name"
        )
    ]


def _columns(connection: sqlite3.Connection, table: str) -> list[_Column]:
    return [
        _Column(name, kind, bool(is_needed or is_key), bool(is_key))
        for _, name, kind, is_needed, _, is_key in connection.execute(
            f"PRAGMA table_info({_quoted([table])})"
        )
    ]


def _keys(connection: sqlite3.Connection, table: str) -> list[_Key]:
    parts: dict[int, list[tuple[str, str, str]]] = {}
    for number, _, target, near, far, *_ in connection.execute(
        f"PRAGMA foreign_key_list({_quoted([table])})"
    ):
        parts.setdefault(number, []).append((target, near, far))
    return [
        _Key(tuple(part[1] for part in key), key[0][0], tuple(part[2] for part in key))
        for key in parts.values()
    ]


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
