"""The backups to choose from, a row of two lines each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from linli.desktop.look import font, scaled, tokens
from linli.domain.backups import Candidate
from linli.domain.moments import weekday_text

Index = QModelIndex | QPersistentModelIndex
ROW = 52
_CANDIDATE_ROLE = Qt.ItemDataRole.UserRole
_BAR = 3


class BackupList(QListView):
    """Arrows choose a backup, Enter asks for it to be restored."""

    chosen = Signal(object)
    """Another `Candidate` is current."""
    restore_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self.setAccessibleName("备份")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Painter(self))
        self.setModel(self._rows)
        self.selectionModel().currentChanged.connect(self._tell_current)

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """List these; the first is current."""
        self._rows.show(candidates)
        if candidates:
            self.setCurrentIndex(self._rows.index(0, 0))

    def current(self) -> Candidate | None:
        """The one the keys are for."""
        found = self.currentIndex().data(_CANDIDATE_ROLE)
        return found if isinstance(found, Candidate) else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.restore_asked.emit()
        else:
            super().keyPressEvent(event)

    def _tell_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if (candidate := self.current()) is not None:
            self.chosen.emit(candidate)


def first_line(candidate: Candidate) -> str:
    """When it was made, and of how many cases."""
    made = candidate.made_at
    cases = "" if candidate.cases is None else f"　{candidate.cases}件事项"
    return f"{made.year}年{weekday_text(made.date(), made)} {made:%H:%M}{cases}"


def second_line(candidate: Candidate) -> str:
    """How large it is, whether its bytes are witnessed, and its name."""
    witness = "有查验记录" if candidate.is_witnessed else "没有查验记录"
    return f"{size_words(candidate.size)} · {witness} · {candidate.path.name}"


def size_words(size: int) -> str:
    """A size in bytes as people say it."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB" if size < 1e9 else f"{size / 1e9:.1f} GB"


class _Rows(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._candidates: tuple[Candidate, ...] = ()

    def show(self, candidates: Sequence[Candidate]) -> None:
        self.beginResetModel()
        self._candidates = tuple(candidates)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._candidates)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        candidate = self._candidates[index.row()]
        if role == _CANDIDATE_ROLE:
            return candidate
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{first_line(candidate)}，{second_line(candidate)}"
        return None


class _Painter(QStyledItemDelegate):
    """Draws rows; colours are asked for while painting."""

    def __init__(self, view: BackupList) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, scaled(ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        candidate: Candidate = index.data(_CANDIDATE_ROLE)
        room: QRect = option.rect
        t = tokens()
        painter.save()
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = self._view.hasFocus()
        if is_current:
            painter.fillRect(room, QColor(t.row_active if has_focus else t.row_idle))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, QColor(t.row_hover))
        painter.fillRect(room.left(), room.bottom(), room.width(), 1, QColor(t.line))
        if is_current:
            accent = QColor(t.accent)
            if has_focus:
                painter.setPen(QPen(accent, 1))
                painter.drawRect(room.adjusted(0, 0, -1, -1))
            painter.fillRect(room.left(), room.top(), _BAR, room.height(), accent)
        left, across = room.left() + scaled(16), room.width() - scaled(16) - 8
        first = QRect(left, room.top() + scaled(6), across, scaled(20))
        second = QRect(left, room.top() + scaled(28), across, scaled(18))
        _paint_text(
            painter, first, first_line(candidate), font(demibold=True, tabular=True), t.text
        )
        _paint_text(painter, second, second_line(candidate), font(tabular=True), t.muted)
        painter.restore()


def _paint_text(painter: QPainter, room: QRect, words: str, text_font: QFont, colour: str) -> None:
    painter.setFont(text_font)
    painter.setPen(QPen(QColor(colour)))
    shown = QFontMetrics(text_font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
