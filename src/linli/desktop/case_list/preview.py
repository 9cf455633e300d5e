"""The current case at a glance, beside the list; never what one side said apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.case_list.columns import DOT, place_words
from linli.desktop.case_page.header import is_good
from linli.desktop.case_page.timeline import TimelineView
from linli.desktop.look import scaled, tokens
from linli.desktop.widgets.badges import Badge, kind_badge, stage_badge, status_badge
from linli.desktop.widgets.buttons import Button, primary_button
from linli.desktop.widgets.labels import muted_label, plain_label
from linli.desktop.widgets.panels import empty
from linli.desktop.widgets.shapes import STATUS, Status
from linli.desktop.widgets.strips import Line
from linli.domain.case_file import CaseFile, DueState, PartyRow

FIRST_STEPS: Final = 3
FACTS: Final = 7
"""Lines of facts at most; a case of many sides is read on its own page."""


class Preview(QWidget):
    """Header, badges, facts and the first steps of one case."""

    opened = Signal()
    step_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_covered = False
        self._shown: CaseFile | None = None
        self._number = plain_label(tone="muted", selectable=True)
        self._title = plain_label(points=13, demibold=True, wrap=True)
        self._badges = QHBoxLayout()
        self._facts = QGridLayout()
        self._steps_head = QWidget()
        self._steps_aside = muted_label()
        self._steps = TimelineView(compact=True)
        self._scroll = QScrollArea()
        self.open_button = primary_button("打开", "Enter", takes_key=False)
        self.step_button = Button("记一条", "Ctrl+T", takes_key=False)
        self._lay_out()
        self.open_button.clicked.connect(self.opened)
        self.step_button.clicked.connect(self.step_asked)
        self.show_case(None)

    def show_case(self, case_file: CaseFile | None) -> None:
        """Show another case, or nothing."""
        self._forget()
        has_case = case_file is not None
        self.open_button.setEnabled(has_case)
        self.step_button.setEnabled(has_case)
        self._number.setText(case_file.row.number if case_file else "")
        self._number.setVisible(has_case)
        if case_file is None or self._is_covered:
            if case_file is not None:
                self._facts.addWidget(
                    muted_label("当事人在场，只显示编号。", wrap=True), 0, 0, 1, 2
                )
            return
        self._shown = case_file
        self._title.setText(case_file.row.title)
        self._title.show()
        self._show_badges(case_file)
        self._show_facts(case_file)
        self._show_steps(case_file)

    def cover(self, is_covered: bool) -> None:  # noqa: FBT001 (a state, connected to a signal)
        """Keep back all but the number; what is shown is taken away at once."""
        self._is_covered = is_covered
        self.show_case(None)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().base))
        painter.fillRect(0, 0, 1, self.height(), QColor(tokens().line))

    def _lay_out(self) -> None:
        self._badges.setSpacing(6)
        self._facts.setHorizontalSpacing(0)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnMinimumWidth(0, scaled(60))
        self._facts.setColumnStretch(1, 1)
        head = QHBoxLayout(self._steps_head)
        head.setContentsMargins(0, 12, 0, 0)
        head.addWidget(plain_label("流转", points=11, demibold=True))
        head.addStretch(1)
        head.addWidget(self._steps_aside)

        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self._number)
        column.addWidget(self._title)
        column.addLayout(self._badges)
        column.addLayout(self._facts)
        column.addWidget(self._steps_head)
        column.addWidget(self._steps)
        column.addStretch(1)
        self._scroll.setWidget(content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)

        foot = QHBoxLayout()
        foot.setContentsMargins(20, 10, 20, 10)
        foot.setSpacing(8)
        foot.addWidget(self.open_button)
        foot.addWidget(self.step_button)
        foot.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(1, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._scroll, 1)
        page.addWidget(Line())
        page.addLayout(foot)

    def _show_badges(self, case_file: CaseFile) -> None:
        row = case_file.row
        self._badges.addWidget(kind_badge(row.kind.label))
        if row.due.state is DueState.CLOSED:
            words = DOT.join(filter(None, (row.stage, row.result.label)))
            status = Status.GOOD if is_good(row.result.code) else Status.CLOSED
            self._badges.addWidget(status_badge(status, words))
        else:
            self._badges.addWidget(stage_badge(row.stage))
            self._badges.addWidget(status_badge(STATUS[row.due.state], row.due.words))
        self._badges.addStretch(1)

    def _show_facts(self, case_file: CaseFile) -> None:
        facts = list(_facts_of(case_file))
        if len(facts) > FACTS:
            facts = [*facts[: FACTS - 1], ("", f"另有{len(facts) - FACTS + 1}项，打开后可见")]
        for line, (name, words) in enumerate(facts):
            top = Qt.AlignmentFlag.AlignTop
            self._facts.addWidget(muted_label(name), line, 0, top)
            self._facts.addWidget(plain_label(words, wrap=True), line, 1, top)

    def _show_steps(self, case_file: CaseFile) -> None:
        total = len(case_file.steps)
        self._steps_head.setVisible(total > 0)
        more = f"前{FIRST_STEPS}条，共{total}条" if total > FIRST_STEPS else ""
        self._steps_aside.setText(more)
        self._steps.show_case(case_file)
        self._steps.setVisible(total > 0)

    def _forget(self) -> None:
        """Take every word out of the widgets before they go, not when Qt deletes them."""
        self._title.setText("")
        self._title.hide()
        self._steps_aside.setText("")
        for layout in (self._badges, self._facts):
            for place in range(layout.count()):
                item = layout.itemAt(place)
                widget = item.widget() if item is not None else None
                if isinstance(widget, QLabel):
                    widget.setText("")
                elif isinstance(widget, Badge):
                    widget.set_text("")
            empty(layout)
        if self._shown is not None:
            self._steps.show_case(replace(self._shown, steps=()))
        self._shown = None
        self._steps.hide()
        self._steps_head.hide()


def _facts_of(case_file: CaseFile) -> Iterator[tuple[str, str]]:
    """The facts as (name, words), what is not known left out."""
    row = case_file.row
    if row.holder:
        yield "承办", DOT.join(filter(None, (row.holder_tier, row.holder)))
    where = place_words(row.place) or row.place.note
    if where:
        yield "地点", where
    sides: dict[str, list[str]] = {}
    for party in case_file.parties:
        name = f"{party.side}方" if party.side else _role_words(party) or "当事人"
        sides.setdefault(name, []).append(_party_words(party))
    for name, words in sides.items():
        yield name, "、".join(words)


def _party_words(party: PartyRow) -> str:
    roles = _role_words(party) if party.side else ""
    return f"{party.name}（{roles}）" if roles else party.name


def _role_words(party: PartyRow) -> str:
    return "、".join(role.label for role in party.roles if role.code != "NOT_STATED")
