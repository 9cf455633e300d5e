"""A word said apart is found through its own door and nowhere else that words can be found."""

import logging
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from linli.casework import caseload, grid, recycling, unsaved
from linli.casework.closing import record_outcome
from linli.casework.intake import take_down
from linli.casework.mediation import (
    caucus_notes,
    record_session,
    session_draft,
    speaker_sets,
)
from linli.casework.paper import record_print
from linli.domain.amounts import Amount as AmountSaid
from linli.domain.amounts import parse_amount
from linli.domain.case_file import ListQuery, ListScope
from linli.domain.drafts import CaseDraft, NoteDraft, OutcomeDraft, PartyDraft, SessionDraft
from linli.domain.moments import Moment
from linli.records.database import Database
from linli.records.opening import open_connection
from linli.records.tables import Amount, Base, CaucusNote, Party, PartySide, UnsavedForm

CANARY = "金丝雀一九四七"
SUM = parse_amount(f"{CANARY}那么多")
DAY = Moment.on_day(date(2025, 3, 16))


@pytest.fixture
def case_id(sample: Database, now: datetime) -> int:
    """A dispute that went its whole way, with the canary said apart by its first side."""
    draft = CaseDraft(
        "DISPUTE",
        "WALK_IN",
        "共用通道",
        DAY,
        parties=(PartyDraft("甲", "甲家", "REQUESTER"), PartyDraft("乙", "乙家", "RESPONDENT")),
    )
    with sample.writing() as session:
        case_id = take_down(session, draft, now)
        first, second = (party.id for party in caseload.case_file(session, case_id, now).parties)
        notes = (NoteDraft(CANARY), NoteDraft(f"又说{CANARY}", "REPORTED", f"危及生命{CANARY}"))
        record_session(session, case_id, SessionDraft("BACK_TO_BACK", DAY, (first,), notes=notes))
        apart = (
            NoteDraft(CANARY, "MAY_CONVEY", may_convey_to=CANARY, amount=SUM, speakers=(second,)),
        )
        record_session(
            session,
            case_id,
            SessionDraft("MIXED", DAY, (first, second), record="同场所说", notes=apart),
        )
        record_outcome(session, case_id, OutcomeDraft("RECONCILED", DAY))
        record_print(session, case_id, "CASE_SHEET")
    return case_id


def test_its_own_door_gives_it_word_for_word(sample: Database, case_id: int) -> None:
    with sample.reading() as session:
        first, *_ = speaker_sets(session, case_id)
        texts = [note.text for note in caucus_notes(session, case_id, first.party_ids)]
    assert texts == [CANARY, f"又说{CANARY}"]


def test_no_other_column_of_the_record_file_holds_it(sample: Database, case_id: int) -> None:
    assert case_id
    holding: set[str] = set()
    with closing(open_connection(sample.path, read_only=True)) as connection:
        for table in Base.metadata.sorted_tables:
            rows = connection.execute(f'SELECT * FROM "{table.name}"')  # noqa: S608 -- a table's own name
            for row in rows:
                columns = (column for column, *_ in rows.description)
                holding |= {
                    f"{table.name}.{column}"
                    for column, value in zip(columns, row, strict=True)
                    if CANARY in str(value)
                }
    assert holding == {
        "caucus_note.text",
        "caucus_note.reported_why",
        "caucus_note.may_convey_to",
        "amount.words",
    }


def test_no_reading_verb_of_the_windows_gives_it(
    sample: Database, case_id: int, now: datetime
) -> None:
    everything = ListQuery(ListScope.ALL)
    with sample.writing() as session:
        sessions = caseload.case_file(session, case_id, now).sessions
        removed = session.scalars(select(CaucusNote).order_by(CaucusNote.id.desc())).first()
        assert removed is not None
        removed.removed_at = datetime.now(UTC)
    verbs: tuple[Callable[[Session], object], ...] = (
        lambda session: caseload.case_file(session, case_id, now),
        lambda session: caseload.case_rows(session, [case_id], now),
        lambda session: caseload.case_ids(session, everything, now),
        lambda session: caseload.counts(session, now),
        lambda session: speaker_sets(session, case_id),
        grid.choices,
        grid.office_draft,
        grid.workers,
        unsaved.unsaved_forms,
        recycling.removed_rows,
        *(partial(session_draft, session_id=row.id) for row in sessions),
    )
    with sample.reading() as session:
        for verb in verbs:
            assert CANARY not in repr(verb(session))


