"""What the desk holds in memory while nobody touches it, part by part."""

from linli.records.database import Database

from .measuring import Figures, script


def test_the_idle_desk_has_loaded_neither_alembic_nor_typst(
    sample: Database, figures: Figures
) -> None:
    parts = script("desk_by_parts.py", sample.path)
    before = 0.0
    for name, held, own, *_ in parts:
        more = float(held) - before
        figures.add(f"内存：{name}", f"{held} MiB（+{more:.1f}），不属文件 {own}")
        before = float(held)
    idle = next(part for part in parts if part[0] == "列表和预览")
    figures.add("内存：待命的台面", f"{idle[1]} MiB，装有 {'、'.join(idle[3:])}", "≤ 130")
    assert idle[3:] == ["sqlalchemy"]
    assert parts[-1][3:] == ["sqlalchemy"], "after a case was opened"
