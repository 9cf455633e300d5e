"""The timeline as a list: current row, type-ahead and words for screen readers come with it."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QMenu, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from linli.desktop.case_page.timeline_paint import ROW_ROLE, TimelineDelegate
from linli.desktop.case_page.timeline_rows import (
    RowKind,
    TimelineRow,
    TimelineRows,
    timeline_rows,
)
from linli.desktop.look import scaled
from linli.domain.case_file import CaseFile
from linli.domain.things import Thing

_Index = QModelIndex | QPersistentModelIndex
_COMPACT_STEPS = 3


class TimelineModel(QAbstractListModel):
    """The lines; what one side said apart is in none of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = TimelineRows()

    @property
    def rows(self) -> TimelineRows:
        """The lines shown."""
        return self._rows

    def set_rows(self, rows: TimelineRows) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows.rows)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{row.words} {row.who}".strip()
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken or row.words
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return row.note
            case _:
                return row if role == ROW_ROLE else None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self._rows.rows[index.row()].kind is RowKind.STEP:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class TimelineView(QListView):
    """A timeline as high as its lines; the page around it scrolls.

    F2 or Enter edits the current line, Del removes it, Alt+↑ and Alt+↓ move it; the
    context menu offers the same. ``compact`` shows the first three steps alone, to be
    looked at and not entered.
    """

    edit_asked = Signal(object, int)
    """What a line dates is to be changed: its Thing and the id of its row."""
    remove_asked = Signal(object, int)
    turn_asked = Signal(object, int)
    """A step is to become a session, or a session a step."""
    move_asked = Signal(int, int)
    """The id of a step, and -1 for up or 1 for down."""

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(parent)
        self._is_compact = compact
        self._is_changeable = not compact
        self._laid_out_width = -1
        self._stays_in_sight = False
        self._model = TimelineModel(self)
        self._delegate = TimelineDelegate(self, is_compact=compact)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("流转")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(0)
        self.viewport().setAutoFillBackground(False)
        if compact:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setSelectionMode(QListView.SelectionMode.NoSelection)
        else:
            self.setMouseTracking(True)

    @property
    def rows(self) -> TimelineRows:
        """The lines shown."""
        return self._model.rows

    def show_case(self, case_file: CaseFile) -> None:
        """Show the steps of a case, standing at the same step as before where it is still there."""
        current = self.current_step_id()
        is_marked = self.selectionModel().hasSelection()
        rows = timeline_rows(case_file, _COMPACT_STEPS if self._is_compact else None)
        self._delegate.set_rows(rows)
        self._model.set_rows(rows)
        self._lay_out()
        if current is not None and not self._is_compact:
            self._stand_at(current, is_marked=is_marked)

    def current_step_id(self) -> int | None:
        """The id of the step the cursor stands at."""
        index = self.currentIndex()
        return self.rows.rows[index.row()].step_id if index.isValid() else None

    def stand_at_last(self) -> None:
        """Put the cursor on the last step, without marking it, and bring it into sight."""
        last = self._model.index(self._model.rowCount() - 1)
        if last.isValid():
            self.selectionModel().setCurrentIndex(last, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._bring_into_sight(last)
            self._stays_in_sight = True

    def stay_in_sight(self) -> None:
        """Follow a page that has just grown, until somebody moves in it.

        A page grows to its new height only when its events are handled.
        """
        if self._stays_in_sight and self.currentIndex().isValid():
            self._bring_into_sight(self.currentIndex())

    def set_changeable(self, *, is_changeable: bool) -> None:
        """Let the lines be changed by keys and menu, or only be read."""
        self._is_changeable = is_changeable

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._row_to_change()
        if row is None:
            super().keyPressEvent(event)
            return
        has_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match event.key():
            case Qt.Key.Key_F2:
                self.edit_asked.emit(row.thing, row.thing_id)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers():
                self.edit_asked.emit(row.thing, row.thing_id)
            case Qt.Key.Key_Delete:
                self.remove_asked.emit(row.thing, row.thing_id)
            case Qt.Key.Key_Up if has_alt:
                self.move_asked.emit(row.step_id, -1)
            case Qt.Key.Key_Down if has_alt:
                self.move_asked.emit(row.step_id, 1)
            case _:
                super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            under = self.indexAt(event.pos())
            if under.flags() & Qt.ItemFlag.ItemIsEnabled:
                self.setCurrentIndex(under)
            place = event.globalPos()
        else:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        if self._row_to_change() is not None:
            self.menu().exec(place)

    def menu(self) -> QMenu:
        """What may be done with the current line."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if (row := self._row_to_change()) is None:
            return menu
        thing, row_id, step_id = row.thing, row.thing_id, row.step_id
        menu.addAction("修改\tF2", lambda: self.edit_asked.emit(thing, row_id))
        menu.addAction("删除\tDel", lambda: self.remove_asked.emit(thing, row_id))
        menu.addSeparator()
        menu.addAction("上移\tAlt+↑", lambda: self.move_asked.emit(step_id, -1))
        menu.addAction("下移\tAlt+↓", lambda: self.move_asked.emit(step_id, 1))
        if thing in {Thing.STEP, Thing.SESSION}:
            menu.addSeparator()
            menu.addAction("改记为…", lambda: self.turn_asked.emit(thing, row_id))
        return menu

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self._bring_into_sight(current)

    @override
    def moveCursor(
        self, cursorAction: QListView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        index = super().moveCursor(cursorAction, modifiers)
        # Home, and a page up, would stop at a head.
        while index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            index = index.siblingAtRow(index.row() + 1)
        return index

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.KeyPress, QEvent.Type.Wheel}:
            self._stays_in_sight = False
        # F2 and Del belong to the line before they belong to a menu.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in {Qt.Key.Key_F2, Qt.Key.Key_Delete}
            and self._row_to_change() is not None
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}:
            self._stays_in_sight = False
        return super().viewportEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._laid_out_width:
            self._lay_out()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._lay_out()

    def _row_to_change(self) -> TimelineRow | None:
        """The current line, where it may be changed."""
        index = self.currentIndex()
        if not self._is_changeable or not index.isValid():
            return None
        row = self.rows.rows[index.row()]
        return row if row.step_id is not None else None

    def _lay_out(self) -> None:
        self._laid_out_width = self.viewport().width()
        self._delegate.set_width(self._laid_out_width)
        heights = [self._delegate.height_of(place) for place in range(len(self.rows.rows))]
        self.setFixedHeight(sum(heights))
        self.doItemsLayout()

    def _stand_at(self, step_id: int, *, is_marked: bool) -> None:
        flag = QItemSelectionModel.SelectionFlag
        how = flag.ClearAndSelect if is_marked else flag.NoUpdate
        for place, row in enumerate(self.rows.rows):
            if row.step_id == step_id:
                self.selectionModel().setCurrentIndex(self._model.index(place), how)

    def _bring_into_sight(self, index: _Index) -> None:
        """Let the page follow: a scroll area does not know of the current row by itself."""
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        page = area.widget() if area is not None else None
        if area is None or page is None:
            return
        box = self.visualRect(index)
        for y in (box.bottom(), box.top()):
            inside = self.viewport().mapTo(page, QPoint(0, y))
            area.ensureVisible(0, inside.y(), 0, scaled(20))
