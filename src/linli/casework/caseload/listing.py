"""The list of cases: which, in what order, with which figures."""

from array import array
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from linli.casework.grid import unit_path
from linli.casework.people import name_of
from linli.casework.state import due, fact_of, holder, registered
from linli.domain.case_file import (
    CaseRow,
    Coded,
    DueState,
    ListCounts,
    ListQuery,
    ListScope,
    PlaceRow,
)
from linli.domain.rules import STANDING
from linli.domain.text import LINE, scrubbed
from linli.records.tables import (
    Case,
    CaseKind,
    Outcome,
    Party,
    Report,
    Step,
    StepActor,
)

_ESCAPE = "\\"


def case_ids(session: Session, query: ListQuery, now: datetime) -> "array[int]":
    """The ids of all cases the query asks for: open ones first, the nearest limit on top."""
    wanted = _asked_for(select(Case.id), query, now).order_by(
        Case.is_open.desc(),
        case((Case.is_open, Case.due_by), else_=None).asc().nulls_last(),
        Case.registered_at.desc().nulls_last(),
        Case.id.desc(),
    )
    return array("q", session.scalars(wanted))


def case_rows(session: Session, ids: Sequence[int], now: datetime) -> list[CaseRow]:
    """The rows of these cases, in this order; one that is gone is left out."""
    cases = {
        kept.id: kept
        for kept in session.scalars(
            select(Case)
            .where(Case.id.in_(ids))
            .options(
                joinedload(Case.kind),
                joinedload(Case.grid_unit),
                selectinload(Case.steps).selectinload(Step.actors).joinedload(StepActor.tier),
                selectinload(Case.steps).joinedload(Step.action),
                selectinload(Case.parties).selectinload(Party.sides),
            )
        )
    }
    results = _results(session, ids)
    return [case_row(cases[id_], results.get(id_, Coded()), now) for id_ in ids if id_ in cases]


def counts(session: Session, now: datetime) -> ListCounts:
    """The figures of the sidebar and the chips."""
    is_open = Case.is_open
    figures = session.execute(
        select(
            func.count().filter(is_open),
            func.count(),
            func.count().filter(_in_state(DueState.OVERDUE, now)),
            func.count().filter(_in_state(DueState.SOON, now)),
            func.count().filter(_in_state(DueState.NOT_SET, now)),
            func.count().filter(Case.needs_follow_up),
        ).select_from(Case)
    ).one()
    kinds = session.execute(
        select(CaseKind.code, CaseKind.label, func.count(Case.id))
        .join(Case, Case.kind_code == CaseKind.code)
        .group_by(CaseKind.code, CaseKind.label, CaseKind.rank)
        .order_by(CaseKind.rank)
    )
    grids = session.execute(
        select(Case.grid_words, func.count(Case.id))
        .where(Case.grid_words.is_not(None))
        .group_by(Case.grid_words)
        .order_by(func.count(Case.id).desc(), Case.grid_words)
    )
    return ListCounts(
        open=figures[0],
        all=figures[1],
        closed=figures[1] - figures[0],
        overdue=figures[2],
        soon=figures[3],
        not_set=figures[4],
        follow_up=figures[5],
        kinds=tuple((code, label, number) for code, label, number in kinds),
        grids=tuple((name, name, number) for name, number in grids),
    )


def case_count(session: Session) -> int:
    """How many cases the file holds."""
    return session.scalar(select(func.count(Case.id))) or 0


def case_numbered(session: Session, number: str) -> int | None:
    """The id of the case with that number, None where there is none."""
    return session.scalar(select(Case.id).where(Case.number == number))


def case_row(kept: Case, result: Coded, now: datetime) -> CaseRow:
    """One case as the list shows it; its steps and parties are loaded."""
    facts = [fact_of(step) for step in kept.steps]
    return CaseRow(
        id=kept.id,
        number=kept.number,
        title=kept.title,
        kind=Coded(kept.kind_code, kept.kind.label),
        stage=kept.stage,
        result=result,
        due=due(kept, now),
        place=place_row(kept),
        parties=tuple(name_of(party) for party in kept.parties),
        holder=holder(kept, facts),
        holder_tier=_tier_of_holder(kept, holder(kept, facts)),
        registered=registered(kept),
        is_open=kept.is_open,
        is_sample=kept.batch == "SAMPLE",
    )


