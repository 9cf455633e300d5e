"""How obligations stand, read of many at once, and what is to be performed next."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import QueryableAttribute, Session, selectinload

from linli.casework.agreements.made import end_names, what_of
from linli.domain.amounts import Amount as Sum
from linli.domain.amounts import Qualifier, Reach, amount_text
from linli.domain.moments import Moment
from linli.domain.obligations import (
    Entry,
    Owed,
    Part,
    Period,
    Standing,
    end_of,
    over_by,
    standing_of,
    time_of,
)
from linli.domain.rules import Stage
from linli.records.tables import (
    Agreement,
    AgreementEvent,
    Amount,
    Case,
    Instalment,
    Obligation,
    Performance,
    Step,
)

AHEAD: Final = timedelta(days=31)
_AT_ONCE: Final = 500
"""Obligations asked for in one query."""


class DueObligation(NamedTuple):
    """What is to be performed: the last minute in time, and whether that is over."""

    case_id: int
    number: str
    title: str
    words: str
    due: datetime
    is_late: bool
    obligation_id: int = 0


def obligations_due(
    session: Session, now: datetime, ahead: timedelta = AHEAD
) -> tuple[DueObligation, ...]:
    """What is late or due within ``ahead``, the earliest first; in voided cases nothing."""
    end = now + ahead
    wanted = and_(Case.stage != Stage.VOIDED, _may_be_open(), _may_have_a_day(end))
    due = {
        id_: (standing, standing.due)
        for id_, standing in standings(session, wanted, now).items()
        if standing.is_open and standing.due is not None and standing.due <= end
    }
    found = (
        DueObligation(
            case.id,
            case.number,
            case.title,
            _words(obligation, due[obligation.id][0]),
            due[obligation.id][1],
            is_late=due[obligation.id][1] < now,
            obligation_id=obligation.id,
        )
        for obligation, case in _with_cases(session, sorted(due))
    )
    return tuple(sorted(found, key=lambda each: (each.due, each.obligation_id)))


def standings(session: Session, wanted: ColumnElement[bool], now: datetime) -> dict[int, Standing]:
    """How each obligation stands, by its id; ``wanted`` may speak of its case and agreement."""
    return {id_: standing_of(owed, now) for id_, owed in _owed(session, wanted).items()}


def later_of(
    session: Session, agreement_ids: Sequence[int]
) -> tuple[Mapping[int, Sequence[str]], Mapping[int, Sequence[tuple[str, str]]]]:
    """How later agreements stand to these, and what became of these: (kind, docket), in order."""
    relations: dict[int, list[str]] = defaultdict(list)
    events: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for ids in _batches(agreement_ids):
        for earlier, relation in session.execute(
            select(Agreement.earlier_id, Agreement.relation)
            .where(Agreement.earlier_id.in_(ids))
            .order_by(Agreement.id)
        ):
            relations[earlier or 0].append(relation or "")
        for agreement_id, kind, docket in session.execute(
            select(AgreementEvent.agreement_id, AgreementEvent.kind, AgreementEvent.docket)
            .join(Step, Step.id == AgreementEvent.step_id)
            .where(AgreementEvent.agreement_id.in_(ids))
            .order_by(Step.position)
        ):
            events[agreement_id].append((kind, docket))
    return relations, events


@dataclass(slots=True)
class _Read:
    """What the record says of one obligation, row by row."""

    agreement_id: int
    kind: str
    timing: str
    due: Moment | None
    every: int | None
    every_unit: str | None
    until: Moment | None
    made: Moment
    sum: Sum | None = None
    instalments: dict[int, Moment | None] = field(default_factory=dict[int, "Moment | None"])
    sums: dict[int, Sum] = field(default_factory=dict[int, Sum])
    entries: list[tuple[int, str, int | None, datetime | None]] = field(
        default_factory=list["tuple[int, str, int | None, datetime | None]"]
    )
    paid: dict[int, Sum] = field(default_factory=dict[int, Sum])


def _owed(session: Session, wanted: ColumnElement[bool]) -> dict[int, Owed]:
    read: dict[int, _Read] = {}
    for id_, agreement_id, kind, timing, due, every, unit, until, made in session.execute(
        select(
            Obligation.id,
            Obligation.agreement_id,
            Obligation.kind,
            Obligation.timing,
            Obligation.due,
            Obligation.every,
            Obligation.every_unit,
            Obligation.until,
            Step.moment,
        )
        .join(Agreement, Agreement.id == Obligation.agreement_id)
        .join(Step, Step.id == Agreement.step_id)
        .join(Case, Case.id == Step.case_id)
        .where(wanted)
    ):
        read[id_] = _Read(agreement_id, kind, timing, due, every, unit, until, made)
    for ids in _batches(list(read)):
        _read_parts(session, read, ids)
        _read_sums(session, read, ids)
    relations, events = later_of(session, list({row.agreement_id for row in read.values()}))
    return {
        id_: _owed_of(
            row,
            over_by(
                relations.get(row.agreement_id, ()),
                [kind for kind, _ in events.get(row.agreement_id, ())],
            ),
        )
        for id_, row in read.items()
    }


def _read_parts(session: Session, read: dict[int, _Read], ids: Sequence[int]) -> None:
    for id_, obligation_id, due in session.execute(
        select(Instalment.id, Instalment.obligation_id, Instalment.due)
        .where(Instalment.obligation_id.in_(ids))
        .order_by(Instalment.rank, Instalment.id)
    ):
        read[obligation_id].instalments[id_] = due
    for id_, obligation_id, state, instalment_id, moment in session.execute(
        select(
            Performance.id,
            Performance.obligation_id,
            Performance.state,
            Performance.instalment_id,
            Step.moment,
        )
        .join(Step, Step.id == Performance.step_id)
        .where(Performance.obligation_id.in_(ids))
        .order_by(Step.position)
    ):
        read[obligation_id].entries.append((id_, state, instalment_id, moment.sorts_at))


def _read_sums(session: Session, read: dict[int, _Read], ids: Sequence[int]) -> None:
    # What was said apart belongs to its note alone; none of these has one.
    is_open = Amount.confidentiality.is_(None)
    for obligation_id, value in session.execute(
        select(Obligation.id, Amount.value)
        .join(Amount, Amount.obligation_id == Obligation.id)
        .where(Obligation.id.in_(ids), is_open)
    ):
        read[obligation_id].sum = value
    for obligation_id, instalment_id, value in session.execute(
        select(Instalment.obligation_id, Instalment.id, Amount.value)
        .join(Amount, Amount.instalment_id == Instalment.id)
        .where(Instalment.obligation_id.in_(ids), is_open)
    ):
        read[obligation_id].sums[instalment_id] = value
    for obligation_id, performance_id, value in session.execute(
        select(Performance.obligation_id, Performance.id, Amount.value)
        .join(Amount, Amount.performance_id == Performance.id)
        .where(Performance.obligation_id.in_(ids), is_open)
    ):
        read[obligation_id].paid[performance_id] = value


def _owed_of(row: _Read, over: str) -> Owed:
    is_money = row.kind == "MONEY" or row.sum is not None
    entries = tuple(
        Entry(state, _fen(row.paid.get(id_)), part_id, at)
        for id_, state, part_id, at in row.entries
    )
    first = end_of(row.due)
    made = end_of(row.made)
    if row.timing == "PERIODIC" and row.every and row.every_unit:
        period = Period(row.every, row.every_unit, end_of(row.until))
        if first is None and made is not None:
            first = time_of(made, period, 1)
        each = next(iter(row.sums.values()), row.sum)
        return Owed(
            timing=row.timing,
            due=first,
            fen=_fen(each, is_each_time=True),
            period=period,
            is_money=is_money,
            over=over,
            entries=entries,
        )
    return Owed(
        timing=row.timing,
        due=made if row.timing == "AT_ONCE" and first is None else first,
        fen=_fen(row.sum),
        parts=tuple(
            Part(id_, end_of(due), _fen(row.sums.get(id_))) for id_, due in row.instalments.items()
        ),
        until=end_of(row.until or row.due),
        is_money=is_money,
        over=over,
        entries=entries,
    )


def _fen(value: Sum | None, *, is_each_time: bool = False) -> int | None:
    """The exact sum; so much for each person is none, nor so much a month unless asked for."""
    if value is None or value.qualifier is not Qualifier.EXACT or value.reach is Reach.EACH:
        return None
    return None if value.period and not is_each_time else value.low_fen


def _words(obligation: Obligation, standing: Standing) -> str:
    """Who has to do what, and of several parts which."""
    parts = [part.id for part in standing.parts]
    next_part = standing.next_part
    which = ""
    if next_part is not None and next_part.id is not None:
        which = f"第{parts.index(next_part.id) + 1}期"
    owed = next_part.open_fen if next_part is not None else standing.open_fen
    money = amount_text(Sum(owed)) if owed else ""
    what = what_of(obligation)
    if money and what.endswith(money):
        money = ""
    return " ".join(filter(None, ("、".join(end_names(obligation, "DEBTOR")), what, which, money)))


def _with_cases(session: Session, ids: Sequence[int]) -> Iterator[tuple[Obligation, Case]]:
    for batch in _batches(ids):
        rows = session.execute(
            select(Obligation, Case)
            .join(Agreement, Agreement.id == Obligation.agreement_id)
            .join(Step, Step.id == Agreement.step_id)
            .join(Case, Case.id == Step.case_id)
            .where(Obligation.id.in_(batch))
            .options(selectinload(Obligation.ends), selectinload(Obligation.amounts))
        ).all()
        yield from ((obligation, case) for obligation, case in rows)


def _may_have_a_day(end: datetime) -> ColumnElement[bool]:
    """Leave out what has no day, or none as near as ``end``."""
    due = Obligation.__table__.c
    own = and_(due.due_at.is_not(None), due.due_at <= end)
    part = Instalment.__table__.c
    of_parts = (
        select(Instalment.id)
        .where(Instalment.obligation_id == Obligation.id, part.due_at <= end)
        .exists()
    )
    return or_(own, of_parts, due.until_at <= end, Obligation.timing.in_(("AT_ONCE", "PERIODIC")))


def _may_be_open() -> ColumnElement[bool]:
    """Leave out what was plainly settled: an office keeps years of it, and asks every minute.

    Plainly is by an entry that says so of the whole, or of each instalment, and does
    not name less than the sum. What was paid in parts that add up is left in; the
    rules know.
    """
    in_parts = select(Instalment.id).where(Instalment.obligation_id == Obligation.id)
    as_a_whole = _settled(Obligation.id, "obligation_id").where(
        Performance.instalment_id.is_(None),
        or_(~_with_sum().exists(), ~in_parts.correlate(Obligation).exists()),
    )
    part = _settled(Instalment.id, "instalment_id").where(
        Performance.instalment_id == Instalment.id
    )
    open_part = in_parts.where(~part.correlate(Obligation, Instalment).exists())
    return or_(
        Obligation.timing.in_(("PERIODIC", "STANDING", "FOR_A_TIME")),
        and_(~as_a_whole.exists(), or_(~in_parts.exists(), open_part.exists())),
    )


def _settled(owner_id: QueryableAttribute[int], owner: str) -> Select[int]:
    """Entries that settle an obligation, unless they name less than the owner's sum."""
    agreed, paid = _AGREED.c, _PAID.c
    too_little = _with_sum().join(
        _AGREED, and_(agreed.low_fen > paid.low_fen, agreed.removed_at.is_(None))
    )
    return (
        select(Performance.id)
        .join(Step, Step.id == Performance.step_id)
        .where(
            Performance.obligation_id == Obligation.id,
            Performance.state.in_(("PERFORMED", "LATE", "WAIVED", "VARIED")),
            Step.removed_at.is_(None),
            ~too_little.where(agreed[owner] == owner_id).exists(),
        )
    )


def _with_sum() -> Select[int]:
    paid = _PAID.c
    return (
        select(paid.id)
        .where(paid.performance_id == Performance.id, paid.removed_at.is_(None))
        .correlate(Performance.__table__, Obligation.__table__, Instalment.__table__)
    )


_PAID = Amount.__table__.alias()
_AGREED = Amount.__table__.alias()


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
