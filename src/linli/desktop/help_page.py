"""The manual: one topic at a time, written in resources/help, opened at what is on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QTextBrowser, QVBoxLayout, QWidget
from typing_extensions import override

from linli import paths
from linli.desktop.look import font, scaled, tokens
from linli.desktop.menus import MENUS, Act, Submenu
from linli.desktop.widgets.buttons import quiet_button
from linli.desktop.widgets.labels import plain_label
from linli.desktop.widgets.strips import Line
from linli.domain.things import Thing

if TYPE_CHECKING:
    from pathlib import Path

FIRST: Final = "开始"
KEYS: Final = "按键一览"
TOPICS: Final = (
    FIRST,
    "列表与查找",
    "新建事项",
    "记一条",
    "调解与背靠背",
    "协议与履行",
    "帮扶与活动",
    "当事人在场",
    "打印与上报",
    "备份与恢复",
    "回收站与补正",
    "提醒与今天",
    "单位信息",
    "看得清楚",
    KEYS,
    "出了问题怎么办",
)
"""Each one a file of resources/help, in the order of the first page."""

FORM_TOPICS: Final[dict[str, str]] = {
    "NEW_CASE": "新建事项",
    "OFFICE": "单位信息",
    "MANY_PARTIES": "新建事项",
    "REOPEN": "回收站与补正",
    "VOID": "回收站与补正",
    "PARTY_SLIP": "回收站与补正",
    "STEP_SLIP": "回收站与补正",
    "STEP_AS_SESSION": "调解与背靠背",
    Thing.CASE: "新建事项",
    Thing.PARTY: "新建事项",
    Thing.REQUEST: "新建事项",
    Thing.REPORT: "新建事项",
    Thing.LINK: "新建事项",
    Thing.STEP: "记一条",
    Thing.OUTCOME: "记一条",
    Thing.FOLLOW_UP: "记一条",
    Thing.THANKS: "记一条",
    Thing.SESSION: "调解与背靠背",
    Thing.NOTE: "调解与背靠背",
    Thing.CONVEYANCE: "调解与背靠背",
    Thing.AGREEMENT: "协议与履行",
    Thing.AGREEMENT_EVENT: "协议与履行",
    Thing.PERFORMANCE: "协议与履行",
    Thing.GIFT: "帮扶与活动",
    Thing.APPEAL: "帮扶与活动",
    Thing.ACTIVITY: "帮扶与活动",
    Thing.REMINDER: "提醒与今天",
}
"""The topic that F1 opens from each form."""


class HelpPage(QWidget):
    """One topic of the manual; Tab goes from link to link, Esc leaves."""

    back = Signal()

    def __init__(self, folder: Path | None = None, parent: QWidget | None = None) -> None:
        """``folder`` holds the topics and their pictures, resources/help unless given."""
        super().__init__(parent)
        self.reader = _Reader(folder or paths.bundled("resources") / "help")
        self._back = quiet_button("‹ 返回", "Esc", takes_key=False)
        self._contents = quiet_button("目录")
        self._keys = quiet_button(KEYS)
        self._lay_out()
        self.setFocusProxy(self.reader)
        self._back.clicked.connect(self.back)
        self._contents.clicked.connect(lambda: self.open_topic(FIRST))
        self._keys.clicked.connect(lambda: self.open_topic(KEYS))

    @property
    def topic(self) -> str:
        """The topic that can be read now."""
        return _topic_of(self.reader.source())

    def open_topic(self, topic: str) -> None:
        """Show a topic of `TOPICS` from its beginning."""
        self.reader.setSource(QUrl(f"{topic}.md"))
        self.reader.setFocus()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().base))

    def panes(self) -> tuple[QWidget, ...]:
        """Where F6 goes, in order."""
        return (self.reader, self._back)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 8)
        head.setSpacing(8)
        head.addWidget(self._back)
        head.addWidget(plain_label("使用说明", points=13, demibold=True))
        head.addStretch(1)
        head.addWidget(self._contents)
        head.addWidget(self._keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.reader, 1000)
        middle.addStretch(1)
        column.addLayout(head)
        column.addWidget(Line())
        column.addLayout(middle, 1)


class _Reader(QTextBrowser):
    """Reads Markdown of one folder and nothing else: no other file, no network."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.setAccessibleName("使用说明")
        self.setFont(font())
        self.setOpenExternalLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMaximumWidth(scaled(_WIDEST))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.sourceChanged.connect(self._dress)

    @override
    def doSetSource(
        self,
        name: QUrl | str,
        type: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource,
    ) -> None:
        if _topic_of(name) in TOPICS:
            super().doSetSource(QUrl(f"{_topic_of(name)}.md"), _MARKDOWN)

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        if type == _MARKDOWN.value:
            return self._text(_topic_of(name))
        if type == QTextDocument.ResourceType.ImageResource.value:
            return self._picture(QUrl(name).fileName())
        return None

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        # Pictures are fitted to the width when they are loaded.
        if e.size().width() != e.oldSize().width() and self.source().isValid():
            self.reload()
            self._dress()

    @override
    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.key() == Qt.Key.Key_Backspace:
            self.backward()
        else:
            super().keyPressEvent(ev)

    @override
    def changeEvent(self, e: QEvent) -> None:
        super().changeEvent(e)
        # Links and lines of tables keep the colour they were made in.
        if e.type() is QEvent.Type.PaletteChange and self.source().isValid():
            self.reload()
            self._dress()

    def _text(self, topic: str) -> str:
        if topic not in TOPICS:
            return ""
        text = (self._folder / f"{topic}.md").read_text(encoding="utf-8")
        return f"{text}\n{all_acts_text()}" if topic == KEYS else text

    def _picture(self, name: str) -> QImage:
        picture = QImage(str(self._folder / "pictures" / name)) if name else QImage()
        # What stands beside it: the margins, and a bar to scroll by.
        room = self.width() - 2 * _MARGIN - scaled(20)
        if picture.isNull() or picture.width() <= room:
            return picture
        # A screen of more pixels than points shows more of the picture's.
        width = min(round(room * self.devicePixelRatioF()), picture.width())
        fitted = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        fitted.setDevicePixelRatio(width / room)
        return fitted

    def _dress(self) -> None:
        """Set type and space: what Markdown makes of itself suits another font."""
        document = self.document()
        document.setDocumentMargin(_MARGIN)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for block in _blocks(document):
            _dress_block(cursor, block)
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _dress_table(frame)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)


