"""Between whom an agreement is: a row for each party, whether it takes part and how it signed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import Field
from linli.desktop.fields.line import LineField
from linli.desktop.fields.tick import TickField
from linli.desktop.forms.carry_over import sides_of
from linli.desktop.forms.entry_form import Fold, as_options
from linli.desktop.look import scaled
from linli.desktop.widgets.labels import plain_label
from linli.domain.case_file import CaseFile, PartyRow
from linli.domain.drafts import SignatureDraft
from linli.domain.obligations import agrees
from linli.domain.text import NAME, clean
from linli.domain.vocabulary import NOT_STATED, SIGNATURES

WITHHELD_NAME = "要求保密"
_SHOWN_AT_ONCE = 4
"""Parties before the rest is folded away."""
_USUAL = {"ORAL": "ORAL", "WRITTEN": "SIGNED"}
"""How people agree in each form."""


class SignatureRow(QWidget):
    """One party: a tick, how it signed, and who signed for it."""

    def __init__(self, party: PartyRow, add_field: Callable[[str, Field], Field]) -> None:
        super().__init__()
        self.party = party
        self.tick = TickField("", self._words())
        self.manner = ChoiceField("怎样签", as_options(SIGNATURES), placeholder="怎样签")
        self.by = LineField("代签人", placeholder="代签人")
        for part, field in (("", self.tick), ("_manner", self.manner), ("_by", self.by)):
            add_field(f"signature_{party.id}{part}", field)
        self._lay_out()
        self.tick.changed.connect(self._show_shape)
        self.manner.changed.connect(self._show_shape)
        self._show_shape()

    @property
    def agrees(self) -> bool:
        """Whether the party is bound."""
        return self.tick.value() and agrees(self.manner.value() or NOT_STATED)

    def draft(self) -> SignatureDraft | None:
        """How it signed; None where it takes no part."""
        if not self.tick.value():
            return None
        manner = self.manner.value() or NOT_STATED
        name = f"signature_{self.party.id}_by"
        by = clean(self.by.text(), NAME, field=name) if manner == "BY_PROXY" else ""
        return SignatureDraft(self.party.id, manner, by)

    def fill(self, draft: SignatureDraft) -> None:
        """Show how it signed."""
        self.tick.set_value(is_ticked=True)
        self.manner.set_value(draft.manner)
        self.by.set_text(draft.by)

    def cover(self, *, is_covered: bool) -> None:
        """Take the name out of sight where the party asked for secrecy."""
        is_secret = self.party.identity.code == "WITHHELD"
        words = WITHHELD_NAME if is_covered and is_secret else self._words()
        self.tick.box.set_words(words)
        self._name(words)

    def _words(self) -> str:
        name = self.party.name or "未记名"
        return f"{self.party.side}方 {name}" if self.party.side else name

    def _name(self, words: str) -> None:
        self.manner.editor.setAccessibleName(f"{words} 怎样签")
        self.by.editor.setAccessibleName(f"{words} 代签人")

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        for column, (field, share) in enumerate(((self.tick, 5), (self.manner, 3), (self.by, 3))):
            grid.addWidget(field, 0, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, share)
        for field in (self.manner, self.by):
            field.caption.setParent(self)
            field.caption.hide()
            # The columns stay where they are while one has nothing to say.
            policy = field.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            field.setSizePolicy(policy)
        self._name(self._words())

    def _show_shape(self) -> None:
        is_on = self.tick.value()
        is_by_proxy = is_on and self.manner.value() == "BY_PROXY"
        for field, is_shown in ((self.manner, is_on), (self.by, is_by_proxy)):
            field.setVisible(is_shown)
            field.caption.hide()


class SignatureRows(QWidget):
    """All parties side by side; many are folded away behind the first few.

    ``add_field`` is the form's own: drafts, refusals and keys know the fields by names
    such as signature_3, signature_3_manner, signature_3_by.
    """

    def __init__(self, case_file: CaseFile, add_field: Callable[[str, Field], Field]) -> None:
        super().__init__()
        parties = [
            party
            for side in (*sides_of(case_file), "")
            for party in case_file.parties
            if party.side == side
        ]
        self.rows = [SignatureRow(party, add_field) for party in parties]
        self.rest: Fold | None = None
        self._form = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if not self.rows:
            column.addWidget(plain_label("本事项还没有当事人。", tone="muted"))
        for row in self.rows[:_SHOWN_AT_ONCE]:
            column.addWidget(row)
        if folded := self.rows[_SHOWN_AT_ONCE:]:
            self.rest = Fold(f"另有{len(folded)}位")
            self.rest.body.setSpacing(2)
            for row in folded:
                self.rest.body.addWidget(row)
            column.addWidget(self.rest)
        self.setMinimumHeight(scaled(30))

    @property
    def agreeing(self) -> tuple[PartyRow, ...]:
        """Those who are bound by the agreement."""
        return tuple(row.party for row in self.rows if row.agrees)

    def tick(self, party_ids: Sequence[int]) -> None:
        """Tick those, and nobody else."""
        for row in self.rows:
            row.tick.set_value(is_ticked=row.party.id in party_ids)

    def follow_form(self, form: str) -> None:
        """Say of each how people agree in this form, unless it was said otherwise."""
        before, now = _USUAL.get(self._form), _USUAL.get(form)
        self._form = form
        for row in self.rows:
            if row.manner.value() == before or row.manner.is_empty():
                row.manner.set_value(now)

    def know_form(self, form: str) -> None:
        """The form an agreement that is changed has already."""
        self._form = form

    def fill(self, drafts: Sequence[SignatureDraft]) -> None:
        """Show how each signed."""
        self.tick(())
        rows = {row.party.id: row for row in self.rows}
        for draft in drafts:
            if draft.party_id in rows:
                rows[draft.party_id].fill(draft)
        if self.rest is not None and any(row.tick.value() for row in self.rows[_SHOWN_AT_ONCE:]):
            self.rest.open()

    def drafts(self) -> tuple[SignatureDraft, ...]:
        """Those who take part, in the order they stand."""
        return tuple(draft for row in self.rows if (draft := row.draft()) is not None)

    def cover(self, *, is_covered: bool) -> None:
        """Take names that asked for secrecy out of sight, or bring them back."""
        for row in self.rows:
            row.cover(is_covered=is_covered)
