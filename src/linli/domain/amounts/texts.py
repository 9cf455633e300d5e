"""Sums and counts for the screen and for paper, and what several sums come to."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from linli.domain.amounts.capital import capital_words
from linli.domain.amounts.known import Amount, Count, Qualifier, Reach


def amount_text(amount: Amount) -> str:
    """The sum on the screen: 71,354元, 约6,784元, 600余元, 每人每年300元."""
    return _amount(amount, _SCREEN)


def amount_hint(amount: Amount) -> str:
    """How a typed sum was read; it wants amber where the qualifier is WORDS."""
    if amount.qualifier is not Qualifier.WORDS or amount.share:
        return amount_text(amount)
    return "没认出这个金额，已按原话记下" + _range_remark(amount.words)


def paper_amount(amount: Amount) -> str:
    """The sum in a line of print: ¥82,438.00, 约¥6,784.00, 600余元."""
    return _amount(amount, _LINE)


def table_amount(amount: Amount) -> str:
    """The sum in a table whose head says 元: 71,354.00, 约6,784.00, 600余."""
    return _amount(amount, _TABLE)


def count_text(count: Count) -> str:
    """The count on screen and paper: 2户, 50余名, 约30人次."""
    if count.value is None:
        return count.words
    if count.high is not None:
        return f"{count.value:,}至{count.high:,}{count.unit}"
    return _qualified(f"{count.value:,}", count.qualifier, count.unit)


def count_hint(count: Count) -> str:
    """How a typed count was read; it wants amber where the qualifier is WORDS."""
    if count.value is None:
        return "没认出这个数，已按原话记下" + _range_remark(count.words)
    return count_text(count) if count.unit else f"{count_text(count)}，单位未写"


def capital_text(amount: Amount) -> str | None:
    """人民币 and the sum in capital characters; None where it is not exact."""
    if amount.low_fen is None or amount.qualifier is not Qualifier.EXACT:
        return None
    return f"人民币{capital_words(amount.low_fen)}"


@dataclass(frozen=True, slots=True)
class Total:
    """What sums of one stage come to, in fen, and how sure that is.

    `hedge` is empty for an exact total, else 至少 or 约; `left_out` counts sums that
    have no figure of their own to add (words, shares, so much for each).
    """

    fen: int
    hedge: str = ""
    left_out: int = 0


def total(amounts: Iterable[Amount]) -> Total:
    """Add sums up. Raises ValueError where they are not all of one stage."""
    given = tuple(amounts)
    if len({amount.stage for amount in given}) > 1:
        raise ValueError("a claim and a payment do not add up")
    figures = [
        (amount.low_fen, _HEDGES.get(amount.qualifier, ""))
        for amount in given
        if amount.low_fen is not None and amount.reach is not Reach.EACH and not amount.period
    ]
    left_out = len(given) - len(figures)
    hedges = {hedge for _, hedge in figures}
    if left_out:
        hedges.add("至少")
    hedge = next((hedge for hedge in ("约", "至少") if hedge in hedges), "")
    return Total(sum(fen for fen, _ in figures), hedge, left_out)


def total_text(sum_: Total) -> str:
    """The total in print: ¥82,438.00 or 至少 ¥82,438.00."""
    return f"{sum_.hedge} ¥{_with_fen(sum_.fen)}".strip()


def total_capital(sum_: Total) -> str | None:
    """人民币 and the total in capital characters; None where it is not exact."""
    return None if sum_.hedge else f"人民币{capital_words(sum_.fen)}"


# A range is added by its lower end, so it is sure to be at least that.
_HEDGES = {
    Qualifier.ABOUT: "约",
    Qualifier.UNDER: "约",
    Qualifier.RANGE: "至少",
    Qualifier.OVER: "至少",
}


@dataclass(frozen=True, slots=True)
class _Style:
    """How a figure is written, and what stands before it, after it and after 余."""

    figure: Callable[[int], str]
    mark: str
    unit: str
    unit_over: str


def _with_fen(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02}"


def _short(fen: int) -> str:
    return _with_fen(fen).removesuffix(".00")


_SCREEN = _Style(_short, "", "元", "元")
_LINE = _Style(_with_fen, "¥", "", "元")
_TABLE = _Style(_with_fen, "", "", "")


def _amount(amount: Amount, style: _Style) -> str:
    fen = amount.low_fen
    if fen is None:
        return amount.words
    each = "".join(f"每{name}" for name in (amount.per, amount.period) if name)
    front = each or ("合计" if amount.reach is Reach.TOTAL else "")
    if amount.qualifier is Qualifier.OVER:
        myriads = fen // _MYRIAD if fen and fen % _MYRIAD == 0 else 0
        return f"{front}{f'{myriads:,}万' if myriads else _short(fen)}余{style.unit_over}"
    figure = style.mark + style.figure(fen)
    if amount.high_fen is not None:
        figure += f"至{style.mark}{style.figure(amount.high_fen)}"
    return front + _qualified(figure, amount.qualifier, style.unit)


_MYRIAD = 10_000 * 100


def _qualified(figure: str, qualifier: Qualifier, unit: str) -> str:
    if qualifier is Qualifier.OVER:
        return f"{figure}余{unit}"
    before = {Qualifier.ABOUT: "约", Qualifier.UNDER: "不足"}.get(qualifier, "")
    return f"{before}{figure}{unit}"


def _range_remark(words: str) -> str:
    """What to write instead of a hyphen between two figures."""
    return "；从多少到多少请用“至”" if re.search("[0-9] *[-—–－] *[0-9]", words) else ""
