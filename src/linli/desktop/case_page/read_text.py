"""Long words that are only read, and the way to make a widget forget its words."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QLayout,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from linli.desktop.look import font
from linli.desktop.widgets.badges import Badge


class ReadText(QPlainTextEdit):
    """Text to read and copy, as high as its lines.

    A label cannot break a long word, and would push the page wide.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFont(font())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setStyleSheet("QPlainTextEdit { border: 0; padding: 0; background: transparent; }")
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setPlainText(text)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        # Asked for the whole, the layout answers with lines it has not broken yet.
        layout, block, height = self.document().documentLayout(), self.document().begin(), 0.0
        while block.isValid():
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        self.setFixedHeight(ceil(height) + 2)


def forget(widget: QWidget) -> None:
    """Take every word out of ``widget`` and all within it, now, and let it go later.

    Deleting alone would not do: until Qt gets to it a screen reader finds the words.
    """
    for each in (widget, *widget.findChildren(QWidget)):
        if isinstance(each, QPlainTextEdit):
            # Not clear(): where there is an undo, it could bring the words back.
            each.setPlainText("")
        elif isinstance(each, (QLabel, QAbstractButton)):
            each.setText("")
        elif isinstance(each, Badge):
            each.set_text("")
        each.setToolTip("")
        each.setAccessibleName("")
        each.setAccessibleDescription("")
    widget.hide()
    widget.deleteLater()


def forget_all(layout: QLayout) -> None:
    """Let every widget in ``layout``, and in layouts within it, forget its words."""
    while (item := layout.takeAt(0)) is not None:  # pyright: ignore[reportUnnecessaryComparison] - None at the end, whatever the stubs say
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            forget(widget)
        elif inner is not None:
            forget_all(inner)
