"""Who takes part in a case, what they ask, and how it was brought, as rows for reading."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from linli.casework.caseload.listing import place_row
from linli.casework.people import name_of, side_of
from linli.casework.requests import PAYEE, PAYER, ends_of
from linli.domain import vocabulary as words
from linli.domain.case_file import Coded, EarlierRow, PartyRow, ReportRow, RequestRow
from linli.records.tables import (
    Amount,
    Case,
    Lookup,
    Outcome,
    Party,
    PartyRole,
    Report,
    Request,
    Step,
)


def with_parties() -> tuple[ORMOption, ...]:
    """What reading a case loads with it, in as many queries whatever the number of parties."""
    return (
        selectinload(Case.parties).options(
            selectinload(Party.sides),
            selectinload(Party.roles).joinedload(PartyRole.role),
            selectinload(Party.counts),
            selectinload(Party.consents),
        ),
        selectinload(Case.requests).selectinload(Request.amounts).selectinload(Amount.ends),
    )


def party_row(party: Party) -> PartyRow:
    """A party with all that is known of it, as it stands today."""
    consent = party.consents[-1] if party.consents else None
    return PartyRow(
        id=party.id,
        side=side_of(party),
        name=name_of(party),
        kind=party.kind,
        roles=tuple(_role(role) for role in party.roles if role.ended is None),
        identity=_coded(words.IDENTITIES, party.identity),
        phone=party.phone,
        id_number=party.id_number,
        home=party.home or _place_words(party),
        people=party.counts[0].figure if party.counts else None,
        remark=party.remark,
        represents=name_of(party.for_party) if party.for_party else "",
        part_of=name_of(party.part_of) if party.part_of else "",
        represents_id=party.for_party_id,
        acts_for=tuple(_chain(party)),
        part_of_id=party.part_of_id,
        counts=tuple(count.figure for count in party.counts[1:]),
        consent=_coded(words.CONSENTS, consent.consent) if consent else Coded(),
        consented=consent.given if consent else None,
        consent_words=consent.words if consent else "",
        earlier=tuple(_earlier(party)),
        id_kind=_coded(words.ID_KINDS, party.id_kind or ""),
        sex=_coded(words.SEXES, party.sex or ""),
        ethnicity=party.ethnicity,
        born=party.born,
        occupation=party.occupation,
        workplace=party.workplace,
        language=_coded(words.LANGUAGES, party.language or ""),
    )


def request_rows(session: Session, requests: Sequence[Request]) -> tuple[RequestRow, ...]:
    """The requests of a case, each with its last result."""
    results = {
        outcome.request_id: _lookup(outcome.result)
        for outcome in session.scalars(
            select(Outcome)
            .join(Step, Step.id == Outcome.step_id)
            .where(Outcome.request_id.in_([request.id for request in requests]))
            .order_by(Step.position)
        )
    }
    return tuple(_request_row(each, results.get(each.id, Coded())) for each in requests)


def report_row(report: Report) -> ReportRow:
    """One time the matter was brought."""
    return ReportRow(
        moment=report.reported,
        channel=_lookup(report.channel),
        by=name_of(report.by_party) if report.by_party else report.by_words,
        outside_number=report.outside_number,
        reply=report.reply,
        id=report.id,
        sender=report.sender.name if report.sender else report.sender_words,
        reply_due=report.reply_due,
        replied=report.replied,
        by_id=report.by_party_id,
    )


def _request_row(request: Request, result: Coded) -> RequestRow:
    amount = request.amounts[0] if request.amounts else None
    return RequestRow(
        words=request.words,
        asked_by=name_of(request.asked_by) if request.asked_by else request.asked_by_words,
        asked_of=name_of(request.asked_of) if request.asked_of else request.asked_of_words,
        finding=_coded(words.FINDINGS, request.finding),
        result=result,
        id=request.id,
        amount=amount.value if amount else None,
        payers=ends_of(amount, PAYER),
        payees=ends_of(amount, PAYEE),
        asked_by_id=request.asked_by_id,
        asked_of_id=request.asked_of_id,
    )


def _role(role: PartyRole) -> Coded:
    return Coded(role.role_code, role.role.short_label)


def _chain(party: Party) -> Iterator[str]:
    """Whom a party speaks for, and whom that one does; a ring is gone through once."""
    seen = {party.id}
    at = party.for_party
    while at is not None and at.id not in seen:
        seen.add(at.id)
        yield name_of(at)
        at = at.for_party


def _earlier(party: Party) -> Iterator[EarlierRow]:
    for side in party.sides:
        if side.ended is not None:
            yield EarlierRow(f"{side.side}方", side.ended)
    for role in party.roles:
        if role.ended is not None:
            yield EarlierRow(role.role.short_label, role.ended)


def _place_words(party: Party) -> str:
    place = place_row(party)
    address = f"{place.estate}{place.building}{place.unit}{place.floor}{place.room}"
    return f"{place.grid}{address}{place.note}"


def _coded(codes: words.CodeList[Any], code: str) -> Coded:
    return Coded(code, codes.label_of(code)) if code else Coded()


def _lookup(row: Lookup | None) -> Coded:
    return Coded(row.code, row.label) if row is not None else Coded()
