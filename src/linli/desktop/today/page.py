"""The start page: 今天."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.look import scaled, tokens
from linli.desktop.messages import Ask, tell
from linli.desktop.today.lines import EntryLines, rows_of
from linli.desktop.today.model import AgendaModel
from linli.desktop.today.view import AgendaView
from linli.desktop.widgets.buttons import Button, quiet_button
from linli.desktop.widgets.labels import ElidedLabel, muted_label, plain_label
from linli.desktop.widgets.segments import SegmentedChoice
from linli.desktop.widgets.strips import AmberStrip, Line, QuietStrip
from linli.domain.case_file import Agenda, AgendaGroup, Coded
from linli.domain.moments import weekday_text
from linli.errors import LinliError

if TYPE_CHECKING:
    from linli.desktop.desk import Desk

COVERED_WORDS: Final = "当事人在场：只显示编号、事由和时间。"
COVERED_ASIDE: Final = "再按 F9 结束"
NOTHING_DUE: Final = "今天没有到期的事。"
KEYS_FROM: Final = 1000
ALL: Final = "ALL"
MINE: Final = "MINE"
READ_EVERY_MS: Final = 5 * 60 * 1000
"""A page that stands open is read anew so often: limits run out, days change."""


class TodayPage(QWidget):
    """What is late, due today and in the days to come, of all or of the 当班人."""

    opened = Signal(int)
    """The id of the case to open."""
    done = Signal(int)
    """A reminder was marked as done: its id."""
    open_cases_asked = Signal()
    """待办 is to be shown instead."""
    current_changed = Signal()
    """Another entry is current, or none."""

    def __init__(self, desk: Desk, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ask = ask
        self._agenda: Agenda | None = None
        self._is_stale = True
        self._clock = QTimer(self)
        self._clock.setInterval(READ_EVERY_MS)

        self.rows = AgendaModel(self)
        self.view = AgendaView(self.rows)
        self.switch = SegmentedChoice((Coded(ALL, "全部"), Coded(MINE, "本人")))
        self._day = muted_label()
        self._summary = ElidedLabel()
        self._keys = muted_label("Enter 打开 · 空格 办好了")
        self._covered_strip = AmberStrip(COVERED_WORDS, COVERED_ASIDE)
        self._done_strip = QuietStrip("")
        self._take_back = quiet_button("撤回")
        self._taken_back: int | None = None
        self.open_cases_button = Button("待办")
        self._stack = QStackedWidget()
        self._lay_out()

        self.switch.set_code(ALL)
        self.switch.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.switch.setAccessibleName("看谁的")
        self.switch.picked.connect(self._follow_switch)
        self.view.opened.connect(self.opened)
        self.view.done.connect(self._mark_done)
        self.view.current_changed.connect(self.current_changed)
        self.open_cases_button.clicked.connect(self.open_cases_asked)
        self._take_back.clicked.connect(self._undo)
        self._clock.timeout.connect(self.refresh)
        desk.records_changed.connect(self._follow_records)
        desk.worker_changed.connect(self._follow_worker)
        desk.parties_present_changed.connect(self._show_rows)
        self._follow_worker()

    def refresh(self) -> None:
        """Read the page anew; the same entry stays current where it is still there."""
        from linli.casework import agenda

        try:
            read = self._desk.read(agenda.agenda, self._desk.now(), self._worker_id())
        except LinliError as trouble:
            tell(self, str(trouble), ask=self._ask)
            return
        self._agenda = read
        self._is_stale = False
        self._day.setText(weekday_text(read.at.date(), read.at))
        self._summary.setText(_summary(read))
        self._show_rows()

    def enter(self) -> None:
        """Put the focus on the current entry, or on what an empty page offers."""
        if self._stack.currentWidget() is self.view:
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.open_cases_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def current_id(self) -> int | None:
        """The id of the current entry's case."""
        entry = self.view.current()
        return entry.case_id if entry is not None else None

    def panes(self) -> Sequence[QWidget]:
        """Where F6 goes, in order."""
        middle = self.view if self._stack.currentWidget() is self.view else self.open_cases_button
        return tuple(
            pane
            for pane in (middle, self.switch, self._take_back)
            if pane is middle or pane.isVisible()
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keys.setVisible(self.width() >= scaled(KEYS_FROM))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()
        self._clock.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        # What it shows when it comes back is of then.
        self._is_stale = True
        self._clock.stop()
        self._done_strip.hide()
        super().hideEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().base))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 8)
        head.setSpacing(10)
        head.addWidget(plain_label("今天", points=15, demibold=True))
        head.addWidget(self._day)
        head.addSpacing(12)
        head.addWidget(self._summary)
        head.addStretch(1)
        head.addWidget(self._keys)
        head.addWidget(self.switch)
        empty = QWidget()
        middle = QVBoxLayout(empty)
        middle.setSpacing(12)
        middle.addStretch(2)
        middle.addWidget(muted_label(NOTHING_DUE), 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addWidget(self.open_cases_button, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(3)
        self._stack.addWidget(self.view)
        self._stack.addWidget(empty)
        self._done_strip.add_button(self._take_back)
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

    def _worker_id(self) -> int | None:
        """Whose entries are shown; None for those of all."""
        return self._desk.worker_id if self.switch.code == MINE else None

    def _show_rows(self) -> None:
        """Show what was read last, covered while parties are present."""
        is_covered = self._desk.parties_present
        self._covered_strip.setVisible(is_covered)
        if is_covered:
            self._done_strip.set_words("已办好。")
        before, row = self.view.current(), self.view.currentIndex().row()
        scroll = self.view.verticalScrollBar().value()
        rows = () if self._agenda is None else tuple(rows_of(self._agenda, is_covered=is_covered))
        self.rows.show(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        place = None if before is None else self.rows.row_of(before)
        self.view.go_to_row(max(row, 0) if place is None else place)
        if before is not None:
            self.view.verticalScrollBar().setValue(scroll)
        self.current_changed.emit()

    def _follow_records(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def _follow_worker(self) -> None:
        self.switch.setVisible(self._desk.worker_id is not None)
        if self._desk.worker_id is None:
            self.switch.set_code(ALL)
        self._follow_records()

    def _follow_switch(self, _code: str) -> None:
        self.refresh()

    def _mark_done(self, entry: EntryLines) -> None:
        if entry.reminder_id is not None and self._keep_done(entry.reminder_id, is_done=True):
            self._taken_back = entry.reminder_id
            self._done_strip.set_words(f"“{entry.name}”已办好。")
            self._done_strip.show()
            self.done.emit(entry.reminder_id)

    def _undo(self) -> None:
        if self._taken_back is not None and self._keep_done(self._taken_back, is_done=False):
            self._taken_back = None
            self._done_strip.hide()
            self.enter()

    def _keep_done(self, reminder_id: int, *, is_done: bool) -> bool:
        from linli.casework import reminders

        try:
            self._desk.keep(reminders.mark_done, reminder_id, is_done)
        except LinliError as trouble:
            tell(self, str(trouble), ask=self._ask)
            return False
        return True


def _summary(agenda: Agenda) -> str:
    counted = ((group.value, agenda.count(group)) for group in AgendaGroup)
    return " · ".join(f"{words} {count}" for words, count in counted if count)
