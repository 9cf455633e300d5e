"""The office, its grid and its people: kept once, offered in every form."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeVar

from sqlalchemy import Select, select, union
from sqlalchemy.orm import Session

from linli.domain.case_file import Choices, Coded, OfficeRow
from linli.domain.drafts import OfficeDraft, OrganisationDraft, TierDraft, UnitDraft, WorkerDraft
from linli.domain.text import LINE, NAME, clean
from linli.domain.vocabulary import ACTIONS
from linli.errors import Refused
from linli.records.tables import (
    CaseKind,
    Channel,
    DisputeType,
    GridTier,
    GridUnit,
    Lookup,
    Mechanism,
    Office,
    Organisation,
    Partner,
    Result,
    Role,
    StepAction,
    Worker,
    WorkerPost,
)
from linli.records.upkeep import INCLUDE_REMOVED

LookupT = TypeVar("LookupT", bound=Lookup)


def office(session: Session) -> OfficeRow | None:
    """The office of this record file, None while the file is empty."""
    kept = session.get(Office, 1)
    if kept is None:
        return None
    return OfficeRow(
        name=kept.name,
        short_name=kept.short_name,
        committee=kept.committee,
        time_zone=kept.time_zone,
        is_sample=kept.batch == "SAMPLE",
    )


def keep_office(session: Session, draft: OfficeDraft, now: datetime) -> None:
    """Write the office's profile, tiers, units, people and the bodies it works with.

    What the draft leaves out is retired from today, never deleted; one of the same
    name and place comes back into use. Raises Refused where
    a name is missing or a unit's parent or tier is not there.
    """
    draft = _cleaned(draft)
    _check_office(draft)
    kept = session.get(Office, 1)
    if kept is None:
        kept = Office(id=1)
        session.add(kept)
    if (kept.name, kept.short_name) != (draft.name, draft.short_name):
        # Whatever it came in with, such as the sample: under another name it is one's own.
        kept.batch = kept.batch_id = None
    kept.name, kept.short_name = draft.name, draft.short_name
    kept.committee, kept.time_zone = draft.committee, draft.time_zone
    tiers = _keep_tiers(session, draft.tiers, now.date())
    units = _keep_units(session, draft.units, tiers, now.date())
    _keep_workers(session, draft.workers, units, now.date())
    _keep_organisations(session, draft.organisations)
    session.flush()


def office_draft(session: Session) -> OfficeDraft | None:
    """What the form of the office shows, None while there is no office."""
    kept = office(session)
    if kept is None:
        return None
    tiers = session.scalars(_in_use(GridTier)).all()
    return OfficeDraft(
        name=kept.name,
        short_name=kept.short_name,
        committee=kept.committee,
        time_zone=kept.time_zone,
        tiers=tuple(TierDraft(tier.label, tier.rank, tier.code) for tier in tiers),
        units=tuple(
            UnitDraft(unit.name, unit.tier.label, unit.parent.name if unit.parent else "")
            for unit in units_in_use(session)
        ),
        workers=tuple(
            WorkerDraft(worker.name, post.unit.name if post.unit else "", post.job_code)
            for worker, post in _workers_in_use(session)
        ),
        organisations=tuple(
            OrganisationDraft(body.name, body.kind)
            for body in session.scalars(select(Organisation).order_by(Organisation.id))
        ),
    )


def choices(session: Session) -> Choices:
    """What the forms offer to choose from."""
    return Choices(
        kinds=_coded(session, CaseKind),
        channels=_coded(session, Channel),
        actions=tuple(
            Coded(row.code, row.label)
            for row in session.scalars(_in_use(StepAction))
            if ACTIONS[row.base].is_offered
        ),
        roles=_coded(session, Role),
        results=_coded(session, Result),
        dispute_types=_coded(session, DisputeType),
        mechanisms=_coded(session, Mechanism),
        tiers=_coded(session, GridTier),
        grids=tuple((unit.name, " › ".join(unit_path(unit))) for unit in units_in_use(session)),
        workers=tuple(
            (worker.name, " ".join(filter(None, (post.unit and post.unit.name, post.job.label))))
            for worker, post in _workers_in_use(session)
        ),
        organisations=tuple(
            session.scalars(
                union(select(Organisation.name), select(Partner.words)).order_by("name")
            )
        ),
    )


def workers(session: Session) -> tuple[tuple[int, str], ...]:
    """Who may be the 当班人, as (id, name)."""
    return tuple({worker.id: worker.name for worker, _ in _workers_in_use(session)}.items())


def add_unit(session: Session, name: str, parent: str, tier: str) -> int:
    """Add one grid unit under ``parent`` (a unit's name, or "" for the top) and return its id."""
    name = clean(name, NAME)
    units = {unit.name: unit for unit in units_in_use(session)}
    if name in units:
        return units[name].id
    tiers = {tier.label: tier for tier in session.scalars(_in_use(GridTier))}
    _check_units((UnitDraft(name, tier, parent),), tiers, known=units)
    above = units.get(parent)
    unit = _retired_units(session).get((above, name)) or GridUnit(name=name, parent=above)
    unit.tier_code, unit.rank = tiers[tier].code, len(units)
    unit.retired_on = unit.successor_id = None
    session.add(unit)
    session.flush()
    return unit.id


def unit_called(session: Session, name: str) -> GridUnit | None:
    """The unit in use of that name; the highest where several have it."""
    if not name:
        return None
    named = session.scalars(
        select(GridUnit)
        .where(GridUnit.name == name, GridUnit.retired_on.is_(None))
        .order_by(GridUnit.rank, GridUnit.id)
    ).all()
    if len(named) > 1:
        return min(named, key=lambda unit: len(unit_path(unit)))
    return next(iter(named), None)


def units_in_use(session: Session) -> Sequence[GridUnit]:
    """Every unit that was not retired, parents first."""
    units = session.scalars(
        select(GridUnit).where(GridUnit.retired_on.is_(None)).order_by(GridUnit.rank, GridUnit.id)
    ).all()
    return sorted(units, key=lambda unit: len(unit_path(unit)))


def unit_path(unit: GridUnit | None) -> tuple[str, ...]:
    """The names from the top of the tree down to ``unit``."""
    path: list[str] = []
    while unit is not None:
        path.insert(0, unit.name)
        unit = unit.parent
    return tuple(path)


def _check_office(draft: OfficeDraft) -> None:
    refusals: list[tuple[str | None, str]] = []
    if not draft.name:
        refusals.append(("name", "请写单位全称"))
    if not draft.short_name:
        refusals.append(("short_name", "请写单位简称，编号要用"))
    if refusals:
        raise Refused(*refusals)


def _cleaned(draft: OfficeDraft) -> OfficeDraft:
    def name(words: str) -> str:
        return clean(words, NAME)

    return replace(
        draft,
        name=clean(draft.name, LINE, field="name"),
        short_name=clean(draft.short_name, NAME, field="short_name"),
        committee=clean(draft.committee, LINE, field="committee"),
        tiers=tuple(replace(tier, name=name(tier.name)) for tier in draft.tiers),
        units=tuple(
            UnitDraft(name(unit.name), name(unit.tier), name(unit.parent)) for unit in draft.units
        ),
        workers=tuple(
            replace(worker, name=name(worker.name), unit=name(worker.unit))
            for worker in draft.workers
        ),
        organisations=tuple(replace(body, name=name(body.name)) for body in draft.organisations),
    )


def _keep_tiers(session: Session, drafts: Sequence[TierDraft], today: date) -> dict[str, GridTier]:
    by_code = {tier.code: tier for tier in session.scalars(select(GridTier))}
    by_label = {tier.label: tier for tier in by_code.values() if tier.retired_on is None}
    tiers: dict[str, GridTier] = {}
    for draft in drafts:
        if not draft.name:
            raise Refused(("tiers", "层级里有一行没有写名称"))
        tier = by_code.get(draft.code) or by_label.get(draft.name)
        if tier is None:
            code = f"TIER_{len(by_code) + 1}"
            tier = GridTier(code=code, base=code, short_label=draft.name[:1], label=draft.name)
            session.add(tier)
            by_code[code] = tier
        tier.label, tier.rank, tier.retired_on = draft.name, draft.rank, None
        tiers[draft.name] = tier
    if drafts:
        for tier in by_code.values():
            if tier not in tiers.values() and tier.retired_on is None:
                tier.retired_on = today
    session.flush()
    return tiers or by_label


def _keep_units(
    session: Session, drafts: Sequence[UnitDraft], tiers: dict[str, GridTier], today: date
) -> dict[str, GridUnit]:
    _check_units(drafts, tiers, known={})
    kept = {unit.name: unit for unit in units_in_use(session)}
    retired = _retired_units(session)
    units: dict[str, GridUnit] = {}
    for rank, draft in enumerate(_parents_first(drafts)):
        parent = units.get(draft.parent)
        unit = kept.get(draft.name)
        if unit is None or unit.parent is not parent:
            unit = retired.get((parent, draft.name)) or unit or GridUnit(name=draft.name)
        unit.tier_code, unit.rank, unit.parent = tiers[draft.tier].code, rank, parent
        unit.retired_on = unit.successor_id = None
        session.add(unit)
        units[draft.name] = unit
    for unit in kept.values():
        if unit not in units.values():
            unit.retired_on = today
    session.flush()
    return units


def _retired_units(session: Session) -> dict[tuple[GridUnit | None, str], GridUnit]:
    """The units out of use by parent and name: that place is theirs still."""
    retired = session.scalars(select(GridUnit).where(GridUnit.retired_on.is_not(None)))
    return {(unit.parent, unit.name): unit for unit in retired}


def _check_units(
    drafts: Sequence[UnitDraft], tiers: dict[str, GridTier], known: Iterable[str]
) -> None:
    names = [draft.name for draft in drafts]
    for draft in drafts:
        if not draft.name:
            raise Refused(("units", "网格表里有一行没有写名称"))
        if names.count(draft.name) > 1:
            raise Refused(("units", f"网格“{draft.name}”写了两次，请改其中一个的名称"))
        if draft.tier not in tiers:
            raise Refused(("units", f"网格“{draft.name}”的层级“{draft.tier}”不在层级表里"))
        if draft.parent and draft.parent not in {*names, *known}:
            raise Refused(("units", f"网格“{draft.name}”的上级“{draft.parent}”不在网格表里"))
    _parents_first(drafts)


def _parents_first(drafts: Sequence[UnitDraft]) -> list[UnitDraft]:
    """The same units, each after its parent; raises Refused where parents go in a ring."""
    waiting, ordered = list(drafts), list[UnitDraft]()
    while waiting:
        names = {draft.name for draft in waiting}
        ready = [draft for draft in waiting if draft.parent not in names]
        if not ready:
            raise Refused(("units", f"网格“{waiting[0].name}”的上级绕回了自己，请改上级"))
        ordered += ready
        waiting = [draft for draft in waiting if draft not in ready]
    return ordered


def _keep_workers(
    session: Session, drafts: Sequence[WorkerDraft], units: dict[str, GridUnit], today: date
) -> None:
    now = {
        (worker.name, post.unit.name if post.unit else "", post.job_code): post
        for worker, post in _workers_in_use(session)
    }
    by_name = {worker.name: worker for worker in session.scalars(select(Worker))}
    wanted = [(draft.name, draft.unit, draft.job) for draft in drafts]
    for name, unit_name, job in dict.fromkeys(wanted):
        if not name:
            raise Refused(("workers", "人员表里有一行没有写姓名"))
        if (name, unit_name, job) in now:
            continue
        if unit_name and unit_name not in units:
            raise Refused(("workers", f"“{name}”的网格“{unit_name}”不在网格表里"))
        worker = by_name.setdefault(name, Worker(name=name))
        session.add(worker)
        worker.posts.append(WorkerPost(unit=units.get(unit_name), job_code=job, since_on=today))
    for key, post in now.items():
        if key not in wanted:
            post.until_on = max(today, post.since_on or today)


def _keep_organisations(session: Session, drafts: Sequence[OrganisationDraft]) -> None:
    names = [draft.name for draft in drafts]
    for name in names:
        if not name:
            raise Refused(("organisations", "联动单位表里有一行没有写名称"))
        if names.count(name) > 1:
            raise Refused(("organisations", f"联动单位“{name}”写了两次，请去掉一行"))
    everybody = session.scalars(
        select(Organisation).order_by(Organisation.id), execution_options={INCLUDE_REMOVED: True}
    ).all()
    # One in use before one that was removed, where both had the name.
    kept = {body.name: body for body in sorted(everybody, key=lambda body: not body.removed_at)}
    for draft in drafts:
        body = kept.get(draft.name) or Organisation(name=draft.name)
        body.kind, body.removed_at = draft.kind, None
        session.add(body)
    for body in everybody:
        if body.name not in names and body.removed_at is None:
            body.removed_at = datetime.now(UTC)


def _workers_in_use(session: Session) -> list[tuple[Worker, WorkerPost]]:
    rows = session.execute(
        select(Worker, WorkerPost)
        .join(WorkerPost, WorkerPost.worker_id == Worker.id)
        .where(WorkerPost.until_on.is_(None))
        .order_by(Worker.id, WorkerPost.id)
    )
    return [(worker, post) for worker, post in rows]


def _coded(session: Session, table: type[Lookup]) -> tuple[Coded, ...]:
    return tuple(Coded(row.code, row.label) for row in session.scalars(_in_use(table)))


def _in_use(table: type[LookupT]) -> Select[LookupT]:
    return select(table).where(table.retired_on.is_(None)).order_by(table.rank, table.code)
