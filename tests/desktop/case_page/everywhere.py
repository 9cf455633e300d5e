"""Every place of a running program in which words can be found."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QClipboard, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from linli.desktop.fields.field import Field

_GETTERS = (
    "text",
    "toPlainText",
    "toHtml",
    "title",
    "toolTip",
    "statusTip",
    "whatsThis",
    "accessibleName",
    "accessibleDescription",
    "windowTitle",
    "placeholderText",
    "currentText",
    "words",
)


def words_everywhere() -> str:
    """All words of all widgets, models, the accessible tree and the clipboard."""
    found: list[str] = []
    for widget in QApplication.allWidgets():
        found += _of_widget(widget)
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            found += _of_model(widget.model(), QModelIndex())
    for window in QApplication.topLevelWidgets():
        interface = QAccessible.queryAccessibleInterface(window)
        if interface is not None:
            found += _of_accessible(interface)
    clipboard = QGuiApplication.clipboard()
    found.append(clipboard.text(QClipboard.Mode.Clipboard))
    if clipboard.supportsSelection():
        found.append(clipboard.text(QClipboard.Mode.Selection))
    return "\n".join(found)


def _of_widget(widget: QWidget) -> Iterator[str]:
    for name in _GETTERS:
        # A field knows what is covered, for its draft; the editor within must not.
        if isinstance(widget, Field) and name == "text":
            continue
        value = getattr(widget, name, None)
        said = value() if callable(value) else value
        if isinstance(said, str):
            yield said


def _of_model(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    roles = [role.value for role in Qt.ItemDataRole]
    # A list has one column, and does not let itself be asked.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            yield from (repr(index.data(role)) for role in roles)


def _of_accessible(interface: QAccessibleInterface) -> Iterator[str]:
    for kind in QAccessible.Text:
        if kind is not QAccessible.Text.UserText:
            yield interface.text(kind)
    held = interface.textInterface()
    if held is not None:
        yield held.text(0, held.characterCount())
    for place in range(interface.childCount()):
        child = interface.child(place)
        if child is not None:
            yield from _of_accessible(child)
