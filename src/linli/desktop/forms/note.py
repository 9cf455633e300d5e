"""背靠背记录: one note of what one side said apart, added or changed by itself."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.form import Save
from linli.desktop.forms.caucus import CaucusPanel
from linli.desktop.forms.entry_form import EntryForm, Now
from linli.desktop.messages import Ask
from linli.domain.case_file import CaseFile, Choices
from linli.domain.drafts import NoteDraft
from linli.errors import Refused


class NoteForm(EntryForm):
    """Takes down one more note of the same speakers, or changes one; hands over a `NoteDraft`.

    ``speakers`` are the ids of those who spoke: they are shown, and never changed here.
    """

    looks_back: ClassVar[tuple[str, ...]] = ()

    def __init__(  # noqa: PLR0913 - what every form is handed, and who spoke
        self,
        case_file: CaseFile,
        choices: Choices,  # noqa: ARG002 - every form beside a case is handed them
        *,
        now: Now,
        save: Save,
        ask: Ask,
        speakers: tuple[int, ...],
        kept: NoteDraft | None = None,
        carried_day: date | None = None,  # noqa: ARG002 - a note has no day of its own
        parent: QWidget | None = None,
    ) -> None:
        title = "再记一条背靠背" if kept is None else "修改背靠背记录"
        super().__init__(title, now=now, save=save, ask=ask, parent=parent)
        self._speakers = speakers
        self.caucus = CaucusPanel(self.add_field, is_single=True)
        self.caucus.set_speaking(_side_of(case_file, speakers))
        self.caucus.notes[0].text.set_required(is_required=True)
        self.caucus.notes[0].text.missing = "背靠背记录还没有写内容"
        if kept is not None:
            self.caucus.fill(kept)
        self.body.addWidget(self.caucus)
        self.body.addStretch(1)

    @override
    def compose(self) -> NoteDraft:
        drafts = self.caucus.drafts(self._speakers)
        if not drafts:
            raise Refused(("notes", "背靠背记录还没有写内容"))
        return drafts[0]

    @override
    def set_parties_present(self, *, is_present: bool) -> None:
        self.caucus.set_parties_present(is_present=is_present)


def _side_of(case_file: CaseFile, speakers: Iterable[int]) -> str:
    sides = {party.side for party in case_file.parties if party.id in speakers}
    return sides.pop() if len(sides) == 1 else ""
