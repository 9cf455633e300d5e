"""记错了方: who really said what stands under another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.domain.sides import SIDES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from linli.desktop.messages import Ask
    from linli.domain.case_file import CaseFile, PartyRow


def who_spoke(
    ask: Ask, parent: QWidget, case_file: CaseFile, speakers: tuple[int, ...]
) -> tuple[int, ...]:
    """Ask who said it instead of ``speakers``: the ids of those of one side, () for nobody.

    Of a side with several parties it is asked besides who of them.
    """
    choices = _choices(case_file, speakers)
    question = "这条记录其实是谁说的？改过以后，原来那一方名下不再有它。"
    side = ask(parent, question, (*(words for words, _ in choices), "取消"))
    if side >= len(choices):
        return ()
    parties = choices[side][1]
    if len(parties) == 1:
        return (parties[0].id,)
    names = [party.name or party.identity.label for party in parties]
    whole = tuple(party.id for party in parties)
    who = ask(parent, f"{choices[side][0]}里是谁说的？", ("都在场", *names, "取消"))
    if who == 0:
        return () if set(whole) == set(speakers) else whole
    return (parties[who - 1].id,) if who <= len(parties) else ()


def _choices(case_file: CaseFile, speakers: tuple[int, ...]) -> list[tuple[str, list[PartyRow]]]:
    """The sides, and the parties without one, but for exactly those it stands under now."""
    sides = sorted({party.side for party in case_file.parties if party.side}, key=SIDES.index)
    found: list[tuple[str, list[PartyRow]]] = []
    for side in sides:
        parties = [party for party in case_file.parties if party.side == side]
        if {party.id for party in parties} != set(speakers) or len(parties) > 1:
            name = parties[0].name if len(parties) == 1 else f"{len(parties)}位"
            found.append((f"{side}方 {name}".strip(), parties))
    found += [
        (party.name or party.identity.label, [party])
        for party in case_file.parties
        if not party.side and {party.id} != set(speakers)
    ]
    return found
