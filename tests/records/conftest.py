"""A case to hang things on, and a way to see what the record file kept of it."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from sqlalchemy.orm import Session

from linli.records import tables
from linli.records.database import Database

ToldT = TypeVar("ToldT")
Store = Callable[[Session, tables.Case], object]
Told = Callable[[Session, tables.Case], ToldT]
ReadBack = Callable[[Store, Told[ToldT]], ToldT]


@pytest.fixture
def case_id(database: Database) -> int:
    """A dispute with nothing in it."""
    with database.writing() as session:
        case = tables.Case(number="枫杨〔2025〕纠纷0001", kind_code="DISPUTE", title="楼上半夜噪声")
        session.add(case)
        session.flush()
        return case.id


@pytest.fixture
def read_back(database: Database, case_id: int) -> ReadBack[object]:
    """Store something in one transaction and tell of it from another."""

    def run(store: Store, told: Told[object]) -> object:
        with database.writing() as session:
            store(session, session.get_one(tables.Case, case_id))
        with database.reading() as session:
            return told(session, session.get_one(tables.Case, case_id))

    return run
