"""What one side said apart: closed, open, or covered because parties are present."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from linli.desktop.case_page.cover import COVERED
from linli.desktop.case_page.note_line import CaucusActs, NoteLine
from linli.desktop.case_page.read_text import forget
from linli.desktop.case_page.whose_list import WhoseList
from linli.desktop.clipboards import empty_clipboards_of
from linli.desktop.look import side_tone_name
from linli.desktop.widgets.labels import muted_label, plain_label
from linli.desktop.widgets.panels import HatchedPanel, TintedPanel
from linli.desktop.widgets.shapes import Lock
from linli.domain.case_file import CaseFile, CaucusNoteRow, SessionRow
from linli.domain.moments import Precision, moment_text
from linli.domain.sides import SIDES


@dataclass(frozen=True, slots=True)
class Speakers:
    """One set of parties who spoke apart, by party id, and what to call them.

    ``side`` is the letter; ``name`` is added where a side has several sets.
    """

    side: str
    party_ids: tuple[int, ...]
    name: str
    is_only_of_side: bool = True

    @property
    def title(self) -> str:
        """甲方背靠背, or with the name where the side alone would not tell."""
        if not self.side:
            return f"{self.name}背靠背"
        named = f"{self.side}方背靠背"
        return named if self.is_only_of_side else f"{named} · {self.name}"


Group = tuple[Speakers, ...]
"""The sets of one side, in the order in which they first spoke: one key opens them."""


def speakers_of(case_file: CaseFile) -> tuple[Group, ...]:
    """The sets that have notes, those of one side together: Alt+1 opens the first side."""
    parties = {party.id: party for party in case_file.parties}
    spoke = dict.fromkeys(
        ids for mediation in case_file.sessions for ids in mediation.note_speakers
    )
    sets: list[Speakers] = []
    for ids in spoke:
        who = [parties[one] for one in ids if one in parties]
        sides = sorted({party.side for party in who} - {""}, key=SIDES.index)
        names = (party.name or party.identity.label for party in who)
        sets.append(Speakers("、".join(sides), ids, "、".join(names)))
    ordered = sorted(sets, key=lambda each: _rank(each.side))
    return tuple(
        group
        for side, each in groupby(ordered, key=lambda one: one.side)
        for group in _groups(side, list(each))
    )


class CaucusPanel(QWidget):
    """The ground of one side; words are in it only while one set of speakers is open.

    ``chosen`` tells the set somebody picked out of several.
    """

    chosen = Signal(object)

    def __init__(
        self,
        group: Group,
        key: str,
        sessions: Sequence[SessionRow],
        today: date,
        acts: CaucusActs | None,
        *,
        is_only: bool,
    ) -> None:
        """``key`` opens it; ``is_only`` says that there is no other to be closed by it."""
        super().__init__()
        self.group = group
        self._key = key
        self._today = today
        self._acts = acts
        self._is_only = is_only
        self._sessions = {mediation.id: mediation for mediation in sessions}
        self._notes: tuple[CaucusNoteRow, ...] = ()
        self._lines: list[NoteLine] = []
        self._opened: QWidget | None = None
        self._hatched = HatchedPanel("")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._hatched)
        # As high as its neighbour in the row, which the card keeps from swelling.
        fill = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding
        self.setSizePolicy(*fill)
        self._hatched.setSizePolicy(*fill)
        self.close_up()

    def open_up(self, speakers: Speakers, notes: tuple[CaucusNoteRow, ...]) -> None:
        """Show what one set of speakers said."""
        self._forget_notes()
        self._notes = notes
        self._show(self._ground(speakers, notes))
        if self._lines and self._acts is not None:
            self._lines[0].setFocus()

    def ask_whose(self) -> None:
        """Ask whose words are to be opened, where the side has several sets of speakers."""
        self._forget_notes()
        whose = WhoseList([each.name for each in self.group])
        whose.chosen.connect(self._on_chosen)
        self._show(self._asking(whose))
        whose.setFocus()

    def close_up(self) -> None:
        """Take the notes away; say whose they are and what opens them."""
        self._forget_notes()
        first = self.group[0]
        rest = "" if self._is_only else "，另一方随即合上"
        if len(self.group) > 1:
            title, words = f"{first.side}方背靠背", f"{self._key} 选先打开谁的{rest}"
        else:
            title, words = first.title, f"{self._key} 单独打开{rest}"
        self._hatched.set_words(title, words, letter=first.side[:1])
        self._hatched.show()

    def cover(self) -> None:
        """Take the notes away and do not say whose they are."""
        self._forget_notes()
        self._hatched.set_words(COVERED, "当事人在场")
        self._hatched.show()

    def line_in_hand(self) -> NoteLine | None:
        """The note with the cursor or with words picked out, else the only one there is."""
        picked = [line for line in self._lines if line.is_in_hand()]
        if picked:
            return picked[0]
        return self._lines[0] if len(self._lines) == 1 else None

    def last_line(self) -> NoteLine | None:
        """The note that was written last."""
        return self._lines[-1] if self._lines else None

    def _on_chosen(self, place: int) -> None:
        self.chosen.emit(self.group[place])

    def _show(self, opened: QWidget) -> None:
        self._opened = opened
        self._column.addWidget(opened)
        # Now: left to the layout it would come with a later event.
        opened.show()
        self._hatched.hide()

    def _forget_notes(self) -> None:
        if self._opened is not None:
            self._column.removeWidget(self._opened)
            forget(self._opened)
        empty_clipboards_of(words for line in self._lines for words in line.secrets())
        self._opened, self._notes, self._lines = None, (), []

    def _asking(self, whose: WhoseList) -> TintedPanel:
        side = self.group[0].side[:1]
        panel = TintedPanel(side)
        title = plain_label(
            f"{side}方背靠背：先打开谁的？", demibold=True, tone=side_tone_name(side), wrap=True
        )
        panel.body.addWidget(title)
        panel.body.addWidget(whose)
        panel.body.addStretch(1)
        return panel

    def _ground(self, speakers: Speakers, notes: tuple[CaucusNoteRow, ...]) -> TintedPanel:
        side = speakers.side[:1]
        panel = TintedPanel(side)
        panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        panel.setAccessibleName(speakers.title)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(Lock(side))
        title = speakers.title
        if speakers.side and speakers.is_only_of_side and speakers.name:
            title = f"{title} · {speakers.name}"
        head.addWidget(plain_label(title, demibold=True, tone=side_tone_name(side), wrap=True), 1)
        head.addWidget(muted_label(f"{self._key} 合上"))
        panel.body.addLayout(head)
        if not notes:
            panel.body.addWidget(muted_label("没有记录"))
        for note in notes:
            line = NoteLine(note, side, self._when_and_who(note), self._acts)
            self._lines.append(line)
            panel.body.addWidget(line)
        panel.body.addStretch(1)
        return panel

    def _when_and_who(self, note: CaucusNoteRow) -> str:
        is_stated = note.moment.precision is not Precision.NOT_STATED
        when = moment_text(note.moment, self._today) if is_stated else "时间未记明"
        mediation = self._sessions.get(note.session_id)
        return " · ".join((when, "、".join(mediation.mediators) if mediation else "")).strip(" ·")


def _groups(side: str, sets: list[Speakers]) -> list[Group]:
    """One group for a side; those without a side, or of several, stand for themselves."""
    if len(sets) == 1 or len(side) != 1:
        return [(each,) for each in sets]
    several = (Speakers(each.side, each.party_ids, each.name, False) for each in sets)
    return [tuple(several)]


def _rank(side: str) -> tuple[int, ...]:
    """甲 before 乙 before those of several sides; parties without a side last."""
    places = tuple(SIDES.find(letter) for letter in side.split("、") if letter)
    return (len(places), *places) if places else (len(SIDES),)
