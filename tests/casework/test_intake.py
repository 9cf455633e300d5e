"""A case is taken down once, with its number, parties, request, report and first step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select

from linli.casework import caseload
from linli.casework.grid import add_unit, choices, keep_office, office_draft
from linli.casework.intake import take_down
from linli.casework.people import add_party
from linli.domain.amounts import Count
from linli.domain.case_file import CaseFile, ListQuery, ListScope
from linli.domain.drafts import (
    CaseDraft,
    OfficeDraft,
    PartyDraft,
    PlaceDraft,
    TierDraft,
    UnitDraft,
    WorkerDraft,
)
from linli.domain.moments import Moment
from linli.errors import Refused
from linli.records.database import Database
from linli.records.tables import Case, GridUnit, NumberSeries, WorkerPost

OFFICE = OfficeDraft(
    name="枫杨办事处",
    short_name="枫杨",
    tiers=(TierDraft("二级网格", 4, "GRID_2"), TierDraft("一级网格", 5, "GRID_1")),
    units=(
        UnitDraft("翰林社区", "二级网格", "枫杨办事处"),
        UnitDraft("枫杨办事处", "一级网格"),
    ),
    workers=(WorkerDraft("王𠮷", "翰林社区", "GRID_WORKER"),),
)
NOISE = CaseDraft(
    kind="DISPUTE",
    channel="WALK_IN",
    title="楼上半夜有噪声",
    reported=Moment.on_day(date(2025, 3, 15)),
    place=PlaceDraft("翰林社区", building="3号楼"),
    parties=(PartyDraft("甲", "楼下住户", "REQUESTER"), PartyDraft("乙", "楼上住户", "RESPONDENT")),
)

Take = Callable[[CaseDraft], CaseFile]


@pytest.fixture
def office(database: Database, now: datetime) -> Database:
    """A file with an office and no case."""
    with database.writing() as session:
        keep_office(session, OFFICE, now)
    return database


@pytest.fixture
def take(office: Database, now: datetime) -> Take:
    """Takes a case down and reads it back."""

    def take(draft: CaseDraft) -> CaseFile:
        with office.writing() as session:
            case = take_down(session, draft, now)
        with office.reading() as session:
            return caseload.case_file(session, case, now)

    return take


def test_a_dispute_is_numbered_and_its_title_is_the_first_request(take: Take) -> None:
    case = take(NOISE)

    assert case.row.number == "枫杨〔2025〕纠纷0001"
    assert [(request.words, request.asked_by, request.asked_of) for request in case.requests] == [
        ("楼上半夜有噪声", "楼下住户", "楼上住户")
    ]
    assert [(report.channel.label, report.by) for report in case.reports] == [
        ("居民上门", "楼下住户")
    ]
    (step,) = case.steps
    assert (step.action.label, step.by, step.to) == ("登记", ("楼下住户",), ("翰林社区",))
    assert (case.row.stage, case.row.holder) == ("待受理", "翰林社区")
    assert case.row.place.grid_path == ("枫杨办事处", "翰林社区")


def test_the_year_of_the_number_is_that_of_the_report(take: Take) -> None:
    assert take(replace(NOISE, reported=Moment.on_day(date(2024, 12, 31)))).row.number == (
        "枫杨〔2024〕纠纷0001"
    )
    assert take(replace(NOISE, reported=Moment.month_day(12, 31))).row.number == (
        "枫杨〔2025〕纠纷0001"
    )


def test_a_refused_case_uses_up_no_number(take: Take) -> None:
    with pytest.raises(Refused) as refused:
        take(replace(NOISE, title="", channel="NOBODY"))
    assert [field for field, _ in refused.value.refusals] == ["channel", "title"]

    assert take(NOISE).row.number == "枫杨〔2025〕纠纷0001"


def test_a_title_too_long_is_refused_at_its_field(take: Take) -> None:
    with pytest.raises(Refused) as refused:
        take(replace(NOISE, title="噪" * 201))

    assert refused.value.field == "title"


def test_without_an_office_no_case_can_be_numbered(database: Database, now: datetime) -> None:
    with pytest.raises(Refused, match="单位信息"), database.writing() as session:
        take_down(session, NOISE, now)


def test_a_patrol_finding_has_nobody_asking(take: Take) -> None:
    case = take(CaseDraft("HAZARD", "PATROL", "井盖松动", Moment.not_stated()))

    assert (case.requests[0].asked_by, case.requests[0].asked_of) == ("", "")
    assert case.reports[0].by == ""
    assert case.steps[0].to == ("枫杨办事处",)


def test_hidden_and_rare_characters_are_cleaned_and_kept(take: Take) -> None:
    case = take(replace(NOISE, title="\u202e王\u200b𠮷\ufeff家噪声\n", details="一\r\n二"))

    assert case.row.title == "王𠮷家噪声"
    assert case.details == "一\n二"


def test_a_party_without_any_name_is_refused_unless_it_is_anonymous(
    take: Take, office: Database, now: datetime
) -> None:
    case = take(NOISE)
    with pytest.raises(Refused) as refused, office.writing() as session:
        add_party(session, case.row.id, PartyDraft(side="丙"))
    assert refused.value.field == "name"

    with office.writing() as session:
        add_party(session, case.row.id, PartyDraft(identity="ANONYMOUS", role="REPORTER"))
    with office.reading() as session:
        assert caseload.case_file(session, case.row.id, now).parties[-1].name == "匿名"


def test_a_proxy_speaks_for_a_party_of_the_same_case(
    take: Take, office: Database, now: datetime
) -> None:
    case = take(NOISE)
    agent = PartyDraft("甲", "李姨", "AGENT")
    for represents in (None, 999):
        with pytest.raises(Refused) as refused, office.writing() as session:
            add_party(session, case.row.id, replace(agent, represents=represents))
        assert refused.value.field == "represents"

    with office.writing() as session:
        add_party(session, case.row.id, replace(agent, represents=case.parties[0].id))
    with office.reading() as session:
        assert caseload.case_file(session, case.row.id, now).parties[-1].represents == "楼下住户"


def test_a_group_keeps_its_head_count(take: Take) -> None:
    group = PartyDraft("甲", "3号楼业主", "REQUESTER", kind="GROUP", people=Count(110, unit="人"))
    case = take(replace(NOISE, parties=(group,), people=Count(27, unit="户")))

    assert case.parties[0].people == Count(110, unit="人")
    assert case.people == (Count(27, unit="户"),)


def test_who_withheld_their_name_is_not_found_by_it(
    take: Take, office: Database, now: datetime
) -> None:
    hidden = PartyDraft(name="赵六", role="REPORTER", identity="WITHHELD", phone="13800000000")
    take(replace(NOISE, parties=(hidden,)))

    with office.reading() as session:
        assert not caseload.case_ids(session, ListQuery(ListScope.ALL, words="赵六"), now)
        assert not caseload.case_ids(session, ListQuery(ListScope.ALL, words="13800000000"), now)


def test_an_office_needs_its_names(database: Database, now: datetime) -> None:
    with pytest.raises(Refused) as refused, database.writing() as session:
        keep_office(session, replace(OFFICE, name="", short_name=""), now)

    assert [field for field, _ in refused.value.refusals] == ["name", "short_name"]


def test_the_office_reads_back_as_it_was_written(office: Database) -> None:
    with office.reading() as session:
        kept = office_draft(session)

    assert kept is not None
    assert (kept.name, kept.short_name) == (OFFICE.name, OFFICE.short_name)
    assert set(kept.units) == set(OFFICE.units)
    assert kept.workers == OFFICE.workers


@pytest.mark.parametrize(
    ("units", "sentence"),
    [
        ((UnitDraft("甲", "没有的层级"),), "层级"),
        ((UnitDraft("甲", "二级网格", "没有"),), "上级"),
        ((UnitDraft("甲", "二级网格", "乙"), UnitDraft("乙", "二级网格", "甲")), "绕回"),
        ((UnitDraft("甲", "二级网格"), UnitDraft("甲", "二级网格")), "两次"),
        ((UnitDraft("", "二级网格"),), "没有写名称"),
    ],
)
def test_a_grid_that_does_not_hold_together_is_refused(
    office: Database, now: datetime, units: tuple[UnitDraft, ...], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence) as refused, office.writing() as session:
        keep_office(session, replace(OFFICE, units=units, workers=()), now)

    assert refused.value.field == "units"


def test_a_unit_left_out_is_retired_and_old_cases_keep_its_name(
    take: Take, office: Database, now: datetime
) -> None:
    case = take(NOISE)
    with office.writing() as session:
        keep_office(session, replace(OFFICE, units=OFFICE.units[1:], workers=()), now)

    with office.reading() as session:
        assert [name for name, _ in choices(session).grids] == ["枫杨办事处"]
        assert choices(session).workers == ()
        assert len(session.scalars(select(GridUnit)).all()) == 2
        assert session.scalars(select(WorkerPost.until_on)).one() == now.date()
        assert caseload.case_file(session, case.row.id, now).row.place.grid == "翰林社区"


def test_a_unit_can_be_added_while_a_case_is_taken_down(office: Database) -> None:
    with office.writing() as session:
        first = add_unit(session, "万和社区", "枫杨办事处", "二级网格")
        assert add_unit(session, "万和社区", "枫杨办事处", "二级网格") == first

    with office.reading() as session:
        assert ("万和社区", "枫杨办事处 › 万和社区") in choices(session).grids


def test_a_changed_short_name_begins_a_series_of_its_own(
    take: Take, office: Database, now: datetime
) -> None:
    take(NOISE)
    with office.writing() as session:
        keep_office(session, replace(OFFICE, short_name="枫"), now)

    assert take(NOISE).row.number == "枫〔2025〕纠纷0001"
    with office.reading() as session:
        assert [series.last for series in session.scalars(select(NumberSeries))] == [1, 1]
        assert len(session.scalars(select(Case)).all()) == 2
