"""`python -m linli --file RECORD_FILE` with somebody watching it paint.

Prints the clock and the heavy packages loaded, first when the window's first painting
comes to its last widget, then when the page a clerk begins with is painted, and goes. The program
is not touched: Qt tells a filter what it tells the windows.
"""

import os
import runpy
import sys
import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QTableView, QWidget

HEAVY = ("sqlalchemy", "alembic", "typst", "pypinyin")


class Watch(QObject):
    """Ends the process with the first painting of today, or of a list with rows in it."""

    def __init__(self) -> None:
        super().__init__()
        self._painted = ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            if not self._painted or "sqlalchemy" not in sys.modules:
                self._painted = moment()
            view = watched.parent()
            is_list = isinstance(view, QTableView) and view.model().rowCount() > 0
            if is_list or type(watched).__name__ == "TodayPage":
                print("painted", self._painted)
                print("rows", moment(), flush=True)
                os._exit(0)
        return False


def moment() -> str:
    """The clock, which all processes share, and what has been loaded by now."""
    return " ".join([str(time.monotonic()), *(name for name in HEAVY if name in sys.modules)])


# Made here so that it can be watched; the program takes the one there is.
application = QApplication(["linli"])
watch = Watch()
application.installEventFilter(watch)
sys.argv = ["linli", "--file", sys.argv[1]]
runpy.run_module("linli", run_name="__main__")
