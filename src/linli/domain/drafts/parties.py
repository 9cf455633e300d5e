"""Parties and places as a form hands them over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.domain.amounts import Count


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
