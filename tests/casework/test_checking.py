"""What is derived of a case is compared with its steps, and the file stays as it is."""

import threading
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from linli.casework import checking
from linli.casework.checking import check
from linli.casework.intake import take_down
from linli.casework.steps import record_step
from linli.domain.drafts import CaseDraft, StepDraft
from linli.domain.moments import Moment
from linli.records.database import Database
from linli.records.lock import lock

DISPUTE = "枫杨(示例)〔2025〕纠纷0001"


def change(database: Database, statement: str) -> None:
    """Change rows of, or but, the dispute behind the verbs' backs."""
    with database.writing() as session:
        session.execute(text(statement), {"number": DISPUTE})


def test_the_sample_is_in_order(sample: Database) -> None:
    assert check(sample.path).sentences == ()
    assert check(sample.path).exit_code == 0


def test_a_case_suspended_and_extended_stays_in_order_as_days_go_by(
    sample: Database, now: datetime
) -> None:
    with sample.writing() as session:
        due = Moment.on_day(datetime(2025, 4, 10))
        case = take_down(
            session, CaseDraft("SERVICE", "PHONE", "路灯不亮", Moment.at_minute(now), due=due), now
        )
        for draft in (
            StepDraft("EXTENDED", Moment.at_minute(now), new_due=due, reason="等配件"),
            StepDraft("SUSPENDED", Moment.at_minute(now)),
        ):
            record_step(session, case, draft)
    assert check(sample.path).sentences == ()


@pytest.mark.parametrize(
    ("change_to", "what"),
    [
        ("stage = '待受理'", "阶段"),
        ("is_open = 1", "待办"),
        ("needs_follow_up = 0", "需回访"),
        ("due_by = '2025-03-20 23:59:00.000000'", "时限"),
        ("registered_at = NULL", "登记时间"),
        ("is_open = 1, stage = '调解中'", "阶段、待办"),
    ],
)
def test_a_derived_column_that_repeats_its_fact_wrongly_is_found(
    sample: Database, change_to: str, what: str
) -> None:
    change(sample, f'UPDATE "case" SET {change_to} WHERE number = :number')  # noqa: S608 - of the table above
    assert check(sample.path).sentences == (f"事项{DISPUTE}：{what}与办理过程对不上。",)
    assert check(sample.path).exit_code == 1


def test_a_case_whose_moment_cannot_be_read_is_named_and_the_others_are_compared(
    sample: Database,
) -> None:
    change(sample, "UPDATE \"case\" SET stage = '待受理' WHERE number <> :number")
    change(
        sample,
        "UPDATE step SET moment_at = '2025-03-15 09:30:00.000000' WHERE action_code = 'JOINED'"
        ' AND case_id = (SELECT id FROM "case" WHERE number = :number)',
    )
    sentences = check(sample.path).sentences
    assert f"事项{DISPUTE}：内容自相矛盾，读不出来。" in sentences
    assert sum("阶段" in sentence for sentence in sentences) == 4


def test_a_check_needs_no_lock_and_changes_not_a_byte(sample: Database) -> None:
    change(sample, "UPDATE \"case\" SET stage = '待受理' WHERE number = :number")
    sample.close()
    with lock(sample.path):
        before = contents(sample.path.parent)
        assert check(sample.path).exit_code == 1
        assert contents(sample.path.parent) == before


def test_what_is_saved_meanwhile_is_no_finding(
    sample: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = threading.Event()

    def save() -> None:
        while not stop.is_set():
            with sample.writing() as session:
                case = take_down(
                    session, CaseDraft("SERVICE", "PHONE", "路灯不亮", Moment.at_minute(now)), now
                )
                record_step(session, case, StepDraft("ACCEPTED", Moment.at_minute(now)))

    monkeypatch.setattr(checking, "_AT_ONCE", 3)
    saving = threading.Thread(target=save)
    saving.start()
    try:
        found = [check(sample.path).sentences for _ in range(5)]
    finally:
        stop.set()
        saving.join()
    assert found == [()] * 5


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
