"""Money on a sheet: what was given and what was spent, with its total."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linli.domain.amounts import table_amount, total, total_capital, total_text
from linli.domain.moments import paper_text
from linli.sheets.content import NOT_STATED, Gift, Money
from linli.sheets.names import shown

if TYPE_CHECKING:
    from linli.domain.case_file import GiftRow
    from linli.sheets.names import Names


def money_tables(gifts: tuple[GiftRow, ...], names: Names) -> tuple[Money, ...]:
    """The table of gifts and the table of what was spent of them, where there are any."""
    return tuple(
        _table(title, rows, names)
        for title, rows in (
            ("募捐明细", tuple(gift for gift in gifts if not gift.is_spent)),
            ("支出明细", tuple(gift for gift in gifts if gift.is_spent)),
        )
        if rows
    )


def _table(title: str, gifts: tuple[GiftRow, ...], names: Names) -> Money:
    # What stands in one table is of one kind, whatever stage was written down.
    amounts = [replace(gift.amount, stage=None) for gift in gifts if gift.amount is not None]
    sum_ = total(amounts)
    is_one_time = len({gift.moment for gift in gifts}) == 1
    return Money(
        title,
        tuple(
            Gift(
                no=str(no),
                way=shown(gift.channel),
                source=_source(gift, names) if is_one_time else _dated(gift, names),
                amount=_amount(gift),
            )
            for no, gift in enumerate(gifts, start=1)
        ),
        total_text(sum_) if len(amounts) > sum_.left_out else NOT_STATED,
        total_capital(sum_) if amounts else None,
    )


def _source(gift: GiftRow, names: Names) -> str:
    return names.shown(gift.giver) or NOT_STATED


def _dated(gift: GiftRow, names: Names) -> str:
    """The giver and when, where gifts of several times stand in one table."""
    when = paper_text(gift.moment)
    source = _source(gift, names)
    return source if when == NOT_STATED else f"{source}（{when}）"


def _amount(gift: GiftRow) -> str:
    money = table_amount(gift.amount) if gift.amount is not None else ""
    return "；".join(part for part in (money, gift.goods) if part) or NOT_STATED
