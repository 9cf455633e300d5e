"""重新打开, 作废, 修改事项, 补正: what they ask, and what they hand over."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from linli.desktop.forms.case_facts import CaseFactsForm
from linli.desktop.forms.reason import ReasonForm, ReopenForm, VoidForm
from linli.desktop.forms.slips import PartySlipForm, StepSlipForm
from linli.domain.amounts import parse_count
from linli.domain.case_file import CaseFile, Choices
from linli.domain.drafts import (
    CaseFactsDraft,
    PartySlip,
    PlaceDraft,
    ReasonDraft,
    StepSlip,
)
from linli.domain.moments import Moment

from .hand import Around, Hand, Kept, Show

FACTS = CaseFactsDraft(
    "DISPUTE",
    "楼上半夜噪声，两户多次争吵",
    urgency="NORMAL",
    details="楼上半夜拖动家具。\n楼下多次上门。",
    happened=Moment.in_month(date(2025, 2, 1)),
    due=Moment.on_day(date(2025, 3, 19)),
    due_words="3工作日",
    people=parse_count("2户"),
    dispute_type="NEIGHBOUR",
    place=PlaceDraft("翰林社区", "翰林苑", "3", "1", "5", "501", "东侧"),
    mediation_source="",
    difficulty="SIMPLE",
    risk="NORMAL",
    is_restricted=True,
)


@pytest.fixture
def closed(hanlin: CaseFile) -> CaseFile:
    """The case once it is closed."""
    return replace(hanlin, row=replace(hanlin.row, stage="已办结", is_open=False))


@pytest.mark.parametrize(
    ("made", "missing"),
    [(ReopenForm, "请写明为什么重新打开"), (VoidForm, "请写明为什么作废")],
)
def test_a_reason_is_asked_for_and_handed_over_by_keys_alone(
    closed: CaseFile,
    choices: Choices,
    around: Around,
    show: Show,
    kept: Kept,
    hand: Hand,
    made: type[ReasonForm],
    missing: str,
) -> None:
    form = made(closed, choices, **around)
    show(form)
    hand.chord("Ctrl+S")
    assert form.reason.error == missing
    hand.write("又吵起来了")
    hand.press("⇥3.16⏎")
    hand.chord("Ctrl+S")
    assert kept.drafts == [ReasonDraft(Moment.on_day(date(2025, 3, 16)), "又吵起来了")]


def test_a_case_comes_back_as_it_was(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    form = CaseFactsForm(hanlin, choices, kept=FACTS, **around)
    show(form)
    assert form.title_label.text() == "修改事项"
    assert not form.is_changed()
    assert form.submit()
    assert kept.drafts == [FACTS]


def test_a_limit_that_was_set_is_shown_and_not_asked(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    form = CaseFactsForm(hanlin, choices, kept=FACTS, **around)
    show(form)
    assert not form.due.isVisible()
    form = CaseFactsForm(hanlin, choices, kept=replace(FACTS, due=None, due_words=""), **around)
    show(form)
    assert form.due.isVisible()
    form.due.set_text("3工作日")
    assert form.compose().due == Moment.on_day(date(2025, 3, 19))


def test_what_belongs_to_disputes_goes_out_of_sight_and_is_kept(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    form = CaseFactsForm(hanlin, choices, kept=FACTS, **around)
    show(form)
    form.kind.set_value("SERVICE")
    assert not form.dispute_type.isVisible()
    assert form.submit()
    assert kept.drafts == [replace(FACTS, kind="SERVICE")]


def test_only_a_closed_case_asks_why_it_is_put_right(
    hanlin: CaseFile, closed: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    form = CaseFactsForm(hanlin, choices, kept=FACTS, **around)
    show(form)
    assert not form.reason.isVisible()
    form = CaseFactsForm(closed, choices, kept=FACTS, **around)
    show(form)
    assert form.title_label.text() == "补正事项"
    form.title.set_text("楼上半夜有噪声")
    assert not form.submit()
    assert form.reason.error == "本事项已办结，请写明为什么补正；原来的内容会留着。"
    form.reason.set_text("少写一字")
    assert form.submit()
    assert kept.drafts == [replace(FACTS, title="楼上半夜有噪声", reason="少写一字")]


def test_everything_typed_in_a_case_is_restored(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    form = CaseFactsForm(hanlin, choices, kept=FACTS, **around)
    form.title.set_text("改到一半")
    form.floor.set_text("6")
    form.kind.line.setText("没有的类别")
    again = CaseFactsForm(hanlin, choices, kept=FACTS, **around)
    again.restore(form.raw())
    show(again)
    assert again.raw() == form.raw()
    assert again.is_changed()


def test_a_slip_in_a_party_is_put_right_by_keys_alone(
    closed: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept, hand: Hand
) -> None:
    form = PartySlipForm(closed, choices, kept=PartySlip("楼下住户", "1390000"), **around)
    show(form)
    assert not form.is_changed()
    hand.press("⏎")
    hand.chord("Ctrl+A")
    hand.press("13900000000⏎⏎")
    hand.chord("Ctrl+S")
    assert form.reason.error is not None
    hand.write("少抄四位")
    hand.chord("Ctrl+S")
    assert kept.drafts == [PartySlip("楼下住户", "13900000000", "", "少抄四位")]


def test_a_slip_in_a_step_keeps_the_time_that_was_not_touched(
    closed: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    words = Moment.in_words("次日")
    form = StepSlipForm(closed, choices, kept=StepSlip(words, "上门"), **around)
    show(form)
    form.note.set_text("上门看过")
    form.reason.set_text("漏写")
    assert form.submit()
    assert kept.drafts == [StepSlip(words, "上门看过", "漏写")]
    form.moment.set_text("3.16 9:30")
    assert form.compose().moment == Moment.at_minute(datetime(2025, 3, 16, 9, 30))
