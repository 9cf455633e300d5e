"""A backup made from the window: said while it runs, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from linli.errors import LinliError

if TYPE_CHECKING:
    from linli.desktop.desk import Desk
    from linli.desktop.main_window import MainWindow
    from linli.desktop.outside import Outside

_NOTICE: Final = "backup"


class BackupWork(QObject):
    """One backup at a time."""

    def __init__(self, window: MainWindow, desk: Desk, outside: Outside) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._outside = outside
        self._cancel: Callable[[], None] | None = None

    def show_last(self) -> None:
        """Say at the foot of the window when the last backup was made."""
        self._window.status_line.show_backup(self._outside.last_backup() or "还没有")

    def start(self) -> None:
        """Make a backup; while one is running, nothing."""
        if self._cancel is None:
            self._cancel = self._desk.work(self._outside.back_up, self._tell, self._fail)
            self._window.notices.say(_NOTICE, "正在备份…", (("取消", self._cancel),))

    def _tell(self, sentence: str) -> None:
        self._cancel = None
        self._window.notices.tell(_NOTICE, sentence)
        self.show_last()

    def _fail(self, trouble: LinliError) -> None:
        self._tell(str(trouble))
