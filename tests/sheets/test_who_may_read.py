"""A sheet that all sides sign holds nothing that one of them must not read."""

from dataclasses import asdict, replace
from datetime import date

import pytest

from linli.domain.case_file import CaseFile, Coded, OutcomeRow
from linli.domain.moments import Moment
from linli.sheets.case_sheet import case_sheet
from linli.sheets.content import CaseSheet

from .case_files import (
    HANLIN,
    MARCH_15,
    MARCH_16,
    OPEN,
    PRINTED_AT,
    TOGETHER,
    mediated,
    party,
    session,
    step,
)

CANARY = "金丝雀一九四七"
WITHHELD = Coded("WITHHELD", "要求保密")
OF_THREE = (party(1, "甲", "甲家"), party(2, "乙", "乙家"), party(3, "丙", "丙家"))


def sheet(case_file: CaseFile) -> CaseSheet:
    return case_sheet(case_file, printed_at=PRINTED_AT)


def mediation_of(case_file: CaseFile) -> str:
    made = sheet(case_file)
    assert made.mediation is not None
    return "".join(made.mediation.paragraphs)


@pytest.mark.parametrize("code", ["OTHER", "NOT_STATED", "FACE_TO_FACE", "MIXED"])
def test_what_was_said_without_one_of_the_sides_is_not_printed_for_it(code: str) -> None:
    method = Coded(code, "方式")
    for sides in (("甲",), ("甲", "乙")):
        held = session(1, method, *sides, record=CANARY, party_ids=(1, 2)[: len(sides)])
        told = mediation_of(
            replace(OPEN, parties=OF_THREE, sessions=(held,), steps=(mediated(held),))
        )
        assert CANARY not in told
        assert "、".join(f"{side}方" for side in sides) in told

    together = session(1, method, "甲", "乙", "丙", record=CANARY)
    assert CANARY in mediation_of(replace(OPEN, parties=OF_THREE, sessions=(together,)))


def test_without_sides_what_one_of_several_said_is_not_printed() -> None:
    parties = (party(1, "", "业主"), party(2, "", "物业公司"))
    alone = session(1, Coded("OTHER", "其他"), record=CANARY, party_ids=(1,), parties=("业主",))
    assert CANARY not in mediation_of(replace(OPEN, parties=parties, sessions=(alone,)))
    both = replace(alone, party_ids=(1, 2), parties=("业主", "物业公司"))
    assert CANARY in mediation_of(replace(OPEN, parties=parties, sessions=(both,)))


def test_who_asked_for_secrecy_is_named_in_no_text_either() -> None:
    secret = party(3, "", "欧阳晓", Coded("REPORTER", "反映人"), identity=WITHHELD)
    told = "欧阳晓说楼上有响动"
    case_file = replace(
        HANLIN,
        row=replace(HANLIN.row, title=told),
        details=f"{told}\n{told}",
        parties=(*HANLIN.parties, secret),
        steps=(step(1, MARCH_15, Coded("VISITED", "走访"), note=told, reason=told),),
        sessions=(session(1, TOGETHER, "甲", "乙", record=told),),
        outcomes=(OutcomeRow(1, Coded("RECONCILED", "和解"), MARCH_16, told, is_final=True),),
    )
    words = repr(asdict(sheet(case_file)))
    assert "欧阳" not in words
    assert "要求保密说楼上有响动" in words


def test_a_name_of_one_character_is_hidden_among_several_names() -> None:
    secret = party(3, "", "佛", Coded("REPORTER", "反映人"), identity=WITHHELD)
    found = step(1, MARCH_15, Coded("REGISTERED", "登记"), by=("甲家、佛", "佛", "佛山路居委会"))
    (row,) = sheet(replace(OPEN, parties=(*OPEN.parties, secret), steps=(found,))).steps
    assert row.source == "甲家、要求保密、要求保密、佛山路居委会"


def test_an_extension_tells_the_new_limit() -> None:
    extended = step(
        1,
        MARCH_15,
        Coded("EXTENDED", "延期"),
        note="等检测结果。",
        new_due=Moment.on_day(date(2025, 3, 20)),
        new_due_words="3工作日",
    )
    (row,) = sheet(replace(OPEN, steps=(extended,))).steps
    assert row.note == ("新时限：2025年3月20日（3工作日）。", "等检测结果。")
