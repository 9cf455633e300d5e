"""A backup is whole, verified and clear of unsaved forms, or there is none."""

import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from linli.errors import LinliError
from linli.records import backup as making
from linli.records import tables
from linli.records.backup import make_backup, newest_backup
from linli.records.database import Database
from linli.records.lock import lock, lock_backups
from linli.records.opening import SCHEMA_NUMBER, open_connection

Count = Callable[[sqlite3.Connection], dict[str, int]]

CANARY = "金丝雀𠮷没有保存的话"


@pytest.fixture
def folder(record_file: Path) -> Path:
    """The folder beside the record file, which the first backup makes."""
    return record_file.parent / "备份"


def keep_unsaved(database: Database, text: str) -> None:
    with database.writing() as session:
        session.add(
            tables.UnsavedForm(
                key="new-case", form="new_case", raw={"details": text}, saved_at=_utc()
            )
        )


def _utc() -> datetime:
    return datetime.fromisoformat("2025-04-02T01:14:00+00:00")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


@pytest.fixture
def earlier(database: Database, folder: Path, now: datetime) -> Iterator[dict[str, bytes]]:
    """An earlier backup, which must be there untouched afterwards, and nothing besides."""
    make_backup(database.path, folder, now)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    yield before
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_backup_is_a_record_file_that_opens_and_holds_the_cases(
    database: Database, case_id: int, folder: Path, now: datetime
) -> None:
    made = make_backup(database.path, folder, now)

    assert made.path == folder / "台账-2025-04-02-0914-0001.linli"
    assert made.cases == 1
    with Database(made.path) as opened, opened.reading() as session:
        assert session.get_one(tables.Case, case_id).title == "楼上半夜噪声"


def test_a_manifest_stands_beside_it_and_knows_it_again(
    database: Database, case_id: int, folder: Path, now: datetime
) -> None:
    made = make_backup(database.path, folder, now)

    said: dict[str, Any] = json.loads(made.manifest.read_text(encoding="utf-8"))
    content = made.path.read_bytes()
    assert said.pop("counts")["case"] == case_id == 1
    assert said.pop("program_version")
    assert said == {
        "backup": "台账-2025-04-02-0914-0001.linli",
        "sequence": 1,
        "made_at": "2025-04-02T09:14:00",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "schema_number": SCHEMA_NUMBER,
    }
    assert names(folder) == {made.path.name, made.path.name + ".json"}


def test_the_manifest_says_nothing_of_any_case(
    database: Database, case_id: int, folder: Path, now: datetime
) -> None:
    with database.writing() as session:
        session.get_one(tables.Case, case_id).details = CANARY
    made = make_backup(database.path, folder, now)

    said = made.manifest.read_text(encoding="utf-8") + made.path.name
    assert CANARY not in said
    assert "噪声" not in said
    assert "枫杨" not in said


def test_every_backup_has_a_number_and_a_name_of_its_own(
    database: Database, folder: Path, now: datetime
) -> None:
    made = [make_backup(database.path, folder, now) for _ in range(3)]

    assert [backup.sequence for backup in made] == [1, 2, 3]
    assert len({backup.path for backup in made}) == 3
    assert all(backup.path.is_file() for backup in made)


def test_a_number_is_not_given_again_where_only_the_manifest_is_left(
    database: Database, folder: Path, now: datetime
) -> None:
    make_backup(database.path, folder, now).path.unlink()
    assert make_backup(database.path, folder, now).sequence == 2


def test_unsaved_forms_are_really_gone_from_the_copy(
    database: Database, folder: Path, now: datetime
) -> None:
    keep_unsaved(database, CANARY * 2000)
    marks = [CANARY.encode(), json.dumps(CANARY).strip('"').encode()]
    live = database.path.read_bytes()
    assert any(mark in live for mark in marks)

    made = make_backup(database.path, folder, now)

    copied = made.path.read_bytes()
    assert not any(mark in copied for mark in marks)
    assert made.counts["unsaved_form"] == 0
    with database.reading() as session:
        assert session.query(tables.UnsavedForm).count() == 1, "the live file keeps them"


def test_text_deleted_before_secure_delete_was_on_is_gone_from_the_copy(
    database: Database, folder: Path, now: datetime
) -> None:
    database.close()
    with closing(sqlite3.connect(database.path, isolation_level=None)) as careless:
        careless.execute("PRAGMA secure_delete=OFF")
        careless.execute("INSERT INTO organisation (uid, name, kind, recorded_at) "
                         "VALUES ('1', ?, 'NOT_STATED', '2025-04-02')", [CANARY * 500])  # fmt: skip
        careless.execute("DELETE FROM organisation")
    assert CANARY.encode() in database.path.read_bytes()

    assert CANARY.encode() not in make_backup(database.path, folder, now).path.read_bytes()


