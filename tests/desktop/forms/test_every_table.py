"""Every table of the model has a form that fills and edits it, or a line in the README.

For each form: a row that has everything is kept, its form is opened to edit it, and what
that form holds as typed text is put into a fresh form, which is saved as a clerk would.
So the form shows all of the row, and fills all of it by itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from linli.casework import grid, intake, mediation
from linli.casework.closing import record_outcome
from linli.desktop.desk import Desk
from linli.desktop.form_kinds import NEW_CASE, OFFICE, OwnerPreset, kind_of
from linli.desktop.form_makers import FormMaker
from linli.desktop.forms.entry_form import EntryForm
from linli.domain.amounts import Amount, Count, Stage
from linli.domain.drafts import (
    ActivityDraft,
    AgreementDraft,
    AgreementEventDraft,
    AppealDraft,
    CaseDraft,
    CaseFactsDraft,
    ConveyanceDraft,
    FollowUpDraft,
    GiftDraft,
    InstalmentDraft,
    InterpreterDraft,
    LinkDraft,
    NoteDraft,
    ObligationDraft,
    OfficeDraft,
    OrganisationDraft,
    OutcomeDraft,
    PartnerDraft,
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
    TierDraft,
    TrainingDraft,
    UnitDraft,
    WorkerDraft,
)
from linli.domain.moments import Moment
from linli.records.database import Database
from linli.records.tables import Base, Obligation

DAY = Moment.on_day(date(2025, 3, 16))
LATER = Moment.on_day(date(2025, 4, 10))
README = Path(__file__).parents[3] / "README.md"
NO_FORM = "Tables no form fills"


class Ids(NamedTuple):
    """What the drafts speak of."""

    case: int
    other: int
    above: int
    below: int
    note: int
    agreement: int
    obligation: int
    instalment: int
    appeal: int
    request: int


OFFICE_OF_ALL = OfficeDraft(
    "枫杨办事处",
    "枫杨",
    "枫杨调委会",
    tiers=(TierDraft("一级网格", 20), TierDraft("二级网格", 10)),
    units=(
        UnitDraft("枫杨办事处", "一级网格"),
        UnitDraft("翰林社区", "二级网格", "枫杨办事处"),
    ),
    workers=(WorkerDraft("李敏", "翰林社区", "MEDIATOR"),),
    organisations=(OrganisationDraft("枫杨派出所", "POLICE"),),
)

NEW = CaseDraft(
    "DISPUTE",
    "HOTLINE",
    "三户漏水",
    DAY,
    people=Count(3, unit="户"),
    place=PlaceDraft(grid="翰林社区"),
    parties=(PartyDraft("甲", "楼下住户", "REQUESTER"), PartyDraft("乙", "楼上住户", "RESPONDENT")),
    requests=("修好水管",),
    outside_number="12345-1",
)


def _full(ids: Ids) -> dict[str, object]:
    """A draft of each thing with everything there is to say of it."""
    return {
        "STEP": StepDraft(
            "EXTENDED",
            DAY,
            by=("李敏",),
            partners=(PartnerDraft("枫杨派出所", "ASSIST", "CAME"),),
            note="要等配件",
            new_due=LATER,
            new_due_words="2025.4.10",
        ),
        "SESSION": SessionDraft(
            "FACE_TO_FACE",
            DAY,
            (ids.below, ids.above),
            "双方同场说明",
            way="HOME_VISIT",
            effect="PROGRESS",
            place="社区调解室",
            attended_by=("楼长",),
            mediators=("李敏",),
            recorder="李敏",
            invited=("枫杨派出所",),
            times=2,
            interpreters=(InterpreterDraft("张老师", "SIGN"),),
        ),
        "NOTE": NoteDraft("只对社区说", "MAY_CONVEY", may_convey_to="乙方", amount=Amount(50000)),
        "CONVEYANCE": ConveyanceDraft(
            "愿意先停水", (ids.above,), (ids.below,), DAY, "ORAL", "知道了"
        ),
        "PARTY": PartyDraft(
            "甲",
            "楼下业主",
            "REQUESTER",
            "GROUP",
            people=Count(27, unit="户"),
            phone="枫杨一号",
            home="3号楼",
            remark="常在家",
            more_roles=("AFFECTED",),
            consent="AGREES",
            consented=DAY,
        ),
        "REQUEST": RequestDraft(
            "赔偿损失",
            "楼下住户",
            "楼上住户",
            "TRUE",
            Amount(300000),
            asked_by_id=ids.below,
            asked_of_id=ids.above,
            payers=("楼上住户",),
            payees=("楼下住户",),
        ),
        "REPORT": ReportDraft(
            "HOTLINE",
            DAY,
            sender="12345",
            outside_number="12345-2",
            reply_due=LATER,
            reply="已在办",
            replied=DAY,
        ),
        "OUTCOME": OutcomeDraft("AGREED", DAY, closes=False, note="口头先定"),
        "AGREEMENT": AgreementDraft(
            DAY,
            "WRITTEN",
            (SignatureDraft(ids.below, "SIGNED"), SignatureDraft(ids.above, "BY_PROXY", "其子")),
            led_by="枫杨司法所",
            place="社区调解室",
            text="分期赔偿",
            obligations=(
                ObligationDraft(
                    what="赔偿损失",
                    kind="MONEY",
                    mode="COMPENSATE",
                    by=("楼上住户",),
                    to=("楼下住户",),
                    toward="PARTIES",
                    amount=Amount(200000, stage=Stage.AGREED),
                    timing="INSTALMENTS",
                    due_words="分2期：4月10日 1000、5月10日 1000",
                    instalments=tuple(
                        InstalmentDraft(
                            Moment.on_day(date(2025, month, 10)), Amount(100000, stage=Stage.AGREED)
                        )
                        for month in (4, 5)
                    ),
                ),
            ),
        ),
        "AGREEMENT_EVENT": AgreementEventDraft(
            ids.agreement, "CONFIRMED", DAY, docket="(2025)豫01民特1号", note="双方一同申请"
        ),
        "PERFORMANCE": PerformanceDraft(
            ids.obligation,
            DAY,
            ids.instalment,
            "PARTLY",
            amount=Amount(50000, stage=Stage.PAID),
            proof="收条",
        ),
        "APPEAL": AppealDraft("水滴筹", DAY, ("楼下住户",), "社区证明"),
        "GIFT": GiftDraft(
            "NEIGHBOURS",
            DAY,
            Amount(10000, stage=Stage.RAISED),
            "楼上住户",
            "大米",
            receiver="社区",
            quantity=Count(2, unit="袋", of_what="实物"),
            witness="楼长",
            unnamed=Count(3, unit="人", of_what="不留名"),
            may_publish_name=False,
            appeal=ids.appeal,
        ),
        "ACTIVITY": ActivityDraft(
            DAY,
            "翰林社区",
            ("枫杨派出所",),
            "社区广场",
            "讲安全",
            (Count(50, unit="名", of_what="到场"),),
            (PostDraft("引导", Count(6, unit="人"), "志愿者", 60),),
            (TrainingDraft("安全知识", DAY, "李敏", "志愿者"),),
        ),
        "FOLLOW_UP": FollowUpDraft(
            DAY,
            "PHONE",
            ("李敏",),
            (PartyFinding(ids.below, "REACHED", "PERFORMED", "SOLVED", "SATISFIED", "挺好"),),
            "都说好了",
            LATER,
        ),
        "THANKS": ThanksDraft("BANNER", DAY, ("楼下住户",), ("翰林社区",), words="为民解忧"),
        "LINK": LinkDraft("RELATED", ids.other, "同一楼"),
        "REMINDER": ReminderDraft(LATER, "请双方来社区", "APPOINTMENT", "李敏"),
    }


@pytest.fixture
def desk(database: Database, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """A desk with an office, on one morning."""
    assert qtbot is not None
    made = Desk(database, tmp_path / "备份", clock=lambda: datetime(2025, 4, 2, 9, 14))
    made.keep(grid.keep_office, OFFICE_OF_ALL, made.now())
    yield made
    made.wait_for_work()


@pytest.fixture
def ids(desk: Desk) -> Ids:
    """A dispute that has one of all that other rows speak of."""
    from linli.casework.agreements import record_agreement
    from linli.casework.aid import record_appeal

    case = desk.keep(intake.take_down, NEW, desk.now())
    other = desk.keep(intake.take_down, replace(NEW, title="同楼漏水"), desk.now())
    below, above = desk.read(_party_ids, case)
    spoken = SessionDraft("BACK_TO_BACK", DAY, (below,), notes=(NoteDraft("只对社区说过"),))
    desk.keep(mediation.record_session, case, spoken)
    note = desk.read(mediation.caucus_notes, case, (below,))[0].id
    made = Ids(case, other, above, below, note, 0, 0, 0, 0, 0)
    agreed = _full(made)["AGREEMENT"]
    assert isinstance(agreed, AgreementDraft)
    agreement = desk.keep(record_agreement, case, agreed)
    obligation, instalment = desk.read(_first_obligation)
    appeal = desk.keep(record_appeal, case, AppealDraft("水滴筹", DAY))
    return made._replace(
        agreement=agreement, obligation=obligation, instalment=instalment, appeal=appeal
    )


@pytest.mark.parametrize("name", sorted(_full(Ids(*([0] * len(Ids._fields))))))
def test_a_form_shows_all_of_a_row_and_fills_all_of_it_by_itself(
    desk: Desk, ids: Ids, qtbot: QtBot, name: str
) -> None:
    kind = kind_of(name)
    assert kind.draft_of is not None
    owner = ids.note if name in {"NOTE", "CONVEYANCE"} else ids.case
    kept = desk.keep(kind.record, owner, _full(ids)[name])
    told = desk.read(kind.draft_of, kept)

    shown = _opened(desk, qtbot, name, ids, kept)
    assert _without_ids(shown.compose()) == _without_ids(told)

    fresh = _opened(desk, qtbot, name, ids, None)
    fresh.restore({field: raw for field, raw in shown.raw().items() if field in fresh.fields})
    before = desk.read(_counts)
    made: list[Any] = []
    fresh.saved.connect(made.append)
    if name == "LINK":
        desk.keep(_remove_link, kept)  # two of one kind between the same cases are refused
    assert fresh.submit(), (fresh.foot, [field.error for field in fresh.fields.values()])
    assert _without_ids(desk.read(kind.draft_of, made[0].id)) == _without_ids(told)
    grown = {table for table, count in desk.read(_counts).items() if count > before[table]}
    assert grown >= FILLED_BY[name]


def test_an_edit_that_changes_nothing_saves_and_leaves_the_row_as_it_was(
    desk: Desk, ids: Ids, qtbot: QtBot
) -> None:
    for name, draft in _full(ids).items():
        kind = kind_of(name)
        assert kind.draft_of is not None
        owner = ids.note if name in {"NOTE", "CONVEYANCE"} else ids.case
        kept = desk.keep(kind.record, owner, draft)
        told = desk.read(kind.draft_of, kept)
        form = _opened(desk, qtbot, name, ids, kept)
        assert form.submit(), (name, form.foot)
        assert desk.read(kind.draft_of, kept) == told, name


def test_the_forms_on_pages_fill_the_rest(desk: Desk, ids: Ids, qtbot: QtBot) -> None:
    office = FormMaker(desk, _say_yes).page(OFFICE).form
    qtbot.addWidget(office)
    kept = desk.read(grid.office_draft)
    assert kept is not None
    assert office.compose() == replace(kept, tiers=kept.tiers[::-1])  # the highest first
    case = FormMaker(desk, _say_yes).page(NEW_CASE).form
    qtbot.addWidget(case)
    case.restore({"kind": "矛盾纠纷", "channel": "来电", "title": "噪声", "people": "2户"})
    before = desk.read(_counts)
    assert case.submit()
    grown = {table for table, count in desk.read(_counts).items() if count > before[table]}
    assert grown >= FILLED_BY[NEW_CASE]
    assert ids.case


def test_a_result_that_closes_and_a_slip_put_right_fill_theirs(
    desk: Desk, ids: Ids, qtbot: QtBot
) -> None:
    before = desk.read(_counts)
    desk.keep(record_outcome, ids.case, OutcomeDraft("RECONCILED", DAY, closing_kind="SUBSTANTIVE"))
    form = _opened(desk, qtbot, "CASE", ids, ids.case)
    form.restore({**form.raw(), "title": "三户漏水，已修好", "reason": "写错了"})
    assert form.submit(), form.foot
    told = desk.read(kind_of("CASE").draft_of or _nothing, ids.case)
    assert isinstance(told, CaseFactsDraft)
    assert told.title == "三户漏水，已修好"
    grown = {table for table, count in desk.read(_counts).items() if count > before[table]}
    assert grown >= {"outcome", "closing", "correction"}


def test_every_table_has_a_form_or_a_line_that_says_who_fills_it() -> None:
    by_forms = set[str]().union(*FILLED_BY.values(), {"closing", "correction"})
    told = _told_in_readme()
    tables = set(Base.metadata.tables)
    assert not tables - by_forms - told, "neither a form nor a line in the README"
    assert not told & by_forms, "a form fills it: the line in the README is wrong"
    assert not told - tables, "no such table"


FILLED_BY: Mapping[str, set[str]] = {
    NEW_CASE: {"case", "request", "report", "count", "step", "step_actor"},
    OFFICE: {"office", "grid_unit", "worker", "worker_post", "organisation"},
    "STEP": {"step", "step_actor", "partner", "extension"},
    "SESSION": {"mediation_session", "session_party", "step"},
    "NOTE": {"caucus_note", "caucus_speaker", "amount"},
    "CONVEYANCE": {"conveyance", "conveyance_end"},
    "PARTY": {"party", "party_side", "party_role", "party_consent", "count"},
    "REQUEST": {"request", "amount", "amount_end"},
    "REPORT": {"report"},
    "OUTCOME": {"outcome", "step"},
    "AGREEMENT": {
        "agreement",
        "agreement_party",
        "obligation",
        "obligation_end",
        "instalment",
        "amount",
    },
    "AGREEMENT_EVENT": {"agreement_event", "step"},
    "PERFORMANCE": {"performance", "amount"},
    "APPEAL": {"appeal"},
    "GIFT": {"gift", "amount", "count"},
    "ACTIVITY": {"activity", "post", "training", "count", "partner"},
    "FOLLOW_UP": {"follow_up", "follow_up_finding"},
    "THANKS": {"thanks"},
    "LINK": {"case_link"},
    "REMINDER": {"reminder"},
}
"""What rows a form adds; each is seen in one of the tests above, the office's in its own."""


