"""The result of one request or one party is never printed as that of the whole case."""

from dataclasses import replace
from datetime import date, datetime

from linli.domain.case_file import CaseFile, Coded, OutcomeRow
from linli.domain.moments import Moment
from linli.domain.things import Thing
from linli.sheets.case_sheet import case_sheet
from linli.sheets.report_text import report_text

from .case_files import HANLIN

NOW = datetime(2025, 4, 2, 9, 14)


def _with_a_part() -> CaseFile:
    """The Hanlin case, where later one of the requests was withdrawn."""
    whole = HANLIN
    day = Moment.on_day(date(2025, 3, 18))
    part = OutcomeRow(
        77, Coded("WITHDRAWN", "撤回"), day, "说明石榴", is_final=True, of_what="赔偿"
    )
    dated = [step for step in whole.steps if step.action.code in {"OUTCOME_REACHED", "CLOSED"}]
    step = replace(
        dated[-1],
        id=977,
        action=Coded("OUTCOME_REACHED", "结果"),
        moment=day,
        is_closing=False,
        thing=Thing.OUTCOME,
        thing_id=77,
    )
    return replace(whole, outcomes=(*whole.outcomes, part), steps=(*whole.steps, step))


def test_the_sheet_tells_the_result_of_the_whole_and_the_part_in_its_line() -> None:
    case_file = _with_a_part()
    sheet = case_sheet(case_file, printed_at=NOW)
    shown = {field.label: field.value for field in sheet.result}
    assert shown["结果"] == case_file.outcomes[0].result.label
    line = next(step for step in sheet.steps if step.action == "结果")
    assert line.note == ("赔偿：撤回。", "说明石榴")


def test_the_report_tells_the_result_of_the_whole() -> None:
    case_file = _with_a_part()
    words = report_text(case_file, NOW)
    assert f"结果：{case_file.outcomes[0].result.label}" in words
    assert "结果：撤回" not in words
