"""The card of agreements: who agreed, what is owed and how it stands; covered from those it is not of."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from linli.casework import agreements, caseload, grid, intake
from linli.desktop.case_page.agreed import covered_agreement
from linli.desktop.case_page.agreements_card import agreements_card
from linli.desktop.case_page.live_line import LiveLine
from linli.desktop.case_page.timeline_rows import timeline_rows
from linli.desktop.widgets.badges import Badge
from linli.desktop.widgets.buttons import Button
from linli.domain.amounts import Amount
from linli.domain.case_file import CaseFile
from linli.domain.drafts import (
    AgreementDraft,
    AgreementEventDraft,
    CaseDraft,
    InstalmentDraft,
    ObligationDraft,
    OfficeDraft,
    PartyDraft,
    PerformanceDraft,
    SignatureDraft,
)
from linli.domain.moments import Moment
from linli.domain.things import Thing
from linli.records.database import Database

NOW = datetime(2025, 5, 12, 9, 0)
MADE = Moment.on_day(date(2025, 3, 16))
Read = Callable[[], CaseFile]


class Acts:
    """Notes what a card asks for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def ask(self, form: str) -> None:
        self.asked.append((form,))

    def edit(self, thing: Thing, row_id: int) -> None:
        self.asked.append(("F2", thing.value, str(row_id)))

    def remove(self, thing: Thing, row_id: int) -> None:
        self.asked.append(("Del", thing.value, str(row_id)))


def _day(month: int, day: int) -> Moment:
    return Moment.on_day(date(2025, month, day))


def _kept(path: Path, *sides: str) -> CaseFile:
    """A dispute of these sides in which 甲 and 乙 agreed on money in three parts."""
    from linli.records.upgrade import create

    create(path)
    with Database(path) as database, database.writing() as session:
        grid.keep_office(session, OfficeDraft("枫杨办事处", "枫杨"), NOW)
        names = {"甲": "楼下住户", "乙": "楼上住户", "丙": "物业公司"}
        parties = tuple(PartyDraft(side, names[side]) for side in sides)
        case_id = intake.take_down(
            session, CaseDraft("DISPUTE", "PHONE", "漏水", MADE, parties=parties), NOW
        )
        first, second, *_ = caseload.case_file(session, case_id, NOW).parties
        parts = tuple(InstalmentDraft(_day(month, 10), Amount(100000)) for month in (4, 5, 6))
        made = agreements.record_agreement(
            session,
            case_id,
            AgreementDraft(
                MADE,
                "WRITTEN",
                (SignatureDraft(first.id, "SIGNED"), SignatureDraft(second.id, "BY_PROXY", "其子")),
                led_by="枫杨司法所",
                text="分期赔偿三千元。",
                obligations=(
                    ObligationDraft(
                        "赔偿损失",
                        "MONEY",
                        by=("楼上住户",),
                        to=("楼下住户",),
                        toward="PARTIES",
                        amount=Amount(300000),
                        timing="INSTALMENTS",
                        instalments=parts,
                    ),
                    ObligationDraft("不在夜里用水泵", "FORBEARANCE", timing="STANDING"),
                ),
            ),
        )
        money = agreements.agreement_draft(session, made).obligations[0]
        agreements.record_performance(
            session,
            case_id,
            PerformanceDraft(
                money.id or 0,
                _day(4, 12),
                money.instalments[0].id,
                "LATE",
                ("楼上住户",),
                Amount(100000),
                "收条",
                "晚了两天。",
            ),
        )
        agreements.record_agreement_event(
            session,
            case_id,
            AgreementEventDraft(made, "CONFIRMED", _day(4, 20), docket="(2025)豫01民特1号"),
        )
        return caseload.case_file(session, case_id, NOW)


@pytest.fixture
def of_two(tmp_path: Path) -> CaseFile:
    return _kept(tmp_path / "台账.linli", "甲", "乙")


@pytest.fixture
def of_three(tmp_path: Path) -> CaseFile:
    return _kept(tmp_path / "台账.linli", "甲", "乙", "丙")


def _words(widget: QWidget) -> list[str]:
    labels = [label.text() for label in widget.findChildren(QLabel)]
    badges = [badge.text for badge in widget.findChildren(Badge)]
    lines = [line.accessibleName() for line in widget.findChildren(LiveLine)]
    return [words for words in (*labels, *badges, *lines) if words]


