"""Restoring puts the whole backup in place, or leaves the record file byte for byte as it was."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from linli.domain.moments import Moment
from linli.errors import LinliError
from linli.records import restore as restoring
from linli.records import tables
from linli.records.backup import Backup, make_backup
from linli.records.comparing import preview
from linli.records.database import Database
from linli.records.manifest import backup_beside
from linli.records.opening import SCHEMA_NUMBER, identify, open_connection
from linli.records.restore import candidates, check_backup, restore
from linli.records.whole import is_sound

from .leavings import crash_while_saving, of_the_first_schema

TOUCHES = {
    "backup", "commit", "copy_file_range", "execute", "executemany", "fsync", "open", "replace",
    "rename", "sendfile", "unlink", "write",
}  # fmt: skip
"""What a restoring calls that reaches a file, or its statements."""

RESTORES = """
import os, resource, signal, sys
from datetime import datetime
from pathlib import Path
from linli.errors import LinliError
from linli.records.restore import restore

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
touches = set(sys.argv[1].split())

def run(path, backup, kill_at, largest):
    seen = 0
    def watch(frame, event, called):
        nonlocal seen
        if event == "c_call" and called.__name__ in touches:
            seen += 1
            if seen == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
    if largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    sys.setprofile(watch)
    try:
        restore(path, backup, path.parent / "备份", datetime(2025, 4, 2, 9, 14))
    except LinliError as trouble:
        sys.setprofile(None)
        print("refused", trouble, flush=True)
    else:
        sys.setprofile(None)
        print("done", seen, flush=True)

for line in sys.stdin:
    kill_at, largest, path, backup = line.rstrip("\\n").split("\\t")
    child = os.fork()
    if not child:
        run(Path(path), Path(backup), int(kill_at), int(largest))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        print("killed", os.WTERMSIG(status), flush=True)
