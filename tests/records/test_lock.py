"""One writer at a time, and nobody locked out by the dead."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from linli.errors import LinliError
from linli.records.lock import AlreadyOpen, lock

HOLD = """
import sys
from pathlib import Path
from linli.records.lock import lock

with lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_holder(record_file: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until its input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(record_file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


def test_a_second_desk_is_told_that_the_file_is_open(record_file: Path) -> None:
    with (
        another_holder(record_file),
        pytest.raises(AlreadyOpen, match=r"^这份台账已经打开。.+再试。$"),
        lock(record_file),
    ):
        pass


def test_the_lock_is_free_when_its_holder_has_ended(record_file: Path) -> None:
    with another_holder(record_file):
        pass
    with lock(record_file):
        assert not record_file.exists()


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX; elsewhere the kernel frees too")
def test_the_lock_of_a_killed_desk_is_free_at_once(record_file: Path) -> None:
    with another_holder(record_file) as holder:
        holder.send_signal(signal.SIGKILL)
        assert holder.wait() == -signal.SIGKILL
    with lock(record_file):
        assert [path.name for path in record_file.parent.iterdir()] == [".台账.linli.lock"]


def test_the_same_program_does_not_get_it_twice(record_file: Path) -> None:
    with lock(record_file), pytest.raises(AlreadyOpen), lock(record_file):
        pass
    with lock(record_file):
        assert True, "free again"


def test_a_link_to_the_file_shares_its_lock(record_file: Path, tmp_path: Path) -> None:
    record_file.touch()
    link = tmp_path / "桌面上的台账.linli"
    link.symlink_to(record_file)
    with lock(record_file), pytest.raises(AlreadyOpen), lock(link):
        pass


def test_the_record_file_itself_is_not_opened(record_file: Path) -> None:
    record_file.mkdir()  # opening it for writing would fail
    with lock(record_file):
        assert record_file.is_dir()


def test_a_missing_folder_is_told_in_words(tmp_path: Path) -> None:
    with (
        pytest.raises(LinliError, match=r"不能写入文件夹“.*没有”"),
        lock(tmp_path / "没有" / "台账.linli"),
    ):
        pass


def test_a_longest_name_has_a_lock_too(record_file: Path) -> None:
    # SQLite needs eight bytes for "-journal"; the lock needs six.
    longest = record_file.with_name("台" * 80 + ".linli")
    with lock(longest):
        assert len(list(record_file.parent.iterdir())) == 1
