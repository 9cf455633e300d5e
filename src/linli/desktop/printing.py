"""A sheet on the screen before it is printed, and its way onto paper or into a PDF.

The pages are those of the paper: the same typesetting, as pictures that Qt draws on
the screen and, as lines and letters, on the printer. Qt's own PDF writer is not used
for files: it stores wrong characters for Chinese.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Protocol, TypeVar

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPageLayout,
    QPageSize,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.look import scaled, set_tone, tokens
from linli.desktop.messages import tell
from linli.desktop.widgets.buttons import Button, primary_button, quiet_button
from linli.desktop.widgets.labels import ElidedLabel, muted_label, plain_label
from linli.desktop.widgets.strips import Line, ThinProgressBar
from linli.errors import LinliError, disk_words
from linli.sheets.content import Sheet
from linli.sheets.typeset import Typesetter

T = TypeVar("T")

WIDEST: Final = 1000
"""Pixels a page is wide at most at the text size 标准; a narrower window is filled."""
GAP: Final = 16
PARTIES_PRESENT: Final = "当事人在场时不能打印。"

_SHAPE = 297 / 210


@dataclass(frozen=True, slots=True)
class Printout:
    """What is to be printed, composed anew for every copy.

    ``name`` is a file name without its ending. ``compose(copy, copies, is_registered)``
    gives the content; it is called off the window's thread and must read nothing.
    ``register(medium, copies, pages)`` keeps that the sheet leaves the desk, on PAPER
    or as PDF, and says whether that could be kept.
    """

    name: str
    compose: Callable[[int, int, bool], Sheet]
    register: Callable[[str, int, int], bool]


class Work(Protocol):
    """Long work off the window's thread, its end told on it: ``Desk.work``."""

    def __call__(
        self,
        job: Callable[[Callable[[str], None]], T],
        done: Callable[[T], None],
        failed: Callable[[LinliError], None],
    ) -> object:
        """Begin the work."""
        ...


def choose_printer(printer: QPrinter, parent: QWidget) -> bool:
    """Let a person choose printer and number of copies in the system's own dialog."""
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, on=False)
    return dialog.exec() == QPrintDialog.DialogCode.Accepted


def choose_file(suggested: str, parent: QWidget) -> Path | None:
    """Let a person say where a PDF goes; None if they think better of it."""
    path, _ = QFileDialog.getSaveFileName(parent, "另存为 PDF", suggested, "PDF (*.pdf)")
    return Path(path) if path else None


