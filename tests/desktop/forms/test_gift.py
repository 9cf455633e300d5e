"""捐助 and 募捐 by the keys: what they hand over, restore, and say of the sum."""

from dataclasses import replace
from datetime import date

import pytest

from linli.desktop.forms.appeal import AppealForm
from linli.desktop.forms.gift import GiftForm
from linli.domain.amounts import Amount, Count, Qualifier, Stage
from linli.domain.case_file import AppealRow, CaseFile, Choices, Coded, GiftRow
from linli.domain.drafts import AppealDraft, GiftDraft
from linli.domain.gifts import total_words
from linli.domain.moments import Moment

from .hand import Around, Hand, Kept, Show

DAY = Moment.on_day(date(2025, 3, 1))
OVER = Amount(60000, qualifier=Qualifier.OVER, stage=Stage.RAISED, words="600余")
GIFT = GiftDraft(
    channel="PROPERTY",
    moment=DAY,
    amount=OVER,
    giver="物业公司",
    goods="大米",
    note="在门岗收的。",
    receiver="楼下住户",
    quantity=Count(10, unit="袋"),
    witness="网格员、楼长",
    unnamed=Count(12, qualifier=Qualifier.OVER, unit="人"),
    may_publish_name=False,
    appeal=7,
)


def gift_row(amount: Amount | None, *, is_spent: bool = False) -> GiftRow:
    return GiftRow(DAY, Coded("ONLINE", "线上"), "水滴筹", "", amount, is_spent=is_spent)


@pytest.fixture
def aid(hanlin: CaseFile) -> CaseFile:
    """A case with an appeal and two gifts, one of them spent."""
    return replace(
        hanlin,
        appeals=(AppealRow(7, DAY, "水滴筹", ("楼下住户",), ""),),
        gifts=(gift_row(Amount(7135400)), gift_row(Amount(5000), is_spent=True)),
    )


@pytest.fixture
def form(aid: CaseFile, choices: Choices, around: Around, show: Show) -> GiftForm:
    made = GiftForm(aid, choices, **around)
    show(made)
    return made


def test_a_sum_is_written_by_the_keys_alone(form: GiftForm, kept: Kept, hand: Hand) -> None:
    assert form.amount.line.hasFocus()
    hand.write("约6784")
    hand.press("⏎wy⏎3.1⏎")
    hand.write("物业公司")
    hand.press("⏎⏎⏎⏎")
    hand.press("sdc⏎")
    hand.chord("Ctrl+S")
    assert kept.drafts == [
        GiftDraft(
            "PROPERTY",
            DAY,
            Amount(678400, qualifier=Qualifier.ABOUT, stage=Stage.RAISED, words="约6784"),
            giver="物业公司",
            appeal=7,
        )
    ]


def test_it_says_what_was_raised_with_this_one_in_the_words_of_the_card(
    form: GiftForm, aid: CaseFile
) -> None:
    assert form.total.text() == "募得合计 71,354元"
    form.amount.set_text("600余")
    assert form.total.text() == "募得合计 至少71,954元（含这一笔）"
    assert form.total.text().split()[1].startswith(total_words([*aid.gifts[:1], gift_row(OVER)]))
    form.direction.set_value("SPENT")
    form.amount.set_text("20")
    assert form.total.text() == "支出合计 70元（含这一笔）"


def test_a_gift_that_is_changed_counts_once(
    aid: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    draft = GiftDraft("ONLINE", DAY, Amount(7135400), "水滴筹")
    form = GiftForm(aid, choices, kept=draft, **around)
    show(form)
    assert form.total.text() == "募得合计 71,354元（含这一笔）"


def test_neither_money_nor_goods_is_refused_at_the_sum(form: GiftForm, kept: Kept) -> None:
    assert not form.submit()
    assert form.amount.error == "请写金额，或写捐了什么实物"
    form.goods.set_text("被子")
    form.quantity.set_text("2床")
    assert form.submit()
    assert (kept.drafts[0].amount, kept.drafts[0].quantity) == (None, Count(2, unit="床"))


def test_what_was_spent_is_of_that_stage(form: GiftForm, kept: Kept) -> None:
    form.direction.set_value("SPENT")
    assert form.giver.label == "经手"
    form.amount.set_text("300")
    assert form.submit(go_on=True)
    draft = kept.drafts[0]
    assert (draft.is_spent, draft.amount.stage) == (True, Stage.SPENT)
    assert kept.went_on == [True]


def test_unnamed_givers_are_people(form: GiftForm, kept: Kept) -> None:
    form.amount.set_text("600余")
    form.unnamed.set_text("12")
    assert form.submit()
    assert kept.drafts[0].unnamed == Count(12, unit="人")


def test_a_kept_gift_comes_back_as_it_was(
    aid: CaseFile, choices: Choices, around: Around, kept: Kept, show: Show
) -> None:
    form = GiftForm(aid, choices, kept=GIFT, **around)
    show(form)
    assert form.title_label.text() == "修改捐助"
    assert form.witness.isVisible()
    assert not form.is_changed()
    assert form.submit()
    assert kept.drafts == [GIFT]


def test_a_sum_called_otherwise_keeps_its_name_while_it_goes_the_same_way(
    aid: CaseFile, choices: Choices, around: Around, kept: Kept, show: Show
) -> None:
    passed_on = replace(GIFT, amount=Amount(5000, stage=Stage.PASSED_ON))
    form = GiftForm(aid, choices, kept=passed_on, **around)
    show(form)
    form.amount.set_text("60")
    assert form.submit()
    form.direction.set_value("SPENT")
    assert form.submit()
    assert [draft.amount for draft in kept.drafts] == [
        Amount(6000, stage=Stage.PASSED_ON),
        Amount(6000, stage=Stage.SPENT),
    ]


def test_everything_typed_is_restored(
    form: GiftForm, aid: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    form.direction.set_value("SPENT")
    form.amount.set_text("约")
    form.giver.set_text("邻居")
    form.quantity.set_text("两箱")
    form.appeal.set_value("7")
    form.may_publish_name.set_value("NO")
    form.note.set_text("记到一半")
    again = GiftForm(aid, choices, **around)
    again.restore(form.raw())
    show(again)
    assert again.raw() == form.raw()
    assert again.note.isVisible()
    assert again.is_changed()


def test_without_an_appeal_none_is_asked_for(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    form = GiftForm(hanlin, choices, **around)
    show(form)
    assert not form.appeal.isVisible()
    assert not form.total.isVisible()


def test_an_appeal_says_where_and_by_whom(
    hanlin: CaseFile, choices: Choices, around: Around, kept: Kept, hand: Hand, show: Show
) -> None:
    form = AppealForm(hanlin, choices, **around)
    show(form)
    assert not form.submit()
    assert form.platform.error == "请写在哪里发起募捐"
    hand.write("水滴筹")
    hand.press("⏎")
    hand.write("楼下住户")
    hand.press("⏎⏎3.1⏎")
    hand.write("为手术。")
    hand.chord("Ctrl+S")
    draft = AppealDraft("水滴筹", DAY, ("楼下住户",), "为手术。")
    assert kept.drafts == [draft]
    again = AppealForm(hanlin, choices, kept=draft, **around)
    show(again)
    assert again.compose() == draft
    assert again.title_label.text() == "修改募捐"
