"""A record file is read without a byte written beside it, whatever state it is in."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from linli.errors import LinliError
from linli.records import tables
from linli.records.aside import as_it_is, of_today
from linli.records.database import Database
from linli.records.opening import SCHEMA_NUMBER, identify, open_connection

from .leavings import crash_while_saving, of_the_first_schema


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder as on somebody's stick."""
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder


def state_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def cases_in(path: Path) -> int:
    with Database(path, read_only=True) as database, database.reading() as session:
        return session.scalars(select(func.count(tables.Case.id))).one()


def test_a_file_of_today_is_read_where_it_lies(
    database: Database, case_id: int, stick: Path
) -> None:
    database.close()
    path = stick / "台账.linli"
    shutil.copyfile(database.path, path)
    before = state_of(stick)
    with of_today(path) as found:
        assert found == path
        assert cases_in(found) == case_id == 1
    assert state_of(stick) == before


def test_an_older_file_is_upgraded_on_a_copy_that_is_gone_afterwards(stick: Path) -> None:
    path = of_the_first_schema(stick.parent)
    path = path.rename(stick / path.name)
    before = state_of(stick)
    with of_today(path) as found:
        assert found != path
        assert identify(found).schema_number == SCHEMA_NUMBER
        assert cases_in(found) > 1
    assert not found.parent.exists()
    assert state_of(stick) == before


def test_what_a_crash_left_half_done_is_made_good_on_a_copy(
    database: Database, case_id: int, stick: Path
) -> None:
    database.close()
    path = stick / "台账.linli"
    shutil.copyfile(database.path, path)
    crash_while_saving(path)
    before = state_of(stick)
    assert len(before) == 2
    with of_today(path) as found, Database(found, read_only=True) as opened:
        assert found != path
        with opened.reading() as session:
            assert session.get_one(tables.Case, case_id).title == "楼上半夜噪声"
    assert state_of(stick) == before


def test_a_file_in_wal_mode_is_read_on_a_copy(
    database: Database, case_id: int, stick: Path
) -> None:
    database.close()
    with closing(sqlite3.connect(database.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("UPDATE \"case\" SET title = '改过的'")
        for path in database.path.parent.glob("台账.linli*"):
            shutil.copyfile(path, stick / path.name)
    (stick / "台账.linli-shm").unlink()
    before = state_of(stick)
    assert len(before) == 2
    with (
        of_today(stick / "台账.linli") as found,
        Database(found, read_only=True) as opened,
        opened.reading() as session,
    ):
        assert session.get_one(tables.Case, case_id).title == "改过的"
    assert state_of(stick) == before


def test_a_file_that_somebody_is_writing_just_now_is_not_copied_half_way(
    database: Database, case_id: int
) -> None:
    with closing(open_connection(database.path)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE \"case\" SET title = '还没有写完'")
        with as_it_is(database.path) as found:
            assert found == database.path
        writer.execute("ROLLBACK")
    assert case_id == 1


def test_a_newer_or_foreign_file_is_refused(database: Database, stick: Path) -> None:
    database.close()
    path = stick / "台账.linli"
    for pragma in (f"user_version={SCHEMA_NUMBER + 1}", "application_id=7"):
        shutil.copyfile(database.path, path)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA {pragma}")
        before = state_of(stick)
        with pytest.raises(LinliError, match="没有改动它"), of_today(path):
            pass
        assert state_of(stick) == before
