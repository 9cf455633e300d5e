"""Case files made by hand, as casework would read them."""

from dataclasses import replace
from datetime import date, datetime

from linli.domain.amounts import Amount
from linli.domain.case_file import (
    CaseFile,
    CaseRow,
    ClosingRow,
    Coded,
    DueRow,
    DueState,
    GiftRow,
    OfficeRow,
    OutcomeRow,
    PartyRow,
    PlaceRow,
    RequestRow,
    SessionRow,
    StepRow,
)
from linli.domain.moments import Moment

NOT_STATED = Coded("NOT_STATED", "未记明")
KNOWN = Coded("KNOWN", "实名")
MARCH_15 = Moment.on_day(date(2025, 3, 15))
MARCH_16 = Moment.on_day(date(2025, 3, 16))
HANLIN_PLACE = PlaceRow(("枫杨办事处", "翰林社区"), "二级网格")


def party(no: int, side: str, name: str, *roles: Coded, **changes: object) -> PartyRow:
    """A party known by name; ``changes`` are fields of the row."""
    row = PartyRow(
        id=no,
        side=side,
        name=name,
        kind="HOUSEHOLD",
        roles=roles,
        identity=KNOWN,
        phone="",
        id_number="",
        home="翰林社区",
        people=None,
        remark="",
        represents="",
        part_of="",
    )
    return replace(row, **changes)  # pyright: ignore[reportArgumentType] -- fields by name


def step(no: int, moment: Moment, action: Coded, **changes: object) -> StepRow:
    """A step by nobody to nobody; ``changes`` are fields of the row."""
    row = StepRow(
        id=no,
        moment=moment,
        action=action,
        by=(),
        to=(),
        partners=(),
        mechanism="",
        note="",
        reason="",
        tier="",
        tier_rank=0,
        minutes=None,
        session_id=None,
        method=Coded(),
        sides=(),
        is_closing=False,
        is_internal=False,
        is_prior=False,
        times=1,
    )
    return replace(row, **changes)  # pyright: ignore[reportArgumentType] -- fields by name


def session(no: int, method: Coded, *sides: str, **changes: object) -> SessionRow:
    """A session that was held on 16 March; ``changes`` are fields of the row."""
    row = SessionRow(
        id=no,
        step_id=100 + no,
        moment=MARCH_16,
        method=method,
        way=NOT_STATED,
        state=Coded("HELD", "已进行"),
        effect=NOT_STATED,
        place="",
        party_ids=(),
        parties=(),
        sides=sides,
        present=(),
        mediators=(),
        record="",
        note_count=0,
        times=1,
    )
    return replace(row, **changes)  # pyright: ignore[reportArgumentType] -- fields by name


def mediated(mediation: SessionRow) -> StepRow:
    """The line of the timeline that belongs to a session."""
    return step(
        mediation.step_id,
        mediation.moment,
        Coded("MEDIATED", "调解"),
        session_id=mediation.id,
        method=mediation.method,
        sides=mediation.sides,
        times=mediation.times,
    )


APART = Coded("BACK_TO_BACK", "背靠背")
TOGETHER = Coded("FACE_TO_FACE", "面对面")
SESSIONS = (
    session(1, APART, "甲", note_count=2),
    session(2, APART, "乙", note_count=1),
    session(
        3,
        TOGETHER,
        "甲",
        "乙",
        effect=Coded("AGREED", "达成一致"),
        record="双方当面讲清缘由，\n互相体谅",
    ),
)

HANLIN = CaseFile(
    row=CaseRow(
        id=1,
        number="枫杨(示例)〔2025〕纠纷0001",
        title="楼上半夜有噪声，楼上楼下邻里纠纷",
        kind=Coded("DISPUTE", "矛盾纠纷"),
        stage="已办结",
        result=Coded("RECONCILED", "和解"),
        due=DueRow(DueState.CLOSED, "已办结"),
        place=HANLIN_PLACE,
        parties=("楼下一方", "楼上一方"),
        holder="",
        holder_tier="",
        registered=MARCH_15,
        is_open=False,
        is_sample=True,
    ),
    office=OfficeRow("枫杨办事处", "枫杨(示例)", "", "Asia/Shanghai", is_sample=True),
    dispute_type=Coded("NEIGHBOUR", "邻里纠纷"),
    urgency=NOT_STATED,
    channel=NOT_STATED,
    details="楼下住户反映楼上半夜有响动，影响休息。\n双方此前当面说过，每次都吵起来。",
    reported=MARCH_15,
    happened=None,
    due=None,
    due_words="",
    registered_by="翰林社区",
    people=(),
    parties=(
        party(1, "甲", "楼下一方", Coded("REQUESTER", "诉求人/申请人")),
        party(2, "乙", "楼上一方", Coded("RESPONDENT", "对方/被申请人")),
    ),
    requests=(RequestRow("解决楼上半夜噪声问题", "", "", Coded(), Coded()),),
    reports=(),
    steps=(
        step(
            1,
            MARCH_15,
            Coded("REGISTERED", "登记"),
            by=("楼下一方",),
            to=("翰林社区",),
            note="反映楼上半夜有噪声。",
        ),
        step(2, MARCH_15, Coded("ACCEPTED", "受理"), by=("翰林社区网格员",)),
        step(
            3,
            MARCH_15,
            Coded("VISITED", "走访"),
            by=("网格员", "社区民警"),
            to=("双方",),
            note="了解到楼下一方曾报警，楼上租户因此搬走。",
        ),
        step(4, MARCH_16, Coded("JOINED", "联动"), by=("翰林社区",), mechanism="三方联动"),
        *(mediated(mediation) for mediation in SESSIONS),
        step(5, MARCH_16, Coded("OUTCOME_REACHED", "结果")),
        step(6, Moment.not_stated(), Coded("CLOSED", "办结"), is_closing=True),
    ),
    sessions=SESSIONS,
    outcomes=(OutcomeRow(1, Coded("RECONCILED", "和解"), MARCH_16, "", is_final=True),),
    closing=ClosingRow(Moment.not_stated(), NOT_STATED, ""),
    gifts=(),
    activities=(),
    follow_ups=(),
    thanks=(),
    minutes_to_done=None,
    is_restricted=False,
)

OPEN = replace(
    HANLIN,
    row=replace(HANLIN.row, is_open=True, result=Coded(), stage="待受理"),
    steps=HANLIN.steps[:1],
    sessions=(),
    outcomes=(),
    closing=None,
)


def gift(channel: Coded, giver: str, fen: int) -> GiftRow:
    """An exact sum that was given within days."""
    return GiftRow(Moment.in_words("数日内"), channel, giver, "", Amount(fen), is_spent=False)


GIFTS = (
    gift(Coded("ONLINE", "线上"), "水滴筹", 71_354_00),
    gift(Coded("PROPERTY", "物业"), "物业公司组织募集", 6_784_00),
    gift(Coded("NEIGHBOURS", "邻居"), "网格长带头，同楼邻居", 4_300_00),
)

PRINTED_AT = datetime(2025, 4, 2, 9, 14)
