"""Notes of what one side said apart are added, changed and moved one by one."""

from dataclasses import replace
from datetime import datetime

import pytest

from linli.casework import recycling, removal
from linli.casework.conveying import record_conveyance
from linli.casework.mediation import (
    add_note,
    another_note,
    caucus_notes,
    change_note,
    change_session,
    move_note,
    note_draft,
    record_session,
    session_draft,
    speaker_sets,
)
from linli.domain.amounts import parse_amount
from linli.domain.drafts import (
    ConveyanceDraft,
    InterpreterDraft,
    NoteDraft,
    PartyDraft,
    SessionDraft,
)
from linli.domain.things import Thing
from linli.errors import Refused
from linli.records.database import Database

from .quarrel import DAY, NEXT_DAY, Quarrel

SUM = parse_amount("约600元")


@pytest.fixture
def quarrel(sample: Database, now: datetime) -> Quarrel:
    return Quarrel(
        sample,
        now,
        PartyDraft("甲", "张家"),
        PartyDraft("甲", "李家"),
        PartyDraft("乙", "王家"),
        PartyDraft("丙", "赵家"),
    )


def full_draft(quarrel: Quarrel, **more: object) -> SessionDraft:
    one, two, other, _ = quarrel.ids
    fields: dict[str, object] = {
        "method": "FACE_TO_FACE",
        "moment": DAY,
        "speakers": (one, two, other),
        "record": "双方说开。",
        "way": "VIDEO",
        "state": "BROKEN_OFF",
        "state_words": "停电",
        "effect": "PROGRESS",
        "place": "社区会议室",
        "attended_by": ("邻居",),
        "mediators": ("老许", "小陈"),
        "recorder": "小周",
        "invited": ("社区民警",),
        "joint_first_reason": "两家都愿意当面说",
        "times": 2,
        "interpreters": (InterpreterDraft("阿依", "UYGHUR"), InterpreterDraft("某人")),
        "others": ("旁听的人",),
    }
    return SessionDraft(**(fields | more))  # type: ignore[arg-type]


def test_a_session_read_back_and_put_in_again_is_the_same(quarrel: Quarrel) -> None:
    draft = full_draft(quarrel)
    held = quarrel.keep(record_session, quarrel.case, draft)
    assert quarrel.read(session_draft, held) == draft

    before = quarrel.every_row()
    quarrel.keep(change_session, held, draft)
    assert quarrel.every_row() == before


def test_a_changed_session_keeps_its_row_its_step_and_whoever_stays(quarrel: Quarrel) -> None:
    one, two, other, last = quarrel.ids
    held = quarrel.keep(record_session, quarrel.case, full_draft(quarrel))
    before = quarrel.file.sessions[0]
    changed = full_draft(
        quarrel,
        moment=NEXT_DAY,
        speakers=(one, other, last),
        state="HELD",
        mediators=("小陈",),
        interpreters=(InterpreterDraft("阿依", "ENGLISH"),),
        record="改过的记录",
    )
    quarrel.keep(change_session, held, changed)

    after = quarrel.file.sessions[0]
    assert (after.id, after.step_id) == (before.id, before.step_id)
    assert after.party_ids == (one, other, last)
    assert (after.moment, after.record, after.mediators) == (NEXT_DAY, "改过的记录", ("小陈",))
    assert after.state_words == "", "what was held needs no reason"
    assert quarrel.read(session_draft, held).interpreters == (InterpreterDraft("阿依", "ENGLISH"),)
    assert two not in after.party_ids


def test_a_session_read_for_editing_holds_no_word_of_its_notes(quarrel: Quarrel) -> None:
    held = quarrel.apart("石榴七号", quarrel.ids[0])
    draft = quarrel.read(session_draft, held)
    assert draft.notes == ()
    assert "石榴" not in repr(draft)

    quarrel.keep(change_session, held, draft)
    assert quarrel.said(quarrel.ids[0]) == ["石榴七号"]


