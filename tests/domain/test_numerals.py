"""Figures in full width and in Chinese numerals are read; what only looks like one is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.domain.numerals import number, plain_form, with_digits


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("三百", 300), ("三百五十", 350),
        ("三百零五", 305), ("三百〇五", 305), ("两千零一", 2001), ("三万五千", 35_000), ("三万零五", 30_005),
        ("一百二十万", 1_200_000), ("二〇二五", 2025), ("一九九九", 1999), ("二〇〇", 200), ("零", 0),
    ],
)  # fmt: skip
def test_a_simple_numeral_is_a_number(numeral: str, value: int) -> None:
    assert number(numeral) == value


@pytest.mark.parametrize(
    "numeral", ["", "三五", "三百五", "三万五", "两千三", "百", "万", "二三十", "万万", "几"]
)
def test_a_numeral_that_leaves_something_open_is_none(numeral: str) -> None:
    assert number(numeral) is None


def test_only_full_width_digits_become_digits() -> None:
    assert plain_form(" ６００．５—１：２ ") == "600.5-1:2"
    assert plain_form("3。1、6·2") == "3.1.6.2"
    assert plain_form("²①٣½𝟑") == "²①٣½𝟑"


def test_numerals_become_digits_only_before_the_signs_named() -> None:
    assert with_digits("三月十六日周三下午两点", "月日点") == "3月16日周三下午2点"


@settings(deadline=None, database=None)
@given(st.text("零一二两三四五六七八九十百千万〇", max_size=8))
def test_no_numeral_is_too_strange(numeral: str) -> None:
    value = number(numeral)
    assert value is None or 0 <= value < 100_000_000
