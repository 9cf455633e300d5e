"""Make a backup: copied, cleared of unsaved forms, verified, put in place, and only then done."""

import re
import shutil
import sqlite3
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from linli.errors import LinliError, disk_words
from linli.paths import backups_beside

from .lock import lock_backups
from .manifest import Backup, manifest_of, manifest_text, newest_backup, next_sequence
from .opening import identify, open_connection, require_known
from .whole import BESIDE, beside, is_sound, row_counts, sha256_of, swap_in, sync, sync_folder

__all__ = ["Backup", "make_backup", "newest_backup"]

_PART = ".part"
_LEAVING = re.compile(r"-[0-9]{4,}\.linli(\.json)?\.part(-journal)?\Z")
_LONGEST_STEM = 50  # with the rest of the name, in three bytes each, no file system refuses it


def _silently(_words: str) -> None:
    """Report to nobody."""


def make_backup(
    record_file: Path,
    folder: Path,
    now: datetime,
    *,
    mark: str = "",
    report: Callable[[str], None] = _silently,
) -> Backup:
    """Back a record file up into ``folder`` under a new name, and return the finished backup.

    Anybody may have the file open meanwhile; what is committed when the copy begins
    is in it. The folder has to be there, but for the one beside the record file.
    ``mark`` is a word of why, which stands in the name. ``report`` is told in words how
    far it is; what it raises stops the work. Whatever
    goes wrong (LinliError) leaves earlier backups as they were and nothing half made.
    """
    with ExitStack() as house:
        with _in_words():
            require_known(record_file)
            _require_folder(folder, record_file)
            house.enter_context(lock_backups(folder))
            _clear_leavings(folder)
            number = next_sequence(folder)
        name = _name(record_file, mark, now, number)
        part = house.enter_context(_nothing_half_made(folder / name))
        report("正在备份…")
        with _in_words():
            counts = _copy(record_file, part)
        report("正在查验备份…")
        with _in_words():
            _verify(part, counts)
            sync(part)
            backup = Backup(
                path=folder / name,
                sequence=number,
                made_at=now,
                size=part.stat().st_size,
                sha256=sha256_of(part),
                schema_number=identify(part).schema_number,
                counts=counts,
                program_version=version("linli"),
            )
        report("正在存好备份…")
        with _in_words():
            _put_in_place(part, backup)
    return backup


def copy_as_it_is(record_file: Path, folder: Path, now: datetime, *, mark: str) -> Path:
    """Put by, byte for byte, a file too damaged for a backup, with what SQLite left beside it.

    No connection to it may be open. Raises LinliError, with nothing half made.
    """
    with _in_words():
        _require_folder(folder, record_file)
        with lock_backups(folder):
            copy = folder / _name(record_file, mark, now, next_sequence(folder))
            with _nothing_half_made(copy) as part:
                for left in beside(record_file):
                    ending = left.name.removeprefix(record_file.name)
                    shutil.copyfile(left, copy.with_name(copy.name + ending))
                shutil.copyfile(record_file, part)
                swap_in(part, copy)
    return copy


def _name(record_file: Path, mark: str, now: datetime, number: int) -> str:
    marked = f"-{mark}" if mark else ""
    return f"{record_file.stem[:_LONGEST_STEM]}{marked}-{now:%Y-%m-%d-%H%M}-{number:04}.linli"


def _require_folder(folder: Path, record_file: Path) -> None:
    if folder == backups_beside(record_file) and not folder.is_dir():
        folder.mkdir()
        sync_folder(folder.parent)
    if not folder.is_dir():
        raise LinliError(f"没有文件夹“{folder}”。如果它在U盘上，请先插好U盘")


def _clear_leavings(folder: Path) -> None:
    """Remove what a killed backup left; nobody else is at work in the folder."""
    for path in folder.iterdir():
        if _LEAVING.search(path.name):
            path.unlink(missing_ok=True)


@contextmanager
def _nothing_half_made(path: Path) -> Generator[Path]:
    """A name to build a backup on; unless all ends well, nothing stays of it."""
    part = _part_of(path)
    try:
        yield part
    except BaseException:
        left = (path.with_name(path.name + ending) for ending in BESIDE)
        for made in (path, manifest_of(path), _part_of(manifest_of(path)), part, *left):
            with suppress(OSError):  # the stick may be gone
                made.unlink(missing_ok=True)
        raise


def _copy(record_file: Path, part: Path) -> dict[str, int]:
    """Copy what is committed, but for unsaved forms, and return how many rows it has."""
    with (
        closing(open_connection(record_file)) as source,
        closing(open_connection(part, create=True)) as copy,
    ):
        # Only the finished file counts, and it is synced: on a stick, journals are slow.
        copy.execute("PRAGMA journal_mode=OFF")
        copy.execute("PRAGMA synchronous=OFF")
        source.execute("BEGIN")  # what is counted is what is copied
        counts = row_counts(source)
        source.backup(copy)
        source.execute("COMMIT")
        copy.execute("DELETE FROM unsaved_form")
        copy.execute("VACUUM")  # or deleted text might stay in the gaps of pages
    return counts | {"unsaved_form": 0}


def _verify(part: Path, counts: dict[str, int]) -> None:
    """Refuse a copy that is not whole.

    Read only, CHECKs are not looked at: a faithful copy of a row that one forbids is
    better than no backup, and for ``check`` to find.
    """
    with closing(open_connection(part, read_only=True)) as copy:
        if not is_sound(copy) or row_counts(copy) != counts or not identify(part).is_ours:
            raise LinliError("备份没有通过查验。请运行检查，看记录文件是否已损坏")


def _put_in_place(part: Path, backup: Backup) -> None:
    part.rename(backup.path)
    manifest = _part_of(backup.manifest)
    manifest.write_text(manifest_text(backup), encoding="utf-8")
    sync(manifest)
    manifest.rename(backup.manifest)
    sync_folder(backup.path.parent)


def _part_of(path: Path) -> Path:
    return path.with_name(path.name + _PART)


@contextmanager
def _in_words() -> Generator[None]:
    """Say why no backup was made, and that earlier ones still stand."""
    try:
        yield
    except (LinliError, sqlite3.Error, OSError) as error:
        why = _why(error)
        if why is None:
            raise
        raise LinliError(f"备份没有成功：{why}。原有备份没有动。") from error


_SQLITE_WORDS = {
    sqlite3.SQLITE_FULL: "磁盘空间不足",
    sqlite3.SQLITE_IOERR: "读写时出错，磁盘或U盘可能已坏或已拔出",
    sqlite3.SQLITE_READONLY: "备份的文件夹不能写入",
    sqlite3.SQLITE_PERM: "备份的文件夹不能写入",
    sqlite3.SQLITE_BUSY: "记录文件正被另一个程序使用，请稍等再试",
    sqlite3.SQLITE_LOCKED: "记录文件正被另一个程序使用，请稍等再试",
    sqlite3.SQLITE_CORRUPT: "记录文件已损坏",
}


def _why(error: BaseException | None) -> str | None:
    """What went wrong, as it is said of a backup; None for a bug."""
    if isinstance(error, LinliError):
        return _why(error.__cause__) or str(error).removesuffix("。")
    if isinstance(error, sqlite3.Error):
        return _SQLITE_WORDS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    return disk_words(error) if isinstance(error, OSError) else None
