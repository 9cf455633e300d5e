"""What was said apart: its own type, part of nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.domain.amounts import Amount
    from linli.domain.moments import Moment

    from .words import Coded


@dataclass(frozen=True, slots=True)
class CaucusNoteRow:
    """What was said apart: for the one window that opens it, and nowhere else.

    ``confidentiality`` is CONVEYED where words of it were told to others.
    """

    id: int
    session_id: int
    moment: Moment
    speakers: tuple[str, ...]
    confidentiality: Coded
    text: str
    speaker_ids: tuple[int, ...] = ()
    may_convey_to: str = ""
    """To whom it may be told, in words."""
    reported_why: str = ""
    amount: Amount | None = None
    """A sum named there: part of no total."""
