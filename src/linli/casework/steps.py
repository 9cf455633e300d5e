"""The timeline: where a step stands, who acted, who worked along."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from linli.casework.grid import unit_called
from linli.casework.people import name_of
from linli.casework.state import end_of, facts_of, open_case, refresh
from linli.domain.drafts import PartnerDraft, StepDraft
from linli.domain.moments import Moment, Precision
from linli.domain.rules import check_open, check_step, stage_of
from linli.domain.text import LINE, NAME, TEXT, clean
from linli.domain.things import Thing
from linli.domain.vocabulary import ACTIONS
from linli.errors import Refused
from linli.records.tables import (
    POSITION_GAP,
    Activity,
    Agreement,
    AgreementEvent,
    Appeal,
    Case,
    Extension,
    FollowUp,
    Gift,
    GridTier,
    GridUnit,
    MediationSession,
    Organisation,
    Outcome,
    OwnsStep,
    Partner,
    Performance,
    Step,
    StepAction,
    StepActor,
    Thanks,
    Worker,
)

REASON_UNRECORDED = "理由未记"

_WHEN_CLOSED = frozenset(action.code for action in ACTIONS if action.is_allowed_when_closed)

OWNERS: dict[Thing, type[OwnsStep]] = {
    Thing.SESSION: MediationSession,
    Thing.OUTCOME: Outcome,
    Thing.AGREEMENT: Agreement,
    Thing.AGREEMENT_EVENT: AgreementEvent,
    Thing.PERFORMANCE: Performance,
    Thing.APPEAL: Appeal,
    Thing.GIFT: Gift,
    Thing.ACTIVITY: Activity,
    Thing.FOLLOW_UP: FollowUp,
    Thing.THANKS: Thanks,
}
"""The tables whose rows own a step of the timeline."""


def record_step(session: Session, case_id: int, draft: StepDraft) -> int:
    """Add one step to the case's timeline and return its id.

    Raises Refused where the case does not take the action now, or the action lacks
    its target, reason or a new limit that is a day.
    """
    case = session.get_one(Case, case_id)
    action = _checked(session, case, draft)
    step = add_step(
        session,
        case,
        draft.action,
        draft.moment,
        by=draft.by,
        to=draft.to,
        note=draft.note,
        reason=draft.reason,
        after_step=draft.after_step,
    )
    _put_rest(session, step, action, draft)
    refresh(case)
    return step.id


def step_draft(session: Session, step_id: int) -> StepDraft:
    """A plain step as the form of it shows it."""
    step = session.get_one(Step, step_id)
    extension = _extension_of(session, step_id) if step.action.base == "EXTENDED" else None
    return StepDraft(
        action=step.action_code,
        moment=step.moment,
        by=_names(step, "FROM"),
        to=_names(step, "TO"),
        partners=tuple(
            PartnerDraft(partner.words, partner.part, partner.came) for partner in step.partners
        ),
        mechanism=step.mechanism_code or "",
        note=step.note,
        reason=REASON_UNRECORDED if step.is_reason_unrecorded else step.reason,
        new_due=extension.new_due if extension else None,
        new_due_words=extension.limit_words if extension else "",
        is_internal=step.is_internal,
        is_prior=step.is_prior,
        times=step.times,
        urge_level=step.urge_level or "",
    )


def change_step(session: Session, step_id: int, draft: StepDraft) -> None:
    """Put ``draft`` in place of a plain step; refuses what `record_step` refuses.

    The closing of a case is changed with its result, and what registered it keeps its
    action: the number comes from it.
    """
    step = session.get_one(Step, step_id)
    case = step.case
    if draft.action != step.action_code and step.action.base in {"REGISTERED", "VOIDED"}:
        raise Refused(("action", f"“{step.action.label}”不能改成别的动作"))
    action = _checked(session, case, draft, but_for=step)
    step.action_code = draft.action
    change_step_of(
        session,
        step,
        draft.moment,
        by=draft.by,
        to=draft.to,
        note=draft.note,
        reason=draft.reason,
    )
    _put_rest(session, step, action, draft)
    refresh(case)


def move_step(session: Session, step_id: int, by: int) -> bool:
    """Move a step one place up (-1) or down (1); False where exact times do not allow it."""
    step = session.get_one(Step, step_id)
    steps = list(step.case.steps)
    place = steps.index(step)
    other = place + by
    if not 0 <= other < len(steps):
        return False
    first, second = (steps[other], step) if by < 0 else (step, steps[other])
    if _is_later(second, first.moment):
        return False
    open_case(session, step.case_id, allowed_when_closed=True)
    first_position, second_position = first.position, second.position
    first.position = -1 - first_position
    session.flush()
    second.position = first_position
    session.flush()
    first.position = second_position
    session.flush()
    refresh(step.case)
    return True


def free_position(session: Session, case: Case, step: Step) -> int:
    """Where a step that comes back stands: where it stood, else where its time puts it."""
    living = [other for other in case.steps if other is not step]
    if step.position > 0 and step.position not in {other.position for other in living}:
        return step.position
    return _place(session, living, step.moment)


def add_step(  # noqa: PLR0913 - keywords, each of its own
    session: Session,
    case: Case,
    action: str,
    moment: Moment,
    *,
    by: Iterable[str] = (),
    to: Iterable[str] = (),
    note: str = "",
    reason: str = "",
    after_step: int | None = None,
) -> Step:
    """Place one step in a case that is being written; what hangs on it comes after.

    A time known only in words, or not at all, stands behind ``after_step``.
    """
    unrecorded = reason == REASON_UNRECORDED
    step = Step(
        action_code=action,
        moment=moment,
        position=_place(session, case.steps, moment, after_step),
        note=clean(note, TEXT, lines=True, field="note"),
        reason="" if unrecorded else clean(reason, TEXT, lines=True, field="reason"),
        is_reason_unrecorded=unrecorded,
    )
    case.steps.append(step)
    names = KnownNames(session, case)
    with session.no_autoflush:  # what is half written is not looked for
        for direction, words in (("FROM", by), ("TO", to)):
            for rank, name in enumerate(cleaned(words, LINE)):
                step.actors.append(names.actor(name, direction, rank))
    session.flush()
    return step


def change_step_of(
    session: Session,
    step: Step,
    moment: Moment,
    *,
    by: Iterable[str] = (),
    to: Iterable[str] = (),
    note: str = "",
    reason: str = "",
) -> None:
    """Put a step's time, actors and texts in place of what is kept; it moves if its time did."""
    unrecorded = reason == REASON_UNRECORDED
    step.note = clean(note, TEXT, lines=True, field="note")
    step.reason = "" if unrecorded else clean(reason, TEXT, lines=True, field="reason")
    step.is_reason_unrecorded = unrecorded
    if step.moment != moment:
        step.moment = moment
        others = [other for other in step.case.steps if other is not step]
        step.position = _place(session, others, moment)
    names = KnownNames(session, step.case)
    with session.no_autoflush:
        for direction, words in (("FROM", by), ("TO", to)):
            _put_actors(step, direction, cleaned(words, LINE), names)
    session.flush()
    session.expire(step, ["actors"])


