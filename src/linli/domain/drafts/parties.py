"""Parties and places as a form hands them over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.domain.amounts import Count
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
    more_roles: tuple[str, ...] = ()
    """Roles beside the first; several hold at once."""
    since: Moment | None = None
    """From when side and roles are as given, where they changed; None puts a slip right."""
    part_of: int | None = None
    """The party id of the group it is part of."""
    counts: tuple[Count, ...] = ()
    """Counts beside ``people``, such as the representatives of a group."""
    id_kind: str = ""
    sex: str = ""
    ethnicity: str = ""
    born: Moment | None = None
    occupation: str = ""
    workplace: str = ""
    language: str = ""
    place: PlaceDraft = field(default_factory=PlaceDraft)
    """Where it lives, part by part; ``home`` is the address as told."""
    consent: str = ""
    """Whether it agrees to be mediated, a code of CONSENTS; "" where nobody asked."""
    consented: Moment | None = None
    consent_words: str = ""
