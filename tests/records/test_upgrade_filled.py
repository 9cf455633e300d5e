"""A filled file of the first revision becomes one of today: nothing lost, or not touched at all."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import NullPool, create_engine

from linli.errors import LinliError
from linli.paths import bundled
from linli.records import upgrade
from linli.records.database import Database
from linli.records.opening import SCHEMA_NUMBER, identify, open_connection
from linli.records.upgrade import Schema, alembic_config, create, migrate, prepare
from linli.records.whole import is_sound, row_counts

from .filling import BATCH_ID, Content, Value, columns_of, content, fill

ROWS = 60
"""With so many rows drawn by lot each column of each table holds something somewhere."""
NEW_ACTION = "AGREEMENT_CHANGED"
DATED_BY_AGREEMENTS = {"AGREEMENT_MADE", NEW_ACTION, "PERFORMED"}
TOUCHES = {
    "backup", "commit", "copy_file_range", "execute", "executemany", "fsync", "open", "replace",
    "sendfile", "unlink", "write",
}  # fmt: skip
"""What an upgrade calls that reaches the file, or its statements."""

UPGRADES = """
import os, resource, signal, sys
from pathlib import Path
import alembic.command, sqlalchemy  # once, not in each child
from linli.errors import LinliError
from linli.records.upgrade import prepare

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
touches = set(sys.argv[1].split())

def upgrade(path, kill_at, largest):
    seen = 0
    def watch(frame, event, called):
        nonlocal seen
        if event == "c_call" and called.__name__ in touches:
            seen += 1
            if seen == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
    if largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    sys.setprofile(watch)
    try:
        prepare(path)
    except LinliError as trouble:
        sys.setprofile(None)
        print("refused", trouble, flush=True)
    else:
        sys.setprofile(None)
        print("done", seen, flush=True)

for line in sys.stdin:
    kill_at, largest, path = line.rstrip("\\n").split(" ", 2)
    child = os.fork()
    if not child:
        upgrade(Path(path), int(kill_at), int(largest))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        print("killed", os.WTERMSIG(status), flush=True)
"""


@pytest.fixture(scope="module")
def first_schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    """The migrations as they were when there was one."""
    scripts = tmp_path_factory.mktemp("first") / "migrations"
    shutil.copytree(bundled("migrations"), scripts, ignore=shutil.ignore_patterns("__pycache__"))
    for script in (scripts / "versions").glob("*.py"):
        if not script.name.startswith("0001"):
            script.unlink()
    return Schema(number=1, scripts=scripts)


@pytest.fixture(scope="module")
def filled_first(first_schema: Schema, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the first revision with every column of every table filled; to be copied."""
    path = tmp_path_factory.mktemp("filled") / "台账.linli"
    create(path, first_schema)
    _fill(path)
    return path


@pytest.fixture
def old_file(filled_first: Path, record_file: Path) -> Path:
    """A copy of it, for one test."""
    shutil.copyfile(filled_first, record_file)
    return record_file


class Upgrades:
    """Upgrades files in processes that may die of it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def run(self, path: Path, *, kill_at: int = 0, largest: int = 0) -> str:
        """What became of it: done and how many touches, killed, or refused and why.

        ``kill_at`` is the touch before which it is killed, ``largest`` the most bytes
        a file may grow to; 0 is never and any.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{kill_at} {largest} {path}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


