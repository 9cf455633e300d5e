"""Slips put right in a closed case; what stood there before is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.domain.moments import Moment


@dataclass(frozen=True, slots=True)
class PartySlip:
    """What of a party may be put right without reopening the case, and why."""

    name: str
    phone: str = ""
    home: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StepSlip:
    """What of a step may be put right without reopening the case, and why."""

    moment: Moment
    note: str = ""
    reason: str = ""
