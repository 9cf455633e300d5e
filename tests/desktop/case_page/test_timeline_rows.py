"""What the lines of the timeline say: lanes, days, clocks, words."""

from dataclasses import replace
from datetime import date

from linli.desktop.case_page.timeline_rows import (
    Node,
    RowKind,
    TimelineRow,
    TimelineRows,
    span_words,
    timeline_rows,
)
from linli.domain.case_file import CaseFile, Coded, PartnerRow
from linli.domain.moments import Moment


def heads(rows: TimelineRows) -> list[str]:
    return [row.words for row in rows.rows if row.kind is RowKind.DAY]


def steps(rows: TimelineRows) -> list[TimelineRow]:
    return [row for row in rows.rows if row.kind is RowKind.STEP]


def test_lanes_are_the_tiers_that_occur_from_low_to_high(hazard: CaseFile) -> None:
    rows = timeline_rows(hazard)
    assert rows.lanes == ("微", "二", "城")
    assert rows.rows[0].kind is RowKind.LANES
    assert [row.lane for row in steps(rows)] == [0, 2, 2, 1, 1, 2]


def test_outside_bodies_stand_at_the_right_of_all_tiers(hazard: CaseFile) -> None:
    outside = replace(hazard.steps[4], tier="外", tier_rank=-1)
    changed = replace(hazard, steps=(*hazard.steps[:4], outside, hazard.steps[5]))
    assert timeline_rows(changed).lanes == ("微", "二", "城", "外")


def test_one_tier_alone_has_one_line_without_a_head(hanlin: CaseFile) -> None:
    rows = timeline_rows(hanlin)
    assert rows.lanes == ("二",)
    assert all(row.kind is not RowKind.LANES for row in rows.rows)


def test_a_step_of_nobody_known_stays_on_the_lane_before_it(hazard: CaseFile) -> None:
    nobody = replace(hazard.steps[1], tier="")
    changed = replace(hazard, steps=(hazard.steps[0], nobody, *hazard.steps[2:]))
    assert [row.lane for row in steps(timeline_rows(changed))][:3] == [0, 0, 2]


def test_where_nobody_said_who_began_no_tier_seems_to_have(hazard: CaseFile) -> None:
    nobody = replace(hazard.steps[0], tier="")
    rows = timeline_rows(replace(hazard, steps=(nobody, *hazard.steps[1:])))
    assert rows.lanes == ("", "二", "城")
    assert [row.lane for row in steps(rows)] == [0, 2, 2, 1, 1, 2]


def test_each_line_knows_the_lanes_it_comes_from_and_goes_to(hazard: CaseFile) -> None:
    lines = steps(timeline_rows(hazard))
    assert [row.lane_above for row in lines] == [None, 0, 2, 2, 1, 1]
    assert [row.lane_below for row in lines] == [2, 2, 1, 1, 2, None]


def test_the_clock_column_is_there_only_if_a_clock_is_known(
    hazard: CaseFile, hanlin: CaseFile
) -> None:
    assert timeline_rows(hazard).has_clock
    assert [row.clock for row in steps(timeline_rows(hazard))] == [
        "14:26",
        "14:29",
        "14:29",
        "当日",
        "15:23",
        "未记",
    ]
    assert not timeline_rows(hanlin).has_clock
    assert not any(row.clock for row in timeline_rows(hanlin).rows)


def test_a_time_nobody_stated_gets_no_day_lent_to_it(hanlin: CaseFile) -> None:
    assert heads(timeline_rows(hanlin)) == ["3月15日", "3月16日", "时间未记明"]


def test_a_time_in_words_is_the_head_where_no_clock_is_known(hanlin: CaseFile) -> None:
    later = replace(hanlin.steps[1], moment=Moment.in_words("次日"))
    changed = replace(hanlin, steps=(hanlin.steps[0], later, hanlin.steps[2]))
    assert heads(timeline_rows(changed)) == ["3月15日", "次日", "3月15日"]


