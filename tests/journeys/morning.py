"""A clerk's morning as a process of its own: typed until somebody kills it, taken up again after.

``python morning.py type FILE`` types, is interrupted twice, and types on for ever, saying
line by line what it did. ``python morning.py resume FILE`` says what it finds, and takes up
form by form by keys. The lines are JSON.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from linli.app import desk_at, make_application, outside_of
from linli.casework.sample import load_sample
from linli.desktop.demonstration import Hand
from linli.desktop.desk import Desk
from linli.desktop.form import Form
from linli.desktop.main_window import MainWindow
from linli.desktop.widgets.strips import QuietStrip

PAUSE_MS = 250
"""A clerk commits a few characters, and thinks."""
FIRST = "网格员巡查时看到三层平台积了雨水，正在记时有人来办事。"
SECOND = "来电反映楼道灯不亮，刚记一半又来了人。"
ENDLESS = "和社区民警一同上门，了解到楼下此前报过警，双方矛盾更深；"


def main() -> None:
    """Do what the command line asks."""
    what, path = sys.argv[1:]
    make_application()
    with desk_at(Path(path)) as desk:
        if what == "type":
            desk.keep(load_sample, desk.now())
            type_until_killed(desk)
        else:
            take_up(desk)


def type_until_killed(desk: Desk) -> None:
    """Two new cases typed and parked; then a step beside a case, and no end of it."""
    window, hand = sit_down(desk), Hand()
    for place, (letters, title, words) in enumerate(
        (("aq⏎wg⏎", "平台积水", FIRST), ("ms⏎ld⏎", "楼道灯不亮", SECOND))
    ):
        hand.chord("Ctrl+N")
        form = begin(window)
        hand.press(letters)
        hand.write(title)
        hand.press("⏎⏎⏎")
        write_in_pieces(hand, form, f"new {place}", words)
        say(what="parked", raw=form.raw())
        hand.chord("Ctrl+N")
    hand.chord("Esc")
    hand.chord("Ctrl+1")
    hand.chord("Ctrl+2")
    hand.press("⏎")
    hand.chord("Ctrl+T")
    form = begin(window)
    hand.press("js⏎⏎⏎⏎")
    while True:
        write_in_pieces(hand, form, "step", ENDLESS)


def write_in_pieces(hand: Hand, form: Form, name: str, words: str) -> None:
    """Commit two characters at a time, and say all that stands in the form after each."""
    for at in range(0, len(words), 2):
        hand.write(words[at : at + 2])
        say(what="typed", name=name, raw=form.raw(), at=time.monotonic())
        QTest.qWait(PAUSE_MS)


def take_up(desk: Desk) -> None:
    """Say what strip and sidebar tell; open every form left, by keys, and say what stands there."""
    window, hand = sit_down(desk), Hand()
    model = window.sidebar.model()
    rows = [model.index(row, 0).data() for row in range(model.rowCount())]
    strips = [strip.accessibleName() for strip in window.notices.findChildren(QuietStrip)]
    forms = []
    while window.notices.panes():
        while not _stands_at_the_offer():
            hand.chord("F6")
        hand.press(" ")
        QTest.qWait(200)
        form = begin(window)
        forms.append(form.raw())
        hand.chord("Ctrl+N")
        hand.chord("Esc")
    say(what="found", strips=strips, sidebar=rows, forms=forms)


def _stands_at_the_offer() -> bool:
    focus = QApplication.focusWidget()
    return isinstance(focus, QAbstractButton) and focus.text().startswith("接着填")


def sit_down(desk: Desk) -> MainWindow:
    """The desk's window, the list of all cases in it, and nobody to answer a question."""

    def answer(_parent: object, text: str, _answers: object) -> int:
        raise AssertionError(text)

    window = MainWindow(answer)
    window.resize(1366, 768)
    window.show()
    window.begin(desk, outside_of(desk))
    window.activateWindow()
    QApplication.processEvents()
    return window


def begin(window: MainWindow) -> Form:
    """The form that is on the screen."""
    (form,) = (form for form in window.findChildren(Form) if form.isVisible())
    return form


def say(**what: object) -> None:
    """Tell whoever started this."""
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
