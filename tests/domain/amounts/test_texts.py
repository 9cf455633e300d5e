"""Sums are shown and printed as exactly as they are known, and totals say how sure they are."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.domain import vocabulary
from linli.domain.amounts import (
    Amount,
    Count,
    Qualifier,
    Reach,
    Stage,
    amount_hint,
    amount_text,
    capital_text,
    capital_words,
    count_hint,
    count_text,
    paper_amount,
    table_amount,
    total,
    total_capital,
    total_text,
)

ABOUT = Amount(678_400, qualifier=Qualifier.ABOUT)
OVER = Amount(60_000, qualifier=Qualifier.OVER)


@pytest.mark.parametrize(
    ("amount", "screen", "line", "table"),
    [
        (Amount(7_135_400), "71,354元", "¥71,354.00", "71,354.00"),
        (Amount(10_005), "100.05元", "¥100.05", "100.05"),
        (ABOUT, "约6,784元", "约¥6,784.00", "约6,784.00"),
        (OVER, "600余元", "600余元", "600余"),
        (Amount(3_000_000, qualifier=Qualifier.OVER), "3万余元", "3万余元", "3万余"),
        (Amount(60_000, qualifier=Qualifier.UNDER), "不足600元", "不足¥600.00", "不足600.00"),
        (Amount(50_000, 100_000, Qualifier.RANGE), "500至1,000元", "¥500.00至¥1,000.00", "500.00至1,000.00"),
        (Amount(30_000, per="人", period="年", reach=Reach.EACH), "每人每年300元", "每人每年¥300.00", "每人每年300.00"),
        (Amount(None, qualifier=Qualifier.WORDS, words="几百元"), "几百元", "几百元", "几百元"),
    ],
)  # fmt: skip
def test_a_sum_is_written_for_screen_line_and_table(
    amount: Amount, screen: str, line: str, table: str
) -> None:
    assert amount_text(amount) == screen
    assert paper_amount(amount) == line
    assert table_amount(amount) == table


def test_a_share_is_a_sum_understood() -> None:
    third = Amount(None, qualifier=Qualifier.WORDS, share="三分之一", words="三分之一")
    assert amount_hint(third) == "三分之一"


def test_a_count_without_unit_says_so() -> None:
    assert count_text(Count(50, qualifier=Qualifier.OVER, unit="名")) == "50余名"
    assert count_hint(Count(50)) == "50，单位未写"


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (8_243_800, "捌万贰仟肆佰叁拾捌元整"),
        (10_005, "壹佰元零伍分"),
        (10_000_100, "壹拾万零壹元整"),
        (100_001_000, "壹佰万零壹拾元整"),
        (50, "伍角整"),
        (5, "伍分"),
        (0, "零元整"),
        (120_000, "壹仟贰佰元整"),
        (105, "壹元零伍分"),
        (155, "壹元伍角伍分"),
        (1_000_010, "壹万元壹角整"),
        (110_500, "壹仟壹佰零伍元整"),
        (1_010_100, "壹万零壹佰零壹元整"),
        (10_700_000, "壹拾万柒仟元整"),
        (10_000_000_000, "壹亿元整"),
        (10_001_000_000, "壹亿零壹万元整"),
        (10_000_000_100, "壹亿零壹元整"),
        (100_000_000_000_000, "壹万亿元整"),
        (2_000_050_005, "贰仟万零伍佰元零伍分"),
    ],
)
def test_capital_words_follow_the_rule_for_receipts(fen: int, words: str) -> None:
    assert capital_words(fen) == words


@settings(deadline=None, database=None)
@given(st.integers(0, 10**18 - 1))
def test_capital_words_name_every_figure_and_never_two_zeros(fen: int) -> None:
    words = capital_words(fen)

    figures = [
        str("零壹贰叁肆伍陆柒捌玖".index(char))
        for char in re.sub("[^壹贰叁肆伍陆柒捌玖]", "", words)
    ]
    assert figures == re.findall("[1-9]", str(fen))
    assert "零零" not in words
    assert words.endswith("整") == (fen % 10 == 0)


def test_no_sum_below_zero_is_written_in_capitals() -> None:
    for fen in (-1, 10**18):
        with pytest.raises(ValueError, match=str(fen)):
            capital_words(fen)


def test_only_an_exact_sum_has_capitals() -> None:
    assert capital_text(Amount(120_000)) == "人民币壹仟贰佰元整"
    assert capital_text(ABOUT) is None


def test_exact_sums_of_one_stage_come_to_an_exact_total() -> None:
    sums = [Amount(fen, stage=Stage.RAISED) for fen in (7_135_400, 678_400, 430_000)]

    assert total_text(total(sums)) == "¥82,438.00"
    assert total_capital(total(sums)) == "人民币捌万贰仟肆佰叁拾捌元整"


@pytest.mark.parametrize(
    ("inexact", "text"),
    [
        (OVER, "至少 ¥1,600.00"),
        (ABOUT, "约 ¥7,784.00"),
        (Amount(60_000, qualifier=Qualifier.UNDER), "约 ¥1,600.00"),
        (Amount(50_000, 100_000, Qualifier.RANGE), "至少 ¥1,500.00"),
        (Amount(None, qualifier=Qualifier.WORDS, words="几百元"), "至少 ¥1,000.00"),
        (Amount(30_000, per="人", reach=Reach.EACH), "至少 ¥1,000.00"),
        (Amount(30_000, period="年"), "至少 ¥1,000.00"),
    ],
)
def test_a_total_with_an_inexact_part_says_so_and_has_no_capitals(
    inexact: Amount, text: str
) -> None:
    sum_ = total([Amount(100_000), inexact])

    assert total_text(sum_) == text
    assert total_capital(sum_) is None


def test_about_outweighs_at_least() -> None:
    assert total([OVER, ABOUT]).hedge == "约"


def test_nothing_comes_to_nothing() -> None:
    assert total_text(total([])) == "¥0.00"


def test_a_claim_and_a_payment_do_not_add_up() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        total([Amount(100, stage=Stage.CLAIM), Amount(100, stage=Stage.PAID)])


@pytest.mark.parametrize(
    "parts",
    [
        {"low_fen": None},
        {"low_fen": 1, "qualifier": Qualifier.WORDS, "words": "一分"},
        {"low_fen": None, "qualifier": Qualifier.WORDS},
        {"low_fen": 1, "high_fen": 2},
        {"low_fen": 2, "qualifier": Qualifier.RANGE},
        {"low_fen": 2, "high_fen": 2, "qualifier": Qualifier.RANGE},
        {"low_fen": -1},
    ],
)
def test_figures_that_do_not_fit_their_qualifier_make_no_sum(parts: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Amount(**parts)  # type: ignore[arg-type]


def test_every_code_has_its_word_in_the_vocabulary() -> None:
    assert {code.code for code in vocabulary.QUALIFIERS} == set(Qualifier)
    assert set(Stage) <= {code.code for code in vocabulary.AMOUNT_STAGES}
