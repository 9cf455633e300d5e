"""Sums and counts, each saying beneath how it was read."""

from __future__ import annotations

from typing_extensions import override

from linli.desktop.fields.moment import ReadField
from linli.domain.amounts import (
    Amount,
    Count,
    Qualifier,
    amount_hint,
    count_hint,
    parse_amount,
    parse_count,
)


class AmountField(ReadField):
    """A sum as typed; its value is an `Amount` in fen, None while empty."""

    def value(self) -> Amount | None:
        """The sum as well as it is known; may raise `Refused` for a text too long."""
        return parse_amount(self.text())

    @override
    def _reading_of(self, text: str) -> tuple[str, bool]:
        amount = parse_amount(text)
        if amount is None:
            return "", False
        return amount_hint(amount), amount.qualifier is Qualifier.WORDS and not amount.share


class CountField(ReadField):
    """A count as typed, with its unit; its value is a `Count`, None while empty."""

    def value(self) -> Count | None:
        """The count as well as it is known; may raise `Refused` for a text too long."""
        return parse_count(self.text())

    @override
    def _reading_of(self, text: str) -> tuple[str, bool]:
        count = parse_count(text)
        if count is None:
            return "", False
        return count_hint(count), count.qualifier is Qualifier.WORDS
