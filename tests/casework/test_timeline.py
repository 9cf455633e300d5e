"""Steps stand where their time puts them, and say who acted."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from linli.casework import caseload
from linli.casework.intake import take_down
from linli.casework.steps import record_step
from linli.domain.case_file import CaseFile, DueState
from linli.domain.drafts import CaseDraft, PartnerDraft, StepDraft
from linli.domain.moments import Moment
from linli.errors import Refused
from linli.records.database import Database
from linli.records.tables import Case, Step, Worker


def at(hour: int, minute: int) -> Moment:
    return Moment.at_minute(datetime(2025, 3, 31, hour, minute))


DAY = Moment.on_day(date(2025, 3, 31))


class Line:
    """One case whose steps are recorded in any order."""

    def __init__(self, database: Database, now: datetime) -> None:
        self._database = database
        self._now = now
        draft = CaseDraft("SERVICE", "PHONE", "路灯不亮", at(9, 0), due=DAY)
        with database.writing() as session:
            self.case = take_down(session, draft, now)

    def record(self, draft: StepDraft) -> None:
        with self._database.writing() as session:
            record_step(session, self.case, draft)

    def note(self, words: str, moment: Moment) -> None:
        self.record(StepDraft("NOTED", moment, note=words))

    @property
    def file(self) -> CaseFile:
        with self._database.reading() as session:
            return caseload.case_file(session, self.case, self._now)

    @property
    def notes(self) -> str:
        return "".join(step.note for step in self.file.steps)


@pytest.fixture
def line(sample: Database, now: datetime) -> Line:
    return Line(sample, now)


def test_a_late_entry_stands_where_its_time_puts_it(line: Line) -> None:
    line.note("三", at(12, 0))
    line.note("一", at(10, 0))
    line.note("二", at(11, 0))

    assert line.notes == "一二三"


def test_what_lasted_a_while_stands_by_its_beginning(line: Line) -> None:
    line.note("二", at(12, 0))
    line.note("一", Moment.at_minute(datetime(2025, 3, 31, 11, 0), datetime(2025, 3, 31, 13, 0)))
    assert line.notes == "一二"


def test_two_events_of_one_minute_stay_in_the_order_of_entry(line: Line) -> None:
    line.note("一", at(10, 0))
    line.note("二", at(10, 0))

    assert line.notes == "一二"


def test_a_vague_moment_stands_last_and_pushes_nothing(line: Line) -> None:
    line.note("一", at(10, 0))
    line.note("三", Moment.in_words("次日"))
    line.note("二", at(9, 30))
    line.note("四", Moment.not_stated())

    assert line.notes == "二一三四"


def test_a_day_without_a_clock_follows_what_the_day_already_has(line: Line) -> None:
    line.note("一", at(10, 0))
    line.note("二", DAY)
    line.note("三", at(9, 30))

    assert line.notes == "三一二"


def test_no_entry_is_ever_refused_for_want_of_a_free_position(line: Line, sample: Database) -> None:
    line.note("末", at(12, 0))
    for _ in range(30):
        line.note("中", at(11, 0))
        line.note("前", at(10, 0))

    assert line.notes == "前" * 30 + "中" * 30 + "末"
    with sample.reading() as session:
        positions = session.scalars(
            select(Step.position).where(Step.case_id == line.case).order_by(Step.position)
        ).all()
    assert len(set(positions)) == 62
    assert positions[0] > 0


def test_who_acted_is_linked_and_the_lane_is_theirs(line: Line) -> None:
    line.record(StepDraft("VISITED", at(10, 0), ("秦淼",)))
    line.record(StepDraft("VISITED", at(10, 1), ("大里村二级网格联络员",)))
    line.record(StepDraft("VISITED", at(10, 2), ("物业公司",)))
    line.record(StepDraft("VISITED", at(10, 3), ("某位热心人",)))
    line.record(StepDraft("FILED", at(10, 4), ("枫杨城运中心",)))

    assert [step.tier for step in line.file.steps[1:]] == ["二", "二", "外", "", "城"]


def test_partners_are_kept_with_their_part(line: Line) -> None:
    line.record(
        StepDraft("ON_SITE", at(10, 0), partners=(PartnerDraft("社区民警", "ASSIST", "CAME"),))
    )

    (partner,) = line.file.steps[-1].partners
    assert (partner.name, partner.part.label, partner.came.label) == ("社区民警", "协办", "已到")


def test_a_return_for_an_unrecorded_reason_is_kept_as_such(line: Line) -> None:
    for reason in ("地址不清", "理由未记"):
        line.record(StepDraft("RETURNED", at(10, 0), to=("翰林社区",), reason=reason))

    assert [step.reason for step in line.file.steps[1:]] == ["地址不清", "理由未记"]
    with pytest.raises(Refused, match="退回的理由"):
        line.record(StepDraft("RETURNED", at(10, 0), to=("翰林社区",)))


def test_an_extension_moves_the_limit_and_is_a_step(line: Line, now: datetime) -> None:
    assert line.file.row.due.state is DueState.OVERDUE
    line.record(
        StepDraft("EXTENDED", at(12, 0), new_due=Moment.on_day(date(2025, 4, 9)), reason="等配件")
    )

    assert line.file.row.due == (DueState.IN_TIME, "剩7天")
    assert now.date() == date(2025, 4, 2)


def test_the_row_of_the_list_follows_the_steps(line: Line, sample: Database) -> None:
    line.record(StepDraft("SUSPENDED", at(12, 0)))
    with sample.reading() as session:
        case = session.get_one(Case, line.case)
        assert (case.stage, case.is_open) == ("中止", True)

    line.record(StepDraft("RESUMED", at(13, 0)))
    line.record(StepDraft("DECLINED", at(14, 0), reason="不属本办事处"))
    with sample.reading() as session:
        case = session.get_one(Case, line.case)
        assert (case.stage, case.is_open, case.due_by) == ("已办结", False, None)


def test_a_closed_case_takes_a_note_but_no_visit(line: Line) -> None:
    line.record(StepDraft("DECLINED", at(14, 0), reason="不属本办事处"))
    line.note("已电话告知", at(15, 0))

    with pytest.raises(Refused, match="已办结"):
        line.record(StepDraft("VISITED", at(16, 0)))


def test_the_worker_on_duty_signs_what_is_recorded(line: Line, sample: Database) -> None:
    with sample.reading() as session:
        worker = session.scalars(select(Worker)).one()
    with sample.writing(signed_by=worker.id) as session:
        record_step(session, line.case, StepDraft("VISITED", DAY, ("秦淼",)))
    line.note("无人当班", DAY)

    with sample.reading() as session:
        steps = session.scalars(
            select(Step).where(Step.case_id == line.case).order_by(Step.position)
        ).all()
        assert [step.recorded_by_id for step in steps] == [None, worker.id, None]
        assert steps[1].actors[0].recorded_by_id == worker.id
