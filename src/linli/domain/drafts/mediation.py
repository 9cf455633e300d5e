"""A mediation session and what was said apart, as a form hands it over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.domain.amounts import Amount
    from linli.domain.moments import Moment


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What one side said apart.

    ``speakers`` are the ids of who said it, for a session in which others sat too;
    empty they are all who sat. ``may_convey_to`` says to whom it may be told, for
    MAY_CONVEY; ``amount`` is a sum named there, and as secret as the note.
    """

    text: str
    confidentiality: str = "CONFIDENTIAL"
    reported_why: str = ""
    """Why it was reported as the law asks: for REPORTED, which is refused without."""
    may_convey_to: str = ""
    amount: Amount | None = None
    speakers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class InterpreterDraft:
    """Who interpreted, and which language: a code of LANGUAGES or ""."""

    name: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """One mediation session.

    ``speakers`` are the ids of the parties who spoke in a one-sided session, or
    who attended a joint one. ``record`` is the joint text (or the enquiry record);
    ``notes`` are caucus notes and need speakers. A draft read back holds no notes:
    they are changed one by one, and those it is given come on top of those kept.
    """

    method: str
    moment: Moment
    speakers: tuple[int, ...] = ()
    record: str = ""
    notes: tuple[NoteDraft, ...] = ()
    way: str = "IN_PERSON"
    state: str = "HELD"
    effect: str = "NOT_STATED"
    place: str = ""
    attended_by: tuple[str, ...] = ()
    """Others present (参加), in words."""
    mediators: tuple[str, ...] = ()
    recorder: str = ""
    invited: tuple[str, ...] = ()
    joint_first_reason: str = ""
    same_sitting_as: int | None = None
    """The id of another session of the same sitting."""
    times: int = 1
    state_words: str = ""
    """Why it was not held as planned; kept only where it was not."""
    interpreters: tuple[InterpreterDraft, ...] = ()
    others: tuple[str, ...] = ()
    """Who was there in another part, in words."""


@dataclass(frozen=True, slots=True)
class ConveyanceDraft:
    """Words of a caucus note told to others with the consent of who spoke.

    ``to`` and ``consent_by`` are party ids; ``consent_how`` a code of CONSENT_WAYS.
    """

    words: str
    to: tuple[int, ...]
    consent_by: tuple[int, ...]
    consented: Moment
    consent_how: str
    answer: str = ""
