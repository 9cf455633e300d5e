"""What each line of the timeline holds: plain values, worked out from the steps.

A line knows its lane, the lanes of the lines beside it, its node and its words,
so that it can be painted, and read aloud, by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from linli.desktop.case_page.agreed import agreed_notes
from linli.domain.case_file import CaseFile, PartnerRow, SessionRow, StepRow
from linli.domain.moments import Moment, Precision, clock_text, date_text
from linli.domain.things import Thing
from linli.domain.vocabulary import ACTIONS, DONE
from linli.sheets.names import limit_text

OUTSIDE = "外"
"""The lane of bodies that stand beside the office's own tiers."""


class RowKind(StrEnum):
    """What a line is: the heads of the lanes, the head of a day, or a step."""

    LANES = "LANES"
    DAY = "DAY"
    STEP = "STEP"


class Node(StrEnum):
    """The shape at a step's place on the line."""

    STEP = "STEP"
    PARTNERED = "PARTNERED"
    ONE_SIDE = "ONE_SIDE"
    JOINT = "JOINT"
    CLOSING = "CLOSING"


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One line; ``lane`` counts from 0 at the left, None where no line passes.

    ``lane_above`` and ``lane_below`` are the lanes the line comes from and goes to,
    None at its ends. On a head they are the same lane, passing through.
    """

    kind: RowKind
    words: str = ""
    """The day of a head; the action of a step."""
    clock: str = ""
    who: str = ""
    note: str = ""
    right: str = ""
    node: Node = Node.STEP
    sides: tuple[str, ...] = ()
    has_lock: bool = False
    lane: int | None = None
    lane_above: int | None = None
    lane_below: int | None = None
    spoken: str = ""
    """The whole line for a screen reader."""
    step_id: int | None = None
    thing: Thing = Thing.STEP
    """What the step dates, and the id of its row: what is changed or removed here."""
    thing_id: int = 0


@dataclass(frozen=True, slots=True)
class TimelineRows:
    """All lines, and what holds for every one of them.

    ``lanes`` are the short names of the tiers low to high; one lane has no head. A
    nameless one before them is for steps at the beginning whose tier is not known.
    """

    rows: tuple[TimelineRow, ...] = ()
    lanes: tuple[str, ...] = ("",)
    has_clock: bool = False


def timeline_rows(case_file: CaseFile, first: int | None = None) -> TimelineRows:
    """Lay out the steps of the case, or its ``first`` few, oldest on top."""
    steps = case_file.steps[:first]
    if not steps:
        return TimelineRows()
    lanes = _lanes(steps)
    places = _lane_of_each(steps, lanes)
    has_clock = any(step.moment.precision is Precision.MINUTE for step in steps)
    year = next((each for each in map(_year, steps) if each is not None), None)
    rows: list[TimelineRow] = []
    if len(lanes) > 1:
        rows.append(TimelineRow(RowKind.LANES))
    day = ""
    said = _Words(case_file)
    for place, step in enumerate(steps):
        head = _day_words(step.moment, year, has_clock=has_clock) or day
        above = places[place - 1] if place else None
        if head != day:
            rows.append(
                TimelineRow(RowKind.DAY, head, lane=above, lane_above=above, lane_below=above)
            )
        day = head
        year = _year(step) or year
        line = said.line(step, day, has_clock=has_clock)
        below = places[place + 1] if place + 1 < len(places) else None
        rows.append(replace(line, lane=places[place], lane_above=above, lane_below=below))
    return TimelineRows(tuple(rows), lanes, has_clock)


def span_words(minutes: int) -> str:
    """Minutes in the largest two units that fit: 57分, 1小时5分, 2天3小时."""
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    units = ((days, "天"), (hours, "小时"), (left, "分"))
    parts = [f"{figure}{unit}" for figure, unit in units if figure]
    return "".join(parts[:2]) or "0分"


class _Words:
    """The words of the lines of one case."""

    def __init__(self, case_file: CaseFile) -> None:
        self._case_file = case_file
        self._sessions = {each.id: each for each in case_file.sessions}
        self._results = _result_of_step(case_file)
        self._done_id = _done_step(case_file.steps)
        self._agreed = agreed_notes(case_file)

    def line(self, step: StepRow, day: str, *, has_clock: bool) -> TimelineRow:
        mediation = self._sessions.get(step.session_id or 0)
        action = step.method.label if step.session_id is not None else _action_words(step)
        sides = step.sides if step.session_id is not None else ()
        who = self._who(step, mediation)
        clock = _clock_words(step.moment) if has_clock else ""
        right = self._right(step)
        note = _note_words(step) or self._agreed.get(step.id, "")
        has_lock = step.method.code == "BACK_TO_BACK"
        spoken = " ".join(filter(None, (day, clock, action, who, note, right)))
        return TimelineRow(
            RowKind.STEP,
            action,
            clock=clock,
            who=who,
            note=note,
            right=right,
            node=_node(step, sides),
            sides=sides,
            has_lock=has_lock,
            spoken=spoken,
            step_id=step.id,
            thing=step.thing,
            thing_id=step.thing_id,
        )

    def _who(self, step: StepRow, mediation: SessionRow | None) -> str:
        if step.session_id is not None:
            parts = [_speakers(step, mediation)]
            if mediation is not None and mediation.state.code not in {"", "HELD"}:
                parts.append(mediation.state.label)
            parts.append(step.mechanism)
        else:
            actors = "、".join((*step.by, *(_partner(each) for each in step.partners)))
            receivers = "、".join(step.to)
            parts = [f"{actors} → {receivers}".strip() if receivers else actors, step.mechanism]
            parts.append(self._results.get(step.id, ""))
        if step.times > 1:
            parts.append(f"共{step.times}次")
        if step.is_prior:
            parts.append("前情")
        if step.is_internal:
            parts.append("内部")
        return " · ".join(part for part in parts if part)

    def _right(self, step: StepRow) -> str:
        total = self._case_file.minutes_to_done
        if step.id == self._done_id and total is not None:
            return f"共{span_words(total)}"
        return f"+{span_words(step.minutes)}" if step.minutes else ""


def _note_words(step: StepRow) -> str:
    """The limit an extension sets, the reason and the note, one sentence after the other."""
    limit = f"新时限：{limit_text(step.new_due, step.new_due_words)}" if step.new_due else ""
    said = [part for part in (limit, step.reason, step.note) if part]
    return "。".join([*(part.rstrip("。") for part in said[:-1]), *said[-1:]])


def _action_words(step: StepRow) -> str:
    """The short word, unless the office calls the action something else."""
    code, label = step.action
    is_ours = code in ACTIONS and ACTIONS.label_of(code) == label
    words = ACTIONS.short_of(code) if is_ours else label
    return f"{words}（{step.urge}）" if step.urge else words


def _speakers(step: StepRow, mediation: SessionRow | None) -> str:
    if not step.sides:
        return "、".join(mediation.parties) if mediation is not None else ""
    names = "、".join(f"{side}方" for side in step.sides)
    return f"{names}同场" if len(step.sides) > 1 else names


def _partner(partner: PartnerRow) -> str:
    remarks = [
        coded.label
        for coded in (partner.part, partner.came)
        if coded.code not in {"", "NOT_STATED", "TAKE_PART", "CAME"}
    ]
    return f"{partner.name}（{'，'.join(remarks)}）" if remarks else partner.name


def _result_of_step(case_file: CaseFile) -> dict[int, str]:
    """The result each step stands for: its own, else the closing's."""
    dated = [step.id for step in case_file.steps if step.action.code == "OUTCOME_REACHED"]
    if len(dated) == len(case_file.outcomes):
        labels = [
            "：".join(filter(None, (outcome.of_what, outcome.result.label)))
            for outcome in case_file.outcomes
        ]
        said = dict(zip(dated, labels, strict=True))
        if said:
            return said
    closings = [step.id for step in case_file.steps if step.is_closing]
    label = case_file.row.result.label
    return {closings[-1]: label} if closings and label and not case_file.row.is_open else {}


