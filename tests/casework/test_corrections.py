"""What a case says may be changed; once it is closed the old words stay beside the new."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

import pytest

from linli.casework import caseload
from linli.casework.case_facts import case_facts_draft, change_case_facts
from linli.casework.closing import record_outcome, reopen, void
from linli.casework.corrections import correct_party, correct_step, party_slip, step_slip
from linli.casework.grid import keep_office
from linli.casework.intake import take_down
from linli.casework.mediation import record_session
from linli.casework.steps import record_step
from linli.domain.amounts import parse_count
from linli.domain.case_file import CaseFile
from linli.domain.drafts import (
    CaseDraft,
    CaseFactsDraft,
    OfficeDraft,
    OutcomeDraft,
    PartyDraft,
    PlaceDraft,
    ReasonDraft,
    SessionDraft,
    StepDraft,
    StepSlip,
    TierDraft,
    UnitDraft,
    WorkerDraft,
)
from linli.domain.moments import Moment
from linli.errors import Refused
from linli.records.database import Database

Keep = Callable[..., Any]
Read = Callable[[], CaseFile]
DAY = Moment.on_day(date(2025, 3, 16))


@pytest.fixture
def keep(database: Database) -> Keep:
    """Does one verb, in a transaction of its own."""

    def do(verb: Callable[..., Any], *args: object) -> Any:  # noqa: ANN401 - whatever the verb gives
        with database.writing() as session:
            return verb(session, *args)

    return do


@pytest.fixture
def case_id(keep: Keep, now: datetime) -> int:
    """A dispute of which everything a form asks is known."""
    office = OfficeDraft(
        "枫杨办事处",
        "枫杨",
        tiers=(TierDraft("一级网格", 2), TierDraft("二级网格", 1)),
        units=(
            UnitDraft("枫杨办事处", "一级网格", ""),
            UnitDraft("翰林社区", "二级网格", "枫杨办事处"),
        ),
        workers=(WorkerDraft("李明", "翰林社区", "GRID_WORKER"),),
    )
    keep(keep_office, office, now)
    draft = CaseDraft(
        "DISPUTE",
        "PHONE",
        "半夜噪声",
        DAY,
        urgency="URGENT",
        details="楼上半夜拖动家具。",
        happened=DAY,
        due=Moment.on_day(date(2025, 4, 10)),
        due_words="15工作日",
        people=parse_count("2户"),
        dispute_type="NEIGHBOUR",
        place=PlaceDraft("翰林社区", "翰林苑", "3", "1", "5", "501", "东侧"),
        parties=(PartyDraft("甲", "楼下住户", phone="13900000000"), PartyDraft("乙", "楼上住户")),
        difficulty="SIMPLE",
        is_restricted=True,
    )
    return keep(take_down, draft, now)


@pytest.fixture
def read(database: Database, case_id: int, now: datetime) -> Read:
    """Reads the case as it stands."""

    def file() -> CaseFile:
        with database.reading() as session:
            return replace(caseload.case_file(session, case_id, now), version=0)

    return file


@pytest.fixture
def facts(database: Database, case_id: int) -> Callable[[], CaseFactsDraft]:
    """Reads what the case itself says."""

    def draft() -> CaseFactsDraft:
        with database.reading() as session:
            return case_facts_draft(session, case_id)

    return draft


Facts = Callable[[], CaseFactsDraft]

CHANGES = {
    "title": "楼上半夜有噪声",
    "urgency": "NORMAL",
    "details": "楼上半夜拖动桌椅。",
    "happened": None,
    "people": parse_count("3户"),
    "dispute_type": "PROPERTY_SERVICE",
    "place": PlaceDraft("枫杨办事处", "鑫苑", "4", "2", "6", "601", "西侧"),
    "mediation_source": "",
    "difficulty": "ORDINARY",
    "risk": "",
    "is_restricted": False,
}
"""Another value of each field that may be changed."""


def close(keep: Keep, case_id: int) -> None:
    keep(record_outcome, case_id, OutcomeDraft("RECONCILED", DAY))


def test_kept_as_it_was_read_a_case_does_not_change(
    keep: Keep, case_id: int, read: Read, facts: Facts
) -> None:
    before = read()
    keep(change_case_facts, case_id, facts())
    assert read() == before


def test_every_field_of_the_draft_is_tried() -> None:
    others = {"kind", "due", "due_words", "reason"}
    assert {each.name for each in fields(CaseFactsDraft)} == set(CHANGES) | others


@pytest.mark.parametrize("name", CHANGES)
def test_each_field_is_changed_and_nothing_else(
    keep: Keep, case_id: int, facts: Facts, read: Read, name: str
) -> None:
    wanted = replace(facts(), **{name: CHANGES[name]})
    keep(change_case_facts, case_id, wanted)
    assert facts() == wanted
    assert read().corrections == ()


def test_the_first_request_follows_the_title_it_was_made_from(
    keep: Keep, case_id: int, facts: Facts, read: Read
) -> None:
    keep(change_case_facts, case_id, replace(facts(), title="楼上半夜有噪声"))
    assert [request.words for request in read().requests] == ["楼上半夜有噪声"]


def test_another_kind_keeps_the_number_and_loses_nothing(
    keep: Keep, case_id: int, facts: Facts, read: Read
) -> None:
    number = read().row.number
    keep(change_case_facts, case_id, replace(facts(), kind="SERVICE"))
    assert (read().row.number, read().row.kind.code) == (number, "SERVICE")
    assert facts().dispute_type == "NEIGHBOUR"


def test_a_limit_that_was_set_is_moved_by_an_extension_alone(
    keep: Keep, case_id: int, facts: Facts, read: Read
) -> None:
    for due in (None, Moment.on_day(date(2025, 4, 20))):
        with pytest.raises(Refused, match="时限已定，改期请记延期。") as refused:
            keep(change_case_facts, case_id, replace(facts(), due=due))
        assert refused.value.field == "due"
    assert read().row.due.words == "剩8天"


def test_a_limit_may_be_set_where_there_was_none(
    keep: Keep, database: Database, now: datetime
) -> None:
    keep(keep_office, OfficeDraft("枫杨办事处", "枫杨"), now)
    case_id = keep(take_down, CaseDraft("SERVICE", "PHONE", "办证", DAY), now)
    with database.reading() as session:
        draft = case_facts_draft(session, case_id)
    due = Moment.on_day(date(2025, 4, 3))
    keep(change_case_facts, case_id, replace(draft, due=due, due_words="1工作日"))
    with database.reading() as session:
        assert caseload.case_file(session, case_id, now).row.due.words == "明天"


@pytest.mark.parametrize(
    ("change", "field"), [({"title": " "}, "title"), ({"kind": "NO_SUCH"}, "kind")]
)
def test_a_case_without_title_or_kind_is_refused(
    keep: Keep, case_id: int, facts: Facts, change: dict[str, str], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        keep(change_case_facts, case_id, replace(facts(), **change))
    assert refused.value.field == field


def test_a_closed_case_asks_why_and_keeps_what_stood_there(
    keep: Keep, case_id: int, facts: Facts, read: Read, database: Database
) -> None:
    close(keep, case_id)
    wanted = replace(facts(), title="楼上半夜有噪声", urgency="NORMAL")
    with pytest.raises(Refused, match="请写明为什么补正") as refused:
        keep(change_case_facts, case_id, wanted)
    assert refused.value.field == "reason"

    with database.writing(signed_by=1) as session:
        change_case_facts(session, case_id, replace(wanted, reason="少写一字"))

    assert {(each.what, each.old, each.new, each.why, each.by) for each in read().corrections} == {
        ("标题", "半夜噪声", "楼上半夜有噪声", "少写一字", "李明"),
        ("紧急程度", "紧急", "一般", "少写一字", "李明"),
    }


def test_every_field_of_a_closed_case_is_kept_in_the_words_of_the_form(
    keep: Keep, case_id: int, facts: Facts, read: Read
) -> None:
    close(keep, case_id)
    wanted = replace(facts(), **CHANGES, kind="SERVICE", reason="核对过")
    keep(change_case_facts, case_id, wanted)
    old = {each.what: (each.old, each.new) for each in read().corrections}
    assert old["地点"] == ("翰林社区 翰林苑315501 东侧", "枫杨办事处 鑫苑426601 西侧")
    assert old["发生时间"] == ("2025年3月16日", "")
    assert old["涉及人数"] == ("2户", "3户")
    assert old["敏感情况"] == ("是", "否")
    assert old["类别"] == ("矛盾纠纷", "民生服务")
    assert set(old) == {
        "类别",
        "标题",
        "紧急程度",
        "详情",
        "发生时间",
        "涉及人数",
        "纠纷类别",
        "地点",
        "难度",
        "敏感情况",
    }


def test_putting_a_case_right_leaves_it_closed(
    keep: Keep, case_id: int, facts: Facts, read: Read
) -> None:
    close(keep, case_id)
    before = read()
    keep(change_case_facts, case_id, replace(facts(), details="改过", reason="笔误"))
    assert (read().row.stage, read().steps) == (before.row.stage, before.steps)


def test_a_voided_case_is_not_put_right(keep: Keep, case_id: int, facts: Facts) -> None:
    keep(void, case_id, ReasonDraft(DAY, "重复登记"))
    with pytest.raises(Refused, match="已作废"):
        keep(change_case_facts, case_id, replace(facts(), title="改", reason="因"))


def test_a_slip_in_a_party_of_a_closed_case_is_put_right(
    keep: Keep, case_id: int, read: Read, database: Database
) -> None:
    party = read().parties[0].id
    close(keep, case_id)
    with database.reading() as session:
        slip = party_slip(session, party)
    keep(correct_party, party, replace(slip, phone="13911111111", reason="少抄一位"))
    assert read().parties[0].phone == "13911111111"
    [row] = read().corrections
    assert (row.what, row.old, row.new) == ("当事人电话", "13900000000", "13911111111")


def test_a_slip_in_a_step_of_a_closed_case_is_put_right_and_it_stands_where_it_belongs(
    keep: Keep, case_id: int, read: Read, database: Database
) -> None:
    at = Moment.at_minute(datetime(2025, 3, 16, 10, 0))
    first = keep(record_step, case_id, StepDraft("ON_SITE", at))
    visit = keep(record_step, case_id, StepDraft("VISITED", at, note="上门"))
    keep(record_outcome, case_id, OutcomeDraft("RECONCILED", Moment.on_day(date(2025, 3, 18))))
    with database.reading() as session:
        slip = step_slip(session, visit)
    earlier = Moment.at_minute(datetime(2025, 3, 16, 9, 30))
    keep(correct_step, visit, replace(slip, moment=earlier, note="上门看过", reason="记错时刻"))
    assert [step.id for step in read().steps[1:3]] == [visit, first]
    assert [(each.what, each.old) for each in read().corrections] == [
        ("走访时间", "2025年3月16日 10:00"),
        ("走访说明", "上门"),
    ]


def test_a_slip_needs_a_reason_and_a_closed_case(keep: Keep, case_id: int, read: Read) -> None:
    visit = keep(record_step, case_id, StepDraft("VISITED", DAY))
    with pytest.raises(Refused, match="没有办结，请直接修改"):
        keep(correct_step, visit, StepSlip(DAY, "上门", "因"))
    close(keep, case_id)
    with pytest.raises(Refused, match="请写明为什么补正"):
        keep(correct_step, visit, StepSlip(DAY, "上门"))
    assert read().corrections == ()


def test_neither_session_nor_result_is_put_right_this_way(
    keep: Keep, case_id: int, read: Read
) -> None:
    both = tuple(party.id for party in read().parties)
    keep(record_session, case_id, SessionDraft("FACE_TO_FACE", DAY, both, record="谈过"))
    close(keep, case_id)
    for step in read().steps:
        if step.action.code in {"MEDIATED", "OUTCOME_REACHED"}:
            with pytest.raises(Refused, match="补正不了"):
                keep(correct_step, step.id, StepSlip(DAY, "改", "因"))


def test_a_closing_is_not_put_right_to_before_the_reopening_it_followed(
    keep: Keep, case_id: int, read: Read
) -> None:
    close(keep, case_id)
    keep(reopen, case_id, ReasonDraft(Moment.on_day(date(2025, 3, 20)), "又吵"))
    again = Moment.on_day(date(2025, 3, 22))
    keep(record_outcome, case_id, OutcomeDraft("AGREED", again))
    last = read().steps[-1].id
    before = read()
    with pytest.raises(Refused, match="办结的先后就变了"):
        keep(correct_step, last, StepSlip(Moment.on_day(date(2025, 3, 17)), "", "因"))
    assert read() == before
    keep(correct_step, last, StepSlip(Moment.on_day(date(2025, 3, 23)), "", "晚一天"))
    assert read().closing is not None
