"""The sample: the records a newspaper page of April 2025 tells of, in our own words.

Facts and figures are the page's. What it does not say stays empty: no name, phone or
address is invented, and a time it does not give is not stated.
"""

from datetime import date, datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from linli.casework.activities import record_activity
from linli.casework.aid import record_appeal, record_gift
from linli.casework.batches import mark_all
from linli.casework.caseload import case_count
from linli.casework.closing import record_outcome
from linli.casework.follow_up import record_thanks
from linli.casework.grid import keep_office
from linli.casework.intake import take_down
from linli.casework.mediation import record_session
from linli.casework.steps import record_step
from linli.domain.amounts import Amount, Count, Qualifier, Stage
from linli.domain.drafts import (
    ActivityDraft,
    AppealDraft,
    CaseDraft,
    GiftDraft,
    NoteDraft,
    OfficeDraft,
    OutcomeDraft,
    PartnerDraft,
    PartyDraft,
    PlaceDraft,
    SessionDraft,
    StepDraft,
    ThanksDraft,
    TierDraft,
    TrainingDraft,
    UnitDraft,
    WorkerDraft,
)
from linli.domain.moments import Moment
from linli.domain.vocabulary import TIERS
from linli.errors import Refused
from linli.records.tables import Case, Office, Organisation

OFFICE = "枫杨办事处"
CENTRE = "枫杨城运中心"
NOT_STATED = Moment.not_stated()
_BODIES = (("社区民警", "POLICE"), ("物业公司", "PROPERTY"), ("消防站", "FIRE"))


def load_sample(session: Session, now: datetime, *, with_dispute: bool = True) -> int:
    """Fill an empty record file with the sample and return the number of cases.

    Every row is marked as sample data, to be removed as one. Raises Refused where
    the file already holds an office or a case.
    """
    if session.get(Office, 1) is not None or case_count(session):
        raise Refused((None, "示例只能载入空的记录文件；这份文件里已经有内容。"))
    keep_office(session, _office(), now)
    session.add_all(Organisation(name=name, kind=kind) for name, kind in _BODIES)
    _hazard(session, now)
    _aid(session, now)
    _activity(session, now)
    _memorial(session, now)
    if with_dispute:
        _dispute(session, now)
    mark_all(session, "SAMPLE", str(uuid4()))
    return case_count(session)


def _office() -> OfficeDraft:
    communities = ("大里村", "万和社区", "荣邦城社区", "翰林社区")
    first, second, centre = (TIERS.label_of(code) for code in ("GRID_1", "GRID_2", "CITY_CENTRE"))
    return OfficeDraft(
        name=OFFICE,
        short_name="枫杨(示例)",
        tiers=tuple(
            TierDraft(tier.label, rank, tier.code)
            for rank, tier in enumerate(reversed(tuple(TIERS)), start=1)
        ),
        units=(
            UnitDraft(OFFICE, first),
            UnitDraft(CENTRE, centre, OFFICE),
            *(UnitDraft(name, second, OFFICE) for name in communities),
        ),
        workers=(WorkerDraft("秦淼", "万和社区", "MICRO_LEADER"),),
    )


def _hazard(session: Session, now: datetime) -> None:
    finder, liaison = "大里村网格员", "大里村二级网格联络员"
    found = _at(3, 5, 14, 26)
    case = take_down(
        session,
        CaseDraft(
            kind="HAZARD",
            channel="PATROL",
            title="4号楼1单元三层平台积雨水",
            details="网格员巡查时看到三层平台积了雨水，有安全隐患。",
            reported=found,
            opening="FOUND",
            brought_by=(finder,),
            place=PlaceDraft(
                "大里村", estate="大里鑫茂源小区", building="4号楼", unit="1单元",
                floor="3层", note="楼道平台",
            ),
        ),
        now,
    )  # fmt: skip
    for step in (
        StepDraft("REPORTED_UP", found, (finder,), (CENTRE,)),
        StepDraft("FILED", _at(3, 5, 14, 29), (CENTRE,)),
        StepDraft("DISPATCHED", _at(3, 5, 14, 29), (CENTRE,), (liaison,)),
        StepDraft(
            "ON_SITE",
            _day(3, 5),
            (liaison,),
            partners=(PartnerDraft("物业公司", came="CAME"),),
            note="查明是下水口堵塞，叫来物业人员处置。",
        ),
        StepDraft(
            "REPORTED_BACK", _at(3, 5, 15, 23), (liaison,), (CENTRE,), note="积水已疏通，结果报回。"
        ),
    ):
        record_step(session, case, step)
    record_outcome(session, case, OutcomeDraft("SOLVED", _at(3, 5, 15, 23), closed=NOT_STATED))