@pytest.fixture
def upgrades() -> Iterator[Upgrades]:
    """A process that upgrades what it is told to, each in a child of its own."""
    with subprocess.Popen(
        [sys.executable, "-c", UPGRADES, " ".join(sorted(TOUCHES))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        yield Upgrades(process)
        assert process.stdin is not None
        process.stdin.close()


def test_every_column_of_the_first_revision_is_filled_and_says_that_it_was_made_up(
    filled_first: Path,
) -> None:
    assert identify(filled_first).schema_number == 1
    with closing(open_connection(filled_first, read_only=True)) as connection:
        assert is_sound(connection)
        names = columns_of(connection)
        kept = content(connection)
        batched = [table for table, columns in names.items() if "batch" in columns]
        batches = {
            tuple(connection.execute(f'SELECT DISTINCT batch, batch_id FROM "{table}"').fetchall())  # noqa: S608 - names of the schema
            for table in batched
        }
    empty = [
        f"{table}.{column}"
        for table, columns in names.items()
        for place, column in enumerate(columns)
        if all(row[place] is None for row in kept[table])
    ]
    assert empty == []
    assert len(names) > 40
    assert batches == {(("GENERATED", BATCH_ID),)}


def test_nothing_of_a_filled_file_is_lost_or_changed(old_file: Path) -> None:
    with closing(open_connection(old_file, read_only=True)) as connection:
        names, before, counts = columns_of(connection), content(connection), row_counts(connection)
    prepare(old_file)
    assert identify(old_file).schema_number == SCHEMA_NUMBER
    with closing(open_connection(old_file, read_only=True)) as connection:
        assert is_sound(connection)
        after = content(connection, names)
        now = row_counts(connection)
    assert _without_new_action(after) == before
    grown = {table: now[table] - count for table, count in counts.items() if now[table] != count}
    assert grown == {"step_action": 1}


def test_what_is_new_begins_as_if_nobody_had_said_anything(old_file: Path) -> None:
    prepare(old_file)
    with closing(open_connection(old_file, read_only=True)) as connection:
        said = {
            column: connection.execute(
                f'SELECT COUNT(*) FROM "{table}" WHERE "{column}" IS NOT NULL AND "{column}" <> 0'  # noqa: S608 - names of the schema
            ).fetchone()[0]
            for table, columns in {
                "amount": ("obligation_id", "instalment_id", "performance_id"),
                "unsaved_form": ("owner_id", "row_id", "read_version"),
                "number_series": ("must_confirm",),
            }.items()
            for column in columns
        }
        new = ("agreement", "obligation", "performance", "conveyance", "case_link", "reminder")
        counts = row_counts(connection)
    assert set(said.values()) == {0}
    assert [counts[table] for table in new] == [0] * len(new)


def test_the_old_file_lies_beside_the_new_one_byte_for_byte(
    old_file: Path, filled_first: Path
) -> None:
    prepare(old_file)
    kept = old_file.with_name("台账.升级前1.linli")
    assert kept.read_bytes() == filled_first.read_bytes()


def test_the_upgraded_file_can_be_worked_on(old_file: Path) -> None:
    prepare(old_file)
    with Database(old_file) as opened, opened.writing() as session:
        connection = session.connection()
        cases = connection.exec_driver_sql('SELECT COUNT(*) FROM "case"').scalar_one()
        connection.exec_driver_sql(
            "INSERT INTO case_link (uid, case_id, other_id, kind, recorded_at)"
            " SELECT 'l', MIN(id), MAX(id), 'RELATED', '2025-04-02' FROM \"case\""
        )
    assert cases == ROWS


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed that was forked")
def test_an_upgrade_killed_at_any_point_leaves_the_old_file_or_the_new_one_whole(
    old_file: Path, filled_first: Path, upgrades: Upgrades
) -> None:
    with closing(open_connection(filled_first, read_only=True)) as connection:
        names, rows = columns_of(connection), content(connection)
    old = filled_first.read_bytes()
    done, touches = upgrades.run(old_file).split()
    assert done == "done"
    last = int(touches)
    assert last > 200
    untouched = swapped = 0
    for point in (*range(1, last - 24, last // 24), *range(last - 24, last + 1)):
        _put_back(old_file, filled_first)
        assert upgrades.run(old_file, kill_at=point) == "killed 9"
        if old_file.read_bytes() == old:
            untouched += 1
        else:
            swapped += 1
            assert identify(old_file).schema_number == SCHEMA_NUMBER
        # The next start finds its way from wherever the last one was stopped.
        prepare(old_file)
        assert _left_beside(old_file) == {"台账.linli", "台账.升级前1.linli"}
        with closing(open_connection(old_file, read_only=True)) as connection:
            assert is_sound(connection)
            assert _without_new_action(content(connection, names)) == rows
    assert untouched > 30
    assert swapped > 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is held to a limit of its own")
def test_a_file_that_may_not_grow_leaves_the_old_one_untouched(
    old_file: Path, filled_first: Path, upgrades: Upgrades
) -> None:
    size = filled_first.stat().st_size
    for largest in (1, 4096, size // 2, size - 1, size, size + 4096):
        _put_back(old_file, filled_first)
        assert upgrades.run(old_file, largest=largest).startswith("refused ")
        assert old_file.read_bytes() == filled_first.read_bytes()
        assert _left_beside(old_file) == {"台账.linli"}
    assert upgrades.run(old_file).startswith("done ")


@pytest.mark.parametrize("part", [0.01, 0.3, 0.7, 0.95])
def test_a_disk_that_fills_up_on_the_way_leaves_the_old_file_untouched(
    old_file: Path, filled_first: Path, monkeypatch: pytest.MonkeyPatch, part: float
) -> None:
    def on_a_full_disk(path: Path, **how: bool) -> sqlite3.Connection:
        connection = open_connection(path, **how)
        if path != old_file:
            (needed,) = connection.execute("PRAGMA page_count").fetchone()
            least = max(needed, round(part * _pages_when_done(filled_first)))
            connection.execute(f"PRAGMA max_page_count={least}")
        return connection

    monkeypatch.setattr(upgrade, "open_connection", on_a_full_disk)
    with pytest.raises(LinliError, match="磁盘空间不足"):
        prepare(old_file)
    assert old_file.read_bytes() == filled_first.read_bytes()
    assert _left_beside(old_file) == {"台账.linli"}
    monkeypatch.undo()
    prepare(old_file)
    assert identify(old_file).schema_number == SCHEMA_NUMBER


def test_a_filled_file_of_a_newer_program_is_refused_untouched(old_file: Path) -> None:
    prepare(old_file)
    old_file.with_name("台账.升级前1.linli").unlink()
    with closing(open_connection(old_file)) as connection:
        connection.execute(f"PRAGMA user_version={SCHEMA_NUMBER + 1}")
    for left in old_file.parent.glob("*-journal"):
        left.unlink()
    before = old_file.read_bytes()
    with pytest.raises(LinliError, match="较新版本"):
        prepare(old_file)
    assert old_file.read_bytes() == before
    assert _left_beside(old_file) == {"台账.linli"}


def test_the_second_revision_is_undone_and_done_again_with_filled_rows(record_file: Path) -> None:
    create(record_file)
    _fill(record_file)
    with closing(open_connection(record_file)) as connection:
        # An action of the office's own that behaves like the one the revision brought.
        connection.execute(
            "INSERT INTO step_action (code, label, short_label, rank, base)"
            " VALUES ('OWN', '协议改签', '改签', 999, ?)",
            (NEW_ACTION,),
        )
        connection.execute("UPDATE step SET action_code = 'OWN' WHERE id = 1")
        full = content(connection)
        in_full = columns_of(connection)
    _move(record_file, "0001")
    with closing(open_connection(record_file, read_only=True)) as connection:
        assert is_sound(connection)
        names, undone = columns_of(connection), content(connection)
    assert undone == _as_undone(full, in_full, names)
    migrate(record_file)
    with closing(open_connection(record_file, read_only=True)) as connection:
        assert is_sound(connection)
        assert _without_new_action(content(connection, names)) == undone
        assert columns_of(connection).keys() == in_full.keys()


def _fill(path: Path) -> None:
    with closing(open_connection(path)) as connection:
        connection.execute("BEGIN")
        fill(connection, rows=ROWS)
        connection.execute("COMMIT")
    # Truncated, it lies beside the file for good; here it would only be in the way.
    path.with_name(path.name + "-journal").unlink()


def _without_new_action(kept: Content) -> Content:
    """The rows without the one action that the second revision adds."""
    actions = [row for row in kept["step_action"] if row[0] != NEW_ACTION]
    return kept | {"step_action": actions}


def _as_undone(
    full: Content, in_full: dict[str, list[str]], names: dict[str, list[str]]
) -> Content:
    """What is left when the second revision is taken away, as its migration says."""

    def of(table: str, column: str) -> int:
        return in_full[table].index(column)

    owners = [of("amount", f"{name}_id") for name in ("obligation", "instalment", "performance")]
    gone = {
        row[of("amount", "id")]
        for row in full["amount"]
        if any(row[place] is not None for place in owners)
    }
    left: dict[str, list[dict[str, Value]]] = {}
    for table, columns in names.items():
        rows = [dict(zip(in_full[table], row, strict=True)) for row in full[table]]
        if table == "amount":
            rows = [row for row in rows if row["id"] not in gone]
        if table == "amount_end":
            rows = [row for row in rows if row["amount_id"] not in gone]
        if table == "step_action":
            rows = [
                row | {"base": "NOTED"} if row["base"] == NEW_ACTION else row
                for row in rows
                if row["code"] != NEW_ACTION
            ]
        if table == "step":
            rows = [
                row | {"action_code": "NOTED"} if row["action_code"] in DATED_BY_AGREEMENTS else row
                for row in rows
            ]
        left[table] = [{name: row[name] for name in columns} for row in rows]
    return {
        table: sorted((tuple(row.values()) for row in rows), key=repr)
        for table, rows in left.items()
    }


def _move(path: Path, to: str) -> None:
    """Take the migrations back to one of them, as `migrate` runs them."""
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: open_connection(path, foreign_keys=False),
        poolclass=NullPool,
    )
    config = alembic_config(bundled("migrations"))
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.downgrade(config, to)
        connection.exec_driver_sql(f"PRAGMA user_version={int(to)}")
    engine.dispose()


def _put_back(path: Path, filled: Path) -> None:
    """The old file alone in its folder, as before an upgrade."""
    for left in path.parent.iterdir():
        left.unlink()
    shutil.copyfile(filled, path)


def _left_beside(path: Path) -> set[str]:
    return {found.name for found in path.parent.iterdir() if not found.name.endswith("-journal")}


def _pages_when_done(filled: Path) -> int:
    """About the pages the file takes once it is upgraded."""
    with closing(open_connection(filled, read_only=True)) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    return pages + 60
