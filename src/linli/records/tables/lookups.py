"""Sets that grow: rows the office may add to, keyed by a code that never changes."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from .base import Base

CODE = String(40)


class Lookup:
    """One row of a set that grows; rules hang on ``base``, never on an office's own code."""

    code: Mapped[str] = mapped_column(CODE, primary_key=True, comment="never changes once used")
    label: Mapped[str] = mapped_column(comment="what people read")
    short_label: Mapped[str] = mapped_column(comment="for numbers and narrow columns")
    rank: Mapped[int] = mapped_column(comment="order of choosing")
    retired_on: Mapped[date | None] = mapped_column(comment="not offered from this day")

    @declared_attr
    def base(cls) -> Mapped[str]:  # noqa: N805 - called with the class
        """The built-in code this row behaves like; a built-in row's is its own."""
        return mapped_column(
            CODE,
            ForeignKey(f"{cls.__tablename__}.code", ondelete="RESTRICT"),  # type: ignore[attr-defined]
            comment="the built-in code it behaves like",
        )

    @declared_attr.directive
    def __table_args__(cls) -> tuple[CheckConstraint, ...]:  # noqa: N805 - called with the class
        """Constraints of each table's own: one shared would keep the first table's name."""
        return (CheckConstraint("code <> ''", "code"), CheckConstraint("label <> ''", "label"))


class CaseKind(Lookup, Base):
    """类别."""

    __tablename__ = "case_kind"


class Channel(Lookup, Base):
    """来源."""

    __tablename__ = "channel"


class StepAction(Lookup, Base):
    """动作."""

    __tablename__ = "step_action"


class Role(Lookup, Base):
    """角色."""

    __tablename__ = "role"


class Result(Lookup, Base):
    """结果."""

    __tablename__ = "result"

    bureau_code: Mapped[str | None] = mapped_column(
        String(4), comment="result in the bureau's statistics; NULL = not counted"
    )


class DisputeType(Lookup, Base):
    """纠纷类别."""

    __tablename__ = "dispute_type"

    bureau_code: Mapped[str | None] = mapped_column(
        String(4), comment="number in the bureau's list"
    )


class Mechanism(Lookup, Base):
    """A named way of working together, its members perhaps unknown: 三方联动."""

    __tablename__ = "mechanism"


class GridTier(Lookup, Base):
    """层级; a higher rank stands higher."""

    __tablename__ = "grid_tier"


class Job(Lookup, Base):
    """职务."""

    __tablename__ = "job"