def test_sittings_are_joined_and_parted(quarrel: Quarrel) -> None:
    one, _, other, _ = quarrel.ids
    first, second = quarrel.apart("甲的话", one), quarrel.apart("乙的话", other)

    def sittings() -> list[int]:
        return [row.sitting for row in quarrel.file.sessions]

    assert sittings() == [1, 2]
    draft = quarrel.read(session_draft, second)
    quarrel.keep(change_session, second, replace_sitting(draft, first))
    assert sittings() == [1, 1]
    assert quarrel.read(session_draft, first).same_sitting_as == second
    quarrel.keep(change_session, second, replace_sitting(draft, None))
    assert sittings() == [1, 2]
    with pytest.raises(Refused) as refused:
        quarrel.keep(change_session, second, replace_sitting(draft, second))
    assert refused.value.field == "same_sitting_as"


def replace_sitting(draft: SessionDraft, same_as: int | None) -> SessionDraft:
    return replace(draft, same_sitting_as=same_as)


def test_no_change_of_a_session_parts_a_note_from_who_spoke(quarrel: Quarrel) -> None:
    one, two, other, _ = quarrel.ids
    held = quarrel.apart("张李同说", one, two)
    draft = quarrel.read(session_draft, held)
    for changed, field in (
        (replace(draft, method="FACE_TO_FACE"), "method"),
        (replace(draft, speakers=(one,)), "speakers"),
        (replace(draft, speakers=(other,)), "speakers"),
    ):
        with pytest.raises(Refused) as refused:
            quarrel.keep(change_session, held, changed)
        assert refused.value.field == field
    assert quarrel.said(one, two) == ["张李同说"]


def test_a_note_is_changed_in_place_with_the_sum_named_there(quarrel: Quarrel) -> None:
    one = quarrel.ids[0]
    quarrel.apart("先这样", one)
    (note,) = quarrel.notes(one)
    draft = NoteDraft("改过的话", "MAY_CONVEY", "", "王家", SUM, (one,))
    quarrel.keep(change_note, note.id, draft)
    assert quarrel.read(note_draft, note.id) == draft

    (after,) = quarrel.notes(one)
    assert (after.id, after.text, after.amount) == (note.id, "改过的话", SUM)
    assert (after.may_convey_to, after.confidentiality.label) == ("王家", "可转达")
    before = quarrel.every_row()
    quarrel.keep(change_note, note.id, draft)
    assert quarrel.every_row() == before

    quarrel.keep(change_note, note.id, NoteDraft("改过的话", "REPORTED", "有人要寻死"))
    (after,) = quarrel.notes(one)
    assert (after.may_convey_to, after.reported_why, after.amount) == ("", "有人要寻死", None)


def test_a_sum_said_apart_is_in_no_case_file_and_no_total(quarrel: Quarrel) -> None:
    one = quarrel.ids[0]
    note = NoteDraft("愿意赔", amount=parse_amount("金丝雀那么多"))
    quarrel.keep(
        record_session, quarrel.case, SessionDraft("BACK_TO_BACK", DAY, (one,), notes=(note,))
    )
    assert quarrel.notes(one)[0].amount == note.amount
    assert "金丝雀" not in repr(quarrel.file)


def test_what_was_reported_as_the_law_asks_needs_its_reason(quarrel: Quarrel) -> None:
    one = quarrel.ids[0]
    held = quarrel.apart("先这样", one)
    with pytest.raises(Refused) as refused:
        quarrel.keep(add_note, held, NoteDraft("要出事", "REPORTED"))
    assert refused.value.field == "reported_why"
    with pytest.raises(Refused) as refused:
        quarrel.keep(add_note, held, NoteDraft(" \n"))
    assert refused.value.field == "notes"


def test_another_note_of_the_same_speakers_stands_in_the_same_session(quarrel: Quarrel) -> None:
    one, two, *_ = quarrel.ids
    quarrel.apart("第一条", one, two)
    (note,) = quarrel.notes(one, two)
    quarrel.keep(another_note, note.id, NoteDraft("第二条"))
    assert quarrel.said(one, two) == ["第一条", "第二条"]
    assert len(quarrel.file.sessions) == 1


