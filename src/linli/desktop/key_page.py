"""All keys on one screen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.look import scaled
from linli.desktop.widgets.labels import plain_label

_KEYS: Final = (
    (
        "列表",
        (
            ("Ctrl+N", "新建事项"),
            ("Ctrl+F", "到查找框"),
            ("Enter、↓", "在查找框：到列表"),
            ("Enter", "在列表：打开事项"),
            ("Ctrl+1　Ctrl+2　Ctrl+3", "待办、全部、已办结"),
            ("F6　Shift+F6", "下一区、上一区"),
            ("F5　F11", "刷新、全屏"),
        ),
    ),
    (
        "事项",
        (
            ("Ctrl+T", "记一条"),
            ("Ctrl+M", "加一场调解"),
            ("Ctrl+R", "结果与办结"),
            ("Alt+D", "添加当事人"),
            ("Ctrl+PgUp　Ctrl+PgDn", "上一件、下一件"),
            ("Esc　Alt+←", "关上表单，返回列表"),
            ("Ctrl+P　Ctrl+B", "打印、备份"),
        ),
    ),
    (
        "背靠背",
        (
            ("F9", "当事人在场：遮住一方的谈话、联系方式和内部内容"),
            ("Alt+1　…　Alt+9", "单独打开一方，另一方随即合上"),
        ),
    ),
    (
        "填写",
        (
            ("Enter　Shift+Enter", "下一栏、上一栏"),
            ("Tab", "离开多行文字"),
            ("首字母", "选一项，如 ly 选邻里"),
            ("↓", "展开全部选项"),
            ("↑　↓", "在时间栏：加减一天或一分钟"),
            ("Ctrl+S　Ctrl+Enter", "保存、保存并继续"),
        ),
    ),
)


class KeyPage(QScrollArea):
    """Keys in two columns; any page is one Esc away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("按键一览")
        self.setProperty("pane", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        content = QWidget()
        page = QVBoxLayout(content)
        page.setContentsMargins(24, 20, 24, 20)
        page.setSpacing(16)
        page.addWidget(plain_label("按键一览", points=15, demibold=True))
        columns = QHBoxLayout()
        columns.setSpacing(48)
        for half in (_KEYS[:2], _KEYS[2:]):
            columns.addLayout(_column(half))
        columns.addStretch(1)
        page.addLayout(columns)
        page.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)

    def panes(self) -> tuple[QWidget, ...]:
        """Where F6 goes, in order."""
        return (self,)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _column(groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    for title, keys in groups:
        column.addWidget(plain_label(title, points=11, demibold=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, scaled(180))
        grid.setColumnStretch(1, 1)
        for line, (key, words) in enumerate(keys):
            grid.addWidget(plain_label(key, demibold=True), line, 0)
            grid.addWidget(plain_label(words, tone="muted"), line, 1)
        column.addLayout(grid)
        column.addSpacing(12)
    column.addStretch(1)
    return column
