"""A short list of names to pick one of: by the arrows and Enter, by its number, by the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem
from typing_extensions import override

from linli.desktop.look import font


class WhoseList(QListWidget):
    """``chosen`` tells the place of the name picked, counted from 0."""

    chosen = Signal(int)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName("先打开谁的")
        self.setFont(font())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for number, name in enumerate(names, start=1):
            self.addItem(f"{number}  {name}")
        self.setCurrentRow(0)
        rows = min(len(names), 6)
        self.setFixedHeight(rows * self.sizeHintForRow(0) + 2 * self.frameWidth() + 4)
        self.itemClicked.connect(self._on_clicked)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self.currentRow())
        elif 0 <= number < min(self.count(), 9):
            self.chosen.emit(number)
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self.row(item))
