"""Put a backup in place of the record file: checked, the old file kept, whole or not at all."""

import shutil
import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from linli.domain.backups import Candidate
from linli.errors import LinliError, disk_words
from linli.paths import backups_beside

from .aside import as_it_is, in_words_of, require_sound
from .backup import copy_as_it_is, make_backup
from .manifest import Backup, backup_beside
from .opening import identify, open_connection, require_known
from .upgrade import Schema, migrate_copy
from .whole import BESIDE, beside, is_sound, part_beside, row_counts, sha256_of, sync, sync_folder

MARK = "恢复前"
"""Stands in the name of the backup that is made of the file before it is replaced."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restoring did; ``kept`` is the file as it was before, None where there was none."""

    cases: int
    kept: Path | None


def candidates(record_file: Path, folder: Path | None = None) -> tuple[Candidate, ...]:
    """What a folder has to restore from, the newest first; none of it is checked yet.

    Without ``folder`` those beside the record file: its backups, and the copies that
    an upgrade left. A folder that cannot be read has none.
    """
    folders = [folder] if folder else [backups_beside(record_file), record_file.parent]
    found = [one for place in folders for one in _in(place, record_file)]
    return tuple(sorted(found, key=lambda one: (one.made_at, one.path.name), reverse=True))


def candidates_with(path: Path, record_file: Path) -> tuple[Candidate, ...]:
    """The file a person pointed at, first, and what else lies in its folder.

    LinliError where it is the record file itself, foreign, or cannot be read.
    """
    with in_words_of(path):
        _require_another(path, record_file)
        require_known(path)
        first = _candidate(path)
    others = candidates(record_file, path.parent)
    return (first, *(one for one in others if one.path != path))


def check_backup(
    backup: Path, record_file: Path | None = None, schema: Schema | None = None
) -> str | None:
    """What keeps a file from being restored, in a sentence; None where nothing does.

    Looks at its hash where a manifest tells it, at whose file it is and how new, at
    SQLite's structure and at foreign keys. Nothing is written beside it.
    """
    newest = (schema or Schema()).number
    try:
        with in_words_of(backup):
            _require_another(backup, record_file)
            require_known(backup, newest=newest)
            manifest = backup_beside(backup)
            if manifest is not None:
                _require_as_witnessed(backup, backup, manifest)
        with as_it_is(backup) as found:
            require_sound(found, backup)
    except LinliError as trouble:
        return str(trouble)
    return None


def is_whole(record_file: Path, schema: Schema | None = None) -> bool:
    """Whether a record file that nobody has open is fit to be opened, and so to be backed up.

    What a killed writer left half done is made good. LinliError where it is newer than
    this program, or the disk is in the way.
    """
    if not identify(record_file).is_ours:
        return False
    require_known(record_file, newest=(schema or Schema()).number)
    try:
        with closing(open_connection(record_file)) as connection:
            row_counts(connection)
        with closing(open_connection(record_file, read_only=True)) as connection:
            return is_sound(connection)
    except (sqlite3.Error, LinliError) as error:
        cause = error.__cause__ if isinstance(error, LinliError) else error
        # Broken, and so never to be backed up; any other trouble may pass.
        if cause is None or _code(cause) not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            raise
    return False


def restore(
    record_file: Path,
    backup: Path,
    folder: Path,
    now: datetime,
    *,
    report: Callable[[str], None] = lambda _: None,
    schema: Schema | None = None,
) -> Restored:
    """Put the content of ``backup`` in place of the record file, which need not exist.

    The caller holds the lock and has closed every connection. What was there is
    backed up into ``folder`` first, marked as 恢复前; a file too damaged for that is
    put by as it is. The next number of every series has to be confirmed afterwards.
    ``report`` is told how far it is; what it raises stops the work. Whatever fails
    (LinliError) leaves the record file as it was.
    """
    schema = schema or Schema()
    with _nothing_half_made(record_file) as part:
        report("正在查验备份…")
        with _in_words():
            _stage(backup, record_file, part, schema)
        report("正在备份现有文件…")
        with _in_words():
            kept = _keep(record_file, folder, now, schema)
        report("正在恢复…")
        with _in_words():
            _mark_numbers(part, kept, now)
            require_sound(part, backup)
            cases = _cases_in(part)
            _swap(part, record_file)
        _confirm(record_file)
    return Restored(cases, kept)


def _in(folder: Path, record_file: Path) -> Iterator[Candidate]:
    try:
        paths = [path for path in folder.glob("*.linli") if path.is_file()]
    except OSError:
        return
    for path in paths:
        with suppress(OSError, LinliError, sqlite3.Error):
            if not _is_same(path, record_file) and identify(path).is_ours:
                yield _candidate(path)


def _candidate(path: Path) -> Candidate:
    status, manifest = path.stat(), backup_beside(path)
    made_at = manifest.made_at if manifest else datetime.fromtimestamp(status.st_mtime)
    cases = manifest.cases if manifest else None
    if manifest is None and not beside(path):
        with suppress(sqlite3.Error, LinliError):
            cases = _cases_in(path)
    return Candidate(path, made_at, status.st_size, cases, manifest is not None)


def _cases_in(path: Path) -> int:
    with closing(open_connection(path, read_only=True)) as connection:
        return connection.execute('SELECT COUNT(*) FROM "case"').fetchone()[0]


