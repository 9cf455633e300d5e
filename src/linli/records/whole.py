"""Whether a copy of a record file is whole, and putting it where a power cut cannot halve it."""

import os
import sqlite3
from pathlib import Path


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has."""
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        )
    ]
    return {
        name: connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - a table's own name
        for name in names
    }


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds its own structure in order and no row points to nothing."""
    integrity = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    return integrity == ["ok"] and not connection.execute("PRAGMA foreign_key_check").fetchall()


def sync(path: Path) -> None:
    """Wait until the disk or stick has what was written to a file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the disk or stick has the names in a folder; Windows has no such call."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
