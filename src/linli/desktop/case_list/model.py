"""The rows of the list for Qt: shown as the columns say, decided elsewhere."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from linli.desktop.case_list.columns import COLUMNS, DUE, MATTER, Lines
from linli.desktop.case_list.rows import Caseload, CaseRows, NoCases
from linli.domain.case_file import CaseRow, ListQuery

Index = QModelIndex | QPersistentModelIndex

LINES_ROLE: Final = Qt.ItemDataRole.UserRole
"""The `Lines` of a cell."""
STATE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The `DueState` of the row."""
OPEN_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""Whether the case of the row is open."""


class CaseListModel(QAbstractTableModel):
    """All cases of one query, read page by page; reset, never swapped.

    While covered no role gives anything but number, time limit and day.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        nothing = NoCases()
        self._today = nothing.today()
        self._rows = CaseRows(nothing, ListQuery())
        self._is_covered = False

    def show(self, caseload: Caseload, query: ListQuery) -> None:
        """Read the list anew."""
        rows = CaseRows(caseload, query)
        self.beginResetModel()
        self._today = caseload.today()
        self._rows = rows
        self.endResetModel()

    def cover(self, is_covered: bool) -> None:  # noqa: FBT001 (a state, connected to a signal)
        """Keep back all that one party must not see of another."""
        if is_covered == self._is_covered:
            return
        self.beginResetModel()
        self._is_covered = is_covered
        self.endResetModel()

    def case_id(self, row: int) -> int:
        """The id of the case in ``row``."""
        return self._rows.id_at(row)

    def row_of(self, case_id: int) -> int | None:
        """The row of a case, None where the list does not have it."""
        return self._rows.place_of(case_id)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        give = {
            Qt.ItemDataRole.DisplayRole: lambda: self._lines(row, index.column()).first,
            Qt.ItemDataRole.AccessibleTextRole: lambda: self._spoken(row),
            LINES_ROLE: lambda: self._lines(row, index.column()),
            STATE_ROLE: lambda: row.due.state,
            OPEN_ROLE: lambda: row.is_open,
        }.get(role)
        return give() if give else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return COLUMNS[section].heading
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _lines(self, row: CaseRow, column: int) -> Lines:
        shown = COLUMNS[column]
        return (shown.covered if self._is_covered else shown.lines)(row, self._today)

    def _spoken(self, row: CaseRow) -> str:
        """The whole row in one breath, what matters first."""
        order = (MATTER, DUE, *range(MATTER + 1, len(COLUMNS)))
        words = (word for column in order for word in self._lines(row, column)[:2])
        return "，".join(word for word in words if word and word != "—")
