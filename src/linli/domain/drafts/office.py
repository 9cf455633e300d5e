"""The office, its grid and its people, as a form hands them over."""

from __future__ import annotations

from dataclasses import dataclass


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
class OrganisationDraft:
    """An outside body the office works with; ``kind`` a code of ORGANISATION_KINDS."""

    name: str
    kind: str = "NOT_STATED"


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
    organisations: tuple[OrganisationDraft, ...] = ()
