"""`python3 src`: set up beside the code what Linli needs, then start it.

`python3 src [--system] [COMMAND …]` passes COMMAND on. This file uses the standard
library alone, and only what Python 3.8 can read, so that an old Python says what
it lacks instead of pointing at a syntax error.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import io
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Iterable, Iterator, NamedTuple

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "set-up.json"


class NotReadyError(Exception):
    """The sentence that says why Linli cannot start yet and what to do about it."""


class Package(NamedTuple):
    """A Debian package and the libraries that tell whether it is there."""

    name: str
    libraries: tuple[str, ...]


# What PySide6's wheels load and a bare Debian 12 has not.
FOR_QT = (
    Package("libgl1", ("libGL.so.1",)),
    Package("libegl1", ("libEGL.so.1",)),
    Package("libglib2.0-0", ("libglib-2.0.so.0", "libgthread-2.0.so.0")),
    Package("libdbus-1-3", ("libdbus-1.so.3",)),
    Package("libfontconfig1", ("libfontconfig.so.1",)),
    Package("libxkbcommon0", ("libxkbcommon.so.0",)),
    Package("libbrotli1", ("libbrotlidec.so.1",)),
    Package("libgssapi-krb5-2", ("libgssapi_krb5.so.2",)),  # QtNetwork: one start calls another
)
FOR_A_WINDOW = (
    Package("libxcb-cursor0", ("libxcb-cursor.so.0",)),
    Package("libxcb-icccm4", ("libxcb-icccm.so.4",)),
    Package("libxcb-image0", ("libxcb-image.so.0",)),
    Package("libxcb-keysyms1", ("libxcb-keysyms.so.1",)),
    Package("libxcb-randr0", ("libxcb-randr.so.0",)),
    Package("libxcb-render-util0", ("libxcb-render-util.so.0",)),
    Package("libxcb-shape0", ("libxcb-shape.so.0",)),
    Package("libxcb-shm0", ("libxcb-shm.so.0",)),
    Package("libxcb-sync1", ("libxcb-sync.so.1",)),
    Package("libxcb-util1", ("libxcb-util.so.1",)),
    Package("libxcb-xfixes0", ("libxcb-xfixes.so.0",)),
    Package("libxcb-xkb1", ("libxcb-xkb.so.1",)),
    Package("libxkbcommon-x11-0", ("libxkbcommon-x11.so.0",)),
    Package("libx11-xcb1", ("libX11-xcb.so.1",)),
    Package("libcups2", ("libcups.so.2",)),  # Qt finds no printer without it
)


def main(arguments: list[str]) -> int:
    """Set up if need be and run `python -m linli` with the arguments; its exit code."""
    install_system = arguments[:1] == ["--system"]
    command = arguments[1:] if install_system else arguments
    try:
        python = prepare(install_system=install_system)
    except NotReadyError as reason:
        print(reason, file=sys.stderr)
        return 1
    except OSError as trouble:
        print(f"无法准备运行环境：{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n已中断。下次启动会重新准备。", file=sys.stderr)
        return 130
    if not command and not has_display():
        say("没有找到显示屏，窗口不会显示出来。")
    return hand_over([str(python), "-P", "-m", "linli", *command])


def prepare(*, extras: Iterable[str] = (), install_system: bool = False) -> Path:
    """Make the environment fit for this checkout and return its Python.

    `extras` names optional dependencies of pyproject.toml. Nothing is done, and
    no network is needed, where the stamp says that all is in place.

    :raises NotReadyError: something is missing that only a person can provide.
    """
    if sys.version_info < OLDEST_PYTHON:
        raise NotReadyError(
            "邻里台账需要 Python {}.{} 或更新的版本，这里是 Python {}。".format(
                *OLDEST_PYTHON, platform.python_version()
            )
        )
    kept = _read_stamp()
    wanted = _wanted_stamp({*extras, *kept.get("extras", ())})
    wanted["screen"] = has_display() or kept.get("screen", False)
    python = _python_of_environment()
    is_ready = python.exists() and kept == wanted
    if install_system or not is_ready:
        provide_system(missing_packages(), install_system=install_system)
    if is_ready:
        return python

    # Whatever is interrupted from here on leaves no stamp, and is made afresh.
    if STAMP.exists():
        STAMP.unlink()
    is_own = python.exists() and all(kept.get(key) == wanted[key] for key in ("place", "python"))
    if not is_own:
        _make_environment()
    # Without a change there the network is not asked for.
    if not is_own or any(kept[key] != wanted[key] for key in ("project", "extras")):
        _install_project(python, wanted["extras"])
    wanted["screen"] = _try_qt(python)
    STAMP.write_text(json.dumps(wanted), encoding="utf-8")
    say("准备好了。")
    return python


def child_environment() -> dict[str, str]:
    """The variables to run Linli with: offscreen where there is no display."""
    variables = dict(os.environ)
    if not has_display():
        variables.setdefault("QT_QPA_PLATFORM", "offscreen")
    return variables


def has_display() -> bool:
    """Whether a window can be shown; Windows and macOS always have a screen."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def say(sentence: str) -> None:
    """Tell the person waiting what is going on."""
    print(sentence, flush=True)


def hand_over(command: list[str]) -> int:
    """Become the command where the system can, else wait for it."""
    if os.name == "posix":
        os.execve(command[0], command, child_environment())  # noqa: S606  arguments, no shell
    return subprocess.call(command, env=child_environment())


# The stamp: what the environment was made for.


