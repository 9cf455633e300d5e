"""The line edit with a list beneath that choice fields type into."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QWidget
from shiboken6 import isValid
from typing_extensions import override

from linli.desktop.fields.line import LineEditor
from linli.desktop.look import font, scaled, tokens
from linli.desktop.widgets.segments import Option
from linli.desktop.widgets.shapes import paint_arrow
from linli.domain.initials import rank


class ChoiceLine(LineEditor):
    """Types, lists what fits, and takes the first that does.

    ``chosen`` tells the code a person took; ``waiting`` that Enter took nothing
    because so many fit; ``new_wanted`` the text for which 新增 was chosen.
    """

    chosen = Signal(str)
    waiting = Signal(int)
    new_wanted = Signal(str)

    def __init__(
        self,
        choices: Iterable[Option] = (),
        *,
        likely: Collection[str] | None = None,
        is_name_list: bool = False,
        is_open_ended: bool = False,
        offers_new: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._choices: tuple[Option, ...] = tuple(choices)
        self._likely = None if likely is None else tuple(likely)
        self._code: str | None = None
        self._is_open_ended = is_open_ended
        self._offers_new = offers_new
        self._popup: _Popup | None = None
        # Initials are typed as letters; for names pinyin has to become characters.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, is_name_list)
        self.setTextMargins(0, 0, scaled(18), 0)
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._on_changed)

    @property
    def code(self) -> str | None:
        """The code of the choice taken; None while the text is none of the choices."""
        return self._code

    @property
    def choices(self) -> tuple[Option, ...]:
        """What can be chosen."""
        return self._choices

    @property
    def popup(self) -> QListView | None:
        """The open list; None while it is closed."""
        popup = self._popup
        return popup if popup is not None and isValid(popup) and not popup.isHidden() else None

    def set_choices(
        self, choices: Iterable[Option], *, likely: Collection[str] | None = None
    ) -> None:
        """Offer others; the text stays, and is matched again."""
        self._choices = tuple(choices)
        self._likely = None if likely is None else tuple(likely)
        self._code = self._exact(self.text())
        self.close_list()

    def set_code(self, code: str | None) -> None:
        """Show the label of ``code``; None empties the line. A code not offered raises KeyError."""
        self.close_list()
        if code is None:
            self.clear()
            return
        labels = {choice.code: choice.label for choice in self._choices}
        self._take(code, labels[code])

    def hits(self, text: str) -> list[Option]:
        """What fits, the best first, the likely ones first among equals."""
        found: list[tuple[int, int, int, Option]] = []
        likely = self._likely or ()
        for place, choice in enumerate(self._choices):
            grade = rank(text, choice.label)
            if grade is not None:
                liking = likely.index(choice.code) if choice.code in likely else len(likely)
                found.append((grade, liking, place, choice))
        return [choice for *_, choice in sorted(found, key=lambda hit: hit[:3])]

    def open_everything(self) -> None:
        """Open the whole list, standing on the choice taken or on the first."""
        places = [place for place, choice in enumerate(self._choices) if choice.code == self._code]
        self._open(self._choices, current=places[0] if places else 0)

    def close_list(self) -> None:
        """Close the list."""
        if (popup := self.popup) is not None:
            popup.hide()

    @override
    def press_enter(self, *, is_back: bool) -> None:
        if is_back:
            self.close_list()
            super().press_enter(is_back=True)
        elif self._take_current() or self._resolve():
            self.close_list()
            super().press_enter(is_back=False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.is_composing:
            popup = self.popup
            if event.key() == Qt.Key.Key_Down and popup is None:
                self.open_everything()
                return
            if popup is not None and event.key() in _MOVES:
                self._move_in(popup, _MOVES[Qt.Key(event.key())])
                return
            if popup is not None and event.key() == Qt.Key.Key_Escape:
                self.close_list()
                return
        super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        # An open list takes Esc before the form or the window does.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.popup is not None
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.close_list()
        typed = self.text().strip()
        if self._code is None and typed:
            hits = self.hits(typed)
            # Where any name is welcome, initials left behind would pass for one.
            takes_first = self._is_open_ended and typed.isascii()
            if hits and (takes_first or (len(hits) == 1 and not self._is_open_ended)):
                self._take(hits[0].code, hits[0].label)
                self.chosen.emit(hits[0].code)
        super().focusOutEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().x() > self.width() - scaled(26):
            if self.popup is None:
                self.open_everything()
            else:
                self.close_list()
            return
        super().mousePressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        paint_arrow(painter, QPointF(self.width() - scaled(15), self.height() / 2), tokens().muted)

    def _on_edited(self, text: str) -> None:
        self._code = self._exact(text)
        if not text.strip():
            self.close_list()
            return
        self._open(self.hits(text), current=None, new=text.strip())

    def _on_changed(self, text: str) -> None:
        if self._code is not None and self._label_of(self._code) != text:
            self._code = None
        if self._code is None:
            self._code = self._exact(text)

    def _resolve(self) -> bool:
        """Take what the text means; False where the list has to wait for more."""
        text = self.text().strip()
        if not text or self._code is not None:
            return True
        if self._is_open_ended and not text.isascii():
            return True
        hits = self.hits(text)
        if not hits:
            return True
        if len(hits) > 1 and self._likely is not None and hits[0].code not in self._likely:
            self._open(hits, current=None)
            self.waiting.emit(len(hits))
            return False
        self._take(hits[0].code, hits[0].label)
        self.chosen.emit(hits[0].code)
        return True

    def _take_current(self) -> bool:
        popup = self.popup
        if popup is None or not popup.currentIndex().isValid():
            return False
        return self._take_index(popup.currentIndex())

    def _take_index(self, index: QModelIndex) -> bool:
        code: str | None = index.data(_CODE)
        if code is None:
            self.close_list()
            self.new_wanted.emit(self.text().strip())
            return False
        self._take(code, str(index.data(Qt.ItemDataRole.DisplayRole)))
        self.close_list()
        self.chosen.emit(code)
        return True

    def _take(self, code: str, label: str) -> None:
        self._code = code
        self.setText(label)
        self._code = code

    def _exact(self, text: str) -> str | None:
        wanted = text.strip()
        return next((choice.code for choice in self._choices if choice.label == wanted), None)

    def _label_of(self, code: str) -> str | None:
        return next((choice.label for choice in self._choices if choice.code == code), None)

    def _move_in(self, popup: QListView, by: int) -> None:
        rows = popup.model().rowCount()
        now = (
            popup.currentIndex().row() if popup.currentIndex().isValid() else (-1 if by > 0 else 0)
        )
        row = max(0, min(rows - 1, now + by))
        popup.setCurrentIndex(popup.model().index(row, 0))
        # The focus stays in the line: whoever listens is told where the list stands.
        words = f"{popup.currentIndex().data()}，第{row + 1}项，共{rows}项"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _open(self, choices: Sequence[Option], *, current: int | None, new: str = "") -> None:
        wanted = new if self._offers_new and self._code is None else ""
        if not choices and not wanted:
            self.close_list()
            return
        popup = self._popup
        # The window it was made in may be gone, and the list with it.
        if popup is None or not isValid(popup) or popup.parentWidget() is not self.window():
            popup = self._popup = _Popup(self)
            popup.pressed.connect(self._take_index)
        popup.fill(choices, new=wanted, current=current)
        popup.place_under(self)


class _Popup(QListView):
    """The list, a child of the window and no window: focus and input method stay with the line."""

    MOST_ROWS = 9

    def __init__(self, line: ChoiceLine) -> None:
        super().__init__(line.window())
        self._line = line
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setProperty("popup", "true")
        self.setFont(font())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setAutoFillBackground(True)
        self.hide()
        line.destroyed.connect(self.deleteLater)
        self._watched: list[QWidget] = []

    def fill(self, choices: Sequence[Option], *, new: str, current: int | None) -> None:
        self._rows.clear()
        for choice in choices:
            item = QStandardItem(choice.label)
            item.setData(choice.code, _CODE)
            self._rows.appendRow(item)
        if new:
            self._rows.appendRow(QStandardItem(f"新增“{new}”"))
        if current is not None:
            self.setCurrentIndex(self._rows.index(current, 0))

    def place_under(self, line: ChoiceLine) -> None:
        """Stand under the line, or above it where there is more room."""
        if line.visibleRegion().isEmpty():
            self.hide()
            return
        window = line.window()
        shown = min(self._rows.rowCount(), self.MOST_ROWS)
        height = shown * scaled(28) + 2 * 5
        at = line.mapTo(window, QPoint(0, line.height() + 2))
        above = line.mapTo(window, QPoint(0, 0)).y() - 2
        if at.y() + height > window.height() and above > window.height() - at.y():
            height = min(height, above)
            at.setY(above - height)
        else:
            height = min(height, max(window.height() - at.y(), scaled(28) + 10))
        width = min(
            max(line.width(), self.sizeHintForColumn(0) + 30),
            max(line.width(), window.width() - at.x()),
        )
        self.setGeometry(at.x(), at.y(), width, height)
        self.raise_()
        self.show()
        self._watch(line)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt hands the list the events of its own scroll bars as well.
        if not self.isHidden() and watched in self._watched:
            match event.type():
                case QEvent.Type.Move | QEvent.Type.Resize:
                    self.place_under(self._line)
                case QEvent.Type.Hide:
                    self.hide()
                case _:
                    pass
        return super().eventFilter(watched, event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched = []
        super().hideEvent(event)

    def _watch(self, line: QWidget) -> None:
        """Go along when anything the line stands in moves."""
        if self._watched:
            return
        widget: QWidget | None = line
        while widget is not None:
            self._watched.append(widget)
            widget.installEventFilter(self)
            widget = None if widget.isWindow() else widget.parentWidget()


_CODE = Qt.ItemDataRole.UserRole + 1
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _Popup.MOST_ROWS,
    Qt.Key.Key_PageUp: -_Popup.MOST_ROWS,
}
