"""A moment is shown and printed as well as it is known, and holds nothing more."""

from datetime import date, datetime

import pytest

from linli.domain.moments import Moment, Precision, moment_text, paper_lines, paper_text

NOW = datetime(2025, 3, 16, 14, 30)


def minute(*parts: int) -> Moment:
    return Moment.at_minute(datetime(*parts))  # type: ignore[arg-type]


def day(*parts: int) -> Moment:
    return Moment.on_day(date(*parts))


def span(start: datetime, end: datetime) -> Moment:
    return Moment.at_minute(start, end)


@pytest.mark.parametrize(
    ("moment", "screen", "paper", "lines"),
    [
        (minute(2025, 3, 15, 14, 26), "3月15日 14:26", "2025年3月15日 14:26", ("2025年3月15日", "14:26")),
        (minute(2024, 3, 5, 9, 5), "2024年3月5日 9:05", "2024年3月5日 9:05", ("2024年3月5日", "9:05")),
        (day(2025, 3, 16), "3月16日", "2025年3月16日", ("2025年3月16日",)),
        (Moment.in_month(date(2025, 3, 1)), "3月", "2025年3月", ("2025年3月",)),
        (Moment.month_day(3, 16), "3月16日", "3月16日", ("3月16日",)),
        (Moment.in_words("次日"), "次日", "次日", ("次日",)),
        (Moment.not_stated(), "未记明", "未记明", ("未记明",)),
        (Moment.lasting(90), "用时1小时30分", "用时1小时30分", ("用时1小时30分",)),
        (
            span(datetime(2025, 3, 16, 9, 30), datetime(2025, 3, 16, 11, 10)),
            "3月16日 9:30—11:10", "2025年3月16日 9:30—11:10", ("2025年3月16日", "9:30—11:10"),
        ),
        (
            span(datetime(2025, 3, 15, 22, 0), datetime(2025, 3, 16, 1, 30)),
            "3月15日 22:00至3月16日 1:30", "2025年3月15日 22:00至3月16日 1:30",
            ("2025年3月15日", "22:00", "至3月16日", "1:30"),
        ),
        (
            Moment.on_day(date(2024, 12, 30), date(2025, 1, 2)),
            "2024年12月30日至2025年1月2日", "2024年12月30日至2025年1月2日",
            ("2024年12月30日", "至2025年1月2日"),
        ),
    ],
)  # fmt: skip
def test_a_moment_is_shown_and_printed_as_well_as_it_is_known(
    moment: Moment, screen: str, paper: str, lines: tuple[str, ...]
) -> None:
    assert moment_text(moment, NOW.date()) == screen
    assert paper_text(moment) == paper
    assert paper_lines(moment) == lines


@pytest.mark.parametrize(
    "parts",
    [
        {"at": None, "precision": Precision.DAY},
        {"at": NOW, "precision": Precision.DAY},
        {"at": NOW.replace(second=1), "precision": Precision.MINUTE},
        {"at": datetime(2025, 3, 2), "precision": Precision.MONTH},
        {"at": datetime(2025, 3, 2), "precision": Precision.MONTH_DAY},
        {"at": NOW, "precision": Precision.WORDS, "words": "次日"},
        {"at": None, "precision": Precision.WORDS, "words": " "},
        {"at": None, "precision": Precision.NOT_STATED, "words": "次日"},
        {"at": None, "precision": Precision.DURATION},
        {"at": None, "precision": Precision.DURATION, "minutes": -1},
        {"at": NOW, "precision": Precision.MINUTE, "minutes": 1},
        {"at": NOW, "precision": Precision.MINUTE, "until": datetime(2025, 3, 16)},
        {"at": None, "precision": Precision.NOT_STATED, "until": NOW},
    ],
)
def test_parts_that_do_not_go_together_make_no_moment(parts: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Moment(**parts)  # type: ignore[arg-type]


def test_a_day_without_year_has_no_place_among_the_others() -> None:
    assert Moment.month_day(3, 16).sorts_at is None
    assert day(2025, 3, 16).sorts_at == datetime(2025, 3, 16)
