"""Mediation sessions: how they were held, by whom, and what was said before all who sat by."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from linli.casework.people import side_of
from linli.casework.state import open_case, refresh
from linli.casework.steps import add_step, change_step_of
from linli.domain.drafts import SessionDraft
from linli.domain.text import LINE, TEXT, clean
from linli.domain.vocabulary import METHODS
from linli.errors import LinliError, Refused
from linli.records.tables import Case, MediationSession, Party, Step

from .caucus import check_notes, put_notes, who_spoke
from .seats import (
    OTHER_PARTS,
    interpreters_of,
    parties_called,
    parties_seated,
    put_seats,
    seated,
    seats_of_others,
    seats_of_parties,
)


def record_session(session: Session, case_id: int, draft: SessionDraft) -> int:
    """Keep one mediation session with its notes and return its id.

    Raises Refused where the case is closed, notes have no speakers or a reported one
    no reason, speakers are no parties of the case, or a back-to-back session or a note
    has more than one side.
    """
    case = open_case(session, case_id)
    speakers = parties_called(case, draft.speakers)
    check_session(case, draft, speakers)
    step = add_step(session, case, "MEDIATED", draft.moment)
    return hold(session, case, step, draft, speakers)


def session_draft(session: Session, session_id: int) -> SessionDraft:
    """A session as a form would hand it over, without a word of what was said apart."""
    mediation = session_called(session, session_id)
    recorders = seated(mediation, "RECORDER")
    same = session.scalars(
        _of_case(mediation.step.case_id)
        .where(MediationSession.sitting == mediation.sitting, MediationSession.id != session_id)
        .order_by(Step.position)
        .limit(1)
    ).first()
    return SessionDraft(
        method=mediation.method,
        moment=mediation.step.moment,
        speakers=parties_seated(mediation),
        record=mediation.record,
        way=mediation.way,
        state=mediation.state,
        effect=mediation.effect,
        place=mediation.place,
        attended_by=seated(mediation, "COMPANION"),
        mediators=seated(mediation, "MEDIATOR"),
        recorder=recorders[0] if recorders else "",
        invited=seated(mediation, "INVITED"),
        joint_first_reason=mediation.joint_first_reason,
        same_sitting_as=None if same is None else same.id,
        times=mediation.times,
        state_words=mediation.state_words,
        interpreters=interpreters_of(mediation),
        others=seated(mediation, *OTHER_PARTS),
    )


def change_session(session: Session, session_id: int, draft: SessionDraft) -> None:
    """Put ``draft`` in place of a session; refuses what `record_session` refuses.

    Its notes stay as they are; those in the draft come on top. Refused besides is what
    would part a note from its session or from those who spoke.
    """
    mediation = session_called(session, session_id)
    case = open_case(session, mediation.step.case_id)
    speakers = parties_called(case, draft.speakers)
    check_session(case, draft, speakers)
    _check_kept_notes(session, mediation, draft)
    step = mediation.step
    who = [_names(step, direction) for direction in ("FROM", "TO")]
    change_step_of(session, step, draft.moment, by=who[0], to=who[1])
    mediation.sitting = _sitting_again(session, mediation, draft.same_sitting_as)
    _put_frame(mediation, draft)
    put_seats(session, case, mediation, [*seats_of_parties(speakers), *seats_of_others(draft)])
    put_notes(session, mediation, draft.notes, speakers)
    refresh(case)


def session_called(session: Session, session_id: int) -> MediationSession:
    """The session of that id; raises LinliError where it was removed."""
    mediation = session.get(MediationSession, session_id)
    if mediation is None:
        raise LinliError("没有找到这场调解，可能已经删除。")
    return mediation


def hold(
    session: Session, case: Case, step: Step, draft: SessionDraft, speakers: Sequence[Party]
) -> int:
    """Make the session that ``step`` dates, checked already, and return its id."""
    mediation = MediationSession(
        step=step, method=draft.method, sitting=_sitting(session, case.id, draft.same_sitting_as)
    )
    _put_frame(mediation, draft)
    session.add(mediation)
    put_seats(session, case, mediation, [*seats_of_parties(speakers), *seats_of_others(draft)])
    put_notes(session, mediation, draft.notes, speakers)
    refresh(case)
    return mediation.id


def check_session(case: Case, draft: SessionDraft, speakers: Sequence[Party]) -> None:
    """Refuse a session that puts one side's words in the wrong place."""
    method = METHODS[draft.method]
    if draft.method == "BACK_TO_BACK":
        if not speakers:
            raise Refused(("speakers", "请选哪一方"))
        if len({side_of(party) for party in speakers}) > 1:
            raise Refused(("speakers", "背靠背一场只谈一方；两方同场请记面对面"))
        if draft.record:
            raise Refused(("record", "背靠背只记单独谈的内容，不记同场所说"))
    if draft.notes and not method.holds_caucus:
        raise Refused(("notes", f"“{method.label}”不记单独谈的内容，请改用背靠背。"))
    check_notes(case, draft.notes, speakers)
    if draft.times < 1:
        raise Refused(("times", "场数至少是1"))


