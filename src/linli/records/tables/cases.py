"""The case: what was asked, how it was brought, how it came out."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from linli.domain.moments import Moment
from linli.domain.vocabulary import (
    CLOSING_KINDS,
    DIFFICULTIES,
    FINDINGS,
    LIMIT_UNITS,
    MEDIATION_SOURCES,
    RISKS,
    URGENCIES,
)

from .base import (
    Base,
    Batched,
    BigKey,
    Kept,
    Known,
    Removable,
    Utc,
    Words,
    at_most_one,
    batch_checks,
    code_check,
)
from .grid import NumberSeries, Organisation, Placed
from .lookups import CODE, CaseKind, Channel, DisputeType, Mechanism, Result
from .measures import is_unsaid, moment_checks, moment_columns
from .parties import Party
from .steps import OwnsStep, Step

if TYPE_CHECKING:
    from .figures import Amount, Count


class Case(Known, Batched, Placed, Base):
    """事项: one matter and all that was done about it. Voided, never removed."""

    __tablename__ = "case"

    number: Mapped[str] = mapped_column(String(100), unique=True, comment="编号, as shown")
    number_series_id: Mapped[int | None] = mapped_column(
        ForeignKey("number_series.id", ondelete="RESTRICT")
    )
    number_serial: Mapped[int | None]
    kind_code: Mapped[str] = mapped_column(CODE, ForeignKey("case_kind.code", ondelete="RESTRICT"))
    title: Mapped[str]
    details: Mapped[str] = mapped_column(Words, nullable=True)
    urgency: Mapped[str] = mapped_column(String(16), default="NOT_STATED")
    dispute_type_code: Mapped[str | None] = mapped_column(
        CODE, ForeignKey("dispute_type.code", ondelete="RESTRICT")
    )
    happened: Mapped[Moment | None] = composite(
        *moment_columns("happened", optional=True), return_none_on=is_unsaid
    )
    due: Mapped[Moment | None] = composite(
        *moment_columns("due", optional=True), return_none_on=is_unsaid
    )
    limit_number: Mapped[int | None] = mapped_column(comment="3, of 3工作日")
    limit_unit: Mapped[str | None] = mapped_column(String(16))
    limit_words: Mapped[str] = mapped_column(Words, nullable=True, comment="the limit as typed")
    difficulty: Mapped[str | None] = mapped_column(String(16), comment="难度")
    risk: Mapped[str | None] = mapped_column(String(16), comment="案件预测")
    mediation_source: Mapped[str | None] = mapped_column(String(16), comment="案件来源")
    mechanism_code: Mapped[str | None] = mapped_column(
        CODE, ForeignKey("mechanism.code", ondelete="RESTRICT")
    )
    is_restricted: Mapped[bool] = mapped_column(
        Boolean, default=False, comment="health, minors: not for everybody's eyes"
    )

    # Facts repeated so that the list can be sorted and counted by an index. One
    # function of casework writes them, in the transaction that changes the case.
    is_open: Mapped[bool] = mapped_column(Boolean, default=True, comment="derived: 待办")
    stage: Mapped[str] = mapped_column(Words, nullable=True, comment="derived: 阶段 in words")
    due_by: Mapped[datetime | None] = mapped_column(
        DateTime, comment="derived: end of the limit in force, local"
    )
    registered_at: Mapped[datetime | None] = mapped_column(
        DateTime, comment="derived: of the REGISTERED step, local"
    )
    needs_follow_up: Mapped[bool] = mapped_column(Boolean, default=False, comment="derived: 需回访")

    version: Mapped[int] = mapped_column(
        Integer, comment="counts up with the case and its children"
    )
    touched_at: Mapped[datetime | None] = mapped_column(Utc, comment="when a child last changed")

    kind: Mapped[CaseKind] = relationship()
    number_series: Mapped[NumberSeries | None] = relationship()
    dispute_type: Mapped[DisputeType | None] = relationship()
    mechanism: Mapped[Mechanism | None] = relationship()
    steps: Mapped[list[Step]] = relationship(
        back_populates="case", order_by=Step.position, passive_deletes="all"
    )
    parties: Mapped[list[Party]] = relationship(
        back_populates="case",
        order_by=(Party.rank, Party.id),
        passive_deletes="all",
    )
    requests: Mapped[list["Request"]] = relationship(
        back_populates="case", order_by="(Request.rank, Request.id)", passive_deletes="all"
    )
    reports: Mapped[list["Report"]] = relationship(
        back_populates="case", order_by="(Report.rank, Report.id)", passive_deletes="all"
    )
    counts: Mapped[list["Count"]] = relationship(
        back_populates="case", order_by="Count.id", passive_deletes="all"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - read by SQLAlchemy
    __table_args__ = (
        UniqueConstraint("number_series_id", "number_serial"),
        CheckConstraint("(number_series_id IS NULL) = (number_serial IS NULL)", "number_serial"),
        CheckConstraint("number <> ''", "number"),
        CheckConstraint("title <> ''", "title"),
        CheckConstraint("(limit_number IS NULL) = (limit_unit IS NULL)", "limit"),
        CheckConstraint("limit_number > 0", "limit_number"),
        code_check("limit_unit", LIMIT_UNITS.codes),
        code_check("urgency", URGENCIES.codes),
        code_check("difficulty", DIFFICULTIES.codes),
        code_check("risk", RISKS.codes),
        code_check("mediation_source", MEDIATION_SOURCES.codes),
        *moment_checks("happened"),
        *moment_checks("due"),
        *batch_checks(),
        Index(None, "is_open", "due_by", "id"),
        Index(None, "registered_at", "id"),
        Index(None, "kind_code", "is_open"),
        Index(None, "needs_follow_up", "registered_at"),
    )


class Request(Known, Removable, Base):
    """诉求: who asks what of whom; the first is made from the title."""

    __tablename__ = "request"
    toward_case = ("case",)

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="RESTRICT"), index=True)
    rank: Mapped[int] = mapped_column(default=0)
    words: Mapped[str] = mapped_column(comment="what is asked")
    asked_by_id: Mapped[int | None] = mapped_column(
        BigKey, index=True, comment="party; NULL = nobody asks"
    )
    asked_by_words: Mapped[str] = mapped_column(Words, nullable=True)
    asked_of_id: Mapped[int | None] = mapped_column(
        BigKey, index=True, comment="party; NULL = no other party"
    )
    asked_of_words: Mapped[str] = mapped_column(
        Words, nullable=True, comment="a rule or a facility, in words"
    )
    finding: Mapped[str] = mapped_column(String(16), default="UNVERIFIED")

    case: Mapped[Case] = relationship(back_populates="requests", foreign_keys=[case_id])
    asked_by: Mapped[Party | None] = relationship(
        primaryjoin=lambda: Request.asked_by_id == Party.id, foreign_keys=[asked_by_id]
    )
    asked_of: Mapped[Party | None] = relationship(
        primaryjoin=lambda: Request.asked_of_id == Party.id, foreign_keys=[asked_of_id]
    )
    amounts: Mapped[list["Amount"]] = relationship(
        back_populates="request", order_by="Amount.id", passive_deletes="all"
    )

    __table_args__ = (
        ForeignKeyConstraint(
            ["asked_by_id", "case_id"], ["party.id", "party.case_id"], ondelete="RESTRICT"
        ),
        ForeignKeyConstraint(
            ["asked_of_id", "case_id"], ["party.id", "party.case_id"], ondelete="RESTRICT"
        ),
        CheckConstraint("words <> ''", "words"),
        code_check("finding", FINDINGS.codes),
    )


class Report(Known, Removable, Base):
    """反映: one time the matter was brought, with the sender's number and the reply."""

    __tablename__ = "report"
    toward_case = ("case",)

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="RESTRICT"), index=True)
    rank: Mapped[int] = mapped_column(default=0)
    channel_code: Mapped[str] = mapped_column(CODE, ForeignKey("channel.code", ondelete="RESTRICT"))
    reported: Mapped[Moment] = composite(*moment_columns("reported"))
    by_party_id: Mapped[int | None] = mapped_column(BigKey, index=True)
    by_words: Mapped[str] = mapped_column(Words, nullable=True)
    sender_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="RESTRICT"), comment="来源单位"
    )
    sender_words: Mapped[str] = mapped_column(Words, nullable=True)
    outside_number: Mapped[str] = mapped_column(Words, nullable=True, comment="来源编号")
    reply_due: Mapped[Moment | None] = composite(
        *moment_columns("reply_due", optional=True), return_none_on=is_unsaid
    )
    reply: Mapped[str] = mapped_column(Words, nullable=True, comment="答复, as given outside")
    replied: Mapped[Moment | None] = composite(
        *moment_columns("replied", optional=True), return_none_on=is_unsaid
    )

    case: Mapped[Case] = relationship(back_populates="reports", foreign_keys=[case_id])
    channel: Mapped[Channel] = relationship()
    by_party: Mapped[Party | None] = relationship(
        primaryjoin=lambda: Report.by_party_id == Party.id, foreign_keys=[by_party_id]
    )
    sender: Mapped[Organisation | None] = relationship()

    __table_args__ = (
        ForeignKeyConstraint(
            ["by_party_id", "case_id"], ["party.id", "party.case_id"], ondelete="RESTRICT"
        ),
        Index(None, "outside_number"),
        Index(None, "reply_due_at"),
        *moment_checks("reported"),
        *moment_checks("reply_due"),
        *moment_checks("replied"),
    )


