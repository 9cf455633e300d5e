"""Gifts, appeals and activities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.domain.amounts import Amount, Count
    from linli.domain.moments import Moment

    from .words import Coded


@dataclass(frozen=True, slots=True)
class GiftRow:
    """One gift, or one spending of what was raised.

    ``unnamed`` counts who gave without a name; ``may_publish_name`` is None where
    nobody asked; ``appeal`` names where the appeal stood that it answers.
    """

    moment: Moment
    channel: Coded
    giver: str
    goods: str
    amount: Amount | None
    is_spent: bool
    id: int = 0
    receiver: str = ""
    quantity: Count | None = None
    witness: str = ""
    unnamed: Count | None = None
    may_publish_name: bool | None = None
    appeal: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AppealRow:
    """Where money was publicly asked for."""

    id: int
    moment: Moment
    platform: str
    by: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post of an activity; ``minutes`` is how long each served there."""

    name: str
    people: Count | None
    people_words: str = ""
    minutes: int | None = None


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
