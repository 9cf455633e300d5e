"""Look for what is wrong in a record file, by SQLite's own checks and by its columns alone.

Nothing is changed, not a byte. What takes rules to know is looked for one floor up.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from linli.domain.moments import Moment, Precision
from linli.errors import LinliError

from .opening import open_connection, require_known, trouble_in_words
from .whole import row_counts


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found, a sentence for each; one sentence where nothing could be read."""

    sentences: tuple[str, ...] = ()
    is_readable: bool = True

    @property
    def exit_code(self) -> int:
        """0 nothing found, 1 something found, 2 not readable."""
        if not self.is_readable:
            return 2
        return 1 if self.sentences else 0


def check_file(record_file: Path) -> Findings:
    """Check a record file of this or an older schema, without a lock and without a change.

    Looks at identity, SQLite's structure, foreign keys, number series, the things
    that own steps, positions, and the columns that make up a moment.
    """
    try:
        require_known(record_file)
        with closing(open_connection(record_file, read_only=True)) as connection:
            # What a killed writer left half done is refused here, not made good below.
            connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        with closing(open_connection(record_file)) as connection:
            # Where a connection may not write, SQLite leaves CHECKs unread.
            connection.execute("PRAGMA query_only=ON")
            return Findings(tuple(_all_found(connection)))
    except LinliError as trouble:
        return Findings((_unreadable(trouble, record_file),), is_readable=False)
    except sqlite3.Error as error:
        trouble = trouble_in_words(error, record_file)
        if trouble is None:
            raise
        trouble.__cause__ = error
        return Findings((_unreadable(trouble, record_file),), is_readable=False)


_DAMAGED: Final = "记录文件的结构已损坏。请先把它另存一份，再从备份恢复。"
_NOT_CLOSED: Final = "上次没有正常关闭。请先打开一次，让程序把它恢复完整，再检查。"

_OWNERS: Final = {
    "mediation_session": "MEDIATED",
    "outcome": "OUTCOME_REACHED",
    "gift": "GIFT_GIVEN",
    "activity": "ACTIVITY_HELD",
    "follow_up": "FOLLOWED_UP",
    "thanks": "THANKED",
    "extension": "EXTENDED",
    "closing": "CLOSED",
    "appeal": "HANDLED",
}
"""What owns a step, and the action that step then has."""
_OWNED: Final = {*_OWNERS.values()} - {"CLOSED", "HANDLED"}
"""The actions that have an owner always."""
_PRECISION: Final = "_precision"
_LISTED: Final = 5

_LABELS: Final = {
    "activity": "活动",
    "amount": "金额",
    "amount_end": "金额的付收方",
    "appeal": "募捐",
    "case": "事项",
    "caucus_note": "背靠背记录",
    "caucus_speaker": "背靠背记录的说话人",
    "closing": "办结",
    "count": "人数",
    "extension": "延期",
    "follow_up": "回访",
    "follow_up_finding": "回访结果",
    "gift": "捐助",
    "grid_unit": "网格",
    "mediation_session": "调解场次",
    "number_series": "编号序列",
    "office": "单位信息",
    "organisation": "单位",
    "outcome": "结果",
    "partner": "联动单位",
    "party": "当事人",
    "party_consent": "调解意愿",
    "party_role": "当事人角色",
    "party_side": "当事人的方",
    "post": "岗位",
    "printed_sheet": "打印记录",
    "report": "反映",
    "request": "诉求",
    "session_party": "参加人",
    "step": "办理过程",
    "step_actor": "经办人",
    "thanks": "致谢",
    "training": "培训",
    "unsaved_form": "草稿",
    "worker": "工作人员",
    "worker_post": "工作岗位",
}


def _unreadable(trouble: LinliError, record_file: Path) -> str:
    """Why the file cannot be read, in words of reading."""
    code = getattr(trouble.__cause__, "sqlite_errorcode", 0)
    if code in {sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_CANTLOCK}:
        return f"“{record_file.name}”{_NOT_CLOSED}"
    return str(trouble)


def _all_found(connection: sqlite3.Connection) -> Iterator[str]:
    is_damaged = False
    for sentence in _structure(connection):
        is_damaged = is_damaged or sentence == _DAMAGED
        yield sentence
    if not is_damaged:
        for look in (_orphans, _numbers, _owned_steps, _positions, _moments):
            yield from look(connection)


def _structure(connection: sqlite3.Connection) -> Iterator[str]:
    """What SQLite finds, each kind of it once."""
    found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    if found != ["ok"]:
        yield from dict.fromkeys(map(_in_words, found))


def _in_words(finding: str) -> str:
    if broken := re.fullmatch(r"CHECK constraint failed in (\w+)", finding):
        return f"{_label(broken[1])}里有不合规定的内容。"
    if empty := re.fullmatch(r"NULL value in (\w+)\.\w+", finding):
        return f"{_label(empty[1])}里缺了必须有的内容。"
    return _DAMAGED


