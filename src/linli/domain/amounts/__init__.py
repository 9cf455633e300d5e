"""Money in whole fen and counts of people and things, each as exact as it was said.

known    the values: a figure with its qualifier, or words
parser   a typed sum or count read
texts    sums and counts shown and printed, and totals that say how sure they are
capital  the capital characters of receipts and agreements
"""

from .capital import capital_words
from .known import Amount, Count, Qualifier, Reach, Stage
from .parser import parse_amount, parse_count
from .texts import (
    Total,
    amount_hint,
    amount_text,
    capital_text,
    count_hint,
    count_text,
    paper_amount,
    table_amount,
    total,
    total_capital,
    total_text,
)

__all__ = [
    "Amount",
    "Count",
    "Qualifier",
    "Reach",
    "Stage",
    "Total",
    "amount_hint",
    "amount_text",
    "capital_text",
    "capital_words",
    "count_hint",
    "count_text",
    "paper_amount",
    "parse_amount",
    "parse_count",
    "table_amount",
    "total",
    "total_capital",
    "total_text",
]