def all_acts_text() -> str:
    """Every line of every menu with its key, in Markdown."""
    lines = ["## 菜单里的全部操作", "", "|菜单|操作|按键|", "|---|---|---|"]
    for title, acts in MENUS:
        for path, act in _acts(_plain(title), acts):
            lines.append(f"|{path}|{_plain(act.words)}|{shown_key(act)}|")
    return "\n".join(lines)


def shown_key(act: Act) -> str:
    """The key of an act as people read it; "" where it has none."""
    key = act.key or act.shown_key
    return key.replace("PgDown", "PgDn").replace("Left", "←")


def _acts(path: str, acts: tuple[Act | Submenu | None, ...]) -> Iterator[tuple[str, Act]]:
    for act in acts:
        if isinstance(act, Submenu):
            yield from _acts(f"{path} › {_plain(act.words)}", act.acts)
        elif act is not None:
            yield path, act


def _plain(words: str) -> str:
    """The words of a menu, with the letter that Alt opens it by where that is a menu's own."""
    return words.replace("&", "")


def _topic_of(name: QUrl | str) -> str:
    return QUrl(name).fileName().removesuffix(".md")


_MARKDOWN: Final = QTextDocument.ResourceType.MarkdownResource
_WIDEST: Final = 860
_MARGIN: Final = 16
_PARTS: Final = {2: (40, 60), 3: (34, 44, 22)}
"""Hundredths of the width for each column of a table of so many."""
_HEADINGS: Final = {1: 15, 2: 11}
"""Points of a heading by its level."""


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _dress_block(cursor: QTextCursor, block: QTextBlock) -> None:
    level = block.blockFormat().headingLevel()
    space = QTextBlockFormat()
    is_in_table = bool(QTextCursor(block).currentTable())
    space.setTopMargin(scaled(14) if level > 1 else 0)
    space.setBottomMargin(0 if is_in_table else scaled(6))
    space.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.setPosition(block.position())
    cursor.mergeBlockFormat(space)
    for place, length, form in list(_fragments(block)):
        cursor.setPosition(place)
        cursor.setPosition(place + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(_type_of(form, level))


def _fragments(block: QTextBlock) -> Iterator[tuple[int, int, QTextCharFormat]]:
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        if not fragment.charFormat().isImageFormat():
            yield fragment.position(), fragment.length(), fragment.charFormat()
        place += 1


def _type_of(form: QTextCharFormat, level: int) -> QTextCharFormat:
    is_strong = level > 0 or form.fontWeight() > QFont.Weight.Normal.value
    made = QTextCharFormat(form)
    # Otherwise a heading is so many sizes larger than the text, whatever its own.
    made.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
    made.setFont(font(_HEADINGS.get(level, 10), demibold=is_strong))
    made.setFontUnderline(form.isAnchor())
    return made


def _dress_table(table: QTextTable) -> None:
    form = table.format()
    form.setBorder(1)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(QColor(tokens().line))
    form.setBorderCollapse(True)
    form.setCellPadding(scaled(4))
    form.setCellSpacing(0)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, part) for part in _PARTS[table.columns()]]
    )
    form.setTopMargin(scaled(4))
    form.setBottomMargin(scaled(8))
    table.setFormat(form)
