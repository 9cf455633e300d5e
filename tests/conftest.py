"""What every test may ask for; each folder adds its own in its conftest.py."""

import logging
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

# Before any test imports Qt, and for the commands that tests start.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


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
