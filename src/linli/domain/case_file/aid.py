"""Gifts and activities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.domain.amounts import Amount, Count
    from linli.domain.moments import Moment

    from .words import Coded


@dataclass(frozen=True, slots=True)
class GiftRow:
    """One gift, or one spending of what was raised."""

    moment: Moment
    channel: Coded
    giver: str
    goods: str
    amount: Amount | None
    is_spent: bool
    id: int = 0


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
    id: int = 0
