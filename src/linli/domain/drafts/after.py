"""What comes after the end of a case: follow-ups and thanks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.domain.moments import Moment


@dataclass(frozen=True, slots=True)
class PartyFinding:
    """What a follow-up found with one party."""

    party_id: int
    reached: str = "NOT_STATED"
    performed: str = "NOT_STATED"
    solved: str = "NOT_STATED"
    satisfaction: str = "NOT_STATED"
    words: str = ""
    """What the party told."""


@dataclass(frozen=True, slots=True)
class FollowUpDraft:
    """A visit or call after the end of a case."""

    moment: Moment
    way: str = "NOT_STATED"
    by: tuple[str, ...] = ()
    findings: tuple[PartyFinding, ...] = ()
    note: str = ""
    next_on: Moment | None = None


@dataclass(frozen=True, slots=True)
class ThanksDraft:
    """Thanks the office was given; ``words`` are those on the banner or in the letter."""

    kind: str
    moment: Moment
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    note: str = ""
    words: str = ""


def needs_more(draft: FollowUpDraft) -> bool:
    """Whether a follow-up found something not solved or not performed."""
    return any(
        finding.solved in _STILL_OPEN or finding.performed == "NOT_PERFORMED"
        for finding in draft.findings
    )


_STILL_OPEN = frozenset({"UNSOLVED", "CAME_BACK"})
