"""What windows and commands call gives ids and frozen values, never a row of a table."""

import ast
import importlib
import typing
from collections.abc import Callable, Iterator
from pathlib import Path

import linli
from linli.records.tables import Base

HOUSE = Path(linli.__file__).parent
CALLERS = [*sorted((HOUSE / "desktop").rglob("*.py")), HOUSE / "cli.py", HOUSE / "app.py"]


def called_from_above() -> Iterator[Callable[..., object]]:
    """The functions of casework that the floors above it speak of."""
    for path in CALLERS:
        tree = ast.parse(path.read_text("utf-8"))
        named: dict[str, object] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "linli.casework"
            ):
                named |= {alias.asname or alias.name: found(node, alias) for alias in node.names}
        yield from (value for value in named.values() if callable(value))
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                value = getattr(named.get(node.value.id), node.attr, None)
                if callable(value):
                    yield value


def found(node: ast.ImportFrom, alias: ast.alias) -> object:
    module = importlib.import_module(node.module or "")
    if hasattr(module, alias.name):
        return getattr(module, alias.name)
    return importlib.import_module(f"{node.module}.{alias.name}")


def parts(hint: object) -> Iterator[object]:
    yield hint
    for part in typing.get_args(hint):
        yield from parts(part)


def test_no_verb_gives_away_a_row_of_a_table() -> None:
    verbs = {verb.__name__: verb for verb in called_from_above()}
    assert verbs.keys() >= {"take_down", "record_session", "caucus_notes", "case_file", "office"}
    giving = {
        name
        for name, verb in verbs.items()
        for part in parts(typing.get_type_hints(verb).get("return"))
        if isinstance(part, type) and issubclass(part, Base)
    }
    assert giving == set()
