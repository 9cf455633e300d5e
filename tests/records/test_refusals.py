"""What the tables themselves refuse, whatever a form or an import hands over."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

import pytest
from sqlalchemy import delete, insert, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from linli.domain.amounts import Amount, Count
from linli.domain.moments import Moment
from linli.records import tables
from linli.records.database import Database

DAY = Moment.on_day(datetime(2025, 3, 16))
NOW = datetime(2025, 3, 17, tzinfo=UTC)


class Refusal(NamedTuple):
    """A row and the constraint that refuses it."""

    constraint: str
    row: Callable[[int], tables.Base]


def step(case_id: int, action: str = "NOTED", **more: object) -> tables.Step:
    """A step that could be kept but for ``more``."""
    return tables.Step(
        case_id=case_id, **{"position": 5, "action_code": action, "moment": DAY} | more
    )


def mediation(case_id: int, **more: object) -> tables.MediationSession:
    """A session that could be kept but for ``more``."""
    values = {"step": step(case_id, "MEDIATED"), "method": "BACK_TO_BACK", "sitting": 1}
    return tables.MediationSession(**values | more)


REFUSALS = [
    Refusal("ck_step_mediated_no_note", lambda case: step(case, "MEDIATED", note="甲方说的话")),
    Refusal("ck_step_mediated_no_note", lambda case: step(case, "MEDIATED", reason="甲方说的话")),
    Refusal("ck_step_returned", lambda case: step(case, "RETURNED")),
    Refusal("ck_step_voided", lambda case: step(case, "VOIDED")),
    Refusal("ck_step_times", lambda case: step(case, times=0)),
    Refusal("ck_step_urge_level", lambda case: step(case, urge_level="PINK")),
    Refusal(
        "ck_step_reason_unrecorded",
        lambda case: step(case, "RETURNED", reason="有理由", is_reason_unrecorded=True),
    ),
    Refusal("FOREIGN KEY", lambda case: step(case, "NO_SUCH_ACTION")),
    Refusal("FOREIGN KEY", lambda case: step(case + 1)),
    Refusal(
        "ck_mediation_session_caucus_no_record", lambda case: mediation(case, record="甲方的话")
    ),
    Refusal("ck_mediation_session_method", lambda case: mediation(case, method="SHOUTING")),
    Refusal("NOT NULL", lambda case: mediation(case, sitting=None)),
    Refusal(
        "ck_caucus_note_text", lambda case: tables.CaucusNote(mediation=mediation(case), text="")
    ),
    Refusal(
        "ck_caucus_note_confidentiality",
        lambda case: tables.CaucusNote(
            mediation=mediation(case), text="话", confidentiality="CONVEYED"
        ),
    ),
    Refusal(
        "ck_caucus_note_reported_why",
        lambda case: tables.CaucusNote(
            mediation=mediation(case), text="话", confidentiality="REPORTED"
        ),
    ),
    Refusal(
        "ck_amount_class",
        lambda case: tables.Amount(
            value=Amount(100), caucus_note=tables.CaucusNote(mediation=mediation(case), text="话")
        ),
    ),
    Refusal("ck_amount_owner", lambda _: tables.Amount(value=Amount(100))),
    Refusal(
        "ck_amount_owner",
        lambda case: tables.Amount(
            value=Amount(100), step=step(case), request=tables.Request(case_id=case, words="赔偿")
        ),
    ),
    Refusal("ck_count_owner", lambda _: tables.Count(figure=Count(1))),
    Refusal("ck_party_identity", lambda case: tables.Party(case_id=case, identity="SECRET")),
    Refusal(
        "ck_session_party_party",
        lambda case: tables.SessionParty(mediation=mediation(case), words="谁"),
    ),
    Refusal("ck_step_actor_words", lambda case: _actor(case, words="")),
    Refusal(
        "ck_step_actor_unit_or",
        lambda case: _actor(
            case,
            words="谁",
            organisation=tables.Organisation(name="物业"),
            party=tables.Party(case_id=case),
        ),
    ),
    Refusal("ck_partner_of_what", lambda _: tables.Partner(words="派出所")),
    Refusal("ck_case_title", lambda _: tables.Case(number="二", kind_code="HAZARD", title="")),
    Refusal(
        "case.number",
        lambda _: tables.Case(number="枫杨〔2025〕纠纷0001", kind_code="HAZARD", title="重号"),
    ),
    Refusal(
        "ck_case_batch_id",
        lambda _: tables.Case(number="二", kind_code="HAZARD", title="样", batch="SAMPLE"),
    ),
    Refusal("ck_office_one", lambda _: tables.Office(id=2, name="另一个", short_name="另")),
    Refusal(
        "ck_grid_unit_successor",
        lambda _: tables.GridUnit(name="旧", tier_code="MICRO", successor_id=1),
    ),
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.constraint)
def test_a_row_that_makes_no_sense_is_refused(
    database: Database, case_id: int, refusal: Refusal
) -> None:
    def keep() -> None:
        with database.writing() as session:
            session.add(refusal.row(case_id))

    with pytest.raises(IntegrityError, match=refusal.constraint):
        keep()


# The moment of a step, column by column, as no Moment could be made.
UNTIED = {
    "moment_at": {"moment_precision": "DAY", "moment_at": None},
    "moment_at (words)": {"moment_precision": "WORDS", "moment_words": "次日"},
    "moment_until": {"moment_until": "2025-03-01 00:00:00.000000"},
    "moment_minutes": {"moment_minutes": 5},
    "moment_minutes (duration)": {"moment_precision": "DURATION", "moment_at": None},
    "moment_words_needed": {"moment_precision": "WORDS", "moment_at": None},
    "moment_precision": {"moment_precision": "ROUGHLY", "moment_at": None},
}


@pytest.mark.parametrize("name", UNTIED)
def test_the_columns_of_a_moment_are_tied_together(
    database: Database, case_id: int, name: str
) -> None:
    def change() -> None:
        with database.writing() as session:
            session.add(step(case_id))
            session.flush()
            columns = ", ".join(f"{column} = :{column}" for column in UNTIED[name])
            session.execute(text(f"UPDATE step SET {columns}"), UNTIED[name])  # noqa: S608 - our own names

    with pytest.raises(IntegrityError, match=f"ck_step_{name.split(maxsplit=1)[0]}"):
        change()


@pytest.mark.parametrize(
    "columns",
    ["due_words = '尽快'", "due_at = '2025-03-20'", "due_until = '2025-03-20'", "due_minutes = 1"],
)
def test_a_moment_that_was_not_given_has_no_parts(
    database: Database, case_id: int, columns: str
) -> None:
    def change() -> None:
        with database.writing() as session:
            session.execute(text(f'UPDATE "case" SET {columns}'))  # noqa: S608 - the parameters above

    with pytest.raises(IntegrityError, match="ck_case_due"):
        change()
    assert case_id == 1


@pytest.mark.parametrize(
    "columns",
    [
        "low_fen = -1",
        "high_fen = 50",
        "low_fen = NULL",
        "qualifier = 'RANGE'",
        "qualifier = 'SOME'",
    ],
)
def test_a_figure_is_tied_to_its_qualifier(database: Database, case_id: int, columns: str) -> None:
    def change() -> None:
        with database.writing() as session:
            session.add(tables.Amount(value=Amount(100), step=step(case_id)))
            session.flush()
            session.execute(text(f"UPDATE amount SET {columns}"))  # noqa: S608 - the parameters above

    with pytest.raises(IntegrityError, match="ck_amount"):
        change()


@pytest.mark.parametrize("column", ["for_party_id", "part_of_id"])
def test_a_party_acts_for_nobody_of_another_case(
    database: Database, case_id: int, column: str
) -> None:
    def keep() -> None:
        with database.writing() as session:
            other = tables.Case(number="二", kind_code="DISPUTE", title="另一件事")
            other.parties.append(stranger := tables.Party(name="别人"))
            session.add(other)
            session.flush()
            session.add(tables.Party(case_id=case_id, name="代理人", **{column: stranger.id}))

    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        keep()


def test_two_steps_of_a_case_never_share_a_place(database: Database, case_id: int) -> None:
    def keep() -> None:
        with database.writing() as session:
            session.add_all([step(case_id), step(case_id)])

    with pytest.raises(IntegrityError, match=r"step\.position"):
        keep()


def test_one_step_dates_one_session(database: Database, case_id: int) -> None:
    def keep() -> None:
        with database.writing() as session:
            shared = step(case_id, "MEDIATED")
            session.add_all([mediation(case_id, step=shared), mediation(case_id, step=shared)])

    with pytest.raises(IntegrityError, match=r"mediation_session\.step_id"):
        keep()


def test_nothing_is_deleted_along_with_its_parent(database: Database, case_id: int) -> None:
    with database.writing() as session:
        session.add(step(case_id))

    def delete_the_case(session: Session) -> None:
        session.execute(delete(tables.Case))

    with database.writing() as session, pytest.raises(IntegrityError, match="FOREIGN KEY"):
        delete_the_case(session)


def test_a_session_asked_to_delete_a_case_leaves_its_children_to_the_refusal(
    database: Database, case_id: int
) -> None:
    def delete_it() -> None:
        with database.writing() as session:
            session.add(step(case_id))
            session.flush()
            session.delete(session.get_one(tables.Case, case_id))

    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        delete_it()


def test_a_number_of_a_series_is_given_once(database: Database) -> None:
    def keep() -> None:
        with database.writing() as session:
            series = tables.NumberSeries(
                what="CASE", scope="枫杨", year=2025, kind_code="DISPUTE", last=1
            )
            session.add_all(
                tables.Case(
                    number=number,
                    kind_code="DISPUTE",
                    title="事项",
                    number_series=series,
                    number_serial=1,
                )
                for number in "一二"
            )

    with pytest.raises(IntegrityError, match=r"case\.number_serial"):
        keep()


def test_an_offices_own_code_behaves_like_one_that_exists(database: Database) -> None:
    def keep(base: str) -> None:
        with database.writing() as session:
            session.execute(
                insert(tables.StepAction).values(
                    code="OWN_CALL", label="电话催办", short_label="催办", rank=999, base=base
                )
            )

    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        keep("NOTHING")
    keep("URGED")


def test_an_instant_without_a_zone_is_refused(database: Database, case_id: int) -> None:
    def keep() -> None:
        with database.writing() as session:
            session.add(step(case_id, recorded_at=NOW.replace(tzinfo=None)))

    with pytest.raises(Exception, match="an instant needs a zone"):
        keep()


def test_an_instant_comes_back_as_utc(database: Database, case_id: int) -> None:
    with database.writing() as session:
        session.add(step(case_id, recorded_at=NOW))
    with database.reading() as session:
        assert session.get_one(tables.Case, case_id).steps[0].recorded_at == NOW


def _actor(case_id: int, **more: object) -> tables.StepActor:
    return tables.StepActor(step=step(case_id), direction="FROM", **more)
