"""Gifts, appeals and activities, as a form hands them over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.domain.amounts import Amount, Count
    from linli.domain.moments import Moment


@dataclass(frozen=True, slots=True)
class GiftDraft:
    """Money or goods raised for somebody, or spent from what was raised.

    ``giver`` is who gave, or who paid where it was spent. ``quantity`` says how much of
    the ``goods``; ``unnamed`` how many gave without a name. ``may_publish_name`` is
    None where nobody asked. ``appeal`` is the id of the appeal of the case it answers.
    """

    channel: str
    moment: Moment
    amount: Amount | None
    giver: str = ""
    goods: str = ""
    is_spent: bool = False
    note: str = ""
    receiver: str = ""
    quantity: Count | None = None
    witness: str = ""
    unnamed: Count | None = None
    may_publish_name: bool | None = None
    appeal: int | None = None


@dataclass(frozen=True, slots=True)
class AppealDraft:
    """A public appeal for money: where, when, by whom opened."""

    platform: str
    moment: Moment
    by: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class PostDraft:
    """A place volunteers stand at; ``minutes`` is how long each served."""

    name: str
    people: Count | None = None
    people_words: str = ""
    """Who stood there."""
    minutes: int | None = None


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
