"""The case itself: kinds, channels, results, closing, what comes after."""

from dataclasses import dataclass

from .codes import NOT_STATED, OTHER, Code, CodeList, plain

KINDS = CodeList(
    Code("HAZARD", "安全隐患", "隐患"),
    Code("DISPUTE", "矛盾纠纷", "纠纷"),
    Code("AID", "困难帮扶", "帮扶"),
    Code("ACTIVITY", "活动需求", "活动"),
    Code("SUGGESTION", "意见建议", "建议"),
    Code("SERVICE", "民生服务", "服务"),
    Code(OTHER, "其他", "其他"),
)

CHANNELS = CodeList(
    Code("PATROL", "网格巡查", "巡查"),
    Code("VISIT_HOME", "入户走访", "走访"),
    Code("INSPECTION", "集中排查", "排查"),
    Code("WALK_IN", "居民上门", "上门"),
    Code("PHONE", "来电"),
    Code("HOTLINE", "12345热线", "热线"),
    Code("ONLINE", "网络问政/领导信箱", "网络"),
    Code("WECHAT", "微信"),
    Code("PETITION", "信访"),
    Code("POLICE", "公安移送/110", "公安"),
    Code("COURT", "法院委派委托", "法院"),
    Code("SUPERIOR", "上级交办", "交办"),
    Code("DEPARTMENT", "部门移送", "部门"),
    Code("ON_SCENE", "现场发现", "现场"),
    Code("MEDIA", "媒体"),
    Code("MEETING", "会议提出", "会议"),
    Code("SUGGESTION_BOX", "金点子征集箱", "征集箱"),
    Code(OTHER, "其他"),
    Code(NOT_STATED, "未记明"),
)

FINDINGS = plain(
    ("TRUE", "属实"),
    ("PARTLY_TRUE", "部分属实"),
    ("UNTRUE", "不属实"),
    ("UNVERIFIED", "未核实"),
)

URGENCIES = plain(
    ("NORMAL", "一般"),
    ("URGENT", "紧急"),
    ("VERY_URGENT", "特急"),
    (NOT_STATED, "未记明"),
)


@dataclass(frozen=True, slots=True)
class Result(Code):
    """One way a case, a request or a party's part in it may have come out.

    ``kinds`` are the kinds of case it is offered for, ``bureau_code`` the result
    code of a justice bureau's statistics ("1" success, "2" none, "3" to be
    continued, "" where the bureau does not count it). A result that is not
    ``is_final`` cannot close a case.
    """

    kinds: frozenset[str] = frozenset()
    bureau_code: str = ""
    is_final: bool = True
    needs_follow_up: bool = False
    needs_reason: bool = False


_DISPUTE = frozenset({"DISPUTE", OTHER})
_REST = frozenset(KINDS.codes) - {"DISPUTE"}
_ALL = frozenset(KINDS.codes)

