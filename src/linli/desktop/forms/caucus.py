"""What one side said apart, while it is being written: notes on striped ground, under a lock."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from linli.desktop.clipboards import empty_clipboards_of
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import Field, Raw
from linli.desktop.fields.text import TextField
from linli.desktop.forms.covering import CoveredAmount, CoveredLine
from linli.desktop.forms.figures import typed_figure, unless_untouched
from linli.desktop.look import scaled, set_tone, side_tone_name
from linli.desktop.widgets.buttons import Button, quiet_button
from linli.desktop.widgets.labels import plain_label
from linli.desktop.widgets.panels import TintedPanel
from linli.desktop.widgets.shapes import Lock
from linli.domain.amounts import Amount
from linli.domain.case_file import Coded
from linli.domain.drafts import NoteDraft
from linli.domain.text import LINE, TEXT, clean
from linli.domain.vocabulary import CONFIDENTIALITIES

FIRST_NOTE = "notes"
"""The name of the first note's field; the others are notes_2, notes_3 …"""

# 已转达 is read off what was conveyed: an act of its own.
_LEVELS = tuple(
    Coded(code, CONFIDENTIALITIES.label_of(code))
    for code in ("CONFIDENTIAL", "MAY_CONVEY", "REPORTED")
)


class CaucusPanel(TintedPanel):
    """The notes of one side, each with its confidentiality and the sum named there.

    While parties are present the words are in no widget; afterwards they come back
    only when somebody asks for them. ``add_field`` is the form's own, so that drafts,
    order of keys and refusals know the notes. With ``is_single`` there is one note.
    """

    opened = Signal()

    def __init__(
        self, add_field: Callable[[str, Field], Field], *, is_single: bool = False
    ) -> None:
        super().__init__()
        self._add_field = add_field
        self._is_single = is_single
        self._side = ""
        self._is_present = False
        self._is_in_use = True
        self.notes: list[Note] = []
        self._lock = Lock()
        self._title = plain_label(demibold=True)
        self._aside = plain_label("不入卷 · 不打印 · 不进查找")
        self._notes = QVBoxLayout()
        self._notes.setSpacing(10)
        self.open_button: Button = quiet_button("打开已写的内容")
        self.open_button.clicked.connect(self.open)
        self.more_button: Button = quiet_button("再记一条", "Alt+J", takes_key=False)
        self.more_button.clicked.connect(self.add_note)
        if not is_single:
            more = QShortcut(QKeySequence("Alt+J"), self)
            more.setContext(Qt.ShortcutContext.WindowShortcut)
            more.activated.connect(self.add_note)
        head = self._head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._lock)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._aside)
        self.body.setSpacing(8)
        self.body.addLayout(head)
        self.body.addLayout(self._notes)
        self.body.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._append_note()
        self._show_state()

    @property
    def is_covered(self) -> bool:
        """Whether the words are out of sight."""
        return any(note.text.is_covered for note in self.notes)

    def set_speaking(self, side: str) -> None:
        """The side that speaks: its letter."""
        self._side = side
        self._show_state()

    def set_in_use(self, *, is_in_use: bool) -> None:
        """Whether the form takes notes now; what one of them lacks does not matter otherwise."""
        self._is_in_use = is_in_use
        self.setVisible(is_in_use)
        for note in self.notes:
            note.ask_for_reason(is_asked=is_in_use)

    def add_note(self) -> None:
        """One more note of the same side, with the cursor in it."""
        if not self.is_covered and not self._is_single:
            self._append_note()
        self.notes[-1].text.focus()

    def make_room_for(self, raw: Mapping[str, Raw]) -> None:
        """Have as many notes as ``raw`` speaks of."""
        wanted = sum(name == FIRST_NOTE or name.startswith(f"{FIRST_NOTE}_") for name in raw)
        while len(self.notes) < wanted and not self._is_single:
            self._append_note()

    def fill(self, draft: NoteDraft) -> None:
        """Show the first note as it is kept."""
        self.notes[0].fill(draft)

    def drafts(self, speakers: tuple[int, ...] = ()) -> tuple[NoteDraft, ...]:
        """The notes with something in them; raises `Refused` at one that is too long."""
        return tuple(
            note.draft(text, speakers, suffix)
            for suffix, note in self._numbered()
            if (text := clean(note.text.text(), TEXT, lines=True, field=f"{FIRST_NOTE}{suffix}"))
        )

    def set_parties_present(self, *, is_present: bool) -> None:
        """Take the words out of every widget and refuse typing; they stay away until asked for."""
        self._is_present = is_present
        if is_present:
            empty_clipboards_of(words for note in self.notes for words in note.words())
            for note in self.notes:
                note.cover()
        self._show_state()

    def open(self) -> None:
        """Bring the words back, unless parties are present."""
        if self._is_present:
            return
        for note in self.notes:
            note.uncover()
        self._show_state()
        self.notes[0].text.focus()
        self.opened.emit()

    def _append_note(self) -> None:
        number = len(self.notes) + 1
        note = Note(number)
        suffix = "" if number == 1 else f"_{number}"
        for name, field in note.named():
            self._add_field(f"{name}{suffix}", field)
        self._notes.addWidget(note)
        note.foot.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignTop)
        if self.notes:
            QWidget.setTabOrder(self.notes[-1].amount.editor, note.text.editor)
        note.chain(self.more_button)
        note.ask_for_reason(is_asked=self._is_in_use)
        if self._is_present or self.is_covered:
            note.cover()
        self.notes.append(note)

    def _numbered(self) -> Iterator[tuple[str, "Note"]]:
        for number, note in enumerate(self.notes, start=1):
            yield "" if number == 1 else f"_{number}", note

    def _show_state(self) -> None:
        side = "" if self.is_covered else self._side
        self.set_side(side)
        lock = Lock(side)
        self._head.replaceWidget(self._lock, lock)
        self._lock.hide()
        self._lock.deleteLater()
        self._lock = lock
        words = f"只记与{side}方单独谈的内容" if side else "只记与一方单独谈的内容"
        self._title.setText("已遮住" if self.is_covered else words)
        for label in (self._title, self._aside):
            set_tone(label, side_tone_name(side) or "muted")
        self.open_button.setVisible(self.is_covered and not self._is_present)
        self.more_button.setVisible(not self.is_covered and not self._is_single)


