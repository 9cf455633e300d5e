"""The cases the newspaper tells of, each entered by keys alone, hold what the sample holds."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from linli.domain.amounts import Amount
from linli.domain.case_file import CaseFile

from .clerk import Clerk

LIAISON = "大里村二级网格联络员"
MICRO_LEADER = "秦淼（微网格长）"
SECOND, THIRD = "荣邦城社区二级网格长", "荣邦城社区三级网格长"


def enter_hazard(clerk: Clerk) -> None:
    """Rain water on a landing: found, filed, dispatched, drained, reported back, closed."""
    clerk.chord("Ctrl+N")
    clerk.press("aq⏎wg⏎")
    clerk.write("4号楼1单元三层平台积雨水")
    clerk.press("⏎3.5 1426⏎⏎")
    clerk.write("网格员巡查时看到三层平台积了雨水，有安全隐患。")
    clerk.press("⇥dl⏎")
    for part in ("大里鑫茂源小区", "4号楼", "1单元", "3层"):
        clerk.write(part)
        clerk.press("⏎")
    clerk.press("⏎")
    clerk.write("楼道平台")
    clerk.chord("Ctrl+S")
    clerk.note("fx", "1426")
    clerk.write("大里村网格员")
    clerk.chord("Ctrl+Enter")
    clerk.press("sb⏎1426⏎")
    clerk.write("大里村网格员")
    clerk.press("⏎fycy⏎")
    clerk.chord("Ctrl+Enter")
    clerk.press("la⏎1429⏎")
    clerk.chord("Ctrl+Enter")
    clerk.press("pq⏎1429⏎⏎")
    clerk.write(LIAISON)
    clerk.chord("Ctrl+Enter")
    clerk.press("dc⏎⏎⏎wygs⏎⏎")
    clerk.write("查明是下水口堵塞，叫来物业人员处置。")
    clerk.chord("Ctrl+Enter")
    clerk.press("fk⏎1523⏎⏎fycy⏎⏎")
    clerk.write("积水已疏通，结果报回。")
    clerk.chord("Ctrl+S")
    clerk.chord("Ctrl+R")
    clerk.press("yjj⏎1523⏎⏎⏎")
    clerk.write("未记明")
    clerk.chord("Ctrl+S")


def enter_aid(clerk: Clerk) -> None:
    """A patient's bills: an appeal, three gifts, closed, and a banner afterwards."""
    clerk.chord("Ctrl+N")
    clerk.press("kn⏎rh⏎")
    clerk.write("居民患重病，后续治疗费用难以承担")
    clerk.press("⏎2.13⏎⏎")
    clerk.write(
        "1月24日因视力模糊、耳鸣到郑州市中心医院就诊，确诊颅内高压并做支架手术；"
        "术中血管破裂，出现脑疝和脑出血。后续治疗费用家庭无力承担。"
    )
    clerk.press("⇥wh⏎")
    clerk.chord("Alt+D")
    clerk.write("张育伟")
    clerk.chord("Alt+E")
    clerk.press("1.24⇥ ⇥⇥⇥⇥⇥ ")
    clerk.chord("Ctrl+S")
    clerk.note("zf")
    clerk.write(MICRO_LEADER)
    clerk.chord("Ctrl+Enter")
    clerk.press("sb⏎⏎")
    clerk.write(MICRO_LEADER)
    clerk.press("⏎")
    clerk.write("三级网格")
    clerk.chord("Ctrl+S")
    clerk.menu("Alt+C a m")
    clerk.write("水滴筹")
    clerk.press("⏎")
    clerk.write("张育伟")
    clerk.press("⏎⏎2.14⏎")
    clerk.write("听取社区建议，在水滴筹发起募捐。")
    clerk.chord("Ctrl+S")
    clerk.note("xb", "2.14")
    clerk.press("wh⏎⏎")
    clerk.write("核实情况并认证，转发到社区微信群。")
    clerk.chord("Ctrl+S")
    clerk.menu("Alt+C a j")
    for fen, way, when, giver in (
        ("71354", "xs", "几天内", "水滴筹网上捐款"),
        ("6784", "wy", "未记明", "物业公司线下募集"),
        ("4300", "lj", "未记明", "网格长带头，同楼邻居"),
    ):
        clerk.press(f"{fen}⏎{way}⏎")
        clerk.write(when)
        clerk.press("⏎")
        clerk.write(giver)
        clerk.chord("Ctrl+S" if way == "lj" else "Ctrl+Enter")
    clerk.chord("Ctrl+R")
    clerk.press("yjj⏎")
    clerk.write("未记明")
    clerk.chord("Ctrl+S")
    clerk.chord("Ctrl+T")
    clerk.press("zx↓⏎jq⏎3.24⏎")
    clerk.write("张育伟")
    clerk.press("⏎⏎wh⏎⏎⏎")
    clerk.write("锦旗送到社区党群服务中心。")
    clerk.chord("Ctrl+S")


