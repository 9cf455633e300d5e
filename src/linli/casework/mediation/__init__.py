"""Mediation: the sessions, and the one door to what a side said apart.

sessions  what was held, who sat in it, what was said before all who attended
caucus    notes of what some parties said apart: written, read, moved to who really spoke
"""

from .caucus import (
    SpeakerSet,
    add_note,
    another_note,
    caucus_notes,
    change_note,
    has_caucus_notes,
    move_note,
    note_draft,
    speaker_sets,
    speakers_of,
)
from .sessions import change_session, record_session, session_draft

__all__ = [
    "SpeakerSet",
    "add_note",
    "another_note",
    "caucus_notes",
    "change_note",
    "change_session",
    "has_caucus_notes",
    "move_note",
    "note_draft",
    "record_session",
    "session_draft",
    "speaker_sets",
    "speakers_of",
]
