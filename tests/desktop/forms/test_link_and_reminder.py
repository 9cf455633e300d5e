"""关联 and 提醒: what they ask, seek and hand over."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from linli.casework.ties import CaseToLink
from linli.desktop.forms.link import LinkForm
from linli.desktop.forms.reminder import ReminderForm
from linli.domain.case_file import CaseFile, Choices, Coded, LinkRow
from linli.domain.drafts import LinkDraft, ReminderDraft
from linli.domain.moments import Moment
from linli.errors import LinliError, Refused

from .hand import Around, Hand, Kept, Show

OWN = CaseToLink(1, "枫杨〔2025〕纠纷0001", "楼上半夜噪声，两户多次争吵", "待受理")
LEAK = CaseToLink(7, "枫杨〔2025〕隐患0002", "楼道漏水", "已办结")
AGAIN = CaseToLink(8, "枫杨〔2025〕隐患0003", "楼道又漏水", "待受理")
VOIDED = CaseToLink(9, "枫杨〔2025〕纠纷0004", "录重了的噪声", "作废")


@dataclass
class Record:
    """Cases to be found, and the words they were sought by."""

    cases: tuple[CaseToLink, ...] = (OWN, LEAK, AGAIN, VOIDED)
    sought: list[str] = field(default_factory=list[str])
    trouble: LinliError | None = None

    def find(self, words: str) -> Sequence[CaseToLink]:
        """The cases whose number or title has the words in it."""
        self.sought.append(words)
        if self.trouble is not None:
            raise self.trouble
        return [case for case in self.cases if words in f"{case.number} {case.title}"]


@pytest.fixture
def record() -> Record:
    return Record()


@pytest.fixture
def link(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, record: Record
) -> LinkForm:
    made = LinkForm(hanlin, choices, find=record.find, **around)
    show(made)
    return made


@pytest.fixture
def reminder(hanlin: CaseFile, choices: Choices, around: Around, show: Show) -> ReminderForm:
    made = ReminderForm(hanlin, choices, **around)
    show(made)
    return made


@pytest.fixture
def linked(hanlin: CaseFile) -> CaseFile:
    """The case with one link, which leads to it from the leak."""
    row = LinkRow(
        id=3,
        kind=Coded("FOLLOWS", "由此引起"),
        words="起因于",
        case_id=LEAK.id,
        number=LEAK.number,
        title=LEAK.title,
        note="漏水后才争吵",
        stage=LEAK.stage,
    )
    return replace(hanlin, links=(row,))


KEPT = LinkDraft("FOLLOWS", OWN.id, "漏水后才争吵", seen_from=LEAK.id)
"""The link of ``linked`` as the leak's case would record it."""


@pytest.mark.usefixtures("link")
def test_a_link_is_taken_down_by_keys_alone(kept: Kept, hand: Hand) -> None:
    hand.press("qyy⏎")
    hand.write("楼道漏")
    hand.press("⏎")
    hand.write("漏水后才争吵")
    hand.chord("Ctrl+S")
    assert kept.drafts == [LinkDraft("FOLLOWS", LEAK.id, "漏水后才争吵", leads_here=True)]
    assert hand.presses == 6


def test_what_fits_several_cases_waits_for_one_to_be_chosen(
    link: LinkForm, kept: Kept, hand: Hand
) -> None:
    link.kind.set_value("RELATED")
    link.other_case.focus()
    hand.write("漏水")
    hand.press("⏎")
    assert link.other_case.hint == "有 2 件相符：再输几个字，或按 ↓ 选"
    hand.chord("Down")
    hand.chord("Down")
    hand.press("⏎")
    assert link.other_case.line.text() == "枫杨〔2025〕隐患0003　楼道又漏水"
    assert link.submit()
    assert kept.drafts[0].other_case == AGAIN.id


def test_the_record_is_asked_once_for_the_words_typed(
    link: LinkForm, hand: Hand, record: Record
) -> None:
    link.other_case.focus()
    hand.press("0002")
    hand.press("⏎")
    assert record.sought == ["0002"]
    assert link.other_case.value() == str(LEAK.id)