def place_row(placed: Case | Party) -> PlaceRow:
    """Where a case or a party is, in its own words."""
    unit = placed.grid_unit
    path = unit_path(unit) if unit is not None and unit.name == placed.grid_words else ()
    return PlaceRow(
        grid_path=path or ((placed.grid_words,) if placed.grid_words else ()),
        tier=unit.tier.label if unit is not None else "",
        estate=placed.estate,
        building=placed.building,
        unit=placed.unit,
        floor=placed.floor,
        room=placed.room,
        note=placed.place_note,
    )


def _asked_for(wanted: Select[int], query: ListQuery, now: datetime) -> Select[int]:
    if query.scope is not ListScope.ALL:
        wanted = wanted.where(Case.is_open == (query.scope is ListScope.OPEN))
    if query.kind:
        wanted = wanted.where(Case.kind_code == query.kind)
    if query.grid:
        wanted = wanted.where(Case.grid_words == query.grid)
    if query.due is not None:
        wanted = wanted.where(_in_state(query.due, now))
    if query.needs_follow_up:
        wanted = wanted.where(Case.needs_follow_up)
    # As typed text is kept; a page pasted by mistake is more than one query can hold.
    for word in scrubbed(query.words)[:LINE].split():
        wanted = wanted.where(_mentions(word))
    return wanted


def _mentions(word: str) -> ColumnElement[bool]:
    """The case, a party or a sender's number has the word in it; caucus text is not looked at."""
    plain = word.replace(_ESCAPE, _ESCAPE * 2).replace("%", r"\%").replace("_", r"\_")
    like = f"%{plain}%"
    columns = (
        Case.number, Case.title, Case.details, Case.grid_words, Case.estate, Case.building,
        Case.unit, Case.floor, Case.room, Case.place_note,
    )  # fmt: skip
    named = select(Party.id).where(
        Party.case_id == Case.id,
        Party.identity != "WITHHELD",
        or_(Party.name.like(like, escape=_ESCAPE), Party.phone.like(like, escape=_ESCAPE)),
    )
    reported = select(Report.id).where(
        Report.case_id == Case.id, Report.outside_number.like(like, escape=_ESCAPE)
    )
    found = (column.like(like, escape=_ESCAPE) for column in columns)
    return or_(*found, named.exists(), reported.exists())


def _in_state(state: DueState, now: datetime) -> ColumnElement[bool]:
    end_of_tomorrow = datetime.combine(now.date() + timedelta(days=1), time(23, 59))
    runs = and_(Case.is_open, Case.stage.not_in(STANDING))
    match state:
        case DueState.OVERDUE:
            return and_(runs, Case.due_by < now)
        case DueState.SOON:
            return and_(runs, Case.due_by >= now, Case.due_by <= end_of_tomorrow)
        case DueState.IN_TIME:
            return and_(runs, Case.due_by > end_of_tomorrow)
        case DueState.NOT_SET:
            return and_(runs, Case.due_by.is_(None))
        case DueState.STANDING:
            return and_(Case.is_open, Case.stage.in_(STANDING))
        case DueState.CLOSED:
            return Case.is_open.is_(False)


def _results(session: Session, ids: Sequence[int]) -> dict[int, Coded]:
    """The last result of each case as a whole."""
    rows = session.execute(
        select(Step.case_id, Outcome)
        .join(Outcome, Outcome.step_id == Step.id)
        .where(Step.case_id.in_(ids), Step.removed_at.is_(None))
        .where(Outcome.request_id.is_(None), Outcome.party_id.is_(None))
        .order_by(Step.case_id, Step.position)
        .options(joinedload(Outcome.result))
    )
    return {id_: Coded(outcome.result_code, outcome.result.label) for id_, outcome in rows}


def _tier_of_holder(kept: Case, name: str) -> str:
    actors = [actor for step in kept.steps for actor in step.actors if actor.words == name]
    return next((actor.tier.label for actor in reversed(actors) if actor.tier), "")
