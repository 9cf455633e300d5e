"""A case for a chat group says what was done, and nothing that leads to a person."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime

import pytest

from linli.domain.case_file import (
    ActivityRow,
    CaseFile,
    ClosingRow,
    Coded,
    DueRow,
    DueState,
    FollowUpRow,
    OutcomeRow,
    PartnerRow,
    PartyRow,
    PlaceRow,
    ReportRow,
    RequestRow,
    ThanksRow,
)
from linli.domain.moments import Moment
from linli.domain.things import Thing
from linli.sheets.report_text import report_text

from .case_files import APART, HANLIN, TOGETHER, mediated, party, session, step

NOW = datetime(2025, 4, 2, 9, 14)
MORNING = Moment.at_minute(datetime(2025, 3, 15, 9, 5))
CANARY = "鸬鹚暗号"
PHONE = "13812340000"
WITHHELD = Coded("WITHHELD", "要求保密")
ANONYMOUS = Coded("ANONYMOUS", "匿名")


def told(case_file: CaseFile) -> str:
    return report_text(case_file, NOW)


def test_the_sample_reads_as_it_would_be_sent() -> None:
    assert told(HANLIN).splitlines() == [
        "（示例）【矛盾纠纷】枫杨(示例)〔2025〕纠纷0001",
        "楼上半夜有噪声，楼上楼下邻里纠纷",
        "反映时间：2025年3月15日",
        "地点：枫杨办事处 翰林社区",
        "当事人：甲方 楼**（诉求人）、乙方 楼**（对方）",
        "办理经过：",
        "2025年3月15日　登记　甲方 → 翰林社区。反映楼上半夜有噪声。",
        "2025年3月15日　受理　翰林社区网格员",
        "2025年3月15日　走访　网格员、社区民警 → 双方。了解到楼**曾报警，楼上租户因此搬走。",
        "2025年3月16日　联动　翰林社区、三方联动",
        "2025年3月16日　面对面，达成一致",
        "调解：共3场",
        "结果：和解（2025年3月16日）",
        "办结：未记明",
        "（2025年4月2日 09:14整理，姓名、电话、证件号已隐去）",
    ]


def test_times_are_told_to_the_minute_where_they_are_known() -> None:
    lines = told(replace(HANLIN, steps=(step(1, MORNING, Coded("ON_SITE", "到场")),), sessions=()))
    assert "2025年3月15日 9:05　到场" in lines
    assert "用时：57分钟" in told(replace(HANLIN, minutes_to_done=57))


def test_an_open_case_says_how_far_it_is() -> None:
    row = replace(HANLIN.row, is_open=True, stage="调解中", due=DueRow(DueState.OVERDUE, "超期2天"))
    lines = told(replace(HANLIN, row=row, outcomes=(), closing=None)).splitlines()
    assert "目前：调解中，超期2天" in lines


def test_names_are_shortened_wherever_they_are_written() -> None:
    zhang = party(1, "甲", "张三丰", Coded("REQUESTER", "诉求人/申请人"), phone=PHONE)
    acts = (
        step(
            1,
            MORNING,
            Coded("REGISTERED", "登记"),
            by=("张三丰", "李四"),
            to=("翰林社区",),
            note=f"张三丰来电（{PHONE}），证件410100200001010000。",
        ),
    )
    text = told(
        replace(
            HANLIN,
            row=replace(HANLIN.row, title="张三丰家漏水"),
            parties=(zhang,),
            steps=acts,
            sessions=(),
        )
    )
    assert "张三丰" not in text
    assert "三丰" not in text
    assert "张**家漏水" in text
    assert "登记　甲方、李四 → 翰林社区" in text
    assert PHONE not in text
    assert "138****0000" in text
    assert "410100200001010000" not in text


@pytest.mark.parametrize("identity", [WITHHELD, ANONYMOUS], ids=["withheld", "anonymous"])
def test_nothing_of_a_reporter_who_must_not_be_known_is_told(identity: Coded) -> None:
    hidden = party(
        3,
        "",
        "孙大圣",
        Coded("REPORTER", "反映人"),
        identity=identity,
        home="花果小区3号楼",
        phone=PHONE,
        remark="卖桃的",
        workplace="水帘洞超市",
    )
    steps = (
        step(1, MORNING, Coded("REGISTERED", "登记"), by=("孙大圣、王五",), note=CANARY),
        step(2, MORNING, Coded("INFORMED", "告知诉求人"), to=("孙大圣",), note=CANARY),
        step(
            3, MORNING, Coded("VISITED", "走访"), note="到花果小区3号楼问孙大圣，水帘洞超市卖桃的。"
        ),
    )
    place = replace(HANLIN.row.place, estate="花果小区", building="3号楼")
    row = replace(HANLIN.row, title="孙大圣反映占道", place=place)
    text = told(replace(HANLIN, row=row, parties=(*HANLIN.parties, hidden), steps=steps))
    for words in (
        "孙大圣",
        "反映人",
        "花果小区3号楼",
        PHONE,
        "138****0000",
        "卖桃的",
        "水帘洞超市",
        CANARY,
    ):
        assert words not in text
    assert "登记　王五" in text


@pytest.mark.parametrize(
    "method",
    [
        APART,
        Coded("ENQUIRY", "调查"),
        Coded("ONE_SIDE_MEETING", "一方座谈"),
        Coded("CONFERENCE", "研判会"),
        Coded("OTHER", "其他"),
        Coded("", ""),
        Coded("OF_THE_OFFICE", "自定方式"),
    ],
    ids=lambda method: method.code or "none",
)
def test_a_session_that_was_not_open_to_all_is_only_counted(method: Coded) -> None:
    mediation = session(1, method, "甲", record=CANARY, place=CANARY, present=(CANARY,))
    text = told(replace(HANLIN, steps=(mediated(mediation),), sessions=(mediation,)))
    assert CANARY not in text
    assert "背靠背" not in text
    assert "办理经过" not in text
    assert "调解：共1场" in text


def test_a_session_of_two_sides_of_three_is_only_counted() -> None:
    third = party(3, "丙", "物业", Coded("THIRD_PARTY", "第三人"), kind="ORGANISATION")
    mediation = session(1, TOGETHER, "甲", "乙", record=CANARY)
    case_file = replace(
        HANLIN,
        parties=(*HANLIN.parties, third),
        steps=(mediated(mediation),),
        sessions=(mediation,),
    )
    assert "面对面" not in told(case_file)
    assert "丙方 物业（第三人）" in told(case_file)


def test_of_a_joint_session_the_effect_is_told_and_no_word() -> None:
    mediation = session(
        1, TOGETHER, "甲", "乙", effect=Coded("AGREED", "达成一致"), record=CANARY, place=CANARY
    )
    text = told(replace(HANLIN, steps=(mediated(mediation),), sessions=(mediation,)))
    assert "面对面，达成一致" in text
    assert CANARY not in text


def test_internal_steps_and_notes_of_other_things_stay_inside() -> None:
    acts = (
        step(1, MORNING, Coded("NOTED", "记事"), note=CANARY, by=(CANARY,), is_internal=True),
        step(2, MORNING, Coded("FOLLOWED_UP", "回访"), note=CANARY, thing=Thing.FOLLOW_UP),
        step(3, MORNING, Coded("GIFT_GIVEN", "捐助"), by=(CANARY,), thing=Thing.GIFT),
        step(4, MORNING, Coded("AGREEMENT_MADE", "协议"), note=CANARY, thing=Thing.AGREEMENT),
    )
    text = told(replace(HANLIN, steps=acts))
    assert CANARY not in text
    assert "记事" not in text
    assert [act in text for act in ("回访", "捐助", "协议")] == [True] * 3


def test_of_a_restricted_case_only_what_was_done_is_told() -> None:
    row = replace(HANLIN.row, title=CANARY)
    acts = (step(1, MORNING, Coded("VISITED", "走访"), by=(CANARY,), note=CANARY),)
    text = told(replace(HANLIN, row=row, steps=acts, is_restricted=True))
    assert CANARY not in text
    assert "楼**" not in text
    assert "走访" in text


def test_a_canary_in_every_text_of_a_case_that_is_not_to_be_told_stays() -> None:
    """Whatever text the types hold, now or later, stands here; few of them may be told."""
    canary = party(
        1,
        "甲",
        "张三",
        phone=CANARY,
        id_number=CANARY,
        home=CANARY,
        remark=CANARY,
        represents=CANARY,
        part_of=CANARY,
        ethnicity=CANARY,
        occupation=CANARY,
        workplace=CANARY,
        consent_words=CANARY,
    )
    case_file = replace(
        HANLIN,
        details=CANARY,
        due_words=CANARY,
        registered_by=CANARY,
        parties=(canary,),
        requests=(RequestRow(CANARY, CANARY, CANARY, Coded(), Coded()),),
        reports=(ReportRow(MORNING, Coded(), CANARY, CANARY, CANARY, sender=CANARY),),
        outcomes=(OutcomeRow(1, Coded("RECONCILED", "和解"), MORNING, CANARY, is_final=True),),
        closing=ClosingRow(MORNING, Coded(), CANARY),
        follow_ups=(FollowUpRow(MORNING, Coded(), ((CANARY, CANARY),), Coded(), CANARY, None),),
        thanks=(ThanksRow(MORNING, Coded(), CANARY, CANARY),),
        activities=(ActivityRow(MORNING, CANARY, (CANARY,), CANARY, CANARY, (), (), (), CANARY),),
        row=replace(
            HANLIN.row,
            holder=CANARY,
            parties=(CANARY,),
            place=PlaceRow(("翰林社区",), unit=CANARY, floor=CANARY, room=CANARY, note=CANARY),
        ),
    )
    assert CANARY not in told(case_file)


def test_phones_in_every_text_that_is_told_are_masked() -> None:
    said = f"打{PHONE}"
    acts = (
        step(
            1,
            MORNING,
            Coded("ON_SITE", "到场"),
            by=(said,),
            to=(said,),
            note=said,
            mechanism=said,
            partners=(PartnerRow(said, Coded(), Coded()),),
        ),
    )
    firm = party(1, "甲", said, kind="ORGANISATION")
    place = PlaceRow((said,), estate=said, building=said)
    row = replace(HANLIN.row, title=said, place=place)
    text = told(replace(HANLIN, row=row, steps=acts, parties=(firm,)))
    assert PHONE not in text
    assert text.count("138****0000") >= 6


def test_a_party_without_side_is_called_by_its_role() -> None:
    old_man = party(1, "", "刘老汉", Coded("BENEFICIARY", "帮扶对象"))
    nobody = replace(party(2, "", "楼下张姐", Coded("WITNESS", "知情人")), identity=_unnamed())
    acts = (step(1, MORNING, Coded("VISITED", "走访"), by=("楼下张姐",), to=("刘老汉",)),)
    text = told(replace(HANLIN, parties=(old_man, nobody), steps=acts, sessions=()))
    assert "当事人：刘**（帮扶对象）、知情人" in text
    assert "走访　知情人 → 帮扶对象" in text


def test_the_canary_knows_every_text_a_party_may_hold() -> None:
    texts = {field.name for field in fields(PartyRow) if field.type in {"str", str}}
    assert is_dataclass(PartyRow)
    assert texts == {
        "side", "name", "kind", "phone", "id_number", "home", "remark", "represents", "part_of",
        "ethnicity", "occupation", "workplace", "consent_words",
    }  # fmt: skip


def test_a_day_without_a_clock_gives_none() -> None:
    acts = (step(1, Moment.on_day(date(2025, 3, 1)), Coded("VISITED", "走访")),)
    assert "2025年3月1日　走访" in told(replace(HANLIN, steps=acts, sessions=()))


def _unnamed() -> Coded:
    return Coded("UNKNOWN_NAME", "不知姓名")
