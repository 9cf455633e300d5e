"""What a case sheet says, and what it never says."""

import dataclasses
import typing
from dataclasses import replace
from datetime import date, datetime

import pytest

from linli.domain import case_file
from linli.domain.amounts import Amount, Count, Qualifier
from linli.domain.case_file import (
    ActivityRow,
    CaseFile,
    Coded,
    FollowUpRow,
    GiftRow,
    OutcomeRow,
    PartnerRow,
    PlaceRow,
    PostRow,
    ReportRow,
    RequestRow,
    TrainingRow,
)
from linli.domain.moments import Moment
from linli.errors import LinliError
from linli.sheets import content
from linli.sheets.case_sheet import case_sheet
from linli.sheets.content import CaseSheet, Field, Sign, Text
from linli.sheets.typeset import Typesetter

from .case_files import (
    APART,
    GIFTS,
    HANLIN,
    MARCH_15,
    MARCH_16,
    NOT_STATED,
    OPEN,
    PRINTED_AT,
    SESSIONS,
    TOGETHER,
    mediated,
    party,
    session,
    step,
)
from .pages import page_words

WITHHELD = Coded("WITHHELD", "要求保密")
CANARY = "金丝雀一九四七"


def sheet(case_file: CaseFile, **how: typing.Any) -> CaseSheet:  # noqa: ANN401 -- passed on
    return case_sheet(case_file, printed_at=PRINTED_AT, **how)


def values(fields: tuple[Field, ...]) -> dict[str, str]:
    return {field.label: field.value for field in fields}


def text_of(made: CaseSheet, label: str) -> tuple[str, ...]:
    texts = [*made.texts, *made.endings, *([made.mediation] if made.mediation else [])]
    return next(text.paragraphs for text in texts if text.label == label)


def words_of(made: CaseSheet) -> str:
    return repr(dataclasses.asdict(made))


def test_the_hanlin_sheet_has_the_facts_of_the_case() -> None:
    made = sheet(HANLIN)
    assert values(made.fields) == {
        "标题": "楼上半夜有噪声，楼上楼下邻里纠纷",
        "类别": "矛盾纠纷",
        "纠纷类别": "邻里纠纷",
        "来源": "未记明",
        "紧急程度": "未记明",
        "反映时间": "2025年3月15日",
        "登记": "翰林社区",
        "网格": "枫杨办事处 › 翰林社区",
    }
    assert [(row.side, row.name, row.role, row.place, row.phone) for row in made.parties] == [
        ("甲方", "楼下一方", "诉求人", "翰林社区", "未记明"),
        ("乙方", "楼上一方", "对方", "翰林社区", "未记明"),
    ]
    assert values(made.result) == {
        "结果": "和解",
        "结果时间": "2025年3月16日",
        "办结方式": "未记明",
        "办结时间": "未记明",
        "回访": "",
        "满意度": "",
    }
    assert made.signers == (Sign("经办人"), Sign("负责人"), Sign("甲方"), Sign("乙方"))
    assert made.meta.tags == ("示例",)
    assert made.meta.registered_on == "2025年3月15日"


def test_the_hanlin_sheet_fits_one_page() -> None:
    (page,) = page_words(Typesetter().pdf(sheet(HANLIN)))
    assert "第1页共1页" in page


def test_the_timeline_leaves_out_what_the_last_part_says() -> None:
    made = sheet(HANLIN)
    assert [row.action for row in made.steps] == [
        "登记",
        "受理",
        "走访",
        "联动",
        "背靠背",
        "背靠背",
        "面对面",
    ]
    assert [row.no for row in made.steps] == list("1234567")
    assert made.steps[0].source == "楼下一方"
    assert made.steps[0].target == "翰林社区"
    assert made.steps[3].note == ("三方联动：参加单位未记明。",)


def test_an_earlier_result_and_closing_stay_in_the_timeline() -> None:
    again = replace(
        HANLIN,
        steps=(
            *HANLIN.steps,
            step(7, MARCH_16, Coded("REOPENED", "重新打开"), reason="又有响动"),
            step(8, MARCH_16, Coded("OUTCOME_REACHED", "结果")),
            step(9, MARCH_16, Coded("CLOSED", "办结"), is_closing=True),
        ),
    )
    assert [row.action for row in sheet(again).steps][-3:] == ["结果", "办结", "重新打开"]
    assert sheet(again).steps[-1].note == ("理由：又有响动",)


