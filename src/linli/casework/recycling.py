"""回收站: what was removed and can be taken back, told without what was said apart."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from linli.casework.people import name_of, side_of
from linli.casework.removal import NOT_THE_WORDS, OWN_ROWS, case_of
from linli.casework.steps import OWNERS
from linli.domain.case_file import RemovedRow
from linli.domain.moments import Moment, Precision, moment_text
from linli.domain.things import Thing
from linli.domain.vocabulary import CHANNELS, LINK_KINDS, METHODS, REMINDER_KINDS
from linli.records.tables import (
    Agreement,
    Case,
    CaseLink,
    CaucusNote,
    CaucusSpeaker,
    Conveyance,
    ConveyanceEnd,
    MediationSession,
    Outcome,
    Party,
    Reminder,
    Removable,
    Report,
    Request,
    Step,
    Worker,
)
from linli.records.upkeep import INCLUDE_REMOVED

_SEEN = {INCLUDE_REMOVED: True}


def removed_rows(session: Session, case_id: int | None = None) -> tuple[RemovedRow, ...]:
    """What was removed and can be taken back, the latest first; of one case or of all.

    What fell with another row is not told: it comes back with that one.
    """
    found = [*_steps(session, case_id), *_others(session, case_id)]
    return tuple(sorted(found, key=lambda row: (row.at, row.id), reverse=True))


def _steps(session: Session, case_id: int | None) -> Iterable[RemovedRow]:
    wanted = select(Step).where(Step.removed_at.is_not(None)).options(joinedload(Step.case))
    if case_id is not None:
        wanted = wanted.where(Step.case_id == case_id)
    steps = session.scalars(wanted, execution_options=_SEEN).unique().all()
    owned = _owners(session, [step.id for step in steps])
    with_others = {
        (step.case_id, step.removed_at)
        for step in steps
        if owned.get(step.id, (Thing.STEP, 0))[0] in _TAKES_OTHERS_ALONG
    }
    for step in steps:
        thing, row_id = owned.get(step.id, (Thing.STEP, step.id))
        if (step.case_id, step.removed_at) in with_others and thing not in _TAKES_OTHERS_ALONG:
            continue
        words = (_when(step.moment, step), *_what(session, step, thing, row_id))
        yield _told(session, step.case, thing, row_id, step, words)


_TAKES_OTHERS_ALONG = frozenset({Thing.OUTCOME, Thing.AGREEMENT})


def _owners(session: Session, ids: Sequence[int]) -> dict[int, tuple[Thing, int]]:
    found: dict[int, tuple[Thing, int]] = {}
    for thing, table in OWNERS.items():
        rows = session.execute(
            select(table.step_id, table.id).where(table.step_id.in_(ids)), execution_options=_SEEN
        )
        found |= {step_id: (thing, row_id) for step_id, row_id in rows}
    return found


def _what(session: Session, step: Step, thing: Thing, row_id: int) -> tuple[str, ...]:
    """What a step was; of a session only how it was held, and with whom."""
    match thing:
        case Thing.SESSION:
            mediation = session.get_one(MediationSession, row_id, execution_options=_SEEN)
            seats = mediation.attendances
            parties = [name_of(seat.party) for seat in seats if seat.party is not None]
            return METHODS.label_of(mediation.method), "、".join(parties)
        case Thing.OUTCOME:
            outcome = session.get_one(Outcome, row_id, execution_options=_SEEN)
            return outcome.result.label, outcome.note
        case Thing.AGREEMENT:
            agreement = session.get_one(Agreement, row_id, execution_options=_SEEN)
            return "、".join(party.words for party in agreement.parties), agreement.text
        case _:
            return step.action.label, step.note


def _others(session: Session, case_id: int | None) -> Iterable[RemovedRow]:
    for thing, table in OWN_ROWS.items():
        if thing is Thing.STEP:
            continue
        options = NOT_THE_WORDS if thing is Thing.NOTE else ()
        removed = select(table).where(table.removed_at.is_not(None)).options(*options)
        for row in session.scalars(removed, execution_options=_SEEN).all():
            case = case_of(session, row)
            ends = {case.id, row.other_id} if isinstance(row, CaseLink) else {case.id}
            if case_id is None or case_id in ends:
                row_id = int(getattr(row, "id"))  # noqa: B009 - every such table has one
                yield _told(session, case, thing, row_id, row, tuple(_words(session, row)))


def _words(session: Session, row: Removable) -> Iterable[str]:
    """What is told of it: nothing of what was said apart, no name that asked for secrecy."""
    match row:
        case Party():
            yield f"{side}方" if (side := side_of(row)) else ""
            yield "要求保密的当事人" if row.identity == "WITHHELD" else name_of(row)
        case Request():
            yield row.words
        case Report():
            yield CHANNELS.label_of(row.channel.base)
            yield _when(row.reported, row)
            yield row.outside_number
        case CaseLink():
            yield LINK_KINDS.label_of(row.kind)
            yield row.other.number
        case Reminder():
            yield REMINDER_KINDS.label_of(row.kind)
            yield _when(row.moment, row)
            yield row.what
        case CaucusNote():
            yield from _speakers(session, row.id, row)
        case Conveyance():
            told = select(Party).join(ConveyanceEnd, ConveyanceEnd.party_id == Party.id)
            parties = session.scalars(
                told.where(ConveyanceEnd.conveyance_id == row.id, ConveyanceEnd.part == "TOLD"),
                execution_options=_SEEN,
            )
            yield from _speakers(session, row.note_id, row)
            yield "转达给" + "、".join(_side_or_name(party) for party in parties)
        case _:
            pass


def _speakers(session: Session, note_id: int, removed: Removable) -> Iterable[str]:
    """Who spoke, and when; not a word of what."""
    speakers = session.scalars(
        select(Party)
        .join(CaucusSpeaker, CaucusSpeaker.party_id == Party.id)
        .where(CaucusSpeaker.note_id == note_id)
        .order_by(Party.rank),
        execution_options=_SEEN,
    )
    yield "、".join(dict.fromkeys(_side_or_name(party) for party in speakers))
    moment = session.scalars(
        select(Step)
        .join(MediationSession, MediationSession.step_id == Step.id)
        .join(CaucusNote, CaucusNote.session_id == MediationSession.id)
        .where(CaucusNote.id == note_id),
        execution_options=_SEEN,
    ).one()
    yield _when(moment.moment, removed)


def _side_or_name(party: Party) -> str:
    return f"{side}方" if (side := side_of(party)) else name_of(party)


def _told(
    session: Session,
    case: Case,
    thing: Thing,
    row_id: int,
    removed: Removable,
    words: Iterable[str],
) -> RemovedRow:
    worker = session.get(Worker, removed.removed_by_id) if removed.removed_by_id else None
    return RemovedRow(
        thing=thing,
        id=row_id,
        case_id=case.id,
        case_number=case.number,
        words=" · ".join(filter(None, words)),
        why=removed.removed_why,
        at=_local(removed),
        by=worker.name if worker else "",
    )


def _when(moment: Moment, removed: Removable) -> str:
    if moment.precision is Precision.NOT_STATED:
        return ""
    return moment_text(moment, _local(removed).date())


def _local(removed: Removable) -> datetime:
    assert removed.removed_at is not None  # noqa: S101 - only removed rows come here
    return removed.removed_at.astimezone().replace(tzinfo=None)
