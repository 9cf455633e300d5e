"""A form on the screen, and its raw text kept in the record file while it is open."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from linli.casework import unsaved
from linli.errors import LinliError

if TYPE_CHECKING:
    from linli.desktop.desk import Desk
    from linli.desktop.form_makers import Made


class OpenForm(QObject):
    """Puts the text by when it changed, and drops it when it was saved or thrown away.

    ``key`` names the row of the record file; a form taken up again keeps its row.
    """

    kept = Signal(object)
    """The raw text was put by; the moment."""

    def __init__(
        self, made: Made, name: str, case_id: int | None, desk: Desk, *, key: str = ""
    ) -> None:
        super().__init__(made.form)
        self.form = made.form
        self.name = name
        self.case_id = case_id
        self.key = key or uuid4().hex
        self._made = made
        self._desk = desk
        self._is_kept = bool(key)
        self.form.draft_changed.connect(self.keep)
        for done in (self.form.saved, self.form.saved_and_next, self.form.cancelled):
            done.connect(self.drop)

    @property
    def is_edit(self) -> bool:
        """Whether it changes a row that is kept already."""
        return self._made.row_id is not None

    def keep(self) -> bool:
        """Put the raw text by, where something was typed; False where that failed.

        The form says why, and is tried again when more is typed.
        """
        if not self.form.is_changed():
            return True
        made = self._made
        try:
            self._desk.keep_quietly(
                unsaved.keep_unsaved,
                self.key,
                self.name,
                self.case_id,
                self.form.raw(),
                owner_id=made.owner_id,
                row_id=made.row_id,
                read_version=made.version,
            )
        except LinliError as trouble:
            self.form.show_trouble(str(trouble))
            return False
        self._is_kept = True
        now = self._desk.now()
        self.form.show_draft_kept(now)
        self.kept.emit(now)
        return True

    def drop(self) -> None:
        """Forget the raw text that was put by; where that fails it is offered once more."""
        if self._is_kept:
            with suppress(LinliError):
                self._desk.keep_quietly(unsaved.drop_unsaved, self.key)
            self._is_kept = False
