"""Sums and counts are read as they were said, in whole fen, and no more exactly."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.domain.amounts import (
    Amount,
    Count,
    Qualifier,
    Reach,
    amount_hint,
    amount_text,
    count_hint,
    count_text,
    paper_amount,
    parse_amount,
    parse_count,
    table_amount,
)
from linli.domain.text import scrubbed
from linli.errors import LinliError

ABOUT, OVER, UNDER = Qualifier.ABOUT, Qualifier.OVER, Qualifier.UNDER
YUAN = 100

EXACT_SUMS = [
    ("0", 0),
    ("600", 600 * YUAN),
    ("600元", 600 * YUAN),
    ("600 元", 600 * YUAN),
    ("600元整", 600 * YUAN),
    ("600块钱", 600 * YUAN),
    ("71354", 71_354 * YUAN),
    ("71,354.00", 71_354 * YUAN),
    ("¥82,438.00", 82_438 * YUAN),
    ("￥100", 100 * YUAN),
    ("0.5", 50),
    ("12.34元", 1234),
    ("１２．３４", 1234),
    ("12。5元", 1250),
    ("3万", 30_000 * YUAN),
    ("1.5万元", 15_000 * YUAN),
    ("1、5万元", 15_000 * YUAN),
    ("0.01万", 100 * YUAN),
    ("1.234567万", 1_234_567),
    ("3千元", 3_000 * YUAN),
    ("三百元", 300 * YUAN),
    ("一百二十元", 120 * YUAN),
    ("三百零五元", 305 * YUAN),
    ("二〇〇元", 200 * YUAN),
    ("两万元", 20_000 * YUAN),
    ("十万元", 100_000 * YUAN),
    ("三万五千元", 35_000 * YUAN),
    ("3元5角", 350),
    ("3元5角6分", 356),
    ("5角", 50),
    ("5分", 5),
    ("600元。", 600 * YUAN),
]

OTHER_SUMS = [
    ("约6784", Amount(678_400, qualifier=ABOUT, words="约6784")),
    ("大约6784元", Amount(678_400, qualifier=ABOUT, words="大约6784元")),
    ("约3元5角", Amount(350, qualifier=ABOUT, words="约3元5角")),
    ("600余", Amount(60_000, qualifier=OVER, words="600余")),
    ("600余元", Amount(60_000, qualifier=OVER, words="600余元")),
    ("600元余", Amount(60_000, qualifier=OVER, words="600元余")),
    ("600多块", Amount(60_000, qualifier=OVER, words="600多块")),
    ("3万余元", Amount(3_000_000, qualifier=OVER, words="3万余元")),
    ("600余万元", Amount(600_000_000, qualifier=OVER, words="600余万元")),
    ("一百多元", Amount(10_000, qualifier=OVER, words="一百多元")),
    ("不足600", Amount(60_000, qualifier=UNDER, words="不足600")),
    ("不到1万元", Amount(1_000_000, qualifier=UNDER, words="不到1万元")),
    ("500至1000元", Amount(50_000, 100_000, Qualifier.RANGE, words="500至1000元")),
    ("500元到1000元", Amount(50_000, 100_000, Qualifier.RANGE, words="500元到1000元")),
    ("500~1000", Amount(50_000, 100_000, Qualifier.RANGE, words="500~1000")),
    ("3万至5万元", Amount(3_000_000, 5_000_000, Qualifier.RANGE, words="3万至5万元")),
    ("3至5万元", Amount(3_000_000, 5_000_000, Qualifier.RANGE, words="3至5万元")),
    ("每人每年300元", Amount(30_000, per="人", period="年", reach=Reach.EACH)),
    ("每户500元", Amount(50_000, per="户", reach=Reach.EACH)),
    ("每月500元", Amount(50_000, period="月")),
    ("每平方米12.5元", Amount(1_250, per="平方米", reach=Reach.EACH)),
    ("300元/人/年", Amount(30_000, per="人", period="年", reach=Reach.EACH)),
    ("300元每人", Amount(30_000, per="人", reach=Reach.EACH)),
    ("每户约100元", Amount(10_000, qualifier=ABOUT, per="户", reach=Reach.EACH, words="每户约100元")),
    ("合计3000元", Amount(300_000, reach=Reach.TOTAL)),
    ("三分之一", Amount(None, qualifier=Qualifier.WORDS, share="三分之一", words="三分之一")),
    ("1/3", Amount(None, qualifier=Qualifier.WORDS, share="1/3", words="1/3")),
    ("30%", Amount(None, qualifier=Qualifier.WORDS, share="30%", words="30%")),
    ("三成", Amount(None, qualifier=Qualifier.WORDS, share="三成", words="三成")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fen"), EXACT_SUMS)
def test_an_exact_sum_is_read_in_fen(text: str, fen: int) -> None:
    assert parse_amount(text) == Amount(fen)


@pytest.mark.parametrize(("text", "amount"), OTHER_SUMS)
def test_a_sum_that_is_not_exact_keeps_its_qualifier_and_its_words(
    text: str, amount: Amount
) -> None:
    assert parse_amount(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "500-1000元", "500—1000", "-500", "12.345元", "1.23456789万", "7,13", "1,5", "600²", "①百元",
        "٦٠٠", "几百元", "三百五", "三万五", "三至五百元", "1万5千", "约50余元", "约3至5万元", "5至3元",
        "600余余", ".5", "五五开", "一桶油", "1e5", "99999999999999999999", "每人每户5元", "3至",
    ],
)  # fmt: skip
def test_what_is_no_sum_stays_in_words(text: str) -> None:
    amount = parse_amount(text)

    assert amount is not None
    assert amount == Amount(None, qualifier=Qualifier.WORDS, words=text)
    assert amount_hint(amount).startswith("没认出这个金额，已按原话记下")


def test_a_hyphen_between_figures_is_answered_by_the_word_to_write() -> None:
    for text in ("500-1000元", "500—1000", "5 - 6人"):
        hints = {
            amount_hint(parse_amount(text) or Amount(0)),
            count_hint(parse_count(text) or Count(0)),
        }
        assert all(hint.endswith("；从多少到多少请用“至”") for hint in hints)


COUNTS = [
    ("110人", Count(110, unit="人")),
    ("2户", Count(2, unit="户")),
    ("两户", Count(2, unit="户")),
    ("二十三户", Count(23, unit="户")),
    ("２户", Count(2, unit="户")),
    ("50", Count(50)),
    ("6名", Count(6, unit="名")),
    ("1台", Count(1, unit="台")),
    ("3幢", Count(3, unit="幢")),
    ("4件", Count(4, unit="件")),
    ("1,200人", Count(1200, unit="人")),
    ("3千人", Count(3000, unit="人")),
    ("30人次", Count(30, unit="人次")),
    ("80平方米", Count(80, unit="平方米")),
    ("共110户", Count(110, unit="户", of_what="TOTAL")),
    ("50余名", Count(50, qualifier=OVER, unit="名", words="50余名")),
    ("60多人", Count(60, qualifier=OVER, unit="人", words="60多人")),
    ("十余人", Count(10, qualifier=OVER, unit="人", words="十余人")),
    ("约30人次", Count(30, qualifier=ABOUT, unit="人次", words="约30人次")),
    ("不足10人", Count(10, qualifier=UNDER, unit="人", words="不足10人")),
    ("不到十户", Count(10, qualifier=UNDER, unit="户", words="不到十户")),
    ("5至6人", Count(5, 6, Qualifier.RANGE, "人", words="5至6人")),
    ("5~6", Count(5, 6, Qualifier.RANGE, words="5~6")),
]


@pytest.mark.parametrize(("text", "count"), COUNTS)
def test_a_count_is_read_with_its_unit(text: str, count: Count) -> None:
    assert parse_count(text) == count


@pytest.mark.parametrize(
    "text",
    [
        "几十人",
        "50人以上",
        "2户7人",
        "5-6人",
        "1.5户",
        "全体住户",
        "50余名学生",
        "2²人",
        "三五人",
        "若干",
    ],
)
def test_what_is_no_count_stays_in_words(text: str) -> None:
    count = parse_count(text)

    assert count is not None
    assert count == Count(None, qualifier=Qualifier.WORDS, words=text)
    assert count_text(count) == text


def test_nothing_typed_is_no_sum_and_no_count() -> None:
    for text in ("", "  ", "\u200b", "\ufeff\u202e"):
        assert parse_amount(text) is None
        assert parse_count(text) is None


def test_a_text_too_long_for_a_sum_is_refused_with_a_sentence() -> None:
    for read in (parse_amount, parse_count):
        with pytest.raises(LinliError, match="最多写200个字"):
            read("5" * 201)


@settings(deadline=None, database=None)
@given(st.integers(0, 10**15))
def test_an_exact_sum_reads_back_from_screen_and_paper(fen: int) -> None:
    amount = Amount(fen)

    assert parse_amount(amount_text(amount)) == amount
    assert parse_amount(paper_amount(amount)) == amount
    assert parse_amount(table_amount(amount)) == amount


@settings(deadline=None, database=None)
@given(
    st.integers(0, 10**12).map(lambda yuan: yuan * 100),
    st.integers(1, 10**12).map(lambda yuan: yuan * 100),
    st.sampled_from([Qualifier.ABOUT, Qualifier.OVER, Qualifier.UNDER, Qualifier.RANGE]),
)
def test_an_inexact_sum_reads_back_as_it_was_meant(
    low: int, more: int, qualifier: Qualifier
) -> None:
    high = low + more if qualifier is Qualifier.RANGE else None
    amount = Amount(low, high, qualifier)

    for text in (amount_text(amount), paper_amount(amount), table_amount(amount)):
        read = parse_amount(text)
        assert read is not None
        assert (read.low_fen, read.high_fen, read.qualifier) == (low, high, qualifier)


@settings(deadline=None, database=None)
@given(
    st.integers(0, 10**9),
    st.integers(1, 10**9),
    st.sampled_from([q for q in Qualifier if q is not Qualifier.WORDS]),
    st.sampled_from(["", "人", "户", "人次", "名", "台", "幢", "件"]),
)
def test_a_count_reads_back_as_it_was_meant(
    value: int, more: int, qualifier: Qualifier, unit: str
) -> None:
    high = value + more if qualifier is Qualifier.RANGE else None
    read = parse_count(count_text(Count(value, high, qualifier, unit)))

    assert read is not None
    assert (read.value, read.high, read.qualifier, read.unit) == (value, high, qualifier, unit)


SCRAPS = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(
            [*"0123456789.,-~/%¥余多约不足万千百十三两元角分块至到每人年户²①٣", "分之", "合计", " "]
        ),
        max_size=12,
    ).map("".join),
)


@settings(deadline=None, database=None, max_examples=400)
@given(SCRAPS)
def test_no_text_is_too_strange_to_be_kept(text: str) -> None:
    amount, count = parse_amount(text), parse_count(text)

    assert (amount is None) == (count is None) == (scrubbed(text) == "")
    if amount and amount.qualifier is Qualifier.WORDS:
        assert amount.words == scrubbed(text)
    if count and count.qualifier is Qualifier.WORDS:
        assert count.words == scrubbed(text)
