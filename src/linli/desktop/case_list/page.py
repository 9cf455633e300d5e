"""The list with its search band above and its preview beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.case_list.model import CaseListModel
from linli.desktop.case_list.preview import Preview
from linli.desktop.case_list.rows import NO_COUNTS, Caseload, NoCases
from linli.desktop.case_list.search_band import Condition, SearchBand
from linli.desktop.case_list.view import CaseView
from linli.desktop.look import scaled, tokens
from linli.desktop.widgets.buttons import Button
from linli.desktop.widgets.labels import muted_label
from linli.desktop.widgets.strips import AmberStrip, Line
from linli.domain.case_file import ListCounts, ListQuery, ListScope

PREVIEW_PAUSE: Final = 120
"""Milliseconds a row is current before the preview follows it."""
COVERED_WORDS: Final = "当事人在场：列表和预览只显示编号、时限和登记日期。"
COVERED_ASIDE: Final = "再按 F9 结束"
PREVIEW_FROM: Final = 1180


class ListPage(QWidget):
    """Everything about finding a case."""

    opened = Signal(int)
    new_case = Signal()
    step_asked = Signal(int)
    current_changed = Signal(object)
    moved = Signal(object)
    """The page went to another list by itself; the `ListQuery` of its line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caseload: Caseload = NoCases()
        self._counts = NO_COUNTS
        self._rows = CaseListModel(self)
        self._base = ListQuery()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PREVIEW_PAUSE)

        self.band = SearchBand()
        self.view = CaseView(self._rows)
        self.preview = Preview()
        self._covered_strip = AmberStrip(COVERED_WORDS, COVERED_ASIDE)
        self._empty = _EmptyList()
        self._stack = QStackedWidget()

        self._lay_out()

        self.band.asked.connect(self._ask)
        self.band.new_case.connect(self.new_case)
        self.band.left_downwards.connect(self.enter)
        self.view.opened.connect(self.opened)
        self.view.current_changed.connect(self._follow_current)
        self.preview.opened.connect(self._open_current)
        self.preview.step_asked.connect(self._ask_step)
        self._pause.timeout.connect(self._show_preview)
        self._empty.answered.connect(self._answer_empty)

    def begin(self, caseload: Caseload) -> None:
        """Show cases from now on."""
        self._caseload = caseload
        self.refresh()

    def choose(self, query: ListQuery) -> None:
        """Show another list, kind or grid, without a condition."""
        self._base = query
        self.band.drop_condition()
        self.refresh(keeps_place=False)

    def refresh(self, *, keeps_place: bool = True) -> None:
        """Read the list anew, at the same case and the same scroll where ``keeps_place``."""
        case_id, row = self.view.current_id(), self.view.currentIndex().row()
        scroll = self.view.verticalScrollBar().value()
        self._counts = self._caseload.counts()
        self._rows.show(self._caseload, self._query())
        self._show_figures()
        if keeps_place:
            place = None if case_id is None else self._rows.row_of(case_id)
            self.view.go_to_row(row if place is None else place)
            self.view.verticalScrollBar().setValue(scroll)
        else:
            self.view.go_to_row(0)
        self._follow_current(self.view.current_id())

    @property
    def base(self) -> ListQuery:
        """The list, kind or grid shown, without words and chip."""
        return self._base

    def enter(self) -> None:
        """Put the focus on the current row, or on what an empty list offers."""
        if self._stack.currentIndex() == 0:
            if not self.view.currentIndex().isValid():
                self.view.go_to_row(0)
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._empty.button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def counts(self) -> ListCounts:
        """The figures the list was read with."""
        return self._counts

    def current_id(self) -> int | None:
        """The id of the current case."""
        return self.view.current_id()

    def case_beside(self, step: int) -> int | None:
        """Go ``step`` rows down and return the case there; None at the end of the list."""
        row = self.view.currentIndex().row() + step
        if not 0 <= row < self._rows.rowCount():
            return None
        self.view.go_to_row(row)
        return self.view.current_id()

    def go_to_case(self, case_id: int) -> None:
        """Make a case current where the list has it."""
        place = self._rows.row_of(case_id)
        if place is not None:
            self.view.go_to_row(place)

    def cover(self, is_covered: bool) -> None:  # noqa: FBT001 (a state, connected to a signal)
        """Show numbers only; words looked for may be a name, so they go as well."""
        self.preview.cover(is_covered)
        self._covered_strip.setVisible(is_covered)
        case_id = self.view.current_id()
        scroll = self.view.verticalScrollBar().value()
        self._rows.cover(is_covered)
        self.view.cover(is_covered)
        if is_covered and self.band.field.text():
            self.band.clear()
        if case_id is not None:
            self.go_to_case(case_id)
            self.view.verticalScrollBar().setValue(scroll)
        self._follow_current(self.view.current_id())

    def fit(self, window_width: int) -> None:
        """Show as many panes and columns as a window of this width has room for."""
        self.preview.setFixedWidth(scaled(460 if window_width > scaled(1700) else 384))
        has_preview = window_width >= scaled(PREVIEW_FROM)
        self.preview.setVisible(has_preview)
        self.view.fit(window_width, has_preview=has_preview)

    def panes(self) -> Sequence[QWidget]:
        """Where F6 goes, in order."""
        middle = self.view if self._stack.currentIndex() == 0 else self._empty.button
        panes = (self.band.field, middle)
        return (*panes, self.preview.open_button) if self.preview.isVisible() else panes

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pause.start()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().base))

    def _lay_out(self) -> None:
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.band)
        left.addWidget(Line())
        left.addWidget(self._stack, 1)
        panes = QHBoxLayout()
        panes.setSpacing(0)
        panes.addLayout(left, 1)
        panes.addWidget(self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._covered_strip)
        column.addLayout(panes, 1)
        self._covered_strip.hide()
        # A pane that is shown at first counts in the smallest width of the window for ever.
        self.preview.hide()

    def _query(self) -> ListQuery:
        return self.band.condition.narrow(replace(self._base, words=self.band.words))

    def _ask(self) -> None:
        query = self._query()
        if query.scope is not self._base.scope:
            self._base = replace(self._base, scope=query.scope)
            self.moved.emit(self._base)
        self.refresh(keeps_place=False)

    def _show_figures(self) -> None:
        total = self._rows.rowCount()
        self.band.show_counts(self._chip_counts())
        order = _ORDER[self._query().scope] if total > 1 else ""
        self.band.show_summary(f"{total} 件{order}")
        self._stack.setCurrentIndex(0 if total else 1)
        if not total:
            self._empty.say(*self._empty_words())

    def _chip_counts(self) -> dict[Condition, int]:
        """How many cases each chip would show of the list, kind or grid chosen."""
        counts = self._counts
        if self._base.kind or self._base.grid:
            plain = replace(self._base, words="")
            return {each: len(self._caseload.ids(each.narrow(plain))) for each in Condition}
        of_scope = {
            ListScope.OPEN: counts.open,
            ListScope.ALL: counts.all,
            ListScope.CLOSED: counts.closed,
        }
        return {
            Condition.ALL: of_scope[self._base.scope],
            Condition.OVERDUE: counts.overdue,
            Condition.SOON: counts.soon,
            Condition.NOT_SET: counts.not_set,
            Condition.FOLLOW_UP: counts.follow_up,
        }

    def _empty_words(self) -> tuple[str, str]:
        """The sentence of an empty list and what its button offers."""
        if self.band.words:
            return f"没有找到“{self.band.words}”。", _CLEAR
        if self.band.condition is not Condition.ALL:
            return f"没有{self.band.condition.value}的事项。", _CLEAR
        if not self._counts.all:
            return "还没有事项。", _NEW
        names = {ListScope.OPEN: "待办", ListScope.CLOSED: "已办结"}
        return f"没有{names.get(self._base.scope, '')}事项。", _SHOW_ALL

    def _answer_empty(self, offer: str) -> None:
        if offer == _CLEAR:
            self.band.clear()
            self.enter()
        elif offer == _NEW:
            self.new_case.emit()
        else:
            self.moved.emit(ListQuery(scope=ListScope.ALL))
            self.choose(ListQuery(scope=ListScope.ALL))
            self.enter()

    def _follow_current(self, case_id: int | None) -> None:
        self.current_changed.emit(case_id)
        self._pause.start()

    def _show_preview(self) -> None:
        if not self.isVisible():
            return  # read when it is shown again, from the file that is there then
        case_id = self.view.current_id()
        self.preview.show_case(None if case_id is None else self._caseload.case_file(case_id))

    def _open_current(self) -> None:
        case_id = self.view.current_id()
        if case_id is not None:
            self.opened.emit(case_id)

    def _ask_step(self) -> None:
        case_id = self.view.current_id()
        if case_id is not None:
            self.step_asked.emit(case_id)


_ORDER: Final = {
    ListScope.OPEN: " · 时限近的在前",
    ListScope.ALL: " · 待办在前",
    ListScope.CLOSED: " · 新近登记的在前",
}
_CLEAR: Final = "清除条件"
_NEW: Final = "新建事项"
_SHOW_ALL: Final = "查看全部"


class _EmptyList(QWidget):
    """One muted line in the middle, and one button."""

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._sentence = muted_label()
        self.button = Button("")
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self._sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.button.clicked.connect(lambda: self.answered.emit(self.button.words))

    def say(self, sentence: str, offer: str) -> None:
        """Say why there is nothing and what to do."""
        self._sentence.setText(sentence)
        self.button.set_words(offer)