def test_the_list_opens_by_itself_once_the_hand_rests(
    link: LinkForm, hand: Hand, qtbot: QtBot
) -> None:
    link.other_case.focus()
    hand.write("漏水")
    qtbot.waitUntil(lambda: link.other_case.line.popup is not None)
    link.other_case.line.close_list()


def test_without_words_the_latest_cases_are_offered_but_for_this_one(
    link: LinkForm, hand: Hand
) -> None:
    link.other_case.focus()
    hand.chord("Down")
    popup = link.other_case.line.popup
    assert popup is not None
    words = [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]
    assert words == [
        "枫杨〔2025〕隐患0002　楼道漏水",
        "枫杨〔2025〕隐患0003　楼道又漏水",
        "枫杨〔2025〕纠纷0004　录重了的噪声（作废）",
    ]


def test_what_nothing_fits_is_said_and_marked_on_saving(link: LinkForm, hand: Hand) -> None:
    link.kind.set_value("RELATED")
    link.other_case.focus()
    hand.write("电梯")
    hand.press("⏎")
    assert link.other_case.hint == "没有找到“电梯”"
    assert not link.submit()
    assert link.other_case.error == "请从列出的里面选；没有认出“电梯”"


def test_a_record_that_cannot_be_read_says_so_at_the_field(
    link: LinkForm, hand: Hand, record: Record
) -> None:
    record.trouble = LinliError("记录文件读不出来。")
    link.other_case.focus()
    hand.write("漏水")
    hand.press("⏎")
    assert link.other_case.hint == "记录文件读不出来。"


def test_kind_and_other_case_are_asked_for(link: LinkForm) -> None:
    assert not link.submit()
    assert (link.kind.error, link.other_case.error) == ("请选怎样关联", "请选另一件事项")


def test_the_kind_says_how_it_reads_from_the_other_case(link: LinkForm) -> None:
    link.kind.set_value("FOLLOWS")
    assert link.kind.hint == "另一件的页上读作“起因于”"
    link.kind.set_value("BATCH")
    assert link.kind.hint == "另一件的页上读作“同批”"


def test_a_refusal_of_the_record_stands_at_its_field(link: LinkForm, kept: Kept) -> None:
    link.kind.set_value("RELATED")
    link.other_case.set_raw([str(LEAK.id), "枫杨〔2025〕隐患0002　楼道漏水", LEAK.number])
    kept.trouble = Refused(("other_case", "和这件事项已经有“相关”的关联"))
    assert not link.submit()
    assert link.other_case.error == "和这件事项已经有“相关”的关联"


def test_all_that_was_typed_comes_back(
    link: LinkForm, hanlin: CaseFile, choices: Choices, around: Around, record: Record, show: Show
) -> None:
    link.kind.set_value("SPLIT_HERE")
    link.other_case.set_raw([str(LEAK.id), "枫杨〔2025〕隐患0002　楼道漏水", LEAK.number])
    link.note.set_text("说明")
    again = LinkForm(hanlin, choices, find=record.find, **around)
    again.restore(link.raw())
    assert again.raw() == link.raw()
    assert again.compose() == LinkDraft("SPLIT", LEAK.id, "说明", leads_here=True)
    again.other_case.set_raw("半个字")
    assert again.raw()["other_case"] == "半个字"
    show(again)


def test_while_parties_are_present_cases_go_by_their_number(link: LinkForm, hand: Hand) -> None:
    link.other_case.set_raw([str(LEAK.id), "枫杨〔2025〕隐患0002　楼道漏水", LEAK.number])
    before = link.raw()
    link.set_parties_present(is_present=True)
    assert link.other_case.line.text() == LEAK.number
    assert link.raw() == before
    assert link.other_case.value() == str(LEAK.id)
    link.other_case.focus()
    link.other_case.line.clear()
    hand.write("漏水")
    hand.press("⏎")
    popup = link.other_case.line.popup
    assert popup is not None
    words = [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]
    assert words == [LEAK.number, AGAIN.number]
    link.other_case.line.close_list()
    link.set_parties_present(is_present=False)
    link.restore(before)
    assert link.other_case.line.text() == "枫杨〔2025〕隐患0002　楼道漏水"


