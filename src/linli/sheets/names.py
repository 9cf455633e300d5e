"""How a sheet writes what people are called and what a code means."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from linli.domain.moments import paper_text
from linli.sheets.content import NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linli.domain.case_file import Coded, PartyRow
    from linli.domain.moments import Moment


class Names:
    """The names of a case's parties as a sheet may show them.

    Whoever asked for secrecy is shown by no name anywhere on a sheet: not in the list
    of parties, not where the name was written as an actor, not in a text.
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
        """A name, or several in one, that stands somewhere else, alone or among other words."""
        return "、".join(map(self._shown, name.split("、"))) if self._hidden else name

    def listed(self, names: Iterable[str]) -> str:
        """Several names, the withheld one once."""
        return "、".join(dict.fromkeys(self.shown(name) for name in names))

    def paragraphs(self, words: str) -> tuple[str, ...]:
        """The lines of a text that say something."""
        return tuple(self.shown(line.strip()) for line in words.splitlines() if line.strip())

    def _shown(self, words: str) -> str:
        if words in self._hidden:
            return self.WITHHELD
        for hidden in self._hidden:
            # One character alone would be found in words it has nothing to do with.
            if len(hidden) > 1:
                words = words.replace(hidden, self.WITHHELD)
        return words


def limit_text(moment: Moment, typed: str) -> str:
    """A time limit, with the words it was given in: 2025年3月20日（3工作日）."""
    day = paper_text(moment)
    return f"{day}（{typed}）" if typed and typed != day else day


def shown(coded: Coded) -> str:
    """The word for a code, its first form where the list gives two (派遣/交办)."""
    return coded.label.split("/")[0] or NOT_STATED
