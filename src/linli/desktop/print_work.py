"""A case's sheet on its way to the preview page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from linli.casework import caseload, paper
from linli.desktop.messages import tell
from linli.desktop.printing import PARTIES_PRESENT, Printout, PrintPreview
from linli.errors import LinliError
from linli.sheets.case_sheet import case_sheet
from linli.sheets.content import Sheet
from linli.sheets.report_text import report_text
from linli.sheets.typeset import Typesetter

if TYPE_CHECKING:
    from linli.desktop.desk import Desk
    from linli.desktop.main_window import MainWindow
    from linli.desktop.messages import Ask
    from linli.desktop.outside import Outside


NO_REPORT_NOW: Final = "当事人在场时不能复制上报文字。"
REPORT_COPIED: Final = "上报文字已复制，姓名、电话、证件号已隐去。发出去以前再看一遍。"
_NOTICE: Final = "print"


class PrintWork(QObject):
    """Composes what is printed, and keeps that it was."""

    closed = Signal()

    def __init__(self, window: MainWindow, desk: Desk, ask: Ask, outside: Outside) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self.before: QWidget | None = None
        """The page that the preview goes back to."""
        self.page = PrintPreview(
            Typesetter(),
            desk.work,
            choose_printer=outside.choose_printer,
            choose_file=outside.choose_file,
            tell=lambda parent, sentence: tell(parent, sentence, ask=ask),
        )
        self.page.closed.connect(self.closed)
        desk.parties_present_changed.connect(self._follow_parties_present)

    def show(self, case_id: int, before: QWidget) -> None:
        """Show the sheet of a case; while parties are present say why not."""
        if self._desk.parties_present:
            self._window.notices.tell(_NOTICE, PARTIES_PRESENT)
            return
        self.before = before
        self._window.show_page(self.page)
        self.page.show_printout(self._printout(case_id))

    def copy_report(self, case_id: int) -> None:
        """Put a case as plain text for a chat group on the clipboard; say so, or why not."""
        desk = self._desk
        if desk.parties_present:
            self._window.notices.tell(_NOTICE, NO_REPORT_NOW)
            return
        now = desk.now()
        case_file = desk.read(caseload.case_file, case_id, now)
        QGuiApplication.clipboard().setText(report_text(case_file, now))
        self._window.notices.tell(_NOTICE, f"{case_file.row.number}：{REPORT_COPIED}")

    def _follow_parties_present(self) -> None:
        self._window.notices.drop(_NOTICE)
        self.page.set_parties_present(is_present=self._desk.parties_present)

    def _printout(self, case_id: int) -> Printout:
        desk = self._desk
        printed_at = desk.now()
        case_file = desk.read(caseload.case_file, case_id, printed_at)

        def compose(copy: int, copies: int, is_registered: bool) -> Sheet:  # noqa: FBT001 - as the preview calls it
            return case_sheet(
                case_file,
                copy=copy,
                copies=copies,
                printed_at=printed_at,
                printed_by=desk.worker_name,
                registered_in_log=is_registered,
            )

        def register(medium: str, copies: int, pages: int) -> bool:
            try:
                desk.keep_quietly(
                    paper.record_print,
                    case_id,
                    paper.CASE_SHEET,
                    medium=medium,
                    copies=copies,
                    pages=pages,
                )
            except LinliError:
                # The sheet is printed all the same, and says 未登记 in its foot.
                return False
            return True

        return Printout(f"事项办理单 {case_file.row.number}", compose, register)
