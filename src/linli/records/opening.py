"""Connections to the record file, made with the standard library alone.

Kept apart from database.py because importing SQLAlchemy takes longer than all of
this: whether a file is ours and up to date is known before it is needed.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from linli.errors import LinliError

APPLICATION_ID = 0x4C4C5431  # "LLT1"
SCHEMA_NUMBER = 2
BUSY_MS = 5000

# TRUNCATE, not WAL: people copy the record file by hand, and a copied WAL file
# misses its newest rows. EXTRA, because FULL lost saves when the power was cut.
_PRAGMAS: dict[str, str | int] = {
    "busy_timeout": BUSY_MS,
    "journal_mode": "truncate",
    "synchronous": 3,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
}


@dataclass(frozen=True, slots=True)
class Identity:
    """What a file says of itself."""

    application_id: int
    schema_number: int

    @property
    def is_ours(self) -> bool:
        """Whether it is a record file of this program, of whatever age."""
        return self.application_id == APPLICATION_ID and self.schema_number > 0


def open_connection(
    path: Path, *, create: bool = False, read_only: bool = False, foreign_keys: bool = True
) -> sqlite3.Connection:
    """Make a connection to the record file: the one place where that happens.

    The driver begins no transaction of its own. Every pragma is read back; trouble
    with the file is a LinliError. ``foreign_keys`` is switched off for migrations
    alone, which check them afterwards.
    """
    mode = "ro" if read_only else "rwc" if create else "rw"
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
    except sqlite3.Error as error:
        if (trouble := trouble_in_words(error, path)) is None:
            raise
        raise trouble from error
    try:
        _set_pragmas(
            connection, _PRAGMAS | {"foreign_keys": int(foreign_keys)}, read_only=read_only
        )
    except (sqlite3.Error, LinliError) as error:
        connection.close()
        if isinstance(error, LinliError):
            raise
        if (trouble := trouble_in_words(error, path)) is None:
            raise
        raise trouble from error
    return connection


def identify(path: Path) -> Identity:
    """Read what a file says of itself without changing a byte of it or beside it.

    A file that is no SQLite database at all has the identity (0, 0).
    """
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            return Identity(
                connection.execute("PRAGMA application_id").fetchone()[0],
                connection.execute("PRAGMA user_version").fetchone()[0],
            )
    except sqlite3.Error as error:
        if _primary(error) == sqlite3.SQLITE_NOTADB:
            return Identity(0, 0)
        if (trouble := trouble_in_words(error, path)) is None:
            raise
        raise trouble from error


def require_known(path: Path, *, newest: int = SCHEMA_NUMBER) -> Identity:
    """Return the identity of a record file this program can read or upgrade.

    Refuses, with the file untouched, what another program made and what a newer
    version of this one made.
    """
    identity = identify(path)
    if not identity.is_ours:
        raise LinliError(f"“{path.name}”不是邻里台账的记录文件，没有改动它。")
    if identity.schema_number > newest:
        raise LinliError(
            f"“{path.name}”是较新版本的邻里台账写的，本版本不能打开，没有改动它。请先更新程序。"
        )
    return identity


def trouble_in_words(error: BaseException | None, path: Path) -> LinliError | None:
    """The sentence for trouble with the file that a person can act on; None for a bug."""
    if not isinstance(error, sqlite3.Error):
        return None
    sentence = _SENTENCES.get(_primary(error))
    return LinliError(sentence.format(name=path.name)) if sentence else None


_SENTENCES = {
    sqlite3.SQLITE_BUSY: "“{name}”正被另一个程序使用，这次没有保存。请稍等再试。",
    sqlite3.SQLITE_LOCKED: "“{name}”正被另一个程序使用，这次没有保存。请稍等再试。",
    sqlite3.SQLITE_FULL: "磁盘空间不足，这次没有保存。请腾出空间再试。",
    sqlite3.SQLITE_READONLY: "“{name}”是只读的，不能保存。请检查文件和文件夹的权限。",
    sqlite3.SQLITE_CANTOPEN: "打不开“{name}”。请检查文件是否还在、文件夹能否写入。",
    sqlite3.SQLITE_PERM: "没有权限打开“{name}”。请检查文件和文件夹的权限。",
    sqlite3.SQLITE_IOERR: "读写“{name}”时磁盘出错，这次没有保存。请检查磁盘或U盘。",
    sqlite3.SQLITE_CORRUPT: "“{name}”已损坏。请先另存一份，再从备份恢复。",
    sqlite3.SQLITE_NOTADB: "“{name}”不是邻里台账的记录文件，或已损坏。",
}


def _primary(error: sqlite3.Error) -> int:
    """SQLite's primary result code; the upper bits only say more exactly where."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _set_pragmas(
    connection: sqlite3.Connection, wanted: dict[str, str | int], *, read_only: bool
) -> None:
    for name, value in wanted.items():
        if read_only and name == "journal_mode":
            continue
        connection.execute(f"PRAGMA {name}={value}")
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != value:
            raise LinliError(
                f"不能安全地打开记录文件：{name} 应为 {value}，实为 {found}。请关闭用着它的其他程序再试。"
            )
