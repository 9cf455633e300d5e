"""诉求: what the form asks, covers, restores and hands over."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from linli.desktop.forms.request import RequestForm
from linli.domain.amounts import Amount, Stage
from linli.domain.case_file import CaseFile, Choices, Coded
from linli.domain.drafts import RequestDraft

from .hand import Around, Hand, Kept, Show

CLAIM = Amount(300000, stage=Stage.CLAIM, words="3000")
WHOLE = RequestDraft(
    "赔偿吊顶，\n修好水管",
    asked_of="物业服务合同",
    finding="PARTLY_TRUE",
    amount=CLAIM,
    asked_by_id=1,
    payers=("楼上住户", "物业公司"),
    payees=("楼下住户",),
)


@pytest.fixture
def form(hanlin: CaseFile, choices: Choices, around: Around, show: Show) -> RequestForm:
    made = RequestForm(hanlin, choices, **around)
    show(made)
    return made


@pytest.fixture
def secret(hanlin: CaseFile) -> CaseFile:
    """A case in which the one who asks is not to be named."""
    hidden = replace(hanlin.parties[0], name="石榴", identity=Coded("WITHHELD", "要求保密"))
    return replace(hanlin, parties=(hidden, hanlin.parties[1]))


def words_in(form: RequestForm) -> str:
    lines = [line.text() for line in form.findChildren(QLineEdit)]
    return "\n".join((*lines, *(box.toPlainText() for box in form.findChildren(QPlainTextEdit))))


@pytest.mark.usefixtures("form")
def test_who_asks_whom_is_filled_in_and_the_rest_written_by_the_keys_alone(
    kept: Kept, hand: Hand
) -> None:
    hand.write("夜里安静")
    hand.press("⇥bfss⏎3000⏎")
    hand.chord("Ctrl+S")
    assert kept.drafts == [
        RequestDraft(
            "夜里安静",
            finding="PARTLY_TRUE",
            amount=Amount(300000),
            asked_by_id=1,
            asked_of_id=2,
        )
    ]


def test_nothing_asked_is_refused(form: RequestForm, kept: Kept) -> None:
    assert not form.submit()
    assert form.words.error == "请写要求什么"
    assert kept.drafts == []


def test_a_rule_or_a_stranger_is_written_in_words(form: RequestForm, kept: Kept) -> None:
    form.words.set_text("公开账目")
    form.asked_by.set_text("路过的人")
    form.asked_of.set_text("物业服务合同")
    assert form.submit()
    draft = kept.drafts[0]
    assert (draft.asked_by_id, draft.asked_by, draft.asked_of_id, draft.asked_of) == (
        None,
        "路过的人",
        None,
        "物业服务合同",
    )


def test_who_pays_is_asked_with_a_sum_alone(form: RequestForm, kept: Kept) -> None:
    assert not form.payers.isVisible()
    form.words.set_text("赔偿")
    form.amount.set_text("3000")
    assert form.payers.isVisible()
    form.payers.set_text("楼上住户、物业公司")
    form.amount.set_text("")
    assert form.submit()
    assert (kept.drafts[0].amount, kept.drafts[0].payers) == (None, ())


def test_a_kept_request_comes_back_as_it_was(
    hanlin: CaseFile, choices: Choices, around: Around, kept: Kept, show: Show
) -> None:
    form = RequestForm(hanlin, choices, kept=WHOLE, **around)
    show(form)
    assert form.title_label.text() == "修改诉求"
    assert not form.is_changed()
    assert form.submit()
    assert kept.drafts == [WHOLE]


def test_everything_typed_is_restored(
    form: RequestForm, hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    form.words.set_text("记到一半")
    form.asked_by.set_party(2)
    form.asked_of.set_text("合同")
    form.amount.set_text("约")
    form.payees.set_text("甲、乙")
    again = RequestForm(hanlin, choices, **around)
    again.restore(form.raw())
    show(again)
    assert again.raw() == form.raw()
    assert again.payees.isVisible()


def test_a_request_by_whoever_asked_for_secrecy_is_covered_and_kept(
    secret: CaseFile, choices: Choices, around: Around, kept: Kept, show: Show
) -> None:
    form = RequestForm(secret, choices, kept=WHOLE, **around)
    show(form)
    assert "石榴" in words_in(form)
    form.set_parties_present(is_present=True)
    said = words_in(form)
    hidden = ("石榴", "吊顶", "3000", "物业")
    assert [words for words in hidden if words in said] == []
    assert form.submit()
    assert kept.drafts == [WHOLE]
    form.set_parties_present(is_present=False)
    assert "吊顶" in words_in(form)


def test_without_a_secret_nothing_is_covered(form: RequestForm) -> None:
    form.words.set_text("夜里安静")
    form.set_parties_present(is_present=True)
    assert "夜里安静" in words_in(form)
