"""A dispute on a real file, with a hand that holds its sessions."""

from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from typing import Any, TypeVar

from linli.casework import caseload
from linli.casework.intake import take_down
from linli.casework.mediation import caucus_notes, record_session
from linli.domain.case_file import CaseFile, CaucusNoteRow
from linli.domain.drafts import CaseDraft, NoteDraft, PartyDraft, SessionDraft
from linli.domain.moments import Moment
from linli.records.database import Database
from linli.records.opening import open_connection
from linli.records.tables import Base

T = TypeVar("T")

DAY = Moment.on_day(date(2025, 3, 16))
NEXT_DAY = Moment.on_day(date(2025, 3, 17))


class Quarrel:
    """A dispute of the parties it is given; ``ids`` are theirs, in that order."""

    def __init__(self, database: Database, now: datetime, *parties: PartyDraft) -> None:
        self._database, self._now = database, now
        draft = CaseDraft("DISPUTE", "WALK_IN", "共用通道", DAY, parties=parties)
        with database.writing() as session:
            self.case = take_down(session, draft, now)
        self.ids = tuple(party.id for party in self.file.parties)

    @property
    def file(self) -> CaseFile:
        """The case as windows and sheets read it."""
        return self.read(caseload.case_file, self.case, self._now)

    def keep(self, verb: Callable[..., T], *args: Any) -> T:  # noqa: ANN401 - whatever the verb takes
        """Do a verb in one transaction."""
        with self._database.writing() as session:
            return verb(session, *args)

    def read(self, verb: Callable[..., T], *args: Any) -> T:  # noqa: ANN401 - whatever the verb takes
        """Ask a verb that keeps nothing."""
        with self._database.reading() as session:
            return verb(session, *args)

    def apart(self, words: str, *speakers: int) -> int:
        """A back-to-back session with one note; its id."""
        draft = SessionDraft("BACK_TO_BACK", DAY, speakers, notes=(NoteDraft(words),))
        return self.keep(record_session, self.case, draft)

    def notes(self, *speakers: int) -> tuple[CaucusNoteRow, ...]:
        """What exactly these said apart."""
        return self.read(caucus_notes, self.case, speakers)

    def said(self, *speakers: int) -> list[str]:
        """The words of what exactly these said apart."""
        return [note.text for note in self.notes(*speakers)]

    def every_row(self) -> dict[str, list[tuple[object, ...]]]:
        """The whole file, but for the version of the case."""
        with closing(open_connection(self._database.path, read_only=True)) as connection:
            return {
                table.name: list(connection.execute(f'SELECT * FROM "{table.name}"'))  # noqa: S608 -- a table's own name
                for table in Base.metadata.sorted_tables
                if table.name != "case"
            }
