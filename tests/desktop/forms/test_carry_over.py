"""What comes after a session: the other side, both together, the result."""

from dataclasses import replace
from datetime import date

from linli.desktop.forms.carry_over import (
    OutcomePreset,
    SessionPreset,
    first_session,
    next_after,
    next_words,
)
from linli.domain.case_file import CaseFile
from linli.domain.drafts import NoteDraft, SessionDraft
from linli.domain.moments import Moment

from .hand import AddSession

DAY = Moment.on_day(date(2025, 3, 16))


def apart(*speakers: int) -> SessionDraft:
    return SessionDraft(
        method="BACK_TO_BACK",
        moment=DAY,
        speakers=speakers,
        notes=(NoteDraft("先安抚情绪"),),
        way="HOME_VISIT",
        place="翰林社区",
        attended_by=("社区民警",),
        mediators=("翰林社区网格员",),
        recorder="翰林社区网格员",
        invited=("物业公司",),
    )


def together() -> SessionDraft:
    return SessionDraft(method="FACE_TO_FACE", moment=DAY, speakers=(1, 2), record="说开了")


def test_the_first_session_offers_the_first_side(hanlin: CaseFile) -> None:
    assert first_session(hanlin) == SessionPreset(speakers=(1,))


def test_after_one_side_comes_the_other(hanlin: CaseFile) -> None:
    coming = next_after(hanlin, apart(1))
    assert isinstance(coming, SessionPreset)
    assert (coming.method, coming.speakers) == ("BACK_TO_BACK", (2,))
    assert next_words(hanlin, apart(1)) == "保存并加乙方"


def test_all_but_what_was_said_is_carried_over(hanlin: CaseFile) -> None:
    assert next_after(hanlin, apart(1)) == SessionPreset(
        method="BACK_TO_BACK",
        speakers=(2,),
        day=DAY,
        way="HOME_VISIT",
        place="翰林社区",
        attended_by=("社区民警",),
        mediators=("翰林社区网格员",),
        recorder="翰林社区网格员",
        invited=("物业公司",),
        starts_in_note=True,
    )


def test_the_side_met_second_may_be_met_first(hanlin: CaseFile) -> None:
    assert next_words(hanlin, apart(2)) == "保存并加甲方"


def test_after_both_sides_apart_they_meet(hanlin: CaseFile, with_session: AddSession) -> None:
    heard = with_session(hanlin, "BACK_TO_BACK", 1)
    coming = next_after(heard, apart(2))
    assert isinstance(coming, SessionPreset)
    assert (coming.method, coming.speakers) == ("FACE_TO_FACE", (1, 2))
    assert next_words(heard, apart(2)) == "保存并记面对面"


def test_what_comes_next_is_the_same_before_and_after_saving(
    hanlin: CaseFile, with_session: AddSession
) -> None:
    saved = with_session(hanlin, "BACK_TO_BACK", 1)
    assert next_after(hanlin, apart(1)) == next_after(saved, apart(1))


def test_after_they_met_comes_the_result(hanlin: CaseFile) -> None:
    assert next_after(hanlin, together()) == OutcomePreset(day=DAY)
    assert next_words(hanlin, together()) == "保存并记结果"


def test_a_second_round_begins_with_the_first_side_again(
    hanlin: CaseFile, with_session: AddSession
) -> None:
    once = hanlin
    for method, sides in (("BACK_TO_BACK", (1,)), ("BACK_TO_BACK", (2,)), ("FACE_TO_FACE", (1, 2))):
        once = with_session(once, method, *sides)
    assert first_session(once).speakers == (1,)
    assert next_words(once, apart(1)) == "保存并加乙方"


def test_a_meeting_nobody_came_to_ends_no_round(hanlin: CaseFile, with_session: AddSession) -> None:
    heard = with_session(
        with_session(hanlin, "BACK_TO_BACK", 1), "FACE_TO_FACE", 1, 2, state="DECLINED"
    )
    assert next_words(heard, apart(2)) == "保存并记面对面"


def test_after_an_enquiry_of_both_sides_they_are_met_apart(
    hanlin: CaseFile, with_session: AddSession
) -> None:
    enquired = with_session(hanlin, "ENQUIRY", 1)
    draft = replace(apart(2), method="ENQUIRY", notes=(), record="问了经过")
    coming = next_after(enquired, draft)
    assert isinstance(coming, SessionPreset)
    assert (coming.method, coming.speakers) == ("BACK_TO_BACK", (1,))
    assert next_words(enquired, draft) == "保存并记背靠背"


def test_with_one_side_alone_the_result_comes_next(hanlin: CaseFile) -> None:
    alone = replace(hanlin, parties=hanlin.parties[:1])
    assert next_after(alone, apart(1)) == OutcomePreset(day=DAY)
