"""The rows of the start page for Qt."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from linli.desktop.today.lines import EntryLines, Head, Row

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
"""The `Head` or `EntryLines` of a row."""


class AgendaModel(QAbstractListModel):
    """Heads, which cannot be gone to, and the entries under them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def show(self, rows: tuple[Row, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def entry(self, row: int) -> EntryLines | None:
        """The entry in ``row``; None for a head, or where there is no such row."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, EntryLines) else None

    def row_of(self, entry: EntryLines) -> int | None:
        """Where the same thing to do stands now."""
        key = _key(entry)
        rows = (
            place
            for place, row in enumerate(self._rows)
            if isinstance(row, EntryLines) and _key(row) == key
        )
        return next(rows, None)

    def nearest_entry(self, row: int) -> int | None:
        """The entry in ``row`` or after it, else the last one."""
        places = [place for place, each in enumerate(self._rows) if isinstance(each, EntryLines)]
        return next((place for place in places if place >= row), places[-1] if places else None)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.words if isinstance(row, Head) else row.matter.first
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return _keys_of(row)
            case _ if role == ROW_ROLE:
                return row
            case _:
                return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.entry(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _key(entry: EntryLines) -> tuple[int, str, int | None, str]:
    """What tells a thing to do from others; how it stands to now may change meanwhile."""
    if entry.reminder_id is not None:
        return entry.case_id, "", entry.reminder_id, ""
    return entry.case_id, entry.kind, None, entry.due.second


def _keys_of(row: Row) -> str:
    if isinstance(row, Head):
        return ""
    return "Enter 打开，空格 办好了" if row.is_doable else "Enter 打开"
