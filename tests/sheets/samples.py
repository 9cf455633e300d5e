"""Sheets made by hand from the article's facts, and a long one."""

from dataclasses import replace
from datetime import datetime

from linli.sheets.content import (
    CaseSheet,
    Field,
    Gift,
    Meta,
    Money,
    PartyRow,
    Section,
    Session,
    Sign,
    Step,
    Text,
)

PRINTED_AT = datetime(2025, 4, 2, 9, 14)


def step(no: int, time: str, action: str, whom: str, note: str = "") -> Step:
    """One line of a timeline; ``whom`` is written as from → to."""
    source, _, target = whom.partition(" → ")
    return Step(
        str(no), tuple(time.split()), action, source, target or None, (note,) if note else ()
    )


def result(result: str, on: str, kind: str, closed: str) -> tuple[Field, ...]:
    return (
        Field("结果", result),
        Field("结果时间", on),
        Field("办结方式", kind),
        Field("办结时间", closed),
        Field("回访", ""),
        Field("满意度", ""),
    )


HANLIN = CaseSheet(
    meta=Meta(
        title="事项办理单",
        office="枫杨办事处",
        number="枫杨(示例)〔2025〕纠纷0001",
        registered_on="2025年3月15日",
        purpose="入卷",
        tags=("示例",),
        printed_at=PRINTED_AT,
        printed_by="示例",
    ),
    fields=(
        Field("标题", "楼上半夜有噪声，楼上楼下邻里纠纷", 3),
        Field("类别", "矛盾纠纷"),
        Field("纠纷类别", "邻里"),
        Field("来源", "未记明"),
        Field("紧急程度", "未记明"),
        Field("反映时间", "2025年3月15日"),
        Field("登记单位", "翰林社区"),
        Field("网格", "枫杨办事处 › 翰林社区", 3),
    ),
    parties=(
        PartyRow("甲方", "楼下一方", "诉求人", "翰林社区", "未记明"),
        PartyRow("乙方", "楼上一方", "对方", "翰林社区", "未记明"),
    ),
    texts=(
        Text(
            "基本情况",
            (
                "楼下住户反映楼上半夜有响动，影响休息。双方此前当面说过，每次都吵起来，矛盾越积越深，楼上一方不愿再谈。",
            ),
        ),
        Text("诉求", ("解决楼上半夜噪声问题。",)),
    ),
    steps=(
        step(1, "2025年3月15日", "登记", "楼下一方 → 翰林社区", "反映楼上半夜有噪声。"),
        step(2, "2025年3月15日", "受理", "翰林社区网格员"),
        step(
            3,
            "2025年3月15日",
            "走访",
            "网格员、社区民警 → 双方",
            "了解到楼下一方曾报警，楼上租户因此搬走，双方矛盾由此加重。",
        ),
        step(4, "2025年3月16日", "联动", "翰林社区", "启用三方联动，参加单位未记明。"),
        step(5, "2025年3月16日", "背靠背", "甲方"),
        step(6, "2025年3月16日", "背靠背", "乙方"),
        step(7, "2025年3月16日", "面对面", "甲方、乙方"),
    ),
    mediation=Text(
        "调解情况",
        (
            "背靠背：2025年3月16日，甲方；2025年3月16日，乙方。",
            "面对面：2025年3月16日，甲方、乙方到场。双方当面讲清缘由，达成和解。",
        ),
    ),
    sessions=(),
    sections=(),
    money=(),
    endings=(),
    result=result("和解", "2025年3月16日", "未记明", "未记明"),
    signers=(Sign("经办人"), Sign("负责人"), Sign("甲方"), Sign("乙方")),
)

AID = CaseSheet(
    meta=replace(HANLIN.meta, number="枫杨(示例)〔2025〕帮扶0001", registered_on="2025年2月13日"),
    fields=(
        Field("标题", "张育伟患病，治疗费用困难帮扶", 3),
        Field("类别", "困难帮扶"),
        Field("来源", "入户走访"),
        Field("反映时间", "2025年2月13日"),
        Field("紧急程度", "未记明"),
        Field("网格", "枫杨办事处 › 万和社区 › 三级网格 › 微网格", 3),
    ),
    parties=(PartyRow("—", "张育伟", "帮扶对象", "万和社区", "未记明"),),
    texts=(
        Text(
            "基本情况",
            (
                "张育伟因视物模糊、耳鸣，于2025年1月24日到郑州市中心医院就诊，查出颅内高压，做支架手术时血管破裂，发生脑疝和出血。后续治疗费用家庭无力承担。",
            ),
        ),
        Text("诉求", ("筹集后续治疗费用。",)),
    ),
    steps=(
        step(1, "2025年2月13日", "走访", "秦淼（微网格长）", "入户时得知情况。"),
        step(2, "2025年2月13日", "上报", "秦淼 → 三级网格"),
        step(3, "2025年2月14日", "处置", "张育伟", "听取社区建议，发起水滴筹求助。"),
        step(4, "2025年2月14日", "协办", "万和社区", "出具证明，在社区微信群转发。"),
        step(5, "数日内", "捐助", "线上、物业、邻居", "共收到三笔，明细见下。"),
        step(6, "2025年3月24日", "致谢", "张育伟 → 万和社区", "向社区党群服务中心送锦旗。"),
    ),
    mediation=None,
    sessions=(),
    sections=(),
    money=(
        Money(
            "募捐明细",
            (
                Gift("1", "线上", "水滴筹", "71,354.00"),
                Gift("2", "物业（线下）", "物业公司组织募集", "6,784.00"),
                Gift("3", "邻居", "网格长带头，同楼邻居", "4,300.00"),
            ),
            "¥82,438.00",
            "人民币捌万贰仟肆佰叁拾捌元整",
        ),
    ),
    endings=(),
    result=result("未记明", "未记明", "未记明", "未记明"),
    signers=(Sign("经办人"), Sign("负责人"), Sign("帮扶对象")),
)

