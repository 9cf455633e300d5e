"""A part of a form that goes out of sight while parties are present, and loses nothing by it."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.clipboards import empty_clipboards_of
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import Field, Raw
from linli.desktop.fields.line import LineField
from linli.desktop.fields.text import TextField
from linli.desktop.forms.entry_form import EntryForm
from linli.desktop.widgets.labels import plain_label
from linli.desktop.widgets.panels import HatchedPanel
from linli.domain.text import LINE, TEXT, clean
from linli.errors import Refused

NO_TYPING_WORDS = "当事人在场时不能填写。再按 F9 结束后接着填。"


class Curtain(QWidget):
    """Holds fields; drawn, what is typed in them is in no widget, and nothing is taken.

    ``body`` is where the fields go, `hold` names them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._fields: list[Field] = []
        self._away: dict[Field, Raw] | None = None
        self._holder = QWidget()
        self.body = QVBoxLayout(self._holder)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(10)
        self._panel = HatchedPanel("已遮住", "当事人在场")
        self._panel.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._panel.installEventFilter(self)
        self._refusal = plain_label(tone="soon", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self._holder, self._panel, self._refusal):
            column.addWidget(part)
        self._panel.hide()
        self._refusal.hide()

    @property
    def is_drawn(self) -> bool:
        """Whether the fields are out of sight."""
        return self._away is not None

    def hold(self, fields: Iterable[Field]) -> None:
        """Know these fields as standing behind the curtain."""
        self._fields += fields

    def raws(self) -> dict[Field, Raw]:
        """What is typed in the fields that are out of sight."""
        return dict(self._away or {})

    def set_drawn(self, *, is_drawn: bool) -> None:
        """Draw it, or open it and show the fields as they were left."""
        if is_drawn == self.is_drawn:
            return
        had_focus = any(part.hasFocus() for part in self.findChildren(QWidget))
        if is_drawn:
            QGuiApplication.inputMethod().commit()
            self._take_away()
            empty_clipboards_of(_pieces(self.raws().values()))
        else:
            self._put_back()
        self._refusal.hide()
        self._holder.setVisible(not is_drawn)
        self._panel.setVisible(is_drawn)
        if had_focus:
            (self._panel if is_drawn else self._fields[0].editor).setFocus()

    @contextmanager
    def lifted(self) -> Generator[None]:
        """Have the fields say what they hold for a moment; nothing is painted meanwhile."""
        if not self.is_drawn:
            yield
            return
        self._put_back()
        try:
            yield
        finally:
            self._take_away()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._panel
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.text().isprintable()
            and event.text()
        ):
            self._refusal.setText(NO_TYPING_WORDS)
            self._refusal.show()
            return True
        return super().eventFilter(watched, event)

    def _take_away(self) -> None:
        away: dict[Field, Raw] = {}
        for field in self._fields:
            away[field] = field.raw()
            _write(field, "" if isinstance(away[field], str) else [])
        self._away = away

    def _put_back(self) -> None:
        away, self._away = self._away or {}, None
        for field, raw in away.items():
            _write(field, raw)


class CurtainForm(EntryForm):
    """A form with parts that are covered while parties are present.

    It may be saved, parked and taken up again covered as it is.
    """

    _curtains: tuple[Curtain, ...] = ()

    def add_curtain(self) -> Curtain:
        """One more part to be covered; the form places it."""
        curtain = Curtain()
        self._curtains = (*self._curtains, curtain)
        return curtain

    def all_texts(self) -> dict[str, str]:
        """The cleaned text of every field that has one, shown or not.

        Raises `Refused` with every text that is too long.
        """
        found: dict[str, str] = {}
        refusals: list[tuple[str | None, str]] = []
        for name, field in self.fields.items():
            if isinstance(field, LineField | TextField | ChoiceField):
                is_long = isinstance(field, TextField)
                cap = self.caps.get(name, TEXT if is_long else LINE)
                try:
                    found[name] = clean(field.text(), cap, lines=is_long, field=name)
                except Refused as refused:
                    refusals += refused.refusals
        if refusals:
            raise Refused(*refusals)
        return found

    @override
    def raw(self) -> dict[str, Raw]:
        away = {field: raw for curtain in self._curtains for field, raw in curtain.raws().items()}
        return {
            name: away[field] if field in away else field.raw()
            for name, field in self.fields.items()
        }

    @override
    def restore(self, raw: dict[str, Raw]) -> None:
        with self._lifted():
            super().restore(raw)
        self._show_state()

    @override
    def draft(self) -> object:
        with self._lifted():
            draft = self.compose()
        # What is out of sight is empty here, and nothing is asked about it.
        self._ask_about_times_to_come()
        return draft

    @override
    def _mark_own_troubles(self) -> None:
        with self._lifted():
            super()._mark_own_troubles()

    @contextmanager
    def _lifted(self) -> Generator[None]:
        with ExitStack() as stack:
            for curtain in self._curtains:
                stack.enter_context(curtain.lifted())
            yield


def _write(field: Field, raw: Raw) -> None:
    field.blockSignals(True)
    field.set_raw(raw)
    field.blockSignals(False)


def _pieces(raws: Iterable[Raw]) -> Iterator[str]:
    for raw in raws:
        for line in [raw] if isinstance(raw, str) else raw:
            yield from line.split("\t")
