"""What the window asks of the world beyond its record file; a test hands in its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from linli.desktop.printing import choose_file, choose_printer
from linli.desktop.settings import PLAIN, Sight

if TYPE_CHECKING:
    from linli.desktop.desk import Report


def _as_it_is(_sight: Sight) -> None:
    """Nobody listens: what is seen stays as it is."""


@dataclass(frozen=True, slots=True)
class Outside:
    """Backups, printers and the system's own dialogs.

    ``back_up`` makes a backup off the window's thread and returns the sentence about
    it; ``last_backup`` says in words when the last one was made, "" where there is none.
    ``choose_sight`` keeps how large and how strong a person wants to see things, and
    opens the window anew in that size.
    """

    back_up: Callable[[Report], str]
    last_backup: Callable[[], str]
    choose_printer: Callable[[QPrinter, QWidget], bool] = choose_printer
    choose_file: Callable[[str, QWidget], Path | None] = choose_file
    sight: Sight = PLAIN
    choose_sight: Callable[[Sight], None] = _as_it_is
