"""回访: a row for each party, what it hands over, and what it covers while parties are present."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from linli.desktop.forms.findings import CANNOT_WRITE
from linli.desktop.forms.follow_up import FollowUpForm
from linli.domain.case_file import CaseFile, Choices, Coded
from linli.domain.drafts import FollowUpDraft, PartyFinding
from linli.domain.moments import Moment

from .hand import Around, Hand, Kept, Show

DAY = Moment.on_day(date(2025, 3, 1))
SAID = "楼上铺了地垫"
ASKED = FollowUpDraft(
    moment=DAY,
    way="PHONE",
    by=("翰林社区网格员",),
    findings=(
        PartyFinding(1, "REACHED", "PARTLY", "CAME_BACK", "DISSATISFIED", SAID),
        PartyFinding(2, "NOT_REACHED"),
    ),
    note="电话里谈的。",
    next_on=Moment.on_day(date(2025, 7, 1)),
)


@pytest.fixture
def form(hanlin: CaseFile, choices: Choices, around: Around, show: Show) -> FollowUpForm:
    made = FollowUpForm(hanlin, choices, unit="翰林社区", **around)
    show(made)
    return made


@pytest.fixture
def filled(hanlin: CaseFile, choices: Choices, around: Around, show: Show) -> FollowUpForm:
    made = FollowUpForm(hanlin, choices, kept=ASKED, **around)
    show(made)
    return made


def words_in(widget: QWidget) -> str:
    """Everything a screen reader or a copy could find in any widget within."""
    found: list[str] = []
    for each in (widget, *widget.findChildren(QWidget)):
        found += [each.accessibleName(), each.accessibleDescription(), each.toolTip()]
        if isinstance(each, QLabel | QLineEdit):
            found.append(each.text())
        elif isinstance(each, QPlainTextEdit):
            found.append(each.toPlainText())
    return "\n".join(found)


def test_a_follow_up_is_written_by_the_keys_alone(
    form: FollowUpForm, kept: Kept, hand: Hand
) -> None:
    hand.press("dh⏎3.1⏎⏎")
    hand.press("ylx⏎ylx⏎yjj⏎my⏎")
    hand.write(SAID)
    hand.press("⏎wlx⏎")
    form.findings.note.focus()
    hand.write("下月再问。")
    hand.press("⇥7.1⏎")
    hand.chord("Ctrl+S")
    assert kept.drafts == [
        FollowUpDraft(
            DAY,
            "PHONE",
            ("翰林社区",),
            (
                PartyFinding(1, "REACHED", "PERFORMED", "SOLVED", "SATISFIED", SAID),
                PartyFinding(2, "NOT_REACHED", satisfaction="NOT_EXPRESSED"),
            ),
            "下月再问。",
            Moment.on_day(date(2025, 7, 1)),
        )
    ]


def test_a_party_of_whom_nothing_is_said_is_not_among_those_found(
    form: FollowUpForm, kept: Kept
) -> None:
    assert form.findings.rows[0].satisfaction.text() == "未表态"
    assert form.submit()
    assert kept.drafts[0].findings == ()


def test_a_kept_follow_up_comes_back_as_it_was(filled: FollowUpForm, kept: Kept) -> None:
    assert filled.title_label.text() == "修改回访"
    assert not filled.is_changed()
    assert filled.submit()
    assert kept.drafts == [ASKED]


def test_many_parties_are_folded_away_and_found_all_the_same(
    hanlin: CaseFile, choices: Choices, around: Around, kept: Kept, show: Show
) -> None:
    first = hanlin.parties[0]
    many = tuple(replace(first, id=number, name=f"{number}号") for number in range(1, 8))
    form = FollowUpForm(replace(hanlin, parties=many), choices, **around)
    show(form)
    assert form.findings.rest is not None
    assert not form.findings.rows[6].isVisible()
    form.findings.rows[6].solved.set_value("UNSOLVED")
    assert form.submit()
    assert kept.drafts[0].findings == (
        PartyFinding(7, solved="UNSOLVED", satisfaction="NOT_EXPRESSED"),
    )
    again = FollowUpForm(replace(hanlin, parties=many), choices, **around)
    again.restore(form.raw())
    show(again)
    assert again.findings.rows[6].isVisible()
    assert again.raw() == form.raw()


def test_while_parties_are_present_no_answer_is_in_any_widget(
    filled: FollowUpForm, hanlin: CaseFile
) -> None:
    secret = (SAID, "电话里谈的", "不满意", "反弹", "部分履行", "未联系上", hanlin.parties[0].name)
    assert all(words in words_in(filled.findings) for words in secret)
    before = filled.raw()
    filled.set_parties_present(is_present=True)
    assert not [words for words in secret if words in words_in(filled.findings)]
    for line in filled.findings.findChildren(QLineEdit):
        line.undo()
    assert SAID not in words_in(filled.findings)
    assert filled.raw() == before
    filled.set_parties_present(is_present=False)
    assert all(words in words_in(filled.findings) for words in secret)
    assert filled.raw() == before


def test_what_is_covered_is_kept_all_the_same(filled: FollowUpForm, kept: Kept) -> None:
    filled.set_parties_present(is_present=True)
    assert not filled.is_changed()
    assert filled.submit()
    assert kept.drafts == [ASKED]


def test_typing_is_refused_where_the_answers_stood(filled: FollowUpForm, hand: Hand) -> None:
    filled.findings.rows[0].words.focus()
    filled.set_parties_present(is_present=True)
    before = filled.raw()
    hand.press("my")
    assert CANNOT_WRITE in words_in(filled.findings)
    assert filled.raw() == before


def test_a_copied_answer_leaves_the_clipboard(filled: FollowUpForm) -> None:
    QGuiApplication.clipboard().setText(SAID)
    filled.set_parties_present(is_present=True)
    assert QGuiApplication.clipboard().text() == ""


def test_a_draft_restored_while_parties_are_present_stays_covered(
    filled: FollowUpForm, hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    again = FollowUpForm(hanlin, choices, **around)
    again.set_parties_present(is_present=True)
    again.restore(filled.raw())
    show(again)
    assert again.findings.is_covered
    assert SAID not in words_in(again.findings)
    assert again.raw() == filled.raw()


def test_who_asked_for_secrecy_is_not_named_while_parties_are_present(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    hidden = replace(hanlin.parties[1], name="周不留名", identity=Coded("WITHHELD", "要求保密"))
    form = FollowUpForm(replace(hanlin, parties=(hidden,)), choices, **around)
    show(form)
    form.set_parties_present(is_present=True)
    assert "周不留名" not in words_in(form.findings)
