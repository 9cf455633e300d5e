"""A word said apart goes into the record file and its backup, and leaves by no other way."""

import ast
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import IndirectObject, StreamObject

import linli
from linli import cli
from linli.casework.caseload import case_numbered
from linli.casework.conveying import record_conveyance
from linli.casework.mediation import caucus_notes, record_session, speaker_sets
from linli.casework.sample import load_sample
from linli.casework.steps import record_step
from linli.casework.unsaved import keep_unsaved
from linli.domain.amounts import parse_amount
from linli.domain.drafts import ConveyanceDraft, NoteDraft, SessionDraft, StepDraft
from linli.domain.moments import Moment
from linli.records.database import Database

CANARY = "金丝雀九四七"
SUM = parse_amount(f"{CANARY}那么多")
NUMBER = "枫杨(示例)〔2025〕纠纷0001"
SOURCE = Path(linli.__file__).parent


@pytest.fixture
def record_file(database: Database, now: datetime) -> Path:
    """The sample, its dispute reopened and the canary said apart by each side."""
    with database.writing() as session:
        load_sample(session, now)
        case_id = case_numbered(session, NUMBER)
        assert case_id is not None
        at = Moment.at_minute(now)
        record_step(session, case_id, StepDraft("REOPENED", at, reason="又有噪声"))
        notes = (
            NoteDraft(CANARY, "REPORTED", reported_why=CANARY),
            NoteDraft(f"{CANARY}。\n" * 50, "MAY_CONVEY", may_convey_to=CANARY, amount=SUM),
        )
        sets = speaker_sets(session, case_id)
        for row in sets:
            draft = SessionDraft("BACK_TO_BACK", at, row.party_ids, notes=notes)
            broken = replace(draft, notes=(), state="BROKEN_OFF", state_words=CANARY)
            for held in (draft, broken, replace(broken, method="ENQUIRY", record=CANARY)):
                record_session(session, case_id, held)
        (first, second) = (row.party_ids for row in sets)
        said = caucus_notes(session, case_id, first)[-1]
        told = ConveyanceDraft("愿意谈", second, first, at, "ORAL", answer=CANARY)
        record_conveyance(session, said.id, told)
        kept = {"notes": CANARY, "amount": CANARY}
        keep_unsaved(session, "left open", "SESSION", case_id, kept)
        assert all(
            any(CANARY in note.text for note in caucus_notes(session, case_id, row.party_ids))
            for row in speaker_sets(session, case_id)
        )
    database.close()
    return database.path


@pytest.mark.parametrize("number", [NUMBER, "枫杨(示例)〔2025〕隐患0001"])
def test_it_is_in_no_sheet_neither_text_nor_metadata_nor_stream_nor_name(
    record_file: Path, tmp_path: Path, number: str
) -> None:
    folder = tmp_path / "办理单"
    folder.mkdir()

    done = cli.main(["sheet", number, "-o", str(folder / "单.pdf"), "--file", str(record_file)])

    assert done == 0
    (sheet,) = folder.iterdir()
    assert CANARY not in sheet.name
    words = list(all_words(pypdf.PdfReader(sheet)))
    assert any(number in found for found in words), "the walk sees what is printed"
    assert not [found for found in words if carries(found)]
    assert not carries(sheet.read_bytes().decode("latin-1"))


