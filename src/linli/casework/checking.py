"""Check a record file: all that the records can see, and what is derived of each case."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from linli.casework.state import derived
from linli.errors import LinliError
from linli.records.checking import Findings, check_file
from linli.records.database import Database
from linli.records.tables import Case, Step

__all__ = ["Findings", "check"]

_AT_ONCE = 200

_LABELS = {
    "stage": "阶段",
    "is_open": "待办",
    "due_by": "时限",
    "registered_at": "登记时间",
    "needs_follow_up": "需回访",
}


def check(record_file: Path) -> Findings:
    """Compare and report; never change a byte, take no lock, wait for nobody.

    What a desk saves meanwhile is no finding: a case that differs is read again.
    """
    found = check_file(record_file)
    if not found.is_readable:
        return found
    try:
        with Database(record_file, read_only=True) as database:
            return Findings((*found.sentences, *_derived_differ(database)))
    except LinliError as trouble:
        # Older, or too damaged to read case by case; the rest was looked at.
        return Findings((*found.sentences, str(trouble)))


def _derived_differ(database: Database) -> Iterator[str]:
    with database.reading() as session:
        ids = iter(session.scalars(select(Case.id).order_by(Case.id)).all())
    while some := list(islice(ids, _AT_ONCE)):
        again = [case_id for case_id, _ in _differing(database, some)]
        for _, sentence in _differing(database, again):
            yield sentence


def _differing(database: Database, ids: Sequence[int]) -> list[tuple[int, str]]:
    """The cases whose derived columns do not hold what they must."""
    try:
        return list(_compare(database, ids))
    except (ValueError, LookupError):  # of a moment or a code that no verb could have kept
        if len(ids) > 1:
            return [found for case_id in ids for found in _differing(database, [case_id])]
        return [(ids[0], f"事项{_number(database, ids[0])}：内容自相矛盾，读不出来。")]


def _compare(database: Database, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    with database.reading() as session:
        for case in session.scalars(
            select(Case)
            .where(Case.id.in_(ids))
            .order_by(Case.id)
            .options(
                selectinload(Case.steps).selectinload(Step.actors),
                selectinload(Case.steps).joinedload(Step.action),
            )
        ).all():
            labels = [
                _LABELS[name]
                for name, value in derived(session, case).items()
                if getattr(case, name) != value
            ]
            if labels:
                yield case.id, f"事项{case.number}：{'、'.join(labels)}与办理过程对不上。"


def _number(database: Database, case_id: int) -> str:
    with database.reading() as session:
        return session.scalars(select(Case.number).where(Case.id == case_id)).one()
