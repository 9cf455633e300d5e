"""What one side said apart, while it is being written: notes on striped ground, under a lock."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from linli.desktop.clipboards import empty_clipboards_of
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import Field, Raw
from linli.desktop.fields.text import TextField
from linli.desktop.look import scaled, set_tone, side_tone_name
from linli.desktop.widgets.buttons import Button, quiet_button
from linli.desktop.widgets.labels import plain_label
from linli.desktop.widgets.panels import TintedPanel
from linli.desktop.widgets.shapes import Lock
from linli.domain.case_file import Coded
from linli.domain.drafts import NoteDraft
from linli.domain.text import TEXT, clean
from linli.domain.vocabulary import CONFIDENTIALITIES

FIRST_NOTE = "notes"
"""The name of the first note's field; the others are notes_2, notes_3 …"""

# 依法报告 needs its reason and 已转达 its consent: each is recorded by an act of its own.
_LEVELS = tuple(
    Coded(code, CONFIDENTIALITIES.label_of(code)) for code in ("CONFIDENTIAL", "MAY_CONVEY")
)


class CaucusPanel(TintedPanel):
    """The notes of one side, each with its confidentiality.

    While parties are present the words are in no widget; afterwards they come back
    only when somebody asks for them. ``add_field`` and ``forget_field`` are the
    form's own, so that drafts, order of keys and refusals know the notes.
    """

    opened = Signal()

    def __init__(self, add_field: Callable[[str, Field], Field]) -> None:
        super().__init__()
        self._add_field = add_field
        self._side = ""
        self._is_present = False
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
        self.add_note()
        self._show_state()

    @property
    def is_covered(self) -> bool:
        """Whether the words are out of sight."""
        return any(note.text.is_covered for note in self.notes)

    def set_speaking(self, side: str) -> None:
        """The side that speaks: its letter."""
        self._side = side
        self._show_state()

    def add_note(self) -> None:
        """One more note of the same side, with the cursor in it."""
        if self.is_covered:
            self.notes[-1].text.focus()
            return
        number = len(self.notes) + 1
        note = Note(number)
        suffix = "" if number == 1 else f"_{number}"
        self._add_field(f"{FIRST_NOTE}{suffix}", note.text)
        self._add_field(f"confidentiality{suffix}", note.level)
        self._notes.addWidget(note)
        note.foot.addWidget(self.more_button)
        if self.notes:
            QWidget.setTabOrder(self.notes[-1].level.editor, note.text.editor)
        QWidget.setTabOrder(note.text.editor, note.level.editor)
        QWidget.setTabOrder(note.level.editor, self.more_button)
        self.notes.append(note)
        if self._is_present:
            note.text.cover()
        if number > 1:
            note.text.focus()

    def make_room_for(self, raw: Mapping[str, Raw]) -> None:
        """Have as many notes as ``raw`` speaks of."""
        wanted = sum(name == FIRST_NOTE or name.startswith(f"{FIRST_NOTE}_") for name in raw)
        while len(self.notes) < wanted:
            self.add_note()

    def drafts(self) -> tuple[NoteDraft, ...]:
        """The notes with something in them; raises `Refused` at one that is too long."""
        return tuple(
            NoteDraft(text, note.level.value() or "CONFIDENTIAL")
            for name, note in self._named()
            if (text := clean(note.text.text(), TEXT, lines=True, field=name))
        )

    def set_parties_present(self, *, is_present: bool) -> None:
        """Take the words out of every widget and refuse typing; they stay away until asked for."""
        self._is_present = is_present
        if is_present:
            empty_clipboards_of(note.text.text() for note in self.notes)
            for note in self.notes:
                note.text.cover()
        self._show_state()

    def open(self) -> None:
        """Bring the words back, unless parties are present."""
        if self._is_present:
            return
        for note in self.notes:
            note.text.uncover()
        self._show_state()
        self.notes[0].text.focus()
        self.opened.emit()

    def _named(self) -> Iterator[tuple[str, "Note"]]:
        for number, note in enumerate(self.notes, start=1):
            yield FIRST_NOTE if number == 1 else f"{FIRST_NOTE}_{number}", note

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
        self.more_button.setVisible(not self.is_covered)


class Note(QWidget):
    """One note and how secret it is."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.text = TextField("背靠背记录")
        self.text.box.setFixedHeight(scaled(110 if number == 1 else 72))
        self.level = ChoiceField("保密级别", _LEVELS, placeholder="")
        self.level.set_value("CONFIDENTIAL")
        self.level.setFixedWidth(scaled(130))
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.addWidget(self.level.caption)
        self.foot.addWidget(self.level)
        self.foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.text)
        column.addLayout(self.foot)
