"""What a walk finds fault with, each fault as a sentence that names the widget."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionButton,
    QTextBrowser,
    QWidget,
)

from linli.desktop.fields.choice_line import ChoiceLine
from linli.desktop.fields.field import Field
from linli.desktop.widgets.badges import Badge
from linli.desktop.widgets.labels import ElidedLabel
from linli.desktop.widgets.panels import HatchedPanel
from linli.desktop.widgets.tick_box import TickBox

TAKEN: Final = frozenset("ADJ123456789")
"""Alt+A is a screenshot, Alt+D and Alt+J add something, the figures open a side."""
OF_MENUS: Final = frozenset("FCMVH")

_CHORD = re.compile(
    r"(?:(?:Ctrl|Alt|Shift)\+)+(?:[A-Z]\b|[0-9…←→]|F\d+|Enter|PgUp|PgDn|PgDown|Left)"
)
_MNEMONIC = re.compile(r"\(&?[A-Z]\)")
_FILE = re.compile(r"[\w.\-]*\.(?:linli|pdf)\b")
_WORD = re.compile(r"[A-Za-z]+\d*")
LATIN: Final = frozenset(
    {"Esc", "Enter", "Tab", "Space", "Del", "PDF", "Ctrl", "Alt", "Shift"}
    | {"lai", "ly", "md", "wj", "b", "U", "KB", "MB"}
    | {f"F{number}" for number in range(1, 13)}
)
"""Latin words a person may meet: keys, a kind of file, its size, initials as examples, U 盘."""
_TIME_ZONE = "Asia/Shanghai"


def faults(root: QWidget, *, own_words: tuple[str, ...] = ()) -> list[str]:
    """Everything wrong with what is seen of ``root``; ``own_words`` are a person's own, such as a path."""
    found: list[str] = []
    shown = list(visible(root))
    for widget in shown:
        for check in (_cut, _outside, _overlapping, _rich, _nameless, _unled):
            found += [f"{named(widget)} {fault}" for fault in check(widget)]
        for words in texts(widget):
            found += [
                f"{named(widget)} says {word!r} in {words[:40]!r}"
                for word in latin(words, own_words=own_words)
            ]
    return found + list(_letters(shown))


def visible(root: QWidget) -> Iterator[QWidget]:
    """``root`` and every widget in it that one can see; what is scrolled away counts."""
    yield root
    for child in root.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child.isVisible() and not child.isWindow():
            yield from visible(child)


def named(widget: QWidget) -> str:
    """A widget as a fault calls it: its class, its words, where it stands."""
    words = next(filter(None, (_own_text(widget), widget.accessibleName())), "")
    above = widget.parentWidget()
    where = f" in {type(above).__name__}" if above is not None else ""
    return f"{type(widget).__name__}({words[:24]!r}){where}"


# Words.


def latin(words: str, *, own_words: tuple[str, ...] = ()) -> list[str]:
    """The Latin words in ``words`` that nobody who reads Chinese only should meet."""
    for own in own_words:
        words = words.replace(own, "")
    words = words.replace(_TIME_ZONE, "")
    for pattern in (_CHORD, _MNEMONIC, _FILE):
        words = pattern.sub("", words)
    return [word for word in _WORD.findall(words) if word not in LATIN]


def texts(widget: QWidget) -> Iterator[str]:
    """Whatever a person may read of a widget, see as its tip, or have read to them."""
    yield _own_text(widget)
    yield widget.windowTitle()
    for tip in (widget.toolTip(), widget.statusTip(), widget.whatsThis()):
        yield html.unescape(re.sub("<[^>]*>", "", tip))
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QLineEdit):
        for action in widget.createStandardContextMenu().actions():
            yield _of_action(action)
    if isinstance(widget, QPlainTextEdit):
        for action in widget.createStandardContextMenu().actions():
            yield _of_action(action)
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _of_model(widget.model())
    for action in widget.actions():
        yield from _of_action_and_menu(action)


def _own_text(widget: QWidget) -> str:
    match widget:
        case QLabel() | QAbstractButton() | QLineEdit():
            return widget.text()
        case QPlainTextEdit():
            return widget.toPlainText()
        case Badge():
            return widget.text
        case QMenu():
            return widget.title()
        case QTextBrowser():
            return widget.toPlainText()
        case _:
            return ""


def _of_action(action: QAction) -> str:
    return f"{action.text()} {action.toolTip()}".replace("\t", " ")


def _of_action_and_menu(action: QAction) -> Iterator[str]:
    yield _of_action(action)
    yield action.shortcut().toString()
    menu = action.menu()
    if isinstance(menu, QMenu):
        for inner in menu.actions():
            yield from _of_action_and_menu(inner)


