"""调解场次: one side's words stay under its lock, and out of sight while parties are present."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from linli.desktop.forms.carry_over import SessionPreset
from linli.desktop.forms.mediation import MediationForm
from linli.domain.amounts import parse_amount
from linli.domain.case_file import CaseFile, Choices, Coded
from linli.domain.drafts import InterpreterDraft, NoteDraft, SessionDraft
from linli.domain.moments import Moment

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


KEPT = SessionDraft(
    "FACE_TO_FACE",
    Moment.on_day(date(2025, 3, 16)),
    (1, 2),
    record="双方说开。",
    way="VIDEO",
    state="BROKEN_OFF",
    state_words="停电",
    effect="PROGRESS",
    place="社区会议室",
    attended_by=("邻居",),
    mediators=("老许", "小陈"),
    recorder="小周",
    invited=("社区民警",),
    joint_first_reason="两家都愿意当面说",
    times=2,
    interpreters=(InterpreterDraft("阿依", "UYGHUR"), InterpreterDraft("某人")),
    others=("旁听的人",),
)


@pytest.mark.parametrize(
    "draft",
    [
        KEPT,
        replace(KEPT, method="CONFERENCE", speakers=(), joint_first_reason=""),
        replace(KEPT, method="MIXED", joint_first_reason="", state="HELD", state_words=""),
        replace(KEPT, method="ENQUIRY", speakers=(2,), joint_first_reason="", times=1),
        replace(KEPT, method="BACK_TO_BACK", speakers=(1,), record="", joint_first_reason=""),
        replace(KEPT, moment=Moment.not_stated(), same_sitting_as=1, joint_first_reason=""),
    ],
    ids=lambda draft: draft.method,
)
def test_a_session_opened_to_be_changed_hands_over_what_is_kept(
    hanlin: CaseFile,
    with_session: AddSession,
    choices: Choices,
    around: Around,
    show: Show,
    kept: Kept,
    draft: SessionDraft,
) -> None:
    case_file = with_session(with_session(hanlin, "BACK_TO_BACK", 1), "FACE_TO_FACE", 1, 2)
    form = MediationForm(case_file, choices, kept=draft, session_id=2, **around)
    show(form)
    assert form.title_label.text() == "修改调解场次"
    assert not form.go_on_button.isVisible()
    assert form.submit()
    assert kept.drafts == [draft]


def test_notes_kept_already_are_not_shown_where_the_session_is_changed(
    hanlin: CaseFile,
    with_session: AddSession,
    choices: Choices,
    around: Around,
    show: Show,
    kept: Kept,
) -> None:
    held = with_session(hanlin, "BACK_TO_BACK", 1)
    held = replace(held, sessions=(replace(held.sessions[0], note_count=1),))
    draft = SessionDraft("BACK_TO_BACK", KEPT.moment, (1,))
    form = MediationForm(held, choices, kept=draft, session_id=1, **around)
    show(form)
    assert not form.caucus.isVisible()
    assert "单独谈的内容在事项页上打开后逐条修改。" in everything_shown(form)
    assert form.submit()
    assert kept.drafts == [draft]


def test_what_both_said_is_not_lost_by_another_method(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    form = MediationForm(hanlin, choices, kept=KEPT, session_id=1, **around)
    show(form)
    form.method.set_value("BACK_TO_BACK")
    form.side.set_value("甲")
    assert form.submit()
    assert kept.drafts[0].record == "双方说开。", "the records refuse it there, and say so"


def test_both_methods_in_one_session_show_both_panels(form: MediationForm, kept: Kept) -> None:
    form.method.set_value("MORE")
    form.other_method.set_value("MIXED")
    assert form.caucus.isVisible()
    assert form.talk.isVisible()
    form.talk.record.set_text("双方说开")
    form.caucus.notes[0].text.set_text("乙方单独说的")
    form.side.set_value("乙")
    assert form.submit()
    assert kept.drafts[0].speakers == (1, 2)
    assert kept.drafts[0].record == "双方说开"
    assert kept.drafts[0].notes == (NoteDraft("乙方单独说的", speakers=(2,)),)


def test_a_note_of_both_methods_says_whose_it_is(form: MediationForm, kept: Kept) -> None:
    form.method.set_value("MORE")
    form.other_method.set_value("MIXED")
    form.side.set_value(None)
    assert form.submit(), "without a note no side is asked for"
    form.caucus.notes[0].text.set_text("谁说的")
    assert not form.submit()
    assert form.side.error == "请选单独谈的是哪一方"
    form.side.set_value("甲")
    form.talk.tick((2,))
    assert not form.submit()
    assert form.side.error == "甲方没有勾选到场"
    assert len(kept.drafts) == 1


def test_a_note_has_its_sum_its_reason_and_to_whom_it_may_be_told(
    caucus: MediationForm, kept: Kept
) -> None:
    note = caucus.caucus.notes[0]
    note.amount.set_text("约600元")
    note.level.set_value("MAY_CONVEY")
    note.may_convey_to.set_text("楼上，只说愿意谈")
    assert not note.reported_why.isVisible()
    assert caucus.submit()
    assert kept.drafts[0].notes == (
        NoteDraft(SAID_APART, "MAY_CONVEY", "", "楼上，只说愿意谈", parse_amount("约600元")),
    )
    note.level.set_value("REPORTED")
    assert not note.may_convey_to.isVisible()
    assert not caucus.submit()
    assert note.reported_why.error == "“依法报告”要写明理由"
    note.reported_why.set_text("有人要寻死")
    assert caucus.submit()
    assert kept.drafts[1].notes[0].reported_why == "有人要寻死"


def test_what_a_note_lacks_does_not_hold_up_another_method(caucus: MediationForm) -> None:
    caucus.caucus.notes[0].level.set_value("REPORTED")
    caucus.method.set_value("FACE_TO_FACE")
    assert caucus.submit()


def test_why_it_was_not_held_is_asked_only_then(form: MediationForm, kept: Kept) -> None:
    form.method.set_value("ENQUIRY")
    assert not form.state_words.isVisible()
    form.state.set_value("NO_CONTACT")
    assert form.state_words.isVisible()
    form.state_words.set_text("电话没人接")
    assert form.submit()
    assert kept.drafts[0].state_words == "电话没人接"
    form.state.set_value("HELD")
    assert form.submit()
    assert kept.drafts[1].state_words == ""


@pytest.mark.parametrize(
    ("times", "sentence"), [("三次左右吧", "场数写一个数，如 3"), ("约3", "场数写一个数，如 3")]
)
def test_a_row_stands_for_a_whole_number_of_sessions(
    form: MediationForm, times: str, sentence: str
) -> None:
    form.method.set_value("FACE_TO_FACE")
    form.rest.times.set_text(times)
    assert not form.submit()
    assert form.rest.times.error == sentence


def test_an_interpreter_has_a_name_and_a_language_of_the_list(
    form: MediationForm, kept: Kept
) -> None:
    form.method.set_value("FACE_TO_FACE")
    form.rest.interpreters.set_value([("", "藏语")])
    assert not form.submit()
    form.rest.interpreters.set_value([("卓玛", "没有的话")])
    assert not form.submit()
    form.rest.interpreters.set_value([("卓玛", "藏语")])
    assert form.submit()
    assert kept.drafts[0].interpreters == (InterpreterDraft("卓玛", "TIBETAN"),)


@pytest.fixture
def visit() -> SessionPreset:
    """A visit taken down as a step, with who was there and what was said."""
    return SessionPreset(
        attended_by=("老许", "社区民警"), moment=KEPT.moment, words="两家说了经过。", is_turned=True
    )


def test_a_step_turns_into_a_meeting_with_its_words_or_into_a_note_of_who_spoke(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept, visit: SessionPreset
) -> None:
    form = MediationForm(hanlin, choices, preset=visit, **around)
    show(form)
    assert form.title_label.text() == "改记为调解"
    assert not form.submit(), "it is asked how they spoke"
    form.method.set_value("FACE_TO_FACE")
    assert form.submit()
    assert (kept.drafts[0].record, kept.drafts[0].moment) == ("两家说了经过。", KEPT.moment)
    assert kept.drafts[0].attended_by == ("老许", "社区民警")
    form.method.set_value("BACK_TO_BACK")
    form.side.set_value("乙")
    assert form.submit()
    assert (kept.drafts[1].record, kept.drafts[1].notes) == ("", (NoteDraft("两家说了经过。"),))


def test_parties_present_cover_the_sum_the_reason_and_why_it_was_not_held(
    caucus: MediationForm,
) -> None:
    note = caucus.caucus.notes[0]
    note.amount.set_text("石榴那么多")
    note.level.set_value("REPORTED")
    note.reported_why.set_text("芭蕉九号")
    note.may_convey_to.set_text("枇杷三号")
    caucus.state.set_value("DECLINED")
    caucus.state_words.set_text("杨梅四号")
    raw = caucus.raw()
    caucus.set_parties_present(is_present=True)
    for line in (note.amount, note.reported_why, caucus.state_words):
        line.line.undo()
    shown = everything_shown(caucus)
    assert [word for word in ("石榴", "芭蕉", "枇杷", "杨梅") if word in shown] == []
    assert caucus.raw() == raw
    caucus.set_parties_present(is_present=False)
    assert "芭蕉" not in everything_shown(caucus)
    caucus.caucus.open()
    assert {"石榴那么多", "芭蕉九号"} <= set(everything_shown(caucus).split("\n"))
    assert caucus.raw() == raw


def test_keys_typed_blindly_into_a_covered_note_go_nowhere(
    caucus: MediationForm, hand: Hand
) -> None:
    caucus.caucus.notes[0].amount.focus()
    caucus.set_parties_present(is_present=True)
    hand.press("abc")
    assert "abc" not in everything_shown(caucus)
    assert "abc" not in repr(caucus.raw())


def test_several_notes_come_back_covered_while_parties_are_present(
    caucus: MediationForm, hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    caucus.caucus.add_note()
    caucus.caucus.notes[1].text.set_text("芭蕉九号")
    caucus.caucus.notes[1].amount.set_text("石榴那么多")
    raw = caucus.raw()
    again = MediationForm(hanlin, choices, **around)
    again.set_parties_present(is_present=True)
    show(again)
    again.restore(raw)
    shown = everything_shown(again)
    assert not any(word in shown for word in (SAID_APART, "芭蕉九号", "石榴"))
    assert again.raw() == raw


def test_a_name_that_asked_for_secrecy_is_not_shown_to_parties(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    secret = Coded("WITHHELD", "要求保密")
    reporter = replace(hanlin.parties[0], id=3, name="杨梅四号", identity=secret)
    form = MediationForm(replace(hanlin, parties=(*hanlin.parties, reporter)), choices, **around)
    show(form)
    form.method.set_value("BACK_TO_BACK")
    assert "杨梅四号" in everything_shown(form) or "杨梅四号" in form.spoke[3].box.text()
    form.set_parties_present(is_present=True)
    texts = [box.text() for box in form.findChildren(QAbstractButton)]
    assert "杨梅四号" not in everything_shown(form) + "\n".join(texts)
    offered = [choice.label for choice in form.rest.recorder.line.choices]
    assert "杨梅四号" not in offered


def test_where_somebody_is_named_who_asked_for_secrecy_it_is_covered_whenever_it_comes_back(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    secret = Coded("WITHHELD", "要求保密")
    reporter = replace(hanlin.parties[0], id=3, side="", name="杨梅四号", identity=secret)
    case_file = replace(hanlin, parties=(*hanlin.parties, reporter))
    kept = replace(KEPT, attended_by=("邻居", "杨梅四号"), recorder="杨梅四号")
    kept = replace(kept, record="杨梅四号也说了几句。", joint_first_reason="")
    form = MediationForm(case_file, choices, kept=kept, session_id=1, **around)
    show(form)
    raw = form.raw()
    form.set_parties_present(is_present=True)
    assert "杨梅四号" not in everything_shown(form)
    assert form.raw() == raw
    assert form.attended_by.value() == ("邻居", "杨梅四号")

    again = MediationForm(case_file, choices, **around)
    again.set_parties_present(is_present=True)
    show(again)
    again.restore(raw)
    assert "杨梅四号" not in everything_shown(again)
    assert again.raw() == raw
    again.set_parties_present(is_present=False)
    assert again.attended_by.value() == ("邻居", "杨梅四号")