def test_few_sessions_stand_in_a_line_for_each_method() -> None:
    made = sheet(HANLIN)
    assert made.sessions == ()
    assert text_of(made, "调解情况") == (
        "背靠背：2025年3月16日，甲方；2025年3月16日，乙方。",
        "面对面：2025年3月16日，甲方、乙方到场。双方当面讲清缘由，互相体谅。",
    )


def test_what_a_joint_session_came_to_is_told_unless_the_result_says_it() -> None:
    made = sheet(replace(HANLIN, outcomes=(), closing=None))
    assert text_of(made, "调解情况")[1].endswith("互相体谅。达成一致。")
    apart = replace(SESSIONS[2], effect=Coded("NO_AGREEMENT", "未达成"))
    made = sheet(replace(HANLIN, sessions=(apart,)))
    assert text_of(made, "调解情况")[0].endswith("互相体谅。未达成。")


def test_more_sessions_than_four_stand_in_a_table_without_what_was_said() -> None:
    many = replace(HANLIN, sessions=(*SESSIONS, session(4, APART, "甲"), session(5, APART, "乙")))
    made = sheet(many)
    assert made.mediation is None
    assert [row.no for row in made.sessions] == list("12345")
    assert made.sessions[0].effect == "已进行"
    assert made.sessions[2].effect == "达成一致"
    assert made.sessions[2].who == "甲方、乙方"


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (Coded("NOT_MET", "未能见面"), "（未能见面）"),
        (Coded("POSTPONED", "改期"), "（改期）"),
        (Coded("HELD", "已进行"), ""),
    ],
)
def test_a_session_apart_tells_time_side_and_whether_it_took_place(state: Coded, told: str) -> None:
    mediation = session(
        1,
        APART,
        "甲",
        state=state,
        place=CANARY,
        record=CANARY,
        effect=Coded("PROGRESS", CANARY),
        present=(CANARY,),
        mediators=(CANARY,),
    )
    made = sheet(replace(OPEN, sessions=(mediation,), steps=(mediated(mediation),)))
    assert text_of(made, "调解情况") == (f"背靠背：2025年3月16日，甲方{told}。",)
    assert CANARY not in words_of(made)


@pytest.mark.parametrize("code", ["BACK_TO_BACK", "ENQUIRY", "ONE_SIDE_MEETING", "NEW_METHOD"])
def test_nothing_written_in_a_session_that_was_not_joint_is_printed(code: str) -> None:
    mediations = tuple(
        session(no, Coded(code, "方式"), "甲", record=CANARY, place=CANARY, present=(CANARY,))
        for no in range(1, 7)
    )
    few = sheet(replace(OPEN, sessions=mediations[:2], steps=tuple(map(mediated, mediations))))
    many = sheet(replace(OPEN, sessions=mediations, steps=tuple(map(mediated, mediations))))
    assert CANARY not in words_of(few)
    assert CANARY not in words_of(many)


def test_a_step_that_is_a_session_has_no_note_whatever_its_row_says() -> None:
    mediation = session(1, APART, "甲")
    row = replace(mediated(mediation), note=CANARY, reason=CANARY, by=(CANARY,), to=(CANARY,))
    made = sheet(replace(OPEN, sessions=(mediation,), steps=(row,)))
    assert CANARY not in words_of(made)


def test_no_type_that_a_sheet_is_made_of_can_hold_a_caucus_note() -> None:
    seen: set[type] = set()

    def visit(kind: object) -> None:
        for part in typing.get_args(kind):
            visit(part)
        if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind not in seen:
            seen.add(kind)
            module = __import__(kind.__module__, fromlist=["_"])
            names = {**vars(case_file), **vars(content), **vars(module), "datetime": datetime}
            for hint in typing.get_type_hints(kind, names | _moments_and_amounts()).values():
                visit(hint)

    visit(CaseFile)
    visit(CaseSheet)
    assert {kind.__name__ for kind in seen} >= {"SessionRow", "StepRow", "Session", "Step"}
    assert not [kind.__name__ for kind in seen if "Caucus" in kind.__name__]


def _moments_and_amounts() -> dict[str, object]:
    return {"Moment": Moment, "Amount": Amount, "Count": Count, "date": date}


def test_conferences_of_the_office_and_internal_steps_are_not_filed() -> None:
    mediation = session(1, Coded("CONFERENCE", "研判会"), record=CANARY)
    inside = step(9, MARCH_16, Coded("NOTED", "记事"), note=CANARY, is_internal=True)
    made = sheet(replace(OPEN, sessions=(mediation,), steps=(mediated(mediation), inside)))
    assert made.mediation is None
    assert made.steps == ()


