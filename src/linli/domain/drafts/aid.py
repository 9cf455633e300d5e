"""Gifts, appeals and activities, as a form hands them over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.domain.amounts import Amount, Count
    from linli.domain.moments import Moment


@dataclass(frozen=True, slots=True)
class GiftDraft:
    """Money or goods raised for somebody, or spent from what was raised."""

    channel: str
    moment: Moment
    amount: Amount | None
    giver: str = ""
    goods: str = ""
    is_spent: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class AppealDraft:
    """A public appeal for money: where, when, by whom opened."""

    platform: str
    moment: Moment
    by: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class PostDraft:
    """A place volunteers stand at."""

    name: str
    people: Count | None = None


@dataclass(frozen=True, slots=True)
class TrainingDraft:
    """A training before an activity."""

    topic: str
    moment: Moment
    trainer: str = ""
    trained: str = ""


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """An activity that was held or is planned."""

    moment: Moment
    host: str = ""
    co_hosts: tuple[str, ...] = ()
    place: str = ""
    programme: str = ""
    people: tuple[Count, ...] = ()
    posts: tuple[PostDraft, ...] = ()
    trainings: tuple[TrainingDraft, ...] = ()
    note: str = ""
