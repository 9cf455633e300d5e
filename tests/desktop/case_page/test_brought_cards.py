"""The cards of requests and reports: what their lines tell and ask for, what is covered."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from linli.casework import caseload, people, requests
from linli.desktop.case_page.brought_cards import report_card, request_card
from linli.desktop.case_page.live_line import LiveLine
from linli.desktop.case_page.page import CasePage
from linli.desktop.desk import Desk
from linli.desktop.widgets.buttons import Button
from linli.domain.amounts import Amount
from linli.domain.case_file import CaseFile, Coded, ReportRow, RequestRow
from linli.domain.drafts import PartyDraft, ReportDraft, RequestDraft
from linli.domain.moments import Moment

from .acts import Acts, words_of
from .everywhere import words_everywhere

OnScreen = Callable[[QWidget], None]
TODAY = date(2025, 4, 1)
DAY = Moment.on_day(date(2025, 3, 1))
LATER = Moment.on_day(date(2025, 3, 20))
REQUEST = RequestRow(
    "赔偿吊顶",
    "楼下住户",
    "楼上一方",
    Coded("TRUE", "属实"),
    Coded("AGREED", "达成协议"),
    id=7,
    amount=Amount(300000),
    payers=("楼上一方", "物业公司"),
    payees=("楼下住户",),
)
REPORT = ReportRow(
    DAY, Coded("HOTLINE", "12345热线"), "楼下住户", "12345-0316", "", 9, "市热线办", LATER
)


@pytest.fixture
def acts() -> Acts:
    return Acts()


@pytest.fixture
def opened(hanlin: CaseFile) -> CaseFile:
    """The dispute before it was closed, brought by a hotline."""
    return replace(hanlin, row=replace(hanlin.row, is_open=True), reports=(REPORT,))


def button(card: QWidget, words: str) -> Button:
    return next(each for each in card.findChildren(Button) if each.text() == words)


def test_a_request_tells_who_asks_whom_the_sum_and_what_came_of_it(
    opened: CaseFile, acts: Acts
) -> None:
    card = request_card(replace(opened, requests=(REQUEST,)), TODAY, acts)
    assert card is not None
    said = words_of(card)
    assert "赔偿吊顶" in said
    assert (
        "楼下住户 → 楼上一方 · 3,000元（楼上一方、物业公司 → 楼下住户） · 属实 · 达成协议" in said
    )


@pytest.mark.parametrize(
    ("payers", "payees", "words"),
    [
        (("物业公司",), (), "3,000元（物业公司付）"),
        ((), ("楼下住户",), "3,000元（付给楼下住户）"),
        ((), (), "3,000元"),
    ],
)
def test_one_end_of_a_sum_says_which_it_is(
    opened: CaseFile, payers: tuple[str, ...], payees: tuple[str, ...], words: str
) -> None:
    asked = replace(REQUEST, payers=payers, payees=payees)
    card = request_card(replace(opened, requests=(asked,)), TODAY, None)
    assert card is not None
    assert any(f" · {words} · " in each for each in words_of(card))


def test_a_report_tells_who_passed_it_on_and_that_somebody_waits(
    opened: CaseFile, acts: Acts
) -> None:
    card = report_card(opened, TODAY, acts)
    assert card is not None
    said = words_of(card)
    assert "12345热线 · 市热线办 · 楼下住户 · 3月1日 · 12345-0316" in said
    assert "未答复，期限 3月20日" in said
    button(card, "记答复").click()
    button(card, "添加").click()
    assert acts.asked == [("F2", "REPORT", "9"), ("REPORT",)]


def test_a_reply_stands_with_its_time_and_nobody_waits(opened: CaseFile, acts: Acts) -> None:
    answered = replace(REPORT, reply="已办妥。", replied=LATER)
    card = report_card(replace(opened, reports=(answered,)), TODAY, acts)
    assert card is not None
    assert "3月20日 · 已办妥。" in words_of(card)
    assert "记答复" not in [each.text() for each in card.findChildren(Button)]


def test_a_request_that_says_no_more_than_the_title_is_checked_from_the_report(
    opened: CaseFile, acts: Acts
) -> None:
    plain = RequestRow(opened.row.title, "楼下住户", "楼上一方", Coded(), Coded(), id=7)
    case_file = replace(opened, requests=(plain,))
    assert request_card(case_file, TODAY, acts) is None
    card = report_card(case_file, TODAY, acts)
    assert card is not None
    button(card, "核实诉求").click()
    assert acts.asked == [("F2", "REQUEST", "7")]


def test_lines_are_changed_and_removed_by_keys(
    opened: CaseFile, acts: Acts, on_screen: OnScreen
) -> None:
    for maker in (request_card, report_card):
        card = maker(replace(opened, requests=(REQUEST,)), TODAY, acts)
        assert card is not None
        card.resize(600, 300)
        on_screen(card)
        line = card.findChildren(LiveLine)[0]
        line.setFocus()
        QTest.keyClick(line, Qt.Key.Key_F2)
        QTest.keyClick(line, Qt.Key.Key_Delete)
        assert line.accessibleName()
    assert acts.asked == [
        ("F2", "REQUEST", "7"),
        ("Del", "REQUEST", "7"),
        ("F2", "REPORT", "9"),
        ("Del", "REPORT", "9"),
    ]


def test_a_closed_case_takes_a_reply_and_nothing_else(hanlin: CaseFile, acts: Acts) -> None:
    closed = replace(hanlin, requests=(REQUEST,), reports=(REPORT,))
    asked, brought = request_card(closed, TODAY, acts), report_card(closed, TODAY, acts)
    assert asked is not None
    assert brought is not None
    assert asked.findChildren(Button) == []
    assert [each.text() for each in brought.findChildren(Button)] == ["记答复"]
    assert asked.findChildren(LiveLine)[0].focusPolicy() is Qt.FocusPolicy.NoFocus


def test_where_nothing_may_be_changed_nothing_takes_the_focus(opened: CaseFile) -> None:
    for maker in (request_card, report_card):
        card = maker(replace(opened, requests=(REQUEST,)), TODAY, None)
        assert card is not None
        assert card.findChildren(Button) == []
        lines = card.findChildren(LiveLine)
        assert all(line.focusPolicy() is Qt.FocusPolicy.NoFocus for line in lines)


SECRETS = {
    "name": "石榴",
    "words": "葡萄要三千",
    "sum": "3,333元",
    "payer": "枇杷公司",
    "sender": "杨梅热线",
    "number": "外来0316号",
    "reply": "芭蕉已办",
    "home": "柠檬院",
    "workplace": "荔枝厂",
    "born": "1956年3月",
    "consent": "龙眼愿意谈",
}


@pytest.fixture
def secret_page(page: CasePage, desk: Desk, dispute_id: int) -> Iterator[CasePage]:
    """The dispute with somebody who asked for secrecy, what he asked and how he brought it."""
    said = SECRETS
    hidden = desk.keep(
        people.add_party,
        dispute_id,
        PartyDraft(
            "甲",
            said["name"],
            "REPORTER",
            identity="WITHHELD",
            home=said["home"],
            workplace=said["workplace"],
            born=Moment.in_month(date(1956, 3, 1)),
            consent="AGREES",
            consented=DAY,
            consent_words=said["consent"],
        ),
    )
    asked = RequestDraft(
        said["words"],
        amount=Amount(333300),
        asked_by_id=hidden,
        payers=(said["payer"],),
        payees=(said["name"],),
    )
    desk.keep(requests.record_request, dispute_id, asked)
    brought = ReportDraft(
        "HOTLINE",
        DAY,
        sender=said["sender"],
        outside_number=said["number"],
        reply=said["reply"],
        replied=LATER,
        by_id=hidden,
    )
    desk.keep(requests.record_report, dispute_id, brought)
    page.open_case(dispute_id)
    yield page
    page.hide()


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS.keys())
@pytest.mark.usefixtures("secret_page")
def test_nothing_that_leads_to_whoever_asked_for_secrecy_is_anywhere_before_parties(
    desk: Desk, secret: str
) -> None:
    assert secret in words_everywhere()
    desk.set_parties_present(True)
    assert secret not in words_everywhere()


def test_a_request_of_somebody_else_stays_without_the_name(
    secret_page: CasePage, desk: Desk, dispute_id: int
) -> None:
    case_file = desk.read(caseload.case_file, dispute_id, desk.now())
    first = case_file.parties[0].id
    draft = RequestDraft("夜里安静", asked_of="石榴", asked_by_id=first)
    desk.keep(requests.record_request, dispute_id, draft)
    desk.set_parties_present(True)
    assert secret_page.isVisible()
    said = words_everywhere()
    assert "夜里安静" in said
    assert "石榴" not in said
