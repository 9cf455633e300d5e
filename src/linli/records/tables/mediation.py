"""Mediation sessions, who sat in them, and what was said apart.

What one side said apart stands in ``caucus_note`` alone. No relationship toward it
loads by itself: whoever wants the text has to ask for these rows by name.
"""

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from linli.domain.moments import Moment
from linli.domain.vocabulary import (
    CONSENT_WAYS,
    KEPT_CONFIDENTIALITIES,
    LANGUAGES,
    METHODS,
    SESSION_EFFECTS,
    SESSION_ROLES,
    SESSION_STATES,
    SESSION_WAYS,
)

from .base import Base, Kept, Known, Recorded, Removable, Words, at_most_one, code_check
from .grid import Organisation, Worker
from .measures import moment_checks, moment_columns
from .parties import Party
from .steps import OwnsStep, Partner

if TYPE_CHECKING:
    from .figures import Amount, Count


class MediationSession(Known, OwnsStep, Base):
    """调解场次; ``record`` is what was said before all who attended, or an enquiry's."""

    __tablename__ = "mediation_session"

    method: Mapped[str] = mapped_column(String(20))
    way: Mapped[str] = mapped_column(String(16), default="NOT_STATED")
    state: Mapped[str] = mapped_column(String(16), default="HELD")
    effect: Mapped[str] = mapped_column(String(16), default="NOT_STATED")
    sitting: Mapped[int] = mapped_column(
        Integer, comment="number in the case; parts of one sitting share it"
    )
    times: Mapped[int] = mapped_column(default=1, comment="stands for so many sessions")
    place: Mapped[str] = mapped_column(Words, nullable=True)
    record: Mapped[str] = mapped_column(Words, nullable=True, comment="never a caucus's words")
    state_words: Mapped[str] = mapped_column(
        Words, nullable=True, comment="why it was not held as planned"
    )
    joint_first_reason: Mapped[str] = mapped_column(
        Words, nullable=True, comment="why face to face came before back to back"
    )

    attendances: Mapped[list["SessionParty"]] = relationship(
        back_populates="mediation",
        order_by="(SessionParty.rank, SessionParty.id)",
        passive_deletes="all",
    )
    partners: Mapped[list[Partner]] = relationship(
        back_populates="mediation", order_by=(Partner.rank, Partner.id), passive_deletes="all"
    )
    counts: Mapped[list["Count"]] = relationship(
        back_populates="mediation", order_by="Count.id", passive_deletes="all"
    )
    amounts: Mapped[list["Amount"]] = relationship(
        back_populates="mediation",
        order_by="Amount.id",
        foreign_keys="Amount.session_id",
        passive_deletes="all",
    )
    caucus_notes: Mapped[list["CaucusNote"]] = relationship(
        back_populates="mediation", lazy="raise", order_by="CaucusNote.id", passive_deletes="all"
    )

    __table_args__ = (
        code_check("method", METHODS.codes),
        code_check("way", SESSION_WAYS.codes),
        code_check("state", SESSION_STATES.codes),
        code_check("effect", SESSION_EFFECTS.codes),
        CheckConstraint("method <> 'BACK_TO_BACK' OR record IS NULL", "caucus_no_record"),
        CheckConstraint("sitting >= 1", "sitting"),
        CheckConstraint("times >= 1", "times"),
        Index(None, "state"),
    )


class SessionParty(Kept, Removable, Base):
    """One who sat in a session: a party, or a mediator, recorder, invited, interpreter."""

    __tablename__ = "session_party"
    toward_case = ("mediation",)

    session_id: Mapped[int] = mapped_column(
        ForeignKey("mediation_session.id", ondelete="RESTRICT"), index=True
    )
    rank: Mapped[int] = mapped_column(default=0)
    role: Mapped[str] = mapped_column(String(16), default="PARTY")
    words: Mapped[str] = mapped_column(comment="as it reads in this case, whatever is linked")
    party_id: Mapped[int | None] = mapped_column(
        ForeignKey("party.id", ondelete="RESTRICT"), index=True
    )
    worker_id: Mapped[int | None] = mapped_column(ForeignKey("worker.id", ondelete="RESTRICT"))
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="RESTRICT")
    )
    language: Mapped[str | None] = mapped_column(String(16), comment="for an interpreter")

    mediation: Mapped[MediationSession] = relationship(back_populates="attendances")
    party: Mapped[Party | None] = relationship()
    worker: Mapped[Worker | None] = relationship(foreign_keys=[worker_id])
    organisation: Mapped[Organisation | None] = relationship()

    __table_args__ = (
        code_check("role", SESSION_ROLES.codes),
        code_check("language", LANGUAGES.codes),
        CheckConstraint("words <> ''", "words"),
        CheckConstraint("role <> 'PARTY' OR party_id IS NOT NULL", "party"),
        at_most_one("who", "party_id", "worker_id", "organisation_id"),
    )


