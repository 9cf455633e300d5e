"""The mediation sessions of a case, and what was conveyed of them, for its case file.

Caucus notes are counted here by their keys alone, with who spoke; their text has a
door of its own in ``mediation.caucus_notes``.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from linli.casework.people import name_of, side_of
from linli.domain import vocabulary as words
from linli.domain.case_file import Coded, ConveyanceRow, SessionRow
from linli.domain.sides import SIDES
from linli.records.tables import (
    Case,
    CaucusNote,
    CaucusSpeaker,
    Conveyance,
    ConveyanceEnd,
    MediationSession,
    Step,
)

Speakers = tuple[int, ...]
"""Who spoke in one note, by party id."""


def session_rows(session: Session, mediations: Sequence[MediationSession]) -> dict[int, SessionRow]:
    """The sessions by the id of their step; their seats are loaded already."""
    spoke = _who_spoke(session, [mediation.id for mediation in mediations])
    return {
        mediation.step_id: _session_row(mediation, spoke.get(mediation.id, ()))
        for mediation in mediations
    }


def conveyance_rows(session: Session, kept: Case) -> tuple[ConveyanceRow, ...]:
    """What was conveyed in a case, oldest first; nothing of a note that was removed."""
    rows = session.execute(
        select(Conveyance, CaucusNote.session_id)
        .join(CaucusNote, CaucusNote.id == Conveyance.note_id)
        .join(MediationSession, MediationSession.id == CaucusNote.session_id)
        .join(Step, Step.id == MediationSession.step_id)
        .where(Step.case_id == kept.id, Step.removed_at.is_(None), CaucusNote.removed_at.is_(None))
        .order_by(Conveyance.id)
        .options(selectinload(Conveyance.ends).joinedload(ConveyanceEnd.party))
    ).all()
    spoke = _speakers(session, [conveyance.note_id for conveyance, _ in rows])
    return tuple(
        _conveyance_row(conveyance, session_id, spoke.get(conveyance.note_id, ()))
        for conveyance, session_id in rows
    )


def _session_row(mediation: MediationSession, spoke: Sequence[Speakers]) -> SessionRow:
    seats = mediation.attendances
    parties = [seat.party for seat in seats if seat.role == "PARTY" and seat.party is not None]
    return SessionRow(
        id=mediation.id,
        step_id=mediation.step_id,
        moment=mediation.step.moment,
        method=_coded(words.METHODS, mediation.method),
        way=_coded(words.SESSION_WAYS, mediation.way),
        state=_coded(words.SESSION_STATES, mediation.state),
        effect=_coded(words.SESSION_EFFECTS, mediation.effect),
        place=mediation.place,
        party_ids=tuple(party.id for party in parties),
        parties=tuple(name_of(party) for party in parties),
        sides=tuple(sorted({side_of(party) for party in parties} - {""}, key=SIDES.index)),
        present=tuple(seat.words for seat in seats if seat.role != "PARTY"),
        mediators=tuple(seat.words for seat in seats if seat.role == "MEDIATOR"),
        record=mediation.record,
        note_count=len(spoke),
        times=mediation.times,
        note_speakers=tuple(dict.fromkeys(spoke)),
        sitting=mediation.sitting,
        state_words=mediation.state_words,
        joint_first_reason=mediation.joint_first_reason,
    )


def _conveyance_row(conveyance: Conveyance, session_id: int, speakers: Speakers) -> ConveyanceRow:
    told = [end.party for end in conveyance.ends if end.part == "TOLD"]
    consenting = [end.party for end in conveyance.ends if end.part == "CONSENTED"]
    return ConveyanceRow(
        id=conveyance.id,
        note_id=conveyance.note_id,
        session_id=session_id,
        words=conveyance.words,
        to_ids=tuple(party.id for party in told),
        to=tuple(name_of(party) for party in told),
        consent_by=tuple(name_of(party) for party in consenting),
        consented=conveyance.consented,
        consent_how=_coded(words.CONSENT_WAYS, conveyance.consent_how),
        answer=conveyance.answer,
        speaker_ids=speakers,
    )


def _who_spoke(session: Session, session_ids: Sequence[int]) -> dict[int, list[Speakers]]:
    """For each session the speakers of each of its notes."""
    notes = dict(
        session.execute(
            select(CaucusNote.id, CaucusNote.session_id)
            .where(CaucusNote.session_id.in_(session_ids), CaucusNote.removed_at.is_(None))
            .order_by(CaucusNote.id)
        ).all()
    )
    speakers = _speakers(session, list(notes))
    found: dict[int, list[Speakers]] = {}
    for note_id, session_id in notes.items():
        found.setdefault(session_id, []).append(speakers.get(note_id, ()))
    return found


def _speakers(session: Session, note_ids: Sequence[int]) -> dict[int, Speakers]:
    rows = session.execute(
        select(CaucusSpeaker.note_id, CaucusSpeaker.party_id)
        .where(CaucusSpeaker.note_id.in_(note_ids))
        .order_by(CaucusSpeaker.party_id)
    ).all()
    found: dict[int, Speakers] = {}
    for note_id, party_id in rows:
        found[note_id] = (*found.get(note_id, ()), party_id)
    return found


def _coded(codes: words.CodeList[Any], code: str) -> Coded:
    return Coded(code, codes.label_of(code))
