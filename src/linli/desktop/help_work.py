"""The manual on the screen: opened at what the clerk is doing, left to where they were."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from linli.desktop.help_page import KEYS, HelpPage

if TYPE_CHECKING:
    from linli.desktop.main_window import MainWindow


class HelpWork(QObject):
    """Shows a topic over whatever page there is, and brings page and focus back."""

    def __init__(self, window: MainWindow, topic: Callable[[], str]) -> None:
        """``topic`` says which topic of `help_page.TOPICS` belongs to what is on the screen."""
        super().__init__(window)
        self._window = window
        self._topic = topic
        self._before: tuple[QWidget, QWidget | None] = (window.page, None)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What each act of the help menu does."""
        return {"help": self.show, "keys": self.show_keys}

    @property
    def is_shown(self) -> bool:
        """Whether the manual is on the screen."""
        return isinstance(self._window.page, HelpPage)

    def show(self) -> None:
        """Open the manual at what is on the screen; pressed in it, at its first page."""
        self._open(self._topic())

    def show_keys(self) -> None:
        """Open the manual at the list of all keys."""
        self._open(KEYS)

    def leave(self) -> None:
        """Go back to where the clerk was, if the manual is on the screen."""
        if not self.is_shown:
            return
        page, focus = self._before
        self._window.show_page(page)
        if focus is not None:
            focus.setFocus()

    @cached_property
    def _page(self) -> HelpPage:
        """Made when help is first asked for: the start is for the list."""
        page = HelpPage()
        page.back.connect(self.leave)
        return page

    def _open(self, topic: str) -> None:
        if not self.is_shown:
            self._before = (self._window.page, QApplication.focusWidget())
            self._window.show_page(self._page)
        self._page.open_topic(topic)
