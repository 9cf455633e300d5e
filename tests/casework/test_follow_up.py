"""Follow-ups and thanks after the end of a case: kept whole, read back, changed in place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from linli.casework import caseload
from linli.casework.closing import record_outcome
from linli.casework.follow_up import (
    change_follow_up,
    change_thanks,
    follow_up_draft,
    record_follow_up,
    record_thanks,
    thanks_draft,
)
from linli.casework.intake import take_down
from linli.casework.steps import record_step
from linli.domain.case_file import CaseFile
from linli.domain.drafts import (
    CaseDraft,
    FollowUpDraft,
    OutcomeDraft,
    PartyDraft,
    PartyFinding,
    StepDraft,
    ThanksDraft,
    needs_more,
)
from linli.domain.moments import Moment
from linli.errors import Refused
from linli.records.database import Database
from linli.records.tables import FollowUpFinding

DAY = Moment.on_day(date(2025, 3, 20))
LATER = Moment.on_day(date(2025, 4, 20))
THANKS = ThanksDraft(
    "BANNER", DAY, ("甲家",), ("翰林社区", "网格员"), "送到服务中心。", "为民解忧 情暖邻里"
)
Read = Callable[[int], CaseFile]


@pytest.fixture
def closed(sample: Database, now: datetime) -> int:
    """A dispute of two that was settled and closed."""
    parties = (PartyDraft("甲", "甲家", "REQUESTER"), PartyDraft("乙", "乙家", "RESPONDENT"))
    with sample.writing() as session:
        case_id = take_down(
            session, CaseDraft("DISPUTE", "PHONE", "噪声", DAY, parties=parties), now
        )
        record_outcome(session, case_id, OutcomeDraft("RECONCILED", DAY))
        return case_id


@pytest.fixture
def read(sample: Database, now: datetime) -> Read:
    """Reads a case."""

    def case_file(case_id: int) -> CaseFile:
        with sample.reading() as session:
            return caseload.case_file(session, case_id, now)

    return case_file


@pytest.fixture
def asked(closed: int, read: Read) -> FollowUpDraft:
    """A follow-up in which one was reached and the other not."""
    first, second = read(closed).parties
    return FollowUpDraft(
        LATER,
        "PHONE",
        ("翰林社区网格员",),
        (
            PartyFinding(first.id, "REACHED", "PERFORMED", "SOLVED", "SATISFIED", "安静多了\n谢谢"),
            PartyFinding(second.id, "NOT_REACHED"),
        ),
        "电话里谈的。",
        Moment.on_day(date(2025, 7, 1)),
    )


def test_a_closed_case_asks_for_a_follow_up_until_there_is_one(
    sample: Database, closed: int, read: Read, asked: FollowUpDraft
) -> None:
    assert read(closed).needs_follow_up
    with sample.writing() as session:
        record_follow_up(session, closed, asked)
    kept = read(closed)
    assert not kept.needs_follow_up
    (row,) = kept.follow_ups
    assert row.findings == (
        ("甲家", "已联系上，已履行，已解决，满意；安静多了\n谢谢"),
        ("乙家", "未联系上"),
    )
    assert (row.by, row.note) == (("翰林社区网格员",), "电话里谈的。")
    assert row.next_on == asked.next_on


def test_what_is_read_back_and_kept_again_changes_nothing(
    sample: Database, closed: int, read: Read, asked: FollowUpDraft
) -> None:
    with sample.writing() as session:
        follow_up = record_follow_up(session, closed, asked)
        thanks = record_thanks(session, closed, THANKS)
    before = read(closed)
    with sample.writing() as session:
        assert follow_up_draft(session, follow_up) == asked
        assert thanks_draft(session, thanks) == THANKS
        change_follow_up(session, follow_up, asked)
        change_thanks(session, thanks, THANKS)
    assert read(closed) == before


def test_what_a_party_was_found_to_say_stays_in_its_row(
    sample: Database, closed: int, asked: FollowUpDraft
) -> None:
    def rows(session: Session) -> dict[int, int]:
        return {row.party_id: row.id for row in session.scalars(select(FollowUpFinding))}

    first, second = asked.findings
    with sample.writing() as session:
        kept = record_follow_up(session, closed, replace(asked, findings=(first,)))
        before = rows(session)
        changed = replace(
            asked,
            moment=DAY,
            findings=(second, replace(first, solved="CAME_BACK", words="")),
            next_on=None,
        )
        change_follow_up(session, kept, changed)
        assert rows(session)[first.party_id] == before[first.party_id]
        draft = follow_up_draft(session, kept)
        assert set(draft.findings) == set(changed.findings)
        assert (draft.moment, draft.next_on) == (DAY, None)
        change_follow_up(session, kept, replace(changed, findings=()))
        assert follow_up_draft(session, kept).findings == ()


def test_thanks_are_read_with_who_gave_them_to_whom_and_the_words(
    sample: Database, closed: int, read: Read
) -> None:
    with sample.writing() as session:
        kept = record_thanks(session, closed, THANKS)
        change_thanks(session, kept, replace(THANKS, to=("网格员",), words="邻里一家亲"))
    (row,) = read(closed).thanks
    assert (row.kind.label, row.by, row.to) == ("锦旗", "甲家", "网格员")
    assert row.words == "邻里一家亲"


def test_a_voided_case_takes_neither(sample: Database, closed: int, asked: FollowUpDraft) -> None:
    with sample.writing() as session:
        record_step(session, closed, StepDraft("VOIDED", LATER, reason="记重了"))
        with pytest.raises(Refused, match="已作废"):
            record_follow_up(session, closed, asked)
        with pytest.raises(Refused, match="已作废"):
            record_thanks(session, closed, THANKS)


def test_only_parties_of_the_case_are_followed_up(
    sample: Database, closed: int, asked: FollowUpDraft
) -> None:
    with sample.writing() as session, pytest.raises(Refused) as refused:
        record_follow_up(session, closed, replace(asked, findings=(PartyFinding(999_999),)))
    assert refused.value.refusals[0][0] == "findings"


def test_thanks_say_in_which_way(sample: Database, closed: int) -> None:
    with sample.writing() as session, pytest.raises(Refused, match="请选怎样致谢"):
        record_thanks(session, closed, replace(THANKS, kind=""))


@pytest.mark.parametrize(
    ("finding", "asks_for_more"),
    [
        (PartyFinding(1, solved="UNSOLVED"), True),
        (PartyFinding(1, solved="CAME_BACK"), True),
        (PartyFinding(1, performed="NOT_PERFORMED"), True),
        (PartyFinding(1, performed="PARTLY", solved="SOLVED"), False),
        (PartyFinding(1, "NOT_REACHED", satisfaction="DISSATISFIED"), False),
    ],
)
def test_what_is_not_solved_or_not_performed_asks_for_more(
    finding: PartyFinding, *, asks_for_more: bool
) -> None:
    good = PartyFinding(2, "REACHED", "PERFORMED", "SOLVED", "SATISFIED")
    assert needs_more(FollowUpDraft(DAY, findings=(good, finding))) is asks_for_more
    assert not needs_more(FollowUpDraft(DAY))
