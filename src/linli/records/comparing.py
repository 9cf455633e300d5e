"""What a record file has that a backup has not, and the other way round, in figures and words."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from linli.domain.backups import Content, Preview
from linli.errors import LinliError

from .aside import as_it_is, in_words_of
from .opening import open_connection


def preview(record_file: Path, backup: Path) -> Preview:
    """Compare a record file, which may be open, with a backup that was checked before.

    Raises LinliError where the backup cannot be read.
    """
    with as_it_is(backup) as found, in_words_of(backup), _reading(found) as there:
        live = _open_live(record_file)
        if live is None:
            return Preview(None, _content(there))
        try:
            with closing(live) as here:
                return Preview(
                    _content(here),
                    _content(there),
                    (*_only_in(here, there), *_changed(here, there), *_unsaved(here)),
                    tuple(_only_in(there, here)),
                )
        except sqlite3.DatabaseError:
            return Preview(None, _content(there))


_NAMED = 6
"""So many numbers of cases are named, the others counted."""

_COUNTED = {
    "step": "{}步流转",
    "mediation_session": "{}场调解",
    "party": "{}名当事人",
    "request": "{}条诉求",
    "report": "{}条反映",
    "outcome": "{}条结果",
    "agreement": "{}份协议",
    "performance": "{}条履行记录",
    "gift": "{}笔捐助",
    "activity": "{}场活动",
    "follow_up": "{}次回访",
    "thanks": "{}次致谢",
    "case_link": "{}条关联",
    "reminder": "{}条提醒",
    "worker": "{}名工作人员",
    "printed_sheet": "{}条打印记录",
}
"""Rows of tables that are told, each with its own measure; what people said apart is not."""


def _reading(path: Path) -> "closing[sqlite3.Connection]":
    return closing(open_connection(path, read_only=True))


def _open_live(record_file: Path) -> sqlite3.Connection | None:
    """The record file, which somebody may have open and which may be damaged."""
    if not record_file.exists():
        return None
    try:
        return open_connection(record_file, read_only=True)
    except LinliError:
        return None


def _content(connection: sqlite3.Connection) -> Content:
    cases = connection.execute('SELECT COUNT(*) FROM "case"').fetchone()[0]
    last = connection.execute(
        'SELECT MAX(at) FROM (SELECT MAX(recorded_at) AS at FROM "case"'
        " UNION ALL SELECT MAX(recorded_at) FROM step)"
    ).fetchone()[0]
    if last is None:
        return Content(cases, None)
    local = datetime.fromisoformat(last).replace(tzinfo=UTC).astimezone()
    return Content(cases, local.replace(tzinfo=None, second=0, microsecond=0))


def _only_in(here: sqlite3.Connection, there: sqlite3.Connection) -> Iterator[str]:
    cases = _uids(here, "case") - _uids(there, "case")
    if cases:
        numbers = [
            number
            for uid, number in here.execute('SELECT uid, number FROM "case" ORDER BY id')
            if uid in cases
        ]
        listed = "、".join(numbers[:_NAMED])
        yield f"{len(numbers)}件事项：{listed}{'等' if len(numbers) > _NAMED else ''}"
    counted = [
        words.format(number)
        for table, words in _COUNTED.items()
        if (number := len(_uids(here, table) - _uids(there, table)))
    ]
    if counted:
        yield "、".join(counted)


def _changed(here: sqlite3.Connection, there: sqlite3.Connection) -> Iterator[str]:
    """Cases that both have, and that were written to since."""
    before = dict(there.execute('SELECT uid, version FROM "case"').fetchall())
    changed = sum(
        before.get(uid, version) != version
        for uid, version in here.execute('SELECT uid, version FROM "case"')
    )
    if changed:
        yield f"{changed}件两边都有的事项，后来又有改动"


def _unsaved(here: sqlite3.Connection) -> Iterator[str]:
    number = here.execute("SELECT COUNT(*) FROM unsaved_form").fetchone()[0]
    if number:
        yield f"{number}份没有保存的草稿"


def _uids(connection: sqlite3.Connection, table: str) -> set[str]:
    """The rows of a table by what they are known by everywhere; an older file may not have it."""
    is_there = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [table]
    ).fetchone()
    if not is_there:
        return set()
    return {row[0] for row in connection.execute(f'SELECT uid FROM "{table}"')}  # noqa: S608 - names of our own