def test_steps_of_before_registration_and_steps_that_stand_for_several_say_so() -> None:
    prior = step(9, MARCH_15, Coded("VISITED", "走访"), times=3, is_prior=True, note="劝过。")
    (row,) = sheet(replace(OPEN, steps=(prior,))).steps
    assert row.action == "走访（3次）"
    assert row.note == ("（登记以前）", "劝过。")


def test_partners_stand_with_the_step_they_worked_at() -> None:
    partners = (
        PartnerRow("派出所", Coded("TAKE_PART", "参加"), Coded("CAME", "已到")),
        PartnerRow("物业公司", NOT_STATED, NOT_STATED),
    )
    joined = step(9, MARCH_16, Coded("JOINED", "联动"), partners=partners, note="一起上门。")
    (row,) = sheet(replace(OPEN, steps=(joined,))).steps
    assert row.note == ("联动单位：派出所（参加，已到）、物业公司。", "一起上门。")


def test_who_came_along_stands_beside_who_acted() -> None:
    partners = (PartnerRow("社区民警", NOT_STATED, Coded("CAME", "已到")),)
    visited = step(9, MARCH_15, Coded("VISITED", "走访"), by=("网格员",), partners=partners)
    (row,) = sheet(replace(OPEN, steps=(visited,))).steps
    assert (row.source, row.along, row.note) == ("网格员", "社区民警", ())


def test_who_asked_for_secrecy_is_shown_by_no_name_anywhere() -> None:
    secret = party(
        3,
        "",
        CANARY,
        Coded("REPORTER", "反映人"),
        identity=WITHHELD,
        phone=CANARY,
        home=CANARY,
        id_number=CANARY,
    )
    agent = party(4, "甲", "代理人", Coded("AGENT", "代理人"), represents=CANARY)
    case_file = replace(
        HANLIN,
        parties=(*HANLIN.parties, secret, agent),
        steps=(
            step(1, MARCH_15, Coded("REGISTERED", "登记"), by=(CANARY,), to=(CANARY,)),
            step(2, MARCH_15, Coded("VISITED", "走访"), to=(f"{CANARY}（三楼）",)),
        ),
        requests=(RequestRow("解决噪声", CANARY, "", Coded(), Coded()),),
        reports=(
            ReportRow(MARCH_15, NOT_STATED, CANARY, "A1", ""),
            ReportRow(MARCH_16, NOT_STATED, CANARY, "A2", ""),
        ),
    )
    made = sheet(case_file)
    assert CANARY not in words_of(made)
    row = made.parties[2]
    assert (row.name, row.place, row.phone) == ("要求保密", "要求保密", "要求保密")
    assert made.steps[0].source == "要求保密"
    assert made.steps[1].target == "要求保密（三楼）"


def test_phones_are_shown_in_full_in_the_file() -> None:
    parties = (party(1, "甲", "某人", phone="13800000000"),)
    assert sheet(replace(HANLIN, parties=parties)).parties[0].phone == "13800000000"


@pytest.mark.parametrize(
    ("identity", "name", "told"),
    [
        ("ANONYMOUS", "", "匿名"),
        ("UNKNOWN_NAME", "", "不知姓名"),
        ("UNKNOWN_NAME", "住501的", "住501的"),
    ],
)
def test_parties_without_a_name_say_why(identity: str, name: str, told: str) -> None:
    row = party(1, "", name, identity=Coded(identity, ""))
    made = sheet(replace(HANLIN, parties=(row,)))
    assert made.parties[0].name == told
    assert made.parties[0].side == "—"
    assert made.parties[0].role == "未记明"


def test_a_group_tells_its_number_and_a_proxy_for_whom() -> None:
    rows = (
        party(1, "甲", "业主", people=Count(110, unit="户")),
        party(2, "甲", "王某", represents="业主"),
        party(3, "甲", "一楼业主", part_of="业主"),
    )
    made = sheet(replace(HANLIN, parties=rows))
    assert [row.name for row in made.parties] == [
        "业主（110户）",
        "王某（代业主）",
        "一楼业主（属业主）",
    ]


def test_of_an_open_case_nothing_of_the_closing_applies() -> None:
    assert values(sheet(OPEN).result) == {
        "结果": "—",
        "结果时间": "—",
        "办结方式": "—",
        "办结时间": "—",
        "回访": "",
        "满意度": "",
    }


