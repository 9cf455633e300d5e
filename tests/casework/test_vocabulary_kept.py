"""Every code a form offers can be recorded, read back under its label and set in type."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from linli.casework import caseload
from linli.casework.activities import record_activity
from linli.casework.aid import record_gift
from linli.casework.closing import record_outcome
from linli.casework.follow_up import record_follow_up, record_thanks
from linli.casework.grid import choices, keep_office, office_draft
from linli.casework.intake import take_down
from linli.casework.mediation import caucus_notes, record_session
from linli.casework.people import add_party
from linli.casework.sample import load_sample
from linli.casework.steps import record_step
from linli.domain import vocabulary as words
from linli.domain.amounts import Amount, Count, Stage
from linli.domain.case_file import CaseFile
from linli.domain.drafts import (
    ActivityDraft,
    CaseDraft,
    FollowUpDraft,
    GiftDraft,
    NoteDraft,
    OutcomeDraft,
    PartnerDraft,
    PartyDraft,
    PartyFinding,
    SessionDraft,
    StepDraft,
    ThanksDraft,
    WorkerDraft,
)
from linli.domain.moments import Moment
from linli.domain.sides import SIDES
from linli.domain.vocabulary import CodeList
from linli.records.database import Database
from linli.sheets.case_sheet import case_sheet
from linli.sheets.typeset import Typesetter

DAY = Moment.on_day(date(2025, 3, 16))
LATER = Moment.on_day(date(2025, 5, 6))
Keep = Callable[[Session, int], object]
TYPESETTER = Typesetter()


class Desk:
    """Keeps one thing on a fresh dispute and reads the case back."""

    def __init__(self, database: Database, now: datetime) -> None:
        self.database, self.now = database, now

    def take_down(self, **changes: object) -> int:
        parties = (PartyDraft("甲", "甲家", "REQUESTER"), PartyDraft("乙", "乙家", "RESPONDENT"))
        draft = CaseDraft("DISPUTE", "WALK_IN", "共用通道", DAY, parties=parties)
        with self.database.writing() as session:
            return take_down(session, replace(draft, **changes), self.now)  # type: ignore[arg-type]

    def keep(self, verb: Keep, case_id: int | None = None) -> CaseFile:
        case_id = case_id or self.take_down()
        with self.database.writing() as session:
            verb(session, case_id)
        return self.read(case_id)

    def read(self, case_id: int) -> CaseFile:
        with self.database.reading() as session:
            read = caseload.case_file(session, case_id, self.now)
        sheet = case_sheet(read, printed_at=self.now)
        assert TYPESETTER.missing_characters(sheet) == set()
        assert TYPESETTER.pdf(sheet).startswith(b"%PDF")
        return read


@pytest.fixture(scope="module")
def desk(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One file for all: each test takes down a case of its own."""
    now = datetime(2025, 4, 2, 9, 14)
    record_file = tmp_path_factory.mktemp("words") / "台账.linli"
    shutil.copyfile(migrated_file, record_file)
    with Database(record_file) as database:
        with database.writing() as session:
            load_sample(session, now)
        yield Desk(database, now)


def each(codes: CodeList[words.Code]) -> Iterator[tuple[str, str]]:
    return ((code.code, code.label) for code in codes)


@pytest.mark.parametrize("kind", words.KINDS.codes)
@pytest.mark.parametrize("channel", ["NOT_STATED", "HOTLINE"])
def test_every_kind(desk: Desk, kind: str, channel: str) -> None:
    read = desk.read(desk.take_down(kind=kind, channel=channel))
    assert read.row.kind == (kind, words.KINDS.label_of(kind))
    assert f"〕{words.KINDS.short_of(kind)}0" in read.row.number
    assert read.channel.label == words.CHANNELS.label_of(channel)


@pytest.mark.parametrize("channel", words.CHANNELS.codes)
def test_every_channel(desk: Desk, channel: str) -> None:
    read = desk.read(desk.take_down(channel=channel))
    assert read.channel == (channel, words.CHANNELS.label_of(channel))
    assert read.reports[0].channel == read.channel


def test_every_word_of_the_report_to_the_bureau(desk: Desk) -> None:
    for field, codes in (
        ("dispute_type", words.DISPUTE_TYPES),
        ("mediation_source", words.MEDIATION_SOURCES),
        ("difficulty", words.DIFFICULTIES),
        ("risk", words.RISKS),
        ("urgency", words.URGENCIES),
    ):
        for code in codes:
            read = desk.take_down(**{field: code.code})
            if field in {"dispute_type", "urgency"}:
                assert getattr(desk.read(read), field) == (code.code, code.label)


