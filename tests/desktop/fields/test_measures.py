"""Times, limits, sums and counts say under the field how they were read."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from linli.desktop.fields.amount import AmountField, CountField
from linli.desktop.fields.moment import LimitField, MomentField
from linli.desktop.fields.tick import TickField
from linli.domain.amounts import Qualifier
from linli.domain.moments import CANNOT_RECKON, Moment, Precision, parse_moment

from ..conftest import InputMethod  # noqa: TID252 - tests are no package one could name

Show = Callable[[QWidget], None]
NOW = datetime(2025, 3, 16, 20, 31)


def clock() -> datetime:
    return NOW


@pytest.fixture
def moment(on_screen: Show) -> MomentField:
    field = MomentField("时间", now=clock)
    on_screen(field)
    field.focus()
    return field


def test_an_empty_time_is_now_and_says_so(moment: MomentField) -> None:
    assert moment.value() == Moment.at_minute(NOW)
    assert "现在" in moment.hint


def test_an_optional_time_left_empty_is_none(qtbot: QtBot) -> None:
    field = MomentField("提醒", now=clock, is_ahead=True, is_optional=True)
    qtbot.addWidget(field)
    assert field.value() is None
    assert field.hint == ""


def test_the_hint_says_day_and_weekday_while_it_is_typed(qtbot: QtBot, moment: MomentField) -> None:
    qtbot.keyClicks(moment.editor, "3.15")
    assert moment.hint.startswith("3月15日 周六")
    assert moment.value() == Moment.on_day(date(2025, 3, 15))


def test_words_that_are_no_time_are_kept_in_amber_and_are_no_trouble(
    moment: MomentField, input_method: InputMethod
) -> None:
    input_method.commit(moment.editor, "过年那阵子")
    assert moment.value() == Moment.in_words("过年那阵子")
    assert moment.trouble() is None
    assert "已按原话记下" in moment.hint


def test_full_width_digits_and_points_are_read(
    moment: MomentField, input_method: InputMethod
) -> None:
    input_method.commit(moment.editor, "３．１５　１４：２６")
    assert moment.value() == Moment.at_minute(datetime(2025, 3, 15, 14, 26))


def test_arrows_move_by_days_and_with_a_clock_by_minutes(qtbot: QtBot, moment: MomentField) -> None:
    qtbot.keyClicks(moment.editor, "3.15")
    qtbot.keyClick(moment.editor, Qt.Key.Key_Up)
    assert moment.value() == Moment.on_day(date(2025, 3, 16))
    moment.set_text("1426")
    qtbot.keyClick(moment.editor, Qt.Key.Key_Down)
    assert moment.value() == Moment.at_minute(datetime(2025, 3, 16, 14, 25))


def test_arrows_belong_to_the_input_method_while_it_composes(
    qtbot: QtBot, moment: MomentField, input_method: InputMethod
) -> None:
    input_method.compose(moment.editor, "zuo'tian")
    qtbot.keyClick(moment.editor, Qt.Key.Key_Up)
    assert moment.text() == ""


def test_a_day_given_just_before_stands_in_the_field_in_amber(qtbot: QtBot) -> None:
    field = MomentField("时间", now=clock, carried_day=date(2025, 3, 15))
    qtbot.addWidget(field)
    assert field.value() == Moment.on_day(date(2025, 3, 15))
    assert field.hint == "按3月15日记；记今天请清空此格"
    field.set_text("")
    assert field.value() == Moment.at_minute(NOW)


def test_a_text_too_long_is_said_and_not_lost(qtbot: QtBot) -> None:
    field = MomentField("时间", now=clock)
    qtbot.addWidget(field)
    field.set_text("很久以前" * 60)
    assert field.trouble() == field.hint
    assert "最多写200个字" in field.hint
    assert len(field.text()) == 240


def test_a_moment_written_into_the_field_reads_back(qtbot: QtBot) -> None:
    field = MomentField("时间", now=clock)
    qtbot.addWidget(field)
    for each in (Moment.at_minute(datetime(2024, 2, 29, 9, 5)), Moment.in_words("次日"), Moment.month_day(2, 29)):  # fmt: skip
        field.set_value(each)
        assert field.value() == each


def test_a_limit_no_day_comes_of_is_refused_only_where_a_day_is_asked(qtbot: QtBot) -> None:
    read = partial(parse_moment, now=NOW, ahead=True)
    loose, strict = LimitField("时限", read=read), LimitField("时限", read=read, must_be_day=True)
    for field in (loose, strict):
        qtbot.addWidget(field)
        assert field.value() is None
        assert field.trouble() is None
        field.set_text("尽快")
    assert loose.trouble() is None
    assert loose.value() == Moment.in_words("尽快")
    assert strict.trouble() == CANNOT_RECKON
    strict.set_text("3.20")
    assert strict.trouble() is None
    assert strict.hint.startswith("3月20日 周四")


def test_a_sum_is_read_into_fen_with_what_is_known_of_it(qtbot: QtBot) -> None:
    field = AmountField("金额")
    qtbot.addWidget(field)
    assert field.value() is None
    field.set_text("约6784")
    amount = field.value()
    assert amount is not None
    assert (amount.low_fen, amount.qualifier) == (678_400, Qualifier.ABOUT)
    assert "6,784" in field.hint


def test_a_count_is_read_with_its_unit(qtbot: QtBot) -> None:
    field = CountField("人数")
    qtbot.addWidget(field)
    field.set_text("50余名")
    count = field.value()
    assert count is not None
    assert (count.value, count.unit, count.qualifier) == (50, "名", Qualifier.OVER)
    field.set_text("好多人")
    assert "已按原话记下" in field.hint


def test_a_tick_goes_on_with_enter_and_comes_back_from_a_draft(
    qtbot: QtBot, on_screen: Show
) -> None:
    field = TickField("", "同一次调解")
    on_screen(field)
    field.focus()
    with qtbot.waitSignal(field.changed):
        qtbot.keyClick(field.editor, Qt.Key.Key_Space)
    with qtbot.waitSignal(field.advance):
        qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    other = TickField("", "同一次调解")
    qtbot.addWidget(other)
    other.set_raw(field.raw())
    assert other.value()


def test_what_is_only_known_in_words_has_no_day(moment: MomentField) -> None:
    moment.set_text("3月")
    assert moment.moment().precision is Precision.MONTH
