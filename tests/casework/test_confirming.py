"""After a restore a number is given out again only once somebody has looked at the paper."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from sqlalchemy import select, update

from linli.casework import confirming, grid, intake
from linli.domain.drafts import CaseDraft, OfficeDraft
from linli.domain.moments import Moment
from linli.domain.rules import Stage
from linli.errors import Refused
from linli.records import tables
from linli.records.checking import check_file
from linli.records.database import Database

TakeDown = Callable[[], str]


@pytest.fixture
def take_down(database: Database, now: datetime) -> TakeDown:
    """Takes a dispute of 2025 down and tells its number; the office has one already."""

    def take() -> str:
        draft = CaseDraft("DISPUTE", "WALK_IN", "噪声", Moment.on_day(date(2025, 3, 15)))
        with database.writing() as session:
            case_id = intake.take_down(session, draft, now)
            return session.get_one(tables.Case, case_id).number

    with database.writing() as session:
        grid.keep_office(session, OfficeDraft("枫杨办事处", "枫杨"), now)
    assert take() == "枫杨〔2025〕纠纷0001"
    return take


@pytest.fixture
def marked(database: Database, take_down: TakeDown) -> int:
    """The series of that dispute, marked as a restore does; its id."""
    assert take_down() == "枫杨〔2025〕纠纷0002"
    with database.writing() as session:
        session.execute(update(tables.NumberSeries).values(must_confirm=True))
        return session.scalars(select(tables.NumberSeries.id)).one()


def test_no_number_is_given_out_before_it_is_confirmed(
    marked: int, database: Database, take_down: TakeDown
) -> None:
    with pytest.raises(Refused, match=r"先核对编号：下一个是“枫杨〔2025〕纠纷0003”"):
        take_down()
    with database.reading() as session:
        (row,) = confirming.numbers_to_confirm(session)
    assert row == (marked, 2025, "矛盾纠纷", 2, "枫杨〔2025〕纠纷0003")


def test_confirmed_it_goes_on_and_does_not_ask_again(
    marked: int, database: Database, take_down: TakeDown, now: datetime
) -> None:
    with database.writing() as session:
        confirming.confirm_number(session, marked, 3, now)
    assert take_down() == "枫杨〔2025〕纠纷0003"
    with database.reading() as session:
        assert confirming.numbers_to_confirm(session) == ()


def test_numbers_that_are_on_paper_alone_are_kept_as_voided_cases(
    marked: int, database: Database, take_down: TakeDown, now: datetime
) -> None:
    with database.writing() as session:
        confirming.confirm_number(session, marked, 5, now, "纸上已用到0004，记录未能恢复")
    assert take_down() == "枫杨〔2025〕纠纷0005"
    with database.reading() as session:
        voided = session.scalars(select(tables.Case).where(tables.Case.stage == Stage.VOIDED)).all()
        said = [(case.number, case.is_open, case.steps[0].reason) for case in voided]
    assert said == [
        ("枫杨〔2025〕纠纷0003", False, "纸上已用到0004，记录未能恢复"),
        ("枫杨〔2025〕纠纷0004", False, "纸上已用到0004，记录未能恢复"),
    ]
    database.close()
    assert check_file(database.path).sentences == ()


@pytest.mark.parametrize(
    ("serial", "why", "field", "sentence"),
    [
        (2, "", "next_serial", "已用到2号，最小填3"),
        (0, "", "next_serial", "最小填3"),
        (5, " ", "why", "要写明原因"),
        (30000, "纸上已用", "next_serial", "多写了一位"),
    ],
)
def test_a_number_that_makes_no_sense_is_refused_and_nothing_kept(
    marked: int,
    database: Database,
    now: datetime,
    serial: int,
    why: str,
    field: str,
    sentence: str,
) -> None:
    def confirm() -> None:
        with database.writing() as session:
            confirming.confirm_number(session, marked, serial, now, why)

    with pytest.raises(Refused, match=sentence) as refused:
        confirm()
    assert refused.value.field == field
    with database.reading() as session:
        assert len(confirming.numbers_to_confirm(session)) == 1
        assert len(session.scalars(select(tables.Case.id)).all()) == 2


def test_series_of_another_office_name_are_not_asked_about(
    marked: int, database: Database, now: datetime
) -> None:
    with database.writing() as session:
        grid.keep_office(session, OfficeDraft("枫杨办事处", "枫杨新"), now)
    with database.reading() as session:
        assert confirming.numbers_to_confirm(session) == ()
        assert session.get_one(tables.NumberSeries, marked).must_confirm


def test_a_file_without_an_office_has_no_number_to_confirm(database: Database) -> None:
    with database.reading() as session:
        assert confirming.numbers_to_confirm(session) == ()
