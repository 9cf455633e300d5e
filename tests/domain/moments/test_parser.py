"""Typed times are read as the clerk means them, and the hint says how."""

from datetime import date, datetime

import pytest

from linli.domain.moments import Moment, parse_moment
from linli.errors import LinliError

# A Sunday, half past two in the afternoon.
NOW = datetime(2025, 3, 16, 14, 30)
LAST = Moment.at_minute(datetime(2025, 3, 12, 14, 8))


def minute(*parts: int) -> Moment:
    return Moment.at_minute(datetime(*parts))  # type: ignore[arg-type]


def day(*parts: int) -> Moment:
    return Moment.on_day(date(*parts))


def span(start: datetime, end: datetime) -> Moment:
    return Moment.at_minute(start, end)


READ = [
    # A clock alone is today's.
    ("", minute(2025, 3, 16, 14, 30)),
    ("1426", minute(2025, 3, 16, 14, 26)),
    ("926", minute(2025, 3, 16, 9, 26)),
    ("0316", minute(2025, 3, 16, 3, 16)),
    ("0000", minute(2025, 3, 16, 0, 0)),
    ("14:26", minute(2025, 3, 16, 14, 26)),
    ("9:05", minute(2025, 3, 16, 9, 5)),
    ("下午2点半", minute(2025, 3, 16, 14, 30)),
    ("下午两点", minute(2025, 3, 16, 14, 0)),
    ("上午9点20分", minute(2025, 3, 16, 9, 20)),
    ("上午十点一刻", minute(2025, 3, 16, 10, 15)),
    ("晚上8点", minute(2025, 3, 16, 20, 0)),
    ("凌晨1点", minute(2025, 3, 16, 1, 0)),
    ("凌晨12点", minute(2025, 3, 16, 0, 0)),
    ("中午12点", minute(2025, 3, 16, 12, 0)),
    ("中午1点", minute(2025, 3, 16, 13, 0)),
    ("下午14点", minute(2025, 3, 16, 14, 0)),
    ("14时26分", minute(2025, 3, 16, 14, 26)),
    ("2点", minute(2025, 3, 16, 2, 0)),
    # Days named by hand.
    ("今天", day(2025, 3, 16)),
    ("今", day(2025, 3, 16)),
    ("昨", day(2025, 3, 15)),
    ("昨日", day(2025, 3, 15)),
    ("前天", day(2025, 3, 14)),
    ("明天", day(2025, 3, 17)),
    ("16日", day(2025, 3, 16)),
    ("5号", day(2025, 3, 5)),
    ("20日", day(2025, 2, 20)),
    ("31日", day(2025, 1, 31)),
    ("3.16", day(2025, 3, 16)),
    ("3.17", day(2024, 3, 17)),
    ("03.05", day(2025, 3, 5)),
    ("3-16", day(2025, 3, 16)),
    ("3/16", day(2025, 3, 16)),
    ("3月16日", day(2025, 3, 16)),
    ("3月16", day(2025, 3, 16)),
    ("三月十六日", day(2025, 3, 16)),
    ("12月31日", day(2024, 12, 31)),
    ("2.29", day(2024, 2, 29)),
    ("2025.3.15", day(2025, 3, 15)),
    ("25.3.15", day(2025, 3, 15)),
    ("2025-03-15", day(2025, 3, 15)),
    ("2025年3月15日", day(2025, 3, 15)),
    ("二〇二五年三月十五日", day(2025, 3, 15)),
    ("25年3月15日", day(2025, 3, 15)),
    ("20250315", day(2025, 3, 15)),
    ("周三", day(2025, 3, 12)),
    ("周日", day(2025, 3, 16)),
    ("星期天", day(2025, 3, 16)),
    ("上周三", day(2025, 3, 5)),
    ("上周日", day(2025, 3, 9)),
    ("本周一", day(2025, 3, 10)),
    # A day with its clock.
    ("3.15 1426", minute(2025, 3, 15, 14, 26)),
    ("3.15 14:26", minute(2025, 3, 15, 14, 26)),
    ("3月15日1426", minute(2025, 3, 15, 14, 26)),
    ("昨天下午2点半", minute(2025, 3, 15, 14, 30)),
    ("昨晚8点", minute(2025, 3, 15, 20, 0)),
    ("今早9点", minute(2025, 3, 16, 9, 0)),
    ("上周三 9:00", minute(2025, 3, 5, 9, 0)),
    ("2025.3.15 下午3点", minute(2025, 3, 15, 15, 0)),
    ("20250315 1426", minute(2025, 3, 15, 14, 26)),
    # The day after the last step.
    ("次日", day(2025, 3, 13)),
    ("第二天", day(2025, 3, 13)),
    ("次日 1510", minute(2025, 3, 13, 15, 10)),
    ("当日", day(2025, 3, 12)),
    # As an input method leaves them.
    ("３。１６", day(2025, 3, 16)),
    ("3、16", day(2025, 3, 16)),
    ("3·16", day(2025, 3, 16)),
    ("3—16", day(2025, 3, 16)),
    ("１４：２６", minute(2025, 3, 16, 14, 26)),
    (" 3 . 16　14:26 ", minute(2025, 3, 16, 14, 26)),
    # Months.
    ("3月", Moment.in_month(date(2025, 3, 1))),
    ("4月", Moment.in_month(date(2024, 4, 1))),
    ("2025年2月", Moment.in_month(date(2025, 2, 1))),
    ("2025.2", Moment.in_month(date(2025, 2, 1))),
    # From and to.
    ("9:30至11:10", span(datetime(2025, 3, 16, 9, 30), datetime(2025, 3, 16, 11, 10))),
    ("9:30~11:10", span(datetime(2025, 3, 16, 9, 30), datetime(2025, 3, 16, 11, 10))),
    ("0930到1110", span(datetime(2025, 3, 16, 9, 30), datetime(2025, 3, 16, 11, 10))),
    ("下午1点到2点", span(datetime(2025, 3, 16, 13, 0), datetime(2025, 3, 16, 14, 0))),
    ("3.14 22:00至次日1:30", span(datetime(2025, 3, 14, 22, 0), datetime(2025, 3, 15, 1, 30))),
    ("昨天22:00至1:30", span(datetime(2025, 3, 15, 22, 0), datetime(2025, 3, 16, 1, 30))),
    ("3月10日至12日", Moment.on_day(date(2025, 3, 10), date(2025, 3, 12))),
    ("12月30日至1月2日", Moment.on_day(date(2024, 12, 30), date(2025, 1, 2))),
    ("1月至2月", Moment.in_month(date(2025, 1, 1), date(2025, 2, 1))),
    # Known in part.
    ("3月16日(年份未记)", Moment.month_day(3, 16)),
    ("2月29日（年份未记）", Moment.month_day(2, 29)),
    ("用时2小时", Moment.lasting(120)),
    ("用时1小时30分", Moment.lasting(90)),
    ("用时1.5小时", Moment.lasting(90)),
    ("用时一个半小时", Moment.lasting(90)),
    ("用时半小时", Moment.lasting(30)),
    ("用时45分钟", Moment.lasting(45)),
    ("用时2天", Moment.lasting(2880)),
    ("未记明", Moment.not_stated()),
]


