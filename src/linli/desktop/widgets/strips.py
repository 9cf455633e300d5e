"""Thin things across a page: the amber strip, a grey strip, a line, the line of progress."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.look import scaled, tokens
from linli.desktop.widgets.labels import plain_label
from linli.desktop.widgets.shapes import paint_lock
from linli.desktop.widgets.snug import Snug


class AmberStrip(Snug):
    """Says across the page that parties are present and what is covered."""

    def __init__(self, words: str, aside: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = plain_label(words, tone="soon", wrap=True)
        self._aside = plain_label(aside, tone="soon")
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(16) + scaled(24), 4, 16, 4)
        row.setSpacing(16)
        row.addWidget(self._words, 1)
        row.addWidget(self._aside)
        self.setMinimumHeight(scaled(32))

    def set_words(self, words: str, aside: str = "") -> None:
        """Say something else."""
        self._words.setText(words)
        self._aside.setText(aside)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now = tokens()
        tone = now.soon
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tone.bg))
        if not now.has_tints:
            painter.setPen(QPen(QColor(now.accent), 4))
            painter.drawRect(self.rect())
        size = scaled(14)
        paint_lock(painter, QRectF(scaled(16), (self.height() - size) / 2, size, size), tone.fg)


class QuietStrip(Snug):
    """Says in grey why a page can only be read; buttons may stand at its right."""

    def __init__(self, words: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = plain_label(words, wrap=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 4, 16, 4)
        self._row.addWidget(self._words, 1)
        self.setMinimumHeight(scaled(32))

    def set_words(self, words: str) -> None:
        """Say something else."""
        self._words.setText(words)

    def add_button(self, button: QWidget) -> None:
        """Put a button at the right end."""
        self._row.addWidget(button)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().quiet.bg))


class Line(QFrame):
    """One pixel of the line colour, across or upright."""

    def __init__(self, *, is_upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if is_upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().line))


class ThinProgressBar(QWidget):
    """Two pixels that appear when work takes longer than 300 ms.

    The room for it is always kept, so nothing moves when it comes and goes.
    """

    WAIT_MS = 300

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share: float | None = None
        self._place = 0.0
        self._is_shown = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(self.WAIT_MS)
        self._wait.timeout.connect(self._appear)
        self._tick = QTimer(self)
        self._tick.setInterval(40)
        self._tick.timeout.connect(self._move)
        self.setFixedHeight(2)

    @property
    def is_shown(self) -> bool:
        """Whether the wait is over and the work is not."""
        return self._is_shown

    def start(self) -> None:
        """Work has begun, nobody knows how long it takes."""
        self._share = None
        self._wait.start()

    def set_progress(self, done: int, total: int) -> None:
        """So much of it is done."""
        self._share = done / total if total else None
        self.update()

    def stop(self) -> None:
        """The work is over."""
        self._wait.stop()
        self._tick.stop()
        self._is_shown = False
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_shown:
            return
        painter = QPainter(self)
        colour = QColor(tokens().accent)
        if self._share is not None:
            painter.fillRect(QRectF(0, 0, self.width() * self._share, 2), colour)
        else:
            piece = self.width() / 4
            painter.fillRect(
                QRectF(self._place * (self.width() + piece) - piece, 0, piece, 2), colour
            )

    def _appear(self) -> None:
        self._is_shown = True
        self._tick.start()
        self.update()

    def _move(self) -> None:
        self._place = (self._place + 0.02) % 1
        self.update()
