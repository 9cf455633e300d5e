"""What every test of the desk may ask for: the look put on, and a hand that types."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from linli.desktop.look import apply_look

Show = Callable[[QWidget], None]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """The desk in its light colours at the text size 标准."""
    apply_look(qapp)


@pytest.fixture(params=[Qt.ColorScheme.Light, Qt.ColorScheme.Dark], ids=["light", "dark"])
def either_scheme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Qt.ColorScheme]:
    """Light, and once more dark."""
    apply_look(qapp, scheme=request.param)
    yield request.param
    apply_look(qapp)


@pytest.fixture
def on_screen(qtbot: QtBot) -> Show:
    """Show a widget as the active window, and close it after the test."""
    kept: list[QWidget] = []

    def put(widget: QWidget) -> None:
        # The bot keeps no hold of what it closes.
        kept.append(widget)
        qtbot.addWidget(widget)
        with qtbot.waitActive(widget):
            widget.show()

    return put


@dataclass
class Answers:
    """Answers questions in place of a person, and notes what was asked."""

    answer: int = 0
    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def __call__(self, parent: QWidget | None, text: str, buttons: Sequence[str]) -> int:
        """Note the question and give the answer laid ready."""
        assert parent is None or isinstance(parent, QWidget)
        self.asked.append((text, tuple(buttons)))
        return self.answer


@pytest.fixture
def answers() -> Answers:
    """Answers the first of each question unless told otherwise."""
    return Answers()


class InputMethod:
    """Sends what an input method sends; key clicks cannot carry Chinese."""

    def compose(self, widget: QWidget, letters: str) -> None:
        """Hold letters that are not yet text."""
        QApplication.sendEvent(widget, QInputMethodEvent(letters, []))

    def commit(self, widget: QWidget, text: str) -> None:
        """Turn what is held into text."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)


@pytest.fixture
def input_method() -> InputMethod:
    """An input method to type Chinese with."""
    return InputMethod()
