"""What gifts come to, in the same words on every screen."""

from collections.abc import Iterable
from dataclasses import replace

from linli.domain.amounts import Amount, amount_text, total
from linli.domain.case_file import GiftRow


def total_words(gifts: Iterable[GiftRow]) -> str:
    """The sum of gifts: 82,438元; 至少 or 约 before it where a part is not exact."""
    return sum_words(gift.amount for gift in gifts)


def sum_words(amounts: Iterable[Amount | None]) -> str:
    """The sum of amounts, whatever stage was written down; "" where none has a figure."""
    given = [replace(amount, stage=None) for amount in amounts if amount is not None]
    sum_ = total(given)
    if sum_.left_out == len(given):
        return ""
    return f"{sum_.hedge}{amount_text(Amount(sum_.fen))}"
