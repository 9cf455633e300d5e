"""What is removed is hidden everywhere, and comes back as it was."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from linli.casework import caseload
from linli.casework.activities import record_activity
from linli.casework.agreements import (
    record_agreement,
    record_agreement_event,
    record_performance,
)
from linli.casework.aid import record_appeal, record_gift
from linli.casework.batches import undo_batch
from linli.casework.checking import check
from linli.casework.closing import record_outcome, reopen, void
from linli.casework.conveying import record_conveyance
from linli.casework.follow_up import record_follow_up, record_thanks
from linli.casework.grid import keep_office
from linli.casework.intake import take_down
from linli.casework.mediation import add_note, caucus_notes, record_session
from linli.casework.people import add_party
from linli.casework.recycling import removed_rows
from linli.casework.reminders import record_reminder
from linli.casework.removal import removal_question, remove, take_back
from linli.casework.requests import record_report, record_request
from linli.casework.steps import record_step
from linli.casework.ties import record_link
from linli.domain.amounts import Amount
from linli.domain.case_file import CaseFile, ListQuery, ListScope, RemovedRow
from linli.domain.drafts import (
    ActivityDraft,
    AgreementDraft,
    AgreementEventDraft,
    AppealDraft,
    CaseDraft,
    ConveyanceDraft,
    FollowUpDraft,
    GiftDraft,
    LinkDraft,
    NoteDraft,
    ObligationDraft,
    OfficeDraft,
    OutcomeDraft,
    PartyDraft,
    PerformanceDraft,
    ReasonDraft,
    ReminderDraft,
    ReportDraft,
    RequestDraft,
    SessionDraft,
    SignatureDraft,
    StepDraft,
    ThanksDraft,
    WorkerDraft,
)
from linli.domain.moments import Moment
from linli.domain.things import Thing
from linli.errors import LinliError, Refused
from linli.records.database import Database
from linli.records.tables import Obligation, Worker

DAY = Moment.on_day(date(2025, 3, 16))
SAID_APART = "只对社区说过的话"


@dataclass
class Filled:
    """A dispute with something of every kind that others hang on, and the way to its rows."""

    database: Database
    now: datetime
    case_id: int = 0
    other_id: int = 0
    ids: dict[str, int] = field(default_factory=dict)

    def keep(self, verb: Callable[..., Any], *args: object) -> Any:  # noqa: ANN401 - whatever the verb gives
        """Do one verb, in a transaction of its own."""
        with self.database.writing() as session:
            return verb(session, *args)

    def file(self) -> CaseFile:
        """The case as it reads now, whatever its version."""
        with self.database.reading() as session:
            read = caseload.case_file(session, self.case_id, self.now)
        return replace(read, version=0)

    def removed(self, case_id: int | None = None) -> tuple[RemovedRow, ...]:
        """The bin."""
        with self.database.reading() as session:
            return removed_rows(session, case_id)

    def actions(self) -> list[str]:
        """The timeline, by the codes of its actions."""
        return [step.action.code for step in self.file().steps]

    def said_apart(self) -> list[str]:
        """What the first party said apart."""
        with self.database.reading() as session:
            speakers = (self.ids["first"],)
            return [note.text for note in caucus_notes(session, self.case_id, speakers)]


@pytest.fixture
def filled(database: Database, now: datetime) -> Filled:
    made = Filled(database, now)
    office = OfficeDraft("枫杨办事处", "枫杨", workers=(WorkerDraft("李明", "", "GRID_WORKER"),))
    made.keep(keep_office, office, now)
    sides = (PartyDraft("甲", "楼下住户"), PartyDraft("乙", "楼上住户"))
    draft = CaseDraft("DISPUTE", "PHONE", "半夜噪声", DAY, parties=sides)
    made.case_id = made.keep(take_down, draft, now)
    made.other_id = made.keep(take_down, replace(draft, title="楼道漏水"), now)
    first, second = (party.id for party in made.file().parties)
    made.ids |= {"first": first, "second": second}
    apart = SessionDraft("BACK_TO_BACK", DAY, (first,), notes=(NoteDraft(SAID_APART),))
    made.ids["session"] = made.keep(record_session, made.case_id, apart)
    with database.reading() as session:
        made.ids["note"] = caucus_notes(session, made.case_id, (first,))[0].id
    agreed = AgreementDraft(
        DAY,
        signatures=(SignatureDraft(first), SignatureDraft(second)),
        obligations=(ObligationDraft("晚十点后不拖动家具", by=("楼上住户",)),),
    )
    made.ids["agreement"] = made.keep(record_agreement, made.case_id, agreed)
    with database.reading() as session:
        made.ids["obligation"] = session.scalars(select(Obligation.id)).one()
    return made


Add = Callable[[Filled], Any]

ADDED: dict[Thing, Add] = {
    Thing.STEP: lambda f: f.keep(
        record_step, f.case_id, StepDraft("VISITED", DAY, by=("网格员",), note="上门看过")
    ),
    Thing.SESSION: lambda f: f.keep(
        record_session,
        f.case_id,
        SessionDraft("BACK_TO_BACK", DAY, (f.ids["first"],), notes=(NoteDraft(SAID_APART + "又"),)),
    ),
    Thing.NOTE: lambda f: f.keep(add_note, f.ids["session"], NoteDraft(SAID_APART + "再")),
    Thing.CONVEYANCE: lambda f: f.keep(
        record_conveyance,
        f.ids["note"],
        ConveyanceDraft(SAID_APART, (f.ids["second"],), (f.ids["first"],), DAY, "ORAL"),
    ),
    Thing.PARTY: lambda f: f.keep(add_party, f.case_id, PartyDraft("", "物业公司", "CONCERNED")),
    Thing.REQUEST: lambda f: f.keep(record_request, f.case_id, RequestDraft("赔礼道歉")),
    Thing.REPORT: lambda f: f.keep(record_report, f.case_id, ReportDraft("HOTLINE", DAY)),
    Thing.OUTCOME: lambda f: f.keep(
        record_outcome, f.case_id, OutcomeDraft("PENDING", DAY, closes=False)
    ),
    Thing.AGREEMENT: lambda f: f.keep(
        record_agreement,
        f.case_id,
        AgreementDraft(
            DAY, signatures=(SignatureDraft(f.ids["first"]), SignatureDraft(f.ids["second"]))
        ),
    ),
    Thing.AGREEMENT_EVENT: lambda f: f.keep(
        record_agreement_event,
        f.case_id,
        AgreementEventDraft(f.ids["agreement"], "BROKEN", DAY),
    ),
    Thing.PERFORMANCE: lambda f: f.keep(
        record_performance, f.case_id, PerformanceDraft(f.ids["obligation"], DAY)
    ),
    Thing.APPEAL: lambda f: f.keep(record_appeal, f.case_id, AppealDraft("轻松筹", DAY)),
    Thing.GIFT: lambda f: f.keep(
        record_gift, f.case_id, GiftDraft("NEIGHBOURS", DAY, Amount(10000))
    ),
    Thing.ACTIVITY: lambda f: f.keep(
        record_activity, f.case_id, ActivityDraft(host="翰林社区", moment=DAY)
    ),
    Thing.FOLLOW_UP: lambda f: f.keep(record_follow_up, f.case_id, FollowUpDraft(DAY, "PHONE")),
    Thing.THANKS: lambda f: f.keep(record_thanks, f.case_id, ThanksDraft("BANNER", DAY)),
    Thing.LINK: lambda f: f.keep(record_link, f.case_id, LinkDraft("RELATED", f.other_id)),
    Thing.REMINDER: lambda f: f.keep(record_reminder, f.case_id, ReminderDraft(DAY, "回电话")),
}
"""One more of each thing."""

STILL_TAKEN = {
    Thing.AGREEMENT_EVENT,
    Thing.PERFORMANCE,
    Thing.FOLLOW_UP,
    Thing.THANKS,
    Thing.GIFT,
    Thing.LINK,
    Thing.REMINDER,
}
"""What a closed case takes without being reopened; the event is that it was broken."""


def test_everything_but_the_case_can_be_removed() -> None:
    assert set(ADDED) == set(Thing) - {Thing.CASE}


@pytest.mark.parametrize("thing", ADDED)
def test_what_is_removed_is_gone_and_comes_back_as_it_was(filled: Filled, thing: Thing) -> None:
    before, said_before = filled.file(), filled.said_apart()
    row_id = ADDED[thing](filled)
    with_it, said_with_it = filled.file(), filled.said_apart()
    assert (with_it, said_with_it) != (before, said_before) or thing in {
        Thing.AGREEMENT_EVENT,
        Thing.AGREEMENT,
    }

    filled.keep(remove, thing, row_id, "记错了")

    assert filled.file() == before
    assert filled.said_apart() == said_before
    [row] = filled.removed()
    assert (row.thing, row.id, row.why) == (thing, row_id, "记错了")
    assert row.case_number == before.row.number

    filled.keep(take_back, thing, row_id)

    assert filled.file() == with_it
    assert filled.said_apart() == said_with_it
    assert filled.removed() == ()


@pytest.mark.parametrize("thing", ADDED)
def test_the_bin_never_tells_what_was_said_apart(filled: Filled, thing: Thing) -> None:
    filled.keep(remove, thing, ADDED[thing](filled))
    assert SAID_APART not in repr(filled.removed())


@pytest.mark.parametrize("thing", ADDED)
def test_a_case_whose_row_was_removed_and_taken_back_passes_the_check(
    filled: Filled, thing: Thing
) -> None:
    row_id = ADDED[thing](filled)
    path: Path = filled.database.path
    for verb in (remove, take_back):
        filled.keep(verb, thing, row_id)
        filled.database.close()
        assert check(path).sentences == ()


@pytest.mark.parametrize("thing", ADDED)
def test_a_closed_case_gives_up_what_it_still_takes_and_nothing_else(
    filled: Filled, thing: Thing
) -> None:
    row_id = ADDED[thing](filled)
    filled.keep(record_outcome, filled.case_id, OutcomeDraft("RECONCILED", DAY))
    if thing in STILL_TAKEN:
        filled.keep(remove, thing, row_id)
        ADDED[thing](filled)
        return
    with pytest.raises(Refused, match="请先重新打开"):
        filled.keep(remove, thing, row_id)
    with pytest.raises(LinliError, match="请先重新打开"):
        ADDED[thing](filled)


@pytest.mark.parametrize("thing", ADDED)
def test_what_was_removed_before_the_closing_stays_in_the_bin_of_a_closed_case(
    filled: Filled, thing: Thing
) -> None:
    row_id = ADDED[thing](filled)
    filled.keep(remove, thing, row_id)
    filled.keep(record_outcome, filled.case_id, OutcomeDraft("RECONCILED", DAY))
    if thing in STILL_TAKEN:
        filled.keep(take_back, thing, row_id)
    else:
        with pytest.raises(Refused, match="请先重新打开"):
            filled.keep(take_back, thing, row_id)


@pytest.mark.parametrize("thing", ADDED)
def test_a_voided_case_gives_up_nothing(filled: Filled, thing: Thing) -> None:
    row_id = ADDED[thing](filled)
    filled.keep(void, filled.case_id, ReasonDraft(DAY, "重复登记"))
    with pytest.raises(Refused, match="已作废"):
        filled.keep(remove, thing, row_id)


@pytest.mark.parametrize("action", ["NOTED", "INFORMED", "REPLIED"])
def test_of_the_steps_of_a_closed_case_notes_and_replies_may_go(
    filled: Filled, action: str
) -> None:
    draft = StepDraft(action, DAY, to=("楼下住户",))
    step = filled.keep(record_step, filled.case_id, draft)
    filled.keep(record_outcome, filled.case_id, OutcomeDraft("RECONCILED", DAY))
    filled.keep(remove, Thing.STEP, step)
    assert action not in filled.actions()


def test_who_removed_it_and_when_is_told(filled: Filled) -> None:
    row_id = ADDED[Thing.THANKS](filled)
    with filled.database.reading() as session:
        worker = session.scalars(select(Worker.id)).one()
    with filled.database.writing(signed_by=worker) as session:
        remove(session, Thing.THANKS, row_id)
    [row] = filled.removed()
    assert row.by == "李明"
    assert row.at.tzinfo is None


def test_of_what_was_said_apart_the_bin_tells_who_and_when(filled: Filled) -> None:
    filled.keep(remove, Thing.NOTE, filled.ids["note"])
    [row] = filled.removed()
    assert row.words.startswith("甲方 · ")
    assert row.words.endswith("3月16日")


def test_a_link_stands_in_the_bins_of_both_cases(filled: Filled) -> None:
    link = ADDED[Thing.LINK](filled)
    filled.keep(remove, Thing.LINK, link)
    assert [row.id for row in filled.removed(filled.case_id)] == [link]
    assert [row.id for row in filled.removed(filled.other_id)] == [link]


def test_what_is_gone_already_may_be_removed_again_and_taken_back_twice(filled: Filled) -> None:
    row_id = ADDED[Thing.GIFT](filled)
    filled.keep(remove, Thing.GIFT, row_id, "第一次")
    filled.keep(remove, Thing.GIFT, row_id, "第二次")
    assert [row.why for row in filled.removed()] == ["第一次"]
    filled.keep(take_back, Thing.GIFT, row_id)
    filled.keep(take_back, Thing.GIFT, row_id)
    assert filled.removed() == ()


def test_what_is_not_there_is_not_removed(filled: Filled) -> None:
    with pytest.raises(LinliError, match="没有找到"):
        filled.keep(remove, Thing.GIFT, 4711)
    with pytest.raises(LinliError, match="没有找到"):
        filled.keep(remove, Thing.CASE, filled.case_id)


def test_the_registration_cannot_be_removed(filled: Filled) -> None:
    first = filled.file().steps[0].id
    with pytest.raises(Refused, match="这是登记的一条，不能删除"):
        filled.keep(remove, Thing.STEP, first)


def test_why_a_case_was_reopened_cannot_be_removed(filled: Filled) -> None:
    filled.keep(record_outcome, filled.case_id, OutcomeDraft("RECONCILED", DAY))
    filled.keep(reopen, filled.case_id, ReasonDraft(Moment.at_minute(filled.now), "又吵起来了"))
    with pytest.raises(Refused, match="重新打开不能删除"):
        filled.keep(remove, Thing.STEP, filled.file().steps[-1].id)


def test_the_one_request_and_the_one_report_of_a_case_stay(filled: Filled) -> None:
    file = filled.file()
    with pytest.raises(Refused, match="至少有一项诉求"):
        filled.keep(remove, Thing.REQUEST, file.requests[0].id)
    with pytest.raises(Refused, match="至少有一次反映"):
        filled.keep(remove, Thing.REPORT, file.reports[0].id)


def test_a_request_that_has_a_result_stays(filled: Filled) -> None:
    request = ADDED[Thing.REQUEST](filled)
    result = OutcomeDraft("WITHDRAWN", DAY, closes=False, request_id=request)
    outcome = filled.keep(record_outcome, filled.case_id, result)
    with pytest.raises(Refused, match="已有结果"):
        filled.keep(remove, Thing.REQUEST, request)

    filled.keep(remove, Thing.OUTCOME, outcome)
    filled.keep(remove, Thing.REQUEST, request)
    with pytest.raises(Refused, match="请先取回那项诉求"):
        filled.keep(take_back, Thing.OUTCOME, outcome)


def test_a_party_that_spoke_cannot_be_removed(filled: Filled) -> None:
    with pytest.raises(Refused, match="有它的背靠背记录"):
        filled.keep(remove, Thing.PARTY, filled.ids["first"])


def test_a_session_does_not_come_back_without_who_sat_in_it(filled: Filled) -> None:
    third = ADDED[Thing.PARTY](filled)
    held = filled.keep(record_session, filled.case_id, SessionDraft("ENQUIRY", DAY, (third,)))
    filled.keep(remove, Thing.SESSION, held)
    filled.keep(remove, Thing.PARTY, third)
    with pytest.raises(Refused, match="“物业公司”也已删除，请先取回当事人"):
        filled.keep(take_back, Thing.SESSION, held)
    filled.keep(take_back, Thing.PARTY, third)
    filled.keep(take_back, Thing.SESSION, held)
    assert filled.file().sessions[-1].parties == ("物业公司",)


@pytest.mark.parametrize(
    ("thing", "of", "of_what"),
    [
        (Thing.NOTE, Thing.SESSION, "那场调解"),
        (Thing.CONVEYANCE, Thing.NOTE, "那条背靠背记录"),
        (Thing.PERFORMANCE, Thing.AGREEMENT, "那份协议"),
        (Thing.AGREEMENT_EVENT, Thing.AGREEMENT, "那份协议"),
    ],
)
def test_what_hangs_on_a_removed_row_comes_back_after_it(
    filled: Filled, thing: Thing, of: Thing, of_what: str
) -> None:
    row_id, owner = ADDED[thing](filled), filled.ids[of.value.lower()]
    before = filled.file()
    filled.keep(remove, thing, row_id)
    filled.keep(remove, of, owner)
    with pytest.raises(Refused, match=f"请先取回{of_what}"):
        filled.keep(take_back, thing, row_id)
    filled.keep(take_back, of, owner)
    filled.keep(take_back, thing, row_id)
    assert filled.file() == before


def test_with_an_agreement_falls_what_became_of_it(filled: Filled) -> None:
    for thing in (Thing.PERFORMANCE, Thing.AGREEMENT_EVENT):
        ADDED[thing](filled)
    before = filled.file()
    filled.keep(remove, Thing.AGREEMENT, filled.ids["agreement"])
    assert not {"AGREEMENT_MADE", "PERFORMED", "AGREEMENT_CHANGED"} & set(filled.actions())
    assert [row.thing for row in filled.removed()] == [Thing.AGREEMENT]
    filled.keep(take_back, Thing.AGREEMENT, filled.ids["agreement"])
    assert filled.file() == before


def test_a_closing_falls_with_the_result_it_rested_on_and_comes_back_with_it(
    filled: Filled,
) -> None:
    outcome = filled.keep(record_outcome, filled.case_id, OutcomeDraft("RECONCILED", DAY))
    filled.keep(reopen, filled.case_id, ReasonDraft(Moment.at_minute(filled.now), "又吵起来了"))
    before = filled.file()

    filled.keep(remove, Thing.OUTCOME, outcome)

    assert not {"OUTCOME_REACHED", "CLOSED"} & set(filled.actions())
    [row] = filled.removed()
    assert row.thing is Thing.OUTCOME
    filled.keep(take_back, row.thing, row.id)
    assert filled.file() == before


def test_a_closing_that_has_another_result_to_rest_on_stays(filled: Filled) -> None:
    slip = OutcomeDraft("WITHDRAWN", DAY, closes=False)
    wrong = filled.keep(record_outcome, filled.case_id, slip)
    filled.keep(record_outcome, filled.case_id, OutcomeDraft("RECONCILED", DAY))
    filled.keep(reopen, filled.case_id, ReasonDraft(Moment.at_minute(filled.now), "又吵起来了"))
    filled.keep(remove, Thing.OUTCOME, wrong)
    assert filled.actions()[-3:] == ["OUTCOME_REACHED", "CLOSED", "REOPENED"]


def test_a_result_before_the_reopening_holds_no_later_closing(filled: Filled) -> None:
    filled.keep(record_outcome, filled.case_id, OutcomeDraft("RECONCILED", DAY))
    for hour, why in ((10, "又吵起来了"), (12, "还是吵")):
        at = Moment.at_minute(datetime(2025, 3, 18, hour, 0))
        filled.keep(reopen, filled.case_id, ReasonDraft(at, why))
        again = OutcomeDraft("AGREED", Moment.at_minute(datetime(2025, 3, 18, hour + 1, 0)))
        last = filled.keep(record_outcome, filled.case_id, again)
    at = Moment.at_minute(datetime(2025, 3, 18, 14, 0))
    filled.keep(reopen, filled.case_id, ReasonDraft(at, "第三次"))
    filled.keep(remove, Thing.OUTCOME, last)
    assert filled.actions()[-5:] == [
        "REOPENED",
        "OUTCOME_REACHED",
        "CLOSED",
        "REOPENED",
        "REOPENED",
    ]


def test_a_step_comes_back_to_its_place_though_another_took_its_number(filled: Filled) -> None:
    step = ADDED[Thing.STEP](filled)
    filled.keep(remove, Thing.STEP, step)
    ADDED[Thing.STEP](filled)
    filled.keep(take_back, Thing.STEP, step)
    assert filled.actions()[-2:] == ["VISITED", "VISITED"]


@pytest.mark.parametrize(
    ("thing", "words", "asked"),
    [
        (Thing.SESSION, "背靠背", "删除这场背靠背记录？"),
        (Thing.NOTE, "", "删除这条背靠背记录？"),
        (Thing.STEP, "走访", "删除这条“走访”？"),
        (Thing.PARTY, "楼下住户", "删除这位当事人“楼下住户”？"),
        (Thing.GIFT, "", "删除这笔捐助？"),
        (Thing.OUTCOME, "和解", "删除这条结果“和解”？"),
    ],
)
def test_the_question_says_what_is_removed(thing: Thing, words: str, asked: str) -> None:
    assert removal_question(thing, words) == f"{asked}可从“文件 → 回收站”取回。"


def test_the_sample_goes_as_one_with_what_was_removed_of_it(
    sample: Database, now: datetime
) -> None:
    with sample.writing() as session:
        case_id = caseload.case_ids(session, ListQuery(ListScope.ALL), now)[0]
        case_file = caseload.case_file(session, case_id, now)
        reopen(session, case_id, ReasonDraft(Moment.at_minute(now), "试一试"))
        remove(session, Thing.STEP, case_file.steps[1].id)
    with sample.reading() as session:
        assert len(removed_rows(session)) == 1
    with sample.writing() as session:
        undo_batch(session, "SAMPLE", now)
    with sample.reading() as session:
        assert removed_rows(session) == ()
        assert not caseload.case_ids(session, ListQuery(ListScope.ALL), now)
