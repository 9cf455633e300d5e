"""A form on the screen, and its raw text kept in the record file while it is open."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from linli.casework import unsaved
from linli.desktop.forms.entry_form import EntryForm
from linli.errors import LinliError

if TYPE_CHECKING:
    from linli.desktop.desk import Desk


class OpenForm(QObject):
    """Puts the text by when it changed, and drops it when it was saved or thrown away.

    ``key`` names the row of the record file; a form taken up again keeps its row.
    """

    kept = Signal(object)
    """The raw text was put by; the moment."""

    def __init__(
        self, form: EntryForm, name: str, case_id: int | None, desk: Desk, *, key: str = ""
    ) -> None:
        super().__init__(form)
        self.form = form
        self.name = name
        self.case_id = case_id
        self._desk = desk
        self._key = key or uuid4().hex
        self._is_kept = bool(key)
        form.draft_changed.connect(self.keep)
        for done in (form.saved, form.saved_and_next, form.cancelled):
            done.connect(self.drop)

    def keep(self) -> bool:
        """Put the raw text by, where something was typed; False where that failed.

        The form says why, and is tried again when more is typed.
        """
        if not self.form.is_changed():
            return True
        try:
            self._desk.keep_quietly(
                unsaved.keep_unsaved, self._key, self.name, self.case_id, self.form.raw()
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
                self._desk.keep_quietly(unsaved.drop_unsaved, self._key)
            self._is_kept = False
