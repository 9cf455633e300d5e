"""A step and a result in their forms again: everything stands as it was kept."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from linli.desktop.forms.outcome import OutcomeForm
from linli.desktop.forms.step import StepForm
from linli.domain.case_file import CaseFile, Choices, Coded, OutcomeRow, RequestRow, StepRow
from linli.domain.drafts import OutcomeDraft, PartnerDraft, StepDraft
from linli.domain.moments import Moment

from .hand import Around, Kept, Show

DAY = Moment.on_day(date(2025, 3, 10))
JOINED = StepDraft(
    "JOINED",
    Moment.at_minute(datetime(2025, 3, 10, 9, 30), datetime(2025, 3, 10, 11, 0)),
    by=("枫杨办事处", "网格员"),
    partners=(
        PartnerDraft("社区民警", "ASSIST", "CAME"),
        PartnerDraft("物业公司", "NOT_STATED", "INVITED_ABSENT"),
        PartnerDraft("居委会"),
    ),
    mechanism="THREE_PARTY",
    note="一同上门\n劝过一回",
    is_internal=True,
    is_prior=True,
    times=3,
)
STEPS = {
    "joined": JOINED,
    "in words": StepDraft("VISITED", Moment.in_words("次日")),
    "urged": StepDraft("URGED", DAY, to=("翰林社区",), urge_level="RED"),
    "returned": StepDraft("RETURNED", DAY, to=("枫杨办事处",), reason="理由未记"),
    "extended": StepDraft(
        "EXTENDED", DAY, new_due=Moment.on_day(date(2025, 3, 13)), new_due_words="3工作日"
    ),
    "registered": StepDraft("REGISTERED", DAY, by=("楼下住户",), to=("翰林社区",)),
}
CLOSED = OutcomeDraft(
    "RECONCILED", DAY, closed=Moment.on_day(date(2025, 3, 11)), closing_kind="INTERIM", note="和好"
)


@pytest.mark.parametrize("draft", STEPS.values(), ids=STEPS)
def test_a_kept_step_comes_back_as_it_was(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept, draft: StepDraft
) -> None:
    form = StepForm(hanlin, choices, kept=draft, **around)
    show(form)
    assert form.title_label.text() == "修改流转"
    assert not form.is_changed()
    assert form.submit()
    assert kept.drafts == [draft]


def test_a_new_limit_that_is_not_touched_is_not_counted_from_today(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    form = StepForm(hanlin, choices, kept=STEPS["extended"], **around)
    show(form)
    form.note.set_text("再说一句")
    assert form.submit()
    assert kept.drafts[0].new_due == Moment.on_day(date(2025, 3, 13))
    form.new_due.set_text("3工作日")
    assert form.submit()
    assert kept.drafts[1].new_due == Moment.on_day(date(2025, 3, 19))


def test_what_is_taken_down_in_a_form_of_its_own_is_not_offered_to_a_kept_step(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    form = StepForm(hanlin, choices, kept=STEPS["urged"], **around)
    show(form)
    offered = {choice.code for choice in form.action.line.choices}
    assert "VISITED" in offered
    assert not offered & {"MEDIATED", "CLOSED", "REOPENED", "VOIDED", "THANKED"}


def test_the_fold_says_more_of_the_partners_named_above(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    form = StepForm(hanlin, choices, **around)
    show(form)
    form.action.set_value("JOINED")
    form.partners.set_value(["三方联动", "社区民警"])
    form.folds[0].open()
    assert form.parts.value() == (("社区民警", "", ""),)
    form.parts.set_value([("社区民警", "牵头", "已到"), ("物业公司", "", "拟邀")])
    assert form.submit()
    assert kept.drafts[0].partners == (
        PartnerDraft("社区民警", "LEAD", "CAME"),
        PartnerDraft("物业公司", "NOT_STATED", "TO_INVITE"),
    )


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("parts", "社区民警\t当主力\t", "没有“当主力”"),
        ("times", "很多", "次数请写数字，如 3"),
        ("times", "0", "次数请写数字，如 3"),
    ],
)
def test_what_the_fold_cannot_read_is_marked_there(
    hanlin: CaseFile,
    choices: Choices,
    around: Around,
    show: Show,
    field: str,
    typed: str,
    error: str,
) -> None:
    form = StepForm(hanlin, choices, **around)
    show(form)
    form.action.set_value("JOINED")
    form.fields[field].set_raw(typed)
    assert not form.submit()
    assert (form.fields[field].error or "").startswith(error)
    assert form.folds[0].button.isChecked()


def test_how_strongly_is_asked_of_urging_alone(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    form = StepForm(hanlin, choices, at_step=7, **around)
    show(form)
    form.action.set_value("URGED")
    assert form.urge_level.isVisible()
    form.urge_level.set_value("YELLOW")
    form.action.set_value("VISITED")
    assert not form.urge_level.isVisible()
    assert form.submit()
    assert (kept.drafts[0].urge_level, kept.drafts[0].after_step) == ("", 7)


@pytest.mark.parametrize(
    "draft",
    [
        OutcomeDraft("PENDING", DAY, closes=False, note="等回话"),
        OutcomeDraft("RECONCILED", Moment.in_words("次日"), closes=False),
        CLOSED,
        OutcomeDraft("WITHDRAWN", DAY, closes=False, party_id=2),
        OutcomeDraft("SOLVED", DAY, closes=False),
    ],
)
def test_a_kept_result_comes_back_as_it_was(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept, draft: OutcomeDraft
) -> None:
    form = OutcomeForm(hanlin, choices, kept=draft, **around)
    show(form)
    assert form.title_label.text() == "修改结果"
    assert not form.is_changed()
    assert form.submit()
    assert kept.drafts == [draft]


def test_a_closing_that_rests_on_a_result_is_changed_and_not_taken_away(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    form = OutcomeForm(hanlin, choices, kept=CLOSED, **around)
    show(form)
    assert not form.closes.isVisible()
    assert form.closing_kind.isVisible()
    form.result.set_value("AGREED")
    assert form.compose().closes


def test_the_result_of_a_part_does_not_close(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    more = RequestRow("赔礼道歉", "", "", Coded("UNVERIFIED", "未核实"), Coded(), id=5)
    several = replace(hanlin, requests=(replace(more, words="半夜噪声", id=4), more))
    form = OutcomeForm(several, choices, **around)
    show(form)
    form.result.set_value("WITHDRAWN")
    assert form.closes.value()
    form.of_what.set_value("request:5")
    assert not form.closes.isVisible()
    assert form.submit()
    assert kept.drafts[0].request_id == 5
    assert not kept.drafts[0].closes


def test_a_case_that_has_its_result_is_offered_to_be_closed_with_it(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    form = OutcomeForm(_with_result(hanlin), choices, **around)
    show(form)
    assert form.result.value() == "AGREED"
    assert form.result.hint == "已记过这个结果，办结不用再记一次。"
    assert (form.closes.value(), form.closed.isVisible()) == (True, False)
    assert form.moment.label == "办结时间"
    assert not form.is_changed()
    assert form.submit()
    draft = kept.drafts[0]
    assert (draft.result, draft.note, draft.closes) == ("AGREED", "签了", True)
    form.result.set_value("RECONCILED")
    assert form.moment.label == "时间"
    assert form.closed.isVisible()


def _with_result(case_file: CaseFile) -> CaseFile:
    step = StepRow(
        id=9,
        moment=DAY,
        action=Coded("OUTCOME_REACHED", "结果"),
        by=(),
        to=(),
        partners=(),
        mechanism="",
        note="",
        reason="",
        tier="",
        tier_rank=0,
        minutes=None,
        session_id=None,
        method=Coded(),
        sides=(),
        is_closing=False,
        is_internal=False,
        is_prior=False,
        times=1,
    )
    outcome = OutcomeRow(3, Coded("AGREED", "达成协议"), DAY, "签了", is_final=True)
    return replace(case_file, steps=(step,), outcomes=(outcome,))
