"""What a case's steps say of it, and what it does not take any more."""

from datetime import datetime

import pytest

from linli.domain.case_file import DueState
from linli.domain.rules import (
    Stage,
    StepFact,
    check_open,
    check_outcome,
    check_step,
    due_at,
    due_row,
    holder_of,
    minutes_to_done,
    needs_follow_up,
    stage_of,
)
from linli.domain.vocabulary import ACTIONS, Action
from linli.errors import Refused

NOW = datetime(2025, 3, 17, 9, 0)


WORKING = [StepFact("REGISTERED"), StepFact("HANDLED")]
CLOSED = [StepFact("OUTCOME_REACHED", result="SOLVED"), StepFact("CLOSED")]


def facts(*actions: str) -> list[StepFact]:
    return [StepFact(action) for action in actions]


@pytest.mark.parametrize(
    ("actions", "stage"),
    [
        (("REGISTERED",), Stage.TO_ACCEPT),
        (("REGISTERED", "ACCEPTED"), Stage.ACCEPTED),
        (("FOUND", "FILED"), Stage.ACCEPTED),
        (("FILED", "DISPATCHED"), Stage.TO_RECEIVE),
        (("FILED", "DISPATCHED", "RECEIVED"), Stage.ACCEPTED),
        (("FILED", "DISPATCHED", "RECEIVED", "ON_SITE"), Stage.HANDLING),
        (("FILED", "DISPATCHED", "HANDLED", "RETURNED"), Stage.TO_RECEIVE),
        (("FILED", "DISPATCHED", "HANDLED", "REASSIGNED"), Stage.ACCEPTED),
        (("REGISTERED", "HANDLED", "REWORK"), Stage.HANDLING),
        (("REGISTERED", "ON_SITE", "MEDIATED"), Stage.MEDIATING),
        (("REGISTERED", "MEDIATED", "SUSPENDED"), Stage.SUSPENDED),
        (("REGISTERED", "MEDIATED", "SUSPENDED", "RESUMED"), Stage.MEDIATING),
        (("REGISTERED", "TRANSFERRED_OUT"), Stage.TRANSFERRED),
        (("REGISTERED", "TRANSFERRED_OUT", "CAME_BACK"), Stage.TO_ACCEPT),
        (("REGISTERED", "MEDIATED", "CLOSED"), Stage.CLOSED),
        (("REGISTERED", "DECLINED"), Stage.CLOSED),
        (("REGISTERED", "CLOSED", "THANKED"), Stage.CLOSED),
        (("REGISTERED", "MEDIATED", "CLOSED", "REOPENED"), Stage.MEDIATING),
        (("REGISTERED", "CLOSED", "ARCHIVED"), Stage.ARCHIVED),
        (("REGISTERED", "CLOSED", "ARCHIVED", "REOPENED"), Stage.TO_ACCEPT),
        (("REGISTERED", "CLOSED", "ARCHIVED", "REOPENED", "CLOSED"), Stage.CLOSED),
        (("REGISTERED", "CLOSED", "VOIDED"), Stage.VOIDED),
    ],
)
def test_the_first_stage_that_holds_is_shown(actions: tuple[str, ...], stage: Stage) -> None:
    assert stage_of(facts(*actions)) is stage


def test_the_target_of_the_last_hand_on_holds_the_case() -> None:
    steps = [
        StepFact("REPORTED_UP", target="枫杨城运中心"),
        StepFact("DISPATCHED", target="二级网格联络员"),
        StepFact("ON_SITE", actor="二级网格联络员"),
    ]

    assert holder_of(steps, "大里村") == "二级网格联络员"


def test_who_accepted_holds_a_case_that_nobody_handed_on() -> None:
    steps = [StepFact("REGISTERED"), StepFact("ACCEPTED", actor="社区网格员")]

    assert holder_of(steps, "翰林社区") == "社区网格员"
    assert holder_of(steps[:1], "翰林社区") == "翰林社区"


def test_nobody_holds_a_closed_case() -> None:
    assert holder_of(facts("REGISTERED", "CLOSED"), "翰林社区") == ""


def test_a_case_closed_with_a_settlement_asks_for_a_follow_up_until_there_is_one() -> None:
    closed = [StepFact("OUTCOME_REACHED", result="RECONCILED"), StepFact("CLOSED")]

    assert needs_follow_up(closed)
    assert not needs_follow_up([*closed, StepFact("FOLLOWED_UP")])
    assert not needs_follow_up(closed[:1])


def test_a_case_closed_without_a_settlement_asks_for_none() -> None:
    assert not needs_follow_up(
        [StepFact("OUTCOME_REACHED", result="WITHDRAWN"), StepFact("CLOSED")]
    )


