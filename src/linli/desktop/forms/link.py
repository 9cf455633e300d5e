"""关联: how a case belongs with another one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.found import Found, FoundField
from linli.desktop.fields.text import TextField
from linli.desktop.form import FieldGrid
from linli.desktop.forms.entry_form import EntryForm
from linli.domain.case_file import Coded
from linli.domain.drafts import LinkDraft
from linli.domain.links import LINK_SENSES, LinkSense, link_sense

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from linli.casework.ties import CaseToLink
    from linli.desktop.form import Save
    from linli.desktop.forms.entry_form import Now
    from linli.desktop.messages import Ask
    from linli.domain.case_file import CaseFile, Choices


class LinkForm(EntryForm):
    """Takes a link down, or changes one; hands over a `LinkDraft`.

    ``find`` gives the cases whose number, title or a party has the words typed. The
    same link is changed from either case, in the words fitting that one.
    """

    looks_back: ClassVar[tuple[str, ...]] = ()

    def __init__(  # noqa: PLR0913 - what every form is handed, and how to find a case
        self,
        case_file: CaseFile,
        choices: Choices,  # noqa: ARG002 - every form beside a case is handed them
        *,
        now: Now,
        save: Save,
        ask: Ask,
        find: Callable[[str], Sequence[CaseToLink]],
        kept: LinkDraft | None = None,
        carried_day: date | None = None,  # noqa: ARG002 - a link has no day
        parent: QWidget | None = None,
    ) -> None:
        title = "关联" if kept is None else "修改关联"
        super().__init__(title, now=now, save=save, ask=ask, parent=parent)
        self._case_id = case_file.row.id
        self._find = find
        self._is_edit = kept is not None
        self.kind = self.add_field(
            "kind",
            ChoiceField(
                "怎样关联",
                tuple(Coded(sense.code, sense.label) for sense in LINK_SENSES),
                is_required=True,
                missing="请选怎样关联",
                hint="读作：本事项 由此引起 另一件",
                mnemonic="K",
            ),
        )
        self.other_case = self.add_field(
            "other_case",
            FoundField(
                "另一件",
                self._find_others,
                is_required=True,
                missing="请选另一件事项",
                placeholder="输编号、标题或当事人",
                hint="按 ↓ 列出最近登记的",
                mnemonic="S",
            ),
        )
        self.note = self.add_field("note", TextField("说明", height=110, mnemonic="N"))
        grid = FieldGrid()
        grid.add_rows((self.kind, self.other_case, self.note))
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.kind.changed.connect(self._say_how_it_reads)
        if kept is not None:
            self._fill(case_file, kept)

    @override
    def compose(self) -> LinkDraft:
        texts = self.texts()
        sense = self._sense()
        return LinkDraft(
            kind=sense.kind if sense else "",
            other_case=int(self.other_case.value() or 0),
            note=texts["note"],
            leads_here=sense.leads_here if sense else False,
            seen_from=self._case_id if self._is_edit else None,
        )

    @override
    def set_parties_present(self, *, is_present: bool) -> None:
        self.other_case.cover(is_covered=is_present)

    def _fill(self, case_file: CaseFile, kept: LinkDraft) -> None:
        is_far_end = kept.seen_from not in {None, self._case_id}
        other = kept.seen_from if is_far_end else kept.other_case
        self.kind.set_value(link_sense(kept.kind, leads_here=kept.leads_here != is_far_end).code)
        row = next((row for row in case_file.links if row.case_id == other), None)
        if row is not None:
            self.other_case.set_value(_found(row.case_id, row.number, row.title, row.stage))
        self.note.set_text(kept.note)

    def _find_others(self, words: str) -> Sequence[Found]:
        found = (case for case in self._find(words) if case.id != self._case_id)
        return tuple(_found(case.id, case.number, case.title, case.stage) for case in found)

    def _sense(self) -> LinkSense | None:
        code = self.kind.value()
        return next((sense for sense in LINK_SENSES if sense.code == code), None)

    def _say_how_it_reads(self) -> None:
        if (sense := self._sense()) is not None:
            there = link_sense(sense.kind, leads_here=not sense.leads_here)
            self.kind.set_hint(f"另一件的页上读作“{there.label}”")


def _found(case_id: int, number: str, title: str, stage: str) -> Found:
    voided = "（作废）" if stage == "作废" else ""
    return Found(str(case_id), f"{number}　{title}{voided}", f"{number}{voided}")


FORM = LinkForm
