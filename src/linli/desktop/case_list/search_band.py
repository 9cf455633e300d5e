"""The search field, the chips under it, and how much they leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.look import font, scaled
from linli.desktop.widgets.buttons import Chip, primary_button
from linli.desktop.widgets.labels import muted_label
from linli.domain.case_file import DueState, ListQuery, ListScope
from linli.domain.text import scrubbed

TYPING_PAUSE: Final = 250
"""Milliseconds without a key after which the words are looked for."""
WORDS_CAP: Final = 100


class Condition(StrEnum):
    """What a chip narrows the list to."""

    ALL = "全部"
    OVERDUE = "超期"
    SOON = "临期"
    NOT_SET = "未设时限"
    FOLLOW_UP = "需回访"

    def narrow(self, query: ListQuery) -> ListQuery:
        """``query`` with this condition, in a list that can have such cases."""
        if self is Condition.ALL:
            return replace(query, due=None, needs_follow_up=False)
        if self is Condition.FOLLOW_UP:
            # Only closed cases are followed up, so 待办 would never show one.
            scope = ListScope.ALL if query.scope is ListScope.OPEN else query.scope
            return replace(query, scope=scope, due=None, needs_follow_up=True)
        scope = ListScope.ALL if query.scope is ListScope.CLOSED else query.scope
        return replace(query, scope=scope, due=_DUE[self], needs_follow_up=False)


_DUE: Final = {
    Condition.OVERDUE: DueState.OVERDUE,
    Condition.SOON: DueState.SOON,
    Condition.NOT_SET: DueState.NOT_SET,
}


class SearchBand(QWidget):
    """Words and one chip; what they ask is told by ``asked``."""

    asked = Signal()
    """The words or the chip changed."""
    new_case = Signal()
    left_downwards = Signal()
    """↓ or Enter was pressed in the search field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)

        self.field = QLineEdit(self)
        self.field.setFont(font())
        self.field.setPlaceholderText("查找编号、标题、地点、当事人（Ctrl+F）")
        self.field.setAccessibleName("查找编号、标题、地点、当事人")
        self.field.installEventFilter(self)
        self._new = primary_button("新建事项")
        self._new.setToolTip("新建事项  Ctrl+N")
        self._chips = {condition: Chip(condition.value) for condition in Condition}
        self._group = QButtonGroup(self)
        self._summary = muted_label()

        self._lay_out()

        self.field.textChanged.connect(self._typed)
        self._pause.timeout.connect(self._take)
        self._new.clicked.connect(self.new_case)
        self._group.idClicked.connect(self.asked)

    @property
    def words(self) -> str:
        """The words looked for now."""
        return self._words

    @property
    def condition(self) -> Condition:
        """The chip that is checked."""
        return next(each for each, chip in self._chips.items() if chip.isChecked())

    def drop_condition(self) -> None:
        """Check the chip 全部 again, without a word."""
        self._chips[Condition.ALL].setChecked(True)

    def clear(self) -> None:
        """Look for everything again."""
        self._pause.stop()
        self.field.blockSignals(True)
        self.field.setText("")
        self.field.blockSignals(False)
        self._words = ""
        self.drop_condition()
        self.asked.emit()

    def show_counts(self, counts: Mapping[Condition, int]) -> None:
        """Write on the chips how many cases each would show."""
        for condition, count in counts.items():
            self._chips[condition].set_count(count)

    def show_summary(self, words: str) -> None:
        """Say at the right how many there are and in which order."""
        self._summary.setText(words)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
                self._take()
                self.left_downwards.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.clear()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.field, 1)
        first.addWidget(self._new)
        second = QHBoxLayout()
        second.setSpacing(8)
        for condition, chip in self._chips.items():
            self._group.addButton(chip)
            chip.setFixedHeight(scaled(26))
            second.addWidget(chip)
            chip.setChecked(condition is Condition.ALL)
        second.addStretch(1)
        second.addWidget(self._summary)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 10, 16, 10)
        rows.setSpacing(8)
        rows.addLayout(first)
        rows.addLayout(second)

    def _typed(self, _text: str) -> None:
        self._pause.start()

    def _take(self) -> None:
        self._pause.stop()
        words = scrubbed(self.field.text())[:WORDS_CAP]
        if words != self._words:
            self._words = words
            self.asked.emit()
