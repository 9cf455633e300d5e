"""转达: nothing is told on without who agreed, when and how; nothing of it shows to parties."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from linli.desktop.forms.conveyance import ConveyanceForm
from linli.domain.case_file import CaseFile, Choices
from linli.domain.drafts import ConveyanceDraft
from linli.domain.moments import Moment

from .hand import Around, Hand, Kept, Show
from .test_mediation import everything_shown

PICKED = "愿意赔一些"
KEPT = ConveyanceDraft(PICKED, (2,), (1,), Moment.on_day(date(2025, 3, 15)), "PHONE", "可以谈")


@pytest.fixture
def form(hanlin: CaseFile, choices: Choices, around: Around, show: Show) -> ConveyanceForm:
    made = ConveyanceForm(hanlin, choices, words=PICKED, note_id=7, speakers=(1,), **around)
    show(made)
    return made


def test_how_they_agreed_is_all_there_is_left_to_say(
    form: ConveyanceForm, hand: Hand, kept: Kept
) -> None:
    assert form.save_button.words == "登记同意并转达"
    hand.press("kt⏎")
    assert form.submit()
    (draft,) = kept.drafts
    assert (draft.words, draft.consent_by, draft.to) == (PICKED, (1,), (2,))
    assert draft.consent_how == "ORAL"


def test_without_saying_how_nothing_is_conveyed(form: ConveyanceForm, kept: Kept) -> None:
    assert not form.submit()
    assert form.consent_how.error == "请选怎样同意的；没有同意不能转达"
    assert kept.drafts == []


def test_without_who_agreed_and_whom_it_was_told_nothing_is_conveyed(
    form: ConveyanceForm, kept: Kept
) -> None:
    form.consent_how.set_value("ORAL")
    form.consent_by.tick(())
    form.to.tick(())
    assert not form.submit()
    assert form.fields["consent_by"].error == "请勾选谁同意转达"
    assert form.fields["to"].error == "请勾选转达给谁"
    form.words.set_text(" ")
    assert not form.submit()
    assert form.words.error == "请写转达的话"
    assert kept.drafts == []


def test_the_words_are_a_copy_to_be_worked_on(form: ConveyanceForm, kept: Kept) -> None:
    form.words.set_text("愿意谈")
    form.consent_how.set_value("WRITTEN")
    assert form.submit()
    assert kept.drafts[0].words == "愿意谈"


def test_with_several_other_sides_it_is_not_guessed_who_is_told(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    third = replace(hanlin.parties[1], id=3, side="丙", name="房东")
    case_file = replace(hanlin, parties=(*hanlin.parties, third))
    form = ConveyanceForm(case_file, choices, words=PICKED, note_id=7, speakers=(1,), **around)
    show(form)
    assert form.to.ticked() == ()
    assert sorted(form.to.ticks) == [2, 3]


def test_a_conveyance_opened_to_be_changed_hands_over_what_is_kept(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    form = ConveyanceForm(hanlin, choices, words="", note_id=7, speakers=(1,), kept=KEPT, **around)
    show(form)
    assert (form.title_label.text(), form.save_button.words) == ("修改转达", "保存")
    assert form.submit()
    assert kept.drafts == [KEPT]


def test_parties_present_see_neither_words_nor_who_said_or_heard_them(
    form: ConveyanceForm,
) -> None:
    form.answer.set_text("芭蕉九号")
    QApplication.clipboard().setText(PICKED)
    raw = form.raw()
    form.set_parties_present(is_present=True)
    form.words.box.undo()
    boxes = [box.text() for box in form.findChildren(QAbstractButton)]
    shown = everything_shown(form) + "\n".join(boxes)
    assert not any(word in shown for word in (PICKED, "芭蕉", "甲方", "楼下住户", "楼上住户"))
    assert QApplication.clipboard().text() == ""
    assert form.raw() == raw
    form.set_parties_present(is_present=False)
    assert "甲方 楼下住户" in [box.text() for box in form.findChildren(QAbstractButton)]


def test_a_draft_brings_everything_back_and_covered_it_stays_covered(
    form: ConveyanceForm, hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    form.words.set_text("石榴七号")
    form.consent_how.set_value("MESSAGE")
    form.to.tick(())
    raw = form.raw()
    again = ConveyanceForm(hanlin, choices, words="", note_id=7, speakers=(1,), **around)
    again.set_parties_present(is_present=True)
    show(again)
    again.restore(raw)
    assert "石榴" not in everything_shown(again)
    assert again.raw() == raw
