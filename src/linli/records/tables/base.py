"""What all tables share: keys, codes, who kept a row and when, removal, batches."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from uuid6 import uuid7

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# A plain BigInteger key does not count up by itself on SQLite.
BigKey = BigInteger().with_variant(Integer, "sqlite")


class Utc(TypeDecorator[datetime]):
    """An aware instant, kept as naive UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """To the file: refuse a naive time, which could be anybody's."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """From the file: say that it is UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class Words(TypeDecorator[str]):
    """Words that may be missing: "" here, NULL in the file."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """To the file."""
        return value or None

    def process_result_value(self, value: str | None, dialect: Dialect) -> str:  # noqa: ARG002 - SQLAlchemy's signature
        """From the file."""
        return value or ""


class Base(DeclarativeBase):
    """All tables of the record file.

    ``toward_case`` names the relationships that lead, one step nearer, to the case a
    row belongs to: a change to the row touches that case's version.
    """

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text}
    toward_case: ClassVar[tuple[str, ...]] = ()


class Recorded:
    """Who kept the row and when; the worker stays empty until one is chosen."""

    recorded_at: Mapped[datetime] = mapped_column(
        Utc, default=lambda: datetime.now(UTC), comment="UTC instant of keeping, not of happening"
    )

    @declared_attr
    def recorded_by_id(cls) -> Mapped[int | None]:  # noqa: N805 - called with the class
        """The worker at the desk."""
        return mapped_column(ForeignKey("worker.id", ondelete="RESTRICT"), comment="当班人")


class Kept(Recorded):
    """An integer key of the file's own."""

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)


class Known(Kept):
    """Known outside the file as well, by a UUIDv7."""

    uid: Mapped[str] = mapped_column(
        String(36), unique=True, default=lambda: str(uuid7()), comment="UUIDv7, for interchange"
    )


class Removable:
    """Can be removed and taken back; the row stays."""

    removed_at: Mapped[datetime | None] = mapped_column(Utc, comment="UTC; NULL = in use")
    removed_why: Mapped[str] = mapped_column(Words, nullable=True)

    @declared_attr
    def removed_by_id(cls) -> Mapped[int | None]:  # noqa: N805 - called with the class
        """The worker who removed it."""
        return mapped_column(ForeignKey("worker.id", ondelete="RESTRICT"))


class Batched:
    """Brought in together with others, so that all can be undone as one."""

    batch: Mapped[str | None] = mapped_column(
        String(16), comment="SAMPLE, IMPORT or GENERATED; NULL = typed by a clerk"
    )
    batch_id: Mapped[str | None] = mapped_column(
        String(36), index=True, comment="one UUID for all rows of a batch"
    )


def batch_checks() -> tuple[CheckConstraint, CheckConstraint]:
    """The constraints that go with Batched."""
    return (
        CheckConstraint("batch IN ('SAMPLE', 'IMPORT', 'GENERATED')", "batch"),
        CheckConstraint("(batch IS NULL) = (batch_id IS NULL)", "batch_id"),
    )


def code_check(column: str, codes: Iterable[str], name: str = "") -> CheckConstraint:
    """A closed set: ``column`` holds one of ``codes`` (or NULL, where it may)."""
    listed = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name or column)


def at_most_one(name: str, *columns: str) -> CheckConstraint:
    """No two of these nullable columns are set."""
    return CheckConstraint(f"{_how_many(columns)} <= 1", name)


def exactly_one(name: str, *columns: str) -> CheckConstraint:
    """One of these nullable columns is set, and only one."""
    return CheckConstraint(f"{_how_many(columns)} = 1", name)


def _how_many(columns: Iterable[str]) -> str:
    return " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
