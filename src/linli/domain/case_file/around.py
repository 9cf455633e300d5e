"""What stands around a case: links, reminders, words conveyed, corrections, what was removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .words import DueRow, DueState

if TYPE_CHECKING:
    from datetime import datetime

    from linli.domain.moments import Moment
    from linli.domain.things import Thing

    from .words import Coded

_NO_DAY = DueRow(DueState.NOT_SET, "")


@dataclass(frozen=True, slots=True)
class LinkRow:
    """Another case this one belongs with, as seen from here."""

    id: int
    kind: Coded
    words: str
    """How the link reads from this side: 由此引起, 起因于."""
    case_id: int
    number: str
    title: str
    note: str
    stage: str = ""
    """The other case's stage in words: 已办结, 作废."""


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """Something to do or an appointment on a case; ``due`` is how its day stands to today."""

    id: int
    kind: Coded
    moment: Moment
    what: str
    worker: str
    is_done: bool
    due: DueRow = _NO_DAY


@dataclass(frozen=True, slots=True)
class ConveyanceRow:
    """Words one side let be told to others: open to those who were told, and to nobody else."""

    id: int
    note_id: int
    session_id: int
    words: str
    to_ids: tuple[int, ...]
    to: tuple[str, ...]
    consent_by: tuple[str, ...]
    consented: Moment
    consent_how: Coded
    answer: str
    speaker_ids: tuple[int, ...] = ()
    """Who said it apart."""


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A slip put right in a closed case, with what stood there before."""

    what: str
    old: str
    new: str
    why: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """Something removed that can be taken back; ``words`` never tell what one side said apart."""

    thing: Thing
    id: int
    case_id: int
    case_number: str
    words: str
    why: str
    at: datetime
    by: str