def owners(session: Session, case: Case) -> dict[int, tuple[Thing, int]]:
    """What a step dates, by the step's id: its kind and the id of its row."""
    ids = [step.id for step in case.steps]
    found: dict[int, tuple[Thing, int]] = {}
    for thing, table in OWNERS.items():
        rows = session.execute(select(table.step_id, table.id).where(table.step_id.in_(ids)))
        found |= {step_id: (thing, row_id) for step_id, row_id in rows}
    return found


def add_partners(session: Session, step: Step, drafts: Iterable[PartnerDraft]) -> None:
    """Add who worked along, linked where the name is a known outside body's."""
    for draft in drafts:
        name = clean(draft.name, NAME, field="partners")
        if not name:
            continue
        step.partners.append(
            Partner(
                rank=len(step.partners),
                words=name,
                part=draft.part,
                came=draft.came,
                organisation=session.scalars(
                    select(Organisation).where(Organisation.name == name)
                ).one_or_none(),
            )
        )


def cleaned(words: Iterable[str], cap: int, *, field: str | None = None) -> list[str]:
    """Each as it may be kept, without those of which nothing is left."""
    return list(filter(None, (clean(each, cap, field=field) for each in words)))


class KnownNames:
    """Finds who is meant by a name: a party of the case, a unit, a worker, an outside body."""

    def __init__(self, session: Session, case: Case) -> None:
        self._session = session
        self._case = case

    def actor(self, words: str, direction: str, rank: int) -> StepActor:
        """The actor called ``words``, linked where the name is known."""
        actor = StepActor(direction=direction, rank=rank, words=words)
        party = next((party for party in self._case.parties if name_of(party) == words), None)
        unit = unit_called(self._session, words)
        if party is not None:
            # A unit of the office may be a party as well, and acts in its tier still.
            actor.party, actor.tier_code = party, unit.tier_code if unit else None
        elif unit is not None:
            actor.unit, actor.tier_code = unit, unit.tier_code
        elif (worker := self.worker(words)) is not None:
            own = _unit_of(worker)
            actor.worker, actor.unit = worker, own
            actor.tier_code = own.tier_code if own else None
        else:
            actor.organisation = self.organisation(words)
            actor.tier_code = None if actor.organisation else self._tier_in(words)
        return actor

    def worker(self, words: str) -> Worker | None:
        """The worker of that name."""
        return self._session.scalars(
            select(Worker).where(Worker.name == words).order_by(Worker.id).limit(1)
        ).one_or_none()

    def organisation(self, words: str) -> Organisation | None:
        """The outside body of that name."""
        return self._session.scalars(
            select(Organisation).where(Organisation.name == words)
        ).one_or_none()

    def _tier_in(self, words: str) -> str | None:
        """The tier that the words name, as 大里村二级网格联络员 names the second."""
        tiers = self._session.scalars(select(GridTier).where(GridTier.retired_on.is_(None)))
        return next((tier.code for tier in tiers if tier.label in words), None)


