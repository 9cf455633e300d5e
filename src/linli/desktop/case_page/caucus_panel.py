"""What one set of speakers said apart: closed, open, or covered because parties are present."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from linli.desktop.case_page.cover import COVERED
from linli.desktop.case_page.read_text import ReadText, forget
from linli.desktop.clipboards import empty_clipboards_of
from linli.desktop.look import side_tone_name
from linli.desktop.widgets.badges import confidentiality_badge
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


def speakers_of(case_file: CaseFile) -> tuple[Speakers, ...]:
    """The sets that have notes, by side and then as they first spoke: Alt+1 opens the first."""
    sets: dict[tuple[int, ...], SessionRow] = {}
    for mediation in case_file.sessions:
        if mediation.note_count:
            sets.setdefault(tuple(sorted(mediation.party_ids)), mediation)
    ordered = sorted(sets.items(), key=lambda pair: _rank(pair[1].sides))
    sides = ["、".join(mediation.sides) for _, mediation in ordered]
    return tuple(
        Speakers(side, ids, "、".join(mediation.parties), sides.count(side) == 1)
        for side, (ids, mediation) in zip(sides, ordered, strict=True)
    )


class CaucusPanel(QWidget):
    """The ground of one set of speakers; its words are in it only while it is open."""

    def __init__(
        self,
        speakers: Speakers,
        key: str,
        sessions: Sequence[SessionRow],
        today: date,
        *,
        is_only: bool,
    ) -> None:
        """``key`` opens it; ``is_only`` says that there is no other to be closed by it."""
        super().__init__()
        self.speakers = speakers
        self._key = key
        self._today = today
        self._is_only = is_only
        self._sessions = {mediation.id: mediation for mediation in sessions}
        self._notes: tuple[CaucusNoteRow, ...] = ()
        self._opened: TintedPanel | None = None
        self._hatched = HatchedPanel("")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._hatched)
        # As high as its neighbour in the row, which the card keeps from swelling.
        fill = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding
        self.setSizePolicy(*fill)
        self._hatched.setSizePolicy(*fill)
        self.close_up()

    @property
    def is_open(self) -> bool:
        """Whether somebody is reading it."""
        return self._opened is not None

    def open_up(self, notes: tuple[CaucusNoteRow, ...]) -> None:
        """Show the notes."""
        self._forget_notes()
        self._notes = notes
        self._opened = self._ground(notes)
        self._column.addWidget(self._opened)
        # Now: left to the layout it would come with a later event.
        self._opened.show()
        self._hatched.hide()

    def close_up(self) -> None:
        """Take the notes away; say whose they are and what opens them."""
        self._forget_notes()
        rest = "" if self._is_only else "，另一方随即合上"
        words = f"{self._key} 单独打开{rest}"
        self._hatched.set_words(self.speakers.title, words, letter=self.speakers.side[:1])
        self._hatched.show()

    def cover(self) -> None:
        """Take the notes away and do not say whose they are."""
        self._forget_notes()
        self._hatched.set_words(COVERED, "当事人在场")
        self._hatched.show()

    def _forget_notes(self) -> None:
        if self._opened is not None:
            self._column.removeWidget(self._opened)
            forget(self._opened)
        empty_clipboards_of(note.text for note in self._notes)
        self._opened, self._notes = None, ()

    def _ground(self, notes: tuple[CaucusNoteRow, ...]) -> TintedPanel:
        side = self.speakers.side[:1]
        panel = TintedPanel(side)
        panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        panel.setAccessibleName(self.speakers.title)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(Lock(side))
        title = self.speakers.title
        if self.speakers.side and self.speakers.is_only_of_side and self.speakers.name:
            title = f"{title} · {self.speakers.name}"
        head.addWidget(plain_label(title, demibold=True, tone=side_tone_name(side), wrap=True), 1)
        head.addWidget(muted_label(f"{self._key} 合上"))
        panel.body.addLayout(head)
        if not notes:
            panel.body.addWidget(muted_label("没有记录"))
        for note in notes:
            panel.body.addLayout(self._note(note, side))
        panel.body.addStretch(1)
        return panel

    def _note(self, note: CaucusNoteRow, side: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(ReadText(note.text))
        foot = QHBoxLayout()
        foot.addWidget(muted_label(self._when_and_who(note), wrap=True), 1)
        foot.addWidget(confidentiality_badge(note.confidentiality.label, side))
        column.addLayout(foot)
        return column

    def _when_and_who(self, note: CaucusNoteRow) -> str:
        is_stated = note.moment.precision is not Precision.NOT_STATED
        when = moment_text(note.moment, self._today) if is_stated else "时间未记明"
        mediation = self._sessions.get(note.session_id)
        return " · ".join((when, "、".join(mediation.mediators) if mediation else "")).strip(" ·")


def _rank(sides: tuple[str, ...]) -> tuple[int, ...]:
    """甲 before 乙 before those of several sides; parties without a side last."""
    places = tuple(SIDES.find(side) for side in sides)
    return (len(places), *places) if places else (len(SIDES),)
