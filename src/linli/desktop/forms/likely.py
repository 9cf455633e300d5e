"""Which acts are likely next, by how far a case is; the clerk may always choose another."""

from linli.domain.case_file import CaseFile
from linli.domain.rules import Stage

_LIKELY: dict[Stage, tuple[str, ...]] = {
    Stage.TO_ACCEPT: ("ON_SITE", "ACCEPTED", "DISPATCHED", "REPORTED_UP", "VISITED"),
    Stage.ACCEPTED: ("ON_SITE", "VISITED", "DISPATCHED", "MEDIATED", "HANDLED"),
    Stage.TO_RECEIVE: ("RECEIVED", "ON_SITE", "VISITED", "RETURNED"),
    Stage.HANDLING: ("HANDLED", "REPORTED_BACK", "MEDIATED", "JOINED", "OUTCOME_REACHED"),
    Stage.MEDIATING: ("MEDIATED", "OUTCOME_REACHED", "JOINED", "VISITED"),
    Stage.SUSPENDED: ("RESUMED",),
    Stage.TRANSFERRED: ("CAME_BACK",),
    Stage.CLOSED: ("NOTED", "INFORMED", "REPLIED", "ARCHIVED"),
    Stage.ARCHIVED: ("NOTED",),
}


def likely_acts(case_file: CaseFile) -> tuple[str, ...]:
    """The codes of the likely next acts, the likeliest first."""
    return _LIKELY.get(Stage(case_file.row.stage), ())
