"""How a case came out, and what came after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.domain.moments import Moment

    from .words import Coded


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """A result of the case, or of one request or one party; ``of_what`` names that."""

    id: int
    result: Coded
    moment: Moment
    note: str
    is_final: bool
    of_what: str = ""


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """The closing that holds now."""

    moment: Moment
    kind: Coded
    note: str


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """A follow-up: a line a party, as (name, words); the words hold all that was found."""

    moment: Moment
    way: Coded
    findings: tuple[tuple[str, str], ...]
    satisfaction: Coded
    note: str
    next_on: Moment | None
    id: int = 0
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThanksRow:
    """Thanks received; ``words`` stand on the banner or in the letter."""

    moment: Moment
    kind: Coded
    by: str
    note: str
    id: int = 0
    to: str = ""
    words: str = ""