def _read_stamp() -> dict[str, Any]:
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _wanted_stamp(extras: set[str]) -> dict[str, Any]:
    import tomllib

    tables = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    # What pip is told; a changed lint rule installs nothing.
    told = [tables["build-system"], tables["project"], tables["tool"]["hatch"]]
    project = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    return {
        "place": str(ROOT),
        "python": platform.python_version(),
        "project": project,
        "extras": sorted(extras),
    }


def _python_of_environment() -> Path:
    if os.name == "nt":
        return ENVIRONMENT / "Scripts" / "python.exe"
    return ENVIRONMENT / "bin" / "python"


# The system: what is missing is found by trying.


def missing_packages() -> list[str]:
    """The Debian packages to install, none where everything _loads."""
    if sys.platform != "linux":
        return []
    missing: list[str] = []
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        missing.append("python3-venv")
    if not Path("/etc/ssl/certs/ca-certificates.crt").exists() and shutil.which("apt-get"):
        missing.append("ca-certificates")  # Debian's pip looks nowhere else
    packages = FOR_QT + (FOR_A_WINDOW if has_display() else ())
    return missing + [
        package.name for package in packages if not all(map(_loads, package.libraries))
    ]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def provide_system(missing: list[str], *, install_system: bool) -> None:
    """Install the Debian packages, or say in one line how a person does.

    :raises NotReadyError: a person has to, or apt-get could not.
    """
    if not missing:
        return
    if not shutil.which("apt-get"):
        raise NotReadyError(
            "系统缺少一些软件。在 Debian 上它们叫：{}。请用本系统的办法安装。".format(
                " ".join(missing)
            )
        )
    is_root = os.geteuid() == 0
    if not install_system or not (is_root or shutil.which("sudo")):
        sudo = "" if is_root else "sudo "
        raise NotReadyError(
            "系统缺少一些软件。请先执行下面这一行，再启动：\n\n"
            "{0}apt-get update && {0}apt-get install -y {1}\n".format(sudo, " ".join(missing))
        )
    say("正在安装系统软件：{}……".format(" ".join(missing)))
    install = ["install", "-y", "--no-install-recommends", *missing]
    # A list of packages that is missing or old makes the first try fail.
    if _apt_get(install) is not None:
        _apt_get(["update"])
        trouble = _apt_get(install)
        if trouble is not None:
            raise NotReadyError("系统软件没有装好，apt-get 说：\n\n" + trouble)
    importlib.invalidate_caches()
    still_missing = missing_packages()
    if still_missing:
        raise NotReadyError("系统软件装过之后仍然缺少：{}。".format(" ".join(still_missing)))


def _apt_get(arguments: list[str]) -> str | None:
    """None when apt-get succeeds, else the end of what it said."""
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    command = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", *arguments]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, errors="replace", check=False
    )
    return None if done.returncode == 0 else _last_lines(done.stdout)


# The environment: made by venv, filled by pip with the configuration it finds.


def _make_environment() -> None:
    say("正在建立运行环境……")
    command = [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, errors="replace", check=False
    )
    if done.returncode != 0:
        raise NotReadyError(f"无法建立运行环境 {ENVIRONMENT}：\n\n{_last_lines(done.stdout)}")


def _install_project(python: Path, extras: list[str]) -> None:
    say("正在安装组件，需要联网，第一次大约一两分钟……")
    project = ".[{}]".format(",".join(extras)) if extras else "."
    pip: subprocess.Popen[str] = subprocess.Popen(
        [
            str(python),
            "-m",
            "pip",
            "install",
            "--no-input",
            "--progress-bar",
            "off",
            "--editable",
            project,
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    said: list[str] = []
    with pip:
        for line in pip.stdout or ():
            said.append(line)
            for progress in _in_chinese(line):
                say(progress)
    if pip.returncode != 0:
        raise NotReadyError(
            "组件没有装好，多半是网络不通。联网后再启动一次即可。pip 说：\n\n"
            + _last_lines("".join(said))
        )


def _in_chinese(line: str) -> Iterator[str]:
    """What one line of pip's means to the person waiting, if anything."""
    download = re.match(r"\s*Downloading (\S+?)-\d\S* \(([\d.]+ MB)\)", line)
    if download:
        yield "  下载 {}，{}".format(*download.groups())
    elif line.startswith("Installing collected packages"):
        yield "  下载完毕，正在装入……"


def _try_qt(python: Path) -> bool:
    """Load Qt as the desk will; whether a window can be opened besides."""
    offscreen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    trouble = _trouble_with_qt(python, offscreen)
    if trouble is not None:
        raise NotReadyError("Qt 无法在这台电脑上启动：\n\n" + trouble)
    if not has_display():
        return False
    trouble = _trouble_with_qt(python, dict(os.environ))
    if trouble is not None:
        say("Qt 无法在这个显示屏上打开窗口，不开窗口的命令可以照常使用：\n\n" + trouble)
    return trouble is None


def _trouble_with_qt(python: Path, variables: dict[str, str]) -> str | None:
    trial = "import PySide6.QtPrintSupport, PySide6.QtWidgets as w; w.QApplication([])"
    done = subprocess.run(
        [str(python), "-c", trial],
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        errors="replace",
        check=False,
    )
    return None if done.returncode == 0 else _last_lines(done.stdout)


def _last_lines(text: str, count: int = 15) -> str:
    return "\n".join(text.splitlines()[-count:])


if __name__ == "__main__":
    # A console that cannot show Chinese shows question marks rather than a traceback.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    raise SystemExit(main(sys.argv[1:]))
