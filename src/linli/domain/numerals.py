"""Figures as people type them: full-width digits, Chinese numerals, Chinese points and dashes."""

import re
import unicodedata


def plain_form(text: str) -> str:
    """Return typed figures in plain characters, for reading only, never for keeping.

    Full-width digits and signs become plain ones, 。、· become a point and every dash
    a hyphen. Raised, circled and foreign digits stay what they are: 600² is no figure.
    """
    return "".join(map(_plain, text)).translate(_SIGNS).strip()


def with_digits(text: str, before: str) -> str:
    """Return the text with Chinese numerals before any of the given characters as digits."""
    return re.sub(f"[{_NUMERALS}]+(?=[{before}])", _in_digits, text)


def number(numeral: str) -> int | None:
    """The number of a simple Chinese numeral such as 三百二十 or 二〇二五, or None."""
    if not numeral or not set(numeral) <= set(_NUMERALS):
        return None
    if set(numeral) <= _DIGITS.keys():
        # 三五 is three to five; figures said one by one have a 零 or are a year's four.
        is_one_by_one = len(numeral) in {1, _YEAR} or not set(numeral).isdisjoint("零〇")
        return int("".join(str(_DIGITS[char]) for char in numeral)) if is_one_by_one else None
    parts = _NUMERAL.fullmatch(numeral.replace("〇", "零"))
    if not parts:
        return None
    myriads, rest = parts["myriads"], parts["rest"]
    if myriads is None:
        return _below_myriad(rest)
    # 三万五 is said for 35 000, so the rest must name its thousands or begin with 零.
    if rest and not rest.startswith("零") and "千" not in rest:
        return None
    above, below = _below_myriad(myriads), _below_myriad(rest)
    return above * 10_000 + below if above and below is not None else None


_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_YEAR = len("二〇二五")
_NUMERALS = "".join(_DIGITS) + "十百千万"
_NUMERAL = re.compile("(?:(?P<myriads>[^万]+)万)?(?P<rest>[^万]*)")
_BELOW = re.compile(
    "(?:(?P<k>[一二两三四五六七八九])千)?零?"
    "(?:(?P<h>[一二两三四五六七八九])百)?零?"
    "(?:(?P<t>[一二三四五六七八九])?(?P<ten>十))?零?"
    "(?P<n>[一二两三四五六七八九])?"
)


def _below_myriad(numeral: str) -> int | None:
    found = _BELOW.fullmatch(numeral)
    if not found:
        return None
    # 三百五 is said for 350: only 零, or 十 before it, makes the last figure a unit.
    is_short = found["n"] and (found["k"] or found["h"]) and not found["ten"]
    if is_short and "零" not in numeral:
        return None
    tens = _DIGITS[found["t"]] if found["t"] else 1
    return (
        _value(found["k"]) * 1000
        + _value(found["h"]) * 100
        + (tens * 10 if found["ten"] else 0)
        + _value(found["n"])
    )


def _value(char: str | None) -> int:
    return _DIGITS[char] if char else 0


def _in_digits(run: re.Match[str]) -> str:
    value = number(run[0])
    return run[0] if value is None else str(value)


_SIGNS = str.maketrans(dict.fromkeys("。、·・", ".") | dict.fromkeys("—–―−‐‑", "-"))
_FULL_WIDTH_DIGITS = range(0xFF10, 0xFF1A)


def _plain(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char)
    is_digit_made = any("0" <= part <= "9" for part in plain) and plain != char
    return char if is_digit_made and ord(char) not in _FULL_WIDTH_DIGITS else plain