class CaucusNote(Known, Removable, Base):
    """背靠背记录: what its speakers, and nobody else, are known to have said."""

    __tablename__ = "caucus_note"
    toward_case = ("mediation",)

    session_id: Mapped[int] = mapped_column(
        ForeignKey("mediation_session.id", ondelete="RESTRICT"), index=True
    )
    text: Mapped[str] = mapped_column(comment="never leaves the desk")
    confidentiality: Mapped[str] = mapped_column(String(16), default="CONFIDENTIAL")
    may_convey_to: Mapped[str] = mapped_column(Words, nullable=True, comment="可转达: to whom")
    reported_why: Mapped[str] = mapped_column(Words, nullable=True, comment="依法报告: reason")

    mediation: Mapped[MediationSession] = relationship(back_populates="caucus_notes")
    speakers: Mapped[list["CaucusSpeaker"]] = relationship(
        back_populates="note", lazy="raise", passive_deletes="all"
    )

    __table_args__ = (
        CheckConstraint("text <> ''", "text"),
        code_check("confidentiality", sorted(KEPT_CONFIDENTIALITIES)),
        CheckConstraint(
            "confidentiality <> 'REPORTED' OR reported_why IS NOT NULL", "reported_why"
        ),
    )


class CaucusSpeaker(Recorded, Base):
    """One of those who spoke: a note is bound to them, not to the letter of a side."""

    __tablename__ = "caucus_speaker"
    toward_case = ("note",)

    note_id: Mapped[int] = mapped_column(
        ForeignKey("caucus_note.id", ondelete="RESTRICT"), primary_key=True
    )
    party_id: Mapped[int] = mapped_column(
        ForeignKey("party.id", ondelete="RESTRICT"), primary_key=True, index=True
    )

    note: Mapped[CaucusNote] = relationship(back_populates="speakers", lazy="raise")
    party: Mapped[Party] = relationship()


class Conveyance(Known, Removable, Base):
    """转达: words of a note that were told to others, with the consent of who spoke."""

    __tablename__ = "conveyance"
    toward_case = ("note",)

    note_id: Mapped[int] = mapped_column(
        ForeignKey("caucus_note.id", ondelete="RESTRICT"), index=True
    )
    words: Mapped[str] = mapped_column(comment="open to those who were told, and nobody else")
    consented: Mapped[Moment] = composite(*moment_columns("consented"))
    consent_how: Mapped[str] = mapped_column(String(16))
    answer: Mapped[str] = mapped_column(Words, nullable=True, comment="what was answered")

    note: Mapped[CaucusNote] = relationship(lazy="raise")
    ends: Mapped[list["ConveyanceEnd"]] = relationship(
        back_populates="conveyance", order_by="ConveyanceEnd.id", passive_deletes="all"
    )

    __table_args__ = (
        CheckConstraint("words <> ''", "words"),
        code_check("consent_how", CONSENT_WAYS.codes),
        *moment_checks("consented"),
    )


class ConveyanceEnd(Kept, Removable, Base):
    """Who consented to a conveyance, or was told."""

    __tablename__ = "conveyance_end"
    toward_case = ("conveyance",)

    conveyance_id: Mapped[int] = mapped_column(
        ForeignKey("conveyance.id", ondelete="RESTRICT"), index=True
    )
    part: Mapped[str] = mapped_column(String(8), comment="CONSENTED or TOLD")
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id", ondelete="RESTRICT"), index=True)

    conveyance: Mapped[Conveyance] = relationship(back_populates="ends")
    party: Mapped[Party] = relationship()

    __table_args__ = (code_check("part", ("CONSENTED", "TOLD")),)