class PrintPreview(QWidget):
    """The pages of one printout, with 打印, 另存为 PDF and the way back.

    ``closed`` asks for the page to be left. While parties are present the pages are
    gone from the widget and nothing is printed.
    """

    closed = Signal()

    def __init__(
        self,
        typesetter: Typesetter,
        work: Work,
        *,
        choose_printer: Callable[[QPrinter, QWidget], bool] = choose_printer,
        choose_file: Callable[[str, QWidget], Path | None] = choose_file,
        tell: Callable[[QWidget, str], None] = tell,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._typesetter = typesetter
        self._work = work
        self._choose_printer = choose_printer
        self._choose_file = choose_file
        self._tell = tell
        self._printout: Printout | None = None
        self._parties_present = False
        self._is_working = False

        self._back = quiet_button("‹ 返回", "Esc", takes_key=False)
        self._title = ElidedLabel("", points=11, demibold=True)
        self._count = muted_label()
        self._save = Button("另存为 PDF…", "Ctrl+S")
        self._print = primary_button("打印…", "Ctrl+P")
        self._progress = ThinProgressBar()
        self._pages = _Pages()
        self._scroll = QScrollArea()
        self._said = plain_label(wrap=True)
        self._said.setObjectName("said")

        self._lay_out()

        self._back.clicked.connect(self.closed)
        self._print.clicked.connect(self.print_sheet)
        self._save.clicked.connect(self.save_pdf)

    def show_printout(self, printout: Printout) -> None:
        """Typeset and show another sheet."""
        self._printout = printout
        self._title.setText(printout.name)
        self._pages.set_pages(())
        self._say("")
        self._enable()
        self._scroll.setFocus()
        if self._parties_present:
            self._say(PARTIES_PRESENT, tone="soon")
            return
        content = printout.compose(1, 1, True)

        def job(_: Callable[[str], None]) -> tuple[list[str], set[str]]:
            return self._typesetter.svg_pages(content), self._typesetter.missing_characters(content)

        self._begin(job, partial(self._show, printout))

    def set_parties_present(self, *, is_present: bool) -> None:
        """Cover the sheet, or show it again; it is typeset anew, not kept aside."""
        if is_present == self._parties_present:
            return
        self._parties_present = is_present
        if is_present:
            self._pages.set_pages(())
            self._count.setText("")
            self._say(PARTIES_PRESENT, tone="soon")
            self._enable()
        elif self._printout is not None:
            self.show_printout(self._printout)

    def print_sheet(self) -> None:
        """Ask for a printer and print each copy with its own number."""
        printout = self._ready()
        if printout is None:
            return
        printer = a4_printer()
        printer.setDocName(printout.name)
        if not self._choose_printer(printer, self):
            return
        copies = max(1, printer.copyCount())
        # Each copy is a sheet of its own, so the printer itself makes one of each.
        printer.setCopyCount(1)
        is_registered = self._register(printout, "PAPER", copies)
        contents = [printout.compose(copy, copies, is_registered) for copy in range(1, copies + 1)]

        def job(_: Callable[[str], None]) -> list[list[str]]:
            return [self._typesetter.svg_pages(content) for content in contents]

        self._begin(job, partial(self._paint, printer, is_registered))

    def save_pdf(self) -> None:
        """Ask for a place and write the sheet there as a PDF."""
        printout = self._ready()
        if printout is None:
            return
        path = self._choose_file(f"{printout.name}.pdf", self)
        if path is None:
            return
        is_registered = self._register(printout, "PDF", 1)
        content = printout.compose(1, 1, is_registered)

        def job(_: Callable[[str], None]) -> Path:
            return _written(path, self._typesetter.pdf(content))

        self._begin(job, partial(self._saved, is_registered))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 8)
        head.setSpacing(12)
        head.addWidget(self._back)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._save)
        head.addWidget(self._print)
        self._scroll.setWidget(self._pages)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.verticalScrollBar().setSingleStep(scaled(48))
        self._scroll.setAccessibleName("打印预览")
        self._scroll.setProperty("pane", "true")
        self._said.setContentsMargins(16, 6, 16, 6)
        self._said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(self._progress)
        column.addWidget(self._said)
        column.addWidget(self._scroll, 1)
        self.setFocusProxy(self._scroll)

    def _ready(self) -> Printout | None:
        """The printout that may be printed now; says why where it may not."""
        if self._parties_present:
            self._say(PARTIES_PRESENT, tone="soon")
            return None
        return None if self._is_working else self._printout

    def _register(self, printout: Printout, medium: str, copies: int) -> bool:
        return printout.register(medium, copies, self._pages.count)

    def _begin(self, job: Callable[[Callable[[str], None]], T], done: Callable[[T], None]) -> None:
        def end(result: T) -> None:
            self._end()
            done(result)

        def fail(trouble: LinliError) -> None:
            self._end()
            self._tell(self, str(trouble))

        self._is_working = True
        self._enable()
        self._progress.start()
        self._work(job, end, fail)

    def _end(self) -> None:
        self._is_working = False
        self._progress.stop()
        self._enable()

    def _enable(self) -> None:
        is_ready = not self._is_working and not self._parties_present
        self._print.setEnabled(is_ready)
        self._save.setEnabled(is_ready)

    def _show(self, printout: Printout, typeset: tuple[list[str], set[str]]) -> None:
        if self._parties_present or printout is not self._printout:
            return
        pages, missing = typeset
        self._pages.set_pages(tuple(pages))
        self._count.setText(f"共 {len(pages)} 页")
        if missing:
            self._say(f"字库里没有这些字，印出来是方框：{'、'.join(sorted(missing))}", tone="soon")

    def _paint(self, printer: QPrinter, is_registered: bool, copies: list[list[str]]) -> None:  # noqa: FBT001 -- bound by partial
        painter = QPainter()
        if not painter.begin(printer):
            self._tell(self, "打印机没有接受这份材料。请看它是否开着、连着，再打印一次。")
            return
        self._is_working = True
        self._enable()
        self._progress.start()
        pages = [page for copy in copies for page in copy]
        rest = _painting(painter, printer, pages)

        def go_on() -> None:
            # A page takes a few tenths of a second; between two the window lives.
            done = next(rest, None)
            if done is not None:
                self._progress.set_progress(done, len(pages))
                QTimer.singleShot(0, self, go_on)
                return
            self._end()
            self._say_done(
                f"已送打印机，{len(copies)} 份，每份 {len(copies[0])} 页。", is_registered
            )

        go_on()

    def _saved(self, is_registered: bool, path: Path) -> None:  # noqa: FBT001 -- bound by partial
        self._say_done(f"已存为 {path}", is_registered)

    def _say_done(self, words: str, is_registered: bool) -> None:  # noqa: FBT001 -- its only way in
        if is_registered:
            self._say(words)
        else:
            self._say(f"{words}打印记录没有写成，页脚印着“未登记”。", tone="soon")

    def _say(self, words: str, *, tone: str = "") -> None:
        set_tone(self._said, tone)
        self._said.setText(words)
        self._said.setVisible(bool(words))


