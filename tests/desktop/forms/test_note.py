"""背靠背记录: one note by itself, of the same speakers, out of sight while parties are present."""

import pytest

from linli.desktop.forms.note import NoteForm
from linli.domain.amounts import parse_amount
from linli.domain.case_file import CaseFile, Choices
from linli.domain.drafts import NoteDraft

from .hand import Around, Kept, Show
from .test_mediation import everything_shown

NOTE = NoteDraft("石榴七号", "MAY_CONVEY", "", "芭蕉九号", parse_amount("约600元"), speakers=(1,))


@pytest.fixture
def form(hanlin: CaseFile, choices: Choices, around: Around, show: Show) -> NoteForm:
    made = NoteForm(hanlin, choices, speakers=(1,), **around)
    show(made)
    return made


def test_another_note_is_bound_to_the_same_speakers(form: NoteForm, kept: Kept) -> None:
    assert not form.submit()
    assert form.caucus.notes[0].text.error == "背靠背记录还没有写内容"
    form.caucus.notes[0].text.set_text("又说了一句")
    assert form.submit()
    assert kept.drafts == [NoteDraft("又说了一句", speakers=(1,))]
    assert "只记与甲方单独谈的内容" in everything_shown(form)


def test_a_note_opened_to_be_changed_hands_over_what_is_kept(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    form = NoteForm(hanlin, choices, speakers=(1,), kept=NOTE, **around)
    show(form)
    assert form.title_label.text() == "修改背靠背记录"
    assert form.submit()
    assert kept.drafts == [NOTE]
    assert not form.caucus.more_button.isVisible(), "one form, one note"


def test_parties_present_leave_nothing_of_it_in_sight_and_a_draft_brings_it_back(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    form = NoteForm(hanlin, choices, speakers=(1,), kept=NOTE, **around)
    form.set_parties_present(is_present=True)
    show(form)
    shown = everything_shown(form)
    assert not any(word in shown for word in ("石榴", "芭蕉", "600", "甲方"))
    raw = form.raw()
    again = NoteForm(hanlin, choices, speakers=(1,), **around)
    again.set_parties_present(is_present=True)
    show(again)
    again.restore(raw)
    assert "石榴" not in everything_shown(again)
    assert again.raw() == raw
