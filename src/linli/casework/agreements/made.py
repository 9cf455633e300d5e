"""The agreement itself: between whom, how each signed, and what it obliges to."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from linli.casework.people import name_of
from linli.casework.state import open_case, refresh
from linli.casework.steps import add_step, change_step_of, cleaned
from linli.domain import amounts
from linli.domain.drafts import (
    AgreementDraft,
    InstalmentDraft,
    ObligationDraft,
    SignatureDraft,
)
from linli.domain.obligations import agrees
from linli.domain.text import LINE, NAME, TEXT, clean
from linli.errors import Refused
from linli.records.tables import (
    Agreement,
    AgreementParty,
    Amount,
    Case,
    Instalment,
    Obligation,
    ObligationEnd,
    Party,
    Removable,
)

_OWED_TO_NO_OTHER = frozenset({"NOBODY", "ONESELF"})


def record_agreement(session: Session, case_id: int, draft: AgreementDraft) -> int:
    """Keep an agreement with what it obliges to, and return its id.

    Its step names those who agreed. Raises Refused where the case is closed, no party
    is named, one party alone owes something to others, a party or the earlier
    agreement is not of the case, or an obligation says nothing.
    """
    case = open_case(session, case_id)
    _check(session, case, draft)
    step = add_step(session, case, "AGREEMENT_MADE", draft.moment, by=_agreeing(case, draft))
    agreement = Agreement(step=step)
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
    change_step_of(session, agreement.step, draft.moment, by=_agreeing(case, draft))
    _put(session, case, agreement, draft)
    refresh(case)


def value_of(rows: Sequence[Amount]) -> amounts.Amount | None:
    """The one amount of an owner, None where it has none."""
    return rows[0].value if rows else None


def put_amount(rows: list[Amount], value: amounts.Amount | None) -> None:
    """Let an owner have this one amount, in the row that is there."""
    if value is None:
        _remove(rows)
    elif rows:
        rows[0].value = value
    else:
        rows.append(Amount(value=value))


def _check(
    session: Session, case: Case, draft: AgreementDraft, but_for: Agreement | None = None
) -> None:
    refusals = [
        *_wrong_with_parties(case, draft),
        *_wrong_with_earlier(session, case, draft, but_for),
        *_wrong_with_obligations(draft, but_for),
    ]
    if refusals:
        raise Refused(*refusals)


def _wrong_with_parties(case: Case, draft: AgreementDraft) -> Iterator[tuple[str, str]]:
    ids = [row.party_id for row in draft.signatures]
    if not ids:
        yield "signatures", "请选协议是哪几方之间的"
    elif not set(ids) <= {party.id for party in case.parties}:
        yield "signatures", "协议各方要从本事项的当事人里选"
    elif len(set(ids)) < len(ids):
        yield "signatures", "同一位当事人只能选一次"
    elif len(ids) == 1 and not any(row.toward in _OWED_TO_NO_OTHER for row in draft.obligations):
        yield "signatures", "协议要有两方；一方自己承诺的，履行事项请写给“自己”或“不对谁”"


def _wrong_with_earlier(
    session: Session, case: Case, draft: AgreementDraft, but_for: Agreement | None
) -> Iterator[tuple[str, str]]:
    if bool(draft.relation) != (draft.earlier is not None):
        yield "earlier", "请选补充或替代的是哪一份协议"
        return
    other = session.get(Agreement, draft.earlier) if draft.earlier is not None else None
    if draft.earlier is not None and (other is None or other.step.case_id != case.id):
        yield "earlier", "要从本事项较早的协议里选"
    while other is not None:
        if other is but_for:
            yield "earlier", "一份协议不能补充或替代它自己"
            return
        other = other.earlier


def _wrong_with_obligations(
    draft: AgreementDraft, but_for: Agreement | None
) -> Iterator[tuple[str, str]]:
    for row in draft.obligations:
        if not (row.what or row.amount or row.instalments or row.kind == "APOLOGY"):
            yield "obligations", "有一行履行事项没有写做什么，也没有写金额"
    wanted = {row.id for row in draft.obligations}
    for obligation in but_for.obligations if but_for is not None else ():
        if obligation.id not in wanted and obligation.performances:
            yield "obligations", f"“{what_of(obligation)}”已有履行记录，不能删去"


def what_of(obligation: Obligation) -> str:
    """What an obligation is called where there is one line for it."""
    value = value_of(obligation.amounts)
    return obligation.what or (amounts.amount_text(value) if value else "履行事项")


def _agreeing(case: Case, draft: AgreementDraft) -> tuple[str, ...]:
    """The names of those who agreed."""
    names = {party.id: name_of(party) for party in case.parties}
    return tuple(names[row.party_id] for row in draft.signatures if agrees(row.manner))


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
    put_amount(obligation.amounts, draft.amount)
    _put_instalments(session, obligation, draft.instalments)


def _put_instalments(
    session: Session, obligation: Obligation, drafts: Sequence[InstalmentDraft]
) -> None:
    kept = {instalment.id: instalment for instalment in obligation.instalments}
    for rank, row in enumerate(drafts):
        instalment = kept.pop(row.id or 0, None) or Instalment(obligation=obligation)
        instalment.rank, instalment.due = rank, row.due
        instalment.words = clean(row.words, LINE, field="obligations")
        session.add(instalment)
        session.flush()
        put_amount(instalment.amounts, row.amount)
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


def _obligation_draft(obligation: Obligation) -> ObligationDraft:
    return ObligationDraft(
        what=obligation.what,
        kind=obligation.kind,
        mode=obligation.mode or "",
        by=end_names(obligation, "DEBTOR"),
        jointness=obligation.jointness,
        to=end_names(obligation, "CREDITOR"),
        toward=obligation.toward,
        amount=value_of(obligation.amounts),
        timing=obligation.timing,
        due=obligation.due,
        due_words=obligation.limit_words,
        every=obligation.every,
        every_unit=obligation.every_unit or "",
        until=obligation.until,
        condition=obligation.condition,
        instalments=tuple(
            InstalmentDraft(each.due, value_of(each.amounts), each.words, each.id)
            for each in obligation.instalments
        ),
        id=obligation.id,
    )


def end_names(obligation: Obligation, part: str) -> tuple[str, ...]:
    """Who is obliged (DEBTOR), or to whom (CREDITOR)."""
    return tuple(end.words for end in obligation.ends if end.part == part)


def _remove(rows: Iterable[Removable]) -> None:
    for row in rows:
        row.removed_at = datetime.now(UTC)
