"""Links between cases: one row for both, seen from either."""

from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from linli.casework.state import open_case, refresh
from linli.domain.drafts import LinkDraft
from linli.domain.links import link_sense
from linli.domain.text import LINE, TEXT, clean, scrubbed
from linli.domain.vocabulary import LINK_KINDS
from linli.errors import Refused
from linli.records.tables import Case, CaseLink, Party

_ESCAPE = "\\"


class CaseToLink(NamedTuple):
    """A case to choose for a link; ``stage`` in words, as 作废."""

    id: int
    number: str
    title: str
    stage: str


def record_link(session: Session, case_id: int, draft: LinkDraft) -> int:
    """Link a case with another and return the link's id; a closed case takes it.

    Raises Refused for a case with itself, and where both are linked in this way already.
    """
    case = open_case(session, case_id, allowed_when_closed=True)
    link = CaseLink()
    _put(session, link, case_id, draft)
    session.add(link)
    refresh(case)
    return link.id


def link_draft(session: Session, link_id: int) -> LinkDraft:
    """A link as the case it leads from would record it."""
    link = session.get_one(CaseLink, link_id)
    return LinkDraft(link.kind, link.other_id, link.note, seen_from=link.case_id)


def change_link(session: Session, link_id: int, draft: LinkDraft) -> None:
    """Put ``draft`` in place of a link; refuses what `record_link` refuses."""
    link = session.get_one(CaseLink, link_id)
    near = draft.seen_from or link.case_id
    case = open_case(session, near, allowed_when_closed=True)
    _put(session, link, near, draft)
    refresh(case)


def cases_to_link(session: Session, words: str, limit: int = 20) -> tuple[CaseToLink, ...]:
    """At most ``limit`` cases whose number, title or a party has each of the words in it.

    The one of exactly that number comes first, then the latest registered; without
    words the latest of all. Whoever asked for secrecy is not found by name.
    """
    wanted = scrubbed(words)[:LINE].split()
    found = session.scalars(_latest(select(Case).where(*map(_mentions, wanted)), limit)).all()
    exact = session.scalars(select(Case).where(Case.number == " ".join(wanted))).all()
    cases = list(dict.fromkeys((*exact, *found)))[:limit]
    return tuple(CaseToLink(case.id, case.number, case.title, case.stage) for case in cases)


def _put(session: Session, link: CaseLink, near: int, draft: LinkDraft) -> None:
    far = draft.other_case
    if draft.kind not in LINK_KINDS:
        raise Refused(("kind", "请选怎样关联"))
    if far == near:
        raise Refused(("other_case", "不能和本事项自己关联"))
    if session.get(Case, far) is None:
        raise Refused(("other_case", "请选另一件事项"))
    sense = link_sense(draft.kind, leads_here=draft.leads_here)
    note = clean(draft.note, TEXT, lines=True, field="note")
    with session.no_autoflush:
        if _is_linked(session, near, far, draft.kind, but=link.id):
            raise Refused(("other_case", f"和这件事项已经有“{sense.label}”的关联"))
    link.case_id, link.other_id = (far, near) if sense.leads_here else (near, far)
    link.kind, link.note = draft.kind, note


def _is_linked(session: Session, near: int, far: int, kind: str, *, but: int | None) -> bool:
    """Whether another link of this kind stands between the two, whichever way it leads."""
    found = session.scalars(
        select(CaseLink.id).where(
            CaseLink.kind == kind,
            or_(
                and_(CaseLink.case_id == near, CaseLink.other_id == far),
                and_(CaseLink.case_id == far, CaseLink.other_id == near),
            ),
        )
    )
    return any(id_ != but for id_ in found)


def _latest(wanted: Select[Case], limit: int) -> Select[Case]:
    """The latest registered, found by the index of that day."""
    return wanted.order_by(Case.registered_at.desc(), Case.id.desc()).limit(limit)


def _mentions(word: str) -> ColumnElement[bool]:
    plain = word.replace(_ESCAPE, _ESCAPE * 2).replace("%", r"\%").replace("_", r"\_")
    like = f"%{plain}%"
    named = select(Party.id).where(
        Party.case_id == Case.id,
        Party.identity != "WITHHELD",
        Party.name.like(like, escape=_ESCAPE),
    )
    return or_(
        Case.number.like(like, escape=_ESCAPE),
        Case.title.like(like, escape=_ESCAPE),
        named.exists(),
    )
