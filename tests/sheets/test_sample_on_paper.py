"""The sample's own cases on paper, and no word of what was said apart."""

import io
from datetime import datetime

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from linli.casework import caseload
from linli.casework.sample import load_sample
from linli.domain.case_file import CaseFile, ListQuery, ListScope
from linli.records.database import Database
from linli.records.tables import CaucusNote
from linli.sheets.case_sheet import case_sheet
from linli.sheets.typeset import Typesetter

from .pages import ink, page_words

FOOT = 275
"""The end of the type area, in mm from the top."""
CANARY = "金丝雀一九四七"


@pytest.fixture
def cases(database: Database, now: datetime) -> dict[str, CaseFile]:
    """The case files of the sample by number, after every caucus note became the canary."""
    with database.writing() as session:
        load_sample(session, now)
    with database.writing() as session:
        notes = session.scalars(select(CaucusNote)).all()
        assert len(notes) == 2
        for note in notes:
            note.text = CANARY
    with database.reading() as session:
        ids = caseload.case_ids(session, ListQuery(ListScope.ALL), now)
        files = [caseload.case_file(session, case_id, now) for case_id in ids]
    return {case_file.row.number: case_file for case_file in files}


def number(kind: str) -> str:
    return f"枫杨(示例)〔2025〕{kind}0001"


@pytest.mark.parametrize("kind", ["纠纷", "帮扶", "隐患"])
def test_the_articles_cases_fit_one_page_each(
    cases: dict[str, CaseFile], now: datetime, kind: str
) -> None:
    pdf = Typesetter().pdf(case_sheet(cases[number(kind)], printed_at=now))
    assert len(page_words(pdf)) == 1
    assert ink(pdf, 0, above_mm=FOOT).bottom < FOOT - 2


def test_no_word_of_what_was_said_apart_is_in_any_sheet(
    cases: dict[str, CaseFile], now: datetime
) -> None:
    typesetter = Typesetter()
    for case_file in cases.values():
        made = case_sheet(case_file, printed_at=now)
        pdf = typesetter.pdf(made)
        reader = PdfReader(io.BytesIO(pdf))
        assert CANARY not in repr(case_file)
        assert CANARY not in repr(made)
        assert CANARY not in "".join(page_words(pdf))
        assert CANARY not in repr(reader.metadata)
        assert CANARY.encode() not in pdf
        assert CANARY not in "".join(typesetter.svg_pages(made))


def test_the_hanlin_sheet_tells_how_it_came_to_a_reconciliation(
    cases: dict[str, CaseFile], now: datetime
) -> None:
    (page,) = page_words(Typesetter().pdf(case_sheet(cases[number("纠纷")], printed_at=now)))
    for words in (
        "邻里纠纷",
        "枫杨办事处›翰林社区",
        "翰林社区网格员会同社区民警",
        "三方联动：参加单位未记明。",
        "背靠背：2025年3月16日，甲方；2025年3月16日，乙方。",
        "面对面：2025年3月16日，甲方、乙方到场。",
        "结果和解结果时间2025年3月16日",
    ):
        assert words in page


def test_the_aid_sheet_has_every_gift_and_the_total_of_the_article(
    cases: dict[str, CaseFile], now: datetime
) -> None:
    (page,) = page_words(Typesetter().pdf(case_sheet(cases[number("帮扶")], printed_at=now)))
    for words in (
        "71,354.00",
        "6,784.00",
        "4,300.00",
        "人民币捌万贰仟肆佰叁拾捌元整",
        "¥82,438.00",
    ):
        assert words in page


def test_the_hazard_sheet_has_its_minutes(cases: dict[str, CaseFile], now: datetime) -> None:
    (page,) = page_words(Typesetter().pdf(case_sheet(cases[number("隐患")], printed_at=now)))
    for words in ("14:26", "14:29", "15:23", "大里鑫茂源小区4号楼1单元3层"):
        assert words in page


def test_the_activity_sheet_counts_as_it_was_said(
    cases: dict[str, CaseFile], now: datetime
) -> None:
    pages = "".join(page_words(Typesetter().pdf(case_sheet(cases[number("活动")], printed_at=now))))
    assert "小学生50余名" in pages
    assert "14:19" in pages
