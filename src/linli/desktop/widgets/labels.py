"""Words on the screen, always as plain text."""

from __future__ import annotations

import html
import re
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from linli.desktop.look import font, set_tone


def plain_label(
    text: str = "",
    *,
    points: float = 10,
    demibold: bool = False,
    tone: str = "",
    wrap: bool = False,
    tabular: bool = False,
    selectable: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """A label that shows exactly the characters it is given.

    QLabel guesses rich text by itself, and would fetch the picture that somebody
    put into a note.
    """
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(font(points, demibold=demibold, tabular=tabular))
    label.setText(text)
    label.setWordWrap(wrap)
    if selectable:
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard,
        )
        label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    set_tone(label, tone)
    return label


def muted_label(text: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A second line or a hint: muted, never smaller."""
    return plain_label(text, tone="muted", wrap=wrap, parent=parent)


def set_tool_tip(widget: QWidget, text: str) -> None:
    """Give ``widget`` a tool tip that shows exactly these characters.

    A tool tip guesses rich text as a label does, and cannot be told not to. Whoever
    listens hears it as the description, unless the widget has one of its own.
    """
    told_before = html.unescape(_TAG.sub("", widget.toolTip()))
    if widget.accessibleDescription() == told_before:
        widget.setAccessibleDescription(text)
    widget.setToolTip(f"<span>{html.escape(text)}</span>" if text else "")


_TAG: Final = re.compile("</?span>")


class ElidedLabel(QLabel):
    """One line that ends in … where it is cut, and shows the whole as its tool tip.

    It never pushes its window wide: its smallest width is that of two characters.
    """

    def __init__(
        self,
        text: str = "",
        *,
        points: float = 10,
        demibold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(points, demibold=demibold))
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def is_elided(self) -> bool:
        """Whether the words are cut at the present width."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height() + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("字…"), metrics.height() + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(self.font())
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        set_tool_tip(self, self.text() if self.is_elided() else "")
