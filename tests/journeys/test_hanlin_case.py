"""The Hanlin dispute, from complaint to printed sheet and backup, by keys alone."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from linli.app import desk_at, outside_of
from linli.casework import caseload
from linli.casework.sample import load_sample
from linli.desktop import demonstration
from linli.desktop.demonstration import Hand
from linli.desktop.desk import Desk
from linli.desktop.look import apply_look
from linli.desktop.main_window import MainWindow
from linli.desktop.outside import Outside
from linli.domain.case_file import CaseFile, ListQuery, ListScope
from linli.records.backup import newest_backup
from linli.records.database import Database
from linli.records.tables import PrintedSheet

FEWEST = 54
"""Presses besides the Chinese text that the design reckons with, at most."""

PRINTED_FACTS = (
    "枫杨(示例)〔2025〕纠纷0001",
    "2025年3月15日",
    "2025年3月16日",
    "楼下住户",
    "楼上一方",
    "社区民警",
    "背靠背",
    "面对面",
    "和解",
)


class WindowsShown(QObject):
    """Notes every window that comes up beside the one there is."""

    def __init__(self, main: QWidget) -> None:
        super().__init__(main)
        self._main = main
        self.kinds: set[str] = set()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched is not self._main
        ):
            self.kinds.add(type(watched).__name__)
        return False


class Journey:
    """One clerk at one desk, and what came of it."""

    def __init__(self, desk: Desk, folder: Path, application: QApplication, qtbot: QtBot) -> None:
        self.desk = desk
        self.sheet, self.paper = folder / "办理单.pdf", folder / "纸.pdf"
        self.questions: list[str] = []
        self.hand = Hand()
        self.seen: dict[str, str] = {}
        self._qtbot = qtbot
        self._application = application
        self.window = MainWindow(self._answer)
        self.windows = WindowsShown(self.window)

    def sit_down(self) -> None:
        real = outside_of(self.desk)
        self._qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        with self._qtbot.waitActive(self.window):
            self.window.show()
        self.window.begin(
            self.desk,
            Outside(real.back_up, real.last_backup, self._print, lambda *_: self.sheet),
        )
        self._application.processEvents()
        self._application.installEventFilter(self.windows)

    def see(self, name: str) -> None:
        """Keep all text that stands in widgets one can see."""
        widgets = [widget for widget in self.window.findChildren(QWidget) if widget.isVisible()]
        self.seen[name] = "\n".join(text for widget in widgets for text in _texts(widget) if text)

    def wait(self) -> None:
        self._qtbot.wait(200)  # a button pressed by its key acts after Qt has shown it
        self._qtbot.waitUntil(lambda: not self.desk.is_working, timeout=60_000)
        self._qtbot.wait(100)

    @property
    def case(self) -> CaseFile:
        now = self.desk.now()
        wanted = ListQuery(ListScope.ALL, words=demonstration.TITLE)
        (case_id,) = self.desk.read(caseload.case_ids, wanted, now)
        return self.desk.read(caseload.case_file, case_id, now)

    def _answer(self, _parent: object, text: str, _answers: object) -> int:
        self.questions.append(text)
        return 0

    def _print(self, printer: QPrinter, _parent: QWidget) -> bool:
        printer.setOutputFileName(str(self.paper))
        return True


def _texts(widget: QWidget) -> Iterator[str]:
    for name in ("text", "toPlainText", "toolTip", "accessibleName", "windowTitle"):
        read = getattr(widget, name, "")
        yield str(read() if callable(read) else read)


@pytest.fixture
def journey(
    qapp: QApplication, qtbot: QtBot, migrated_file: Path, record_file: Path
) -> Iterator[Journey]:
    """A desk that holds the sample without its dispute."""
    apply_look(qapp)
    record_file.write_bytes(migrated_file.read_bytes())
    with desk_at(record_file, lambda: demonstration.NOW) as desk:
        desk.keep(load_sample, desk.now(), with_dispute=False)
        journey = Journey(desk, record_file.parent, qapp, qtbot)
        journey.sit_down()
        yield journey
        qapp.removeEventFilter(journey.windows)
        journey.window.close()


def test_the_dispute_is_entered_by_few_keys_and_holds_what_the_sample_holds(
    journey: Journey, tmp_path: Path, migrated_file: Path
) -> None:
    demonstration.enter_dispute(journey.hand, journey.see)
    print(f"\n{journey.hand.presses} presses besides the text")

    typed, told = journey.case, _sample_dispute(migrated_file, tmp_path)
    assert journey.hand.presses <= FEWEST
    assert journey.questions == []
    assert journey.windows.kinds == set()
    for facts in (_parties, _sessions, _ends):
        assert facts(typed) == facts(told)
    assert (typed.row.number, typed.row.place.grid_path) == (
        told.row.number,
        told.row.place.grid_path,
    )
    assert typed.reported == told.reported
    assert typed.channel == told.channel


def test_the_sheet_is_saved_printed_and_the_file_backed_up(journey: Journey) -> None:
    demonstration.enter_dispute(journey.hand, journey.see)
    demonstration.print_sheet(journey.hand, journey.wait)
    demonstration.back_up(journey.hand, journey.wait)

    reader = pypdf.PdfReader(journey.sheet)
    text = "".join(page.extract_text() for page in reader.pages)
    assert len(reader.pages) == 1
    assert [fact for fact in PRINTED_FACTS if fact not in text] == []
    for said in (demonstration.SAID_BELOW, demonstration.SAID_ABOVE):
        assert said[:8] not in text
    assert len(pypdf.PdfReader(journey.paper).pages) == 1
    printed = journey.desk.read(lambda session: session.query(PrintedSheet).all())
    assert [(row.medium, row.copies, row.pages) for row in printed] == [
        ("PDF", 1, 1),
        ("PAPER", 1, 1),
    ]
    backup = newest_backup(journey.desk.backups)
    assert backup is not None
    with Database(backup.path) as copy, copy.reading() as session:
        assert caseload.case_count(session) == 5


def test_a_side_is_seen_alone_and_covered_when_somebody_comes_in(journey: Journey) -> None:
    demonstration.enter_dispute(journey.hand, journey.see)
    demonstration.look_around(journey.hand, journey.see)

    below, above = demonstration.SAID_BELOW, demonstration.SAID_ABOVE
    assert list(journey.seen) == [
        demonstration.NEW_CASE,
        demonstration.CASE_PAGE,
        demonstration.COVERED,
        demonstration.MAIN_WINDOW,
    ]
    assert below in journey.seen[demonstration.CASE_PAGE]
    assert above not in journey.seen[demonstration.CASE_PAGE]
    for covered in (demonstration.COVERED, demonstration.MAIN_WINDOW):
        assert below not in journey.seen[covered]
        assert above not in journey.seen[covered]


def _sample_dispute(migrated_file: Path, folder: Path) -> CaseFile:
    path = folder / "另一份.linli"
    path.write_bytes(migrated_file.read_bytes())
    with Database(path) as database:
        with database.writing() as session:
            load_sample(session, demonstration.NOW)
        with database.reading() as session:
            read = partial(caseload.case_ids, session, now=demonstration.NOW)
            (case_id,) = read(ListQuery(ListScope.ALL, kind="DISPUTE"))
            return caseload.case_file(session, case_id, demonstration.NOW)


def _parties(case: CaseFile) -> list[object]:
    return [(party.side, party.name, party.roles) for party in case.parties]


def _sessions(case: CaseFile) -> list[object]:
    return [
        (held.method, held.sides, held.moment, held.note_count, held.state)
        for held in case.sessions
    ]


def _ends(case: CaseFile) -> list[object]:
    return [case.row.stage, case.row.result, [outcome.moment for outcome in case.outcomes]]
