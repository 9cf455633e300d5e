"""The course of a case in words: its timeline and its mediation sessions.

What a side said apart is not in the values these words are made from. Besides, a
session that was not joint gives its time, method, side and whether it took place,
and nothing that was written down about it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linli.domain.moments import paper_lines, paper_text
from linli.domain.results import result_of
from linli.domain.rules import is_open_to_all
from linli.domain.things import Thing
from linli.domain.vocabulary import METHODS
from linli.sheets.content import NOT_STATED, Session, Step, Text
from linli.sheets.names import limit_text, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linli.domain.case_file import (
        CaseFile,
        OutcomeRow,
        PartnerRow,
        PartyRow,
        SessionRow,
        StepRow,
    )
    from linli.sheets.names import Names


def timeline(case_file: CaseFile, names: Names) -> tuple[Step, ...]:
    """The steps that belong on paper, numbered.

    Left out are internal steps, and what the sheet's last part says anyway: the
    result, the closing and the follow-ups. Gifts in a row share a line, for the table
    of gifts has each of them.
    """
    lines: list[list[StepRow]] = []
    for step in _on_paper(case_file):
        if lines and step.action.code == lines[-1][0].action.code == "GIFT_GIVEN":
            lines[-1].append(step)
        else:
            lines.append([step])
    return tuple(
        _gifts(no, line, case_file, names)
        if len(line) > 1
        else _step(no, line[0], case_file, names)
        for no, line in enumerate(lines, start=1)
    )


def mediation_text(
    sessions: tuple[SessionRow, ...],
    parties: tuple[PartyRow, ...],
    names: Names,
    *,
    is_settled: bool = False,
) -> Text | None:
    """A line for each method, in the order the methods were first used.

    What was said stands there only if every side of ``parties`` sat by, for all of
    them read the sheet. ``is_settled``: the sheet says elsewhere that they agreed,
    and not here again.
    """
    if not sessions:
        return None
    by_method: dict[str, list[SessionRow]] = {}
    for held in sessions:
        mediation = held if is_open_to_all(held, parties) else replace(held, record="")
        by_method.setdefault(shown(mediation.method), []).append(mediation)
    return Text(
        "调解情况",
        tuple(
            f"{method}：{_line(rows, names, is_settled=is_settled)}"
            for method, rows in by_method.items()
        ),
    )


def session_rows(sessions: tuple[SessionRow, ...], names: Names) -> tuple[Session, ...]:
    """A row for each session; none has room for what was said."""
    return tuple(
        Session(
            no=str(no),
            time=paper_lines(mediation.moment),
            method=_times(shown(mediation.method), mediation.times),
            who=_who(mediation, names, with_others=_is_joint(mediation)),
            effect=_effect(mediation),
        )
        for no, mediation in enumerate(sessions, start=1)
    )


def _on_paper(case_file: CaseFile) -> Iterator[StepRow]:
    said_elsewhere = {"FOLLOWED_UP"}
    closing = [step.id for step in case_file.steps if step.is_closing]
    said_by_id = {closing[-1]} if closing and case_file.closing is not None else set[int]()
    if (result := result_of(case_file)) is not None:
        dated = [step.id for step in case_file.steps if _dates(step, result)]
        said_by_id |= set(dated[-1:])
    for step in case_file.steps:
        is_said = step.action.code in said_elsewhere or (
            step.id in said_by_id and step.action.code in {"OUTCOME_REACHED", "CLOSED"}
        )
        if not (step.is_internal or is_said or step.method.code == "CONFERENCE"):
            yield step


def _gifts(no: int, steps: list[StepRow], case_file: CaseFile, names: Names) -> Step:
    times = [time for step in steps if (time := paper_text(step.moment)) != NOT_STATED]
    channels = [shown(gift.channel) for gift in case_file.gifts]
    is_all = len(steps) == len(channels)
    givers = names.listed(name for step in steps for name in step.by)
    return Step(
        no=str(no),
        time=tuple(dict.fromkeys(times)) or (NOT_STATED,),
        action=shown(steps[0].action),
        source="、".join(dict.fromkeys(channels)) if is_all else givers,
        target=names.listed(name for step in steps for name in step.to) or None,
        note=(f"共{len(steps)}笔，见募捐明细。",),
    )


def _step(no: int, step: StepRow, case_file: CaseFile, names: Names) -> Step:
    mediation = next((row for row in case_file.sessions if row.id == step.session_id), None)
    if mediation is not None or step.method.code:
        return Step(
            no=str(no),
            time=paper_lines(step.moment),
            action=_times(shown(step.method), step.times),
            source=_who(mediation, names) if mediation else _sides(step.sides),
            target=None,
            note=(shown(mediation.state),) if mediation and not _was_held(mediation) else (),
        )
    return Step(
        no=str(no),
        time=paper_lines(step.moment),
        action=_times(shown(step.action), step.times),
        source=names.listed(step.by),
        target=names.listed(step.to) or None,
        note=()
        if _is_in_its_section(step, case_file)
        else (*_earlier_result(step, case_file, names), *_note(step, names)),
        along=names.listed(row.name for row in step.partners if _only_came(row)) or None,
    )


def _dates(step: StepRow, outcome: OutcomeRow) -> bool:
    is_of_it = step.thing is not Thing.OUTCOME or step.thing_id == outcome.id
    return step.action.code == "OUTCOME_REACHED" and is_of_it


def _earlier_result(step: StepRow, case_file: CaseFile, names: Names) -> Iterable[str]:
    """A result that was not the last word, or that of one request or one party."""
    if step.thing is not Thing.OUTCOME:
        return
    for outcome in case_file.outcomes:
        if outcome.id == step.thing_id:
            of_what = "".join(names.paragraphs(outcome.of_what))
            yield "：".join(filter(None, (of_what, shown(outcome.result)))) + "。"
            yield from names.paragraphs(outcome.note)


def _only_came(partner: PartnerRow) -> bool:
    """Whether all that is known of a partner is that it came."""
    return partner.came.code == "CAME" and partner.part.code in {"", "NOT_STATED"}


def _is_in_its_section(step: StepRow, case_file: CaseFile) -> bool:
    notes = {activity.note for activity in case_file.activities}
    return step.action.code == "ACTIVITY_HELD" and step.note in notes


def _note(step: StepRow, names: Names) -> Iterable[str]:
    if step.is_prior:
        yield "（登记以前）"
    others = [partner for partner in step.partners if not _only_came(partner)]
    partners = "、".join(_partner(partner, names) for partner in others)
    if step.mechanism and step.partners and not others:
        yield f"{step.mechanism}。"
    elif step.mechanism:
        yield f"{step.mechanism}：{partners or '参加单位未记明'}。"
    elif partners:
        yield f"联动单位：{partners}。"
    if step.new_due is not None:
        yield f"新时限：{limit_text(step.new_due, step.new_due_words)}。"
    if step.reason:
        yield f"理由：{'；'.join(names.paragraphs(step.reason))}"
    yield from names.paragraphs(step.note)


def _partner(partner: PartnerRow, names: Names) -> str:
    said = [
        coded.label for coded in (partner.part, partner.came) if coded.label not in {"", NOT_STATED}
    ]
    name = names.shown(partner.name)
    return f"{name}（{'，'.join(said)}）" if said else name


def _times(word: str, times: int) -> str:
    return f"{word}（{times}次）" if times > 1 else word


def _line(sessions: list[SessionRow], names: Names, *, is_settled: bool) -> str:
    """The sessions of one method in one line, the joint ones with what was agreed."""
    if _is_joint(sessions[0]):
        return "".join(_joint(mediation, names, is_settled=is_settled) for mediation in sessions)
    return "；".join(_apart(mediation, names) for mediation in sessions) + "。"


def _apart(mediation: SessionRow, names: Names) -> str:
    words = f"{paper_text(mediation.moment)}，{_times(_who(mediation, names), mediation.times)}"
    return words if _was_held(mediation) else f"{words}（{shown(mediation.state)}）"


def _joint(mediation: SessionRow, names: Names, *, is_settled: bool) -> str:
    start = f"{paper_text(mediation.moment)}，"
    if mediation.place:
        start += f"{mediation.place}，"
    who = _who(mediation, names)
    if not _was_held(mediation):
        return f"{start}{who}（{shown(mediation.state)}）。"
    others = names.listed(mediation.present)
    start += _times(f"{who}到场", mediation.times) + (f"，{others}参加。" if others else "。")
    record = "".join(names.paragraphs(mediation.record))
    if record and record[-1] not in "。！？…”）":
        record += "。"
    effect = mediation.effect.label
    is_said = (
        effect in {"", NOT_STATED}
        or effect in record
        or (is_settled and bool(record) and mediation.effect.code == "AGREED")
    )
    return start + record + ("" if is_said else f"{effect}。")


def _effect(mediation: SessionRow) -> str:
    is_told = _is_joint(mediation) and _was_held(mediation)
    if is_told and mediation.effect.label not in {"", NOT_STATED}:
        return mediation.effect.label
    return shown(mediation.state)


def _is_joint(mediation: SessionRow) -> bool:
    """Whether all who sat there may read what was written; unknown methods are not."""
    code = mediation.method.code
    return code in METHODS and METHODS[code].holds_joint and not mediation.is_caucus


def _was_held(mediation: SessionRow) -> bool:
    return mediation.state.code in {"", "HELD"}


def _who(mediation: SessionRow, names: Names, *, with_others: bool = False) -> str:
    """The sides that sat there, by name where they have no letter."""
    who = _sides(mediation.sides) or names.listed(mediation.parties) or NOT_STATED
    others = names.listed(mediation.present) if with_others else ""
    return f"{who}、{others}" if others else who


def _sides(sides: tuple[str, ...]) -> str:
    return "、".join(f"{side}方" for side in sides)
