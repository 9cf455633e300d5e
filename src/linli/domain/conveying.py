"""Who may read words that one side let be told to others: pure rules.

The strictest reading holds: whoever was not told, and did not say it, may not read
it, not even another of the same side.
"""

from collections.abc import Iterable

from linli.domain.case_file import CaseFile, ConveyanceRow


def may_print(
    conveyance: ConveyanceRow, case_file: CaseFile, readers: Iterable[int] | None = None
) -> bool:
    """Whether a sheet may hold the words: all who get it were told them, or said them.

    ``readers`` are the ids of the parties who get the sheet; without them it goes to
    the file, which every side may read.
    """
    knowing = {*conveyance.to_ids, *conveyance.speaker_ids}
    if readers is None:
        return _everybody(case_file) <= knowing
    wanted = frozenset(readers)
    return bool(wanted) and wanted <= knowing


def _everybody(case_file: CaseFile) -> frozenset[int]:
    """The parties a sheet of the whole case goes to: all on a side, else all there are."""
    with_side = frozenset(party.id for party in case_file.parties if party.side)
    return with_side or frozenset(party.id for party in case_file.parties)
