"""The open record file: one transaction at a time, for reading or for writing."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import QueuePool

from linli.errors import LinliError

from .opening import SCHEMA_NUMBER, open_connection, require_known, trouble_in_words
from .upkeep import SIGNED_BY, hide_removed, sign_rows, touch_cases

_WRITES = "linli_writes"
_CHANGED_MEANWHILE = "这件事刚被改过，请重新打开再改。"


class Database:
    """A record file of today's schema, open.

    Opening refuses a foreign, newer or older file untouched (``upgrade.prepare``
    brings an older one up to date). Sessions may be made on any thread; each
    belongs to the thread that made it. ``close`` before the file is replaced.
    ``read_only`` changes nothing, not even what a killed writer left half done.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        if require_known(path).schema_number < SCHEMA_NUMBER:
            raise LinliError(f"“{path.name}”是旧版本写的，要先升级。")
        self.path = path
        self._engine = _engine(path, read_only=read_only)
        self._reading = sessionmaker(self._engine, expire_on_commit=False, autoflush=False)
        self._writing = sessionmaker(self._engine.execution_options(**{_WRITES: True}))
        for maker in (self._reading, self._writing):
            event.listen(maker, "do_orm_execute", hide_removed)
        event.listen(self._writing, "before_flush", sign_rows)
        event.listen(self._writing, "before_flush", touch_cases)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection; sessions must be done."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Generator[Session]:
        """A session that reads what is committed and can change nothing.

        No transaction is begun: each SELECT stands alone and has to be consumed at
        once, so that a reader never holds a writer up. LinliError where the file
        cannot be read.
        """
        with _in_words(self.path), self._reading() as session:
            yield session

    @contextmanager
    def writing(self, signed_by: int | None = None) -> Generator[Session]:
        """A session for one change: BEGIN IMMEDIATE, and COMMIT if nothing is raised.

        ``signed_by`` is the id of the worker on duty, who stands on every new row.
        LinliError where another program holds the file, the disk is full or read
        only, or the case was changed meanwhile; nothing is kept then.
        """
        with _in_words(self.path), self._writing.begin() as session:
            session.info[SIGNED_BY] = signed_by
            yield session


def _engine(path: Path, *, read_only: bool) -> Engine:
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: open_connection(path, read_only=read_only),
        hide_parameters=True,  # they are residents' words, and an error is logged or shown
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=8,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine.pool, "checkin", _leave_no_transaction)
    return engine


def _begin(connection: Connection) -> None:
    """Begin what the driver, told to begin nothing, leaves to us."""
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
    if writes:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _leave_no_transaction(dbapi_connection: Any, _record: object) -> None:  # noqa: ANN401 - SQLAlchemy's signature
    """End a transaction whose COMMIT was refused, or the next save dies of it."""
    if dbapi_connection is not None and dbapi_connection.in_transaction:
        dbapi_connection.rollback()


@contextmanager
def _in_words(path: Path) -> Generator[None]:
    try:
        yield
    except StaleDataError as error:
        raise LinliError(_CHANGED_MEANWHILE) from error
    except DBAPIError as error:
        if (trouble := trouble_in_words(error.orig, path)) is None:
            raise
        raise trouble from error
