"""The migrated schema is the models, seeded from the vocabulary, and portable."""

import io
import re
import sqlite3
from contextlib import closing, redirect_stdout
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, create_mock_engine
from sqlalchemy.schema import ExecutableDDLElement

from linli.domain import vocabulary
from linli.paths import bundled
from linli.records import tables
from linli.records.database import Database
from linli.records.opening import SCHEMA_NUMBER, identify, open_connection
from linli.records.upgrade import Schema, alembic_config, create, migrate

SEEDS = {
    "case_kind": vocabulary.KINDS,
    "channel": vocabulary.CHANNELS,
    "step_action": vocabulary.ACTIONS,
    "role": vocabulary.ROLES,
    "result": vocabulary.RESULTS,
    "dispute_type": vocabulary.DISPUTE_TYPES,
    "mechanism": vocabulary.MECHANISMS,
    "grid_tier": vocabulary.TIERS,
    "job": vocabulary.JOBS,
}


def test_the_migrated_schema_is_that_of_the_models_checks_included(
    database: Database, tmp_path: Path
) -> None:
    by_models = tmp_path / "models.linli"
    engine = create_engine("sqlite://", creator=lambda: open_connection(by_models, create=True))
    tables.Base.metadata.create_all(engine)
    engine.dispose()
    assert _schema(database.path) == _schema(by_models)


def test_the_comparison_would_see_a_check_that_is_missing() -> None:
    with_check = "CREATE TABLE a (id INTEGER, CONSTRAINT ck CHECK (id IN (1, 2)))"
    without = "CREATE TABLE a (id INTEGER)"
    assert _clauses(with_check) - _clauses(without) == {"CONSTRAINT ck CHECK (id IN (1, 2))"}


@pytest.mark.parametrize("name", SEEDS)
def test_a_list_that_grows_begins_with_the_vocabulary(database: Database, name: str) -> None:
    table = tables.Base.metadata.tables[name]
    with database.reading() as session:
        kept = session.execute(table.select().order_by(table.c.rank)).mappings().all()
    wanted = list(SEEDS[name])
    if name == "grid_tier":
        wanted.reverse()  # the highest tier has the highest rank
    assert [(row["code"], row["label"], row["short_label"], row["base"]) for row in kept] == [
        (code.code, code.label, code.short, code.base) for code in wanted
    ]
    assert all(row["retired_on"] is None for row in kept)


@pytest.mark.parametrize("name", ["result", "dispute_type"])
def test_the_numbers_of_the_bureau_are_those_of_the_vocabulary(
    database: Database, name: str
) -> None:
    table = tables.Base.metadata.tables[name]
    with database.reading() as session:
        kept = dict(
            session.execute(
                table.select().with_only_columns(table.c.code, table.c.bureau_code)
            ).all()
        )
    assert kept == {code.code: code.bureau_code or None for code in SEEDS[name]}


def test_every_table_is_seeded_or_described_by_the_test_of_seeds() -> None:
    grow = {
        mapper.persist_selectable.description
        for mapper in tables.Base.registry.mappers
        if issubclass(mapper.class_, tables.Lookup)
    }
    assert grow == set(SEEDS)


