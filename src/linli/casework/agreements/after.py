"""What became of an agreement later, and how what it obliges to was performed."""

from typing import Final

from sqlalchemy.orm import Session

from linli.casework.agreements.made import put_amount, value_of
from linli.casework.state import actor_names, open_case, refresh
from linli.casework.steps import add_step, change_step_of
from linli.domain.drafts import AgreementEventDraft, PerformanceDraft
from linli.domain.text import LINE, NAME, TEXT, clean
from linli.errors import Refused
from linli.records.tables import Agreement, AgreementEvent, Case, Obligation, Performance

FOUND_OUT_LATER: Final = frozenset({"BROKEN", "CONFIRMED"})
"""What becomes of an agreement after its case was closed, without reopening it."""


def record_agreement_event(session: Session, case_id: int, draft: AgreementEventDraft) -> int:
    """Keep what became of an agreement, and return the entry's id.

    A closed case takes that it was broken or confirmed. Raises Refused for the rest,
    for an agreement of another case, and a confirmation without its number.
    """
    case = _case_for(session, case_id, draft)
    _check_event(session, case, draft)
    # What an agreement of some says is none of the others', who read the timeline too.
    step = add_step(session, case, "AGREEMENT_CHANGED", draft.moment, by=draft.by)
    event = AgreementEvent(step=step)
    session.add(event)
    _put_event(session, event, draft)
    refresh(case)
    return event.id


def agreement_event_draft(session: Session, event_id: int) -> AgreementEventDraft:
    """What became of an agreement, as its form shows it."""
    event = session.get_one(AgreementEvent, event_id)
    return AgreementEventDraft(
        agreement_id=event.agreement_id,
        kind=event.kind,
        moment=event.step.moment,
        by=actor_names(event.step, "FROM"),
        docket=event.docket,
        note=event.note,
    )


def change_agreement_event(session: Session, event_id: int, draft: AgreementEventDraft) -> None:
    """Put ``draft`` in place of an entry; refuses what `record_agreement_event` refuses."""
    event = session.get_one(AgreementEvent, event_id)
    case = _case_for(session, event.step.case_id, draft)
    _check_event(session, case, draft)
    change_step_of(session, event.step, draft.moment, by=draft.by)
    _put_event(session, event, draft)
    refresh(case)


def record_performance(session: Session, case_id: int, draft: PerformanceDraft) -> int:
    """Keep how an obligation was performed or was not, and return the entry's id.

    A closed case takes it too. Raises Refused where the obligation or the instalment
    is not of the case.
    """
    case = open_case(session, case_id, allowed_when_closed=True)
    _check_performance(session, case, draft)
    step = add_step(session, case, "PERFORMED", draft.moment, by=draft.by)
    performance = Performance(step=step)
    session.add(performance)
    _put_performance(session, performance, draft)
    refresh(case)
    return performance.id


def performance_draft(session: Session, performance_id: int) -> PerformanceDraft:
    """How something was performed, as its form shows it."""
    performance = session.get_one(Performance, performance_id)
    return PerformanceDraft(
        obligation_id=performance.obligation_id,
        moment=performance.step.moment,
        instalment_id=performance.instalment_id,
        state=performance.state,
        by=actor_names(performance.step, "FROM"),
        amount=value_of(performance.amounts),
        proof=performance.proof,
        note=performance.note,
    )


def change_performance(session: Session, performance_id: int, draft: PerformanceDraft) -> None:
    """Put ``draft`` in place of an entry; refuses what `record_performance` refuses."""
    performance = session.get_one(Performance, performance_id)
    case = open_case(session, performance.step.case_id, allowed_when_closed=True)
    _check_performance(session, case, draft)
    change_step_of(session, performance.step, draft.moment, by=draft.by)
    _put_performance(session, performance, draft)
    refresh(case)


def _case_for(session: Session, case_id: int, draft: AgreementEventDraft) -> Case:
    return open_case(session, case_id, allowed_when_closed=draft.kind in FOUND_OUT_LATER)


def _check_event(session: Session, case: Case, draft: AgreementEventDraft) -> None:
    agreement = session.get(Agreement, draft.agreement_id)
    if agreement is None or agreement.step.case_id != case.id:
        raise Refused(("agreement_id", "请选是哪一份协议"))
    if draft.kind == "CONFIRMED" and not clean(draft.docket, NAME, field="docket"):
        raise Refused(("docket", "请写司法确认的案号；不知道可写“案号未记”"))


def _put_event(session: Session, event: AgreementEvent, draft: AgreementEventDraft) -> None:
    event.agreement_id, event.kind = draft.agreement_id, draft.kind
    event.docket = clean(draft.docket, NAME, field="docket")
    event.note = clean(draft.note, TEXT, lines=True, field="note")
    session.flush()
    session.expire(session.get_one(Agreement, draft.agreement_id), ["events"])


def _check_performance(session: Session, case: Case, draft: PerformanceDraft) -> None:
    obligation = session.get(Obligation, draft.obligation_id)
    if obligation is None or obligation.agreement.step.case_id != case.id:
        raise Refused(("obligation_id", "请选履行的是哪一项"))
    instalments = {instalment.id for instalment in obligation.instalments}
    if draft.instalment_id is not None and draft.instalment_id not in instalments:
        raise Refused(("obligation_id", "请选履行的是哪一期"))


def _put_performance(session: Session, performance: Performance, draft: PerformanceDraft) -> None:
    performance.obligation_id = draft.obligation_id
    performance.instalment_id = draft.instalment_id
    performance.state = draft.state
    performance.proof = clean(draft.proof, LINE, field="proof")
    performance.note = clean(draft.note, TEXT, lines=True, field="note")
    session.flush()
    put_amount(performance.amounts, draft.amount)
    session.flush()
    session.expire(performance, ["amounts"])
    session.expire(session.get_one(Obligation, draft.obligation_id), ["performances"])
