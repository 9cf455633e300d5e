"""The spine: every dated thing of a case owns exactly one step."""

from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    text,
)
from sqlalchemy.orm import (
    Mapped,
    composite,
    declared_attr,
    mapped_column,
    relationship,
)

from linli.domain.moments import Moment
from linli.domain.vocabulary import PARTNER_CAME, PARTNER_PARTS, URGE_LEVELS

from .base import Base, Kept, Known, Removable, Words, at_most_one, code_check, exactly_one
from .grid import GridTier, GridUnit, Organisation, Worker
from .lookups import CODE, Mechanism, StepAction
from .measures import moment_checks, moment_columns
from .parties import Party

if TYPE_CHECKING:
    from .cases import Case
    from .figures import Amount
    from .mediation import MediationSession

POSITION_GAP = 1024


class Step(Known, Removable, Base):
    """One line of the timeline: when, what, by whom, to whom."""

    __tablename__ = "step"
    toward_case = ("case",)

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="RESTRICT"))
    position: Mapped[int] = mapped_column(
        Integer, comment="order in the case, gaps of 1024, never shifted by one"
    )
    action_code: Mapped[str] = mapped_column(
        CODE, ForeignKey("step_action.code", ondelete="RESTRICT")
    )
    moment: Mapped[Moment] = composite(*moment_columns("moment"))
    note: Mapped[str] = mapped_column(Words, nullable=True, comment="never one side's words")
    reason: Mapped[str] = mapped_column(Words, nullable=True)
    is_reason_unrecorded: Mapped[bool] = mapped_column(Boolean, default=False, comment="理由未记")
    is_internal: Mapped[bool] = mapped_column(Boolean, default=False, comment="内部 sheets only")
    is_prior: Mapped[bool] = mapped_column(
        Boolean, default=False, comment="前情: outside durations"
    )
    urge_level: Mapped[str | None] = mapped_column(String(16))
    mechanism_code: Mapped[str | None] = mapped_column(
        CODE, ForeignKey("mechanism.code", ondelete="RESTRICT")
    )
    times: Mapped[int] = mapped_column(default=1, comment="stands for so many")

    case: Mapped["Case"] = relationship(back_populates="steps", foreign_keys=[case_id])
    action: Mapped[StepAction] = relationship()
    mechanism: Mapped[Mechanism | None] = relationship()
    actors: Mapped[list["StepActor"]] = relationship(
        back_populates="step", order_by="(StepActor.rank, StepActor.id)", passive_deletes="all"
    )
    partners: Mapped[list["Partner"]] = relationship(
        back_populates="step", order_by="(Partner.rank, Partner.id)", passive_deletes="all"
    )
    amounts: Mapped[list["Amount"]] = relationship(
        back_populates="step", order_by="Amount.id", passive_deletes="all"
    )

    __table_args__ = (
        Index(
            "uq_step_case_id_position",
            "case_id",
            "position",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
        Index(None, "case_id", "action_code"),
        *moment_checks("moment"),
        CheckConstraint(
            "action_code <> 'MEDIATED' OR (note IS NULL AND reason IS NULL)", "mediated_no_note"
        ),
        CheckConstraint("NOT is_reason_unrecorded OR reason IS NULL", "reason_unrecorded"),
        CheckConstraint(
            "action_code <> 'RETURNED' OR reason IS NOT NULL OR is_reason_unrecorded", "returned"
        ),
        CheckConstraint("action_code <> 'VOIDED' OR reason IS NOT NULL", "voided"),
        CheckConstraint("times >= 1", "times"),
        code_check("urge_level", URGE_LEVELS.codes),
    )


class StepActor(Kept, Removable, Base):
    """One who did a step, or to whom it was done; several are several rows."""

    __tablename__ = "step_actor"
    toward_case = ("step",)

    step_id: Mapped[int] = mapped_column(ForeignKey("step.id", ondelete="RESTRICT"), index=True)
    direction: Mapped[str] = mapped_column(String(4), comment="FROM or TO")
    rank: Mapped[int] = mapped_column(default=0)
    words: Mapped[str] = mapped_column(comment="as it reads in this case, whatever is linked")
    unit_id: Mapped[int | None] = mapped_column(
        ForeignKey("grid_unit.id", ondelete="RESTRICT"), index=True
    )
    worker_id: Mapped[int | None] = mapped_column(
        ForeignKey("worker.id", ondelete="RESTRICT"), index=True
    )
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="RESTRICT"), index=True
    )
    party_id: Mapped[int | None] = mapped_column(
        ForeignKey("party.id", ondelete="RESTRICT"), index=True
    )
    tier_code: Mapped[str | None] = mapped_column(
        CODE, ForeignKey("grid_tier.code", ondelete="RESTRICT"), comment="tier it acted in then"
    )

    step: Mapped[Step] = relationship(back_populates="actors")
    unit: Mapped[GridUnit | None] = relationship()
    worker: Mapped[Worker | None] = relationship(foreign_keys=[worker_id])
    organisation: Mapped[Organisation | None] = relationship()
    party: Mapped[Party | None] = relationship()
    tier: Mapped[GridTier | None] = relationship()

    __table_args__ = (
        code_check("direction", ("FROM", "TO")),
        CheckConstraint("words <> ''", "words"),
        at_most_one("unit_or", "unit_id", "organisation_id", "party_id"),
        at_most_one("worker_or", "worker_id", "organisation_id", "party_id"),
    )


class Partner(Kept, Removable, Base):
    """联动单位: who worked along in a step or session."""

    __tablename__ = "partner"
    toward_case = ("step", "mediation")

    step_id: Mapped[int | None] = mapped_column(
        ForeignKey("step.id", ondelete="RESTRICT"), index=True
    )
    session_id: Mapped[int | None] = mapped_column(
        ForeignKey("mediation_session.id", ondelete="RESTRICT"), index=True
    )
    rank: Mapped[int] = mapped_column(default=0)
    words: Mapped[str] = mapped_column(comment="as it reads in this case, whatever is linked")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("grid_unit.id", ondelete="RESTRICT"))
    worker_id: Mapped[int | None] = mapped_column(ForeignKey("worker.id", ondelete="RESTRICT"))
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="RESTRICT"), index=True
    )
    part: Mapped[str] = mapped_column(String(16), default="NOT_STATED")
    came: Mapped[str] = mapped_column(String(16), default="NOT_STATED")

    step: Mapped[Step | None] = relationship(back_populates="partners")
    mediation: Mapped["MediationSession | None"] = relationship(back_populates="partners")
    unit: Mapped[GridUnit | None] = relationship()
    worker: Mapped[Worker | None] = relationship(foreign_keys=[worker_id])
    organisation: Mapped[Organisation | None] = relationship()

    __table_args__ = (
        exactly_one("of_what", "step_id", "session_id"),
        CheckConstraint("words <> ''", "words"),
        at_most_one("who", "unit_id", "organisation_id"),
        code_check("part", PARTNER_PARTS.codes),
        code_check("came", PARTNER_CAME.codes),
    )


class OwnsStep:
    """A dated thing: its step has the moment, the position, who, and the removal."""

    toward_case: ClassVar[tuple[str, ...]] = ("step",)
    if TYPE_CHECKING:
        id: Mapped[int]

    @declared_attr
    def step_id(cls) -> Mapped[int]:  # noqa: N805 - called with the class
        """The one step it owns."""
        return mapped_column(ForeignKey("step.id", ondelete="RESTRICT"), unique=True)

    @declared_attr
    def step(cls) -> Mapped[Step]:  # noqa: N805 - called with the class
        """The step itself."""
        return relationship(Step)
