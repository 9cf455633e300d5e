"""Agreements between parties, what they oblige to, and how that was performed."""

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from linli.domain.moments import Moment
from linli.domain.vocabulary import (
    AGREEMENT_EVENTS,
    AGREEMENT_FORMS,
    AGREEMENT_RELATIONS,
    JOINTNESSES,
    OBLIGATION_KINDS,
    OBLIGATION_TOWARD,
    PERFORMANCE_MODES,
    PERFORMANCES,
    PERIOD_UNITS,
    SIGNATURES,
    TIMINGS,
)

from .base import Base, Kept, Known, Removable, Words, code_check
from .measures import is_unsaid, moment_checks, moment_columns
from .parties import Party
from .steps import OwnsStep

if TYPE_CHECKING:
    from .figures import Amount


class Agreement(Known, OwnsStep, Base):
    """协议, between those who are its parties; a text not recorded is NULL."""

    __tablename__ = "agreement"

    form: Mapped[str] = mapped_column(String(16), default="NOT_STATED")
    led_by_words: Mapped[str] = mapped_column(Words, nullable=True, comment="NULL = the office")
    place: Mapped[str] = mapped_column(Words, nullable=True)
    text: Mapped[str] = mapped_column(Words, nullable=True, comment="NULL = not recorded")
    relation: Mapped[str | None] = mapped_column(String(16), comment="to the earlier one")
    earlier_id: Mapped[int | None] = mapped_column(
        ForeignKey("agreement.id", ondelete="RESTRICT"), index=True
    )

    earlier: Mapped["Agreement | None"] = relationship(remote_side="Agreement.id")
    parties: Mapped[list["AgreementParty"]] = relationship(
        back_populates="agreement",
        order_by="(AgreementParty.rank, AgreementParty.id)",
        passive_deletes="all",
    )
    obligations: Mapped[list["Obligation"]] = relationship(
        back_populates="agreement",
        order_by="(Obligation.rank, Obligation.id)",
        passive_deletes="all",
    )
    events: Mapped[list["AgreementEvent"]] = relationship(
        back_populates="agreement", order_by="AgreementEvent.id", passive_deletes="all"
    )

    __table_args__ = (
        code_check("form", AGREEMENT_FORMS.codes),
        code_check("relation", AGREEMENT_RELATIONS.codes),
        CheckConstraint("(relation IS NULL) = (earlier_id IS NULL)", "earlier"),
        CheckConstraint("earlier_id <> id", "earlier_id"),
    )


class AgreementParty(Kept, Removable, Base):
    """One party of an agreement and how it signed."""

    __tablename__ = "agreement_party"
    toward_case = ("agreement",)

    agreement_id: Mapped[int] = mapped_column(
        ForeignKey("agreement.id", ondelete="RESTRICT"), index=True
    )
    rank: Mapped[int] = mapped_column(default=0)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id", ondelete="RESTRICT"), index=True)
    words: Mapped[str] = mapped_column(comment="as it reads in this case, whatever is linked")
    manner: Mapped[str] = mapped_column(String(16), default="NOT_STATED")
    by_words: Mapped[str] = mapped_column(Words, nullable=True, comment="who signed for it")

    agreement: Mapped[Agreement] = relationship(back_populates="parties")
    party: Mapped[Party] = relationship()

    __table_args__ = (
        code_check("manner", SIGNATURES.codes),
        CheckConstraint("words <> ''", "words"),
    )


class Obligation(Known, Removable, Base):
    """履行事项: what is owed, by when, how often; who and to whom are rows of their own."""

    __tablename__ = "obligation"
    toward_case = ("agreement",)

    agreement_id: Mapped[int] = mapped_column(
        ForeignKey("agreement.id", ondelete="RESTRICT"), index=True
    )
    rank: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(16), default="NOT_STATED")
    mode: Mapped[str | None] = mapped_column(String(20), comment="履行方式")
    what: Mapped[str] = mapped_column(Words, nullable=True)
    jointness: Mapped[str] = mapped_column(String(16), default="NOT_STATED")
    toward: Mapped[str] = mapped_column(String(16), default="NOT_STATED")
    timing: Mapped[str] = mapped_column(String(16), default="NOT_STATED")
    due: Mapped[Moment | None] = composite(
        *moment_columns("due", optional=True), return_none_on=is_unsaid
    )
    limit_words: Mapped[str] = mapped_column(Words, nullable=True, comment="the limit as typed")
    every: Mapped[int | None] = mapped_column(comment="every so many units")
    every_unit: Mapped[str | None] = mapped_column(String(8))
    until: Mapped[Moment | None] = composite(
        *moment_columns("until", optional=True), return_none_on=is_unsaid
    )
    condition: Mapped[str] = mapped_column(Words, nullable=True)

    agreement: Mapped[Agreement] = relationship(back_populates="obligations")
    ends: Mapped[list["ObligationEnd"]] = relationship(
        back_populates="obligation",
        order_by="(ObligationEnd.rank, ObligationEnd.id)",
        passive_deletes="all",
    )
    instalments: Mapped[list["Instalment"]] = relationship(
        back_populates="obligation",
        order_by="(Instalment.rank, Instalment.id)",
        passive_deletes="all",
    )
    performances: Mapped[list["Performance"]] = relationship(
        back_populates="obligation", order_by="Performance.id", passive_deletes="all"
    )
    amounts: Mapped[list["Amount"]] = relationship(
        back_populates="obligation", order_by="Amount.id", passive_deletes="all"
    )

    __table_args__ = (
        code_check("kind", OBLIGATION_KINDS.codes),
        code_check("mode", PERFORMANCE_MODES.codes),
        code_check("jointness", JOINTNESSES.codes),
        code_check("toward", OBLIGATION_TOWARD.codes),
        code_check("timing", TIMINGS.codes),
        code_check("every_unit", PERIOD_UNITS.codes),
        CheckConstraint("(every IS NULL) = (every_unit IS NULL)", "every"),
        CheckConstraint("every >= 1", "every_count"),
        *moment_checks("due"),
        *moment_checks("until"),
    )


