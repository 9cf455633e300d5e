"""The shape of the house: what stands at the top, what modules are called, what tests say."""

import ast
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def test_six_entries_stand_at_the_top() -> None:
    visible = {entry.name for entry in ROOT.iterdir() if not entry.name.startswith(".")}
    assert visible == {"README.md", "migrations", "pyproject.toml", "resources", "src", "tests"}


def test_no_module_is_named_for_being_useful() -> None:
    names = {path.stem for path in (ROOT / "src").rglob("*.py")}
    assert not names & {"utils", "helpers", "common", "constants", "managers", "misc"}


def test_an_old_python_can_read_the_sentence_that_refuses_it() -> None:
    text = (ROOT / "src" / "__main__.py").read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 8))
    imported = {
        alias.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert imported <= sys.stdlib_module_names


def test_a_check_out_is_tested_by_the_command_the_readme_gives() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    command = "python3 tests --system"
    assert re.findall(r"^(python3 tests.*)$", readme, flags=re.MULTILINE) == [command]
    assert run.splitlines()[-1] == command
    assert re.findall(r"run: (.*)", workflow) == [command]


def test_the_readme_starts_the_demonstration_by_a_command_that_passes_it_on() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^(python3 src --system.*)$", readme, flags=re.MULTILINE) == [
        "python3 src --system demo"
    ]


def test_the_wheel_carries_the_migrations_and_resources_where_the_program_looks(
    tmp_path: Path,
) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
    found = subprocess.run(
        [
            sys.executable,
            "-P",
            "-c",
            "from linli.paths import bundled\nprint(bundled('resources'), bundled('migrations'))",
        ],
        env={"PYTHONPATH": str(tmp_path / "site")},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    for name, folder in zip(("resources", "migrations"), map(Path, found), strict=True):
        assert folder == tmp_path / "site" / "linli" / "bundled" / name
        assert files_under(folder) == files_under(ROOT / name)


def files_under(folder: Path) -> set[str]:
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc" and not path.name.startswith(".")
    }


def own_tests() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield f"{path.relative_to(ROOT)}::{node.name}", node


def test_every_test_says_something() -> None:
    silent = [name for name, test in own_tests() if not any(map(states_something, ast.walk(test)))]
    assert silent == []


def states_something(node: ast.AST) -> bool:
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name in {
        "raises",
        "warns",
        "waitSignal",
        "waitUntil",
        "assertNotEmitted",
        "fail",
        "check",
    } or name.startswith(("assert_", "check_", "expect_"))
