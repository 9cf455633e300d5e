"""Cases in memory: what the list shows, without a record file."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from linli.desktop.case_list.rows import Caseload
from linli.domain.case_file import (
    CaseFile,
    CaseRow,
    Coded,
    DueRow,
    DueState,
    ListCounts,
    ListQuery,
    ListScope,
    OfficeRow,
    PartyRow,
    PlaceRow,
    StepRow,
)
from linli.domain.moments import Moment

TODAY = date(2025, 3, 20)
NOISE = CaseRow(
    id=1,
    number="枫杨〔2025〕纠纷0001",
    title="楼上半夜噪声，两户多次争吵",
    kind=Coded("DISPUTE", "矛盾纠纷"),
    stage="调解中",
    result=Coded(),
    due=DueRow(DueState.NOT_SET, "未设时限"),
    place=PlaceRow(("枫杨办事处", "翰林社区"), "二级网格"),
    parties=("楼下住户", "楼上住户"),
    holder="社区网格员",
    holder_tier="二级网格",
    registered=Moment.on_day(date(2025, 3, 15)),
    is_open=True,
    is_sample=True,
)
VISIT = replace(
    NOISE,
    id=2,
    number="枫杨〔2025〕活动0001",
    title="参观消防站，沉浸式学安全",
    kind=Coded("ACTIVITY", "活动需求"),
    stage="已办结",
    result=Coded("HELD", "已举办"),
    due=DueRow(DueState.CLOSED, "已办结"),
    place=PlaceRow(("枫杨办事处", "荣邦城社区"), "二级网格"),
    parties=("辖区学生 50余名",),
    holder="",
    holder_tier="",
    registered=Moment.on_day(date(2025, 3, 12)),
    is_open=False,
)
WATER = replace(
    VISIT,
    id=3,
    number="枫杨〔2025〕隐患0001",
    title="4号楼1单元三层平台积水",
    kind=Coded("HAZARD", "安全隐患"),
    result=Coded("SOLVED", "已解决"),
    place=PlaceRow(("枫杨办事处", "大里村"), "二级网格", estate="大里鑫茂源小区"),
    parties=(),
    registered=Moment.on_day(date(2025, 3, 5)),
)
ILLNESS = replace(
    VISIT,
    id=4,
    number="枫杨〔2025〕帮扶0001",
    title="大病住院，家庭难以负担后续费用",
    kind=Coded("AID", "困难帮扶"),
    place=PlaceRow(("枫杨办事处", "万和社区"), "二级网格"),
    parties=("张某",),
    registered=Moment.on_day(date(2025, 2, 13)),
)
FOUR = (NOISE, VISIT, WATER, ILLNESS)
SECRETS = ("噪声", "消防站", "积水", "大病", "住户", "学生", "张某", "翰林", "荣邦", "大里", "万和")
"""Words that stand in titles, parties and places of the four."""


def many(count: int) -> tuple[CaseRow, ...]:
    """As many cases as asked for, of every state."""
    dues = (
        DueRow(DueState.OVERDUE, "超期2天"),
        DueRow(DueState.SOON, "今天 17:30"),
        DueRow(DueState.IN_TIME, "剩3天"),
        DueRow(DueState.STANDING, "中止"),
        DueRow(DueState.NOT_SET, "未设时限"),
    )
    return tuple(
        replace(
            NOISE,
            id=place + 100,
            number=f"枫杨〔2025〕纠纷{place + 100:04}",
            title=f"第{place}件，很长的标题用来看省略号很长的标题用来看省略号很长的标题用来看省略号",
            due=dues[place % len(dues)],
            holder="名字很长的社区网格服务站",
            parties=("甲方一", "甲方二", "乙方一", "名字也很长的一方当事人"),
        )
        for place in range(count)
    )


@dataclass
class Cases:
    """A caseload in memory that notes how many rows it was asked for."""

    all: tuple[CaseRow, ...] = FOUR
    follow_up: tuple[int, ...] = (3,)
    rows_read: list[int] = field(default_factory=list[int])

    def today(self) -> date:
        """The day the list is read on."""
        return TODAY

    def ids(self, query: ListQuery) -> array[int]:
        """The ids of the cases asked for."""
        return array("q", [row.id for row in self.all if self._is_asked(row, query)])

    def rows(self, ids: Sequence[int]) -> Sequence[CaseRow]:
        """The rows of ``ids``."""
        self.rows_read.extend(ids)
        by_id = {row.id: row for row in self.all}
        return [by_id[each] for each in ids]

    def counts(self) -> ListCounts:
        """The figures of the sidebar and the chips."""
        kinds = {row.kind for row in self.all}
        grids = {row.place.grid for row in self.all}
        due = [row.due.state for row in self.all if row.is_open]
        opened = sum(row.is_open for row in self.all)
        return ListCounts(
            open=opened,
            all=len(self.all),
            closed=len(self.all) - opened,
            overdue=due.count(DueState.OVERDUE),
            soon=due.count(DueState.SOON),
            not_set=due.count(DueState.NOT_SET),
            follow_up=len(self.follow_up),
            kinds=tuple(
                (kind.code, kind.label, sum(row.kind == kind for row in self.all))
                for kind in sorted(kinds)
            ),
            grids=tuple(
                (grid, grid, sum(row.place.grid == grid for row in self.all))
                for grid in sorted(grids)
            ),
        )

    def case_file(self, case_id: int) -> CaseFile:
        """One case with two sides and four steps."""
        row = next(row for row in self.all if row.id == case_id)
        sides = "甲乙" if row.kind.code == "DISPUTE" else ("", "")
        roles = (Coded("REQUESTER", "诉求人"), Coded("RESPONDENT", "对方"))
        return CaseFile(
            row=row,
            office=OfficeRow("枫杨办事处", "枫杨", "", "Asia/Shanghai", is_sample=True),
            dispute_type=Coded(),
            urgency=Coded(),
            channel=Coded(),
            details="",
            reported=row.registered,
            happened=None,
            due=None,
            due_words="",
            registered_by="",
            people=(),
            parties=tuple(
                _party(place, side, name, role)
                for place, (side, name, role) in enumerate(
                    zip(sides, row.parties, roles, strict=False)
                )
            ),
            requests=(),
            reports=(),
            steps=tuple(_step(place, row) for place in range(4)),
            sessions=(),
            outcomes=(),
            closing=None,
            gifts=(),
            activities=(),
            follow_ups=(),
            thanks=(),
            minutes_to_done=None,
            is_restricted=False,
        )

    def _is_asked(self, row: CaseRow, query: ListQuery) -> bool:
        of_scope = {
            ListScope.OPEN: row.is_open,
            ListScope.ALL: True,
            ListScope.CLOSED: not row.is_open,
        }
        text = " ".join((row.number, row.title, row.place.grid, *row.parties))
        return (
            of_scope[query.scope]
            and query.kind in {"", row.kind.code}
            and query.grid in {"", row.place.grid}
            and (query.due is None or row.due.state is query.due)
            and (not query.needs_follow_up or row.id in self.follow_up)
            and query.words in text
        )


@pytest.fixture
def cases() -> Caseload:
    """Four cases, one of them open."""
    return Cases()


@pytest.fixture
def long_list() -> Caseload:
    """Five thousand open cases."""
    return Cases(many(5000))


@pytest.fixture
def rows_read(long_list: Caseload) -> list[int]:
    """The ids of the rows the long list was asked for, as they were asked."""
    assert isinstance(long_list, Cases)
    return long_list.rows_read


@pytest.fixture
def secrets() -> tuple[str, ...]:
    """Words that stand in titles, parties and places of the four cases."""
    return SECRETS


@pytest.fixture
def close_first(cases: Caseload) -> Callable[[], None]:
    """Closes the one open case of the four."""
    assert isinstance(cases, Cases)

    def close() -> None:
        first, *rest = cases.all
        done = replace(first, is_open=False, due=DueRow(DueState.CLOSED, "已办结"))
        cases.all = (done, *rest)

    return close


def _party(place: int, side: str, name: str, role: Coded) -> PartyRow:
    return PartyRow(
        id=place,
        side=side,
        name=name,
        kind="PERSON",
        roles=(role,),
        identity=Coded(),
        phone="",
        id_number="",
        home="",
        people=None,
        remark="",
        represents="",
        part_of="",
    )


def _step(place: int, row: CaseRow) -> StepRow:
    actions = (
        Coded("REGISTERED", "登记"),
        Coded("ACCEPTED", "受理"),
        Coded("ON_SITE", "到场"),
        Coded("NOTED", "记事"),
    )
    notes = (
        "反映楼上半夜有噪声；此前双方自行商谈时发生争吵，矛盾不断升级，楼上已不愿再谈。",
        "",
        "一同走访双方。",
        "",
    )
    return StepRow(
        id=place,
        moment=row.registered,
        action=actions[place],
        by=("社区网格员",),
        to=(),
        partners=(),
        mechanism="",
        note=notes[place],
        reason="",
        tier="二",
        tier_rank=2,
        minutes=None,
        session_id=None,
        method=Coded(),
        sides=(),
        is_closing=False,
        is_internal=False,
        is_prior=False,
        times=1,
    )
