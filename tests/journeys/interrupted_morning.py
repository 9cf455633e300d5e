"""`python interrupted_morning.py RECORD_FILE`: a clerk types, is called away twice, types on.

Two forms are parked by Ctrl+N; beside a case a third is typed into, a character at a
time, until somebody ends the process. Every character is told with the clock of the
machine as soon as it stands in the form.
"""

import os
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from linli.app import desk_at, make_application, outside_of
from linli.desktop.demonstration import Hand
from linli.desktop.main_window import MainWindow

EVERY_MS = 150
FIRST = ("路灯不亮", "三号楼前的路灯一周没有亮，老人晚上不敢下楼。")
SECOND = ("电梯停了", "四单元电梯停在六层，")
NOTE = "上门看过水管接头在滴水楼下墙面已经湿了一片双方都在场先关了总阀等师傅来修" * 4


def main(record_file: Path) -> None:
    """Work until the process is ended."""
    application = make_application()
    with desk_at(record_file) as desk:
        window = MainWindow()
        window.resize(1366, 768)
        window.show()
        window.begin(desk, outside_of(desk))
        window.activateWindow()
        application.processEvents()
        hand = Hand()
        for title, details in (FIRST, SECOND):
            hand.chord("Ctrl+N")
            hand.press("aqyh⏎wj⏎")
            hand.write(title)
            hand.press("⏎⏎⏎")
            hand.write(details)
        hand.chord("Ctrl+N")
        hand.chord("Esc")
        hand.chord("Ctrl+2")
        hand.press("⏎")
        hand.chord("Ctrl+T")
        hand.press("zf⏎⏎⏎⇥")
        left = list(NOTE)

        def type_on() -> None:
            if left:
                hand.write(left.pop(0))
                sys.stdout.write(f"{time.monotonic()}\n")
                sys.stdout.flush()

        timer = QTimer()
        timer.timeout.connect(type_on)
        timer.start(EVERY_MS)
        QTest.qWait(10**6)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
