"""Making a file and bringing an older one up to date: whole, verified, or not at all."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from linli.errors import LinliError
from linli.paths import bundled
from linli.records.opening import SCHEMA_NUMBER, Identity, identify, open_connection
from linli.records.upgrade import Schema, create, prepare

NEXT = SCHEMA_NUMBER + 1
REVISION = f'''"""What a later version brings."""

import sqlalchemy as sa
from alembic import op

revision = "{NEXT:04}"
down_revision = "{SCHEMA_NUMBER:04}"


def upgrade():
'''
REBUILDS_A_PARENT = """
    with op.batch_alter_table("case", recreate="always") as batch:
        batch.add_column(sa.Column("secrecy", sa.String(8)))
"""
STOPS_HALF_WAY = """
    op.add_column("case", sa.Column("secrecy", sa.String(8)))
    op.execute("SELECT nothing FROM nowhere")
"""
LOSES_ROWS = """
    op.execute("DELETE FROM request")
"""
LEAVES_ORPHANS = """
    op.execute('DELETE FROM "case"')
"""


@pytest.fixture
def old_file(migrated_file: Path, record_file: Path) -> Path:
    """A record file of this version with a case and 200 requests, closed."""
    shutil.copyfile(migrated_file, record_file)
    with closing(open_connection(record_file)) as connection:
        connection.execute("BEGIN")
        connection.execute(
            'INSERT INTO "case" (id, uid, number, kind_code, title, urgency, is_restricted,'
            " is_open, needs_follow_up, version, recorded_at)"
            " VALUES (1, 'u', '1', 'DISPUTE', '噪声', 'NORMAL', 0, 1, 0, 1, '2025-03-15 00:00:00')"
        )
        connection.executemany(
            "INSERT INTO request (uid, case_id, rank, words, finding, recorded_at)"
            " VALUES (?, 1, 0, '安静', 'TRUE', '2025-03-15 00:00:00')",
            [(str(number),) for number in range(200)],
        )
        connection.execute("COMMIT")
    # Truncated, it lies beside the file for good; here it would only be in the way.
    record_file.with_name(record_file.name + "-journal").unlink()
    return record_file


def test_a_missing_file_is_made_in_a_folder_that_is_missing_too(tmp_path: Path) -> None:
    path = tmp_path / "新 文件夹" / "台账.linli"
    prepare(path)
    assert identify(path).schema_number == SCHEMA_NUMBER
    assert [found.name for found in path.parent.iterdir()] == ["台账.linli"]


def test_a_file_is_never_made_onto_a_name_that_exists(record_file: Path) -> None:
    record_file.write_text("别的东西", encoding="utf-8")
    with pytest.raises(LinliError, match="已经存在"):
        create(record_file)
    assert record_file.read_text(encoding="utf-8") == "别的东西"


def test_a_making_that_was_killed_leaves_nothing_that_could_blend_in(record_file: Path) -> None:
    part = record_file.with_name(record_file.name + ".part")
    part.write_bytes(b"half a file")
    part.with_name(part.name + "-journal").write_bytes(b"its journal" * 1000)
    prepare(record_file)
    assert identify(record_file).is_ours
    assert [found.name for found in record_file.parent.iterdir()] == ["台账.linli"]


def test_a_file_of_today_is_not_touched(old_file: Path) -> None:
    before = old_file.read_bytes()
    prepare(old_file)
    assert old_file.read_bytes() == before
    assert [found.name for found in old_file.parent.iterdir()] == ["台账.linli"]


def test_rebuilding_a_parent_table_keeps_its_children(old_file: Path, tmp_path: Path) -> None:
    prepare(old_file, _later(tmp_path, REBUILDS_A_PARENT))
    assert identify(old_file).schema_number == NEXT
    assert _ask(old_file, "SELECT COUNT(*) FROM request") == 200
    assert _ask(old_file, 'SELECT secrecy FROM "case"') is None


def test_rebuilding_a_parent_table_keeps_its_checks(old_file: Path, tmp_path: Path) -> None:
    counted = "SELECT sql FROM sqlite_master WHERE name = 'case'"
    before = str(_ask(old_file, counted)).count("CONSTRAINT ck_case_")
    prepare(old_file, _later(tmp_path, REBUILDS_A_PARENT))
    assert str(_ask(old_file, counted)).count("CONSTRAINT ck_case_") == before > 20


def test_the_file_before_the_upgrade_stays_beside_it(old_file: Path, tmp_path: Path) -> None:
    prepare(old_file, _later(tmp_path, REBUILDS_A_PARENT))
    kept = old_file.with_name(f"台账.升级前{SCHEMA_NUMBER}.linli")
    assert sorted(found.name for found in old_file.parent.iterdir()) == sorted(
        [kept.name, old_file.name]
    )
    assert identify(kept).schema_number == SCHEMA_NUMBER
    assert _ask(kept, "SELECT COUNT(*) FROM request") == 200


def test_a_migration_that_stops_half_way_leaves_the_file_as_it_was(
    old_file: Path, tmp_path: Path
) -> None:
    before = old_file.read_bytes()
    with pytest.raises(Exception, match="nowhere"):
        prepare(old_file, _later(tmp_path, STOPS_HALF_WAY))
    assert old_file.read_bytes() == before
    assert [found.name for found in old_file.parent.iterdir()] == ["台账.linli"]
    prepare(old_file, _later(tmp_path / "again", REBUILDS_A_PARENT))
    assert identify(old_file).schema_number == NEXT


@pytest.mark.parametrize("body", [LOSES_ROWS, LEAVES_ORPHANS])
def test_a_migration_that_loses_rows_is_not_swapped_in(
    old_file: Path, tmp_path: Path, body: str
) -> None:
    before = old_file.read_bytes()
    with pytest.raises(LinliError, match="没有通过查验，原文件没有改动"):
        prepare(old_file, _later(tmp_path, body))
    assert old_file.read_bytes() == before


def test_a_file_left_open_by_a_crash_is_made_good_before_it_is_copied(
    old_file: Path, tmp_path: Path
) -> None:
    """A hot journal lies beside the file, as after a power cut in the middle of a save."""
    before = old_file.read_bytes()
    with closing(open_connection(old_file)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("PRAGMA cache_spill=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE request SET words = hex(zeroblob(5000))")
        crashed = tmp_path / "断电" / "台账.linli"
        crashed.parent.mkdir()
        for name in (old_file.name, f"{old_file.name}-journal"):
            crashed.with_name(name).write_bytes(old_file.with_name(name).read_bytes())
        connection.execute("ROLLBACK")
    assert crashed.read_bytes() != before
    prepare(crashed, _later(tmp_path, REBUILDS_A_PARENT))
    assert _ask(crashed, "SELECT COUNT(*) FROM request WHERE words = '安静'") == 200


def test_a_newer_or_foreign_file_is_refused_untouched(old_file: Path) -> None:
    for sql in ("PRAGMA user_version=99", "PRAGMA application_id=7"):
        with closing(open_connection(old_file)) as connection:
            connection.execute(sql)
        before = old_file.read_bytes()
        with pytest.raises(LinliError, match="没有改动它"):
            prepare(old_file)
        assert old_file.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    in_the_way = tmp_path / "挡路"
    in_the_way.write_text("一个文件", encoding="utf-8")
    with pytest.raises(LinliError, match="不能写入"):
        prepare(in_the_way / "台账.linli")


def test_knowing_a_file_changes_nothing_beside_it(old_file: Path) -> None:
    assert identify(old_file) == Identity(0x4C4C5431, SCHEMA_NUMBER)
    assert [found.name for found in old_file.parent.iterdir()] == ["台账.linli"]


def _later(folder: Path, body: str) -> Schema:
    """The migrations of today and one more."""
    scripts = folder / "migrations"
    shutil.copytree(bundled("migrations"), scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / f"{NEXT:04}_later.py").write_text(REVISION + body, encoding="utf-8")
    return Schema(number=NEXT, scripts=scripts)


def _ask(path: Path, sql: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchone()[0]
