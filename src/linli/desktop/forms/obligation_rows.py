"""What an agreement obliges to: a panel for each, with an empty one at the end."""

import re
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from linli.desktop.fields.field import Field, Raw
from linli.desktop.forms.entry_form import Fold
from linli.desktop.forms.obligation_row import Circumstances, ObligationRow
from linli.desktop.widgets.labels import muted_label
from linli.domain.drafts import ObligationDraft
from linli.domain.workdays import WorkCalendar
from linli.errors import Refused


class ObligationRows(QWidget):
    """Panels, with an empty one at the end.

    ``reordered`` tells that there are more, and the order of Tab is to be set again.
    """

    reordered = Signal()

    def __init__(
        self,
        add_field: Callable[[str, Field], Field],
        around: Callable[[], Circumstances],
        calendar: WorkCalendar,
        folds: list[Fold],
    ) -> None:
        super().__init__()
        self._add_field = add_field
        self._around = around
        self._calendar = calendar
        self._folds = folds
        self.rows: list[ObligationRow] = []
        self._names: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(muted_label("履行事项：谁给谁做什么、付多少、什么时候"))
        self.add_row()

    def editors(self) -> list[QWidget]:
        """All editors, in the order of Tab."""
        return [editor for row in self.rows for editor in row.editors()]

    def add_row(self) -> ObligationRow:
        """One more panel."""
        row = ObligationRow(len(self.rows) + 1, self._add_field, self._around, self._calendar)
        row.offer_names(self._names)
        self._column.addWidget(row)
        self.rows.append(row)
        self._folds.append(row.fold)
        for field in row.fields.values():
            field.changed.connect(self._keep_one_empty)
        row.by.changed.connect(row.show_bound)
        # Left to the layout it would come with a later event.
        if self.isVisible():
            row.show()
        self.reordered.emit()
        return row

    def offer_names(self, names: Sequence[str]) -> None:
        """Offer these parties in every row."""
        self._names = tuple(names)
        for row in self.rows:
            row.offer_names(names)

    def make_room_for(self, raw: Mapping[str, Raw]) -> None:
        """Have as many rows as ``raw`` speaks of."""
        numbers = [int(found[1]) for name in raw if (found := _ROW_NAME.fullmatch(name))]
        while len(self.rows) < max(numbers, default=1):
            self.add_row()

    def fill(self, drafts: Sequence[ObligationDraft]) -> None:
        """Show the obligations that are kept."""
        for place, draft in enumerate(drafts):
            while len(self.rows) <= place:
                self.add_row()
            self.rows[place].fill(draft)
        self._keep_one_empty()

    def drafts(self) -> tuple[ObligationDraft, ...]:
        """The obligations that say something; raises `Refused` with all that is wrong."""
        found: list[ObligationDraft] = []
        refusals: list[tuple[str | None, str]] = []
        for row in self.rows:
            try:
                draft = row.draft()
            except Refused as refused:
                refusals += refused.refusals
                continue
            if draft is not None:
                found.append(draft)
        if refusals:
            raise Refused(*refusals)
        return tuple(found)

    def refresh(self) -> None:
        """Read again what depends on who agreed and when."""
        for row in self.rows:
            row.refresh()
            row.show_bound()

    def _keep_one_empty(self) -> None:
        if not self.rows[-1].is_empty():
            self.add_row()


_ROW_NAME = re.compile("obligation_([0-9]+)_[a-z]+")
