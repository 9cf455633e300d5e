"""The parties of a new case: one row a party, name, role, phone and identity."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.clipboards import empty_clipboards_of
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import Field, Raw
from linli.desktop.forms.covering import CoveredLine
from linli.desktop.forms.entry_form import as_options
from linli.desktop.look import scaled, set_tone, side_tone_name
from linli.desktop.widgets.labels import muted_label, plain_label
from linli.desktop.widgets.panels import TintedPanel
from linli.domain.case_file import Choices
from linli.domain.drafts import PartyDraft
from linli.domain.sides import SIDES
from linli.domain.text import NAME, clean
from linli.domain.vocabulary import IDENTITIES, NOT_STATED

SIDED = "DISPUTE"
"""The kind of case whose parties stand on sides."""

WITHHELD = "WITHHELD"

_USUAL_ROLES = {"甲": "REQUESTER", "乙": "RESPONDENT"}
_FIRST_ROWS = {"DISPUTE": 2, "AID": 1, "SUGGESTION": 1, "SERVICE": 1}
_FIRST_ROLE = {"AID": "BENEFICIARY", "SUGGESTION": "REPORTER", "SERVICE": "REQUESTER"}


class _Row(NamedTuple):
    panel: TintedPanel
    letter: QLabel
    name: CoveredLine
    role: ChoiceField
    phone: CoveredLine
    identity: ChoiceField


class PartyRows(QWidget):
    """Rows that a dispute starts with two of, a hazard with none; empty ones are nothing.

    ``add_field`` is the form's own: drafts, refusals and the order of keys know every
    field by names such as party_1_name. ``reordered`` tells that there are more.
    """

    reordered = Signal()

    def __init__(self, choices: Choices, add_field: Callable[[str, Field], Field]) -> None:
        super().__init__()
        self._choices = choices
        self._add_field = add_field
        self._kind = ""
        self._asked = 0
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._hint = muted_label("姓名可留空，写“楼下住户”“301室”即可。", wrap=True)
        self._column.addWidget(self._hint)
        self._show_shape()

    def editors(self) -> list[QWidget]:
        """All editors, for the order of Tab."""
        return [
            field.editor
            for row in self._rows
            for field in (row.name, row.role, row.phone, row.identity)
        ]

    def set_kind(self, kind: str) -> None:
        """Show the rows this kind of case starts with; what is typed stays."""
        self._kind, self._asked = kind, 0
        wanted = _FIRST_ROWS.get(kind, 0)
        while len(self._rows) < wanted:
            self.add_row()
        self._show_shape()

    def go_on(self) -> None:
        """Put the cursor into the first row without a name, or into a new row."""
        shown = [row for row in self._rows if not row.panel.isHidden()]
        if all(not row.name.is_empty() for row in shown):
            self._asked = len(shown) + 1
            if self._asked > len(self._rows):
                self.add_row()
            self._show_shape()
            shown = [row for row in self._rows if not row.panel.isHidden()]
        next((row for row in shown if row.name.is_empty()), shown[-1]).name.focus()

    def make_room_for(self, raw: Mapping[str, Raw]) -> None:
        """Have as many rows as ``raw`` speaks of."""
        wanted = sum(name.startswith("party_") and name.endswith("_name") for name in raw)
        while len(self._rows) < wanted:
            self.add_row()
        self._show_shape()

    def set_parties_present(self, *, is_present: bool) -> None:
        """Take the phones out of sight, and names that are to be kept secret.

        Only what is written already: who stands at the desk may be taken down.
        """
        for row in self._rows:
            lines = (row.phone, row.name) if row.identity.value() == WITHHELD else (row.phone,)
            if is_present:
                empty_clipboards_of(line.text() for line in lines)
            for line in (row.name, row.phone):
                is_covered = is_present and line in lines and not line.is_empty()
                (line.cover if is_covered else line.uncover)()
                line.line.setPlaceholderText("已遮住" if is_covered else line.label)

    def drafts(self) -> tuple[PartyDraft, ...]:
        """The parties with a name or a phone; raises `Refused` at a text that is too long."""
        found: list[PartyDraft] = []
        for number, row in enumerate(self._rows, start=1):
            name = clean(row.name.text(), NAME, field=f"party_{number}_name")
            phone = clean(row.phone.text(), NAME, field=f"party_{number}_phone")
            if row.panel.isHidden() or not (name or phone):
                continue
            found.append(
                PartyDraft(
                    side=SIDES[number - 1] if self._kind == SIDED else "",
                    name=name,
                    role=row.role.value() or "",
                    kind=NOT_STATED,
                    identity=row.identity.value() or NOT_STATED,
                    phone=phone,
                )
            )
        return tuple(found)

    def add_row(self) -> None:
        """One more row; there are as many as there are letters for sides."""
        number = len(self._rows) + 1
        if number > len(SIDES):
            return
        panel = TintedPanel()
        letter = plain_label(demibold=True)
        letter.setFixedWidth(scaled(44))
        name = CoveredLine("名称", placeholder="名称")
        role = ChoiceField("角色", self._choices.roles, placeholder="角色")
        phone = CoveredLine("电话", placeholder="电话")
        identity = _IdentityField("身份", as_options(IDENTITIES), placeholder="身份")
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(letter)
        for field, stretch in ((name, 4), (role, 4), (phone, 3), (identity, 3)):
            line.addWidget(field, stretch)
        panel.body.addLayout(line)
        row = _Row(panel, letter, name, role, phone, identity)
        parts = {"name": name, "role": role, "phone": phone, "identity": identity}
        for part, field in parts.items():
            self._add_field(f"party_{number}_{part}", field)
        self._column.insertWidget(number - 1, panel)
        self._rows.append(row)
        self.reordered.emit()

    def _show_shape(self) -> None:
        """Letters and colours of the sides, or none; rows nothing is in go with the kind."""
        is_sided = self._kind == SIDED
        wanted = _FIRST_ROWS.get(self._kind, 0)
        for number, row in enumerate(self._rows, start=1):
            side = SIDES[number - 1] if is_sided else ""
            row.panel.set_side(side)
            row.letter.setText(f"{side}方" if side else "当事人")
            set_tone(row.letter, side_tone_name(side))
            usual = _USUAL_ROLES.get(side, "") if side else _FIRST_ROLE.get(self._kind, "")
            is_usual = row.role.is_empty() or row.role.value() in _USUAL
            if is_usual and usual != (row.role.value() or ""):
                row.role.set_value(usual or None)
            typed = not (row.name.is_empty() and row.phone.is_empty())
            row.panel.setVisible(number <= max(wanted, self._asked) or typed)
        shown = any(not row.panel.isHidden() for row in self._rows)
        self._hint.setText(
            "姓名可留空，写“楼下住户”“301室”即可。" if shown else "没有当事人可不填。"
        )


_USUAL = frozenset({*_USUAL_ROLES.values(), *_FIRST_ROLE.values()})


class _IdentityField(ChoiceField):
    """Seldom asked for: Enter passes it by, Tab does not."""

    @override
    def can_take_keys(self) -> bool:
        return False
