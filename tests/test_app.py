"""The house is built, demonstrated, and says what went wrong without anybody's words."""

import os
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from linli import app, paths
from linli.app import (
    Front,
    backups_of,
    desk_at,
    is_restored_instead,
    log_in,
    on_bug,
    open_desk,
    perform,
)
from linli.casework.batches import undo_batch
from linli.casework.caseload import case_ids
from linli.casework.sample import load_sample
from linli.desktop import demonstration
from linli.desktop.look import apply_look, text_scale, tokens
from linli.desktop.messages import Ask
from linli.desktop.second_start import call_first
from linli.desktop.settings import Sight
from linli.domain.case_file import ListQuery, ListScope
from linli.errors import LinliError
from linli.records.backup import make_backup, newest_backup
from linli.records.lock import lock

SAID = "鸬鹚暗号"


def _note(asked: list[str], _parent: QWidget | None, text: str, _buttons: object) -> int:
    asked.append(text)
    return 0


def erred() -> tuple[type[BaseException], BaseException, object]:
    try:
        int(SAID)
    except ValueError:
        return sys.exc_info()  # type: ignore[return-value]  # something was raised
    pytest.fail("that was a number")


def test_a_second_desk_on_the_same_file_is_refused(record_file: Path) -> None:
    with desk_at(record_file) as desk:
        assert desk.record_file == record_file
        with pytest.raises(LinliError, match="这份台账已经打开"), desk_at(record_file):
            pytest.fail("two desks on one file")
    with desk_at(record_file):
        pass


def test_a_file_that_cannot_be_opened_is_told_in_words(
    qapp: QApplication, record_file: Path, told: list[str]
) -> None:
    record_file.write_bytes(b"no record file at all" * 100)

    assert open_desk(record_file) == 1
    assert len(told) == 1
    assert record_file.name in told[0]
    assert record_file.read_bytes() == b"no record file at all" * 100
    for window in qapp.topLevelWidgets():
        window.close()


