"""What of an agreement stands on the sheet that all parties read."""

from dataclasses import replace
from datetime import date, datetime

from linli.domain.amounts import Amount
from linli.domain.case_file import AgreementRow, CaseFile, Coded, ObligationRow, SignatureRow
from linli.domain.moments import Moment
from linli.sheets.case_sheet import case_sheet

from .case_files import HANLIN

NOW = datetime(2025, 4, 2, 9, 14)


def _agreed(case_file: CaseFile, *manners: str) -> CaseFile:
    """Its parties sign so, and one owes money to the other."""
    first, second = case_file.parties[:2]
    signed = tuple(
        SignatureRow(each.id, each.name, each.side, Coded(manner, {"SIGNED": "签字"}.get(manner, "拒签")), "")
        for each, manner in zip(case_file.parties, manners, strict=True)
    )  # fmt: skip
    owed = ObligationRow(
        1, Coded("MONEY", "付款"), Coded(), second.name, first.name, "买地垫", Amount(30000),
        Coded("BY_DATE", "限期"), "4月10日前", None, Coded("NOT_DUE", "未到期"), (), (),
    )  # fmt: skip
    row = AgreementRow(
        1, 1, Moment.on_day(date(2025, 3, 16)), Coded("WRITTEN", "书面"), signed,
        "枫杨司法所", "", "各让一步。", Coded(), None, "有效", (owed,), (),
    )  # fmt: skip
    return replace(case_file, agreements=(row,))


def _said(case_file: CaseFile) -> list[str]:
    sheet = case_sheet(case_file, printed_at=NOW)
    return [line for text in sheet.endings if text.label == "协议" for line in text.paragraphs]


def test_what_every_side_agreed_stands_in_short_lines() -> None:
    first, second = HANLIN.parties
    assert _said(_agreed(HANLIN, "SIGNED", "SIGNED")) == [
        f"2025年3月16日，书面协议：{first.name}（签字）、{second.name}（签字），枫杨司法所主持。",
        f"{second.name}→{first.name} 买地垫 300元，4月10日前（未到期）。",
    ]


def test_what_one_side_did_not_agree_to_stands_on_no_sheet_of_all() -> None:
    assert _said(_agreed(HANLIN, "SIGNED", "REFUSED")) == []


def test_a_case_without_agreement_has_no_such_line() -> None:
    assert _said(HANLIN) == []
