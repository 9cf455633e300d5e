"""Builds the house: the only module that knows every floor."""

import logging
import os
import sys
import traceback
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from linli import paths
from linli.desktop.input_method import choose_input_method, owned_dbus_names
from linli.desktop.look import apply_look
from linli.desktop.main_window import MainWindow
from linli.desktop.messages import Ask, ask, report_bug, tell
from linli.desktop.settings import PLAIN, Sight, keep_sight, read_sight, settings_file
from linli.errors import LinliError, disk_words

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from linli.desktop.desk import Desk, Report
    from linli.desktop.outside import Backups, Outside
    from linli.domain.backups import Candidate, Preview

DEMONSTRATED_SIZE = (1366, 768)
SETTLED_AFTER_MS = 300
"""The preview follows the list after a moment; so does what is focused."""
KEY_ACTS_AFTER_MS = 200
"""Qt shows a button pressed by its key for a tenth of a second before it acts."""

_log = logging.getLogger("linli")


def open_desk(record_file: Path, *, is_read_only: bool = False) -> int:
    """Open the desk on a record file, made if it is not there; return the exit code.

    Where it is open already, the window that has it comes forward, and this ends well.
    ``is_read_only`` only looks into a file that is there, whoever has it open, and
    leaves not a byte beside it.
    """
    if not is_read_only and _is_open_elsewhere(record_file):
        return 0
    os.environ.update(choose_input_method(os.environ, owned_dbus_names()))
    front = Front(settings_file())
    sys.excepthook = front.on_bug
    front.window.showMaximized()
    front.application.processEvents()  # the first paint, before log and records are reached for
    opened = look_into if is_read_only else desk_at
    try:
        with log_in(paths.log_folder()), opened(record_file) as desk:
            front.begin(desk)
            with front.coming_forward(record_file):
                return front.application.exec()
    except LinliError as trouble:
        # Two starts in one moment: the first may have begun to listen since.
        if _is_refused_as_second(trouble) and _is_open_elsewhere(record_file):
            front.window.close()
            return 0
        if not is_read_only and is_restored_instead(front.window, record_file, trouble):
            front.window.close()
            return open_desk(record_file)
        tell(front.window, str(trouble))
        return 1


def is_restored_instead(
    window: QWidget, record_file: Path, trouble: LinliError, *, ask: Ask = ask
) -> bool:
    """Offer the newest sound backup in place of a file too damaged to be opened.

    ``trouble`` is why it was not opened. True where the backup is in its place now.
    """
    from linli.records.lock import lock
    from linli.records.restore import restore

    if _is_refused_as_second(trouble) or (found := _instead_of(record_file)) is None:
        return False
    made = f"{found.made_at.year}年{found.made_at.month}月{found.made_at.day}日"
    question = f"{trouble}可以用{made}的备份恢复，现有文件会原样另存一份。"
    if ask(window, question, ("恢复", "退出")) != 0:
        return False
    try:
        with lock(record_file):
            restore(record_file, found.path, paths.backups_beside(record_file), datetime.now())
    except LinliError as refused:
        tell(window, str(refused), ask=ask)
        return False
    return True


def _instead_of(record_file: Path) -> "Candidate | None":
    """The newest sound backup, where a file is there and too damaged to be opened."""
    from linli.records.restore import candidates, check_backup, is_whole

    try:
        if not record_file.exists() or is_whole(record_file):
            return None
    except LinliError:
        return None
    sound = (one for one in candidates(record_file) if not check_backup(one.path))
    return next(sound, None)


def _is_refused_as_second(trouble: LinliError) -> bool:
    from linli.records.lock import AlreadyOpen

    return isinstance(trouble, AlreadyOpen)


def _is_open_elsewhere(record_file: Path) -> bool:
    """Whether another window has the file, and has come forward; says so in the terminal."""
    from linli.desktop.second_start import call_first

    if not call_first(record_file):
        return False
    sys.stdout.write("这份台账已经打开。\n")
    return True


class Front:
    """The window people see, and the one that takes its place in another text size.

    Fonts and measures are given to a widget when it is made; so a window is made anew.
    """

    def __init__(self, settings: Path) -> None:
        """``settings`` is the file of what this person chose for their eyes."""
        self._settings = settings
        self._sight = read_sight(settings)
        self._desk: Desk | None = None
        self.application = make_application(self._sight)
        self.window = MainWindow()

    def begin(self, desk: "Desk") -> None:
        """Work on the desk's record file from now on."""
        self._desk = desk
        outside = replace(
            outside_of(desk),
            sight=self._sight,
            choose_sight=self.choose_sight,
            backups=backups_of(desk, self.open_anew),
        )
        self.window.begin(desk, outside)

    def choose_sight(self, sight: Sight) -> None:
        """Keep how things are to be seen, and show them so, in a window of the same place."""
        keep_sight(self._settings, sight)
        self._sight = sight
        dress(self.application, sight)
        self._open_anew()

    def open_anew(self, sentence: str) -> None:
        """Show the record file that is there now, in a window of the same place, and say this."""
        from linli.desktop.restore_work import DONE

        self._open_anew()
        self.window.notices.tell(DONE, sentence)

    def come_forward(self) -> None:
        """Show the window over all others."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    @contextmanager
    def coming_forward(self, record_file: Path) -> Generator[None]:
        """Come forward meanwhile whenever the file is opened a second time."""
        if self._desk is None or self._desk.is_read_only:
            yield
            return
        from linli.desktop.second_start import FirstDesk

        first = FirstDesk(record_file)
        first.called.connect(self.come_forward)
        try:
            yield
        finally:
            first.close()

    def _open_anew(self) -> None:
        before = self.window
        self.window = MainWindow()
        self.window.setGeometry(before.geometry())
        self.window.setWindowState(before.windowState())
        self.window.show()
        if self._desk is not None:
            self.begin(self._desk)
        before.close()
        before.deleteLater()

    def on_bug(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Say over the window of now what went wrong."""
        on_bug(self.window, kind, error, trace)


