"""What the list, the forms and the open drafts are asked with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from .words import Coded, DueState


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
    case_number: str = ""
    owner_id: int | None = None
    """What it adds to, where that is not the case itself."""
    row_id: int | None = None
    """The row it edits; None where it is of something new."""
    read_version: int | None = None
    """The case's version when the form was opened."""


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