def _is_same(path: Path, record_file: Path) -> bool:
    return record_file.exists() and path.samefile(record_file)


def _require_another(backup: Path, record_file: Path | None) -> None:
    """A file in use is never opened but by SQLite: closing it would drop SQLite's locks."""
    if record_file is not None and _is_same(backup, record_file):
        raise LinliError(f"“{backup.name}”就是现在用着的记录文件。")


def _require_as_witnessed(content: Path, backup: Path, manifest: Backup) -> None:
    if content.stat().st_size != manifest.size or sha256_of(content) != manifest.sha256:
        raise LinliError(f"“{backup.name}”与备份时记下的不一样，可能已损坏。请换一份备份。")


@contextmanager
def _nothing_half_made(record_file: Path) -> Generator[Path]:
    with _in_words():
        record_file.parent.mkdir(parents=True, exist_ok=True)
    with part_beside(record_file) as part:
        yield part


def _stage(backup: Path, record_file: Path, part: Path, schema: Schema) -> None:
    """Copy the backup beside the record file; check there what was copied, and upgrade it."""
    with in_words_of(backup):
        _require_another(backup, record_file)
        found = require_known(backup, newest=schema.number).schema_number
        manifest = backup_beside(backup)
        left = () if manifest is not None else beside(backup)
    for source in (backup, *left):
        shutil.copyfile(source, part.with_name(part.name + source.name.removeprefix(backup.name)))
    if manifest is not None:
        _require_as_witnessed(part, backup, manifest)
    with in_words_of(backup), closing(open_connection(part)) as connection:
        counts = row_counts(connection)  # and what was left half done in a copy is made good
    require_sound(part, backup)
    if found < schema.number:
        migrate_copy(part, counts, schema)


def _keep(record_file: Path, folder: Path, now: datetime, schema: Schema) -> Path | None:
    if not record_file.exists():
        return None
    if is_whole(record_file, schema):
        return make_backup(record_file, folder, now, mark=MARK).path
    return copy_as_it_is(record_file, folder, now, mark=MARK)


def _mark_numbers(part: Path, kept: Path | None, now: datetime) -> None:
    """Let every series ask before its next number: paper may know a later one.

    A series the restored file does not know yet, because its first number was given
    later, begins at nought and asks as well.
    """
    later = _series_of(kept) if kept is not None and backup_beside(kept) is not None else []
    recorded_at = now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.000000")
    with closing(open_connection(part)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE number_series SET must_confirm = 1")
        connection.executemany(
            "INSERT INTO number_series"
            " (what, scope, year, kind_code, last, must_confirm, recorded_at)"
            " SELECT ?1, ?2, ?3, ?4, 0, 1, ?5"
            " WHERE EXISTS (SELECT 1 FROM case_kind WHERE code = ?4) AND NOT EXISTS"
            " (SELECT 1 FROM number_series"
            " WHERE what = ?1 AND scope = ?2 AND year = ?3 AND kind_code = ?4)",
            [(*series, recorded_at) for series in later],
        )
        connection.execute("COMMIT")


def _series_of(kept: Path) -> list[tuple[str, str, int, str]]:
    with closing(open_connection(kept, read_only=True)) as connection:
        return connection.execute(
            "SELECT what, scope, year, kind_code FROM number_series WHERE last > 0"
        ).fetchall()


def _swap(part: Path, record_file: Path) -> None:
    """The one moment: before it the old file is there, after it the new one."""
    sync(part)
    for ending in BESIDE:  # what was left beside the old file would blend into the new one
        record_file.with_name(record_file.name + ending).unlink(missing_ok=True)
    part.replace(record_file)


def _confirm(record_file: Path) -> None:
    try:
        sync_folder(record_file.parent)
    except OSError as error:
        raise LinliError(
            f"已换成备份里的内容，但磁盘没有答应已经写好：{disk_words(error)}。请先不要关机，再备份一次。"
        ) from error


@contextmanager
def _in_words() -> Generator[None]:
    """Say why nothing was restored, and that the file still stands."""
    try:
        yield
    except (LinliError, sqlite3.Error, OSError) as error:
        why = _why(error)
        if why is None:
            raise
        raise LinliError(f"没有恢复：{why}。现有的记录文件没有动。") from error


_WORDS = {
    sqlite3.SQLITE_FULL: "磁盘空间不足",
    sqlite3.SQLITE_IOERR: "读写时出错，磁盘或U盘可能已坏或已拔出",
    sqlite3.SQLITE_READONLY: "记录文件的文件夹不能写入",
    sqlite3.SQLITE_PERM: "记录文件的文件夹不能写入",
    sqlite3.SQLITE_CANTOPEN: "记录文件的文件夹不能写入",
    sqlite3.SQLITE_BUSY: "记录文件正被另一个程序使用，请稍等再试",
    sqlite3.SQLITE_LOCKED: "记录文件正被另一个程序使用，请稍等再试",
}


def _why(error: BaseException) -> str | None:
    """What went wrong; None for a bug."""
    if isinstance(error, LinliError):
        said = str(error).removesuffix("。")
        return said.removeprefix("备份没有成功：").removesuffix("。原有备份没有动")
    if isinstance(error, sqlite3.Error):
        return _WORDS.get(_code(error))
    return disk_words(error) if isinstance(error, OSError) else None


def _code(error: BaseException) -> int:
    """SQLite's primary result code, 0 for what is no error of SQLite."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