def _orphans(connection: sqlite3.Connection) -> Iterator[str]:
    rows = Counter(
        (table, parent) for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check")
    )
    for (table, parent), number in rows.items():
        yield f"{_label(table)}里有{number}处指向已经没有的{_label(parent)}。"


def _numbers(connection: sqlite3.Connection) -> Iterator[str]:
    """A number is missing where no case has it, not even a voided one."""
    series: dict[tuple[str, int], set[int]] = {}
    for scope, year, kind, last, serial in connection.execute(
        "SELECT s.scope, s.year, k.short_label, s.last, c.number_serial FROM number_series AS s"
        " JOIN case_kind AS k ON k.code = s.kind_code"
        ' LEFT JOIN "case" AS c ON c.number_series_id = s.id ORDER BY s.id'
    ):
        used = series.setdefault((f"{scope}〔{year}〕{kind}", last), set())
        used.update(() if serial is None else (serial,))
    for (name, last), used in series.items():
        if missing := sorted(set(range(1, last + 1)) - used):
            listed = "、".join(map(str, missing[:_LISTED]))
            more = f"等{len(missing)}个" if len(missing) > _LISTED else ""
            yield f"编号{name}缺第{listed}号{more}，也没有作废的事项说明。"
        if (highest := max(used, default=0)) > last:
            yield f"编号{name}已用到第{highest}号，序列只记到第{last}号。"


def _owned_steps(connection: sqlite3.Connection) -> Iterator[str]:
    """Every dated thing owns one step of its own, whose action says what it is."""
    owned = " UNION ALL ".join(
        f"SELECT step_id, '{owner}' AS owner FROM {owner}"  # noqa: S608 - names of our own
        for owner in _OWNERS
    )
    rows = connection.execute(
        "SELECT c.number, a.label, a.base, GROUP_CONCAT(o.owner) FROM step AS s"  # noqa: S608 - names of our own
        ' JOIN "case" AS c ON c.id = s.case_id JOIN step_action AS a ON a.code = s.action_code'
        f" LEFT JOIN ({owned}) AS o ON o.step_id = s.id GROUP BY s.id ORDER BY s.id"
    )
    for number, label, action, listed in rows:
        owners = (listed or "").split(",")
        if len(owners) > 1:
            yield f"事项{number}：一步“{label}”上记了两样内容。"
        elif owners == [""]:
            if action in _OWNED:
                yield f"事项{number}：有一步“{label}”，却没有它所记的内容。"
        elif _OWNERS[owners[0]] != action:
            yield f"事项{number}：{_label(owners[0])}记在一步“{label}”上，对不上。"


def _positions(connection: sqlite3.Connection) -> Iterator[str]:
    """No two steps stand in one place, and exact times never run backwards."""
    for (number,) in connection.execute(
        'SELECT DISTINCT c.number FROM step AS s JOIN "case" AS c ON c.id = s.case_id'
        " WHERE s.removed_at IS NULL GROUP BY s.case_id, s.position"
        " HAVING COUNT(*) > 1 OR s.position <= 0"
    ):
        yield f"事项{number}：办理过程的先后次序有重复或错误。"
    for (number,) in connection.execute(
        "SELECT DISTINCT number FROM (SELECT c.number, s.moment_at,"
        " LAG(s.moment_at) OVER (PARTITION BY s.case_id ORDER BY s.position) AS before"
        ' FROM step AS s JOIN "case" AS c ON c.id = s.case_id'
        " WHERE s.removed_at IS NULL AND s.moment_precision = ?) WHERE moment_at < before",
        (Precision.MINUTE.value,),
    ):
        yield f"事项{number}：办理过程里较早的一步排在了较晚的后面。"


def _moments(connection: sqlite3.Connection) -> Iterator[str]:
    """The columns of a moment agree, whether or not a constraint watches over them."""
    for table in row_counts(connection):
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        untied = sum(
            _is_untied(*parts)
            for column in columns
            if column.endswith(_PRECISION)
            for parts in connection.execute(_moment_query(table, column.removesuffix(_PRECISION)))
        )
        if untied:
            yield f"{_label(table)}里有{untied}处时间自相矛盾。"


def _moment_query(table: str, name: str) -> str:
    parts = ", ".join(f"{name}_{part}" for part in ("at", "precision", "until", "words", "minutes"))
    return f'SELECT {parts} FROM "{table}"'  # noqa: S608 - names of our own


def _is_untied(
    at: str | None,
    precision: str | None,
    until: str | None,
    words: str | None,
    minutes: int | None,
) -> bool:
    if precision is None:
        return any(part is not None for part in (at, until, words, minutes))
    try:
        Moment(_read(at), Precision(precision), _read(until), words or "", minutes)
    except (ValueError, TypeError):
        return True
    return False


def _read(kept: str | None) -> datetime | None:
    return None if kept is None else datetime.fromisoformat(kept)


def _label(table: str) -> str:
    return f"“{_LABELS.get(table, '字典')}”"
