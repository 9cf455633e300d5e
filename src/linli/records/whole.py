"""Whether a copy of a record file is whole, and putting it where a power cut cannot halve it."""

import hashlib
import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite may leave beside a file, by the end of its name."""


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


def sha256_of(path: Path) -> str:
    """The hash of a finished file; never of one somebody has open, whose locks it would drop."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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


@contextmanager
def part_beside(path: Path) -> Generator[Path]:
    """A name beside ``path`` to build on, with nothing left there before or after.

    A journal left by a killed start would be rolled back into the next copy.
    """
    part = path.with_name(path.name + ".part")
    clear_part(path)
    try:
        yield part
    finally:
        clear_part(path)


def clear_part(path: Path) -> None:
    """Remove what a killed program left half made beside ``path``."""
    part = path.with_name(path.name + ".part")
    for ending in ("", *BESIDE):
        part.with_name(part.name + ending).unlink(missing_ok=True)


def swap_in(part: Path, path: Path) -> None:
    """Put a finished file in its place so that a power cut finds the old or the new."""
    sync(part)
    part.replace(path)
    sync_folder(path.parent)


def beside(path: Path) -> tuple[Path, ...]:
    """What lies beside a record file, not empty, and belongs to it: read without it, it is old."""
    left = (path.with_name(path.name + ending) for ending in BESIDE)
    return tuple(found for found in left if found.is_file() and found.stat().st_size)
