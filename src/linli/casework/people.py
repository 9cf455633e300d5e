"""Parties of a case: who they are, on which side, in which role, and where they are spoken of."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from linli.casework.state import open_case, refresh
from linli.domain.amounts import Count as Figure
from linli.domain.drafts import PartyDraft
from linli.domain.moments import Moment
from linli.domain.text import LINE, NAME, TEXT, clean
from linli.domain.vocabulary import PROXY_ROLES
from linli.errors import Refused
from linli.records.tables import (
    AgreementParty,
    AmountEnd,
    Case,
    CaucusNote,
    CaucusSpeaker,
    ConveyanceEnd,
    Count,
    FollowUpFinding,
    ObligationEnd,
    Outcome,
    Party,
    PartyConsent,
    PartyRole,
    PartySide,
    Report,
    Request,
    SessionParty,
    StepActor,
)

_USES: Final[tuple[tuple[InstrumentedAttribute[Any], str], ...]] = (
    (Party.for_party_id, "有人代表它"),
    (Party.part_of_id, "有人属于它"),
    (SessionParty.party_id, "参加过调解"),
    (CaucusSpeaker.party_id, "有它的背靠背记录"),
    (ConveyanceEnd.party_id, "转达里有它"),
    (AgreementParty.party_id, "是协议的一方"),
    (ObligationEnd.party_id, "履行事项里有它"),
    (FollowUpFinding.party_id, "回访里有它"),
    (Outcome.party_id, "有它的结果"),
    (Request.asked_by_id, "诉求由它提出"),
    (Request.asked_of_id, "诉求是向它提的"),
    (Report.by_party_id, "是它反映的"),
    (StepActor.party_id, "流转里有它"),
    (AmountEnd.party_id, "金额里有它"),
)
"""Where rows of a case speak of a party, and how that is said."""


def add_party(session: Session, case_id: int, draft: PartyDraft) -> int:
    """Add one party to an open case and return its id.

    Raises Refused where the case is closed, nothing names the party, or a proxy
    speaks for nobody.
    """
    return add_parties(session, case_id, (draft,))[0]


def add_parties(session: Session, case_id: int, drafts: Sequence[PartyDraft]) -> tuple[int, ...]:
    """Add several parties as one and return their ids; one that is refused keeps all out."""
    case = open_case(session, case_id)
    if not drafts:
        raise Refused(("rows", "还没有写人；一行一位"))
    parties = [new_party(case, draft) for draft in drafts]
    session.flush()
    refresh(case)
    return tuple(party.id for party in parties)


def new_party(case: Case, draft: PartyDraft) -> Party:
    """Add the party of ``draft`` to a case that is being written."""
    party = Party(rank=len(case.parties))
    _check(draft, party, case)
    case.parties.append(party)
    _put_facts(party, draft)
    if draft.side:
        party.sides.append(PartySide(side=draft.side, since=draft.since))
    for role in _roles(draft):
        party.roles.append(PartyRole(role_code=role, since=draft.since))
    for figure in _figures(draft):
        party.counts.append(Count(figure=figure))
    _put_consent(party, draft)
    return party


def party_draft(session: Session, party_id: int) -> PartyDraft:
    """A party as its form shows it: side and roles as they are now."""
    party = session.get_one(Party, party_id)
    roles = tuple(role.role_code for role in party.roles if role.ended is None)
    figures = tuple(count.figure for count in party.counts)
    consent = party.consents[-1] if party.consents else None
    return PartyDraft(
        side=side_of(party),
        name=party.name,
        role=roles[0] if roles else "",
        kind=party.kind,
        identity=party.identity,
        represents=party.for_party_id,
        people=figures[0] if figures else None,
        phone=party.phone,
        home=party.home,
        id_number=party.id_number,
        remark=party.remark,
        more_roles=roles[1:],
        part_of=party.part_of_id,
        counts=figures[1:],
        id_kind=party.id_kind or "",
        sex=party.sex or "",
        ethnicity=party.ethnicity,
        born=party.born,
        occupation=party.occupation,
        workplace=party.workplace,
        language=party.language or "",
        consent=consent.consent if consent else "",
        consented=consent.given if consent else None,
        consent_words=consent.words if consent else "",
    )


def change_party(session: Session, party_id: int, draft: PartyDraft) -> None:
    """Put ``draft`` in place of a party; refuses what `add_party` refuses.

    With ``since`` side and roles that changed end then and go on as others; without,
    a slip is put right. What it said apart stays with it, whatever its side.
    """
    party = session.get_one(Party, party_id)
    case = open_case(session, party.case_id)
    _check(draft, party, case)
    _put_facts(party, draft)
    _put_side(party, draft)
    _put_roles(party, draft)
    _put_counts(party, draft)
    _put_consent(party, draft)
    session.flush()
    session.expire(party)
    refresh(case)


def party_uses(session: Session, party_id: int) -> tuple[str, ...]:
    """Where a party is still spoken of, in words; nothing where it may be removed."""
    uses: list[str] = []
    for column, words in _USES:
        wanted = select(column).where(column == party_id).limit(1)
        if column is CaucusSpeaker.party_id:
            wanted = wanted.join(CaucusNote, CaucusNote.id == CaucusSpeaker.note_id)
        if session.scalars(wanted).first() is not None:
            uses.append(words)
    return tuple(uses)


def name_of(party: Party) -> str:
    """The name as it reads: a party without one is called by its identity."""
    if party.name:
        return party.name
    return {"ANONYMOUS": "匿名", "WITHHELD": "要求保密"}.get(party.identity, "不知姓名")


def side_of(party: Party) -> str:
    """The letter of the side a party stands on now, "" for none."""
    return next((side.side for side in reversed(party.sides) if side.ended is None), "")


def _check(draft: PartyDraft, party: Party, case: Case) -> None:
    name = clean(draft.name, NAME, field="name")
    others = {other.id: other for other in case.parties if other is not party}
    refusals: list[tuple[str, str]] = []
    if not name and draft.identity == "KNOWN" and not draft.home:
        refusals.append(("name", "请写名称；不知道可写“楼下住户”“301室”"))
    if PROXY_ROLES & set(_roles(draft)) and others and draft.represents is None:
        refusals.append(("represents", "请选代表谁"))
    if draft.represents not in {None, *others}:
        refusals.append(("represents", "代表谁要从本事项的当事人里选"))
    if draft.part_of not in {None, *others}:
        refusals.append(("part_of", "属于谁要从本事项的当事人里选"))
    for field, first in (("represents", draft.represents), ("part_of", draft.part_of)):
        if _comes_back(others, first, party.id, field):
            refusals.append((field, "这样会绕回自己，请改选"))
    if refusals:
        raise Refused(*refusals)


def _comes_back(others: dict[int, Party], at: int | None, party_id: int | None, field: str) -> bool:
    """Whether the chain from ``at`` leads back to the party itself."""
    seen: set[int] = set()
    while at is not None and at not in seen and party_id is not None:
        seen.add(at)
        other = others.get(at)
        if other is None:
            return False
        at = other.for_party_id if field == "represents" else other.part_of_id
        if at == party_id:
            return True
    return False


def _put_facts(party: Party, draft: PartyDraft) -> None:
    party.kind, party.identity = draft.kind, draft.identity
    party.name = clean(draft.name, NAME, field="name")
    party.phone = clean(draft.phone, NAME, field="phone")
    party.home = clean(draft.home, LINE, field="home")
    party.id_kind = draft.id_kind or None
    party.id_number = clean(draft.id_number, NAME, field="id_number")
    party.for_party_id, party.part_of_id = draft.represents, draft.part_of
    party.sex, party.language = draft.sex or None, draft.language or None
    party.ethnicity = clean(draft.ethnicity, NAME, field="ethnicity")
    party.born = draft.born
    party.occupation = clean(draft.occupation, NAME, field="occupation")
    party.workplace = clean(draft.workplace, LINE, field="workplace")
    party.remark = clean(draft.remark, TEXT, lines=True, field="remark")


def _put_side(party: Party, draft: PartyDraft) -> None:
    now = [side for side in party.sides if side.ended is None]
    if [side.side for side in now] == ([draft.side] if draft.side else []):
        return
    if draft.since is None and draft.side and len(now) == 1:
        now[0].side = draft.side
        return
    for side in now:
        side.ended = draft.since or Moment.not_stated()
    if draft.side:
        party.sides.append(PartySide(side=draft.side, since=draft.since))


def _put_roles(party: Party, draft: PartyDraft) -> None:
    wanted = _roles(draft)
    now = {role.role_code: role for role in party.roles if role.ended is None}
    for code, role in now.items():
        if code in wanted:
            continue
        if draft.since is None:
            role.removed_at = datetime.now(UTC)
        else:
            role.ended = draft.since
    for code in wanted:
        if code not in now:
            party.roles.append(PartyRole(role_code=code, since=draft.since))


def _put_counts(party: Party, draft: PartyDraft) -> None:
    figures = _figures(draft)
    for count, figure in zip(party.counts, figures, strict=False):
        count.figure = figure
    for count in party.counts[len(figures) :]:
        count.removed_at = datetime.now(UTC)
    for figure in figures[len(party.counts) :]:
        party.counts.append(Count(figure=figure))


def _put_consent(party: Party, draft: PartyDraft) -> None:
    """Each time a party is asked is a row of its own."""
    if not draft.consent:
        return
    words = clean(draft.consent_words, LINE, field="consent_words")
    given = draft.consented or Moment.not_stated()
    last = party.consents[-1] if party.consents else None
    if last is None or (last.consent, last.given, last.words) != (draft.consent, given, words):
        party.consents.append(PartyConsent(consent=draft.consent, given=given, words=words))


def _roles(draft: PartyDraft) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (draft.role, *draft.more_roles))))


def _figures(draft: PartyDraft) -> tuple[Figure, ...]:
    return (*((draft.people,) if draft.people else ()), *draft.counts)
