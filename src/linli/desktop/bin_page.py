"""回收站: what was removed, and the way back for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.bin_list import BinList, first_line
from linli.desktop.look import tokens
from linli.desktop.messages import Ask, ask, tell
from linli.desktop.widgets.buttons import Button, quiet_button
from linli.desktop.widgets.labels import muted_label, plain_label
from linli.desktop.widgets.strips import AmberStrip, Line, QuietStrip
from linli.domain.case_file import RemovedRow
from linli.errors import LinliError

if TYPE_CHECKING:
    from linli.desktop.desk import Desk

COVERED_WORDS: Final = "当事人在场：只显示编号和时间，不能取回。"
COVERED_ASIDE: Final = "再按 F9 结束"
NOTHING: Final = "回收站是空的。"
SAYS: Final = "删除的内容都在这里，什么也不会真的丢掉"


class BinPage(QWidget):
    """The rows removed, the latest first; Enter or the button takes the current one back."""

    closed = Signal()
    """The page is to be left."""

    def __init__(self, desk: Desk, ask: Ask = ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ask = ask
        self._rows: tuple[RemovedRow, ...] = ()

        self.list = BinList()
        self.take_back_button = Button("取回", "Enter", takes_key=False)
        self._back = quiet_button("‹ 返回", "Esc", takes_key=False)
        self._covered_strip = AmberStrip(COVERED_WORDS, COVERED_ASIDE)
        self._done_strip = QuietStrip("")
        self._empty = QWidget()
        self._stack = QStackedWidget()
        self._lay_out()

        self._back.clicked.connect(self.closed)
        self.take_back_button.clicked.connect(self._take_back)
        self.list.take_back_asked.connect(self._take_back)
        desk.records_changed.connect(self._follow_records)
        desk.parties_present_changed.connect(self._show_rows)
        self.setFocusProxy(self.list)

    def refresh(self) -> None:
        """Read anew what was removed; the same place in the list stays current."""
        from linli.casework import recycling

        try:
            self._rows = self._desk.read(recycling.removed_rows)
        except LinliError as trouble:
            tell(self, str(trouble), ask=self._ask)
            return
        self._show_rows()

    def enter(self) -> None:
        """Put the focus on the list, or on the way out of an empty one."""
        has_rows = self._stack.currentWidget() is self.list
        (self.list if has_rows else self._back).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> Sequence[QWidget]:
        """Where F6 goes, in order."""
        has_rows = self._stack.currentWidget() is self.list
        return (self.list, self.take_back_button) if has_rows else (self._back,)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._done_strip.hide()
        super().hideEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().base))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 8)
        head.setSpacing(10)
        head.addWidget(self._back)
        head.addWidget(plain_label("回收站", points=15, demibold=True))
        head.addWidget(muted_label(SAYS))
        head.addStretch(1)
        head.addWidget(self.take_back_button)
        middle = QVBoxLayout(self._empty)
        middle.addStretch(2)
        middle.addWidget(muted_label(NOTHING), 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(3)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._covered_strip)
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(self._stack, 1)
        column.addWidget(self._done_strip)
        self._covered_strip.hide()
        self._done_strip.hide()

    def _show_rows(self) -> None:
        """Show what was read last, covered while parties are present."""
        is_covered = self._desk.parties_present
        had_focus = self.list.hasFocus()
        self._covered_strip.setVisible(is_covered)
        if is_covered:
            self._done_strip.hide()
            self._done_strip.set_words("")
        rows = self._rows
        self.list.show_rows(rows, is_covered=is_covered)
        self._stack.setCurrentWidget(self.list if rows else self._empty)
        self.take_back_button.setEnabled(bool(rows) and not is_covered)
        if had_focus and not rows:
            self.enter()

    def _follow_records(self) -> None:
        if self.isVisible():
            self.refresh()

    def _take_back(self) -> None:
        row = self.list.current()
        if row is None or self._desk.parties_present:
            return
        from linli.casework import removal

        try:
            self._desk.keep(removal.take_back, row.thing, row.id)
        except LinliError as trouble:
            tell(self, str(trouble), ask=self._ask)
            return
        self._done_strip.set_words(f"已取回：{row.case_number} {first_line(row)}")
        self._done_strip.show()
