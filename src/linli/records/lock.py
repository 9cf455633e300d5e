"""One writer at a time: a lock of the operating system on a file beside what is written.

The record file itself is never opened for this: closing any handle to it would drop
SQLite's own locks. The kernel frees the lock when its holder dies, however it dies;
the empty file it hangs on stays.
"""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from linli.errors import LinliError


class AlreadyOpen(LinliError):
    """Somebody else is writing there."""


@contextmanager
def lock(record_file: Path) -> Generator[None]:
    """Be the only writer of a record file, which need not exist yet; its folder must.

    Raises AlreadyOpen where another desk or command is, at once; LinliError where
    the folder cannot be written to.
    """
    path = record_file.resolve()  # one lock for a file, by whatever link it is reached
    with _held(
        path.with_name(f".{path.name}.lock"),
        AlreadyOpen("这份台账已经打开。请用已经打开的那个窗口，或把它关上再试。"),
    ):
        yield


@contextmanager
def lock_backups(folder: Path) -> Generator[None]:
    """Be the only one who makes backups in a folder; raises as ``lock`` does."""
    with _held(
        folder.resolve() / ".备份.lock",
        AlreadyOpen("另一份备份正在写入这个文件夹，请等它完成再试"),
    ):
        yield


@contextmanager
def _held(path: Path, taken: AlreadyOpen) -> Generator[None]:
    # Imported here: the first paint of the desk does not wait for it.
    from filelock import FileLock, Timeout

    # A lock that only means "this file exists" would outlive a killed holder.
    held = FileLock(path, blocking=False, thread_local=False, fallback_to_soft=False)
    unreachable = LinliError(f"不能写入文件夹“{path.parent}”。请检查文件夹是否还在、能否写入。")
    if not path.parent.is_dir():  # which filelock would make
        raise unreachable
    try:
        held.acquire()
    except Timeout:
        raise taken from None
    except OSError as error:
        raise unreachable from error
    try:
        yield
    finally:
        held.release()
