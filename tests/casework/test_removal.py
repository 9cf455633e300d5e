"""What is removed is hidden everywhere, and comes back as it was."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from linli.casework import caseload, mediation
from linli.casework.aid import record_gift
from linli.casework.closing import record_outcome, reopen
from linli.casework.follow_up import record_follow_up, record_thanks
from linli.casework.intake import take_down
from linli.casework.people import add_party
from linli.casework.recycling import removed_rows
from linli.casework.removal import remove, take_back
from linli.casework.state import derived
from linli.casework.step_order import move_step
from linli.casework.steps import record_step
from linli.domain.amounts import Amount
from linli.domain.case_file import CaseFile
from linli.domain.drafts import (
    CaseDraft,
    FollowUpDraft,
    GiftDraft,
    NoteDraft,
    OfficeDraft,
    OutcomeDraft,
    PartyDraft,
    ReasonDraft,
    SessionDraft,
    StepDraft,
    ThanksDraft,
)
from linli.domain.moments import Moment
from linli.domain.things import Thing
from linli.errors import Refused
from linli.records.database import Database
from linli.records.tables import Case

DAY = Moment.on_day(date(2025, 3, 16))
SAID_APART = "只对社区说过的话"

Add = Callable[[Session, int], int]


@pytest.fixture
def case_id(database: Database, now: datetime) -> int:
    """A dispute of two sides."""
    from linli.casework.grid import keep_office

    with database.writing() as session:
        keep_office(session, OfficeDraft("枫杨办事处", "枫杨"), now)
        made = take_down(session, CaseDraft("DISPUTE", "PHONE", "半夜噪声", DAY), now)
        for side, name in (("甲", "楼下住户"), ("乙", "楼上住户")):
            add_party(session, made, PartyDraft(side, name))
        return made


def _session(session: Session, case_id: int) -> int:
    speaker = session.get_one(Case, case_id).parties[0].id
    draft = SessionDraft("BACK_TO_BACK", DAY, (speaker,), notes=(NoteDraft(SAID_APART),))
    return mediation.record_session(session, case_id, draft)


ADDED: dict[Thing, Add] = {
    Thing.STEP: lambda session, case_id: record_step(
        session, case_id, StepDraft("VISITED", DAY, by=("网格员",), note="上门看过")
    ),
    Thing.PARTY: lambda session, case_id: add_party(
        session, case_id, PartyDraft("", "物业公司", "CONCERNED")
    ),
    Thing.SESSION: _session,
    Thing.OUTCOME: lambda session, case_id: record_outcome(
        session, case_id, OutcomeDraft("PENDING", DAY, closes=False)
    ),
    Thing.GIFT: lambda session, case_id: record_gift(
        session, case_id, GiftDraft("NEIGHBOURS", DAY, Amount(10000))
    ),
    Thing.FOLLOW_UP: lambda session, case_id: record_follow_up(
        session, case_id, FollowUpDraft(DAY, "PHONE")
    ),
    Thing.THANKS: lambda session, case_id: record_thanks(
        session, case_id, ThanksDraft("BANNER", DAY)
    ),
}


@pytest.mark.parametrize("thing", ADDED)
def test_what_is_removed_is_gone_and_comes_back_as_it_was(
    database: Database, case_id: int, now: datetime, thing: Thing
) -> None:
    before = _file(database, case_id, now)
    with database.writing() as session:
        row_id = ADDED[thing](session, case_id)
    with_it = _file(database, case_id, now)

    with database.writing() as session:
        remove(session, thing, row_id, "记错了")

    assert _facts(_file(database, case_id, now)) == _facts(before)
    with database.reading() as session:
        [row] = removed_rows(session, case_id)
    assert (row.thing, row.id, row.why) == (thing, row_id, "记错了")
    assert SAID_APART not in row.words

    with database.writing() as session:
        take_back(session, thing, row_id)

    assert _facts(_file(database, case_id, now)) == _facts(with_it)
    with database.reading() as session:
        assert removed_rows(session, case_id) == ()
        case = session.get_one(Case, case_id)
        for name, value in derived(session, case).items():
            assert getattr(case, name) == value


def test_the_registration_cannot_be_removed(
    database: Database, case_id: int, now: datetime
) -> None:
    first = _file(database, case_id, now).steps[0].id
    with database.writing() as session, pytest.raises(Refused, match="这是登记的一条，不能删除"):
        remove(session, Thing.STEP, first)


def test_a_party_that_spoke_cannot_be_removed(database: Database, case_id: int) -> None:
    with database.writing() as session:
        _session(session, case_id)
        speaker = session.get_one(Case, case_id).parties[0].id
        with pytest.raises(Refused, match="有它的背靠背记录"):
            remove(session, Thing.PARTY, speaker)


def test_a_closing_falls_with_the_result_it_rested_on_and_comes_back_with_it(
    database: Database, case_id: int, now: datetime
) -> None:
    with database.writing() as session:
        outcome = record_outcome(session, case_id, OutcomeDraft("RECONCILED", DAY))
        reopen(session, case_id, ReasonDraft(Moment.at_minute(now), "又吵起来了"))
        remove(session, Thing.OUTCOME, outcome)

    assert [step.action.code for step in _file(database, case_id, now).steps] == [
        "REGISTERED",
        "REOPENED",
    ]

    with database.writing() as session:
        [row] = removed_rows(session, case_id)
        take_back(session, row.thing, row.id)

    assert [step.action.code for step in _file(database, case_id, now).steps] == [
        "REGISTERED",
        "OUTCOME_REACHED",
        "CLOSED",
        "REOPENED",
    ]


def test_a_closed_case_gives_up_nothing_but_what_it_still_takes(
    database: Database, case_id: int
) -> None:
    with database.writing() as session:
        visit = ADDED[Thing.STEP](session, case_id)
        thanks = ADDED[Thing.THANKS](session, case_id)
        record_outcome(session, case_id, OutcomeDraft("RECONCILED", DAY))
    with database.writing() as session:
        with pytest.raises(Refused, match="请先重新打开"):
            remove(session, Thing.STEP, visit)
        remove(session, Thing.THANKS, thanks)


def test_steps_without_an_exact_time_are_moved_and_exact_ones_never_cross(
    database: Database, case_id: int, now: datetime
) -> None:
    with database.writing() as session:
        early, late = (
            record_step(
                session,
                case_id,
                StepDraft("VISITED", Moment.at_minute(datetime(2025, 3, 17, hour, 0))),
            )
            for hour in (9, 10)
        )
        vague = record_step(session, case_id, StepDraft("CONTACTED", Moment.not_stated()))
        assert not move_step(session, late, -1)
        assert move_step(session, vague, -1)
        assert move_step(session, vague, -1)
    order = [step.id for step in _file(database, case_id, now).steps]
    assert order[-3:] == [vague, early, late]


def test_a_time_in_words_stands_where_the_cursor_was(
    database: Database, case_id: int, now: datetime
) -> None:
    with database.writing() as session:
        first = record_step(session, case_id, StepDraft("VISITED", DAY))
        record_step(session, case_id, StepDraft("VISITED", DAY))
        vague = record_step(
            session, case_id, StepDraft("CONTACTED", Moment.not_stated(), after_step=first)
        )
    order = [step.id for step in _file(database, case_id, now).steps]
    assert order.index(vague) == order.index(first) + 1


def _file(database: Database, case_id: int, now: datetime) -> CaseFile:
    with database.reading() as session:
        return caseload.case_file(session, case_id, now)


def _facts(case_file: CaseFile) -> object:
    return (
        case_file.parties,
        [(step.action, step.moment, step.note, step.thing_id) for step in case_file.steps],
        case_file.sessions,
        case_file.outcomes,
        case_file.gifts,
        case_file.follow_ups,
        case_file.thanks,
        case_file.row,
    )