def test_a_backup_needs_no_lock_and_holds_up_nobody(
    database: Database, case_id: int, folder: Path, now: datetime
) -> None:
    def save_meanwhile(words: str) -> None:
        with database.writing() as session:
            session.get_one(tables.Case, case_id).details = words

    with lock(database.path):
        make_backup(database.path, folder, now, report=save_meanwhile)
    with database.reading() as session:
        assert session.get_one(tables.Case, case_id).details == "正在存好备份…"


def test_saves_made_while_it_runs_are_in_it_whole_or_not_at_all(
    database: Database, folder: Path, now: datetime
) -> None:
    stop = threading.Event()

    def save() -> None:
        while not stop.is_set():
            with database.writing() as session:
                session.add_all(
                    [tables.Worker(name="秦淼"), tables.Organisation(name=str(_next()))]
                )

    numbers = iter(range(1_000_000))

    def _next() -> int:
        return next(numbers)

    saving = threading.Thread(target=save)
    saving.start()
    try:
        made = [make_backup(database.path, folder, now) for _ in range(5)]
    finally:
        stop.set()
        saving.join()
    assert all(backup.counts["worker"] == backup.counts["organisation"] for backup in made)


@pytest.mark.usefixtures("earlier")
def test_a_full_disk_leaves_earlier_backups_and_nothing_half_made(
    database: Database, folder: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_a_small_stick(path: Path, **how: bool) -> sqlite3.Connection:
        connection = open_connection(path, **how)
        if path != database.path:
            connection.execute("PRAGMA max_page_count=10")
        return connection

    monkeypatch.setattr(making, "open_connection", on_a_small_stick)
    with pytest.raises(LinliError, match=r"^备份没有成功：磁盘空间不足。原有备份没有动。$"):
        make_backup(database.path, folder, now)


@pytest.mark.usefixtures("earlier")
def test_a_disk_that_fills_up_at_the_manifest_leaves_no_backup_without_one(
    database: Database, folder: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_up(self: Path, *_: object, **__: object) -> int:
        self.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", fill_up)
    with pytest.raises(LinliError, match=r"^备份没有成功：磁盘空间不足。原有备份没有动。$"):
        make_backup(database.path, folder, now)


@pytest.mark.usefixtures("earlier")
def test_a_copy_that_lost_a_row_is_no_backup(
    database: Database, folder: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "row_counts", _counting_one_more(making.row_counts))
    with pytest.raises(LinliError, match=r"没有通过查验.*原有备份没有动。"):
        make_backup(database.path, folder, now)


def _counting_one_more(count: Count) -> Count:
    calls = iter((1, 0))

    def counted(connection: sqlite3.Connection) -> dict[str, int]:
        counts = count(connection)
        return counts | {"case": counts["case"] + next(calls)}

    return counted


@pytest.mark.usefixtures("earlier")
@pytest.mark.parametrize("stage", ["正在备份…", "正在查验备份…", "正在存好备份…"])
def test_a_backup_cancelled_at_any_stage_leaves_nothing(
    database: Database, folder: Path, now: datetime, stage: str
) -> None:
    class CancelledError(LinliError):
        pass

    def cancel(words: str) -> None:
        if words == stage:
            raise CancelledError("已取消。")

    with pytest.raises(CancelledError, match=r"^已取消。$"):
        make_backup(database.path, folder, now, report=cancel)


def test_a_missing_folder_is_a_missing_stick_and_is_not_made(
    database: Database, tmp_path: Path, now: datetime
) -> None:
    stick = tmp_path / "U盘"
    with pytest.raises(
        LinliError, match=r"^备份没有成功：没有文件夹“.*U盘”.*U盘。原有备份没有动。$"
    ):
        make_backup(database.path, stick, now)
    assert not stick.exists()


def test_a_stick_pulled_out_on_the_way_is_told_in_words(
    database: Database, tmp_path: Path, now: datetime
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()

    def pull_out(words: str) -> None:
        if words == "正在存好备份…":
            shutil.rmtree(stick)

    with pytest.raises(
        LinliError, match=r"^备份没有成功：(找不到文件夹|磁盘或U盘出错).*原有备份没有动。$"
    ):
        make_backup(database.path, stick, now, report=pull_out)


@pytest.mark.parametrize(
    ("refusal", "why"),
    [(PermissionError(13, ""), "没有写入的权限"), (OSError(30, ""), "磁盘或U盘是只读的")],
)
def test_a_folder_that_cannot_be_written_is_told_in_words(
    database: Database,
    folder: Path,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    refusal: OSError,
    why: str,
) -> None:
    def refuse(_: Path) -> None:
        raise refusal

    # The folder's own permissions would not stop an administrator.
    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(LinliError, match=rf"^备份没有成功：{why}。原有备份没有动。$"):
        make_backup(database.path, folder, now)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_read_only_folder_is_told_in_words(
    database: Database, folder: Path, now: datetime
) -> None:
    folder.mkdir()
    folder.chmod(0o500)
    with pytest.raises(LinliError, match=r"^备份没有成功：不能写入.*原有备份没有动。$"):
        make_backup(database.path, folder, now)
    folder.chmod(0o700)


def test_a_foreign_file_is_not_backed_up(record_file: Path, folder: Path, now: datetime) -> None:
    record_file.write_text("这不是数据库。" * 100, encoding="utf-8")
    with pytest.raises(LinliError, match=r"备份没有成功：“台账\.linli”不是邻里台账的记录文件"):
        make_backup(record_file, folder, now)
    assert not folder.exists()


def test_a_row_that_a_check_forbids_keeps_nobody_from_a_backup(
    database: Database, folder: Path, now: datetime
) -> None:
    database.close()
    with closing(sqlite3.connect(database.path, isolation_level=None)) as careless:
        careless.execute("PRAGMA ignore_check_constraints=ON")
        careless.execute("INSERT INTO worker (uid, name, recorded_at) VALUES ('1', '', '2025')")
    assert make_backup(database.path, folder, now).counts["worker"] == 1


def test_two_backups_at_once_do_not_mix(database: Database, folder: Path, now: datetime) -> None:
    folder.mkdir()
    with (
        lock_backups(folder),
        pytest.raises(LinliError, match=r"另一份备份正在写入这个文件夹.*原有备份没有动。"),
    ):
        make_backup(database.path, folder, now)


KILL_ITSELF = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from linli.records.backup import make_backup

def die(words):
    if words == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

path = Path(sys.argv[1])
make_backup(path, path.parent / "备份", datetime(2025, 4, 2, 12, 0), report=die)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
@pytest.mark.parametrize("stage", ["正在查验备份…", "正在存好备份…"])
def test_what_a_killed_backup_left_is_cleared_by_the_next(
    database: Database, folder: Path, now: datetime, stage: str
) -> None:
    first = make_backup(database.path, folder, now)
    before = first.path.read_bytes()
    command = [sys.executable, "-c", KILL_ITSELF, str(database.path), stage]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert any(name.endswith(".part") for name in names(folder))

    second = make_backup(database.path, folder, now)

    assert names(folder) == {
        path.name for made in (first, second) for path in (made.path, made.manifest)
    }
    assert first.path.read_bytes() == before


def test_the_newest_backup_is_the_one_of_the_highest_number(
    database: Database, folder: Path, now: datetime
) -> None:
    make_backup(database.path, folder, now)
    # The clock was put back; the order of making is that of the numbers.
    second = make_backup(database.path, folder, datetime(2024, 1, 1, 8, 0))
    assert newest_backup(folder) == second


@pytest.mark.parametrize("spoil", ["manifest is broken", "backup is gone", "backup is cut"])
def test_a_backup_that_is_not_what_its_manifest_says_is_passed_over(
    database: Database, folder: Path, now: datetime, spoil: str
) -> None:
    first = make_backup(database.path, folder, now)
    second = make_backup(database.path, folder, now)
    if spoil == "manifest is broken":
        second.manifest.write_text("[1, 2", encoding="utf-8")
    elif spoil == "backup is gone":
        second.path.unlink()
    else:
        second.path.write_bytes(second.path.read_bytes()[:-1])
    assert newest_backup(folder) == first


def test_where_no_backup_is_there_is_no_newest(tmp_path: Path) -> None:
    assert newest_backup(tmp_path) is None
    assert newest_backup(tmp_path / "没有") is None


def test_a_long_name_is_shortened_in_the_name_of_the_backup(
    migrated_file: Path, tmp_path: Path, now: datetime
) -> None:
    longest = tmp_path / ("台" * 79 + ".linli")
    shutil.copyfile(migrated_file, longest)
    made = make_backup(longest, tmp_path, now)
    assert made.path.name == "台" * 50 + "-2025-04-02-0914-0001.linli"
    assert newest_backup(tmp_path) == made


def test_looking_for_the_newest_imports_no_sqlalchemy(folder: Path) -> None:
    asked = (
        "import sys; from pathlib import Path;"
        "from linli.records.backup import newest_backup; newest_backup(Path(sys.argv[1]));"
        "print([name for name in ('sqlalchemy', 'alembic') if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", asked, str(folder)], capture_output=True, text=True, check=True
    )
    assert answer.stdout == "[]\n"
