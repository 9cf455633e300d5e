"""Sessions are kept as they were held; what a side said apart has one door."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

import pytest

from linli.casework import caseload
from linli.casework.closing import record_outcome
from linli.casework.intake import take_down
from linli.casework.mediation import (
    caucus_notes,
    has_caucus_notes,
    record_session,
    speaker_sets,
)
from linli.domain.case_file import CaseFile
from linli.domain.drafts import CaseDraft, NoteDraft, OutcomeDraft, PartyDraft, SessionDraft
from linli.domain.moments import Moment
from linli.errors import Refused
from linli.records.database import Database

T = TypeVar("T")

DAY = Moment.on_day(date(2025, 3, 16))
SIDES = ("甲", "乙", "丙")


class Dispute:
    """A dispute of three sides."""

    def __init__(self, database: Database, now: datetime) -> None:
        self._database, self._now = database, now
        parties = tuple(PartyDraft(side, f"{side}家") for side in SIDES)
        draft = CaseDraft("DISPUTE", "WALK_IN", "共用通道", DAY, parties=parties)
        with database.writing() as session:
            self.case = take_down(session, draft, now)
        self.first, self.second, self.third = (party.id for party in self.file.parties)

    def hold(self, method: str, *speakers: int, **more: object) -> int:
        with self._database.writing() as session:
            draft = SessionDraft(method, DAY, speakers, **more)  # type: ignore[arg-type]
            return record_session(session, self.case, draft)

    def apart(self, text: str, *speakers: int) -> int:
        return self.hold("BACK_TO_BACK", *speakers, notes=(NoteDraft(text),))

    def close(self, draft: OutcomeDraft) -> None:
        with self._database.writing() as session:
            record_outcome(session, self.case, draft)

    def ask(self, verb: Callable[..., tuple[T, ...]], *args: object) -> tuple[T, ...]:
        with self._database.reading() as session:
            return verb(session, self.case, *args)

    @property
    def file(self) -> CaseFile:
        with self._database.reading() as session:
            return caseload.case_file(session, self.case, self._now)


@pytest.fixture
def dispute(sample: Database, now: datetime) -> Dispute:
    return Dispute(sample, now)


def test_a_side_hears_its_own_words_alone(dispute: Dispute) -> None:
    dispute.apart("甲的话", dispute.first)
    dispute.apart("乙的话", dispute.second)
    dispute.apart("甲又说", dispute.first)

    (first, second) = dispute.ask(speaker_sets)
    assert [(row.side, row.label, row.note_count) for row in (first, second)] == [
        ("甲", "甲家", 2),
        ("乙", "乙家", 1),
    ]
    assert [note.text for note in dispute.ask(caucus_notes, first.party_ids)] == [
        "甲的话",
        "甲又说",
    ]
    assert [note.text for note in dispute.ask(caucus_notes, second.party_ids)] == ["乙的话"]
    assert dispute.ask(caucus_notes, (dispute.third,)) == ()


def test_the_case_file_counts_notes_and_holds_none(dispute: Dispute) -> None:
    dispute.apart("暗号鸬鹚", dispute.first)

    assert dispute.file.sessions[0].note_count == 1
    assert "鸬鹚" not in repr(dispute.file)


def test_a_note_without_speakers_is_refused(dispute: Dispute) -> None:
    with pytest.raises(Refused) as refused:
        dispute.apart("谁说的")
    assert refused.value.field == "speakers"

    with pytest.raises(Refused) as refused:
        dispute.apart("外人说的", 999)
    assert refused.value.field == "speakers"


def test_back_to_back_takes_one_side_and_no_joint_record(dispute: Dispute) -> None:
    with pytest.raises(Refused, match="只谈一方"):
        dispute.apart("两家一起", dispute.first, dispute.second)
    with pytest.raises(Refused, match="不记同场所说"):
        dispute.hold("BACK_TO_BACK", dispute.first, record="同场")
    with pytest.raises(Refused, match="背靠背"):
        dispute.hold("FACE_TO_FACE", dispute.first, notes=(NoteDraft("私下"),))


def test_a_joint_session_of_two_sides_is_open_to_those_two(dispute: Dispute) -> None:
    dispute.hold("FACE_TO_FACE", dispute.first, dispute.third, record="两家同场")

    (joint,) = dispute.file.sessions
    assert (joint.sides, joint.parties, joint.record) == (
        ("甲", "丙"),
        ("甲家", "丙家"),
        "两家同场",
    )


def test_apart_together_apart_may_be_one_sitting(dispute: Dispute) -> None:
    first = dispute.apart("先单独谈", dispute.first)
    dispute.hold("FACE_TO_FACE", dispute.first, dispute.second, same_sitting_as=first)
    dispute.hold("BACK_TO_BACK", dispute.second, same_sitting_as=first, times=3)
    dispute.hold("BACK_TO_BACK", dispute.third, state="DECLINED")

    assert [(row.method.code, row.state.label, row.times) for row in dispute.file.sessions] == [
        ("BACK_TO_BACK", "已进行", 1),
        ("FACE_TO_FACE", "已进行", 1),
        ("BACK_TO_BACK", "已进行", 3),
        ("BACK_TO_BACK", "未参加", 1),
    ]


def test_a_caucus_without_notes_still_has_its_place_on_the_page(dispute: Dispute) -> None:
    dispute.hold("BACK_TO_BACK", dispute.second)

    assert [(row.side, row.note_count) for row in dispute.ask(speaker_sets)] == [("乙", 0)]


def test_who_was_present_is_kept_by_their_part(dispute: Dispute) -> None:
    dispute.hold(
        "FACE_TO_FACE",
        dispute.first,
        dispute.second,
        mediators=("秦淼",),
        invited=("社区民警",),
        attended_by=("邻居",),
        recorder="记录员",
    )

    (joint,) = dispute.file.sessions
    assert joint.mediators == ("秦淼",)
    assert set(joint.present) == {"秦淼", "社区民警", "邻居", "记录员"}


def test_an_agreement_closes_the_dispute_and_no_session_follows(dispute: Dispute) -> None:
    dispute.close(OutcomeDraft("RECONCILED", DAY, closing_kind="SUBSTANTIVE"))

    case = dispute.file
    assert (case.row.stage, case.row.result.label) == ("已办结", "和解")
    assert case.closing is not None
    assert case.closing.kind.label == "实质性"
    with pytest.raises(Refused, match="已办结"):
        dispute.apart("晚了", dispute.first)


def test_a_result_still_open_does_not_close(dispute: Dispute) -> None:
    dispute.close(OutcomeDraft("PENDING", DAY, closes=False))
    assert dispute.file.row.is_open

    with pytest.raises(Refused) as refused:
        dispute.close(OutcomeDraft("PENDING", DAY))
    assert refused.value.field == "closes"
    with pytest.raises(Refused) as refused:
        dispute.close(OutcomeDraft("", DAY))
    assert refused.value.field == "result"


def test_the_file_knows_whether_anything_was_said_apart(
    database: Database, sample: Database
) -> None:
    with sample.reading() as session:
        assert has_caucus_notes(session)
    assert database is sample
