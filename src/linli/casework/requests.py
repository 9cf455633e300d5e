"""What is asked and how it was brought: requests with their sums, reports with their replies."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from linli.casework.people import party_called
from linli.casework.state import open_case, refresh
from linli.domain.amounts import Amount as Sum
from linli.domain.amounts import Stage
from linli.domain.drafts import ReportDraft, RequestDraft
from linli.domain.rules import CLOSED_SENTENCE
from linli.domain.text import LINE, NAME, TEXT, clean
from linli.errors import Refused
from linli.records.tables import (
    Amount,
    AmountEnd,
    Case,
    Channel,
    Organisation,
    Party,
    Report,
    Request,
)

PAYER, PAYEE = "PAYER", "PAYEE"


def record_request(session: Session, case_id: int, draft: RequestDraft) -> int:
    """Add one request to an open case and return its id.

    Raises Refused where the case is closed, nothing is asked, or a party is not of the case.
    """
    case = open_case(session, case_id)
    request = Request(rank=len(case.requests))
    _check_request(case, draft)
    case.requests.append(request)
    _put_request(session, case, request, draft)
    refresh(case)
    return request.id


def request_draft(session: Session, request_id: int) -> RequestDraft:
    """A request as its form shows it."""
    request = session.get_one(Request, request_id)
    amount = request.amounts[0] if request.amounts else None
    return RequestDraft(
        words=request.words,
        asked_by=request.asked_by_words,
        asked_of=request.asked_of_words,
        finding=request.finding,
        amount=amount.value if amount else None,
        asked_by_id=request.asked_by_id,
        asked_of_id=request.asked_of_id,
        payers=ends_of(amount, PAYER),
        payees=ends_of(amount, PAYEE),
    )


def change_request(session: Session, request_id: int, draft: RequestDraft) -> None:
    """Put ``draft`` in place of a request; refuses what `record_request` refuses."""
    request = session.get_one(Request, request_id)
    case = open_case(session, request.case_id)
    _check_request(case, draft)
    _put_request(session, case, request, draft)
    refresh(case)


def record_report(session: Session, case_id: int, draft: ReportDraft) -> int:
    """Add one report of the matter to an open case and return its id.

    Raises Refused where the case is closed, the channel is missing, or who brought it
    is not of the case.
    """
    case = open_case(session, case_id)
    _check_report(session, case, draft)
    report = Report(rank=len(case.reports))
    case.reports.append(report)
    with session.no_autoflush:  # what is half written is not looked for
        _put_report(session, report, draft)
    refresh(case)
    return report.id


def report_draft(session: Session, report_id: int) -> ReportDraft:
    """A report as its form shows it."""
    report = session.get_one(Report, report_id)
    return ReportDraft(
        channel=report.channel_code,
        moment=report.reported,
        by=report.by_words if report.by_party_id is None else "",
        sender=report.sender_words,
        outside_number=report.outside_number,
        reply_due=report.reply_due,
        reply=report.reply,
        replied=report.replied,
        by_id=report.by_party_id,
    )


def change_report(session: Session, report_id: int, draft: ReportDraft) -> None:
    """Put ``draft`` in place of a report; a closed case takes a reply and nothing else.

    Refuses what `record_report` refuses.
    """
    report = session.get_one(Report, report_id)
    case = open_case(session, report.case_id, allowed_when_closed=True)
    kept = report_draft(session, report_id)
    if not case.is_open and draft != replace(kept, reply=draft.reply, replied=draft.replied):
        raise Refused((None, CLOSED_SENTENCE))
    _check_report(session, case, draft)
    _put_report(session, report, draft)
    refresh(case)


def ends_of(amount: Amount | None, part: str) -> tuple[str, ...]:
    """Who pays an amount (PAYER), or is paid it (PAYEE)."""
    return tuple(end.words for end in amount.ends if end.part == part) if amount else ()


def _check_request(case: Case, draft: RequestDraft) -> None:
    refusals: list[tuple[str | None, str]] = []
    if not clean(draft.words, TEXT, lines=True, field="words"):
        refusals.append(("words", "请写要求什么"))
    of_the_case = {None, *(party.id for party in case.parties)}
    if draft.asked_by_id not in of_the_case:
        refusals.append(("asked_by", "谁提要从本事项的当事人里选"))
    if draft.asked_of_id not in of_the_case:
        refusals.append(("asked_of", "向谁要从本事项的当事人里选"))
    if draft.amount is None and (draft.payers or draft.payees):
        refusals.append(("amount", "写了谁付、付给谁，请写金额"))
    if refusals:
        raise Refused(*refusals)


def _put_request(session: Session, case: Case, request: Request, draft: RequestDraft) -> None:
    request.words = clean(draft.words, TEXT, lines=True, field="words")
    request.asked_by_id, request.asked_by_words = _who(
        draft.asked_by_id, draft.asked_by, "asked_by"
    )
    request.asked_of_id, request.asked_of_words = _who(
        draft.asked_of_id, draft.asked_of, "asked_of"
    )
    request.finding = draft.finding
    value = None if draft.amount is None else _claimed(draft.amount)
    kept = request.amounts[0] if request.amounts else None
    if kept is not None and value is None:
        kept.removed_at = datetime.now(UTC)
    elif value is not None:
        if kept is None:
            kept = Amount(value=value)
            request.amounts.append(kept)
        elif kept.value != value:
            kept.value = value
        _put_ends(case, kept, PAYER, draft.payers)
        _put_ends(case, kept, PAYEE, draft.payees)
    session.flush()
    for row in filter(None, (request, kept)):
        session.expire(row)


def _who(party_id: int | None, words: str, field: str) -> tuple[int | None, str]:
    return (party_id, "") if party_id is not None else (None, clean(words, LINE, field=field))


def _claimed(amount: Sum) -> Sum:
    return amount if amount.stage is not None else replace(amount, stage=Stage.CLAIM)


def _put_ends(case: Case, amount: Amount, part: str, names: Sequence[str]) -> None:
    """Let those named pay or be paid, and nobody else; who stays keeps the row."""
    field = "payers" if part == PAYER else "payees"
    wanted = [name for each in names if (name := clean(each, LINE, field=field))]
    kept = {end.words: end for end in amount.ends if end.part == part}
    for words, end in kept.items():
        if words not in wanted:
            end.removed_at = datetime.now(UTC)
    for words in dict.fromkeys(wanted):
        party = party_called(case, words)
        if words in kept:
            kept[words].party = party
        else:
            amount.ends.append(AmountEnd(part=part, words=words, party=party))


def _check_report(session: Session, case: Case, draft: ReportDraft) -> None:
    refusals: list[tuple[str | None, str]] = []
    if session.get(Channel, draft.channel) is None:
        refusals.append(("channel", "请选来源"))
    if draft.by_id not in {None, *(party.id for party in case.parties)}:
        refusals.append(("by", "谁反映的要从本事项的当事人里选"))
    if refusals:
        raise Refused(*refusals)


def _put_report(session: Session, report: Report, draft: ReportDraft) -> None:
    report.channel_code, report.reported = draft.channel, draft.moment
    party = None if draft.by_id is None else session.get_one(Party, draft.by_id)
    if draft.by_id != report.by_party_id or party is None:
        report.by_words = party.name if party else clean(draft.by, LINE, field="by")
    report.by_party_id = draft.by_id
    report.sender_words = clean(draft.sender, NAME, field="sender")
    report.sender = session.scalars(
        select(Organisation).where(Organisation.name == report.sender_words)
    ).one_or_none()
    report.outside_number = clean(draft.outside_number, LINE, field="outside_number")
    report.reply_due = draft.reply_due
    report.reply = clean(draft.reply, TEXT, lines=True, field="reply")
    report.replied = draft.replied
    session.flush()
    session.expire(report)
