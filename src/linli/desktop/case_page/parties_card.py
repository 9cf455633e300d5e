"""Who takes part: a ground for each side, and who worked along."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from linli.desktop.look import scaled, set_tone, side_tone_name
from linli.desktop.widgets.badges import Badge
from linli.desktop.widgets.buttons import quiet_button
from linli.desktop.widgets.labels import ElidedLabel, muted_label, plain_label
from linli.desktop.widgets.panels import Card, TintedPanel, read_row
from linli.domain.amounts import count_text
from linli.domain.case_file import CaseFile, PartyRow
from linli.domain.masking import masked_id
from linli.domain.sides import SIDES

_SHOWN_AT_ONCE = 4
"""Parties of one side before the rest is folded away."""
_SHORT = 8
"""Characters of a lone remark that stands beside the role."""
_ROLE_WIDTH = 110
"""Pixels that a role keeps beside a name too long for its row."""
_NAMED = frozenset({"", "KNOWN", "NOT_STATED"})
"""Identities that need no word beside the name."""


def parties_card(case_file: CaseFile, add: Callable[[], None] | None) -> Card:
    """The card; ``add`` asks for the form of another party, None where none can be added."""
    card = Card("当事人")
    if add is not None:
        button = quiet_button("添加", "Alt+D", takes_key=False)
        button.clicked.connect(add)
        card.add_button(button)
    along = _along(case_file)
    if not case_file.parties and not along:
        card.show_empty("未记")
        return card
    sides = _by_side(case_file.parties)
    if sides:
        card.add(_side_grid(sides))
    for party in case_file.parties:
        if not party.side:
            roles = "、".join(_roles(party)) or "当事人"
            words = "　".join((party.name, *_remarks(party)))
            identity = "" if party.identity.code in _NAMED else f"（{party.identity.label}）"
            card.add(read_row(roles, f"{words}{identity}"))
    if along:
        card.add(read_row("联动", along))
    return card


def _by_side(parties: Sequence[PartyRow]) -> dict[str, list[PartyRow]]:
    sides: dict[str, list[PartyRow]] = {}
    for party in parties:
        if party.side:
            sides.setdefault(party.side, []).append(party)
    return dict(sorted(sides.items(), key=lambda pair: SIDES.find(pair[0])))


def _side_grid(sides: dict[str, list[PartyRow]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(scaled(12))
    width = min(len(sides), 2)
    for place, (side, parties) in enumerate(sides.items()):
        grid.addWidget(_side_panel(side, parties), place // width, place % width)
    for column in range(width):
        # The same width whatever the names: the stretch alone would follow them.
        grid.setColumnMinimumWidth(column, 1)
        grid.setColumnStretch(column, 1)
    return grid


def _side_panel(side: str, parties: list[PartyRow]) -> TintedPanel:
    panel = TintedPanel(side)
    # As high as its neighbour in the row, which the card keeps from swelling.
    panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    for party in parties[:_SHOWN_AT_ONCE]:
        panel.body.addWidget(_party(side, party))
    rest = parties[_SHOWN_AT_ONCE:]
    if rest:
        folded = QWidget()
        column = QVBoxLayout(folded)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for party in rest:
            column.addWidget(_party(side, party))
        folded.hide()
        button = _unfolding(folded, f"{side}方另有{len(rest)}位 ▸")
        panel.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        panel.body.addWidget(folded)
    panel.body.addStretch(1)
    panel.setAccessibleName(f"{side}方")
    return panel


def _unfolding(folded: QWidget, words: str) -> QWidget:
    button = quiet_button(words)

    def turn() -> None:
        folded.setVisible(folded.isHidden())
        button.set_words("收起 ▾" if folded.isVisible() else words)

    button.clicked.connect(turn)
    return button


def _party(side: str, party: PartyRow) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    head = QHBoxLayout()
    head.setSpacing(6)
    head.addWidget(plain_label(f"{side}方", demibold=True, tone=side_tone_name(side)))
    head.addWidget(ElidedLabel(party.name, demibold=True))
    remarks = list(_remarks(party))
    is_short = len(remarks) == 1 and len(remarks[0]) <= _SHORT
    beside = remarks if is_short else []
    roles = ElidedLabel(" · ".join(filter(None, ("、".join(_roles(party)), *beside))))
    set_tone(roles, "muted")
    # A long name gives way before the role does.
    roles.setMinimumWidth(min(roles.sizeHint().width(), scaled(_ROLE_WIDTH)))
    head.addWidget(roles)
    if party.identity.code not in _NAMED:
        badge = Badge(party.identity.label, is_outlined=True)
        head.addWidget(badge, 0, Qt.AlignmentFlag.AlignLeft)
    head.addStretch(1)
    column.addLayout(head)
    if remarks and not is_short:
        column.addWidget(muted_label(" · ".join(remarks), wrap=True))
    return block


def _roles(party: PartyRow) -> list[str]:
    return [role.label for role in party.roles if role.code not in {"", "NOT_STATED"}]


def _remarks(party: PartyRow) -> Iterator[str]:
    if party.people is not None:
        yield count_text(party.people)
    if party.part_of:
        yield f"属于{party.part_of}"
    if party.represents:
        yield f"代表{party.represents}"
    yield from filter(None, (party.phone, party.home))
    if party.id_number:
        yield masked_id(party.id_number)
    if party.remark:
        yield party.remark


def _along(case_file: CaseFile) -> str:
    """Who worked along and in what, mechanisms last: 社区民警（走访）；三方联动."""
    bodies: dict[str, dict[str, None]] = {}
    mechanisms: dict[str, None] = {}
    for step in case_file.steps:
        for partner in step.partners:
            what = step.method.label or step.action.label
            bodies.setdefault(partner.name, {})[what] = None
        if step.mechanism:
            mechanisms[step.mechanism] = None
    named = [f"{name}（{'、'.join(acts)}）" for name, acts in bodies.items()]
    return "；".join((*named, *mechanisms))
