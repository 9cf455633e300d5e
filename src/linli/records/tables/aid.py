"""Appeals and gifts, and after the end: follow-ups and thanks."""

from typing import TYPE_CHECKING

from sqlalchemy import Boolean, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from linli.domain.moments import Moment
from linli.domain.vocabulary import (
    FOLLOW_UP_WAYS,
    GIFT_CHANNELS,
    GIFT_DIRECTIONS,
    PERFORMED_FINDINGS,
    REACHED,
    SATISFACTIONS,
    SOLVED_FINDINGS,
    THANKS_KINDS,
)

from .base import Base, Kept, Known, Removable, Words, code_check
from .measures import is_unsaid, moment_checks, moment_columns
from .parties import Party
from .steps import OwnsStep

if TYPE_CHECKING:
    from .figures import Amount, Count


class Appeal(Known, OwnsStep, Base):
    """募捐: where money was publicly asked for."""

    __tablename__ = "appeal"

    platform: Mapped[str]


class Gift(Known, OwnsStep, Base):
    """捐助: money or goods raised, or spent from what was raised; the sum is an amount."""

    __tablename__ = "gift"

    appeal_id: Mapped[int | None] = mapped_column(
        ForeignKey("appeal.id", ondelete="RESTRICT"), index=True
    )
    direction: Mapped[str] = mapped_column(String(16), default="RAISED")
    channel: Mapped[str] = mapped_column(String(16), default="NOT_STATED")
    giver_words: Mapped[str] = mapped_column(Words, nullable=True)
    giver_id: Mapped[int | None] = mapped_column(ForeignKey("party.id", ondelete="RESTRICT"))
    receiver_words: Mapped[str] = mapped_column(Words, nullable=True, comment="交给谁")
    goods: Mapped[str] = mapped_column(Words, nullable=True)
    witness_words: Mapped[str] = mapped_column(Words, nullable=True)
    may_publish_name: Mapped[bool | None] = mapped_column(Boolean, comment="NULL = not asked")

    appeal: Mapped[Appeal | None] = relationship()
    giver: Mapped[Party | None] = relationship()
    amounts: Mapped[list["Amount"]] = relationship(
        back_populates="gift", order_by="Amount.id", passive_deletes="all"
    )
    counts: Mapped[list["Count"]] = relationship(
        back_populates="gift", order_by="Count.id", passive_deletes="all"
    )

    __table_args__ = (
        code_check("direction", GIFT_DIRECTIONS.codes),
        code_check("channel", GIFT_CHANNELS.codes),
    )


class FollowUp(Known, OwnsStep, Base):
    """回访; what was told stands in the note of its step."""

    __tablename__ = "follow_up"

    way: Mapped[str] = mapped_column(String(16), default="NOT_STATED")
    next: Mapped[Moment | None] = composite(
        *moment_columns("next", optional=True), return_none_on=is_unsaid
    )

    findings: Mapped[list["FollowUpFinding"]] = relationship(
        back_populates="follow_up", order_by="FollowUpFinding.id", passive_deletes="all"
    )

    __table_args__ = (
        code_check("way", FOLLOW_UP_WAYS.codes),
        *moment_checks("next"),
        Index(None, "next_at"),
    )


class FollowUpFinding(Kept, Removable, Base):
    """What a follow-up found with one party."""

    __tablename__ = "follow_up_finding"
    toward_case = ("follow_up",)

    follow_up_id: Mapped[int] = mapped_column(
        ForeignKey("follow_up.id", ondelete="RESTRICT"), index=True
    )
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id", ondelete="RESTRICT"), index=True)
    reached: Mapped[str] = mapped_column(String(16), default="NOT_STATED")
    performed: Mapped[str] = mapped_column(String(16), default="NOT_STATED")
    solved: Mapped[str] = mapped_column(String(16), default="NOT_STATED")
    satisfaction: Mapped[str] = mapped_column(String(16), default="NOT_STATED")
    words: Mapped[str] = mapped_column(Words, nullable=True)

    follow_up: Mapped[FollowUp] = relationship(back_populates="findings")
    party: Mapped[Party] = relationship()

    __table_args__ = (
        code_check("reached", REACHED.codes),
        code_check("performed", PERFORMED_FINDINGS.codes),
        code_check("solved", SOLVED_FINDINGS.codes),
        code_check("satisfaction", SATISFACTIONS.codes),
    )


class Thanks(Known, OwnsStep, Base):
    """致谢; who gave and who received stand on its step."""

    __tablename__ = "thanks"

    kind: Mapped[str] = mapped_column(String(16), default="NOT_STATED")
    words: Mapped[str] = mapped_column(Words, nullable=True, comment="what stands on the banner")

    __table_args__ = (code_check("kind", THANKS_KINDS.codes),)
