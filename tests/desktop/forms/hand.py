"""A hand on the keys, and a stand-in for the records that keeps what a form hands over."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from linli.domain.case_file import CaseFile

Around = dict[str, Any]
"""What every form is handed besides its case: the time, what saves, what asks."""

Show = Callable[..., None]
AddSession = Callable[..., CaseFile]


class Hand:
    """Types into whatever has the focus, and counts the presses of keys."""

    def __init__(self) -> None:
        self.presses = 0

    def press(self, keys: str) -> None:
        """Press keys one after the other: ⏎ Enter, ⇥ Tab, anything else as it is."""
        for key in keys:
            named = {"⏎": Qt.Key.Key_Return, "⇥": Qt.Key.Key_Tab}.get(key)
            if named is None:
                QTest.keyClicks(self._focus(), key)
            else:
                QTest.keyClick(self._focus(), named)
            self.presses += 1

    def chord(self, keys: str) -> None:
        """Press keys together, such as Ctrl+S."""
        combination = QKeySequence(keys)[0]  # pyright: ignore[reportIndexIssue]  the stubs leave it out
        QTest.keyClick(self._focus(), combination.key(), combination.keyboardModifiers())
        self.presses += 1

    def write(self, words: str) -> None:
        """Commit words as an input method does; the presses of pinyin are not counted."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(self._focus(), event)

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        return focus


class Kept:
    """Stands where the records stand: keeps the drafts, answers the questions."""

    def __init__(self) -> None:
        self.drafts: list[Any] = []
        self.went_on: list[bool] = []
        self.questions: list[str] = []
        self.answer = 0
        self.trouble: Exception | None = None

    def save(self, draft: object, go_on: bool) -> object:  # noqa: FBT001 - as a form calls it
        """Keep the draft, or raise the trouble that was laid in wait."""
        if self.trouble is not None:
            raise self.trouble
        self.drafts.append(draft)
        self.went_on.append(go_on)
        return len(self.drafts)

    def ask(self, parent: QWidget | None, text: str, buttons: Sequence[str]) -> int:
        """Note the question and give the answer that was laid ready."""
        assert parent is not None
        assert len(buttons) > 1
        self.questions.append(text)
        return self.answer
