"""The page of a file with nothing in it: one question, three answers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.look import font, scaled, set_tone, tokens
from linli.desktop.widgets.labels import ElidedLabel, muted_label, plain_label

_CHOICES = (
    ("填写单位信息", "办事处、社区与网格的名称，编号怎样编。约两分钟。"),
    ("载入示例", "一份公开报道里的几件事，看看台账怎样记；可一次清除。"),
    ("从备份恢复", "换了电脑，或文件坏了：用U盘或“备份”文件夹里的一份接着记。"),
)


class WelcomePage(QWidget):
    """Asks what to begin with; the keys 1, 2 and 3 answer."""

    office_asked = Signal()
    sample_asked = Signal()
    restore_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = [
            _Choice(number, words, explanation)
            for number, (words, explanation) in enumerate(_CHOICES, 1)
        ]
        self._file = ElidedLabel()
        set_tone(self._file, "muted")
        self._lay_out()
        answers = (self.office_asked, self.sample_asked, self.restore_asked)
        for choice, asked in zip(self._choices, answers, strict=True):
            choice.clicked.connect(asked)
        self.setFocusProxy(self._choices[0])

    def show_file(self, record_file: Path) -> None:
        """Say where the records are kept."""
        home = Path.home()
        is_at_home = record_file.is_relative_to(home)
        shown = f"~/{record_file.relative_to(home).as_posix()}" if is_at_home else str(record_file)
        self._file.setText(f"记录文件：{shown}")

    def panes(self) -> list[QWidget]:
        """Where F6 goes, in order."""
        return [self._choices[0]]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_1 | Qt.Key.Key_2 | Qt.Key.Key_3:
                self._choices[event.key() - Qt.Key.Key_1].click()
            case Qt.Key.Key_Down:
                self.focusNextChild()
            case Qt.Key.Key_Up:
                self.focusPreviousChild()
            case _:
                super().keyPressEvent(event)

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setFixedWidth(scaled(520))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(plain_label("欢迎使用邻里台账", points=18, demibold=True))
        column.addWidget(
            muted_label("这份记录文件还是空的。请先选一项，以后都能在“文件”菜单里再做。")
        )
        column.addSpacing(8)
        for choice in self._choices:
            column.addWidget(choice)
        column.addSpacing(8)
        column.addWidget(self._file)
        page = QVBoxLayout(self)
        page.addStretch(2)
        page.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(3)


class _Choice(QPushButton):
    """A number, what it does, and what that means."""

    def __init__(self, number: int, words: str, explanation: str) -> None:
        super().__init__()
        self._number = number
        self._words = words
        self._explanation = explanation
        self.setAutoDefault(False)
        self.setProperty("tall", "true")
        self.setAccessibleName(f"{number} {words}")
        self.setAccessibleDescription(explanation)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(scaled(520), scaled(72))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            # The page moves the focus; a push button would take the arrows for itself.
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        t = tokens()
        tone = t.stage if self.hasFocus() else t.quiet
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = scaled(23)
        patch = QRect(scaled(12), (self.height() - side) // 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.bg))
        painter.drawRoundedRect(patch, 4, 4)
        painter.setPen(QPen(QColor(tone.fg)))
        painter.setFont(font(tabular=True))
        painter.drawText(patch, Qt.AlignmentFlag.AlignCenter, str(self._number))
        left = patch.right() + scaled(15)
        room = self.width() - left - scaled(12)
        half = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QPen(QColor(t.text)))
        painter.setFont(font(11, demibold=True))
        painter.drawText(QRect(left, scaled(8), room, scaled(28)), half, self._words)
        painter.setPen(QPen(QColor(t.muted)))
        painter.setFont(font())
        painter.drawText(QRect(left, scaled(37), room, scaled(25)), half, self._explanation)
