"""What is left of a case while parties stand at the desk."""

from dataclasses import replace

import pytest

from linli.desktop.case_page.cover import COVERED, covered, taken_away
from linli.domain.case_file import CaseFile, Coded, ConveyanceRow, FollowUpRow, PlaceRow, ReportRow
from linli.domain.moments import Moment
from linli.domain.things import Thing

from .conftest import MARCH_16

NO_TIME = Moment.not_stated()


def with_party(case_file: CaseFile, place: int, **changes: object) -> CaseFile:
    parties = list(case_file.parties)
    parties[place] = replace(parties[place], **changes)  # pyright: ignore[reportArgumentType] - any field
    return replace(case_file, parties=tuple(parties))


@pytest.mark.parametrize("field", ["phone", "id_number", "home", "remark"])
def test_what_is_personal_is_gone(hanlin: CaseFile, field: str) -> None:
    secret = with_party(hanlin, 0, **{field: "石榴七号"})
    assert "石榴七号" not in repr(covered(secret))


def test_the_address_of_the_case_is_gone_and_its_grid_stays(hazard: CaseFile) -> None:
    place = covered(hazard).row.place
    assert place == PlaceRow(("枫杨办事处", "大里村"), "二级网格")


def test_internal_steps_are_gone(hanlin: CaseFile) -> None:
    internal = replace(hanlin.steps[1], is_internal=True, note="石榴七号")
    changed = replace(hanlin, steps=(hanlin.steps[0], internal, *hanlin.steps[2:]))
    left = covered(changed)
    assert "石榴七号" not in repr(left)
    assert len(left.steps) == len(hanlin.steps) - 1


@pytest.mark.parametrize("method", ["ENQUIRY", "ONE_SIDE_MEETING"])
def test_the_words_of_one_side_are_gone_and_that_it_was_heard_stays(
    hanlin: CaseFile, method: str
) -> None:
    heard = replace(hanlin.sessions[2], method=Coded(method, "调查"), record="石榴七号")
    left = covered(replace(hanlin, sessions=(*hanlin.sessions[:2], heard)))
    assert left.sessions[2].record == COVERED


def test_a_conference_of_the_office_is_gone_with_its_line(hanlin: CaseFile) -> None:
    inner = replace(hanlin.sessions[2], method=Coded("CONFERENCE", "研判会"), record="石榴七号")
    left = covered(replace(hanlin, sessions=(*hanlin.sessions[:2], inner)))
    assert len(left.sessions) == 2
    assert inner.step_id not in {step.id for step in left.steps}


@pytest.mark.parametrize("method", ["OTHER", "NOT_STATED", "FACE_TO_FACE"])
def test_what_not_every_side_sat_by_is_gone(hanlin: CaseFile, method: str) -> None:
    alone = replace(
        hanlin.sessions[2],
        method=Coded(method, "其他"),
        sides=("甲",),
        party_ids=hanlin.sessions[2].party_ids[:1],
        record="石榴七号",
    )
    left = covered(replace(hanlin, sessions=(*hanlin.sessions[:2], alone)))
    assert left.sessions[2].record == COVERED


def test_what_was_said_together_stays(hanlin: CaseFile) -> None:
    assert covered(hanlin).sessions[2].record == hanlin.sessions[2].record


def test_the_number_of_caucus_notes_is_not_told(hanlin: CaseFile) -> None:
    assert [each.note_count for each in covered(hanlin).sessions] == [0, 0, 0]


def test_the_answers_of_a_follow_up_are_gone(hanlin: CaseFile) -> None:
    asked = FollowUpRow(
        NO_TIME, Coded(), (("楼下住户", "石榴七号"),), Coded("BAD", "石榴八号"), "石榴九号", None
    )
    left = covered(replace(hanlin, follow_ups=(asked,)))
    assert "石榴" not in repr(left.follow_ups)


def test_what_was_told_in_a_follow_up_is_gone_from_its_line_of_the_timeline(
    hanlin: CaseFile,
) -> None:
    asked = replace(hanlin.steps[-1], id=99, note="石榴七号", thing=Thing.FOLLOW_UP, thing_id=4)
    left = covered(replace(hanlin, steps=(*hanlin.steps, asked)))
    assert "石榴" not in repr(left)
    assert left.steps[-1].id == 99


def test_a_giver_who_is_not_to_be_named_is_gone(aid: CaseFile) -> None:
    private = replace(aid.gifts[0], id=7, giver="石榴", may_publish_name=False, note="石榴送来")
    given = replace(aid.steps[0], by=("石榴",), note="石榴送来", thing=Thing.GIFT, thing_id=7)
    left = covered(replace(aid, gifts=(private, *aid.gifts[1:]), steps=(given, *aid.steps[1:])))
    assert "石榴" not in repr(left)
    assert [gift.giver for gift in left.gifts[1:]] == [gift.giver for gift in aid.gifts[1:]]


def test_whoever_asked_for_secrecy_leaves_no_trace(hanlin: CaseFile) -> None:
    secret = with_party(hanlin, 0, name="石榴", identity=Coded("WITHHELD", "要求保密"))
    report = ReportRow(NO_TIME, Coded("PHONE", "来电"), "石榴", "外1", "石榴已答复")
    told = replace(secret.steps[0], by=("石榴",), note="反映人住在七楼")
    secret = replace(
        secret,
        row=replace(secret.row, title="石榴家楼上噪声"),
        details="反映人住在七楼",
        reports=(report,),
        steps=(told, *secret.steps[1:]),
    )
    left = repr(covered(secret))
    assert "石榴" not in left
    assert "七楼" not in left
    assert "外1" not in left


def test_a_case_without_secrets_keeps_its_title_and_timeline(hanlin: CaseFile) -> None:
    left = covered(hanlin)
    assert left.row.title == hanlin.row.title
    assert left.steps == hanlin.steps
    assert left.details == hanlin.details


def test_words_conveyed_stay_where_every_party_knows_them_and_go_where_one_does_not(
    hanlin: CaseFile,
) -> None:
    told = ConveyanceRow(
        id=1,
        note_id=1,
        session_id=1,
        words="愿意谈",
        to_ids=(2,),
        to=("楼上一方",),
        consent_by=("楼下住户",),
        consented=MARCH_16,
        consent_how=Coded("ORAL", "口头"),
        answer="可以谈",
        speaker_ids=(1,),
    )
    (shown,) = covered(replace(hanlin, conveyances=(told,))).conveyances
    assert (shown.words, shown.answer, shown.consent_by) == ("愿意谈", "", ())
    third = replace(hanlin.parties[1], id=3, side="丙", name="房东")
    with_third = replace(hanlin, parties=(*hanlin.parties, third), conveyances=(told,))
    assert covered(with_third).conveyances == ()


def test_what_is_taken_away_is_told_for_the_clipboard(hanlin: CaseFile) -> None:
    enquiry = replace(hanlin.sessions[0], method=Coded("ENQUIRY", "调查"), record="枇杷三号")
    gone = taken_away(replace(hanlin, sessions=(enquiry,)))
    assert "枇杷三号" in gone
    assert hanlin.row.title not in gone
