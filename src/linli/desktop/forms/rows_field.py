"""A short table typed row by row: Enter goes on, and rows copied from elsewhere can be pasted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from linli.desktop.fields.choice_line import ChoiceLine
from linli.desktop.fields.field import Field, Raw
from linli.desktop.fields.line import LineEditor
from linli.desktop.widgets.labels import muted_label
from linli.domain.case_file import Coded


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, its share of the width, and what a list offers in the column's cells."""

    heading: str
    share: int
    has_list: bool = False
    offered: tuple[str, ...] = ()


class RowsField(Field):
    """Rows of cells; its value is the rows with something in them, each a tuple of words.

    There is always one empty row at the end. Enter goes to the next cell, from an
    empty row to the next field. Lines pasted into a cell, with tabs between the
    columns, fill rows from there on. The raw text is a line a row, parted by tabs.
    """

    def __init__(
        self, label: str, columns: Sequence[Column], *, hint: str = "", mnemonic: str = ""
    ) -> None:
        super().__init__(label, mnemonic=mnemonic, hint=hint)
        self._columns = tuple(columns)
        self._cells: list[list[LineEditor]] = []
        self._grid_holder = QWidget()
        self._grid = QGridLayout(self._grid_holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        for place, column in enumerate(self._columns):
            self._grid.setColumnStretch(place, column.share)
            self._grid.addWidget(muted_label(column.heading), 0, place)
        self._add_row()
        self._place(self._cells[0][0], self._grid_holder)
        # The first cell is the field's editor, and was named as if it were all of it.
        self._cells[0][0].setAccessibleName(self._cell_name(0, 0))

    def value(self) -> tuple[tuple[str, ...], ...]:
        """The rows with something in them, every cell trimmed."""
        rows = (tuple(cell.text().strip() for cell in row) for row in self._cells)
        return tuple(row for row in rows if any(row))

    def set_value(self, rows: Iterable[Sequence[str]]) -> None:
        """Put these rows in place of what is there."""
        self._write(0, 0, [list(row) for row in rows], is_whole=True)

    def offer(self, column: int, words: Iterable[str]) -> None:
        """Offer other words in the cells of a column."""
        old = self._columns[column]
        made = replace(old, offered=tuple(dict.fromkeys(filter(None, words))))
        if made == old:
            return
        self._columns = (*self._columns[:column], made, *self._columns[column + 1 :])
        for row in self._cells:
            cell = row[column]
            if isinstance(cell, ChoiceLine):
                cell.set_choices([Coded(word, word) for word in made.offered])

    @override
    def raw(self) -> list[str]:
        return ["\t".join(row) for row in self.value()]

    @override
    def set_raw(self, raw: Raw) -> None:
        lines = [raw] if isinstance(raw, str) else raw
        self.set_value([line.split("\t") for line in lines])

    def paste(self, text: str, row: int = 0, column: int = 0) -> None:
        """Fill rows from the cell on with lines of words parted by tabs."""
        lines = [line for line in text.splitlines() if line.strip()]
        self._write(row, column, [line.split("\t") for line in lines], is_whole=False)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A line edit would run pasted lines together.
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text()
            places = [
                (row, column)
                for row, cells in enumerate(self._cells)
                for column, cell in enumerate(cells)
                if cell is watched and ("\n" in text.strip() or "\t" in text)
            ]
            if places and event.type() is QEvent.Type.KeyPress:
                self.paste(text, *places[0])
                return True
        return super().eventFilter(watched, event)

    def _write(self, row: int, column: int, lines: list[list[str]], *, is_whole: bool) -> None:
        while len(self._cells) < row + len(lines) + 1:
            self._add_row()
        for place, cells in enumerate(self._cells):
            words = lines[place - row] if row <= place < row + len(lines) else []
            if not words and not is_whole:
                continue
            for at, cell in enumerate(cells):
                if is_whole or column <= at < column + len(words):
                    cell.setText(words[at - column].strip() if at - column < len(words) else "")
        self._keep_one_empty()
        self.changed.emit()

    def _add_row(self) -> None:
        number = len(self._cells)
        cells = [
            _NamesCell([Coded(word, word) for word in column.offered], self._grid_holder)
            if column.has_list
            else LineEditor(self._grid_holder)
            for column in self._columns
        ]
        for place, cell in enumerate(cells):
            cell.setAccessibleName(self._cell_name(number, place))
            cell.textChanged.connect(self._on_changed)
            cell.installEventFilter(self)
            cell.advance.connect(lambda row=number, column=place: self._go_on(row, column))
            cell.retreat.connect(lambda row=number, column=place: self._go_back(row, column))
            self._grid.addWidget(cell, number + 1, place)
            # Left to the layout it would come with a later event, and miss a quick Enter.
            cell.show()
        before = self._cells[-1][-1] if self._cells else None
        for first, second in zip([before, *cells[:-1]], cells, strict=True):
            if first is not None:
                QWidget.setTabOrder(first, second)
        self._cells.append(cells)

    def _cell_name(self, row: int, column: int) -> str:
        return f"{self.label} 第{row + 1}行 {self._columns[column].heading}"

    def _on_changed(self) -> None:
        self._keep_one_empty()
        self.changed.emit()

    def _keep_one_empty(self) -> None:
        if any(cell.text() for cell in self._cells[-1]):
            self._add_row()

    def _go_on(self, row: int, column: int) -> None:
        cells = self._cells[row]
        if column == 0 and not any(cell.text().strip() for cell in cells):
            self.advance.emit()
        elif column + 1 < len(cells):
            cells[column + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._cells[min(row + 1, len(self._cells) - 1)][0].setFocus(
                Qt.FocusReason.TabFocusReason
            )

    def _go_back(self, row: int, column: int) -> None:
        if row == 0 and column == 0:
            self.retreat.emit()
        else:
            at = row * len(self._columns) + column - 1
            place = divmod(at, len(self._columns))
            self._cells[place[0]][place[1]].setFocus(Qt.FocusReason.BacktabFocusReason)


class _NamesCell(ChoiceLine):
    def __init__(self, offered: Iterable[Coded], parent: QWidget) -> None:
        super().__init__(offered, is_name_list=True, is_open_ended=True, parent=parent)