def test_what_follow_ups_found_stands_before_the_last_part() -> None:
    follow_up = FollowUpRow(
        Moment.on_day(date(2025, 4, 1)),
        Coded("PHONE", "电话"),
        (("楼下一方", "已履行，满意"), ("楼上一方", "未联系上")),
        Coded("SATISFIED", "满意"),
        "没有再吵。",
        Moment.on_day(date(2025, 5, 1)),
    )
    made = sheet(replace(HANLIN, follow_ups=(follow_up,)))
    assert text_of(made, "回访") == (
        "2025年4月1日，电话。楼下一方：已履行，满意。楼上一方：未联系上。没有再吵。下次回访2025年5月1日。",
    )
    assert values(made.result)["满意度"] == "满意"
    assert "回访" not in values(made.result)


def test_what_was_said_of_the_result_may_be_long_and_so_stands_before_the_last_part() -> None:
    outcome = OutcomeRow(1, Coded("RECONCILED", "和解"), MARCH_16, "句。" * 3_000, is_final=True)
    made = sheet(replace(HANLIN, outcomes=(outcome,)))
    assert text_of(made, "结果说明") == ("句。" * 3_000,)
    assert "".join(page_words(Typesetter().pdf(made))).count("句。") == 3_000


def test_gifts_are_summed_in_figures_and_capital_words() -> None:
    (money,) = sheet(replace(HANLIN, gifts=GIFTS)).money
    assert [row.amount for row in money.rows] == ["71,354.00", "6,784.00", "4,300.00"]
    assert money.total == "¥82,438.00"
    assert money.words == "人民币捌万贰仟肆佰叁拾捌元整"


def test_a_sum_with_a_part_that_is_not_exact_has_no_capital_words() -> None:
    more = GiftRow(
        MARCH_16,
        Coded("OTHER", "其他"),
        "",
        "",
        Amount(100_00, None, Qualifier.OVER, words="100余元"),
        is_spent=False,
    )
    (money,) = sheet(replace(HANLIN, gifts=(*GIFTS, more))).money
    assert money.total == "至少 ¥82,538.00"
    assert money.words is None
    assert money.rows[-1].source == "未记明（2025年3月16日）"


def test_goods_and_spendings_have_their_place() -> None:
    goods = GiftRow(MARCH_16, Coded("OTHER", "其他"), "某超市", "大米2袋", None, is_spent=False)
    spent = GiftRow(MARCH_16, Coded("OTHER", "其他"), "医院", "", Amount(500_00), is_spent=True)
    raised, used = sheet(replace(HANLIN, gifts=(goods, spent))).money
    assert (raised.rows[0].amount, raised.total, raised.words) == ("大米2袋", "未记明", None)
    assert (used.title, used.total) == ("支出明细", "¥500.00")


def test_gifts_in_a_row_share_a_line_of_the_timeline() -> None:
    times = (Moment.in_words("数日内"), Moment.not_stated(), Moment.not_stated())
    given = Coded("GIFT_GIVEN", "捐助")
    steps = tuple(step(no, moment, given, by=(f"第{no}位",)) for no, moment in enumerate(times))
    (row,) = sheet(replace(OPEN, steps=steps, gifts=GIFTS)).steps
    assert (row.time, row.action, row.source) == (("数日内",), "捐助", "线上、物业、邻居")
    assert row.note == ("共3笔，见募捐明细。",)


def test_an_activity_has_a_part_of_its_own_with_its_counts_as_they_were_said() -> None:
    activity = ActivityRow(
        moment=Moment.on_day(date(2025, 3, 13)),
        host="荣邦城社区",
        co_hosts=(),
        place="消防站",
        programme="参观消防站。",
        people=(
            Count(50, None, Qualifier.OVER, "名", "小学生", words="50余名"),
            Count(6, unit="名", of_what="志愿者"),
        ),
        posts=(PostRow("志愿者", Count(6, unit="名")),),
        trainings=(TrainingRow("安全知识", Moment.not_stated(), "二级网格长", "志愿者、教师"),),
        note="",
    )
    (section,) = sheet(replace(OPEN, activities=(activity,))).sections
    assert values(section.fields) == {
        "主办": "荣邦城社区",
        "时间": "2025年3月13日",
        "地点": "消防站",
        "人数": "小学生50余名；志愿者6名",
        "岗位": "志愿者6名",
        "培训": "安全知识，参加：志愿者、教师，讲授：二级网格长",
    }
    assert section.texts == (Text("内容", ("参观消防站。",)),)