def test_another_text_size_opens_the_window_anew_and_is_kept(
    qapp: QApplication, record_file: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "设置" / "settings.ini"
    with desk_at(record_file, lambda: demonstration.NOW) as desk:
        desk.keep(load_sample, desk.now())
        front = Front(settings)
        first = front.window
        first.setGeometry(0, 0, 976, 549)
        first.show()
        front.begin(desk)
        front.choose_sight(Sight("特大", has_contrast=True))
        second = front.window

        assert second is not first
        assert second.isVisible()
        assert not first.isVisible()
        assert second.size() == first.size()
        assert text_scale() == pytest.approx(1.3)
        assert not tokens().has_tints
        desk.records_changed.emit()
        second.close()

    assert Front(settings).window is not second
    assert text_scale() == pytest.approx(1.3)
    apply_look(qapp)


def test_after_a_restoring_the_window_opens_anew_on_what_is_there_and_says_so(
    qapp: QApplication, record_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with desk_at(record_file, lambda: demonstration.NOW) as desk:
        desk.keep(load_sample, desk.now())
        made = make_backup(record_file, desk.backups, desk.now())
        desk.keep(undo_batch, "SAMPLE", desk.now())
        desk.choose_worker(7, "不在备份里的人")
        front = Front(tmp_path / "settings.ini")
        front.window.setGeometry(0, 0, 976, 549)
        front.window.show()
        front.begin(desk)
        first = front.window
        assert first.page is first.welcome
        backups = backups_of(desk, front.open_anew)
        assert backups is not None
        failed: list[LinliError] = []

        desk.replace_file(partial(backups.restore, made.path), backups.open_anew, failed.append)
        qtbot.waitUntil(lambda: not desk.is_working, timeout=20_000)

        second = front.window
        assert not failed
        assert second is not first
        assert not isValid(first)
        assert (second.width(), second.height()) == (976, 549)
        assert second.list_page.counts().all == 5
        assert desk.worker_id is None
        said = [label.text() for label in second.notices.findChildren(QLabel)]
        assert any(words.startswith("已从备份恢复，5件事项。") for words in said)
        second.close()
    apply_look(qapp)


def test_in_place_of_a_damaged_file_the_newest_sound_backup_is_offered(
    record_file: Path, qtbot: QtBot
) -> None:
    with desk_at(record_file, lambda: demonstration.NOW) as desk:
        desk.keep(load_sample, desk.now())
        make_backup(record_file, desk.backups, desk.now())
        newest = make_backup(record_file, desk.backups, desk.now().replace(hour=23))
    newest.path.write_bytes(newest.path.read_bytes()[:-1])
    record_file.write_bytes(b"\xff" * 9000)
    window = QWidget()
    qtbot.addWidget(window)
    asked: list[str] = []
    trouble = LinliError("“台账.linli”不是邻里台账的记录文件，没有改动它。")

    assert not is_restored_instead(window, record_file, trouble, ask=_refusing(asked))
    assert record_file.read_bytes() == b"\xff" * 9000
    assert is_restored_instead(window, record_file, trouble, ask=partial(_note, asked))

    made = demonstration.NOW
    day = f"{made.year}年{made.month}月{made.day}日"
    assert asked == [f"{trouble}可以用{day}的备份恢复，现有文件会原样另存一份。"] * 2
    with desk_at(record_file) as desk:
        assert desk.read(case_ids, ListQuery(ListScope.ALL), desk.now())
    assert not is_restored_instead(window, record_file, trouble, ask=partial(_note, asked)), (
        "a file that is whole is not replaced"
    )


def _refusing(asked: list[str]) -> Ask:
    def answer(_parent: QWidget | None, text: str, buttons: Sequence[str]) -> int:
        asked.append(text)
        return len(buttons) - 1

    return answer


def test_a_damaged_file_without_a_backup_is_only_told_of(record_file: Path, qtbot: QtBot) -> None:
    record_file.write_bytes(b"\xff" * 9000)
    window = QWidget()
    qtbot.addWidget(window)
    asked: list[str] = []
    assert not is_restored_instead(
        window, record_file, LinliError("坏了。"), ask=partial(_note, asked)
    )
    assert asked == []


def test_what_a_killed_restoring_left_is_cleared_at_the_next_start(record_file: Path) -> None:
    part = record_file.with_name(record_file.name + ".part")
    part.write_bytes(b"half a file")
    with desk_at(record_file):
        assert not part.exists()


def _closes(title: str, seen: list[str]) -> QTimer:
    """Closes the window of that title as soon as it stands, as a person does."""
    timer = QTimer()
    timer.setInterval(20)

    def look() -> None:
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and title in window.windowTitle():
                seen.append(window.windowTitle())
                window.close()

    timer.timeout.connect(look)
    timer.start()
    return timer


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What the program says in boxes; log, settings and hook are those of this test alone."""
    said: list[str] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(paths, "log_folder", lambda: tmp_path / "日志")
    monkeypatch.setattr(app, "settings_file", lambda: tmp_path / "settings.ini")
    # A box that nobody closes would stop the test for good.
    for box in ("tell", "report_bug"):
        monkeypatch.setattr(app, box, lambda _parent, words, **_: said.append(words))
    return said


@pytest.mark.usefixtures("qapp")
def test_a_file_is_looked_into_while_another_desk_has_it(
    record_file: Path, told: list[str]
) -> None:
    with desk_at(record_file, lambda: demonstration.NOW) as desk:
        desk.keep(load_sample, desk.now())
        before = {path.name for path in record_file.parent.iterdir()}
        seen: list[str] = []
        closing = _closes("只读查阅", seen)
        assert open_desk(record_file, is_read_only=True) == 0
        closing.stop()
        assert seen
        assert told == []
        assert {path.name for path in record_file.parent.iterdir()} == before


@pytest.mark.usefixtures("qapp")
def test_where_the_desk_that_has_the_file_does_not_answer_it_is_said_in_words(
    record_file: Path, told: list[str]
) -> None:
    with lock(record_file):
        assert open_desk(record_file) == 1
    assert told == ["这份台账已经打开。请用已经打开的那个窗口，或把它关上再试。"]
    for window in QApplication.topLevelWidgets():
        window.close()


def test_a_second_start_brings_the_first_window_forward_and_ends_well(
    record_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    command = [sys.executable, "-m", "linli", "--file", str(record_file)]
    with subprocess.Popen(command, env=environment) as first:
        try:
            qtbot.waitUntil(lambda: call_first(record_file), timeout=60_000)
            second = subprocess.run(
                command, env=environment, capture_output=True, text=True, check=False, timeout=60
            )
            assert first.poll() is None
        finally:
            first.kill()
    assert (second.returncode, second.stdout) == (0, "这份台账已经打开。\n")
    assert second.stderr.count("\n") <= 1, second.stderr


def test_called_forward_a_window_made_small_is_shown_again(
    qapp: QApplication, record_file: Path, tmp_path: Path
) -> None:
    with desk_at(record_file, lambda: demonstration.NOW) as desk:
        front = Front(tmp_path / "settings.ini")
        front.window.show()
        front.begin(desk)
        front.window.showMinimized()
        with front.coming_forward(record_file):
            front.come_forward()
        assert not front.window.isMinimized()
        assert front.window.isVisible()
        front.window.close()
    apply_look(qapp)


def test_a_bug_is_told_and_logged_without_what_was_typed(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    asked: list[str] = []

    def copy_details(_parent: QWidget | None, text: str, _buttons: object) -> int:
        asked.append(text)
        return 1

    kind, error, trace = erred()
    with log_in(tmp_path / "日志"):
        on_bug(window, kind, error, trace, ask=copy_details)  # type: ignore[arg-type]  # a trace

    caplog.clear()  # this one was meant
    details = QGuiApplication.clipboard().text()
    written = (tmp_path / "日志" / "linli.log").read_text(encoding="utf-8")
    assert asked == ["程序出了差错，已填的内容还在。详情已写入日志。"]
    for said in (details, written):
        assert "ValueError" in said
        assert "test_app.py" in said
        assert SAID not in said


def test_without_a_log_a_bug_is_told_all_the_same(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    (tmp_path / "日志").write_text("in the way", encoding="utf-8")
    asked: list[str] = []

    kind, error, trace = erred()
    with log_in(tmp_path / "日志"):
        on_bug(window, kind, error, trace, ask=partial(_note, asked))  # type: ignore[arg-type]  # a trace

    caplog.clear()  # this one was meant
    assert len(asked) == 1


def test_trouble_a_person_can_act_on_is_no_bug(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    asked: list[str] = []

    on_bug(window, LinliError, LinliError("磁盘空间不足。"), None, ask=partial(_note, asked))

    assert asked == ["磁盘空间不足。"]


def test_the_demonstration_leaves_file_sheet_pictures_and_backup(
    qapp: QApplication, record_file: Path
) -> None:
    with desk_at(record_file, lambda: demonstration.NOW) as desk:
        desk.keep(load_sample, desk.now(), with_dispute=False)

    left = dict(perform(record_file))

    assert all(path.is_file() for path in left.values())
    for name in (
        demonstration.NEW_CASE,
        demonstration.CASE_PAGE,
        demonstration.COVERED,
        demonstration.MAIN_WINDOW,
    ):
        assert QImage(str(left[name])).width() == app.DEMONSTRATED_SIZE[0]
    text = pypdf.PdfReader(left["办理单"]).pages[0].extract_text()
    assert demonstration.TITLE in text
    assert demonstration.SAID_ABOVE[:8] not in text
    assert newest_backup(left["备份"].parent) is not None
    assert qapp.applicationName() == "邻里台账"