@pytest.mark.parametrize("action", [code.code for code in words.ACTIONS if code.is_offered])
def test_every_action_offered(desk: Desk, action: str) -> None:
    what = words.ACTIONS[action]
    case_id = desk.take_down()
    if action == "CLOSED":
        desk.keep(
            lambda session, case: record_outcome(
                session, case, OutcomeDraft("RECONCILED", DAY, closes=False)
            ),
            case_id,
        )
    draft = StepDraft(
        action,
        DAY,
        by=("翰林社区",),
        to=("枫杨城运中心",) if what.takes_target else (),
        reason="理由未记" if what.needs_reason and action != "VOIDED" else "写错了",
        new_due=LATER if what.needs_limit else None,
    )
    read = desk.keep(lambda session, case: record_step(session, case, draft), case_id)
    assert read.steps[-1].action == (action, what.label)
    with desk.database.reading() as session:
        offered = [one.code for one in choices(session).actions]
    assert action in offered


def test_no_action_is_offered_that_would_be_refused(desk: Desk) -> None:
    with desk.database.reading() as session:
        offered = {one.code for one in choices(session).actions}
    assert offered == {action.code for action in words.ACTIONS if action.is_offered}


@pytest.mark.parametrize("method", words.METHODS.codes)
def test_every_method(desk: Desk, method: str) -> None:
    what = words.METHODS[method]

    def keep(session: Session, case_id: int) -> None:
        first, second = caseload.case_file(session, case_id, desk.now).parties
        draft = SessionDraft(
            method,
            DAY,
            (first.id, second.id) if what.holds_joint else (first.id,),
            record="" if method == "BACK_TO_BACK" else "记了一句。",
            notes=(NoteDraft("单独说的", speakers=(first.id,)),) if what.holds_caucus else (),
        )
        record_session(session, case_id, draft)

    (mediation,) = desk.keep(keep).sessions
    assert mediation.method == (method, what.label)
    assert mediation.note_count == int(what.holds_caucus)


@pytest.mark.parametrize(
    ("field", "codes"),
    [
        ("way", words.SESSION_WAYS),
        ("state", words.SESSION_STATES),
        ("effect", words.SESSION_EFFECTS),
    ],
)
def test_every_circumstance_of_a_session(
    desk: Desk, field: str, codes: CodeList[words.Code]
) -> None:
    def keep(session: Session, case_id: int) -> None:
        both = tuple(party.id for party in caseload.case_file(session, case_id, desk.now).parties)
        for code in codes:
            draft = SessionDraft("FACE_TO_FACE", DAY, both)
            record_session(session, case_id, replace(draft, **{field: code.code}))

    read = desk.keep(keep)
    assert [getattr(row, field) for row in read.sessions] == [*each(codes)]


def test_every_class_a_caucus_note_is_kept_in(desk: Desk) -> None:
    kept = sorted(words.KEPT_CONFIDENTIALITIES)

    def keep(session: Session, case_id: int) -> None:
        first, _ = caseload.case_file(session, case_id, desk.now).parties
        notes = tuple(NoteDraft("单独说的", code, "危及生命") for code in kept)
        record_session(
            session, case_id, SessionDraft("BACK_TO_BACK", DAY, (first.id,), notes=notes)
        )

    read = desk.keep(keep)
    with desk.database.reading() as session:
        notes = caucus_notes(session, read.row.id, (read.parties[0].id,))
    assert [note.confidentiality for note in notes] == [
        (code, words.CONFIDENTIALITIES.label_of(code)) for code in kept
    ]


@pytest.mark.parametrize("result", words.RESULTS.codes)
def test_every_result(desk: Desk, result: str) -> None:
    what = words.RESULTS[result]
    draft = OutcomeDraft(result, DAY, closes=what.is_final, note="缘由在此")
    read = desk.keep(
        lambda session, case: record_outcome(session, case, draft),
        desk.take_down(kind=min(what.kinds)),
    )
    assert read.outcomes[-1].result == (result, what.label)
    assert read.row.result == (result, what.label)
    assert read.row.is_open is not what.is_final


@pytest.mark.parametrize("kind", words.CLOSING_KINDS.codes)
def test_every_way_of_closing(desk: Desk, kind: str) -> None:
    draft = OutcomeDraft("RECONCILED", DAY, closing_kind=kind)
    closing = desk.keep(lambda session, case: record_outcome(session, case, draft)).closing
    assert closing is not None
    assert closing.kind == (kind, words.CLOSING_KINDS.label_of(kind))


