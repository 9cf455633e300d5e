"""Parties of a case: who they are, on which side, in which role."""

from sqlalchemy.orm import Session

from linli.casework.state import open_case, refresh
from linli.domain.drafts import PartyDraft
from linli.domain.text import LINE, NAME, TEXT, clean
from linli.domain.vocabulary import PROXY_ROLES
from linli.errors import Refused
from linli.records.tables import Case, Count, Party, PartyRole, PartySide


def add_party(session: Session, case_id: int, draft: PartyDraft) -> int:
    """Add one party to an open case and return its id.

    Raises Refused where the case is closed, nothing names the party, or a proxy
    speaks for nobody.
    """
    case = open_case(session, case_id)
    party = new_party(case, draft)
    session.flush()
    refresh(case)
    return party.id


def new_party(case: Case, draft: PartyDraft) -> Party:
    """Add the party of ``draft`` to a case that is being written."""
    name = clean(draft.name, NAME, field="name")
    _check(draft, name, case)
    party = Party(
        rank=len(case.parties),
        kind=draft.kind,
        name=name,
        identity=draft.identity,
        phone=clean(draft.phone, NAME, field="phone"),
        home=clean(draft.home, LINE, field="home"),
        id_number=clean(draft.id_number, NAME, field="id_number"),
        for_party_id=draft.represents,
        remark=clean(draft.remark, TEXT, lines=True, field="remark"),
    )
    case.parties.append(party)
    if draft.side:
        party.sides.append(PartySide(side=draft.side))
    if draft.role:
        party.roles.append(PartyRole(role_code=draft.role))
    if draft.people:
        party.counts.append(Count(figure=draft.people))
    return party


def name_of(party: Party) -> str:
    """The name as it reads: a party without one is called by its identity."""
    if party.name:
        return party.name
    return {"ANONYMOUS": "匿名", "WITHHELD": "要求保密"}.get(party.identity, "不知姓名")


def side_of(party: Party) -> str:
    """The letter of the side a party stands on now, "" for none."""
    return next((side.side for side in reversed(party.sides) if side.ended is None), "")


def _check(draft: PartyDraft, name: str, case: Case) -> None:
    if not name and draft.identity == "KNOWN" and not draft.home:
        raise Refused(("name", "请写名称；不知道可写“楼下住户”“301室”"))
    if draft.role in PROXY_ROLES and case.parties and draft.represents is None:
        raise Refused(("represents", "请选代表谁"))
    if draft.represents not in {None, *(party.id for party in case.parties)}:
        raise Refused(("represents", "代表谁要从本事项的当事人里选"))
