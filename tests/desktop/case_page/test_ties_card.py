"""The cards 关联 and 提醒: what they show, and what keys do on their lines."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from linli.desktop.case_page.cover import COVERED, covered
from linli.desktop.case_page.live_line import LiveLine
from linli.desktop.case_page.ties_card import links_card, reminders_card
from linli.desktop.widgets.buttons import Button
from linli.domain.case_file import CaseFile, Coded, DueRow, DueState, LinkRow, ReminderRow
from linli.domain.moments import Moment
from linli.domain.things import Thing

TODAY = date(2025, 4, 2)
CONTROL = Qt.KeyboardModifier.ControlModifier
LEAK = LinkRow(
    id=3,
    kind=Coded("FOLLOWS", "由此引起"),
    words="起因于",
    case_id=7,
    number="枫杨〔2025〕隐患0002",
    title="楼道漏水",
    note="漏水后才争吵",
    stage="已办结",
)
CALL = ReminderRow(
    id=5,
    kind=Coded("APPOINTMENT", "约见"),
    moment=Moment.at_minute(datetime(2025, 4, 2, 14, 30)),
    what="约楼下住户来谈",
    worker="李明",
    is_done=False,
    due=DueRow(DueState.SOON, "今天"),
)


class Acts:
    """Notes what the lines of a card asked for."""

    def __init__(self) -> None:
        self.done: list[tuple[object, ...]] = []

    def ask(self, form: str) -> None:
        """A form was asked for."""
        self.done.append(("ask", form))

    def edit(self, thing: Thing, row_id: int) -> None:
        """A row is to be edited."""
        self.done.append(("edit", thing, row_id))

    def remove(self, thing: Thing, row_id: int) -> None:
        """A row is to be removed."""
        self.done.append(("remove", thing, row_id))

    def open_case(self, case_id: int) -> None:
        """Another case is to be opened."""
        self.done.append(("open", case_id))

    def mark_done(self, reminder_id: int, is_done: bool) -> None:  # noqa: FBT001 - as a card calls it
        """A reminder is done, or is not."""
        self.done.append(("done", reminder_id, is_done))


@pytest.fixture
def acts() -> Acts:
    return Acts()


@pytest.fixture
def tied(hanlin: CaseFile) -> CaseFile:
    """The dispute with a link and a reminder."""
    return replace(hanlin, links=(LEAK,), reminders=(CALL,))


Show = Callable[[QWidget], None]


def _line(card: QWidget) -> LiveLine:
    line = card.findChild(LiveLine)
    assert line is not None
    line.setFocus()
    return line


def _texts(card: QWidget) -> str:
    return " ".join(label.text() for label in card.findChildren(QLabel))


def test_without_links_and_reminders_there_is_no_card(hanlin: CaseFile, acts: Acts) -> None:
    assert links_card(hanlin, TODAY, acts) is None
    assert reminders_card(hanlin, TODAY, acts) is None


def test_a_link_says_how_it_reads_from_this_case(
    tied: CaseFile, acts: Acts, on_screen: Show
) -> None:
    card = links_card(tied, TODAY, acts, acts.open_case)
    assert card is not None
    on_screen(card)
    for words in ("起因于", "枫杨〔2025〕隐患0002", "楼道漏水", "漏水后才争吵"):
        assert words in _texts(card)
    assert _line(card).accessibleName() == "起因于 枫杨〔2025〕隐患0002 楼道漏水"


def test_a_voided_case_at_the_other_end_is_marked(
    hanlin: CaseFile, acts: Acts, on_screen: Show
) -> None:
    voided = replace(hanlin, links=(replace(LEAK, stage="作废"),))
    card = links_card(voided, TODAY, acts)
    assert card is not None
    on_screen(card)
    assert "枫杨〔2025〕隐患0002（作废）" in _texts(card)
    assert "（作废）" in _line(card).accessibleName()


def test_keys_on_a_link_edit_remove_and_open_the_other_case(
    tied: CaseFile, acts: Acts, on_screen: Show
) -> None:
    card = links_card(tied, TODAY, acts, acts.open_case)
    assert card is not None
    on_screen(card)
    line = _line(card)
    QTest.keyClick(line, Qt.Key.Key_F2)
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClick(line, Qt.Key.Key_Return, CONTROL)
    assert acts.done == [("edit", Thing.LINK, 3), ("remove", Thing.LINK, 3), ("open", 7)]


def test_the_buttons_of_the_cards_ask_for_one_more_open_and_mark(
    tied: CaseFile, acts: Acts, on_screen: Show
) -> None:
    for card in (
        links_card(tied, TODAY, acts, acts.open_case),
        reminders_card(tied, TODAY, acts, acts.mark_done),
    ):
        assert card is not None
        on_screen(card)
        for button in card.findChildren(Button):
            button.click()
    assert sorted(map(str, acts.done)) == sorted(
        map(str, [("ask", "LINK"), ("open", 7), ("ask", "REMINDER"), ("done", 5, True)])
    )


def test_the_space_bar_says_that_a_reminder_is_done_and_that_it_is_not(
    tied: CaseFile, hanlin: CaseFile, acts: Acts, on_screen: Show
) -> None:
    done = replace(CALL, is_done=True, due=DueRow(DueState.CLOSED, "已办好"))
    for case_file in (tied, replace(hanlin, reminders=(done,))):
        card = reminders_card(case_file, TODAY, acts, acts.mark_done)
        assert card is not None
        on_screen(card)
        QTest.keyClick(_line(card), Qt.Key.Key_Space)
        QTest.keyClick(_line(card), Qt.Key.Key_F2)
        card.hide()
    edit = ("edit", Thing.REMINDER, 5)
    assert acts.done == [("done", 5, True), edit, ("done", 5, False), edit]


def test_a_reminder_is_read_out_with_its_keys(tied: CaseFile, acts: Acts, on_screen: Show) -> None:
    card = reminders_card(tied, TODAY, acts, acts.mark_done)
    assert card is not None
    on_screen(card)
    line = _line(card)
    assert line.accessibleName() == "今天，约见，4月2日 14:30，李明，约楼下住户来谈"
    assert line.accessibleDescription() == "F2 修改，Del 删除，空格 办好了"


def test_while_parties_are_present_the_other_case_is_a_number_and_nothing_is_done(
    tied: CaseFile, acts: Acts, on_screen: Show
) -> None:
    shown = covered(tied)
    links = links_card(shown, TODAY, None)
    reminders = reminders_card(shown, TODAY, None, acts.mark_done)
    assert links is not None
    assert reminders is not None
    for card in (links, reminders):
        on_screen(card)
        line = _line(card)
        told = _texts(card) + line.accessibleName()
        assert [word for word in ("漏水", "争吵", "约楼下") if word in told] == []
        assert line.focusPolicy() is Qt.FocusPolicy.NoFocus
        QTest.keyClick(line, Qt.Key.Key_Space)
        QTest.keyClick(line, Qt.Key.Key_Return, CONTROL)
        card.hide()
    assert "枫杨〔2025〕隐患0002" in _texts(links)
    assert COVERED in _texts(reminders)
    assert acts.done == []