"""


@pytest.fixture
def folder(record_file: Path) -> Path:
    """Where backups go."""
    return record_file.parent / "备份"


@pytest.fixture
def made(database: Database, case_id: int, folder: Path, now: datetime) -> Backup:
    """A backup with one case; the live file has a second one, and is closed."""
    with database.writing() as session:
        session.add(
            series := tables.NumberSeries(
                what="CASE", scope="枫杨", year=2025, kind_code="DISPUTE", last=1
            )
        )
        case = session.get_one(tables.Case, case_id)
        case.number_series, case.number_serial = series, 1
    backup = make_backup(database.path, folder, now)
    with database.writing() as session:
        session.get_one(tables.Case, case_id).details = "后来补写的"
        session.add(tables.Case(number="枫杨〔2025〕隐患0001", kind_code="HAZARD", title="积水"))
        session.add(
            tables.NumberSeries(what="CASE", scope="枫杨", year=2025, kind_code="HAZARD", last=1)
        )
        session.add(tables.UnsavedForm(key="k", form="NEW_CASE", raw={}, saved_at=_utc()))
    database.close()
    return backup


@pytest.fixture
def untouched(made: Backup, record_file: Path) -> Iterator[Path]:
    """The live file, which must be there byte for byte afterwards, with nothing half made."""
    before = record_file.read_bytes()
    yield record_file
    assert record_file.read_bytes() == before
    assert not list(record_file.parent.glob("*.part*"))
    assert made.path.is_file(), "the backup stays"


def _utc() -> datetime:
    return datetime.fromisoformat("2025-04-02T01:14:00+00:00")


def titles(path: Path) -> list[str]:
    with Database(path) as opened, opened.reading() as session:
        return list(session.scalars(select(tables.Case.title).order_by(tables.Case.id)))


# What comes of it


def test_the_record_file_is_then_what_the_backup_was(
    made: Backup, record_file: Path, folder: Path, now: datetime
) -> None:
    restored = restore(record_file, made.path, folder, now)

    assert restored.cases == 1
    assert titles(record_file) == ["楼上半夜噪声"]
    assert [path.name for path in record_file.parent.iterdir() if path.is_file()] == [
        record_file.name
    ], "nothing lies beside it"


def test_the_file_before_is_kept_as_a_backup_that_can_be_restored_itself(
    made: Backup, record_file: Path, folder: Path, now: datetime
) -> None:
    kept = restore(record_file, made.path, folder, now).kept

    assert kept is not None
    assert "恢复前" in kept.name
    assert backup_beside(kept) is not None
    restore(record_file, kept, folder, now)
    assert titles(record_file) == ["楼上半夜噪声", "积水"]


def test_every_series_asks_before_its_next_number_even_one_begun_since(
    made: Backup, record_file: Path, folder: Path, now: datetime
) -> None:
    restore(record_file, made.path, folder, now)

    with Database(record_file) as opened, opened.reading() as session:
        asked = [
            (series.kind_code, series.last, series.must_confirm)
            for series in session.scalars(select(tables.NumberSeries).order_by("kind_code"))
        ]
    assert asked == [("DISPUTE", 1, True), ("HAZARD", 0, True)]


def test_the_backup_itself_is_not_changed_nor_anything_beside_it(
    made: Backup, record_file: Path, folder: Path, now: datetime, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    for path in (made.path, made.manifest):
        shutil.copy(path, stick)
    before = {path.name: path.read_bytes() for path in stick.iterdir()}

    assert check_backup(stick / made.path.name, record_file) is None
    preview(record_file, stick / made.path.name)
    restore(record_file, stick / made.path.name, folder, now)

    assert {path.name: path.read_bytes() for path in stick.iterdir()} == before


def test_a_backup_is_restored_where_no_file_is_yet(
    made: Backup, record_file: Path, folder: Path, now: datetime
) -> None:
    elsewhere = record_file.parent / "新 电脑" / "台账.linli"
    restored = restore(elsewhere, made.path, folder, now)
    assert restored.kept is None
    assert titles(elsewhere) == ["楼上半夜噪声"]


@pytest.mark.usefixtures("made")
def test_a_backup_of_an_older_schema_is_upgraded_on_the_way(
    record_file: Path, folder: Path, now: datetime, tmp_path: Path
) -> None:
    old = of_the_first_schema(tmp_path)

    assert check_backup(old, record_file) is None
    before = old.read_bytes()
    restore(record_file, old, folder, now)

    assert old.read_bytes() == before
    assert identify(record_file).schema_number == SCHEMA_NUMBER
    with closing(open_connection(record_file, read_only=True)) as connection:
        assert is_sound(connection)
        assert connection.execute("SELECT MIN(must_confirm) FROM number_series").fetchone() == (1,)
        assert connection.execute("SELECT COUNT(*) FROM step").fetchone()[0] > 10


def test_a_damaged_file_is_put_by_as_it_is_and_replaced(
    made: Backup, record_file: Path, folder: Path, now: datetime
) -> None:
    damaged = b"\xff" * 9000
    record_file.write_bytes(damaged)
    journal = record_file.with_name(record_file.name + "-journal")
    journal.write_bytes(b"left by a crash")

    kept = restore(record_file, made.path, folder, now).kept

    assert kept is not None
    assert "恢复前" in kept.name
    assert kept.read_bytes() == damaged
    assert kept.with_name(kept.name + "-journal").read_bytes() == b"left by a crash"
    assert not journal.exists()
    assert titles(record_file) == ["楼上半夜噪声"]


def test_a_file_whose_pages_are_broken_is_put_by_as_it_is_too(
    made: Backup, record_file: Path, folder: Path, now: datetime
) -> None:
    damaged = bytearray(record_file.read_bytes())
    damaged[4096:] = b"\xff" * (len(damaged) - 4096)
    record_file.write_bytes(damaged)

    kept = restore(record_file, made.path, folder, now).kept

    assert kept is not None
    assert kept.read_bytes() == damaged
    assert titles(record_file) == ["楼上半夜噪声"]


def test_what_a_crash_left_half_done_is_made_good_before_the_old_file_is_kept(
    made: Backup, record_file: Path, folder: Path, now: datetime
) -> None:
    crash_while_saving(record_file)

    kept = restore(record_file, made.path, folder, now).kept

    assert kept is not None
    assert titles(kept) == ["楼上半夜噪声", "积水"]
    assert titles(record_file) == ["楼上半夜噪声"], "and nothing blended into the new one"


@pytest.mark.usefixtures("made")
def test_a_copy_made_by_hand_in_the_middle_of_a_save_is_made_good(
    record_file: Path, folder: Path, now: datetime, tmp_path: Path
) -> None:
    by_hand = tmp_path / "手抄.linli"
    shutil.copyfile(record_file, by_hand)
    crash_while_saving(by_hand)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("手抄*")}
    assert len(before) == 2

    assert check_backup(by_hand, record_file) is None
    assert preview(record_file, by_hand).backup.cases == 2
    restore(record_file, by_hand, folder, now)

    assert titles(record_file) == ["楼上半夜噪声", "积水"]
    assert {path.name: path.read_bytes() for path in tmp_path.glob("手抄*")} == before


def test_a_journal_beside_a_backup_that_is_as_witnessed_is_not_read_into_it(
    made: Backup, record_file: Path, folder: Path, now: datetime
) -> None:
    made.path.with_name(made.path.name + "-journal").write_bytes(b"of another file" * 100)
    restore(record_file, made.path, folder, now)
    assert titles(record_file) == ["楼上半夜噪声"]


# What is refused


@pytest.mark.parametrize("place", [100, -1, 5000], ids=["header", "end", "middle"])
def test_one_flipped_bit_is_found(
    made: Backup, untouched: Path, folder: Path, now: datetime, place: int
) -> None:
    content = bytearray(made.path.read_bytes())
    content[place] ^= 1
    made.path.write_bytes(content)

    said = check_backup(made.path, untouched)
    assert said == f"“{made.path.name}”与备份时记下的不一样，可能已损坏。请换一份备份。"
    with pytest.raises(LinliError, match=r"^没有恢复：.*不一样.*现有的记录文件没有动。$"):
        restore(untouched, made.path, folder, now)


def test_without_a_manifest_a_broken_structure_is_found(
    made: Backup, untouched: Path, folder: Path, now: datetime
) -> None:
    made.manifest.unlink()
    content = bytearray(made.path.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    made.path.write_bytes(content)

    assert "已损坏" in (check_backup(made.path, untouched) or "")
    with pytest.raises(LinliError, match=r"^没有恢复：“.*”已损坏。现有的记录文件没有动。$"):
        restore(untouched, made.path, folder, now)


def test_rows_that_point_to_nothing_are_found(
    made: Backup, untouched: Path, folder: Path, now: datetime
) -> None:
    made.manifest.unlink()
    with closing(sqlite3.connect(made.path, isolation_level=None)) as careless:
        careless.execute("UPDATE \"case\" SET kind_code = 'NOTHING'")

    assert check_backup(made.path, untouched) == f"“{made.path.name}”已损坏。"
    with pytest.raises(LinliError, match="没有恢复"):
        restore(untouched, made.path, folder, now)


@pytest.mark.parametrize(
    ("pragma", "why"),
    [
        (f"user_version={SCHEMA_NUMBER + 1}", "较新版本"),
        ("application_id=7", "不是邻里台账的记录文件"),
    ],
)
def test_a_newer_or_foreign_file_is_refused(
    made: Backup, untouched: Path, folder: Path, now: datetime, pragma: str, why: str
) -> None:
    made.manifest.unlink()
    with closing(sqlite3.connect(made.path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA {pragma}")
    before = made.path.read_bytes()

    assert why in (check_backup(made.path, untouched) or "")
    with pytest.raises(LinliError, match=rf"^没有恢复：.*{why}.*现有的记录文件没有动。$"):
        restore(untouched, made.path, folder, now)
    assert made.path.read_bytes() == before


@pytest.mark.usefixtures("made")
def test_a_file_that_is_no_database_or_is_gone_is_refused(
    untouched: Path, folder: Path, now: datetime
) -> None:
    letter = folder / "信.linli"
    letter.write_text("这是一封信。" * 1000, encoding="utf-8")
    for path in (letter, folder / "没有.linli"):
        assert check_backup(path, untouched) is not None
        with pytest.raises(LinliError, match="没有恢复"):
            restore(untouched, path, folder, now)


def test_the_record_file_is_not_restored_from_itself(
    made: Backup, untouched: Path, folder: Path, now: datetime, tmp_path: Path
) -> None:
    link = tmp_path / "也是它.linli"
    link.hardlink_to(untouched)
    for path in (untouched, link):
        assert "就是现在用着的" in (check_backup(path, untouched) or "")
        with pytest.raises(LinliError, match="就是现在用着的"):
            restore(untouched, path, folder, now)
    assert made.path.is_file()


def test_a_record_file_of_a_newer_program_is_not_replaced(
    made: Backup, record_file: Path, folder: Path, now: datetime
) -> None:
    with closing(open_connection(record_file)) as connection:
        connection.execute(f"PRAGMA user_version={SCHEMA_NUMBER + 1}")
    before = record_file.read_bytes()
    with pytest.raises(LinliError, match=r"没有恢复：.*较新版本"):
        restore(record_file, made.path, folder, now)
    assert record_file.read_bytes() == before


@pytest.mark.parametrize("stage", ["正在查验备份…", "正在备份现有文件…", "正在恢复…"])
def test_cancelled_at_any_stage_nothing_has_happened(
    made: Backup, untouched: Path, folder: Path, now: datetime, stage: str
) -> None:
    class CancelledError(LinliError):
        pass

    def cancel(words: str) -> None:
        if words == stage:
            raise CancelledError("已取消。")

    with pytest.raises(CancelledError, match=r"^已取消。$"):
        restore(untouched, made.path, folder, now, report=cancel)


def test_a_stick_pulled_out_on_the_way_is_told_in_words(
    made: Backup, untouched: Path, now: datetime, folder: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    shutil.copy(made.path, stick)

    def pull_out(_words: str) -> None:
        shutil.rmtree(stick)

    with pytest.raises(LinliError, match=r"^没有恢复：读不出“.*”.*现有的记录文件没有动。$"):
        restore(untouched, stick / made.path.name, folder, now, report=pull_out)


def test_a_disk_that_does_not_take_the_copy_is_told_in_words(
    made: Backup, untouched: Path, folder: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_source: Path, to: Path) -> None:
        to.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(LinliError, match=r"^没有恢复：磁盘空间不足。现有的记录文件没有动。$"):
        restore(untouched, made.path, folder, now)


def test_a_disk_that_does_not_take_the_backup_before_is_told_in_words(
    made: Backup, untouched: Path, folder: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> Backup:
        raise LinliError("备份没有成功：磁盘空间不足。原有备份没有动。")

    monkeypatch.setattr(restoring, "make_backup", full)
    with pytest.raises(LinliError, match=r"^没有恢复：磁盘空间不足。现有的记录文件没有动。$"):
        restore(untouched, made.path, folder, now)


# Killed, and full disks, for real


class Restores:
    """Restores in processes that may die of it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def run(self, path: Path, backup: Path, *, kill_at: int = 0, largest: int = 0) -> str:
        """What became of it; ``kill_at`` and ``largest`` as 0 are never and any."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{kill_at}\t{largest}\t{path}\t{backup}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


@pytest.fixture
def restores() -> Iterator[Restores]:
    """A process that restores what it is told to, each in a child of its own."""
    with subprocess.Popen(
        [sys.executable, "-c", RESTORES, " ".join(sorted(TOUCHES))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        yield Restores(process)
        assert process.stdin is not None
        process.stdin.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed at a place of its own")
def test_killed_at_any_moment_the_file_is_the_old_one_or_the_new_one(
    made: Backup, record_file: Path, folder: Path, now: datetime, restores: Restores
) -> None:
    old = record_file.read_bytes()
    said, number = restores.run(record_file, made.path).split()
    assert said == "done"
    assert int(number) > 100
    seen = {"old": 0, "new": 0}
    # All moments near the end, where it counts; of those before, one in nine.
    near_end = int(number) - 60
    for kill_at in (*range(1, near_end, 9), *range(near_end, int(number) + 9)):
        record_file.write_bytes(old)
        _clear(record_file, folder, made)
        said = restores.run(record_file, made.path, kill_at=kill_at)
        if said.startswith("done"):
            break
        assert said == "killed 9"
        if record_file.read_bytes() == old:
            seen["old"] += 1
            assert titles(record_file) == ["楼上半夜噪声", "积水"]
        else:
            seen["new"] += 1
            assert titles(record_file) == ["楼上半夜噪声"]
            assert any("恢复前" in path.name for path in folder.glob("*.linli"))
    assert seen["old"] > 60
    assert seen["new"] > 0
    restore(record_file, made.path, folder, now)
    assert titles(record_file) == ["楼上半夜噪声"]
    assert not list(record_file.parent.glob("*.part*"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is held to a limit of its own")
def test_on_a_full_disk_the_old_file_stays(
    made: Backup, untouched: Path, folder: Path, restores: Restores
) -> None:
    size = made.path.stat().st_size
    for largest in range(4096, size, size // 12):
        said = restores.run(untouched, made.path, largest=largest)
        assert said.startswith("refused 没有恢复：")
        assert said.endswith("现有的记录文件没有动。")
    assert [path.name for path in folder.glob("*.linli")] == [made.path.name]


# What there is to choose from


def test_the_newest_stands_first_and_foreign_files_do_not_stand_there(
    made: Backup, record_file: Path, folder: Path, now: datetime
) -> None:
    later = make_backup(record_file, folder, now.replace(hour=12))
    (folder / "信.linli").write_text("一封信", encoding="utf-8")
    (folder / "别的.txt").write_text("别的", encoding="utf-8")

    found = candidates(record_file)

    assert [(one.path, one.made_at, one.cases, one.is_witnessed) for one in found] == [
        (later.path, later.made_at, 2, True),
        (made.path, made.made_at, 1, True),
    ]


def test_a_copy_made_by_hand_is_offered_with_its_own_date(
    made: Backup, record_file: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    shutil.copyfile(record_file, stick / "抄的.linli")
    os.utime(stick / "抄的.linli", (0, datetime(2025, 3, 1, 8, 30).timestamp()))

    (one,) = candidates(record_file, stick)

    assert (one.made_at, one.cases, one.is_witnessed) == (datetime(2025, 3, 1, 8, 30), 2, False)
    assert one.size == made.path.stat().st_size or one.size > 0


def test_a_folder_that_is_gone_has_nothing_to_restore_from(
    record_file: Path, tmp_path: Path
) -> None:
    assert candidates(record_file, tmp_path / "没有") == ()


# What would change


def test_the_preview_says_what_only_the_live_file_has(made: Backup, record_file: Path) -> None:
    seen = preview(record_file, made.path)

    assert seen.live is not None
    assert (seen.live.cases, seen.backup.cases) == (2, 1)
    assert seen.live.last_entry is not None
    assert seen.lost == (
        "1件事项：枫杨〔2025〕隐患0001",
        "1件两边都有的事项，后来又有改动",
        "1份没有保存的草稿",
    )
    assert seen.regained == ()


def test_the_preview_says_what_only_the_backup_has(
    made: Backup, record_file: Path, folder: Path, now: datetime
) -> None:
    kept = restore(record_file, made.path, folder, now).kept
    assert kept is not None

    assert preview(record_file, kept).regained == ("1件事项：枫杨〔2025〕隐患0001",)


def test_many_cases_are_counted_and_the_first_of_them_named(
    made: Backup, record_file: Path
) -> None:
    with Database(record_file) as opened, opened.writing() as session:
        for number in range(10):
            case = tables.Case(number=f"枫杨〔2025〕帮扶{number:04}", kind_code="AID", title="x")
            case.requests = [tables.Request(words="求助"), tables.Request(words="再求助")]
            session.add(case)

    first, counted, *_ = preview(record_file, made.path).lost
    assert first.startswith("11件事项：枫杨〔2025〕隐患0001、枫杨〔2025〕帮扶0000、")
    assert first.endswith("枫杨〔2025〕帮扶0004等")
    assert counted == "20条诉求"


def test_an_older_backup_without_todays_tables_is_compared_too(
    made: Backup, record_file: Path, tmp_path: Path
) -> None:
    old = of_the_first_schema(tmp_path)
    with Database(record_file) as opened, opened.writing() as session:
        case_id = session.scalar(select(func.min(tables.Case.id)))
        session.add(
            tables.Reminder(case_id=case_id, what="看望", moment=Moment.on_day(date(2025, 4, 3)))
        )
    seen = preview(record_file, old)
    assert any("1条提醒" in words for words in seen.lost)
    assert made.cases == 1


def test_a_file_that_cannot_be_read_has_no_content_to_lose(
    made: Backup, record_file: Path, tmp_path: Path
) -> None:
    assert preview(tmp_path / "没有.linli", made.path).live is None
    record_file.write_bytes(b"\xff" * 9000)
    assert preview(record_file, made.path).live is None


def _clear(record_file: Path, folder: Path, made: Backup) -> None:
    for left in (*record_file.parent.iterdir(), *folder.iterdir()):
        if left.is_file() and left not in {record_file, made.path, made.manifest}:
            left.unlink()
