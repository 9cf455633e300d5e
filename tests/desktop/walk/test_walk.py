"""Nothing on any page is cut, laid on another, English, or out of reach of the keys."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from linli.app import desk_at
from linli.desktop import form_kinds
from linli.desktop.desk import Desk
from linli.desktop.look import TEXT_SIZES, apply_look
from linli.desktop.main_window import MainWindow

from .findings import faintly_focused, faults
from .rounds import NOW, Person, Round, SlowBackup, settle


@pytest.fixture
def desk(migrated_file: Path, record_file: Path) -> Iterator[Desk]:
    """A desk on an empty record file."""
    record_file.write_bytes(migrated_file.read_bytes())
    with desk_at(record_file, lambda: NOW) as opened:
        yield opened


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window, not yet furnished."""
    window = MainWindow(Person())
    qtbot.addWidget(window)
    yield window
    window.close()
    apply_look(qapp)


SIZES = {"976": (976, 549), "1366": (1366, 768), "1920": (1920, 1080)}
"""976 by 549 is what a screen of 1366 by 768 has to give where the system magnifies to 140 %."""

WALKS = [
    ("976", "标准", "dark"),
    ("976", "大", "contrast"),
    ("976", "特大", "light"),
    ("976", "特大", "dark-contrast"),
    ("1366", "标准", "light"),
    ("1366", "大", "dark"),
    ("1366", "特大", "contrast"),
    ("1920", "标准", "light"),
]
"""Every text size where there is little room; what is widest is roomy at any of them."""

FORMS = {form_kinds.NEW_CASE, form_kinds.OFFICE, *form_kinds._KINDS}  # noqa: SLF001 - the whole registry, which nothing else asks for


@pytest.mark.parametrize(
    ("size", "text_size", "colours"),
    WALKS,
    ids=[f"{size}-{TEXT_SIZES[text_size]:.0%}-{colours}" for size, text_size, colours in WALKS],
)
def test_every_page_can_be_read_and_reached(
    qapp: QApplication,
    qtbot: QtBot,
    desk: Desk,
    window: MainWindow,
    size: str,
    text_size: str,
    colours: str,
) -> None:
    apply_look(
        qapp,
        scale=TEXT_SIZES[text_size],
        scheme=Qt.ColorScheme.Dark if "dark" in colours else Qt.ColorScheme.Light,
        has_contrast="contrast" in colours,
    )
    window.resize(*SIZES[size])
    with qtbot.waitActive(window):
        window.show()
    wait: Callable[..., None] = partial(qtbot.waitUntil, timeout=20_000)
    own_words = (str(desk.record_file), str(desk.record_file.parent))
    painted: set[str] = set()
    found: dict[str, list[str]] = {}
    walk = Round(window, desk, SlowBackup(), wait)
    for place in walk:
        for shown in filter(QWidget.isVisible, QApplication.topLevelWidgets()):
            for fault in faults(shown, own_words=own_words):
                found.setdefault(fault, []).append(place)
        for fault in faintly_focused(window, painted, settle):
            found.setdefault(fault, []).append(place)
    assert not found, "\n".join(f"{fault}: {', '.join(places)}" for fault, places in found.items())
    assert walk.forms_met >= FORMS, "forms left out of the walk"
