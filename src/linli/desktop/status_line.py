"""The line at the foot of the window: what is saved, who signs, where it is kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from linli.desktop.look import font, scaled, tokens
from linli.desktop.widgets.labels import plain_label


class StatusLine(QWidget):
    """Facts about the record file; nothing of a case ever stands here."""

    worker_menu_asked = Signal(QMenu)
    """The menu of workers is about to be shown and wants its lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = plain_label(tone="muted", tabular=True)
        self._worker = QToolButton()
        self.worker_menu = QMenu(self)
        self._file = plain_label(tone="muted")
        self._backup = plain_label(tone="muted", tabular=True)
        self._lay_out()
        self.worker_menu.aboutToShow.connect(self._ask_for_workers)

    def show_saved(self) -> None:
        """Everything is kept."""
        self._state.setText("已保存")

    def show_draft_kept(self, at: datetime) -> None:
        """The raw text of an open form was put by."""
        self._state.setText(f"草稿已存 {at:%H:%M}")

    def show_worker(self, name: str) -> None:
        """Name who signs; "" offers to choose."""
        words = f"当班人 {name}" if name else "当班人 未选"
        self._worker.setText(f"{words} ▾".replace("&", "&&"))
        self._worker.setAccessibleName(words)
        self._worker.show()

    def show_file(self, record_file: Path) -> None:
        """Say where records are kept, by the end of the path."""
        self._file.setText(f"记录文件 …/{record_file.name}")

    def show_backup(self, words: str) -> None:
        """Say when the last backup was made."""
        self._backup.setText(f"上次备份 {words}")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, QColor(tokens().line))

    def _lay_out(self) -> None:
        self.setFixedHeight(scaled(24))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._worker.setMenu(self.worker_menu)
        self._worker.setFont(font())
        self._worker.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._worker.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._worker.setAutoRaise(True)
        self._worker.setFixedHeight(scaled(22))
        self._worker.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 1, 8, 0)
        row.setSpacing(16)
        row.addWidget(self._state)
        row.addStretch(1)
        row.addWidget(self._worker)
        row.addWidget(self._file)
        row.addWidget(self._backup)

    def _ask_for_workers(self) -> None:
        self.worker_menu.clear()
        self.worker_menu_asked.emit(self.worker_menu)
