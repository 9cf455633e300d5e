"""How large and how strong a person wants to see things, chosen in the menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from linli.desktop.look import TEXT_SIZES

if TYPE_CHECKING:
    from linli.desktop.main_window import MainWindow
    from linli.desktop.outside import Outside
    from linli.desktop.settings import Sight

_ACTS: Final = dict(zip(("text_normal", "text_large", "text_larger"), TEXT_SIZES, strict=True))
"""The acts of the menu and the text size that each chooses."""


class SightWork(QObject):
    """Marks in the menu what holds, and hands on what is chosen instead.

    A window is made anew for it, so nothing may be half written.
    """

    def __init__(self, window: MainWindow, outside: Outside, may_leave: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._outside = outside
        self._may_leave = may_leave
        self._mark()

    def slots(self) -> dict[str, Callable[[], object]]:
        """What each act of the menu does."""
        sight = self._outside.sight
        sizes = {
            act: partial(self._choose, replace(sight, text_size=size))
            for act, size in _ACTS.items()
        }
        turned = replace(sight, has_contrast=not sight.has_contrast)
        return {**sizes, "contrast": partial(self._choose, turned)}

    def _choose(self, sight: Sight, _is_checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal of Qt
        # A click has already turned the mark.
        self._mark()
        if sight != self._outside.sight and self._may_leave():
            self._outside.choose_sight(sight)

    def _mark(self) -> None:
        actions, sight = self._window.actions_by_name, self._outside.sight
        for act, size in _ACTS.items():
            actions[act].setChecked(size == sight.text_size)
        actions["contrast"].setChecked(sight.has_contrast)
