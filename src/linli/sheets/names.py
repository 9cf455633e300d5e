"""How a sheet writes what people are called and what a code means."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from linli.sheets.content import NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linli.domain.case_file import Coded, PartyRow


class Names:
    """The names of a case's parties as a sheet may show them.

    Whoever asked for secrecy is shown by no name anywhere on a sheet: neither in
    the list of parties nor where the name was written as an actor.
    """

    WITHHELD: ClassVar = "要求保密"

    def __init__(self, parties: Iterable[PartyRow]) -> None:
        self._hidden = {party.name for party in parties if party.name and self.is_withheld(party)}

    def is_withheld(self, party: PartyRow) -> bool:
        """Whether this party asked not to be named."""
        return party.identity.code == "WITHHELD"

    def of(self, party: PartyRow) -> str:
        """What the list of parties calls this one."""
        match party.identity.code:
            case "WITHHELD":
                return self.WITHHELD
            case "ANONYMOUS":
                return "匿名"
            case "UNKNOWN_NAME":
                return party.name or "不知姓名"
            case _:
                return self.shown(party.name) or NOT_STATED

    def shown(self, name: str) -> str:
        """A name that stands somewhere else on the sheet, alone or among other words."""
        for hidden in self._hidden:
            # One character alone would be found in names it has nothing to do with.
            if name == hidden or (len(hidden) > 1 and hidden in name):
                name = name.replace(hidden, self.WITHHELD)
        return name

    def listed(self, names: Iterable[str]) -> str:
        """Several names, the withheld one once."""
        return "、".join(dict.fromkeys(self.shown(name) for name in names))


def shown(coded: Coded) -> str:
    """The word for a code, its first form where the list gives two (派遣/交办)."""
    return coded.label.split("/")[0] or NOT_STATED


def paragraphs(words: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in words.splitlines() if line.strip())
