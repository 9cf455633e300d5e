"""Reminders and appointments on a case."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from linli.casework import caseload, grid
from linli.casework.intake import take_down
from linli.casework.reminders import change_reminder, mark_done, record_reminder, reminder_draft
from linli.casework.steps import record_step
from linli.domain.case_file import CaseFile, DueState
from linli.domain.drafts import CaseDraft, ReminderDraft, StepDraft, WorkerDraft
from linli.domain.moments import Moment
from linli.errors import Refused
from linli.records.database import Database
from linli.records.tables import Reminder, Worker


@pytest.fixture
def case_id(sample: Database, now: datetime) -> int:
    """An open case, in an office that knows its worker 李明."""
    with sample.writing() as session:
        office = grid.office_draft(session)
        assert office is not None
        unit = office.units[0].name
        workers = (*office.workers, WorkerDraft("李明", unit, "GRID_WORKER"))
        grid.keep_office(session, replace(office, workers=workers), now)
        draft = CaseDraft("DISPUTE", "PHONE", "半夜噪声", Moment.at_minute(now))
        return take_down(session, draft, now)


@pytest.fixture
def call(now: datetime) -> ReminderDraft:
    """To call somebody tomorrow at half past two."""
    tomorrow = now.replace(hour=14, minute=30) + timedelta(days=1)
    return ReminderDraft(Moment.at_minute(tomorrow), "给楼下住户回电话", worker="李明")


@pytest.fixture
def read(sample: Database, case_id: int, now: datetime) -> Callable[[], CaseFile]:
    """Reads the case."""

    def case_file() -> CaseFile:
        with sample.reading() as session:
            return caseload.case_file(session, case_id, now)

    return case_file


def test_a_reminder_is_read_back_as_it_was_given(
    sample: Database, case_id: int, call: ReminderDraft
) -> None:
    with sample.writing() as session:
        kept = record_reminder(session, case_id, call)
    with sample.writing() as session:
        assert reminder_draft(session, kept) == call
        change_reminder(session, kept, reminder_draft(session, kept))
    with sample.reading() as session:
        assert reminder_draft(session, kept) == call


def test_a_reminder_knows_the_worker_it_is_for(
    sample: Database, case_id: int, call: ReminderDraft
) -> None:
    with sample.writing() as session:
        known = record_reminder(session, case_id, call)
        unknown = record_reminder(session, case_id, replace(call, worker="新来的同事"))
        for_all = record_reminder(session, case_id, replace(call, worker=""))
        names = {
            id_: session.get(Worker, session.get_one(Reminder, id_).worker_id or 0)
            for id_ in (known, unknown, for_all)
        }
        assert [worker and worker.name for worker in names.values()] == ["李明", None, None]
        assert reminder_draft(session, unknown).worker == "新来的同事"


def test_a_changed_reminder_stays_the_same_row(
    sample: Database, case_id: int, call: ReminderDraft, read: Callable[[], CaseFile]
) -> None:
    with sample.writing() as session:
        kept = record_reminder(session, case_id, call)
        change_reminder(
            session, kept, replace(call, kind="SESSION", what="约定面对面调解", worker="")
        )
    (row,) = read().reminders
    assert (row.id, row.kind.label, row.what, row.worker) == (
        kept,
        "约定调解",
        "约定面对面调解",
        "",
    )


def test_a_reminder_done_goes_behind_the_others_and_comes_back_undone(
    sample: Database, case_id: int, call: ReminderDraft, read: Callable[[], CaseFile]
) -> None:
    later = replace(call, moment=Moment.on_day(datetime(2025, 5, 1)), what="再问一次")
    with sample.writing() as session:
        first = record_reminder(session, case_id, call)
        record_reminder(session, case_id, later)
        mark_done(session, first)
    assert [(row.what, row.due.words) for row in read().reminders] == [
        ("再问一次", "29天后"),
        ("给楼下住户回电话", "已办好"),
    ]
    with sample.writing() as session:
        mark_done(session, first, False)
    assert [row.is_done for row in read().reminders] == [False, False]


@pytest.mark.parametrize(
    ("day", "state", "words"),
    [
        ("2025-03-30T23:59", DueState.OVERDUE, "过期3天"),
        ("2025-04-01T23:59", DueState.OVERDUE, "过期1天"),
        ("2025-04-02T08:00", DueState.SOON, "今天"),
        ("2025-04-03T00:00", DueState.IN_TIME, "明天"),
        ("2025-04-12T00:00", DueState.IN_TIME, "10天后"),
    ],
)
def test_a_reminder_is_late_from_the_day_after(
    sample: Database,
    case_id: int,
    read: Callable[[], CaseFile],
    day: str,
    state: DueState,
    words: str,
) -> None:
    draft = ReminderDraft(Moment.at_minute(datetime.fromisoformat(day)), "回电话")
    with sample.writing() as session:
        record_reminder(session, case_id, draft)
    assert read().reminders[0].due == (state, words)


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("what", {"what": " "}),
        ("moment", {"moment": Moment.in_words("过几天")}),
        ("moment", {"moment": Moment.in_month(datetime(2025, 5, 1))}),
        ("moment", {"moment": Moment.not_stated()}),
        ("kind", {"kind": "ALARM"}),
    ],
)
def test_a_reminder_says_what_and_on_which_day(
    sample: Database, case_id: int, call: ReminderDraft, field: str, more: dict[str, object]
) -> None:
    with sample.writing() as session, pytest.raises(Refused) as refused:
        record_reminder(session, case_id, replace(call, **more))
    assert refused.value.field == field


def test_a_change_is_refused_as_a_new_reminder_is(
    sample: Database, case_id: int, call: ReminderDraft
) -> None:
    with sample.writing() as session:
        kept = record_reminder(session, case_id, call)
    with sample.writing() as session, pytest.raises(Refused, match="要做什么"):
        change_reminder(session, kept, replace(call, what=""))
    with sample.reading() as session:
        assert reminder_draft(session, kept) == call


def test_a_voided_case_takes_no_reminder(
    sample: Database, case_id: int, call: ReminderDraft, now: datetime
) -> None:
    with sample.writing() as session:
        record_step(session, case_id, StepDraft("VOIDED", Moment.at_minute(now), reason="录重了"))
    with sample.writing() as session, pytest.raises(Refused, match="作废"):
        record_reminder(session, case_id, call)