def test_durations_run_from_the_finding_to_the_report_back() -> None:
    def at(action: str, hour: int, minute: int) -> StepFact:
        return StepFact(action, datetime(2025, 3, 5, hour, minute), is_exact=True)

    steps = [at("FOUND", 14, 26), at("FILED", 14, 29), at("REPORTED_BACK", 15, 23)]

    assert minutes_to_done([*steps, StepFact("CLOSED")]) == 57
    assert minutes_to_done(steps[:2]) is None
    assert minutes_to_done([StepFact("FOUND"), *steps[1:]]) is None


@pytest.mark.parametrize(
    ("due", "state", "words"),
    [
        (datetime(2025, 3, 15, 9, 0), DueState.OVERDUE, "超期2天"),
        (datetime(2025, 3, 17, 6, 0), DueState.OVERDUE, "超期3小时"),
        (datetime(2025, 3, 17, 8, 59), DueState.OVERDUE, "超期1分"),
        (datetime(2025, 3, 17, 17, 30), DueState.SOON, "今天 17:30"),
        (datetime(2025, 3, 17, 23, 59), DueState.SOON, "今天"),
        (datetime(2025, 3, 18, 12, 0), DueState.SOON, "明天 12:00"),
        (datetime(2025, 3, 20, 23, 59), DueState.IN_TIME, "剩3天"),
        (None, DueState.NOT_SET, "未设时限"),
    ],
)
def test_a_limit_is_told_in_words(due: datetime | None, state: DueState, words: str) -> None:
    assert due_row(due, Stage.TO_ACCEPT, NOW, "") == (state, words)


def test_a_limit_kept_as_words_is_shown_as_written() -> None:
    assert due_row(None, Stage.TO_ACCEPT, NOW, "8工作时") == (DueState.NOT_SET, "8工作时")


def test_an_extension_replaces_the_limit() -> None:
    steps = [StepFact("REGISTERED"), StepFact("EXTENDED", new_due=datetime(2025, 3, 25, 23, 59))]

    assert due_at(datetime(2025, 3, 16), steps) == datetime(2025, 3, 25, 23, 59)


def test_the_clock_stands_while_a_case_is_suspended() -> None:
    stopped = [StepFact("SUSPENDED", datetime(2025, 3, 10, 8, 0))]
    went_on = [*stopped, StepFact("RESUMED", datetime(2025, 3, 13, 8, 0))]

    assert due_row(datetime(2025, 3, 12), stage_of(stopped), NOW, "").state is DueState.STANDING
    assert due_at(datetime(2025, 3, 15, 9, 0), went_on) == datetime(2025, 3, 18, 9, 0)


def test_a_closed_case_is_never_overdue() -> None:
    assert due_row(datetime(2025, 3, 1), Stage.CLOSED, NOW, "") == (DueState.CLOSED, "已办结")


def test_a_step_that_hands_on_needs_its_target_and_a_return_its_reason() -> None:
    with pytest.raises(Refused) as refused:
        check_step("RETURNED", WORKING, reason="", has_target=False, has_limit=False)

    assert [field for field, _ in refused.value.refusals] == ["to", "reason"]


def test_a_closed_case_still_takes_notes_but_no_work() -> None:
    check_step("NOTED", CLOSED, reason="", has_target=False, has_limit=False)

    with pytest.raises(Refused, match="已办结"):
        check_step("VISITED", CLOSED, reason="", has_target=False, has_limit=False)


def test_a_case_is_closed_only_with_a_final_result() -> None:
    def close(*steps: StepFact) -> None:
        check_step("CLOSED", steps, reason="", has_target=False, has_limit=False)

    solved = StepFact("OUTCOME_REACHED", result="SOLVED")
    close(*WORKING, solved)
    for steps in (
        WORKING,
        [*WORKING, StepFact("OUTCOME_REACHED", result="PENDING")],
        [*WORKING, solved, StepFact("CLOSED"), StepFact("REOPENED")],
    ):
        with pytest.raises(Refused, match="先记结果"):
            close(*steps)


@pytest.mark.parametrize("action", [action for action in ACTIONS if not action.is_offered])
def test_what_is_dated_with_its_content_is_never_a_bare_step(action: Action) -> None:
    with pytest.raises(Refused) as refused:
        check_step(action.code, WORKING, reason="", has_target=True, has_limit=True)
    assert refused.value.field == "action"


def test_a_voided_case_takes_nothing() -> None:
    with pytest.raises(Refused, match="已作废"):
        check_open(Stage.VOIDED, allowed_when_closed=True)


def test_an_open_result_cannot_close_and_a_bare_failure_needs_its_reason() -> None:
    check_outcome("RECONCILED", closes=True, note="")
    check_outcome("PENDING", closes=False, note="")

    with pytest.raises(Refused) as refused:
        check_outcome("PENDING", closes=True, note="")
    assert refused.value.field == "closes"
    with pytest.raises(Refused) as refused:
        check_outcome("NOT_SOLVED", closes=True, note="")
    assert refused.value.field == "note"