def _done_step(steps: tuple[StepRow, ...]) -> int | None:
    """The step at which the matter was done; the total time counts to it."""
    own = [step for step in steps if not step.is_prior]
    done = [step.id for step in own if step.action.code in DONE]
    closed = [step.id for step in own if step.is_closing]
    return next(iter((*reversed(done), *reversed(closed))), None)


def _lanes(steps: tuple[StepRow, ...]) -> tuple[str, ...]:
    ranks = {step.tier: (step.tier == OUTSIDE, step.tier_rank) for step in steps if step.tier}
    named = tuple(sorted(ranks, key=lambda tier: ranks[tier]))
    if len(named) > 1 and not steps[0].tier:
        # Where nobody said who began, no tier may seem to have begun.
        return ("", *named)
    return named or ("",)


def _lane_of_each(steps: tuple[StepRow, ...], lanes: tuple[str, ...]) -> list[int]:
    """A step whose tier nobody named stays on the lane of the step before it."""
    lane = 0
    places: list[int] = []
    for step in steps:
        lane = lanes.index(step.tier) if step.tier else lane
        places.append(lane)
    return places


def _node(step: StepRow, sides: tuple[str, ...]) -> Node:
    if step.is_closing:
        return Node.CLOSING
    if len(sides) > 1:
        return Node.JOINT
    if sides:
        return Node.ONE_SIDE
    return Node.PARTNERED if step.partners or step.mechanism else Node.STEP


def _year(step: StepRow) -> int | None:
    moment = step.moment
    return moment.at.year if moment.at and moment.precision is not Precision.MONTH_DAY else None


def _day_words(moment: Moment, year: int | None, *, has_clock: bool) -> str:
    """The head a step stands under; "" where it goes under the one before.

    Where there is a clock column, what is not known stands there; where there is
    none, the head has to say it, or the step would seem to belong to the day above.
    """
    if moment.at is None:
        return "" if has_clock else _vague_words(moment)
    words = date_text(moment, date(year, 1, 1) if year else None)
    return f"{words}（年份未记）" if moment.precision is Precision.MONTH_DAY else words


def _clock_words(moment: Moment) -> str:
    if moment.at is None:
        return "未记" if moment.precision is Precision.NOT_STATED else _vague_words(moment)
    if moment.precision is Precision.MINUTE:
        return clock_text(moment)
    return "当月" if moment.precision is Precision.MONTH else "当日"


def _vague_words(moment: Moment) -> str:
    return "时间未记明" if moment.precision is Precision.NOT_STATED else date_text(moment)
