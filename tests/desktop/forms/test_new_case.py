"""新建事项: what is asked for, what is read, what is refused at its field."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from linli.desktop.forms.new_case import NewCaseForm
from linli.domain.amounts import Count
from linli.domain.case_file import Choices
from linli.domain.drafts import CaseDraft
from linli.domain.moments import Moment
from linli.errors import Refused

from .hand import Around, Hand, Kept, Show


@pytest.fixture
def form(choices: Choices, around: Around, show: Show) -> NewCaseForm:
    made = NewCaseForm(choices, unit="翰林社区", **around)
    show(made, 1366)
    return made


def fill(form: NewCaseForm, kind: str = "DISPUTE") -> None:
    form.kind.set_value(kind)
    form.channel.set_value("WALK_IN")
    form.title.set_text("楼上半夜噪声")


def saved(form: NewCaseForm, kept: Kept) -> CaseDraft:
    assert form.submit(), form.foot
    return kept.drafts[-1]


def test_an_empty_form_says_what_is_missing_at_the_fields_and_in_the_foot(
    form: NewCaseForm, kept: Kept
) -> None:
    assert not form.submit()
    assert form.kind.error == "请选类别"
    assert form.channel.error == "请选来源"
    assert form.title.error == "请写一句标题"
    assert form.foot == "还有 3 处要补：类别、来源、标题"
    assert kept.drafts == []


def test_a_kind_there_is_none_of_stays_as_typed_and_is_marked(form: NewCaseForm) -> None:
    fill(form)
    form.kind.set_text("吵架")
    assert not form.submit()
    assert form.kind.error == "类别里没有“吵架”"
    assert form.kind.text() == "吵架"
    assert form.foot == "还有 1 处要补：类别"


def test_the_shortest_case_says_nothing_that_was_not_typed(
    form: NewCaseForm, kept: Kept, now: datetime
) -> None:
    fill(form)
    assert saved(form, kept) == CaseDraft(
        kind="DISPUTE",
        channel="WALK_IN",
        title="楼上半夜噪声",
        reported=Moment.at_minute(now),
        urgency="NORMAL",
        registered_by="翰林社区",
    )


def test_a_limit_in_workdays_becomes_a_day_and_keeps_its_words(
    form: NewCaseForm, kept: Kept
) -> None:
    fill(form)
    form.due.set_text("3工作日")
    draft = saved(form, kept)
    assert draft.due == Moment.on_day(date(2025, 3, 19))
    assert draft.due_words == "3工作日"


def test_a_limit_in_working_hours_is_kept_in_words(form: NewCaseForm, kept: Kept) -> None:
    fill(form)
    form.due.set_text("4工作时")
    draft = saved(form, kept)
    assert (draft.due, draft.due_words) == (None, "4工作时")


def test_a_limit_no_day_comes_of_is_refused(form: NewCaseForm) -> None:
    fill(form)
    form.due.set_text("尽快")
    assert not form.submit()
    assert form.due.error == "时限要能算出日期，如 3工作日"


def test_two_households_are_a_count(form: NewCaseForm, kept: Kept) -> None:
    fill(form)
    form.people.set_text("2户")
    assert saved(form, kept).people == Count(2, unit="户")


def test_too_long_a_text_is_marked_and_stays_whole(form: NewCaseForm) -> None:
    fill(form)
    form.title.set_text("噪" * 201)
    form.fields["party_1_name"].set_raw("名" * 51)
    assert not form.submit()
    assert "最多写200个字" in (form.title.error or "")
    assert len(form.title.text()) == 201


def test_a_dispute_starts_with_two_sides_and_a_hazard_with_none(form: NewCaseForm) -> None:
    form.kind.set_value("DISPUTE")
    assert form.fields["party_1_name"].isVisible()
    assert form.fields["party_2_name"].isVisible()
    form.kind.set_value("HAZARD")
    assert not form.fields["party_1_name"].isVisible()


def test_a_party_already_typed_stays_when_the_kind_changes(form: NewCaseForm, kept: Kept) -> None:
    fill(form)
    form.fields["party_1_name"].set_raw("楼下住户")
    fill(form, "HAZARD")
    (party,) = saved(form, kept).parties
    assert (party.name, party.side) == ("楼下住户", "")


def test_one_more_side_comes_with_its_letter(form: NewCaseForm, kept: Kept, hand: Hand) -> None:
    fill(form)
    form.fields["party_1_name"].set_raw("楼下住户")
    form.fields["party_2_name"].set_raw("楼上住户")
    hand.chord("Alt+D")
    hand.write("物业公司")
    assert [(one.side, one.name) for one in saved(form, kept).parties] == [
        ("甲", "楼下住户"),
        ("乙", "楼上住户"),
        ("丙", "物业公司"),
    ]


def test_nothing_is_claimed_of_a_party_that_was_not_said(form: NewCaseForm, kept: Kept) -> None:
    fill(form)
    form.fields["party_1_name"].set_raw("楼下住户")
    (party,) = saved(form, kept).parties
    assert (party.kind, party.identity) == ("NOT_STATED", "NOT_STATED")


def test_a_dispute_type_goes_with_the_dispute(form: NewCaseForm, kept: Kept) -> None:
    fill(form)
    form.dispute_type.set_value("NEIGHBOUR")
    fill(form, "SERVICE")
    assert saved(form, kept).dispute_type == ""


def test_the_path_of_the_grid_stands_under_it(form: NewCaseForm) -> None:
    form.grid.set_value("翰林社区")
    assert form.grid.hint == "枫杨办事处 › 翰林社区"


def test_a_grid_there_is_none_of_can_be_added(
    form: NewCaseForm, choices: Choices, qtbot: QtBot
) -> None:
    form.grid.focus()
    with qtbot.waitSignal(form.unit_wanted) as wanted:
        form.grid.new_wanted.emit("荣邦城社区")
    assert wanted.args == ["荣邦城社区"]
    added = Choices(
        **{
            **{name: getattr(choices, name) for name in choices.__slots__},
            "grids": (*choices.grids, ("荣邦城社区", "枫杨办事处 › 荣邦城社区")),
        }
    )
    form.take_unit(added, "荣邦城社区")
    assert form.grid.value() == "荣邦城社区"


def test_a_time_to_come_is_asked_about_once(form: NewCaseForm, kept: Kept) -> None:
    fill(form)
    form.reported.set_text("2025.3.20")
    kept.answer = 1
    assert not form.submit()
    assert form.reported.error == "这个时间还没有到，请改"
    kept.answer = 0
    assert form.submit()
    assert form.submit()
    assert len(kept.questions) == 2


def test_a_refusal_of_the_records_opens_the_fold_its_field_is_in(
    form: NewCaseForm, kept: Kept
) -> None:
    fill(form)
    kept.trouble = Refused(("outside_number", "这个来源编号已经有了"))
    assert not form.submit()
    assert form.outside_number.isVisible()
    assert form.outside_number.error == "这个来源编号已经有了"


def test_what_was_typed_comes_back_whole(
    form: NewCaseForm, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    fill(form)
    form.fields["party_2_name"].set_raw("楼上住户")
    form.fields["party_1_name"].set_raw("楼下住户")
    form.parties.go_on()
    form.fields["party_3_name"].set_raw("物业公司")
    form.outside_number.set_text("12345-001")
    form.requests.set_text("晚上十点后不装修\n赔医药费")
    raw = form.raw()
    again = NewCaseForm(choices, unit="翰林社区", **around)
    show(again, 1366)
    again.restore(raw)
    assert again.raw() == raw
    assert again.outside_number.isVisible()
    assert saved(again, kept).requests == ("晚上十点后不装修", "赔医药费")


def test_enter_goes_down_the_left_card_then_to_the_right(form: NewCaseForm, hand: Hand) -> None:
    form.kind.set_value("DISPUTE")
    seen = []
    for _ in range(5):
        hand.press("⏎")
        seen.append(next(name for name, f in form.fields.items() if f.editor.hasFocus()))
    assert seen == ["channel", "title", "reported", "urgency", "details"]
    hand.press("⇥")
    for _ in range(6):
        hand.press("⏎")
    assert form.place_note.editor.hasFocus()


def test_what_may_be_left_out_comes_last(form: NewCaseForm, hand: Hand) -> None:
    form.kind.set_value("DISPUTE")
    form.fields["party_2_phone"].focus()
    hand.press("⏎")
    assert form.due.editor.hasFocus()


def test_below_1100_the_columns_stand_under_each_other(form: NewCaseForm, qtbot: QtBot) -> None:
    form.resize(976, 500)
    qtbot.waitUntil(lambda: form.grid.mapTo(form, QPoint(0, 0)).x() < 200)
