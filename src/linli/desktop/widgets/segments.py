"""One of a few, side by side: arrows move, a first letter picks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget
from typing_extensions import override

from linli.desktop.look import font, scaled, tokens, width_of
from linli.domain.initials import rank

# The whole label, its first characters, or its first initials.
_AT_THE_START = frozenset({0, 1, 2})


class Option(Protocol):
    """What can be chosen: a code that is kept, and the words people read."""

    @property
    def code(self) -> str:
        """What is kept."""
        ...

    @property
    def label(self) -> str:
        """What people read."""
        ...


class SegmentedChoice(QWidget):
    """Up to five options that decide a form's shape, in one row.

    ``picked`` tells the code each time another one is chosen by a person;
    ``advance`` and ``retreat`` that Enter or Shift+Enter was pressed. Codes that are
    side letters (甲, 乙 …) are painted in their side's colours.
    """

    picked = Signal(str)
    advance = Signal()
    retreat = Signal()

    def __init__(self, options: Iterable[Option] = (), *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._segments: dict[str, _Segment] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        # The letter of a caption leads to no widget without one; Tab goes to the options.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.set_options(options)

    @property
    def code(self) -> str | None:
        """The code chosen, None while nothing is."""
        return next((code for code, segment in self._segments.items() if segment.isChecked()), None)

    def set_code(self, code: str | None) -> None:
        """Choose without telling; a code that is not offered chooses nothing."""
        self._group.setExclusive(False)
        for each, segment in self._segments.items():
            segment.setChecked(each == code)
        self._group.setExclusive(True)
        self._set_focus_proxy()

    def set_options(self, options: Iterable[Option]) -> None:
        """Offer other options; the choice stays where it is still offered."""
        kept = self.code
        old = self._segments
        # Tab finds a new one where the old ones are, and not behind everything else.
        before: QWidget | None = next(reversed(old.values()), None)
        self._segments = {}
        for place, option in enumerate(options):
            segment = old.pop(option.code, None) or self._made(option.code)
            segment.setText(option.label)
            segment.updateGeometry()
            self._row.insertWidget(place, segment)
            if before is not None and before is not segment:
                QWidget.setTabOrder(before, segment)
            before = segment
            self._segments[option.code] = segment
        for segment in old.values():
            self._group.removeButton(segment)
            self._row.removeWidget(segment)
            segment.hide()
            segment.deleteLater()
        self._mark_ends()
        self.name_options()
        self.set_code(kept)

    def labels(self) -> dict[str, str]:
        """The words of every code offered."""
        return {code: segment.text() for code, segment in self._segments.items()}

    def pick_by_initial(self, letters: str) -> bool:
        """Choose the next option whose words begin with ``letters``; False where none does."""
        codes = [
            code
            for code, segment in self._segments.items()
            if rank(letters, segment.text()) in _AT_THE_START
        ]
        if not codes:
            return False
        now = self.code
        code = codes[(codes.index(now) + 1) % len(codes)] if now in codes else codes[0]
        self.set_code(code)
        self._segments[code].setFocus()
        self.picked.emit(code)
        return True

    def focus(self) -> None:
        """Take the focus, on the option chosen or on the first."""
        self._set_focus_proxy()
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def name_options(self) -> None:
        """Let each option say what it answers, and what is wrong, after either has changed."""
        asked = self.accessibleName()
        for segment in self._segments.values():
            segment.setAccessibleName(f"{asked} {segment.text()}".strip())
            segment.setAccessibleDescription(self.accessibleDescription())

    def _made(self, code: str) -> _Segment:
        segment = _Segment(code, "", self)
        segment.clicked.connect(lambda _checked=False: self.picked.emit(code))
        self._group.addButton(segment)
        return segment

    def _mark_ends(self) -> None:
        segments = list(self._segments.values())
        for segment in segments:
            segment.is_first = segment is segments[0]

    def _set_focus_proxy(self) -> None:
        chosen = self._segments.get(self.code or "") or next(iter(self._segments.values()), None)
        if chosen is not None:
            self.setFocusProxy(chosen)


class _Segment(QRadioButton):
    def __init__(self, code: str, label: str, choice: SegmentedChoice) -> None:
        super().__init__(label, choice)
        self.code = code
        self.is_first = False
        self._choice = choice
        self.setFont(font())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(width_of(self.text(), font(demibold=True)) + scaled(30), scaled(30))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def hitButton(self, pos: object) -> bool:
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._choice.retreat.emit()
            else:
                self._choice.advance.emit()
            return
        letters = event.text()
        if letters.isascii() and letters.isalnum() and self._choice.pick_by_initial(letters):
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now = tokens()
        is_side = self.code[:1] in "甲乙丙丁戊己庚辛壬癸"
        tone = now.side(self.code) if is_side else now.stage
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0.5 if self.is_first else -0.5, 0.5, -0.5, -0.5)
        ground = QColor(now.base)
        if self.isChecked():
            ground = QColor(tone.bg if is_side and now.has_tints else now.picked.bg)
        painter.setBrush(ground)
        painter.setPen(QPen(QColor(tone.fg if self.isChecked() else now.border), 1))
        painter.drawRect(box)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setFont(font(demibold=self.isChecked()))
        painter.setPen(QColor(self._words_colour(tone.fg if is_side else now.text)))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _words_colour(self, of_code: str) -> str:
        now = tokens()
        if not self.isChecked():
            return now.text
        return of_code if now.has_tints else now.picked.fg
