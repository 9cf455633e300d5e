"""关联 and 提醒 on a real record file: found, kept, read back and changed through their forms."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from linli.casework import caseload, grid, reminders, ties
from linli.casework.intake import take_down
from linli.casework.state import change_if_unchanged
from linli.desktop.desk import Desk
from linli.desktop.forms.link import LinkForm
from linli.desktop.forms.reminder import ReminderForm
from linli.domain.case_file import CaseFile
from linli.domain.drafts import (
    CaseDraft,
    LinkDraft,
    OfficeDraft,
    PartyDraft,
    ReminderDraft,
    TierDraft,
    UnitDraft,
)
from linli.domain.moments import Moment
from linli.records.database import Database

from .hand import Around, Hand, Kept, Show


@pytest.fixture
def desk(database: Database, now: datetime, tmp_path: Path) -> Desk:
    """A desk whose file has a noise and a leak."""
    made = Desk(database, tmp_path, lambda: now)
    office = OfficeDraft(
        name="枫杨办事处",
        short_name="枫杨",
        tiers=(TierDraft("二级网格", 1),),
        units=(UnitDraft("翰林社区", "二级网格", ""),),
    )
    made.keep(grid.keep_office, office, now)
    for title, name in (("半夜噪声", "楼下住户"), ("楼道漏水", "赵某")):
        draft = CaseDraft(
            "DISPUTE",
            "PHONE",
            title,
            Moment.at_minute(now),
            parties=(PartyDraft(name=name, side="甲"),),
        )
        made.keep(take_down, draft, now)
    return made


@pytest.fixture
def read(desk: Desk) -> Callable[[int], CaseFile]:
    """Reads a case."""
    return lambda case_id: desk.read(caseload.case_file, case_id, desk.now())


@pytest.fixture
def find(desk: Desk) -> Callable[[str], Sequence[ties.CaseToLink]]:
    """Seeks cases in the record."""
    return lambda words: desk.read(ties.cases_to_link, words)


def saving(save: Callable[..., object]) -> Around:
    """The keyword by which a form is told how to keep its draft."""
    return {"save": save}


def test_a_link_sought_by_a_party_is_kept_and_changed_from_the_other_case(
    desk: Desk,
    read: Callable[[int], CaseFile],
    find: Callable[[str], Sequence[ties.CaseToLink]],
    kept: Kept,
    show: Show,
    hand: Hand,
) -> None:
    choices = desk.read(grid.choices)
    around: Around = {"now": desk.now, "ask": kept.ask, "find": find}

    def keep(draft: LinkDraft, _go_on: bool) -> object:  # noqa: FBT001 - as a form calls it
        return desk.keep(ties.record_link, 1, draft)

    show(LinkForm(read(1), choices, **around, **saving(keep)))
    hand.press("qyy⏎")
    hand.write("赵某")
    hand.press("⏎")
    hand.chord("Ctrl+S")
    (link,) = read(2).links
    assert (link.words, link.title) == ("由此引起", "半夜噪声")

    before = desk.read(ties.link_draft, link.id)

    def change(draft: LinkDraft, _go_on: bool) -> object:  # noqa: FBT001 - as a form calls it
        return desk.keep(
            change_if_unchanged, link.id, draft, before, ties.link_draft, ties.change_link
        )

    form = LinkForm(read(2), choices, kept=before, **around, **saving(change))
    show(form)
    form.kind.set_value("SPLIT")
    assert form.submit()
    assert [(row.id, row.words) for row in read(1).links] == [(link.id, "分自")]


def test_a_reminder_is_kept_and_changed_in_place(
    desk: Desk, read: Callable[[int], CaseFile], kept: Kept, show: Show, hand: Hand
) -> None:
    choices = desk.read(grid.choices)
    around: Around = {"now": desk.now, "ask": kept.ask}

    def keep(draft: ReminderDraft, _go_on: bool) -> object:  # noqa: FBT001 - as a form calls it
        return desk.keep(reminders.record_reminder, 1, draft)

    show(ReminderForm(read(1), choices, **around, **saving(keep)))
    hand.press("⏎")
    hand.write("明天")
    hand.press("⏎⏎")
    hand.write("回电话")
    hand.chord("Ctrl+S")
    (reminder,) = read(1).reminders
    assert (reminder.what, reminder.due.words) == ("回电话", "明天")

    before = desk.read(reminders.reminder_draft, reminder.id)

    def change(draft: ReminderDraft, _go_on: bool) -> object:  # noqa: FBT001 - as a form calls it
        return desk.keep(reminders.change_reminder, reminder.id, draft)

    form = ReminderForm(read(1), choices, kept=before, **around, **saving(change))
    show(form)
    form.what.set_text("上门看看")
    assert form.submit()
    assert [(row.id, row.what) for row in read(1).reminders] == [(reminder.id, "上门看看")]