_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def _of_model(model: QAbstractItemModel) -> Iterator[str]:
    # A list model keeps its one column to itself.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for column in range(columns):
        heading = model.headerData(column, Qt.Orientation.Horizontal)
        if isinstance(heading, str):
            yield heading
    for row in range(model.rowCount(QModelIndex())):
        for column in range(columns):
            index = model.index(row, column, QModelIndex())
            for role in _ROLES:
                words = model.data(index, role)
                if isinstance(words, str):
                    yield words


def _rich(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
        yield "may show rich text"
    tip = widget.toolTip()
    if re.search("[<&]", tip) and not re.fullmatch("<span>[^<]*</span>", tip):
        yield "has a tool tip that shows rich text"


# Room.


def _cut(widget: QWidget) -> Iterator[str]:
    """Words that have no room, unless the widget ends them in … on purpose."""
    if isinstance(widget, ElidedLabel | TickBox):
        return
    if isinstance(widget, Badge) and html.escape(widget.text) in widget.toolTip():
        return
    for kind, check in _CUT:
        if isinstance(widget, kind):
            yield from check(widget)


def _cut_painted(widget: QWidget) -> Iterator[str]:
    if widget.width() < widget.sizeHint().width():
        yield f"is {widget.width()} wide and needs {widget.sizeHint().width()}"
    if widget.height() < widget.sizeHint().height():
        yield f"is {widget.height()} high and needs {widget.sizeHint().height()}"


def _cut_text(box: QPlainTextEdit) -> Iterator[str]:
    if box.viewport().height() < box.fontMetrics().lineSpacing():
        yield "has no room for one line"


def _cut_page(page: QTextBrowser) -> Iterator[str]:
    if page.horizontalScrollBar().maximum():
        yield f"is too narrow by {page.horizontalScrollBar().maximum()}"


def _cut_area(area: QScrollArea) -> Iterator[str]:
    inner = area.widget()
    if inner is not None and inner.width() > area.viewport().width():
        yield f"shows {area.viewport().width()} of {inner.width()} across"


def _cut_label(label: QLabel) -> Iterator[str]:
    words = re.sub("&(.)", r"\1", label.text()) if label.buddy() is not None else label.text()
    if not words:
        return
    room = label.contentsRect()
    flags = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.AlignmentFlag.AlignLeft
    across = room.width() if label.wordWrap() else 1_000_000
    needed = label.fontMetrics().boundingRect(QRect(0, 0, across, 1_000_000), flags, words)
    if needed.width() > room.width() + 1:
        yield f"is {room.width()} wide and needs {needed.width()}"
    if needed.height() > room.height() + 1:
        yield f"is {room.height()} high and needs {needed.height()}"


def _cut_button(button: QAbstractButton) -> Iterator[str]:
    option = QStyleOptionButton()
    option.initFrom(button)
    room = button.rect()
    if button.text() and type(button).paintEvent is type(button).__mro__[1].paintEvent:
        room = button.style().subElementRect(
            QStyle.SubElement.SE_PushButtonContents, option, button
        )
    words = re.sub("&(.)", r"\1", button.text())
    needed = max(button.fontMetrics().horizontalAdvance(words), 0)
    if needed > room.width() or button.width() < button.minimumSizeHint().width():
        yield f"is {room.width()} wide and needs {needed}"
    if button.height() < button.fontMetrics().height():
        yield f"is {button.height()} high and needs {button.fontMetrics().height()}"


_TAKES_CHINESE: Final = Qt.WidgetAttribute.WA_InputMethodEnabled
"""Set on lists of names, which a person writes; not on the desk's own code lists."""


def _cut_line(line: QLineEdit) -> Iterator[str]:
    """What a person typed may scroll; what the desk itself says must be read at once."""
    offered: set[str] = set()
    if isinstance(line, ChoiceLine) and not line.testAttribute(_TAKES_CHINESE):
        offered = {choice.label for choice in line.choices}
    text = line.text()
    words = text if text in offered or line.isReadOnly() else "" if text else line.placeholderText()
    margins = line.textMargins()
    room = line.width() - 20 - margins.left() - margins.right()
    needed = line.fontMetrics().horizontalAdvance(words)
    if words and needed > room:
        yield f"has {room} for {words!r} and needs {needed}"
    if line.height() < line.fontMetrics().height():
        yield f"is {line.height()} high"


def _cut_headings(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    for section in range(header.count()):
        words = model.headerData(section, header.orientation())
        if header.isSectionHidden(section) or not isinstance(words, str):
            continue
        needed = header.fontMetrics().horizontalAdvance(words) + 8
        if needed > header.sectionSize(section):
            yield f"has {header.sectionSize(section)} for {words!r} and needs {needed}"


_CUT: Final[tuple[tuple[type[QWidget], Callable[..., Iterator[str]]], ...]] = (
    (QLabel, _cut_label),
    (Badge, _cut_painted),
    (HatchedPanel, _cut_painted),
    (QAbstractButton, _cut_button),
    (QLineEdit, _cut_line),
    (QPlainTextEdit, _cut_text),
    (QTextBrowser, _cut_page),
    (QHeaderView, _cut_headings),
    (QScrollArea, _cut_area),
)


def _outside(widget: QWidget) -> Iterator[str]:
    """A part beyond the edge of what it stands on; a scroll area shows it when asked."""
    above = widget.parentWidget()
    if widget.isWindow() or above is None or isinstance(above.parentWidget(), QAbstractScrollArea):
        return
    if isinstance(above, QAbstractScrollArea):
        return
    if not widget.size().isEmpty() and not above.rect().contains(widget.geometry()):
        yield f"stands at {_box(widget.geometry())} in {_box(above.rect())}"


def _overlapping(widget: QWidget) -> Iterator[str]:
    """Children that lie on each other."""
    if isinstance(widget, QAbstractScrollArea):
        return
    children = [
        child
        for child in widget.children()
        if isinstance(child, QWidget)
        and child.isVisible()
        and not child.isWindow()
        and not child.size().isEmpty()
        # A list that opens lies on what is beneath it.
        and child.property("popup") != "true"
    ]
    for first, second in combinations(children, 2):
        common = first.geometry().intersected(second.geometry())
        if not common.isEmpty():
            yield f"has {named(first)} and {named(second)} on each other at {_box(common)}"


def _box(box: QRect) -> str:
    return f"{box.x()},{box.y()} {box.width()}x{box.height()}"


# Keys.


def takes_focus(widget: QWidget) -> bool:
    """Whether Tab or a click can put the focus here."""
    return (
        widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not isinstance(widget, QScrollBar)
    )


def name_of(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    return _spoken(widget, QAccessible.Text.Name)


def description_of(widget: QWidget) -> str:
    """What a screen reader says after its name."""
    return _spoken(widget, QAccessible.Text.Description)


def _spoken(widget: QWidget, kind: QAccessible.Text) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return "" if interface is None else interface.text(kind)


def _nameless(widget: QWidget) -> Iterator[str]:
    """What takes the focus and is not told apart by ear, or is told with signs of the program."""
    if not takes_focus(widget):
        return
    name = name_of(widget)
    if not name.strip():
        yield "takes the focus and has no accessible name"
    if "&" in name or "<" in description_of(widget):
        yield f"is told with marks: {name!r} {description_of(widget)!r}"


def _unled(widget: QWidget) -> Iterator[str]:
    """A field whose name is not part of what is told of the place for its keys."""
    if not isinstance(widget, Field) or isinstance(widget.editor, QCheckBox):
        return
    if widget.label not in name_of(widget.editor):
        yield f"{widget.label!r} is told as {name_of(widget.editor)!r}"


def _letters(shown: list[QWidget]) -> Iterator[str]:
    """Letters that lead to two things, or that are keys of something else."""
    owners: dict[str, QWidget] = {}
    for widget in shown:
        if isinstance(widget, QMenuBar):
            yield from _letters_of_menus(widget)
        is_led = isinstance(widget, QLabel) and widget.buddy() is not None
        if not is_led and not isinstance(widget, QAbstractButton):
            continue
        for letter in _letters_in(_own_text(widget)):
            if letter in TAKEN | OF_MENUS:
                yield f"{named(widget)} takes Alt+{letter}"
            if letter in owners:
                yield f"{named(widget)} and {named(owners[letter])} share Alt+{letter}"
            owners[letter] = widget


def _letters_of_menus(bar: QMenuBar) -> Iterator[str]:
    if sorted("".join(_letters_in(action.text())) for action in bar.actions()) != sorted(OF_MENUS):
        yield "the menus have other letters"
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            found = [letter for line in menu.actions() for letter in _letters_in(line.text())]
            if len(set(found)) < len(found):
                yield f"two lines of {action.text()} share a letter"


def _letters_in(text: str) -> list[str]:
    return [found.upper() for found in re.findall("&(.)", text.replace("&&", ""))]


def faintly_focused(root: QWidget, painted: set[str], settle: Callable[[], None]) -> list[str]:
    """Widgets that look the same with the focus and without it; one of a kind is enough.

    ``painted`` holds the kinds seen already, and is added to.
    """
    found: list[str] = []
    before = QApplication.focusWidget()
    for widget in visible(root):
        above = type(widget.parentWidget()).__name__
        kind = f"{type(widget).__name__} {widget.property('kind') or ''} in {above}"
        if not takes_focus(widget) or kind in painted or not widget.visibleRegion():
            continue
        painted.add(kind)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        box = QRect(widget.mapTo(root, QPoint()), widget.size())
        with_focus = root.grab(box).toImage()
        widget.clearFocus()
        settle()
        if root.grab(box).toImage() == with_focus:
            found.append(f"{named(widget)} does not show that it has the focus")
    if before is not None:
        before.setFocus()
    return found
