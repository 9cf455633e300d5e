"""Everything of a case that can be edited, removed and taken back, by one name each."""

from enum import StrEnum


class Thing(StrEnum):
    """What a row is; the name is kept with open forms and never changes."""

    CASE = "CASE"
    STEP = "STEP"
    SESSION = "SESSION"
    NOTE = "NOTE"
    CONVEYANCE = "CONVEYANCE"
    PARTY = "PARTY"
    REQUEST = "REQUEST"
    REPORT = "REPORT"
    OUTCOME = "OUTCOME"
    AGREEMENT = "AGREEMENT"
    AGREEMENT_EVENT = "AGREEMENT_EVENT"
    PERFORMANCE = "PERFORMANCE"
    APPEAL = "APPEAL"
    GIFT = "GIFT"
    ACTIVITY = "ACTIVITY"
    FOLLOW_UP = "FOLLOW_UP"
    THANKS = "THANKS"
    LINK = "LINK"
    REMINDER = "REMINDER"

    @property
    def words(self) -> str:
        """What people call it."""
        return _WORDS[self]


_WORDS = {
    Thing.CASE: "事项",
    Thing.STEP: "流转",
    Thing.SESSION: "调解场次",
    Thing.NOTE: "背靠背记录",
    Thing.CONVEYANCE: "转达",
    Thing.PARTY: "当事人",
    Thing.REQUEST: "诉求",
    Thing.REPORT: "反映",
    Thing.OUTCOME: "结果",
    Thing.AGREEMENT: "协议",
    Thing.AGREEMENT_EVENT: "协议变动",
    Thing.PERFORMANCE: "履行记录",
    Thing.APPEAL: "募捐",
    Thing.GIFT: "捐助",
    Thing.ACTIVITY: "活动",
    Thing.FOLLOW_UP: "回访",
    Thing.THANKS: "致谢",
    Thing.LINK: "关联",
    Thing.REMINDER: "提醒",
}
