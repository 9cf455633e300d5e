"""Parties to tick in a form; a name that asked for secrecy is not shown to other parties."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from linli.desktop.case_page.cover import COVERED, WITHHELD_NAME
from linli.desktop.fields.field import Field
from linli.desktop.fields.tick import TickField
from linli.desktop.forms.entry_form import Ticks
from linli.desktop.look import scaled
from linli.desktop.widgets.labels import plain_label
from linli.domain.case_file import CaseFile, PartyRow


def party_words(party: PartyRow, *, is_covered: bool = False, has_side: bool = True) -> str:
    """What a party is called beside a box: 甲方 楼下住户, or without its side."""
    is_withheld = is_covered and party.identity.code == "WITHHELD"
    name = WITHHELD_NAME if is_withheld else party.name or "未记名"
    return f"{party.side}方 {name}" if party.side and has_side else name


def withheld_names(case_file: CaseFile) -> tuple[str, ...]:
    """The names of those of a case who asked for secrecy."""
    rows = (party for party in case_file.parties if party.identity.code == "WITHHELD")
    return tuple(party.name for party in rows if party.name)


class PartyTicks(QWidget):
    """A box for each of some parties; the first one's field has the name of the draft's field.

    The others are ``name``_2, ``name``_3 … ``caption`` is for the form to place.
    """

    def __init__(
        self,
        add_field: Callable[[str, Field], Field],
        name: str,
        label: str,
        parties: Iterable[PartyRow],
    ) -> None:
        super().__init__()
        self.caption = plain_label(label)
        self.caption.setFixedHeight(scaled(30))
        self._parties = list(parties)
        self.ticks: dict[int, TickField] = {}
        for number, party in enumerate(self._parties, start=1):
            tick = TickField(label, party_words(party))
            add_field(name if number == 1 else f"{name}_{number}", tick)
            self.ticks[party.id] = tick
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._row = Ticks("", self.ticks.values())
        column.addWidget(self._row)
        self._cover = plain_label(COVERED, tone="muted")
        self._cover.setFixedHeight(scaled(30))
        self._cover.hide()
        column.addWidget(self._cover)

    def tick(self, party_ids: Iterable[int]) -> None:
        """Tick these, and nobody else."""
        wanted = set(party_ids)
        for party_id, tick in self.ticks.items():
            tick.set_value(is_ticked=party_id in wanted)

    def ticked(self) -> tuple[int, ...]:
        """The ids of those ticked."""
        return tuple(party_id for party_id, tick in self.ticks.items() if tick.value())

    def cover(self, *, is_covered: bool) -> None:
        """Show no name and no tick, or all of them again."""
        for party in self._parties:
            tick = self.ticks[party.id]
            tick.box.set_words(COVERED if is_covered else party_words(party))
            tick.setVisible(not is_covered)
        self._row.setVisible(not is_covered)
        self._cover.setVisible(is_covered)
