"""The page 从备份恢复: choose a backup, read what would be lost, and say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from linli.desktop.backup_list import BackupList, first_line
from linli.desktop.look import scaled, tokens
from linli.desktop.widgets.buttons import Button, primary_button
from linli.desktop.widgets.form_foot import FormFoot
from linli.desktop.widgets.labels import ElidedLabel, muted_label, plain_label
from linli.desktop.widgets.panels import Card
from linli.desktop.widgets.shapes import Status
from linli.desktop.widgets.strips import Line, ThinProgressBar
from linli.domain.backups import Candidate, Content, Preview

BESIDE_FROM: Final = 1000
"""The width from which the preview stands beside the list, not under it."""
EXPLANATION: Final = "选一份备份，先看恢复后会少掉什么。恢复前会自动备份现有文件。"
NO_BACKUPS: Final = "旁边的“备份”文件夹里没有备份。可从U盘等别处选一份。"
UNREADABLE: Final = "现有的记录文件读不出。恢复前会把它原样另存一份。"
NOTHING_LOST: Final = "现有文件里没有这份备份所没有的内容。"


class RestorePage(QWidget):
    """Knows neither records nor files: it shows what it is told and asks.

    ``chosen`` carries the `Candidate` to be looked at; it counts as fit to be restored
    once `show_preview` was called for it.
    """

    chosen = Signal(object)
    restore_asked = Signal(object)
    """The `Candidate` to restore."""
    other_asked = Signal()
    """Another place is to be looked at."""
    cancelled = Signal()
    """The page is to be left, or the work to be stopped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Candidate | None = None
        self._is_fit = False
        self._is_working = False

        self.list = BackupList()
        self._empty = muted_label(NO_BACKUPS, wrap=True)
        self.other_button = Button("从别处选…")
        self.live_card = Card("现有文件")
        self.backup_card = Card("这份备份")
        self.lost_card = Card("恢复后会少掉")
        self.regained_card = Card("恢复后会多出")
        self._progress = ThinProgressBar()
        self._foot = FormFoot()
        self.cancel_button = self._foot.add_button(Button("取消", "Esc", takes_key=False))
        self.restore_button = self._foot.add_button(primary_button("恢复"))
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()

        self.list.chosen.connect(self._choose)
        self.list.restore_asked.connect(self._ask_restore)
        self.other_button.clicked.connect(self.other_asked)
        self.cancel_button.clicked.connect(self.cancelled)
        self.restore_button.clicked.connect(self._ask_restore)
        self.setFocusProxy(self.list)

    @property
    def candidate(self) -> Candidate | None:
        """The one that is looked at."""
        return self._shown

    @property
    def words(self) -> str:
        """What the foot says."""
        return self._foot.words

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """List what there is; the newest is looked at first."""
        self._shown = None
        self.list.setVisible(bool(candidates))
        self._empty.setVisible(not candidates)
        self.setFocusProxy(self.list if candidates else self.other_button)
        self._forget()
        self._say(None, "")
        self.list.show_candidates(candidates)

    def show_checking(self, candidate: Candidate) -> None:
        """The backup is being checked; nothing is known of it yet."""
        self._shown = candidate
        self._forget()
        self._progress.start()
        self._say(None, "正在查验备份…")

    def show_preview(self, preview: Preview) -> None:
        """The backup is sound; this is what restoring it would change."""
        self._progress.stop()
        self._is_fit = True
        live = UNREADABLE if preview.live is None else _content_words(preview.live)
        _fill(self.live_card, (live,))
        _fill(self.backup_card, self._backup_words(preview.backup))
        if preview.live is not None:
            _fill(self.lost_card, preview.lost or (NOTHING_LOST,))
        if preview.regained:
            _fill(self.regained_card, preview.regained)
        self._say(Status.GOOD, "备份完好，可以恢复。")
        self._enable()

    def show_trouble(self, sentence: str) -> None:
        """Say what is wrong with the backup, or why nothing was restored."""
        self._progress.stop()
        self._is_working = False
        self._say(Status.LATE, sentence)
        self._enable()

    def show_working(self, words: str) -> None:
        """The restoring is under way, so far."""
        if not self._is_working:
            self._is_working = True
            self._progress.start()
            self._enable()
            self.cancel_button.setFocus()
        self._say(None, words)

    def panes(self) -> Sequence[QWidget]:
        """Where F6 goes, in order."""
        first = self.other_button if self.list.isHidden() else self.list
        return (first, self.restore_button if self._is_fit else self.cancel_button)

    @override
    def event(self, event: QEvent) -> bool:
        # While it works Esc stops it, and does not leave the page under it.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= scaled(BESIDE_FROM)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(across if is_wide else down)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().window))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(12)
        head.addWidget(plain_label("从备份恢复", points=15, demibold=True))
        head.addWidget(ElidedLabel(EXPLANATION))
        head.addStretch(1)
        self.other_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        head.addWidget(self.other_button)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.list, 1)
        left.addWidget(self._empty)
        left.addStretch(0)
        self._empty.setContentsMargins(16, 16, 16, 16)
        holder = QWidget()
        cards = QVBoxLayout(holder)
        cards.setContentsMargins(16, 12, 16, 12)
        cards.setSpacing(12)
        for card in self._cards():
            cards.addWidget(card)
        cards.addStretch(1)
        right = QScrollArea()
        right.setWidgetResizable(True)
        right.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        right.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        right.setWidget(holder)
        right.viewport().setAutoFillBackground(False)
        holder.setAutoFillBackground(False)
        self._sides.setSpacing(0)
        self._sides.addLayout(left, 2)
        self._sides.addWidget(right, 3)
        self._foot.set_margin(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Line())
        column.addLayout(self._sides, 1)
        column.addWidget(self._progress)
        column.addWidget(Line())
        column.addWidget(self._foot)
        self._forget()

    def _cards(self) -> tuple[Card, ...]:
        return (self.lost_card, self.regained_card, self.live_card, self.backup_card)

    def _forget(self) -> None:
        """Nothing of the backup looked at before stays on the page."""
        self._is_fit = False
        for card in self._cards():
            card.clear()
            card.hide()
        self._enable()

    def _enable(self) -> None:
        is_free = not self._is_working
        self.list.setEnabled(is_free)
        self.other_button.setEnabled(is_free)
        self.restore_button.setEnabled(is_free and self._is_fit)

    def _say(self, status: Status | None, words: str) -> None:
        tone = {Status.GOOD: "well", Status.LATE: "late"}.get(status or Status.CLOSED, "muted")
        self._foot.say(status, words, tone)

    def _choose(self, candidate: Candidate) -> None:
        if not self._is_working:
            self.chosen.emit(candidate)

    def _ask_restore(self) -> None:
        if self._is_fit and not self._is_working and self._shown is not None:
            self.restore_asked.emit(self._shown)

    def _backup_words(self, content: Content) -> Iterator[str]:
        if self._shown is not None:
            yield f"做于{first_line(self._shown).split('　', maxsplit=1)[0]}"
        yield _content_words(content)
        if self._shown is not None:
            yield str(self._shown.path)
            if not self._shown.is_witnessed:
                yield "旁边没有查验记录，只能看出结构完好，看不出内容有没有变过。"


def _content_words(content: Content) -> str:
    last = content.last_entry
    if last is None:
        return f"{content.cases}件事项"
    at = f"{last.year}年{last.month}月{last.day}日 {last:%H:%M}"
    return f"{content.cases}件事项，最后一次记录在{at}"


def _fill(card: Card, phrases: Sequence[str] | Iterator[str]) -> None:
    card.clear()
    for words in phrases:
        label = plain_label(words, wrap=True, selectable=True)
        card.add(label)
    card.show()
