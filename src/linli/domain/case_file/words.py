"""Values that many rows share: a code with its label, a place, the office."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Coded(NamedTuple):
    """A code and the word shown for it; both empty where nothing was said."""

    code: str = ""
    label: str = ""


class DueState(StrEnum):
    """How a case stands to its time limit."""

    OVERDUE = "OVERDUE"
    SOON = "SOON"
    IN_TIME = "IN_TIME"
    STANDING = "STANDING"
    """The clock stands: suspended or transferred out."""
    NOT_SET = "NOT_SET"
    CLOSED = "CLOSED"


class DueRow(NamedTuple):
    """The state and its words: 超期2天, 今天 17:30, 剩3天, 中止, 未设时限, 已办结."""

    state: DueState
    words: str


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """The office of the record file."""

    name: str
    short_name: str
    committee: str
    time_zone: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Where a case or a party is.

    ``grid_path`` runs from the office down: ("枫杨办事处", "翰林社区").
    """

    grid_path: tuple[str, ...] = ()
    tier: str = ""
    estate: str = ""
    building: str = ""
    unit: str = ""
    floor: str = ""
    room: str = ""
    note: str = ""

    @property
    def grid(self) -> str:
        """The name of the grid unit itself."""
        return self.grid_path[-1] if self.grid_path else ""