def test_a_session_of_both_methods_has_notes_of_one_side_each(quarrel: Quarrel) -> None:
    one, two, other, _ = quarrel.ids
    both = (NoteDraft("甲单说", speakers=(one, two)), NoteDraft("乙单说", speakers=(other,)))
    held = quarrel.keep(
        record_session,
        quarrel.case,
        SessionDraft("MIXED", DAY, (one, two, other), record="同场", notes=both),
    )
    assert quarrel.said(one, two) == ["甲单说"]
    assert quarrel.said(other) == ["乙单说"]
    assert quarrel.file.sessions[0].note_speakers == ((one, two), (other,))

    for speakers in ((), (one, other), (quarrel.ids[3],)):
        with pytest.raises(Refused):
            quarrel.keep(add_note, held, NoteDraft("谁说的", speakers=speakers))


def test_a_joint_session_takes_no_note(quarrel: Quarrel) -> None:
    held = quarrel.keep(record_session, quarrel.case, full_draft(quarrel))
    with pytest.raises(Refused, match="不记单独谈的内容"):
        quarrel.keep(add_note, held, NoteDraft("单独说", speakers=quarrel.ids[:1]))


def test_a_note_put_under_the_wrong_side_goes_to_who_really_spoke(quarrel: Quarrel) -> None:
    one, _, other, _ = quarrel.ids
    quarrel.apart("其实是乙说的", one)
    (note,) = quarrel.notes(one)
    quarrel.keep(move_note, note.id, (other,))

    assert quarrel.said(one) == []
    assert quarrel.said(other) == ["其实是乙说的"]
    (held,) = quarrel.file.sessions
    assert (held.sides, held.party_ids) == (("乙",), (other,))
    assert [row.party_ids for row in quarrel.read(speaker_sets, quarrel.case)] == [(other,)]


def test_a_note_that_leaves_others_behind_gets_a_session_of_its_own(quarrel: Quarrel) -> None:
    one, _, other, _ = quarrel.ids
    notes = (NoteDraft("甲说"), NoteDraft("其实是乙说的", amount=SUM))
    draft = SessionDraft("BACK_TO_BACK", DAY, (one,), notes=notes, mediators=("老许",))
    quarrel.keep(record_session, quarrel.case, draft)
    wrong = quarrel.notes(one)[1]
    quarrel.keep(move_note, wrong.id, (other,))

    assert (quarrel.said(one), quarrel.said(other)) == (["甲说"], ["其实是乙说的"])
    left, moved = quarrel.file.sessions
    assert (left.sides, moved.sides) == (("甲",), ("乙",))
    assert (moved.sitting, moved.mediators, moved.moment) == (left.sitting, ("老许",), DAY)
    assert quarrel.notes(other)[0].amount == SUM


def test_words_already_conveyed_stay_with_who_spoke(quarrel: Quarrel) -> None:
    one, _, other, _ = quarrel.ids
    quarrel.apart("可以告诉他", one)
    (note,) = quarrel.notes(one)
    told = ConveyanceDraft("愿意谈", (other,), (one,), DAY, "ORAL")
    quarrel.keep(record_conveyance, note.id, told)
    with pytest.raises(Refused, match="已经转达过"):
        quarrel.keep(move_note, note.id, (other,))
    with pytest.raises(Refused, match="只记一方"):
        quarrel.keep(move_note, note.id, (one, other))
    assert quarrel.said(one) == ["可以告诉他"]


def test_a_removed_note_is_gone_from_its_door_and_told_of_without_its_words(
    quarrel: Quarrel,
) -> None:
    one = quarrel.ids[0]
    quarrel.apart("石榴七号", one)
    (note,) = quarrel.notes(one)
    quarrel.keep(removal.remove, Thing.NOTE, note.id)
    assert quarrel.said(one) == []
    assert quarrel.file.sessions[0].note_speakers == ()
    (row,) = quarrel.read(recycling.removed_rows, quarrel.case)
    assert (row.thing, row.words) == (Thing.NOTE, "甲方 · 2025年3月16日")
    quarrel.keep(removal.take_back, Thing.NOTE, note.id)
    assert quarrel.said(one) == ["石榴七号"]


def test_notes_of_one_case_are_no_matter_of_another(quarrel: Quarrel) -> None:
    quarrel.apart("甲的话", quarrel.ids[0])
    assert quarrel.read(caucus_notes, quarrel.case + 1000, quarrel.ids[:1]) == ()
