"""Reading a sum or a count as the clerk types it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from linli.domain.amounts.known import Amount, Count, Qualifier, Reach
from linli.domain.numerals import number, plain_form
from linli.domain.text import LINE, clean


def parse_amount(text: str) -> Amount | None:
    """Read a sum such as 约6784, 600余元, 1.5万元, 每人每年300元; what is not understood is WORDS.

    A hyphen never means from-to. What is not exact keeps its words as typed. None for
    an empty text; raises TooLong for more than 200 characters.
    """
    words = clean(text, LINE)
    if not words:
        return None
    typed = _typed_form(words)
    try:
        return _amount(typed, words)
    except _NotUnderstoodError:
        return Amount(None, qualifier=Qualifier.WORDS, words=words)


def parse_count(text: str) -> Count | None:
    """Read a count such as 50余名, 2户, 约30人次; what is not understood is WORDS.

    None for an empty text; raises TooLong for more than 200 characters.
    """
    words = clean(text, LINE)
    if not words:
        return None
    typed = _typed_form(words)
    try:
        return _count(typed, words)
    except _NotUnderstoodError:
        return Count(None, qualifier=Qualifier.WORDS, words=words)


def _typed_form(words: str) -> str:
    return re.sub(r"\s+", "", plain_form(words)).rstrip(".")


class _NotUnderstoodError(ValueError):
    """The text is no figure, and stays in words."""


@dataclass(frozen=True, slots=True)
class _Figure:
    low: int
    high: int | None
    qualifier: Qualifier


def _amount(typed: str, words: str) -> Amount:
    if _SHARE.fullmatch(typed):
        return Amount(None, qualifier=Qualifier.WORDS, share=typed, words=words)
    found = _AMOUNT.fullmatch(typed)
    if found:
        figure = _figure(found, _fen)
    elif small := _SMALL.fullmatch(typed):
        found, figure = small, _small(small)
    else:
        raise _NotUnderstoodError
    per, period = _each(found["each"] or "", found["after"] or "")
    reach = Reach.EACH if per else Reach.TOTAL if found["total"] else Reach.UNCLEAR
    kept = "" if figure.qualifier is Qualifier.EXACT else words
    return Amount(
        figure.low, figure.high, figure.qualifier, per=per, period=period, reach=reach, words=kept
    )


def _count(typed: str, words: str) -> Count:
    found = _COUNT.fullmatch(typed)
    if not found:
        raise _NotUnderstoodError
    figure = _figure(found, _whole)
    kept = "" if figure.qualifier is Qualifier.EXACT else words
    return Count(
        figure.low,
        figure.high,
        figure.qualifier,
        unit=found["unit"] or "",
        of_what="TOTAL" if found["total"] else "",
        words=kept,
    )


_FIGURE = "[0-9][0-9,]*(?:[.][0-9]+)?|[零〇一二两三四五六七八九十百千万]+"
_QUALIFIED = (
    "(?P<before>约|大约|大概|不足|不到)?[¥]?"
    f"(?:(?P<low>{_FIGURE})(?P<low_size>[万千])?[元块]?[至到~][¥]?)?"
    f"(?P<high>{_FIGURE})(?P<over_first>[余多])?(?P<size>[万千])?(?P<over>[余多])?"
)
_EACH = "每[^每0-9约不¥零一二两三四五六七八九十百千万]{1,6}"
_FRONT = f"(?P<total>合计|共计|总共|共)?(?P<each>(?:{_EACH}){{0,2}})"
_AFTER = f"(?P<after>(?:/[^/0-9]{{1,4}}){{0,2}}|(?:{_EACH}){{0,2}})"
_YUAN = "(?:元|块钱|块|圆)?(?P<over_last>[余多])?整?"
_AMOUNT = re.compile(_FRONT + _QUALIFIED + _YUAN + _AFTER)
_SMALL = re.compile(
    f"{_FRONT}(?P<before>约|大约)?(?:(?P<yuan>[0-9]+)[元块])?(?:(?P<jiao>[0-9])[角毛])?(?:(?P<fen>[0-9])分)?{_AFTER}"
)
_SHARE = re.compile(
    "[一二两三四五六七八九十百]+分之[一二两三四五六七八九十]+|[0-9]{1,2}/[0-9]{1,3}|[0-9]{1,3}(?:[.][0-9]+)?%|[一二三四五六七八九]成"
)
_COUNT = re.compile(
    f"(?P<total>合计|共计|总共|共)?{_QUALIFIED}(?P<over_last>)"
    "(?P<unit>人次|户次|平方米|(?![约余多至到零〇一二两三四五六七八九十百千万])[\u4e00-\u9fff])?"
)


def _figure(found: re.Match[str], read: Callable[[str, str], int]) -> _Figure:
    """The figure of a match, its size words worked in, in what `read` makes of it."""
    over = [found[name] for name in ("over_first", "over", "over_last") if found[name]]
    high = read(found["high"], found["size"] or "")
    if found["low"]:
        # 3至5万 is 30 000 to 50 000: the size stands once, at the end.
        low = read(found["low"], found["low_size"] or found["size"] or "")
        # 三至五百 shares its 百 as well: no telling it from 三元至五百元.
        is_chinese = not (found["low"][0].isascii() and found["high"][0].isascii())
        if over or found["before"] or is_chinese or low >= high:
            raise _NotUnderstoodError
        return _Figure(low, high, Qualifier.RANGE)
    if (found["before"] and over) or len(over) > 1:
        raise _NotUnderstoodError
    if over:
        return _Figure(high, None, Qualifier.OVER)
    if found["before"]:
        is_about = found["before"] in _ABOUT
        return _Figure(high, None, Qualifier.ABOUT if is_about else Qualifier.UNDER)
    return _Figure(high, None, Qualifier.EXACT)


_ABOUT = ("约", "大约", "大概")
_SIZES = {"": 1, "千": 1_000, "万": 10_000}


def _fen(figure: str, size: str) -> int:
    return _scaled(figure, _SIZES[size] * 100)


def _whole(figure: str, size: str) -> int:
    return _scaled(figure, _SIZES[size])


def _scaled(figure: str, scale: int) -> int:
    """The figure times the scale, in whole numbers throughout; finer is not understood."""
    if not figure[0].isascii():
        value = number(figure)
        if value is None:
            raise _NotUnderstoodError
        return value * scale
    whole, _, fraction = figure.partition(".")
    if "," in whole and not _GROUPED.fullmatch(whole):
        raise _NotUnderstoodError
    value, left = divmod(int(whole.replace(",", "") + fraction) * scale, 10 ** len(fraction))
    if left or value > _MOST:
        raise _NotUnderstoodError
    return value


_GROUPED = re.compile("[0-9]{1,3}(?:,[0-9]{3})+")
_MOST = 10**17
"""Ten trillion yuan in fen; what is more is a slip, and no record file could hold it."""


def _small(found: re.Match[str]) -> _Figure:
    """A sum named in yuan, jiao and fen: 3元5角."""
    if not (found["jiao"] or found["fen"]):
        raise _NotUnderstoodError
    fen = int(found["yuan"] or 0) * 100 + int(found["jiao"] or 0) * 10 + int(found["fen"] or 0)
    if fen > _MOST:
        raise _NotUnderstoodError
    return _Figure(fen, None, Qualifier.ABOUT if found["before"] else Qualifier.EXACT)


def _each(front: str, after: str) -> tuple[str, str]:
    """What a figure is per, and per which time: 每人每年 and /人/年 are 人, 年."""
    named = [name for name in re.split("[每/]", front + after) if name]
    times = [name for name in named if name in _TIMES]
    units = [name for name in named if name not in _TIMES]
    if len(times) > 1 or len(units) > 1:
        raise _NotUnderstoodError
    return "".join(units), "".join(times)


_TIMES = ("年", "月", "个月", "季", "季度", "周", "星期", "天", "日", "小时")
