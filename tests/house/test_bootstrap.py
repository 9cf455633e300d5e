"""`python3 src` on a miniature of the project: real environments, real pip, no network."""

import os
import shutil
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

BOOTSTRAP = Path(__file__).resolve().parent.parent.parent / "src" / "__main__.py"

PROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "linli"
version = "0.1"

[project.optional-dependencies]
dev = []

[tool.hatch]
"""

# Builds an editable wheel with stand-ins for the Qt modules that are tried.
BACKEND = """\
import pathlib, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    src = pathlib.Path(__file__).parent / "src"
    info = "linli-0.1.dist-info/"
    with zipfile.ZipFile(pathlib.Path(folder) / "linli-0.1-py3-none-any.whl", "w") as wheel:
        wheel.writestr("linli.pth", str(src))
        wheel.writestr("PySide6/__init__.py", "")
        wheel.writestr("PySide6/QtPrintSupport.py", "")
        wheel.writestr("PySide6/QtWidgets.py", "class QApplication(list): pass")
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: linli\\nVersion: 0.1\\nProvides-Extra: dev\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return "linli-0.1-py3-none-any.whl"
"""

APT_GET = 'echo "$@" >> "$ASKED"; [ "$2" = update ] || { echo no such package; exit 100; }'

DESK = """\
import os, sys
print("desk", sys.argv[1:], os.environ.get("QT_QPA_PLATFORM"))
raise SystemExit(7)
"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A miniature in a folder with spaces and Chinese, started once."""
    place = miniature(tmp_path_factory.mktemp("bootstrap") / "社区 电脑" / "邻里 台账")
    started = start(place, "demo", "--headless")
    assert "正在安装组件" in started.stdout
    assert "desk ['demo', '--headless'] offscreen" in started.stdout
    assert started.returncode == 7
    return place


def test_a_second_start_asks_for_nothing_and_says_nothing_of_setting_up(checkout: Path) -> None:
    started = start(checkout, "backup", PIP_INDEX_URL="http://127.0.0.1:9")
    assert started.stdout == "desk ['backup'] offscreen\n"


def test_a_changed_lint_rule_installs_nothing(checkout: Path) -> None:
    project = checkout / "pyproject.toml"
    project.write_text(PROJECT + "[tool.ruff]\nline-length = 80\n", encoding="utf-8")
    assert start(checkout, "check").stdout == "desk ['check'] offscreen\n"


def test_a_changed_dependency_is_installed_into_the_environment_that_is_there(
    checkout: Path,
) -> None:
    mark = checkout / ".venv" / "mark"
    mark.touch()
    project = checkout / "pyproject.toml"
    project.write_text(PROJECT.replace("0.1", "0.1.0"), encoding="utf-8")
    assert "正在安装组件" in start(checkout, "check").stdout
    assert mark.exists()


def test_without_a_command_and_a_screen_it_says_that_no_window_will_be_seen(
    checkout: Path,
) -> None:
    start(checkout, "check")
    assert start(checkout).stdout == "没有找到显示屏，窗口不会显示出来。\ndesk [] offscreen\n"


def test_a_moved_checkout_gets_an_environment_of_its_own(checkout: Path, tmp_path: Path) -> None:
    moved = tmp_path / "搬 过来"
    shutil.copytree(checkout, moved, symlinks=True)
    (moved / "src" / "linli" / "__main__.py").write_text("print('moved')", encoding="utf-8")
    started = start(moved)
    assert "正在建立运行环境" in started.stdout
    assert started.stdout.endswith("moved\n")


def test_an_environment_left_half_made_is_made_afresh(tmp_path: Path) -> None:
    place = miniature(tmp_path / "台账")
    (place / ".venv" / "bin").mkdir(parents=True)
    (place / ".venv" / "bin" / "python").write_text("half", encoding="utf-8")
    assert start(place, "demo").stdout.endswith("desk ['demo'] offscreen\n")


def test_an_installation_that_fails_says_why_and_is_tried_again(tmp_path: Path) -> None:
    place = miniature(tmp_path / "台账")
    (place / "backend.py").write_text("raise SystemExit('no space left')", encoding="utf-8")
    failed = start(place)
    assert failed.returncode == 1
    assert failed.stderr.startswith("组件没有装好")
    assert "Traceback" not in failed.stdout
    assert not (place / ".venv" / "set-up.json").exists()


def test_a_checkout_that_cannot_be_written_to_says_so(tmp_path: Path) -> None:
    place = miniature(tmp_path / "台账")
    (place / ".venv").write_text("a file where the folder should be", encoding="utf-8")
    failed = start(place)
    assert failed.returncode == 1
    assert failed.stderr.startswith("无法建立运行环境")


def test_what_the_system_lacks_is_one_line_to_copy(bootstrap: ModuleType) -> None:
    with pytest.raises(bootstrap.NotReadyError) as refused:
        bootstrap.provide_system(bootstrap.missing_packages(), install_system=False)
    (line,) = [line for line in str(refused.value).splitlines() if "apt-get" in line]
    assert line.removeprefix("sudo ").startswith("apt-get update && ")
    assert line.endswith("apt-get install -y liblinli1")


def test_the_system_is_left_alone_where_nothing_is_missing(bootstrap: ModuleType) -> None:
    before = asked_of_apt(bootstrap)
    bootstrap.provide_system([], install_system=True)
    assert asked_of_apt(bootstrap) == before == ""


def test_an_old_list_of_packages_is_renewed_before_giving_up(bootstrap: ModuleType) -> None:
    with pytest.raises(bootstrap.NotReadyError, match="no such package"):
        bootstrap.provide_system(["liblinli1"], install_system=True)
    asked = asked_of_apt(bootstrap).splitlines()
    assert [line.split()[1] for line in asked] == ["install", "update", "install"]
    assert all("liblinli1" in line for line in asked if "install" in line)


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The bootstrap of a miniature on a system that lacks one library and whose apt fails."""
    place = miniature(tmp_path / "台账")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, script in {"apt-get": APT_GET, "sudo": 'exec "$@"'}.items():
        (programs / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
    monkeypatch.setenv("ASKED", str(place / "asked"))
    spec = spec_from_file_location("bootstrap_of_a_miniature", place / "src" / "__main__.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    missing = module.Package("liblinli1", ("liblinli.so.1",))
    monkeypatch.setattr(module, "FOR_QT", (missing,))
    monkeypatch.setattr(module, "FOR_A_WINDOW", ())
    return module


def asked_of_apt(bootstrap: ModuleType) -> str:
    asked = Path(bootstrap.ROOT) / "asked"
    return asked.read_text(encoding="utf-8") if asked.exists() else ""


def miniature(place: Path) -> Path:
    (place / "src" / "linli").mkdir(parents=True)
    shutil.copy(BOOTSTRAP, place / "src" / "__main__.py")
    (place / "src" / "linli" / "__main__.py").write_text(DESK, encoding="utf-8")
    (place / "backend.py").write_text(BACKEND, encoding="utf-8")
    (place / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    return place


def start(checkout: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `python3 src` in the checkout without a display."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    return subprocess.run(
        [sys.executable, "src", *command],
        cwd=checkout,
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