def test_it_says_who_agreed_what_is_owed_and_how_that_stands(
    qtbot: QtBot, of_two: CaseFile
) -> None:
    card = agreements_card(of_two, NOW.date(), Acts())
    assert card is not None
    qtbot.addWidget(card)
    said = _words(card)
    assert "甲方 楼下住户（签字）、乙方 楼上住户（其子代签）" in said
    assert "已司法确认 (2025)豫01民特1号" in said
    assert "楼上住户 → 楼下住户 赔偿损失 3,000元" in said
    assert "分3期 · 还差 2,000元" in said
    assert "4月12日 · 迟延履行 · 第1期 · 1,000元 · 收条" in said
    badges = [badge.text for badge in card.findChildren(Badge)]
    assert badges[1:] == ["逾期", "已履行", "逾期", "未到期", "待履行"]


def test_its_lines_are_changed_and_removed_by_keys_and_an_obligation_with_its_agreement(
    qtbot: QtBot, of_two: CaseFile
) -> None:
    acts = Acts()
    card = agreements_card(of_two, NOW.date(), acts)
    assert card is not None
    qtbot.addWidget(card)
    lines = card.findChildren(LiveLine)
    for line in lines:
        QTest.keyClick(line, Qt.Key.Key_F2)
    agreement = str(of_two.agreements[0].id)
    assert acts.asked == [
        ("F2", "AGREEMENT", agreement),
        ("F2", "AGREEMENT", agreement),
        ("F2", "PERFORMANCE", "1"),
        ("F2", "AGREEMENT", agreement),
        ("F2", "AGREEMENT_EVENT", "1"),
    ]
    acts.asked.clear()
    for line in lines:
        QTest.keyClick(line, Qt.Key.Key_Delete)
    assert [asked[1] for asked in acts.asked] == ["AGREEMENT", "PERFORMANCE", "AGREEMENT_EVENT"]


def test_its_buttons_ask_for_the_forms(qtbot: QtBot, of_two: CaseFile) -> None:
    acts = Acts()
    card = agreements_card(of_two, NOW.date(), acts)
    assert card is not None
    qtbot.addWidget(card)
    for button in card.findChildren(Button):
        button.click()
    assert acts.asked == [("AGREEMENT",), ("PERFORMANCE",), ("AGREEMENT_EVENT",)]


def test_a_dispute_without_agreement_has_one_line_and_any_other_case_none(
    qtbot: QtBot, of_two: CaseFile
) -> None:
    bare = replace(of_two, agreements=())
    card = agreements_card(bare, NOW.date(), Acts())
    assert card is not None
    qtbot.addWidget(card)
    assert (card.title, [button.text() for button in card.findChildren(Button)]) == (
        "协议",
        ["添加"],
    )
    hazard = replace(bare, row=replace(bare.row, kind=bare.row.kind._replace(code="HAZARD")))
    assert agreements_card(hazard, NOW.date(), Acts()) is None


def test_a_closed_case_changes_no_agreement_and_takes_performance(
    qtbot: QtBot, of_two: CaseFile
) -> None:
    closed = replace(of_two, row=replace(of_two.row, is_open=False))
    card = agreements_card(closed, NOW.date(), Acts())
    assert card is not None
    qtbot.addWidget(card)
    live = [line.thing for line in card.findChildren(LiveLine) if line.accessibleDescription()]
    assert live == [Thing.PERFORMANCE, Thing.AGREEMENT_EVENT]
    names = [button.accessibleName() for button in card.findChildren(Button)]
    assert names == ["记履行记录", "记协议变动"]


def test_what_two_of_three_agreed_is_covered_while_parties_are_present(
    qtbot: QtBot, of_three: CaseFile
) -> None:
    (row,) = of_three.agreements
    assert row.sides == ("甲", "乙")
    shown = replace(of_three, agreements=(covered_agreement(row, of_three.parties, "已遮住"),))
    card = agreements_card(shown, NOW.date(), None)
    assert card is not None
    qtbot.addWidget(card)
    said = "".join(_words(card)) + "".join(each.spoken for each in timeline_rows(shown).rows)
    for secret in ("赔偿损失", "3,000", "1,000", "分期赔偿", "收条", "晚了两天", "民特", "水泵"):
        assert secret not in said
    assert "已遮住" in said


def test_what_all_sides_agreed_is_open_to_all(of_two: CaseFile) -> None:
    (row,) = of_two.agreements
    assert covered_agreement(row, of_two.parties, "已遮住") == row


def test_the_timeline_tells_which_part_was_performed_and_no_step_does(of_two: CaseFile) -> None:
    told = {each.words: each.note for each in timeline_rows(of_two).rows if each.step_id}
    assert told["协议"] == "书面，2项履行事项"
    assert told["履行"] == "迟延履行 赔偿损失 第1期 1,000元"
    assert told["协议变动"] == "司法确认 (2025)豫01民特1号"
    assert not any(step.note for step in of_two.steps if step.thing is not Thing.STEP)