HAZARD = CaseSheet(
    meta=replace(HANLIN.meta, number="枫杨(示例)〔2025〕隐患0001", registered_on="2025年3月5日"),
    fields=(
        Field("标题", "楼道三层平台积水", 3),
        Field("类别", "安全隐患"),
        Field("来源", "网格巡查"),
        Field("反映时间", "2025年3月5日 14:26"),
        Field("紧急程度", "未记明"),
        Field("地点", "大里鑫茂源小区4号楼1单元3层", 3),
        Field("网格", "枫杨办事处 › 大里村", 3),
    ),
    parties=(),
    texts=(
        Text("基本情况", ("巡查时看到三层平台有雨水积存，排水口不通。",)),
        Text("诉求", ("疏通排水口，排净积水。",)),
    ),
    steps=(
        step(1, "2025年3月5日 14:26", "发现", "大里村网格员 → 枫杨城运中心", "三层平台积水。"),
        step(2, "2025年3月5日 14:29", "立案", "枫杨城运中心"),
        step(3, "2025年3月5日 14:29", "派遣", "枫杨城运中心 → 大里村二级网格联络员"),
        step(4, "未记明", "到场", "大里村二级网格联络员", "查明排水口堵塞，联系物业公司到场。"),
        step(5, "2025年3月5日 15:23", "反馈", "物业公司、联络员 → 枫杨城运中心", "积水已排净。"),
    ),
    mediation=None,
    sessions=(),
    sections=(),
    money=(),
    endings=(),
    result=result("已解决", "2025年3月5日 15:23", "未记明", "未记明"),
    signers=(Sign("经办人"), Sign("负责人")),
)

ACTIVITY = CaseSheet(
    meta=replace(HANLIN.meta, number="枫杨(示例)〔2025〕活动0001", registered_on="2025年3月12日"),
    fields=(
        Field("标题", "消防站沉浸式安全教育活动", 3),
        Field("类别", "活动需求"),
        Field("来源", "会议提出"),
        Field("反映时间", "2025年3月11日"),
        Field("紧急程度", "未记明"),
        Field("网格", "枫杨办事处 › 荣邦城社区", 3),
    ),
    parties=(),
    texts=(Text("诉求", ("举办一次沉浸式安全教育活动。",)),),
    steps=(
        step(1, "2025年3月11日", "记事", "微网格员", "复盘会上提出。"),
        step(2, "2025年3月12日 14:08", "上报", "三级网格长 → 枫杨城运中心"),
        step(3, "2025年3月12日 14:19", "派遣", "枫杨城运中心 → 二级网格长"),
    ),
    mediation=None,
    sessions=(),
    sections=(
        Section(
            "活动情况",
            (
                Field("主办", "荣邦城社区"),
                Field("时间", "2025年3月13日"),
                Field("地点", "消防站"),
                Field("人数", "50余名学生"),
                Field("岗位", "志愿者6名，岗位表另附", 3),
                Field("培训", "志愿者、教师：安全知识、保密要求", 3),
                Field("内容", "参观消防站", 3),
            ),
        ),
    ),
    money=(),
    endings=(),
    result=result("已举办", "2025年3月13日", "未记明", "2025年3月13日"),
    signers=(Sign("经办人"), Sign("负责人")),
)

_PHRASE = "经核对各单元各户情况，听取各方意见后形成处理建议；相关单位按各自职责分头落实，并约定下次见面的时间、地点和参加人员。"


def _long_step(no: int) -> Step:
    note = (_PHRASE * 6)[: 18 + no * 37 % 75] if no != 12 else _PHRASE * 5
    return step(
        no,
        f"2025年{9 + no // 11}月{1 + no * 2 % 28}日 {9 + no % 8:02}:{no * 13 % 60:02}",
        ("受理", "派遣", "签收", "联系", "走访", "会商研判")[no % 6],
        ("某某社区网格员", "二级网格联络员")[no % 2] + (" → 某某街道城运中心" if no % 3 else ""),
        note,
    )


LONG = replace(
    HANLIN,
    meta=replace(HANLIN.meta, number="某某〔2025〕纠纷0128", tags=(), copies=2),
    parties=tuple(
        PartyRow(f"{side}方", name, "对方", "某某小区3号楼2单元501室", "13800000000")
        for side, name in zip(
            "甲乙丙丁戊己",
            (
                "王𠮷",
                "刘𬭎、陈㛃",
                "某某物业服务有限公司某某项目部",
                "赵某（由钱某代理）",
                "孙某",
                "买买提·艾力·阿不都拉",
            ),
            strict=True,
        )
    ),
    texts=(
        Text("基本情况", (_PHRASE * 4, _PHRASE * 3)),
        Text("诉求", ("1. 清理公共通道堆物。", "2. 查明渗漏原因并修复。", "3. 约定夜间安静时段。")),
    ),
    steps=tuple(_long_step(no) for no in range(1, 41)),
    mediation=None,
    sessions=tuple(
        Session(
            str(no),
            (f"2025年{10 + no // 5}月{1 + no * 6 % 28}日", "09:30—10:40"),
            ("面对面", "背靠背")[no % 2],
            ("甲方、乙方、丙方", "甲方")[no % 2],
            ("有进展", "已进行")[no % 2],
        )
        for no in range(1, 13)
    ),
    result=result("部分达成", "2025年12月26日", "实质性", "2025年12月31日"),
    signers=(Sign("经办人"), Sign("负责人"), *(Sign(f"{side}方") for side in "甲乙丙丁戊己")),
)