def test_rows_that_do_not_apply_are_left_out_and_a_lone_field_takes_the_row() -> None:
    hazard = replace(
        OPEN,
        row=replace(
            OPEN.row,
            kind=Coded("HAZARD", "安全隐患"),
            place=PlaceRow(("枫杨办事处", "大里村"), "", "大里鑫茂源小区", "4号楼", "1单元", "3层"),
        ),
        dispute_type=Coded(),
        happened=Moment.at_minute(datetime(2025, 3, 5, 14, 26)),
        parties=(),
        due_words="3个工作日",
        people=(Count(12, unit="户"),),
    )
    made = sheet(hazard)
    assert "纠纷类别" not in values(made.fields)
    assert values(made.fields)["地点"] == "大里鑫茂源小区4号楼1单元3层"
    assert values(made.fields)["办理期限"] == "3个工作日"
    assert values(made.fields)["涉及人数"] == "12户"
    assert made.signers == (Sign("经办人"), Sign("负责人"))
    row = 0
    for field in made.fields:
        row += 1 if field.span == 1 else 2
        assert field.span == 1 or row % 2 == 0
    assert row % 2 == 0


def test_without_sides_those_sign_whom_the_case_is_about() -> None:
    rows = (
        party(1, "", "张育伟", Coded("BENEFICIARY", "帮扶对象")),
        party(2, "", "邻居", Coded("REPORTER", "反映人")),
    )
    assert sheet(replace(HANLIN, parties=rows)).signers[2:] == (Sign("帮扶对象"),)


def test_several_requests_are_numbered_with_what_came_of_each() -> None:
    requests = (
        RequestRow("清理堆物", "王某", "李某", Coded("TRUE", "属实"), Coded("SOLVED", "已解决")),
        RequestRow("查明渗漏", "", "", Coded(), Coded()),
    )
    assert text_of(sheet(replace(HANLIN, requests=requests)), "诉求") == (
        "1. 清理堆物（王某；对李某；属实；已解决）",
        "2. 查明渗漏",
    )


def test_each_time_the_matter_was_brought_is_told_with_its_answer() -> None:
    reports = (
        ReportRow(MARCH_15, Coded("HOTLINE", "12345热线"), "", "ZZ-01", "已答复。"),
        ReportRow(MARCH_16, Coded("WALK_IN", "居民上门"), "王某", "", ""),
    )
    assert text_of(sheet(replace(HANLIN, reports=reports)), "反映记录") == (
        "1. 2025年3月15日，12345热线，来源编号ZZ-01。答复：已答复。",
        "2. 2025年3月16日，居民上门，王某。",
    )


def test_a_request_that_only_repeats_the_title_is_not_printed_again() -> None:
    def asked(request: RequestRow) -> bool:
        made = sheet(replace(HANLIN, requests=(request,)))
        return "诉求" in {text.label for text in made.texts}

    unverified = Coded("UNVERIFIED", "未核实")
    assert not asked(RequestRow(HANLIN.row.title, "楼下一方", "", unverified, Coded()))
    assert asked(RequestRow(HANLIN.row.title, "", "", Coded("TRUE", "属实"), Coded()))
    assert asked(RequestRow("请楼上夜里安静", "", "", unverified, Coded()))


def test_an_empty_text_says_that_the_source_does_not_say() -> None:
    assert text_of(sheet(replace(HANLIN, details="")), "基本情况") == ("未记明",)


def test_a_printing_that_could_not_be_registered_says_so() -> None:
    made = sheet(HANLIN, registered_in_log=False, copy=2, copies=3, printed_by="某某")
    assert (made.meta.remark, made.meta.copy, made.meta.copies) == ("未登记", 2, 3)
    assert (made.meta.printed_by, made.meta.purpose) == ("某某", "入卷")


@pytest.mark.parametrize("purpose", ["FORWARD", "PARTY", "PUBLIC", "INTERNAL"])
def test_other_purposes_are_refused_in_words(purpose: str) -> None:
    with pytest.raises(LinliError, match="只能按“入卷”打印"):
        sheet(HANLIN, purpose=purpose)


def test_a_joint_session_that_did_not_come_about_tells_nothing_else() -> None:
    mediation = session(
        1, TOGETHER, "甲", "乙", state=Coded("POSTPONED", "改期"), record="改到周末"
    )
    made = sheet(replace(OPEN, sessions=(mediation,)))
    assert text_of(made, "调解情况") == ("面对面：2025年3月16日，甲方、乙方（改期）。",)