def test_a_link_is_changed_in_the_words_of_the_case_on_the_screen(
    linked: CaseFile, choices: Choices, around: Around, show: Show, record: Record, kept: Kept
) -> None:
    form = LinkForm(linked, choices, find=record.find, kept=KEPT, **around)
    show(form)
    assert form.title_label.text() == "修改关联"
    assert form.kind.text() == "起因于"
    assert form.other_case.line.text() == "枫杨〔2025〕隐患0002　楼道漏水"
    form.kind.set_value("FOLLOWS")
    assert form.submit()
    assert kept.drafts == [LinkDraft("FOLLOWS", LEAK.id, "漏水后才争吵", seen_from=OWN.id)]


def test_a_link_is_changed_from_the_case_it_leads_from(
    linked: CaseFile, choices: Choices, around: Around, show: Show, record: Record, kept: Kept
) -> None:
    draft = LinkDraft("FOLLOWS", LEAK.id, seen_from=OWN.id)
    form = LinkForm(linked, choices, find=record.find, kept=draft, **around)
    show(form)
    assert form.kind.text() == "由此引起"
    assert form.submit()
    assert kept.drafts == [draft]


@pytest.mark.usefixtures("reminder")
def test_a_reminder_is_taken_down_by_keys_alone(kept: Kept, hand: Hand) -> None:
    hand.press("y⏎")
    hand.write("明天下午2点半")
    hand.press("⏎⏎")
    hand.write("约楼下住户来谈")
    hand.chord("Ctrl+S")
    assert kept.drafts == [
        ReminderDraft(
            Moment.at_minute(datetime(2025, 3, 17, 14, 30)), "约楼下住户来谈", "APPOINTMENT"
        )
    ]


def test_a_reminder_looks_ahead(reminder: ReminderForm) -> None:
    reminder.moment.set_text("3.10")
    assert reminder.moment.value() == Moment.on_day(datetime(2026, 3, 10))


def test_a_reminder_asks_for_a_day_and_for_what(reminder: ReminderForm) -> None:
    assert not reminder.submit()
    assert reminder.moment.error == "请写日期，如 明天 或 3.20 14:30"
    assert reminder.what.error == "请写要做什么"


def test_a_reminder_is_for_a_worker_of_the_office_or_for_all(
    reminder: ReminderForm, kept: Kept
) -> None:
    reminder.moment.set_text("明天")
    reminder.what.set_text("回电话")
    reminder.worker.set_text("外人")
    assert not reminder.submit()
    assert reminder.worker.error == "提醒谁里没有“外人”"
    reminder.worker.set_text("翰林社区网格员")
    assert reminder.submit()
    assert kept.drafts[0].worker == "翰林社区网格员"


@pytest.mark.parametrize("worker", ["", "翰林社区网格员", "已调走的同事"])
def test_a_reminder_changed_in_nothing_is_handed_over_as_it_was(
    hanlin: CaseFile, choices: Choices, around: Around, show: Show, kept: Kept, worker: str
) -> None:
    draft = ReminderDraft(
        Moment.at_minute(datetime(2025, 3, 10, 9, 5)), "回电话", "SESSION", worker, is_done=True
    )
    form = ReminderForm(hanlin, choices, kept=draft, **around)
    show(form)
    assert form.title_label.text() == "修改提醒"
    assert not form.is_changed()
    assert form.submit()
    assert kept.drafts == [draft]


def test_a_reminder_is_put_back_as_it_was_typed(
    reminder: ReminderForm,
    hanlin: CaseFile,
    choices: Choices,
    around: Around,
) -> None:
    reminder.kind.set_value("SESSION")
    reminder.moment.set_text("下周三 9点")
    reminder.what.set_text("面对面调解")
    again = ReminderForm(hanlin, choices, **around)
    again.restore(reminder.raw())
    assert again.raw() == reminder.raw()
