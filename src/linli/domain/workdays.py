"""Counting workdays by the Chinese holidays and the days worked in their stead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import cast


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day a number of workdays leads to, and a remark if the count is uncertain."""

    day: date
    remark: str = ""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked; `changed` holds the office's own days, True for a workday.

    Beyond the years of the published holidays Monday to Friday are taken as worked.
    """

    changed: Mapping[date, bool] = field(default_factory=dict[date, bool])

    def is_workday(self, day: date) -> bool:
        """Whether the day is worked."""
        known = self.changed.get(day)
        if known is not None:
            return known
        return _published().exceptions.get(day, day.weekday() < _SATURDAY)

    def after(self, day: date, workdays: int) -> Deadline:
        """Count workdays from the day after `day`; with 0 the day itself."""
        end = day
        left = workdays
        while left > 0:
            end += timedelta(days=1)
            left -= self.is_workday(end)
        known = max(last_year_known(), *(changed.year for changed in self.changed), 0)
        remark = f"节假日表只到{known}年，之后按周一至周五算。" if end.year > known else ""
        return Deadline(end, remark)


def last_year_known() -> int:
    """The last year whose holidays are published."""
    return _published().last


@dataclass(frozen=True, slots=True)
class _Published:
    """Days that are named in the tables, True for a workday, and their last year."""

    exceptions: Mapping[date, bool]
    last: int


@cache
def _published() -> _Published:
    """The published days, read when a workday is first counted: the start is measured."""
    import chinese_calendar  # pyright: ignore[reportMissingTypeStubs] - it has none

    holidays = cast("Mapping[date, str]", chinese_calendar.holidays)
    workdays = cast("Mapping[date, str]", chinese_calendar.workdays)
    exceptions = dict.fromkeys(holidays, False) | dict.fromkeys(workdays, True)
    return _Published(exceptions, max(holidays).year)


_SATURDAY = 5
