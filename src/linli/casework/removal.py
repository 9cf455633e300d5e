"""Removing a row and taking it back: nothing is ever deleted.

What owns a step is removed by its step, everything else by its own row. What hangs
on a removed row is hidden with it; what stands in the timeline for itself and would
say nothing alone falls with it, and comes back with it.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from linli.casework.people import name_of, party_uses
from linli.casework.state import facts_of, refresh
from linli.casework.step_order import stand_rightly
from linli.casework.steps import OWNERS
from linli.domain.rules import check_open, stage_of
from linli.domain.text import LINE, clean
from linli.domain.things import Thing
from linli.domain.vocabulary import ACTIONS, RESULTS
from linli.errors import LinliError, Refused
from linli.records.tables import (
    Agreement,
    AgreementEvent,
    Case,
    CaseLink,
    CaucusNote,
    Conveyance,
    MediationSession,
    Obligation,
    Outcome,
    Party,
    Performance,
    Reminder,
    Removable,
    Report,
    Request,
    Step,
)
from linli.records.upkeep import INCLUDE_REMOVED, SIGNED_BY

OWN_ROWS: Final[dict[Thing, type[Removable]]] = {
    Thing.STEP: Step,
    Thing.PARTY: Party,
    Thing.REQUEST: Request,
    Thing.REPORT: Report,
    Thing.LINK: CaseLink,
    Thing.REMINDER: Reminder,
    Thing.NOTE: CaucusNote,
    Thing.CONVEYANCE: Conveyance,
}
"""What is removed by a row of its own; all others by their step."""
NOT_THE_WORDS: Final = (
    defer(CaucusNote.text, raiseload=True),
    defer(CaucusNote.reported_why, raiseload=True),
    defer(CaucusNote.may_convey_to, raiseload=True),
)
"""What was said apart is no matter of whoever removes or lists a note."""

_SEEN: Final = {INCLUDE_REMOVED: True}
_ALLOWED_WHEN_CLOSED: Final = frozenset(
    {
        Thing.PERFORMANCE,
        Thing.FOLLOW_UP,
        Thing.THANKS,
        Thing.GIFT,
        Thing.LINK,
        Thing.REMINDER,
    }
)
_LATER_KNOWN: Final = frozenset({"BROKEN", "CONFIRMED"})
"""What becomes of an agreement after its case was closed."""
_NEVER: Final = {
    "VOIDED": "作废不能删除。",
    "REOPENED": "重新打开不能删除：为什么重新打开要留着。",
}
"""Steps that stay, and why."""
_IS_FIRST: Final = "这是登记的一条，不能删除：登记时间由它而来。不要这件事，请用作废。"
_QUESTIONS: Final[dict[Thing, str]] = {
    Thing.PARTY: "位当事人",
    Thing.REQUEST: "项诉求",
    Thing.REPORT: "次反映",
    Thing.AGREEMENT: "份协议",
    Thing.APPEAL: "次募捐",
    Thing.GIFT: "笔捐助",
    Thing.ACTIVITY: "场活动",
    Thing.FOLLOW_UP: "次回访",
    Thing.CONVEYANCE: "次转达",
}


def removal_question(thing: Thing, words: str = "") -> str:
    """What is asked before a row is removed; ``words`` say which: a method, an action, a name."""
    if thing is Thing.SESSION:
        what = f"场{words or '调解'}记录"
    elif thing is Thing.STEP:
        what = f"条“{words}”" if words else "条流转"
    else:
        what = _QUESTIONS.get(thing, f"条{thing.words}") + (f"“{words}”" if words else "")
    return f"删除这{what}？可从“文件 → 回收站”取回。"


def remove(session: Session, thing: Thing, row_id: int, why: str = "") -> None:
    """Remove one row, and with it what would say nothing alone.

    With a result falls the closing that rested on it alone; with an agreement what
    became of it and how it was performed. Raises Refused where the case is closed to
    such a change, voided, or cannot do without the row.
    """
    row = _row(session, thing, row_id)
    if row.removed_at is not None:
        return
    case = case_of(session, row)
    _check_open(session, case, thing, row, row_id)
    _check_needed(session, case, row)
    at, reason = datetime.now(UTC), clean(why, LINE, field="why")
    for each in (row, *_falls_with(session, thing, row_id, case)):
        each.removed_at, each.removed_why = at, reason
        each.removed_by_id = session.info.get(SIGNED_BY)
    _finish(session, case)


def take_back(session: Session, thing: Thing, row_id: int) -> None:
    """Take a removed row back, and what fell with it; a step finds its place again.

    Raises Refused where the case is closed to it or voided, or where something it
    speaks of was removed too.
    """
    row = _row(session, thing, row_id)
    if row.removed_at is None:
        return
    case = case_of(session, row)
    _check_open(session, case, thing, row, row_id)
    for each in (row, *_fell_with(session, row)):
        if isinstance(each, Step):
            # While it is still removed: nobody minds where it stands until it comes back.
            session.expire(case, ["steps"])
            stand_rightly(session, each)
        each.removed_at, each.removed_by_id, each.removed_why = None, None, ""
        session.flush()
    _check_what_it_speaks_of(session, thing, row_id, case)
    _finish(session, case)


def case_of(session: Session, row: Removable) -> Case:
    """The case a row belongs to, removed or not."""
    if isinstance(row, CaucusNote | Conveyance):
        note_id = row.note_id if isinstance(row, Conveyance) else row.id
        case_id = session.scalars(
            select(Step.case_id)
            .join(MediationSession, MediationSession.step_id == Step.id)
            .join(CaucusNote, CaucusNote.session_id == MediationSession.id)
            .where(CaucusNote.id == note_id),
            execution_options=_SEEN,
        ).one()
    else:
        assert isinstance(row, Step | Party | Request | Report | CaseLink | Reminder)  # noqa: S101 - all others are above
        case_id = row.case_id
    return session.get_one(Case, case_id)


def _row(session: Session, thing: Thing, row_id: int) -> Removable:
    """The row that carries the removal: the step of what owns one."""
    row: Removable | None = None
    if thing in OWNERS:
        owner = session.get(OWNERS[thing], row_id, execution_options=_SEEN)
        row = owner and session.get(Step, owner.step_id, execution_options=_SEEN)
    elif thing in OWN_ROWS:
        options = NOT_THE_WORDS if thing is Thing.NOTE else ()
        row = session.get(OWN_ROWS[thing], row_id, options=options, execution_options=_SEEN)
    if row is None:
        raise LinliError(f"没有找到这条{thing.words}。")
    return row


def _check_open(session: Session, case: Case, thing: Thing, row: Removable, row_id: int) -> None:
    """A closed case gives up, and takes back, what it would let be recorded."""
    allowed = thing in _ALLOWED_WHEN_CLOSED
    if thing is Thing.STEP and isinstance(row, Step):
        allowed = ACTIONS[row.action.base].is_allowed_when_closed
    elif thing is Thing.AGREEMENT_EVENT:
        event = session.get_one(AgreementEvent, row_id, execution_options=_SEEN)
        allowed = event.kind in _LATER_KNOWN
    check_open(stage_of(facts_of(session, case)), allowed_when_closed=allowed)


def _check_needed(session: Session, case: Case, row: Removable) -> None:
    """Refuse what the case cannot do without."""
    for sentence in _why_needed(session, case, row):
        raise Refused((None, sentence))


def _why_needed(session: Session, case: Case, row: Removable) -> Iterator[str]:
    match row:
        case Step():
            registered = [step for step in case.steps if step.action.base == "REGISTERED"]
            if row is (registered or case.steps)[0]:
                yield _IS_FIRST
            yield from filter(None, (_NEVER.get(row.action.base),))
        case Party():
            if uses := party_uses(session, row.id):
                yield f"“{name_of(row)}”还不能删除：{'；'.join(uses)}。请先改这些地方。"
        case Request():
            if len(case.requests) == 1:
                yield "事项至少有一项诉求，不能删除；写错了请修改。"
            of_it = select(Outcome.id).where(Outcome.request_id == row.id).limit(1)
            if session.scalars(of_it).first() is not None:
                yield "这项诉求已有结果，请先删除或修改那条结果。"
        case Report():
            if len(case.reports) == 1:
                yield "事项至少有一次反映，来源由它而来，不能删除；写错了请修改。"
        case _:
            pass


def _falls_with(session: Session, thing: Thing, row_id: int, case: Case) -> Sequence[Step]:
    """The steps that would say nothing without what is removed."""
    match thing:
        case Thing.OUTCOME:
            return _closings_on(session, case, session.get_one(Outcome, row_id).step_id)
        case Thing.AGREEMENT:
            events = select(AgreementEvent.step_id).where(AgreementEvent.agreement_id == row_id)
            performed = (
                select(Performance.step_id)
                .join(Obligation, Obligation.id == Performance.obligation_id)
                .where(Obligation.agreement_id == row_id)
            )
            ids = {*session.scalars(events), *session.scalars(performed)}
            return [step for step in case.steps if step.id in ids]
        case _:
            return ()


def _closings_on(session: Session, case: Case, step_id: int) -> list[Step]:
    """The closings that rest on this result and no other since the case was last reopened."""
    ids = [step.id for step in case.steps]
    finals = {
        outcome.step_id
        for outcome in session.scalars(select(Outcome).where(Outcome.step_id.in_(ids)))
        if outcome.request_id is None
        and outcome.party_id is None
        and RESULTS[outcome.result.base].is_final
    }
    found: list[Step] = []
    since: set[int] = set()
    for step in case.steps:
        if step.action.base == "REOPENED":
            since = set()
        elif step.id in finals:
            since.add(step.id)
        elif step.action.base == "CLOSED" and since == {step_id}:
            found.append(step)
    return found


def _fell_with(session: Session, row: Removable) -> Sequence[Step]:
    """The steps removed in the same act."""
    if not isinstance(row, Step):
        return ()
    return session.scalars(
        select(Step)
        .where(Step.case_id == row.case_id, Step.removed_at == row.removed_at, Step.id != row.id)
        .order_by(Step.position),
        execution_options=_SEEN,
    ).all()


def _check_what_it_speaks_of(session: Session, thing: Thing, row_id: int, case: Case) -> None:
    """Refuse what would stand there without what it belongs to or speaks of."""
    if not _hangs_on_what_is_there(session, thing, row_id):
        of = {Thing.NOTE: "那场调解", Thing.CONVEYANCE: "那条背靠背记录"}.get(thing, "那份协议")
        raise Refused((None, f"它所属的{of}也已删除，请先取回{of}。"))
    of_request = select(Outcome.request_id).where(Outcome.id == row_id)
    if thing is Thing.OUTCOME and (request_id := session.scalars(of_request).first()):
        living = select(Request.id).where(Request.id == request_id)
        if session.scalars(living).first() is None:
            raise Refused((None, "它所属的诉求也已删除，请先取回那项诉求。"))
    removed = session.scalars(
        select(Party).where(Party.case_id == case.id, Party.removed_at.is_not(None)),
        execution_options=_SEEN,
    )
    for party in removed:
        if party_uses(session, party.id):
            raise Refused((None, f"它说到的当事人“{name_of(party)}”也已删除，请先取回当事人。"))


def _hangs_on_what_is_there(session: Session, thing: Thing, row_id: int) -> bool:
    wanted: Any
    match thing:
        case Thing.NOTE:
            wanted = select(CaucusNote.id).join(CaucusNote.mediation).where(CaucusNote.id == row_id)
        case Thing.CONVEYANCE:
            wanted = (
                select(Conveyance.id)
                .join(Conveyance.note)
                .join(CaucusNote.mediation)
                .where(Conveyance.id == row_id)
            )
        case Thing.AGREEMENT_EVENT:
            wanted = (
                select(AgreementEvent.id)
                .join(Agreement, Agreement.id == AgreementEvent.agreement_id)
                .where(AgreementEvent.id == row_id)
            )
        case Thing.PERFORMANCE:
            wanted = (
                select(Performance.id)
                .join(Obligation, Obligation.id == Performance.obligation_id)
                .join(Agreement, Agreement.id == Obligation.agreement_id)
                .where(Performance.id == row_id)
            )
        case _:
            return True
    return session.scalars(wanted).first() is not None


def _finish(session: Session, case: Case) -> None:
    session.flush()
    session.expire(case, ["requests", "reports"])
    refresh(case)
