"""The desk built part by part: `desk_by_parts.py RECORD_FILE`, with the sample in it.

Prints after each part the memory held, in MiB: all that is resident, and what of it is
no file's; then the heavy packages loaded. Only Linux tells; elsewhere both are 0.
"""

import gc
import sys
from pathlib import Path

HEAVY = ("sqlalchemy", "alembic", "typst", "pypinyin", "openpyxl")


def say(part: str) -> None:
    """One line: the part that has just come, what is held, what is loaded."""
    print(part, *held(), *(name for name in HEAVY if name in sys.modules), flush=True)


def held() -> tuple[float, float]:
    """The memory of this process now."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0, 0
    fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
    resident, own = (int(fields[name].split()[0]) / 1024 for name in ("VmRSS", "RssAnon"))
    return round(resident, 1), round(own, 1)


say("Python")

from PySide6.QtTest import QTest  # noqa: E402 - each part is weighed as it comes
from PySide6.QtWidgets import QApplication  # noqa: E402

application = QApplication(["linli"])
say("Qt")

from linli.app import desk_at, make_application, outside_of  # noqa: E402
from linli.desktop.main_window import MainWindow  # noqa: E402

make_application()
say("字体和样式")
window = MainWindow()
window.resize(1366, 768)
window.show()
QTest.qWait(50)
say("窗口绘出")
with desk_at(Path(sys.argv[1])) as desk:
    say("记录和SQLAlchemy")
    window.begin(desk, outside_of(desk))
    QTest.qWait(500)  # the preview follows the list after a pause
    gc.collect()
    say("列表和预览")
    window.actions_by_name["open"].trigger()
    QTest.qWait(100)
    assert type(window.page).__name__ == "CasePage"
    gc.collect()
    say("打开一件")
    window.close()
