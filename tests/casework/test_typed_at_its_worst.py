"""Whatever is typed is kept or refused in words at its field; no constraint is run into."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from linli.casework import caseload
from linli.casework.aid import record_appeal, record_gift
from linli.casework.closing import record_outcome
from linli.casework.follow_up import record_follow_up, record_thanks
from linli.casework.intake import take_down
from linli.casework.mediation import record_session
from linli.casework.people import add_party
from linli.casework.steps import record_step
from linli.domain.case_file import CaseFile, ListQuery, ListScope
from linli.domain.drafts import (
    AppealDraft,
    CaseDraft,
    FollowUpDraft,
    GiftDraft,
    NoteDraft,
    OutcomeDraft,
    PartnerDraft,
    PartyDraft,
    PlaceDraft,
    SessionDraft,
    StepDraft,
    ThanksDraft,
)
from linli.domain.moments import Moment
from linli.errors import Refused
from linli.records.database import Database
from linli.sheets.case_sheet import case_sheet
from linli.sheets.typeset import Typesetter

DAY = Moment.on_day(date(2025, 3, 16))
UNSEEN = "\u200b\ufeff \u202e"
TWO = (PartyDraft("甲", "甲家", "REQUESTER"), PartyDraft("乙", "乙家", "RESPONDENT"))
DISPUTE = CaseDraft("DISPUTE", "WALK_IN", "共用通道", DAY, parties=TWO)
Verb = Callable[..., int]


class Desk:
    """Keeps and reads on the sample's file."""

    def __init__(self, database: Database, now: datetime) -> None:
        self.database, self.now = database, now

    def take_down(self, draft: CaseDraft = DISPUTE) -> int:
        return self.keep(take_down, draft, self.now)

    def keep(self, verb: Verb, *args: object) -> int:
        with self.database.writing() as session:
            return verb(session, *args)

    def read(self, case_id: int) -> CaseFile:
        with self.database.reading() as session:
            return caseload.case_file(session, case_id, self.now)

    def found(self, words: str) -> list[int]:
        with self.database.reading() as session:
            query = ListQuery(ListScope.ALL, words=words)
            return list(caseload.case_ids(session, query, self.now))

    def pages(self, case_id: int) -> int:
        sheet = case_sheet(self.read(case_id), printed_at=self.now)
        return len(Typesetter().svg_pages(sheet))


@pytest.fixture
def desk(sample: Database, now: datetime) -> Desk:
    return Desk(sample, now)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"title": UNSEEN}),
        ("name", {"parties": (PartyDraft(name=UNSEEN),)}),
        ("kind", {"kind": "NONE_SUCH"}),
        ("channel", {"channel": ""}),
        ("title", {"title": "长" * 201}),
        ("name", {"parties": (PartyDraft(name="长" * 51),)}),
        ("requests", {"requests": ("长" * 201,)}),
        ("due_words", {"due_words": "长" * 201}),
        ("grid", {"place": PlaceDraft("长" * 51)}),
    ],
)
def test_a_new_case_is_refused_at_the_field(
    desk: Desk, field: str, changes: dict[str, object]
) -> None:
    with pytest.raises(Refused) as refused:
        desk.take_down(replace(DISPUTE, **changes))  # type: ignore[arg-type]
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("field", "draft"),
    [
        ("action", StepDraft("CLOSED", DAY)),
        ("action", StepDraft("FOLLOWED_UP", DAY)),
        ("new_due", StepDraft("EXTENDED", DAY, new_due=Moment.in_words("8工作时"))),
        ("new_due", StepDraft("EXTENDED", DAY, new_due=DAY, new_due_words="长" * 201)),
        ("partners", StepDraft("JOINED", DAY, partners=(PartnerDraft("长" * 51),))),
    ],
)
def test_a_step_is_refused_at_the_field(desk: Desk, field: str, draft: StepDraft) -> None:
    with pytest.raises(Refused) as refused:
        desk.keep(record_step, desk.take_down(), draft)
    assert refused.value.field == field


