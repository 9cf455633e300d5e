"""Sums and counts, each saying beneath how it was read."""

from __future__ import annotations

from typing_extensions import override

from linli.desktop.fields.moment import ReadField
from linli.domain.amounts import (
    Amount,
    Count,
    Qualifier,
    amount_text,
    count_text,
    parse_amount,
    parse_count,
)

_IN_WORDS = "没认出这个数，已按原话记下"


class AmountField(ReadField):
    """A sum as typed; its value is an `Amount` in fen, None while empty."""

    def value(self) -> Amount | None:
        """The sum as well as it is known; may raise `Refused` for a text too long."""
        return None if self.is_empty() else parse_amount(self.text())

    @override
    def _reading_of(self, text: str) -> tuple[str, bool]:
        if not text.strip():
            return "", False
        amount = parse_amount(text)
        if amount.qualifier is Qualifier.WORDS and not amount.share:
            return _IN_WORDS, True
        return amount_text(amount), False


class CountField(ReadField):
    """A count as typed, with its unit; its value is a `Count`, None while empty."""

    def value(self) -> Count | None:
        """The count as well as it is known; may raise `Refused` for a text too long."""
        return None if self.is_empty() else parse_count(self.text())

    @override
    def _reading_of(self, text: str) -> tuple[str, bool]:
        if not text.strip():
            return "", False
        count = parse_count(text)
        if count.qualifier is Qualifier.WORDS:
            return _IN_WORDS, True
        return count_text(count), False
