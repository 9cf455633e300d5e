"""Cases for a walk: one in which everything is too long, and one that has one of everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from linli.casework import (
    activities,
    agreements,
    aid,
    caseload,
    closing,
    conveying,
    follow_up,
    intake,
    mediation,
    reminders,
    requests,
    steps,
    ties,
)
from linli.desktop import demonstration
from linli.domain.amounts import Amount, Count, Stage
from linli.domain.drafts import (
    ActivityDraft,
    AgreementDraft,
    AgreementEventDraft,
    AppealDraft,
    CaseDraft,
    ConveyanceDraft,
    FollowUpDraft,
    GiftDraft,
    InstalmentDraft,
    LinkDraft,
    NoteDraft,
    ObligationDraft,
    OutcomeDraft,
    PartyDraft,
    PartyFinding,
    PerformanceDraft,
    PlaceDraft,
    PostDraft,
    ReminderDraft,
    ReportDraft,
    RequestDraft,
    SessionDraft,
    SignatureDraft,
    StepDraft,
    ThanksDraft,
    TrainingDraft,
)
from linli.domain.moments import Moment
from linli.domain.things import Thing
from linli.records.tables import NumberSeries

NOW = demonstration.NOW
LONG_LINE = "楼上楼下两户为夜间走动、拖动桌椅和空调外机的声音多次争吵，物业和邻居劝过几回都没有谈拢"
LONG_TEXT = "\n".join([LONG_LINE + "。"] * 9)
LONG_NAME = "大里鑫茂源小区四号楼一单元全体住户和临街商铺经营户推选的代表"
DAY = Moment.on_day(date(2025, 3, 16))
TODAY = Moment.on_day(NOW.date())


@dataclass(frozen=True, slots=True)
class FullCase:
    """A dispute with a row of every thing: the case's id, and the row's of each thing."""

    id: int
    rows: dict[Thing, int]


def long_case() -> CaseDraft:
    """A dispute of twenty parties, with no word too few."""
    reported = NOW - timedelta(days=20)
    sides = "甲乙丙"
    parties = [
        PartyDraft(side, f"{side}方{LONG_NAME}", "REQUESTER", phone="13800000000", home=LONG_NAME)
        for side in sides
    ]
    parties += [PartyDraft("甲", f"第{number}户住户", "AFFECTED") for number in range(1, 18)]
    return CaseDraft(
        kind="DISPUTE",
        channel="POLICE",
        title=LONG_LINE,
        reported=Moment.on_day(reported.date()),
        details=LONG_TEXT,
        due=Moment.on_day(datetime(2025, 3, 21).date()),
        due_words="5工作日",
        dispute_type="NEIGHBOUR",
        place=PlaceDraft(grid="翰林社区", estate=LONG_NAME, building="4号楼", room="301"),
        parties=tuple(parties),
        requests=(LONG_LINE, "赔偿因夜间无法休息产生的医药费和误工费"),
    )


def keep_full_case(session: Session, other_case: int, now: datetime) -> FullCase:
    """Keep a dispute with a row of every thing, tied to ``other_case``."""
    case_id = intake.take_down(session, _dispute(), now)
    file = caseload.case_file(session, case_id, now)
    below, above, owner = (party.id for party in file.parties)
    rows = {Thing.CASE: case_id, Thing.PARTY: below}

    def keep(thing: Thing, verb: Callable[..., int], draft: object, of: int = case_id) -> int:
        return rows.setdefault(thing, verb(session, of, draft))

    keep(Thing.STEP, steps.record_step, StepDraft("VISITED", DAY, note=LONG_LINE))
    apart = SessionDraft("BACK_TO_BACK", DAY, (below,), notes=(NoteDraft(LONG_LINE),))
    keep(Thing.SESSION, mediation.record_session, apart)
    note = rows[Thing.NOTE] = mediation.caucus_notes(session, case_id, (below,))[0].id
    told = ConveyanceDraft("愿意先停水检查", (above,), (below,), DAY, "ORAL", "可以来看")
    keep(Thing.CONVEYANCE, conveying.record_conveyance, told, note)
    both = SessionDraft("FACE_TO_FACE", DAY, (below, above, owner), LONG_LINE, place=LONG_NAME)
    mediation.record_session(session, case_id, both)
    keep(Thing.REQUEST, requests.record_request, _request(below, above))
    brought = ReportDraft("HOTLINE", DAY, sender=LONG_NAME, outside_number="12345-2025-7")
    keep(Thing.REPORT, requests.record_report, brought)
    undecided = OutcomeDraft("PENDING", DAY, closes=False, note=LONG_LINE)
    keep(Thing.OUTCOME, closing.record_outcome, undecided)
    agreed = keep(Thing.AGREEMENT, agreements.record_agreement, _agreement(below, above, owner))
    confirmed = AgreementEventDraft(agreed, "CONFIRMED", DAY, docket="(2025)豫01民特1号")
    keep(Thing.AGREEMENT_EVENT, agreements.record_agreement_event, confirmed)
    first = caseload.case_file(session, case_id, now).agreements[0].obligations[0]
    paid = PerformanceDraft(
        first.id, DAY, first.instalments[0].id, "PARTLY", amount=_yuan(300, Stage.PAID)
    )
    keep(Thing.PERFORMANCE, agreements.record_performance, paid)
    appeal = AppealDraft(LONG_NAME, DAY, ("楼下住户",), LONG_LINE)
    gift = _gift(keep(Thing.APPEAL, aid.record_appeal, appeal))
    keep(Thing.GIFT, aid.record_gift, gift)
    keep(Thing.ACTIVITY, activities.record_activity, _activity())
    keep(Thing.FOLLOW_UP, follow_up.record_follow_up, _follow_up(below, above))
    thanks = ThanksDraft("BANNER", DAY, (LONG_NAME,), ("翰林社区",), LONG_LINE, "为民解忧")
    keep(Thing.THANKS, follow_up.record_thanks, thanks)
    keep(Thing.LINK, ties.record_link, LinkDraft("RELATED", other_case, LONG_LINE))
    met = ReminderDraft(TODAY, LONG_LINE, "APPOINTMENT")
    keep(Thing.REMINDER, reminders.record_reminder, met)
    return FullCase(case_id, rows)


def mark_numbers(session: Session) -> None:
    """Let every series of numbers wait to be confirmed, as a restore does."""
    session.execute(update(NumberSeries).values(must_confirm=True))


def _dispute() -> CaseDraft:
    sides = {"甲": "楼下住户", "乙": "楼上住户", "丙": "出租房屋的业主"}
    return CaseDraft(
        "DISPUTE",
        "HOTLINE",
        "三户漏水，修理费和损失怎样分担",
        DAY,
        details=LONG_LINE,
        due=TODAY,
        due_words="2025.4.2",
        people=Count(3, unit="户"),
        place=PlaceDraft(grid="翰林社区", building="3号楼"),
        parties=tuple(PartyDraft(side, name, "REQUESTER") for side, name in sides.items()),
        outside_number="12345-2025-1",
        reply_due=TODAY,
    )


def _request(below: int, above: int) -> RequestDraft:
    return RequestDraft(
        LONG_LINE,
        finding="PARTLY_TRUE",
        amount=_yuan(3000, Stage.CLAIM),
        asked_by_id=below,
        asked_of_id=above,
        payers=("楼上住户",),
        payees=("楼下住户",),
    )


def _agreement(below: int, above: int, owner: int) -> AgreementDraft:
    """What three owe: money in parts of which one is late, an act by today, and for ever."""
    by, to = ("楼上住户",), ("楼下住户",)
    dues = [Moment.on_day(date(2025, month, 10)) for month in (3, 4, 5)]
    parts = tuple(InstalmentDraft(due, _yuan(1000, Stage.AGREED)) for due in dues)
    return AgreementDraft(
        DAY,
        "WRITTEN",
        (
            SignatureDraft(below, "SIGNED"),
            SignatureDraft(above, "BY_PROXY", "其子"),
            SignatureDraft(owner, "REFUSED"),
        ),
        led_by="枫杨司法所",
        place=LONG_NAME,
        text=LONG_TEXT,
        obligations=(
            ObligationDraft(
                "赔偿楼下的损失",
                "MONEY",
                "COMPENSATE",
                by,
                to=to,
                toward="PARTIES",
                amount=_yuan(3000, Stage.AGREED),
                timing="INSTALMENTS",
                due_words="分3期：3月10日 1000、4月10日 1000、5月10日 1000",
                instalments=parts,
            ),
            ObligationDraft(
                LONG_LINE, "ACT", by=by, to=to, timing="BY_DATE", due=TODAY, due_words="2025.4.2"
            ),
            ObligationDraft("半夜不再拖动桌椅", "FORBEARANCE", by=by, to=to, timing="STANDING"),
        ),
    )


def _gift(appeal: int) -> GiftDraft:
    return GiftDraft(
        "NEIGHBOURS",
        DAY,
        _yuan(200, Stage.RAISED),
        LONG_NAME,
        LONG_NAME,
        receiver="翰林社区",
        quantity=Count(2, unit="袋", of_what="实物"),
        witness="楼长",
        unnamed=Count(3, unit="人", of_what="不留名"),
        may_publish_name=False,
        appeal=appeal,
    )


def _activity() -> ActivityDraft:
    return ActivityDraft(
        DAY,
        "翰林社区",
        ("物业公司",),
        LONG_NAME,
        LONG_LINE,
        (Count(50, unit="名", of_what="到场"),),
        (PostDraft("引导", Count(6, unit="人"), "志愿者", 60),),
        (TrainingDraft("怎样查漏水", DAY, "李敏", "志愿者"),),
    )


def _follow_up(below: int, above: int) -> FollowUpDraft:
    found = (
        PartyFinding(below, "REACHED", "NOT_PERFORMED", "UNSOLVED", "DISSATISFIED", LONG_LINE),
        PartyFinding(above, "NOT_REACHED"),
    )
    return FollowUpDraft(DAY, "PHONE", ("社区民警",), found, LONG_LINE, TODAY)


def _yuan(amount: int, stage: Stage) -> Amount:
    return Amount(amount * 100, stage=stage)
