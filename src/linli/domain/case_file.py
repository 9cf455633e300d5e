"""Frozen values for reading: what a window shows and what a sheet prints.

None of these types can hold what one side said apart: a session knows how many
caucus notes it has and who spoke, never their text. ``CaucusNoteRow`` alone holds
that, is handed out by one function and is part of nothing else.

Codes stand beside their labels as ``Coded`` values, moments as they are known,
money in fen. Names are the words of the case, not of a register.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from linli.domain.amounts import Amount, Count
    from linli.domain.moments import Moment


class Coded(NamedTuple):
    """A code and the word shown for it; both empty where nothing was said."""

    code: str = ""
    label: str = ""


class DueState(StrEnum):
    """How a case stands to its time limit."""

    OVERDUE = "OVERDUE"
    SOON = "SOON"
    IN_TIME = "IN_TIME"
    STANDING = "STANDING"
    """The clock stands: suspended or transferred out."""
    NOT_SET = "NOT_SET"
    CLOSED = "CLOSED"


class DueRow(NamedTuple):
    """The state and its words: 超期2天, 今天 17:30, 剩3天, 中止, 未设时限, 已办结."""

    state: DueState
    words: str


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """The office of the record file."""

    name: str
    short_name: str
    committee: str
    time_zone: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Where a case or a party is.

    ``grid_path`` runs from the office down: ("枫杨办事处", "翰林社区").
    """

    grid_path: tuple[str, ...] = ()
    tier: str = ""
    estate: str = ""
    building: str = ""
    unit: str = ""
    floor: str = ""
    room: str = ""
    note: str = ""

    @property
    def grid(self) -> str:
        """The name of the grid unit itself."""
        return self.grid_path[-1] if self.grid_path else ""


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
class PartyRow:
    """A party as it stands in the case today."""

    id: int
    side: str
    """甲, 乙, …; "" for a party without a side."""
    name: str
    kind: str
    roles: tuple[Coded, ...]
    identity: Coded
    phone: str
    id_number: str
    home: str
    people: Count | None
    remark: str
    represents: str
    """The name of the party a proxy speaks for."""
    part_of: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """What is asked, and what came of it."""

    words: str
    asked_by: str
    asked_of: str
    finding: Coded
    result: Coded


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One time the matter was brought."""

    moment: Moment
    channel: Coded
    by: str
    outside_number: str
    reply: str


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """Who worked along."""

    name: str
    part: Coded
    came: Coded


@dataclass(frozen=True, slots=True)
class StepRow:
    """One line of the timeline.

    ``tier`` is the short name of the tier of who acted (微, 三, 二, 城; 外 for an
    outside body; "" unknown) and ``tier_rank`` its rank. ``minutes`` counts since
    the step before, where both are known to the minute.
    """

    id: int
    moment: Moment
    action: Coded
    by: tuple[str, ...]
    to: tuple[str, ...]
    partners: tuple[PartnerRow, ...]
    mechanism: str
    note: str
    reason: str
    tier: str
    tier_rank: int
    minutes: int | None
    session_id: int | None
    method: Coded
    sides: tuple[str, ...]
    """The letters of the sides in a session."""
    is_closing: bool
    is_internal: bool
    is_prior: bool
    times: int
    new_due: Moment | None = None
    """The limit an extension sets."""
    new_due_words: str = ""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A mediation session without what was said apart."""

    id: int
    step_id: int
    moment: Moment
    method: Coded
    way: Coded
    state: Coded
    effect: Coded
    place: str
    party_ids: tuple[int, ...]
    parties: tuple[str, ...]
    sides: tuple[str, ...]
    present: tuple[str, ...]
    """Others present: mediators, recorder, invited, companions."""
    mediators: tuple[str, ...]
    record: str
    """The joint text, or an enquiry's; "" for back to back."""
    note_count: int
    times: int

    @property
    def is_caucus(self) -> bool:
        """Back to back: one side, apart."""
        return self.method.code == "BACK_TO_BACK"


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """A result of the case."""

    id: int
    result: Coded
    moment: Moment
    note: str
    is_final: bool


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """The closing that holds now."""

    moment: Moment
    kind: Coded
    note: str


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """A follow-up: a line a party, as (name, words)."""

    moment: Moment
    way: Coded
    findings: tuple[tuple[str, str], ...]
    satisfaction: Coded
    note: str
    next_on: Moment | None


@dataclass(frozen=True, slots=True)
class ThanksRow:
    """Thanks received."""

    moment: Moment
    kind: Coded
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class GiftRow:
    """One gift, or one spending of what was raised."""

    moment: Moment
    channel: Coded
    giver: str
    goods: str
    amount: Amount | None
    is_spent: bool


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post of an activity."""

    name: str
    people: Count | None


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """A training before an activity."""

    topic: str
    moment: Moment
    trainer: str
    trained: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity with its posts and trainings."""

    moment: Moment
    host: str
    co_hosts: tuple[str, ...]
    place: str
    programme: str
    people: tuple[Count, ...]
    posts: tuple[PostRow, ...]
    trainings: tuple[TrainingRow, ...]
    note: str


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


@dataclass(frozen=True, slots=True)
class CaucusNoteRow:
    """What was said apart: for the one window that opens it, and nowhere else."""

    id: int
    session_id: int
    moment: Moment
    speakers: tuple[str, ...]
    confidentiality: Coded
    text: str


class ListScope(StrEnum):
    """The three lists of the sidebar."""

    OPEN = "OPEN"
    ALL = "ALL"
    CLOSED = "CLOSED"


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What the list shows; ``words`` is sought as a plain substring."""

    scope: ListScope = ListScope.OPEN
    kind: str = ""
    grid: str = ""
    due: DueState | None = None
    needs_follow_up: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class ListCounts:
    """The figures of the sidebar and of the chips.

    ``kinds`` and ``grids`` are (code or name, label, count) of those with cases.
    """

    open: int
    all: int
    closed: int
    overdue: int
    soon: int
    not_set: int
    follow_up: int
    kinds: tuple[tuple[str, str, int], ...]
    grids: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class UnsavedRow:
    """A form somebody left open: its raw text, as typed."""

    key: str
    form: str
    case_id: int | None
    raw: dict[str, object]
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Choices:
    """What the choice fields of the forms offer, as (code or name, label)."""

    kinds: tuple[Coded, ...]
    channels: tuple[Coded, ...]
    actions: tuple[Coded, ...]
    roles: tuple[Coded, ...]
    results: tuple[Coded, ...]
    dispute_types: tuple[Coded, ...]
    mechanisms: tuple[Coded, ...]
    tiers: tuple[Coded, ...]
    grids: tuple[tuple[str, str], ...]
    """(name, path in words) of every unit in use."""
    workers: tuple[tuple[str, str], ...]
    """(name, unit and job in words)."""
    organisations: tuple[str, ...]
