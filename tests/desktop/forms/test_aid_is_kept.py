"""The forms of aid, activities, follow-ups and thanks on a real record file: kept, opened again."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from linli.casework import caseload
from linli.casework.intake import take_down
from linli.casework.sample import load_sample
from linli.desktop.desk import Desk
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import Raw
from linli.desktop.form_makers import FormMaker, Kept
from linli.domain.case_file import CaseFile
from linli.domain.drafts import CaseDraft, PartyDraft
from linli.domain.moments import Moment
from linli.records.database import Database

from .hand import Show

DAY = Moment.on_day(date(2025, 3, 1))
TYPED: dict[str, dict[str, Raw]] = {
    "APPEAL": {"platform": "水滴筹", "by": ["李家", ""], "moment": "2025.3.1", "note": "为手术。"},
    "GIFT": {
        "direction": "SPENT",
        "amount": "约6784",
        "channel": "物业",
        "moment": "2025.3.1",
        "giver": "物业公司",
        "receiver": "李家",
        "goods": "大米",
        "quantity": "10袋",
        "witness": "楼长",
        "unnamed": "12余人",
        "may_publish_name": "NO",
        "note": "在门岗收的。",
    },
    "ACTIVITY": {
        "host": "翰林社区",
        "co_hosts": ["消防站", "第二小学", ""],
        "moment": "2025.3.1 9:30至11:00",
        "place": "消防站",
        "people": ["50余名\t小学生", "6名\t志愿者"],
        "programme": "参观\n体验",
        "posts": ["签到\t2人\t王甲、李乙\t1小时30分", "摄影\t\t\t"],
        "trainings": ["安全知识\t活动前\t网格长\t志愿者"],
        "note": "顺利。",
    },
    "FOLLOW_UP": {
        "way": "电话",
        "moment": "2025.3.1",
        "by": ["网格员", ""],
        "note": "电话里谈的。",
        "next_on": "2025.7.1",
    },
    "THANKS": {
        "kind": "锦旗",
        "moment": "2025.3.1",
        "by": ["李家", ""],
        "to": ["翰林社区", ""],
        "words": "情暖邻里",
        "note": "送到服务中心。",
    },
}


@pytest.fixture
def desk(database: Database, tmp_path: Path, now: datetime) -> Iterator[Desk]:
    """The desk of the sample's office."""
    made = Desk(database, tmp_path / "备份", clock=lambda: now)
    made.keep(load_sample, now)
    yield made
    made.wait_for_work()


@pytest.fixture
def case_id(desk: Desk, now: datetime) -> int:
    """An open case of one household."""
    draft = CaseDraft("AID", "PHONE", "手术费用", DAY, parties=(PartyDraft(name="李家"),))
    return desk.keep(take_down, draft, now)


@pytest.fixture
def maker(desk: Desk) -> FormMaker:
    """Makes forms whose questions are never asked."""

    def ask(_parent: QWidget | None, text: str, _buttons: Sequence[str]) -> int:
        raise AssertionError(text)

    return FormMaker(desk, ask)


@pytest.mark.parametrize("name", TYPED)
def test_what_was_typed_comes_back_into_the_form_and_keeping_it_again_changes_nothing(
    desk: Desk, maker: FormMaker, case_id: int, show: Show, name: str
) -> None:
    def read() -> CaseFile:
        return desk.read(caseload.case_file, case_id, desk.now())

    kept: list[Kept] = []
    typed = dict(TYPED[name])
    if name == "FOLLOW_UP":
        (party,) = read().parties
        answers = ("已联系上", "已履行", "反弹", "不满意", "又吵起来了")
        parts = ("reached", "performed", "solved", "satisfaction", "words")
        typed |= {f"finding_{party.id}_{part}": answers[n] for n, part in enumerate(parts)}
    first = maker.beside(name, case_id).form
    first.saved.connect(kept.append)
    first.restore(typed)
    show(first)
    assert first.submit(), [field.error for field in first.fields.values() if field.error]
    before = read()
    again = maker.beside(name, case_id, None, kept[0].id).form
    show(again)
    assert {part: again.raw()[part] for part in typed} == {
        part: _as_shown(again.fields[part], raw) for part, raw in typed.items()
    }
    assert again.submit()
    assert read() == before


def _as_shown(field: object, raw: Raw) -> Raw:
    """How a raw text stands in a field that was filled: days of this year without it."""
    if isinstance(field, ChoiceField) or not isinstance(raw, str):
        return raw
    return raw.removeprefix("2025.") if raw.startswith("2025.3.1") and "至" not in raw else raw