def demonstrate(*, headless: bool, folder: Path | None = None) -> int:
    """Open a throw-away record file with the sample, in the desk; return the exit code.

    ``headless`` enters the sample's dispute by its forms instead, off the screen, and
    leaves record file, sheet, pictures and backup where it says. Raises LinliError
    where ``folder`` already holds a record file.
    """
    if folder is None:
        import tempfile

        folder = Path(tempfile.mkdtemp(prefix="邻里台账演示-"))
    record_file = folder / "台账.linli"
    if not headless:
        _load_sample(record_file, datetime.now())
        sys.stdout.write(f"演示用的记录文件：{record_file}\n")
        return open_desk(record_file)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from linli.desktop.demonstration import NOW

    _load_sample(record_file, NOW, with_dispute=False)
    for what, path in perform(record_file):
        sys.stdout.write(f"{what}：{path}\n")
    return 0


def perform(record_file: Path) -> list[tuple[str, Path]]:
    """Enter the dispute of the sample by keys and return what it left, as (what, where)."""
    from PySide6.QtTest import QTest

    from linli.desktop import demonstration as shown
    from linli.desktop.outside import Outside
    from linli.records.backup import newest_backup

    application = make_application()
    folder = record_file.parent
    sheet = folder / "事项办理单.pdf"
    paper = folder / "打印.pdf"
    left = [("记录文件", record_file), ("办理单", sheet), ("打印稿", paper)]
    with desk_at(record_file, lambda: shown.NOW) as desk:
        window = MainWindow()
        window.resize(*DEMONSTRATED_SIZE)
        window.show()

        def show(name: str) -> None:
            QTest.qWait(SETTLED_AFTER_MS)
            path = folder / f"{name}.png"
            window.grab().save(str(path))
            left.append((name, path))

        real = outside_of(desk)
        window.begin(
            desk,
            Outside(real.back_up, real.last_backup, partial(_onto, paper), partial(_into, sheet)),
        )
        window.activateWindow()
        application.processEvents()
        hand = shown.Hand()
        shown.enter_dispute(hand, show)
        shown.print_sheet(hand, partial(_wait_for_work, desk))
        shown.look_around(hand, show)
        shown.back_up(hand, partial(_wait_for_work, desk))
        window.close()
        backup = newest_backup(desk.backups)
        if backup is None:
            raise LinliError("备份没有成功，没有留下备份。")
        left.append(("备份", backup.path))
    return left


def make_application(sight: Sight = PLAIN) -> QApplication:
    """The one QApplication, dressed."""
    application = QApplication.instance() or QApplication(["linli"])
    assert isinstance(application, QApplication)  # noqa: S101 - nobody makes another kind
    application.setApplicationName("邻里台账")
    dress(application, sight)
    return application


def dress(application: QApplication, sight: Sight) -> None:
    """Let everything made from now on look as a person chose."""
    apply_look(application, scale=sight.scale, has_contrast=sight.has_contrast)


@contextmanager
def desk_at(record_file: Path, clock: Callable[[], datetime] = datetime.now) -> Generator["Desk"]:
    """A desk on a record file, the only writer while it stands.

    The file is made if it is not there and brought up to date if it is old. Raises
    LinliError where another desk is open on it, or it cannot be read or upgraded.
    """
    from linli.desktop.desk import Desk
    from linli.records.database import Database
    from linli.records.lock import lock
    from linli.records.upgrade import prepare
    from linli.records.whole import clear_part

    with ExitStack() as house:
        try:
            record_file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            words = disk_words(error)
            raise LinliError(f"不能新建文件夹“{record_file.parent}”：{words}。") from error
        house.enter_context(lock(record_file))
        clear_part(record_file)  # of a restoring or upgrade that was killed
        prepare(record_file)
        database = house.enter_context(Database(record_file))
        desk = Desk(database, paths.backups_beside(record_file), clock)
        house.callback(desk.wait_for_work)
        yield desk


