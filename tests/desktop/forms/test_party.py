"""当事人: what the form asks, hides, covers, restores and hands over."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from linli.desktop.forms.curtain import NO_TYPING_WORDS
from linli.desktop.forms.party import SLIP, PartyForm
from linli.domain.amounts import Count, Qualifier
from linli.domain.case_file import CaseFile, Choices, Coded
from linli.domain.drafts import PartyDraft, PlaceDraft
from linli.domain.moments import Moment

from .conftest import party as party_row
from .hand import Around, Hand, Kept, Show

NUMBER = "410100200001010000"
DAY = Moment.on_day(date(2025, 3, 1))
WHOLE = PartyDraft(
    side="甲",
    name="王某",
    role="REPRESENTATIVE",
    kind="PERSON",
    identity="WITHHELD",
    represents=2,
    people=Count(27, unit="户"),
    phone="13800000000",
    home="石榴院",
    id_number=NUMBER,
    remark="耳背，\n要大声。",
    more_roles=("WITNESS", "AFFECTED"),
    part_of=1,
    counts=(
        Count(50, qualifier=Qualifier.OVER, unit="名", of_what="到场"),
        Count(4, unit="人", of_what="代表"),
    ),
    id_kind="RESIDENT_ID",
    sex="MALE",
    ethnicity="回族",
    born=Moment.on_day(date(1956, 3, 2)),
    occupation="退休",
    workplace="纺织厂",
    language="LOCAL",
    place=PlaceDraft("翰林社区", "石榴小区", "3号楼", "2单元", "5层", "501室", "靠东"),
    consent="AGREES",
    consented=DAY,
    consent_words="当面同意",
)
PERSONAL = (
    "当面同意",
    "13800000000",
    "石榴院",
    NUMBER,
    "耳背",
    "1956",
    "回族",
    "纺织厂",
    "石榴小区",
    "501室",
)


@pytest.fixture
def form(hanlin: CaseFile, choices: Choices, around: Around, show: Show) -> PartyForm:
    made = PartyForm(hanlin, choices, **around)
    show(made)
    return made


@pytest.fixture
def edited(hanlin: CaseFile, choices: Choices, around: Around, show: Show) -> PartyForm:
    made = PartyForm(hanlin, choices, kept=WHOLE, **around)
    show(made, height=1400)
    return made


def words_in(form: QWidget) -> str:
    """All words of all editors and labels of the form, whether shown or not."""
    found = [line.text() for line in form.findChildren(QLineEdit)]
    found += [box.toPlainText() for box in form.findChildren(QPlainTextEdit)]
    found += [label.text() for label in form.findChildren(QLabel)]
    found += [f"{each.accessibleName()}{each.toolTip()}" for each in form.findChildren(QWidget)]
    return "\n".join(found)


def test_the_next_side_is_offered_and_one_has_to_be_chosen(form: PartyForm) -> None:
    assert list(form.side.choice.labels()) == ["甲", "乙", "丙", "NONE"]  # pyright: ignore[reportAttributeAccessIssue] - few sides are segments
    assert not form.submit()
    assert form.side.error == "请选哪一方"


def test_more_sides_than_segments_are_a_list(
    hanlin: CaseFile, choices: Choices, around: Around, kept: Kept, show: Show
) -> None:
    role = Coded("AFFECTED", "受影响人")
    parties = tuple(party_row(n, side, side, role) for n, side in enumerate("甲乙丙丁戊", 1))
    form = PartyForm(replace(hanlin, parties=parties), choices, **around)
    show(form)
    form.side.set_value("己")
    form.name.set_text("六楼住户")
    assert form.submit()
    assert kept.drafts[0].side == "己"


def test_a_party_is_written_by_the_keys_alone(form: PartyForm, kept: Kept, hand: Hand) -> None:
    form.side.set_value("甲")
    form.name.focus()
    hand.write("楼下租户")
    hand.press("⏎sqr⏎zqr⏎⏎")
    hand.press("zh⏎sm⏎")
    hand.write("3户")
    hand.press("⏎⏎ty⏎3.1⏎")
    hand.write("电话里说同意")
    hand.press("⏎13800000000⏎")
    hand.write("某某小区301室")
    hand.chord("Ctrl+S")
    assert kept.drafts == [
        PartyDraft(
            side="甲",
            name="楼下租户",
            role="REQUESTER",
            more_roles=("WITNESS",),
            kind="HOUSEHOLD",
            identity="KNOWN",
            people=Count(3, unit="户"),
            phone="13800000000",
            home="某某小区301室",
            consent="AGREES",
            consented=DAY,
            consent_words="电话里说同意",
        )
    ]


def test_a_party_without_a_side_is_one_too(form: PartyForm, kept: Kept) -> None:
    form.side.set_value("NONE")
    form.name.set_text("居委会网格员")
    assert form.submit()
    assert kept.drafts[0] == PartyDraft(
        name="居委会网格员", kind="NOT_STATED", identity="NOT_STATED"
    )


def test_who_acts_for_another_says_for_whom(form: PartyForm, kept: Kept) -> None:
    form.side.set_value("甲")
    assert not form.represents.isVisible()
    form.more_roles.set_value(["监护人"])
    assert not form.submit()
    assert form.represents.error == "请选代表谁"
    form.represents.set_party(1)
    assert form.submit()
    assert (kept.drafts[0].represents, kept.drafts[0].role) == (1, "GUARDIAN")


def test_a_role_that_is_none_is_refused_where_it_stands(form: PartyForm) -> None:
    form.side.set_value("甲")
    form.more_roles.set_value(["楼长"])
    assert not form.submit()
    assert form.more_roles.error == "角色里没有“楼长”"


def test_an_id_number_is_starred_out_once_left_and_handed_over_whole(
    form: PartyForm, kept: Kept
) -> None:
    number = form.personal.id_number
    form.side.set_value("甲")
    form.folds[0].open()
    number.focus()
    number.line.setText(NUMBER)
    form.name.focus()
    assert number.line.text() == "4101**********0000"
    assert form.raw()["id_number"] == NUMBER
    number.focus()
    assert number.line.text() == NUMBER
    assert form.submit()
    assert kept.drafts[0].id_number == NUMBER


def test_a_kept_party_comes_back_as_it_was_its_number_starred_out(
    edited: PartyForm, kept: Kept
) -> None:
    assert edited.title_label.text() == "修改当事人"
    assert all(fold.holder.isVisible() for fold in edited.folds)
    assert NUMBER not in words_in(edited)
    assert not edited.is_changed()
    assert edited.submit()
    assert kept.drafts == [WHOLE]


def test_nobody_is_told_that_the_hour_of_a_birth_is_missing(edited: PartyForm) -> None:
    assert edited.personal.born.hint == "1956年3月2日 周五"


def test_another_side_asks_since_when(edited: PartyForm, kept: Kept) -> None:
    assert not edited.since.isVisible()
    edited.side.set_value("丙")
    assert edited.since.isVisible()
    edited.since.set_text("3.10")
    assert edited.submit()
    assert (kept.drafts[0].side, kept.drafts[0].since) == ("丙", Moment.on_day(date(2025, 3, 10)))


def test_a_slip_ends_nothing(edited: PartyForm, kept: Kept) -> None:
    edited.more_roles.set_value(["知情人"])
    edited.how.set_value(SLIP)
    assert edited.submit()
    assert (kept.drafts[0].more_roles, kept.drafts[0].since) == (("WITNESS",), None)


def test_other_counts_keep_what_they_count(edited: PartyForm, kept: Kept) -> None:
    edited.delegates.set_text("5人")
    edited.counts.set_value([("到场", "60余名"), ("签字", "3人")])
    assert edited.submit()
    assert kept.drafts[0].counts == (
        Count(5, unit="人", of_what="代表"),
        Count(60, qualifier=Qualifier.OVER, unit="名", of_what="到场", words="60余名"),
        Count(3, unit="人", of_what="签字"),
    )


def test_a_count_of_something_has_a_figure(edited: PartyForm) -> None:
    edited.counts.set_value([("到场", "")])
    assert not edited.submit()
    assert edited.counts.error == "请写“到场”有几人"


def test_a_name_the_case_has_already_is_pointed_out_and_taken(form: PartyForm, kept: Kept) -> None:
    form.side.set_value("甲")
    form.name.set_text("楼上住户")
    assert form.name.hint == "本事项里已有“乙方 楼上住户”"
    assert form.submit()
    assert kept.drafts


def test_a_party_that_is_changed_acts_for_others_alone(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    form = PartyForm(hanlin, choices, kept=PartyDraft("甲", "楼下住户"), party_id=1, **around)
    show(form)
    assert [choice.code for choice in form.represents.line.choices] == ["2"]
    assert form.name.hint == "可以写“楼下住户”“301室”"


def test_everything_typed_is_restored(
    edited: PartyForm, hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    edited.counts.set_value([("到场", "两"), ("反对", "1人")])
    edited.side.set_value("丙")
    edited.how.set_value(SLIP)
    again = PartyForm(hanlin, choices, **around)
    again.restore(edited.raw())
    show(again)
    assert again.raw() == edited.raw()
    assert again.is_changed()


def test_parties_present_take_all_that_leads_to_a_person_out_of_the_form(
    edited: PartyForm,
) -> None:
    assert "13800000000" in words_in(edited)
    edited.set_parties_present(is_present=True)
    said = words_in(edited)
    assert [secret for secret in (*PERSONAL, "王某", "4101") if secret in said] == []


def test_what_is_covered_is_neither_lost_nor_in_the_way_of_saving(
    edited: PartyForm, kept: Kept
) -> None:
    before = edited.raw()
    edited.set_parties_present(is_present=True)
    assert edited.raw() == before
    assert not edited.is_changed()
    assert edited.submit()
    assert kept.drafts == [WHOLE]
    assert "13800000000" not in words_in(edited)
    edited.set_parties_present(is_present=False)
    assert edited.raw() == before
    assert "13800000000" in words_in(edited)


def test_a_form_opened_while_parties_are_present_saves_what_it_never_showed(
    hanlin: CaseFile, choices: Choices, around: Around, kept: Kept, show: Show
) -> None:
    form = PartyForm(hanlin, choices, kept=WHOLE, **around)
    form.set_parties_present(is_present=True)
    show(form)
    assert form.submit()
    assert kept.drafts == [WHOLE]


def test_a_draft_taken_up_while_parties_are_present_stays_covered(
    edited: PartyForm, hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    again = PartyForm(hanlin, choices, **around)
    again.set_parties_present(is_present=True)
    again.restore(edited.raw())
    again.set_parties_present(is_present=True)
    show(again)
    said = words_in(again)
    assert [secret for secret in (*PERSONAL, "王某") if secret in said] == []
    assert again.raw() == edited.raw()


def test_typing_is_refused_while_it_is_covered(form: PartyForm) -> None:
    form.personal.phone.focus()
    form.set_parties_present(is_present=True)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "139")
    assert NO_TYPING_WORDS in words_in(form)
    assert form.raw()["phone"] == ""
    form.set_parties_present(is_present=False)
    assert form.personal.phone.line.hasFocus()


def test_undo_brings_nothing_back(edited: PartyForm) -> None:
    edited.set_parties_present(is_present=True)
    for line in edited.findChildren(QLineEdit):
        line.undo()
    for box in edited.findChildren(QPlainTextEdit):
        QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        box.undo()
    said = words_in(edited)
    assert [secret for secret in PERSONAL if secret in said] == []


def test_a_copied_phone_leaves_the_clipboard(edited: PartyForm) -> None:
    QGuiApplication.clipboard().setText("13800000000")
    edited.set_parties_present(is_present=True)
    assert QGuiApplication.clipboard().text() == ""


def test_whoever_asked_for_secrecy_is_offered_without_a_name(
    hanlin: CaseFile, choices: Choices, around: Around, kept: Kept, show: Show
) -> None:
    hidden = replace(hanlin.parties[0], name="石榴", identity=Coded("WITHHELD", "要求保密"))
    case_file = replace(hanlin, parties=(hidden, hanlin.parties[1]))
    form = PartyForm(case_file, choices, **around)
    form.set_parties_present(is_present=True)
    show(form)
    form.side.set_value("甲")
    form.role.set_value("AGENT")
    assert [choice.label for choice in form.represents.line.choices] == [
        "甲方 要求保密",
        "乙方 楼上住户",
    ]
    form.represents.set_party(1)
    form.name.set_text("石榴")
    assert "已有" not in form.name.hint
    assert form.submit()
    assert kept.drafts[0].represents == 1


def test_a_name_is_covered_as_soon_as_it_is_to_be_kept_secret(form: PartyForm) -> None:
    form.name.set_text("石榴")
    form.set_parties_present(is_present=True)
    assert "石榴" in words_in(form)
    form.identity.set_value("WITHHELD")
    assert "石榴" not in words_in(form)
