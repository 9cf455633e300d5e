"""One case with all its joint facts, and its row in the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.domain.amounts import Count
    from linli.domain.moments import Moment

    from .agreements import AgreementRow
    from .aid import ActivityRow, AppealRow, GiftRow
    from .around import ConveyanceRow, CorrectionRow, LinkRow, ReminderRow
    from .parties import PartyRow, ReportRow, RequestRow
    from .results import ClosingRow, FollowUpRow, OutcomeRow, ThanksRow
    from .steps import SessionRow, StepRow
    from .words import Coded, DueRow, OfficeRow, PlaceRow


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One row of the list, and all the preview shows of a case but its first steps."""

    id: int
    number: str
    title: str
    kind: Coded
    stage: str
    """The stage in words: 待受理, 调解中, 已办结 …"""
    result: Coded
    due: DueRow
    place: PlaceRow
    parties: tuple[str, ...]
    holder: str
    holder_tier: str
    registered: Moment
    is_open: bool
    is_sample: bool


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All joint facts of one case."""

    row: CaseRow
    office: OfficeRow
    dispute_type: Coded
    urgency: Coded
    channel: Coded
    details: str
    reported: Moment
    happened: Moment | None
    due: Moment | None
    due_words: str
    registered_by: str
    people: tuple[Count, ...]
    parties: tuple[PartyRow, ...]
    requests: tuple[RequestRow, ...]
    reports: tuple[ReportRow, ...]
    steps: tuple[StepRow, ...]
    sessions: tuple[SessionRow, ...]
    outcomes: tuple[OutcomeRow, ...]
    closing: ClosingRow | None
    gifts: tuple[GiftRow, ...]
    activities: tuple[ActivityRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    thanks: tuple[ThanksRow, ...]
    minutes_to_done: int | None
    """From the first step to done, where both are known to the minute."""
    is_restricted: bool
    version: int = 0
    """Counts up with every change: a form that edits says which it read."""
    agreements: tuple[AgreementRow, ...] = ()
    links: tuple[LinkRow, ...] = ()
    reminders: tuple[ReminderRow, ...] = ()
    conveyances: tuple[ConveyanceRow, ...] = ()
    appeals: tuple[AppealRow, ...] = ()
    needs_follow_up: bool = False
    """Closed with a result that asks for it, and nobody has asked since."""
    corrections: tuple[CorrectionRow, ...] = ()
