"""Who takes part: a ground for each side, line by line, and who worked along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from linli.desktop.case_page.live_line import CardActs, LiveLine
from linli.desktop.look import scaled, set_tone, side_tone_name
from linli.desktop.widgets.badges import Badge
from linli.desktop.widgets.buttons import quiet_button
from linli.desktop.widgets.labels import ElidedLabel, muted_label, plain_label
from linli.desktop.widgets.panels import Card, TintedPanel, read_row
from linli.domain.amounts import Count, count_text
from linli.domain.case_file import CaseFile, PartyRow
from linli.domain.masking import masked_id
from linli.domain.moments import Moment, moment_text
from linli.domain.sides import SIDES
from linli.domain.things import Thing

MANY_PARTIES = "MANY_PARTIES"
_SHOWN_AT_ONCE = 4
"""Parties of one side before the rest is folded away."""
_SHORT = 8
"""Characters of a lone remark that stands beside the role."""
_ROLE_WIDTH = 110
"""Pixels that a role keeps beside a name too long for its row."""
_UNSAID = frozenset({"", "NOT_STATED"})
_NAMED = frozenset({*_UNSAID, "KNOWN"})
"""Identities that need no word beside the name."""
_CONSENT_WORDS = {
    "AGREES": "同意调解",
    "REFUSES": "不同意调解",
    "WITHDRAWN": "撤回同意",
    "NOT_ASKED": "未问是否同意调解",
}


def parties_card(case_file: CaseFile, acts: CardActs | None) -> Card:
    """The card; without ``acts``, or once the case is closed, nothing of it is changed."""
    card = Card("当事人")
    own = acts if case_file.row.is_open else None
    if own is not None:
        many = quiet_button("一次添加多人", takes_key=False)
        many.clicked.connect(lambda: own.ask(MANY_PARTIES))
        card.add_button(many)
        one = quiet_button("添加", "Alt+D", takes_key=False)
        one.clicked.connect(lambda: own.ask(Thing.PARTY))
        card.add_button(one)
    along = _along(case_file)
    if not case_file.parties and not along:
        card.show_empty("未记")
        return card
    lines = _Lines(case_file, own)
    sides = _by_side(case_file.parties)
    if sides:
        card.add(_side_grid(sides, lines))
    others = [party for party in case_file.parties if not party.side]
    for widget in _folded("", others, lines):
        card.add(widget)
    if along:
        card.add(read_row("联动", along))
    return card


class _Lines:
    """Makes the line of a party."""

    def __init__(self, case_file: CaseFile, acts: CardActs | None) -> None:
        self._acts = acts
        self._day = case_file.row.registered.sorts_at

    def of(self, party: PartyRow) -> LiveLine:
        """The line: side, name, for whom it acts, roles; beneath, what else is known."""
        column = QVBoxLayout()
        column.setSpacing(2)
        remarks = list(self._remarks(party))
        is_short = len(remarks) == 1 and len(remarks[0]) <= _SHORT
        column.addLayout(_head(party, remarks[0] if is_short else ""))
        if remarks and not is_short:
            column.addWidget(muted_label(" · ".join(remarks), wrap=True))
        identity = "" if party.identity.code in _NAMED else party.identity.label
        side = f"{party.side}方" if party.side else ""
        spoken = (f"{side} {party.name}".strip(), _chain(party), *_roles(party), identity, *remarks)
        name = "，".join(filter(None, spoken))
        return LiveLine(column, Thing.PARTY, party.id, self._acts, name=name)

    def _remarks(self, party: PartyRow) -> Iterator[str]:
        counts = (*((party.people,) if party.people else ()), *party.counts)
        yield from map(_counted, counts)
        if party.part_of:
            yield f"属于{party.part_of}"
        if party.consent.code in _CONSENT_WORDS:
            yield self._dated(_CONSENT_WORDS[party.consent.code], party.consented)
        yield from filter(None, (party.consent_words, party.phone, party.home))
        if party.id_number:
            kind = "" if party.id_kind.code in _UNSAID else party.id_kind.label
            yield " ".join(filter(None, (kind, masked_id(party.id_number))))
        for coded in (party.sex, party.language):
            if coded.code not in _UNSAID:
                yield coded.label
        yield from filter(None, (party.ethnicity, party.occupation, party.workplace))
        if party.born is not None:
            yield f"{moment_text(party.born, self._today(party.born))}出生"
        for was in party.earlier:
            yield self._dated(f"原{was.words}", was.ended, before="至")
        if party.remark:
            yield party.remark

    def _dated(self, words: str, moment: Moment | None, *, before: str = "") -> str:
        if moment is None or moment.sorts_at is None:
            return words
        return f"{words}（{before}{moment_text(moment, self._today(moment))}）"

    def _today(self, moment: Moment) -> date:
        """The number of the case names the year, so dates of that year go without it."""
        at = self._day or moment.sorts_at
        return at.date() if at is not None else date.min


def _by_side(parties: Sequence[PartyRow]) -> dict[str, list[PartyRow]]:
    sides: dict[str, list[PartyRow]] = {}
    for party in parties:
        if party.side:
            sides.setdefault(party.side, []).append(party)
    return dict(sorted(sides.items(), key=lambda pair: SIDES.find(pair[0])))


def _side_grid(sides: dict[str, list[PartyRow]], lines: _Lines) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(scaled(12))
    width = min(len(sides), 2)
    for place, (side, parties) in enumerate(sides.items()):
        grid.addWidget(_side_panel(side, parties, lines), place // width, place % width)
    for column in range(width):
        # The same width whatever the names: the stretch alone would follow them.
        grid.setColumnMinimumWidth(column, 1)
        grid.setColumnStretch(column, 1)
    return grid


def _side_panel(side: str, parties: list[PartyRow], lines: _Lines) -> TintedPanel:
    panel = TintedPanel(side)
    # The lines bring a margin of their own, for the ring that shows the focus.
    panel.body.setContentsMargins(8, 6, 4, 6)
    panel.body.setSpacing(0)
    # As high as its neighbour in the row, which the card keeps from swelling.
    panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    for widget in _folded(side, parties, lines):
        panel.body.addWidget(widget)
    panel.body.addStretch(1)
    panel.setAccessibleName(f"{side}方")
    return panel


def _folded(side: str, parties: list[PartyRow], lines: _Lines) -> Iterator[QWidget]:
    """The first of a side; its other parties, and the members of its groups, folded away."""
    ids = {party.id for party in parties}
    members = [party for party in parties if party.part_of_id in ids]
    first = [party for party in parties if party not in members][:_SHOWN_AT_ONCE]
    rest = [party for party in parties if party not in first]
    for party in first:
        yield lines.of(party)
    if not rest:
        return
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for party in rest:
        column.addWidget(lines.of(party))
    holder.hide()
    name = f"{side}方" if side else ""
    total = _total(parties, first) if members else ""
    words = f"{name} {total} ▸".strip() if total else f"{name}另有{len(rest)}位 ▸"
    button = quiet_button(words)

    def turn() -> None:
        holder.setVisible(holder.isHidden())
        button.set_words("收起 ▾" if not holder.isHidden() else words)

    button.clicked.connect(turn)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    yield button
    yield holder


def _total(parties: Sequence[PartyRow], first: Sequence[PartyRow]) -> str:
    """How many a side is, and how many speak for it: 27户 · 代表4人."""
    group = next((party.people for party in first if party.people), None)
    counted = next(
        (count for party in parties for count in party.counts if count.of_what == "代表"), None
    )
    speaking = sum("REPRESENTATIVE" in {role.code for role in party.roles} for party in parties)
    total = count_text(group) if group else f"{len(parties)}位"
    if counted is not None:
        return f"{total} · {_counted(counted)}"
    return f"{total} · 代表{speaking}人" if speaking else total


def _head(party: PartyRow, beside: str) -> QHBoxLayout:
    head = QHBoxLayout()
    head.setSpacing(6)
    if party.side:
        tone = side_tone_name(party.side)
        head.addWidget(plain_label(f"{party.side}方", demibold=True, tone=tone))
    head.addWidget(ElidedLabel(party.name, demibold=True))
    if chain := _chain(party):
        head.addWidget(ElidedLabel(chain))
    words = "、".join(_roles(party)) or ("" if party.side else "当事人")
    roles = ElidedLabel(" · ".join(filter(None, (words, beside))))
    set_tone(roles, "muted")
    # A long name gives way before the role does.
    roles.setMinimumWidth(min(roles.sizeHint().width(), scaled(_ROLE_WIDTH)))
    head.addWidget(roles)
    if party.identity.code not in _NAMED:
        badge = Badge(party.identity.label, is_outlined=True)
        head.addWidget(badge, 0, Qt.AlignmentFlag.AlignLeft)
    head.addStretch(1)
    return head


def _chain(party: PartyRow) -> str:
    """For whom it acts, and for whom that one does: 代 李某 代 张某."""
    named = party.acts_for or ((party.represents,) if party.represents else ())
    return " ".join(f"代 {name}" for name in named)


def _roles(party: PartyRow) -> list[str]:
    return [role.label for role in party.roles if role.code not in _UNSAID]


def _counted(count: Count) -> str:
    return f"{count.of_what}{count_text(count)}"


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
