"""The cards of what stands around a case: links to others, reminders."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.case_page.live_line import CardActs, LiveLine
from linli.desktop.look import scaled
from linli.desktop.widgets.badges import status_badge
from linli.desktop.widgets.buttons import Button, quiet_button
from linli.desktop.widgets.labels import ElidedLabel, muted_label, plain_label
from linli.desktop.widgets.panels import Card
from linli.desktop.widgets.shapes import STATUS
from linli.domain.moments import moment_text
from linli.domain.rules import Stage
from linli.domain.things import Thing

if TYPE_CHECKING:
    from linli.domain.case_file import CaseFile, LinkRow, ReminderRow

OpenCase = Callable[[int], None]
"""Goes to another case by its id."""
MarkDone = Callable[[int, bool], None]
"""Says of a reminder, by its id, whether it is done."""
_SENSE: Final = 88


def links_card(
    case_file: CaseFile,
    today: date,  # noqa: ARG001 - every card is asked in one way
    acts: CardActs | None,
    open_case: OpenCase | None = None,
) -> Card | None:
    """The cases this one belongs with; None while there are none.

    ``open_case`` goes to one of them; without it they are only named.
    """
    if not case_file.links:
        return None
    card = Card("关联")
    if acts is not None:
        _add_button(card, "添加", acts, Thing.LINK)
    for link in case_file.links:
        card.add(_LinkLine(link, acts, open_case))
    return card


def reminders_card(
    case_file: CaseFile, today: date, acts: CardActs | None, mark_done: MarkDone | None = None
) -> Card | None:
    """What is to be done and on which day; None while there is nothing.

    ``mark_done`` is asked by the space bar and by 办好了; without it nothing is marked.
    """
    if not case_file.reminders:
        return None
    card = Card("提醒")
    if acts is not None:
        _add_button(card, "添加", acts, Thing.REMINDER)
    for reminder in case_file.reminders:
        card.add(_ReminderLine(reminder, today, acts, mark_done))
    return card


class _LinkLine(LiveLine):
    """How the link reads, the other case's number and title; Ctrl+Enter goes there."""

    def __init__(self, link: LinkRow, acts: CardActs | None, open_case: OpenCase | None) -> None:
        stage = f"（{link.stage}）" if link.stage == Stage.VOIDED else ""
        column = _lines()
        name = " ".join(filter(None, (link.words, f"{link.number}{stage}", link.title)))
        super().__init__(column, Thing.LINK, link.id, acts, name=name)
        self._case_id = link.case_id
        self._open_case = open_case
        head = QHBoxLayout()
        head.setSpacing(8)
        sense = muted_label(link.words)
        sense.setFixedWidth(scaled(_SENSE))
        head.addWidget(sense)
        head.addWidget(plain_label(f"{link.number}{stage}", tabular=True))
        head.addStretch(1)
        if open_case is not None:
            head.addWidget(_line_button("打开", self._go))
        column.addLayout(head)
        if link.title:
            column.addLayout(_indented(ElidedLabel(link.title)))
        if link.note:
            column.addLayout(_indented(muted_label(link.note, wrap=True)))
        if acts is not None and open_case is not None:
            self.setAccessibleDescription("F2 修改，Del 删除，Ctrl+Enter 打开那一件")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._go()
        else:
            super().keyPressEvent(event)

    def _go(self) -> None:
        if self._open_case is not None:
            self._open_case(self._case_id)


class _ReminderLine(LiveLine):
    """How its day stands to today, what it is, when and for whom; Space says it is done."""

    def __init__(
        self,
        reminder: ReminderRow,
        today: date,
        acts: CardActs | None,
        mark_done: MarkDone | None,
    ) -> None:
        when = moment_text(reminder.moment, today)
        told = (reminder.kind.label, when, reminder.worker or "所有人")
        column = _lines()
        name = "，".join((reminder.due.words, *told, reminder.what))
        super().__init__(column, Thing.REMINDER, reminder.id, acts, name=name)
        self._is_done = reminder.is_done
        self._mark_done = mark_done if acts is not None else None
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(status_badge(STATUS[reminder.due.state], reminder.due.words))
        head.addWidget(muted_label(" · ".join(told)), 1)
        column.addLayout(head)
        is_open = not reminder.is_done
        column.addWidget(plain_label(reminder.what, wrap=True, demibold=is_open))
        if self._mark_done is not None:
            turn = "办好了" if is_open else "还没办好"
            head.addWidget(_line_button(turn, self._turn))
            self.setAccessibleDescription(f"F2 修改，Del 删除，空格 {turn}")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self._mark_done is not None:
            self._turn()
        else:
            super().keyPressEvent(event)

    def _turn(self) -> None:
        if self._mark_done is not None:
            self._mark_done(self.row_id, not self._is_done)


def _lines() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    return column


def _indented(widget: QWidget) -> QHBoxLayout:
    """Under the number, not under how the link reads."""
    row = QHBoxLayout()
    row.addSpacing(scaled(_SENSE) + 8)
    row.addWidget(widget, 0 if isinstance(widget, ElidedLabel) else 1)
    if isinstance(widget, ElidedLabel):
        row.addStretch(1)
    return row


def _line_button(words: str, slot: Callable[[], None]) -> Button:
    """A button of one line for the mouse; the line itself takes the keys."""
    button = quiet_button(words)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.clicked.connect(slot)
    return button


def _add_button(card: Card, words: str, acts: CardActs, thing: Thing) -> None:
    button = quiet_button(words)
    button.setAccessibleName(f"添加{thing.words}")
    button.clicked.connect(lambda: acts.ask(thing.value))
    card.add_button(button)
