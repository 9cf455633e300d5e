"""The menus of the window: every act, its words and its key, in one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar


class Act(NamedTuple):
    """One line of a menu.

    ``key`` works in the whole window; ``shown_key`` is only named, where a page
    handles the key itself.
    """

    name: str
    words: str
    key: str = ""
    shown_key: str = ""


class Submenu(NamedTuple):
    """A line that opens more lines."""

    words: str
    acts: tuple[Act, ...]


LINE: Final = None

MENUS: Final[tuple[tuple[str, tuple[Act | Submenu | None, ...]], ...]] = (
    (
        "文件(&F)",
        (
            Act("office", "单位信息(&O)"),
            Act("sample", "载入示例(&L)"),
            Act("drop_sample", "清除示例(&E)"),
            LINE,
            Act("print", "打印(&P)", "Ctrl+P"),
            Act("copy_report", "复制上报文字(&C)"),
            LINE,
            Act("back_up", "备份(&B)", "Ctrl+B"),
            Act("restore", "从备份恢复(&V)"),
            Act("look_into", "只看一份记录文件(&K)"),
            Act("recycled", "回收站(&R)"),
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
            Act("STEP", "记一条(&T)", "Ctrl+T"),
            Act("PARTY", "添加当事人(&P)", "Alt+D"),
            Act("MANY_PARTIES", "一次添加多人(&M)"),
            Act("OUTCOME", "结果与办结(&R)", "Ctrl+R"),
            Submenu(
                "再记(&A)",
                (
                    Act("REQUEST", "诉求(&S)"),
                    Act("REPORT", "反映(&F)"),
                    Act("APPEAL", "募捐(&M)"),
                    Act("GIFT", "捐助(&J)"),
                    Act("ACTIVITY", "活动(&H)"),
                    Act("FOLLOW_UP", "回访(&V)"),
                    Act("THANKS", "致谢(&Z)"),
                    Act("LINK", "关联(&G)"),
                    Act("REMINDER", "提醒、约见(&T)"),
                ),
            ),
            LINE,
            Act("edit", "修改这一条(&E)", shown_key="F2"),
            Act("remove", "删除这一条(&D)", shown_key="Del"),
            Act("turn", "改记为…(&G)"),
            LINE,
            Act("CASE", "修改事项(&I)"),
            Act("REOPEN", "重新打开(&K)"),
            Act("VOID", "作废(&V)"),
            LINE,
            Act("previous", "上一件(&B)", "Ctrl+PgUp"),
            Act("next", "下一件(&X)", "Ctrl+PgDown"),
            Act("back", "返回列表(&L)", "Alt+Left"),
        ),
    ),
    (
        "调解(&M)",
        (
            Act("SESSION", "加一场(&S)", "Ctrl+M"),
            Act("another_note", "再记一条背靠背(&N)", shown_key="Alt+J"),
            Act("convey", "转达选中的话(&D)", shown_key="Ctrl+D"),
            LINE,
            Act("AGREEMENT", "协议(&X)"),
            Act("PERFORMANCE", "履行(&L)"),
            Act("AGREEMENT_EVENT", "协议变动(&B)"),
            LINE,
            Act("parties_present", "当事人在场(&P)", "F9"),
        ),
    ),
    (
        "查看(&V)",
        (
            Act("today", "今天(&T)", "Ctrl+0"),
            Act("open_cases", "待办(&O)", "Ctrl+1"),
            Act("all_cases", "全部(&L)", "Ctrl+2"),
            Act("closed_cases", "已办结(&E)", "Ctrl+3"),
            Act("search", "查找(&S)", "Ctrl+F"),
            LINE,
            Act("next_pane", "下一区(&N)", "F6"),
            Act("previous_pane", "上一区(&P)", "Shift+F6"),
            LINE,
            Act("text_normal", "文字标准(&1)"),
            Act("text_large", "文字大(&2)"),
            Act("text_larger", "文字特大(&3)"),
            Act("contrast", "高对比(&H)"),
            LINE,
            Act("refresh", "刷新(&R)", "F5"),
            Act("full_screen", "全屏(&U)", "F11"),
        ),
    ),
    ("帮助(&H)", (Act("help", "使用说明(&M)", "F1"), Act("keys", "按键一览(&K)"))),
)

CHECKABLE: Final = {
    "parties_present", "full_screen", "text_normal", "text_large", "text_larger", "contrast",
}  # fmt: skip
FORMS: Final = (
    "STEP", "PARTY", "MANY_PARTIES", "OUTCOME", "REQUEST", "REPORT", "APPEAL", "GIFT",
    "ACTIVITY", "FOLLOW_UP", "THANKS", "LINK", "REMINDER", "CASE", "REOPEN", "VOID",
    "SESSION", "AGREEMENT", "PERFORMANCE", "AGREEMENT_EVENT",
)  # fmt: skip
"""The acts that open the form of that name beside a case."""
OF_CASE: Final = (
    *FORMS, "open", "print", "copy_report", "edit", "remove", "turn", "another_note", "convey"
)  # fmt: skip
"""The acts that need a case to act on."""


READING: Final = frozenset(
    {
        "print", "copy_report", "quit", "open", "previous", "next", "back", "parties_present",
        "today", "open_cases", "all_cases", "closed_cases", "search", "next_pane", "previous_pane",
        "text_normal", "text_large", "text_larger", "contrast", "refresh", "full_screen",
        "help", "keys",
    }
)  # fmt: skip
"""The acts that write nothing: all there are where a record file is only looked into."""


def fill_menus(bar: QMenuBar) -> dict[str, QAction]:
    """Make every menu; returns the actions by name, all of them waiting for a desk."""
    actions: dict[str, QAction] = {}
    for title, acts in MENUS:
        _fill(bar.addMenu(title), acts, actions)
    return actions


def all_acts() -> Iterator[Act]:
    """Every act of every menu."""
    for _, acts in MENUS:
        for act in acts:
            if isinstance(act, Submenu):
                yield from act.acts
            elif act is not None:
                yield act


def _fill(menu: QMenu, acts: Iterable[Act | Submenu | None], actions: dict[str, QAction]) -> None:
    for act in acts:
        if act is None:
            menu.addSeparator()
        elif isinstance(act, Submenu):
            _fill(menu.addMenu(act.words), act.acts, actions)
        else:
            # Behind a tab stands what looks like a shortcut and takes no key.
            words = f"{act.words}\t{act.shown_key}" if act.shown_key else act.words
            action = menu.addAction(words)
            if act.key:
                action.setShortcut(QKeySequence(act.key))
            action.setCheckable(act.name in CHECKABLE)
            action.setEnabled(False)
            actions[act.name] = action
