"""What today asks of the office: appointments, what is due, what is late."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from linli.domain.moments import Moment

    from .words import DueRow


class AgendaGroup(StrEnum):
    """Where an entry stands on the start page; the value is the word people read."""

    LATE = "过期"
    TODAY = "今天"
    COMING = "明天起七天"
    NO_DAY = "待回访"
    """Cases closed without a follow-up: they ask for one, on no day."""


class AgendaKind(StrEnum):
    """What an entry asks for; the value is the word people read."""

    TO_DO = "提醒"
    APPOINTMENT = "约见"
    SESSION = "约定调解"
    POSTPONED = "改期调解"
    LIMIT = "时限"
    OBLIGATION = "履行"
    REPLY = "答复"
    FOLLOW_UP = "回访"


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One thing to do, with the case it belongs to.

    ``due`` is how it stands to now, in words; ``moment`` the day itself, None where
    it has none. ``what`` is "" where the case itself is what is due. ``who`` is the
    worker it is for, else who has the case. ``reminder_id`` is set for what can be
    marked as done.
    """

    group: AgendaGroup
    kind: AgendaKind
    due: DueRow
    moment: Moment | None
    case_id: int
    number: str
    title: str
    place: str
    parties: tuple[str, ...]
    what: str
    who: str
    reminder_id: int | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """The entries of one worker, or of all, in the order of the page.

    ``more`` says of each group how many entries it has besides those given.
    """

    at: datetime
    entries: tuple[AgendaEntry, ...]
    more: tuple[tuple[AgendaGroup, int], ...] = ()

    def of(self, group: AgendaGroup) -> tuple[AgendaEntry, ...]:
        """The entries of one group."""
        return tuple(entry for entry in self.entries if entry.group is group)

    def count(self, group: AgendaGroup) -> int:
        """How many entries a group has, those not given included."""
        return len(self.of(group)) + dict(self.more).get(group, 0)


@dataclass(frozen=True, slots=True)
class AgendaFigures:
    """How many things are late, and how many more today asks for."""

    late: int = 0
    today: int = 0
