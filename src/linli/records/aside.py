"""Reading a record file without leaving a byte beside it, as on somebody's stick."""

import shutil
import sqlite3
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from linli.errors import LinliError, disk_words

from .opening import open_connection, require_known
from .upgrade import Schema, migrate_copy
from .whole import beside, is_sound, row_counts


@contextmanager
def as_it_is(path: Path) -> Generator[Path]:
    """Where a record file of any known schema can be read meanwhile, and only read.

    That is the file itself, unless something lies beside it that a reader would have
    to make good first: then it is a copy of one's own, made good, gone afterwards.
    A foreign or newer file is refused, and trouble with the disk told (LinliError).
    """
    require_known(path)
    if not _must_be_made_good(path):
        yield path
        return
    with _own_copy(path) as copy:
        yield copy


@contextmanager
def of_today(path: Path, schema: Schema | None = None) -> Generator[Path]:
    """``as_it_is``, and an older file upgraded, which again is done on a copy of one's own."""
    schema = schema or Schema()
    if require_known(path, newest=schema.number).schema_number == schema.number:
        with as_it_is(path) as found:
            yield found
        return
    with _own_copy(path) as copy:
        with in_words_of(path), closing(open_connection(copy)) as connection:
            before = row_counts(connection)
        migrate_copy(copy, before, schema)
        yield copy


@contextmanager
def in_words_of(path: Path) -> Generator[None]:
    """Say of a file that is only read why it cannot be."""
    try:
        yield
    except sqlite3.Error as error:
        words = _WORDS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if words is None:
            raise
        raise LinliError(f"“{path.name}”{words}。") from error
    except OSError as error:
        raise LinliError(f"读不出“{path.name}”：{disk_words(error)}。") from error


def require_sound(path: Path, shown: Path) -> None:
    """Refuse a file whose structure is broken; ``shown`` is the name a person knows.

    Read only, so that CHECKs are not looked at: a row that one forbids is for
    ``check`` to find, and no reason to lose all others.
    """
    with in_words_of(shown), closing(open_connection(path, read_only=True)) as connection:
        if not is_sound(connection):
            raise LinliError(f"“{shown.name}”已损坏。")


def _must_be_made_good(path: Path) -> bool:
    """Whether a writer was cut off; one who is writing just now holds a lock, SQLite sees that."""
    left = beside(path)
    if any(found.name.endswith("-wal") for found in left):
        return True  # even who only reads it writes beside it
    if not left:
        return False
    try:
        with closing(open_connection(path, read_only=True)) as connection:
            row_counts(connection)
    except (sqlite3.Error, LinliError) as error:
        cause = error.__cause__ if isinstance(error, LinliError) else error
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_READONLY
    return False


@contextmanager
def _own_copy(path: Path) -> Generator[Path]:
    # Only this person can look into the folder.
    with tempfile.TemporaryDirectory(prefix="linli-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / path.name
        with in_words_of(path):
            for found in (path, *beside(path)):
                shutil.copyfile(found, copy.with_name(found.name))
            with closing(open_connection(copy)) as connection:
                row_counts(connection)  # read once, what was left half done is made good
        yield copy


_WORDS = {
    sqlite3.SQLITE_CORRUPT: "已损坏",
    sqlite3.SQLITE_NOTADB: "不是邻里台账的记录文件，或已损坏",
    sqlite3.SQLITE_BUSY: "正被另一个程序使用，请稍等再试",
    sqlite3.SQLITE_LOCKED: "正被另一个程序使用，请稍等再试",
    sqlite3.SQLITE_CANTOPEN: "打不开，请看文件是否还在、U盘是否插好",
    sqlite3.SQLITE_IOERR: "读不出，磁盘或U盘可能已坏或已拔出",
    sqlite3.SQLITE_PERM: "没有权限打开",
    sqlite3.SQLITE_FULL: "放不下一份临时的副本，请腾出磁盘空间",
}
