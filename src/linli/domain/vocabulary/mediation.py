"""Mediation: how people talked, what a caucus note may do, the bureau's lists.

The numbers in the lists of people's mediation are those of justice-bureau systems
built on SF/T 0018: modelled on it, not certified.
"""

from dataclasses import dataclass

from .codes import NOT_STATED, OTHER, Code, CodeList, plain


@dataclass(frozen=True, slots=True)
class Method(Code):
    """One mediation method.

    ``holds_caucus``: what a side says apart may be noted. ``holds_joint``: what is
    said is open to those who attended. Neither: one-sided or the office's own.
    """

    holds_caucus: bool = False
    holds_joint: bool = False
    is_internal: bool = False


METHODS: CodeList[Method] = CodeList(
    Method("BACK_TO_BACK", "背靠背", holds_caucus=True),
    Method("FACE_TO_FACE", "面对面", holds_joint=True),
    Method("ENQUIRY", "调查"),
    Method("ONE_SIDE_MEETING", "一方座谈"),
    Method("CONFERENCE", "研判会", is_internal=True),
    Method("MIXED", "分合并用", holds_caucus=True, holds_joint=True),
    Method(OTHER, "其他", holds_joint=True),
    Method(NOT_STATED, "未记明", holds_joint=True),
)

SESSION_WAYS = plain(
    ("IN_PERSON", "当面"),
    ("HOME_VISIT", "上门"),
    ("PHONE", "电话"),
    ("GROUP_CHAT", "群聊"),
    ("VIDEO", "视频"),
    (OTHER, "其他"),
    (NOT_STATED, "未记明"),
)

SESSION_STATES = plain(
    ("HELD", "已进行"),
    ("BROKEN_OFF", "中途中断"),
    ("NOT_MET", "未能见面"),
    ("NO_CONTACT", "未能联系"),
    ("DECLINED", "未参加"),
    ("POSTPONED", "改期"),
)

SESSION_EFFECTS = plain(
    ("AGREED", "达成一致"),
    ("PARTLY", "部分一致"),
    ("PROGRESS", "有进展"),
    ("NO_AGREEMENT", "未达成"),
    (NOT_STATED, "未记明"),
)

SESSION_ROLES = plain(
    ("PARTY", "当事人"),
    ("MEDIATOR", "调解员"),
    ("RECORDER", "记录人"),
    ("INVITED", "邀请参加"),
    ("COMPANION", "陪同"),
    ("INTERPRETER", "翻译"),
    (OTHER, "其他"),
    (NOT_STATED, "未记明"),
)

CONFIDENTIALITIES = plain(
    ("CONFIDENTIAL", "保密"),
    ("MAY_CONVEY", "可转达"),
    ("CONVEYED", "已转达"),
    ("REPORTED", "依法报告"),
)

# 已转达 is read off the conveyances of a note, never written to it.
KEPT_CONFIDENTIALITIES = frozenset({"CONFIDENTIAL", "MAY_CONVEY", "REPORTED"})


@dataclass(frozen=True, slots=True)
class Numbered(Code):
    """A code that a justice bureau's system knows by a number."""

    bureau_code: str = ""


def _numbered(*rows: tuple[str, str] | tuple[str, str, str]) -> CodeList[Numbered]:
    coded = [
        Numbered(row[0], row[1], row[2] if len(row) > 2 else "", bureau_code=str(number))  # noqa: PLR2004 - the third is the short label
        for number, row in enumerate(rows, start=1)
    ]
    return CodeList(*coded, Numbered(NOT_STATED, "未记明"))


DISPUTE_TYPES = _numbered(
    ("FAMILY", "婚姻家庭纠纷", "家庭"),
    ("NEIGHBOUR", "邻里纠纷", "邻里"),
    ("HOUSING", "房产宅基地纠纷", "房产"),
    ("CONTRACT", "合同纠纷", "合同"),
    ("BUSINESS", "生产经营纠纷", "经营"),
    ("DAMAGES", "损害赔偿纠纷", "赔偿"),
    ("LAND", "山林土地纠纷", "土地"),
    ("EXPROPRIATION", "征地拆迁纠纷", "拆迁"),
    ("POLLUTION", "环境污染纠纷", "环境"),
    ("MIGRANT_WAGES", "拖欠农民工工资纠纷", "欠薪"),
    ("LABOUR", "其他劳动争议纠纷", "劳动"),
    ("TRAVEL", "旅游纠纷", "旅游"),
    ("E_COMMERCE", "电子商务纠纷", "电商"),
    ("CONSUMER", "其他消费纠纷", "消费"),
    ("MEDICAL", "医疗纠纷", "医疗"),
    ("TRAFFIC", "道路交通事故纠纷", "交通"),
    ("PROPERTY_SERVICE", "物业纠纷", "物业"),
    (OTHER, "其他纠纷", "其他"),
)

MEDIATION_SOURCES = _numbered(
    ("APPLIED", "当事人申请"),
    ("OWN_MOTION", "人民调解委员会主动调解"),
    ("COURT", "法院委托移送"),
    ("PROCURATOR", "检察院委托移送"),
    ("POLICE", "公安机关委托移送"),
    ("PETITION", "信访部门委托移送"),
    ("DEPARTMENT", "其他部门委托移送"),
    ("DIRECT", "直接申请"),
    ("ONLINE", "网上申请"),
)

DIFFICULTIES = _numbered(
    ("SIMPLE", "简单"), ("ORDINARY", "一般"), ("MAJOR", "重大"), ("HARD", "疑难")
)

RISKS = _numbered(
    ("NORMAL", "正常"),
    ("SUICIDE", "当事人有自杀可能"),
    ("CRIME", "有转化为刑事案件的可能"),
    ("PETITIONING", "有集体上访的可能"),
    ("FIGHT", "有群体械斗的可能"),
    (OTHER, "其他"),
)

BUREAU_RESULTS = _numbered(
    ("SUCCESS", "调解成功"), ("FAILURE", "调解不成功"), ("CONTINUED", "有待继续调解")
)

PERFORMANCE_STATES = _numbered(
    ("PERFORMED", "协议已履行"),
    ("CONFIRMED", "司法确认"),
    ("SUED", "达成协议后起诉"),
    ("UPHELD", "法院判决维持"),
    (OTHER, "其他"),
)

PERFORMANCE_MODES = _numbered(
    ("STOP", "停止侵害"),
    ("REMOVE_OBSTACLE", "排除妨碍"),
    ("REMOVE_DANGER", "消除危险"),
    ("RETURN", "返还财产"),
    ("RESTORE", "恢复原状"),
    ("REPAIR", "修理、重做、更换"),
    ("COMPENSATE", "赔偿损失"),
    ("PENALTY", "支付违约金"),
    ("REPUTATION", "消除影响、恢复名誉"),
    ("APOLOGY", "赔礼道歉"),
    (OTHER, "其他"),
)

AGREEMENT_FORMS = _numbered(("ORAL", "口头"), ("WRITTEN", "书面"))