@pytest.mark.parametrize(("text", "moment"), READ)
def test_a_typed_time_is_read(text: str, moment: Moment) -> None:
    assert parse_moment(text, NOW, previous=LAST).moment == moment


@pytest.mark.parametrize(
    "text",
    [
        "2.30", "13.1", "0.5", "4.31", "25:70", "2570", "24:00", "3.16.5", "14.26", "晚上12点",
        "下午", "春节前后", "几天后", "用时3工作日", "用时", "至", "9:30至", "至11:10", "9:30-11:10",
        "3.14—3.16", "9:30至10:00至11:00", "3月16日9:30至18日", "3月18日至3月16日9:00", "３²",
        "①日", "٣.١٦", "²", "1899.1.1", "2200.1.1", "20251301", "0至0", "次日次日",
    ],
)  # fmt: skip
def test_what_is_no_time_stays_in_words_with_an_amber_hint(text: str) -> None:
    reading = parse_moment(text, NOW, previous=LAST)

    assert reading.moment == Moment.in_words(text)
    assert reading.hint == "没认出这个时间，已按原话记下"
    assert reading.is_amber


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("3.15", "3月15日 周六，时刻未记"),
        ("3.15 1426", "3月15日 周六 14:26"),
        ("2024.3.15", "2024年3月15日 周五，时刻未记"),
        ("0316", "3月16日 周日 3:16；要记3月16日请写 3.16"),
        ("926", "3月16日 周日 9:26；要记9月26日请写 9.26"),
        ("1426", "3月16日 周日 14:26"),
        ("0231", "3月16日 周日 2:31"),
        ("", "3月16日 周日 14:30，现在"),
        ("3月", "2025年3月，日未记"),
        ("3月16日(年份未记)", "3月16日，年份未记"),
        ("用时2小时", "用时2小时，起止未记"),
        ("9:30至11:10", "3月16日 周日 9:30—11:10"),
        ("3月10日至12日", "3月10日 周一至3月12日 周三，时刻未记"),
        ("未记明", "时间未记明"),
    ],
)
def test_the_hint_says_how_a_time_was_read(text: str, hint: str) -> None:
    reading = parse_moment(text, NOW)

    assert reading.hint == hint
    assert not reading.is_amber