def test_the_printed_timeline_says_only_that_and_with_whom(
    record_file: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "单.pdf"
    assert cli.main(["sheet", NUMBER, "-o", str(sheet), "--file", str(record_file)]) == 0
    text = "".join(page.extract_text() for page in pypdf.PdfReader(sheet).pages)
    assert "背靠背 甲方" in text
    assert "背靠背 乙方" in text


def test_no_command_says_it_and_no_log_or_manifest_has_it(
    record_file: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    commands = (
        ["check"],
        ["backup"],
        ["sheet", NUMBER, "-o", str(tmp_path / "单.pdf")],
        ["sheet", CANARY[:2], "-o", str(tmp_path / "单.pdf")],
        ["sample"],
    )
    with caplog.at_level(logging.DEBUG):
        codes = [cli.main([*command, "--file", str(record_file)]) for command in commands]

    assert codes == [0, 0, 0, 1, 1]
    said = capfd.readouterr()
    assert said.out
    assert not carries(said.out + said.err + caplog.text)
    for path in record_file.parent.rglob("*"):
        assert CANARY not in path.name
        holds = path.is_file() and CANARY.encode() in path.read_bytes()
        assert holds == (path.suffix == ".linli"), path.name


def carries(words: str) -> bool:
    """Whether the canary is in there, in characters or as PDF and JSON may write them."""
    utf_16 = CANARY.encode("utf-16-be")
    return any(
        written in words.lower()
        for written in (
            CANARY,
            CANARY.encode().decode("latin-1"),
            utf_16.decode("latin-1").lower(),
            utf_16.hex(),
            CANARY.encode("unicode_escape").decode(),
        )
    )


def all_words(reader: pypdf.PdfReader) -> Iterator[str]:
    """The text of the pages, the metadata, every string and every stream."""
    yield from (page.extract_text() for page in reader.pages)
    yield from map(str, (reader.metadata or {}).values())
    for number in {*chain.from_iterable(reader.xref.values()), *reader.xref_objStm}:
        found = reader.get_object(IndirectObject(number, 0, reader))
        yield str(found)
        if isinstance(found, StreamObject):
            yield found.get_data().decode("latin-1")


# Who may read it: whoever adds to these lists has to say why.


def test_one_page_of_the_desk_opens_the_door_and_nobody_else_does() -> None:
    assert places(lambda node: named(node) == "caucus_notes") == {
        ("casework/mediation/__init__.py", ""),  # where it is named for the floors above
        ("casework/mediation/caucus.py", "caucus_notes"),  # the door
        ("desktop/case_page/page.py", "_open"),  # one side at a time, after Alt+n
        ("records/tables/mediation.py", "MediationSession"),  # lazy="raise": no way round
    }


def test_one_note_is_read_by_its_own_form_alone() -> None:
    assert places(lambda node: named(node) == "note_draft") == {
        ("casework/mediation/__init__.py", ""),
        ("casework/mediation/caucus.py", "note_draft"),
        ("desktop/form_kinds.py", "_note"),  # the form that changes it, opened from the open side
    }


@pytest.mark.parametrize("column", ["text", "may_convey_to", "reported_why"])
def test_the_words_of_a_note_are_read_behind_the_door_alone(column: str) -> None:
    speak_of_notes = {module for module, _ in places(lambda node: named(node) == "CaucusNote")}
    reading = places(lambda node: isinstance(node, ast.Attribute) and node.attr == column)
    assert {place for place in reading if place[0] in speak_of_notes} <= {
        ("casework/mediation/caucus.py", "caucus_notes"),
        ("casework/mediation/caucus.py", "note_draft"),
        ("casework/mediation/caucus.py", "_check_words"),  # of the draft, to refuse it empty
        ("casework/mediation/caucus.py", "_put_words"),  # of the draft, to keep it
        ("casework/removal.py", ""),  # put off: to ask for it there raises
        ("casework/recycling.py", "_what"),  # an agreement's
    }


def test_no_statement_in_plain_sql_reaches_the_notes() -> None:
    def names_the_table(node: ast.AST) -> bool:
        text = node.value if isinstance(node, ast.Constant) else None
        return isinstance(text, str) and re.search(r"\bcaucus_note\b", text) is not None

    assert {module for module, _ in places(names_the_table)} == {
        "records/checking.py",  # what people call the table
        "records/tables/figures.py",  # keys of amounts said apart
        "records/tables/mediation.py",
    }


def places(matches: Callable[[ast.AST], bool]) -> set[tuple[str, str]]:
    """Where in our source something is written: module, and the function or class around it."""

    def walk(node: ast.AST, around: str) -> Iterator[str]:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            around = node.name
        if matches(node):
            yield around
        for child in ast.iter_child_nodes(node):
            yield from walk(child, around)

    return {
        (path.relative_to(SOURCE).as_posix(), around)
        for path in SOURCE.rglob("*.py")
        for around in walk(ast.parse(path.read_text(encoding="utf-8")), "")
    }


def named(node: ast.AST) -> str:
    """The name that is written here."""
    match node:
        case ast.Name():
            return node.id
        case ast.Attribute():
            return node.attr
        case ast.FunctionDef() | ast.alias():
            return node.name
        case _:
            return ""
