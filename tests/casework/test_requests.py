"""Requests and reports on a real file: kept whole, read back for editing, changed in place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select

from linli.casework import caseload
from linli.casework.closing import record_outcome
from linli.casework.intake import take_down
from linli.casework.people import change_party, party_draft
from linli.casework.requests import (
    change_report,
    change_request,
    record_report,
    record_request,
    report_draft,
    request_draft,
)
from linli.casework.steps import record_step
from linli.domain.amounts import Amount, Stage
from linli.domain.case_file import CaseFile
from linli.domain.drafts import (
    CaseDraft,
    OutcomeDraft,
    PartyDraft,
    ReportDraft,
    RequestDraft,
    StepDraft,
)
from linli.domain.moments import Moment
from linli.errors import Refused
from linli.records.database import Database
from linli.records.tables import AmountEnd

DAY = Moment.on_day(date(2025, 3, 15))
LATER = Moment.on_day(date(2025, 3, 20))
CLAIM = Amount(300000, stage=Stage.CLAIM, words="3000")
REPORT = ReportDraft(
    channel="HOTLINE",
    moment=DAY,
    by="过路人",
    sender="市热线办",
    outside_number="12345-0316",
    reply_due=LATER,
    reply="已联系双方。\n约好周五面谈。",
    replied=LATER,
)

Read = Callable[[], CaseFile]


@pytest.fixture
def case_id(sample: Database, now: datetime) -> int:
    draft = CaseDraft(
        "DISPUTE",
        "PHONE",
        "楼上漏水",
        DAY,
        parties=(
            PartyDraft("甲", "楼下住户", "REQUESTER"),
            PartyDraft("乙", "楼上住户", "RESPONDENT"),
        ),
    )
    with sample.writing() as session:
        return take_down(session, draft, now)


@pytest.fixture
def read(sample: Database, case_id: int, now: datetime) -> Read:
    def case_file() -> CaseFile:
        with sample.reading() as session:
            return caseload.case_file(session, case_id, now)

    return case_file


@pytest.fixture
def sides(read: Read) -> tuple[int, int]:
    first, second = (party.id for party in read().parties)
    return first, second


@pytest.fixture
def asked(sides: tuple[int, int]) -> RequestDraft:
    first, second = sides
    return RequestDraft(
        "赔偿吊顶和地板",
        finding="PARTLY_TRUE",
        amount=CLAIM,
        asked_by_id=first,
        asked_of_id=second,
        payers=("楼上住户", "物业公司"),
        payees=("楼下住户",),
    )


def test_a_request_is_kept_with_its_sum_and_who_pays_whom(
    sample: Database, case_id: int, asked: RequestDraft, read: Read
) -> None:
    with sample.writing() as session:
        made = record_request(session, case_id, asked)
        assert request_draft(session, made) == asked
        ends = session.scalars(select(AmountEnd)).all()
        assert {end.words for end in ends if end.party is not None} == {"楼上住户", "楼下住户"}
    row = read().requests[-1]
    assert (row.asked_by, row.asked_of, row.finding.label) == ("楼下住户", "楼上住户", "部分属实")
    assert (row.amount, row.payers, row.payees) == (CLAIM, asked.payers, asked.payees)


def test_a_sum_asked_for_is_a_claim(sample: Database, case_id: int) -> None:
    with sample.writing() as session:
        made = record_request(session, case_id, RequestDraft("赔偿", amount=Amount(5000)))
        kept = request_draft(session, made).amount
    assert kept is not None
    assert kept.stage is Stage.CLAIM


def test_what_is_read_back_and_kept_again_changes_nothing(
    sample: Database, case_id: int, asked: RequestDraft, read: Read
) -> None:
    with sample.writing() as session:
        request = record_request(session, case_id, asked)
        report = record_report(session, case_id, REPORT)
    before = read()
    with sample.writing() as session:
        change_request(session, request, request_draft(session, request))
        change_report(session, report, report_draft(session, report))
        for own in before.requests:
            change_request(session, own.id, request_draft(session, own.id))
        for own in before.reports:
            change_report(session, own.id, report_draft(session, own.id))
    assert replace(read(), version=before.version) == before


def test_a_request_is_changed_in_its_own_row(
    sample: Database, case_id: int, asked: RequestDraft, sides: tuple[int, int], read: Read
) -> None:
    changed = RequestDraft(
        "修好水管",
        asked_by="居委会",
        asked_of_id=sides[1],
        finding="TRUE",
        amount=Amount(80000, stage=Stage.CLAIM),
        payers=("物业公司",),
    )
    with sample.writing() as session:
        made = record_request(session, case_id, asked)
        change_request(session, made, changed)
        assert request_draft(session, made) == changed
        change_request(session, made, replace(changed, amount=None, payers=()))
    row = read().requests[-1]
    assert (row.id, row.asked_by, row.amount, row.payers) == (made, "居委会", None, ())


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("words", {"words": " \u200b"}),
        ("asked_by", {"asked_by_id": 9999}),
        ("asked_of", {"asked_of_id": 9999}),
        ("amount", {"payers": ("楼上住户",)}),
    ],
)
def test_a_request_that_asks_nothing_or_of_a_stranger_is_refused(
    sample: Database, case_id: int, field: str, changes: dict[str, object]
) -> None:
    draft = replace(RequestDraft("修好水管"), **changes)  # pyright: ignore[reportArgumentType] - any field
    with sample.writing() as session, pytest.raises(Refused) as refused:
        record_request(session, case_id, draft)
    assert [name for name, _ in refused.value.refusals] == [field]


def test_a_report_is_kept_with_its_sender_number_and_reply(
    sample: Database, case_id: int, read: Read
) -> None:
    with sample.writing() as session:
        made = record_report(session, case_id, REPORT)
        assert report_draft(session, made) == REPORT
    row = read().reports[-1]
    assert (row.by, row.sender, row.outside_number) == ("过路人", "市热线办", "12345-0316")
    assert (row.reply, row.reply_due, row.replied) == (REPORT.reply, LATER, LATER)


def test_who_brought_it_is_called_as_the_party_is_called_now(
    sample: Database, case_id: int, sides: tuple[int, int], read: Read
) -> None:
    with sample.writing() as session:
        record_report(session, case_id, ReportDraft("VISIT_HOME", DAY, by_id=sides[0]))
        change_party(session, sides[0], replace(party_draft(session, sides[0]), name="王某"))
    assert [row.by for row in read().reports] == ["王某", "王某"]


def test_a_sender_the_office_works_with_is_known(sample: Database, case_id: int) -> None:
    from linli.records.tables import Report

    with sample.writing() as session:
        made = record_report(session, case_id, replace(REPORT, sender="消防站"))
        assert session.get_one(Report, made).sender is not None
        change_report(session, made, REPORT)
        assert session.get_one(Report, made).sender is None


@pytest.mark.parametrize(
    ("field", "changes"), [("channel", {"channel": ""}), ("by", {"by_id": 9999})]
)
def test_a_report_without_a_channel_or_by_a_stranger_is_refused(
    sample: Database, case_id: int, field: str, changes: dict[str, object]
) -> None:
    draft = replace(REPORT, **changes)  # pyright: ignore[reportArgumentType] - any field
    with sample.writing() as session, pytest.raises(Refused) as refused:
        record_report(session, case_id, draft)
    assert [name for name, _ in refused.value.refusals] == [field]


def test_a_closed_case_takes_a_reply_and_nothing_else(
    sample: Database, case_id: int, read: Read
) -> None:
    with sample.writing() as session:
        request = read().requests[0].id
        report = record_report(session, case_id, replace(REPORT, reply="", replied=None))
        record_outcome(session, case_id, OutcomeDraft("RECONCILED", DAY))
        kept = report_draft(session, report)
        change_report(session, report, replace(kept, reply="已和解。", replied=LATER))
        for refused in (
            lambda: record_report(session, case_id, REPORT),
            lambda: change_report(session, report, replace(kept, outside_number="另一个")),
            lambda: record_request(session, case_id, RequestDraft("再赔")),
            lambda: change_request(session, request, RequestDraft("再赔")),
        ):
            with pytest.raises(Refused, match="已办结"):
                refused()
    assert read().reports[-1].reply == "已和解。"


def test_a_voided_case_takes_no_reply(sample: Database, case_id: int, read: Read) -> None:
    with sample.writing() as session:
        record_step(session, case_id, StepDraft("VOIDED", DAY, reason="记重了"))
        with pytest.raises(Refused, match="已作废"):
            change_report(session, read().reports[0].id, REPORT)


def test_the_result_of_one_request_stands_at_that_request(
    sample: Database, case_id: int, read: Read
) -> None:
    with sample.writing() as session:
        made = record_request(session, case_id, RequestDraft("修好水管"))
        record_outcome(
            session,
            case_id,
            OutcomeDraft("AGREED", DAY, closes=False, request_id=made),
        )
    assert [row.result.label for row in read().requests] == ["", "达成协议"]
