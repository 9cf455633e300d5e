"""The rows of parties in a new case: identity, and what is covered while parties are present."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from linli.desktop.forms.new_case import NewCaseForm
from linli.domain.case_file import Choices

from .hand import Around, Hand, Kept, Show


@pytest.fixture
def form(choices: Choices, around: Around, show: Show) -> NewCaseForm:
    """A dispute with somebody on one side who asked for secrecy."""
    made = NewCaseForm(choices, **around)
    show(made, 1366)
    made.kind.set_value("DISPUTE")
    made.channel.set_value("WALK_IN")
    made.title.set_text("半夜噪声")
    made.fields["party_1_name"].set_raw("石榴")
    made.fields["party_1_phone"].set_raw("13800000000")
    made.fields["party_1_identity"].set_raw("要求保密")
    made.fields["party_2_name"].set_raw("楼上住户")
    return made


def words_in(form: NewCaseForm) -> str:
    return "\n".join(line.text() for line in form.findChildren(QLineEdit))


def test_who_asked_for_secrecy_is_known_as_such_from_the_start(
    form: NewCaseForm, kept: Kept
) -> None:
    assert form.submit()
    assert [party.identity for party in kept.drafts[0].parties] == ["WITHHELD", "NOT_STATED"]


def test_enter_passes_the_identity_by_and_tab_does_not(form: NewCaseForm, hand: Hand) -> None:
    form.fields["party_1_phone"].focus()
    hand.press("⏎")
    assert form.fields["party_2_name"].editor.hasFocus()
    form.fields["party_1_phone"].focus()
    hand.press("⇥")
    assert form.fields["party_1_identity"].editor.hasFocus()


def test_phones_and_secret_names_are_covered_before_parties_and_kept(
    form: NewCaseForm, kept: Kept
) -> None:
    before = form.raw()
    QGuiApplication.clipboard().setText("13800000000")
    form.set_parties_present(is_present=True)
    said = words_in(form)
    assert [secret for secret in ("石榴", "138") if secret in said] == []
    assert "楼上住户" in said
    places = [line.placeholderText() for line in form.findChildren(QLineEdit)]
    assert places.count("已遮住") == 2
    assert QGuiApplication.clipboard().text() == ""
    assert form.raw() == before
    assert form.submit()
    assert [(party.name, party.phone) for party in kept.drafts[0].parties] == [
        ("石榴", "13800000000"),
        ("楼上住户", ""),
    ]
    form.set_parties_present(is_present=False)
    assert "石榴" in words_in(form)


def test_who_stands_at_the_desk_may_still_be_taken_down(form: NewCaseForm, hand: Hand) -> None:
    form.set_parties_present(is_present=True)
    form.fields["party_2_phone"].focus()
    hand.press("139")
    assert form.raw()["party_2_phone"] == "139"


def test_a_draft_taken_up_before_parties_is_covered(
    form: NewCaseForm, choices: Choices, around: Around, show: Show
) -> None:
    again = NewCaseForm(choices, **around)
    again.set_parties_present(is_present=True)
    again.restore(form.raw())
    show(again, 1366)
    said = words_in(again)
    assert [secret for secret in ("石榴", "138") if secret in said] == []
    assert again.raw() == form.raw()
