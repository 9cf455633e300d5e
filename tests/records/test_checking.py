"""A check of the file finds what is wrong in it and changes nothing."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from linli.records.checking import Findings, check_file
from linli.records.opening import SCHEMA_NUMBER

Spoil = Callable[[sqlite3.Connection], object]

CASE = (
    'INSERT INTO "case" (id, uid, number, number_series_id, number_serial, kind_code, title,'
    " urgency, is_restricted, is_open, needs_follow_up, version, recorded_at)"
    " VALUES ({0}, '{0}', '枫杨〔2025〕纠纷000{1}', 1, {1}, 'DISPUTE', '楼上半夜噪声',"
    " 'NOT_STATED', 0, 1, 0, 1, '2025-04-02')"
)
STEP = (
    "INSERT INTO step (id, uid, case_id, position, action_code, moment_precision, moment_at,"
    " is_reason_unrecorded, is_internal, is_prior, times, recorded_at)"
    " VALUES ({0}, '{0}', 1, {0}024, '{1}', 'MINUTE', '2025-03-15 {2}:00.000000', 0, 0, 0, 1,"
    " '2025-04-02')"
)


@pytest.fixture
def kept(migrated_file: Path, record_file: Path) -> Path:
    """A file with two cases and two steps, by plain SQL."""
    shutil.copyfile(migrated_file, record_file)
    with closing(sqlite3.connect(record_file, isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO number_series (id, what, scope, year, kind_code, last, recorded_at)"
            " VALUES (1, 'CASE', '枫杨', 2025, 'DISPUTE', 2, '2025-04-02')"
        )
        for statement in (
            CASE.format(1, 1),
            CASE.format(2, 2),
            STEP.format(1, "REGISTERED", "09:00"),
            STEP.format(2, "VISITED", "10:00"),
        ):
            connection.execute(statement)
    return record_file


def found_after(record_file: Path, *statements: str) -> tuple[str, ...]:
    """What the check says once these statements have gone past every constraint."""
    with closing(sqlite3.connect(record_file, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        for statement in statements:
            connection.execute(statement)
    return check_file(record_file).sentences


def test_a_file_in_order_gives_no_finding(kept: Path) -> None:
    assert check_file(kept) == Findings()
    assert check_file(kept).exit_code == 0


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE number_series SET last = 5", "编号枫杨〔2025〕纠纷缺第3、4、5号，也没有作废的事项说明。"),
        ("UPDATE number_series SET last = 12", "编号枫杨〔2025〕纠纷缺第3、4、5、6、7号等10个，也没有作废的事项说明。"),
        ("UPDATE number_series SET last = 1", "编号枫杨〔2025〕纠纷已用到第2号，序列只记到第1号。"),
        (
            "UPDATE step SET position = 1 WHERE id = 2",
            "事项枫杨〔2025〕纠纷0001：办理过程里较早的一步排在了较晚的后面。",
        ),
        (
            "UPDATE step SET position = -1 WHERE id = 1",
            "事项枫杨〔2025〕纠纷0001：办理过程的先后次序有重复或错误。",
        ),
        (
            "UPDATE step SET moment_at = '2025-03-15 09:00:30.000000' WHERE id = 1",
            "“办理过程”里有1处时间自相矛盾。",
        ),
        (
            "UPDATE step SET action_code = 'OUTCOME_REACHED' WHERE id = 2",
            "事项枫杨〔2025〕纠纷0001：有一步“结果”，却没有它所记的内容。",
        ),
        (
            "INSERT INTO closing (step_id, kind, recorded_at) VALUES (2, 'NOT_STATED', '2025')",
            "事项枫杨〔2025〕纠纷0001：“办结”记在一步“走访”上，对不上。",
        ),
        ("UPDATE step SET case_id = 9 WHERE id = 2", "“办理过程”里有1处指向已经没有的“事项”。"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_plain_sentence(
    kept: Path, statement: str, sentence: str
) -> None:
    assert found_after(kept, statement) == (sentence,)
    assert check_file(kept).exit_code == 1


def test_a_moment_whose_parts_disagree_is_found_twice_over(kept: Path) -> None:
    assert found_after(kept, "UPDATE step SET moment_minutes = 5 WHERE id = 2") == (
        "“办理过程”里有不合规定的内容。",
        "“办理过程”里有1处时间自相矛盾。",
    )


def test_a_moment_is_looked_at_without_its_constraint_too(kept: Path) -> None:
    with closing(sqlite3.connect(kept, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE later (x_at, x_precision, x_until, x_words, x_minutes)")
        connection.execute("INSERT INTO later VALUES (NULL, NULL, NULL, '上午', NULL)")
        connection.execute("INSERT INTO later VALUES ('2025-03-15 00:00', 'AGES', NULL, '', NULL)")
    assert check_file(kept).sentences == ("“字典”里有2处时间自相矛盾。",)


def test_one_step_with_two_things_on_it_is_found(kept: Path) -> None:
    assert found_after(
        kept,
        "UPDATE step SET action_code = 'CLOSED' WHERE id = 2",
        "INSERT INTO closing (step_id, kind, recorded_at) VALUES (2, 'NOT_STATED', '2025')",
        "INSERT INTO thanks (uid, step_id, kind, recorded_at) VALUES ('u', 2, 'BANNER', '2025')",
    ) == ("事项枫杨〔2025〕纠纷0001：一步“办结”上记了两样内容。",)


def test_a_removed_step_leaves_its_place_to_another(kept: Path) -> None:
    assert (
        found_after(
            kept,
            "UPDATE step SET removed_at = '2025-04-02', position = 1024 WHERE id = 2",
            "UPDATE step SET moment_at = '2025-03-15 12:00:00.000000' WHERE id = 1",
        )
        == ()
    )


def test_a_damaged_page_is_said_once_and_nothing_else_is_looked_for(kept: Path) -> None:
    content = bytearray(kept.read_bytes())
    content[-4096 * 3 : -4096] = os.urandom(4096 * 2)
    kept.write_bytes(content)
    findings = check_file(kept)
    assert len(findings.sentences) == 1
    assert "已损坏。请先" in findings.sentences[0]
    assert findings.exit_code in {1, 2}


@pytest.mark.parametrize("what", ["missing", "a folder", "text", "newer"])
def test_what_cannot_be_read_is_said_and_left_as_it_is(
    kept: Path, record_file: Path, what: str
) -> None:
    if what == "newer":
        with closing(sqlite3.connect(kept)) as connection:
            connection.execute(f"PRAGMA user_version={SCHEMA_NUMBER + 1}")
    else:
        record_file.unlink()
    if what == "a folder":
        record_file.mkdir()
    elif what == "text":
        record_file.write_text("这不是数据库。" * 100, encoding="utf-8")

    findings = check_file(record_file)

    assert not findings.is_readable
    assert findings.exit_code == 2
    (sentence,) = findings.sentences
    assert "台账.linli" in sentence
    assert {path.name for path in record_file.parent.iterdir()} <= {"台账.linli"}


DIE_WHILE_WRITING = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=5")
connection.execute("BEGIN IMMEDIATE")
for number in range(400):
    connection.execute(
        "INSERT INTO organisation (uid, name, kind, recorded_at) VALUES (?, ?, 'NOT_STATED', '2025')",
        [str(number), f"{number}" * 400],
    )
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
def test_a_file_left_half_written_is_not_touched_but_sent_to_be_opened(kept: Path) -> None:
    subprocess.run([sys.executable, "-c", DIE_WHILE_WRITING, str(kept)], check=False)
    before = {path.name: path.read_bytes() for path in kept.parent.iterdir()}
    assert len(before) == 2, "the journal of what was not finished"

    findings = check_file(kept)

    assert findings.exit_code == 2
    assert "上次没有正常关闭。请先打开一次" in findings.sentences[0]
    assert {path.name: path.read_bytes() for path in kept.parent.iterdir()} == before


def test_a_check_changes_not_a_byte_and_leaves_nothing_beside_the_file(kept: Path) -> None:
    found_after(kept, "UPDATE number_series SET last = 5")
    for journal in kept.parent.glob("*-journal"):
        journal.unlink()
    before = kept.read_bytes()
    assert check_file(kept).exit_code == 1
    assert kept.read_bytes() == before
    assert [path.name for path in kept.parent.iterdir()] == ["台账.linli"]
