"""A clerk's morning with interruptions, ended by kill -9 in the middle of a word."""

import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from linli.app import desk_at
from linli.casework import intake, unsaved
from linli.casework.sample import load_sample
from linli.desktop.desk import Desk
from linli.desktop.form import Form
from linli.domain.case_file import UnsavedRow
from linli.domain.drafts import CaseDraft
from linli.domain.moments import Moment

from . import interrupted_morning as morning
from .clerk import Clerk

KEPT_WITHIN_S = 3.0
LONG_ENOUGH = 41
"""Characters after which a draft must have been kept."""


@pytest.mark.parametrize("typed", [1, 9, 23, LONG_ENOUGH])
def test_nothing_typed_more_than_three_seconds_ago_is_lost_and_nothing_parked(
    record_file: Path, qtbot: QtBot, typed: int
) -> None:
    _with_an_open_case(record_file)
    moments, killed_at = _typed_until_killed(record_file, typed)

    with desk_at(record_file) as desk:
        first, second, *rest = desk.read(unsaved.unsaved_forms)
        assert (first.raw["title"], first.raw["details"]) == morning.FIRST
        assert (second.raw["title"], second.raw["details"]) == morning.SECOND
        note = str(rest[0].raw["note"]) if rest else ""
        older = sum(moment < killed_at - KEPT_WITHIN_S for moment in moments)
        assert morning.NOTE.startswith(note)
        assert len(note) >= older
        assert bool(note) or typed < LONG_ENOUGH
        _take_all_up(desk, qtbot, (first, second, *rest))


def _with_an_open_case(record_file: Path) -> None:
    with desk_at(record_file) as desk:
        now = datetime(2025, 4, 2, 9, 14)
        desk.keep(load_sample, now)
        case = CaseDraft("DISPUTE", "WALK_IN", "楼下漏水", Moment.at_minute(now))
        desk.keep(intake.take_down, case, now)


def _typed_until_killed(record_file: Path, typed: int) -> tuple[list[float], float]:
    """When each character stood in the form, and when the process was ended."""
    command = [sys.executable, morning.__file__, str(record_file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as clerk:
        assert clerk.stdout is not None
        moments = [float(clerk.stdout.readline()) for _ in range(typed)]
        clerk.kill()
        killed_at = time.monotonic()
        # What it still told before the end was typed as well.
        moments += [float(line) for line in clerk.stdout if line.endswith("\n")]
    assert clerk.returncode == -9
    return moments, killed_at


def _take_all_up(desk: Desk, qtbot: QtBot, left: tuple[UnsavedRow, ...]) -> None:
    """A second start offers each form, and each comes back with all that was kept of it."""
    clerk = Clerk(desk, qtbot)
    clerk.sit_down()
    clerk.chord("F9")  # the sample has words said apart, so the desk begins covered
    for row in left:
        clerk.window.sidebar.draft_asked.emit(row.key)
        [form] = (form for form in clerk.window.findChildren(Form) if form.isVisible())
        raw = form.raw()
        assert {name: raw[name] for name, value in row.raw.items() if value} == {
            name: value for name, value in row.raw.items() if value
        }
    clerk.answers["还没有保存"] = 1
    clerk.get_up()
