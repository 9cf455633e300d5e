"""Agreements between parties, what became of them, and how they were performed."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from linli.casework.people import name_of
from linli.casework.state import actor_names, open_case, refresh
from linli.casework.steps import add_step, change_step_of, cleaned
from linli.domain import amounts
from linli.domain.drafts import (
    AgreementDraft,
    AgreementEventDraft,
    InstalmentDraft,
    ObligationDraft,
    PerformanceDraft,
    SignatureDraft,
)
from linli.domain.obligations import Done, Part, Period, end_of, next_due, periodic_part
from linli.domain.text import LINE, NAME, TEXT, clean
from linli.errors import Refused
from linli.records.tables import (
    Agreement,
    AgreementEvent,
    AgreementParty,
    Amount,
    Case,
    Instalment,
    Obligation,
    ObligationEnd,
    Party,
    Performance,
    Removable,
    Step,
)

_LATER_KNOWN = frozenset({"BROKEN", "CONFIRMED"})
"""What becomes of an agreement after its case was closed, without reopening it."""


class DueObligation(NamedTuple):
    """What is to be performed: the last minute in time, and whether it is over."""

    case_id: int
    number: str
    title: str
    words: str
    due: datetime
    is_late: bool


def record_agreement(session: Session, case_id: int, draft: AgreementDraft) -> int:
    """Keep an agreement with what it obliges to, and return its id.

    Raises Refused where the case is closed, no party is named, a party or the earlier
    agreement is not of the case, or an obligation says nothing.
    """
    case = open_case(session, case_id)
    _check(session, case, draft)
    agreement = Agreement(step=add_step(session, case, "AGREEMENT_MADE", draft.moment))
    session.add(agreement)
    _put(session, case, agreement, draft)
    refresh(case)
    return agreement.id


def agreement_draft(session: Session, agreement_id: int) -> AgreementDraft:
    """An agreement as its form shows it."""
    agreement = session.get_one(Agreement, agreement_id)
    return AgreementDraft(
        moment=agreement.step.moment,
        form=agreement.form,
        signatures=tuple(
            SignatureDraft(party.party_id, party.manner, party.by_words)
            for party in agreement.parties
        ),
        led_by=agreement.led_by_words,
        place=agreement.place,
        text=agreement.text,
        relation=agreement.relation or "",
        earlier=agreement.earlier_id,
        obligations=tuple(_obligation_draft(each) for each in agreement.obligations),
    )


def change_agreement(session: Session, agreement_id: int, draft: AgreementDraft) -> None:
    """Put ``draft`` in place of an agreement; refuses what `record_agreement` refuses.

    An obligation whose id the draft does not have is removed; one that was performed
    stays and is refused.
    """
    agreement = session.get_one(Agreement, agreement_id)
    case = open_case(session, agreement.step.case_id)
    _check(session, case, draft, but_for=agreement)
    change_step_of(session, agreement.step, draft.moment)
    _put(session, case, agreement, draft)
    refresh(case)


def record_agreement_event(session: Session, case_id: int, draft: AgreementEventDraft) -> int:
    """Keep what became of an agreement, and return the entry's id.

    A closed case takes that it was broken or confirmed. Raises Refused for the rest,
    for an agreement of another case, and a confirmation without its number.
    """
    case = open_case(session, case_id, allowed_when_closed=draft.kind in _LATER_KNOWN)
    _check_event(session, case, draft)
    step = add_step(session, case, "AGREEMENT_CHANGED", draft.moment, by=draft.by, note=draft.note)
    event = AgreementEvent(step=step, agreement_id=draft.agreement_id)
    session.add(event)
    _put_event(event, draft)
    refresh(case)
    return event.id


def agreement_event_draft(session: Session, event_id: int) -> AgreementEventDraft:
    """What became of an agreement, as its form shows it."""
    event = session.get_one(AgreementEvent, event_id)
    return AgreementEventDraft(
        agreement_id=event.agreement_id,
        kind=event.kind,
        moment=event.step.moment,
        by=actor_names(event.step, "FROM"),
        docket=event.docket,
        note=event.step.note,
    )


def change_agreement_event(session: Session, event_id: int, draft: AgreementEventDraft) -> None:
    """Put ``draft`` in place of an entry; refuses what `record_agreement_event` refuses."""
    event = session.get_one(AgreementEvent, event_id)
    case = open_case(session, event.step.case_id, allowed_when_closed=draft.kind in _LATER_KNOWN)
    _check_event(session, case, draft)
    change_step_of(session, event.step, draft.moment, by=draft.by, note=draft.note)
    event.agreement_id = draft.agreement_id
    _put_event(event, draft)
    refresh(case)


def record_performance(session: Session, case_id: int, draft: PerformanceDraft) -> int:
    """Keep how an obligation was performed or was not, and return the entry's id.

    A closed case takes it too. Raises Refused where the obligation or the instalment
    is not of the case.
    """
    case = open_case(session, case_id, allowed_when_closed=True)
    _check_performance(session, case, draft)
    step = add_step(session, case, "PERFORMED", draft.moment, by=draft.by, note=draft.note)
    performance = Performance(step=step)
    session.add(performance)
    _put_performance(session, performance, draft)
    refresh(case)
    return performance.id


def performance_draft(session: Session, performance_id: int) -> PerformanceDraft:
    """How something was performed, as its form shows it."""
    performance = session.get_one(Performance, performance_id)
    return PerformanceDraft(
        obligation_id=performance.obligation_id,
        moment=performance.step.moment,
        instalment_id=performance.instalment_id,
        state=performance.state,
        by=actor_names(performance.step, "FROM"),
        amount=_value(performance.amounts),
        proof=performance.proof,
        note=performance.step.note,
    )


def change_performance(session: Session, performance_id: int, draft: PerformanceDraft) -> None:
    """Put ``draft`` in place of an entry; refuses what `record_performance` refuses."""
    performance = session.get_one(Performance, performance_id)
    case = open_case(session, performance.step.case_id, allowed_when_closed=True)
    _check_performance(session, case, draft)
    change_step_of(session, performance.step, draft.moment, by=draft.by, note=draft.note)
    _put_performance(session, performance, draft)
    refresh(case)


def obligations_due(session: Session, now: datetime) -> tuple[DueObligation, ...]:
    """What is still to be performed and has a date, the earliest first; in voided cases nothing."""
    rows = session.execute(
        select(Obligation, Case)
        .join(Agreement, Agreement.id == Obligation.agreement_id)
        .join(Step, Step.id == Agreement.step_id)
        .join(Case, Case.id == Step.case_id)
        .where(Case.stage != "作废", _may_be_open())
        .options(
            joinedload(Obligation.agreement).joinedload(Agreement.step),
            selectinload(Obligation.ends),
            selectinload(Obligation.amounts),
            selectinload(Obligation.instalments).selectinload(Instalment.amounts),
            selectinload(Obligation.performances).selectinload(Performance.amounts),
        )
    ).all()
    found: list[DueObligation] = []
    for obligation, case in rows:
        whole, instalments = parts_of(obligation)
        due = next_due(whole, instalments, now)
        if due is not None:
            words = f"{_names(obligation, 'DEBTOR')} {_what(obligation)}".strip()
            found.append(DueObligation(case.id, case.number, case.title, words, due, due < now))
    return tuple(sorted(found, key=lambda each: each.due))


def _may_be_open() -> ColumnElement[bool]:
    """Leave out what was plainly settled: an office keeps years of it, and asks every minute.

    What was paid in parts that add up is left in; the rules know.
    """
    settled = (
        select(Performance.id)
        .join(Step, Step.id == Performance.step_id)
        .where(
            Performance.obligation_id == Obligation.id,
            Performance.state.in_(("PERFORMED", "LATE", "WAIVED", "VARIED")),
            Step.removed_at.is_(None),
        )
    )
    as_a_whole = settled.where(Performance.instalment_id.is_(None)).exists()
    instalment = select(Instalment.id).where(
        Instalment.obligation_id == Obligation.id, Instalment.removed_at.is_(None)
    )
    part_settled = settled.where(Performance.instalment_id == Instalment.id)
    part_open = instalment.where(~part_settled.correlate(Obligation, Instalment).exists())
    return or_(
        Obligation.timing == "PERIODIC",
        and_(~as_a_whole, or_(~instalment.exists(), part_open.exists())),
    )


def parts_of(obligation: Obligation) -> tuple[Part, tuple[Part, ...]]:
    """An obligation as the rules read it: the whole, and its instalments."""
    entries = [entry for entry in obligation.performances if entry.instalment_id is None]
    due = end_of(obligation.due)
    if due is None and obligation.timing == "AT_ONCE":
        due = end_of(obligation.agreement.step.moment)
    whole = Part(due, _fen(obligation.amounts), tuple(_done(entry) for entry in entries))
    if obligation.timing == "PERIODIC" and obligation.every and obligation.every_unit:
        period = Period(obligation.every, obligation.every_unit, end_of(obligation.until))
        return periodic_part(whole, period), ()
    return whole, tuple(
        Part(
            end_of(instalment.due),
            _fen(instalment.amounts),
            tuple(
                _done(entry)
                for entry in obligation.performances
                if entry.instalment_id == instalment.id
            ),
        )
        for instalment in obligation.instalments
    )


def _check(
    session: Session, case: Case, draft: AgreementDraft, but_for: Agreement | None = None
) -> None:
    parties = {party.id for party in case.parties}
    refusals: list[tuple[str, str]] = []
    if not draft.signatures:
        refusals.append(("signatures", "请选协议是哪几方之间的"))
    if not {row.party_id for row in draft.signatures} <= parties:
        refusals.append(("signatures", "协议各方要从本事项的当事人里选"))
    if bool(draft.relation) != (draft.earlier is not None):
        refusals.append(("earlier", "请选补充或替代的是哪一份协议"))
    if draft.earlier is not None and not _is_other_agreement(session, case, draft, but_for):
        refusals.append(("earlier", "要从本事项较早的协议里选"))
    refusals += _wrong_obligations(draft.obligations, but_for)
    if refusals:
        raise Refused(*refusals)


def _wrong_obligations(
    drafts: Sequence[ObligationDraft], but_for: Agreement | None
) -> list[tuple[str, str]]:
    wrong = [
        ("obligations", "有一行履行事项没有写做什么，也没有写金额")
        for row in drafts
        if not (row.what or row.amount or row.instalments)
    ]
    wanted = {row.id for row in drafts}
    return wrong + [
        ("obligations", f"“{_what(obligation)}”已有履行记录，不能删去")
        for obligation in (but_for.obligations if but_for else ())
        if obligation.id not in wanted and obligation.performances
    ]


def _is_other_agreement(
    session: Session, case: Case, draft: AgreementDraft, but_for: Agreement | None
) -> bool:
    other = session.get(Agreement, draft.earlier)
    return other is not None and other is not but_for and other.step.case_id == case.id


def _put(session: Session, case: Case, agreement: Agreement, draft: AgreementDraft) -> None:
    agreement.form = draft.form
    agreement.led_by_words = clean(draft.led_by, LINE, field="led_by")
    agreement.place = clean(draft.place, LINE, field="place")
    agreement.text = clean(draft.text, TEXT, lines=True, field="text")
    agreement.relation, agreement.earlier_id = draft.relation or None, draft.earlier
    session.flush()
    parties = {party.id: party for party in case.parties}
    _put_signatures(agreement, draft.signatures, parties)
    kept = {obligation.id: obligation for obligation in agreement.obligations}
    for rank, row in enumerate(draft.obligations):
        obligation = kept.pop(row.id or 0, None) or Obligation(agreement=agreement)
        obligation.rank = rank
        session.add(obligation)
        _put_obligation(session, obligation, row, parties.values())
    _remove(kept.values())
    session.flush()
    session.expire(agreement)


def _put_signatures(
    agreement: Agreement, drafts: Sequence[SignatureDraft], parties: dict[int, Party]
) -> None:
    kept = {row.party_id: row for row in agreement.parties}
    for rank, draft in enumerate(drafts):
        row = kept.pop(draft.party_id, None)
        if row is None:
            row = AgreementParty(party_id=draft.party_id, words=name_of(parties[draft.party_id]))
            agreement.parties.append(row)
        row.rank, row.manner = rank, draft.manner
        row.by_words = clean(draft.by, NAME, field="signatures")
    _remove(kept.values())


def _put_obligation(
    session: Session, obligation: Obligation, draft: ObligationDraft, parties: Iterable[Party]
) -> None:
    obligation.kind, obligation.mode = draft.kind, draft.mode or None
    obligation.what = clean(draft.what, TEXT, lines=True, field="obligations")
    obligation.jointness, obligation.toward = draft.jointness, draft.toward
    obligation.timing, obligation.due = draft.timing, draft.due
    obligation.limit_words = clean(draft.due_words, LINE, field="obligations")
    obligation.every, obligation.every_unit = draft.every, draft.every_unit or None
    obligation.until = draft.until
    obligation.condition = clean(draft.condition, LINE, field="obligations")
    session.flush()
    _put_ends(obligation, "DEBTOR", draft.by, parties)
    _put_ends(obligation, "CREDITOR", draft.to, parties)
    _put_amount(obligation.amounts, draft.amount)
    kept = {instalment.id: instalment for instalment in obligation.instalments}
    for rank, row in enumerate(draft.instalments):
        instalment = kept.pop(row.id or 0, None) or Instalment(obligation=obligation)
        instalment.rank, instalment.due = rank, row.due
        instalment.words = clean(row.words, LINE, field="obligations")
        session.add(instalment)
        session.flush()
        _put_amount(instalment.amounts, row.amount)
    if any(entry.instalment_id in kept for entry in obligation.performances):
        raise Refused(("obligations", "已有履行记录的一期不能删去"))
    _remove(kept.values())


def _put_ends(
    obligation: Obligation, part: str, names: Iterable[str], parties: Iterable[Party]
) -> None:
    known = {name_of(party): party for party in parties}
    wanted = cleaned(names, LINE, field="obligations")
    kept = [end for end in obligation.ends if end.part == part]
    if [end.words for end in kept] == wanted:
        return
    _remove(kept)
    for rank, words in enumerate(wanted):
        obligation.ends.append(
            ObligationEnd(part=part, rank=rank, words=words, party=known.get(words))
        )


def _put_amount(rows: list[Amount], value: amounts.Amount | None) -> None:
    """One amount, in the row that is there."""
    if value is None:
        _remove(rows)
    elif rows:
        rows[0].value = value
    else:
        rows.append(Amount(value=value))


def _check_event(session: Session, case: Case, draft: AgreementEventDraft) -> None:
    agreement = session.get(Agreement, draft.agreement_id)
    if agreement is None or agreement.step.case_id != case.id:
        raise Refused(("agreement_id", "请选是哪一份协议"))
    if draft.kind == "CONFIRMED" and not clean(draft.docket, NAME, field="docket"):
        raise Refused(("docket", "请写司法确认的案号；不知道可写“案号未记”"))


def _put_event(event: AgreementEvent, draft: AgreementEventDraft) -> None:
    event.kind = draft.kind
    event.docket = clean(draft.docket, NAME, field="docket")


def _check_performance(session: Session, case: Case, draft: PerformanceDraft) -> None:
    obligation = session.get(Obligation, draft.obligation_id)
    if obligation is None or obligation.agreement.step.case_id != case.id:
        raise Refused(("obligation_id", "请选履行的是哪一项"))
    instalments = {instalment.id for instalment in obligation.instalments}
    if draft.instalment_id is not None and draft.instalment_id not in instalments:
        raise Refused(("obligation_id", "请选履行的是哪一期"))


def _put_performance(session: Session, performance: Performance, draft: PerformanceDraft) -> None:
    performance.obligation_id = draft.obligation_id
    performance.instalment_id = draft.instalment_id
    performance.state = draft.state
    performance.proof = clean(draft.proof, LINE, field="proof")
    session.flush()
    _put_amount(performance.amounts, draft.amount)
    session.flush()


def _obligation_draft(obligation: Obligation) -> ObligationDraft:
    return ObligationDraft(
        what=obligation.what,
        kind=obligation.kind,
        mode=obligation.mode or "",
        by=_end_names(obligation, "DEBTOR"),
        jointness=obligation.jointness,
        to=_end_names(obligation, "CREDITOR"),
        toward=obligation.toward,
        amount=_value(obligation.amounts),
        timing=obligation.timing,
        due=obligation.due,
        due_words=obligation.limit_words,
        every=obligation.every,
        every_unit=obligation.every_unit or "",
        until=obligation.until,
        condition=obligation.condition,
        instalments=tuple(
            InstalmentDraft(each.due, _value(each.amounts), each.words, each.id)
            for each in obligation.instalments
        ),
        id=obligation.id,
    )


def _end_names(obligation: Obligation, part: str) -> tuple[str, ...]:
    return tuple(end.words for end in obligation.ends if end.part == part)


def _names(obligation: Obligation, part: str) -> str:
    return "、".join(_end_names(obligation, part))


def _what(obligation: Obligation) -> str:
    value = _value(obligation.amounts)
    return obligation.what or (amounts.amount_text(value) if value else "分期付款")


def _done(entry: Performance) -> Done:
    return Done(entry.state, _fen(entry.amounts))


def _fen(rows: Sequence[Amount]) -> int | None:
    value = _value(rows)
    is_exact = value is not None and value.qualifier is amounts.Qualifier.EXACT
    return value.low_fen if value is not None and is_exact else None


def _value(rows: Sequence[Amount]) -> amounts.Amount | None:
    return rows[0].value if rows else None


def _remove(rows: Iterable[Removable]) -> None:
    for row in rows:
        row.removed_at = datetime.now(UTC)
