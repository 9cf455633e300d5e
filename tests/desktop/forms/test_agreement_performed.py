"""履行 and 协议变动 by the keys: what is due next is chosen, with its open sum."""

from dataclasses import replace
from datetime import date

import pytest

from linli.desktop.forms.agreement_event import AgreementEventForm
from linli.desktop.forms.performance import PerformanceForm
from linli.domain.amounts import Amount, Stage
from linli.domain.case_file import (
    AgreementRow,
    CaseFile,
    Choices,
    Coded,
    InstalmentRow,
    ObligationRow,
    SignatureRow,
)
from linli.domain.drafts import AgreementEventDraft, PerformanceDraft
from linli.domain.moments import Moment
from linli.domain.vocabulary import OBLIGATION_STATES, TIMINGS

from .hand import Around, Hand, Kept, Show

DAY = Moment.on_day(date(2025, 3, 10))


def _state(code: str) -> Coded:
    return Coded(code, OBLIGATION_STATES.label_of(code))


def _part(number: int, month: int, state: str, open_fen: int) -> InstalmentRow:
    due = Moment.on_day(date(2025, month, 10))
    return InstalmentRow(number, due, Amount(100000), "", _state(state), open_fen)


def _owed(number: int, what: str, timing: str, state: str, **more: object) -> ObligationRow:
    row = ObligationRow(
        id=number,
        kind=Coded("ACT", "做一件事"),
        mode=Coded(),
        by="楼上住户",
        to="楼下住户",
        what=what,
        amount=None,
        timing=Coded(timing, TIMINGS.label_of(timing)),
        timing_words="",
        next_due=None,
        state=_state(state),
        instalments=(),
        performances=(),
    )
    return replace(row, **more)


@pytest.fixture
def agreed(hanlin: CaseFile) -> CaseFile:
    """An agreement with something standing, and money of which the first part is paid."""
    money = _owed(
        2,
        "赔偿损失",
        "INSTALMENTS",
        "PARTLY",
        amount=Amount(200000),
        open_fen=140000,
        instalments=(_part(21, 2, "PERFORMED", 0), _part(22, 3, "OVERDUE", 40000)),
    )
    row = AgreementRow(
        5, 9, DAY, Coded("WRITTEN", "书面"),
        tuple(
            SignatureRow(each.id, each.name, each.side, Coded("SIGNED", "签字"), "")
            for each in hanlin.parties
        ),
        "", "", "", Coded(), None, "有效",
        (_owed(1, "不在夜里用水泵", "STANDING", "OPEN"), money), (),
    )  # fmt: skip
    return replace(hanlin, agreements=(row,))


@pytest.fixture
def form(agreed: CaseFile, choices: Choices, around: Around, show: Show) -> PerformanceForm:
    made = PerformanceForm(agreed, choices, **around)
    show(made)
    return made


def test_the_next_open_instalment_is_kept_with_its_sum_in_two_presses(
    form: PerformanceForm, kept: Kept, hand: Hand
) -> None:
    assert form.item.text() == "楼上住户 赔偿损失 第2期 3月10日 1,000元"
    assert form.amount.text() == "400元"
    hand.press("3.9⏎")
    hand.chord("Ctrl+Return")
    assert kept.went_on == [True]
    assert kept.drafts == [
        PerformanceDraft(
            2,
            Moment.on_day(date(2025, 3, 9)),
            22,
            "PERFORMED",
            ("楼上住户",),
            Amount(40000, stage=Stage.PAID),
        )
    ]


def test_less_than_is_open_and_later_than_agreed_are_hinted_at(form: PerformanceForm) -> None:
    form.amount.set_text("300")
    assert form.amount.hint == "还差 100元"
    form.moment.set_text("3.12")
    assert form.state.hint == "已过期限，可记迟延履行"
    form.state.set_value("LATE")
    assert form.state.hint == ""


def test_what_was_not_performed_has_no_sum_unless_somebody_wrote_one(
    form: PerformanceForm, kept: Kept
) -> None:
    form.state.set_value("MISSED")
    assert form.amount.is_empty()
    form.state.set_value("WAIVED")
    assert form.amount.text() == "400元"
    assert form.submit()
    assert kept.drafts[0].amount == Amount(40000, stage=Stage.WAIVED)


def test_any_other_obligation_can_be_chosen(form: PerformanceForm, kept: Kept) -> None:
    form.item.set_value("1/")
    assert form.amount.is_empty()
    assert form.submit()
    assert (kept.drafts[0].obligation_id, kept.drafts[0].instalment_id) == (1, None)


def test_an_entry_that_is_kept_is_handed_over_as_it_was(
    agreed: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    draft = PerformanceDraft(2, DAY, 21, "LATE", ("其子",), Amount(100000), "收条", "晚了两天。")
    form = PerformanceForm(agreed, choices, kept=draft, **around)
    show(form)
    assert form.submit()
    assert kept.drafts == [draft]


def test_a_draft_of_a_performance_comes_back(
    form: PerformanceForm, agreed: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    form.item.set_value("1/")
    form.state.set_value("MISSED")
    form.proof.set_text("邻居说的")
    raw = form.raw()
    again = PerformanceForm(agreed, choices, **around)
    again.restore(raw)
    show(again)
    assert again.raw() == raw


def test_without_an_agreement_there_is_nothing_to_perform(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    form = PerformanceForm(hanlin, choices, **around)
    show(form)
    assert not form.submit()
    assert form.item.error == "还没有履行事项，请先记协议"


def test_a_confirmation_asks_for_its_number(
    agreed: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    form = AgreementEventForm(agreed, choices, **around)
    show(form)
    assert form.docket.isHidden()
    form.kind.set_value("CONFIRMED")
    form.moment.set_text("3.15")
    assert not form.submit()
    assert form.docket.error == "请写司法确认的案号；不知道可写“案号未记”"
    form.docket.set_text("(2025)豫01民特1号")
    assert form.submit()
    assert kept.drafts == [
        AgreementEventDraft(
            5, "CONFIRMED", Moment.on_day(date(2025, 3, 15)), docket="(2025)豫01民特1号"
        )
    ]


def test_a_closed_case_offers_what_is_found_out_later_alone(
    agreed: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    closed = replace(agreed, row=replace(agreed.row, is_open=False))
    form = AgreementEventForm(closed, choices, **around)
    show(form)
    assert form.kind.hint == "本事项已办结，只能记反悔和司法确认"
    form.kind.set_value("BROKEN")
    assert form.kind.value() == "BROKEN"


def test_what_became_of_an_agreement_is_handed_over_as_it_was(
    agreed: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    draft = AgreementEventDraft(5, "BROKEN", DAY, ("楼上住户",), note="说钱不够。")
    form = AgreementEventForm(agreed, choices, kept=draft, **around)
    show(form)
    assert form.submit()
    assert kept.drafts == [draft]
