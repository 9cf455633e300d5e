"""Undoing a batch takes all that came with it, and nothing of one's own."""

from dataclasses import replace
from datetime import date, datetime

from linli.casework import caseload
from linli.casework.batches import undo_batch
from linli.casework.grid import keep_office, office, office_draft, workers
from linli.casework.intake import take_down
from linli.domain.drafts import CaseDraft, OfficeDraft, PlaceDraft, UnitDraft, WorkerDraft
from linli.domain.moments import Moment
from linli.records.checking import check_file
from linli.records.database import Database
from linli.sheets.case_sheet import case_sheet

DAY = Moment.on_day(date(2025, 3, 16))


def written(database: Database) -> OfficeDraft:
    with database.reading() as session:
        kept = office_draft(session)
    assert kept is not None
    return kept


def unit_names(draft: OfficeDraft) -> set[str]:
    return {unit.name for unit in draft.units}


def test_own_units_and_people_stay_with_what_they_hang_on(sample: Database, now: datetime) -> None:
    with sample.reading() as session:
        ((on_duty, _),) = workers(session)
    kept = written(sample)
    own = replace(
        kept,
        units=(*kept.units, UnitDraft("自己的社区", "二级网格", "枫杨办事处")),
        workers=(*kept.workers, WorkerDraft("自己人", "自己的社区")),
    )
    with sample.writing(signed_by=on_duty) as session:
        keep_office(session, own, now)

    with sample.writing() as session:
        assert undo_batch(session, "SAMPLE", now) == (5, 0)

    # Whoever signed stays, with the unit of the post; of the rest nobody speaks any more.
    assert unit_names(written(sample)) == {"枫杨办事处", "万和社区", "自己的社区"}
    with sample.reading() as session:
        assert [name for _, name in workers(session)] == ["秦淼", "自己人"]
    assert check_file(sample.path).sentences == ()


def test_an_own_case_keeps_the_grid_it_speaks_of_and_no_more(
    sample: Database, now: datetime
) -> None:
    draft = CaseDraft("SERVICE", "WALK_IN", "自己的事", DAY, place=PlaceDraft("翰林社区"))
    with sample.writing() as session:
        case_id = take_down(session, draft, now)
    with sample.writing() as session:
        assert undo_batch(session, "SAMPLE", now) == (5, 0)
    assert unit_names(written(sample)) == {"枫杨办事处", "翰林社区"}
    with sample.reading() as session:
        read = caseload.case_file(session, case_id, now)
    assert read.row.place.grid_path == ("枫杨办事处", "翰林社区")
    assert check_file(sample.path).sentences == ()


def test_an_office_that_was_renamed_is_ones_own_and_prints_without_the_mark(
    sample: Database, now: datetime
) -> None:
    with sample.writing() as session:
        keep_office(session, replace(written(sample), name="沟赵办事处", short_name="沟赵"), now)
        case_id = take_down(session, CaseDraft("SERVICE", "WALK_IN", "自己的事", DAY), now)
    with sample.reading() as session:
        own = caseload.case_file(session, case_id, now)
    assert own.row.number == "沟赵〔2025〕服务0001"
    assert case_sheet(own, printed_at=now).meta.tags == ()
    with sample.writing() as session:
        undo_batch(session, "SAMPLE", now)
    with sample.reading() as session:
        kept = office(session)
    assert kept is not None
    assert (kept.name, kept.is_sample) == ("沟赵办事处", False)


def test_writing_the_samples_office_under_its_name_leaves_it_the_samples(
    sample: Database, now: datetime
) -> None:
    with sample.writing() as session:
        keep_office(session, replace(written(sample), committee="调委会"), now)
    with sample.reading() as session:
        kept = office(session)
    assert kept is not None
    assert kept.is_sample
