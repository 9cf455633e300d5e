"""A time limit is read to the moment it ends, or says what to write."""

from datetime import date, datetime

import pytest

from linli.domain.moments import CANNOT_RECKON, Moment, Precision, parse_limit
from linli.domain.workdays import WorkCalendar, last_year_known

# A Monday.
NOW = datetime(2025, 3, 17, 14, 30)
CALENDAR = WorkCalendar()


@pytest.mark.parametrize(
    ("text", "due", "hint"),
    [
        ("3工作日", Moment.on_day(date(2025, 3, 20)), "3月20日 周四"),
        ("3个工作日内", Moment.on_day(date(2025, 3, 20)), "3月20日 周四"),
        ("三个工作日", Moment.on_day(date(2025, 3, 20)), "3月20日 周四"),
        ("５工作日", Moment.on_day(date(2025, 3, 24)), "3月24日 周一"),
        ("15工作日", Moment.on_day(date(2025, 4, 8)), "4月8日 周二"),
        ("5天", Moment.on_day(date(2025, 3, 22)), "3月22日 周六"),
        ("7自然日", Moment.on_day(date(2025, 3, 24)), "3月24日 周一"),
        ("两天", Moment.on_day(date(2025, 3, 19)), "3月19日 周三"),
        ("48小时", Moment.at_minute(datetime(2025, 3, 19, 14, 30)), "3月19日 周三 14:30"),
        ("24小时以内", Moment.at_minute(datetime(2025, 3, 18, 14, 30)), "3月18日 周二 14:30"),
        ("30分钟", Moment.at_minute(datetime(2025, 3, 17, 15, 0)), "3月17日 周一 15:00"),
        ("3月20日", Moment.on_day(date(2025, 3, 20)), "3月20日 周四"),
        ("3.20 17:30", Moment.at_minute(datetime(2025, 3, 20, 17, 30)), "3月20日 周四 17:30"),
        ("明天", Moment.on_day(date(2025, 3, 18)), "3月18日 周二"),
        ("3日", Moment.on_day(date(2025, 4, 3)), "4月3日 周四"),
        ("20日", Moment.on_day(date(2025, 3, 20)), "3月20日 周四"),
        ("3月15日", Moment.on_day(date(2026, 3, 15)), "2026年3月15日 周日"),
    ],
)
def test_a_limit_is_read_to_its_end(text: str, due: Moment, hint: str) -> None:
    reading = parse_limit(text, NOW, CALENDAR)

    assert reading.moment == due
    assert reading.hint == hint
    assert not reading.is_amber


def test_working_hours_stay_in_words() -> None:
    reading = parse_limit("4工作时", NOW, CALENDAR)

    assert reading.moment == Moment.in_words("4工作时")
    assert reading.is_amber
    assert reading.hint != CANNOT_RECKON


@pytest.mark.parametrize(
    "text", ["尽快", "3月", "9:30至11:10", "1.5工作日", "-3天", "²天", "0x3天"]
)
def test_a_limit_no_date_comes_of_says_what_to_write(text: str) -> None:
    reading = parse_limit(text, NOW, CALENDAR)

    assert reading.moment == Moment.in_words(text)
    assert reading.hint == "时限要能算出日期，如 3工作日"


def test_a_limit_past_the_published_holidays_says_so() -> None:
    last = last_year_known()
    reading = parse_limit("3工作日", datetime(last, 12, 30, 9, 0), CALENDAR)

    assert reading.hint.startswith(f"{last + 1}年1月")
    assert reading.hint.endswith(f"；节假日表只到{last}年，之后按周一至周五算。")
    assert reading.is_amber


def test_no_limit_is_no_moment() -> None:
    assert parse_limit(" ", NOW, CALENDAR).moment.precision is Precision.NOT_STATED


def test_a_limit_in_the_past_is_amber() -> None:
    assert parse_limit("2025.3.10", NOW, CALENDAR).is_amber
