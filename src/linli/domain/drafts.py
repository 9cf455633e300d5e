"""Frozen values a form or an import hands over: typed text already read, nothing kept yet.

Who acts is given in words, as the clerk wrote it; keeping a draft finds the unit,
worker or party of that name. An empty string or None means that nothing was said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.domain.amounts import Amount, Count
    from linli.domain.moments import Moment


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """Where something is: a grid unit of the office and the words of an address."""

    grid: str = ""
    estate: str = ""
    building: str = ""
    unit: str = ""
    floor: str = ""
    room: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """One party of a case: a person, household, organisation or group."""

    side: str = ""
    name: str = ""
    role: str = ""
    kind: str = "PERSON"
    identity: str = "KNOWN"
    represents: int | None = None
    """The party id a proxy speaks for."""
    people: Count | None = None
    phone: str = ""
    home: str = ""
    id_number: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PartnerDraft:
    """Who works along in a step or session."""

    name: str
    part: str = "NOT_STATED"
    came: str = "NOT_STATED"


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
class StepDraft:
    """One line of the timeline."""

    action: str
    moment: Moment
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    partners: tuple[PartnerDraft, ...] = ()
    mechanism: str = ""
    note: str = ""
    reason: str = ""
    new_due: Moment | None = None
    new_due_words: str = ""
    is_internal: bool = False
    is_prior: bool = False
    times: int = 1


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What one side said apart."""

    text: str
    confidentiality: str = "CONFIDENTIAL"
    reported_why: str = ""
    """Why it was reported as the law asks: for REPORTED, which is refused without."""


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """One mediation session.

    ``speakers`` are the ids of the parties who spoke in a one-sided session, or
    who attended a joint one. ``record`` is the joint text (or the enquiry record);
    ``notes`` are caucus notes and need speakers.
    """

    method: str
    moment: Moment
    speakers: tuple[int, ...] = ()
    record: str = ""
    notes: tuple[NoteDraft, ...] = ()
    way: str = "IN_PERSON"
    state: str = "HELD"
    effect: str = "NOT_STATED"
    place: str = ""
    attended_by: tuple[str, ...] = ()
    """Others present (参加), in words."""
    mediators: tuple[str, ...] = ()
    recorder: str = ""
    invited: tuple[str, ...] = ()
    joint_first_reason: str = ""
    same_sitting_as: int | None = None
    """The id of an earlier session of the same sitting."""
    times: int = 1


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


@dataclass(frozen=True, slots=True)
class PartyFinding:
    """What a follow-up found with one party."""

    party_id: int
    is_reached: bool = True
    performed: str = "NOT_STATED"
    solved: str = "NOT_STATED"
    satisfaction: str = "NOT_STATED"


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
    """Thanks the office was given."""

    kind: str
    moment: Moment
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class GiftDraft:
    """Money or goods raised for somebody, or spent from what was raised."""

    channel: str
    moment: Moment
    amount: Amount | None
    giver: str = ""
    goods: str = ""
    is_spent: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class AppealDraft:
    """A public appeal for money: where, when, by whom opened."""

    platform: str
    moment: Moment
    by: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class PostDraft:
    """A place volunteers stand at."""

    name: str
    people: Count | None = None


@dataclass(frozen=True, slots=True)
class TrainingDraft:
    """A training before an activity."""

    topic: str
    moment: Moment
    trainer: str = ""
    trained: str = ""


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """An activity that was held or is planned."""

    moment: Moment
    host: str = ""
    co_hosts: tuple[str, ...] = ()
    place: str = ""
    programme: str = ""
    people: tuple[Count, ...] = ()
    posts: tuple[PostDraft, ...] = ()
    trainings: tuple[TrainingDraft, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class TierDraft:
    """A tier of the office's grid; a higher rank stands higher."""

    name: str
    rank: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """A grid unit under its parent, both by name."""

    name: str
    tier: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class WorkerDraft:
    """A person who works in a grid unit."""

    name: str
    unit: str = ""
    job: str = "NOT_STATED"


@dataclass(frozen=True, slots=True)
class OfficeDraft:
    """The office whose record file this is."""

    name: str
    short_name: str
    committee: str = ""
    time_zone: str = "Asia/Shanghai"
    tiers: tuple[TierDraft, ...] = ()
    units: tuple[UnitDraft, ...] = ()
    workers: tuple[WorkerDraft, ...] = ()
