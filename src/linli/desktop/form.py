"""What every form shares: the order of keys, refusals at their fields, drafts, the foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from linli.desktop.fields.field import Field, Raw
from linli.desktop.look import scaled, tokens
from linli.desktop.messages import Ask
from linli.desktop.widgets.buttons import Button, primary_button
from linli.desktop.widgets.form_foot import FormFoot
from linli.desktop.widgets.labels import ElidedLabel
from linli.desktop.widgets.shapes import Status
from linli.desktop.widgets.strips import Line
from linli.errors import LinliError, Refused

F = TypeVar("F", bound=Field)

Save = Callable[[object, bool], object]
"""Keeps a draft and gives what came of it, such as an id; True asks to go on to the next.

It raises `Refused` where the draft cannot be kept.
"""

SIDE_WIDTH = 560
DRAFT_EVERY_MS = 2500
"""What is typed is kept within three seconds, the writing of it included."""


class Form(QWidget):
    """Takes something down and hands it over as one draft.

    A form of its own sets its fields up with `add_field`, places them in ``body``
    (a `FieldGrid` does for most), and gives its draft in `draft`. It knows nothing
    of the record file: ``save`` keeps the draft, ``ask`` puts the questions.

    ``saved`` carries what ``save`` gave; ``saved_and_next`` the same, when the form
    was saved by Ctrl+Enter. ``cancelled`` tells that it may be closed. Every three
    seconds in which something changed, ``draft_changed`` asks for `raw` to be put
    by; `show_draft_kept` says so in the foot.
    """

    saved = Signal(object)
    saved_and_next = Signal(object)
    cancelled = Signal()
    draft_changed = Signal()

    def __init__(
        self,
        title: str,
        *,
        save: Save,
        ask: Ask,
        go_on: str = "",
        is_page: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``go_on`` names the second button (保存并…); without it there is none."""
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        """The fields by the name of the draft's field they stand for, in their order."""
        self._save = save
        self._ask = ask
        self._baseline: dict[str, Raw] | None = None
        self._raw_when_refused: dict[Field, Raw] = {}
        self._is_saving = False
        self._is_page = is_page
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(DRAFT_EVERY_MS)
        # A coarse timer takes a twentieth more.
        self._draft_timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._draft_timer.timeout.connect(self.draft_changed)

        self.title_label = ElidedLabel(title, points=15 if is_page else 13, demibold=True)
        self.head = QHBoxLayout()
        """The title's row; more may be added at its right."""
        self.scroll_area = QScrollArea()
        holder = QWidget()
        self.body = QVBoxLayout(holder)
        """Where the fields go."""
        self._foot = FormFoot()
        self.cancel_button = self._foot.add_button(Button("取消", "Esc", takes_key=False))
        self.go_on_button = self._foot.add_button(Button(go_on, "Ctrl+Enter", takes_key=False))
        self.save_button = self._foot.add_button(primary_button("保存", "Ctrl+S", takes_key=False))

        self._lay_out(holder, has_go_on=bool(go_on))
        self._connect()
        self._show_state()

    # What a form of its own gives or may change.

    def draft(self) -> object:
        """The frozen draft of what is typed; may raise `Refused`."""
        raise NotImplementedError

    def subject(self) -> str:
        """What the guard question calls the form; its title unless it knows better."""
        return self.title_label.text()

    def add_field(self, name: str, field: F) -> F:
        """Know ``field`` as the draft's ``name``; the form still has to place it."""
        self.fields[name] = field
        field.waits_for_place = True
        field.changed.connect(self._on_changed)
        field.left.connect(lambda: self._recheck(field))
        field.advance.connect(lambda: self._move_from(field, is_back=False))
        field.retreat.connect(lambda: self._move_from(field, is_back=True))
        return field

    def remove_field(self, name: str) -> None:
        """Forget a field, as when a row of parties is taken out."""
        field = self.fields.pop(name)
        field.caption.deleteLater()
        field.hide()
        field.deleteLater()
        self._on_changed()

    def set_title(self, title: str) -> None:
        """Write another title."""
        self.title_label.setText(title)

    def set_go_on(self, words: str) -> None:
        """Name the second button; "" takes it away."""
        self.go_on_button.set_words(words)
        self.go_on_button.setVisible(bool(words))

    # Drafts.

    def raw(self) -> dict[str, Raw]:
        """What is typed in every field, by name: what an unsaved form keeps."""
        return {name: field.raw() for name, field in self.fields.items()}

    def restore(self, raw: dict[str, Raw]) -> None:
        """Put back what `raw` gave; names no longer known are left out."""
        self.settle_once()
        for name, value in raw.items():
            if name in self.fields:
                self.fields[name].set_raw(value)
        self._show_state()

    def settle(self) -> None:
        """Take what is typed now as nothing changed: the defaults, or what was just saved."""
        self._baseline = self.raw()
        self._draft_timer.stop()
        self._show_state()

    def settle_once(self) -> None:
        """`settle`, unless that was done already; a form does so when first shown."""
        if self._baseline is None:
            self.settle()

    def is_changed(self) -> bool:
        """Whether something was typed since the defaults or the last saving."""
        return self._baseline is not None and self.raw() != self._baseline

    def show_draft_kept(self, at: datetime) -> None:
        """Say in the foot that the draft was put by."""
        if not self._wrong():
            self._foot.say(None, f"草稿已存 {at:%H:%M}", "muted")

    def show_trouble(self, sentence: str) -> None:
        """Say in the foot what kept the form or its draft from being saved."""
        self._foot.say(Status.LATE, sentence, "late")

    # Saving and leaving.

    def submit(self, *, go_on: bool = False) -> bool:
        """Check, hand the draft over, and tell; False where something is to be mended.

        What cannot be saved for other reasons (a full disk) stands in the foot; the
        text stays.
        """
        if self._is_saving:
            return False
        QGuiApplication.inputMethod().commit()
        self._is_saving = True
        try:
            self._mark_own_troubles()
            outcome = self._save(self.draft(), go_on)
        except Refused as refused:
            self.show_refusals(refused)
            return False
        except LinliError as trouble:
            self.show_trouble(str(trouble))
            return False
        finally:
            self._is_saving = False
        self.clear_errors()
        self.settle()
        self._foot.say(Status.GOOD, "已保存", "well")
        (self.saved_and_next if go_on else self.saved).emit(outcome)
        return True

    def show_refusals(self, refused: Refused) -> None:
        """Put each sentence at its field, the focus to the first, the count in the foot."""
        self.clear_errors()
        general: list[str] = []
        for name, sentence in refused.refusals:
            field = self.fields.get(name or "")
            if field is None or field.isHidden():
                general.append(sentence)
            elif field.error is None:
                field.set_error(sentence)
                self._raw_when_refused[field] = field.raw()
        self._show_state()
        if general:
            self.show_trouble("；".join(general))
        wrong = self._wrong()
        if wrong:
            wrong[0].focus()
            self.scroll_area.ensureWidgetVisible(wrong[0], 20, 40)

    def clear_errors(self) -> None:
        """Take every mark away."""
        self._raw_when_refused.clear()
        for field in self.fields.values():
            if field.error is not None:
                field.set_error(None)

    def cancel(self) -> None:
        """Close, after asking where something would be lost."""
        if self.may_leave():
            self.cancelled.emit()

    def may_leave(self) -> bool:
        """Whether nothing would be lost, or the person says so or saves."""
        if not self.is_changed():
            return True
        answer = self._ask(self, f"“{self.subject()}”还没有保存。", ("保存", "不保存", "继续填写"))
        if answer == 0:
            # Saving tells by itself that the form is done with.
            self.submit()
            return False
        return answer == 1

    def focus_first(self) -> None:
        """Put the cursor into the first field that is shown."""
        for field in self.fields.values():
            if not field.isHidden() and field.isEnabled():
                field.focus()
                return

    @override
    def event(self, event: QEvent) -> bool:
        # Esc belongs to the form that has the focus before it belongs to the window.
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
            self.cancel()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(now.base))
        if self._is_page:
            painter.fillRect(self.scroll_area.geometry(), QColor(now.window))
        else:
            painter.fillRect(0, 0, 1, self.height(), QColor(now.line))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.settle_once()
        super().showEvent(event)

    def _lay_out(self, holder: QWidget, *, has_go_on: bool) -> None:
        across = 16 if self._is_page else 20
        self.head.setContentsMargins(across, 14, across, 10)
        self.head.addWidget(self.title_label)
        self.head.addStretch(1)
        self.body.setContentsMargins(across, 4, across, 14)
        self.body.setSpacing(12)
        self.scroll_area.setWidget(holder)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Tab goes from field to field; the form scrolls along.
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.viewport().setAutoFillBackground(False)
        holder.setAutoFillBackground(False)
        self._foot.set_margin(across)
        self.go_on_button.setVisible(has_go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.head)
        column.addWidget(self.scroll_area, 1)
        column.addWidget(Line())
        column.addWidget(self._foot)

    def _connect(self) -> None:
        self.cancel_button.clicked.connect(self.cancel)
        self.save_button.clicked.connect(self._on_save)
        self.go_on_button.clicked.connect(self._on_go_on)
        save = self._shortcut(QKeySequence("Ctrl+S"))
        save.activated.connect(self._on_save)
        go_on = self._shortcut(QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter"))
        go_on.activated.connect(self._on_go_on)

    def _shortcut(self, *keys: QKeySequence) -> QShortcut:
        # A hidden form, as a parked one is, does not hear it.
        shortcut = QShortcut(self)
        shortcut.setKeys(keys)
        shortcut.setAutoRepeat(False)
        return shortcut

    def _on_save(self) -> None:
        self.submit()

    def _on_go_on(self) -> None:
        self.submit(go_on=not self.go_on_button.isHidden())

    def _mark_own_troubles(self) -> None:
        found = [
            (name, trouble)
            for name, field in self.fields.items()
            if not field.isHidden() and (trouble := field.trouble()) is not None
        ]
        if found:
            raise Refused(*found)

    def _on_changed(self) -> None:
        if self._baseline is None:
            return
        self._show_state()
        if not self._draft_timer.isActive() and self.is_changed():
            self._draft_timer.start()

    def _recheck(self, field: Field) -> None:
        """On leaving a marked field that was changed: the mark goes, or says what is wrong now."""
        if field.error is None or field.raw() == self._raw_when_refused.get(field):
            return
        field.set_error(field.trouble())
        self._show_state()

    def _wrong(self) -> list[Field]:
        return [field for field in self.fields.values() if field.error is not None]

    def _show_state(self) -> None:
        wrong = self._wrong()
        if wrong:
            names = "、".join(field.label for field in wrong)
            self._foot.say(Status.LATE, f"还有 {len(wrong)} 处要补：{names}", "late")
        elif self.is_changed():
            self._foot.say(Status.SOON, "未保存", "soon")
        else:
            self._foot.say(None, "", "muted")

    @property
    def foot(self) -> str:
        """The words of the foot."""
        return self._foot.words

    def _move_from(self, field: Field, *, is_back: bool) -> None:
        """Go to the field next in the order of Tab; behind the last stands the save button."""
        if self.isHidden():
            return  # what was chosen has put another form in this one's place
        editors = {each.editor: each for each in self.fields.values()}
        for widget in _focus_chain(field.editor, self, is_back=is_back):
            found = editors.get(widget)
            if found is not None and found.can_take_keys():
                found.focus_by_keys()
                self.scroll_area.ensureWidgetVisible(found, 20, 40)
                return
        if not is_back:
            self.save_button.setFocus(Qt.FocusReason.TabFocusReason)


class FieldGrid(QGridLayout):
    """Fields in rows, their captions right-aligned before them; two may share a row.

    ``caption_width`` is 76 on a page, 64 in a side form.
    """

    def __init__(self, *, caption_width: int = 64) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(8)
        self.setVerticalSpacing(10)
        self.setColumnMinimumWidth(0, scaled(caption_width))
        self.setColumnStretch(1, 1)
        self.setColumnStretch(3, 1)

    def add_row(self, first: Field, second: Field | None = None) -> None:
        """One field across, or two side by side."""
        row = self.rowCount()
        self._add_one(first, row, 0, 1 if second is not None else 3)
        if second is not None:
            self._add_one(second, row, 2, 1)

    def add_rows(self, fields: Iterable[Field]) -> None:
        """One field in each row."""
        for field in fields:
            self.add_row(field)

    def add_wide(self, widget: QWidget) -> None:
        """Something across all columns, without a caption."""
        self.addWidget(widget, self.rowCount(), 0, 1, 4)

    def _add_one(self, field: Field, row: int, column: int, across: int) -> None:
        self.addWidget(field.caption, row, column, Qt.AlignmentFlag.AlignTop)
        place = Qt.AlignmentFlag(0) if field.grows else Qt.AlignmentFlag.AlignTop
        self.addWidget(field, row, column + 1, 1, across, place)
        if field.isHidden():
            field.caption.hide()


def _focus_chain(start: QWidget, form: QWidget, *, is_back: bool) -> Iterator[QWidget]:
    """The widgets of ``form`` after ``start`` in the order of Tab, to its edge.

    PySide gives whatever comes next into the keeping of the widget it was asked of: a
    walk that reached the window would take its menus down with the form.
    """
    # The newest of a window is the last before the window itself.
    end = QWidget(form)
    widget = start
    try:
        while True:
            following = widget.previousInFocusChain() if is_back else widget.nextInFocusChain()
            if following is None or following is end or not form.isAncestorOf(following):
                return
            widget = following
            yield widget
    finally:
        end.deleteLater()
