"""A clerk at a real desk: keys, the Chinese an input method delivers, and eyes."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from linli.app import outside_of
from linli.casework import caseload
from linli.desktop.demonstration import Hand
from linli.desktop.desk import Desk
from linli.desktop.main_window import MainWindow
from linli.domain.case_file import CaseFile, ListQuery, ListScope

SIZE = (1366, 768)
_ARROWS = {"↓": Qt.Key.Key_Down, "↑": Qt.Key.Key_Up}


class Clerk(Hand):
    """Works at one desk by keys alone; counts them, and reads what came of it."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        super().__init__()
        self.desk = desk
        self.questions: list[str] = []
        self.answers: dict[str, int] = {}
        """The answer to a question that has these words in it; the first to all others."""
        self._qtbot = qtbot
        self.window = MainWindow(self._answer)
        self.others = _OthersShown(self.window)

    def sit_down(self) -> None:
        """Start the desk as the program does."""
        self._qtbot.addWidget(self.window)
        self.window.resize(*SIZE)
        with self._qtbot.waitActive(self.window):
            self.window.show()
        self.window.begin(self.desk, outside_of(self.desk))
        QApplication.processEvents()
        _application().installEventFilter(self.others)

    def get_up(self) -> None:
        """Leave; what is unsaved would ask."""
        _application().removeEventFilter(self.others)
        self.window.close()

    @override
    def press(self, keys: str) -> None:
        """Press keys one after the other; ↓ ↑ go on and back in a list or the timeline."""
        for key in keys:
            if key in _ARROWS:
                QTest.keyClick(self._focus(), _ARROWS[key])
                self.presses += 1
                QApplication.processEvents()
            else:
                super().press(key)

    def menu(self, keys: str) -> None:
        """Go through the menus by their letters: 'Alt+C a j' is 事项 → 再记 → 捐助."""
        first, *letters = keys.split()
        self.chord(first)
        for letter in letters:
            self.press(letter)

    def note(self, act: str, moment: str = "") -> None:
        """记一条: choose the act by its letters, and give the time; Enter behind both."""
        self.chord("Ctrl+T")
        self.press(f"{act}⏎{moment}⏎")

    @property
    def case(self) -> CaseFile:
        """The case taken down last."""
        now = self.desk.now()
        ids = self.desk.read(caseload.case_ids, ListQuery(ListScope.ALL), now)
        return self.desk.read(caseload.case_file, max(ids), now)

    def told(self, title: str) -> CaseFile:
        """The case of that title that was there first."""
        now = self.desk.now()
        ids = self.desk.read(caseload.case_ids, ListQuery(ListScope.ALL, words=title), now)
        return self.desk.read(caseload.case_file, min(ids), now)

    def _answer(self, _parent: object, text: str, _buttons: Sequence[str]) -> int:
        self.questions.append(text)
        self.presses += 1  # a question has a letter or Enter for each answer
        found = [answer for words, answer in self.answers.items() if words in text]
        return found[0] if found else 0

    @override
    def _focus(self) -> QWidget:
        return QApplication.activePopupWidget() or super()._focus()


class _OthersShown(QObject):
    """Notes every window that comes up beside the one there is; menus come and go."""

    def __init__(self, main: QWidget) -> None:
        super().__init__(main)
        self._main = main
        self.kinds: set[str] = set()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched is not self._main
            and not isinstance(watched, QMenu)
        ):
            self.kinds.add(type(watched).__name__)
        return False


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
