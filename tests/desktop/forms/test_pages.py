"""What holds for every form: its letters, its labels, its room."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from linli.desktop.form import Form
from linli.desktop.forms.mediation import MediationForm
from linli.desktop.forms.new_case import NewCaseForm
from linli.desktop.forms.office import OfficeForm
from linli.desktop.forms.outcome import OutcomeForm
from linli.desktop.forms.party import PartyForm
from linli.desktop.forms.step import StepForm
from linli.domain.case_file import CaseFile, Choices

from .hand import Around, Kept, Show

TAKEN = set("ADJFCMVH123456789")
"""Alt+A is a screenshot, D and J and the figures are keys, the rest opens menus."""


@pytest.fixture(params=["new_case", "step", "session", "party", "outcome", "office"])
def form(
    request: pytest.FixtureRequest, hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> Form:
    makers = {
        "new_case": lambda: NewCaseForm(choices, **around),
        "step": lambda: StepForm(hanlin, choices, **around),
        "session": lambda: MediationForm(hanlin, choices, **around),
        "party": lambda: PartyForm(hanlin, choices, **around),
        "outcome": lambda: OutcomeForm(hanlin, choices, **around),
        "office": lambda: OfficeForm(**around),
    }
    made = makers[request.param]()
    show(made, 1366 if request.param in {"new_case", "office"} else 560)
    return made


def letters(form: Form) -> list[str]:
    words = [label.text() for label in form.findChildren(QLabel) if label.buddy() is not None]
    return [text.split("(&")[1][0] for text in words if "(&" in text]


def test_every_letter_leads_to_one_field_and_none_is_taken_elsewhere(form: Form) -> None:
    found = letters(form)
    assert found
    assert sorted(set(found)) == sorted(found)
    assert not set(found) & TAKEN


def test_no_label_is_cut(form: Form) -> None:
    for label in form.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.wordWrap():
            wanted = label.sizeHint().width()
            assert label.width() >= wanted or label is form.title_label, label.text()


def test_nothing_is_wider_than_the_form(form: Form) -> None:
    for field in form.fields.values():
        if field.isVisible():
            right = field.mapTo(form, field.rect().topRight()).x()
            assert right < form.width(), field.label


def test_a_fresh_form_is_unchanged_and_closes_without_a_question(
    form: Form, kept: Kept, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(form.cancelled):
        form.cancel()
    assert kept.questions == []
