"""An office on a Wednesday morning with something late, something due, something to come."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from linli.casework import grid
from linli.casework.intake import take_down
from linli.casework.reminders import record_reminder
from linli.desktop.desk import Desk
from linli.domain.drafts import (
    CaseDraft,
    OfficeDraft,
    PartyDraft,
    PlaceDraft,
    ReminderDraft,
    TierDraft,
    UnitDraft,
    WorkerDraft,
)
from linli.domain.moments import Moment
from linli.records.database import Database


class Clock:
    """The office's wall time, which a test may turn."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """Now."""
        return self.at


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def desk(database: Database, clock: Clock, now: datetime, tmp_path: Path) -> Desk:
    """A desk whose office has two communities, a worker in each, and nothing to do."""
    office = OfficeDraft(
        name="枫杨办事处",
        short_name="枫杨",
        tiers=(TierDraft("一级网格", 2), TierDraft("二级网格", 1)),
        units=(
            UnitDraft("枫杨办事处", "一级网格", ""),
            UnitDraft("翰林社区", "二级网格", "枫杨办事处"),
            UnitDraft("万和社区", "二级网格", "枫杨办事处"),
        ),
        workers=(
            WorkerDraft("李明", "翰林社区", "GRID_WORKER"),
            WorkerDraft("王芳", "万和社区", "GRID_WORKER"),
        ),
    )
    made = Desk(database, tmp_path, clock)
    made.keep(grid.keep_office, office, now)
    return made


@pytest.fixture
def busy(desk: Desk, now: datetime) -> dict[str, int]:
    """The ids of three cases and of the two reminders on the first."""
    draft = CaseDraft(
        "DISPUTE",
        "PHONE",
        "半夜噪声",
        Moment.on_day(datetime(2025, 3, 20)),
        due=Moment.on_day(datetime(2025, 3, 31)),
        registered_by="翰林社区",
        place=PlaceDraft(grid="翰林社区", estate="翰林苑"),
        parties=(PartyDraft(name="楼下住户", side="甲"), PartyDraft(name="楼上住户", side="乙")),
    )
    leak = replace(draft, title="楼道漏水", due=Moment.at_minute(now.replace(hour=17, minute=30)))
    lift = replace(
        draft, title="电梯停运", due=Moment.on_day(datetime(2025, 4, 7)), registered_by="万和社区"
    )
    call = ReminderDraft(Moment.at_minute(now.replace(hour=10, minute=0)), "给楼下住户回电话")
    talk = ReminderDraft(
        Moment.at_minute(datetime(2025, 4, 4, 14, 30)), "面对面调解", "SESSION", "王芳"
    )
    noise = desk.keep(take_down, draft, now)
    return {
        "noise": noise,
        "leak": desk.keep(take_down, leak, now),
        "lift": desk.keep(take_down, lift, now),
        "call": desk.keep(record_reminder, noise, call),
        "talk": desk.keep(record_reminder, noise, talk),
    }


@pytest.fixture
def choose(desk: Desk) -> Callable[[str], None]:
    """Chooses the 当班人 by name."""

    def choose(name: str) -> None:
        ids = {known: id_ for id_, known in desk.read(grid.workers)}
        desk.choose_worker(ids.get(name), name)

    return choose