def _checked(
    session: Session, case: Case, draft: StepDraft, but_for: Step | None = None
) -> StepAction:
    """The action of a draft the case takes; a step that is changed does not count itself."""
    action = session.get_one(StepAction, draft.action)
    facts = facts_of(session, case)
    if but_for is not None:
        check_open(stage_of(facts), allowed_when_closed=action.base in _WHEN_CLOSED)
        place = case.steps.index(but_for)
        facts = [fact for at, fact in enumerate(facts) if at < place]
    check_step(
        action.base,
        facts,
        reason=draft.reason,
        has_target=bool(draft.to),
        has_limit=end_of(draft.new_due) is not None,
    )
    return action


def _put_rest(session: Session, step: Step, action: StepAction, draft: StepDraft) -> None:
    step.mechanism_code = draft.mechanism or None
    step.is_internal, step.is_prior, step.times = draft.is_internal, draft.is_prior, draft.times
    step.urge_level = (draft.urge_level or None) if action.base == "URGED" else None
    _put_partners(session, step, draft.partners)
    # The limit of a step that is no extension any more stays with it, and counts for nothing.
    if draft.new_due is not None and action.base == "EXTENDED":
        words = clean(draft.new_due_words, LINE, field="new_due")
        extension = _extension_of(session, step.id) or Extension(step=step)
        extension.new_due, extension.limit_words = draft.new_due, words
        session.add(extension)
    session.flush()


def _extension_of(session: Session, step_id: int) -> Extension | None:
    return session.scalars(select(Extension).where(Extension.step_id == step_id)).one_or_none()


def _put_partners(session: Session, step: Step, drafts: Sequence[PartnerDraft]) -> None:
    wanted = [
        (clean(draft.name, NAME, field="partners"), draft.part, draft.came) for draft in drafts
    ]
    kept = [(partner.words, partner.part, partner.came) for partner in step.partners]
    if [row for row in wanted if row[0]] == kept:
        return
    for partner in step.partners:
        partner.removed_at = datetime.now(UTC)
    session.flush()
    session.expire(step, ["partners"])
    add_partners(session, step, drafts)


def _names(step: Step, direction: str) -> tuple[str, ...]:
    return tuple(actor.words for actor in step.actors if actor.direction == direction)


def _put_actors(step: Step, direction: str, words: list[str], names: KnownNames) -> None:
    """Let those named act, and nobody else; who stays keeps the row."""
    kept = [actor for actor in step.actors if actor.direction == direction and not actor.removed_at]
    if [actor.words for actor in kept] == words:
        return
    for actor in kept:
        actor.removed_at = datetime.now(UTC)
    for rank, name in enumerate(words):
        step.actors.append(names.actor(name, direction, rank))


def _place(
    session: Session, steps: Sequence[Step], moment: Moment, after_step: int | None = None
) -> int:
    """A free position before the first step known to be later, else after the last.

    What has no time stands behind ``after_step``, where that is one of the steps.
    """
    at = next((place for place, step in enumerate(steps) if _is_later(step, moment)), len(steps))
    if moment.sorts_at is None:
        behind = (place + 1 for place, step in enumerate(steps) if step.id == after_step)
        at = next(behind, at)
    low = steps[at - 1].position if at else 0
    if at == len(steps):
        return low + POSITION_GAP
    high = steps[at].position
    if high - low < 2:  # noqa: PLR2004 - no whole number lies between
        _space_out(session, steps)
        return _place(session, steps, moment, after_step)
    return (low + high) // 2


def _is_later(step: Step, moment: Moment) -> bool:
    start, end = step.moment.sorts_at, _end(moment)
    return start is not None and end is not None and start > end


def _end(moment: Moment) -> datetime | None:
    """The last minute that it may have begun in."""
    if moment.sorts_at is None or moment.precision is Precision.MINUTE:
        return moment.sorts_at
    start = moment.until or moment.sorts_at
    if moment.precision is Precision.DAY:
        return start + timedelta(days=1, minutes=-1)
    return (start + timedelta(days=32)).replace(day=1) - timedelta(minutes=1)


def _space_out(session: Session, steps: Sequence[Step]) -> None:
    """Give the steps gaps again; by way of free positions, since each is unique."""
    for place, step in enumerate(steps, start=1):
        step.position = -place
    session.flush()
    for place, step in enumerate(steps, start=1):
        step.position = place * POSITION_GAP
    session.flush()


def _unit_of(worker: Worker) -> GridUnit | None:
    return next((post.unit for post in worker.posts if post.until_on is None), None)
