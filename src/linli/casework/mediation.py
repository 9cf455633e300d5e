"""Mediation sessions, and the one door to what a side said apart."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from linli.casework.people import name_of, side_of
from linli.casework.state import open_case, refresh
from linli.casework.steps import KnownNames, add_step, cleaned
from linli.domain.case_file import CaucusNoteRow, Coded
from linli.domain.drafts import SessionDraft
from linli.domain.sides import SIDES
from linli.domain.text import LINE, TEXT, clean
from linli.domain.vocabulary import CONFIDENTIALITIES, METHODS
from linli.errors import Refused
from linli.records.tables import (
    Case,
    CaucusNote,
    CaucusSpeaker,
    MediationSession,
    Party,
    SessionParty,
    Step,
)


class SpeakerSet(NamedTuple):
    """Some parties who spoke apart together, and how many notes there are of it."""

    side: str
    party_ids: tuple[int, ...]
    label: str
    note_count: int


def record_session(session: Session, case_id: int, draft: SessionDraft) -> int:
    """Keep one mediation session with its notes and return its id.

    Raises Refused where the case is closed, notes have no speakers or a reported one
    no reason, speakers are no parties of the case, or a back-to-back session has more
    than one side.
    """
    case = open_case(session, case_id)
    speakers = _speakers(case, draft)
    _check(draft, speakers)
    step = add_step(session, case, "MEDIATED", draft.moment)
    mediation = MediationSession(
        step=step,
        method=draft.method,
        way=draft.way,
        state=draft.state,
        effect=draft.effect,
        times=draft.times,
        sitting=_sitting(session, case, draft.same_sitting_as),
        place=clean(draft.place, LINE, field="place"),
        record=clean(draft.record, TEXT, lines=True, field="record"),
        joint_first_reason=clean(
            draft.joint_first_reason, TEXT, lines=True, field="joint_first_reason"
        ),
    )
    session.add(mediation)
    _seat(mediation, draft, speakers, KnownNames(session, case))
    session.flush()
    for note in draft.notes:
        kept = CaucusNote(
            session_id=mediation.id,
            text=clean(note.text, TEXT, lines=True),
            confidentiality=note.confidentiality,
            reported_why=clean(note.reported_why, TEXT, lines=True),
        )
        session.add(kept)
        session.flush()
        session.add_all(CaucusSpeaker(note_id=kept.id, party_id=party.id) for party in speakers)
    refresh(case)
    return mediation.id


def speaker_sets(session: Session, case_id: int) -> tuple[SpeakerSet, ...]:
    """Who spoke apart in this case, by side; a back-to-back session without notes counts too."""
    case = session.get_one(Case, case_id)
    notes = [*_speakers_of_notes(session, case_id).values()]
    sets = {*notes, *_apart(session, case_id)}
    parties = {party.id: party for party in case.parties}
    rows = [
        SpeakerSet(
            side="".join(dict.fromkeys(side_of(parties[party]) for party in sorted(who))),
            party_ids=tuple(sorted(who)),
            label="、".join(name_of(parties[party]) for party in sorted(who)),
            note_count=notes.count(who),
        )
        for who in sets
        if who and who <= parties.keys()
    ]
    return tuple(sorted(rows, key=_by_side))


def caucus_notes(
    session: Session, case_id: int, speakers: Sequence[int]
) -> tuple[CaucusNoteRow, ...]:
    """What exactly these parties said apart, oldest first: the one door to this text."""
    wanted = frozenset(speakers)
    ids = [note for note, who in _speakers_of_notes(session, case_id).items() if who == wanted]
    notes = session.scalars(
        select(CaucusNote)
        .where(CaucusNote.id.in_(ids))
        .join(CaucusNote.mediation)
        .join(MediationSession.step)
        .order_by(Step.position, CaucusNote.id)
        .options(
            joinedload(CaucusNote.mediation).joinedload(MediationSession.step),
            selectinload(CaucusNote.speakers).joinedload(CaucusSpeaker.party),
        )
    )
    return tuple(
        CaucusNoteRow(
            id=note.id,
            session_id=note.session_id,
            moment=note.mediation.step.moment,
            speakers=tuple(name_of(speaker.party) for speaker in note.speakers),
            confidentiality=Coded(
                note.confidentiality, CONFIDENTIALITIES.label_of(note.confidentiality)
            ),
            text=note.text,
        )
        for note in notes
    )


def has_caucus_notes(session: Session) -> bool:
    """Whether anything at all was said apart in this file."""
    return session.scalars(select(CaucusNote.id).limit(1)).first() is not None


def _by_side(row: SpeakerSet) -> tuple[list[int], tuple[int, ...]]:
    return [SIDES.index(side) for side in row.side], row.party_ids


def _speakers(case: Case, draft: SessionDraft) -> list[Party]:
    parties = {party.id: party for party in case.parties}
    if not parties.keys() >= set(draft.speakers):
        raise Refused(("speakers", "参加的各方要从本事项的当事人里选"))
    return [parties[party] for party in dict.fromkeys(draft.speakers)]


def _check(draft: SessionDraft, speakers: Sequence[Party]) -> None:
    method = METHODS[draft.method]
    if draft.notes and not speakers:
        raise Refused(("speakers", "请选哪一方：单独谈的内容要记在说话的一方名下"))
    if any(not clean(note.text, TEXT, lines=True) for note in draft.notes):
        raise Refused(("notes", "背靠背记录还没有写内容"))
    if any(note.confidentiality == "REPORTED" and not note.reported_why for note in draft.notes):
        raise Refused(("notes", "“依法报告”要写明理由；还没有理由的，请先选“保密”。"))
    if draft.notes and not method.holds_caucus:
        raise Refused(("notes", f"“{method.label}”不记单独谈的内容，请改用背靠背。"))
    if draft.method == "BACK_TO_BACK":
        if not speakers:
            raise Refused(("speakers", "请选哪一方"))
        if len({side_of(party) for party in speakers}) > 1:
            raise Refused(("speakers", "背靠背一场只谈一方；两方同场请记面对面"))
        if draft.record:
            raise Refused(("record", "背靠背只记单独谈的内容，不记同场所说"))


def _sitting(session: Session, case: Case, same_as: int | None) -> int:
    if same_as is not None:
        earlier = session.scalars(_of_case(case).where(MediationSession.id == same_as)).first()
        if earlier is None:
            raise Refused(("same_sitting_as", "同一次要从本事项的调解场次里选"))
        return earlier.sitting
    last = session.scalar(
        select(func.max(MediationSession.sitting))
        .join(MediationSession.step)
        .where(Step.case_id == case.id)
    )
    return (last or 0) + 1


def _of_case(case: Case) -> Select[MediationSession]:
    return select(MediationSession).join(MediationSession.step).where(Step.case_id == case.id)


def _seat(
    mediation: MediationSession, draft: SessionDraft, speakers: Sequence[Party], names: KnownNames
) -> None:
    seats = [SessionParty(role="PARTY", words=name_of(party), party=party) for party in speakers]
    others: tuple[tuple[str, Iterable[str]], ...] = (
        ("MEDIATOR", draft.mediators),
        ("RECORDER", (draft.recorder,) if draft.recorder else ()),
        ("INVITED", draft.invited),
        ("COMPANION", draft.attended_by),
    )
    for role, words in others:
        for name in cleaned(words, LINE):
            worker = names.worker(name)
            body = None if worker else names.organisation(name)
            seats.append(SessionParty(role=role, words=name, worker=worker, organisation=body))
    for rank, seat in enumerate(seats):
        seat.rank = rank
    mediation.attendances.extend(seats)


def _speakers_of_notes(session: Session, case_id: int) -> dict[int, frozenset[int]]:
    rows = session.execute(
        select(CaucusSpeaker.note_id, CaucusSpeaker.party_id)
        .join(CaucusNote, CaucusNote.id == CaucusSpeaker.note_id)
        .join(MediationSession, MediationSession.id == CaucusNote.session_id)
        .join(Step, Step.id == MediationSession.step_id)
        .where(Step.case_id == case_id, Step.removed_at.is_(None), CaucusNote.removed_at.is_(None))
        .order_by(CaucusSpeaker.note_id)
    )
    return _grouped((note, party) for note, party in rows)


def _apart(session: Session, case_id: int) -> set[frozenset[int]]:
    rows = session.execute(
        select(SessionParty.session_id, SessionParty.party_id)
        .join(MediationSession, MediationSession.id == SessionParty.session_id)
        .join(Step, Step.id == MediationSession.step_id)
        .where(
            Step.case_id == case_id,
            Step.removed_at.is_(None),
            MediationSession.method == "BACK_TO_BACK",
            SessionParty.role == "PARTY",
        )
    )
    return set(_grouped((mediation, party or 0) for mediation, party in rows).values())


def _grouped(rows: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    grouped: dict[int, set[int]] = {}
    for key, party in rows:
        grouped.setdefault(key, set()).add(party)
    return {key: frozenset(parties) for key, parties in grouped.items()}