def a4_printer() -> QPrinter:
    """A printer that is given whole A4 pages; the sheet keeps its own margins."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    return printer


def _painting(painter: QPainter, printer: QPrinter, pages: list[str]) -> Iterator[int]:
    """Paint page after page, telling after each how many are done."""
    for done, page in enumerate(pages, start=1):
        if done > 1:
            printer.newPage()
        resolution = printer.resolution()
        # Full size whatever the printer's margins: 100 mm of the sheet are 100 mm of paper.
        size = QRectF(0, 0, 210 / 25.4 * resolution, 297 / 25.4 * resolution)
        QSvgRenderer(QByteArray(page.encode())).render(painter, size)
        yield done
    painter.end()


def _written(path: Path, pdf: bytes) -> Path:
    try:
        path.write_bytes(pdf)
    except OSError as trouble:
        raise LinliError(f"没有写成 {path}：{disk_words(trouble)}。") from trouble
    return path


class _Pages(QWidget):
    """White pages one under another, as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._renderers: tuple[QSvgRenderer, ...] = ()
        self._pictures: dict[int, QPixmap] = {}

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._renderers)

    def set_pages(self, pages: tuple[str, ...]) -> None:
        """Show other pages; of the former nothing is kept."""
        self._renderers = tuple(QSvgRenderer(QByteArray(page.encode())) for page in pages)
        self._pictures.clear()
        self._fit()
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pictures.clear()
        self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number in range(self.count):
            room = self._room(number)
            if not room.toAlignedRect().intersects(event.rect()):
                continue
            painter.drawPixmap(room.topLeft(), self._picture(number, room))
            painter.setPen(QColor(tokens().border))
            painter.drawRect(room)

    def _picture(self, number: int, room: QRectF) -> QPixmap:
        if number not in self._pictures:
            ratio = self.devicePixelRatioF()
            picture = QPixmap((room.size() * ratio).toSize())
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.white)
            painter = QPainter(picture)
            self._renderers[number].render(painter, QRectF(0, 0, room.width(), room.height()))
            painter.end()
            self._pictures[number] = picture
        return self._pictures[number]

    def _room(self, number: int) -> QRectF:
        width = min(self.width() - 2 * GAP, scaled(WIDEST))
        height = width * _SHAPE
        return QRectF((self.width() - width) // 2, GAP + number * (height + GAP), width, height)

    def _fit(self) -> None:
        last = self._room(self.count - 1).bottom() if self.count else 0
        self.setMinimumHeight(int(last) + GAP)