@contextmanager
def look_into(record_file: Path, clock: Callable[[], datetime] = datetime.now) -> Generator["Desk"]:
    """A desk that only looks into a record file, which somebody may have open.

    What has to be made good or upgraded is so on a copy of one's own. Raises
    LinliError where the file is foreign, newer, or cannot be read.
    """
    from linli.desktop.desk import Desk
    from linli.records.aside import of_today
    from linli.records.database import Database

    with of_today(record_file) as found, Database(found, read_only=True) as database:
        desk = Desk(database, paths.backups_beside(record_file), clock, looks_into=record_file)
        try:
            yield desk
        finally:
            desk.wait_for_work()


def backups_of(desk: "Desk", open_anew: Callable[[str], None]) -> "Backups | None":
    """The other record files of a desk; of one that only looks, none."""
    from linli.desktop.outside import Backups
    from linli.records.restore import candidates, candidates_with

    if desk.is_read_only:
        return None
    return Backups(
        candidates=partial(candidates, desk.record_file),
        of_file=partial(candidates_with, record_file=desk.record_file),
        preview=partial(_preview, desk),
        restore=partial(_restore, desk),
        open_anew=open_anew,
        look_into=start_looking_into,
    )


def start_looking_into(record_file: Path) -> bool:
    """Open a window that only reads, as a program of its own; False where that cannot be started."""
    from PySide6.QtCore import QProcess

    started, _ = QProcess.startDetached(
        sys.executable, ["-m", "linli", "--file", str(record_file), "--read-only"]
    )
    return started


def outside_of(desk: "Desk") -> "Outside":
    """Backups and printers as they really are."""
    from linli.desktop.outside import Outside

    return Outside(partial(_back_up, desk), partial(_last_backup, desk))


def on_bug(
    window: QWidget,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
    *,
    ask: Ask = ask,
) -> None:
    """Log where the program erred and say so; what is typed stays.

    What an error says of itself may hold a resident's words: neither the log nor the
    details show more than its kind and the lines of code.
    """
    if issubclass(kind, KeyboardInterrupt):
        sys.exit(130)
    if isinstance(error, LinliError):
        tell(window, str(error), ask=ask)
        return
    lines = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    details = "\n".join([kind.__name__, *lines])
    _log.error("bug: %s", " < ".join([kind.__name__, *reversed(lines)]))
    report_bug(window, details, ask=ask)


def _load_sample(record_file: Path, now: datetime, *, with_dispute: bool = True) -> None:
    from linli.casework.sample import load_sample

    with desk_at(record_file, lambda: now) as desk:
        desk.keep(load_sample, now, with_dispute=with_dispute)


def _onto(paper: Path, printer: "QPrinter", _parent: QWidget) -> bool:
    """Print into a file where a demonstration has no printer."""
    printer.setOutputFileName(str(paper))
    return True


def _into(sheet: Path, _suggested: str, _parent: QWidget) -> Path:
    """Save where a demonstration leaves its files."""
    return sheet


def _wait_for_work(desk: "Desk") -> None:
    from PySide6.QtTest import QTest

    QTest.qWait(KEY_ACTS_AFTER_MS)
    while desk.is_working:
        QTest.qWait(10)
    QTest.qWait(KEY_ACTS_AFTER_MS)


def _back_up(desk: "Desk", report: "Report") -> str:
    from linli.records.backup import make_backup

    made = make_backup(desk.record_file, desk.backups, desk.now(), report=report)
    return f"备份已完成并查验：{made.path.name}"


def _preview(desk: "Desk", backup: Path, report: "Report") -> "Preview":
    from linli.records.comparing import preview
    from linli.records.restore import check_backup

    if (trouble := check_backup(backup, desk.record_file)) is not None:
        raise LinliError(trouble)
    report("正在比较…")
    return preview(desk.record_file, backup)


def _restore(desk: "Desk", backup: Path, report: "Report") -> str:
    from linli.records.restore import restore

    restored = restore(desk.record_file, backup, desk.backups, desk.now(), report=report)
    kept = f"恢复前的文件另存为“{restored.kept.name}”。" if restored.kept else ""
    return f"已从备份恢复，{restored.cases}件事项。{kept}"


def _last_backup(desk: "Desk") -> str:
    from linli.records.backup import newest_backup

    newest = newest_backup(desk.backups)
    return _when(newest.made_at, desk.now()) if newest else ""


def _when(made: datetime, now: datetime) -> str:
    days = (now.date() - made.date()).days
    day = {0: "今天", 1: "昨天"}.get(days, f"{made.month}月{made.day}日")
    return f"{day} {made:%H:%M}"


@contextmanager
def log_in(folder: Path) -> Generator[None]:
    """Keep a log of bugs meanwhile, half a megabyte and one older at most.

    Where it cannot be written the desk opens all the same.
    """
    import logging.handlers

    with ExitStack() as house:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handler = logging.handlers.RotatingFileHandler(
                folder / "linli.log", maxBytes=500_000, backupCount=1, encoding="utf-8"
            )
        except OSError:
            yield
            return
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        house.callback(handler.close)
        _log.addHandler(handler)
        house.callback(_log.removeHandler, handler)
        yield
