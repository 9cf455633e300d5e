"""The menus of the window: every act, its words and its key, in one table."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar


class Act(NamedTuple):
    """One line of a menu.

    ``key`` works in the whole window; ``shown_key`` is only named, where a page
    handles the key itself.
    """

    name: str
    words: str
    key: str = ""
    shown_key: str = ""


LINE: Final = None

MENUS: Final[tuple[tuple[str, tuple[Act | None, ...]], ...]] = (
    (
        "文件(&F)",
        (
            Act("office", "单位信息(&O)"),
            Act("sample", "载入示例(&L)"),
            Act("drop_sample", "清除示例(&E)"),
            LINE,
            Act("print", "打印(&P)", "Ctrl+P"),
            Act("back_up", "备份(&B)", "Ctrl+B"),
            LINE,
            Act("quit", "退出(&Q)", "Ctrl+Q"),
        ),
    ),
    (
        "事项(&C)",
        (
            Act("new_case", "新建事项(&N)", "Ctrl+N"),
            Act("open", "打开(&O)", shown_key="Enter"),
            LINE,
            Act("step", "记一条(&T)", "Ctrl+T"),
            Act("party", "添加当事人(&P)", "Alt+D"),
            Act("outcome", "结果与办结(&R)", "Ctrl+R"),
            LINE,
            Act("previous", "上一件(&B)", "Ctrl+PgUp"),
            Act("next", "下一件(&X)", "Ctrl+PgDown"),
            Act("back", "返回列表(&L)", "Alt+Left"),
        ),
    ),
    (
        "调解(&M)",
        (
            Act("session", "加一场(&S)", "Ctrl+M"),
            Act("parties_present", "当事人在场(&P)", "F9"),
        ),
    ),
    (
        "查看(&V)",
        (
            Act("open_cases", "待办(&O)", "Ctrl+1"),
            Act("all_cases", "全部(&L)", "Ctrl+2"),
            Act("closed_cases", "已办结(&E)", "Ctrl+3"),
            Act("search", "查找(&S)", "Ctrl+F"),
            LINE,
            Act("next_pane", "下一区(&N)", "F6"),
            Act("previous_pane", "上一区(&P)", "Shift+F6"),
            LINE,
            Act("refresh", "刷新(&R)", "F5"),
            Act("full_screen", "全屏(&U)", "F11"),
        ),
    ),
    ("帮助(&H)", (Act("keys", "按键一览(&K)", "F1"),)),
)

CHECKABLE: Final = {"parties_present", "full_screen"}
OF_CASE: Final = ("open", "step", "party", "outcome", "session", "print")
"""The acts that need a case to act on."""


def fill_menus(bar: QMenuBar) -> dict[str, QAction]:
    """Make every menu; returns the actions by name, all of them waiting for a desk."""
    actions: dict[str, QAction] = {}
    for title, acts in MENUS:
        menu = bar.addMenu(title)
        for act in acts:
            if act is None:
                menu.addSeparator()
                continue
            # Behind a tab stands what looks like a shortcut and takes no key.
            words = f"{act.words}\t{act.shown_key}" if act.shown_key else act.words
            action = menu.addAction(words)
            if act.key:
                action.setShortcut(QKeySequence(act.key))
            action.setCheckable(act.name in CHECKABLE)
            action.setEnabled(False)
            actions[act.name] = action
    return actions
