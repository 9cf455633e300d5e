"""What sessions do by themselves: removed rows hide, a changed child touches its case."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session

from linli.domain import amounts
from linli.domain.moments import Moment
from linli.errors import LinliError
from linli.records import tables
from linli.records.database import Database
from linli.records.upkeep import INCLUDE_REMOVED

NOW = datetime(2025, 3, 17, 9, 0, tzinfo=UTC)
DAY = Moment.on_day(datetime(2025, 3, 16))


@pytest.fixture
def caucus_id(database: Database, case_id: int) -> int:
    """The id of a back-to-back session with one speaker's note."""
    with database.writing() as session:
        party = tables.Party(case_id=case_id, name="楼下一方")
        mediation = tables.MediationSession(
            step=_step(case_id, 1024, "MEDIATED"), method="BACK_TO_BACK", sitting=1
        )
        note = tables.CaucusNote(mediation=mediation, text="只对调解员说的话")
        session.add_all([note, tables.CaucusSpeaker(note=note, party=party)])
        session.flush()
        return mediation.id


def test_a_removed_row_is_in_no_select_and_no_collection(database: Database, case_id: int) -> None:
    with database.writing() as session:
        session.add_all(_step(case_id, position, "NOTED") for position in (1024, 2048))
    with database.writing() as session:
        session.get_one(tables.Case, case_id).steps[0].removed_at = NOW
    with database.reading() as session:
        assert len(session.scalars(select(tables.Step)).all()) == 1
        assert len(session.get_one(tables.Case, case_id).steps) == 1
        assert session.scalar(select(func.count(tables.Step.id))) == 1
        assert session.scalar(select(func.count()).select_from(tables.Case).join(tables.Step)) == 1


def test_what_was_removed_can_still_be_listed(database: Database, case_id: int) -> None:
    with database.writing() as session:
        session.add(_step(case_id, 1024, "NOTED", removed_at=NOW, removed_why="记错了"))
    with database.reading() as session:
        seen = session.scalars(select(tables.Step), execution_options={INCLUDE_REMOVED: True}).all()
        assert [step.removed_why for step in seen] == ["记错了"]


def test_what_hangs_on_a_removed_step_goes_with_it(database: Database, caucus_id: int) -> None:
    with database.writing() as session:
        session.get_one(tables.MediationSession, caucus_id).step.removed_at = NOW
    with database.reading() as session:
        assert session.scalars(select(tables.MediationSession)).all() == []


def test_a_row_hidden_in_the_session_that_removed_it_can_be_refreshed(
    database: Database, case_id: int
) -> None:
    with database.writing() as session:
        step = _step(case_id, 1024, "NOTED")
        session.add(step)
        session.flush()
        step.removed_at = NOW
        session.flush()
        session.expire(step)
        assert step.removed_at == NOW


def test_the_place_of_a_removed_step_can_be_taken(database: Database, case_id: int) -> None:
    with database.writing() as session:
        session.add(_step(case_id, 1024, "NOTED", removed_at=NOW))
        session.add(_step(case_id, 1024, "VISITED"))
    with database.reading() as session:
        (step,) = session.get_one(tables.Case, case_id).steps
        assert (step.action_code, step.position) == ("VISITED", 1024)


def test_a_new_child_counts_its_case_up(database: Database, case_id: int) -> None:
    before = _version(database, case_id)
    with database.writing() as session:
        session.add(_step(case_id, 1024, "NOTED"))
    assert _version(database, case_id) == before + 1


def test_a_change_deep_under_a_case_counts_it_up(
    database: Database, case_id: int, caucus_id: int
) -> None:
    before = _version(database, case_id)
    with database.writing() as session:
        note = session.scalars(select(tables.CaucusNote)).one()
        session.add(
            tables.Amount(
                value=amounts.Amount(60000), caucus_note_id=note.id, confidentiality="CONFIDENTIAL"
            )
        )
    assert _version(database, case_id) == before + 1
    assert caucus_id == 1


def test_a_time_of_which_only_the_day_changes_counts_its_case_up(
    database: Database, case_id: int
) -> None:
    with database.writing() as session:
        session.add(_step(case_id, 1024, "NOTED"))
    before = _version(database, case_id)
    with database.writing() as session:
        step = session.get_one(tables.Case, case_id).steps[0]
        assert step.moment == DAY
        step.moment = Moment.on_day(datetime(2025, 3, 15))
    assert _version(database, case_id) == before + 1


def test_what_changed_nothing_counts_nothing_up(database: Database, case_id: int) -> None:
    before = _version(database, case_id)
    with database.writing() as session:
        case = session.get_one(tables.Case, case_id)
        case.title = str(case.title)
        session.add(tables.Worker(name="秦淼"))
    assert _version(database, case_id) == before


def test_a_case_changed_meanwhile_is_refused_in_words(database: Database, case_id: int) -> None:
    def change_what_another_changed() -> None:
        with database.writing() as session:
            case = session.get_one(tables.Case, case_id)
            session.execute(text('UPDATE "case" SET version = version + 1'))
            case.title = "改了"

    with pytest.raises(LinliError, match="这件事刚被改过"):
        change_what_another_changed()


def test_a_caucus_note_is_never_loaded_along_the_way(database: Database, caucus_id: int) -> None:
    with database.reading() as session:
        mediation = session.get_one(tables.MediationSession, caucus_id)
        with pytest.raises(InvalidRequestError, match="lazy='raise'"):
            _ = mediation.caucus_notes


def test_reading_a_whole_case_sends_no_select_for_caucus_notes(
    database: Database, case_id: int, caucus_id: int
) -> None:
    sent: list[str] = []

    def listen(_: object, __: object, statement: str, *___: object) -> None:
        sent.append(statement)

    with database.reading() as session:
        event.listen(session.connection(), "before_cursor_execute", listen)
        case = session.get_one(tables.Case, case_id)
        for row in _everything_reachable(session, case):
            assert not isinstance(row, tables.CaucusNote | tables.CaucusSpeaker)
        assert session.get_one(tables.MediationSession, caucus_id).attendances == []
    assert sent
    assert not any("caucus" in statement for statement in sent if "FROM amount" not in statement)


def _everything_reachable(session: Session, case: tables.Case) -> list[tables.Base]:
    seen: dict[int, tables.Base] = {}
    todo: list[tables.Base] = [case, *session.scalars(select(tables.MediationSession))]
    while todo:
        row = todo.pop()
        if id(row) in seen:
            continue
        seen[id(row)] = row
        for link in type(row).__mapper__.relationships:
            if link.lazy == "raise":
                continue
            value = getattr(row, link.key)
            todo += value if isinstance(value, list) else [value] if value is not None else []
    return list(seen.values())


def _step(case_id: int, position: int, action: str, **more: object) -> tables.Step:
    return tables.Step(case_id=case_id, position=position, action_code=action, moment=DAY, **more)


def _version(database: Database, case_id: int) -> int:
    with database.reading() as session:
        return session.get_one(tables.Case, case_id).version