def _check_kept_notes(session: Session, mediation: MediationSession, draft: SessionDraft) -> None:
    said = who_spoke(session, mediation.id)
    method = METHODS[draft.method]
    if said and not method.holds_caucus:
        raise Refused(("method", f"这一场有单独谈的记录，不能改成“{method.label}”。"))
    if not all(who <= set(draft.speakers) for who in said):
        raise Refused(
            (
                "speakers",
                "这一场有单独谈的记录，说话的人不能去掉。记错了方的，请打开那条记录，用“记错了方”改。",
            )
        )


def _put_frame(mediation: MediationSession, draft: SessionDraft) -> None:
    mediation.method, mediation.way = draft.method, draft.way
    mediation.state, mediation.effect = draft.state, draft.effect
    mediation.times = draft.times
    mediation.place = clean(draft.place, LINE, field="place")
    mediation.record = clean(draft.record, TEXT, lines=True, field="record")
    reason = "" if draft.state == "HELD" else draft.state_words
    mediation.state_words = clean(reason, TEXT, lines=True, field="state_words")
    mediation.joint_first_reason = clean(
        draft.joint_first_reason, TEXT, lines=True, field="joint_first_reason"
    )


def _sitting(session: Session, case_id: int, same_as: int | None) -> int:
    """The number of the sitting: that of another session, else one of its own."""
    if same_as is not None:
        other = session.scalars(_of_case(case_id).where(MediationSession.id == same_as)).first()
        if other is None:
            raise Refused(("same_sitting_as", "同一次要从本事项的调解场次里选"))
        return other.sitting
    last = session.scalar(
        select(func.max(MediationSession.sitting))
        .join(MediationSession.step)
        .where(Step.case_id == case_id)
    )
    return (last or 0) + 1


def _sitting_again(session: Session, mediation: MediationSession, same_as: int | None) -> int:
    """As `_sitting`; a session that shared none keeps its own number."""
    case_id = mediation.step.case_id
    if same_as == mediation.id:
        raise Refused(("same_sitting_as", "同一次要选另外一场"))
    if same_as is not None:
        return _sitting(session, case_id, same_as)
    shared = session.scalars(
        _of_case(case_id).where(
            MediationSession.sitting == mediation.sitting, MediationSession.id != mediation.id
        )
    ).first()
    return mediation.sitting if shared is None else _sitting(session, case_id, None)


def _of_case(case_id: int) -> Select[MediationSession]:
    return select(MediationSession).join(MediationSession.step).where(Step.case_id == case_id)


def _names(step: Step, direction: str) -> tuple[str, ...]:
    return tuple(actor.words for actor in step.actors if actor.direction == direction)
