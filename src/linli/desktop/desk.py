"""The one door between the windows and the records."""

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Concatenate, Final, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from sqlalchemy.orm import Session

from linli.errors import LinliError
from linli.records.database import Database

P = ParamSpec("P")
T = TypeVar("T")

Report = Callable[[str], None]
"""Long work tells through it, in words, how far it is; it raises Cancelled when asked to stop."""


READ_ONLY: Final = "这份记录文件只供查阅，不能改。"
"""What a desk answers that only looks into a file."""
_REPLACED_NOW: Final = "正在从备份恢复，请等它完成。"


class Cancelled(LinliError):
    """Long work was stopped by the person who started it."""


class Desk(QObject):
    """Reads and keeps through verbs of casework, one transaction each.

    ``records_changed`` is sent after every commit, ``parties_present_changed`` when
    F9 is pressed. ``clock`` gives the office's wall time. ``looks_into`` names the file
    that is only looked into, wherever the database reads it; nothing is kept then.
    """

    records_changed = Signal()
    worker_changed = Signal()
    parties_present_changed = Signal(bool)

    def __init__(
        self,
        database: Database,
        backups: Path,
        clock: Callable[[], datetime] = datetime.now,
        *,
        looks_into: Path | None = None,
    ) -> None:
        super().__init__()
        self._database = database
        self._looks_into = looks_into
        self._is_replaced = False
        self._clock = clock
        self._backups = backups
        self._worker: tuple[int | None, str] = (None, "")
        self._parties_present = False
        self._long_work = QThreadPool(self)
        self._long_work.setMaxThreadCount(1)
        self._running: list[_LongWork] = []

    @property
    def record_file(self) -> Path:
        """The file everything is kept in."""
        return self._looks_into or self._database.path

    @property
    def is_read_only(self) -> bool:
        """Whether the file is only looked into."""
        return self._looks_into is not None

    @property
    def backups(self) -> Path:
        """The folder backups go to."""
        return self._backups

    @property
    def worker_id(self) -> int | None:
        """The id of the 当班人, who signs entries."""
        return self._worker[0]

    @property
    def worker_name(self) -> str:
        """The name of the 当班人, "" where none was chosen."""
        return self._worker[1]

    @property
    def parties_present(self) -> bool:
        """Whether somebody sits before the screen who must not see everything."""
        return self._parties_present

    @property
    def is_working(self) -> bool:
        """Whether long work is under way, or its end not yet told."""
        return bool(self._running)

    def now(self) -> datetime:
        """Naive local wall time, to the minute."""
        return self._clock().replace(second=0, microsecond=0)

    def read(
        self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What ``verb`` finds; raises LinliError where the file cannot be read."""
        self._require_file()
        with self._database.reading() as session:
            return verb(session, *args, **kwargs)

    def keep(
        self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Do ``verb`` in one transaction; raises LinliError where nothing was kept."""
        result = self.keep_quietly(verb, *args, **kwargs)
        self.records_changed.emit()
        return result

    def keep_quietly(
        self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """``keep`` for what no window shows, as the raw text of an open form."""
        if self.is_read_only:
            raise LinliError(READ_ONLY)
        self._require_file()
        with self._database.writing(signed_by=self.worker_id) as session:
            return verb(session, *args, **kwargs)

    def work(
        self,
        job: Callable[[Report], T],
        done: Callable[[T], None],
        failed: Callable[[LinliError], None],
        progress: Callable[[str], None] = lambda _: None,
    ) -> Callable[[], None]:
        """Do long work on one thread of its own and return what cancels it.

        ``done``, ``failed`` and ``progress`` are called on the window's thread.
        Work that finds a bug re-raises it there.
        """
        work = _LongWork(job)
        self._running.append(work)

        def end(result: object, trouble: object) -> None:
            self._running.remove(work)
            if isinstance(trouble, LinliError):
                failed(trouble)
            elif isinstance(trouble, BaseException):
                raise trouble
            else:
                done(result)  # type: ignore[arg-type]  # the signal carries objects

        work.signals.ended.connect(end, Qt.ConnectionType.QueuedConnection)
        work.signals.told.connect(progress, Qt.ConnectionType.QueuedConnection)
        self._long_work.start(work)
        return work.cancelled.set

    def replace_file(
        self,
        job: Callable[[Report], T],
        done: Callable[[T], None],
        failed: Callable[[LinliError], None],
        progress: Callable[[str], None] = lambda _: None,
    ) -> Callable[[], None]:
        """``work`` that puts another file in place of the record file.

        The file is closed meanwhile, and whoever reads or keeps is told why not
        (LinliError). When ``done`` or ``failed`` is called it is open again; when done,
        the 当班人 has to be chosen anew: the file may not know the one of before.
        """

        def apart(report: Report) -> T:
            try:
                return job(report)
            finally:
                self._is_replaced = False

        def well(result: T) -> None:
            self.choose_worker(None, "")
            done(result)

        self._is_replaced = True
        self._database.close()
        return self.work(apart, well, failed, progress)

    def wait_for_work(self) -> None:
        """Wait until long work has ended, before the house is closed."""
        self._long_work.waitForDone()

    def choose_worker(self, worker_id: int | None, name: str) -> None:
        """Let somebody else sign the entries from now on."""
        self._worker = (worker_id, name)
        self.worker_changed.emit()

    def set_parties_present(self, present: bool) -> None:  # noqa: FBT001 - the state itself
        """Cover or uncover what one party must not see of another."""
        if present != self._parties_present:
            self._parties_present = present
            self.parties_present_changed.emit(present)

    def _require_file(self) -> None:
        if self._is_replaced:
            raise LinliError(_REPLACED_NOW)


class _Signals(QObject):
    ended = Signal(object, object)
    told = Signal(str)


class _LongWork(QRunnable):
    def __init__(self, job: Callable[[Report], object]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.signals = _Signals()
        self.cancelled = threading.Event()
        self._job = job

    def run(self) -> None:
        try:
            result = self._job(self._tell)
        except BaseException as trouble:  # noqa: BLE001 - carried to the window's thread, raised there
            self.signals.ended.emit(None, trouble)
        else:
            self.signals.ended.emit(result, None)

    def _tell(self, words: str) -> None:
        if self.cancelled.is_set():
            raise Cancelled("已取消。")
        self.signals.told.emit(words)
