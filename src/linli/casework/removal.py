"""Removing a row and taking it back: nothing is ever deleted.

What owns a step is removed by its step, everything else by its own row. What hangs
on a removed row is hidden with it.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from linli.casework.people import name_of, party_uses
from linli.casework.state import facts_of, refresh
from linli.casework.steps import OWNERS, free_position
from linli.domain.case_file import RemovedRow
from linli.domain.moments import moment_text
from linli.domain.rules import check_open, stage_of
from linli.domain.text import TEXT, clean
from linli.domain.things import Thing
from linli.domain.vocabulary import ACTIONS, CHANNELS, LINK_KINDS, METHODS, REMINDER_KINDS
from linli.errors import LinliError, Refused
from linli.records.tables import (
    Base,
    Case,
    CaseLink,
    CaucusNote,
    Conveyance,
    MediationSession,
    Outcome,
    Party,
    Reminder,
    Removable,
    Report,
    Request,
    Step,
)
from linli.records.upkeep import INCLUDE_REMOVED

_OWN_ROWS: Final[dict[Thing, type[Removable]]] = {
    Thing.STEP: Step,
    Thing.PARTY: Party,
    Thing.REQUEST: Request,
    Thing.REPORT: Report,
    Thing.LINK: CaseLink,
    Thing.REMINDER: Reminder,
    Thing.NOTE: CaucusNote,
    Thing.CONVEYANCE: Conveyance,
}
"""What is removed by a row of its own."""

_ALLOWED_WHEN_CLOSED: Final = frozenset(
    {
        Thing.PERFORMANCE,
        Thing.FOLLOW_UP,
        Thing.THANKS,
        Thing.GIFT,
        Thing.APPEAL,
        Thing.LINK,
        Thing.REMINDER,
    }
)
_NEVER: Final = {
    "REGISTERED": "登记不能删除：编号和登记时间由它而来。不要这件事，请用作废。",
    "VOIDED": "作废不能删除。",
    "REOPENED": "重新打开不能删除。",
}
"""Steps that stay, and why."""


def removal_question(thing: Thing) -> str:
    """What is asked before a row of this kind is removed."""
    counted = {"SESSION": "场调解", "PARTY": "位当事人", "STEP": "条流转"}
    what = counted.get(thing.value, f"条{thing.words}")
    return f"删除这{what}？可从“文件 → 回收站”取回。"


def remove(session: Session, thing: Thing, row_id: int, why: str = "") -> None:
    """Remove one row, and with a result the closing that rested on it.

    Raises Refused where the case is closed to such changes, the row has to stay, or a
    party still stands somewhere.
    """
    row = _removable(session, thing, row_id)
    if row.removed_at is not None:
        return
    case = _case_of(session, thing, row)
    _check(session, case, thing, row)
    at = datetime.now(UTC)
    for each in (row, *_falls_with(session, thing, row_id, case)):
        each.removed_at, each.removed_why = at, clean(why, TEXT, lines=True)
    refresh(case)


def take_back(session: Session, thing: Thing, row_id: int) -> None:
    """Take a removed row back, and what fell with it; a step finds its place again."""
    row = _removable(session, thing, row_id)
    if row.removed_at is None:
        return
    case = _case_of(session, thing, row)
    check_open(stage_of(facts_of(session, case)), allowed_when_closed=_may_when_closed(thing, row))
    for each in (row, *_fell_with(session, row)):
        if isinstance(each, Step):
            each.position = free_position(session, case, each)
        each.removed_at, each.removed_why = None, ""
        session.flush()
        session.expire(case, ["steps"])
    refresh(case)


def removed_rows(session: Session, case_id: int | None = None) -> tuple[RemovedRow, ...]:
    """What was removed and can be taken back, the latest first; of one case or of all."""
    found = [*_removed_steps(session, case_id), *_removed_others(session, case_id)]
    return tuple(sorted(found, key=lambda row: row.at, reverse=True))


def _removable(session: Session, thing: Thing, row_id: int) -> Removable:
    """The row that carries the removal: the step of what owns one."""
    seen = {INCLUDE_REMOVED: True}
    if thing in OWNERS:
        owner = session.get(OWNERS[thing], row_id, execution_options=seen)
        row = owner and session.get(Step, owner.step_id, execution_options=seen)
    else:
        row = session.get(_OWN_ROWS[thing], row_id, execution_options=seen)
    if row is None:
        raise LinliError(f"没有找到这条{thing.words}。")
    return row


def _case_of(session: Session, thing: Thing, row: Removable) -> Case:
    if isinstance(row, CaucusNote | Conveyance):
        note_id = row.note_id if isinstance(row, Conveyance) else row.id
        case_id = session.scalars(
            select(Step.case_id)
            .join(MediationSession, MediationSession.step_id == Step.id)
            .join(CaucusNote, CaucusNote.session_id == MediationSession.id)
            .where(CaucusNote.id == note_id),
            execution_options={INCLUDE_REMOVED: True},
        ).one()
    else:
        assert isinstance(row, Step | Party | Request | Report | CaseLink | Reminder), thing  # noqa: S101 - all others are above
        case_id = row.case_id
    return session.get_one(Case, case_id)


def _check(session: Session, case: Case, thing: Thing, row: Removable) -> None:
    check_open(stage_of(facts_of(session, case)), allowed_when_closed=_may_when_closed(thing, row))
    if isinstance(row, Step) and (why_not := _NEVER.get(row.action.base)):
        raise Refused((None, why_not))
    if isinstance(row, Party) and (uses := party_uses(session, row.id)):
        raise Refused((None, f"“{name_of(row)}”还不能删除：{'；'.join(uses)}。请先改这些地方。"))


def _may_when_closed(thing: Thing, row: Removable) -> bool:
    if thing is Thing.STEP and isinstance(row, Step):
        return ACTIONS[row.action.base].is_allowed_when_closed
    return thing in _ALLOWED_WHEN_CLOSED


def _falls_with(session: Session, thing: Thing, row_id: int, case: Case) -> Sequence[Step]:
    """The closing that rested on a result: the next one, where no other result is left for it."""
    if thing is not Thing.OUTCOME:
        return ()
    own = session.get_one(Outcome, row_id).step_id
    ids = [step.id for step in case.steps]
    others = set(
        session.scalars(
            select(Outcome.step_id).where(Outcome.step_id.in_(ids), Outcome.id != row_id)
        )
    )
    place = ids.index(own)
    since = [step for step in case.steps[:place] if step.id in others]
    for step in case.steps[place + 1 :]:
        if step.id in others:
            return ()
        if step.action.base == "CLOSED":
            return () if since else (step,)
    return ()


def _fell_with(session: Session, row: Removable) -> Sequence[Step]:
    """The steps removed in the same act."""
    if not isinstance(row, Step):
        return ()
    return session.scalars(
        select(Step).where(
            Step.case_id == row.case_id, Step.removed_at == row.removed_at, Step.id != row.id
        ),
        execution_options={INCLUDE_REMOVED: True},
    ).all()


def _removed_steps(session: Session, case_id: int | None) -> Iterable[RemovedRow]:
    wanted = select(Step).where(Step.removed_at.is_not(None)).options(joinedload(Step.case))
    if case_id is not None:
        wanted = wanted.where(Step.case_id == case_id)
    steps = session.scalars(wanted, execution_options={INCLUDE_REMOVED: True}).unique().all()
    owned = _owners_of(session, [step.id for step in steps])
    for step in steps:
        thing, row_id = owned.get(step.id, (Thing.STEP, step.id))
        if step.action.base == "CLOSED" and any(
            other.removed_at == step.removed_at and other.id in owned for other in steps
        ):
            continue  # comes back with its result
        words = (_when(step), _what(session, step, thing, row_id), step.note)
        yield _row(session, step.case, thing, row_id, step, " · ".join(filter(None, words)))


def _owners_of(session: Session, ids: Sequence[int]) -> dict[int, tuple[Thing, int]]:
    found: dict[int, tuple[Thing, int]] = {}
    for thing, table in OWNERS.items():
        rows = session.execute(
            select(table.step_id, table.id).where(table.step_id.in_(ids)),
            execution_options={INCLUDE_REMOVED: True},
        )
        found |= {step_id: (thing, row_id) for step_id, row_id in rows}
    return found


def _what(session: Session, step: Step, thing: Thing, row_id: int) -> str:
    """What the step was; of a session only how, and who sat."""
    seen = {INCLUDE_REMOVED: True}
    if thing is Thing.SESSION:
        mediation = session.get_one(MediationSession, row_id, execution_options=seen)
        parties = [seat.words for seat in mediation.attendances if seat.role == "PARTY"]
        return " ".join((METHODS.label_of(mediation.method), "、".join(parties))).strip()
    if thing is Thing.OUTCOME:
        return session.get_one(Outcome, row_id, execution_options=seen).result.label
    return step.action.label


def _removed_others(session: Session, case_id: int | None) -> Iterable[RemovedRow]:
    for thing, table in _OWN_ROWS.items():
        if thing is Thing.STEP:
            continue
        rows = session.scalars(
            select(table).where(table.removed_at.is_not(None)),
            execution_options={INCLUDE_REMOVED: True},
        ).all()
        for row in rows:
            case = _case_of(session, thing, row)
            if case_id in {None, case.id}:
                yield _row(session, case, thing, _id_of(row), row, _words(row))


def _words(row: Removable) -> str:
    """What is told of it: nothing of what was said apart, no name that asked for secrecy."""
    match row:
        case Party():
            return "要求保密的当事人" if row.identity == "WITHHELD" else name_of(row)
        case Request():
            return row.words
        case Report():
            return " ".join(filter(None, (CHANNELS.label_of(row.channel.base), row.outside_number)))
        case CaseLink():
            return f"{LINK_KINDS.label_of(row.kind)} {row.other.number}"
        case Reminder():
            return f"{REMINDER_KINDS.label_of(row.kind)} {row.what}"
        case _:
            return ""


def _row(
    session: Session, case: Case, thing: Thing, row_id: int, removed: Removable, words: str
) -> RemovedRow:
    at = removed.removed_at
    assert at is not None  # noqa: S101 - only removed rows come here
    return RemovedRow(
        thing=thing,
        id=row_id,
        case_id=case.id,
        case_number=case.number,
        words=words,
        why=removed.removed_why,
        at=at.astimezone().replace(tzinfo=None),
        by=_worker(session, removed),
    )


def _worker(session: Session, removed: Removable) -> str:
    from linli.records.tables import Worker

    worker = session.get(Worker, removed.removed_by_id) if removed.removed_by_id else None
    return worker.name if worker else ""


def _when(step: Step) -> str:
    return moment_text(step.moment, step.moment.sorts_at.date() if step.moment.sorts_at else _DAY)


_DAY: Final = date(2000, 1, 1)


def _id_of(row: Removable) -> int:
    assert isinstance(row, Base)  # noqa: S101 - every removable row is a table's
    return int(row.__mapper__.primary_key_from_instance(row)[0])
