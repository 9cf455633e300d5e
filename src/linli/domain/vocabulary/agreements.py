"""Agreements, obligations and performance; links and reminders; how consent was given."""

from .codes import NOT_STATED, OTHER, plain

SIGNATURES = plain(
    ("SIGNED", "签字"),
    ("FINGERPRINT", "按指印"),
    ("ORAL", "口头同意"),
    ("BY_PROXY", "代签"),
    ("REFUSED", "拒签"),
    ("NOT_TAKING_PART", "不参加"),
    (NOT_STATED, "未记明"),
)

# How an agreement stands to an earlier one of the same case.
AGREEMENT_RELATIONS = plain(
    ("SUPPLEMENTS", "补充"),
    ("VARIES", "变更"),
    ("REPLACES", "替代"),
)

AGREEMENT_EVENTS = plain(
    ("BROKEN", "反悔"),
    ("VARIED", "变更"),
    ("ENDED", "解除"),
    ("CONFIRMED", "司法确认"),
    (OTHER, "其他"),
)

OBLIGATION_KINDS = plain(
    ("MONEY", "付款"),
    ("THING", "交付物品"),
    ("ACT", "做一件事"),
    ("FORBEARANCE", "不做一件事"),
    ("APOLOGY", "赔礼道歉"),
    (OTHER, "其他"),
    (NOT_STATED, "未记明"),
)

# How several who are obliged bear it.
JOINTNESSES = plain(
    ("TOGETHER", "共同"),
    ("EACH", "各自"),
    ("IN_TURN", "轮流"),
    (NOT_STATED, "未记明"),
)

# Whom it is owed to; the parties themselves are rows of their own.
OBLIGATION_TOWARD = plain(
    ("PARTIES", "对方"),
    ("NOBODY", "不对谁"),
    ("ONESELF", "自己"),
    (NOT_STATED, "未记明"),
)

TIMINGS = plain(
    ("AT_ONCE", "当场"),
    ("BY_DATE", "限期"),
    ("INSTALMENTS", "分期"),
    ("PERIODIC", "定期"),
    ("FOR_A_TIME", "一段时间内"),
    ("ON_CONDITION", "附条件"),
    ("STANDING", "长期"),
    (NOT_STATED, "未记明"),
)

PERIOD_UNITS = plain(("DAY", "天"), ("WEEK", "周"), ("MONTH", "月"), ("YEAR", "年"))

# What one entry of performance says.
PERFORMANCES = plain(
    ("PERFORMED", "已履行"),
    ("PARTLY", "部分履行"),
    ("LATE", "迟延履行"),
    ("MISSED", "未履行"),
    ("VARIED", "变更履行"),
    ("WAIVED", "免除"),
    (NOT_STATED, "未记明"),
)

# How an obligation stands, read off its performances.
OBLIGATION_STATES = plain(
    ("OPEN", "待履行"),
    ("NOT_DUE", "未到期"),
    ("PARTLY", "部分履行"),
    ("OVERDUE", "逾期"),
    ("PERFORMED", "已履行"),
    ("VARIED", "已变更"),
    ("WAIVED", "已免除"),
    ("KEEPING", "履行中"),
    ("MISSED", "未履行"),
    ("ENDED", "已解除"),
    ("REPLACED", "已被替代"),
)

LINK_KINDS = plain(
    ("REPEAT", "重复反映"),
    ("DUPLICATE", "同一事项"),
    ("RECURRENCE", "复发"),
    ("FOLLOWS", "由此引起"),
    ("SPLIT", "分案"),
    ("MERGED", "并案"),
    ("BATCH", "同批"),
    ("RELATED", "相关"),
    ("FUNDS", "款项转入"),
)

REMINDER_KINDS = plain(
    ("TO_DO", "提醒"),
    ("APPOINTMENT", "约见"),
    ("SESSION", "约定调解"),
)

CONSENT_WAYS = plain(
    ("ORAL", "口头"),
    ("WRITTEN", "书面"),
    ("PHONE", "电话"),
    ("MESSAGE", "短信微信"),
    (OTHER, "其他"),
)
