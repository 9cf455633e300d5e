"""What the forms of a case share beyond the form: texts cleaned, times to come asked about, folds."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import pairwise
from typing import ClassVar, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import Field, Raw
from linli.desktop.fields.line import LineField
from linli.desktop.fields.moment import LimitField, MomentField
from linli.desktop.fields.text import TextField
from linli.desktop.fields.tick import TickField
from linli.desktop.form import Form, Save
from linli.desktop.look import scaled
from linli.desktop.messages import Ask
from linli.desktop.widgets.buttons import quiet_button
from linli.desktop.widgets.flow import Flow
from linli.desktop.widgets.labels import plain_label
from linli.domain.case_file import CaseFile, Choices, Coded
from linli.domain.moments import CANNOT_RECKON, Moment, Precision, Reading, parse_limit
from linli.domain.text import LINE, TEXT, clean
from linli.domain.vocabulary import Code, CodeList
from linli.domain.workdays import WorkCalendar
from linli.errors import Refused

AnyCode = TypeVar("AnyCode", bound=Code)

Now = Callable[[], datetime]
"""Tells the office's wall time."""


class EntryForm(Form):
    """A form that cleans its texts, and asks once about a time that is still to come.

    A form of its own gives its draft in `compose`. ``caps`` are the most characters
    of those texts that may not have the usual number; ``looks_back`` names the times
    that have usually passed already.
    """

    caps: ClassVar[dict[str, int]] = {}
    looks_back: ClassVar[tuple[str, ...]] = ("moment",)

    def __init__(
        self,
        title: str,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        go_on: str = "",
        is_page: bool = False,
        calendar: WorkCalendar | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, save=save, ask=ask, go_on=go_on, is_page=is_page, parent=parent)
        self.now = now
        self.calendar = calendar or WorkCalendar()
        self.folds: list[Fold] = []
        self._put_question = ask
        self._allowed_to_come: set[tuple[str, str]] = set()

    def compose(self) -> object:
        """The frozen draft of what is typed; may raise `Refused`."""
        raise NotImplementedError

    @override
    def draft(self) -> object:
        draft = self.compose()
        self._ask_about_times_to_come()
        return draft

    def set_parties_present(self, *, is_present: bool) -> None:
        """Cover what a party before the screen must not see, where the form has any."""

    def texts(self) -> dict[str, str]:
        """The cleaned text of every field that has one, "" for those not shown.

        Raises `Refused` with every text that is too long.
        """
        found: dict[str, str] = {}
        refusals: list[tuple[str | None, str]] = []
        for name, field in self.fields.items():
            if not isinstance(field, LineField | TextField | ChoiceField):
                continue
            is_long = isinstance(field, TextField)
            cap = self.caps.get(name, TEXT if is_long else LINE)
            try:
                found[name] = (
                    "" if field.isHidden() else clean(field.text(), cap, lines=is_long, field=name)
                )
            except Refused as refused:
                refusals += refused.refusals
        if refusals:
            raise Refused(*refusals)
        return found

    def read_limit(self, text: str) -> Reading:
        """How a typed time limit is read, counted from now."""
        return parse_limit(text, self.now(), self.calendar)

    def limit(self, name: str) -> tuple[Moment | None, str]:
        """The end of the limit typed in field ``name``, and its words as typed.

        工作时 is kept in words; whatever else no date comes of is refused.
        """
        field = self.fields[name]
        if not isinstance(field, LimitField) or field.isHidden() or field.is_empty():
            return None, ""
        reading = self.read_limit(field.text())
        if reading.hint == CANNOT_RECKON:
            raise Refused((name, CANNOT_RECKON))
        words = clean(field.text(), LINE, field=name)
        return (None if reading.moment.at is None else reading.moment), words

    def add_fold(self, words: str) -> "Fold":
        """A part of the form that is closed until asked for."""
        fold = Fold(words)
        self.folds.append(fold)
        return fold

    @override
    def show_refusals(self, refused: Refused) -> None:
        named = [self.fields[name] for name, _ in refused.refusals if name in self.fields]
        for fold in self.folds:
            if any(fold.holder.isAncestorOf(field) for field in named):
                fold.open()
        super().show_refusals(refused)

    @override
    def restore(self, raw: dict[str, Raw]) -> None:
        super().restore(raw)
        for fold in self.folds:
            fold.open_if_filled(self.fields.values())

    def _ask_about_times_to_come(self) -> None:
        for name in self.looks_back:
            field = self.fields[name]
            if not isinstance(field, MomentField) or field.isHidden():
                continue
            asked = (name, field.text())
            if not field.reading().is_future or asked in self._allowed_to_come:
                continue
            question = f"{field.label}“{field.text().strip()}”还没有到，照这样记？"
            if self._put_question(self, question, ("照这样记", "改时间")) != 0:
                raise Refused((name, "这个时间还没有到，请改"))
            self._allowed_to_come.add(asked)


def names_to_offer(choices: Choices, case_file: CaseFile | None = None) -> tuple[Coded, ...]:
    """Everybody who may act: units, people, outside bodies, and the parties of the case.

    Whoever asked for secrecy is not offered: a list may open before other parties.
    """
    names = [name for name, _ in (*choices.grids, *choices.workers)]
    names += choices.organisations
    if case_file is not None:
        known = (party for party in case_file.parties if party.identity.code != "WITHHELD")
        names += [party.name for party in known]
    return tuple(Coded(name, name) for name in dict.fromkeys(filter(None, names)))


def as_options(codes: CodeList[AnyCode]) -> tuple[Coded, ...]:
    """A code list as the choices of a field."""
    return tuple(Coded(code.code, code.label) for code in codes)


def day_to_carry(moment: Moment | None, now: datetime) -> date | None:
    """The day of an earlier entry that the next one is offered; None where it was today."""
    if moment is None or moment.precision not in {Precision.MINUTE, Precision.DAY}:
        return None
    day = (moment.until or moment.at or now).date()
    return None if day == now.date() else day


def parted(names: str) -> tuple[str, ...]:
    """The names in one line of text, parted by 、 or a comma."""
    return tuple(filter(None, (name.strip() for name in re.split("[、，,；;]", names))))


def chain(*widgets: QWidget) -> None:
    """Let Tab go through ``widgets`` in this order."""
    for first, second in pairwise(widgets):
        QWidget.setTabOrder(first, second)


class Ticks(QWidget):
    """Boxes to tick behind one label, in rows that break where the form is narrow."""

    def __init__(self, label: str, ticks: Iterable[TickField]) -> None:
        super().__init__()
        row = Flow(gap=12, row_gap=0, parent=self)
        if label:
            words = plain_label(label)
            words.setFixedHeight(scaled(30))
            row.addWidget(words)
        for tick in ticks:
            row.addWidget(tick)


class Fold(QWidget):
    """A line of words that opens and closes what is beneath it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.button = quiet_button(f"{words} ▸")
        self.button.setCheckable(True)
        self.holder = QWidget()
        self.body = QVBoxLayout(self.holder)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(10)
        self.holder.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.holder)
        self.button.toggled.connect(self._turn)

    def open(self) -> None:
        """Show what is beneath."""
        self.button.setChecked(True)

    def open_if_filled(self, fields: Iterable[Field]) -> None:
        """Show what is beneath if something stands in it."""
        if any(self.holder.isAncestorOf(field) and not field.is_empty() for field in fields):
            self.open()

    def _turn(self, is_open: bool) -> None:  # noqa: FBT001 - a signal of Qt
        self.holder.setVisible(is_open)
        self.button.set_words(f"{self._words} {'▾' if is_open else '▸'}")
