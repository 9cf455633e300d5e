"""The sample says what the newspaper page says, and nothing more."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from sqlalchemy import select

from linli.casework import batches, caseload
from linli.casework.grid import office
from linli.casework.intake import take_down
from linli.casework.sample import load_sample
from linli.domain.amounts import Qualifier, total
from linli.domain.case_file import CaseFile
from linli.domain.drafts import CaseDraft
from linli.domain.moments import Moment, Precision
from linli.errors import Refused
from linli.records.database import Database
from linli.records.tables import Base, Case, NumberSeries

Read = Callable[[str], CaseFile]


def at(month: int, day: int, hour: int, minute: int) -> Moment:
    return Moment.at_minute(datetime(2025, month, day, hour, minute))


def day(month: int, of_month: int) -> Moment:
    return Moment.on_day(date(2025, month, of_month))


def times(case: CaseFile, action: str) -> list[Moment]:
    return [step.moment for step in case.steps if step.action.code == action]


def test_the_hazard_was_filed_in_3_minutes_and_done_in_57(read_case: Read) -> None:
    case = read_case("积雨水")

    assert times(case, "FOUND") == times(case, "REPORTED_UP") == [at(3, 5, 14, 26)]
    assert times(case, "FILED") == times(case, "DISPATCHED") == [at(3, 5, 14, 29)]
    assert times(case, "REPORTED_BACK") == [at(3, 5, 15, 23)]
    filed = next(step for step in case.steps if step.action.code == "FILED")
    assert filed.minutes == 3
    assert case.minutes_to_done == 57
    assert case.parties == ()
    assert (case.row.place.estate, case.row.place.building, case.row.place.floor) == (
        "大里鑫茂源小区", "4号楼", "3层",
    )  # fmt: skip
    assert case.row.stage == "已办结"
    assert times(case, "CLOSED") == [Moment.not_stated()]


def test_each_step_of_the_hazard_stands_in_the_lane_of_who_acted(read_case: Read) -> None:
    case = read_case("积雨水")

    assert [(step.action.code, step.tier) for step in case.steps[:5]] == [
        ("FOUND", ""),
        ("REPORTED_UP", ""),
        ("FILED", "城"),
        ("DISPATCHED", "城"),
        ("ON_SITE", "二"),
    ]


def test_the_gifts_add_up_to_82438_yuan(read_case: Read) -> None:
    case = read_case("患重病")
    sums = [gift.amount for gift in case.gifts if gift.amount]

    assert [amount.low_fen for amount in sums] == [7135400, 678400, 430000]
    assert (total(sums).fen, total(sums).hedge) == (8243800, "")
    assert times(case, "VISITED") == times(case, "REPORTED_UP") == [day(2, 13)]
    assert case.happened == day(1, 24)
    assert times(case, "HANDLED") == [day(2, 14)]
    assert case.is_restricted


def test_the_banner_comes_after_the_end_and_keeps_the_case_closed(read_case: Read) -> None:
    case = read_case("患重病")

    assert [thanks.moment for thanks in case.thanks] == [day(3, 24)]
    assert case.thanks[0].kind.label == "锦旗"
    actions = [step.action.code for step in case.steps]
    assert actions.index("CLOSED") < actions.index("THANKED")
    assert not case.row.is_open


def test_the_activity_was_dispatched_11_minutes_after_the_report(read_case: Read) -> None:
    case = read_case("沉浸式")

    assert times(case, "REGISTERED") == [day(3, 11)]
    assert times(case, "REPORTED_UP") == [at(3, 12, 14, 8)]
    dispatched = next(step for step in case.steps if step.action.code == "DISPATCHED")
    assert (dispatched.moment, dispatched.minutes) == (at(3, 12, 14, 19), 11)
    activity = case.activities[0]
    assert activity.moment == day(3, 13)
    pupils, volunteers = activity.people
    assert (pupils.value, pupils.qualifier) == (50, Qualifier.OVER)
    assert volunteers.value == 6
    assert activity.trainings[0].topic == "安全知识与保密制度"
    assert case.closing is not None
    assert case.closing.moment == day(3, 13)


def test_the_memorial_gathers_more_than_60_at_half_past_seven(read_case: Read) -> None:
    activity = read_case("祭扫").activities[0]

    assert activity.moment == at(4, 2, 7, 30)
    assert activity.host == "梧桐办事处工会联合会"
    assert activity.place == "郑州市烈士陵园"
    assert (activity.people[0].value, activity.people[0].qualifier) == (60, Qualifier.OVER)


def test_the_dispute_goes_back_to_back_then_face_to_face_and_is_reconciled(
    read_case: Read,
) -> None:
    case = read_case("半夜噪声")

    assert [(party.side, party.name) for party in case.parties] == [
        ("甲", "楼下住户"),
        ("乙", "楼上一方"),
    ]
    assert case.channel.label == "未记明"
    assert [(held.method.label, held.sides, held.note_count) for held in case.sessions] == [
        ("背靠背", ("甲",), 1),
        ("背靠背", ("乙",), 1),
        ("面对面", ("甲", "乙"), 0),
    ]
    assert all(held.moment == day(3, 16) for held in case.sessions)
    assert all(not held.present and not held.place for held in case.sessions)
    assert times(case, "VISITED") == [day(3, 15)]
    linked = next(step for step in case.steps if step.action.code == "JOINED")
    assert (linked.mechanism, linked.partners) == ("三方联动", ())
    assert case.row.result.label == "和解"
    assert case.outcomes[0].moment == day(3, 16)
    assert case.closing is not None
    assert case.closing.moment.precision is Precision.NOT_STATED


def test_numbers_begin_at_one_for_each_kind(read_case: Read) -> None:
    assert read_case("半夜噪声").row.number == "枫杨(示例)〔2025〕纠纷0001"
    assert read_case("积雨水").row.number == "枫杨(示例)〔2025〕隐患0001"
    assert read_case("祭扫").row.number == "枫杨(示例)〔2025〕活动0002"


def test_no_phone_id_or_address_is_invented(sample: Database, now: datetime) -> None:
    with sample.reading() as session:
        ids = session.scalars(select(Case.id)).all()
        cases = [caseload.case_file(session, id_, now) for id_ in ids]

    assert len(cases) == 5
    assert all(case.row.is_sample for case in cases)
    parties = [party for case in cases for party in case.parties]
    assert not any(party.phone or party.id_number or party.home for party in parties)


def test_the_sample_loads_only_into_an_empty_file(sample: Database, now: datetime) -> None:
    with pytest.raises(Refused, match="空的记录文件"), sample.writing() as session:
        load_sample(session, now)


def test_removing_the_sample_leaves_the_file_as_new(sample: Database, now: datetime) -> None:
    with sample.writing() as session:
        assert batches.undo_batch(session, "SAMPLE", now) == (5, 0)

    with sample.reading() as session:
        assert office(session) is None
        left = {
            table.name
            for table in Base.metadata.sorted_tables
            if "id" in table.c and session.scalars(select(table.c.id).limit(1)).first() is not None
        }
    assert left == set()


def test_a_sample_case_that_an_own_case_came_after_is_voided_not_deleted(
    sample: Database, now: datetime
) -> None:
    own = CaseDraft("DISPUTE", "WALK_IN", "楼道堆物", Moment.at_minute(now))
    with sample.writing() as session:
        own_id = take_down(session, own, now)
    with sample.writing() as session:
        assert batches.undo_batch(session, "SAMPLE", now) == (4, 1)

    with sample.reading() as session:
        kept = session.scalars(select(Case).order_by(Case.id)).all()
        assert [(case.number[-4:], case.stage) for case in kept] == [
            ("0001", "作废"),
            ("0002", "待受理"),
        ]
        assert kept[1].id == own_id
        assert [series.last for series in session.scalars(select(NumberSeries))] == [2]
