"""A clerk at a desk on a real record file."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from linli.app import desk_at
from linli.casework.sample import load_sample
from linli.desktop import demonstration
from linli.desktop.look import apply_look

from .clerk import Clerk

Sit = Callable[..., Clerk]


@pytest.fixture
def sit(qapp: QApplication, qtbot: QtBot, migrated_file: Path, record_file: Path) -> Iterator[Sit]:
    """Puts a clerk at the desk of the sample's office; ``clock`` tells the wall time."""
    apply_look(qapp)
    record_file.write_bytes(migrated_file.read_bytes())
    with ExitStack() as house:

        def put(clock: Callable[[], datetime] = lambda: demonstration.NOW) -> Clerk:
            desk = house.enter_context(desk_at(record_file, clock))
            desk.keep(load_sample, desk.now(), with_dispute=False)
            clerk = Clerk(desk, qtbot)
            clerk.sit_down()
            house.callback(clerk.get_up)
            return clerk

        yield put


@pytest.fixture
def clerk(sit: Sit) -> Clerk:
    """A clerk on the day the newspaper of the sample appeared."""
    return sit()