def _aid(session: Session, now: datetime) -> None:
    leader, name = "秦淼（微网格长）", "张育伟"
    case = take_down(
        session,
        CaseDraft(
            kind="AID",
            channel="VISIT_HOME",
            title="居民患重病，后续治疗费用难以承担",
            details=(
                "1月24日因视力模糊、耳鸣到郑州市中心医院就诊，确诊颅内高压并做支架手术；"
                "术中血管破裂，出现脑疝和脑出血。后续治疗费用家庭无力承担。"
            ),
            reported=_day(2, 13),
            happened=_day(1, 24),
            opening="VISITED",
            brought_by=(leader,),
            parties=(PartyDraft(name=name, role="BENEFICIARY"),),
            place=PlaceDraft("万和社区"),
            is_restricted=True,
        ),
        now,
    )
    record_step(session, case, StepDraft("REPORTED_UP", _day(2, 13), (leader,), ("三级网格",)))
    record_appeal(
        session,
        case,
        AppealDraft("水滴筹", _day(2, 14), (name,), "听取社区建议，在水滴筹发起募捐。"),
    )
    record_step(
        session,
        case,
        StepDraft(
            "ASSISTED", _day(2, 14), ("万和社区",), note="核实情况并认证，转发到社区微信群。"
        ),
    )
    days = Moment.in_words("几天内")
    for gift in (
        GiftDraft("ONLINE", days, _raised(71354), giver="水滴筹网上捐款"),
        GiftDraft("PROPERTY", NOT_STATED, _raised(6784), giver="物业公司线下募集"),
        GiftDraft("NEIGHBOURS", NOT_STATED, _raised(4300), giver="网格长带头，同楼邻居"),
    ):
        record_gift(session, case, gift)
    record_outcome(session, case, OutcomeDraft("SOLVED", NOT_STATED))
    record_thanks(
        session,
        case,
        ThanksDraft("BANNER", _day(3, 24), (name,), ("万和社区",), "锦旗送到社区党群服务中心。"),
    )


def _activity(session: Session, now: datetime) -> None:
    leader = "荣邦城社区二级网格长"
    case = take_down(
        session,
        CaseDraft(
            kind="ACTIVITY",
            channel="MEETING",
            title="希望办一次沉浸式安全宣传活动",
            details="微网格员在总结会上提出。",
            reported=_day(3, 11),
            brought_by=("荣邦城社区微网格员",),
            place=PlaceDraft("荣邦城社区"),
        ),
        now,
    )
    later = Moment.in_words("派单后")
    for step in (
        StepDraft("REPORTED_UP", _at(3, 12, 14, 8), ("荣邦城社区三级网格长",), (CENTRE,)),
        StepDraft("DISPATCHED", _at(3, 12, 14, 19), (CENTRE,), (leader,)),
        StepDraft("HANDLED", later, (leader,), note="依托共驻共建协议，策划学生参观消防站。"),
        StepDraft(
            "JOINED",
            later,
            ("荣邦城社区三级网格长",),
            partners=(PartnerDraft("消防站"),),
            note="三级网格长联系消防站，社区工作人员联系学校。",
        ),
        StepDraft("JOINED", later, ("志愿服务队",), note="安排6名志愿者，列出岗位清单。"),
    ):
        record_step(session, case, step)
    record_activity(
        session,
        case,
        ActivityDraft(
            moment=_day(3, 13),
            place="消防站",
            programme="小学生参观消防站，体验学习消防安全。",
            people=(
                Count(50, qualifier=Qualifier.OVER, unit="名", of_what="小学生"),
                Count(6, unit="名", of_what="志愿者"),
            ),
            trainings=(
                TrainingDraft(
                    "安全知识与保密制度", Moment.in_words("活动前"), leader, "志愿者、学校老师"
                ),
            ),
            note="活动顺利，没有发生意外。",
        ),
    )
    record_outcome(session, case, OutcomeDraft("HELD", _day(3, 13)))