RESULTS: CodeList[Result] = CodeList(
    Result("AGREED", "达成协议", kinds=_DISPUTE, bureau_code="1", needs_follow_up=True),
    Result("RECONCILED", "和解", kinds=_DISPUTE, bureau_code="1", needs_follow_up=True),
    Result("PARTLY_AGREED", "部分达成", kinds=_DISPUTE, bureau_code="1", needs_follow_up=True),
    Result("NOT_RECONCILED", "调解不成功", kinds=_DISPUTE, bureau_code="2"),
    Result("SOLVED", "已解决", kinds=_REST, needs_follow_up=True),
    Result("PARTLY_SOLVED", "部分解决", kinds=_REST, needs_follow_up=True),
    Result("SOLVED_OTHERWISE", "以其他方式解决", kinds=_REST, needs_follow_up=True),
    Result("NOT_SOLVED", "未解决", kinds=_REST, needs_reason=True),
    Result("EXPLAINED", "解释说明", kinds=_REST),
    Result("UNFOUNDED", "经查不属实", kinds=_REST),
    Result("HELD", "已举办", kinds=frozenset({"ACTIVITY", OTHER})),
    Result("CANCELLED", "取消", kinds=frozenset({"ACTIVITY", OTHER})),
    Result("CONTINUING", "持续帮扶", kinds=frozenset({"AID", "SERVICE", OTHER})),
    Result("ADOPTED", "采纳", kinds=frozenset({"SUGGESTION", OTHER})),
    Result("PARTLY_ADOPTED", "部分采纳", kinds=frozenset({"SUGGESTION", OTHER})),
    Result("NOT_ADOPTED", "暂未采纳", kinds=frozenset({"SUGGESTION", OTHER}), needs_reason=True),
    Result("DECLINED", "不予受理", kinds=_REST),
    Result("RETURNED", "退回派单单位", kinds=_REST),
    Result("WITHDRAWN", "撤回", kinds=_ALL, bureau_code="2"),
    Result("TERMINATED", "终止", kinds=_DISPUTE, bureau_code="2"),
    Result("TRANSFERRED", "移送", kinds=_ALL, bureau_code="2"),
    Result("REFERRED", "告知其他途径", kinds=_DISPUTE, bureau_code="2"),
    Result("MERGED", "并入", kinds=_ALL),
    Result("PENDING", "有待继续", kinds=_DISPUTE, bureau_code="3", is_final=False),
    Result("SUSPENDED", "中止", kinds=_DISPUTE, bureau_code="3", is_final=False),
)


def results_for(kind: str) -> tuple[Result, ...]:
    """The results offered for a case of ``kind`` (a base code), final or not."""
    return tuple(result for result in RESULTS if kind in result.kinds)


def final_results_for(kind: str) -> tuple[Result, ...]:
    """The results a case of ``kind`` (a base code) can be closed with."""
    return tuple(result for result in results_for(kind) if result.is_final)


FOLLOW_UP_RESULTS = frozenset(result.code for result in RESULTS if result.needs_follow_up)

CLOSING_KINDS = plain(
    ("SUBSTANTIVE", "实质性"),
    ("PROCEDURAL", "程序性"),
    ("INTERIM", "阶段性"),
    (OTHER, "其他"),
    (NOT_STATED, "未记明"),
)

FOLLOW_UP_WAYS = plain(
    ("IN_PERSON", "当面"),
    ("HOME_VISIT", "上门"),
    ("PHONE", "电话"),
    ("MESSAGE", "短信微信"),
    (OTHER, "其他"),
    (NOT_STATED, "未记明"),
)

REACHED = plain(
    ("REACHED", "已联系上"),
    ("NOT_REACHED", "未联系上"),
    (NOT_STATED, "未记明"),
)

PERFORMED_FINDINGS = plain(
    ("PERFORMED", "已履行"),
    ("PARTLY", "部分履行"),
    ("NOT_PERFORMED", "未履行"),
    ("NOT_DUE", "未到期"),
    ("NONE", "无履行事项"),
    (NOT_STATED, "未记明"),
)

SOLVED_FINDINGS = plain(
    ("SOLVED", "已解决"),
    ("UNSOLVED", "未解决"),
    ("CAME_BACK", "反弹"),
    (NOT_STATED, "未记明"),
)

SATISFACTIONS = plain(
    ("SATISFIED", "满意"),
    ("MOSTLY", "基本满意"),
    ("DISSATISFIED", "不满意"),
    ("NOT_EXPRESSED", "未表态"),
    (NOT_STATED, "未记明"),
)

THANKS_KINDS = plain(
    ("BANNER", "锦旗"),
    ("LETTER", "感谢信"),
    ("PHONE", "来电"),
    ("MESSAGE", "短信"),
    ("IN_PERSON", "当面"),
    (OTHER, "其他"),
    (NOT_STATED, "未记明"),
)

PURPOSES = plain(
    ("FILE", "入卷"),
    ("FORWARD", "流转"),
    ("PARTY", "交当事人"),
    ("PUBLIC", "公示/上报"),
    ("INTERNAL", "内部"),
)
