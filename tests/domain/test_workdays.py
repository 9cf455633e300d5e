"""Workdays are counted by the published holidays and the days worked in their stead."""

from datetime import date

import pytest

from linli.domain.workdays import WorkCalendar, last_year_known


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2025, 3, 17), 0, date(2025, 3, 17)),
        (date(2025, 3, 17), 1, date(2025, 3, 18)),
        (date(2025, 3, 14), 1, date(2025, 3, 17)),
        # 4 April 2025 is 清明, a Friday.
        (date(2025, 4, 3), 1, date(2025, 4, 7)),
        # 1 to 5 May are 劳动节; Sunday 27 April is worked in their stead.
        (date(2025, 4, 25), 1, date(2025, 4, 27)),
        (date(2025, 4, 30), 1, date(2025, 5, 6)),
    ],
)
def test_workdays_skip_holidays_and_count_days_worked_in_their_stead(
    start: date, count: int, end: date
) -> None:
    deadline = WorkCalendar().after(start, count)

    assert (deadline.day, deadline.remark) == (end, "")


def test_past_the_published_years_monday_to_friday_are_worked_and_the_remark_says_so() -> None:
    last = last_year_known()
    deadline = WorkCalendar().after(date(last + 1, 4, 30), 1)

    expected = next(
        day for day in (date(last + 1, 5, number) for number in range(1, 4)) if day.weekday() < 5
    )
    assert deadline.day == expected
    assert deadline.remark == f"节假日表只到{last}年，之后按周一至周五算。"


def test_the_office_may_name_days_of_its_own() -> None:
    last = last_year_known()
    calendar = WorkCalendar({date(2025, 3, 18): False, date(last + 1, 5, 3): False})

    assert calendar.after(date(2025, 3, 17), 1).day == date(2025, 3, 19)
    assert calendar.after(date(last + 1, 4, 30), 1).remark == ""
