"""Agreements between some of the parties, what becomes of them, and how they are performed."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from linli.casework.agreements import (
    agreement_draft,
    change_agreement,
    change_performance,
    obligations_due,
    performance_draft,
    record_agreement,
    record_agreement_event,
    record_performance,
)
from linli.casework.closing import record_outcome
from linli.casework.grid import keep_office
from linli.casework.intake import take_down
from linli.casework.people import add_party
from linli.domain.amounts import Amount
from linli.domain.drafts import (
    AgreementDraft,
    AgreementEventDraft,
    CaseDraft,
    InstalmentDraft,
    ObligationDraft,
    OfficeDraft,
    OutcomeDraft,
    PartyDraft,
    PerformanceDraft,
    SignatureDraft,
)
from linli.domain.moments import Moment
from linli.errors import Refused
from linli.records.database import Database
from linli.records.tables import Agreement, Case, Obligation

DAY = Moment.on_day(date(2025, 3, 16))
NAMES = ("楼下住户", "楼上住户", "物业公司")


def _due(month: int) -> Moment:
    return Moment.on_day(date(2025, month, 10))


@pytest.fixture
def case_id(database: Database, now: datetime) -> int:
    """A dispute of three sides."""
    with database.writing() as session:
        keep_office(session, OfficeDraft("枫杨办事处", "枫杨"), now)
        made = take_down(session, CaseDraft("DISPUTE", "PHONE", "漏水", DAY), now)
        for side, name in zip("甲乙丙", NAMES, strict=True):
            add_party(session, made, PartyDraft(side, name))
        return made


def _full(parties: list[int]) -> AgreementDraft:
    """An agreement of two of the three, with an obligation of every kind and timing."""
    return AgreementDraft(
        moment=DAY,
        form="WRITTEN",
        signatures=(
            SignatureDraft(parties[0], "SIGNED"),
            SignatureDraft(parties[1], "BY_PROXY", "其子"),
        ),
        led_by="枫杨司法所",
        place="社区调解室",
        text="分期赔偿，限期修好。",
        obligations=(
            ObligationDraft(
                what="赔偿损失",
                kind="MONEY",
                mode="COMPENSATE",
                by=(NAMES[1],),
                to=(NAMES[0],),
                toward="PARTIES",
                amount=Amount(300000),
                timing="INSTALMENTS",
                instalments=tuple(
                    InstalmentDraft(_due(month), Amount(100000)) for month in (4, 5, 6)
                ),
            ),
            ObligationDraft(
                what="修好水管",
                kind="ACT",
                by=(NAMES[1], NAMES[2]),
                jointness="TOGETHER",
                toward="NOBODY",
                timing="BY_DATE",
                due=_due(4),
                due_words="4月10日前",
            ),
            ObligationDraft(
                what="不在夜里用水泵",
                kind="FORBEARANCE",
                by=(NAMES[1],),
                toward="PARTIES",
                timing="STANDING",
            ),
            ObligationDraft(
                kind="MONEY",
                by=(NAMES[0],),
                toward="ONESELF",
                amount=Amount(5000),
                timing="PERIODIC",
                due=_due(4),
                every=1,
                every_unit="MONTH",
                until=_due(12),
            ),
            ObligationDraft(
                what="当面道歉",
                kind="APOLOGY",
                by=(NAMES[1],),
                to=(NAMES[0],),
                timing="ON_CONDITION",
                condition="对方先把水停了",
            ),
        ),
    )


def test_an_agreement_reads_back_as_it_was_made(database: Database, case_id: int) -> None:
    with database.writing() as session:
        parties = [party.id for party in session.get_one(Case, case_id).parties]
        made = record_agreement(session, case_id, _full(parties))
    with database.reading() as session:
        read = agreement_draft(session, made)
    assert _without_ids(read) == _full(parties)


def test_putting_the_same_back_changes_nothing_and_keeps_every_row(
    database: Database, case_id: int
) -> None:
    with database.writing() as session:
        parties = [party.id for party in session.get_one(Case, case_id).parties]
        made = record_agreement(session, case_id, _full(parties))
    with database.writing() as session:
        before = agreement_draft(session, made)
        change_agreement(session, made, before)
    with database.reading() as session:
        assert agreement_draft(session, made) == before


def test_obligations_and_instalments_are_changed_added_and_left_out(
    database: Database, case_id: int
) -> None:
    with database.writing() as session:
        parties = [party.id for party in session.get_one(Case, case_id).parties]
        made = record_agreement(session, case_id, _full(parties))
    with database.writing() as session:
        before = agreement_draft(session, made)
        money, act, *_ = before.obligations
        wanted = replace(
            before,
            signatures=(*before.signatures, SignatureDraft(parties[2], "REFUSED")),
            obligations=(
                replace(act, by=(NAMES[2],), due=_due(5)),
                replace(money, instalments=money.instalments[:2]),
            ),
        )
        change_agreement(session, made, wanted)
    with database.reading() as session:
        assert agreement_draft(session, made) == wanted


def test_what_was_performed_cannot_be_left_out(database: Database, case_id: int) -> None:
    with database.writing() as session:
        parties = [party.id for party in session.get_one(Case, case_id).parties]
        made = record_agreement(session, case_id, _full(parties))
        before = agreement_draft(session, made)
        money = before.obligations[0]
        record_performance(
            session,
            case_id,
            PerformanceDraft(money.id or 0, DAY, money.instalments[0].id, amount=Amount(100000)),
        )
    with database.writing() as session:
        with pytest.raises(Refused, match="已有履行记录，不能删去"):
            change_agreement(session, made, replace(before, obligations=before.obligations[1:]))
        short = replace(money, instalments=money.instalments[1:])
        with pytest.raises(Refused, match="已有履行记录的一期"):
            change_agreement(
                session, made, replace(before, obligations=(short, *before.obligations[1:]))
            )


def test_what_is_due_comes_in_order_and_goes_once_it_is_performed(
    database: Database, case_id: int, now: datetime
) -> None:
    with database.writing() as session:
        parties = [party.id for party in session.get_one(Case, case_id).parties]
        made = record_agreement(session, case_id, _full(parties))
    with database.reading() as session:
        due = obligations_due(session, now)
        assert [each.due.month for each in due] == [4, 4, 4]
        assert not any(each.is_late for each in due)
        late = obligations_due(session, datetime(2025, 4, 11, 0, 0))
        assert all(each.is_late for each in late)
        money = agreement_draft(session, made).obligations[0]
    with database.writing() as session:
        record_performance(
            session, case_id, PerformanceDraft(money.id or 0, DAY, money.instalments[0].id)
        )
    with database.reading() as session:
        assert [each.due.month for each in obligations_due(session, now)] == [4, 4]
        due = obligations_due(session, now, timedelta(days=60))
        assert sorted(each.due.month for each in due) == [4, 4, 5]


def test_a_closed_case_takes_performance_and_what_is_found_out_later_alone(
    database: Database, case_id: int
) -> None:
    with database.writing() as session:
        parties = [party.id for party in session.get_one(Case, case_id).parties]
        made = record_agreement(session, case_id, _full(parties))
        record_outcome(session, case_id, OutcomeDraft("AGREED", DAY))
    with database.writing() as session:
        obligation = agreement_draft(session, made).obligations[1]
        kept = record_performance(
            session, case_id, PerformanceDraft(obligation.id or 0, DAY, state="PARTLY")
        )
        change_performance(
            session, kept, replace(performance_draft(session, kept), state="PERFORMED")
        )
        assert performance_draft(session, kept).state == "PERFORMED"
        for kind, docket in (("CONFIRMED", "(2025)豫01民特1号"), ("BROKEN", "")):
            event = AgreementEventDraft(made, kind, DAY, docket=docket)
            record_agreement_event(session, case_id, event)
        with pytest.raises(Refused, match="请先重新打开"):
            record_agreement_event(session, case_id, AgreementEventDraft(made, "ENDED", DAY))
        with pytest.raises(Refused, match="请先重新打开"):
            record_agreement(session, case_id, _full(parties))


def test_a_confirmation_needs_its_number(database: Database, case_id: int) -> None:
    with database.writing() as session:
        parties = [party.id for party in session.get_one(Case, case_id).parties]
        made = record_agreement(session, case_id, _full(parties))
        with pytest.raises(Refused, match="案号"):
            record_agreement_event(session, case_id, AgreementEventDraft(made, "CONFIRMED", DAY))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"signatures": ()}, "请选协议是哪几方"),
        ({"signatures": (SignatureDraft(999),)}, "要从本事项的当事人里选"),
        ({"relation": "REPLACES"}, "请选补充或替代的是哪一份"),
        ({"obligations": (ObligationDraft(),)}, "没有写做什么"),
    ],
)
def test_an_agreement_that_says_too_little_is_refused(
    database: Database, case_id: int, change: dict[str, object], sentence: str
) -> None:
    with database.writing() as session:
        parties = [party.id for party in session.get_one(Case, case_id).parties]
        draft = replace(_full(parties), **change)
        with pytest.raises(Refused, match=sentence):
            record_agreement(session, case_id, draft)
        assert session.query(Agreement).count() == session.query(Obligation).count() == 0


def _without_ids(draft: AgreementDraft) -> AgreementDraft:
    return replace(
        draft,
        obligations=tuple(
            replace(
                row,
                id=None,
                instalments=tuple(replace(part, id=None) for part in row.instalments),
            )
            for row in draft.obligations
        ),
    )
