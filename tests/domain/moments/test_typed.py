"""What a moment is typed as reads back, arrows move it, and no text is too strange."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.domain.moments import (
    Moment,
    Precision,
    moment_text,
    paper_lines,
    parse_moment,
    stepped,
    typed_text,
)
from linli.domain.text import scrubbed

NOW = datetime(2025, 3, 16, 14, 30)
LAST = Moment.at_minute(datetime(2025, 3, 12, 14, 8))


@pytest.mark.parametrize(
    ("text", "by", "shown"),
    [
        ("3.15 1426", 1, "3.15 14:27"),
        ("3.15 0:00", -1, "3.14 23:59"),
        ("", 1, "3.16 14:31"),
        ("", -1, "3.16 14:29"),
        ("12.31", 1, "1.1"),
        ("3.16", -1, "3.15"),
        ("3.16", 1, "2025.3.17"),
        ("3月", -3, "2024年12月"),
        ("9:30至11:10", 1, "2025.3.16 9:31至11:11"),
        ("3月10日至12日", 1, "2025.3.11至2025.3.13"),
        ("1900.1.1", -1, "1900.1.1"),
        ("2199.12.31", 1, "2199.12.31"),
        ("春节前后", 1, "春节前后"),
        ("用时2小时", 1, "用时2小时"),
        ("3月16日(年份未记)", 1, "3月16日(年份未记)"),
    ],
)
def test_arrows_move_a_clock_by_minutes_and_a_day_by_days(text: str, by: int, shown: str) -> None:
    assert stepped(text, NOW, by) == shown


MINUTES = st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31, 23, 59)).map(
    lambda at: at.replace(second=0, microsecond=0)
)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def _is_only_words(text: str) -> bool:
    return bool(text) and parse_moment(text, NOW).moment.precision is Precision.WORDS


MOMENTS = st.one_of(
    st.builds(Moment.at_minute, MINUTES),
    st.tuples(MINUTES, MINUTES).map(lambda ends: Moment.at_minute(min(ends), max(ends))),
    st.builds(Moment.on_day, DAYS),
    st.sets(DAYS, min_size=2, max_size=2).map(lambda ends: Moment.on_day(min(ends), max(ends))),
    st.builds(Moment.in_month, DAYS),
    st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(
        lambda at: Moment.month_day(at.month, at.day)
    ),
    st.integers(0, 99_999).map(Moment.lasting),
    st.text(max_size=50).map(scrubbed).filter(_is_only_words).map(Moment.in_words),
    st.just(Moment.not_stated()),
)


@settings(deadline=None, database=None)
@given(MOMENTS, MINUTES)
def test_what_a_moment_is_typed_as_reads_back_as_the_same_moment(
    moment: Moment, now: datetime
) -> None:
    assert parse_moment(typed_text(moment), now).moment == moment
    assert parse_moment(typed_text(moment, now), now).moment == moment


SCRAPS = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(
            [
                *"0123456789.-/:~年月日号点分半至到今昨前次上下周三天²①٣〇十",
                "用时",
                "小时",
                "上午",
                " ",
            ]
        ),
        max_size=12,
    ).map("".join),
)


@settings(deadline=None, database=None, max_examples=400)
@given(SCRAPS, st.booleans())
def test_no_text_is_too_strange_to_be_kept(text: str, ahead: bool) -> None:  # noqa: FBT001 - drawn
    reading = parse_moment(text, NOW, ahead=ahead, previous=LAST, carried_day=date(2025, 3, 12))

    assert reading.hint
    moment_text(reading.moment, NOW.date())
    paper_lines(reading.moment)
    assert isinstance(stepped(text, NOW, 1), str)
    if reading.moment.precision is Precision.WORDS:
        assert reading.moment.words == scrubbed(text)
