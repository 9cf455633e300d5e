"""Parties of a case: who they are, on which side, in which role, and where they are spoken of."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from linli.casework.grid import unit_called
from linli.casework.state import open_case, refresh
from linli.domain.amounts import Count as Figure
from linli.domain.drafts import PartyDraft, PlaceDraft
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
    Conveyance,
    ConveyanceEnd,
    Count,
    FollowUpFinding,
    Gift,
    Obligation,
    ObligationEnd,
    Organisation,
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

_Column = InstrumentedAttribute[Any]

_USES: Final[tuple[tuple[_Column, str, tuple[_Column, ...]], ...]] = (
    (Party.for_party_id, "有人代表它", ()),
    (Party.part_of_id, "有人属于它", ()),
    (SessionParty.party_id, "参加过调解", (SessionParty.mediation,)),
    (
        CaucusSpeaker.party_id,
        "有它的背靠背记录",
        (CaucusSpeaker.note, CaucusNote.mediation),
    ),
    (
        ConveyanceEnd.party_id,
        "转达里有它",
        (ConveyanceEnd.conveyance, Conveyance.note, CaucusNote.mediation),
    ),
    (AgreementParty.party_id, "是协议的一方", (AgreementParty.agreement,)),
    (
        ObligationEnd.party_id,
        "履行事项里有它",
        (ObligationEnd.obligation, Obligation.agreement),
    ),
    (FollowUpFinding.party_id, "回访里有它", (FollowUpFinding.follow_up,)),
    (Outcome.party_id, "有它的结果", ()),
    (Gift.giver_id, "捐助是它给的", ()),
    (Request.asked_by_id, "诉求由它提出", ()),
    (Request.asked_of_id, "诉求是向它提的", ()),
    (Report.by_party_id, "是它反映的", ()),
    (StepActor.party_id, "流转里有它", (StepActor.step,)),
    (AmountEnd.party_id, "金额里有它", (AmountEnd.amount,)),
)
"""Where rows of a case speak of a party, how that is said, and what such a row hangs on."""


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
    parties: list[Party] = []
    for number, draft in enumerate(drafts, start=1):
        try:
            parties.append(new_party(case, draft))
        except Refused as refused:
            raise _in_row(refused, number, len(drafts)) from refused
    session.flush()
    refresh(case)
    return tuple(party.id for party in parties)


def new_party(case: Case, draft: PartyDraft) -> Party:
    """Add the party of ``draft`` to a case that is being written."""
    party = Party(rank=len(case.parties))
    _check(draft, party, case)
    case.parties.append(party)
    _put_facts(party, case, draft)
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
        place=PlaceDraft(
            grid=party.grid_words,
            estate=party.estate,
            building=party.building,
            unit=party.unit,
            floor=party.floor,
            room=party.room,
            note=party.place_note,
        ),
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
    _put_facts(party, case, draft)
    _put_side(party, draft)
    _put_roles(party, draft)
    _put_counts(party, draft)
    _put_consent(party, draft)
    session.flush()
    session.expire(party)
    refresh(case)


def party_uses(session: Session, party_id: int) -> tuple[str, ...]:
    """Where a party is still spoken of, in words; nothing where it may be removed.

    What was removed itself, or hangs on what was, does not count.
    """
    uses: list[str] = []
    for column, words, hangs_on in _USES:
        wanted = select(column).where(column == party_id).limit(1)
        for owner in hangs_on:
            wanted = wanted.join(owner)
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


def party_called(case: Case, name: str) -> Party | None:
    """The party of that name; None where there is none, or more than one."""
    named = [party for party in case.parties if name_of(party) == name]
    return named[0] if len(named) == 1 else None


def _in_row(refused: Refused, number: int, of: int) -> Refused:
    """What is refused of one party alone, or of one of many at their rows."""
    if of == 1:
        return refused
    return Refused(*(("rows", f"第{number}位：{sentence}") for _, sentence in refused.refusals))


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


def _put_facts(party: Party, case: Case, draft: PartyDraft) -> None:
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
    _put_place(party, draft.place)
    session = Session.object_session(case)
    if session is not None:
        with session.no_autoflush:
            party.grid_unit = unit_called(session, party.grid_words)
            party.organisation = _organisation(session, party.name)


def _put_place(party: Party, place: PlaceDraft) -> None:
    party.grid_words = clean(place.grid, NAME, field="grid")
    party.estate = clean(place.estate, NAME, field="estate")
    party.building = clean(place.building, NAME, field="building")
    party.unit = clean(place.unit, NAME, field="unit")
    party.floor = clean(place.floor, NAME, field="floor")
    party.room = clean(place.room, NAME, field="room")
    party.place_note = clean(place.note, LINE, field="place_note")


def _organisation(session: Session, name: str) -> Organisation | None:
    """The outside body of that name."""
    return session.scalars(select(Organisation).where(Organisation.name == name)).one_or_none()


def _put_side(party: Party, draft: PartyDraft) -> None:
    now = [side for side in party.sides if side.ended is None]
    if [side.side for side in now] == ([draft.side] if draft.side else []):
        return
    for side in now:
        _end(side, draft)
    if draft.side:
        party.sides.append(PartySide(side=draft.side, since=draft.since))


def _put_roles(party: Party, draft: PartyDraft) -> None:
    wanted = _roles(draft)
    now = {role.role_code: role for role in party.roles if role.ended is None}
    for code, role in now.items():
        if code not in wanted:
            _end(role, draft)
    for code in wanted:
        if code not in now:
            party.roles.append(PartyRole(role_code=code, since=draft.since))


def _end(was: PartySide | PartyRole, draft: PartyDraft) -> None:
    """Let it have ended then; a slip never was."""
    if draft.since is None:
        was.removed_at = datetime.now(UTC)
    else:
        was.ended = draft.since


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
