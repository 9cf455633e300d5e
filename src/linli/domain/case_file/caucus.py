"""What was said apart: its own type, part of nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.domain.moments import Moment

    from .words import Coded


@dataclass(frozen=True, slots=True)
class CaucusNoteRow:
    """What was said apart: for the one window that opens it, and nowhere else."""

    id: int
    session_id: int
    moment: Moment
    speakers: tuple[str, ...]
    confidentiality: Coded
    text: str