class Note(QWidget):
    """One note, how secret it is, and what goes with it."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._kept_amount: Amount | None = None
        self._is_reason_asked = True
        self.text = TextField("背靠背记录")
        self.text.box.setFixedHeight(scaled(110 if number == 1 else 72))
        self.level = ChoiceField("保密级别", _LEVELS, placeholder="")
        self.level.set_value("CONFIDENTIAL")
        self.level.setFixedWidth(scaled(110))
        self.may_convey_to = CoveredLine("可转达给", placeholder="对谁、哪几句")
        self.reported_why = CoveredLine("报告理由", missing="“依法报告”要写明理由")
        self.amount = CoveredAmount("金额", placeholder="谈到的钱，可不填")
        self._rest = QWidget()
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self._lay_out()
        self.level.changed.connect(self._follow_level)
        self._follow_level()

    def named(self) -> tuple[tuple[str, Field], ...]:
        """The fields by the names of a note's draft."""
        return (
            (FIRST_NOTE, self.text),
            ("confidentiality", self.level),
            ("may_convey_to", self.may_convey_to),
            ("reported_why", self.reported_why),
            ("amount", self.amount),
        )

    def chain(self, last: QWidget) -> None:
        """Let Tab go through the note, and then to ``last``."""
        editors = [field.editor for _, field in self.named()]
        for first, second in zip(editors, (*editors[1:], last), strict=True):
            QWidget.setTabOrder(first, second)

    def fill(self, draft: NoteDraft) -> None:
        """Show a note as it is kept."""
        self._kept_amount = draft.amount
        self.text.set_text(draft.text)
        self.level.set_value(draft.confidentiality)
        self.may_convey_to.set_text(draft.may_convey_to)
        self.reported_why.set_text(draft.reported_why)
        self.amount.set_text(typed_figure(draft.amount))

    def draft(self, text: str, speakers: tuple[int, ...], suffix: str) -> NoteDraft:
        """The note with its cleaned text, said by these."""
        level = self.level.value() or "CONFIDENTIAL"
        to = self.may_convey_to.text() if level == "MAY_CONVEY" else ""
        why = self.reported_why.text() if level == "REPORTED" else ""
        return NoteDraft(
            text,
            level,
            reported_why=clean(why, TEXT, lines=True, field=f"reported_why{suffix}"),
            may_convey_to=clean(to, LINE, field=f"may_convey_to{suffix}"),
            amount=unless_untouched(self.amount.text(), self.amount.value(), self._kept_amount),
            speakers=speakers,
        )

    def words(self) -> Iterator[str]:
        """All that was typed."""
        yield self.text.text()
        for field in (self.may_convey_to, self.reported_why, self.amount):
            yield field.text()

    def ask_for_reason(self, *, is_asked: bool) -> None:
        """Whether a reason is missed where it is reported as the law asks."""
        self._is_reason_asked = is_asked
        self._follow_level()

    def cover(self) -> None:
        """Take everything out of the widgets."""
        focus = QApplication.focusWidget()
        if focus is not None and self._rest.isAncestorOf(focus):
            # So that what is typed blindly does not run into a field that is in sight.
            self.text.box.setFocus()
        self.text.cover()
        for field in (self.may_convey_to, self.reported_why, self.amount):
            field.cover()
        self._rest.hide()

    def uncover(self) -> None:
        """Bring everything back."""
        self.text.uncover()
        for field in (self.may_convey_to, self.reported_why, self.amount):
            field.uncover()
        self._rest.show()

    def _follow_level(self) -> None:
        level = self.level.value()
        self.may_convey_to.setVisible(level == "MAY_CONVEY")
        is_reported = level == "REPORTED"
        self.reported_why.setVisible(is_reported)
        self.reported_why.set_required(is_required=is_reported and self._is_reason_asked)

    def _lay_out(self) -> None:
        for field in (self.level, self.amount):
            self.foot.addWidget(field.caption, 0, Qt.AlignmentFlag.AlignTop)
            self.foot.addWidget(field, 1 if field is self.amount else 0, Qt.AlignmentFlag.AlignTop)
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(6)
        for field in (self.may_convey_to, self.reported_why):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(field.caption, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(field, 1)
            rest.addLayout(row)
        rest.insertLayout(0, self.foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.text)
        column.addWidget(self._rest)
