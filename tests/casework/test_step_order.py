"""Steps keep the order that is known of their times, whatever is added, moved, removed, taken back."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from linli.casework.closing import record_outcome
from linli.casework.grid import keep_office
from linli.casework.intake import take_down
from linli.casework.removal import remove, take_back
from linli.casework.state import derived
from linli.casework.step_order import move_step
from linli.casework.steps import change_step, record_step, step_draft
from linli.domain.drafts import CaseDraft, OfficeDraft, OutcomeDraft, StepDraft
from linli.domain.moments import Moment
from linli.domain.things import Thing
from linli.errors import Refused
from linli.records.database import Database
from linli.records.tables import Case, Step

FIRST = datetime(2025, 3, 15, 9, 0)


@pytest.fixture
def case_id(database: Database, now: datetime) -> int:
    """A dispute registered on a morning."""
    with database.writing() as session:
        return _taken_down(session, now)


def at(hour: int, minute: int = 0) -> Moment:
    """A time on the day after."""
    return Moment.at_minute(datetime(2025, 3, 16, hour, minute))


def add(database: Database, case_id: int, moment: Moment, after: int | None = None) -> int:
    """A visit at that time."""
    with database.writing() as session:
        return record_step(session, case_id, StepDraft("VISITED", moment, after_step=after))


def order(database: Database, case_id: int) -> list[int]:
    """The ids of the steps in use, but for the registration."""
    with database.reading() as session:
        return [step.id for step in session.get_one(Case, case_id).steps[1:]]


def test_two_exact_times_never_cross(database: Database, case_id: int) -> None:
    early, late = add(database, case_id, at(9)), add(database, case_id, at(10))
    with database.writing() as session:
        assert not move_step(session, late, -1)
        assert not move_step(session, early, 1)
    assert order(database, case_id) == [early, late]


def test_a_time_nobody_stated_moves_freely(database: Database, case_id: int) -> None:
    early, late = add(database, case_id, at(9)), add(database, case_id, at(10))
    vague = add(database, case_id, Moment.not_stated())
    with database.writing() as session:
        assert move_step(session, vague, -1)
        assert move_step(session, vague, -1)
    assert order(database, case_id) == [vague, early, late]
    with database.writing() as session:
        assert move_step(session, vague, 1)
    assert order(database, case_id) == [early, vague, late]


def test_a_day_moves_among_the_hours_of_that_day_alone(database: Database, case_id: int) -> None:
    hour = add(database, case_id, at(9))
    day = add(database, case_id, Moment.on_day(date(2025, 3, 16)))
    later = add(database, case_id, Moment.at_minute(datetime(2025, 3, 17, 8, 0)))
    with database.writing() as session:
        assert not move_step(session, day, 1)
        assert move_step(session, day, -1)
    assert order(database, case_id) == [day, hour, later]


def test_nothing_moves_beyond_the_ends(database: Database, case_id: int) -> None:
    last = add(database, case_id, at(9))
    with database.writing() as session:
        first = session.get_one(Case, case_id).steps[0].id
        assert not move_step(session, last, 1)
        assert not move_step(session, first, -1)


def test_the_steps_of_a_closed_case_stay_where_they_are(database: Database, case_id: int) -> None:
    vague = add(database, case_id, Moment.not_stated())
    with database.writing() as session:
        record_outcome(session, case_id, OutcomeDraft("RECONCILED", at(12)))
    with database.writing() as session, pytest.raises(Refused, match="请先重新打开"):
        move_step(session, vague, 1)


@pytest.mark.parametrize(
    "vague", [Moment.not_stated(), Moment.in_words("次日"), Moment.lasting(90)]
)
def test_a_time_in_words_stands_behind_the_line_the_cursor_was_at(
    database: Database, case_id: int, vague: Moment
) -> None:
    first, second = add(database, case_id, at(9)), add(database, case_id, at(10))
    between = add(database, case_id, vague, after=first)
    assert order(database, case_id) == [first, between, second]


def test_a_known_time_stands_where_it_belongs_wherever_the_cursor_was(
    database: Database, case_id: int
) -> None:
    first, second = add(database, case_id, at(9)), add(database, case_id, at(10))
    early = add(database, case_id, at(8), after=second)
    assert order(database, case_id) == [early, first, second]


def test_a_step_whose_time_is_changed_goes_where_it_belongs_and_only_then(
    database: Database, case_id: int
) -> None:
    vague = add(database, case_id, Moment.not_stated())
    first, second = add(database, case_id, at(9)), add(database, case_id, at(10))
    with database.writing() as session:
        draft = step_draft(session, vague)
        change_step(session, vague, StepDraft(draft.action, Moment.in_words("当天早上")))
    assert order(database, case_id) == [vague, first, second]
    with database.writing() as session:
        change_step(session, vague, StepDraft("VISITED", at(9, 30)))
    assert order(database, case_id) == [first, vague, second]


MOMENTS = st.one_of(
    st.builds(lambda hours: Moment.at_minute(FIRST + timedelta(hours=hours)), st.integers(0, 60)),
    st.builds(lambda days: Moment.on_day((FIRST + timedelta(days=days)).date()), st.integers(0, 3)),
    st.just(Moment.not_stated()),
    st.just(Moment.in_words("次日")),
)
DOINGS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), MOMENTS, st.integers(0, 9)),
        st.tuples(st.just("change"), MOMENTS, st.integers(0, 9)),
        st.tuples(st.just("move"), st.sampled_from((-1, 1)), st.integers(0, 9)),
        st.tuples(st.just("remove"), st.none(), st.integers(0, 9)),
        st.tuples(st.just("take back"), st.none(), st.integers(0, 9)),
    ),
    max_size=25,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(doings=DOINGS)
def test_any_sequence_keeps_places_unique_and_exact_times_in_order(
    migrated_file: Path, now: datetime, doings: Sequence[tuple[str, object, int]]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "台账.linli"
        shutil.copyfile(migrated_file, path)
        with Database(path) as database, database.writing() as session:
            case_id = _taken_down(session, now)
            ids: list[int] = []
            for what, detail, place in doings:
                _do(session, case_id, ids, what, detail, place)
                assert not list(_out_of_order(session, case_id))


def _do(
    session: Session, case_id: int, ids: list[int], what: str, detail: object, place: int
) -> None:
    chosen = ids[place % len(ids)] if ids else None
    if what == "add":
        assert isinstance(detail, Moment)
        draft = StepDraft("VISITED", detail, after_step=chosen)
        ids.append(record_step(session, case_id, draft))
    elif chosen is None:
        return
    elif what == "take back":
        take_back(session, Thing.STEP, chosen)
    elif what == "remove":
        remove(session, Thing.STEP, chosen)
    elif chosen in {step.id for step in session.get_one(Case, case_id).steps}:
        if what == "move":
            move_step(session, chosen, 1 if detail == 1 else -1)
        else:
            assert isinstance(detail, Moment)
            change_step(session, chosen, StepDraft("VISITED", detail))


def _out_of_order(session: Session, case_id: int) -> Iterator[str]:
    """What is wrong with the places of the steps, and with what is derived of them."""
    session.flush()
    session.expire_all()
    steps = session.scalars(
        select(Step).where(Step.case_id == case_id).order_by(Step.position)
    ).all()
    positions = [step.position for step in steps]
    if len(set(positions)) < len(positions) or min(positions) <= 0:
        yield f"places {positions}"
    known = [step.moment.at for step in steps if step.moment.at is not None]
    exact = [
        step.moment.at for step in steps if step.moment.at and step.moment.precision == "MINUTE"
    ]
    if exact != sorted(exact):
        yield f"exact times {exact}"
    if [each.date() for each in known] != sorted(each.date() for each in known):
        yield f"days {known}"
    case = session.get_one(Case, case_id)
    wanted = derived(session, case)
    if {name: getattr(case, name) for name in wanted} != wanted:
        yield f"derived {wanted}"


def _taken_down(session: Session, now: datetime) -> int:
    keep_office(session, OfficeDraft("枫杨办事处", "枫杨"), now)
    return take_down(
        session, CaseDraft("DISPUTE", "PHONE", "半夜噪声", Moment.at_minute(FIRST)), now
    )