@pytest.mark.parametrize("word", [CANARY, "金丝雀", "一九", "雀", "%雀%", "_" * len(CANARY)])
def test_no_word_or_part_of_it_finds_the_case(
    sample: Database, case_id: int, now: datetime, word: str
) -> None:
    with sample.reading() as session:
        assert case_id not in caseload.case_ids(session, ListQuery(ListScope.ALL, words=word), now)


def test_reading_and_writing_logs_nothing_of_it(
    sample: Database, case_id: int, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        with sample.writing() as session:
            session.scalars(select(CaucusNote)).first()
            caseload.case_file(session, case_id, now)
        with sample.reading() as session:
            first, *_ = speaker_sets(session, case_id)
            assert caucus_notes(session, case_id, first.party_ids)
    assert CANARY not in caplog.text


def test_an_error_of_the_database_tells_no_words_of_a_resident(
    sample: Database, case_id: int, caplog: pytest.LogCaptureFixture
) -> None:
    def keep_twice() -> None:
        with sample.writing() as session:
            note = session.scalars(select(CaucusNote)).first()
            assert note is not None
            session.add(CaucusNote(session_id=note.session_id, text=CANARY, uid=note.uid))

    assert case_id
    with pytest.raises(IntegrityError) as refused:
        keep_twice()
    assert CANARY not in "".join(told(refused.value))
    assert CANARY not in caplog.text


def told(error: BaseException | None) -> Iterator[str]:
    """What an error and those it came from say of themselves."""
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        seen.append(error)
        yield f"{error} {error!r}"
        error = error.__cause__ or error.__context__


def test_a_form_that_was_saved_leaves_no_byte_of_what_was_typed_for_a_while(
    sample: Database, case_id: int
) -> None:
    """Only the journal's emptied blocks on the disk are beyond our reach."""
    long = CANARY + "说" * 9000  # over several pages, as a page of notes is
    for words in (long, CANARY, long + "完"):
        with sample.writing() as session:
            unsaved.keep_unsaved(session, "form", "SESSION", case_id, {"notes": words})
    with sample.reading() as session:
        assert session.scalars(select(UnsavedForm)).one().raw["notes"].endswith("完")
    with sample.writing() as session:
        unsaved.drop_unsaved(session, "form")
        for note in session.scalars(select(CaucusNote)):
            note.text = note.reported_why = note.may_convey_to = "换成别的话"
        for said in session.scalars(select(Amount)):
            if said.confidentiality:
                said.value = AmountSaid(1)
    sample.close()

    left = [path for path in sample.path.parent.iterdir() if holds(path, CANARY)]
    assert left == []


def holds(path: Path, words: str) -> bool:
    """Whether a file has the words, as they are or as JSON may write them."""
    content = path.read_bytes()
    escaped = words.encode("unicode_escape")
    return words.encode() in content or escaped in content or escaped.upper() in content


def test_notes_stay_with_their_speakers_when_sides_change_and_from_others_of_the_side(
    sample: Database, now: datetime
) -> None:
    parties = tuple(
        PartyDraft(side, name) for side, name in (("甲", "张"), ("甲", "李"), ("乙", "王"))
    )
    with sample.writing() as session:
        case_id = take_down(
            session, CaseDraft("DISPUTE", "WALK_IN", "通道", DAY, parties=parties), now
        )
        one, two, other = (party.id for party in caseload.case_file(session, case_id, now).parties)
        for speakers, words in (((one,), "张一人说"), ((one, two), "张李同说"), ((other,), "王说")):
            notes = (NoteDraft(words),)
            record_session(
                session, case_id, SessionDraft("BACK_TO_BACK", DAY, speakers, notes=notes)
            )
    with sample.writing() as session:
        speaker = session.get_one(Party, one)
        speaker.sides[0].ended = DAY
        speaker.sides.append(PartySide(side="乙", since=DAY))

    def said(*speakers: int) -> list[str]:
        with sample.reading() as session:
            return [note.text for note in caucus_notes(session, case_id, speakers)]

    assert said(one) == ["张一人说"]
    assert said(two) == []
    assert said(two, one) == ["张李同说"]
    assert said(other) == ["王说"]
    assert said(one, two, other) == said() == []
    with sample.reading() as session:
        sets = {row.party_ids: row.side for row in speaker_sets(session, case_id)}
    assert sets == {(one,): "乙", (one, two): "乙甲", (other,): "乙"}
