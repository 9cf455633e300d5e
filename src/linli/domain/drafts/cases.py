"""A case, what was asked, how it was brought, how it came out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .parties import PartyDraft, PlaceDraft

if TYPE_CHECKING:
    from linli.domain.amounts import Amount, Count
    from linli.domain.moments import Moment


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """A new case as the clerk takes it down."""

    kind: str
    channel: str
    title: str
    reported: Moment
    urgency: str = "NOT_STATED"
    details: str = ""
    happened: Moment | None = None
    due: Moment | None = None
    due_words: str = ""
    people: Count | None = None
    dispute_type: str = ""
    place: PlaceDraft = field(default_factory=PlaceDraft)
    parties: tuple[PartyDraft, ...] = ()
    requests: tuple[str, ...] = ()
    """Requests beyond the first, which is made from the title."""
    registered_by: str = ""
    """The unit that takes the case down; the office's own where empty."""
    opening: str = "REGISTERED"
    """The action a case begins with: on a patrol it may be FOUND; "" where the first step follows."""
    brought_by: tuple[str, ...] = ()
    """Who brought the matter, where it was none of the parties."""
    outside_number: str = ""
    reply_due: Moment | None = None
    mediation_source: str = ""
    difficulty: str = ""
    risk: str = ""
    is_restricted: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeDraft:
    """A result, and with it the closing of the case where ``closes``."""

    result: str
    moment: Moment
    closes: bool = True
    closed: Moment | None = None
    """When the case was closed, where it is not the moment of the result."""
    closing_kind: str = "NOT_STATED"
    note: str = ""
    request_id: int | None = None
    """The one request it is the result of; the whole case's where neither is named."""
    party_id: int | None = None


@dataclass(frozen=True, slots=True)
class CaseFactsDraft:
    """What a case itself says, changed or put right.

    ``reason`` is why a closed case is put right; the old values are kept then.
    """

    kind: str
    title: str
    urgency: str = "NOT_STATED"
    details: str = ""
    happened: Moment | None = None
    due: Moment | None = None
    due_words: str = ""
    people: Count | None = None
    dispute_type: str = ""
    place: PlaceDraft = field(default_factory=PlaceDraft)
    mediation_source: str = ""
    difficulty: str = ""
    risk: str = ""
    is_restricted: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """What somebody asks, and of whom: a party of the case by its id, else words."""

    words: str
    asked_by: str = ""
    """Who asks, where it is no party."""
    asked_of: str = ""
    """A rule or a facility, or whoever is no party."""
    finding: str = "UNVERIFIED"
    amount: Amount | None = None
    asked_by_id: int | None = None
    asked_of_id: int | None = None
    payers: tuple[str, ...] = ()
    """Who is to pay the amount, by name; parties of the case are known by theirs."""
    payees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """One time the matter was brought, and the reply given."""

    channel: str
    moment: Moment
    by: str = ""
    """Who brought it, where it is no party of the case."""
    sender: str = ""
    """The body that passed it on (来源单位)."""
    outside_number: str = ""
    reply_due: Moment | None = None
    reply: str = ""
    replied: Moment | None = None
    by_id: int | None = None
    """The party id of who brought it."""


@dataclass(frozen=True, slots=True)
class LinkDraft:
    """How this case belongs with another: ``other_case`` is that one's id.

    ``leads_here`` says that it reads from the other case to this one, as 起因于 does.
    ``seen_from`` is the id of this case; None where it is the one recorded on.
    """

    kind: str
    other_case: int
    note: str = ""
    leads_here: bool = False
    seen_from: int | None = None


@dataclass(frozen=True, slots=True)
class ReminderDraft:
    """Something to do or an appointment, for a day; ``worker`` by name, "" for all."""

    moment: Moment
    what: str
    kind: str = "TO_DO"
    worker: str = ""
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class ReasonDraft:
    """Why a case is reopened or voided, and when."""

    moment: Moment
    reason: str