class ObligationEnd(Kept, Removable, Base):
    """Who is obliged, or to whom; several are several rows."""

    __tablename__ = "obligation_end"
    toward_case = ("obligation",)

    obligation_id: Mapped[int] = mapped_column(
        ForeignKey("obligation.id", ondelete="RESTRICT"), index=True
    )
    part: Mapped[str] = mapped_column(String(8), comment="DEBTOR or CREDITOR")
    rank: Mapped[int] = mapped_column(default=0)
    words: Mapped[str] = mapped_column(comment="as it reads in this case, whatever is linked")
    party_id: Mapped[int | None] = mapped_column(
        ForeignKey("party.id", ondelete="RESTRICT"), index=True
    )

    obligation: Mapped[Obligation] = relationship(back_populates="ends")
    party: Mapped[Party | None] = relationship()

    __table_args__ = (
        code_check("part", ("DEBTOR", "CREDITOR")),
        CheckConstraint("words <> ''", "words"),
    )


class Instalment(Kept, Removable, Base):
    """One part of an obligation that is due by itself; its sum is an amount."""

    __tablename__ = "instalment"
    toward_case = ("obligation",)

    obligation_id: Mapped[int] = mapped_column(
        ForeignKey("obligation.id", ondelete="RESTRICT"), index=True
    )
    rank: Mapped[int] = mapped_column(default=0)
    due: Mapped[Moment | None] = composite(
        *moment_columns("due", optional=True), return_none_on=is_unsaid
    )
    words: Mapped[str] = mapped_column(Words, nullable=True)

    obligation: Mapped[Obligation] = relationship(back_populates="instalments")
    amounts: Mapped[list["Amount"]] = relationship(
        back_populates="instalment", order_by="Amount.id", passive_deletes="all"
    )

    __table_args__ = moment_checks("due")


class AgreementEvent(Known, OwnsStep, Base):
    """What became of an agreement later; when and by whom stand on its step."""

    __tablename__ = "agreement_event"

    agreement_id: Mapped[int] = mapped_column(
        ForeignKey("agreement.id", ondelete="RESTRICT"), index=True
    )
    kind: Mapped[str] = mapped_column(String(16))
    docket: Mapped[str] = mapped_column(
        Words, nullable=True, comment="司法确认: the court's number"
    )
    note: Mapped[str] = mapped_column(Words, nullable=True, comment="for its own parties alone")

    agreement: Mapped[Agreement] = relationship(back_populates="events")

    __table_args__ = (code_check("kind", AGREEMENT_EVENTS.codes),)


class Performance(Known, OwnsStep, Base):
    """履行记录, of an obligation or one instalment of it; the sum is an amount."""

    __tablename__ = "performance"

    obligation_id: Mapped[int] = mapped_column(
        ForeignKey("obligation.id", ondelete="RESTRICT"), index=True
    )
    instalment_id: Mapped[int | None] = mapped_column(
        ForeignKey("instalment.id", ondelete="RESTRICT"), index=True
    )
    state: Mapped[str] = mapped_column(String(16))
    proof: Mapped[str] = mapped_column(Words, nullable=True, comment="收条, 转账记录")
    note: Mapped[str] = mapped_column(Words, nullable=True, comment="for its own parties alone")

    obligation: Mapped[Obligation] = relationship(back_populates="performances")
    instalment: Mapped[Instalment | None] = relationship()
    amounts: Mapped[list["Amount"]] = relationship(
        back_populates="performance", order_by="Amount.id", passive_deletes="all"
    )

    __table_args__ = (code_check("state", PERFORMANCES.codes),)