def test_the_year_stands_where_it_turns(hanlin: CaseFile) -> None:
    later = replace(hanlin.steps[-1], moment=Moment.on_day(date(2026, 1, 4)))
    changed = replace(hanlin, steps=(*hanlin.steps[:-1], later))
    assert heads(timeline_rows(changed))[-1] == "2026年1月4日"


def test_the_wait_stands_at_the_right_and_the_whole_where_the_matter_was_done(
    hazard: CaseFile,
) -> None:
    assert [row.right for row in steps(timeline_rows(hazard))] == ["", "+3分", "", "", "共57分", ""]


def test_shapes_tell_apart_alone_with_partners_one_side_joint_and_closed(hanlin: CaseFile) -> None:
    assert [row.node for row in steps(timeline_rows(hanlin))] == [
        Node.STEP,
        Node.STEP,
        Node.PARTNERED,
        Node.PARTNERED,
        Node.ONE_SIDE,
        Node.ONE_SIDE,
        Node.JOINT,
        Node.STEP,
        Node.CLOSING,
    ]


def test_a_line_read_aloud_says_day_method_and_side(hanlin: CaseFile) -> None:
    spoken = [row.spoken for row in steps(timeline_rows(hanlin))]
    assert spoken[4] == "3月16日 背靠背 甲方"
    assert spoken[6] == "3月16日 面对面 甲方、乙方同场"


def test_who_joined_and_did_not_come_is_said(hanlin: CaseFile) -> None:
    absent = PartnerRow("社区民警", Coded(), Coded("INVITED_ABSENT", "已邀未到"))
    changed = replace(hanlin, steps=(replace(hanlin.steps[2], partners=(absent,)),))
    assert steps(timeline_rows(changed))[0].who == "社区网格员、社区民警（已邀未到）"


def test_an_action_of_two_words_is_shown_by_its_short_one(hazard: CaseFile) -> None:
    longer = replace(hazard.steps[2], action=Coded("DISPATCHED", "派遣/交办"))
    assert steps(timeline_rows(replace(hazard, steps=(longer,))))[0].words == "派遣"


def test_an_action_the_office_renamed_keeps_its_name(hazard: CaseFile) -> None:
    renamed = replace(hazard.steps[2], action=Coded("DISPATCHED", "分派"))
    assert steps(timeline_rows(replace(hazard, steps=(renamed,))))[0].words == "分派"


def test_a_reason_comes_before_the_note(hanlin: CaseFile) -> None:
    returned = replace(hanlin.steps[1], reason="不属本网格", note="已电话说明。")
    changed = replace(hanlin, steps=(returned,))
    assert steps(timeline_rows(changed))[0].note == "不属本网格。已电话说明。"


def test_the_first_few_steps_can_be_had_alone(hanlin: CaseFile) -> None:
    assert len(steps(timeline_rows(hanlin, 3))) == 3


def test_a_case_without_steps_has_no_lines(hanlin: CaseFile) -> None:
    assert timeline_rows(replace(hanlin, steps=())).rows == ()


def test_a_span_is_said_in_its_two_largest_units() -> None:
    assert [span_words(minutes) for minutes in (0, 3, 57, 60, 65, 1500)] == [
        "0分",
        "3分",
        "57分",
        "1小时",
        "1小时5分",
        "1天1小时",
    ]


def test_an_extension_tells_the_limit_it_sets_before_its_reason(hazard: CaseFile) -> None:
    extended = replace(
        hazard.steps[4],
        action=Coded("EXTENDED", "延期"),
        new_due=Moment.on_day(date(2025, 4, 9)),
        new_due_words="5工作日",
        reason="等配件。",
        note="已告知",
    )
    changed = replace(hazard, steps=(*hazard.steps[:4], extended, hazard.steps[5]))
    assert steps(timeline_rows(changed))[4].note == (
        "新时限：2025年4月9日（5工作日）。等配件。已告知"
    )
