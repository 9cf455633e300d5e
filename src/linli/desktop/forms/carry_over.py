"""What comes after a mediation session just written: the other side, both together, the result.

Mediation goes 甲 → 乙 → 面对面 → 结果. Whatever the next session shares with the one
just written is carried over, all but what was said.
"""

from dataclasses import dataclass

from linli.domain.case_file import CaseFile, SessionRow
from linli.domain.drafts import SessionDraft
from linli.domain.moments import Moment
from linli.domain.sides import SIDES
from linli.errors import LinliError

BACK_TO_BACK = "BACK_TO_BACK"
FACE_TO_FACE = "FACE_TO_FACE"
APART = ("ENQUIRY", BACK_TO_BACK, "ONE_SIDE_MEETING")
"""The methods in which one side is heard without the other."""


JOINT = (FACE_TO_FACE, "MIXED")


@dataclass(frozen=True, slots=True)
class SessionPreset:
    """What a session form opens with: ``speakers`` are party ids, the rest as in the draft.

    ``day`` is the moment of the session before; the form offers its day. ``moment``
    is the time itself, ``words`` what was said, where a step turns into a session.
    """

    method: str = ""
    speakers: tuple[int, ...] = ()
    day: Moment | None = None
    way: str = "IN_PERSON"
    place: str = ""
    attended_by: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    recorder: str = ""
    invited: tuple[str, ...] = ()
    starts_in_note: bool = False
    moment: Moment | None = None
    words: str = ""
    times: int = 1
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class OutcomePreset:
    """What the outcome form opens with: the day of the session it came from."""

    day: Moment | None = None


def first_session(case_file: CaseFile) -> SessionPreset:
    """The preset of a session form opened by itself: the side not heard yet."""
    return SessionPreset(speakers=_side_not_heard(case_file, BACK_TO_BACK, frozenset()))


def preset_of_step(case_file: CaseFile, step_id: int) -> SessionPreset:
    """The preset of a session that a step of the case turns into; LinliError where it is gone."""
    step = next((each for each in case_file.steps if each.id == step_id), None)
    if step is None:
        raise LinliError("没有找到这条流转，可能已经删除。")
    names = {party.name for party in case_file.parties}
    who = (*step.by, *(partner.name for partner in step.partners))
    return SessionPreset(
        attended_by=tuple(dict.fromkeys(name for name in who if name not in names)),
        moment=step.moment,
        words=step.note,
        times=step.times,
        is_turned=True,
    )


def next_after(case_file: CaseFile, draft: SessionDraft) -> SessionPreset | OutcomePreset:
    """What is written after ``draft``, whether ``case_file`` has it already or not."""
    if len(sides_of(case_file)) < 2:
        return OutcomePreset(day=draft.moment)
    if draft.method in APART:
        heard = frozenset(_speaking(case_file, draft.speakers))
        speakers = _side_not_heard(case_file, draft.method, heard)
        if speakers:
            return _carried(draft, draft.method, speakers)
        if draft.method == BACK_TO_BACK:
            return _carried(draft, FACE_TO_FACE, _all_with_a_side(case_file))
    if draft.method in {*APART, "CONFERENCE"}:
        speakers = _side_not_heard(case_file, BACK_TO_BACK, frozenset())
        if speakers:
            return _carried(draft, BACK_TO_BACK, speakers)
        return _carried(draft, FACE_TO_FACE, _all_with_a_side(case_file))
    return OutcomePreset(day=draft.moment)


def next_words(case_file: CaseFile, draft: SessionDraft) -> str:
    """The words of the button that saves ``draft`` and goes on: 保存并加乙方, 保存并记结果."""
    coming = next_after(case_file, draft)
    if isinstance(coming, OutcomePreset):
        return "保存并记结果"
    if coming.method == FACE_TO_FACE:
        return "保存并记面对面"
    if coming.method != draft.method:
        return "保存并记背靠背"
    return f"保存并加{''.join(_speaking(case_file, coming.speakers))}方"


def sides_of(case_file: CaseFile) -> tuple[str, ...]:
    """The letters of the sides of a case, 甲 first."""
    return tuple(sorted({party.side for party in case_file.parties if party.side}, key=SIDES.index))


def parties_of(case_file: CaseFile, side: str) -> tuple[int, ...]:
    """The ids of the parties on one side."""
    return tuple(party.id for party in case_file.parties if party.side == side)


def _carried(draft: SessionDraft, method: str, speakers: tuple[int, ...]) -> SessionPreset:
    return SessionPreset(
        method=method,
        speakers=speakers,
        day=draft.moment,
        way=draft.way,
        place=draft.place,
        attended_by=draft.attended_by,
        mediators=draft.mediators,
        recorder=draft.recorder,
        invited=draft.invited,
        starts_in_note=True,
    )


def _speaking(case_file: CaseFile, speakers: tuple[int, ...]) -> tuple[str, ...]:
    speaking = {party.side for party in case_file.parties if party.id in speakers}
    return tuple(side for side in sides_of(case_file) if side in speaking)


def _all_with_a_side(case_file: CaseFile) -> tuple[int, ...]:
    return tuple(party.id for party in case_file.parties if party.side)


def _side_not_heard(case_file: CaseFile, method: str, heard: frozenset[str]) -> tuple[int, ...]:
    """The parties of the first side that has not spoken apart since both last met."""
    for row in _since_last_joint(case_file):
        if row.method.code == method:
            heard = heard | set(row.sides)
    for side in sides_of(case_file):
        if side not in heard:
            return parties_of(case_file, side)
    return ()


def _since_last_joint(case_file: CaseFile) -> tuple[SessionRow, ...]:
    joint = [
        place
        for place, row in enumerate(case_file.sessions)
        if row.method.code in JOINT and row.state.code in {"HELD", "BROKEN_OFF"}
    ]
    return case_file.sessions[joint[-1] + 1 if joint else 0 :]
