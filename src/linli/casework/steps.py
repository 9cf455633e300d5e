"""The steps of a timeline: what was done, who acted, who worked along."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from linli.casework.grid import unit_called
from linli.casework.people import name_of
from linli.casework.state import end_of, facts_of, refresh
from linli.casework.step_order import free_position, stand_rightly
from linli.domain.drafts import PartnerDraft, StepDraft
from linli.domain.moments import Moment
from linli.domain.rules import check_open, check_step, stage_of
from linli.domain.text import LINE, NAME, TEXT, clean
from linli.domain.things import Thing
from linli.domain.vocabulary import ACTIONS
from linli.errors import Refused
from linli.records.tables import (
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
    step.action = action
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
        position=free_position(session, case.steps, moment, after_step),
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
        stand_rightly(session, step)
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
        kind=case.kind.label,
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


def _unit_of(worker: Worker) -> GridUnit | None:
    return next((post.unit for post in worker.posts if post.until_on is None), None)
