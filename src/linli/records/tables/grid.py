"""The office: its profile, the tree of grid units, who works there, outside bodies."""

from datetime import date

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from linli.domain.vocabulary import ORGANISATION_KINDS

from .base import Base, Batched, Kept, Known, Recorded, Removable, Words, batch_checks, code_check
from .lookups import CODE, CaseKind, GridTier, Job

DEFAULT_PATTERN = "{office}〔{year}〕{kind}{serial:04}"


class Office(Recorded, Batched, Base):
    """单位信息: the one office whose record file this is."""

    __tablename__ = "office"

    id: Mapped[int] = mapped_column(
        Integer, primary_key=True, autoincrement=False, default=1, comment="always 1"
    )
    name: Mapped[str]
    short_name: Mapped[str] = mapped_column(comment="stands in case numbers")
    committee: Mapped[str] = mapped_column(Words, nullable=True, comment="调委会名称")
    time_zone: Mapped[str] = mapped_column(
        String(64), default="Asia/Shanghai", comment="of all naive local times in this file"
    )
    number_pattern: Mapped[str] = mapped_column(default=DEFAULT_PATTERN)

    __table_args__ = (
        CheckConstraint("id = 1", "one"),
        CheckConstraint("name <> '' AND short_name <> ''", "names"),
        *batch_checks(),
    )


class GridUnit(Known, Batched, Base):
    """网格: a unit of the office's own tree; retired with a successor, never deleted."""

    __tablename__ = "grid_unit"

    name: Mapped[str]
    tier_code: Mapped[str] = mapped_column(CODE, ForeignKey("grid_tier.code", ondelete="RESTRICT"))
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("grid_unit.id", ondelete="RESTRICT"), index=True
    )
    rank: Mapped[int] = mapped_column(default=0, comment="order among siblings")
    retired_on: Mapped[date | None] = mapped_column(comment="not offered from this day")
    successor_id: Mapped[int | None] = mapped_column(
        ForeignKey("grid_unit.id", ondelete="RESTRICT"), comment="took over when this was retired"
    )

    tier: Mapped[GridTier] = relationship(lazy="joined", innerjoin=True)
    parent: Mapped["GridUnit | None"] = relationship(
        foreign_keys=[parent_id], remote_side="GridUnit.id"
    )

    __table_args__ = (
        UniqueConstraint("parent_id", "name"),
        CheckConstraint("name <> ''", "name"),
        CheckConstraint("parent_id <> id", "parent"),
        CheckConstraint("successor_id IS NULL OR retired_on IS NOT NULL", "successor"),
        *batch_checks(),
    )


class Worker(Known, Batched, Removable, Base):
    """工作人员; 当班人 is one of them."""

    __tablename__ = "worker"

    name: Mapped[str]
    phone: Mapped[str] = mapped_column(Words, nullable=True)

    posts: Mapped[list["WorkerPost"]] = relationship(
        back_populates="worker",
        order_by="WorkerPost.id",
        foreign_keys="WorkerPost.worker_id",
        passive_deletes="all",
    )

    __table_args__ = (CheckConstraint("name <> ''", "name"), *batch_checks())


class WorkerPost(Kept, Removable, Base):
    """A worker in a unit, in a job, from one day to another."""

    __tablename__ = "worker_post"

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="RESTRICT"), index=True)
    unit_id: Mapped[int | None] = mapped_column(
        ForeignKey("grid_unit.id", ondelete="RESTRICT"), index=True
    )
    job_code: Mapped[str] = mapped_column(CODE, ForeignKey("job.code", ondelete="RESTRICT"))
    since_on: Mapped[date | None]
    until_on: Mapped[date | None]

    worker: Mapped[Worker] = relationship(back_populates="posts", foreign_keys=[worker_id])
    unit: Mapped[GridUnit | None] = relationship()
    job: Mapped[Job] = relationship()

    __table_args__ = (CheckConstraint("until_on >= since_on", "until_on"),)


class Organisation(Known, Batched, Removable, Base):
    """单位: an outside body beside the tree; name and kind for now."""

    __tablename__ = "organisation"

    name: Mapped[str]
    kind: Mapped[str] = mapped_column(String(16), default="NOT_STATED")

    __table_args__ = (
        Index(
            "uq_organisation_name",
            "name",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
        CheckConstraint("name <> ''", "name"),
        code_check("kind", ORGANISATION_KINDS.codes),
        *batch_checks(),
    )


class NumberSeries(Kept, Base):
    """The last number given out, advanced in the write that uses it."""

    __tablename__ = "number_series"

    what: Mapped[str] = mapped_column(String(16), comment="CASE")
    scope: Mapped[str] = mapped_column(String(100), comment="short name of the office")
    year: Mapped[int]
    kind_code: Mapped[str] = mapped_column(CODE, ForeignKey("case_kind.code", ondelete="RESTRICT"))
    last: Mapped[int] = mapped_column(default=0)
    must_confirm: Mapped[bool] = mapped_column(
        Boolean,
        default=False,
        server_default=false(),
        comment="restored: paper may know a later number",
    )

    kind: Mapped[CaseKind] = relationship()

    __table_args__ = (
        UniqueConstraint("what", "scope", "year", "kind_code"),
        CheckConstraint("last >= 0", "last"),
    )


class Placed:
    """地点: grid unit, 小区, 楼, 单元, 层, 室, 位置说明, in words of its own."""

    grid_words: Mapped[str] = mapped_column(
        Words, nullable=True, comment="name of the grid unit as it was then"
    )
    estate: Mapped[str] = mapped_column(Words, nullable=True, comment="小区")
    building: Mapped[str] = mapped_column(Words, nullable=True, comment="楼")
    unit: Mapped[str] = mapped_column(Words, nullable=True, comment="单元")
    floor: Mapped[str] = mapped_column(Words, nullable=True, comment="层")
    room: Mapped[str] = mapped_column(Words, nullable=True, comment="室")
    place_note: Mapped[str] = mapped_column(Words, nullable=True, comment="位置说明")

    @declared_attr
    def grid_unit_id(cls) -> Mapped[int | None]:  # noqa: N805 - called with the class
        """The unit, where it is one of the office's tree."""
        return mapped_column(ForeignKey("grid_unit.id", ondelete="RESTRICT"), index=True)

    @declared_attr
    def grid_unit(cls) -> Mapped[GridUnit | None]:  # noqa: N805 - called with the class
        """The unit itself."""
        return relationship(GridUnit)
