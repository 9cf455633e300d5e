"""What the window asks of the world beyond its record file; a test hands in its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from linli.desktop.printing import choose_file, choose_printer
from linli.desktop.settings import PLAIN, Sight

if TYPE_CHECKING:
    from linli.desktop.desk import Report
    from linli.domain.backups import Candidate, Preview


def _as_it_is(_sight: Sight) -> None:
    """Nobody listens: what is seen stays as it is."""


def choose_backup(parent: QWidget) -> Path | None:
    """Let a person point at a record file, on a stick perhaps; None if they think better of it."""
    path, _ = QFileDialog.getOpenFileName(parent, "选一份备份", "", "记录文件 (*.linli)")
    return Path(path) if path else None


def choose_record_file(parent: QWidget) -> Path | None:
    """Let a person point at a record file to look into; None if they think better of it."""
    path, _ = QFileDialog.getOpenFileName(parent, "查阅哪一份", "", "记录文件 (*.linli)")
    return Path(path) if path else None


@dataclass(frozen=True, slots=True)
class Backups:
    """Other record files than the one that is open: to restore from, or to look into.

    ``candidates`` are those beside the record file, the newest first; ``of_file`` the
    file a person pointed at, which then stands first, and those that lie with it.
    ``preview`` and ``restore`` run off the window's thread; they check the file first and raise
    LinliError with the sentence that says what is wrong. ``restore`` returns the
    sentence about it. ``open_anew`` opens the window on the file that is there then,
    and says that sentence in it. ``look_into`` opens a window that only reads, as a
    program of its own; False where it cannot be started.
    """

    candidates: Callable[[], Sequence[Candidate]]
    of_file: Callable[[Path], Sequence[Candidate]]
    preview: Callable[[Path, Report], Preview]
    restore: Callable[[Path, Report], str]
    open_anew: Callable[[str], None]
    look_into: Callable[[Path], bool]
    choose_backup: Callable[[QWidget], Path | None] = choose_backup
    choose_record_file: Callable[[QWidget], Path | None] = choose_record_file


@dataclass(frozen=True, slots=True)
class Outside:
    """Backups, printers and the system's own dialogs.

    ``back_up`` makes a backup off the window's thread and returns the sentence about
    it; ``last_backup`` says in words when the last one was made, "" where there is none.
    ``choose_sight`` keeps how large and how strong a person wants to see things, and
    opens the window anew in that size. ``backups`` is None where nothing is restored
    and no other file looked into, as in a demonstration.
    """

    back_up: Callable[[Report], str]
    last_backup: Callable[[], str]
    choose_printer: Callable[[QPrinter, QWidget], bool] = choose_printer
    choose_file: Callable[[str, QWidget], Path | None] = choose_file
    sight: Sight = PLAIN
    choose_sight: Callable[[Sight], None] = _as_it_is
    backups: Backups | None = None
