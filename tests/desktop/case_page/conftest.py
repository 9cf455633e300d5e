"""The Hanlin dispute, the Dali hazard and the Wanhe aid as values, and a dispute on a real file."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from linli.casework import caseload, closing, grid, intake, mediation, steps
from linli.desktop.case_page.page import CasePage
from linli.desktop.desk import Desk
from linli.desktop.messages import Ask
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
    PartnerRow,
    PartyRow,
    PlaceRow,
    RequestRow,
    SessionRow,
    StepRow,
    ThanksRow,
)
from linli.domain.drafts import (
    CaseDraft,
    NoteDraft,
    OfficeDraft,
    OutcomeDraft,
    PartyDraft,
    SessionDraft,
    StepDraft,
)
from linli.domain.moments import Moment
from linli.domain.vocabulary import (
    ACTIONS,
    CHANNELS,
    CLOSING_KINDS,
    DISPUTE_TYPES,
    GIFT_CHANNELS,
    IDENTITIES,
    KINDS,
    METHODS,
    RESULTS,
    ROLES,
    SESSION_EFFECTS,
    SESSION_STATES,
    SESSION_WAYS,
    THANKS_KINDS,
    URGENCIES,
    CodeList,
)
from linli.records.database import Database

MARCH_15 = Moment.on_day(date(2025, 3, 15))
MARCH_16 = Moment.on_day(date(2025, 3, 16))
NO_TIME = Moment.not_stated()


def coded(codes: CodeList, code: str) -> Coded:
    return Coded(code, codes.short_of(code))


def at(hour: int, minute: int) -> Moment:
    return Moment.at_minute(datetime(2025, 3, 5, hour, minute))


def step(number: int, moment: Moment, action: str, **more: object) -> StepRow:
    plain = StepRow(
        id=number,
        moment=moment,
        action=coded(ACTIONS, action),
        by=(),
        to=(),
        partners=(),
        mechanism="",
        note="",
        reason="",
        tier="二",
        tier_rank=2,
        minutes=None,
        session_id=None,
        method=Coded(),
        sides=(),
        is_closing=action == "CLOSED",
        is_internal=False,
        is_prior=False,
        times=1,
    )
    return replace(plain, **more)


def session_row(number: int, step_id: int, method: str, **more: object) -> SessionRow:
    plain = SessionRow(
        id=number,
        step_id=step_id,
        moment=MARCH_16,
        method=coded(METHODS, method),
        way=coded(SESSION_WAYS, "NOT_STATED"),
        state=coded(SESSION_STATES, "HELD"),
        effect=coded(SESSION_EFFECTS, "NOT_STATED"),
        place="",
        party_ids=(),
        parties=(),
        sides=(),
        present=(),
        mediators=(),
        record="",
        note_count=0,
        times=1,
    )
    return replace(plain, **more)


def party(number: int, side: str, name: str, role: str, **more: object) -> PartyRow:
    plain = PartyRow(
        id=number,
        side=side,
        name=name,
        kind="住户",
        roles=(coded(ROLES, role),),
        identity=coded(IDENTITIES, "KNOWN"),
        phone="",
        id_number="",
        home="",
        people=None,
        remark="",
        represents="",
        part_of="",
    )
    return replace(plain, **more)


def case(kind: str, number: str, title: str, grid: str, **more: object) -> CaseFile:
    row = CaseRow(
        id=1,
        number=number,
        title=title,
        kind=Coded(kind, KINDS.label_of(kind)),
        stage="已办结",
        result=Coded(),
        due=DueRow(DueState.CLOSED, "已办结"),
        place=PlaceRow(("枫杨办事处", grid), "二级网格"),
        parties=(),
        holder="",
        holder_tier="",
        registered=MARCH_15,
        is_open=False,
        is_sample=True,
    )
    plain = CaseFile(
        row=row,
        office=OfficeRow("枫杨办事处", "枫杨", "", "Asia/Shanghai", is_sample=True),
        dispute_type=Coded(),
        urgency=coded(URGENCIES, "NOT_STATED"),
        channel=coded(CHANNELS, "NOT_STATED"),
        details="",
        reported=NO_TIME,
        happened=None,
        due=None,
        due_words="",
        registered_by=grid,
        people=(),
        parties=(),
        requests=(RequestRow(title, "", "", Coded(), Coded()),),
        reports=(),
        steps=(),
        sessions=(),
        outcomes=(),
        closing=None,
        gifts=(),
        activities=(),
        follow_ups=(),
        thanks=(),
        minutes_to_done=None,
        is_restricted=False,
    )
    return replace(plain, **more)


def hanlin_case() -> CaseFile:
    back, joint = METHODS["BACK_TO_BACK"], METHODS["FACE_TO_FACE"]
    apart, together = Coded(back.code, back.label), Coded(joint.code, joint.label)
    police = PartnerRow("社区民警", Coded(), Coded())
    made = case(
        "DISPUTE",
        "枫杨〔2025〕纠纷0001",
        "楼上半夜噪声，两户多次争吵",
        "翰林社区",
        dispute_type=coded(DISPUTE_TYPES, "NEIGHBOUR"),
        reported=MARCH_15,
        details="楼下住户反映楼上半夜有声响，两家说过几次，一说就吵；如今楼上不肯再谈。",
        parties=(
            party(1, "甲", "楼下住户", "REQUESTER"),
            party(2, "乙", "楼上一方", "RESPONDENT", remark="租户已搬走"),
        ),
        steps=(
            step(1, MARCH_15, "REGISTERED", by=("楼下住户",), to=("翰林社区",)),
            step(2, MARCH_15, "ACCEPTED", by=("社区网格员",)),
            step(
                3,
                MARCH_15,
                "VISITED",
                by=("社区网格员",),
                partners=(police,),
                note="两家都走访了。楼下报过警，楼上租户因此搬走，双方更僵。",
            ),
            step(4, MARCH_16, "JOINED", by=("翰林社区",), mechanism="三方联动"),
            step(5, MARCH_16, "MEDIATED", session_id=1, method=apart, sides=("甲",)),
            step(6, MARCH_16, "MEDIATED", session_id=2, method=apart, sides=("乙",)),
            step(7, MARCH_16, "MEDIATED", session_id=3, method=together, sides=("甲", "乙")),
            step(8, MARCH_16, "OUTCOME_REACHED"),
            step(9, NO_TIME, "CLOSED"),
        ),
        sessions=(
            session_row(
                1,
                5,
                "BACK_TO_BACK",
                party_ids=(1,),
                parties=("楼下住户",),
                sides=("甲",),
                note_count=1,
                note_speakers=((1,),),
            ),
            session_row(
                2,
                6,
                "BACK_TO_BACK",
                party_ids=(2,),
                parties=("楼上一方",),
                sides=("乙",),
                note_count=1,
                note_speakers=((2,),),
            ),
            session_row(
                3,
                7,
                "FACE_TO_FACE",
                party_ids=(1, 2),
                parties=("楼下住户", "楼上一方"),
                sides=("甲", "乙"),
                record="双方坐到一起，把来龙去脉说开，互相体谅。",
            ),
        ),
        outcomes=(OutcomeRow(1, coded(RESULTS, "RECONCILED"), MARCH_16, "", is_final=True),),
        closing=ClosingRow(NO_TIME, coded(CLOSING_KINDS, "NOT_STATED"), ""),
    )
    return replace(made, row=replace(made.row, result=coded(RESULTS, "RECONCILED")))


def hazard_case() -> CaseFile:
    made = case(
        "HAZARD",
        "枫杨〔2025〕隐患0001",
        "楼道三层平台积水",
        "大里村",
        channel=coded(CHANNELS, "PATROL"),
        reported=at(14, 26),
        steps=(
            step(1, at(14, 26), "FOUND", by=("大里村网格员",), tier="微", tier_rank=0, note="巡查时看到三层平台积了雨水，当即上报。"),
            step(2, at(14, 29), "FILED", by=("枫杨城运中心",), tier="城", tier_rank=4, minutes=3),
            step(3, at(14, 29), "DISPATCHED", by=("枫杨城运中心",), to=("二级网格联络员",), tier="城", tier_rank=4),
            step(4, Moment.on_day(date(2025, 3, 5)), "ON_SITE", by=("二级网格联络员",), partners=(PartnerRow("物业", Coded(), Coded()),), note="下水口堵了，叫来物业人员疏通。"),
            step(5, at(15, 23), "REPORTED_BACK", by=("物业", "二级网格联络员"), to=("枫杨城运中心",), note="积水已排净。"),
            step(6, NO_TIME, "CLOSED", tier="城", tier_rank=4),
        ),
        outcomes=(OutcomeRow(1, coded(RESULTS, "SOLVED"), NO_TIME, "", is_final=True),),
        closing=ClosingRow(NO_TIME, coded(CLOSING_KINDS, "NOT_STATED"), ""),
        minutes_to_done=57,
    )  # fmt: skip
    place = PlaceRow(
        ("枫杨办事处", "大里村"), "二级网格", "大里鑫茂源小区", "4号楼", "1单元", "3层"
    )
    row = replace(made.row, result=coded(RESULTS, "SOLVED"), place=place)
    return replace(made, row=row)


def aid_case() -> CaseFile:
    def gift(channel: str, giver: str, yuan: int) -> GiftRow:
        amount = Amount(yuan * 100)
        return GiftRow(NO_TIME, coded(GIFT_CHANNELS, channel), giver, "", amount, is_spent=False)

    made = case(
        "AID",
        "枫杨〔2025〕帮扶0001",
        "手术后续费用有困难",
        "万和社区",
        channel=coded(CHANNELS, "VISIT_HOME"),
        parties=(party(1, "", "张育伟", "BENEFICIARY"),),
        steps=(
            step(1, Moment.on_day(date(2025, 2, 13)), "FOUND", by=("秦淼",), tier="微"),
            step(2, NO_TIME, "CLOSED"),
        ),
        gifts=(
            gift("ONLINE", "水滴筹", 71354),
            gift("PROPERTY", "物业募集", 6784),
            gift("NEIGHBOURS", "本楼邻居", 4300),
        ),
        thanks=(
            ThanksRow(
                Moment.on_day(date(2025, 3, 24)), coded(THANKS_KINDS, "BANNER"), "张育伟", ""
            ),
        ),
        is_restricted=True,
    )
    return replace(made, row=replace(made.row, result=coded(RESULTS, "SOLVED")))


@pytest.fixture
def hanlin() -> CaseFile:
    return hanlin_case()


@pytest.fixture
def hazard() -> CaseFile:
    return hazard_case()


@pytest.fixture
def aid() -> CaseFile:
    return aid_case()


FIRST_CANARY = "石榴七号"
"""What 甲 said apart."""
SECOND_CANARY = "芭蕉九号"
"""What 乙 said apart."""


@pytest.fixture
def desk(database: Database, tmp_path: Path, now: datetime) -> Desk:
    """The desk on an empty record file of one office."""
    opened = Desk(database, tmp_path / "备份", clock=lambda: now)
    opened.keep(grid.keep_office, OfficeDraft("枫杨办事处", "枫杨"), now)
    return opened


@pytest.fixture
def dispute_id(desk: Desk) -> int:
    """An open dispute with a secret of each side, a secret enquiry and an internal step."""
    now = desk.now()
    draft = CaseDraft(
        "DISPUTE",
        "NOT_STATED",
        "楼上半夜噪声",
        MARCH_15,
        parties=(
            PartyDraft("甲", "楼下住户", "REQUESTER", phone="13800000000"),
            PartyDraft("乙", "楼上一方", "RESPONDENT", home="3单元902", remark="葡萄二号"),
        ),
    )
    case_id = desk.keep(intake.take_down, draft, now)
    first, second = (each.id for each in desk.read(caseload.case_file, case_id, now).parties)
    for said in (
        StepDraft("ON_SITE", MARCH_15, by=("翰林社区",), note="两家都走访了。"),
        StepDraft("NOTED", MARCH_15, note="枇杷三号", is_internal=True),
    ):
        desk.keep(steps.record_step, case_id, said)
    for held in (
        SessionDraft("ENQUIRY", MARCH_15, (first,), record="杨梅四号"),
        SessionDraft("BACK_TO_BACK", MARCH_16, (first,), notes=(NoteDraft(FIRST_CANARY),)),
        SessionDraft("BACK_TO_BACK", MARCH_16, (second,), notes=(NoteDraft(SECOND_CANARY),)),
        SessionDraft("FACE_TO_FACE", MARCH_16, (first, second), record="当面说开了。"),
    ):
        desk.keep(mediation.record_session, case_id, held)
    return case_id


@pytest.fixture
def closed_id(desk: Desk, dispute_id: int) -> int:
    """The same dispute, reconciled and closed."""
    desk.keep(closing.record_outcome, dispute_id, OutcomeDraft("RECONCILED", MARCH_16))
    return dispute_id


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, answers: Ask) -> Iterator[CasePage]:
    """The page in a window of 1366 × 713: what the window's own parts leave of 768."""
    made = CasePage(desk, answers)
    qtbot.addWidget(made)
    made.resize(1366, 713)
    with qtbot.waitActive(made):
        made.show()
    yield made
    made.hide()
