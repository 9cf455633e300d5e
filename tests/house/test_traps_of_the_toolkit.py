"""Faults of the libraries below that once cost us work, kept away by their versions."""

import subprocess
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent / "pyproject.toml"

CALLS = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
for number in range(20_000):
    label.setText(str(number))
print(label.text())
"""


LOST_WIDGETS = """
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from linli.desktop.look import apply_look

lost, kept = [], []

class Label(QLabel):
    def changeEvent(self, event):
        lost.clear()
        kept.append([[] for _ in range(5_000)])
        super().changeEvent(event)

app = QApplication([])
apply_look(app, scheme=Qt.ColorScheme.Light)
live = [Label() for _ in range(5)]
for _ in range(300):
    label = Label()
    label.itself = label
    lost.append(label)
del label
apply_look(app, scheme=Qt.ColorScheme.Dark)
print("stands")
"""


def test_widgets_lost_while_all_are_dressed_anew_do_not_bring_the_program_down() -> None:
    # Qt goes over all widgets by bare pointers; the collector would take some away.
    done = subprocess.run(
        [sys.executable, "-c", LOST_WIDGETS], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "stands\n")


def test_twenty_thousand_void_calls_leave_the_interpreter_standing() -> None:
    # PySide6 6.12.0 on Python 3.11 aborts after some 5 700 of them.
    done = subprocess.run(
        [sys.executable, "-c", CALLS], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "19999")


def test_the_toolkit_that_aborts_the_interpreter_is_kept_out() -> None:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    assert "PySide6-Essentials>=6.8,<6.12" in project["dependencies"]
    assert project["requires-python"] == ">=3.11"
