"""Sums in the capital characters of receipts and agreements.

By 正确填写票据和结算凭证的基本规定: ends in 整 at yuan or jiao, never after fen.
"""


def capital_words(fen: int) -> str:
    """The sum in words, 捌万贰仟肆佰叁拾捌元整, without 人民币 before it.

    Raises ValueError below zero and from a quadrillion yuan on.
    """
    if not 0 <= fen < _BEYOND:
        raise ValueError(fen)
    yuan, rest = divmod(fen, 100)
    jiao, cents = divmod(rest, 10)
    words = f"{_whole(yuan)}元" if yuan or not rest else ""
    if jiao:
        words += f"{_FIGURES[jiao]}角"
    elif cents and yuan:
        words += "零"
    return words + (f"{_FIGURES[cents]}分" if cents else "整")


_FIGURES = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", "佰", "拾", "")
_GROUPS = ("", "万", "亿", "万亿")
_BEYOND = 10 ** (4 * len(_GROUPS)) * 100


def _whole(yuan: int) -> str:
    """Whole yuan in groups of four figures, one 零 for any gap between figures."""
    if not yuan:
        return _FIGURES[0]
    words = ""
    for power in reversed(range(len(_GROUPS))):
        group = yuan // 10_000**power % 10_000
        if not group:
            continue
        is_gap = words and (group < _FULL or yuan // 10_000 ** (power + 1) % 10_000 == 0)
        words += (_FIGURES[0] if is_gap else "") + _group(group) + _GROUPS[power]
    return words.replace("万亿", "万") if yuan // 10_000**2 % 10_000 else words


_FULL = 1000


def _group(group: int) -> str:
    words = ""
    for figure, place in zip(f"{group:04}", _PLACES, strict=True):
        if figure != "0":
            words += _FIGURES[int(figure)] + place
        elif words and not words.endswith(_FIGURES[0]):
            words += _FIGURES[0]
    return words.rstrip(_FIGURES[0])
