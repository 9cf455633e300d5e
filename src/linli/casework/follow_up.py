"""After the end of a case: follow-ups and thanks."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from linli.casework.state import actor_names, open_case, refresh
from linli.casework.steps import add_step, change_step_of
from linli.domain.drafts import FollowUpDraft, PartyFinding, ThanksDraft
from linli.domain.text import LINE, TEXT, clean
from linli.errors import Refused
from linli.records.tables import Case, FollowUp, FollowUpFinding, Thanks


def record_follow_up(session: Session, case_id: int, draft: FollowUpDraft) -> int:
    """Keep one follow-up with what it found, and return its id; a closed case takes it.

    Raises Refused where the case is voided, or a finding is of no party of the case.
    """
    case = open_case(session, case_id, allowed_when_closed=True)
    _check_findings(case, draft.findings)
    step = add_step(session, case, "FOLLOWED_UP", draft.moment, by=draft.by, note=draft.note)
    follow_up = FollowUp(step=step, way=draft.way, next=draft.next_on)
    session.add(follow_up)
    _put_findings(follow_up, draft.findings)
    refresh(case)
    return follow_up.id


def follow_up_draft(session: Session, follow_up_id: int) -> FollowUpDraft:
    """A follow-up as a form would hand it over."""
    kept = session.get_one(FollowUp, follow_up_id)
    return FollowUpDraft(
        moment=kept.step.moment,
        way=kept.way,
        by=actor_names(kept.step, "FROM"),
        findings=tuple(
            PartyFinding(
                party_id=finding.party_id,
                reached=finding.reached,
                performed=finding.performed,
                solved=finding.solved,
                satisfaction=finding.satisfaction,
                words=finding.words,
            )
            for finding in kept.findings
        ),
        note=kept.step.note,
        next_on=kept.next,
    )


def change_follow_up(session: Session, follow_up_id: int, draft: FollowUpDraft) -> None:
    """Put ``draft`` in place of a follow-up; refuses what `record_follow_up` refuses."""
    kept = session.get_one(FollowUp, follow_up_id)
    case = open_case(session, kept.step.case_id, allowed_when_closed=True)
    was_found = {finding.party_id for finding in kept.findings}
    _check_findings(case, [each for each in draft.findings if each.party_id not in was_found])
    change_step_of(session, kept.step, draft.moment, by=draft.by, note=draft.note)
    kept.way = draft.way
    if kept.next != draft.next_on:
        kept.next = draft.next_on
    _put_findings(kept, draft.findings)
    session.flush()
    session.expire(kept, ["findings"])
    refresh(case)


def record_thanks(session: Session, case_id: int, draft: ThanksDraft) -> int:
    """Keep thanks the office was given, and return their id; a closed case takes them.

    Raises Refused where the case is voided or it is not said how they were given.
    """
    _check_thanks(draft)
    case = open_case(session, case_id, allowed_when_closed=True)
    step = add_step(
        session, case, "THANKED", draft.moment, by=draft.by, to=draft.to, note=draft.note
    )
    thanks = Thanks(step=step, kind=draft.kind, words=_words(draft))
    session.add(thanks)
    refresh(case)
    return thanks.id


def thanks_draft(session: Session, thanks_id: int) -> ThanksDraft:
    """Thanks as a form would hand them over."""
    kept = session.get_one(Thanks, thanks_id)
    step = kept.step
    by, to = actor_names(step, "FROM"), actor_names(step, "TO")
    return ThanksDraft(kept.kind, step.moment, by, to, step.note, kept.words)


def change_thanks(session: Session, thanks_id: int, draft: ThanksDraft) -> None:
    """Put ``draft`` in place of thanks; refuses what `record_thanks` refuses."""
    _check_thanks(draft)
    kept = session.get_one(Thanks, thanks_id)
    case = open_case(session, kept.step.case_id, allowed_when_closed=True)
    change_step_of(session, kept.step, draft.moment, by=draft.by, to=draft.to, note=draft.note)
    kept.kind, kept.words = draft.kind, _words(draft)
    refresh(case)


def _check_findings(case: Case, findings: Sequence[PartyFinding]) -> None:
    parties = {party.id for party in case.parties}
    if any(finding.party_id not in parties for finding in findings):
        raise Refused(("findings", "回访的人要从本事项的当事人里选"))


def _put_findings(follow_up: FollowUp, drafts: Sequence[PartyFinding]) -> None:
    """Let there be one finding for each draft; a party found before keeps its row."""
    kept = {finding.party_id: finding for finding in follow_up.findings}
    for draft in drafts:
        finding = kept.pop(draft.party_id, None)
        if finding is None:
            finding = FollowUpFinding(party_id=draft.party_id)
            follow_up.findings.append(finding)
        finding.reached, finding.performed = draft.reached, draft.performed
        finding.solved, finding.satisfaction = draft.solved, draft.satisfaction
        finding.words = clean(draft.words, TEXT, lines=True, field="findings")
    for finding in kept.values():
        finding.removed_at = datetime.now(UTC)


def _check_thanks(draft: ThanksDraft) -> None:
    if not draft.kind:
        raise Refused(("kind", "请选怎样致谢"))


def _words(draft: ThanksDraft) -> str:
    return clean(draft.words, LINE, field="words")
