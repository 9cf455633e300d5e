"""The one way to ask a question and to report trouble."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

Ask = Callable[[QWidget | None, str, Sequence[str]], int]
"""Puts a question with its answers, and gives the place of the answer chosen.

The first answer is what Enter takes, the last what Esc takes. It is handed to
every window that asks, so that a test answers in its place.
"""

BUG_TEXT = "程序出了差错，已填的内容还在。详情已写入日志。"
"""What a person reads when the program itself is wrong."""


def ask(parent: QWidget | None, text: str, buttons: Sequence[str]) -> int:
    """Put the question in a box over ``parent`` and wait for the answer."""
    box = _box(parent, text)
    shown = [_button(box, words) for words in buttons]
    box.setDefaultButton(shown[0])
    box.setEscapeButton(shown[-1])
    box.exec()
    clicked = box.clickedButton()
    places = [place for place, button in enumerate(shown) if button is clicked]
    return places[0] if places else len(shown) - 1


def tell(parent: QWidget | None, sentence: str, *, ask: Ask = ask) -> None:
    """Say in a box what went wrong and what to do; ``sentence`` says both."""
    ask(parent, sentence, ("知道了",))


def report_bug(parent: QWidget | None, details: str, *, ask: Ask = ask) -> None:
    """Say that the program erred; ``details`` can be copied, and are not shown.

    They may hold what somebody said in confidence, so they stay off the screen.
    """
    if ask(parent, BUG_TEXT, ("继续", "复制详情")) == 1:
        QGuiApplication.clipboard().setText(details)


def _box(parent: QWidget | None, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("邻里台账")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    return box


def _button(box: QMessageBox, words: str) -> QPushButton:
    # One role for all keeps them in the order given, on every system.
    return box.addButton(words.replace("&", "&&"), QMessageBox.ButtonRole.ActionRole)
