"""A warm sheet, from the case file to the PDF, beside typst alone on finished input."""

import json
from dataclasses import asdict, replace
from datetime import datetime
from importlib import resources
from pathlib import Path

from typst import Compiler, Fonts

from linli.casework import caseload
from linli.domain.case_file import CaseFile, ListQuery, ListScope
from linli.paths import bundled
from linli.records.database import Database
from linli.sheets.case_sheet import case_sheet
from linli.sheets.content import CaseSheet
from linli.sheets.typeset import SANS, SERIF, Typesetter

from .measuring import Figures, Rounds, by_turns


def test_a_sheet_is_set_as_typst_alone_sets_it(
    sample: Database, now: datetime, figures: Figures, rounds: Rounds
) -> None:
    case_file = the_dispute(sample, now)
    typesetter = Typesetter()
    compiler = alone()
    # Both ways set a sheet of another text each time, or typst would have it by heart.
    finished = [data(changed(case_file, 2 * number + 1), now) for number in range(rounds(40) + 1)]

    def ours(number: int) -> None:
        sheet = case_sheet(changed(case_file, 2 * number), printed_at=now)
        made.append(len(typesetter.pdf(sheet)))

    def least(number: int) -> None:
        pdf = compiler.compile(
            bundled("resources") / "sheets" / CaseSheet.template,
            format="pdf",
            sys_inputs={"data": finished[number]},
        )
        assert isinstance(pdf, bytes)
        made.append(len(pdf))

    made: list[int] = []
    ours(rounds(40))
    least(rounds(40))
    assert 0.9 < made[0] / made[1] < 1.1, "the same sheet but for its number"
    both = by_turns(rounds(40), ours, least)
    figures.compare("再印一张办理单：由案卷起 比 typst 单独排", *both, aim="≤ 1.5×")


def the_dispute(sample: Database, now: datetime) -> CaseFile:
    """The Hanlin case of the sample."""
    with sample.reading() as session:
        (case_id,) = caseload.case_ids(session, ListQuery(ListScope.ALL, words="噪声"), now)
        return caseload.case_file(session, case_id, now)


def changed(case_file: CaseFile, number: int) -> CaseFile:
    """The case with other details."""
    return replace(case_file, details=f"{case_file.details}第{number}次。")


def data(case_file: CaseFile, now: datetime) -> str:
    """What the template reads."""
    return json.dumps(
        asdict(case_sheet(case_file, printed_at=now)),
        ensure_ascii=False,
        default=lambda moment: f"{moment:%Y年%m月%d日 %H:%M}",
    )


def alone() -> Compiler:
    """A compiler of its own with the fonts of our sheets."""
    folders: list[Path] = []
    for package, name in (SERIF, SANS):
        with resources.as_file(resources.files(package) / name) as file:
            folders.append(file.parent)
    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[*folders])
    return Compiler(root=bundled("resources") / "sheets", font_paths=fonts)
