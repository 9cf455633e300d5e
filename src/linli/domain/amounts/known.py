"""Money in whole fen and counts of people and things, each as exact as it was said."""

from dataclasses import dataclass
from enum import StrEnum


class Qualifier(StrEnum):
    """How exact a figure is."""

    EXACT = "EXACT"
    ABOUT = "ABOUT"
    OVER = "OVER"
    UNDER = "UNDER"
    RANGE = "RANGE"
    WORDS = "WORDS"


class Reach(StrEnum):
    """Whether a figure is meant for each or for all together."""

    EACH = "EACH"
    TOTAL = "TOTAL"
    UNCLEAR = "UNCLEAR"


class Stage(StrEnum):
    """What a sum of money is in the course of a matter."""

    CLAIM = "CLAIM"
    OFFER = "OFFER"
    COUNTER = "COUNTER"
    ESTIMATE = "ESTIMATE"
    BASIS = "BASIS"
    DISPUTED = "DISPUTED"
    DEDUCTION = "DEDUCTION"
    WAIVED = "WAIVED"
    AGREED = "AGREED"
    AWARDED = "AWARDED"
    PAID = "PAID"
    ADVANCED = "ADVANCED"
    ESCROW = "ESCROW"
    NEED = "NEED"
    EXPENSE = "EXPENSE"
    RAISED = "RAISED"
    SPENT = "SPENT"
    SURPLUS = "SURPLUS"
    PASSED_ON = "PASSED_ON"


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money in fen.

    ``low_fen`` is the figure that was named, ``high_fen`` the upper end of a RANGE
    and None otherwise; both are None where it was said in WORDS alone. ``per`` is
    the unit of 每人 (人), ``period`` that of 每年 (年), ``share`` a part such as 1/3
    or 30%. ``words`` are as typed where the figure is not exact. Figures that do
    not fit their qualifier raise ValueError.
    """

    low_fen: int | None
    high_fen: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    per: str = ""
    period: str = ""
    reach: Reach = Reach.UNCLEAR
    share: str = ""
    stage: Stage | None = None
    in_kind: str = ""
    words: str = ""

    def __post_init__(self) -> None:
        """Refuse what the record file would refuse too."""
        _check_figures(self.low_fen, self.high_fen, self.qualifier, self.words)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, households or things.

    ``value`` is the figure that was named, ``high`` the upper end of a RANGE and
    None otherwise; both are None where it was said in WORDS alone. ``unit`` is 人,
    户, 人次 …, ``of_what`` what was counted (总数, 到场 …). Figures that do not fit
    their qualifier raise ValueError.
    """

    value: int | None
    high: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    unit: str = ""
    of_what: str = ""
    words: str = ""

    def __post_init__(self) -> None:
        """Refuse what the record file would refuse too."""
        _check_figures(self.value, self.high, self.qualifier, self.words)


def _check_figures(low: int | None, high: int | None, qualifier: Qualifier, words: str) -> None:
    if (qualifier is Qualifier.WORDS) != (low is None):
        raise ValueError(f"{qualifier} and the figure {low} do not go together")
    if (qualifier is Qualifier.RANGE) != (high is not None):
        raise ValueError(f"{qualifier} and the upper end {high} do not go together")
    if low is not None and (low < 0 or (high is not None and high <= low)):
        raise ValueError(f"{low} to {high} is no figure")
    if qualifier is Qualifier.WORDS and not words.strip():
        raise ValueError("WORDS without words")
