"""背靠背记录: the one door to what a side said apart.

No other module reads the text of a note. Whoever asks for it names exactly who
spoke, or one note of theirs.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from linli.casework.people import name_of, side_of
from linli.casework.state import open_case, refresh
from linli.casework.steps import add_step
from linli.domain import amounts
from linli.domain.case_file import CaucusNoteRow, Coded
from linli.domain.drafts import NoteDraft
from linli.domain.sides import SIDES
from linli.domain.text import LINE, TEXT, clean
from linli.domain.vocabulary import CONFIDENTIALITIES, METHODS
from linli.errors import LinliError, Refused
from linli.records.tables import (
    Amount,
    Case,
    CaucusNote,
    CaucusSpeaker,
    Conveyance,
    MediationSession,
    Party,
    SessionParty,
    Step,
)
from linli.records.upkeep import INCLUDE_REMOVED

from .seats import parties_called, parties_seated, put_seats, seats_kept, seats_of_parties

_CONVEYED: Final = "这条记录里的话已经转达过，不能改到别人名下。先删除转达，再改。"


class SpeakerSet(NamedTuple):
    """Some parties who spoke apart together, and how many notes there are of it."""

    side: str
    party_ids: tuple[int, ...]
    label: str
    note_count: int


def caucus_notes(
    session: Session, case_id: int, speakers: Sequence[int]
) -> tuple[CaucusNoteRow, ...]:
    """What exactly these parties said apart, oldest first."""
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
    said = _amounts(session, ids)
    conveyed = set(session.scalars(select(Conveyance.note_id).where(Conveyance.note_id.in_(ids))))
    return tuple(
        CaucusNoteRow(
            id=note.id,
            session_id=note.session_id,
            moment=note.mediation.step.moment,
            speakers=tuple(name_of(speaker.party) for speaker in note.speakers),
            confidentiality=_level("CONVEYED" if note.id in conveyed else note.confidentiality),
            text=note.text,
            speaker_ids=tuple(speaker.party_id for speaker in note.speakers),
            may_convey_to=note.may_convey_to,
            reported_why=note.reported_why,
            amount=said[note.id].value if note.id in said else None,
        )
        for note in notes
    )


def note_draft(session: Session, note_id: int) -> NoteDraft:
    """One note as a form would hand it over."""
    note = _note(session, note_id)
    said = _amounts(session, [note_id]).get(note_id)
    return NoteDraft(
        text=note.text,
        confidentiality=note.confidentiality,
        reported_why=note.reported_why,
        may_convey_to=note.may_convey_to,
        amount=said.value if said else None,
        speakers=speakers_of(session, note_id),
    )


def add_note(session: Session, session_id: int, draft: NoteDraft) -> int:
    """Add a note to a session and return its id; who spoke sat in it.

    Raises Refused where the case is closed, the session holds no notes, nobody or
    more than one side spoke, or the note is empty.
    """
    mediation = session.get_one(MediationSession, session_id)
    case = open_case(session, mediation.step.case_id)
    method = METHODS[mediation.method]
    if not method.holds_caucus:
        raise Refused((None, f"“{method.label}”不记单独谈的内容，请改用背靠背。"))
    sat = parties_called(case, parties_seated(mediation))
    check_notes(case, (draft,), sat)
    put_notes(session, mediation, (draft,), sat)
    refresh(case)
    return session.scalars(
        select(CaucusNote.id)
        .where(CaucusNote.session_id == session_id)
        .order_by(CaucusNote.id.desc())
        .limit(1)
    ).one()


def another_note(session: Session, note_id: int, draft: NoteDraft) -> int:
    """Add one more note of those who spoke in an earlier one, in the same session."""
    note = _note(session, note_id)
    case = open_case(session, note.mediation.step.case_id)
    _check_words((draft,))
    who = parties_called(case, speakers_of(session, note_id))
    made = _keep(session, note.mediation, draft, who)
    refresh(case)
    return made.id


def change_note(session: Session, note_id: int, draft: NoteDraft) -> None:
    """Put ``draft`` in place of a note; who spoke stays, and is changed by `move_note`.

    Refuses what `add_note` refuses.
    """
    note = _note(session, note_id)
    case = open_case(session, note.mediation.step.case_id)
    _check_words((draft,))
    _put_words(note, draft)
    _put_amount(session, note, draft.amount)
    refresh(case)


def move_note(session: Session, note_id: int, speakers: Sequence[int]) -> None:
    """Put a note under the name of those who really spoke, all of one side.

    A back-to-back session goes with it, unless it holds notes of others: then the note
    gets a session of its own in the same sitting. Raises Refused where the note was
    conveyed already, or they did not sit in a session of several sides.
    """
    note = _note(session, note_id)
    mediation = note.mediation
    case = open_case(session, mediation.step.case_id)
    parties = parties_called(case, speakers)
    _check_one_side(parties)
    if set(speakers) == set(speakers_of(session, note_id)):
        return
    if session.scalars(select(Conveyance.id).where(Conveyance.note_id == note_id)).first():
        raise Refused((None, _CONVEYED))
    if mediation.method != "BACK_TO_BACK":
        if not set(speakers) <= set(parties_seated(mediation)):
            raise Refused((None, "这一方没有参加这一场。先修改这一场到场的各方，再改。"))
    elif _has_other_notes(session, note):
        mediation = _session_of_its_own(session, case, mediation, parties)
    else:
        put_seats(session, case, mediation, [*seats_of_parties(parties), *seats_kept(mediation)])
    note.mediation = mediation
    for row in session.scalars(select(CaucusSpeaker).where(CaucusSpeaker.note_id == note_id)):
        session.delete(row)  # it was never said by them
    session.flush()
    session.add_all(CaucusSpeaker(note_id=note_id, party_id=party.id) for party in parties)
    for said in _amounts(session, [note_id]).values():
        said.said_in_session_id = mediation.id
    refresh(case)


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


def speakers_of(session: Session, note_id: int) -> tuple[int, ...]:
    """The ids of the parties who spoke in a note."""
    return tuple(
        session.scalars(
            select(CaucusSpeaker.party_id)
            .where(CaucusSpeaker.note_id == note_id)
            .order_by(CaucusSpeaker.party_id)
        )
    )


def who_spoke(session: Session, session_id: int) -> set[frozenset[int]]:
    """The sets of parties who have notes in one session."""
    rows = session.execute(
        select(CaucusSpeaker.note_id, CaucusSpeaker.party_id)
        .join(CaucusNote, CaucusNote.id == CaucusSpeaker.note_id)
        .where(CaucusNote.session_id == session_id, CaucusNote.removed_at.is_(None))
    )
    return set(_grouped((note, party) for note, party in rows).values())


def has_caucus_notes(session: Session) -> bool:
    """Whether anything at all was said apart in this file."""
    return session.scalars(select(CaucusNote.id).limit(1)).first() is not None


def check_notes(case: Case, drafts: Sequence[NoteDraft], sat: Sequence[Party]) -> None:
    """Refuse notes without words or speakers, of several sides, or of somebody who did not sit."""
    for draft in drafts:
        speakers = parties_called(case, draft.speakers) or sat
        if not speakers:
            raise Refused(("speakers", "请选哪一方：单独谈的内容要记在说话的一方名下"))
        if not {party.id for party in speakers} <= {party.id for party in sat}:
            raise Refused(("speakers", "单独谈话的人要在到场各方里"))
        _check_one_side(speakers)
    _check_words(drafts)


def put_notes(
    session: Session,
    mediation: MediationSession,
    drafts: Sequence[NoteDraft],
    sat: Sequence[Party],
) -> None:
    """Keep notes, checked already, of a session that is being written."""
    for draft in drafts:
        who = [party for party in sat if party.id in draft.speakers] or sat
        _keep(session, mediation, draft, who)


def _note(session: Session, note_id: int) -> CaucusNote:
    note = session.get(CaucusNote, note_id)
    if note is None:
        raise LinliError("没有找到这条背靠背记录，可能已经删除。")
    return note


def _check_one_side(parties: Sequence[Party]) -> None:
    if not parties:
        raise Refused((None, "请选是谁说的"))
    if len({side_of(party) for party in parties}) > 1:
        raise Refused(("side", "一条背靠背记录只记一方说的话，请选是哪一方"))


def _check_words(drafts: Sequence[NoteDraft]) -> None:
    if any(not clean(draft.text, TEXT, lines=True) for draft in drafts):
        raise Refused(("notes", "背靠背记录还没有写内容"))
    if any(draft.confidentiality == "REPORTED" and not draft.reported_why for draft in drafts):
        raise Refused(("reported_why", "“依法报告”要写明理由；还没有理由的，请先选“保密”。"))


def _keep(
    session: Session, mediation: MediationSession, draft: NoteDraft, speakers: Sequence[Party]
) -> CaucusNote:
    note = CaucusNote(mediation=mediation)
    _put_words(note, draft)
    session.add(note)
    session.flush()
    session.add_all(CaucusSpeaker(note_id=note.id, party_id=party.id) for party in speakers)
    _put_amount(session, note, draft.amount)
    session.flush()
    return note


def _put_words(note: CaucusNote, draft: NoteDraft) -> None:
    level = draft.confidentiality
    note.text = clean(draft.text, TEXT, lines=True, field="notes")
    note.confidentiality = level
    to = draft.may_convey_to if level == "MAY_CONVEY" else ""
    why = draft.reported_why if level == "REPORTED" else ""
    note.may_convey_to = clean(to, LINE, field="may_convey_to")
    note.reported_why = clean(why, TEXT, lines=True, field="reported_why")


def _put_amount(session: Session, note: CaucusNote, value: amounts.Amount | None) -> None:
    """Keep the sum named in a note, as secret as the note."""
    kept = _amounts(session, [note.id]).get(note.id)
    if kept is None:
        if value is not None:
            session.add(
                Amount(
                    value=value,
                    caucus_note_id=note.id,
                    said_in_session_id=note.session_id,
                    confidentiality=note.confidentiality,
                )
            )
    elif value is None:
        kept.removed_at = datetime.now(UTC)
    else:
        kept.confidentiality = note.confidentiality
        if kept.value != value:
            kept.value = value
    session.flush()


def _amounts(session: Session, note_ids: Sequence[int]) -> dict[int, Amount]:
    rows = session.scalars(select(Amount).where(Amount.caucus_note_id.in_(note_ids)))
    return {row.caucus_note_id: row for row in rows if row.caucus_note_id is not None}


def _has_other_notes(session: Session, note: CaucusNote) -> bool:
    """Whether the session holds, or held, another note: it stays with those who spoke there."""
    others = select(CaucusNote.id).where(
        CaucusNote.session_id == note.session_id, CaucusNote.id != note.id
    )
    return session.scalars(others, execution_options={INCLUDE_REMOVED: True}).first() is not None


def _session_of_its_own(
    session: Session, case: Case, like: MediationSession, parties: Sequence[Party]
) -> MediationSession:
    step = add_step(session, case, "MEDIATED", like.step.moment, after_step=like.step_id)
    made = MediationSession(
        step=step,
        method=like.method,
        way=like.way,
        state=like.state,
        sitting=like.sitting,
        place=like.place,
    )
    session.add(made)
    put_seats(session, case, made, [*seats_of_parties(parties), *seats_kept(like)])
    return made


def _level(code: str) -> Coded:
    return Coded(code, CONFIDENTIALITIES.label_of(code))


def _by_side(row: SpeakerSet) -> tuple[list[int], tuple[int, ...]]:
    return [SIDES.index(side) for side in row.side], row.party_ids


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
