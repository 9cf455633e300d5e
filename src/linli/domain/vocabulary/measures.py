"""Money, counts, gifts and time limits: the words that qualify a figure."""

from .codes import NOT_STATED, OTHER, plain

PRECISIONS = plain(
    ("MINUTE", "到分"),
    ("DAY", "到日"),
    ("MONTH", "到月"),
    ("MONTH_DAY", "年份未记"),
    ("DURATION", "只知用时"),
    ("WORDS", "原话"),
    (NOT_STATED, "未记明"),
)

QUALIFIERS = plain(
    ("EXACT", "确数"),
    ("ABOUT", "约"),
    ("OVER", "余"),
    ("UNDER", "不足"),
    ("RANGE", "至"),
    ("WORDS", "原话"),
)

AMOUNT_STAGES = plain(
    ("CLAIM", "主张"),
    ("OFFER", "出价"),
    ("COUNTER", "还价"),
    ("ESTIMATE", "估价"),
    ("BASIS", "计价标准"),
    ("DISPUTED", "争议"),
    ("DEDUCTION", "扣减"),
    ("WAIVED", "放弃"),
    ("AGREED", "议定"),
    ("AWARDED", "裁判"),
    ("PAID", "已付"),
    ("ADVANCED", "垫付"),
    ("ESCROW", "代管"),
    ("NEED", "尚需"),
    ("EXPENSE", "已花费"),
    ("RAISED", "募得"),
    ("SPENT", "从募捐中支出"),
    ("SURPLUS", "结余"),
    ("PASSED_ON", "转捐"),
)

# Whether a figure is for each of several or for all of them.
AMOUNT_REACHES = plain(
    ("EACH", "每"),
    ("TOTAL", "合计"),
    ("UNCLEAR", "未写明"),
)

# A unit and what was counted are kept as the words themselves: people count more than these.
COUNT_UNITS = ("人", "户", "人次", "名", "台", "幢", "件")
COUNTED = ("总数", "到场", "代表", "签字", "同意", "反对")

GIFT_DIRECTIONS = plain(("RAISED", "收"), ("SPENT", "支"))

GIFT_CHANNELS = plain(
    ("ONLINE", "线上"),
    ("PROPERTY", "物业"),
    ("NEIGHBOURS", "邻居"),
    ("ORGANISATION", "单位"),
    (OTHER, "其他"),
    (NOT_STATED, "未记明"),
)

LIMIT_UNITS = plain(
    ("MINUTES", "分钟"),
    ("HOURS", "小时"),
    ("WORKING_HOURS", "工作时"),
    ("DAYS", "自然日"),
    ("WORKDAYS", "工作日"),
)
