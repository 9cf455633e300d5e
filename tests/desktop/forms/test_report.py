"""反映: what the form asks, covers, restores and hands over; the reply to a closed case."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from linli.desktop.forms.report import ReportForm
from linli.domain.case_file import CaseFile, Choices, Coded
from linli.domain.drafts import ReportDraft
from linli.domain.moments import Moment

from .hand import Around, Hand, Kept, Show

DAY = Moment.on_day(date(2025, 3, 1))
WHOLE = ReportDraft(
    channel="HOTLINE",
    moment=DAY,
    by="路过的人",
    sender="市热线办",
    outside_number="12345-0316",
    reply_due=Moment.on_day(date(2025, 3, 20)),
    reply="已联系双方。\n约好周五面谈。",
    replied=Moment.at_minute(datetime(2025, 3, 10, 9, 30)),
)


@pytest.fixture
def form(hanlin: CaseFile, choices: Choices, around: Around, show: Show) -> ReportForm:
    made = ReportForm(hanlin, choices, **around)
    show(made)
    return made


def words_in(form: ReportForm) -> str:
    lines = [line.text() for line in form.findChildren(QLineEdit)]
    return "\n".join((*lines, *(box.toPlainText() for box in form.findChildren(QPlainTextEdit))))


@pytest.mark.usefixtures("form")
def test_a_report_is_written_by_the_keys_alone(kept: Kept, hand: Hand, now: datetime) -> None:
    hand.press("rx⏎3.1⏎")
    hand.write("路过的人")
    hand.press("⏎")
    hand.write("市热线办")
    hand.press("⏎12345-0316⏎3.20⏎")
    hand.write("已联系双方。")
    hand.chord("Ctrl+S")
    draft = kept.drafts[0]
    assert (draft.channel, draft.moment, draft.sender) == ("HOTLINE", DAY, "市热线办")
    assert (draft.outside_number, draft.reply_due) == (
        "12345-0316",
        Moment.on_day(date(2025, 3, 20)),
    )
    assert (draft.reply, draft.replied) == ("已联系双方。", Moment.at_minute(now))


def test_a_party_brought_it_or_somebody_else(form: ReportForm, kept: Kept) -> None:
    form.channel.set_value("PHONE")
    form.by.set_party(1)
    assert form.submit()
    form.by.set_text("路过的人")
    assert form.submit()
    assert [(draft.by_id, draft.by) for draft in kept.drafts] == [(1, ""), (None, "路过的人")]


def test_a_report_without_a_channel_or_with_a_limit_no_day_comes_of_is_refused(
    form: ReportForm, kept: Kept
) -> None:
    assert not form.submit()
    assert form.channel.error == "请选来源"
    form.channel.set_value("PHONE")
    form.reply_due.set_text("尽快")
    assert not form.submit()
    assert form.reply_due.error
    assert kept.drafts == []


def test_the_time_of_a_reply_is_asked_once_there_is_one(form: ReportForm) -> None:
    assert not form.replied.isVisible()
    form.reply.set_text("已办。")
    assert form.replied.isVisible()


def test_a_kept_report_comes_back_as_it_was(
    hanlin: CaseFile, choices: Choices, around: Around, kept: Kept, show: Show
) -> None:
    for draft in (WHOLE, replace(WHOLE, reply="旧答复", replied=None)):
        form = ReportForm(hanlin, choices, kept=draft, **around)
        show(form)
        assert form.title_label.text() == "修改反映"
        assert not form.is_changed()
        assert form.submit()
        assert kept.drafts[-1] == draft


def test_a_closed_case_is_asked_for_the_reply_alone(
    hanlin: CaseFile, choices: Choices, around: Around, kept: Kept, show: Show
) -> None:
    closed = replace(hanlin, row=replace(hanlin.row, is_open=False))
    form = ReportForm(closed, choices, kept=replace(WHOLE, reply="", replied=None), **around)
    show(form)
    assert form.title_label.text() == "记答复"
    assert not form.channel.isVisible()
    assert form.reply.editor.hasFocus()
    form.reply.set_text("已和解。")
    form.replied.set_text("3.1")
    assert form.submit()
    assert kept.drafts == [replace(WHOLE, reply="已和解。", replied=DAY)]


def test_everything_typed_is_restored(
    form: ReportForm, hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    form.by.set_party(2)
    form.sent_by.set_text("热线办")
    form.reply_due.set_text("3工作")
    form.reply.set_text("记到一半")
    form.replied.set_text("3.1")
    again = ReportForm(hanlin, choices, **around)
    again.restore(form.raw())
    show(again)
    assert again.raw() == form.raw()
    assert again.replied.isVisible()


def test_the_report_of_whoever_asked_for_secrecy_is_covered_and_kept(
    hanlin: CaseFile, choices: Choices, around: Around, kept: Kept, show: Show
) -> None:
    hidden = replace(hanlin.parties[0], name="石榴", identity=Coded("WITHHELD", "要求保密"))
    secret = replace(hanlin, parties=(hidden, hanlin.parties[1]))
    draft = replace(WHOLE, by="", by_id=1)
    form = ReportForm(secret, choices, kept=draft, **around)
    form.set_parties_present(is_present=True)
    show(form)
    said = words_in(form)
    assert [each for each in ("石榴", "热线", "12345", "面谈", "3.20") if each in said] == []
    assert form.submit()
    assert kept.drafts == [draft]


def test_without_a_secret_nothing_is_covered(form: ReportForm) -> None:
    form.reply.set_text("已联系双方。")
    form.set_parties_present(is_present=True)
    assert "已联系双方。" in words_in(form)
