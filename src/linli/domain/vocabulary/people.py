"""Who: tiers, jobs, parties and their roles."""

from .codes import NOT_STATED, OTHER, Code, CodeList, plain

# In the order of rank, the dispatching centre first; an office renames them.
TIERS = CodeList(
    Code("CITY_CENTRE", "城运中心", "城"),
    Code("GRID_1", "一级网格", "一"),
    Code("GRID_2", "二级网格", "二"),
    Code("GRID_3", "三级网格", "三"),
    Code("MICRO", "微网格", "微"),
)

JOBS = plain(
    ("GRID_LEADER", "网格长"),
    ("GRID_WORKER", "网格员"),
    ("LIAISON", "联络员"),
    ("MICRO_LEADER", "微网格长"),
    ("MICRO_WORKER", "微网格员"),
    ("BUILDING_LEADER", "楼栋长"),
    ("VOLUNTEER", "志愿者"),
    ("HANDLER", "经办人"),
    ("MEDIATOR", "调解员"),
    (OTHER, "其他"),
    (NOT_STATED, "未记明"),
)

ORGANISATION_KINDS = plain(
    ("GOVERNMENT", "机关"),
    ("POLICE", "公安"),
    ("COURT", "法院"),
    ("COMMITTEE", "村(居)委会"),
    ("PROPERTY", "物业"),
    ("SCHOOL", "学校"),
    ("HOSPITAL", "医院"),
    ("FIRE", "消防"),
    ("COMPANY", "企业"),
    ("SOCIAL", "社会组织"),
    ("MEDIATION", "调解组织"),
    (OTHER, "其他"),
    (NOT_STATED, "未记明"),
)

PARTY_KINDS = plain(
    ("PERSON", "个人"),
    ("HOUSEHOLD", "住户"),
    ("ORGANISATION", "单位"),
    ("GROUP", "群体"),
    (OTHER, "其他"),
    (NOT_STATED, "未记明"),
)

IDENTITIES = plain(
    ("KNOWN", "实名"),
    ("UNKNOWN_NAME", "不知姓名"),
    ("ANONYMOUS", "匿名"),
    ("WITHHELD", "要求保密"),
    (NOT_STATED, "未记明"),
)

ROLES = CodeList(
    Code("REQUESTER", "诉求人/申请人", "诉求人"),
    Code("RESPONDENT", "对方/被申请人", "对方"),
    Code("REPORTER", "反映人"),
    Code("BENEFICIARY", "帮扶对象"),
    Code("AFFECTED", "受影响人"),
    Code("CONCERNED", "利害关系人"),
    Code("REPRESENTATIVE", "代表"),
    Code("GUARDIAN", "监护人"),
    Code("AGENT", "代理人"),
    Code("PRINCIPAL", "本人"),
    Code("SUPPORTER", "陪同人"),
    Code("WITNESS", "知情人"),
    Code("THIRD_PARTY", "第三人"),
    Code(OTHER, "其他"),
    Code(NOT_STATED, "未记明"),
)

# Roles that act for another party of the same case.
PROXY_ROLES = frozenset({"REPRESENTATIVE", "GUARDIAN", "AGENT"})

CONSENTS = plain(
    ("AGREES", "同意"),
    ("REFUSES", "不同意"),
    ("WITHDRAWN", "撤回"),
    ("NOT_ASKED", "未问"),
    (NOT_STATED, "未记明"),
)

SEXES = plain(("MALE", "男"), ("FEMALE", "女"), (NOT_STATED, "未记明"))

ID_KINDS = plain(
    ("RESIDENT_ID", "居民身份证"),
    ("HOUSEHOLD_BOOK", "户口簿"),
    ("PASSPORT", "护照"),
    ("HK_MACAO_PERMIT", "港澳居民证件"),
    ("TAIWAN_PERMIT", "台湾居民证件"),
    ("FOREIGN_PERMIT", "外国人居留证"),
    ("CREDIT_CODE", "统一社会信用代码"),
    (OTHER, "其他"),
    (NOT_STATED, "未记明"),
)

LANGUAGES = plain(
    ("MANDARIN", "普通话"),
    ("LOCAL", "本地话"),
    ("CANTONESE", "粤语"),
    ("SIGN", "手语"),
    ("MONGOLIAN", "蒙古语"),
    ("TIBETAN", "藏语"),
    ("UYGHUR", "维吾尔语"),
    ("KAZAKH", "哈萨克语"),
    ("KOREAN", "朝鲜语"),
    ("ZHUANG", "壮语"),
    ("YI", "彝语"),
    ("ENGLISH", "英语"),
    (OTHER, "其他"),
    (NOT_STATED, "未记明"),
)
