"""Amounts and counts, each with exactly one owner."""

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from linli.domain import amounts
from linli.domain.vocabulary import AMOUNT_REACHES, AMOUNT_STAGES, KEPT_CONFIDENTIALITIES

from .activities import Activity, Post
from .agreements import Instalment, Obligation, Performance
from .aid import Gift
from .base import Base, Kept, Known, Removable, code_check, exactly_one
from .cases import Case, Request
from .measures import amount_columns, count_columns, figure_checks
from .mediation import CaucusNote, MediationSession
from .parties import Party
from .steps import Step


class Amount(Known, Removable, Base):
    """金额; what was said apart carries the class of its note and shows nowhere else."""

    __tablename__ = "amount"
    toward_case = (
        "request", "step", "mediation", "caucus_note", "gift",
        "obligation", "instalment", "performance",
    )  # fmt: skip

    value: Mapped[amounts.Amount] = composite(*amount_columns())
    request_id: Mapped[int | None] = mapped_column(
        ForeignKey("request.id", ondelete="RESTRICT"), index=True
    )
    step_id: Mapped[int | None] = mapped_column(
        ForeignKey("step.id", ondelete="RESTRICT"), index=True
    )
    session_id: Mapped[int | None] = mapped_column(
        ForeignKey("mediation_session.id", ondelete="RESTRICT"), index=True
    )
    caucus_note_id: Mapped[int | None] = mapped_column(
        ForeignKey("caucus_note.id", ondelete="RESTRICT"), index=True
    )
    gift_id: Mapped[int | None] = mapped_column(
        ForeignKey("gift.id", ondelete="RESTRICT"), index=True
    )
    obligation_id: Mapped[int | None] = mapped_column(
        ForeignKey("obligation.id", ondelete="RESTRICT"), index=True
    )
    instalment_id: Mapped[int | None] = mapped_column(
        ForeignKey("instalment.id", ondelete="RESTRICT"), index=True
    )
    performance_id: Mapped[int | None] = mapped_column(
        ForeignKey("performance.id", ondelete="RESTRICT"), index=True
    )
    said_in_session_id: Mapped[int | None] = mapped_column(
        ForeignKey("mediation_session.id", ondelete="RESTRICT"), comment="when it was said"
    )
    confidentiality: Mapped[str | None] = mapped_column(
        String(16), comment="NULL = open to all who attended"
    )

    request: Mapped[Request | None] = relationship(back_populates="amounts")
    step: Mapped[Step | None] = relationship(back_populates="amounts")
    mediation: Mapped[MediationSession | None] = relationship(
        back_populates="amounts", foreign_keys=[session_id]
    )
    caucus_note: Mapped[CaucusNote | None] = relationship(lazy="raise")
    gift: Mapped[Gift | None] = relationship(back_populates="amounts")
    obligation: Mapped[Obligation | None] = relationship(back_populates="amounts")
    instalment: Mapped[Instalment | None] = relationship(back_populates="amounts")
    performance: Mapped[Performance | None] = relationship(back_populates="amounts")
    ends: Mapped[list["AmountEnd"]] = relationship(
        back_populates="amount", order_by="AmountEnd.id", passive_deletes="all"
    )

    __table_args__ = (
        exactly_one(
            "owner",
            "request_id",
            "step_id",
            "session_id",
            "caucus_note_id",
            "gift_id",
            "obligation_id",
            "instalment_id",
            "performance_id",
        ),
        *figure_checks("low_fen", "high_fen"),
        code_check("reach", AMOUNT_REACHES.codes),
        code_check("stage", AMOUNT_STAGES.codes),
        code_check("confidentiality", sorted(KEPT_CONFIDENTIALITIES)),
        CheckConstraint("caucus_note_id IS NULL OR confidentiality IS NOT NULL", "class"),
    )


class AmountEnd(Kept, Removable, Base):
    """Who pays or is paid an amount; several payers are several rows."""

    __tablename__ = "amount_end"
    toward_case = ("amount",)

    amount_id: Mapped[int] = mapped_column(ForeignKey("amount.id", ondelete="RESTRICT"), index=True)
    part: Mapped[str] = mapped_column(String(8), comment="PAYER or PAYEE")
    words: Mapped[str] = mapped_column(comment="as it reads in this case, whatever is linked")
    party_id: Mapped[int | None] = mapped_column(
        ForeignKey("party.id", ondelete="RESTRICT"), index=True
    )

    amount: Mapped[Amount] = relationship(back_populates="ends")
    party: Mapped[Party | None] = relationship()

    __table_args__ = (
        code_check("part", ("PAYER", "PAYEE")),
        CheckConstraint("words <> ''", "words"),
    )


class Count(Kept, Removable, Base):
    """人数 of a case, party, session, activity, post or gift."""

    __tablename__ = "count"
    toward_case = ("case", "party", "mediation", "activity", "post", "gift")

    figure: Mapped[amounts.Count] = composite(*count_columns())
    case_id: Mapped[int | None] = mapped_column(
        ForeignKey("case.id", ondelete="RESTRICT"), index=True
    )
    party_id: Mapped[int | None] = mapped_column(
        ForeignKey("party.id", ondelete="RESTRICT"), index=True
    )
    session_id: Mapped[int | None] = mapped_column(
        ForeignKey("mediation_session.id", ondelete="RESTRICT"), index=True
    )
    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activity.id", ondelete="RESTRICT"), index=True
    )
    post_id: Mapped[int | None] = mapped_column(
        ForeignKey("post.id", ondelete="RESTRICT"), index=True
    )
    gift_id: Mapped[int | None] = mapped_column(
        ForeignKey("gift.id", ondelete="RESTRICT"), index=True, comment="unnamed donors"
    )

    case: Mapped[Case | None] = relationship(back_populates="counts")
    party: Mapped[Party | None] = relationship(back_populates="counts")
    mediation: Mapped[MediationSession | None] = relationship(back_populates="counts")
    activity: Mapped[Activity | None] = relationship(back_populates="counts")
    post: Mapped[Post | None] = relationship(back_populates="counts")
    gift: Mapped[Gift | None] = relationship(back_populates="counts")

    __table_args__ = (
        exactly_one(
            "owner", "case_id", "party_id", "session_id", "activity_id", "post_id", "gift_id"
        ),
        *figure_checks("value", "high"),
    )
