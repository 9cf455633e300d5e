"""Long words that are only read, and the way to make a widget forget its words."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextLayout, QTextOption
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

from linli.desktop.look import font, scaled
from linli.desktop.widgets.badges import Badge


class ReadText(QPlainTextEdit):
    """Text to read and copy, as high as its lines.

    A label cannot break a long word, and would push the page wide.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAccessibleName("正文")
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
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setPlainText(text)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        # Told before it is shown: a height set while it is resized comes some paints late.
        paragraphs = self.toPlainText().split("\n")
        return ceil(sum(self._height(each, width) for each in paragraphs)) + 2

    @override
    def sizeHint(self) -> QSize:
        width = max(self.width(), scaled(120))
        return QSize(scaled(120), self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(60), scaled(20))

    def _height(self, paragraph: str, width: int) -> float:
        layout = QTextLayout(paragraph, self.font())
        option = QTextOption()
        option.setWrapMode(self.wordWrapMode())
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLeadingIncluded(True)
            line.setLineWidth(width)
            height += line.height()
        layout.endLayout()
        return height


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
