"""How moments, amounts and counts are laid out in columns."""

from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Integer, String, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import MappedColumn, mapped_column

from linli.domain.amounts import Qualifier, Reach, Stage
from linli.domain.moments import Precision

from .base import Words, code_check

EnumT = TypeVar("EnumT", bound=StrEnum)


class Coded(TypeDecorator[EnumT]):
    """A closed set of the domain, kept as its code."""

    impl = String(16)
    cache_ok = True

    def __init__(self, of: type[EnumT]) -> None:
        super().__init__()
        self.of = of

    def process_bind_param(self, value: EnumT | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """To the file."""
        return None if value is None else self.of(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> EnumT | None:  # noqa: ARG002 - SQLAlchemy's signature
        """From the file."""
        return None if value is None else self.of(value)


def moment_columns(name: str, *, optional: bool = False) -> tuple[MappedColumn[Any], ...]:
    """The columns of a Moment, in the order of its fields, for ``composite``."""
    return (
        mapped_column(
            f"{name}_at",
            DateTime,
            nullable=True,
            comment="local wall time, start of what is known",
        ),
        mapped_column(
            f"{name}_precision",
            Coded(Precision),
            nullable=optional,
            comment="how much of it is known",
        ),
        mapped_column(f"{name}_until", DateTime, nullable=True, comment="end, where from-to"),
        mapped_column(f"{name}_words", Words, nullable=True, comment="as typed, if not exact"),
        mapped_column(f"{name}_minutes", Integer, nullable=True, comment="minutes, for DURATION"),
    )


def moment_checks(name: str) -> tuple[CheckConstraint, ...]:
    """What ties the columns of a Moment together; a NULL precision needs all NULL."""
    at, until, precision = f"{name}_at", f"{name}_until", f"{name}_precision"
    words, minutes = f"{name}_words", f"{name}_minutes"
    return (
        code_check(precision, (known.value for known in Precision)),
        CheckConstraint(
            f"({at} IS NOT NULL) = (COALESCE({precision}, '') IN ('MINUTE', 'DAY', 'MONTH', 'MONTH_DAY'))",
            at,
        ),
        CheckConstraint(
            f"{until} IS NULL OR (COALESCE({precision}, '') IN ('MINUTE', 'DAY', 'MONTH') AND {until} >= {at})",
            until,
        ),
        CheckConstraint(
            f"({minutes} IS NOT NULL) = (COALESCE({precision}, '') = 'DURATION')",
            minutes,
        ),
        CheckConstraint(f"{precision} IS NOT NULL OR {words} IS NULL", words),
        CheckConstraint(
            f"COALESCE({precision}, '') <> 'WORDS' OR {words} IS NOT NULL", f"{words}_needed"
        ),
    )


def is_unsaid(_first: object, second: object, *_rest: object) -> bool:
    """Whether the columns of an optional Moment hold none."""
    return second is None


def amount_columns() -> tuple[MappedColumn[Any], ...]:
    """The columns of an Amount, in the order of its fields."""
    return (
        mapped_column("low_fen", BigInteger, nullable=True, comment="fen; the figure named"),
        mapped_column("high_fen", BigInteger, nullable=True, comment="fen; upper end of a RANGE"),
        mapped_column("qualifier", Coded(Qualifier), nullable=False),
        mapped_column("per", Words, nullable=True, comment="每人: 人"),
        mapped_column("period", Words, nullable=True, comment="每年: 年"),
        mapped_column("reach", Coded(Reach), nullable=False, comment="for each or for all"),
        mapped_column("share", Words, nullable=True, comment="1/3, 30%"),
        mapped_column("stage", Coded(Stage), nullable=True),
        mapped_column("in_kind", Words, nullable=True),
        mapped_column("words", Words, nullable=True),
    )


def count_columns() -> tuple[MappedColumn[Any], ...]:
    """The columns of a Count, in the order of its fields."""
    return (
        mapped_column("value", BigInteger, nullable=True, comment="the figure named"),
        mapped_column("high", BigInteger, nullable=True, comment="upper end of a RANGE"),
        mapped_column("qualifier", Coded(Qualifier), nullable=False),
        mapped_column("unit", Words, nullable=True, comment="人, 户, 人次, 台"),
        mapped_column("of_what", Words, nullable=True, comment="总数, 到场, 代表"),
        mapped_column("words", Words, nullable=True),
    )


def figure_checks(low: str, high: str) -> tuple[CheckConstraint, ...]:
    """What ties a figure to its qualifier."""
    return (
        code_check("qualifier", (qualifier.value for qualifier in Qualifier)),
        CheckConstraint(f"({low} IS NULL) = (qualifier = 'WORDS')", low),
        CheckConstraint(f"({high} IS NULL) = (qualifier <> 'RANGE')", high),
        CheckConstraint(f"{low} >= 0 AND ({high} IS NULL OR {high} > {low})", "order"),
        CheckConstraint("qualifier <> 'WORDS' OR words IS NOT NULL", "words"),
    )
