"""What a case may do next, and what its timeline says of it: pure functions.

A case's state is never kept: it is read off its steps. ``StepFact`` is all of a
step that the rules look at, in the order of the timeline; actions are base codes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from linli.domain.case_file import DueRow, DueState, PartyRow, SessionRow
from linli.domain.vocabulary import (
    ACTIONS,
    CLOCK_STOPS,
    CLOSING,
    DONE,
    FOLLOW_UP_RESULTS,
    HANDING_ON,
    METHODS,
    RESULTS,
    TAKING_ON,
    WORKING,
)
from linli.errors import Refused

ItemT = TypeVar("ItemT")

CLOSED_SENTENCE = "本事项已办结。可以记回访、致谢、履行、答复和记事；要改其他内容，请先重新打开。"


class Stage(StrEnum):
    """How far a case is; the value is the word people read."""

    VOIDED = "作废"
    ARCHIVED = "已归档"
    CLOSED = "已办结"
    SUSPENDED = "中止"
    TRANSFERRED = "已移送"
    MEDIATING = "调解中"
    HANDLING = "处置中"
    TO_RECEIVE = "待签收"
    ACCEPTED = "已受理"
    TO_ACCEPT = "待受理"

    @property
    def is_open(self) -> bool:
        """待办: not closed, not voided."""
        return self not in _ENDED


_ENDED = frozenset({Stage.VOIDED, Stage.ARCHIVED, Stage.CLOSED})
STANDING = frozenset({Stage.SUSPENDED, Stage.TRANSFERRED})
"""While a case is there its clock stands."""


@dataclass(frozen=True, slots=True)
class StepFact:
    """What the rules read of one step.

    ``at`` is known to the minute only where ``is_exact``; ``target`` and ``actor``
    are words; ``new_due`` is the limit an extension sets.
    """

    action: str
    at: datetime | None = None
    is_exact: bool = False
    actor: str = ""
    target: str = ""
    new_due: datetime | None = None
    is_prior: bool = False
    result: str = ""


def stage_of(steps: Sequence[StepFact]) -> Stage:
    """The first stage that holds, in the order the record model gives."""
    actions = [step.action for step in steps]
    if "VOIDED" in actions:
        return Stage.VOIDED
    if _is_closed(actions):
        return Stage.ARCHIVED if "ARCHIVED" in _since_closing(actions) else Stage.CLOSED
    for stopped, stage in (("SUSPENDED", Stage.SUSPENDED), ("TRANSFERRED_OUT", Stage.TRANSFERRED)):
        if _last_of(actions, {stopped, CLOCK_STOPS[stopped]}) == stopped:
            return stage
    if "MEDIATED" in actions:
        return Stage.MEDIATING
    return _stage_by_hand(actions)


def holder_of(steps: Sequence[StepFact], registered_by: str) -> str:
    """Who has the case now, in words; "" once it is closed or voided."""
    if not stage_of(steps).is_open:
        return ""
    for step in reversed(steps):
        if step.action in HANDING_ON and step.target:
            return step.target
    for step in reversed(steps):
        if step.action in TAKING_ON and step.actor:
            return step.actor
    return registered_by


def needs_follow_up(steps: Sequence[StepFact]) -> bool:
    """需回访: closed with a result that asks for it, and nobody has asked since."""
    actions = [step.action for step in steps]
    if not _is_closed(actions) or "VOIDED" in actions:
        return False
    results = [step.result for step in steps if step.result]
    return (
        bool(results)
        and results[-1] in FOLLOW_UP_RESULTS
        and "FOLLOWED_UP" not in _since_closing(actions)
    )


def minutes_to_done(steps: Sequence[StepFact]) -> int | None:
    """Minutes from the first step to the last report back or handling, else to the closing.

    None where either is not known to the minute. What happened before
    registration or elsewhere does not count.
    """
    own = [step for step in steps if not step.is_prior]
    done = next((step for step in reversed(own) if step.action in DONE), None) or next(
        (step for step in reversed(own) if step.action == "CLOSED"), None
    )
    if not own or done is None:
        return None
    return minutes_between(own[0], done)


def minutes_between(earlier: StepFact, later: StepFact) -> int | None:
    """Whole minutes between two steps, None where either is not known to the minute."""
    if earlier.at is None or later.at is None or not (earlier.is_exact and later.is_exact):
        return None
    return round((later.at - earlier.at).total_seconds() / 60)


def is_open_to_all(mediation: SessionRow, parties: Sequence[PartyRow]) -> bool:
    """Whether every side may read what was said in a session: each of them sat by.

    With three sides a session of two is open to those two alone, and one of unknown
    method may have been held with one side. Without sides each of the parties counts,
    unless the method itself says that all were there.
    """
    method = mediation.method.code
    if method not in METHODS or not METHODS[method].holds_joint:
        return False
    if sides := {party.side for party in parties if party.side}:
        return sides <= set(mediation.sides)
    of_all = method in {"FACE_TO_FACE", "MIXED"}
    return of_all or {party.id for party in parties} <= set(mediation.party_ids)


def due_at(due: datetime | None, steps: Sequence[StepFact]) -> datetime | None:
    """The limit that holds: the last extension's, moved on by the time the clock stood.

    ``due`` is the last minute in time; a day means its end. Time that still stands is
    added when the case goes on.
    """
    for step in steps:
        if step.action == "EXTENDED" and step.new_due is not None:
            due = step.new_due
    return None if due is None else due + _time_stood(steps)


def due_row(limit: datetime | None, stage: Stage, now: datetime, words: str) -> DueRow:
    """How a case stands to the limit that holds, and in which words.

    ``words`` are shown for a limit that could only be kept as words.
    """
    if not stage.is_open:
        return DueRow(DueState.CLOSED, stage.value)
    if stage in STANDING:
        return DueRow(DueState.STANDING, stage.value)
    if limit is None:
        return DueRow(DueState.NOT_SET, words or "未设时限")
    if limit < now:
        return DueRow(DueState.OVERDUE, f"超期{_span(now - limit)}")
    days = (limit.date() - now.date()).days
    if days <= 1:
        clock = "" if (limit.hour, limit.minute) == (23, 59) else f" {limit:%H:%M}"
        return DueRow(DueState.SOON, ("今天", "明天")[days] + clock)
    return DueRow(DueState.IN_TIME, f"剩{days}天")


def check_step(
    action: str,
    steps: Sequence[StepFact],
    *,
    reason: str,
    has_target: bool,
    has_limit: bool,
    kind: str = "",
) -> None:
    """Refuse a step the case cannot take now, or that lacks what its action needs.

    ``kind`` is the kind of the case in words.
    """
    what = ACTIONS[action]
    check_open(stage_of(steps), allowed_when_closed=what.is_allowed_when_closed)
    refusals: list[tuple[str, str]] = []
    if not what.is_offered:
        refusals.append(("action", f"“{what.label}”不单独记一条，要和它的内容一起记。"))
    if action == "CLOSED" and not _has_final_result(steps):
        refusals.append(("action", f"{kind}办结前要先记结果。"))
    if what.hands_on and not has_target:
        refusals.append(("to", f"请写交给谁，再记“{what.label}”"))
    if what.needs_reason and not reason:
        refusals.append(("reason", f"请写{what.label}的理由；不知道可写“理由未记”"))
    if what.needs_limit and not has_limit:
        refusals.append(("new_due", "时限要能算出日期，如 3工作日"))
    if refusals:
        raise Refused(*refusals)


def check_open(stage: Stage, *, allowed_when_closed: bool = False) -> None:
    """Refuse what a voided or closed case does not take any more."""
    if stage is Stage.VOIDED:
        raise Refused((None, "本事项已作废，不能再记。"))
    if not stage.is_open and not allowed_when_closed:
        raise Refused((None, CLOSED_SENTENCE))


def check_reopening(stage: Stage, reason: str) -> None:
    """Refuse reopening what is not closed, or without a reason."""
    if stage is Stage.VOIDED:
        raise Refused((None, "本事项已作废，不能重新打开。请新建事项。"))
    if stage.is_open:
        raise Refused((None, "本事项还没有办结，不用重新打开。"))
    if not reason:
        raise Refused(("reason", "请写明为什么重新打开"))


def check_voiding(stage: Stage, reason: str) -> None:
    """Refuse voiding twice, or without a reason."""
    if stage is Stage.VOIDED:
        raise Refused((None, "本事项已经作废。"))
    if not reason:
        raise Refused(("reason", "作废后编号保留，不再使用。请写明原因。"))


def check_outcome(result: str, *, closes: bool, note: str, of_part: bool = False) -> None:
    """Refuse closing a case with a result that is not final or of a part of it, or no reason."""
    what = RESULTS[result]
    refusals: list[tuple[str, str]] = []
    if closes and not what.is_final:
        refusals.append(("closes", f"“{what.label}”不是最后的结果，不能同时办结。"))
    if closes and of_part:
        refusals.append(("closes", "这只是一项诉求或一方的结果，不能用它办结。"))
    if what.needs_reason and not note:
        refusals.append(("note", f"结果是“{what.label}”，请写明理由。"))
    if refusals:
        raise Refused(*refusals)


def _stage_by_hand(actions: Sequence[str]) -> Stage:
    handed = max(
        (place for place, action in enumerate(actions) if action in HANDING_ON), default=-1
    )
    since = actions[handed:] if handed >= 0 else actions
    if any(action in WORKING for action in since):
        return Stage.HANDLING
    if since and since[0] in {"DISPATCHED", "RETURNED"} and "RECEIVED" not in since:
        return Stage.TO_RECEIVE
    if "ACCEPTED" in actions or "FILED" in actions:
        return Stage.ACCEPTED
    return Stage.TO_ACCEPT


def _has_final_result(steps: Sequence[StepFact]) -> bool:
    """Whether the last result since the case was taken down or reopened is a final one."""
    since = _after_last(steps, lambda step: step.action == "REOPENED")
    results = [step.result for step in since if step.result]
    return bool(results) and RESULTS[results[-1]].is_final


def _is_closed(actions: Sequence[str]) -> bool:
    return _last_of(actions, CLOSING | {"REOPENED"}) in CLOSING


def _since_closing(actions: Sequence[str]) -> Sequence[str]:
    return _after_last(actions, CLOSING.__contains__)


def _after_last(items: Sequence[ItemT], is_wanted: Callable[[ItemT], bool]) -> Sequence[ItemT]:
    """What comes after the last item wanted; all where there is none."""
    last = max((place for place, item in enumerate(items) if is_wanted(item)), default=-1)
    return items[last + 1 :]


def _last_of(actions: Sequence[str], wanted: frozenset[str] | set[str]) -> str:
    return next((action for action in reversed(actions) if action in wanted), "")


def _time_stood(steps: Sequence[StepFact]) -> timedelta:
    stood = timedelta()
    for stop, go in CLOCK_STOPS.items():
        since: datetime | None = None
        for step in steps:
            if step.action == stop and since is None:
                since = step.at
            elif step.action == go and since is not None:
                stood += max((step.at or since) - since, timedelta())
                since = None
    return stood


def _span(late: timedelta) -> str:
    if late.days:
        return f"{late.days}天"
    hours = int(late.total_seconds() // 3600)
    return f"{hours}小时" if hours else f"{max(1, int(late.total_seconds() // 60))}分"