def test_every_role_identity_kind_and_side_of_a_party(desk: Desk) -> None:
    drafts = [
        *(PartyDraft(name=f"人{code.label}", role=code.code) for code in words.ROLES),
        *(PartyDraft(name=f"身{code.label}", identity=code.code) for code in words.IDENTITIES),
        *(PartyDraft(name=f"类{code.label}", kind=code.code) for code in words.PARTY_KINDS),
        *(PartyDraft(name=f"{side}方的人", side=side) for side in SIDES),
    ]

    def keep(session: Session, case_id: int) -> None:
        first, _ = caseload.case_file(session, case_id, desk.now).parties
        for draft in drafts:
            represents = first.id if draft.role in words.PROXY_ROLES else None
            add_party(session, case_id, replace(draft, represents=represents))

    added = desk.keep(keep).parties[2:]
    assert [party.name for party in added] == [draft.name for draft in drafts]
    assert [party.identity.code for party in added] == [draft.identity for draft in drafts]
    assert [party.kind for party in added] == [draft.kind for draft in drafts]
    assert [party.side for party in added] == [draft.side for draft in drafts]
    assert [party.roles[0] for party in added if party.roles] == [
        (code.code, code.short) for code in words.ROLES
    ]


def test_every_part_a_partner_has_and_whether_it_came(desk: Desk) -> None:
    partners = tuple(
        PartnerDraft(f"{part.label}{came.label}", part.code, came.code)
        for part in words.PARTNER_PARTS
        for came in words.PARTNER_CAME
    )
    read = desk.keep(
        lambda session, case: record_step(
            session, case, StepDraft("JOINED", DAY, partners=partners, mechanism="THREE_PARTY")
        )
    )
    kept = read.steps[-1].partners
    assert [(row.name, row.part.code, row.came.code) for row in kept] == [
        (draft.name, draft.part, draft.came) for draft in partners
    ]
    assert read.steps[-1].mechanism == "三方联动"


def test_every_channel_and_stage_of_a_gift(desk: Desk) -> None:
    def keep(session: Session, case_id: int) -> None:
        for channel in words.GIFT_CHANNELS:
            for stage in Stage:
                draft = GiftDraft(channel.code, DAY, Amount(100, stage=stage), "邻居")
                record_gift(session, case_id, draft)

    gifts = desk.keep(keep).gifts
    assert [gift.channel.code for gift in gifts[:: len(Stage)]] == [*words.GIFT_CHANNELS.codes]
    assert {gift.amount.stage for gift in gifts if gift.amount} == set(Stage)


def test_every_kind_of_thanks(desk: Desk) -> None:
    def keep(session: Session, case_id: int) -> None:
        for code in words.THANKS_KINDS:
            record_thanks(session, case_id, ThanksDraft(code.code, DAY, ("甲家",), ("翰林社区",)))

    assert [row.kind for row in desk.keep(keep).thanks] == [*each(words.THANKS_KINDS)]


def test_every_finding_of_a_follow_up(desk: Desk) -> None:
    def keep(session: Session, case_id: int) -> None:
        first, _ = caseload.case_file(session, case_id, desk.now).parties
        for way in words.FOLLOW_UP_WAYS:
            record_follow_up(session, case_id, FollowUpDraft(DAY, way.code))
        for field, codes in (
            ("performed", words.PERFORMED_FINDINGS),
            ("solved", words.SOLVED_FINDINGS),
            ("satisfaction", words.SATISFACTIONS),
        ):
            for code in codes:
                finding = replace(PartyFinding(first.id), **{field: code.code})
                record_follow_up(session, case_id, FollowUpDraft(DAY, findings=(finding,)))

    done = desk.keep(keep).follow_ups
    assert [row.way for row in done[: len(words.FOLLOW_UP_WAYS)]] == [*each(words.FOLLOW_UP_WAYS)]
    satisfied = done[-len(words.SATISFACTIONS) :]
    assert [row.satisfaction for row in satisfied] == [*each(words.SATISFACTIONS)]


def test_every_unit_and_thing_counted(desk: Desk) -> None:
    people = tuple(
        Count(3, unit=unit, of_what=of_what)
        for unit in words.COUNT_UNITS
        for of_what in words.COUNTED
    )
    read = desk.keep(
        lambda session, case: record_activity(session, case, ActivityDraft(DAY, people=people))
    )
    assert read.activities[0].people == people


def test_every_job(desk: Desk) -> None:
    with desk.database.writing() as session:
        kept = office_draft(session)
        assert kept is not None
        people = tuple(WorkerDraft(f"人{job.label}", "翰林社区", job.code) for job in words.JOBS)
        keep_office(session, replace(kept, workers=people), desk.now)
    with desk.database.reading() as session:
        again = office_draft(session)
    assert again is not None
    assert again.workers == people
