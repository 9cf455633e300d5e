"""A clerk is interrupted, the process killed in the middle of a word: next time all is there."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

MORNING = Path(__file__).with_name("morning.py")
MOST_LOST = 3.0
"""Seconds of typing that a crash may take."""


@pytest.mark.parametrize(
    ("name", "piece"), [("new 0", 4), ("new 0", 13), ("new 1", 2), ("step", 3), ("step", 17)]
)
def test_nothing_typed_more_than_three_seconds_before_the_kill_is_missing(
    record_file: Path, name: str, piece: int
) -> None:
    said = typed_until(record_file, name, piece)
    found = resumed(record_file)

    parked = [line["raw"] for line in said if line["what"] == "parked"]
    assert found["forms"][: len(parked)] == parked, "a parked form loses nothing at all"

    typed = [line for line in said if line["what"] == "typed" and line["name"] == name]
    last = typed[-1]
    due = [line["raw"] for line in typed if last["at"] - line["at"] > MOST_LOST]
    rest = found["forms"][len(parked) :]
    if rest:
        (raw,) = rest
        assert raw in [line["raw"] for line in typed], "as it stood at one time, in every field"
    if due:
        (raw,) = rest
        assert [line["raw"] for line in typed].index(raw) >= len(due) - 1
    if found["forms"]:
        assert "上次有一份没有保存的" in found["strips"][0]
    assert found["sidebar"].count("草稿") == bool(found["forms"])
    assert len([row for row in found["sidebar"] if row.startswith(("新建事项", "记一条"))]) == len(
        found["forms"]
    )


def typed_until(record_file: Path, name: str, piece: int) -> list[dict[str, Any]]:
    """Let the morning go on until so many pieces are in that form, then kill it from outside."""
    said: list[dict[str, Any]] = []
    with subprocess.Popen(
        [sys.executable, str(MORNING), "type", str(record_file)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said.append(json.loads(line))
            if sum(each.get("name") == name for each in said) == piece:
                process.kill()
                break
        said += [json.loads(line) for line in process.stdout if line.endswith("}\n")]
    assert process.returncode == -signal.SIGKILL
    return said


def resumed(record_file: Path) -> dict[str, Any]:
    """What the next process finds; the lock of the killed one is free."""
    done = subprocess.run(
        [sys.executable, str(MORNING), "resume", str(record_file)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=120,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
