"""How obligations and agreements stand, read off what was done about them."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.domain.moments import Moment
from linli.domain.obligations import (
    SETTLED,
    Entry,
    Owed,
    Part,
    Period,
    agreement_words,
    end_of,
    over_by,
    standing_of,
    time_of,
)
from linli.domain.vocabulary import OBLIGATION_STATES, PERFORMANCES

NOW = datetime(2025, 5, 12, 9, 0)
BEFORE, TODAY, AFTER = (datetime(2025, 5, day, 23, 59) for day in (10, 12, 20))

PARTS = tuple(Part(number, due, 1000) for number, due in enumerate((BEFORE, TODAY, AFTER), 1))
IN_PARTS = Owed("INSTALMENTS", fen=3000, parts=PARTS, is_money=True)


@pytest.mark.parametrize(
    ("owed", "state"),
    [
        (Owed("BY_DATE", BEFORE), "OVERDUE"),
        (Owed("BY_DATE", TODAY), "OPEN"),
        (Owed("BY_DATE", AFTER), "NOT_DUE"),
        (Owed(), "OPEN"),
        (Owed("BY_DATE", BEFORE, entries=(Entry("PERFORMED"),)), "PERFORMED"),
        (Owed("BY_DATE", BEFORE, entries=(Entry("LATE"),)), "PERFORMED"),
        (Owed("BY_DATE", AFTER, entries=(Entry("PARTLY"),)), "PARTLY"),
        (Owed("BY_DATE", AFTER, entries=(Entry("MISSED"),)), "MISSED"),
        (Owed("BY_DATE", BEFORE, entries=(Entry("MISSED"),)), "OVERDUE"),
        (Owed("BY_DATE", BEFORE, entries=(Entry("MISSED"), Entry("LATE"))), "PERFORMED"),
        (Owed("BY_DATE", BEFORE, entries=(Entry("WAIVED"),)), "WAIVED"),
        (Owed("BY_DATE", BEFORE, entries=(Entry("VARIED"),)), "VARIED"),
        (Owed("BY_DATE", AFTER, 1000, entries=(Entry("PERFORMED", 400),)), "PARTLY"),
        (Owed("BY_DATE", AFTER, 1000, entries=(Entry("PARTLY", 400), Entry("PARTLY", 600))), "PERFORMED"),
        (Owed("BY_DATE", AFTER, 1000, entries=(Entry("PARTLY", 400), Entry("WAIVED", 600))), "PERFORMED"),
        (Owed("BY_DATE", AFTER, 1000, entries=(Entry("WAIVED", 1000),)), "WAIVED"),
        (Owed("STANDING"), "OPEN"),
        (Owed("STANDING", entries=(Entry("PERFORMED"),)), "KEEPING"),
        (Owed("STANDING", entries=(Entry("PERFORMED"), Entry("MISSED"))), "MISSED"),
        (Owed("FOR_A_TIME", until=AFTER, entries=(Entry("PERFORMED"),)), "KEEPING"),
        (Owed("FOR_A_TIME", until=BEFORE, entries=(Entry("PERFORMED"),)), "PERFORMED"),
        (Owed("BY_DATE", BEFORE, over="ENDED"), "ENDED"),
        (Owed("BY_DATE", BEFORE, over="REPLACED", entries=(Entry("PERFORMED"),)), "PERFORMED"),
    ],
)  # fmt: skip
def test_an_obligation_stands_as_its_day_and_its_entries_say(owed: Owed, state: str) -> None:
    assert standing_of(owed, NOW).state == state
    assert state in OBLIGATION_STATES


def test_each_instalment_stands_by_itself_and_the_late_one_comes_first() -> None:
    standing = standing_of(IN_PARTS, NOW)
    assert [part.state for part in standing.parts] == ["OVERDUE", "OPEN", "NOT_DUE"]
    assert (standing.state, standing.due, standing.open_fen) == ("OVERDUE", BEFORE, 3000)
    paid = replace(IN_PARTS, entries=(Entry("LATE", 1000, part_id=1),))
    standing = standing_of(paid, NOW)
    assert (standing.state, standing.due, standing.open_fen) == ("PARTLY", TODAY, 2000)
    assert standing.next_part is not None
    assert standing.next_part.id == 2


def test_what_is_paid_beyond_an_instalment_goes_to_the_next() -> None:
    paid = replace(IN_PARTS, entries=(Entry("PERFORMED", 1500, part_id=1),))
    standing = standing_of(paid, NOW)
    assert [(part.state, part.open_fen) for part in standing.parts] == [
        ("PERFORMED", 0),
        ("PARTLY", 500),
        ("NOT_DUE", 1000),
    ]


def test_what_the_instalments_leave_of_the_sum_stays_owed() -> None:
    owed = replace(IN_PARTS, fen=5000, entries=(Entry("PERFORMED", 3000),))
    standing = standing_of(owed, NOW)
    assert (standing.state, standing.open_fen) == ("PARTLY", 2000)


def test_what_comes_back_is_due_again_after_each_time() -> None:
    monthly = Owed(
        "PERIODIC",
        datetime(2025, 4, 1, 23, 59),
        500,
        period=Period(1, "MONTH", datetime(2025, 6, 30, 23, 59)),
        is_money=True,
    )
    assert standing_of(monthly, NOW).due == datetime(2025, 4, 1, 23, 59)
    one = replace(monthly, entries=(Entry("PERFORMED", 500), Entry("PARTLY", 200)))
    standing = standing_of(one, NOW)
    assert (standing.state, standing.due, standing.open_fen) == (
        "OVERDUE",
        datetime(2025, 5, 1, 23, 59),
        300,
    )
    two = replace(monthly, entries=(Entry("PERFORMED", 1000),))
    assert standing_of(two, NOW).state == "KEEPING"
    all_three = replace(monthly, entries=(Entry("PERFORMED", 1000), Entry("WAIVED")))
    assert standing_of(all_three, NOW).state == "PERFORMED"


def test_an_act_that_was_missed_is_not_made_up_for() -> None:
    weekly = Owed("PERIODIC", datetime(2025, 4, 5, 23, 59), period=Period(1, "WEEK"))
    done = replace(weekly, entries=(Entry("PERFORMED", at=datetime(2025, 5, 11)),))
    standing = standing_of(done, NOW)
    assert (standing.state, standing.due) == ("KEEPING", datetime(2025, 5, 17, 23, 59))
    missed = replace(weekly, entries=(Entry("MISSED", at=datetime(2025, 5, 10)),))
    assert standing_of(missed, NOW).state == "MISSED"


def test_a_month_without_that_day_has_its_last_day() -> None:
    first = datetime(2025, 1, 31, 23, 59)
    monthly = Period(1, "MONTH")
    days = [time_of(first, monthly, number) for number in range(3)]
    assert [day.day if day else None for day in days] == [31, 28, 31]
    assert time_of(first, Period(999, "YEAR"), 999) is None


def test_a_limit_ends_with_the_last_minute_of_what_is_known() -> None:
    assert end_of(Moment.on_day(date(2025, 2, 28))) == datetime(2025, 2, 28, 23, 59)
    assert end_of(Moment.in_month(date(2025, 2, 1))) == datetime(2025, 2, 28, 23, 59)
    assert end_of(Moment.in_words("尽快")) is None
    assert end_of(None) is None


def test_an_agreement_says_all_that_became_of_it() -> None:
    assert agreement_words(("SIGNED", "ORAL"), (), ()) == "有效"
    assert agreement_words(("REFUSED", "NOT_TAKING_PART"), (), ()) == "没有成立"
    events = (("CONFIRMED", "(2025)1号"), ("BROKEN", ""), ("OTHER", ""))
    assert agreement_words((), ("SUPPLEMENTS",), events) == "已司法确认 (2025)1号、已反悔、已补充"
    assert agreement_words((), ("VARIES", "REPLACES"), ()) == "已被替代、已变更"
    assert over_by(("REPLACES",), ("BROKEN",)) == "REPLACED"
    assert over_by((), ("ENDED",)) == "ENDED"
    assert over_by(("VARIES",), ("BROKEN",)) == ""


entries = st.builds(
    Entry,
    st.sampled_from(PERFORMANCES.codes),
    st.none() | st.integers(1, 4000),
    st.none() | st.integers(1, 3),
    st.none() | st.datetimes(datetime(2025, 1, 1), datetime(2026, 1, 1)),
)


@given(st.lists(entries, max_size=6))
def test_it_is_never_performed_while_an_instalment_is_open(done: list[Entry]) -> None:
    standing = standing_of(replace(IN_PARTS, entries=tuple(done)), NOW)
    open_parts = [part for part in standing.parts if part.state not in SETTLED]
    assert (standing.state in SETTLED) == (not open_parts)
    assert standing.open_fen is not None
    assert 0 <= standing.open_fen <= 3000
    assert (standing.open_fen == 0) == (not open_parts)


@given(st.lists(st.tuples(st.integers(1, 900), st.none() | st.integers(1, 3)), max_size=8))
def test_what_is_paid_in_parts_adds_up(paid: list[tuple[int, int | None]]) -> None:
    done = tuple(Entry("PARTLY", fen, part) for fen, part in paid)
    standing = standing_of(replace(IN_PARTS, entries=done), NOW)
    assert standing.open_fen == max(0, 3000 - sum(fen for fen, _ in paid))


@given(
    st.sampled_from(("DAY", "WEEK", "MONTH", "YEAR")),
    st.integers(1, 12),
    st.integers(0, 40),
    st.datetimes(datetime(2000, 1, 1), datetime(2050, 1, 1)),
)
def test_the_times_of_what_comes_back_go_forward(
    unit: str, every: int, number: int, first: datetime
) -> None:
    period = Period(every, unit)
    here, after = time_of(first, period, number), time_of(first, period, number + 1)
    if here is not None and after is not None:
        assert timedelta() < after - here


@given(st.lists(entries, max_size=6), st.booleans())
def test_any_entries_leave_a_periodic_obligation_in_a_known_state(
    done: list[Entry],
    is_money: bool,  # noqa: FBT001 - hypothesis fills it
) -> None:
    period = Period(1, "MONTH", datetime(2025, 12, 31))
    owed = Owed("PERIODIC", BEFORE, 500, period=period, is_money=is_money, entries=tuple(done))
    assert standing_of(owed, NOW).state in OBLIGATION_STATES
