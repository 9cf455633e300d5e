"""Parties, and what they ask and bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .words import Coded

if TYPE_CHECKING:
    from linli.domain.amounts import Amount, Count
    from linli.domain.moments import Moment

_UNSAID = Coded()


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
    represents_id: int | None = None
    acts_for: tuple[str, ...] = ()
    """Whom it speaks for, and whom that one speaks for, to the end of the chain."""
    part_of_id: int | None = None
    counts: tuple[Count, ...] = ()
    """Counts beside ``people``: 代表4人."""
    consent: Coded = _UNSAID
    """Whether it agreed to be mediated, as it said last."""
    consented: Moment | None = None
    consent_words: str = ""
    earlier: tuple[EarlierRow, ...] = ()
    """Sides and roles it had before, the oldest first."""
    id_kind: Coded = _UNSAID
    sex: Coded = _UNSAID
    ethnicity: str = ""
    born: Moment | None = None
    occupation: str = ""
    workplace: str = ""
    language: Coded = _UNSAID


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """A side or a role a party had, and until when."""

    words: str
    """乙方, 诉求人."""
    ended: Moment


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
    payers: tuple[str, ...] = ()
    payees: tuple[str, ...] = ()
    asked_by_id: int | None = None
    asked_of_id: int | None = None


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
    by_id: int | None = None
