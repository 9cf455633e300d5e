"""Running things by turns, and the table in which what they took ends."""

import atexit
import os
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, event

Rounds = Callable[[int], int]
"""So many rounds where it is measured, and one where it is only shown to work."""


class Figures:
    """What was measured: each line a thing, its figures side by side, and the aim."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, str, str]] = []

    def add(self, what: str, found: str, aim: str = "") -> None:
        """Keep one line for the table."""
        self._lines.append((what, found, aim))

    def compare(self, what: str, ours: Sequence[float], least: Sequence[float], aim: str) -> None:
        """Keep the medians of two rows of seconds taken by turns, and the median of their ratios."""
        ratios = [own / bare for own, bare in zip(ours, least, strict=True)]
        found = f"{ms(ours)} : {ms(least)} ms = {median(ratios):.2f}×"
        self.add(what, f"{found}（{min(ratios):.2f}–{max(ratios):.2f}，{len(ratios)} 次）", aim)

    def table(self) -> str:
        """All lines, in columns."""
        widths = [max(map(_cells, column)) for column in zip(*self._lines, strict=True)]
        return "\n".join(
            "  ".join(
                word + " " * (width - _cells(word))
                for word, width in zip(line, widths, strict=True)
            ).rstrip()
            for line in self._lines
        )


def ms(seconds: Sequence[float]) -> str:
    """The median, in milliseconds."""
    return f"{1000 * median(seconds):.1f}"


def by_turns(rounds: int, *acts: Callable[[int], object]) -> list[list[float]]:
    """The seconds each act takes, round by round; each is told the number of its round."""
    taken: list[list[float]] = [[] for _ in acts]
    for number in range(rounds):
        for act, seconds in zip(acts, taken, strict=True):
            start = time.perf_counter()
            act(number)
            seconds.append(time.perf_counter() - start)
    return taken


def script(name: str, *arguments: object) -> list[list[str]]:
    """Run a script of this folder and return the words of the lines it prints.

    Compiled modules are kept between runs, as they are for people, whatever the
    environment of the tests says.
    """
    command = [sys.executable, str(Path(__file__).with_name(name)), *map(str, arguments)]
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": _compiled()}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=environment)
    return [line.split() for line in done.stdout.splitlines()]


@contextmanager
def statements() -> Generator[list[tuple[str, object]]]:
    """What SQLAlchemy sends meanwhile: (statement, parameters)."""
    sent: list[tuple[str, object]] = []

    def hear(*call: object) -> None:
        _, _, statement, parameters, *_ = call
        sent.append((str(statement), parameters))

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


@cache
def _compiled() -> str:
    folder = TemporaryDirectory(prefix="linli-compiled-")
    atexit.register(folder.cleanup)
    return folder.name


def _cells(words: str) -> int:
    """The width on a terminal, where a Chinese character takes two places."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in words)
