"""Grounds to put things on: cards, a side's ground, the joint ground, the covered ground."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.look import font, scaled, tokens, width_of
from linli.desktop.widgets.labels import muted_label, plain_label
from linli.desktop.widgets.shapes import paint_lock
from linli.desktop.widgets.snug import Snug


class Card(Snug):
    """A titled block of a page: a head row, and what it is about in ``body``.

    With nothing in it a card is one line: `show_empty("未记")` hides the body.
    """

    def __init__(self, title: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = plain_label(title, points=11, demibold=True)
        self._aside = muted_label()
        self._aside.hide()
        self._head = QHBoxLayout()
        # The quiet buttons' own padding is taken back, so that their words end with the card's.
        self._head.setContentsMargins(16, 0, 8, 0)
        self._head.setSpacing(8)
        self._head.addWidget(self._title)
        self._head.addWidget(self._aside)
        self._head.addStretch(1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(0)
        head = QWidget()
        head.setFixedHeight(scaled(30))
        head.setLayout(self._head)
        self._holder = QWidget()
        self.body = QVBoxLayout(self._holder)
        self.body.setContentsMargins(16, 0, 16, 6)
        self.body.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(6)
        column.addWidget(head)
        column.addWidget(self._holder)
        self._head.addLayout(self._buttons)
        self.setAccessibleName(title)

    @property
    def title(self) -> str:
        """The words in the head."""
        return self._title.text()

    def set_title(self, title: str) -> None:
        """Write another title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_aside(self, text: str) -> None:
        """A muted remark in the head, behind the title."""
        self._aside.setText(text)
        self._aside.setVisible(bool(text))

    def add_button(self, button: QWidget) -> None:
        """Put a quiet button at the right end of the head."""
        self._buttons.addWidget(button)

    def add(self, item: QWidget | QLayout) -> None:
        """Put a widget or a layout under what is already in the body."""
        if isinstance(item, QWidget):
            self.body.addWidget(item)
        else:
            self.body.addLayout(item)

    def show_empty(self, words: str = "未记") -> None:
        """Be one line: title, the muted words, the buttons."""
        self.set_aside(words)
        self._holder.hide()

    def show_filled(self) -> None:
        """Show the body again."""
        self.set_aside("")
        self._holder.show()

    def clear(self) -> None:
        """Take everything out of the body."""
        empty(self.body)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(now.line), 1))
        painter.setBrush(QColor(now.base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


class TintedPanel(Snug):
    """Ground of one side, with its bar at the left; without a letter joint ground.

    The joint ground belongs to the sides in ``letters``: the first one's bar stands
    at the left, the last one's at the right.
    """

    def __init__(
        self, letters: str = "", *, is_joint: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._letters = letters
        self._is_joint = is_joint
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 8, 14 if is_joint else 10, 8)
        self.body.setSpacing(4)

    def set_side(self, letters: str, *, is_joint: bool = False) -> None:
        """Turn into the ground of another side, or of several together."""
        self._letters = letters
        self._is_joint = is_joint
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        clip = QPainterPath()
        clip.addRoundedRect(box, 4, 4)
        painter.setClipPath(clip)
        ground = now.joint if self._is_joint else now.side(self._letters)
        painter.fillRect(box, QColor(ground.bg))
        first, last = self._letters[:1], self._letters[-1:]
        painter.fillRect(QRectF(0, 0, 4, box.height()), QColor(now.side(first).fg))
        if self._is_joint:
            painter.fillRect(QRectF(box.width() - 4, 0, 4, box.height()), QColor(now.side(last).fg))
        if not now.has_tints:
            painter.setClipping(False)
            painter.setPen(QPen(QColor(now.border), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


class HatchedPanel(QWidget):
    """Covered ground: hatched, with a lock and words on a plain patch.

    Without a letter it is grey and names no side, as F9 covers.
    """

    def __init__(
        self, title: str, words: str = "", *, letter: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = title
        self._words = words
        self._letter = letter
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._name_it()

    def set_words(self, title: str, words: str = "", *, letter: str = "") -> None:
        """Cover with other words, or for another side."""
        self._title, self._words, self._letter = title, words, letter
        self._name_it()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._patch_width() + scaled(16), scaled(72 if self._words else 52))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(80), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now = tokens()
        tone = now.side(self._letter) if self._letter else now.quiet
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        clip = QPainterPath()
        clip.addRoundedRect(box, 4, 4)
        painter.setClipPath(clip)
        painter.fillRect(box, QColor(tone.bg))
        hatch = QColor(tone.fg)
        hatch.setAlpha(28)
        painter.setPen(QPen(hatch, 5))
        for x in range(-self.height(), self.width() + self.height(), 14):
            painter.drawLine(QPointF(x, box.height()), QPointF(x + box.height(), 0))
        self._paint_patch(painter, box, tone.fg, tone.bg)
        if self.hasFocus():
            painter.setPen(QPen(QColor(now.accent), 4))  # half of it is cut off by the clip
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _paint_patch(self, painter: QPainter, box: QRectF, fg: str, bg: str) -> None:
        line = scaled(20)
        height = scaled(12) + line * (2 if self._words else 1)
        patch = QRectF(0, 0, min(self._patch_width(), box.width()), height)
        patch.moveCenter(box.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(bg))
        painter.drawRoundedRect(patch, 4, 4)
        title_font = font(demibold=True)
        lock = scaled(14)
        head = lock + 6 + width_of(self._title, title_font)
        left = patch.center().x() - head / 2
        top = patch.top() + scaled(6)
        paint_lock(painter, QRectF(left, top + (line - lock) / 2, lock, lock), fg)
        painter.setPen(QColor(fg))
        painter.setFont(title_font)
        painter.drawText(
            QRectF(left + lock + 6, top, head, line), Qt.AlignmentFlag.AlignVCenter, self._title
        )
        if self._words:
            painter.setFont(font())
            painter.setPen(QColor(tokens().text if self._letter else fg))
            second = QRectF(patch.left() + 4, top + line, patch.width() - 8, line)
            shown = painter.fontMetrics().elidedText(
                self._words, Qt.TextElideMode.ElideRight, int(second.width())
            )
            painter.drawText(second, Qt.AlignmentFlag.AlignCenter, shown)

    def _patch_width(self) -> int:
        head = width_of(self._title, font(demibold=True)) + scaled(20)
        return max(head, width_of(self._words, font())) + scaled(24)

    def _name_it(self) -> None:
        self.setAccessibleName(f"{self._title} {self._words}".strip())
        self.updateGeometry()


def read_row(label: str, value: str, *, label_width: int = 60) -> QHBoxLayout:
    """A fact that is only read: its muted label at the left, its words wrapped beside it."""
    row = QHBoxLayout()
    row.setSpacing(8)
    name = muted_label(label)
    name.setFixedWidth(scaled(label_width))
    shown: QLabel = plain_label(value, wrap=True, selectable=True)
    # Whoever listens is told what the words are about.
    name.setBuddy(shown)
    row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(shown, 1)
    return row


def empty(layout: QLayout) -> None:
    """Take everything out of ``layout``, widgets and layouts within."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
