"""What was done: the actions of the timeline and what each of them changes."""

from dataclasses import dataclass

from .codes import NOT_STATED, OTHER, Code, CodeList, plain


@dataclass(frozen=True, slots=True)
class Action(Code):
    """One kind of step.

    ``hands_on``: the case is with the step's target afterwards. ``takes_target``:
    a form asks to whom. ``is_offered`` is false for those the program sets with the
    thing they date. ``is_allowed_when_closed``: needs no reopening first.
    """

    hands_on: bool = False
    takes_target: bool = False
    is_offered: bool = True
    needs_reason: bool = False
    needs_limit: bool = False
    is_allowed_when_closed: bool = False


ACTIONS: CodeList[Action] = CodeList(
    Action("REGISTERED", "登记"),
    Action("FOUND", "发现"),
    Action("REPORTED_UP", "上报", hands_on=True, takes_target=True),
    Action("VERIFIED", "核实"),
    Action("ACCEPTED", "受理"),
    Action("DECLINED", "不予受理", needs_reason=True),
    Action("FILED", "立案"),
    Action("DISPATCHED", "派遣/交办", "派遣", hands_on=True, takes_target=True),
    Action("CO_ASSIGNED", "加派", takes_target=True),
    Action("REASSIGNED", "改派", hands_on=True, takes_target=True),
    Action("RECEIVED", "签收"),
    Action("CONTACTED", "联系"),
    Action("VISITED", "走访"),
    Action("ON_SITE", "到场"),
    Action("INTERIM_MEASURE", "先期处置"),
    Action("TESTED", "检测鉴定"),
    Action("CONFERRED", "会商研判"),
    Action("EMERGENCY_CALL", "报警/急救"),
    Action("HANDLED", "处置"),
    Action("ASSISTED", "协办"),
    Action("JOINED", "联动"),
    Action("REPORTED_BACK", "反馈", takes_target=True),
    Action("INFORMED", "告知诉求人", takes_target=True, is_allowed_when_closed=True),
    Action("REPLIED", "答复来源单位", takes_target=True, is_allowed_when_closed=True),
    Action("CHECKED", "核查"),
    Action("RETURNED", "退回", hands_on=True, takes_target=True, needs_reason=True),
    Action("REWORK", "返工", hands_on=True, takes_target=True),
    Action("EXTENDED", "延期", needs_limit=True),
    Action("URGED", "督办", takes_target=True),
    Action("INSTRUCTED", "领导批示"),
    Action("TRANSFERRED_OUT", "移送", takes_target=True),
    Action("CAME_BACK", "移回"),
    Action("SUSPENDED", "中止"),
    Action("RESUMED", "恢复办理"),
    Action("MERGED", "并案"),
    Action("SPLIT", "分案"),
    Action("PUBLISHED", "公示"),
    Action("CLOSED", "办结"),
    Action("REOPENED", "重新打开", needs_reason=True, is_allowed_when_closed=True),
    Action("VOIDED", "作废", needs_reason=True, is_allowed_when_closed=True),
    Action("ARCHIVED", "归档", is_allowed_when_closed=True),
    Action("NOTED", "记事", is_allowed_when_closed=True),
    Action("MEDIATED", "调解", is_offered=False),
    Action("AGREEMENT_MADE", "协议", is_offered=False),
    Action("PERFORMED", "履行", is_offered=False, is_allowed_when_closed=True),
    Action("FOLLOWED_UP", "回访", is_offered=False, is_allowed_when_closed=True),
    Action("THANKED", "致谢", is_offered=False, is_allowed_when_closed=True),
    Action("GIFT_GIVEN", "捐助", is_offered=False, is_allowed_when_closed=True),
    Action("ACTIVITY_HELD", "活动", is_offered=False),
    Action("OUTCOME_REACHED", "结果", is_offered=False),
    Action("AGREEMENT_CHANGED", "协议变动", is_offered=False, is_allowed_when_closed=True),
)

HANDING_ON = frozenset(action.code for action in ACTIONS if action.hands_on)
CLOSING = frozenset({"CLOSED", "DECLINED"})
WORKING = frozenset({"ON_SITE", "INTERIM_MEASURE", "HANDLED", "ASSISTED", "TESTED", "REWORK"})
DONE = frozenset({"REPORTED_BACK", "HANDLED"})
TAKING_ON = frozenset({"RECEIVED", "ACCEPTED"})
CLOCK_STOPS = {"SUSPENDED": "RESUMED", "TRANSFERRED_OUT": "CAME_BACK"}

URGE_LEVELS = plain(
    ("PLAIN", "普通"),
    ("YELLOW", "黄牌"),
    ("RED", "红牌"),
    (NOT_STATED, "未记明"),
)

VISIBILITIES = plain(
    ("OPEN", "一般"),
    ("INTERNAL", "内部"),
    ("PRIOR", "前情"),
)

PARTNER_PARTS = plain(
    ("LEAD", "牵头"),
    ("HOST", "主办"),
    ("ASSIST", "协办"),
    ("TAKE_PART", "参加"),
    ("TEST", "检测鉴定"),
    ("WITNESS", "见证"),
    (OTHER, "其他"),
    (NOT_STATED, "未记明"),
)

PARTNER_CAME = plain(
    ("CAME", "已到"),
    ("INVITED_ABSENT", "已邀未到"),
    ("TO_INVITE", "拟邀"),
    (NOT_STATED, "未记明"),
)

MECHANISMS = plain(("THREE_PARTY", "三方联动"))


def offered_actions() -> tuple[Action, ...]:
    """The actions a person may record as a plain step."""
    return tuple(action for action in ACTIONS if action.is_offered)
