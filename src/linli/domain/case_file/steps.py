"""The timeline and the sessions, without what was said apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linli.domain.things import Thing

if TYPE_CHECKING:
    from linli.domain.moments import Moment

    from .words import Coded


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
    urge: str = ""
    """How strongly it was urged, in words: 黄牌."""
    thing: Thing = Thing.STEP
    """What the step dates: its own form edits it."""
    thing_id: int = 0


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
    note_speakers: tuple[tuple[int, ...], ...] = ()
    """Who spoke apart, by party id: each set that has notes, and never what was said."""
    sitting: int = 0
    """Parts of one sitting share the number."""
    state_words: str = ""
    """Why it was not held as planned."""
    joint_first_reason: str = ""
    """Why both met before anybody was met apart."""

    @property
    def is_caucus(self) -> bool:
        """Back to back: one side, apart."""
        return self.method.code == "BACK_TO_BACK"
