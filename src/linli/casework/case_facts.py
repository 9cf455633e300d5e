"""What a case itself says: read for its form, changed, and put right once it is closed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from sqlalchemy.orm import Session

from linli.casework.corrections import NEEDS_REASON, keep_corrections
from linli.casework.grid import unit_called
from linli.casework.state import facts_of, refresh
from linli.domain.amounts import count_text
from linli.domain.drafts import CaseFactsDraft, PlaceDraft
from linli.domain.moments import Moment, paper_text
from linli.domain.rules import Stage, stage_of
from linli.domain.text import LINE, NAME, TEXT, clean
from linli.domain.things import Thing
from linli.domain.vocabulary import DIFFICULTIES, MEDIATION_SOURCES, RISKS, URGENCIES
from linli.errors import Refused
from linli.records.tables import Case, CaseKind, Count, DisputeType

_LIMIT_STANDS: Final = "时限已定，改期请记延期。"


def case_facts_draft(session: Session, case_id: int) -> CaseFactsDraft:
    """What a case itself says, as the form of it shows it."""
    case = session.get_one(Case, case_id)
    return CaseFactsDraft(
        kind=case.kind_code,
        title=case.title,
        urgency=case.urgency,
        details=case.details,
        happened=case.happened,
        due=case.due,
        due_words=case.limit_words,
        people=case.counts[0].figure if case.counts else None,
        dispute_type=case.dispute_type_code or "",
        place=PlaceDraft(
            grid=case.grid_words,
            estate=case.estate,
            building=case.building,
            unit=case.unit,
            floor=case.floor,
            room=case.room,
            note=case.place_note,
        ),
        mediation_source=case.mediation_source or "",
        difficulty=case.difficulty or "",
        risk=case.risk or "",
        is_restricted=case.is_restricted,
    )


def change_case_facts(session: Session, case_id: int, draft: CaseFactsDraft) -> None:
    """Put ``draft`` in place of what a case says; its number stays whatever its kind.

    In a closed case every change is kept as a correction and needs a reason. Raises
    Refused for that, for a voided case, without a title, and where a limit that was
    set would change: that is an extension.
    """
    case = session.get_one(Case, case_id)
    before = case_facts_draft(session, case_id)
    is_closed = _check(session, case, before, draft)
    old = dict(_in_words(session, before))
    _put(session, case, draft)
    session.flush()
    session.expire(case)
    if is_closed:
        new = dict(_in_words(session, case_facts_draft(session, case_id)))
        keep_corrections(session, case, Thing.CASE, case_id, old, new, draft.reason)
    refresh(case)


def _check(session: Session, case: Case, before: CaseFactsDraft, draft: CaseFactsDraft) -> bool:
    """Whether the case is closed: what changes is kept as a correction then."""
    stage = stage_of(facts_of(session, case))
    if stage is Stage.VOIDED:
        raise Refused((None, "本事项已作废，不能再改。"))
    refusals: list[tuple[str, str]] = []
    if not clean(draft.title, LINE, field="title"):
        refusals.append(("title", "请写一句标题"))
    if session.get(CaseKind, draft.kind) is None:
        refusals.append(("kind", "请选类别"))
    if before.due is not None and draft.due != before.due:
        refusals.append(("due", _LIMIT_STANDS))
    if not stage.is_open and not clean(draft.reason, TEXT, lines=True, field="reason"):
        refusals.append(("reason", NEEDS_REASON))
    if refusals:
        raise Refused(*refusals)
    return not stage.is_open


def _put(session: Session, case: Case, draft: CaseFactsDraft) -> None:
    place = draft.place
    title = clean(draft.title, LINE, field="title")
    if case.requests and case.requests[0].words == case.title:
        # The first request was made from the title, and follows it.
        case.requests[0].words = title
    case.kind_code, case.title = draft.kind, title
    case.details = clean(draft.details, TEXT, lines=True, field="details")
    case.urgency, case.happened = draft.urgency, draft.happened
    case.due, case.limit_words = draft.due, clean(draft.due_words, LINE, field="due")
    case.dispute_type_code = draft.dispute_type or None
    case.mediation_source = draft.mediation_source or None
    case.difficulty, case.risk = draft.difficulty or None, draft.risk or None
    case.is_restricted = draft.is_restricted
    unit = unit_called(session, place.grid)
    case.grid_words, case.grid_unit_id = clean(place.grid, NAME), unit.id if unit else None
    case.estate = clean(place.estate, NAME, field="estate")
    case.building = clean(place.building, NAME, field="building")
    case.unit = clean(place.unit, NAME, field="unit")
    case.floor = clean(place.floor, NAME, field="floor")
    case.room = clean(place.room, NAME, field="room")
    case.place_note = clean(place.note, LINE, field="place_note")
    if case.counts and draft.people:
        case.counts[0].figure = draft.people
    elif case.counts:
        case.counts[0].removed_at = datetime.now(UTC)
    elif draft.people:
        case.counts.append(Count(figure=draft.people))


def _in_words(session: Session, draft: CaseFactsDraft) -> Iterator[tuple[str, str]]:
    """Each field in the words of the form."""
    place = draft.place
    kind = session.get(CaseKind, draft.kind)
    of_what = session.get(DisputeType, draft.dispute_type)
    yield "类别", kind.label if kind else ""
    yield "标题", draft.title
    yield "紧急程度", URGENCIES.label_of(draft.urgency)
    yield "详情", draft.details
    yield "发生时间", _when(draft.happened)
    yield "时限", draft.due_words or _when(draft.due)
    yield "涉及人数", count_text(draft.people) if draft.people else ""
    yield "纠纷类别", of_what.label if of_what else ""
    address = f"{place.estate}{place.building}{place.unit}{place.floor}{place.room}"
    yield "地点", " ".join(filter(None, (place.grid, address, place.note)))
    for what, codes, code in (
        ("案件来源", MEDIATION_SOURCES, draft.mediation_source),
        ("难度", DIFFICULTIES, draft.difficulty),
        ("风险", RISKS, draft.risk),
    ):
        yield what, codes.label_of(code) if code else ""
    yield "敏感情况", "是" if draft.is_restricted else "否"


def _when(moment: Moment | None) -> str:
    return paper_text(moment) if moment is not None else ""
