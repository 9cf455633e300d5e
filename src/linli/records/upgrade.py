"""Make a record file, or bring an older one up to date: on a copy, verified, then swapped in."""

import shutil
import sqlite3
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from linli.errors import LinliError, disk_words
from linli.paths import bundled

from .opening import (
    APPLICATION_ID,
    SCHEMA_NUMBER,
    Identity,
    identify,
    open_connection,
    require_known,
    trouble_in_words,
)
from .whole import is_sound, part_beside, row_counts, swap_in

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Schema:
    """The migrations to run and the number they lead to."""

    number: int = SCHEMA_NUMBER
    scripts: Path = field(default_factory=lambda: bundled("migrations"))


def prepare(path: Path, schema: Schema | None = None) -> None:
    """See to it that ``path`` is a record file of today's schema.

    A missing file is made, an older one upgraded (the old one stays beside it, its
    number in its name); one of today's costs no more than reading its header. No
    connection to it may be open. A foreign or newer file is refused untouched, and
    whatever fails leaves the file as it was (LinliError).
    """
    schema = schema or Schema()
    if not path.exists():
        create(path, schema)
    elif (found := require_known(path, newest=schema.number).schema_number) < schema.number:
        _upgrade(path, found, schema)


def create(path: Path, schema: Schema | None = None) -> None:
    """Make an empty record file; never onto a name that exists (LinliError)."""
    schema = schema or Schema()
    if path.exists():
        raise LinliError(f"“{path.name}”已经存在，没有改动它。")
    with _in_words(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with part_beside(path) as part:
            migrate(part, schema)
            _verify(part, schema, {})
            swap_in(part, path)


def migrate(
    path: Path, schema: Schema | None = None, *, to: Literal["head", "base"] = "head"
) -> None:
    """Run migrations on the file in place, whole or not at all; a missing file is made.

    Only for a copy nobody else has open. Foreign keys are off meanwhile: rebuilding
    a parent table would otherwise reach its children. The caller verifies.
    """
    # Imported here: Alembic costs a third of a second, and only who migrates pays for it.
    from sqlalchemy import Connection, create_engine, event
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.pool import NullPool

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    schema = schema or Schema()
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: open_connection(path, create=True, foreign_keys=False),
        poolclass=NullPool,
    )
    event.listen(engine, "begin", begin)
    config = alembic_config(schema.scripts)
    try:
        with engine.connect() as connection, connection.begin():
            _run(connection, config, schema, to)
    except DBAPIError as error:
        if (trouble := trouble_in_words(error.orig, path)) is None:
            raise
        raise trouble from error


def migrate_copy(copy: Path, before: Mapping[str, int], schema: Schema | None = None) -> None:
    """Migrate a copy nobody else has open; LinliError unless it is whole and lost no row.

    ``before`` is how many rows each table had.
    """
    schema = schema or Schema()
    migrate(copy, schema)
    _verify(copy, schema, before)


def alembic_config(scripts: Path) -> "Config":
    """Alembic's settings, made in code: the wheel has no ini file to read them from."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    return config


def _run(connection: "Connection", config: "Config", schema: Schema, to: str) -> None:
    from alembic import command

    config.attributes["connection"] = connection
    move = command.upgrade if to == "head" else command.downgrade
    move(config, to)
    number = schema.number if to == "head" else 0
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={number}")


def _upgrade(path: Path, found: int, schema: Schema) -> None:
    with _in_words(path), part_beside(path) as part:
        with closing(open_connection(path)) as source, closing(_new(part)) as target:
            source.backup(target)
            before = row_counts(target)
        migrate_copy(part, before, schema)
        _keep_old(path, found)
        swap_in(part, path)


def _keep_old(path: Path, number: int) -> None:
    """Leave the file as it was beside the new one, where there is none yet."""
    kept = path.with_name(f"{path.stem}.升级前{number}{path.suffix}")
    if kept.exists():
        return
    with part_beside(kept) as part:
        shutil.copyfile(path, part)
        swap_in(part, kept)


def _verify(path: Path, schema: Schema, before: Mapping[str, int]) -> None:
    """Refuse a migrated copy that is not whole or has lost rows."""
    with closing(open_connection(path)) as connection:
        is_whole = is_sound(connection)
        after = row_counts(connection)
    lost = [name for name, count in before.items() if after.get(name, count) < count]
    is_current = identify(path) == Identity(APPLICATION_ID, schema.number)
    if not is_whole or lost or not is_current:
        raise LinliError("记录文件升级后没有通过查验，原文件没有改动。请把这句话告诉维护人员。")


def _new(path: Path) -> sqlite3.Connection:
    return open_connection(path, create=True, foreign_keys=False)


@contextmanager
def _in_words(path: Path) -> Generator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if (trouble := trouble_in_words(error, path)) is None:
            raise
        raise trouble from error
    except OSError as error:
        raise LinliError(f"不能写入“{path.parent}”：{disk_words(error)}。") from error
