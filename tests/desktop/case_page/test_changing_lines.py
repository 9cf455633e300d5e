"""The timeline and the card of results: their lines are changed, moved and removed by keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from linli.casework import case_facts, caseload, closing, steps
from linli.desktop.case_page.live_line import LiveLine
from linli.desktop.case_page.page import CasePage
from linli.desktop.case_page.read_text import ReadText
from linli.desktop.case_page.record_cards import correction_card
from linli.desktop.case_page.row_names import words_of
from linli.desktop.case_page.timeline_rows import timeline_rows
from linli.desktop.desk import Desk
from linli.desktop.widgets.panels import Card
from linli.domain.case_file import CaseFile
from linli.domain.drafts import OutcomeDraft, StepDraft
from linli.domain.moments import Moment
from linli.domain.things import Thing

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def asked(page: CasePage) -> list[tuple[object, ...]]:
    """What the page asks of the window."""
    heard: list[tuple[object, ...]] = []
    page.edit_asked.connect(lambda thing, row_id: heard.append(("edit", thing, row_id)))
    page.remove_asked.connect(lambda thing, row_id: heard.append(("remove", thing, row_id)))
    page.turn_asked.connect(lambda thing, row_id: heard.append(("turn", thing, row_id)))
    page.form_asked.connect(lambda form, _preset: heard.append(("ask", form)))
    return heard


def read(desk: Desk, case_id: int) -> CaseFile:
    return desk.read(caseload.case_file, case_id, desk.now())


def order(desk: Desk, case_id: int) -> list[int]:
    return [step.id for step in read(desk, case_id).steps]


def press(page: CasePage, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    page.timeline.setFocus()
    QTest.keyClick(page.timeline, key, modifier or Qt.KeyboardModifier.NoModifier)


def words_in(widget: QWidget) -> list[str]:
    labels = [label.text() for label in widget.findChildren(QLabel)]
    return labels + [text.toPlainText() for text in widget.findChildren(ReadText)]


def test_f2_enter_and_del_mean_what_the_line_dates(
    page: CasePage, desk: Desk, dispute_id: int, asked: list[tuple[object, ...]]
) -> None:
    page.open_case(dispute_id)
    last = read(desk, dispute_id).sessions[-1].id
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Delete):
        press(page, key)
    session = (Thing.SESSION, last)
    assert asked == [("edit", *session), ("edit", *session), ("remove", *session)]
    asked.clear()
    press(page, Qt.Key.Key_Home)
    press(page, Qt.Key.Key_F2)
    assert asked == [("edit", Thing.STEP, read(desk, dispute_id).steps[0].id)]


def test_alt_and_an_arrow_move_a_line_as_far_as_its_time_allows_and_the_cursor_with_it(
    page: CasePage, desk: Desk, dispute_id: int
) -> None:
    vague = desk.keep(steps.record_step, dispute_id, StepDraft("CONTACTED", Moment.not_stated()))
    page.open_case(dispute_id)
    before = order(desk, dispute_id)
    press(page, Qt.Key.Key_Up, ALT)
    assert order(desk, dispute_id) == [*before[:-2], vague, before[-2]]
    assert page.timeline.current_step_id() == vague
    press(page, Qt.Key.Key_Down, ALT)
    assert order(desk, dispute_id) == before
    press(page, Qt.Key.Key_Down, ALT)
    assert order(desk, dispute_id) == before


def test_the_menu_of_a_line_offers_the_same(
    page: CasePage, desk: Desk, dispute_id: int, asked: list[tuple[object, ...]]
) -> None:
    page.open_case(dispute_id)
    menu = page.timeline.menu()
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert words == ["修改", "删除", "上移", "下移", "改记为…"]
    for action in menu.actions():
        if action.text().startswith(("修改", "删除", "改记为")):
            action.trigger()
    last = read(desk, dispute_id).sessions[-1].id
    assert [act for act, *_ in asked] == ["edit", "remove", "turn"]
    assert {row_id for _, _, row_id in asked} == {last}
    menu.deleteLater()


def test_a_closed_case_keeps_its_order_and_says_why(
    page: CasePage, desk: Desk, closed_id: int, answers: object
) -> None:
    page.open_case(closed_id)
    before = order(desk, closed_id)
    press(page, Qt.Key.Key_Up, ALT)
    assert order(desk, closed_id) == before
    assert "请先重新打开" in str(getattr(answers, "asked", ""))


@pytest.mark.parametrize("why", ["parties present", "voided"])
def test_before_parties_and_once_void_no_line_is_changed(
    page: CasePage, desk: Desk, dispute_id: int, asked: list[tuple[object, ...]], why: str
) -> None:
    page.open_case(dispute_id)
    if why == "voided":
        case_file = read(desk, dispute_id)
        row = replace(case_file.row, stage="作废", is_open=False)
        page.show_case(replace(case_file, row=row))
    else:
        desk.set_parties_present(True)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
        press(page, key)
    assert asked == []
    assert page.timeline.menu().actions() == []


def test_how_strongly_it_was_urged_stands_in_its_line(desk: Desk, dispute_id: int) -> None:
    urged = StepDraft("URGED", Moment.not_stated(), to=("翰林社区",), urge_level="RED")
    desk.keep(steps.record_step, dispute_id, urged)
    assert timeline_rows(read(desk, dispute_id)).rows[-1].words == "督办（红牌）"


def test_each_result_is_a_line_that_f2_edits(
    page: CasePage, desk: Desk, dispute_id: int, asked: list[tuple[object, ...]]
) -> None:
    party = read(desk, dispute_id).parties[0].id
    vague = Moment.not_stated()
    ids = [
        desk.keep(closing.record_outcome, dispute_id, draft)
        for draft in (
            OutcomeDraft("PENDING", vague, closes=False, note="等回话"),
            OutcomeDraft("AGREED", vague, closes=False),
            OutcomeDraft("WITHDRAWN", vague, closes=False, party_id=party),
        )
    ]
    page.open_case(dispute_id)
    lines = [
        line
        for line in page.findChildren(LiveLine)
        if line.thing is Thing.OUTCOME and line.isVisible()
    ]
    assert {line.row_id for line in lines} == set(ids)
    lines[0].setFocus()
    QTest.keyClick(lines[0], Qt.Key.Key_F2)
    assert asked == [("edit", Thing.OUTCOME, ids[1])]
    card = next(card for card in page.findChildren(Card) if card.title == "结果")
    said = " ".join(words_in(card))
    assert "楼下住户：撤回" in said
    assert "此前　有待继续" in said


def test_the_card_offers_to_close_where_only_that_is_left(
    page: CasePage, desk: Desk, dispute_id: int
) -> None:
    def button() -> str:
        page.open_case(dispute_id)
        card = next(
            card for card in page.findChildren(Card) if card.title == "结果" and card.isVisible()
        )
        return card.findChildren(QPushButton)[0].accessibleName()

    assert button() == "记结果"
    kept = OutcomeDraft("AGREED", Moment.not_stated(), closes=False)
    desk.keep(closing.record_outcome, dispute_id, kept)
    assert button() == "办结"


def test_what_was_put_right_is_shown_with_what_stood_there(
    page: CasePage, desk: Desk, closed_id: int
) -> None:
    assert correction_card(read(desk, closed_id), desk.now().date(), None) is None
    draft = desk.read(case_facts.case_facts_draft, closed_id)
    wanted = replace(draft, title="楼上半夜有噪声", details="补一句", reason="少写一字")
    desk.keep(case_facts.change_case_facts, closed_id, wanted)
    page.open_case(closed_id)
    card = next(card for card in page.findChildren(Card) if card.title == "补正")
    said = words_in(card)
    assert "标题：“楼上半夜噪声” 改为 “楼上半夜有噪声”" in said
    assert "详情：（空） 改为 “补一句”" in said
    assert any("少写一字" in words for words in said)
    desk.set_parties_present(True)
    QApplication.processEvents()
    assert "补正" not in [each.title for each in page.findChildren(Card) if each.isVisible()]


def test_a_question_names_the_row_and_before_parties_does_not(
    page: CasePage, desk: Desk, dispute_id: int
) -> None:
    page.open_case(dispute_id)
    file = read(desk, dispute_id)
    assert page.words_of(Thing.SESSION, file.sessions[1].id) == "背靠背"
    assert page.words_of(Thing.STEP, file.steps[1].id) == "到场"
    assert page.words_of(Thing.PARTY, file.parties[0].id) == "楼下住户"
    assert words_of(file, Thing.GIFT, 1) == ""
    desk.set_parties_present(True)
    assert page.words_of(Thing.PARTY, file.parties[0].id) == ""
