"""What every test may ask for; each folder adds its own in its conftest.py."""

import logging
import os
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from linli.records.database import Database

# Before any test imports Qt, and for the commands that tests start.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A busy computer is no fault of the code.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


@pytest.fixture
def now() -> datetime:
    """A Wednesday morning at the office: local time, no zone."""
    return datetime(2025, 4, 2, 9, 14)


@pytest.fixture
def record_file(tmp_path: Path) -> Path:
    """Where a record file may be made, in a folder as people name them; it does not exist."""
    folder = tmp_path / "我的 文档" / "邻里台账"
    folder.mkdir(parents=True)
    return folder / "台账.linli"


@pytest.fixture(autouse=True)
def nothing_left_over(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A test that logs an error or leaves a window open has failed, whatever it asserted."""
    yield
    errors = [
        record.getMessage()
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.ERROR and record.name.startswith("linli")
    ]
    assert not errors, f"logged: {errors}"
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None and widgets.QApplication.instance() is not None:
        still_open = [w for w in widgets.QApplication.topLevelWidgets() if w.isVisible()]
        for widget in still_open:
            widget.hide()  # the next test is not to blame
        assert not still_open, f"left open: {still_open}"


# Record files: migrated once a session, copied for each test.


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty record file of today's schema; to be copied, never opened."""
    from linli.records.upgrade import create

    path = tmp_path_factory.mktemp("migrated") / "台账.linli"
    create(path)
    return path


@pytest.fixture
def database(migrated_file: Path, record_file: Path) -> "Iterator[Database]":
    """An empty record file, open; ``database.path`` is ``record_file``."""
    from linli.records.database import Database

    shutil.copyfile(migrated_file, record_file)
    with Database(record_file) as opened:
        yield opened
