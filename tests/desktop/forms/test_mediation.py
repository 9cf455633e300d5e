"""调解场次: one side's words stay under its lock, and out of sight while parties are present."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from linli.desktop.forms.mediation import MediationForm
from linli.domain.case_file import CaseFile, Choices
from linli.domain.drafts import NoteDraft

from .hand import AddSession, Around, Hand, Kept, Show

SAID_APART = "愿意赔六百元，先别告诉楼上"


@pytest.fixture
def form(hanlin: CaseFile, choices: Choices, around: Around, show: Show) -> MediationForm:
    made = MediationForm(hanlin, choices, **around)
    show(made)
    return made


@pytest.fixture
def caucus(form: MediationForm) -> MediationForm:
    form.method.set_value("BACK_TO_BACK")
    form.caucus.notes[0].text.set_text(SAID_APART)
    return form


def everything_shown(form: QWidget) -> str:
    found = [form.windowTitle()]
    for widget in [form, *form.findChildren(QWidget)]:
        found += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QPlainTextEdit):
            found.append(widget.toPlainText())
        elif isinstance(widget, QLabel | QLineEdit):
            found.append(widget.text())
    return "\n".join(found)


def test_without_a_method_nothing_can_be_written_yet(form: MediationForm) -> None:
    assert not form.caucus.isVisible()
    assert not form.talk.isVisible()
    assert not form.submit()
    assert form.method.error == "请选调解方式"


@pytest.mark.parametrize(
    ("method", "panel", "asks_side"),
    [
        ("BACK_TO_BACK", "caucus", "asks"),
        ("FACE_TO_FACE", "talk", "does not"),
        ("ENQUIRY", "talk", "asks"),
    ],
)
def test_each_method_shows_one_panel(
    form: MediationForm, method: str, panel: str, asks_side: str
) -> None:
    form.method.set_value(method)
    assert form.caucus.isVisible() is (panel == "caucus")
    assert form.talk.isVisible() is (panel == "talk")
    assert form.side.isVisible() is (asks_side == "asks")


def test_initials_pick_the_method(form: MediationForm, hand: Hand) -> None:
    hand.press("m")
    assert form.method.value() == "FACE_TO_FACE"
    hand.press("d")
    assert form.method.value() == "ENQUIRY"


def test_a_note_typed_for_one_method_is_not_handed_over_by_another(
    caucus: MediationForm, kept: Kept
) -> None:
    caucus.method.set_value("FACE_TO_FACE")
    caucus.talk.record.set_text("双方说开")
    assert caucus.submit()
    assert SAID_APART not in repr(kept.drafts[0])
    caucus.method.set_value("BACK_TO_BACK")
    assert caucus.submit()
    assert kept.drafts[1].record == ""
    assert kept.drafts[1].notes == (NoteDraft(SAID_APART),)


def test_another_note_of_the_same_side_comes_with_its_own_class(
    caucus: MediationForm, hand: Hand, kept: Kept
) -> None:
    caucus.caucus.notes[0].text.focus()
    hand.chord("Alt+J")
    hand.write("可以告诉楼上她在找房。")
    caucus.caucus.notes[1].level.set_value("MAY_CONVEY")
    assert caucus.submit()
    assert kept.drafts[0].notes == (
        NoteDraft(SAID_APART),
        NoteDraft("可以告诉楼上她在找房。", "MAY_CONVEY"),
    )


def test_what_became_of_a_note_is_never_written_by_hand(caucus: MediationForm) -> None:
    labels = [choice.label for choice in caucus.caucus.notes[0].level.line.choices]
    assert labels == ["保密", "可转达", "依法报告"]


def test_the_button_says_what_comes_next(form: MediationForm) -> None:
    form.method.set_value("BACK_TO_BACK")
    assert form.go_on_button.words == "保存并加乙方"
    form.side.set_value("乙")
    assert form.go_on_button.words == "保存并加甲方"
    form.method.set_value("FACE_TO_FACE")
    assert form.go_on_button.words == "保存并记结果"


def test_after_both_sides_the_button_speaks_of_the_meeting(
    hanlin: CaseFile, with_session: AddSession, choices: Choices, around: Around, show: Show
) -> None:
    form = MediationForm(with_session(hanlin, "BACK_TO_BACK", 1), choices, **around)
    show(form)
    form.method.set_value("BACK_TO_BACK")
    assert form.side.value() == "乙"
    assert form.go_on_button.words == "保存并记面对面"


def test_a_meeting_before_any_caucus_may_be_explained_and_need_not(form: MediationForm) -> None:
    form.method.set_value("FACE_TO_FACE")
    assert form.talk.joint_first.isVisible()
    assert form.talk.joint_first.hint == "此前没有背靠背记录。需要说明可写在这里（可不填）"
    assert form.submit()


def test_a_meeting_after_a_caucus_asks_for_no_explanation(
    hanlin: CaseFile, with_session: AddSession, choices: Choices, around: Around, show: Show
) -> None:
    form = MediationForm(with_session(hanlin, "BACK_TO_BACK", 1), choices, **around)
    show(form)
    form.method.set_value("FACE_TO_FACE")
    assert not form.talk.joint_first.isVisible()


def test_who_attended_is_ticked(form: MediationForm, kept: Kept) -> None:
    form.method.set_value("FACE_TO_FACE")
    form.talk.ticks[2].set_value(is_ticked=False)
    assert form.submit()
    assert kept.drafts[0].speakers == (1,)


def test_a_meeting_of_nobody_is_refused(form: MediationForm) -> None:
    form.method.set_value("FACE_TO_FACE")
    form.talk.tick(())
    assert not form.submit()
    assert form.fields["speakers"].error == "请勾选到场的当事人"


def test_what_some_of_a_side_say_is_bound_to_them_alone(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    third = replace(hanlin.parties[0], id=3, name="楼下租户")
    form = MediationForm(replace(hanlin, parties=(*hanlin.parties, third)), choices, **around)
    show(form)
    form.method.set_value("BACK_TO_BACK")
    assert form.spoke[3].isVisible()
    form.spoke[3].set_value(is_ticked=False)
    assert form.submit()
    assert kept.drafts[0].speakers == (1,)
    form.spoke[1].set_value(is_ticked=False)
    assert not form.submit()
    assert form.side.error == "请勾选这一方谁在场"
    form.side.set_value("乙")
    assert not form.spoke[3].isVisible()


def test_enter_leads_through_the_circumstances_into_the_record(
    form: MediationForm, hand: Hand
) -> None:
    hand.press("m⏎⏎⏎⏎⏎⏎")
    assert form.talk.record.box.hasFocus()


def test_the_day_given_before_is_offered_to_a_session_opened_by_itself(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    form = MediationForm(hanlin, choices, carried_day=date(2025, 3, 15), **around)
    show(form)
    assert form.moment.hint == "按3月15日记；记今天请清空此格"


def test_parties_present_leave_the_words_in_no_widget(caucus: MediationForm) -> None:
    QApplication.clipboard().setText("先别告诉楼上")
    caucus.set_parties_present(is_present=True)
    shown = everything_shown(caucus)
    assert SAID_APART not in shown
    assert "甲方单独" not in shown
    assert QApplication.clipboard().text() == ""
    caucus.caucus.notes[0].text.box.undo()
    assert SAID_APART not in everything_shown(caucus)


def test_parties_present_refuse_typing_in_words(caucus: MediationForm, hand: Hand) -> None:
    caucus.caucus.notes[0].text.focus()
    caucus.set_parties_present(is_present=True)
    hand.press("a")
    assert caucus.caucus.notes[0].text.hint == "当事人在场时不能写背靠背记录。"
    assert caucus.caucus.notes[0].text.text() == SAID_APART


def test_what_is_covered_is_still_put_by(caucus: MediationForm) -> None:
    caucus.set_parties_present(is_present=True)
    assert caucus.raw()["notes"] == SAID_APART


def test_a_caucus_begun_while_parties_are_present_is_covered_from_the_start(
    form: MediationForm, hand: Hand
) -> None:
    form.set_parties_present(is_present=True)
    form.method.set_value("BACK_TO_BACK")
    assert form.caucus.is_covered
    assert not form.caucus.more_button.isVisible()
    hand.chord("Alt+J")
    assert len(form.caucus.notes) == 1


def test_the_words_come_back_only_when_asked_for(caucus: MediationForm) -> None:
    caucus.set_parties_present(is_present=True)
    assert not caucus.caucus.open_button.isVisible()
    caucus.set_parties_present(is_present=False)
    assert SAID_APART not in everything_shown(caucus)
    caucus.caucus.open_button.click()
    assert SAID_APART in everything_shown(caucus)
    assert not caucus.is_changed() or caucus.raw()["notes"] == SAID_APART


def test_an_enquiry_is_covered_too_and_a_meeting_is_not(form: MediationForm) -> None:
    form.method.set_value("ENQUIRY")
    form.talk.record.set_text("问了邻居")
    form.set_parties_present(is_present=True)
    assert "问了邻居" not in everything_shown(form)
    form.method.set_value("FACE_TO_FACE")
    assert not form.talk.record.is_covered
    form.talk.tick((1,))
    form.set_parties_present(is_present=True)
    assert form.talk.record.is_covered
    assert "问了邻居" not in everything_shown(form)


def test_all_notes_come_back_from_a_draft(
    caucus: MediationForm, hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    caucus.caucus.add_note()
    caucus.caucus.notes[1].text.set_text("第二条")
    raw = caucus.raw()
    again = MediationForm(hanlin, choices, **around)
    show(again)
    again.restore(raw)
    assert [note.text.text() for note in again.caucus.notes] == [SAID_APART, "第二条"]
    assert again.raw() == raw


def test_a_draft_brought_back_while_parties_are_present_stays_covered(
    caucus: MediationForm, hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    raw = caucus.raw()
    again = MediationForm(hanlin, choices, **around)
    again.set_parties_present(is_present=True)
    show(again)
    again.restore(raw)
    assert SAID_APART not in everything_shown(again)
    assert again.raw()["notes"] == SAID_APART
