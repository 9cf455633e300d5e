"""Several lines of text, which can be covered while parties are present."""

from __future__ import annotations

from typing import Unpack

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.fields.field import Field, FieldOptions, Raw
from linli.desktop.fields.line import KEYS_OF_INPUT_METHOD
from linli.desktop.look import font, scaled
from linli.desktop.widgets.panels import HatchedPanel


class TextEditor(QPlainTextEdit):
    """A plain text box that Tab leaves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preedit = ""
        self.setFont(font())
        self.setTabChangesFocus(True)

    @property
    def is_composing(self) -> bool:
        """Whether an input method holds letters that are not yet text."""
        return bool(self._preedit)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if self.is_composing and e.key() in KEYS_OF_INPUT_METHOD:
            e.accept()
            return
        super().keyPressEvent(e)


class TextField(Field):
    """A field of several lines; its value is its text.

    While it is covered the text is in no widget: it is kept here, and `raw` and
    `text` still give it, so that a draft loses nothing.
    """

    grows = True

    def __init__(self, label: str, *, height: int = 88, **options: Unpack[FieldOptions]) -> None:
        """``height`` is the least height of the box in pixels at the text size 标准."""
        super().__init__(label, **options)
        self._covered: str | None = None
        self.box = TextEditor(self)
        self.box.setPlaceholderText(options.get("placeholder", ""))
        self.box.setMinimumHeight(scaled(height))
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._cover = HatchedPanel("已遮住", "当事人在场")
        self._cover.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._cover.installEventFilter(self)
        self._cover.hide()
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        column.addWidget(self._cover)
        self.box.textChanged.connect(self._on_text_changed)
        self._place(self.box, holder)

    def text(self) -> str:
        """The words in the field, covered or not."""
        return self.box.toPlainText() if self._covered is None else self._covered

    def set_text(self, text: str) -> None:
        """Write into the field; covered it stays covered."""
        if self._covered is None:
            self.box.setPlainText(text)
        else:
            self._covered = text

    @override
    def raw(self) -> str:
        return self.text()

    @override
    def set_raw(self, raw: Raw) -> None:
        self.set_text(raw if isinstance(raw, str) else "\n".join(raw))

    @property
    def is_covered(self) -> bool:
        """Whether the text is out of sight."""
        return self._covered is not None

    def cover(self) -> None:
        """Take the text out of every widget, undo history included, and refuse typing."""
        if self._covered is not None:
            return
        had_focus = self.box.hasFocus()
        self._covered = self.box.toPlainText()
        self.box.blockSignals(True)
        # clear() and deletions can be undone with Ctrl+Z; this cannot.
        self.box.setPlainText("")
        self.box.blockSignals(False)
        # Nothing moves: the cover takes the place of the box.
        self._cover.setFixedHeight(max(self.box.height(), self.box.minimumHeight()))
        self.box.hide()
        self._cover.show()
        if had_focus:
            self._cover.setFocus()

    def uncover(self) -> None:
        """Put the text back as it was."""
        if self._covered is None:
            return
        text, self._covered = self._covered, None
        had_focus = self._cover.hasFocus()
        self._cover.hide()
        self.box.show()
        self.box.blockSignals(True)
        self.box.setPlainText(text)
        self.box.blockSignals(False)
        self.set_hint("")
        if had_focus:
            self.box.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._cover
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.text().isprintable()
            and event.text()
        ):
            self.set_hint("当事人在场时不能写背靠背记录。", is_amber=True)
            return True
        return super().eventFilter(watched, event)

    def _on_text_changed(self) -> None:
        self.changed.emit()
