"""协议 by the keys: who, in what form, what is owed and by when; restored whole."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from linli.desktop.forms.agreement import AgreementForm
from linli.domain.amounts import Amount, Stage
from linli.domain.case_file import AgreementRow, CaseFile, Choices, Coded, SignatureRow
from linli.domain.drafts import AgreementDraft, InstalmentDraft, ObligationDraft, SignatureDraft
from linli.domain.moments import Moment

from .conftest import party
from .hand import Around, Hand, Kept, Show

DAY = Moment.on_day(date(2025, 3, 15))


def _day(month: int, day: int) -> Moment:
    return Moment.on_day(date(2025, month, day))


def _sum(yuan: int) -> Amount:
    return Amount(yuan * 100, stage=Stage.AGREED)


FULL = AgreementDraft(
    moment=DAY,
    form="WRITTEN",
    signatures=(SignatureDraft(1, "SIGNED"), SignatureDraft(2, "BY_PROXY", "其子")),
    led_by="枫杨司法所",
    place="社区调解室",
    text="分期赔偿。",
    obligations=(
        ObligationDraft(
            what="赔偿损失",
            kind="MONEY",
            mode="COMPENSATE",
            by=("楼上住户",),
            jointness="EACH",
            to=("楼下住户",),
            toward="PARTIES",
            amount=_sum(3000),
            timing="INSTALMENTS",
            due_words="分3期：4.10 1000、5.10 1000、6.10 1000",
            instalments=tuple(
                InstalmentDraft(_day(month, 10), _sum(1000), id=month) for month in (4, 5, 6)
            ),
            id=7,
        ),
        ObligationDraft(
            what="修好水管",
            kind="THING",
            by=("楼上住户",),
            toward="NOBODY",
            timing="BY_DATE",
            due=_day(4, 1),
            condition="水停了再修",
            id=8,
        ),
    ),
)


@pytest.fixture
def form(hanlin: CaseFile, choices: Choices, around: Around, show: Show) -> AgreementForm:
    made = AgreementForm(hanlin, choices, **around)
    show(made)
    return made


def test_an_agreement_in_instalments_is_written_by_the_keys_alone(
    form: AgreementForm, kept: Kept, hand: Hand
) -> None:
    assert form.moment.line.hasFocus()
    hand.press("3.15⏎⏎⏎⏎⏎⇥")
    hand.write("楼上住户")
    hand.press("⏎")
    hand.write("对方")
    hand.press("⏎")
    hand.write("赔偿损失")
    hand.press("⏎3000⏎")
    hand.write("分3期：4.10 1000、5.10 1000、6.10 1000")
    hand.chord("Ctrl+S")
    (draft,) = kept.drafts
    assert draft == AgreementDraft(
        moment=DAY,
        form="ORAL",
        signatures=(SignatureDraft(1, "ORAL"), SignatureDraft(2, "ORAL")),
        obligations=(
            ObligationDraft(
                what="赔偿损失",
                kind="MONEY",
                by=("楼上住户",),
                to=("楼下住户",),
                toward="PARTIES",
                amount=_sum(3000),
                timing="INSTALMENTS",
                due_words="分3期：4.10 1000、5.10 1000、6.10 1000",
                instalments=tuple(
                    InstalmentDraft(_day(month, 10), _sum(1000)) for month in (4, 5, 6)
                ),
            ),
        ),
    )


def test_what_is_kept_and_not_touched_is_handed_over_as_it_was(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    form = AgreementForm(hanlin, choices, kept=FULL, **around)
    show(form)
    assert form.title_label.text() == "修改协议"
    assert form.submit()
    assert kept.drafts == [FULL]


def test_instalments_kept_without_their_words_are_written_out(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    money = replace(FULL.obligations[0], due_words="")
    draft = replace(FULL, obligations=(money,))
    form = AgreementForm(hanlin, choices, kept=draft, **around)
    show(form)
    term = form.obligations.rows[0].term
    assert term.text() == "分3期：2025.4.10 1000元、2025.5.10 1000元、2025.6.10 1000元"
    assert term.hint.startswith("分3期：4月10日 1,000元")
    assert form.submit()
    assert kept.drafts == [draft]


def test_an_instalment_keeps_its_row_when_another_is_taken_out(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    form = AgreementForm(hanlin, choices, kept=FULL, **around)
    show(form)
    form.obligations.rows[0].term.set_text("分2期：5.10 1000、6.10 1000")
    form.obligations.rows[1].what.set_text("换水管")
    assert form.submit()
    money, pipe = kept.drafts[0].obligations
    assert [part.id for part in money.instalments] == [5, 6]
    assert (pipe.id, pipe.what, pipe.due, pipe.kind) == (8, "换水管", _day(4, 1), "THING")


def test_a_draft_brings_all_rows_back(
    form: AgreementForm, hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    form.form.set_value("WRITTEN")
    for place in range(3):
        row = form.obligations.rows[place]
        row.by.set_text("楼上住户")
        row.what.set_text(f"第{place + 1}件事")
        row.term.set_text("4.10 500、5.10 500" if place == 1 else "长期")
    form.obligations.rows[1].condition.set_text("先停水")
    raw = form.raw()
    again = AgreementForm(hanlin, choices, **around)
    again.restore(raw)
    show(again)
    assert again.raw() == raw
    assert again.submit()
    assert form.submit()
    assert kept.drafts[0] == kept.drafts[1]
    assert [row.what for row in kept.drafts[0].obligations] == ["第1件事", "第2件事", "第3件事"]


def test_sums_that_do_not_add_up_and_those_not_bound_are_hinted_at(form: AgreementForm) -> None:
    row = form.obligations.rows[0]
    row.amount.set_text("3000")
    row.term.set_text("4.10 1000、5.10 1000")
    assert row.amount.hint == "各期共 2,000元，不符"
    row.term.set_text("4.10 1000、5.10 2000")
    assert row.amount.hint == "3,000元"
    row.by.set_text("楼上住户")
    form.signatures.rows[1].manner.set_value("REFUSED")
    assert row.by.hint == "楼上住户没有同意这份协议"
    form.signatures.rows[1].manner.set_value("FINGERPRINT")
    assert row.by.hint == ""


def test_a_sum_left_out_is_what_the_instalments_come_to(form: AgreementForm, kept: Kept) -> None:
    row = form.obligations.rows[0]
    row.term.set_text("分2期：4.10 1000、5.10 500")
    assert row.amount.hint == "各期共 1,500元"
    assert form.submit()
    assert kept.drafts[0].obligations[0].amount == _sum(1500)


def test_the_form_says_how_people_agree_unless_somebody_said_otherwise(
    form: AgreementForm,
) -> None:
    first, second = form.signatures.rows
    second.manner.set_value("REFUSED")
    form.form.set_value("WRITTEN")
    assert (first.manner.value(), second.manner.value()) == ("SIGNED", "REFUSED")
    first.manner.set_value("BY_PROXY")
    assert not first.by.isHidden()
    assert second.by.isHidden()


def test_one_party_alone_can_promise_itself_something_and_nobody_else(
    form: AgreementForm, kept: Kept
) -> None:
    form.signatures.rows[0].tick.set_value(is_ticked=False)
    row = form.obligations.rows[0]
    row.by.set_text("楼上住户")
    row.what.set_text("不在夜里用水泵")
    assert not form.submit()
    assert "两方" in (form.signatures.rows[0].tick.error or "")
    row.to.set_text("自己")
    assert form.submit()
    owed = kept.drafts[0].obligations[0]
    assert (owed.kind, owed.toward, owed.to) == ("FORBEARANCE", "ONESELF", ())


def test_everybody_and_a_side_are_written_in_a_word(form: AgreementForm, kept: Kept) -> None:
    row = form.obligations.rows[0]
    row.by.set_text("双方")
    row.what.set_text("夜里不争吵")
    form.obligations.rows[1].by.set_text("甲方")
    form.obligations.rows[1].what.set_text("当面道歉")
    assert form.submit()
    both, one = kept.drafts[0].obligations
    assert both.by == ("楼下住户", "楼上住户")
    assert (one.by, one.kind) == (("楼下住户",), "APOLOGY")


def test_so_much_each_time_stands_beside_what_it_comes_to(form: AgreementForm, kept: Kept) -> None:
    first = form.obligations.rows[0]
    first.term.set_text("每月1日 500 到12月")
    form.obligations.rows[1].term.set_text("每月1日 500 到12月")
    form.obligations.rows[1].amount.set_text("4500")
    assert first.amount.is_empty()
    assert form.submit()
    each, whole = kept.drafts[0].obligations
    assert each.amount == replace(_sum(500), period="月")
    assert (each.timing, each.every, each.every_unit, each.due) == (
        "PERIODIC",
        1,
        "MONTH",
        _day(4, 1),
    )
    assert whole.amount == _sum(4500)
    assert [(part.words, part.amount and part.amount.low_fen) for part in whole.instalments] == [
        ("每次", 50000)
    ]


def test_it_supplements_the_earlier_agreement_of_the_case(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    earlier = AgreementRow(
        5, 9, DAY, Coded("ORAL", "口头"),
        (SignatureRow(1, "楼下住户", "甲", Coded("ORAL", "口头同意"), ""),),
        "", "", "", Coded(), None, "有效", (), (),
    )  # fmt: skip
    form = AgreementForm(replace(hanlin, agreements=(earlier,)), choices, **around)
    show(form)
    form.relation.set_value("SUPPLEMENTS")
    assert form.submit()
    assert (kept.drafts[0].relation, kept.drafts[0].earlier) == ("SUPPLEMENTS", 5)


def test_those_who_sat_together_last_are_taken_to_agree(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    third = party(3, "丙", "物业公司", Coded("THIRD_PARTY", "第三人"))
    case_file = replace(hanlin, parties=(*hanlin.parties, third))
    form = AgreementForm(case_file, choices, **around)
    show(form)
    assert form.signatures.drafts() == ()


def test_what_two_of_three_agreed_is_in_no_widget_while_parties_are_present(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept
) -> None:
    third = party(3, "丙", "物业公司", Coded("THIRD_PARTY", "第三人"))
    form = AgreementForm(
        replace(hanlin, parties=(*hanlin.parties, third)), choices, kept=FULL, **around
    )
    show(form)
    raw = form.raw()
    form.set_parties_present(is_present=True)
    row = form.obligations.rows[0]
    assert (row.what.text(), row.term.text(), row.term.hint, form.text.text()) == ("", "", "", "")
    assert form.raw() == raw
    assert form.submit()
    assert kept.drafts == [FULL]
    form.set_parties_present(is_present=False)
    assert form.obligations.rows[0].what.text() == "赔偿损失"


def test_a_term_counts_from_when_the_agreement_was_made(form: AgreementForm, kept: Kept) -> None:
    row = form.obligations.rows[0]
    row.what.set_text("修门")
    row.term.set_text("3天内")
    form.moment.set_text("2025.1.10")
    assert row.term.hint == "限期：1月13日 周一"
    assert form.submit()
    due = kept.drafts[0].obligations[0].due
    assert due == Moment.on_day(datetime(2025, 1, 13).date())
