"""A noise dispute between two floors, and what the forms offer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from linli.desktop.form import Form
from linli.desktop.look import apply_look
from linli.domain.case_file import (
    CaseFile,
    CaseRow,
    Choices,
    Coded,
    DueRow,
    DueState,
    OfficeRow,
    PartyRow,
    PlaceRow,
    SessionRow,
)
from linli.domain.moments import Moment
from linli.domain.vocabulary import (
    CHANNELS,
    DISPUTE_TYPES,
    KINDS,
    METHODS,
    RESULTS,
    ROLES,
    TIERS,
    CodeList,
    offered_actions,
)

from .hand import AddSession, Around, Hand, Kept, Show

NOW = datetime(2025, 3, 16, 20, 30)


@pytest.fixture
def now() -> datetime:
    return NOW


def coded(codes: CodeList) -> tuple[Coded, ...]:
    return tuple(Coded(code.code, code.label) for code in codes)


@pytest.fixture
def choices() -> Choices:
    return Choices(
        kinds=coded(KINDS),
        channels=coded(CHANNELS),
        actions=tuple(Coded(action.code, action.label) for action in offered_actions()),
        roles=coded(ROLES),
        results=coded(RESULTS),
        dispute_types=coded(DISPUTE_TYPES),
        mechanisms=(Coded("THREE_PARTY", "三方联动"),),
        tiers=coded(TIERS),
        grids=(
            ("枫杨办事处", "枫杨办事处"),
            ("翰林社区", "枫杨办事处 › 翰林社区"),
            ("万和社区", "枫杨办事处 › 万和社区"),
        ),
        workers=(("翰林社区网格员", "翰林社区 网格员"),),
        organisations=("社区民警", "物业公司"),
    )


def party(party_id: int, side: str, name: str, role: Coded) -> PartyRow:
    return PartyRow(
        id=party_id,
        side=side,
        name=name,
        kind="HOUSEHOLD",
        roles=(role,),
        identity=Coded("UNKNOWN_NAME", "不知姓名"),
        phone="",
        id_number="",
        home="",
        people=None,
        remark="",
        represents="",
        part_of="",
    )


@pytest.fixture
def hanlin() -> CaseFile:
    """The case as it stands before the first session."""
    row = CaseRow(
        id=1,
        number="枫杨〔2025〕纠纷0001",
        title="楼上半夜噪声，两户多次争吵",
        kind=Coded("DISPUTE", "矛盾纠纷"),
        stage="待受理",
        result=Coded(),
        due=DueRow(DueState.NOT_SET, "未设时限"),
        place=PlaceRow(grid_path=("枫杨办事处", "翰林社区"), tier="二级网格"),
        parties=("楼下住户", "楼上住户"),
        holder="翰林社区",
        holder_tier="二",
        registered=Moment.on_day(date(2025, 3, 15)),
        is_open=True,
        is_sample=False,
    )
    return CaseFile(
        row=row,
        office=OfficeRow("枫杨办事处", "枫杨", "", "Asia/Shanghai", is_sample=False),
        dispute_type=Coded("NEIGHBOUR", "邻里纠纷"),
        urgency=Coded("NORMAL", "一般"),
        channel=Coded("NOT_STATED", "未记明"),
        details="",
        reported=Moment.on_day(date(2025, 3, 15)),
        happened=None,
        due=None,
        due_words="",
        registered_by="翰林社区",
        people=(),
        parties=(
            party(1, "甲", "楼下住户", Coded("REQUESTER", "诉求人/申请人")),
            party(2, "乙", "楼上住户", Coded("RESPONDENT", "对方/被申请人")),
        ),
        requests=(),
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


@pytest.fixture
def with_session() -> AddSession:
    """The case with one more session in it."""

    def add(case_file: CaseFile, method: str, *party_ids: int, state: str = "HELD") -> CaseFile:
        sitting = [one for one in case_file.parties if one.id in party_ids]
        number = len(case_file.sessions) + 1
        row = SessionRow(
            id=number,
            step_id=number,
            moment=Moment.on_day(date(2025, 3, 16)),
            method=Coded(method, METHODS.label_of(method)),
            way=Coded("IN_PERSON", "当面"),
            state=Coded(state, state),
            effect=Coded(),
            place="",
            party_ids=party_ids,
            parties=tuple(one.name for one in sitting),
            sides=tuple(dict.fromkeys(one.side for one in sitting)),
            present=(),
            mediators=(),
            record="",
            note_count=0,
            times=1,
        )
        return replace(case_file, sessions=(*case_file.sessions, row))

    return add


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def around(kept: Kept) -> Around:
    """What every form is handed besides its case."""
    return {"now": lambda: NOW, "save": kept.save, "ask": kept.ask}


@pytest.fixture
def show(qapp: QApplication, qtbot: QtBot) -> Iterator[Show]:
    """Puts a form on the screen, with the cursor where it begins."""
    apply_look(qapp)
    shown: list[Form] = []

    def put(form: Form, width: int = 560, height: int = 713) -> None:
        for earlier in shown:
            earlier.hide()
        qtbot.addWidget(form)
        form.resize(width, height)
        with qtbot.waitActive(form):
            form.show()
        form.focus_first()
        shown.append(form)

    yield put
    for form in shown:
        form.hide()
