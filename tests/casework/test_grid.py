"""The office is written again and again: what was left out comes back, nothing is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from linli.casework import caseload
from linli.casework.grid import add_unit, choices, keep_office, office_draft, workers
from linli.casework.intake import take_down
from linli.casework.steps import record_step
from linli.domain.case_file import Choices
from linli.domain.drafts import (
    CaseDraft,
    OfficeDraft,
    OrganisationDraft,
    PlaceDraft,
    StepDraft,
    TierDraft,
    UnitDraft,
    WorkerDraft,
)
from linli.domain.moments import Moment
from linli.errors import Refused
from linli.records.database import Database
from linli.records.tables import GridUnit, Organisation

DAY = Moment.on_day(date(2025, 3, 16))
OFFICE = OfficeDraft(
    "枫杨办事处",
    "枫杨",
    tiers=(TierDraft("一级网格", 3, "GRID_1"), TierDraft("院落", 2), TierDraft("楼栋", 1)),
    units=(
        UnitDraft("枫杨办事处", "一级网格"),
        UnitDraft("东院", "院落", "枫杨办事处"),
        UnitDraft("西院", "院落", "枫杨办事处"),
        UnitDraft("1号楼", "楼栋", "东院"),
    ),
    workers=(WorkerDraft("秦淼", "东院", "GRID_WORKER"),),
)
UNSEEN = "\u200b "


class Office:
    """The office of an empty file, written and read back."""

    def __init__(self, database: Database, now: datetime) -> None:
        self.database, self.now = database, now

    def write(self, draft: OfficeDraft) -> OfficeDraft:
        with self.database.writing() as session:
            keep_office(session, draft, self.now)
        with self.database.reading() as session:
            kept = office_draft(session)
        assert kept is not None
        return kept

    def choices(self) -> Choices:
        with self.database.reading() as session:
            return choices(session)

    def without(self, name: str) -> OfficeDraft:
        return replace(OFFICE, units=tuple(unit for unit in OFFICE.units if unit.name != name))


@pytest.fixture
def office(database: Database, now: datetime) -> Office:
    office = Office(database, now)
    office.write(OFFICE)
    return office


def names(draft: OfficeDraft) -> list[tuple[str, str]]:
    return [(unit.name, unit.parent) for unit in draft.units]


def test_a_unit_left_out_comes_back_into_use_as_the_same(office: Office) -> None:
    with office.database.reading() as session:
        before = session.scalar(select(func.count(GridUnit.id)))
    assert ("1号楼", "东院") not in names(office.write(office.without("1号楼")))
    assert names(office.write(OFFICE)) == names(OFFICE)
    with office.database.reading() as session:
        assert session.scalar(select(func.count(GridUnit.id))) == before


def test_a_unit_left_out_can_be_added_from_a_form_again(office: Office) -> None:
    office.write(office.without("1号楼"))
    with office.database.writing() as session:
        add_unit(session, f"1号楼{UNSEEN}", "东院", "楼栋")
    assert ("1号楼", "枫杨办事处 › 东院 › 1号楼") in office.choices().grids


def test_a_unit_may_move_away_and_back(office: Office) -> None:
    away = replace(OFFICE, units=(*OFFICE.units[:3], UnitDraft("1号楼", "楼栋", "西院")))
    for draft in (away, OFFICE, away, office.without("1号楼"), OFFICE):
        assert names(office.write(draft)) == names(draft)


def test_a_tier_left_out_is_offered_no_more_and_old_steps_keep_its_lane(office: Office) -> None:
    draft = CaseDraft("HAZARD", "PATROL", "积水", DAY, place=PlaceDraft("1号楼"))
    with office.database.writing() as session:
        case_id = take_down(session, draft, office.now)
        record_step(session, case_id, StepDraft("REPORTED_UP", DAY, ("1号楼",), ("东院",)))
    fewer = replace(office.without("1号楼"), tiers=OFFICE.tiers[:2])
    assert [tier.name for tier in office.write(fewer).tiers] == ["院落", "一级网格"]
    assert [label for _, label in office.choices().tiers] == ["院落", "一级网格"]
    with office.database.reading() as session:
        read = caseload.case_file(session, case_id, office.now)
    assert read.steps[-1].tier == "楼"
    assert read.row.place.grid_path == ("枫杨办事处", "东院", "1号楼")


def test_the_tier_of_a_holder_has_the_offices_own_name(office: Office) -> None:
    with office.database.writing() as session:
        case_id = take_down(session, CaseDraft("HAZARD", "PATROL", "积水", DAY), office.now)
        record_step(session, case_id, StepDraft("DISPATCHED", DAY, ("枫杨办事处",), ("东院",)))
    with office.database.reading() as session:
        (row,) = caseload.case_rows(session, [case_id], office.now)
    assert (row.holder, row.holder_tier) == ("东院", "院落")


def test_the_office_is_kept_clean(office: Office) -> None:
    def dirty(words: str) -> str:
        return f" {words}\ufeff" if words else words

    kept = office.write(
        replace(
            OFFICE,
            name=dirty(OFFICE.name),
            short_name=dirty(OFFICE.short_name),
            units=tuple(
                UnitDraft(dirty(unit.name), dirty(unit.tier), dirty(unit.parent))
                for unit in OFFICE.units
            ),
            workers=(WorkerDraft(dirty("秦淼"), dirty("东院"), "GRID_WORKER"),),
        )
    )
    assert (kept.name, kept.short_name) == (OFFICE.name, OFFICE.short_name)
    assert names(kept) == names(OFFICE)
    assert kept.workers == OFFICE.workers
    with office.database.reading() as session:
        assert [name for _, name in workers(session)] == ["秦淼"]


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("name", lambda draft: replace(draft, name=UNSEEN)),
        ("short_name", lambda draft: replace(draft, short_name=UNSEEN)),
        ("tiers", lambda draft: replace(draft, tiers=(TierDraft(UNSEEN, 1), *draft.tiers))),
        ("units", lambda draft: replace(draft, units=(UnitDraft(UNSEEN, "院落"),))),
        ("workers", lambda draft: replace(draft, workers=(WorkerDraft(UNSEEN),))),
    ],
)
def test_a_name_of_which_nothing_is_left_is_refused_at_its_table(
    office: Office, field: str, change: Callable[[OfficeDraft], OfficeDraft]
) -> None:
    with pytest.raises(Refused) as refused:
        office.write(change(OFFICE))
    assert refused.value.field == field


def test_the_bodies_one_works_with_are_left_out_and_come_back(
    database: Database, now: datetime
) -> None:
    police, school = OrganisationDraft("枫杨派出所", "POLICE"), OrganisationDraft("第一小学")
    both = replace(OFFICE, organisations=(police, school))
    with database.writing() as session:
        keep_office(session, both, now)
    with database.writing() as session:
        keep_office(session, replace(both, organisations=(police,)), now)
        kept = office_draft(session)
        assert kept is not None
        assert kept.organisations == (police,)
        assert "第一小学" not in choices(session).organisations
    with database.writing() as session:
        keep_office(session, both, now)
        kept = office_draft(session)
        assert kept is not None
        assert kept.organisations == (police, school)
        assert session.scalar(select(func.count(Organisation.id))) == 2


def test_two_bodies_of_one_name_are_refused(database: Database, now: datetime) -> None:
    twice = (OrganisationDraft("枫杨派出所"), OrganisationDraft("枫杨派出所", "POLICE"))
    with database.writing() as session, pytest.raises(Refused, match="写了两次"):
        keep_office(session, replace(OFFICE, organisations=twice), now)
