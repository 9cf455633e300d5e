"""Taking a case down: its number, its parties, its first request, report and step."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from linli.casework.grid import office, unit_called
from linli.casework.numbers import next_number
from linli.casework.people import name_of, new_party
from linli.casework.state import refresh
from linli.casework.steps import add_step, cleaned
from linli.domain.drafts import CaseDraft, PlaceDraft
from linli.domain.moments import Precision
from linli.domain.text import LINE, NAME, TEXT, clean
from linli.errors import Refused
from linli.records.tables import Case, CaseKind, Channel, Count, Party, Report, Request

_ASKING = ("REQUESTER", "BENEFICIARY", "REPORTER")
_ASKED = ("RESPONDENT",)


def take_down(session: Session, draft: CaseDraft, now: datetime) -> int:
    """Keep a new case and return its id.

    The number's year is that of the reported moment, this year where that has none.
    The first request is the title. Raises Refused where kind, channel or title is
    missing, or the office has no name yet.
    """
    title = clean(draft.title, LINE, field="title")
    _check(session, draft, title)
    number = next_number(session, draft.kind, _year(draft, now))
    case = Case(
        number=number.text,
        number_series=number.series,
        number_serial=number.serial,
        kind_code=draft.kind,
        title=title,
        details=clean(draft.details, TEXT, lines=True, field="details"),
        urgency=draft.urgency,
        happened=draft.happened,
        due=draft.due,
        limit_words=clean(draft.due_words, LINE, field="due_words"),
        dispute_type_code=draft.dispute_type or None,
        mediation_source=draft.mediation_source or None,
        difficulty=draft.difficulty or None,
        risk=draft.risk or None,
        is_restricted=draft.is_restricted,
    )
    _put(session, case, draft.place)
    session.add(case)
    with session.no_autoflush:  # all at once: the case is not touched by its own first rows
        _put_what_hangs_on(session, case, draft)
    refresh(case)
    return case.id


def _put_what_hangs_on(session: Session, case: Case, draft: CaseDraft) -> None:
    parties = [new_party(case, party) for party in draft.parties]
    if draft.people:
        case.counts.append(Count(figure=draft.people))
    asking = _with_role(parties, _ASKING)
    _add_requests(case, draft, asking, _with_role(parties, _ASKED))
    brought_by = draft.brought_by or tuple(name_of(party) for party in asking)
    case.reports.append(
        Report(
            channel_code=draft.channel,
            reported=draft.reported,
            by_party=asking[0] if asking and not draft.brought_by else None,
            by_words="、".join(brought_by),
            outside_number=clean(draft.outside_number, LINE, field="outside_number"),
            reply_due=draft.reply_due,
        )
    )
    registered_by = draft.registered_by or draft.place.grid or _office_name(session)
    if draft.opening:
        to = (registered_by,) if registered_by and draft.opening == "REGISTERED" else ()
        add_step(session, case, draft.opening, draft.reported, by=brought_by, to=to)


def _check(session: Session, draft: CaseDraft, title: str) -> None:
    refusals: list[tuple[str | None, str]] = []
    if session.get(CaseKind, draft.kind) is None:
        refusals.append(("kind", "请选类别"))
    if session.get(Channel, draft.channel) is None:
        refusals.append(("channel", "请选来源"))
    if not title:
        refusals.append(("title", "请写一句标题"))
    if refusals:
        raise Refused(*refusals)


def _year(draft: CaseDraft, now: datetime) -> int:
    at = draft.reported.sorts_at
    return at.year if at and draft.reported.precision is not Precision.MONTH_DAY else now.year


def _put(session: Session, case: Case, place: PlaceDraft) -> None:
    case.grid_unit = unit_called(session, place.grid)
    case.grid_words = clean(place.grid, NAME, field="grid")
    case.estate, case.building = (
        clean(place.estate, NAME, field="estate"),
        clean(place.building, NAME, field="building"),
    )
    case.unit, case.floor = (
        clean(place.unit, NAME, field="unit"),
        clean(place.floor, NAME, field="floor"),
    )
    case.room, case.place_note = (
        clean(place.room, NAME, field="room"),
        clean(place.note, LINE, field="note"),
    )


def _add_requests(
    case: Case, draft: CaseDraft, asking: Sequence[Party], asked: Sequence[Party]
) -> None:
    further = cleaned(draft.requests, LINE, field="requests")
    for rank, words in enumerate((case.title, *further)):
        case.requests.append(
            Request(
                rank=rank,
                words=words,
                asked_by=asking[0] if asking else None,
                asked_of=asked[0] if asked else None,
            )
        )


def _with_role(parties: Sequence[Party], roles: Sequence[str]) -> list[Party]:
    return [party for party in parties if any(role.role_code in roles for role in party.roles)]


def _office_name(session: Session) -> str:
    kept = office(session)
    return kept.name if kept else ""
