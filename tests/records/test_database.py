"""The record file open: pragmas, readers and writers side by side, refusals."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from linli.errors import LinliError
from linli.records import tables
from linli.records.database import Database
from linli.records.opening import (
    APPLICATION_ID,
    SCHEMA_NUMBER,
    Identity,
    identify,
    open_connection,
    trouble_in_words,
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "truncate"),
        ("synchronous", 3),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("application_id", 0x4C4C5431),
        ("user_version", SCHEMA_NUMBER),
    ],
)
def test_every_connection_has_the_pragmas_that_keep_records_safe(
    database: Database, name: str, value: object
) -> None:
    with database.reading() as session:
        assert session.execute(text(f"PRAGMA {name}")).scalar_one() == value


def test_a_pragma_that_does_not_take_is_refused(database: Database) -> None:
    database.close()
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("BEGIN")
        other.execute("SELECT COUNT(*) FROM office").fetchall()
        with pytest.raises(LinliError, match=r"正被另一个程序使用|journal_mode 应为 truncate"):
            open_connection(database.path)


def test_a_write_that_fails_keeps_nothing(database: Database, case_id: int) -> None:
    def change_and_stumble() -> None:
        with database.writing() as session:
            session.get_one(tables.Case, case_id).title = "改了一半"
            session.flush()
            raise KeyError

    with pytest.raises(KeyError):
        change_and_stumble()
    with database.reading() as session:
        assert session.get_one(tables.Case, case_id).title == "楼上半夜噪声"


def test_reading_begins_no_transaction(database: Database) -> None:
    with database.reading() as session:
        session.execute(text("SELECT 1")).all()
        driver = session.connection().connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        assert not driver.in_transaction


def test_writing_holds_the_file_from_its_first_statement(database: Database) -> None:
    with database.writing() as session, closing(open_connection(database.path)) as other:
        session.execute(text("SELECT 1"))
        other.execute("PRAGMA busy_timeout=0")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")


def test_a_reading_session_can_change_nothing(database: Database, case_id: int) -> None:
    def change_while_reading() -> None:
        with database.reading() as session:
            session.get_one(tables.Case, case_id).title = "改了"
            session.flush()

    with pytest.raises(LinliError, match="只读"):
        change_while_reading()
    with database.writing() as session:
        session.get_one(tables.Case, case_id).title = "照样能写"


def test_two_writers_lose_nothing(database: Database, case_id: int) -> None:
    def write(other: Database) -> None:
        for _ in range(20):
            with other.writing() as session:
                case = session.get_one(tables.Case, case_id)
                case.limit_number = (case.limit_number or 0) + 1
                case.limit_unit = "DAYS"

    with Database(database.path) as second:
        writers = [threading.Thread(target=write, args=(one,)) for one in (database, second)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
    with database.reading() as session:
        assert session.get_one(tables.Case, case_id).limit_number == 40


def test_a_commit_refused_by_a_reader_is_told_and_does_not_spoil_the_next(
    database: Database, case_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linli.records.opening._PRAGMAS", _patient(0))
    with Database(database.path) as impatient:
        with closing(open_connection(database.path)) as reader:
            reader.execute("BEGIN")
            reader.execute('SELECT COUNT(*) FROM "case"').fetchall()
            with (
                pytest.raises(LinliError, match="正被另一个程序使用"),
                impatient.writing() as session,
            ):
                session.get_one(tables.Case, case_id).title = "没有存下"
        with impatient.writing() as session:
            assert session.get_one(tables.Case, case_id).title == "楼上半夜噪声"
            session.get_one(tables.Case, case_id).title = "存下了"
    with database.reading() as session:
        assert session.get_one(tables.Case, case_id).title == "存下了"


def test_a_file_another_program_holds_is_told_in_words(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linli.records.opening._PRAGMAS", _patient(0))
    with Database(database.path) as impatient, closing(open_connection(database.path)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(LinliError, match=r"台账\.linli”正被另一个程序使用"):
            _add_a_worker(impatient)


def test_a_full_disk_is_told_in_words(database: Database) -> None:
    def fill() -> None:
        with database.writing() as session:
            session.execute(text("PRAGMA max_page_count=1"))
            session.add_all(tables.Worker(name="人" * 1000) for _ in range(200))

    with pytest.raises(LinliError, match="磁盘空间不足"):
        fill()


def test_a_read_only_file_is_told_in_words(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def always_read_only(path: Path, *, read_only: bool) -> sqlite3.Connection:  # noqa: ARG001 -- as it is called
        return open_connection(path, read_only=True)

    # The file's own permissions would not stop an administrator.
    monkeypatch.setattr("linli.records.database.open_connection", always_read_only)
    with Database(database.path) as locked, pytest.raises(LinliError, match="只读"):
        _add_a_worker(locked)


def test_a_file_that_is_gone_is_told_and_not_made_anew(record_file: Path) -> None:
    with pytest.raises(LinliError, match=r"打不开“台账\.linli”"):
        open_connection(record_file)
    assert not record_file.exists()


@pytest.mark.parametrize("what", ["text", "empty", "another program's", "another's with our id"])
def test_a_foreign_file_is_refused_untouched(record_file: Path, what: str) -> None:
    if what == "text":
        record_file.write_text("这不是数据库。" * 100, encoding="utf-8")
    elif what == "empty":
        record_file.touch()
    else:
        with closing(sqlite3.connect(record_file)) as other:
            other.execute("CREATE TABLE theirs (id INTEGER)")
            other.execute("PRAGMA journal_mode=WAL")
            if what == "another's with our id":
                other.execute(f"PRAGMA application_id={APPLICATION_ID}")
    before = record_file.read_bytes()
    with pytest.raises(LinliError, match="不是邻里台账的记录文件，没有改动它"):
        Database(record_file)
    assert record_file.read_bytes() == before
    assert [path.name for path in record_file.parent.iterdir()] == ["台账.linli"]


def test_a_newer_file_is_refused_untouched(database: Database) -> None:
    database.close()
    with closing(open_connection(database.path)) as connection:
        connection.execute(f"PRAGMA user_version={SCHEMA_NUMBER + 1}")
    before = database.path.read_bytes()
    with pytest.raises(LinliError, match="较新版本"):
        Database(database.path)
    assert database.path.read_bytes() == before


def test_a_file_with_question_mark_and_percent_in_its_name_opens(
    migrated_file: Path, tmp_path: Path
) -> None:
    odd = tmp_path / "100%? #1.linli"
    odd.write_bytes(migrated_file.read_bytes())
    assert identify(odd) == Identity(APPLICATION_ID, SCHEMA_NUMBER)
    with Database(odd) as opened:
        _add_a_worker(opened)


def test_knowing_a_file_for_ours_imports_neither_sqlalchemy_nor_alembic(
    migrated_file: Path,
) -> None:
    asked = (
        "import sys; from pathlib import Path;"
        "from linli.records.upgrade import prepare; prepare(Path(sys.argv[1]));"
        "print([name for name in ('sqlalchemy', 'alembic') if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", asked, str(migrated_file)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout == "[]\n"


def test_a_bug_is_not_dressed_up_as_trouble_with_the_file() -> None:
    assert trouble_in_words(sqlite3.ProgrammingError("bug"), Path("台账.linli")) is None
    assert trouble_in_words(ValueError("bug"), Path("台账.linli")) is None


def _add_a_worker(database: Database) -> None:
    with database.writing() as session:
        session.add(tables.Worker(name="秦淼"))


def _patient(milliseconds: int) -> dict[str, str | int]:
    return {
        "busy_timeout": milliseconds,
        "journal_mode": "truncate",
        "synchronous": 3,
        "foreign_keys": 1,
    }
