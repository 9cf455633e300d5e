"""The house is built, demonstrated, and says what went wrong without anybody's words."""

import sys
from functools import partial
from pathlib import Path

import pypdf
import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from linli import app, paths
from linli.app import Front, desk_at, log_in, on_bug, open_desk, perform
from linli.casework.sample import load_sample
from linli.desktop import demonstration
from linli.desktop.look import apply_look, text_scale, tokens
from linli.desktop.settings import Sight
from linli.errors import LinliError
from linli.records.backup import newest_backup

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
    qapp: QApplication, record_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    record_file.write_bytes(b"no record file at all" * 100)
    told: list[str] = []
    monkeypatch.setattr(app, "tell", lambda _parent, sentence, **_: told.append(sentence))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(paths, "log_folder", lambda: tmp_path / "日志")
    monkeypatch.setattr(app, "settings_file", lambda: tmp_path / "settings.ini")

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