def enter_activity(clerk: Clerk) -> None:
    """A visit to the fire station: proposed, planned, volunteers trained, 50余名 came."""
    clerk.chord("Ctrl+N")
    clerk.press("hd⏎hy⏎")
    clerk.write("希望办一次沉浸式安全宣传活动")
    clerk.press("⏎3.11⏎⏎")
    clerk.write("微网格员在总结会上提出。")
    clerk.press("⇥rb⏎")
    clerk.chord("Ctrl+S")
    clerk.note("sb", "3.12 1408")
    clerk.write(THIRD)
    clerk.press("⏎fycy⏎")
    clerk.chord("Ctrl+Enter")
    clerk.press("pq⏎1419⏎⏎")
    clerk.write(SECOND)
    clerk.chord("Ctrl+Enter")
    clerk.press("cz↓⏎")
    clerk.write("派单后")
    clerk.press("⏎⏎⏎")
    clerk.write("依托共驻共建协议，策划学生参观消防站。")
    clerk.chord("Ctrl+Enter")
    clerk.press("ld⏎")
    clerk.write("派单后")
    clerk.press("⏎")
    clerk.write(THIRD)
    clerk.press("⏎xf⏎⏎")
    clerk.write("三级网格长联系消防站，社区工作人员联系学校。")
    clerk.chord("Ctrl+Enter")
    clerk.press("ld⏎")
    clerk.write("派单后")
    clerk.press("⏎")
    clerk.write("志愿服务队")
    clerk.press("⏎⏎")
    clerk.write("安排6名志愿者，列出岗位清单。")
    clerk.chord("Ctrl+S")
    _hold_activity(clerk)


def _hold_activity(clerk: Clerk) -> None:
    clerk.chord("Ctrl+T")
    clerk.press("hd⏎⏎⏎3.13⏎")
    clerk.write("消防站")
    clerk.press("⏎")
    for many, what in (("50余名", "小学生"), ("6名", "志愿者")):
        clerk.write(many)
        clerk.press("⏎")
        clerk.write(what)
        clerk.press("⏎")
    clerk.press("⏎")
    clerk.write("小学生参观消防站，体验学习消防安全。")
    clerk.press("⇥⏎")
    for cell in ("安全知识与保密制度", "活动前", SECOND, "志愿者、学校老师"):
        clerk.write(cell)
        clerk.press("⏎")
    clerk.press("⏎")
    clerk.write("活动顺利，没有发生意外。")
    clerk.chord("Ctrl+S")
    clerk.chord("Ctrl+R")
    clerk.press("yjb⏎3.13")
    clerk.chord("Ctrl+S")


JOURNEYS: dict[str, tuple[Callable[[Clerk], None], int]] = {
    "隐患": (enter_hazard, 113),
    "帮扶": (enter_aid, 132),
    "活动": (enter_activity, 110),
}
"""What is entered, and the presses besides the Chinese text it takes at most."""


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_case_is_entered_by_few_keys_and_holds_what_the_sample_holds(
    clerk: Clerk, name: str
) -> None:
    enter, most = JOURNEYS[name]
    enter(clerk)
    print(f"\n{name} {clerk.presses} presses besides the text")
    typed = clerk.case
    told = clerk.told(typed.row.title)
    assert typed.row.id != told.row.id
    assert clerk.presses <= most
    assert clerk.questions == []
    assert clerk.others.kinds == set()
    assert facts(typed) == facts(told)
    assert [step for step in steps(typed) if step[0] != "REGISTERED"] == [
        step for step in steps(told) if step[0] != "REGISTERED"
    ]


def test_the_gifts_add_up_to_the_sum_of_the_newspaper(clerk: Clerk) -> None:
    enter_aid(clerk)
    sums = [gift.amount for gift in clerk.case.gifts]
    assert sum(amount.low_fen or 0 for amount in sums if isinstance(amount, Amount)) == 8_243_800


def test_the_hazard_was_done_with_57_minutes_after_it_was_found(clerk: Clerk) -> None:
    enter_hazard(clerk)
    assert clerk.case.minutes_to_done == 57


def facts(case: CaseFile) -> dict[str, object]:
    """What a case says, without the ids and the number."""
    return {
        "kind": case.row.kind,
        "title": case.row.title,
        "stage": case.row.stage,
        "result": case.row.result,
        "place": case.row.place,
        "channel": case.channel,
        "details": case.details,
        "reported": case.reported,
        "happened": case.happened,
        "is_restricted": case.is_restricted,
        "parties": [(party.side, party.name, party.roles) for party in case.parties],
        "gifts": [(gift.channel, gift.moment, gift.amount, gift.giver) for gift in case.gifts],
        "appeals": [(each.platform, each.moment, each.by, each.note) for each in case.appeals],
        "activities": [
            (each.moment, each.place, each.programme, each.trainings, each.note)
            for each in case.activities
        ],
        "people": [replace(count, words="") for each in case.activities for count in each.people],
        "outcomes": [(each.result, each.moment, each.note) for each in case.outcomes],
        "closed": [step.moment for step in case.steps if step.is_closing],
        "thanks": [(each.kind, each.moment, each.by, each.to, each.note) for each in case.thanks],
    }


def steps(case: CaseFile) -> list[tuple[object, ...]]:
    """The timeline, in its order."""
    return [
        (step.action.code, step.moment, step.by, step.to, step.note,
         tuple(partner.name for partner in step.partners))
        for step in case.steps
    ]  # fmt: skip
