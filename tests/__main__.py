"""`python3 tests`: set up as `python3 src` does, then hold every gate and run every test.

`python3 tests [--system] [PATH…]` with a PATH, or anything else pytest reads, runs
just those tests. The last line counts every check, tests and gates alike.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent

GATES = {
    "格式": ["ruff", "format", "--check", "."],
    "写法": ["ruff", "check", "."],
    "类型": ["pyright"],
    "楼层": ["lint-imports"],
    "死代码": ["vulture"],
}


HALVES = (["tests/desktop"], ["tests", "--ignore=tests/desktop"])
"""The tests in two parts that take about as long: a modest machine has two cores."""


def main(arguments: list[str]) -> int:
    """Run the gates and tests that were asked for; 0 only when all of them hold."""
    bootstrap = load_bootstrap()
    install_system = arguments[:1] == ["--system"]
    chosen = arguments[1:] if install_system else arguments
    try:
        python = bootstrap.prepare(extras=["dev"], install_system=install_system)
    except bootstrap.NotReadyError as reason:
        print(reason, file=sys.stderr)
        return 1
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if chosen:
        return run_tests([str(python), "-m", "pytest", *map(from_anywhere, chosen)])[0]
    return hold_everything(str(python))


def load_bootstrap() -> ModuleType:
    """The module that `python3 src` runs."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "src" / "__main__.py")
    if spec is None or spec.loader is None:
        raise ImportError("src/__main__.py")
    bootstrap = importlib.util.module_from_spec(spec)
    sys.modules["bootstrap"] = bootstrap
    spec.loader.exec_module(bootstrap)
    return bootstrap


def from_anywhere(argument: str) -> str:
    """A path as it is seen from the checkout, where pytest runs; others as they are."""
    path, colons, name = argument.partition("::")
    return str(Path(path).resolve()) + colons + name if Path(path).exists() else argument


def hold_everything(python: str) -> int:
    """Run each gate, then the tests and what they cover, and count."""
    tools = Path(python).parent
    held = [hold(name, [str(tools / tool), *options]) for name, (tool, *options) in GATES.items()]
    coverage = [python, "-m", "coverage"]
    subprocess.run([*coverage, "erase"], cwd=ROOT, check=True)
    code, counts = run_halves([*coverage, "run", "-m", "pytest", "-q", "-rs"])
    subprocess.run([*coverage, "combine", "--quiet"], cwd=ROOT, check=False)
    held.append(hold("覆盖", [str(tools / "coverage"), "report"]))
    passed = counts.get("passed", 0) + sum(held)
    failed = counts.get("failed", 0) + counts.get("error", 0) + counts.get("errors", 0)
    failed += held.count(False)
    if code != 0 and failed == 0:
        failed = 1  # pytest itself did not come to an end
    print(f"{passed} passed, {failed} failed", flush=True)
    return 0 if failed == 0 else 1


def hold(name: str, command: list[str]) -> bool:
    """Run one gate, say in one line whether it holds, and show why when it does not."""
    start = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    is_held = done.returncode == 0
    tool = " ".join([Path(command[0]).name, *command[1:]])
    print(
        f"{'通过' if is_held else '未过'}  {name}（{tool}），{time.monotonic() - start:.0f} 秒",
        flush=True,
    )
    if not is_held:
        print(done.stdout, flush=True)
    return is_held


def run_halves(command: list[str]) -> tuple[int, Counter[str]]:
    """Run the windows' tests beside all others, each half shown whole once it is done."""
    with ThreadPoolExecutor(len(HALVES)) as pool:
        halves = [pool.submit(run_tests, [*command, *half], is_live=False) for half in HALVES]
        done = [half.result() for half in halves]
    return max(code for code, _ in done), sum((counts for _, counts in done), Counter[str]())


def run_tests(command: list[str], *, is_live: bool = True) -> tuple[int, Counter[str]]:
    """Run pytest, show what it prints, and return its code and the counts it closes with."""
    counts = Counter[str]()
    said: list[str] = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as pytest:
        for line in pytest.stdout or ():
            said.append(line)
            if is_live:
                print(line, end="", flush=True)
            if re.search(r" in [\d.]+s\b", line):
                counts = Counter({word: int(n) for n, word in re.findall(r"(\d+) ([a-z]+)", line)})
    if not is_live:
        print("".join(said), flush=True)
    return pytest.returncode, counts


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