def _opened(desk: Desk, qtbot: QtBot, name: str, ids: Ids, row_id: int | None) -> EntryForm:
    preset = OwnerPreset(ids.note) if name in {"NOTE", "CONVEYANCE"} else None
    form = FormMaker(desk, _say_yes).beside(name, ids.case, preset, row_id).form
    qtbot.addWidget(form)
    form.settle_once()
    return form


def _say_yes(_parent: QWidget | None, _text: str, _answers: object) -> int:
    return 0


def _nothing(_session: Session, _row_id: int) -> None:
    """A form that edits nothing."""


def _without_ids(draft: object) -> object:
    """A draft without the keys of its rows, which a fresh one cannot have."""
    if isinstance(draft, tuple):
        return tuple(_without_ids(each) for each in draft)
    if not is_dataclass(draft) or isinstance(draft, type):
        return draft
    kept = {
        field.name: _without_ids(getattr(draft, field.name))
        for field in fields(draft)
        if field.name not in {"id", "seen_from"}
    }
    return type(draft).__name__, tuple(kept.items())


def _counts(session: Session) -> dict[str, int]:
    return {
        name: session.scalar(select(func.count()).select_from(table)) or 0
        for name, table in Base.metadata.tables.items()
    }


def _party_ids(session: Session, case_id: int) -> tuple[int, ...]:
    from linli.records.tables import Case

    return tuple(party.id for party in session.get_one(Case, case_id).parties)


def _first_obligation(session: Session) -> tuple[int, int]:
    obligation = session.scalars(select(Obligation)).one()
    return obligation.id, obligation.instalments[0].id


def _remove_link(session: Session, link_id: int) -> None:
    from linli.casework.removal import remove
    from linli.domain.things import Thing

    remove(session, Thing.LINK, link_id)


def _told_in_readme() -> set[str]:
    words = README.read_text(encoding="utf-8")
    part = words.split(f"## {NO_FORM}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}
