"""Results, closing, reopening, voiding: what is kept, what is refused, what is derived."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from linli.casework import caseload
from linli.casework.closing import change_outcome, outcome_draft, record_outcome, reopen, void
from linli.casework.follow_up import record_follow_up
from linli.casework.grid import keep_office
from linli.casework.intake import take_down
from linli.casework.requests import record_request
from linli.casework.steps import record_step
from linli.domain.case_file import CaseFile, ListQuery, ListScope
from linli.domain.drafts import (
    CaseDraft,
    FollowUpDraft,
    OfficeDraft,
    OutcomeDraft,
    PartyDraft,
    ReasonDraft,
    RequestDraft,
    StepDraft,
)
from linli.domain.moments import Moment
from linli.errors import LinliError, Refused
from linli.records.database import Database

Keep = Callable[..., Any]
Read = Callable[[], CaseFile]


def day(number: int) -> Moment:
    """A day of that March."""
    return Moment.on_day(date(2025, 3, number))


@pytest.fixture
def keep(database: Database) -> Keep:
    """Does one verb, in a transaction of its own."""

    def do(verb: Callable[..., Any], *args: object) -> Any:  # noqa: ANN401 - whatever the verb gives
        with database.writing() as session:
            return verb(session, *args)

    return do


@pytest.fixture
def case_id(keep: Keep, now: datetime) -> int:
    """A dispute of two sides, to be done by the end of March."""
    keep(keep_office, OfficeDraft("枫杨办事处", "枫杨"), now)
    sides = (PartyDraft("甲", "楼下住户"), PartyDraft("乙", "楼上住户"))
    draft = CaseDraft("DISPUTE", "PHONE", "半夜噪声", day(15), due=day(31), parties=sides)
    return keep(take_down, draft, now)


@pytest.fixture
def read(database: Database, case_id: int, now: datetime) -> Read:
    """Reads the case as it stands."""

    def file() -> CaseFile:
        with database.reading() as session:
            return caseload.case_file(session, case_id, now)

    return file


def actions(case_file: CaseFile) -> list[str]:
    """The timeline by its codes."""
    return [step.action.code for step in case_file.steps]


def test_a_case_that_has_its_result_is_closed_without_a_second_one(
    keep: Keep, case_id: int, read: Read
) -> None:
    kept = OutcomeDraft("AGREED", day(18), closes=False, note="晚十点后不拖动家具")
    first = keep(record_outcome, case_id, kept)
    again = replace(kept, moment=day(20), closes=True, closing_kind="SUBSTANTIVE")
    assert keep(record_outcome, case_id, again) == first
    file = read()
    assert actions(file) == ["REGISTERED", "OUTCOME_REACHED", "CLOSED"]
    assert [outcome.moment for outcome in file.outcomes] == [day(18)]
    assert file.closing is not None
    assert (file.closing.moment, file.closing.kind.code) == (day(20), "SUBSTANTIVE")
    assert file.closing.note == ""


def test_what_is_said_at_the_closing_alone_stands_with_it(
    keep: Keep, case_id: int, read: Read
) -> None:
    keep(record_outcome, case_id, OutcomeDraft("AGREED", day(18), closes=False, note="一"))
    keep(record_outcome, case_id, OutcomeDraft("AGREED", day(20), note="双方到场确认"))
    closing = read().closing
    assert closing is not None
    assert closing.note == "双方到场确认"
    assert [outcome.note for outcome in read().outcomes] == ["一"]


def test_another_result_than_the_one_there_is_kept_beside_it(
    keep: Keep, case_id: int, read: Read
) -> None:
    keep(record_outcome, case_id, OutcomeDraft("AGREED", day(18), closes=False))
    keep(record_outcome, case_id, OutcomeDraft("RECONCILED", day(20)))
    assert [outcome.result.code for outcome in read().outcomes] == ["AGREED", "RECONCILED"]
    assert read().row.result.code == "RECONCILED"


def test_the_same_result_after_reopening_is_a_new_one(keep: Keep, case_id: int, read: Read) -> None:
    keep(record_outcome, case_id, OutcomeDraft("AGREED", day(18)))
    keep(reopen, case_id, ReasonDraft(day(19), "又吵起来了"))
    keep(record_outcome, case_id, OutcomeDraft("AGREED", day(20)))
    assert [outcome.moment for outcome in read().outcomes] == [day(18), day(20)]
    assert not read().row.is_open


def test_a_plain_closing_needs_a_result_first_and_says_so_of_the_kind(
    keep: Keep, case_id: int, read: Read
) -> None:
    with pytest.raises(Refused, match="矛盾纠纷办结前要先记结果。"):
        keep(record_step, case_id, StepDraft("CLOSED", day(20)))
    keep(record_outcome, case_id, OutcomeDraft("AGREED", day(18), closes=False))
    keep(record_step, case_id, StepDraft("CLOSED", day(20)))
    assert not read().row.is_open


def test_the_result_of_one_request_or_one_party_closes_nothing(
    keep: Keep, case_id: int, read: Read
) -> None:
    request = keep(record_request, case_id, RequestDraft("赔礼道歉"))
    party = read().parties[0].id
    withdrawn = OutcomeDraft("WITHDRAWN", day(18))
    for part in (replace(withdrawn, request_id=request), replace(withdrawn, party_id=party)):
        with pytest.raises(Refused, match="不能用它办结"):
            keep(record_outcome, case_id, part)
        keep(record_outcome, case_id, replace(part, closes=False))
    with pytest.raises(Refused, match="要先记结果"):
        keep(record_step, case_id, StepDraft("CLOSED", day(20)))
    file = read()
    assert [outcome.of_what for outcome in file.outcomes] == ["赔礼道歉", "楼下住户"]
    assert file.row.result.code == ""
    assert [each.result.code for each in file.requests] == ["", "WITHDRAWN"]


def test_neither_list_nor_case_takes_the_result_of_a_part_for_that_of_the_whole(
    database: Database, keep: Keep, case_id: int, read: Read, now: datetime
) -> None:
    keep(record_outcome, case_id, OutcomeDraft("RECONCILED", day(18)))
    keep(reopen, case_id, ReasonDraft(day(19), "又吵起来了"))
    part = OutcomeDraft("WITHDRAWN", day(20), closes=False, party_id=read().parties[0].id)
    keep(record_outcome, case_id, part)
    with database.reading() as session:
        ids = caseload.case_ids(session, ListQuery(ListScope.ALL), now)
        [row] = caseload.case_rows(session, ids, now)
    assert row.result == read().row.result
    assert row.result.code == "RECONCILED"


def test_a_part_of_another_case_is_refused(keep: Keep, read: Read, now: datetime) -> None:
    other = keep(take_down, CaseDraft("DISPUTE", "PHONE", "楼道漏水", day(15)), now)
    draft = OutcomeDraft("WITHDRAWN", day(18), closes=False, party_id=read().parties[0].id)
    with pytest.raises(Refused, match="当事人要从本事项里选") as refused:
        keep(record_outcome, other, draft)
    assert refused.value.field == "of_what"


@pytest.mark.parametrize(
    "draft",
    [
        OutcomeDraft("PENDING", day(18), closes=False, note="等回话"),
        OutcomeDraft("AGREED", day(18), closes=False),
        OutcomeDraft("WITHDRAWN", Moment.in_words("次日"), closes=False),
    ],
)
def test_a_result_reads_back_as_it_was_and_changes_nothing_when_kept_again(
    database: Database, keep: Keep, case_id: int, read: Read, draft: OutcomeDraft
) -> None:
    row_id = keep(record_outcome, case_id, draft)
    with database.reading() as session:
        assert outcome_draft(session, row_id) == draft
    before = read()
    keep(change_outcome, row_id, draft)
    assert replace(read(), version=0) == replace(before, version=0)


def test_a_result_that_is_changed_keeps_its_row_and_its_line(
    keep: Keep, case_id: int, read: Read
) -> None:
    row_id = keep(record_outcome, case_id, OutcomeDraft("PENDING", day(18), closes=False))
    line = read().steps[-1].id
    keep(change_outcome, row_id, OutcomeDraft("AGREED", day(17), closes=False, note="签了"))
    file = read()
    assert (file.outcomes[0].id, file.steps[-1].id) == (row_id, line)
    assert (file.outcomes[0].result.code, file.outcomes[0].moment) == ("AGREED", day(17))


def test_changing_a_result_may_close_with_it(keep: Keep, case_id: int, read: Read) -> None:
    row_id = keep(record_outcome, case_id, OutcomeDraft("AGREED", day(18), closes=False))
    keep(change_outcome, row_id, OutcomeDraft("AGREED", day(18), closed=day(20)))
    assert not read().row.is_open
    closing = read().closing
    assert closing is not None
    assert closing.moment == day(20)


def test_the_closing_of_a_reopened_case_is_changed_with_its_result(
    database: Database, keep: Keep, case_id: int, read: Read
) -> None:
    row_id = keep(record_outcome, case_id, OutcomeDraft("AGREED", day(18), closed=day(19)))
    keep(reopen, case_id, ReasonDraft(day(25), "又吵起来了"))
    with database.reading() as session:
        draft = outcome_draft(session, row_id)
    assert (draft.closes, draft.closed) == (True, day(19))
    keep(change_outcome, row_id, replace(draft, closed=day(20), closing_kind="INTERIM"))
    assert [step.moment for step in read().steps if step.is_closing] == [day(20)]
    assert read().row.is_open
    with pytest.raises(Refused, match="不是最后的结果"):
        keep(change_outcome, row_id, replace(draft, result="PENDING"))


def test_a_closed_case_refuses_another_result_and_changing_the_one_it_has(
    keep: Keep, case_id: int
) -> None:
    row_id = keep(record_outcome, case_id, OutcomeDraft("AGREED", day(18)))
    for verb, of in ((record_outcome, case_id), (change_outcome, row_id)):
        with pytest.raises(Refused, match="请先重新打开"):
            keep(verb, of, OutcomeDraft("RECONCILED", day(18)))


@pytest.mark.parametrize("before", ["result", "reopening"])
def test_a_closing_does_not_stand_before_what_it_closes(
    keep: Keep, case_id: int, read: Read, before: str
) -> None:
    if before == "reopening":
        keep(record_outcome, case_id, OutcomeDraft("AGREED", day(16)))
        keep(reopen, case_id, ReasonDraft(day(20), "又吵起来了"))
    known = read()
    with pytest.raises(Refused, match="办结不能早于结果或重新打开"):
        keep(record_outcome, case_id, OutcomeDraft("AGREED", day(22), closed=day(15)))
    assert read() == known


def test_reopening_brings_back_stage_limit_and_holder(
    database: Database, keep: Keep, case_id: int, read: Read, now: datetime
) -> None:
    before = read().row
    keep(record_outcome, case_id, OutcomeDraft("AGREED", day(18)))
    assert read().needs_follow_up
    keep(reopen, case_id, ReasonDraft(day(20), "又吵起来了"))
    after = read()
    assert after.row.is_open
    assert (after.row.stage, after.row.due, after.row.holder) == (
        before.stage,
        before.due,
        before.holder,
    )
    assert after.row.due.words == "超期1天"
    assert not after.needs_follow_up
    assert after.steps[-1].reason == "又吵起来了"
    with database.reading() as session:
        assert case_id in caseload.case_ids(session, ListQuery(), now)


def test_an_archived_case_may_be_reopened(keep: Keep, case_id: int, read: Read) -> None:
    keep(record_outcome, case_id, OutcomeDraft("AGREED", day(18)))
    keep(record_step, case_id, StepDraft("ARCHIVED", day(20)))
    assert read().row.stage == "已归档"
    keep(reopen, case_id, ReasonDraft(day(21), "又吵起来了"))
    assert read().row.is_open


def test_a_case_closed_again_asks_for_a_follow_up_again(
    keep: Keep, case_id: int, read: Read
) -> None:
    keep(record_outcome, case_id, OutcomeDraft("AGREED", day(18)))
    keep(record_follow_up, case_id, FollowUpDraft(day(19), "PHONE"))
    assert not read().needs_follow_up
    keep(reopen, case_id, ReasonDraft(day(20), "没有解决"))
    keep(record_outcome, case_id, OutcomeDraft("AGREED", day(22)))
    assert read().needs_follow_up


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [(reopen, "请写明为什么重新打开"), (void, "作废后编号保留，不再使用。请写明原因。")],
)
def test_both_need_a_reason(keep: Keep, case_id: int, verb: Keep, sentence: str) -> None:
    keep(record_outcome, case_id, OutcomeDraft("AGREED", day(18)))
    with pytest.raises(Refused) as refused:
        keep(verb, case_id, ReasonDraft(day(20), "  "))
    assert refused.value.refusals == (("reason", sentence),)


def test_only_a_closed_case_is_reopened_and_not_before_it_was_closed(
    keep: Keep, case_id: int
) -> None:
    with pytest.raises(Refused, match="还没有办结"):
        keep(reopen, case_id, ReasonDraft(day(20), "因"))
    keep(record_outcome, case_id, OutcomeDraft("AGREED", day(18)))
    with pytest.raises(Refused, match="重新打开要在办结以后") as refused:
        keep(reopen, case_id, ReasonDraft(day(17), "因"))
    assert refused.value.field == "moment"


def test_a_voided_case_keeps_its_number_and_takes_nothing(
    keep: Keep, case_id: int, read: Read, now: datetime
) -> None:
    number = read().row.number
    keep(void, case_id, ReasonDraft(day(20), "重复登记"))
    file = read()
    assert (file.row.number, file.row.stage, file.row.is_open) == (number, "作废", False)
    for verb, draft in (
        (void, ReasonDraft(day(21), "再作废")),
        (reopen, ReasonDraft(day(21), "因")),
        (record_step, StepDraft("NOTED", day(21))),
        (record_outcome, OutcomeDraft("AGREED", day(21))),
    ):
        with pytest.raises(LinliError, match="作废"):
            keep(verb, case_id, draft)
    other = keep(take_down, CaseDraft("DISPUTE", "PHONE", "楼道漏水", day(15)), now)
    assert other != case_id


def test_an_open_and_a_closed_case_may_both_be_voided(keep: Keep, case_id: int, read: Read) -> None:
    keep(record_outcome, case_id, OutcomeDraft("AGREED", day(18)))
    keep(void, case_id, ReasonDraft(day(20), "不属于本单位"))
    assert read().row.stage == "作废"