def test_migrations_go_down_and_up_again_with_filled_rows(database: Database, case_id: int) -> None:
    database.close()
    migrate(database.path, to="base")
    with closing(open_connection(database.path)) as connection:
        left = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        assert left == [("alembic_version",)]
        assert connection.execute("PRAGMA user_version").fetchone() == (0,)
    migrate(database.path)
    with closing(open_connection(database.path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_NUMBER,)
        assert connection.execute("SELECT COUNT(*) FROM result").fetchone() == (
            len(vocabulary.RESULTS),
        )
    assert case_id == 1


def test_the_schema_number_is_that_of_the_newest_migration() -> None:
    newest = max(path.name for path in (bundled("migrations") / "versions").glob("*.py"))
    assert int(newest[:4]) == SCHEMA_NUMBER


def test_a_migration_imports_nothing_of_ours() -> None:
    for path in bundled("migrations").rglob("*.py"):
        assert "linli" not in path.read_text(encoding="utf-8"), path.name


def test_a_file_is_made_from_migrations_whose_path_has_a_percent_sign(tmp_path: Path) -> None:
    scripts = tmp_path / "100% 我的"
    scripts.symlink_to(bundled("migrations"))
    create(tmp_path / "台账.linli", Schema(scripts=scripts))
    assert identify(tmp_path / "台账.linli").schema_number == SCHEMA_NUMBER


@pytest.fixture(scope="module")
def as_postgresql() -> str:
    """All migrations rendered as PostgreSQL's SQL."""
    config = alembic_config(bundled("migrations"))
    config.set_main_option("dialect", "postgresql")
    text = io.StringIO()
    config.output_buffer = text
    with redirect_stdout(text):
        command.upgrade(config, "head", sql=True)
    return text.getvalue()


def test_migrations_render_for_postgresql_without_a_word_of_sqlite(as_postgresql: str) -> None:
    assert "CREATE TABLE caucus_note" in as_postgresql
    for word in ("PRAGMA", "GLOB", "STRFTIME", "FTS", "CREATE TYPE", "AUTOINCREMENT", "CASCADE"):
        assert not re.search(rf"\b{word}", as_postgresql.upper()), word


def test_keys_are_wide_and_count_up_by_themselves_on_postgresql(as_postgresql: str) -> None:
    assert "id BIGSERIAL NOT NULL" in as_postgresql
    assert not re.search(r"\w+_id INTEGER", as_postgresql)


def test_no_name_is_longer_than_postgresql_keeps(as_postgresql: str) -> None:
    names = set(re.findall(r"(?:CONSTRAINT|INDEX|TABLE) (\w+)", as_postgresql))
    assert len(names) > 300
    assert [name for name in names if len(name.encode()) > 63] == []


def test_every_constraint_has_a_name(as_postgresql: str) -> None:
    assert not re.search(r",\s+(CHECK|FOREIGN KEY|UNIQUE|PRIMARY KEY)\b", as_postgresql)


def test_columns_carry_the_same_comments_in_migrations_and_models(as_postgresql: str) -> None:
    migrated = set(re.findall(r"^COMMENT ON COLUMN .*;$", as_postgresql, re.MULTILINE))
    assert migrated == _comments_of_models()


def test_every_foreign_key_restricts() -> None:
    for table in tables.Base.metadata.tables.values():
        for key in table.foreign_key_constraints:
            assert key.ondelete == "RESTRICT", key.name


def _schema(path: Path) -> dict[str, set[str]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'"
        ).fetchall()
    return {name: _clauses(sql) for name, sql in rows}


def _clauses(sql: str) -> set[str]:
    """The parts of a CREATE TABLE, whatever their order; another statement whole."""
    sql = " ".join(sql.split())
    if not sql.startswith("CREATE TABLE"):
        return {sql}
    depth, start, parts = 0, sql.index("(") + 1, set[str]()
    for at in range(start, len(sql)):
        if depth == 0 and sql[at] in ",)":
            parts.add(sql[start:at].strip())
            start = at + 1
        depth += (sql[at] == "(") - (sql[at] == ")")
    return parts


def _comments_of_models() -> set[str]:
    statements: list[str] = []

    def keep(sql: ExecutableDDLElement, *_: object, **__: object) -> None:
        # The driver's dialect doubles a percent sign, SQL as text does not.
        statements.append(str(sql.compile(dialect=engine.dialect)).strip().replace("%%", "%"))

    engine = create_mock_engine("postgresql+psycopg2://", keep)
    tables.Base.metadata.create_all(engine, checkfirst=False)
    return {f"{text};" for text in statements if text.startswith("COMMENT ON COLUMN")}