@pytest.mark.parametrize("text", ["1431", "明天", "3.16 23:00", "2025.4", "14:00至15:00", "26.1.1"])
def test_a_time_to_come_is_amber_where_things_past_are_written(text: str) -> None:
    reading = parse_moment(text, NOW)

    assert reading.is_future
    assert reading.is_amber
    assert "这是将来的时间" in reading.hint


@pytest.mark.parametrize(
    "text", ["1430", "今天", "3月", "", "3月16日(年份未记)", "用时2小时", "大概明天"]
)
def test_what_has_begun_is_not_to_come(text: str) -> None:
    assert not parse_moment(text, NOW).is_future


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("3.16", day(2025, 3, 16)),
        ("3.15", day(2026, 3, 15)),
        ("3.20", day(2025, 3, 20)),
        ("10日", day(2025, 4, 10)),
        ("31日", day(2025, 3, 31)),
        ("周三", day(2025, 3, 19)),
        ("下周三", day(2025, 3, 19)),
        ("2.29", day(2028, 2, 29)),
        ("2月", Moment.in_month(date(2026, 2, 1))),
    ],
)
def test_a_field_that_looks_ahead_takes_the_next_such_day(text: str, moment: Moment) -> None:
    reading = parse_moment(text, NOW, ahead=True)

    assert reading.moment == moment
    assert not reading.is_amber


def test_a_day_past_is_amber_in_a_field_that_looks_ahead() -> None:
    assert parse_moment("2025.3.1", NOW, ahead=True).is_amber


def test_the_next_day_stays_in_words_where_no_day_stands_before() -> None:
    for previous in (None, Moment.not_stated(), Moment.month_day(3, 12), Moment.in_words("春节")):
        reading = parse_moment("次日", NOW, previous=previous)
        assert reading.moment == Moment.in_words("次日")
        assert reading.hint == "上一条没有可依的日子，已按原话记下"


def test_the_next_day_counts_from_the_end_of_the_last_step() -> None:
    last = Moment.on_day(date(2025, 3, 10), date(2025, 3, 12))
    assert parse_moment("次日", NOW, previous=last).moment == day(2025, 3, 13)


def test_a_time_before_the_last_step_is_said_to_sort_there() -> None:
    assert "早于上一条" in parse_moment("3.11", NOW, previous=LAST).hint
    assert "早于上一条" in parse_moment("3.12 14:07", NOW, previous=LAST).hint
    assert "早于上一条" not in parse_moment("3.12", NOW, previous=LAST).hint
    assert "早于上一条" not in parse_moment("3月", NOW, previous=LAST).hint


def test_a_carried_day_is_amber_and_an_emptied_field_is_now() -> None:
    carried = date(2025, 3, 12)

    offered = parse_moment("3.12", NOW, carried_day=carried)
    assert (offered.moment, offered.hint, offered.is_amber) == (
        day(2025, 3, 12), "按3月12日记；记今天请清空此格", True,
    )  # fmt: skip
    assert parse_moment("", NOW, carried_day=carried).moment == Moment.at_minute(NOW)


def test_a_clock_without_a_day_goes_with_the_carried_day_and_says_so() -> None:
    reading = parse_moment("1510", NOW, carried_day=date(2025, 3, 12))

    assert reading.moment == minute(2025, 3, 12, 15, 10)
    assert reading.is_amber
    assert "按3月12日记" in reading.hint
    assert parse_moment("今天1410", NOW, carried_day=date(2025, 3, 12)).moment == minute(
        2025, 3, 16, 14, 10
    )


def test_a_clock_past_midnight_belongs_to_the_next_day_and_is_amber() -> None:
    reading = parse_moment("昨天22:00至1:30", NOW)

    assert reading.is_amber
    assert reading.hint == "3月15日 周六 22:00至3月16日 周日 1:30；到次日"


def test_words_are_kept_as_typed_without_what_cannot_be_seen() -> None:
    assert parse_moment(" 年前\u200b腊月，晚饭后 ", NOW).moment.words == "年前腊月，晚饭后"
    assert parse_moment("\u200b\ufeff", NOW).moment == Moment.at_minute(NOW)


def test_a_text_too_long_for_a_time_is_refused_with_a_sentence() -> None:
    with pytest.raises(LinliError, match="最多写200个字"):
        parse_moment("春" * 201, NOW)
