"""The Hanlin case goes in by keys alone, and by few of them."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from linli.desktop.forms.carry_over import OutcomePreset, SessionPreset, next_after
from linli.desktop.forms.mediation import MediationForm
from linli.desktop.forms.new_case import NewCaseForm
from linli.desktop.forms.outcome import OutcomeForm
from linli.desktop.forms.step import StepForm
from linli.domain.case_file import CaseFile, Choices
from linli.domain.drafts import (
    CaseDraft,
    NoteDraft,
    OutcomeDraft,
    PartnerDraft,
    SessionDraft,
    StepDraft,
)
from linli.domain.moments import Moment

from .hand import AddSession, Around, Hand, Kept, Show

DAY_15 = Moment.on_day(date(2025, 3, 15))
DAY_16 = Moment.on_day(date(2025, 3, 16))
LATER = datetime(2025, 3, 20, 9, 14)
"""The office writes the case down some days after."""

OPENS_THE_FORM = 1
"""The shortcut of the main window: Ctrl+N, Ctrl+T, Ctrl+M, Ctrl+R."""


@pytest.fixture
def around(around: Around) -> Around:
    return {**around, "now": lambda: LATER}


def complaint(choices: Choices, around: Around, kept: Kept, show: Show, hand: Hand) -> CaseDraft:
    show(NewCaseForm(choices, unit="翰林社区", **around), 1366)
    hand.press("md⏎wj⏎")
    hand.write("楼上半夜噪声，两户多次争吵")
    hand.press("⏎25.3.15⏎⏎")
    hand.write("楼下住户反映楼上半夜有噪声。")
    hand.press("⇥h⏎")
    hand.chord("Alt+D")
    hand.write("楼下住户")
    hand.press("⏎⏎⏎")
    hand.write("楼上住户")
    hand.chord("Ctrl+S")
    (draft,) = kept.drafts
    return draft


def visit(
    hanlin: CaseFile, choices: Choices, around: Around, kept: Kept, show: Show, hand: Hand
) -> StepDraft:
    show(StepForm(hanlin, choices, unit="翰林社区", carried_day=date(2025, 3, 15), **around))
    hand.press("d⏎⏎⏎s⇥")
    hand.write("一同走访两户。")
    hand.chord("Ctrl+S")
    return kept.drafts[-1]


def sessions(
    hanlin: CaseFile,
    choices: Choices,
    around: Around,
    kept: Kept,
    show: Show,
    hand: Hand,
    with_session: AddSession,
) -> tuple[list[SessionDraft], OutcomePreset]:
    """Three sessions, each opened with what the one before hands on."""
    case_file = hanlin
    preset: SessionPreset | OutcomePreset = SessionPreset(speakers=(1,), day=DAY_15)
    for number, method, party_ids in (
        (0, "BACK_TO_BACK", (1,)),
        (1, "BACK_TO_BACK", (2,)),
        (2, "FACE_TO_FACE", (1, 2)),
    ):
        assert isinstance(preset, SessionPreset)
        show(MediationForm(case_file, choices, preset=preset, **around))
        if number == 0:
            hand.press("b⏎⏎")
            hand.chord("Ctrl+A")
            hand.press("3.16⏎⏎⏎⏎⏎")
        hand.write(("先安抚情绪。", "请其体谅楼下。", "双方说开，握手言和。")[number])
        hand.chord("Ctrl+S" if number == 2 else "Ctrl+Enter")
        preset = next_after(case_file, kept.drafts[-1])
        case_file = with_session(case_file, method, *party_ids)
    assert isinstance(preset, OutcomePreset)
    return kept.drafts[-3:], preset


def outcome(
    hanlin: CaseFile,
    choices: Choices,
    around: Around,
    kept: Kept,
    show: Show,
    hand: Hand,
    preset: OutcomePreset,
) -> OutcomeDraft:
    show(OutcomeForm(hanlin, choices, preset=preset, **around))
    hand.press("h⏎")
    hand.chord("Ctrl+S")
    return kept.drafts[-1]


def test_the_complaint_is_taken_down(
    choices: Choices, around: Around, kept: Kept, show: Show, hand: Hand
) -> None:
    draft = complaint(choices, around, kept, show, hand)
    assert (draft.kind, draft.channel) == ("DISPUTE", "NOT_STATED")
    assert draft.title == "楼上半夜噪声，两户多次争吵"
    assert draft.reported == DAY_15
    assert draft.urgency == "NORMAL"
    assert draft.details == "楼下住户反映楼上半夜有噪声。"
    assert draft.place.grid == "翰林社区"
    assert draft.registered_by == "翰林社区"
    assert [(one.side, one.name, one.role) for one in draft.parties] == [
        ("甲", "楼下住户", "REQUESTER"),
        ("乙", "楼上住户", "RESPONDENT"),
    ]


def test_the_visit_with_the_police_is_recorded(
    hanlin: CaseFile, choices: Choices, around: Around, kept: Kept, show: Show, hand: Hand
) -> None:
    draft = visit(hanlin, choices, around, kept, show, hand)
    assert draft == StepDraft(
        action="ON_SITE",
        moment=DAY_15,
        by=("翰林社区",),
        partners=(PartnerDraft("社区民警"),),
        note="一同走访两户。",
    )


def test_one_side_the_other_and_both_follow_each_other(
    hanlin: CaseFile,
    choices: Choices,
    around: Around,
    kept: Kept,
    show: Show,
    hand: Hand,
    with_session: AddSession,
) -> None:
    (first, second, both), after = sessions(hanlin, choices, around, kept, show, hand, with_session)
    assert first == SessionDraft(
        method="BACK_TO_BACK", moment=DAY_16, speakers=(1,), notes=(NoteDraft("先安抚情绪。"),)
    )
    assert second == replace(first, speakers=(2,), notes=(NoteDraft("请其体谅楼下。"),))
    assert both == SessionDraft(
        method="FACE_TO_FACE", moment=DAY_16, speakers=(1, 2), record="双方说开，握手言和。"
    )
    assert after == OutcomePreset(day=DAY_16)
    assert kept.went_on == [True, True, False]


def test_the_reconciliation_closes_the_case(
    hanlin: CaseFile, choices: Choices, around: Around, kept: Kept, show: Show, hand: Hand
) -> None:
    draft = outcome(hanlin, choices, around, kept, show, hand, OutcomePreset(day=DAY_16))
    assert draft == OutcomeDraft(
        result="RECONCILED", moment=DAY_16, closes=True, closing_kind="SUBSTANTIVE"
    )


def test_the_whole_case_takes_no_more_than_54_presses(
    hanlin: CaseFile,
    choices: Choices,
    around: Around,
    kept: Kept,
    show: Show,
    hand: Hand,
    with_session: AddSession,
) -> None:
    forms_opened = 4 * OPENS_THE_FORM
    complaint(choices, around, kept, show, hand)
    visit(hanlin, choices, around, kept, show, hand)
    _, preset = sessions(hanlin, choices, around, kept, show, hand, with_session)
    outcome(hanlin, choices, around, kept, show, hand, preset)
    assert hand.presses + forms_opened <= 54