class Outcome(Known, OwnsStep, Base):
    """结果: dated, several over a case's life, of the case, one request or one party."""

    __tablename__ = "outcome"

    result_code: Mapped[str] = mapped_column(CODE, ForeignKey("result.code", ondelete="RESTRICT"))
    request_id: Mapped[int | None] = mapped_column(
        ForeignKey("request.id", ondelete="RESTRICT"), index=True
    )
    party_id: Mapped[int | None] = mapped_column(
        ForeignKey("party.id", ondelete="RESTRICT"), index=True
    )
    note: Mapped[str] = mapped_column(Words, nullable=True, comment="reason, explanation")

    result: Mapped[Result] = relationship()
    request: Mapped[Request | None] = relationship()
    party: Mapped[Party | None] = relationship()

    __table_args__ = (at_most_one("of_what", "request_id", "party_id"),)


class Closing(Kept, OwnsStep, Base):
    """办结方式, of a CLOSED step."""

    __tablename__ = "closing"

    kind: Mapped[str] = mapped_column(String(16), default="NOT_STATED")

    __table_args__ = (code_check("kind", CLOSING_KINDS.codes),)


class Extension(Kept, OwnsStep, Base):
    """延期: the limit an EXTENDED step sets."""

    __tablename__ = "extension"

    new_due: Mapped[Moment] = composite(*moment_columns("new_due"))
    limit_words: Mapped[str] = mapped_column(Words, nullable=True, comment="the limit as typed")

    __table_args__ = moment_checks("new_due")
