"""What a follow-up found with each party, while it is being written: covered while parties sit by."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.clipboards import empty_clipboards_of
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import Field, Raw
from linli.desktop.fields.line import LineField
from linli.desktop.fields.text import TextField
from linli.desktop.forms.carry_over import sides_of
from linli.desktop.forms.entry_form import Fold, as_options
from linli.desktop.look import scaled, set_tone, side_tone_name
from linli.desktop.widgets.labels import ElidedLabel, plain_label
from linli.desktop.widgets.panels import HatchedPanel, TintedPanel
from linli.domain.case_file import CaseFile, PartyRow
from linli.domain.drafts import PartyFinding
from linli.domain.text import TEXT, clean
from linli.domain.vocabulary import (
    NOT_STATED,
    PERFORMED_FINDINGS,
    REACHED,
    SATISFACTIONS,
    SOLVED_FINDINGS,
)

CAPTION = 86
"""Wide enough for 下次回访 with its letter."""
NOT_EXPRESSED = "NOT_EXPRESSED"
CANNOT_WRITE = "当事人在场时不能写回访情况。"
_SHOWN_AT_ONCE = 4
"""Parties before the rest is folded away."""


class Findings(QWidget):
    """A striped row for each party, and beneath them what was told besides.

    ``add_field`` is the form's own, so that drafts, order of keys and refusals know
    the fields by names such as finding_3_solved. While parties are present no answer
    is in any widget; `raw` of each field still gives it.
    """

    def __init__(self, case_file: CaseFile, add_field: Callable[[str, Field], Field]) -> None:
        super().__init__()
        self._add_field = add_field
        self.rows = [FindingRow(party, add_field) for party in _in_order(case_file)]
        self.note = TextField("情况", height=72, mnemonic="N")
        self.note.box.setFixedHeight(scaled(72))
        add_field("note", self.note)
        self.rest: Fold | None = None
        """The parties folded away, where there are many."""
        self._answers = QWidget()
        self._cover = _Cover()
        self._cover.hide()
        self._lay_out()

    @property
    def is_covered(self) -> bool:
        """Whether the answers are out of sight."""
        return self._answers.isHidden()

    def fill(self, findings: Sequence[PartyFinding]) -> None:
        """Show what was found earlier."""
        rows = {row.party_id: row for row in self.rows}
        for finding in findings:
            if finding.party_id in rows:
                rows[finding.party_id].fill(finding)

    def drafts(self) -> tuple[PartyFinding, ...]:
        """What was found, of the parties of whom something is said."""
        return tuple(found for row in self.rows if (found := row.draft()) is not None)

    def set_parties_present(self, *, is_present: bool) -> None:
        """Take every answer out of the widgets and refuse typing, or bring them back."""
        if is_present == self.is_covered:
            return
        if is_present:
            focus = QApplication.focusWidget()
            had_focus = focus is not None and self.isAncestorOf(focus)
            words = [self.note.text(), *(row.words.text() for row in self.rows)]
            empty_clipboards_of(filter(None, words))
            self._cover.setFixedHeight(max(scaled(90), min(self._answers.height(), scaled(260))))
            for row in self.rows:
                row.cover()
            self.note.cover()
            self._answers.hide()
            self._cover.show()
            if had_focus:
                self._cover.setFocus()
        else:
            for row in self.rows:
                row.uncover()
            self.note.uncover()
            self._cover.say("")
            had_focus = self._cover.hasFocus()
            self._cover.hide()
            self._answers.show()
            if had_focus:
                self.note.focus()

    def _lay_out(self) -> None:
        answers = QVBoxLayout(self._answers)
        answers.setContentsMargins(0, 0, 0, 0)
        answers.setSpacing(8)
        for row in self.rows[:_SHOWN_AT_ONCE]:
            answers.addWidget(row)
        folded = self.rows[_SHOWN_AT_ONCE:]
        if folded:
            self.rest = _Rest(folded)
            answers.addWidget(self.rest)
        told = QGridLayout()
        told.setHorizontalSpacing(8)
        told.setColumnMinimumWidth(0, scaled(CAPTION))
        told.setColumnStretch(1, 1)
        told.addWidget(self.note.caption, 0, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.note, 0, 1)
        answers.addLayout(told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._answers)
        column.addWidget(self._cover)


class FindingRow(TintedPanel):
    """What was found with one party, on the ground of its side."""

    def __init__(self, party: PartyRow, add_field: Callable[[str, Field], Field]) -> None:
        super().__init__(party.side)
        self.party_id = party.id
        self._name = party.name or "未记名"
        self._title = ElidedLabel(demibold=True)
        self.reached = AnswerChoice("联系", as_options(REACHED), placeholder="")
        self.performed = AnswerChoice("履行", as_options(PERFORMED_FINDINGS), placeholder="")
        self.solved = AnswerChoice("解决", as_options(SOLVED_FINDINGS), placeholder="")
        self.satisfaction = AnswerChoice("满意度", as_options(SATISFACTIONS), placeholder="")
        self.satisfaction.set_value(NOT_EXPRESSED)
        self.words = AnswerLine("原话")
        self.fields = (self.reached, self.performed, self.solved, self.satisfaction, self.words)
        parts = ("reached", "performed", "solved", "satisfaction", "words")
        self._was_found = False
        for part, field in zip(parts, self.fields, strict=True):
            add_field(f"finding_{party.id}_{part}", field)
        self._side = party.side
        self._show_name()
        self._lay_out()

    def fill(self, finding: PartyFinding) -> None:
        """Show what was found earlier; the party stays among those found."""
        self._was_found = True
        self.reached.set_value(finding.reached)
        self.performed.set_value(finding.performed)
        self.solved.set_value(finding.solved)
        self.satisfaction.set_value(finding.satisfaction)
        self.words.set_text(finding.words)

    def cover(self) -> None:
        """Take the answers, and who gave them, out of the widgets."""
        for field in self.fields:
            field.cover()
            field.editor.setAccessibleName(field.label)
        self._title.setText("")

    def uncover(self) -> None:
        """Put them back."""
        for field in self.fields:
            field.uncover()
        self._show_name()

    def draft(self) -> PartyFinding | None:
        """What was found; None while nothing is said of this party."""
        draft = PartyFinding(
            party_id=self.party_id,
            reached=self.reached.value() or NOT_STATED,
            performed=self.performed.value() or NOT_STATED,
            solved=self.solved.value() or NOT_STATED,
            satisfaction=self.satisfaction.value() or NOT_STATED,
            words=clean(
                self.words.text(), TEXT, lines=True, field=f"finding_{self.party_id}_words"
            ),
        )
        nothing = PartyFinding(self.party_id, satisfaction=NOT_EXPRESSED)
        is_empty = draft in {nothing, PartyFinding(self.party_id)}
        return None if is_empty and not self._was_found else draft

    def _show_name(self) -> None:
        self._title.setText(f"{self._side}方 {self._name}" if self._side else self._name)
        for field in self.fields:
            field.editor.setAccessibleName(f"{self._name} {field.label}")

    def _lay_out(self) -> None:
        set_tone(self._title, side_tone_name(self._side))
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        for column in (0, 2):
            grid.setColumnMinimumWidth(column, scaled(46))
        places = {
            self.reached: (0, 0, 1),
            self.performed: (0, 2, 1),
            self.solved: (1, 0, 1),
            self.satisfaction: (1, 2, 1),
            self.words: (2, 0, 3),
        }
        for field, (line, column, across) in places.items():
            grid.addWidget(field.caption, line, column, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, line, column + 1, 1, across, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._title)
        self.body.addLayout(grid)


class AnswerChoice(ChoiceField):
    """A choice that can be taken out of sight; covered it still knows what was chosen."""

    _covered: Raw | None = None
    _code_covered: str | None = None

    def cover(self) -> None:
        """Take the answer out of the widget."""
        if self._covered is None:
            self.line.close_list()
            covered, self._code_covered = super().raw(), super().value()
            self._silently("")
            self._covered = covered

    def uncover(self) -> None:
        """Put it back."""
        if self._covered is not None:
            raw, self._covered = self._covered, None
            self._silently(raw)

    @override
    def value(self) -> str | None:
        return super().value() if self._covered is None else self._code_covered

    @override
    def text(self) -> str:
        if self._covered is None:
            return super().text()
        return self._covered if isinstance(self._covered, str) else self._covered[0]

    @override
    def raw(self) -> Raw:
        return super().raw() if self._covered is None else self._covered

    def _silently(self, raw: Raw) -> None:
        self.blockSignals(True)
        super().set_raw(raw)
        self.blockSignals(False)


class AnswerLine(LineField):
    """A line that can be taken out of sight; covered it still knows its words."""

    _covered: str | None = None

    def cover(self) -> None:
        """Take the words out of the widget, undo history included."""
        if self._covered is None:
            words = self.line.text()
            self._silently("")
            self._covered = words

    def uncover(self) -> None:
        """Put them back."""
        if self._covered is not None:
            words, self._covered = self._covered, None
            self._silently(words)

    @override
    def text(self) -> str:
        return super().text() if self._covered is None else self._covered

    @override
    def raw(self) -> str:
        return self.text()

    def _silently(self, words: str) -> None:
        self.blockSignals(True)
        self.line.setText(words)
        self.blockSignals(False)


class _Rest(Fold):
    """The rows of further parties, closed until one of them is asked for."""

    def __init__(self, rows: Sequence[FindingRow]) -> None:
        super().__init__(f"另有{len(rows)}位")
        self._rows = rows
        for row in rows:
            self.body.addWidget(row)

    @override
    def open_if_filled(self, fields: Iterable[Field]) -> None:
        # 未表态 stands in each of them from the start.
        if any(row.draft() is not None for row in self._rows):
            self.open()


class _Cover(QWidget):
    """Stands where the answers stood, and says why nothing can be typed."""

    def __init__(self) -> None:
        super().__init__()
        panel = HatchedPanel("已遮住", "当事人在场")
        panel.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        panel.setAccessibleName("回访情况已遮住")
        # The panel shows that it has the focus; keys it does not take come here.
        self.setFocusProxy(panel)
        self._refusal = plain_label(tone="soon")
        self._refusal.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(panel, 1)
        column.addWidget(self._refusal)

    def say(self, words: str) -> None:
        """Say something beneath, or nothing."""
        self._refusal.setText(words)
        self._refusal.setVisible(bool(words))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text().isprintable():
            self.say(CANNOT_WRITE)
            return
        super().keyPressEvent(event)


def _in_order(case_file: CaseFile) -> Iterator[PartyRow]:
    """The parties side by side, those without a side last."""
    for side in (*sides_of(case_file), ""):
        yield from (party for party in case_file.parties if party.side == side)
