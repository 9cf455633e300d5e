"""Results, the end of a case, and its new beginning."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from linli.casework.state import facts_of, open_case, refresh
from linli.casework.steps import add_step, change_step_of
from linli.domain.drafts import OutcomeDraft, ReasonDraft
from linli.domain.rules import check_outcome, check_reopening, check_voiding, stage_of
from linli.domain.text import TEXT, clean
from linli.domain.things import Thing
from linli.errors import Refused
from linli.records.tables import Case, Closing, Outcome, Party, Request, Result, Step


def record_outcome(session: Session, case_id: int, draft: OutcomeDraft) -> int:
    """Keep a result, close the case with it where the draft says so, and return its id.

    A case that has this very result already, and was not closed since, is only closed
    with it; what the draft says besides stands with the closing. Raises Refused where
    the case is closed, the result is not final or one of a part but closes, needs a
    reason, or the closing would stand before what it closes.
    """
    case = open_case(session, case_id)
    _check(session, case, draft)
    outcome = _waiting(session, case, draft) if draft.closes else None
    note = "" if outcome is None or outcome.note == _note(draft) else _note(draft)
    if outcome is None:
        step = add_step(session, case, "OUTCOME_REACHED", draft.moment)
        outcome = Outcome(step=step)
        session.add(outcome)
        _put(outcome, draft)
    if draft.closes:
        _close(session, case, draft, note)
    refresh(case)
    return outcome.id


def outcome_draft(session: Session, outcome_id: int) -> OutcomeDraft:
    """A result as its form shows it, with the closing that rests on it."""
    outcome = session.get_one(Outcome, outcome_id)
    closing = _closing_on(session, outcome)
    return OutcomeDraft(
        result=outcome.result_code,
        moment=outcome.step.moment,
        closes=closing is not None,
        closed=closing.step.moment if closing else None,
        closing_kind=closing.kind if closing else "NOT_STATED",
        note=outcome.note,
        request_id=outcome.request_id,
        party_id=outcome.party_id,
    )


def change_outcome(session: Session, outcome_id: int, draft: OutcomeDraft) -> None:
    """Put ``draft`` in place of a result; refuses what `record_outcome` refuses.

    A closing that rests on it is changed with it; one that is not there yet is made,
    one that is there cannot be taken away: that is 重新打开.
    """
    outcome = session.get_one(Outcome, outcome_id)
    case = open_case(session, outcome.step.case_id)
    closing = _closing_on(session, outcome)
    _check(session, case, draft, is_closed_on=closing is not None)
    _put(outcome, draft)
    change_step_of(session, outcome.step, draft.moment)
    if closing is not None:
        closing.kind = draft.closing_kind
        change_step_of(session, closing.step, draft.closed or draft.moment, note=closing.step.note)
    elif draft.closes:
        _close(session, case, draft)
    refresh(case)


def reopen(session: Session, case_id: int, draft: ReasonDraft) -> int:
    """Open a closed case again, with the reason, and return the step's id.

    Raises Refused where it is open or voided, or no reason is given.
    """
    case = session.get_one(Case, case_id)
    reason = clean(draft.reason, TEXT, lines=True, field="reason")
    check_reopening(stage_of(facts_of(session, case)), reason)
    step = add_step(session, case, "REOPENED", draft.moment, reason=reason)
    refresh(case)
    if not case.is_open:
        raise Refused(("moment", "重新打开要在办结以后，请核对时间"))
    return step.id


def void(session: Session, case_id: int, draft: ReasonDraft) -> int:
    """Void a case, with the reason, and return the step's id; its number stays its own.

    Raises Refused where it is voided already, or no reason is given.
    """
    case = session.get_one(Case, case_id)
    reason = clean(draft.reason, TEXT, lines=True, field="reason")
    check_voiding(stage_of(facts_of(session, case)), reason)
    step = add_step(session, case, "VOIDED", draft.moment, reason=reason)
    refresh(case)
    return step.id


def _check(
    session: Session, case: Case, draft: OutcomeDraft, *, is_closed_on: bool = False
) -> None:
    result = session.get(Result, draft.result)
    if result is None:
        raise Refused(("result", "请选结果"))
    check_outcome(
        result.base,
        closes=draft.closes or is_closed_on,
        note=draft.note,
        of_part=draft.request_id is not None or draft.party_id is not None,
    )
    for what, table, row_id in (
        (Thing.REQUEST.words, Request, draft.request_id),
        (Thing.PARTY.words, Party, draft.party_id),
    ):
        row = session.get(table, row_id) if row_id is not None else None
        if row_id is not None and (row is None or row.case_id != case.id):
            raise Refused(("of_what", f"{what}要从本事项里选"))


def _put(outcome: Outcome, draft: OutcomeDraft) -> None:
    outcome.result_code = draft.result
    outcome.request_id, outcome.party_id = draft.request_id, draft.party_id
    outcome.note = _note(draft)


def _note(draft: OutcomeDraft) -> str:
    return clean(draft.note, TEXT, lines=True, field="note")


def _close(session: Session, case: Case, draft: OutcomeDraft, note: str = "") -> None:
    closed = add_step(session, case, "CLOSED", draft.closed or draft.moment, note=note)
    session.add(Closing(step=closed, kind=draft.closing_kind))
    refresh(case)
    before = [step.action.base for step in case.steps[: case.steps.index(closed)]]
    if case.is_open or "OUTCOME_REACHED" not in before:
        field = "closed" if draft.closed else "moment"
        raise Refused((field, "办结不能早于结果或重新打开，请核对时间"))


def _waiting(session: Session, case: Case, draft: OutcomeDraft) -> Outcome | None:
    """The last result of the whole case, where it is the draft's and nothing was closed since."""
    last = session.scalars(
        select(Outcome)
        .join(Step, Step.id == Outcome.step_id)
        .where(Step.case_id == case.id, Outcome.request_id.is_(None), Outcome.party_id.is_(None))
        .order_by(Step.position.desc())
        .limit(1)
    ).first()
    if last is None or last.result_code != draft.result:
        return None
    since = [step for step in case.steps if step.position > last.step.position]
    was_closed = any(step.action.base in {"CLOSED", "REOPENED"} for step in since)
    return None if was_closed else last


def _closing_on(session: Session, outcome: Outcome) -> Closing | None:
    """The closing that rests on this result: the next one, with no other result between."""
    if outcome.request_id is not None or outcome.party_id is not None:
        return None
    after = [step for step in outcome.step.case.steps if step.position > outcome.step.position]
    others = _of_the_whole(session, [step.id for step in after])
    for step in after:
        if step.id in others:
            return None
        if step.action.base == "CLOSED":
            return session.scalars(select(Closing).where(Closing.step_id == step.id)).one_or_none()
    return None


def _of_the_whole(session: Session, step_ids: Sequence[int]) -> set[int]:
    """Those of the steps that date a result of the case as a whole."""
    wanted = select(Outcome.step_id).where(
        Outcome.step_id.in_(step_ids), Outcome.request_id.is_(None), Outcome.party_id.is_(None)
    )
    return set(session.scalars(wanted))
