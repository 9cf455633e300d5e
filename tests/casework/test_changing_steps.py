"""A step reads back into its form as it was kept, and is changed in place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from linli.casework import caseload
from linli.casework.closing import record_outcome
from linli.casework.grid import keep_office
from linli.casework.intake import take_down
from linli.casework.steps import change_step, record_step, step_draft
from linli.domain.case_file import CaseFile
from linli.domain.drafts import CaseDraft, OfficeDraft, OutcomeDraft, PartnerDraft, StepDraft
from linli.domain.moments import Moment
from linli.errors import Refused
from linli.records.database import Database

Keep = Callable[..., Any]
Read = Callable[[], CaseFile]
DAY = Moment.on_day(date(2025, 3, 16))
LIMIT = Moment.on_day(date(2025, 4, 20))


@pytest.fixture
def keep(database: Database) -> Keep:
    """Does one verb, in a transaction of its own."""

    def do(verb: Callable[..., Any], *args: object) -> Any:  # noqa: ANN401 - whatever the verb gives
        with database.writing() as session:
            return verb(session, *args)

    return do


@pytest.fixture
def case_id(keep: Keep, now: datetime) -> int:
    """A dispute with a limit."""
    keep(keep_office, OfficeDraft("枫杨办事处", "枫杨"), now)
    due = Moment.on_day(date(2025, 4, 10))
    return keep(take_down, CaseDraft("DISPUTE", "PHONE", "半夜噪声", DAY, due=due), now)


@pytest.fixture
def read(database: Database, case_id: int, now: datetime) -> Read:
    """Reads the case as it stands, whatever its version."""

    def file() -> CaseFile:
        with database.reading() as session:
            return replace(caseload.case_file(session, case_id, now), version=0)

    return file


FULL = StepDraft(
    "JOINED",
    Moment.at_minute(datetime(2025, 3, 16, 9, 30), datetime(2025, 3, 16, 11, 0)),
    by=("枫杨办事处", "网格员"),
    partners=(
        PartnerDraft("社区民警", "ASSIST", "CAME"),
        PartnerDraft("物业公司", "TAKE_PART", "INVITED_ABSENT"),
    ),
    mechanism="THREE_PARTY",
    note="一同上门",
    is_internal=True,
    is_prior=True,
    times=3,
)

DRAFTS = {
    "full": FULL,
    "vague": StepDraft("VISITED", Moment.in_words("次日"), by=("网格员",)),
    "not stated": StepDraft("CONTACTED", Moment.not_stated()),
    "handed on": StepDraft("DISPATCHED", DAY, by=("枫杨办事处",), to=("翰林社区", "物业公司")),
    "returned": StepDraft("RETURNED", DAY, to=("枫杨办事处",), reason="不归我们管"),
    "reason unrecorded": StepDraft("RETURNED", DAY, to=("枫杨办事处",), reason="理由未记"),
    "urged": StepDraft("URGED", DAY, to=("翰林社区",), urge_level="YELLOW"),
    "extended": StepDraft("EXTENDED", DAY, new_due=LIMIT, new_due_words="10工作日"),
}


@pytest.mark.parametrize("draft", DRAFTS.values(), ids=DRAFTS)
def test_a_step_reads_back_as_it_was_and_changes_nothing_when_kept_again(
    database: Database, keep: Keep, case_id: int, read: Read, draft: StepDraft
) -> None:
    step = keep(record_step, case_id, draft)
    with database.reading() as session:
        assert step_draft(session, step) == draft
    before = read()
    keep(change_step, step, draft)
    assert read() == before


@pytest.mark.parametrize("draft", DRAFTS.values(), ids=DRAFTS)
def test_any_step_may_become_any_other(
    database: Database, keep: Keep, case_id: int, draft: StepDraft
) -> None:
    step = keep(record_step, case_id, StepDraft("VISITED", DAY, by=("某人",), note="原来的"))
    keep(change_step, step, draft)
    with database.reading() as session:
        assert step_draft(session, step) == draft


def test_how_strongly_it_was_urged_is_read_with_the_case(
    keep: Keep, case_id: int, read: Read
) -> None:
    keep(record_step, case_id, DRAFTS["urged"])
    assert read().steps[-1].urge == "黄牌"


def test_an_extension_that_is_changed_moves_the_limit_and_one_called_otherwise_takes_it_back(
    keep: Keep, case_id: int, read: Read
) -> None:
    step = keep(record_step, case_id, DRAFTS["extended"])
    assert read().row.due.words == "剩18天"
    later = replace(DRAFTS["extended"], new_due=Moment.on_day(date(2025, 4, 22)))
    keep(change_step, step, later)
    assert read().row.due.words == "剩20天"
    keep(change_step, step, StepDraft("NOTED", DAY))
    assert read().row.due.words == "剩8天"


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (StepDraft("RETURNED", DAY, to=("枫杨办事处",)), "reason"),
        (StepDraft("DISPATCHED", DAY), "to"),
        (StepDraft("EXTENDED", DAY), "new_due"),
        (StepDraft("MEDIATED", DAY), "action"),
        (StepDraft("CLOSED", DAY), "action"),
    ],
)
def test_what_is_refused_of_a_new_step_is_refused_of_a_changed_one(
    keep: Keep, case_id: int, read: Read, draft: StepDraft, field: str
) -> None:
    step = keep(record_step, case_id, StepDraft("VISITED", DAY))
    before = read()
    with pytest.raises(Refused) as refused:
        keep(change_step, step, draft)
    assert refused.value.field == field
    assert read() == before


def test_what_registered_the_case_stays_the_registration(keep: Keep, read: Read) -> None:
    first = read().steps[0].id
    with pytest.raises(Refused, match="“登记”不能改成别的动作"):
        keep(change_step, first, StepDraft("VISITED", DAY))
    earlier = Moment.on_day(date(2025, 3, 10))
    keep(change_step, first, StepDraft("REGISTERED", earlier, note="补记"))
    assert read().row.registered == earlier


def test_a_closed_case_lets_its_notes_be_changed_and_nothing_else(
    keep: Keep, case_id: int, read: Read
) -> None:
    visit = keep(record_step, case_id, StepDraft("VISITED", DAY))
    note = keep(record_step, case_id, StepDraft("NOTED", DAY))
    keep(record_outcome, case_id, OutcomeDraft("RECONCILED", DAY))
    keep(change_step, note, StepDraft("NOTED", DAY, note="补一句"))
    with pytest.raises(Refused, match="请先重新打开"):
        keep(change_step, visit, StepDraft("VISITED", DAY, note="补一句"))
    assert "补一句" in {step.note for step in read().steps}
