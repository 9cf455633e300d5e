"""The commands do what they say, refuse in a sentence, and load nothing they do not need."""

import os
import subprocess
import sys
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import pypdf
import pytest
from sqlalchemy import select

from linli import app, cli, paths
from linli.casework.batches import undo_batch
from linli.records.backup import newest_backup
from linli.records.database import Database
from linli.records.lock import lock
from linli.records.tables import Case, PrintedSheet

DISPUTE = "枫杨(示例)〔2025〕纠纷0001"


class Shell:
    """Runs commands on one record file, as typed after ``linli``."""

    def __init__(self, record_file: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.record_file = record_file
        self._capfd = capfd
        self.out = self.err = ""

    def run(self, *words: str | Path) -> int:
        """Run one command and return its exit code; what it said is in ``out`` and ``err``."""
        code = cli.main([*map(str, words), "--file", str(self.record_file)])
        self.out, self.err = self._capfd.readouterr()
        return code


@pytest.fixture
def shell(record_file: Path, capfd: pytest.CaptureFixture[str]) -> Shell:
    """Commands on a file that does not exist yet."""
    return Shell(record_file, capfd)


@pytest.fixture
def sampled(shell: Shell) -> Shell:
    """Commands on a file that holds the sample."""
    assert shell.run("sample") == 0
    return shell


def printings(record_file: Path) -> list[PrintedSheet]:
    with Database(record_file) as database, database.reading() as session:
        return list(session.scalars(select(PrintedSheet)))


def foot(sheet: Path) -> str:
    return pypdf.PdfReader(sheet).pages[-1].extract_text()


# sample


def test_the_sample_makes_the_file_and_its_folder(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shell = Shell(tmp_path / "还 没有" / "的文件夹" / "台账.linli", capfd)
    assert shell.run("sample") == 0
    assert shell.out == f"已载入示例，5件事项：{shell.record_file}\n"
    with Database(shell.record_file) as database, database.reading() as session:
        assert len(session.scalars(select(Case.id)).all()) == 5


def test_the_sample_goes_into_an_empty_file_alone(sampled: Shell) -> None:
    before = sampled.record_file.read_bytes()
    assert sampled.run("sample") == 1
    assert (sampled.out, sampled.err) == (
        "",
        "示例只能载入空的记录文件；这份文件里已经有内容。\n",
    )
    assert sampled.record_file.read_bytes() == before


def test_the_sample_is_refused_while_the_desk_is_open(shell: Shell) -> None:
    with lock(shell.record_file):
        assert shell.run("sample") == 1
    assert shell.err.startswith("这份台账已经打开。")
    assert not shell.record_file.exists()


def test_a_folder_that_cannot_be_made_is_told_in_words(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "文件").touch()
    shell = Shell(tmp_path / "文件" / "台账.linli", capfd)
    assert shell.run("sample") == 1
    assert shell.err.startswith("不能新建文件夹")


# sheet


def test_a_sheet_becomes_a_pdf_and_is_registered(sampled: Shell, tmp_path: Path) -> None:
    sheet = tmp_path / "我的 办理单.pdf"
    assert sampled.run("sheet", DISPUTE, "-o", sheet) == 0
    assert (sampled.out, sampled.err) == (f"已存为 PDF：{sheet}\n", "")
    text = foot(sheet)
    assert DISPUTE in text
    assert "未登记" not in text
    (kept,) = printings(sampled.record_file)
    assert (kept.sheet, kept.purpose, kept.medium, kept.copies, kept.pages) == (
        "CASE_SHEET",
        "FILE",
        "PDF",
        1,
        1,
    )


def test_while_the_desk_is_open_the_sheet_says_that_it_is_not_registered(
    sampled: Shell, tmp_path: Path
) -> None:
    sheet = tmp_path / "单.pdf"
    with lock(sampled.record_file):
        assert sampled.run("sheet", DISPUTE, "-o", sheet) == 0
    assert "未登记" in foot(sheet)
    assert "未登记" in sampled.err
    assert printings(sampled.record_file) == []


def test_a_sheet_replaces_an_earlier_one_whole(sampled: Shell, tmp_path: Path) -> None:
    sheet = tmp_path / "单.pdf"
    sheet.write_bytes(b"x" * 1_000_000)
    assert sampled.run("sheet", DISPUTE, "-o", sheet) == 0
    assert DISPUTE in foot(sheet)
    assert sheet.stat().st_size < 1_000_000
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["单.pdf"]


def test_a_sheet_that_cannot_be_written_is_not_registered_and_the_earlier_stays(
    sampled: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "单.pdf"
    sheet.write_bytes(b"earlier")

    def fill_up(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", fill_up)
        assert sampled.run("sheet", DISPUTE, "-o", sheet) == 1
    assert sampled.err == f"不能写入“{tmp_path}”：磁盘空间不足。\n"
    assert sheet.read_bytes() == b"earlier"
    assert printings(sampled.record_file) == []
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["单.pdf"]


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("没有/单.pdf", "没有文件夹“{folder}/没有”。请先建好，或换一个地方。"),
        (".", "“{folder}”是一个文件夹。请写出文件名，如 办理单.pdf。"),
    ],
)
def test_a_sheet_needs_a_place_to_go(
    sampled: Shell, tmp_path: Path, output: str, sentence: str
) -> None:
    assert sampled.run("sheet", DISPUTE, "-o", tmp_path / output) == 1
    assert sampled.err == sentence.format(folder=tmp_path) + "\n"


def test_a_number_that_no_case_has_is_said(sampled: Shell, tmp_path: Path) -> None:
    assert sampled.run("sheet", "枫杨〔2025〕纠纷0099", "-o", tmp_path / "单.pdf") == 1
    assert sampled.err == "没有编号是“枫杨〔2025〕纠纷0099”的事项。\n"
    assert not (tmp_path / "单.pdf").exists()


def test_a_longest_file_name_is_written_too(sampled: Shell, tmp_path: Path) -> None:
    sheet = tmp_path / ("单" * 83 + ".pdf")  # 253 bytes of the 255 there may be
    assert sampled.run("sheet", DISPUTE, "-o", sheet) == 0
    assert DISPUTE in foot(sheet)


# backup


def test_a_backup_goes_beside_the_file_and_is_said(sampled: Shell) -> None:
    assert sampled.run("backup") == 0
    made = newest_backup(sampled.record_file.parent / "备份")
    assert made is not None
    assert sampled.out.splitlines()[-1] == f"备份已完成并查验，5件事项：{made.path}"


def test_a_backup_goes_where_it_is_told_to_while_the_desk_is_open(
    sampled: Shell, tmp_path: Path
) -> None:
    stick = tmp_path / "我的 U盘"
    stick.mkdir()
    with lock(sampled.record_file):
        assert sampled.run("backup", "--to", stick) == 0
    made = newest_backup(stick)
    assert made is not None
    assert made.cases == 5


def test_a_backup_on_a_missing_stick_is_refused(sampled: Shell, tmp_path: Path) -> None:
    assert sampled.run("backup", "--to", tmp_path / "没有") == 1
    assert sampled.err.startswith("备份没有成功：没有文件夹")


# restore


@pytest.fixture
def backed_up(sampled: Shell) -> Path:
    """The backup of the sample; the record file has been emptied of it since."""
    assert sampled.run("backup") == 0
    made = newest_backup(paths.backups_beside(sampled.record_file))
    assert made is not None
    with Database(sampled.record_file) as database, database.writing() as session:
        undo_batch(session, "SAMPLE", datetime(2025, 4, 2, 9, 14))
    return made.path


def titles(record_file: Path) -> int:
    with Database(record_file) as database, database.reading() as session:
        return len(session.scalars(select(Case.id)).all())


def test_a_restoring_says_first_what_it_would_change_and_does_nothing(
    shell: Shell, backed_up: Path
) -> None:
    assert shell.run("restore", backed_up) == 0
    first, *_ = shell.out.splitlines()
    assert first == f"备份完好，5件事项：{backed_up}"
    assert "恢复后会少掉：没有\n" in shell.out
    assert "恢复后会多出：5件事项：" in shell.out
    assert shell.out.endswith("还没有恢复。要恢复，请加上 --yes 再运行一次。\n")
    assert titles(shell.record_file) == 0


def test_a_restoring_that_is_wanted_is_done(shell: Shell, backed_up: Path) -> None:
    assert shell.run("restore", backed_up, "--yes") == 0
    assert "已从备份恢复，5件事项" in shell.out
    assert "恢复前的文件另存为：" in shell.out
    assert titles(shell.record_file) == 5


def test_a_restoring_makes_a_file_that_was_not_there(shell: Shell, backed_up: Path) -> None:
    shell.record_file.unlink()
    assert shell.run("restore", backed_up) == 0
    assert "现在没有能读的记录文件" in shell.out
    assert shell.run("restore", backed_up, "--yes") == 0
    assert titles(shell.record_file) == 5


def test_a_restoring_is_refused_while_the_desk_is_open(shell: Shell, backed_up: Path) -> None:
    with lock(shell.record_file):
        assert shell.run("restore", backed_up, "--yes") == 1
    assert shell.err.startswith("这份台账已经打开。")
    assert titles(shell.record_file) == 0


def test_a_damaged_backup_is_refused(shell: Shell, backed_up: Path) -> None:
    content = bytearray(backed_up.read_bytes())
    content[-1] ^= 1
    backed_up.write_bytes(content)
    assert shell.run("restore", backed_up, "--yes") == 1
    assert "与备份时记下的不一样" in shell.err
    assert titles(shell.record_file) == 0


def test_a_file_to_look_into_has_to_be_there(shell: Shell) -> None:
    assert cli.main(["--read-only", "--file", str(shell.record_file)]) == 1
    assert not shell.record_file.exists()


# check


def test_a_check_says_that_nothing_was_found(sampled: Shell) -> None:
    assert sampled.run("check") == 0
    assert (sampled.out, sampled.err) == ("检查完毕，没有发现问题。\n", "")


def test_a_check_says_what_was_found_and_ends_with_1(sampled: Shell) -> None:
    with Database(sampled.record_file) as database, database.writing() as session:
        session.scalars(select(Case).where(Case.number == DISPUTE)).one().stage = "待受理"
    assert sampled.run("check") == 1
    assert sampled.out == f"事项{DISPUTE}：阶段与办理过程对不上。\n"


def test_a_check_of_what_cannot_be_read_ends_with_2(shell: Shell) -> None:
    shell.record_file.write_text("这不是数据库。" * 100, encoding="utf-8")
    assert shell.run("check") == 2
    assert shell.err == "“台账.linli”不是邻里台账的记录文件，没有改动它。\n"


@pytest.mark.parametrize("command", [["backup"], ["sheet", DISPUTE, "-o", "单.pdf"]])
def test_a_command_that_reads_makes_no_file(shell: Shell, command: list[str]) -> None:
    assert shell.run(*command) == 1
    assert shell.err.startswith(f"没有记录文件“{shell.record_file}”。")
    assert list(shell.record_file.parent.iterdir()) == []


# the desk and the demonstration


def test_without_a_command_the_desk_opens_on_the_file(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_desk(record_file: Path) -> int:
        opened.append(record_file)
        return 7

    monkeypatch.setattr(app, "open_desk", open_desk)
    assert shell.run() == 7
    assert cli.main([]) == 7
    assert opened == [shell.record_file, paths.record_file()]


def test_a_file_named_before_the_command_is_taken_too(shell: Shell, tmp_path: Path) -> None:
    other = tmp_path / "另一份.linli"
    assert cli.main(["--file", str(other), "sample"]) == 0
    assert other.exists()
    assert cli.main(["--file", str(other), "sample", "--file", str(shell.record_file)]) == 0


@pytest.mark.parametrize(
    ("words", "environment", "headless", "folder"),
    [
        (["demo"], {"DISPLAY": ":0"}, False, None),
        (["demo", "--headless"], {"DISPLAY": ":0"}, True, None),
        (["demo", "--to", "/演示 用"], {"DISPLAY": ":0"}, False, Path("/演示 用")),
        (["demo"], {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, True, None),
    ],
)
def test_the_demonstration_is_headless_where_nobody_would_see_it(
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    environment: dict[str, str],
    headless: bool,  # noqa: FBT001 - the expected answer
    folder: Path | None,
) -> None:
    asked: list[tuple[bool, Path | None]] = []

    def demonstrate(*, headless: bool, folder: Path | None) -> int:
        asked.append((headless, folder))
        return 0

    monkeypatch.setattr(app, "demonstrate", demonstrate)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert cli.main(words) == 0
    assert asked == [(headless, folder)]


@pytest.mark.parametrize(
    ("environment", "platform", "seen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "vnc"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, "linux", False),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_display_is_known_by_its_name_in_the_environment(
    environment: dict[str, str],
    platform: str,
    seen: bool,  # noqa: FBT001 - the expected answer
) -> None:
    assert cli.has_display(environment, platform) == seen


def test_without_a_display_the_desk_says_so(monkeypatch: pytest.MonkeyPatch, shell: Shell) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert shell.run() == 1
    assert shell.err == "这里没有图形桌面，打不开窗口。用 --help 看不用窗口的命令。\n"


def test_the_demonstration_takes_no_file(shell: Shell) -> None:
    assert cli.main(["--file", str(shell.record_file), "demo"]) == 1


# how they are written


def test_the_version_is_that_of_the_package(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capfd.readouterr().out == f"邻里台账 {version('linli')}\n"


@pytest.mark.parametrize(
    "words", [["--help"], *([name, "--help"] for name in ("sample", "sheet", "backup", "restore", "check", "demo"))]
)  # fmt: skip
def test_help_is_in_chinese(words: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    said = capfd.readouterr().out
    assert ended.value.code == 0
    assert said.startswith("写法：linli")
    for english in ("usage", "options", "positional", "show this", "exit"):
        assert english not in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["foo"], "没有“foo”这个命令。用 --help 看写法。"),
        (["sheet"], "还缺：编号, -o/--output。用 --help 看写法。"),
        (["sheet", DISPUTE, "-o"], "-o/--output 后面还要写一项。用 --help 看写法。"),
        (["check", "--quick"], "不认识：--quick。用 --help 看写法。"),
        (["demo", "--headless=yes"], "命令写得不对。用 --help 看写法。"),
    ],
)
def test_a_slip_is_told_in_chinese(
    words: list[str], sentence: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    assert ended.value.code == 2
    usage, said = capfd.readouterr().err.splitlines()
    assert usage.startswith("写法：linli")
    assert said == sentence


HEAVY = ("sqlalchemy", "alembic", "typst", "filelock", "openpyxl", "pypinyin")

TELLING = f"""
import atexit, sys
from linli import cli
def done(): raise SystemExit(0)
atexit.register(lambda: print('loaded', *set(sys.modules) & set({HEAVY})))
"""
HELP = "cli.main(['--help'])"
DESK = "from linli import app; app.MainWindow.showMaximized = lambda _: done(); cli.main(['--file', sys.argv[1]])"
BACKUP = "sys.exit(cli.main(['backup', '--file', sys.argv[1]]))"


@pytest.mark.parametrize(
    ("what", "may_load"),
    [
        (HELP, set[str]()),
        (DESK, set[str]()),
        (BACKUP, {"filelock"}),
    ],
    ids=["help", "desk until its window stands", "backup"],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(
    sampled: Shell, what: str, may_load: set[str]
) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", TELLING + what, str(sampled.record_file)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert answer.returncode == 0, answer.stderr
    assert set(answer.stdout.splitlines()[-1].split()[1:]) <= may_load


def test_the_module_is_the_command(sampled: Shell) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "linli", "check", "--file", str(sampled.record_file)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout == "检查完毕，没有发现问题。\n"


def test_the_time_on_paper_has_no_seconds(sampled: Shell, tmp_path: Path) -> None:
    assert sampled.run("sheet", DISPUTE, "-o", tmp_path / "单.pdf") == 0
    printed = pypdf.PdfReader(tmp_path / "单.pdf").metadata
    assert printed is not None
    made = printed.creation_date
    assert isinstance(made, datetime)
    assert made.second == 0
