"""One case with all its joint facts: a frozen value that no caucus text can enter.

Caucus notes are counted by their keys alone, in ``sat``; their text has a door of its
own in ``mediation.caucus_notes``.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from linli.casework import grid
from linli.casework.caseload.agreed import agreement_rows
from linli.casework.caseload.aided import (
    activity_row,
    appeal_row,
    follow_up_row,
    gift_row,
    thanks_row,
)
from linli.casework.caseload.around import link_rows, reminder_rows
from linli.casework.caseload.brought import party_row, report_row, request_rows, with_parties
from linli.casework.caseload.listing import case_row
from linli.casework.caseload.sat import conveyance_rows, session_rows
from linli.casework.corrections import corrections
from linli.casework.people import name_of
from linli.casework.state import facts_of, registering_unit
from linli.casework.steps import owners
from linli.domain import vocabulary as words
from linli.domain.case_file import (
    CaseFile,
    ClosingRow,
    Coded,
    OutcomeRow,
    PartnerRow,
    SessionRow,
    StepRow,
)
from linli.domain.moments import Moment
from linli.domain.rules import StepFact, minutes_between, minutes_to_done
from linli.domain.things import Thing
from linli.errors import LinliError
from linli.records.tables import (
    Activity,
    Appeal,
    Case,
    Closing,
    Extension,
    FollowUp,
    Gift,
    Lookup,
    MediationSession,
    Outcome,
    OwnsStep,
    Partner,
    Step,
    StepActor,
    Thanks,
)

OUTSIDE = "外"

OwnerT = TypeVar("OwnerT", bound=OwnsStep)

# As many queries for a case of thirty steps as for one of three.
_WITH_STEPS_AND_PARTIES = (
    selectinload(Case.steps).options(
        joinedload(Step.action), selectinload(Step.actors), selectinload(Step.partners)
    ),
    *with_parties(),
)


def case_file(session: Session, case_id: int, now: datetime) -> CaseFile:
    """All joint facts of one case. LinliError where the case or the office is gone."""
    kept = session.get(Case, case_id, options=_WITH_STEPS_AND_PARTIES)
    office = grid.office(session)
    if kept is None or office is None:
        raise LinliError("没有找到这个事项，可能已随示例一起清除。")
    facts = facts_of(session, kept)
    mediations = _owned(
        session,
        MediationSession,
        kept,
        selectinload(MediationSession.attendances),
        selectinload(MediationSession.partners),
    )
    sessions = session_rows(session, mediations)
    outcomes = [_outcome_row(outcome) for outcome in _owned(session, Outcome, kept)]
    results = [row.result for row in outcomes if not row.of_what]
    report = kept.reports[0] if kept.reports else None
    return CaseFile(
        row=case_row(kept, results[-1] if results else Coded(), now),
        office=office,
        dispute_type=_lookup(kept.dispute_type),
        urgency=_coded(words.URGENCIES, kept.urgency),
        channel=_lookup(report.channel) if report else Coded(),
        details=kept.details,
        reported=report.reported if report else Moment.not_stated(),
        happened=kept.happened,
        due=kept.due,
        due_words=kept.limit_words,
        registered_by=registering_unit(kept),
        people=tuple(count.figure for count in kept.counts),
        parties=tuple(party_row(party) for party in kept.parties),
        requests=request_rows(session, kept.requests),
        reports=tuple(report_row(report) for report in kept.reports),
        steps=_step_rows(
            kept.steps, facts, sessions, _extensions(session, kept), owners(session, kept)
        ),
        sessions=tuple(sessions.values()),
        outcomes=tuple(outcomes),
        closing=_closing_row(session, kept),
        gifts=tuple(
            map(
                gift_row,
                _owned(session, Gift, kept, selectinload(Gift.amounts), selectinload(Gift.counts)),
            )
        ),
        appeals=tuple(map(appeal_row, _owned(session, Appeal, kept))),
        activities=tuple(map(activity_row, _owned(session, Activity, kept))),
        follow_ups=tuple(map(follow_up_row, _owned(session, FollowUp, kept))),
        thanks=tuple(map(thanks_row, _owned(session, Thanks, kept))),
        needs_follow_up=kept.needs_follow_up,
        minutes_to_done=minutes_to_done(facts),
        is_restricted=kept.is_restricted,
        version=kept.version,
        links=link_rows(session, kept),
        reminders=reminder_rows(session, kept, now),
        agreements=agreement_rows(session, kept, now),
        conveyances=conveyance_rows(session, kept),
        corrections=corrections(session, case_id),
    )


def _owned(
    session: Session, table: type[OwnerT], kept: Case, *options: ORMOption
) -> Sequence[OwnerT]:
    """The rows of a table that own a step of this case, in the order of the timeline."""
    return session.scalars(
        select(table)
        .join(Step, Step.id == table.step_id)
        .where(Step.case_id == kept.id)
        .order_by(Step.position)
        .options(joinedload(table.step), *options)
    ).all()


def _extensions(session: Session, kept: Case) -> dict[int, Extension]:
    """The new limits of a case by the id of their step."""
    return {extension.step_id: extension for extension in _owned(session, Extension, kept)}


def _step_rows(
    steps: Sequence[Step],
    facts: Sequence[StepFact],
    sessions: dict[int, SessionRow],
    extensions: dict[int, Extension],
    owned: dict[int, tuple[Thing, int]],
) -> tuple[StepRow, ...]:
    rows: list[StepRow] = []
    for place, (step, fact) in enumerate(zip(steps, facts, strict=True)):
        mediation = sessions.get(step.id)
        extension = extensions.get(step.id)
        thing, thing_id = owned.get(step.id, (Thing.STEP, step.id))
        tier, rank = _tier(step.actors, handed_on=fact.action in words.HANDING_ON)
        rows.append(
            StepRow(
                id=step.id,
                moment=step.moment,
                action=_lookup(step.action),
                by=_actors(step, "FROM"),
                to=_actors(step, "TO"),
                partners=tuple(_partner_row(partner) for partner in step.partners),
                mechanism=step.mechanism.label if step.mechanism else "",
                note=step.note,
                reason="理由未记" if step.is_reason_unrecorded else step.reason,
                tier=tier,
                tier_rank=rank,
                minutes=minutes_between(facts[place - 1], fact) if place else None,
                session_id=mediation.id if mediation else None,
                method=mediation.method if mediation else Coded(),
                sides=mediation.sides if mediation else (),
                is_closing=fact.action in words.CLOSING,
                is_internal=step.is_internal,
                is_prior=step.is_prior,
                times=step.times,
                new_due=extension.new_due if extension else None,
                new_due_words=extension.limit_words if extension else "",
                urge=_urge(step),
                thing=thing,
                thing_id=thing_id,
            )
        )
    return tuple(rows)


def _urge(step: Step) -> str:
    level = step.urge_level or words.NOT_STATED
    return "" if level == words.NOT_STATED else words.URGE_LEVELS.label_of(level)


def _tier(actors: Sequence[StepActor], *, handed_on: bool) -> tuple[str, int]:
    """The lane of a step: the tier of who acted.

    What a resident brings stands in the lane that takes it; what was handed on by
    somebody of unknown tier does not, or the receiver would seem to have acted.
    """
    acting = [actor for actor in actors if actor.direction == "FROM"]
    taking = [] if handed_on else [actor for actor in actors if actor.direction == "TO"]
    for actor in (*acting, *taking):
        if actor.tier is not None:
            return actor.tier.short_label, actor.tier.rank
    return (OUTSIDE, 0) if any(actor.organisation_id for actor in acting) else ("", 0)


def _actors(step: Step, direction: str) -> tuple[str, ...]:
    return tuple(actor.words for actor in step.actors if actor.direction == direction)


def _partner_row(partner: Partner) -> PartnerRow:
    return PartnerRow(
        name=partner.words,
        part=_coded(words.PARTNER_PARTS, partner.part),
        came=_coded(words.PARTNER_CAME, partner.came),
    )


def _outcome_row(outcome: Outcome) -> OutcomeRow:
    return OutcomeRow(
        id=outcome.id,
        result=_lookup(outcome.result),
        moment=outcome.step.moment,
        note=outcome.note,
        is_final=words.RESULTS[outcome.result.base].is_final,
        of_what=_of_what(outcome),
    )


def _of_what(outcome: Outcome) -> str:
    """The one request, or the one party, it is the result of."""
    if outcome.request is not None:
        return outcome.request.words
    return name_of(outcome.party) if outcome.party is not None else ""


def _closing_row(session: Session, kept: Case) -> ClosingRow | None:
    if kept.is_open:
        return None
    step = next((step for step in reversed(kept.steps) if step.action.base in words.CLOSING), None)
    if step is None:
        return None
    closing = session.scalars(select(Closing).where(Closing.step_id == step.id)).one_or_none()
    kind = _coded(words.CLOSING_KINDS, closing.kind) if closing else Coded()
    return ClosingRow(moment=step.moment, kind=kind, note=step.note)


def _coded(codes: words.CodeList[Any], code: str) -> Coded:
    return Coded(code, codes.label_of(code))


def _lookup(row: Lookup | None) -> Coded:
    return Coded(row.code, row.label) if row is not None else Coded()
