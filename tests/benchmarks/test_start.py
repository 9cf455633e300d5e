"""From the command to the first painting, beside a window with nothing in it."""

import time

from linli.records.database import Database

from .measuring import Figures, Rounds, script


def test_the_window_is_painted_before_the_records_are_reached_for(
    sample: Database, figures: Figures, rounds: Rounds
) -> None:
    painted: list[float] = []
    rows: list[float] = []
    bare: list[float] = []
    for _ in range(rounds(11)):
        start = time.monotonic()
        (window,) = script("bare_window.py")
        bare.append(float(window[1]) - start)
        start = time.monotonic()
        first, second = script("watched_desk.py", sample.path)
        painted.append(float(first[1]) - start)
        rows.append(float(second[1]) - start)
        assert first[2:] == [], "loaded before the first painting"
        assert second[2:] == ["sqlalchemy"], "loaded before the first rows"
    figures.compare("首次绘出：python -m linli 比空窗口", painted, bare, "≤ 2×")
    figures.compare("列表绘出：python -m linli 比空窗口", rows, bare, "")
