"""What today asks: what is late, due, to be performed, answered, followed up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from linli.casework import grid
from linli.casework.agenda import MOST_SHOWN, agenda, agenda_figures
from linli.casework.agreements import record_agreement, record_performance
from linli.casework.closing import record_outcome
from linli.casework.follow_up import record_follow_up
from linli.casework.intake import take_down
from linli.casework.mediation import record_session
from linli.casework.reminders import mark_done, record_reminder
from linli.casework.steps import record_step
from linli.domain.case_file import Agenda, AgendaEntry, AgendaFigures, AgendaGroup, DueState
from linli.domain.drafts import (
    AgreementDraft,
    CaseDraft,
    FollowUpDraft,
    InstalmentDraft,
    ObligationDraft,
    OfficeDraft,
    OutcomeDraft,
    PartyDraft,
    PerformanceDraft,
    PlaceDraft,
    ReminderDraft,
    SessionDraft,
    SignatureDraft,
    StepDraft,
    TierDraft,
    UnitDraft,
    WorkerDraft,
)
from linli.domain.moments import Moment
from linli.records.database import Database
from linli.records.tables import Agreement, Case, FollowUp, Obligation

Take = Callable[..., int]
Read = Callable[..., Agenda]


def _at(words: str) -> Moment:
    """A day as 2025-04-02, or a minute as 2025-04-02T09:00."""
    at = datetime.fromisoformat(words)
    return Moment.at_minute(at) if "T" in words else Moment.on_day(at)


@pytest.fixture
def office(database: Database, now: datetime) -> Database:
    """An office with two communities and a worker in each."""
    draft = OfficeDraft(
        name="枫杨办事处",
        short_name="枫杨",
        tiers=(TierDraft("一级网格", 2), TierDraft("二级网格", 1)),
        units=(
            UnitDraft("枫杨办事处", "一级网格", ""),
            UnitDraft("翰林社区", "二级网格", "枫杨办事处"),
            UnitDraft("万和社区", "二级网格", "枫杨办事处"),
        ),
        workers=(
            WorkerDraft("李明", "翰林社区", "GRID_WORKER"),
            WorkerDraft("王芳", "万和社区", "GRID_WORKER"),
        ),
    )
    with database.writing() as session:
        grid.keep_office(session, draft, now)
    return database


@pytest.fixture
def take(office: Database, now: datetime) -> Take:
    """Takes a case down; by 翰林社区 unless told otherwise."""

    def take(title: str, **more: object) -> int:
        draft = CaseDraft(
            kind="DISPUTE",
            channel="PHONE",
            title=title,
            reported=_at("2025-03-20"),
            registered_by="翰林社区",
        )
        with office.writing() as session:
            return take_down(session, replace(draft, **more), now)

    return take


@pytest.fixture
def keep(office: Database) -> Callable[..., object]:
    """Does one verb."""

    def keep(verb: Callable[..., object], *args: object) -> object:
        with office.writing() as session:
            return verb(session, *args)

    return keep


@pytest.fixture
def read(office: Database, now: datetime) -> Read:
    """Reads the agenda of all, or of the worker of that name."""

    def read(name: str = "", at: datetime = now) -> Agenda:
        with office.reading() as session:
            ids = {known: id_ for id_, known in grid.workers(session)}
            return agenda(session, at, ids[name] if name else None)

    return read


Keep = Callable[..., object]


def _told(entry: AgendaEntry) -> tuple[str, str, str, str]:
    return entry.group.value, entry.kind.value, entry.due.words, entry.what or entry.title


def test_cases_are_late_due_today_and_due_in_the_week_to_come(take: Take, read: Read) -> None:
    take("早已到期", due=_at("2025-03-30"))
    take("今早到期", due=_at("2025-04-02T09:00"))
    take("今天到期", due=_at("2025-04-02"))
    take("今天下午到期", due=_at("2025-04-02T17:30"))
    take("明天到期", due=_at("2025-04-03T10:00"))
    take("七天后到期", due=_at("2025-04-09"))
    take("八天后到期", due=_at("2025-04-10"))
    take("没有时限")
    assert [_told(entry) for entry in read().entries] == [
        ("过期", "时限", "超期2天", "早已到期"),
        ("过期", "时限", "超期14分", "今早到期"),
        ("今天", "时限", "今天 17:30", "今天下午到期"),
        ("今天", "时限", "今天", "今天到期"),
        ("明天起七天", "时限", "明天 10:00", "明天到期"),
        ("明天起七天", "时限", "4月9日 周三", "七天后到期"),
    ]


def test_a_closed_or_suspended_case_is_not_due(take: Take, keep: Keep, read: Read) -> None:
    closed, suspended = take("办结", due=_at("2025-04-01")), take("中止", due=_at("2025-04-01"))
    keep(record_outcome, closed, OutcomeDraft("NOT_RECONCILED", _at("2025-04-01")))
    keep(record_step, suspended, StepDraft("SUSPENDED", _at("2025-04-01"), reason="等鉴定"))
    assert read().entries == ()


def test_an_entry_says_which_case_it_is_of_where_and_with_whom(take: Take, read: Read) -> None:
    case_id = take(
        "半夜噪声",
        due=_at("2025-04-02"),
        place=PlaceDraft(grid="翰林社区", estate="翰林苑"),
        parties=(PartyDraft(name="楼下住户", side="甲"), PartyDraft(name="楼上住户", side="乙")),
    )
    (entry,) = read().entries
    assert entry.case_id == case_id
    assert entry.number == "枫杨〔2025〕纠纷0001"
    assert (entry.title, entry.place, entry.who) == ("半夜噪声", "翰林社区 · 翰林苑", "翰林社区")
    assert entry.parties == ("楼下住户", "楼上住户")
    assert entry.due.state is DueState.SOON


def test_an_appointment_of_this_morning_is_of_today_and_late_tomorrow(
    take: Take, keep: Keep, read: Read, now: datetime
) -> None:
    case_id = take("半夜噪声")
    draft = ReminderDraft(_at("2025-04-02T08:00"), "约楼下住户来谈", "APPOINTMENT", "王芳")
    keep(record_reminder, case_id, draft)
    (entry,) = read().entries
    assert _told(entry) == ("今天", "约见", "今天 8:00", "约楼下住户来谈")
    assert (entry.who, entry.title) == ("王芳", "半夜噪声")
    (entry,) = read(at=now + timedelta(days=1)).entries
    assert _told(entry) == ("过期", "约见", "过期1天", "约楼下住户来谈")


def test_a_reminder_from_one_day_to_another_is_of_today_till_the_last(
    take: Take, keep: Keep, read: Read, now: datetime
) -> None:
    days = Moment.on_day(datetime(2025, 4, 1), datetime(2025, 4, 3))
    keep(record_reminder, take("漏水"), ReminderDraft(days, "留意水压"))
    assert [entry.group for entry in read().entries] == [AgendaGroup.TODAY]
    later = read(at=now + timedelta(days=2))
    assert [entry.due.words for entry in later.entries] == ["过期1天"]


def test_what_is_done_is_asked_for_no_more(take: Take, keep: Keep, read: Read) -> None:
    reminder = keep(record_reminder, take("漏水"), ReminderDraft(_at("2025-04-02"), "回电话"))
    assert [entry.reminder_id for entry in read().entries] == [reminder]
    keep(mark_done, reminder)
    assert read().entries == ()


def test_a_closed_case_still_reminds_and_a_voided_one_does_not(
    take: Take, keep: Keep, read: Read
) -> None:
    closed, voided = take("办结的"), take("作废的")
    for case_id in (closed, voided):
        keep(record_reminder, case_id, ReminderDraft(_at("2025-04-02"), "看看"))
    keep(record_outcome, closed, OutcomeDraft("NOT_RECONCILED", _at("2025-04-01")))
    keep(record_step, voided, StepDraft("VOIDED", _at("2025-04-01"), reason="录重了"))
    assert [entry.case_id for entry in read().entries] == [closed]


def test_a_session_put_off_is_asked_for_on_its_new_day(take: Take, keep: Keep, read: Read) -> None:
    case_id = take("半夜噪声", parties=(PartyDraft(name="楼下住户", side="甲"),))
    for day in ("2025-04-01", "2025-04-03T14:30"):
        draft = SessionDraft(method="FACE_TO_FACE", moment=_at(day), state="POSTPONED")
        keep(record_session, case_id, replace(draft, place="调解室"))
    assert [_told(entry) for entry in read().entries] == [
        ("明天起七天", "改期调解", "明天 14:30", "改期的调解，地点调解室")
    ]


def test_a_reply_is_due_until_it_is_given(office: Database, take: Take, read: Read) -> None:
    take("热线转来", reply_due=_at("2025-04-01"), outside_number="热25040001")
    (entry,) = read().entries
    assert _told(entry) == ("过期", "答复", "超期9小时", "答复热25040001")
    with office.writing() as session:
        session.execute(text("UPDATE report SET reply = '已修好'"))
    assert read().entries == ()


def test_the_next_follow_up_is_asked_for_until_another_was_made(
    office: Database, take: Take, keep: Keep, read: Read
) -> None:
    case_id = take("半夜噪声")
    keep(record_outcome, case_id, OutcomeDraft("RECONCILED", _at("2025-03-21")))
    assert [_told(entry) for entry in read().entries] == [("待回访", "回访", "未回访", "半夜噪声")]
    keep(
        record_follow_up,
        case_id,
        FollowUpDraft(moment=_at("2025-03-25"), next_on=_at("2025-04-02")),
    )
    assert [_told(entry) for entry in read().entries] == [("今天", "回访", "今天", "半夜噪声")]
    later = keep(record_follow_up, case_id, FollowUpDraft(moment=_at("2025-04-02")))
    assert read().entries == ()
    with office.writing() as session:
        session.get_one(FollowUp, later).step.removed_at = datetime(2025, 4, 2, tzinfo=UTC)
    assert [_told(entry) for entry in read().entries] == [("今天", "回访", "今天", "半夜噪声")]


def test_what_was_performed_long_ago_is_not_read_again(
    office: Database, take: Take, keep: Keep, now: datetime
) -> None:
    """Years of agreements cost no more queries than one."""

    def queries() -> int:
        seen: list[str] = []
        with office.reading() as session:
            raw = session.connection().connection.driver_connection
            assert raw is not None
            raw.set_trace_callback(seen.append)
            agenda_figures(session, now)
            raw.set_trace_callback(None)
        return sum(sql.startswith("SELECT") for sql in seen)

    instalments = (InstalmentDraft(_at("2025-03-26")), InstalmentDraft(_at("2025-03-28")))
    owed = ObligationDraft(
        what="还款",
        by=("楼上住户",),
        toward="NOBODY",
        timing="INSTALMENTS",
        instalments=instalments,
    )
    counted: list[int] = []
    for _ in range(3):
        parties = (PartyDraft(name="楼下住户", side="甲"), PartyDraft(name="楼上住户", side="乙"))
        case_id = take("欠款", parties=parties)
        with office.reading() as session:
            ids = [party.id for party in session.get_one(Case, case_id).parties]
            signed = tuple(SignatureDraft(id_, "SIGNED") for id_ in ids)
        draft = AgreementDraft(_at("2025-03-25"), signatures=signed, obligations=(owed, owed))
        keep(record_agreement, case_id, draft)
        with office.reading() as session:
            step = session.get_one(Case, case_id).steps[-1]
            agreement = session.scalars(select(Agreement).where(Agreement.step_id == step.id)).one()
            whole, in_parts = agreement.obligations
            parts = [None, *(part.id for part in in_parts.instalments)]
            ids = [whole.id, in_parts.id, in_parts.id]
        for obligation, part in zip(ids, parts, strict=True):
            keep(
                record_performance,
                case_id,
                PerformanceDraft(obligation, _at("2025-03-30"), instalment_id=part),
            )
        with office.reading() as session:
            assert agenda_figures(session, now).late == 0
        counted.append(queries())
    assert counted[0] == counted[-1]
    with office.writing() as session:
        session.execute(
            text(
                "UPDATE step SET removed_at = '2025-04-01' WHERE id = ("
                "SELECT step_id FROM performance WHERE instalment_id IS NOT NULL LIMIT 1)"
            )
        )
    with office.reading() as session:
        assert agenda_figures(session, now).late == 1


def test_an_obligation_is_asked_for_until_it_is_performed(
    office: Database, take: Take, keep: Keep, read: Read
) -> None:
    parties = (PartyDraft(name="楼下住户", side="甲"), PartyDraft(name="楼上住户", side="乙"))
    case_id = take("半夜噪声", parties=parties)
    owed = tuple(
        ObligationDraft(what=what, kind="ACT", by=("楼上住户",), timing="BY_DATE", due=_at(day))
        for what, day in (
            ("铺地毯", "2025-04-01"),
            ("赔礼道歉", "2025-04-02"),
            ("修门", "2025-04-20"),
        )
    )
    with office.reading() as session:
        ids = [party.id for party in session.get_one(Case, case_id).parties]
    signatures = tuple(SignatureDraft(id_, "SIGNED") for id_ in ids)
    keep(
        record_agreement,
        case_id,
        AgreementDraft(_at("2025-03-25"), signatures=signatures, obligations=owed),
    )
    assert [_told(entry) for entry in read().entries] == [
        ("过期", "履行", "超期9小时", "楼上住户 铺地毯"),
        ("今天", "履行", "今天", "楼上住户 赔礼道歉"),
    ]
    with office.reading() as session:
        carpet = session.scalars(select(Obligation).where(Obligation.what == "铺地毯")).one().id
    keep(record_performance, case_id, PerformanceDraft(carpet, _at("2025-04-02")))
    assert [entry.what for entry in read().entries] == ["楼上住户 赔礼道歉"]


def test_a_worker_is_shown_what_the_own_unit_has_and_what_all_are_reminded_of(
    take: Take, keep: Keep, read: Read
) -> None:
    hanlin = take("翰林的", due=_at("2025-04-02"))
    take("万和的", due=_at("2025-04-02"), registered_by="万和社区")
    handed = take("翰林交给王芳的", due=_at("2025-04-02"))
    keep(record_step, handed, StepDraft("DISPATCHED", _at("2025-04-01"), to=("王芳",)))
    for worker in ("李明", "王芳", "", "新来的"):
        keep(
            record_reminder,
            hanlin,
            ReminderDraft(_at("2025-04-02"), f"提醒{worker}", worker=worker),
        )
    shown = {
        name: {entry.what or entry.title for entry in read(name).entries}
        for name in ("李明", "王芳", "")
    }
    for_all = {"提醒", "提醒新来的"}
    assert shown["李明"] == {"翰林的", "提醒李明", *for_all}
    assert shown["王芳"] == {"万和的", "翰林交给王芳的", "提醒王芳", *for_all}
    assert shown[""] == shown["李明"] | shown["王芳"]


def test_a_closed_case_is_followed_up_by_who_had_it_last(
    take: Take, keep: Keep, read: Read
) -> None:
    case_id = take("半夜噪声")
    keep(record_step, case_id, StepDraft("DISPATCHED", _at("2025-03-20"), to=("万和社区",)))
    keep(record_outcome, case_id, OutcomeDraft("RECONCILED", _at("2025-03-21")))
    assert [entry.who for entry in read("王芳").entries] == ["万和社区"]
    assert read("李明").entries == ()


def test_what_a_page_cannot_hold_is_counted(
    office: Database, take: Take, read: Read, now: datetime
) -> None:
    last = take("拖得最久", due=_at("2025-03-01"))
    first = take("昨天到期", due=_at("2025-04-01"))
    with office.writing() as session:
        columns = "uid, number, kind_code, title, urgency, is_restricted, is_open, stage, due_by, needs_follow_up, version, recorded_at"
        session.execute(
            text(
                f'INSERT INTO "case" ({columns}) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL'  # noqa: S608 - our own names
                " SELECT i + 1 FROM n WHERE i < 250) SELECT 'u' || i, 'n' || i, 'DISPUTE', '一件',"
                " 'NORMAL', 0, 1, '待受理', '2025-03-15 12:00:00', 0, 1, '2025-03-01' FROM n"
            )
        )
        session.execute(
            text(
                "INSERT INTO step (uid, case_id, position, action_code, moment_precision,"
                " is_reason_unrecorded, is_internal, is_prior, times, recorded_at)"
                " SELECT 's' || id, id, 1, 'REGISTERED', 'NOT_STATED', 0, 0, 0, 1, '2025-03-01'"
                " FROM \"case\" WHERE number LIKE 'n%'"
            )
        )
    shown = read()
    late = [entry.case_id for entry in shown.of(AgendaGroup.LATE)]
    assert len(late) == MOST_SHOWN
    assert late[-1] == first
    assert last not in late
    assert shown.count(AgendaGroup.LATE) == 252
    with office.reading() as session:
        assert agenda_figures(session, now).late == 252


def test_the_figures_are_those_of_the_page(
    office: Database, take: Take, keep: Keep, now: datetime
) -> None:
    for day in ("2025-03-31", "2025-04-01", "2025-04-02", "2025-04-05"):
        keep(record_reminder, take(day, due=_at(day)), ReminderDraft(_at(day), "看看"))
    with office.reading() as session:
        assert agenda_figures(session, now) == AgendaFigures(late=4, today=2)


@pytest.mark.parametrize("worker_id", [None, 1])
def test_no_case_is_looked_for_by_reading_them_all(
    office: Database, take: Take, now: datetime, worker_id: int | None
) -> None:
    """Every query of the page finds its rows by an index."""
    take("漏水", due=_at("2025-04-02"))
    seen: list[str] = []
    with office.reading() as session:
        connection = session.connection()
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.set_trace_callback(seen.append)
        agenda(session, now, worker_id)
        agenda_figures(session, now)
        raw.set_trace_callback(None)
        plans = [
            row[3]
            for sql in seen
            if sql.startswith("SELECT")
            for row in raw.execute(f"EXPLAIN QUERY PLAN {sql}")
        ]
    assert len(plans) > 20
    big = ("case", "step", "report", "reminder", "mediation_session", "follow_up", "party")
    assert [plan for plan in plans if plan in {f"SCAN {table}" for table in big}] == []