def test_names_of_which_nothing_is_left_are_left_out(desk: Desk) -> None:
    case_id = desk.take_down(replace(DISPUTE, requests=(UNSEEN, "让出通道")))
    draft = StepDraft("VISITED", DAY, (UNSEEN, "翰林社区"), partners=(PartnerDraft(UNSEEN),))
    desk.keep(record_step, case_id, draft)
    read = desk.read(case_id)
    both = tuple(party.id for party in read.parties)
    seated = SessionDraft("FACE_TO_FACE", DAY, both, attended_by=(UNSEEN,), mediators=(UNSEEN,))
    desk.keep(record_session, case_id, seated)

    assert [request.words for request in read.requests] == ["共用通道", "让出通道"]
    assert (read.steps[-1].by, read.steps[-1].partners) == (("翰林社区",), ())
    assert desk.read(case_id).sessions[0].present == ()


@pytest.mark.parametrize(
    ("note", "field", "words"),
    [
        (NoteDraft(UNSEEN), "notes", "还没有写内容"),
        (NoteDraft("说要跳楼", "REPORTED"), "reported_why", "要写明理由"),
    ],
)
def test_a_note_that_cannot_be_kept_is_refused_where_it_falls_short(
    desk: Desk, note: NoteDraft, field: str, words: str
) -> None:
    case_id = desk.take_down()
    speaker = desk.read(case_id).parties[0].id
    with pytest.raises(Refused, match=words) as refused:
        desk.keep(
            record_session, case_id, SessionDraft("BACK_TO_BACK", DAY, (speaker,), notes=(note,))
        )
    assert refused.value.field == field


def test_a_session_is_of_one_sitting_with_sessions_of_its_own_case_alone(desk: Desk) -> None:
    first, second = desk.take_down(), desk.take_down()
    both = tuple(party.id for party in desk.read(first).parties)
    elsewhere = desk.keep(record_session, first, SessionDraft("FACE_TO_FACE", DAY, both))
    other = tuple(party.id for party in desk.read(second).parties)
    draft = SessionDraft("FACE_TO_FACE", DAY, other, same_sitting_as=elsewhere)
    with pytest.raises(Refused) as refused:
        desk.keep(record_session, second, draft)
    assert refused.value.field == "same_sitting_as"


def test_a_voided_case_takes_nothing_and_a_closed_one_no_appeal(desk: Desk) -> None:
    closed, voided = desk.take_down(), desk.take_down()
    desk.keep(record_outcome, closed, OutcomeDraft("RECONCILED", DAY))
    desk.keep(record_step, voided, StepDraft("VOIDED", DAY, reason="写错了"))
    appeal = AppealDraft("水滴筹", DAY)
    after: tuple[tuple[Verb, object], ...] = (
        (record_gift, GiftDraft("ONLINE", DAY, None, goods="米")),
        (record_thanks, ThanksDraft("BANNER", DAY)),
        (record_follow_up, FollowUpDraft(DAY)),
    )
    for verb, draft in after:
        desk.keep(verb, closed, draft)
    for verb, draft in (*after, (record_appeal, appeal), (add_party, PartyDraft(name="丙"))):
        with pytest.raises(Refused, match="已作废"):
            desk.keep(verb, voided, draft)
    with pytest.raises(Refused, match="已办结"):
        desk.keep(record_appeal, closed, appeal)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=60))
def test_no_text_is_too_strange_for_a_whole_case(desk: Desk, text: str) -> None:
    try:
        case_id = desk.take_down(
            replace(
                DISPUTE,
                title=text,
                details=text,
                due_words=text,
                requests=(text,),
                brought_by=(text,),
                outside_number=text,
                place=PlaceDraft(text, text, text, text, text, text, text),
                parties=(*TWO, PartyDraft("丙", text, phone=text, home=text, remark=text)),
            )
        )
        desk.keep(
            record_step,
            case_id,
            StepDraft("RETURNED", DAY, (text,), ("翰林社区",), (PartnerDraft(text),), reason=text),
        )
        seats = tuple(party.id for party in desk.read(case_id).parties)
        desk.keep(
            record_session,
            case_id,
            SessionDraft(
                "FACE_TO_FACE", DAY, seats, text, place=text, attended_by=(text,), recorder=text
            ),
        )
        desk.keep(record_outcome, case_id, OutcomeDraft("RECONCILED", DAY, note=text))
    except Refused:  # of nothing but what is not seen, or too long
        return
    assert case_id in desk.found(desk.read(case_id).row.title)
    assert desk.pages(case_id) >= 1


