"""The head of the page: number, title and badges, the buttons, the strips beneath."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.case_page.read_text import forget_all
from linli.desktop.look import scaled, tokens
from linli.desktop.widgets.badges import Badge, kind_badge, stage_badge, status_badge, tier_badge
from linli.desktop.widgets.buttons import Button, primary_button, quiet_button
from linli.desktop.widgets.labels import ElidedLabel, muted_label, plain_label
from linli.desktop.widgets.shapes import Status
from linli.domain.case_file import CaseFile, CaseRow, DueState
from linli.domain.vocabulary import FOLLOW_UP_RESULTS

_GOOD = FOLLOW_UP_RESULTS | {"HELD", "ADOPTED", "PARTLY_ADOPTED"}
_DUE = {
    DueState.OVERDUE: Status.LATE,
    DueState.SOON: Status.SOON,
    DueState.IN_TIME: Status.IN_TIME,
}


def is_good(result: str) -> bool:
    """Whether a result (its code) is shown in green; any other is neutral, never red."""
    return result in _GOOD


class CaseHeader(QWidget):
    """Two rows over the page, 84 high."""

    back = Signal()
    parties_present_asked = Signal()
    print_asked = Signal()
    step_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_beside_form = False
        self._takes_steps = True
        self._is_read_only = False
        # The keys are the window's, whose menus name them too.
        self.back_button = quiet_button("‹ 列表")
        self.number = plain_label(tone="muted", selectable=True)
        self.path = muted_label()
        self.present_button = Button("当事人在场", "F9", takes_key=False)
        self.print_button = Button("打印", "Ctrl+P", takes_key=False)
        self.step_button = primary_button("记一条", "Ctrl+T", takes_key=False)
        self.title = ElidedLabel(points=15, demibold=True)
        self.badges = QWidget()
        self._badge_row = QHBoxLayout(self.badges)
        self._lay_out()
        self.back_button.clicked.connect(self.back)
        self.present_button.clicked.connect(self.parties_present_asked)
        self.print_button.clicked.connect(self.print_asked)
        self.step_button.clicked.connect(self.step_asked)

    def show_case(self, case_file: CaseFile) -> None:
        """Show the head of a case."""
        row = case_file.row
        self.number.setText(row.number)
        self.title.setText(row.title)
        forget_all(self._badge_row)
        for badge in _badges(case_file):
            self._badge_row.addWidget(badge)
            # Now: left to the layout it would come with a later event.
            badge.show()
        self._takes_steps = row.stage != "作废" and not self._is_read_only
        self._show_what_fits()

    def set_read_only(self) -> None:
        """Offer no step: the file is only looked into."""
        self._is_read_only = True

    def show_parties_present(self, *, is_present: bool) -> None:
        """Turn the button amber while parties are present."""
        self.present_button.set_kind("amber" if is_present else "")
        self.present_button.set_words("当事人在场 · 已遮住" if is_present else "当事人在场")

    def show_form(self, title: str) -> None:
        """Keep number, title and F9 alone beside a form; "" shows everything again."""
        self._is_beside_form = bool(title)
        self.path.setText(f"› {title.strip()}" if title else "")
        self._show_what_fits()

    def show_keys(self, *, is_shown: bool) -> None:
        """Name the keys on the buttons where there is room."""
        for button in (self.present_button, self.print_button, self.step_button):
            button.show_key(is_shown=is_shown)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().base))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens().line))

    def _lay_out(self) -> None:
        self.setFixedHeight(scaled(84))
        self.back_button.setToolTip("回到列表  Alt+←")
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.back_button)
        first.addWidget(self.number)
        first.addWidget(self.path)
        first.addStretch(1)
        for button in (self.present_button, self.print_button, self.step_button):
            first.addWidget(button)
        self._badge_row.setContentsMargins(0, 0, 0, 0)
        self._badge_row.setSpacing(8)
        second = QHBoxLayout()
        second.setContentsMargins(8, 0, 0, 0)
        second.setSpacing(16)
        second.addWidget(self.title)
        second.addWidget(self.badges)
        second.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 8, 16, 8)
        rows.setSpacing(4)
        rows.addLayout(first)
        rows.addLayout(second)

    def _show_what_fits(self) -> None:
        is_whole = not self._is_beside_form
        self.badges.setVisible(is_whole)
        self.print_button.setVisible(is_whole)
        self.step_button.setVisible(is_whole and self._takes_steps)
        self.path.setVisible(not is_whole)


def _badges(case_file: CaseFile) -> Iterator[Badge]:
    row = case_file.row
    kind = row.kind.label
    if case_file.dispute_type.code not in {"", "NOT_STATED"}:
        kind = f"{kind} › {case_file.dispute_type.label.removesuffix('纠纷')}"
    yield kind_badge(kind)
    yield _stage(row)
    if row.due.state in _DUE:
        yield status_badge(_DUE[row.due.state], row.due.words)
    holder = " · ".join(filter(None, (row.holder_tier, row.holder)))
    place = " · ".join(filter(None, (row.place.tier, row.place.grid)))
    if holder or place:
        badge = tier_badge(holder or place)
        badge.setToolTip("承办" if holder else "所在网格")
        yield badge


def _stage(row: CaseRow) -> Badge:
    if row.is_open:
        is_standing = row.due.state is DueState.STANDING
        return status_badge(Status.SUSPENDED, row.stage) if is_standing else stage_badge(row.stage)
    words = " · ".join(filter(None, (row.stage, row.result.label)))
    return status_badge(Status.GOOD if is_good(row.result.code) else Status.CLOSED, words)
