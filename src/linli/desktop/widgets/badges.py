"""Small words on a ground: kind, stage, status, tier, confidentiality."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from linli.desktop.look import Tone, font, scaled, tokens, width_of
from linli.desktop.widgets.labels import set_tool_tip
from linli.desktop.widgets.shapes import Status, paint_status, status_tone


class Badge(QWidget):
    """One badge; make it by the functions below, which know what each looks like.

    In a stretching grid cell give it ``AlignLeft``, or the whole column moves.
    """

    def __init__(
        self,
        text: str,
        *,
        tone: str = "quiet",
        status: Status | None = None,
        is_outlined: bool = False,
        is_yielding: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``tone`` is quiet, stage, late, soon, well, or the letter of a side.

        A yielding one ends in … where there is no room, and is whole in its tool tip.
        """
        super().__init__(parent)
        self._text = ""
        self._tone = tone
        self._status = status
        self._is_outlined = is_outlined
        self._is_yielding = is_yielding
        across = QSizePolicy.Policy.Maximum if is_yielding else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    @property
    def text(self) -> str:
        """The words on it."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show other words."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_status(self, status: Status, text: str) -> None:
        """Show another status with its words."""
        self._status = status
        self.set_text(text)

    @override
    def sizeHint(self) -> QSize:
        sign = scaled(18) if self._status else 0
        return QSize(width_of(self._text, self._font()) + sign + scaled(16), scaled(22))

    @override
    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        if not self._is_yielding:
            return whole
        return whole.boundedTo(QSize(width_of("字…", self._font()) + scaled(34), whole.height()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, tone = tokens(), self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._is_outlined or not now.has_tints:
            painter.setPen(QPen(QColor(now.border if self._is_outlined else tone.fg), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            box.adjust(0.5, 0.5, -0.5, -0.5)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tone.bg))
        painter.drawRoundedRect(box, 4, 4)
        left = scaled(8)
        if self._status:
            centre = QPointF(left + scaled(5), self.height() / 2)
            paint_status(painter, centre, self._status, size=scaled(11), colour=tone.fg)
            left += scaled(18)
        painter.setFont(self._font())
        painter.setPen(QColor(tone.fg))
        room = self.rect().adjusted(left, 0, 0, 0)
        words = self._text
        if self._is_yielding:
            words = painter.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideRight, room.width() - scaled(8)
            )
            set_tool_tip(self, self._text if words != self._text else "")
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def _font(self) -> QFont:
        return font(demibold=self._status is not None and self._status.is_pressing)

    def _colours(self) -> Tone:
        now = tokens()
        if self._status:
            return status_tone(self._status)
        named = {
            "quiet": now.quiet,
            "stage": now.stage,
            "late": now.late,
            "soon": now.soon,
            "well": now.well,
        }
        return named.get(self._tone) or now.side(self._tone)


def kind_badge(text: str) -> Badge:
    """What kind of case: grey."""
    return Badge(text)


def stage_badge(text: str) -> Badge:
    """How far an open case is, such as 调解中."""
    return Badge(text, tone="stage")


def status_badge(status: Status, text: str) -> Badge:
    """A sign with its words, such as 超期2天 or 已办结 · 和解."""
    return Badge(text, status=status)


def tier_badge(text: str) -> Badge:
    """A tier or a unit: an outline, no hue."""
    return Badge(text, is_outlined=True)


def confidentiality_badge(text: str, letter: str) -> Badge:
    """How secret a note is, in the words' colour of the side that spoke."""
    return Badge(text, tone=letter, is_outlined=True)
