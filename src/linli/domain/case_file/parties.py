"""Parties, and what they ask and bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.domain.amounts import Amount, Count
    from linli.domain.moments import Moment

    from .words import Coded


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party as it stands in the case today."""

    id: int
    side: str
    """甲, 乙, …; "" for a party without a side."""
    name: str
    kind: str
    roles: tuple[Coded, ...]
    identity: Coded
    phone: str
    id_number: str
    home: str
    people: Count | None
    remark: str
    represents: str
    """The name of the party a proxy speaks for."""
    part_of: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """What is asked, and what came of it."""

    words: str
    asked_by: str
    asked_of: str
    finding: Coded
    result: Coded
    id: int = 0
    amount: Amount | None = None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One time the matter was brought."""

    moment: Moment
    channel: Coded
    by: str
    outside_number: str
    reply: str
    id: int = 0
    sender: str = ""
    reply_due: Moment | None = None
    replied: Moment | None = None
