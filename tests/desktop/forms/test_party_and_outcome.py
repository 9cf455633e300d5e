"""当事人 and 结果与办结: what they ask, hide and hand over."""

from datetime import date, datetime

import pytest

from linli.desktop.forms.carry_over import OutcomePreset
from linli.desktop.forms.outcome import OutcomeForm
from linli.desktop.forms.party import PartyForm
from linli.domain.case_file import CaseFile, Choices
from linli.domain.drafts import OutcomeDraft, PartyDraft
from linli.domain.moments import Moment

from .hand import Around, Kept, Show

NUMBER = "410100200001010000"


@pytest.fixture
def party(hanlin: CaseFile, choices: Choices, around: Around, show: Show) -> PartyForm:
    made = PartyForm(hanlin, choices, **around)
    show(made)
    return made


@pytest.fixture
def outcome(hanlin: CaseFile, choices: Choices, around: Around, show: Show) -> OutcomeForm:
    made = OutcomeForm(hanlin, choices, **around)
    show(made)
    return made


def test_the_next_side_is_offered_and_one_has_to_be_chosen(party: PartyForm) -> None:
    assert list(party.side.choice.labels()) == ["甲", "乙", "丙", "NONE"]
    assert not party.submit()
    assert party.side.error == "请选哪一方"


def test_a_party_without_a_side_is_one_too(party: PartyForm, kept: Kept) -> None:
    party.side.set_value("NONE")
    party.name.set_text("居委会网格员")
    assert party.submit()
    assert kept.drafts[0] == PartyDraft(
        name="居委会网格员", kind="NOT_STATED", identity="NOT_STATED"
    )


def test_who_acts_for_another_says_for_whom(party: PartyForm, kept: Kept) -> None:
    party.side.set_value("甲")
    assert not party.represents.isVisible()
    party.role.set_value("GUARDIAN")
    assert not party.submit()
    assert party.represents.error == "请选代表谁"
    party.represents.set_value("1")
    assert party.submit()
    assert kept.drafts[0].represents == 1


def test_an_id_number_is_starred_out_once_left_and_handed_over_whole(
    party: PartyForm, kept: Kept
) -> None:
    party.side.set_value("甲")
    party.id_number.focus()
    party.id_number.line.setText(NUMBER)
    party.name.focus()
    assert party.id_number.line.text() == "4101**********0000"
    assert party.raw()["id_number"] == NUMBER
    party.id_number.focus()
    assert party.id_number.line.text() == NUMBER
    assert party.submit()
    assert kept.drafts[0].id_number == NUMBER


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
