"""Sums and counts of a row that is being edited, as a hand would type them."""

from dataclasses import replace
from typing import TypeVar

from linli.domain.amounts import Amount, Count, amount_text, count_text

FigureT = TypeVar("FigureT", Amount, Count)


def typed_figure(figure: Amount | Count | None) -> str:
    """The text that reads back as this figure, "" for none."""
    if figure is None:
        return ""
    if figure.words:
        return figure.words
    return amount_text(figure) if isinstance(figure, Amount) else count_text(figure)


def unless_untouched(text: str, read: FigureT | None, kept: FigureT | None) -> FigureT | None:
    """What was read, or the very figure that was kept where its text still stands.

    A figure says more than its text: what it was called, what was counted.
    """
    return kept if kept is not None and text.strip() == typed_figure(kept) else read


def of_people(count: Count | None) -> Count | None:
    """A count whose bare figure counts people."""
    if count is None or count.unit or count.value is None:
        return count
    return replace(count, unit="人")
