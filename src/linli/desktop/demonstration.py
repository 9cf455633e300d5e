"""The keys of the Hanlin case, from complaint to reconciliation, as a clerk presses them.

Nothing here knows a form: keys go to whatever has the focus, and Chinese comes as an
input method delivers it. The demonstration and the journey test run these same keys.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

TITLE: Final = "楼上半夜噪声，两户多次争吵"
BELOW: Final = "楼下住户"
ABOVE: Final = "楼上一方"
SAID_BELOW: Final = "听其诉说后先安抚情绪，再请其站到楼上一方的处境想一想。"
SAID_ABOVE: Final = "说明楼下的难处，请其换到楼下一方的位置想一想。"
SAID_BY_BOTH: Final = "双方同场，把道理讲清楚，达成和解。"

NEW_CASE, CASE_PAGE, COVERED, MAIN_WINDOW = "新建事项", "事项页", "背靠背遮住", "主窗口"
"""What there is to look at on the way, in this order."""

NOW: Final = datetime(2025, 4, 2, 9, 14)
"""The day the newspaper appeared: of its days none lies ahead, and all are of this year."""

_NAMED: Final = {"⏎": Qt.Key.Key_Return, "⇥": Qt.Key.Key_Tab}


class Hand:
    """Types into whatever has the focus, and counts the presses of keys."""

    def __init__(self) -> None:
        self.presses = 0

    def press(self, keys: str) -> None:
        """Press keys one after the other: ⏎ Enter, ⇥ Tab, anything else as it is."""
        for key in keys:
            if key in _NAMED:
                QTest.keyClick(self._focus(), _NAMED[key])
            else:
                QTest.keyClicks(self._focus(), key)
            self.presses += 1
            QApplication.processEvents()

    def chord(self, keys: str) -> None:
        """Press keys together, such as Ctrl+S."""
        QTest.keySequence(self._focus(), QKeySequence(keys))
        self.presses += 1
        QApplication.processEvents()

    def write(self, words: str) -> None:
        """Commit words as an input method does; the presses of pinyin are not counted."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(self._focus(), event)
        QApplication.processEvents()

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        if focus is None:
            raise RuntimeError("nothing has the focus")
        return focus


def enter_dispute(hand: Hand, show: Callable[[str], None]) -> None:
    """Take the case down and bring it to its end; ``show`` is told what there is to see."""
    _take_down(hand, show)
    _visit(hand)
    _mediate(hand)
    _close(hand)


def print_sheet(hand: Hand, wait: Callable[[], None]) -> None:
    """Save the sheet of the case on the screen as a PDF, print it, and go back to the case.

    ``wait`` returns when long work off the window's thread has come to its end.
    """
    hand.chord("Ctrl+P")
    wait()
    hand.chord("Ctrl+S")
    wait()
    hand.chord("Ctrl+P")
    wait()
    hand.chord("Esc")


def look_around(hand: Hand, show: Callable[[str], None]) -> None:
    """Open one side, cover it for somebody who comes in, and go to the list of all."""
    hand.chord("Alt+1")
    show(CASE_PAGE)
    hand.chord("F9")
    show(COVERED)
    hand.chord("F9")
    hand.chord("Ctrl+2")
    show(MAIN_WINDOW)


def back_up(hand: Hand, wait: Callable[[], None]) -> None:
    """Back the file up."""
    hand.chord("Ctrl+B")
    wait()


def _take_down(hand: Hand, show: Callable[[str], None]) -> None:
    hand.chord("Ctrl+N")
    hand.press("md⏎wj⏎")
    hand.write(TITLE)
    hand.press("⏎25.3.15⏎⏎")
    hand.write("楼下住户反映楼上半夜有噪声。双方此前自己谈时吵了起来，越闹越僵，楼上已不愿再谈。")
    hand.press("⇥h⏎")
    hand.chord("Alt+D")
    hand.write(BELOW)
    hand.press("⏎⏎⏎")
    hand.write(ABOVE)
    show(NEW_CASE)
    hand.chord("Ctrl+S")


def _visit(hand: Hand) -> None:
    hand.chord("Ctrl+T")
    hand.press("d⏎⏎⏎s⇥")
    hand.write("和社区民警一同上门。了解到楼下此前报过警，楼上租户因此退租，双方矛盾更深。")
    hand.chord("Ctrl+S")


def _mediate(hand: Hand) -> None:
    hand.chord("Ctrl+M")
    hand.press("b⏎⏎")
    hand.chord("Ctrl+A")
    hand.press("3.16⏎⏎⏎⏎⏎")
    hand.write(SAID_BELOW)
    hand.chord("Ctrl+Enter")
    hand.write(SAID_ABOVE)
    hand.chord("Ctrl+Enter")
    hand.write(SAID_BY_BOTH)
    hand.chord("Ctrl+S")


def _close(hand: Hand) -> None:
    hand.chord("Ctrl+R")
    hand.press("h⏎")
    hand.chord("Ctrl+S")
