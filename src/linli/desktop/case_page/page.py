"""The page of one case: its keys, its two columns, and the one side that may be open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from linli.desktop.case_page.agreements_card import agreements_card
from linli.desktop.case_page.aid_cards import (
    activity_card,
    appeal_card,
    follow_up_card,
    gift_card,
    thanks_card,
)
from linli.desktop.case_page.brought_cards import report_card, request_card
from linli.desktop.case_page.caucus_panel import Speakers, speakers_of
from linli.desktop.case_page.cover import covered, taken_away
from linli.desktop.case_page.header import CaseHeader
from linli.desktop.case_page.live_line import CardActs, LiveLine
from linli.desktop.case_page.mediation_card import MediationCard, has_mediation
from linli.desktop.case_page.parties_card import parties_card
from linli.desktop.case_page.read_text import forget_all
from linli.desktop.case_page.record_cards import correction_card, outcome_card
from linli.desktop.case_page.row_names import words_of
from linli.desktop.case_page.ties_card import links_card, reminders_card
from linli.desktop.case_page.timeline import TimelineView
from linli.desktop.clipboards import empty_clipboards_of
from linli.desktop.form import SIDE_WIDTH, Form
from linli.desktop.look import scaled
from linli.desktop.messages import Ask, tell
from linli.desktop.widgets.buttons import quiet_button
from linli.desktop.widgets.panels import Card
from linli.desktop.widgets.strips import AmberStrip, QuietStrip
from linli.domain.case_file import CaseFile
from linli.domain.rules import Stage
from linli.domain.things import Thing
from linli.errors import LinliError

if TYPE_CHECKING:
    from linli.desktop.desk import Desk

ONE_COLUMN_BELOW: Final = 1000
FORM_BESIDE_FROM: Final = 1100

COVERED_WORDS: Final = "当事人在场：一方的谈话、联系方式和内部内容已遮住。"
COVERED_ASIDE: Final = "再按 F9 结束，各方内容仍须分别打开"
NO_CAUCUS_WORDS: Final = "当事人在场时不能打开背靠背记录。"
NOTHING_OPEN: Final = "先按 Alt+1…9 打开一方的记录。"
NOTHING_PICKED: Final = "先按 Alt+1…9 打开一方的记录，再选中要转达的话。"
NO_PRINT_WORDS: Final = "当事人在场时不能打印。"
APART: Final = frozenset({Thing.NOTE, Thing.CONVEYANCE})
"""Nothing of it is opened or changed before parties."""
CLOSED_WORDS: Final = (
    "本事项已办结。可以记回访、致谢、履行、答复和记事；要改其他内容，请先重新打开。"
)
VOIDED_WORDS: Final = "本事项已作废，编号保留，不能再记。"


class CasePage(QWidget):
    """Everything of one case. What one side said apart is read only when it is opened.

    ``form_asked`` carries the name of a form and what it starts with; ``edit_asked``
    and ``remove_asked`` a Thing and the id of its row; ``case_asked`` the id of another
    case, ``print_asked`` of this one.
    """

    back = Signal()
    form_asked = Signal(str, object)
    edit_asked = Signal(object, int)
    remove_asked = Signal(object, int)
    turn_asked = Signal(object, int)
    case_asked = Signal(int)
    print_asked = Signal(int)
    convey_asked = Signal(int, str)
    note_asked = Signal(int)

    def __init__(self, desk: Desk, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ask = ask
        self._case_file: CaseFile | None = None
        self._mediation: MediationCard | None = None
        self._form: QWidget | None = None

        self.header = CaseHeader()
        self.amber_strip = AmberStrip(COVERED_WORDS, COVERED_ASIDE)
        if desk.is_read_only:
            self.header.set_read_only()
        self.closed_strip = QuietStrip(CLOSED_WORDS)
        self._reopen = quiet_button("重新打开", takes_key=False)
        self.timeline = TimelineView()
        self._timeline_card = Card("流转")
        self._brought, self._cards = QWidget(), QWidget()
        self._main = QWidget()
        self._body = QWidget()
        self._left, self._right = _column_area(), _column_area()
        self._left_holder = QWidget()
        self._form_holder = QWidget()
        self._lay_out()

        self.header.back.connect(self.back)
        self.header.parties_present_asked.connect(self._turn_parties_present)
        self.header.print_asked.connect(self._ask_print)
        self.header.step_asked.connect(lambda: self.ask("STEP"))
        self._reopen.clicked.connect(lambda: self.ask("REOPEN"))
        self._left.verticalScrollBar().rangeChanged.connect(self.timeline.stay_in_sight)
        self.timeline.edit_asked.connect(self.edit)
        self.timeline.remove_asked.connect(self.remove)
        self.timeline.move_asked.connect(self._move_step)
        self.timeline.turn_asked.connect(self.turn_asked)
        desk.parties_present_changed.connect(self._on_parties_present)
        desk.records_changed.connect(self.reload)
        for number in range(1, 10):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(partial(self.open_caucus, number - 1))
        for keys, act in (("Ctrl+D", self.convey_picked), ("Alt+J", self.add_note)):
            # The cards are hidden beside a form, which has the same keys for its own.
            QShortcut(QKeySequence(keys), self._cards).activated.connect(act)
        self._show_strips()

    @property
    def case_id(self) -> int | None:
        """The id of the case shown."""
        return self._case_file.row.id if self._case_file else None

    def open_case(self, case_id: int) -> None:
        """Read a case and show it from its last step; no side is open."""
        case_file = self._read(case_id)
        if case_file is not None:
            self.show_case(case_file)
            self._left.verticalScrollBar().setValue(0)
            self._right.verticalScrollBar().setValue(0)
            self.timeline.stand_at_last()

    def show_case(self, case_file: CaseFile) -> None:
        """Show a case that was read already; no side is open."""
        self._case_file = case_file
        self._show()

    def reload(self) -> None:
        """Read the case again, and stay where it was; no side is open."""
        if self.case_id is not None:
            case_file = self._read(self.case_id)
            if case_file is not None:
                self.show_case(case_file)

    def open_caucus(self, place: int) -> None:
        """Open what one side said (Alt+1 is 0) and close any other; again closes it."""
        if self._mediation is None or self._form is not None or self._is_refused():
            return
        speakers = self._mediation.press(place)
        if speakers is not None:
            self._open(speakers)

    def convey_picked(self) -> None:
        """Ask to convey the words picked out of the side that is open."""
        if self._mediation is None or self._form is not None or self._is_refused():
            return
        note = self._mediation.note_in_hand()
        if note is None:
            tell(self, NOTHING_PICKED, ask=self._ask)
        else:
            note.convey()

    def add_note(self) -> None:
        """Ask for another note of the side that is open."""
        if self._mediation is None or self._form is not None or self._is_refused():
            return
        note = self._mediation.note_in_hand() or self._mediation.last_note()
        if note is None:
            tell(self, NOTHING_OPEN, ask=self._ask)
        else:
            self.add_note_beside(note.row_id)

    def convey(self, note_id: int, words: str) -> None:
        """Ask for the form that conveys words of a note."""
        self.convey_asked.emit(note_id, words)

    def add_note_beside(self, note_id: int) -> None:
        """Ask for the form of another note of the same speakers."""
        self.note_asked.emit(note_id)

    def move_note(self, note_id: int, speakers: tuple[int, ...]) -> None:
        """Ask who really spoke, and put the note there."""
        from linli.casework import mediation
        from linli.desktop.case_page.wrong_side import who_spoke

        if self._case_file is None or self._is_refused():
            return
        meant = who_spoke(self._ask, self, self._case_file, speakers)
        if meant:
            try:
                self._desk.keep(mediation.move_note, note_id, meant)
            except LinliError as trouble:
                tell(self, str(trouble), ask=self._ask)

    def close_caucus(self) -> None:
        """Close whatever side is open and take its words out of the window."""
        if self._mediation is not None:
            self._mediation.close_caucus()

    def show_side_form(self, form: QWidget) -> None:
        """Put a form beside the timeline; below 1100 it takes the page. No side stays open."""
        self.close_side_form()
        self.close_caucus()
        self._form = form
        form.setMaximumWidth(scaled(SIDE_WIDTH))
        form.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._form_row.insertWidget(1, form, 1000)
        self.header.show_form(form.title_label.text() if isinstance(form, Form) else " ")
        form.show()
        self._fit()

    def close_side_form(self) -> None:
        """Do away with the form beside the timeline, if there is one."""
        if self._form is None:
            return
        form, self._form = self._form, None
        self._form_row.removeWidget(form)
        form.hide()
        form.deleteLater()
        self.header.show_form("")
        self._fit()
        self.timeline.setFocus()

    def panes(self) -> Sequence[QWidget]:
        """What F6 goes through."""
        if self._form is not None:
            return (self.timeline, self._form) if self._main_is_whole() else (self._form,)
        # In one column the cards stand under the timeline, in the same pane.
        return (self.timeline,) if self._right.isHidden() else (self.timeline, self._right)

    def ask(self, form: str) -> None:
        """Ask for the form of something new."""
        self.form_asked.emit(form, None)

    def edit(self, thing: Thing, row_id: int) -> None:
        """Ask for the form of a row that is kept."""
        if thing not in APART or not self._is_refused():
            self.edit_asked.emit(thing, row_id)

    def remove(self, thing: Thing, row_id: int) -> None:
        """Ask for a row to be removed."""
        if thing not in APART or not self._is_refused():
            self.remove_asked.emit(thing, row_id)

    def words_of(self, thing: Thing, row_id: int) -> str:
        """What tells a row of the case shown from others; "" before parties."""
        if self._case_file is None or self._desk.parties_present:
            return ""
        return words_of(self._case_file, thing, row_id)

    def current_line(self) -> tuple[Thing, int] | None:
        """The row that F2 and Del mean: the line with the focus, else the timeline's current one."""
        focus = self.focusWidget()
        if isinstance(focus, LiveLine) and not focus.isHidden():
            return focus.thing, focus.row_id
        steps = self._case_file.steps if self._case_file else ()
        at = self.timeline.current_step_id()
        return next(((step.thing, step.thing_id) for step in steps if step.id == at), None)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.close_caucus()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        self._timeline_card.add(self.timeline)
        self._left_column = _column(self._left_holder, spacing=12)
        self._left_column.addWidget(self._timeline_card)
        self._left_column.addWidget(self._brought)
        self._left_column.addStretch(1)
        self._brought_column = _column(self._brought, spacing=12)
        self._left.setWidget(self._left_holder)
        self._cards_column = _column(self._cards, spacing=12)
        self._right.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._right.setAccessibleName("当事人、调解和结果")
        self._right.setWidget(self._cards)
        columns = QHBoxLayout(self._body)
        # With the two pixels that each column keeps for its focus ring: 16.
        columns.setContentsMargins(14, 14, 14, 14)
        columns.setSpacing(12)
        columns.addWidget(self._left, 5)
        columns.addWidget(self._right, 6)
        self.closed_strip.add_button(self._reopen)
        main = _column(self._main, spacing=0)
        for part in (self.header, self.amber_strip, self.closed_strip):
            main.addWidget(part)
        main.addWidget(self._body, 1)
        self._form_row = QHBoxLayout(self._form_holder)
        self._form_row.setContentsMargins(0, 0, 0, 0)
        self._form_row.addStretch(1)
        self._form_row.addStretch(1)
        self._form_holder.hide()
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(0)
        self._beside.addWidget(self._main, 1)
        self._beside.addWidget(self._form_holder)

    def _show(self) -> None:
        if self._case_file is None:
            return
        self.close_caucus()
        is_covered = self._desk.parties_present
        shown = covered(self._case_file) if is_covered else self._case_file
        self.header.show_case(shown)
        self._show_strips()
        self.timeline.set_changeable(is_changeable=self._acts(shown) is not None)
        self.timeline.show_case(shown)
        _fill(self._brought_column, self._cards_of_what_was_brought(shown, self._acts(shown)))
        _fill(self._cards_column, self._cards_of_what_came_of_it(shown, is_covered=is_covered))
        self._cards_column.addStretch(1)

    def _acts(self, shown: CaseFile) -> CardActs | None:
        """What the cards may ask of the page: nothing before parties, nothing of what is void."""
        may_not = self._desk.parties_present or self._desk.is_read_only
        return None if may_not or shown.row.stage == Stage.VOIDED else self

    def _cards_of_what_was_brought(self, shown: CaseFile, acts: CardActs | None) -> Iterator[Card]:
        today = self._day_of_reading(shown)
        cards = (request_card(shown, today, acts), report_card(shown, today, acts))
        return (card for card in cards if card is not None)

    def _cards_of_what_came_of_it(self, shown: CaseFile, *, is_covered: bool) -> Iterator[Card]:
        today = self._day_of_reading(shown)
        yield parties_card(shown, self._acts(shown))
        self._mediation = None
        if self._case_file is not None and has_mediation(shown):
            speakers = speakers_of(self._case_file)
            may_add = shown.row.is_open and not self._desk.is_read_only
            while_open = self if may_add else None
            self._mediation = MediationCard(
                shown, speakers, today, while_open, is_covered=is_covered
            )
            self._mediation.chosen.connect(self._open)
            yield self._mediation
        yield outcome_card(shown, today, self._acts(shown))
        acts = self._acts(shown)
        makers = (
            agreements_card,
            appeal_card,
            gift_card,
            activity_card,
            follow_up_card,
            thanks_card,
        )
        cards = (
            *(card(shown, today, acts) for card in makers),
            links_card(shown, today, acts, self.case_asked.emit),
            reminders_card(shown, today, acts, self._mark_done),
            correction_card(shown, today, acts),
        )
        yield from (card for card in cards if card is not None)

    def _move_step(self, step_id: int, by: int) -> None:
        """Move a step one line up or down, as far as exact times allow it."""
        from linli.casework import step_order

        try:
            self._desk.keep(step_order.move_step, step_id, -1 if by < 0 else 1)
        except LinliError as trouble:
            tell(self, str(trouble), ask=self._ask)

    def _mark_done(self, reminder_id: int, is_done: bool) -> None:  # noqa: FBT001 - as a card calls it
        from linli.casework import reminders

        try:
            self._desk.keep(reminders.mark_done, reminder_id, is_done)
        except LinliError as trouble:
            tell(self, str(trouble), ask=self._ask)

    def _day_of_reading(self, shown: CaseFile) -> date:
        """The number names the year, so dates of that year go without it."""
        return (shown.row.registered.sorts_at or self._desk.now()).date()

    def _show_strips(self) -> None:
        is_covered = self._desk.parties_present
        self.header.show_parties_present(is_present=is_covered)
        self.amber_strip.set_words(COVERED_WORDS, COVERED_ASIDE)
        self.amber_strip.setVisible(is_covered)
        row = self._case_file.row if self._case_file else None
        is_closed = row is not None and not row.is_open
        is_voided = row is not None and row.stage == Stage.VOIDED
        self.closed_strip.set_words(VOIDED_WORDS if is_voided else CLOSED_WORDS)
        self._reopen.setVisible(not is_voided)
        # What parties may look at needs no word on what the desk may still record.
        self.closed_strip.setVisible(is_closed and self._form is None and not is_covered)

    def _fit(self) -> None:
        """Lay the parts out for the present width."""
        has_form = self._form is not None
        is_whole = self._main_is_whole()
        self.header.setVisible(is_whole)
        self._body.setVisible(is_whole)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._beside.setDirection(right if is_whole else down)
        self._beside.setStretchFactor(self._main, 1 if is_whole else 0)
        self._beside.setStretchFactor(self._form_holder, 0 if is_whole else 1)
        self._form_holder.setVisible(has_form)
        self._form_holder.setMinimumWidth(scaled(SIDE_WIDTH) if has_form and is_whole else 0)
        is_narrow = self.width() < scaled(ONE_COLUMN_BELOW)
        self._place_cards(is_narrow=is_narrow)
        self._cards.setVisible(not has_form)
        self._brought.setVisible(not has_form)
        self._right.setVisible(not has_form and not is_narrow)
        self.header.show_keys(is_shown=not is_narrow)
        self._show_strips()

    def _place_cards(self, *, is_narrow: bool) -> None:
        """Put the cards in a column of their own, or under the timeline."""
        if (self._cards.parentWidget() is self._left_holder) == is_narrow:
            return
        if is_narrow:
            self._right.takeWidget()
            self._left_column.insertWidget(2, self._cards)
        else:
            self._left_column.removeWidget(self._cards)
            self._right.setWidget(self._cards)

    def _main_is_whole(self) -> bool:
        return self._form is None or self.width() >= scaled(FORM_BESIDE_FROM)

    def _open(self, speakers: Speakers) -> None:
        from linli.casework import mediation

        card = self._mediation
        if card is None or self._is_refused():
            return
        try:
            notes = self._desk.read(mediation.caucus_notes, self.case_id or 0, speakers.party_ids)
        except LinliError as trouble:
            tell(self, str(trouble), ask=self._ask)
            return
        card.open_set(speakers, notes)

    def _is_refused(self) -> bool:
        """Whether parties are present, who must not see what was said apart; says so."""
        if self._desk.parties_present:
            self.amber_strip.set_words(NO_CAUCUS_WORDS, COVERED_ASIDE)
        return self._desk.parties_present

    def _read(self, case_id: int) -> CaseFile | None:
        from linli.casework import caseload

        try:
            return self._desk.read(caseload.case_file, case_id, self._desk.now())
        except LinliError as trouble:
            tell(self, str(trouble), ask=self._ask)
            return None

    def _turn_parties_present(self) -> None:
        self._desk.set_parties_present(not self._desk.parties_present)

    def _on_parties_present(self) -> None:
        if self._desk.parties_present and self._case_file is not None:
            empty_clipboards_of(taken_away(self._case_file))
        self._show_strips()
        self._show()

    def _ask_print(self) -> None:
        if self._desk.parties_present:
            self.amber_strip.set_words(NO_PRINT_WORDS, COVERED_ASIDE)
        elif self.case_id is not None:
            self.print_asked.emit(self.case_id)


def _fill(column: QVBoxLayout, cards: Iterator[Card]) -> None:
    """Put other cards in a column; the old ones' words go at once, the widgets when Qt gets to it."""
    forget_all(column)
    for card in cards:
        column.addWidget(card)
        # Now: left to the layout it would come with a later event.
        card.show()


def _column(holder: QWidget, *, spacing: int) -> QVBoxLayout:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return column


def _column_area() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setProperty("pane", "true")
    area.viewport().setAutoFillBackground(False)
    return area
