"""What all fields share: caption, editor, hint, error, and the raw text a draft keeps."""

from __future__ import annotations

from typing import TypedDict, Unpack

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.look import restyle, scaled, set_tone
from linli.desktop.widgets.labels import plain_label
from linli.desktop.widgets.shapes import Status, StatusSign

Raw = str | list[str]
"""What is typed in a field, as an unsaved form keeps it."""


class FieldOptions(TypedDict, total=False):
    """What any field may be given besides its label.

    ``missing`` is the sentence shown when a required field is empty; ``hint`` stands
    under the field while there is nothing more to say; ``mnemonic`` is the letter
    that reaches the field with Alt.
    """

    is_required: bool
    missing: str
    placeholder: str
    hint: str
    mnemonic: str
    parent: QWidget | None


class Field(QWidget):
    """A caption, something to type into, and under it a hint or what is wrong.

    The caption is a label of its own, for the form to place. ``changed`` tells that
    the raw text is another; ``advance`` and ``retreat`` that Enter or Shift+Enter
    asks for the next field or the one before; ``left`` that the focus went away.
    """

    grows = False
    """Whether the field takes the height there is."""

    changed = Signal()
    advance = Signal()
    retreat = Signal()
    left = Signal()

    def __init__(self, label: str, **options: Unpack[FieldOptions]) -> None:
        super().__init__(options.get("parent"))
        self.label = label
        self.waits_for_place = False
        """A form knows it and has not placed it yet: it shows with the form."""
        self.is_required = options.get("is_required", False)
        self.missing = options.get("missing") or f"请填{label}"
        self.caption = Caption(label, mnemonic=options.get("mnemonic", ""))
        self.caption.set_required(is_required=self.is_required)
        self._standing_hint = options.get("hint", "")
        self._hint = plain_label(tone="muted", wrap=True)
        self._hint.hide()
        self._error = _ErrorLine()
        self._error.hide()
        self._editor: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._hint)
        self._column.addWidget(self._error)

    @property
    def editor(self) -> QWidget:
        """The widget that takes the keys."""
        if self._editor is None:
            raise RuntimeError(f"{type(self).__name__} was given no editor")
        return self._editor

    def raw(self) -> Raw:
        """What is typed, as it stands."""
        raise NotImplementedError

    def set_raw(self, raw: Raw) -> None:
        """Put back what `raw` gave; it counts as a change."""
        raise NotImplementedError

    def is_empty(self) -> bool:
        """Whether nothing is typed or chosen."""
        raw = self.raw()
        return not raw.strip() if isinstance(raw, str) else not any(part.strip() for part in raw)

    def trouble(self) -> str | None:
        """The sentence about what cannot be handed over as typed; None where all is well."""
        return self.missing if self.is_required and self.is_empty() else None

    @property
    def error(self) -> str | None:
        """The sentence that stands at the field now."""
        return self._error.text or None

    def set_error(self, sentence: str | None) -> None:
        """Mark the field with what is wrong, or take the mark away; the text stays."""
        self._error.set_text(sentence or "")
        self._error.setVisible(bool(sentence))
        self.editor.setProperty("wrong", "true" if sentence else "false")
        restyle(self.editor)
        self._describe()
        self._show_hint()

    @property
    def hint(self) -> str:
        """The words under the field."""
        return self._hint.text()

    def set_hint(self, text: str, *, is_amber: bool = False) -> None:
        """Say under the field how it was read; "" brings back the standing hint."""
        self._hint.setText(text or self._standing_hint)
        set_tone(self._hint, "soon" if is_amber and text else "muted")
        self._describe()
        self._show_hint()

    def set_standing_hint(self, text: str) -> None:
        """The hint that stands while there is nothing more to say."""
        self._standing_hint = text
        self.set_hint("")

    def set_required(self, *, is_required: bool) -> None:
        """Ask for the field, or leave it open."""
        self.is_required = is_required
        self.caption.set_required(is_required=is_required)
        self._describe()

    def set_label(self, label: str) -> None:
        """Call the field something else."""
        self.label = label
        self.caption.set_label(label)
        self.editor.setAccessibleName(label)
        self._describe()

    def focus(self) -> None:
        """Put the cursor into the field."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_by_keys(self) -> None:
        """Put the cursor into the field as Tab does, with a line's text selected."""
        self.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def can_take_keys(self) -> bool:
        """Whether the cursor can be put here."""
        return self.isVisible() and self.editor.isVisible() and self.editor.isEnabled()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._editor and event.type() is QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

    @override
    def setVisible(self, visible: bool) -> None:
        # The caption stands elsewhere in the form and comes and goes with its field.
        if visible and self.waits_for_place and self.parentWidget() is None:
            # It would open as a window; the form shows it once it is placed.
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, on=False)
        else:
            super().setVisible(visible)
        # A caption not yet placed would become a window.
        if not visible or self.caption.parentWidget() is not None:
            self.caption.setVisible(visible)

    def _place(self, editor: QWidget, row: QWidget | QBoxLayout | None = None) -> None:
        """Put the editor, or the row it stands in, above hint and error."""
        self._editor = editor
        if isinstance(row, QHBoxLayout | QVBoxLayout):
            self._column.insertLayout(0, row)
        else:
            self._column.insertWidget(0, row if isinstance(row, QWidget) else editor)
        self.setFocusProxy(editor)
        self.caption.set_buddy(editor)
        editor.setAccessibleName(self.label)
        editor.installEventFilter(self)
        self.set_hint("")

    def _describe(self) -> None:
        """Tell whoever listens what is wrong, or what stands beneath, and what must be filled."""
        if self._editor is None:
            return
        words = self.error or self._hint.text()
        if self.is_required and not self.error:
            words = "，".join(filter(None, ("必填", words)))
        self._editor.setAccessibleDescription(words)

    def _show_hint(self) -> None:
        self._hint.setVisible(bool(self._hint.text()) and not self.error)


class Caption(QWidget):
    """The label beside a field, with a red star where the field is asked for."""

    def __init__(self, label: str, *, mnemonic: str) -> None:
        super().__init__()
        self._mnemonic = mnemonic
        self._words = plain_label()
        self._star = plain_label("*", tone="late")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        row.addStretch(1)
        row.addWidget(self._words)
        row.addWidget(self._star)
        self.setFixedHeight(scaled(30))
        self.set_label(label)

    def set_label(self, label: str) -> None:
        """Write another label; the mnemonic stays."""
        plain = label.replace("&", "&&")
        self._words.setText(f"{plain}(&{self._mnemonic})" if self._mnemonic else plain)

    def set_required(self, *, is_required: bool) -> None:
        """Show the star or not."""
        self._star.setVisible(is_required)

    def set_buddy(self, editor: QWidget) -> None:
        """Let the mnemonic reach ``editor``."""
        self._words.setBuddy(editor)


class _ErrorLine(QWidget):
    """The sentence under a field, behind its sign."""

    def __init__(self) -> None:
        super().__init__()
        self._words = plain_label(tone="late", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(StatusSign(Status.LATE), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    @property
    def text(self) -> str:
        return self._words.text()

    def set_text(self, text: str) -> None:
        self._words.setText(text)