@pytest.mark.parametrize(
    "words", ["字 " * 3000, "字" * 60_000, "\x00\ud800", "' OR 1=1 --", "\\", "[a-z]*", '"'],
    ids=lambda words: repr(words[:8]),
)  # fmt: skip
def test_no_search_is_too_much_for_the_list(desk: Desk, words: str) -> None:
    assert desk.found(words) in ([], desk.found(""))


def test_what_was_typed_decomposed_is_found_composed(desk: Desk) -> None:
    case_id = desk.take_down(replace(DISPUTE, title="café\u0301 吵闹"))
    assert desk.found("caf\u00e9\u0301") == desk.found("cafe\u0301\u0301") == [case_id]


def test_a_case_is_found_by_the_senders_number_and_the_floor(desk: Desk) -> None:
    case_id = desk.take_down(
        replace(DISPUTE, outside_number="热线2025-0317-88", place=PlaceDraft(floor="地下二层"))
    )
    assert desk.found("0317-88") == desk.found("地下二") == [case_id]


def test_a_party_called_like_a_unit_is_linked_and_the_lane_stays(desk: Desk) -> None:
    parties = (PartyDraft("甲", "翰林社区", "REQUESTER", kind="ORGANISATION"), TWO[1])
    case_id = desk.take_down(replace(DISPUTE, parties=parties, place=PlaceDraft("翰林社区")))
    read = desk.read(case_id)
    assert (read.steps[0].by, read.steps[0].to) == (("翰林社区",), ("翰林社区",))
    assert read.steps[0].tier == "二"
    assert (read.row.holder, read.row.holder_tier) == ("翰林社区", "二级网格")


def test_two_parties_of_one_name_stay_two(desk: Desk) -> None:
    parties = (PartyDraft("甲", "王芳", "REQUESTER"), PartyDraft("乙", "王芳", "RESPONDENT"))
    case_id = desk.take_down(replace(DISPUTE, parties=parties))
    first, second = (party.id for party in desk.read(case_id).parties)
    for one in (first, second):
        draft = SessionDraft("BACK_TO_BACK", DAY, (one,), notes=(NoteDraft(f"各说{one}"),))
        desk.keep(record_session, case_id, draft)
    read = desk.read(case_id)
    assert [row.sides for row in read.sessions] == [("甲",), ("乙",)]
    assert [(row.side, row.name) for row in read.parties] == [("甲", "王芳"), ("乙", "王芳")]
    assert desk.pages(case_id) == 1


def test_a_case_without_parties_goes_its_whole_way(desk: Desk) -> None:
    case_id = desk.take_down(replace(DISPUTE, kind="HAZARD", parties=()))
    desk.keep(record_step, case_id, StepDraft("HANDLED", DAY, ("翰林社区",)))
    desk.keep(record_outcome, case_id, OutcomeDraft("SOLVED", DAY))
    assert desk.read(case_id).row.stage == "已办结"
    assert desk.pages(case_id) == 1


@pytest.mark.parametrize("year", [1900, 2099])
def test_a_case_of_another_century_is_numbered_sorted_and_printed(desk: Desk, year: int) -> None:
    when = Moment.at_minute(datetime(year, 2, 28, 23, 59))
    due = Moment.on_day(date(year, 12, 31))
    case_id = desk.take_down(replace(DISPUTE, reported=when, happened=when, due=due))
    read = desk.read(case_id)
    assert read.row.number == f"枫杨(示例)〔{year}〕纠纷0001"
    assert read.row.due.words.startswith("超期" if year == 1900 else "剩")
    assert desk.found("共用通道") == [case_id]
    sheet = case_sheet(read, printed_at=desk.now)
    assert f"{year}年2月28日" in repr(sheet)


def test_two_hundred_steps_stand_in_order_and_on_paper(desk: Desk, now: datetime) -> None:
    case_id = desk.take_down()

    def walk(session: Session) -> int:
        for place in range(200):
            # Each before the one before: every position has to be found anew.
            moment = Moment.at_minute(now.replace(hour=8 - place // 60 % 8, minute=59 - place % 60))
            record_step(session, case_id, StepDraft("NOTED", moment, note=f"第{place}件"))
        return case_id

    desk.keep(walk)
    steps = desk.read(case_id).steps
    assert len(steps) == 201
    at = [step.moment.at for step in steps if step.moment.at]
    assert at == sorted(at)
    assert desk.pages(case_id) > 5
