"""转达: words of one side told to others, with the consent of who spoke.

Nothing is read of the note itself: whoever conveys hands the words over.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from linli.casework.mediation import speakers_of
from linli.casework.state import open_case, refresh
from linli.domain.drafts import ConveyanceDraft
from linli.domain.moments import Precision
from linli.domain.text import TEXT, clean
from linli.domain.vocabulary import CONSENT_WAYS
from linli.errors import LinliError, Refused
from linli.records.tables import (
    Case,
    CaucusNote,
    Conveyance,
    ConveyanceEnd,
    MediationSession,
    Step,
)


def record_conveyance(session: Session, note_id: int, draft: ConveyanceDraft) -> int:
    """Keep that words of a note were told to others, and return the conveyance's id.

    Raises Refused where the case is closed, there are no words, the consent lacks who,
    when or how, or those told are nobody, or spoke themselves.
    """
    case = _open_case_of(session, note_id)
    _check(case, speakers_of(session, note_id), draft)
    conveyance = Conveyance(note_id=note_id)
    _put_facts(conveyance, draft)
    session.add(conveyance)
    _put_ends(session, conveyance, draft)
    refresh(case)
    return conveyance.id


def conveyance_draft(session: Session, conveyance_id: int) -> ConveyanceDraft:
    """A conveyance as a form would hand it over."""
    conveyance = _conveyance(session, conveyance_id)
    return ConveyanceDraft(
        words=conveyance.words,
        to=_ends(conveyance, "TOLD"),
        consent_by=_ends(conveyance, "CONSENTED"),
        consented=conveyance.consented,
        consent_how=conveyance.consent_how,
        answer=conveyance.answer,
    )


def change_conveyance(session: Session, conveyance_id: int, draft: ConveyanceDraft) -> None:
    """Put ``draft`` in place of a conveyance; refuses what `record_conveyance` refuses."""
    conveyance = _conveyance(session, conveyance_id)
    case = _open_case_of(session, conveyance.note_id)
    _check(case, speakers_of(session, conveyance.note_id), draft)
    _put_facts(conveyance, draft)
    _put_ends(session, conveyance, draft)
    refresh(case)


def note_of(session: Session, conveyance_id: int) -> int:
    """The id of the note whose words were conveyed."""
    return _conveyance(session, conveyance_id).note_id


def _open_case_of(session: Session, note_id: int) -> Case:
    case_id = session.scalars(
        select(Step.case_id)
        .join(MediationSession, MediationSession.step_id == Step.id)
        .join(CaucusNote, CaucusNote.session_id == MediationSession.id)
        .where(CaucusNote.id == note_id, CaucusNote.removed_at.is_(None))
    ).one_or_none()
    if case_id is None:
        raise LinliError("没有找到这条背靠背记录，可能已经删除。")
    return open_case(session, case_id)


def _conveyance(session: Session, conveyance_id: int) -> Conveyance:
    conveyance = session.get(Conveyance, conveyance_id)
    if conveyance is None:
        raise LinliError("没有找到这次转达，可能已经删除。")
    return conveyance


def _check(case: Case, speakers: Sequence[int], draft: ConveyanceDraft) -> None:
    parties = {party.id for party in case.parties}
    refusals: list[tuple[str, str]] = []
    if not clean(draft.words, TEXT, lines=True, field="words"):
        refusals.append(("words", "请写转达的话"))
    if not draft.consent_by or not set(draft.consent_by) <= set(speakers):
        refusals.append(("consent_by", "请选谁同意转达：要是说这些话的人"))
    if draft.consented.precision is Precision.NOT_STATED:
        refusals.append(("consented", "请写什么时候同意的"))
    if draft.consent_how not in CONSENT_WAYS:
        refusals.append(("consent_how", "请选怎样同意的；没有同意不能转达"))
    if not draft.to or not set(draft.to) <= parties:
        refusals.append(("to", "请选转达给谁：要是本事项的当事人"))
    elif set(draft.to) & set(speakers):
        refusals.append(("to", "说这些话的人不用转达，请选别人"))
    if refusals:
        raise Refused(*refusals)


def _put_facts(conveyance: Conveyance, draft: ConveyanceDraft) -> None:
    conveyance.words = clean(draft.words, TEXT, lines=True, field="words")
    conveyance.consent_how = draft.consent_how
    conveyance.answer = clean(draft.answer, TEXT, lines=True, field="answer")
    if conveyance.consented != draft.consented:
        conveyance.consented = draft.consented


def _put_ends(session: Session, conveyance: Conveyance, draft: ConveyanceDraft) -> None:
    for part, ids in (("CONSENTED", draft.consent_by), ("TOLD", draft.to)):
        kept = {end.party_id: end for end in conveyance.ends if end.part == part}
        for party_id in dict.fromkeys(ids):
            if party_id not in kept:
                conveyance.ends.append(ConveyanceEnd(part=part, party_id=party_id))
        for party_id, end in kept.items():
            if party_id not in ids:
                end.removed_at = datetime.now(UTC)
    session.flush()
    session.expire(conveyance, ["ends"])


def _ends(conveyance: Conveyance, part: str) -> tuple[int, ...]:
    return tuple(end.party_id for end in conveyance.ends if end.part == part)
