"""结果与办结: what it asks, hides and hands over."""

from datetime import date, datetime

import pytest

from linli.desktop.forms.carry_over import OutcomePreset
from linli.desktop.forms.outcome import OutcomeForm
from linli.domain.case_file import CaseFile, Choices
from linli.domain.drafts import OutcomeDraft
from linli.domain.moments import Moment

from .hand import Around, Kept, Show


@pytest.fixture
def outcome(hanlin: CaseFile, choices: Choices, around: Around, show: Show) -> OutcomeForm:
    made = OutcomeForm(hanlin, choices, **around)
    show(made)
    return made


def test_a_final_result_ticks_the_closing(outcome: OutcomeForm) -> None:
    outcome.result.set_value("RECONCILED")
    assert outcome.closes.value()
    assert outcome.closing_kind.isVisible()
    assert outcome.closing_kind.text() == "实质性"


@pytest.mark.parametrize("result", ["PENDING", "SUSPENDED"])
def test_a_result_still_open_does_not(outcome: OutcomeForm, kept: Kept, result: str) -> None:
    outcome.result.set_value(result)
    assert not outcome.closes.value()
    assert not outcome.closing_kind.isVisible()
    assert outcome.submit()
    assert not kept.drafts[0].closes
    assert kept.drafts[0].closing_kind == "NOT_STATED"


def test_only_results_of_its_kind_of_case_are_offered(outcome: OutcomeForm) -> None:
    offered = {choice.code for choice in outcome.result.line.choices}
    assert "RECONCILED" in offered
    assert "ADOPTED" not in offered


def test_a_closing_of_another_day_is_said_apart(outcome: OutcomeForm, kept: Kept) -> None:
    outcome.result.set_value("RECONCILED")
    outcome.moment.set_text("3.15")
    outcome.closed.set_text("未记明")
    assert outcome.submit()
    assert kept.drafts[0] == OutcomeDraft(
        result="RECONCILED",
        moment=Moment.on_day(date(2025, 3, 15)),
        closes=True,
        closed=Moment.not_stated(),
        closing_kind="SUBSTANTIVE",
    )


def test_the_day_of_the_session_is_offered(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    preset = OutcomePreset(day=Moment.on_day(date(2025, 3, 15)))
    form = OutcomeForm(hanlin, choices, preset=preset, **around)
    show(form)
    assert form.moment.hint == "按3月15日记；记今天请清空此格"


def test_a_session_of_today_leaves_the_time_to_now(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, now: datetime
) -> None:
    form = OutcomeForm(hanlin, choices, preset=OutcomePreset(day=Moment.at_minute(now)), **around)
    show(form)
    assert form.moment.is_empty()
