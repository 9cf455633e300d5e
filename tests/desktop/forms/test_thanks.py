"""致谢 by the keys: who thanks whom, how, and in which words."""

from datetime import date

import pytest

from linli.desktop.forms.thanks import ThanksForm
from linli.domain.case_file import CaseFile, Choices
from linli.domain.drafts import ThanksDraft
from linli.domain.moments import Moment

from .hand import Around, Hand, Kept, Show

THANKS = ThanksDraft(
    "BANNER",
    Moment.on_day(date(2025, 3, 1)),
    ("楼下住户",),
    ("翰林社区", "网格员"),
    "送到服务中心。",
    "为民解忧 情暖邻里",
)


@pytest.fixture
def form(hanlin: CaseFile, choices: Choices, around: Around, show: Show) -> ThanksForm:
    made = ThanksForm(hanlin, choices, **around)
    show(made)
    return made


def test_thanks_are_written_by_the_keys_alone(form: ThanksForm, kept: Kept, hand: Hand) -> None:
    assert form.kind.line.hasFocus()
    hand.press("jq⏎3.1⏎")
    hand.write("楼下住户")
    hand.press("⏎⏎")
    hand.write("翰林社区、网格员")
    hand.press("⏎⏎")
    hand.write("为民解忧 情暖邻里")
    hand.press("⏎")
    hand.write("送到服务中心。")
    hand.chord("Ctrl+S")
    assert kept.drafts == [THANKS]


def test_the_way_is_asked_for(form: ThanksForm) -> None:
    assert not form.submit()
    assert form.kind.error == "请选怎样致谢"


def test_words_are_asked_for_where_there_are_some(form: ThanksForm) -> None:
    form.kind.set_value("LETTER")
    assert (form.words.isVisible(), form.words.label) == (True, "信里的话")
    form.kind.set_value("PHONE")
    assert not form.words.isVisible()
    form.words.set_text("谢谢")
    form.kind.set_value("IN_PERSON")
    assert (form.words.isVisible(), form.words.label) == (True, "所写的话")


def test_kept_thanks_come_back_as_they_were(
    hanlin: CaseFile, choices: Choices, around: Around, kept: Kept, show: Show
) -> None:
    form = ThanksForm(hanlin, choices, kept=THANKS, **around)
    show(form)
    assert form.title_label.text() == "修改致谢"
    assert not form.is_changed()
    assert form.submit()
    assert kept.drafts == [THANKS]


def test_everything_typed_is_restored(
    form: ThanksForm, hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    form.kind.set_value("MESSAGE")
    form.words.set_text("谢谢你们")
    form.by.set_value(("楼下住户",))
    form.to.line.setText("翰")
    again = ThanksForm(hanlin, choices, **around)
    again.restore(form.raw())
    show(again)
    assert again.raw() == form.raw()
