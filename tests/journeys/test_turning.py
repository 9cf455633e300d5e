"""记一条 is one door: an act with a form of its own opens it, with the cursor where it begins."""

import pytest
from PySide6.QtWidgets import QApplication

from linli.desktop.form_kinds import FORM_WORDS

from .clerk import Clerk


@pytest.mark.parametrize(("letters", "form"), [("hd⏎", "ACTIVITY"), ("zx⏎", "THANKS")])
def test_the_form_that_an_act_turns_into_has_the_cursor(
    clerk: Clerk, letters: str, form: str
) -> None:
    clerk.chord("Ctrl+N")
    clerk.press("hd⏎hy⏎")
    clerk.write(FORM_WORDS[form])
    clerk.chord("Ctrl+S")
    clerk.chord("Ctrl+T")
    clerk.press(letters)
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == {"ACTIVITY": "主办", "THANKS": "形式"}[form]


def test_a_time_in_words_stands_behind_what_was_written_just_before(clerk: Clerk) -> None:
    clerk.chord("Ctrl+N")
    clerk.press("hd⏎hy⏎")
    clerk.write("先后")
    clerk.press("⏎3.11")
    clerk.chord("Ctrl+S")
    clerk.note("sb", "3.12")
    clerk.press("⏎")
    clerk.write("城运中心")
    clerk.chord("Ctrl+Enter")
    clerk.press("cz↓⏎")
    clerk.write("随后")
    clerk.chord("Ctrl+S")
    assert [step.action.code for step in clerk.case.steps] == [
        "REGISTERED",
        "REPORTED_UP",
        "HANDLED",
    ]
