"""改记为…: a step becomes a mediation session, or a session a step, without retyping.

The line of the timeline stays the same row. One side's words never go into the note
of a step, which every sheet may print.
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from linli.casework import caseload
from linli.casework.mediation.seats import parties_called, seated
from linli.casework.mediation.sessions import check_session, hold, session_called
from linli.casework.state import open_case, refresh
from linli.casework.steps import add_partners, add_step, change_step_of, owners
from linli.domain.drafts import NoteDraft, PartnerDraft, SessionDraft
from linli.domain.rules import is_open_to_all
from linli.domain.vocabulary import METHODS
from linli.errors import LinliError, Refused
from linli.records.tables import CaucusNote, Step, StepAction

TURNABLE: Final = frozenset(
    {"VERIFIED", "CONTACTED", "VISITED", "ON_SITE", "CONFERRED", "HANDLED", "ASSISTED",
     "JOINED", "INFORMED", "CHECKED", "NOTED"}
)  # fmt: skip
"""The actions in which people may have been heard."""
STEP_ACTIONS: Final = ("VISITED", "ON_SITE", "CONTACTED", "CONFERRED", "NOTED")
"""What a session is called once it is a plain step, the likely ones first."""

_ONE_SIDED: Final = (
    "这一场记着一方单独说的话，不能改记为流转：流转的说明会印出来。可以把场次留着，另记一条流转。"
)


def step_as_session(session: Session, step_id: int, draft: SessionDraft) -> int:
    """Let a plain step date a mediation session, and return the session's id.

    What the step said becomes the joint record, or the note of the side that spoke,
    where the draft has no words of its own. Raises Refused where the step is of
    another kind, it is not said who spoke, or `record_session` would refuse.
    """
    step = session.get(Step, step_id)
    if step is None:
        raise LinliError("没有找到这条流转，可能已经删除。")
    case = open_case(session, step.case_id)
    if step.id in owners(session, case) or step.action.base not in TURNABLE:
        raise Refused((None, f"“{step.action.label}”不能改记为调解。可以另加一场调解。"))
    filled = _with_words(draft, step.note)
    speakers = parties_called(case, filled.speakers)
    if not speakers and not METHODS[filled.method].is_internal:
        raise Refused(("speakers", "请选是谁说的：各方同场，还是单独一方"))
    check_session(case, filled, speakers)
    by, to = (_actors(step, direction) for direction in ("FROM", "TO"))
    change_step_of(session, step, filled.moment, by=by, to=to)
    step.action = session.get_one(StepAction, "MEDIATED")
    return hold(session, case, step, filled, speakers)


def session_as_step(session: Session, session_id: int, action: str, now: datetime) -> int:
    """Let the step of a session stand for itself as ``action``, and return the step's id.

    The joint record becomes its note. The session goes to the removed rows with all
    it had. Raises Refused where it has notes of one side, or a record that not every
    side may read.
    """
    mediation = session_called(session, session_id)
    step = mediation.step
    case = open_case(session, step.case_id)
    case_file = caseload.case_file(session, case.id, now)
    row = next(each for each in case_file.sessions if each.id == session_id)
    has_notes = session.scalars(select(CaucusNote.id).where(CaucusNote.session_id == session_id))
    is_open = is_open_to_all(row, case_file.parties) or METHODS[mediation.method].is_internal
    if has_notes.first() is not None or (mediation.record and not is_open):
        raise Refused((None, _ONE_SIDED))
    led = seated(mediation, "MEDIATOR") or _actors(step, "FROM")
    beside = seated(mediation, "INVITED", "COMPANION", "INTERPRETER", "OTHER", "NOT_STATED")
    heard = tuple(seat.words for seat in mediation.attendances if seat.role == "PARTY") or _actors(
        step, "TO"
    )
    left = add_step(session, case, "MEDIATED", step.moment, after_step=step.id)
    left.removed_at = datetime.now(UTC)
    left.removed_why = "改记为流转"
    mediation.step = left
    session.flush()
    step.action = session.get_one(StepAction, action)
    step.is_internal = step.is_internal or METHODS[mediation.method].is_internal
    change_step_of(session, step, step.moment, by=led, to=heard, note=mediation.record)
    known = {partner.words for partner in step.partners}
    add_partners(session, step, (PartnerDraft(name) for name in beside if name not in known))
    refresh(case)
    return step.id


def _with_words(draft: SessionDraft, words: str) -> SessionDraft:
    """The draft with what the step said, where nothing else is said in it."""
    if not words or draft.record or draft.notes:
        return draft
    if draft.method == "BACK_TO_BACK":
        return replace(draft, notes=(NoteDraft(words),))
    return replace(draft, record=words)


def _actors(step: Step, direction: str) -> tuple[str, ...]:
    return tuple(actor.words for actor in step.actors if actor.direction == direction)
