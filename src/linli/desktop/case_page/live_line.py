"""A line of a card that can be edited and removed, by keys and by the mouse."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QLayout, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.look import tokens
from linli.desktop.widgets.snug import Snug
from linli.domain.things import Thing


class CardActs(Protocol):
    """What a card may ask of the page it stands on."""

    def ask(self, form: str) -> None:
        """Open a form beside the case."""
        ...

    def edit(self, thing: Thing, row_id: int) -> None:
        """Open the form of one row again, with what it holds."""
        ...

    def remove(self, thing: Thing, row_id: int) -> None:
        """Remove one row, after a question."""
        ...


class LiveLine(Snug):
    """Holds what shows one row; Tab and the arrows reach it, F2 edits, Del removes.

    Without ``acts`` it only shows: nothing takes the focus. ``name`` is what a screen
    reader says of the row.
    """

    def __init__(
        self,
        content: QWidget | QLayout,
        thing: Thing,
        row_id: int,
        acts: CardActs | None,
        *,
        name: str,
    ) -> None:
        super().__init__()
        self.thing = thing
        self.row_id = row_id
        self._acts = acts
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 2, 6, 2)
        if isinstance(content, QWidget):
            column.addWidget(content)
        else:
            column.addLayout(content)
        self.setAccessibleName(name)
        if acts is not None:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setAccessibleDescription("F2 修改，Del 删除")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._acts is None:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_F2 | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._acts.edit(self.thing, self.row_id)
            case Qt.Key.Key_Delete:
                self._acts.remove(self.thing, self.row_id)
            case Qt.Key.Key_Down:
                self.focusNextChild()
            case Qt.Key.Key_Up:
                self.focusPreviousChild()
            case Qt.Key.Key_Menu:
                self._show_menu(self.mapToGlobal(self.rect().center()))
            case _:
                super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._acts is not None:
            self._acts.edit(self.thing, self.row_id)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._acts is not None:
            self._show_menu(event.globalPos())

    @override
    def event(self, event: QEvent) -> bool:
        # Del and Enter belong to the line before they belong to a menu.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._acts is not None
            and event.key() in {Qt.Key.Key_F2, Qt.Key.Key_Delete}
        ):
            event.accept()
            return True
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.hasFocus():
            return
        now = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(now.accent), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _show_menu(self, place: QPoint) -> None:
        acts = self._acts
        if acts is None:
            return
        menu = QMenu(self)
        menu.addAction(f"修改{self.thing.words}\tF2", lambda: acts.edit(self.thing, self.row_id))
        menu.addAction(f"删除{self.thing.words}\tDel", lambda: acts.remove(self.thing, self.row_id))
        menu.exec(place)
