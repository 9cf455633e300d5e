"""A second start calls the desk that is open; only the lock decides who may write."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from linli.desktop.second_start import FirstDesk, call_first

CALL = """
import sys
from pathlib import Path
from linli.desktop.second_start import call_first
print(call_first(Path(sys.argv[1])))
"""

LISTEN = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from linli.desktop.second_start import FirstDesk
application = QCoreApplication([])
first = FirstDesk(Path(sys.argv[1]))
print(first.is_listening, flush=True)
application.exec()
"""


@pytest.fixture
def first(record_file: Path) -> Iterator[FirstDesk]:
    """A desk that listens."""
    made = FirstDesk(record_file)
    assert made.is_listening
    yield made
    made.close()


def test_the_desk_that_is_open_hears_it_from_another_program(
    first: FirstDesk, record_file: Path, qtbot: QtBot
) -> None:
    with (
        qtbot.waitSignal(first.called, timeout=20_000),
        subprocess.Popen(
            [sys.executable, "-c", CALL, str(record_file)], stdout=subprocess.PIPE, text=True
        ) as second,
    ):
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
        assert second.stdout is not None
        assert second.stdout.read() == "True\n"


def test_a_link_to_the_file_calls_the_same_desk(
    first: FirstDesk, record_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    record_file.touch()
    link = tmp_path / "桌面上的台账.linli"
    link.symlink_to(record_file)
    with (
        qtbot.waitSignal(first.called, timeout=20_000),
        subprocess.Popen([sys.executable, "-c", CALL, str(link)], stdout=subprocess.DEVNULL) as one,
    ):
        qtbot.waitUntil(lambda: one.poll() is not None, timeout=20_000)


def test_nobody_answers_for_another_file_or_once_it_is_closed(
    first: FirstDesk, record_file: Path
) -> None:
    assert not call_first(record_file.with_name("别的.linli"))
    first.close()
    assert not call_first(record_file)


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX; elsewhere the system clears up")
def test_what_a_killed_desk_left_keeps_the_next_from_nothing(
    record_file: Path, qtbot: QtBot
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LISTEN, str(record_file)], stdout=subprocess.PIPE, text=True
    ) as listening:
        assert listening.stdout is not None
        assert listening.stdout.readline() == "True\n"
        assert call_first(record_file)
        listening.send_signal(signal.SIGKILL)
    assert not call_first(record_file)
    again = FirstDesk(record_file)
    assert again.is_listening
    again.close()
    assert qtbot is not None
