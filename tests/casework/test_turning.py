"""A step becomes a session and a session a step, on the same row and without retyping."""

from dataclasses import replace
from datetime import datetime

import pytest

from linli.casework import removal
from linli.casework.mediation import record_session
from linli.casework.steps import record_step, step_draft
from linli.casework.turning import session_as_step, step_as_session
from linli.domain.drafts import NoteDraft, PartnerDraft, PartyDraft, SessionDraft, StepDraft
from linli.domain.things import Thing
from linli.errors import Refused
from linli.records.database import Database

from .quarrel import DAY, Quarrel


@pytest.fixture
def quarrel(sample: Database, now: datetime) -> Quarrel:
    return Quarrel(sample, now, PartyDraft("甲", "张家"), PartyDraft("乙", "王家"))


@pytest.fixture
def visit_id(quarrel: Quarrel) -> int:
    """A visit with the police, taken down as a step."""
    draft = StepDraft(
        "VISITED", DAY, by=("老许",), partners=(PartnerDraft("社区民警"),), note="两家都说了经过。"
    )
    return quarrel.keep(record_step, quarrel.case, draft)


def test_a_visit_becomes_a_meeting_with_its_words_as_the_joint_record(
    quarrel: Quarrel, visit_id: int
) -> None:
    before = next(step for step in quarrel.file.steps if step.id == visit_id)
    held = quarrel.keep(
        step_as_session, visit_id, SessionDraft("FACE_TO_FACE", DAY, quarrel.ids, place="楼道")
    )
    (row,) = quarrel.file.sessions
    assert (row.id, row.step_id, row.record, row.place) == (
        held,
        visit_id,
        "两家都说了经过。",
        "楼道",
    )
    after = next(step for step in quarrel.file.steps if step.id == visit_id)
    assert (after.action.code, after.note, after.thing) == ("MEDIATED", "", Thing.SESSION)
    assert (after.by, after.partners) == (before.by, before.partners)
    assert quarrel.file.row.stage == "调解中"


def test_what_one_side_said_leaves_the_step_for_its_own_note(
    quarrel: Quarrel, visit_id: int
) -> None:
    first = quarrel.ids[0]
    quarrel.keep(step_as_session, visit_id, SessionDraft("BACK_TO_BACK", DAY, (first,)))
    assert quarrel.said(first) == ["两家都说了经过。"]
    assert "两家都说了经过" not in repr(quarrel.file)


def test_it_is_asked_who_spoke(quarrel: Quarrel, visit_id: int) -> None:
    for method in ("FACE_TO_FACE", "BACK_TO_BACK", "ENQUIRY"):
        with pytest.raises(Refused) as refused:
            quarrel.keep(step_as_session, visit_id, SessionDraft(method, DAY))
        assert refused.value.field == "speakers"
    assert quarrel.file.sessions == ()


def test_what_the_case_stands_on_is_never_turned(quarrel: Quarrel) -> None:
    registered = quarrel.file.steps[0].id
    with pytest.raises(Refused, match="不能改记为调解"):
        quarrel.keep(step_as_session, registered, SessionDraft("FACE_TO_FACE", DAY, quarrel.ids))


def test_a_meeting_open_to_all_becomes_a_step_again(
    quarrel: Quarrel, visit_id: int, now: datetime
) -> None:
    draft = SessionDraft("FACE_TO_FACE", DAY, quarrel.ids, mediators=("老许",), invited=("物业",))
    held = quarrel.keep(step_as_session, visit_id, draft)
    position = [step.id for step in quarrel.file.steps].index(visit_id)

    assert quarrel.keep(session_as_step, held, "VISITED", now) == visit_id
    assert quarrel.file.sessions == ()
    after = quarrel.file.steps[position]
    assert (after.id, after.action.code, after.note) == (visit_id, "VISITED", "两家都说了经过。")
    assert [partner.name for partner in after.partners] == ["社区民警", "物业"]
    assert (after.by, after.to) == (("老许",), ("张家", "王家"))
    again = quarrel.read(step_draft, visit_id)
    assert again.note == "两家都说了经过。"


def test_the_session_that_was_is_kept_among_what_was_removed(
    quarrel: Quarrel, now: datetime
) -> None:
    draft = SessionDraft("FACE_TO_FACE", DAY, quarrel.ids, record="说开了", place="会议室")
    held = quarrel.keep(record_session, quarrel.case, draft)
    quarrel.keep(session_as_step, held, "ON_SITE", now)
    quarrel.keep(removal.take_back, Thing.SESSION, held)
    assert [row.place for row in quarrel.file.sessions] == ["会议室"]


@pytest.mark.parametrize(
    "draft",
    [
        SessionDraft("BACK_TO_BACK", DAY, (1,), notes=(NoteDraft("石榴"),)),
        SessionDraft("ENQUIRY", DAY, (1,), record="一方所说"),
        SessionDraft("OTHER", DAY, (1,), record="一方所说"),
    ],
    ids=["notes", "enquiry", "one side alone"],
)
def test_one_sides_words_never_go_into_a_step(
    quarrel: Quarrel, now: datetime, draft: SessionDraft
) -> None:
    held = quarrel.keep(record_session, quarrel.case, replace(draft, speakers=quarrel.ids[:1]))
    with pytest.raises(Refused, match="一方单独说的话"):
        quarrel.keep(session_as_step, held, "VISITED", now)
    assert len(quarrel.file.sessions) == 1