def _memorial(session: Session, now: datetime) -> None:
    case = take_down(
        session,
        CaseDraft(
            kind="ACTIVITY",
            channel="NOT_STATED",
            title="清明前祭扫革命烈士",
            reported=_day(4, 2),
            opening="",
        ),
        now,
    )
    record_activity(
        session,
        case,
        ActivityDraft(
            moment=_at(4, 2, 7, 30),
            host="梧桐办事处工会联合会",
            place="郑州市烈士陵园",
            programme="奏唱国歌，敬献花篮，默哀，重温入党誓词，瞻仰纪念碑并献花，参观中原英烈纪念馆。",
            people=(Count(60, qualifier=Qualifier.OVER, unit="名", of_what="党员干部代表"),),
        ),
    )
    record_outcome(session, case, OutcomeDraft("HELD", _day(4, 2), closed=NOT_STATED))


def _dispute(session: Session, now: datetime) -> None:
    worker = "翰林社区网格员"
    case = take_down(
        session,
        CaseDraft(
            kind="DISPUTE",
            channel="NOT_STATED",
            dispute_type="NEIGHBOUR",
            title="楼上半夜噪声，两户多次争吵",
            details="楼下住户反映楼上半夜有噪声。双方此前自己谈时吵了起来，越闹越僵，楼上已不愿再谈。",
            reported=_day(3, 15),
            parties=(
                PartyDraft(
                    "甲", "楼下住户", "REQUESTER", kind="HOUSEHOLD", identity="UNKNOWN_NAME"
                ),
                PartyDraft(
                    "乙", "楼上一方", "RESPONDENT", kind="HOUSEHOLD", identity="UNKNOWN_NAME"
                ),
            ),
            place=PlaceDraft("翰林社区"),
        ),
        now,
    )
    record_step(session, case, StepDraft("ACCEPTED", _day(3, 15), (worker,)))
    record_step(
        session,
        case,
        StepDraft(
            "VISITED",
            _day(3, 15),
            (worker,),
            partners=(PartnerDraft("社区民警", came="CAME"),),
            note="了解到楼下此前报过警，楼上租户因此退租，双方矛盾更深。",
        ),
    )
    record_step(
        session, case, StepDraft("JOINED", _day(3, 16), ("翰林社区",), mechanism="THREE_PARTY")
    )
    below, above = (party.id for party in session.get_one(Case, case).parties)
    calmed = "单独谈，先安抚情绪，再请这一方站到对方的处境想一想。"
    for draft in (
        SessionDraft(
            "BACK_TO_BACK", _day(3, 16), (below,), notes=(NoteDraft(calmed),), way="NOT_STATED"
        ),
        SessionDraft(
            "BACK_TO_BACK", _day(3, 16), (above,), notes=(NoteDraft(calmed),), way="NOT_STATED"
        ),
        SessionDraft(
            "FACE_TO_FACE",
            _day(3, 16),
            (below, above),
            record="双方到场，把道理讲清楚，达成和解。",
            way="NOT_STATED",
            effect="AGREED",
        ),
    ):
        record_session(session, case, draft)
    record_outcome(session, case, OutcomeDraft("RECONCILED", _day(3, 16), closed=NOT_STATED))


def _at(month: int, day: int, hour: int, minute: int) -> Moment:
    return Moment.at_minute(datetime(2025, month, day, hour, minute))


def _day(month: int, day: int) -> Moment:
    return Moment.on_day(date(2025, month, day))


def _raised(yuan: int) -> Amount:
    return Amount(yuan * 100, stage=Stage.RAISED)
