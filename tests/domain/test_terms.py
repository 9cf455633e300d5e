"""A term as people type it, and what is read of it."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.domain.moments import Moment
from linli.domain.terms import Term, read_term, term_words
from linli.domain.workdays import WorkCalendar

MADE = datetime(2025, 3, 16, 10, 0)


def _read(text: str) -> Term:
    return read_term(text, MADE, WorkCalendar())


@pytest.mark.parametrize(
    ("text", "timing", "hint"),
    [
        ("", "NOT_STATED", ""),
        ("当场付清", "AT_ONCE", "当场"),
        ("4月10日前", "BY_DATE", "限期：4月10日 周四"),
        ("4.10", "BY_DATE", "限期：4月10日 周四"),
        ("１０日前", "BY_DATE", "限期：4月10日 周四"),
        ("4.10 14:00前", "BY_DATE", "限期：4月10日 周四 14:00"),
        ("4月底前", "BY_DATE", "限期：4月30日 周三"),
        ("年底前", "BY_DATE", "限期：12月31日 周三"),
        ("4月", "BY_DATE", "限期：4月30日 周三"),
        ("3天内", "BY_DATE", "限期：3月19日 周三"),
        ("3个工作日内", "BY_DATE", "限期：3月19日 周三"),
        ("半年内", "BY_DATE", "限期：9月16日 周二"),
        (
            "分三期：4月10日1000元，5月10日前付1000元，6月10日付清余款",
            "INSTALMENTS",
            "分3期：4月10日 1,000元、5月10日 1,000元、6月10日 余款",
        ),
        (
            "分3期，每月10日 1000",
            "INSTALMENTS",
            "分3期：4月10日 1,000元、5月10日 1,000元、6月10日 1,000元",
        ),
        (
            "11.10 500、1.10 500",
            "INSTALMENTS",
            "分2期：11月10日 500元、2026年1月10日 500元",
        ),
        (
            "分3期：4.10 1000、5.10 1000",
            "INSTALMENTS",
            "分2期：4月10日 1,000元、5月10日 1,000元；写的是3期，列出2期",
        ),
        (
            "每月1日 500 到12月",
            "PERIODIC",
            "每月一次，第一次4月1日 周二，最后一次12月，每月500元",
        ),
        ("每两周", "PERIODIC", "每2周一次，第一次3月30日 周日，没有写到何时"),
        ("每周一", "PERIODIC", "每周一次，第一次3月17日 周一，没有写到何时"),
        (
            "每年6月1日 300 共3次",
            "PERIODIC",
            "每年一次，第一次6月1日 周日，最后一次2027年6月1日，每年300元",
        ),
        ("到6月30日", "FOR_A_TIME", "一段时间：到6月30日"),
        ("4月1日至6月30日", "FOR_A_TIME", "一段时间：从4月1日到6月30日"),
        ("3个月", "FOR_A_TIME", "一段时间：到6月16日"),
        ("长期", "STANDING", "长期，没有期限"),
        ("对方先把水停了后", "ON_CONDITION", "附条件，不计日子"),
        ("收到赔偿款后3日内", "ON_CONDITION", "附条件，不计日子"),
        ("尽快", "NOT_STATED", "没认出这个期限，已按原话记下"),
        ("每天晚上10点不用水泵", "NOT_STATED", "没认出这个期限，已按原话记下"),
    ],
)
def test_a_term_is_read_and_the_hint_says_how(text: str, timing: str, hint: str) -> None:
    term = _read(text)
    assert (term.timing, term.hint) == (timing, hint)


def test_a_day_before_the_agreement_is_amber() -> None:
    assert _read("2025.3.1前").is_amber
    assert "在协议以前" in _read("2025.3.1前").hint


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4月10日前付清", "4月10日前"),
        ("4月", "4月内"),
        ("分3期，每月10日 1000", "分3期"),
        ("每月1日 500 到12月", "每月，4月1日起，至12月"),
        ("每2个月", "每2个月，5月16日起"),
        ("到6月30日", "至6月30日"),
        ("当场付清", "当场"),
        ("对方先停水", "对方先停水"),
        ("尽快", "尽快"),
    ],
)
def test_a_term_is_told_in_a_few_words(text: str, words: str) -> None:
    assert term_words(_read(text), text, MADE.date()) == words


def test_words_of_a_day_keep_what_cannot_be_reckoned() -> None:
    assert (
        term_words(Term("BY_DATE", Moment.in_words("秋收后")), "秋收后", date(2025, 1, 1))
        == "秋收后"
    )


@given(
    st.text(
        alphabet="每分期月日周天年底前内到至止付清0123456789.、：，当场长一二三 半个", max_size=24
    )
)
def test_whatever_is_typed_is_read_or_kept_as_words(text: str) -> None:
    term = _read(text)
    assert term.hint or not text.strip() or term.timing != "NOT_STATED"
    term_words(term, text, MADE.date())
