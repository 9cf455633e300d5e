"""After the end of a case: follow-ups and thanks."""

from sqlalchemy.orm import Session

from linli.casework.state import open_case, refresh
from linli.casework.steps import add_step
from linli.domain.drafts import FollowUpDraft, ThanksDraft
from linli.records.tables import FollowUp, FollowUpFinding, Thanks


def record_follow_up(session: Session, case_id: int, draft: FollowUpDraft) -> int:
    """Keep one follow-up with what it found, and return its id; a closed case takes it."""
    case = open_case(session, case_id, allowed_when_closed=True)
    step = add_step(session, case, "FOLLOWED_UP", draft.moment, by=draft.by, note=draft.note)
    follow_up = FollowUp(step=step, way=draft.way, next=draft.next_on)
    session.add(follow_up)
    for finding in draft.findings:
        follow_up.findings.append(
            FollowUpFinding(
                party_id=finding.party_id,
                reached="REACHED" if finding.is_reached else "NOT_REACHED",
                performed=finding.performed,
                solved=finding.solved,
                satisfaction=finding.satisfaction,
            )
        )
    refresh(case)
    return follow_up.id


def record_thanks(session: Session, case_id: int, draft: ThanksDraft) -> int:
    """Keep thanks the office was given, and return their id; a closed case takes them."""
    case = open_case(session, case_id, allowed_when_closed=True)
    step = add_step(
        session, case, "THANKED", draft.moment, by=draft.by, to=draft.to, note=draft.note
    )
    thanks = Thanks(step=step, kind=draft.kind)
    session.add(thanks)
    refresh(case)
    return thanks.id
