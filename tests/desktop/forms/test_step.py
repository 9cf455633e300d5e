"""记一条: only what the act needs is asked, and some acts have a form of their own."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from linli.desktop.forms.step import StepForm
from linli.domain.case_file import CaseFile, Choices
from linli.domain.moments import Moment

from .hand import Around, Hand, Kept, Show


@pytest.fixture
def form(hanlin: CaseFile, choices: Choices, around: Around, show: Show) -> StepForm:
    made = StepForm(hanlin, choices, unit="翰林社区", **around)
    show(made)
    return made


def test_only_an_act_that_hands_on_asks_to_whom(form: StepForm) -> None:
    form.action.set_value("ON_SITE")
    assert not form.to.isVisible()
    form.action.set_value("DISPATCHED")
    assert form.to.isVisible()
    assert not form.submit()
    assert form.to.error == "请写交给谁"


def test_several_receive_one_case(form: StepForm, kept: Kept) -> None:
    form.action.set_value("DISPATCHED")
    form.to.set_text("万和社区、物业公司")
    assert form.submit()
    assert kept.drafts[0].to == ("万和社区", "物业公司")


def test_sending_back_asks_why_and_takes_that_nobody_wrote_it(form: StepForm, kept: Kept) -> None:
    form.action.set_value("RETURNED")
    form.to.set_text("枫杨办事处")
    assert not form.submit()
    assert form.reason.error == "请写退回的理由；不知道可写“理由未记”"
    assert form.foot == "还有 1 处要补：退回原因"
    form.reason.set_text("理由未记")
    assert form.submit()
    assert kept.drafts[0].reason == "理由未记"


def test_an_extension_needs_a_day(form: StepForm, kept: Kept) -> None:
    form.action.set_value("EXTENDED")
    form.new_due.set_text("以后再说")
    assert not form.submit()
    assert form.new_due.error == "时限要能算出日期，如 3工作日"
    form.new_due.set_text("3工作日")
    assert form.submit()
    assert kept.drafts[0].new_due == Moment.on_day(date(2025, 3, 19))
    assert kept.drafts[0].new_due_words == "3工作日"


def test_a_reason_typed_for_another_act_is_left_out(form: StepForm, kept: Kept) -> None:
    form.action.set_value("RETURNED")
    form.reason.set_text("不归我们管")
    form.action.set_value("ON_SITE")
    assert form.submit()
    assert kept.drafts[0].reason == ""


@pytest.mark.parametrize(
    ("typed", "form_name"),
    [
        ("调解", "SESSION"),
        ("结果", "OUTCOME"),
        ("办结", "OUTCOME"),
        ("协议", "AGREEMENT"),
        ("捐助", "GIFT"),
        ("活动", "ACTIVITY"),
        ("回访", "FOLLOW_UP"),
        ("致谢", "THANKS"),
        ("作废", "VOID"),
    ],
)
def test_an_act_with_a_form_of_its_own_turns_into_it(
    form: StepForm, hand: Hand, qtbot: QtBot, typed: str, form_name: str
) -> None:
    with qtbot.waitSignal(form.turn_into) as turned:
        hand.write(typed)
        hand.press("⏎")
    assert turned.args == [form_name]


def test_initials_of_several_acts_wait_unless_one_is_likely(form: StepForm, hand: Hand) -> None:
    hand.press("j⏎")
    assert form.action.value() is None
    assert "项相符" in form.action.hint
    assert form.action.editor.hasFocus()


def test_a_day_given_by_hand_before_is_offered_in_amber(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    form = StepForm(hanlin, choices, carried_day=date(2025, 3, 15), **around)
    show(form)
    assert form.moment.hint == "按3月15日记；记今天请清空此格"
    form.action.set_value("NOTED")
    assert form.submit()
    assert kept.drafts[0].moment == Moment.on_day(date(2025, 3, 15))


def test_a_mechanism_is_no_body_of_its_own(form: StepForm, kept: Kept) -> None:
    form.action.set_value("JOINED")
    form.partners.set_value(["三方联动", "社区民警"])
    assert form.submit()
    assert kept.drafts[0].mechanism == "THREE_PARTY"
    assert [one.name for one in kept.drafts[0].partners] == ["社区民警"]


def test_a_closed_case_takes_few_acts(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    closed = replace(hanlin, row=replace(hanlin.row, stage="已办结", is_open=False))
    form = StepForm(closed, choices, **around)
    show(form)
    offered = {choice.code for choice in form.action.line.choices}
    assert "NOTED" in offered
    assert not offered & {"ON_SITE", "MEDIATED", "CLOSED"}


def test_an_internal_step_is_covered_before_parties_whenever_it_comes_back(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    form = StepForm(hanlin, choices, **around)
    show(form)
    form.by.set_text("社区网格员")
    form.note.set_text("枇杷三号")
    form.set_parties_present(is_present=True)
    assert not form.note.is_covered, "what every sheet prints is no secret"
    form.set_parties_present(is_present=False)
    form.is_internal.set_value(is_ticked=True)
    raw = form.raw()
    form.set_parties_present(is_present=True)
    assert form.note.is_covered
    assert (form.by.line.text(), form.by.text()) == ("", "社区网格员")
    assert form.raw() == raw

    again = StepForm(hanlin, choices, **around)
    again.set_parties_present(is_present=True)
    show(again)
    again.restore(raw)
    assert again.note.is_covered
    assert again.by.line.text() == ""
    again.restore(raw)
    assert again.by.line.text() == ""
    assert again.raw() == raw
    again.set_parties_present(is_present=False)
    assert (again.by.line.text(), again.note.text()) == ("社区网格员", "枇杷三号")
