"""Parties on a real file: all that is known of them, their sides, roles and consent over time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from linli.casework import caseload, mediation
from linli.casework.closing import record_outcome
from linli.casework.intake import take_down
from linli.casework.people import (
    add_parties,
    add_party,
    change_party,
    party_draft,
    party_uses,
)
from linli.casework.requests import record_request
from linli.domain.amounts import Count, Qualifier
from linli.domain.case_file import CaseFile, PartyRow
from linli.domain.drafts import (
    CaseDraft,
    NoteDraft,
    OutcomeDraft,
    PartyDraft,
    PlaceDraft,
    RequestDraft,
    SessionDraft,
)
from linli.domain.moments import Moment
from linli.errors import Refused
from linli.records.database import Database
from linli.records.tables import MediationSession, Party, PartyConsent, PartyRole, PartySide, Step
from linli.records.upkeep import INCLUDE_REMOVED

DAY = Moment.on_day(date(2025, 3, 15))
LATER = Moment.on_day(date(2025, 3, 20))
SAID_APART = "愿意装隔音垫"

Read = Callable[[], CaseFile]

WHOLE = PartyDraft(
    side="丙",
    name="王𠮷",
    role="REPRESENTATIVE",
    kind="PERSON",
    identity="WITHHELD",
    people=Count(27, unit="户"),
    phone="13800000000",
    home="楼下",
    id_number="410100200001010000",
    remark="耳背，\n要大声。",
    more_roles=("WITNESS",),
    counts=(Count(4, unit="人", of_what="代表"), Count(50, qualifier=Qualifier.OVER, unit="名")),
    id_kind="RESIDENT_ID",
    sex="MALE",
    ethnicity="回族",
    born=Moment.in_month(date(1956, 3, 1)),
    occupation="退休",
    workplace="纺织厂",
    language="LOCAL",
    place=PlaceDraft("翰林社区", "某某小区", "3号楼", "2单元", "5层", "501室", "靠东"),
    consent="AGREES",
    consented=DAY,
    consent_words="当面同意",
)


@pytest.fixture
def case_id(sample: Database, now: datetime) -> int:
    """A dispute of two sides."""
    draft = CaseDraft(
        "DISPUTE",
        "PHONE",
        "半夜噪声",
        DAY,
        parties=(
            PartyDraft("甲", "楼下住户", "REQUESTER"),
            PartyDraft("乙", "楼上住户", "RESPONDENT"),
        ),
    )
    with sample.writing() as session:
        return take_down(session, draft, now)


@pytest.fixture
def read(sample: Database, case_id: int, now: datetime) -> Read:
    def case_file() -> CaseFile:
        with sample.reading() as session:
            return caseload.case_file(session, case_id, now)

    return case_file


def ids(case_file: CaseFile) -> tuple[int, int]:
    first, second = case_file.parties[:2]
    return first.id, second.id


def party(case_file: CaseFile, party_id: int) -> PartyRow:
    return next(row for row in case_file.parties if row.id == party_id)


def rows_ever(session: Session, table: type[PartySide | PartyRole], party_id: int) -> int:
    wanted = select(table).where(table.party_id == party_id)
    return len(session.scalars(wanted, execution_options={INCLUDE_REMOVED: True}).all())


def test_all_that_is_known_of_a_party_is_kept_and_read_back(
    sample: Database, case_id: int, read: Read
) -> None:
    first, second = ids(read())
    draft = replace(WHOLE, represents=first, part_of=second)
    with sample.writing() as session:
        made = add_party(session, case_id, draft)
        assert party_draft(session, made) == draft
    row = party(read(), made)
    assert (row.side, row.acts_for, row.part_of) == ("丙", ("楼下住户",), "楼上住户")
    assert [role.code for role in row.roles] == ["REPRESENTATIVE", "WITNESS"]
    assert row.counts == draft.counts
    assert (row.consent.label, row.consented, row.consent_words) == ("同意", DAY, "当面同意")
    assert (row.sex.label, row.id_kind.label, row.language.label) == (
        "男",
        "居民身份证",
        "本地话",
    )


def test_what_is_read_back_and_kept_again_changes_nothing(
    sample: Database, case_id: int, read: Read
) -> None:
    with sample.writing() as session:
        made = add_party(session, case_id, replace(WHOLE, represents=ids(read())[0]))
    before = read()
    with sample.writing() as session:
        change_party(session, made, party_draft(session, made))
        assert rows_ever(session, PartySide, made) == 1
        assert rows_ever(session, PartyRole, made) == 2
    assert replace(read(), version=before.version) == before


def test_a_place_is_shown_where_no_address_was_told(
    sample: Database, case_id: int, read: Read
) -> None:
    with sample.writing() as session:
        made = add_party(session, case_id, replace(WHOLE, home="", role="", more_roles=()))
        assert session.get_one(Party, made).grid_unit is not None
    assert party(read(), made).home == "翰林社区某某小区3号楼2单元5层501室靠东"


def test_a_party_the_office_works_with_is_known(sample: Database, case_id: int) -> None:
    with sample.writing() as session:
        made = session.get_one(Party, add_party(session, case_id, PartyDraft(name="消防站")))
        assert made.organisation is not None
        change_party(session, made.id, PartyDraft(name="别家"))
        assert made.organisation is None


def test_another_side_ends_the_old_one_and_says_until_when(sample: Database, read: Read) -> None:
    first, _ = ids(read())
    with sample.writing() as session:
        kept = party_draft(session, first)
        change_party(
            session,
            first,
            replace(kept, side="丙", role="WITNESS", more_roles=("AFFECTED",), since=LATER),
        )
    row = party(read(), first)
    assert row.side == "丙"
    assert [role.code for role in row.roles] == ["WITNESS", "AFFECTED"]
    assert [(was.words, was.ended) for was in row.earlier] == [("甲方", LATER), ("诉求人", LATER)]


@pytest.mark.parametrize("side", ["乙", ""])
def test_a_slip_put_right_leaves_no_trace_to_read(sample: Database, read: Read, side: str) -> None:
    first, _ = ids(read())
    with sample.writing() as session:
        change_party(
            session, first, replace(party_draft(session, first), side=side, role="WITNESS")
        )
        assert rows_ever(session, PartyRole, first) == 2
    row = party(read(), first)
    assert (row.side, row.earlier) == (side, ())


def test_a_role_beside_the_others_ends_none(sample: Database, read: Read) -> None:
    first, _ = ids(read())
    with sample.writing() as session:
        kept = party_draft(session, first)
        change_party(session, first, replace(kept, more_roles=("AFFECTED",), since=LATER))
    row = party(read(), first)
    assert [role.code for role in row.roles] == ["REQUESTER", "AFFECTED"]
    assert row.earlier == ()


def test_each_answer_to_mediation_is_a_row_of_its_own(sample: Database, read: Read) -> None:
    first, _ = ids(read())
    with sample.writing() as session:
        for consent, given in (("NOT_ASKED", DAY), ("AGREES", DAY), ("WITHDRAWN", LATER)):
            kept = party_draft(session, first)
            change_party(session, first, replace(kept, consent=consent, consented=given))
            change_party(session, first, party_draft(session, first))
        kept = [
            (row.consent, row.given)
            for row in session.scalars(
                select(PartyConsent).where(PartyConsent.party_id == first).order_by(PartyConsent.id)
            )
        ]
    assert kept == [("NOT_ASKED", DAY), ("AGREES", DAY), ("WITHDRAWN", LATER)]
    assert party(read(), first).consent.label == "撤回"


def test_what_was_said_apart_stays_with_who_said_it_whatever_its_side(
    sample: Database, case_id: int, read: Read
) -> None:
    first, second = ids(read())
    note = SessionDraft("BACK_TO_BACK", DAY, (first,), notes=(NoteDraft(SAID_APART),))
    with sample.writing() as session:
        mediation.record_session(session, case_id, note)
        kept = party_draft(session, first)
        change_party(session, first, replace(kept, side="乙", since=LATER))
    with sample.reading() as session:
        of_first = mediation.caucus_notes(session, case_id, (first,))
        of_second = mediation.caucus_notes(session, case_id, (second,))
    assert [each.text for each in of_first] == [SAID_APART]
    assert list(of_second) == []


def test_counts_come_and_go(sample: Database, read: Read) -> None:
    first, _ = ids(read())
    figures = (Count(27, unit="户"), Count(4, unit="人", of_what="代表"))
    with sample.writing() as session:
        kept = party_draft(session, first)
        change_party(session, first, replace(kept, people=figures[0], counts=figures[1:]))
        assert party_draft(session, first).counts == figures[1:]
        change_party(session, first, replace(kept, people=figures[1]))
    assert (party(read(), first).people, party(read(), first).counts) == (figures[1], ())


def test_a_chain_of_proxies_is_read_to_its_end(sample: Database, case_id: int, read: Read) -> None:
    first, _ = ids(read())
    with sample.writing() as session:
        agent = PartyDraft("甲", "李某", "GUARDIAN", represents=first)
        middle = add_party(session, case_id, agent)
        last = add_party(session, case_id, replace(agent, name="王某", represents=middle))
    assert party(read(), last).acts_for == ("李某", "楼下住户")


def test_nobody_acts_for_himself_in_the_end(sample: Database, case_id: int, read: Read) -> None:
    first, _ = ids(read())
    with sample.writing() as session:
        agent = add_party(
            session, case_id, PartyDraft("甲", "李某", "AGENT", represents=first, part_of=first)
        )
        kept = party_draft(session, first)
        for field in ("represents", "part_of"):
            ring = replace(kept, role="AGENT", **{"represents": agent, field: agent})
            with pytest.raises(Refused) as refused:
                change_party(session, first, ring)
            assert field in [name for name, _ in refused.value.refusals]


def test_many_parties_are_added_as_one(sample: Database, case_id: int, read: Read) -> None:
    drafts = [PartyDraft("甲", f"{number}室住户", "AFFECTED") for number in range(101, 128)]
    with sample.writing() as session:
        made = add_parties(session, case_id, drafts)
    assert len(made) == 27
    assert [row.name for row in read().parties[2:]] == [draft.name for draft in drafts]


def test_one_of_many_that_is_refused_keeps_all_out_and_says_which(
    sample: Database, case_id: int, read: Read
) -> None:
    drafts = [PartyDraft(name="101室"), PartyDraft(name="长" * 51)]
    with pytest.raises(Refused) as refused, sample.writing() as session:
        add_parties(session, case_id, drafts)
    ((field, sentence),) = refused.value.refusals
    assert field == "rows"
    assert sentence.startswith("第2位：")
    assert len(read().parties) == 2


def test_nobody_at_all_is_refused(sample: Database, case_id: int) -> None:
    with sample.writing() as session, pytest.raises(Refused, match="还没有写人"):
        add_parties(session, case_id, ())


def test_a_closed_case_takes_no_party_and_lets_none_be_changed(
    sample: Database, case_id: int, read: Read
) -> None:
    first, _ = ids(read())
    with sample.writing() as session:
        record_outcome(session, case_id, OutcomeDraft("RECONCILED", DAY))
        for refused in (
            lambda: add_party(session, case_id, PartyDraft(name="丙")),
            lambda: change_party(session, first, party_draft(session, first)),
        ):
            with pytest.raises(Refused, match="已办结"):
                refused()


def test_where_a_party_is_still_spoken_of_is_told(
    sample: Database, case_id: int, read: Read
) -> None:
    first, second = ids(read())
    with sample.writing() as session:
        lone = add_party(session, case_id, PartyDraft(name="路人"))
        assert party_uses(session, lone) == ()
        add_party(session, case_id, PartyDraft("甲", "李某", "AGENT", represents=first))
        mediation.record_session(
            session,
            case_id,
            SessionDraft("BACK_TO_BACK", DAY, (first,), notes=(NoteDraft(SAID_APART),)),
        )
        record_request(session, case_id, RequestDraft("装隔音垫", asked_of_id=second))
        said = party_uses(session, first)
        assert {"有人代表它", "参加过调解", "有它的背靠背记录", "诉求由它提出"} <= set(said)
        assert "诉求是向它提的" in party_uses(session, second)


def test_a_session_that_was_removed_holds_no_party_back(
    sample: Database, case_id: int, now: datetime
) -> None:
    with sample.writing() as session:
        lone = add_party(session, case_id, PartyDraft(name="路人"))
        held = mediation.record_session(
            session,
            case_id,
            SessionDraft("BACK_TO_BACK", DAY, (lone,), notes=(NoteDraft(SAID_APART),)),
        )
        assert party_uses(session, lone)
        step_id = session.get_one(MediationSession, held).step_id
        session.get_one(Step, step_id).removed_at = now.astimezone()
        session.flush()
        assert party_uses(session, lone) == ()
