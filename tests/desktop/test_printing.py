"""The preview of a sheet, and its way to the printer and into a file."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pypdfium2
import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from linli.desktop.look import apply_look
from linli.desktop.printing import PARTIES_PRESENT, Printout, PrintPreview
from linli.errors import LinliError
from linli.sheets.content import CaseSheet, Field, Meta, Sign, Step, Text
from linli.sheets.typeset import Typesetter

T = TypeVar("T")

SHEET = CaseSheet(
    meta=Meta(
        title="事项办理单",
        office="枫杨办事处",
        number="枫杨〔2025〕纠纷0001",
        registered_on="2025年3月15日",
        purpose="入卷",
        printed_at=datetime(2025, 4, 2, 9, 14),
    ),
    fields=(Field("标题", "楼上半夜有噪声", 3),),
    parties=(),
    texts=(Text("基本情况", ("未记明",)),),
    steps=(Step("1", ("2025年3月15日",), "登记", "翰林社区", None, ()),),
    mediation=None,
    sessions=(),
    sections=(),
    money=(),
    endings=(),
    result=(Field("结果", "—", 3),),
    signers=(Sign("经办人"), Sign("负责人")),
)
LONG = replace(SHEET, texts=(Text("基本情况", ("很长的情况。" * 450,)),))


class Office:
    """What stands around the preview: the records, the dialogs, the thread of long work."""

    def __init__(self, folder: Path) -> None:
        self.sheet = SHEET
        self.paper = folder / "paper.pdf"
        self.file: Path | None = folder / "单 子.pdf"
        self.copies = 1
        self.accepts = True
        self.can_register = True
        self.registered: list[tuple[str, int, int]] = []
        self.told: list[str] = []

    def work(
        self,
        job: Callable[[Callable[[str], None]], T],
        done: Callable[[T], None],
        failed: Callable[[LinliError], None],
    ) -> None:
        """Long work, done at once."""
        try:
            result = job(self.told.append)
        except LinliError as trouble:
            failed(trouble)
        else:
            done(result)

    def choose_printer(self, printer: QPrinter, _: QWidget) -> bool:
        """A printer that writes what it is given into a file."""
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.paper))
        printer.setCopyCount(self.copies)
        return self.accepts

    def choose_file(self, suggested: str, _: QWidget) -> Path | None:
        """The place that was chosen; None for a dialog that was left."""
        assert suggested == "枫杨〔2025〕纠纷0001 事项办理单.pdf"
        return self.file

    def tell(self, _: QWidget, sentence: str) -> None:
        """Keep the sentence."""
        self.told.append(sentence)

    def compose(self, copy: int, copies: int, is_registered: bool) -> CaseSheet:  # noqa: FBT001 -- as called
        """The sheet for one copy."""
        remark = None if is_registered else "未登记"
        meta = replace(self.sheet.meta, copy=copy, copies=copies, remark=remark)
        return replace(self.sheet, meta=meta)

    def register(self, medium: str, copies: int, pages: int) -> bool:
        """Keep that a sheet left the desk."""
        self.registered.append((medium, copies, pages))
        return self.can_register

    @property
    def printout(self) -> Printout:
        """What the preview is given."""
        return Printout("枫杨〔2025〕纠纷0001 事项办理单", self.compose, self.register)


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    apply_look(qapp)


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def preview(qtbot: QtBot, office: Office, typesetter: Typesetter) -> PrintPreview:
    made = PrintPreview(
        typesetter,
        office.work,
        choose_printer=office.choose_printer,
        choose_file=office.choose_file,
        tell=office.tell,
    )
    qtbot.addWidget(made)
    made.resize(1100, 800)
    with qtbot.waitActive(made):
        made.show()
    return made


def seen(preview: PrintPreview) -> int:
    """How many dark dots the preview shows under its head."""
    picture = preview.grab().toImage()
    return sum(
        picture.pixelColor(x, y).lightness() < 100
        for x in range(0, picture.width(), 2)
        for y in range(120, picture.height(), 2)
    )


def said(preview: PrintPreview) -> str:
    return preview.findChildren(QWidget, "said")[0].property("text")


def test_the_pages_are_shown(preview: PrintPreview, office: Office) -> None:
    before = seen(preview)
    preview.show_printout(office.printout)
    assert seen(preview) > before + 200


def test_ctrl_p_prints_every_copy_with_its_own_number(
    qtbot: QtBot, preview: PrintPreview, office: Office
) -> None:
    office.sheet = LONG
    office.copies = 2
    preview.show_printout(office.printout)
    qtbot.keyClick(preview, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: said(preview).startswith("已送打印机"), timeout=30_000)
    assert said(preview) == "已送打印机，2 份，每份 2 页。"
    assert office.registered == [("PAPER", 2, 2)]
    assert len(pypdfium2.PdfDocument(office.paper)) == 4


def test_the_printed_page_is_as_large_as_the_sheet(
    qtbot: QtBot, preview: PrintPreview, office: Office, typesetter: Typesetter
) -> None:
    preview.show_printout(office.printout)
    qtbot.keyClick(preview, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: said(preview).startswith("已送打印机"), timeout=30_000)
    printed = _ink_in_mm(office.paper.read_bytes())
    meant = _ink_in_mm(typesetter.pdf(SHEET))
    assert printed == pytest.approx(meant, abs=0.6)


def test_a_pdf_is_written_where_the_person_says(
    qtbot: QtBot, preview: PrintPreview, office: Office
) -> None:
    preview.show_printout(office.printout)
    qtbot.keyClick(preview, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    # A button pressed by its key shows so for a moment before it is clicked.
    qtbot.waitUntil(lambda: said(preview).startswith("已存为"))
    assert office.file is not None
    text = PdfReader(io.BytesIO(office.file.read_bytes())).pages[0].extract_text()
    assert "楼上半夜有噪声" in text
    assert said(preview) == f"已存为 {office.file}"
    assert office.registered == [("PDF", 1, 1)]


def test_what_could_not_be_registered_says_so_on_the_sheet_and_on_the_screen(
    preview: PrintPreview, office: Office
) -> None:
    office.can_register = False
    preview.show_printout(office.printout)
    preview.save_pdf()
    assert office.file is not None
    text = PdfReader(io.BytesIO(office.file.read_bytes())).pages[0].extract_text()
    assert "（未登记）" in text
    assert "打印记录没有写成" in said(preview)


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_lost(
    preview: PrintPreview, office: Office, tmp_path: Path
) -> None:
    office.file = tmp_path / "没有" / "x.pdf"
    preview.show_printout(office.printout)
    preview.save_pdf()
    assert office.told[-1].startswith("没有写成 ")
    assert seen(preview) > 200


def test_a_dialog_that_is_left_prints_and_registers_nothing(
    preview: PrintPreview, office: Office
) -> None:
    office.accepts = False
    office.file = None
    preview.show_printout(office.printout)
    preview.print_sheet()
    preview.save_pdf()
    assert office.registered == []
    assert not office.paper.exists()


def test_while_parties_are_present_the_pages_are_gone_and_nothing_prints(
    qtbot: QtBot, preview: PrintPreview, office: Office
) -> None:
    preview.show_printout(office.printout)
    preview.set_parties_present(is_present=True)
    assert said(preview) == PARTIES_PRESENT
    qtbot.keyClick(preview, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    preview.print_sheet()
    preview.save_pdf()
    preview.show_printout(office.printout)
    covered = seen(preview)
    assert office.registered == []
    preview.set_parties_present(is_present=False)
    assert seen(preview) > covered + 200


def test_characters_that_print_as_boxes_are_named_first(
    preview: PrintPreview, office: Office
) -> None:
    office.sheet = replace(SHEET, fields=(Field("标题", "笑脸🙂", 3),))
    preview.show_printout(office.printout)
    assert said(preview) == "字库里没有这些字，印出来是方框：🙂"


def test_esc_goes_back(qtbot: QtBot, preview: PrintPreview, office: Office) -> None:
    preview.show_printout(office.printout)
    with qtbot.waitSignal(preview.closed):
        qtbot.keyClick(preview.focusWidget() or preview, Qt.Key.Key_Escape)


def _ink_in_mm(pdf: bytes) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the ink on the first page."""
    bitmap = pypdfium2.PdfDocument(pdf)[0].render(
        scale=4 * 25.4 / 72,  # pyright: ignore[reportArgumentType] - guessed from its default of 1
        grayscale=True,
    )
    dots = bytes(bitmap.buffer)
    rows = [
        dots[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height)
    ]
    inked = [y for y, row in enumerate(rows) if min(row) < 128]
    columns = [x for y in inked for x, shade in enumerate(rows[y]) if shade < 128]
    return min(columns) / 4, inked[0] / 4, max(columns) / 4, inked[-1] / 4
