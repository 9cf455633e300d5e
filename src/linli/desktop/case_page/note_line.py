"""One note of the side that is open: read, changed, conveyed, moved to who really spoke."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout
from typing_extensions import override

from linli.desktop.case_page.live_line import CardActs, LiveLine
from linli.desktop.case_page.read_text import ReadText
from linli.desktop.widgets.badges import confidentiality_badge
from linli.desktop.widgets.buttons import quiet_button
from linli.desktop.widgets.labels import muted_label, plain_label
from linli.domain.amounts import amount_text
from linli.domain.case_file import CaucusNoteRow
from linli.domain.things import Thing


class CaucusActs(CardActs, Protocol):
    """What the open notes of one side may ask of the page besides."""

    def convey(self, note_id: int, words: str) -> None:
        """Open the form that conveys these words of a note."""
        ...

    def add_note_beside(self, note_id: int) -> None:
        """Open the form of another note of the same speakers."""
        ...

    def move_note(self, note_id: int, speakers: tuple[int, ...]) -> None:
        """Ask who really spoke instead of ``speakers``, and put the note there."""
        ...


class NoteLine(LiveLine):
    """Shows one note; F2 changes it, Ctrl+D conveys words of it, its menu says whose it is."""

    def __init__(
        self, note: CaucusNoteRow, side: str, when_and_who: str, acts: CaucusActs | None
    ) -> None:
        self._note = note
        self._caucus_acts = acts
        self.text = ReadText(note.text)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.text)
        for words in self._besides():
            column.addWidget(plain_label(words, wrap=True))
        foot = QHBoxLayout()
        foot.addWidget(muted_label(when_and_who, wrap=True), 1)
        if acts is not None:
            convey = quiet_button("转达…", "Ctrl+D", takes_key=False)
            convey.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            convey.clicked.connect(self.convey)
            foot.addWidget(convey)
        foot.addWidget(confidentiality_badge(note.confidentiality.label, side))
        column.addLayout(foot)
        super().__init__(column, Thing.NOTE, note.id, acts, name=f"背靠背记录 {when_and_who}")
        if acts is not None:
            self.setAccessibleDescription("F2 修改，Del 删除，Ctrl+D 转达，Alt+J 再记一条")

    def is_in_hand(self) -> bool:
        """Whether the cursor is here, or words are picked out."""
        focus = QApplication.focusWidget()
        is_here = focus is self or (focus is not None and self.isAncestorOf(focus))
        return is_here or self.text.textCursor().hasSelection()

    def words_picked(self) -> str:
        """The words picked out of it, else all of it."""
        # A selection parts lines by a character of its own.
        return self.text.textCursor().selectedText().replace("\u2029", "\n") or self._note.text

    def convey(self) -> None:
        """Ask to convey the words picked out."""
        if self._caucus_acts is not None:
            self._caucus_acts.convey(self._note.id, self.words_picked())

    def secrets(self) -> Iterator[str]:
        """All it shows that was said apart."""
        yield from (self._note.text, *self._besides())
        yield from (self._note.may_convey_to, self._note.reported_why)

    def menu(self, acts: CaucusActs) -> QMenu:
        """All that can be done with the note."""
        note = self._note
        menu = QMenu(self)
        menu.addAction("修改背靠背记录\tF2", lambda: acts.edit(Thing.NOTE, note.id))
        menu.addAction("转达选中的话…\tCtrl+D", self.convey)
        menu.addAction("再记一条背靠背\tAlt+J", lambda: acts.add_note_beside(note.id))
        menu.addAction("记错了方…", lambda: acts.move_note(note.id, note.speaker_ids))
        menu.addSeparator()
        menu.addAction("删除背靠背记录\tDel", lambda: acts.remove(Thing.NOTE, note.id))
        return menu

    def _besides(self) -> Iterator[str]:
        note = self._note
        if note.amount is not None:
            yield f"谈到的金额：{amount_text(note.amount)}"
        if note.may_convey_to:
            yield f"可转达给：{note.may_convey_to}"
        if note.reported_why:
            yield f"依法报告：{note.reported_why}"

    @override
    def _show_menu(self, place: QPoint) -> None:
        if self._caucus_acts is not None:
            self.menu(self._caucus_acts).exec(place)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F10 and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._show_menu(self.mapToGlobal(self.rect().center()))
        else:
            super().keyPressEvent(event)
