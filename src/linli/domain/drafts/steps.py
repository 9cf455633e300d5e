"""A step of the timeline as a form hands it over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.domain.moments import Moment


@dataclass(frozen=True, slots=True)
class PartnerDraft:
    """Who works along in a step or session."""

    name: str
    part: str = "NOT_STATED"
    came: str = "NOT_STATED"


@dataclass(frozen=True, slots=True)
class StepDraft:
    """One line of the timeline."""

    action: str
    moment: Moment
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    partners: tuple[PartnerDraft, ...] = ()
    mechanism: str = ""
    note: str = ""
    reason: str = ""
    new_due: Moment | None = None
    new_due_words: str = ""
    is_internal: bool = False
    is_prior: bool = False
    times: int = 1
    urge_level: str = ""
    """A code of URGE_LEVELS, for URGED."""
    after_step: int | None = None
    """The step a time known only in words stands behind; the last where it is not said."""
