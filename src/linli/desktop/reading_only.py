"""A window that only looks into a record file: what writes is not there, and it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu, QMenuBar

from linli.desktop.desk import READ_ONLY
from linli.desktop.menus import READING

if TYPE_CHECKING:
    from linli.desktop.main_window import MainWindow

READ_ONLY_TITLE: Final = "只读查阅"
_NOTICE: Final = "read_only"


def keep_to_reading(window: MainWindow) -> None:
    """Leave in the menus what reads alone, whatever is enabled later on, and say why."""
    for name, action in window.actions_by_name.items():
        if name not in READING:
            action.setVisible(False)
    _leave_out_what_is_empty(window.menuBar())
    window.notices.say(_NOTICE, READ_ONLY)


def _leave_out_what_is_empty(menu: QMenu | QMenuBar) -> bool:
    """Hide menus and submenus in which nothing is left; whether something is left here."""
    is_left = False
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            action.setVisible(_leave_out_what_is_empty(inner))
        is_left = is_left or (action.isVisible() and not action.isSeparator())
    return is_left
