"""转达: words of one side told to others, once those who said them have agreed."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.clipboards import empty_clipboards_of
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.moment import MomentField
from linli.desktop.fields.text import TextField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.entry_form import EntryForm, Now, as_options
from linli.desktop.forms.naming import PartyTicks
from linli.desktop.look import scaled, set_tone, side_tone_name
from linli.desktop.messages import Ask
from linli.desktop.widgets.labels import plain_label
from linli.desktop.widgets.panels import TintedPanel
from linli.desktop.widgets.shapes import Lock
from linli.domain.case_file import CaseFile, Choices, PartyRow
from linli.domain.drafts import ConveyanceDraft
from linli.domain.vocabulary import CONSENT_WAYS
from linli.errors import Refused

_CAPTION = 92


class ConveyanceForm(EntryForm):
    """Takes down what was conveyed and who agreed to it; hands over a `ConveyanceDraft`.

    ``words`` are those picked out of the note ``note_id``, to be worked on here;
    ``speakers`` the ids of those who said them. While parties are present the words,
    who said them and who was told are in no widget.
    """

    looks_back: ClassVar[tuple[str, ...]] = ("consented",)

    def __init__(  # noqa: PLR0913 - what every form is handed, and what is conveyed
        self,
        case_file: CaseFile,
        choices: Choices,  # noqa: ARG002 - every form beside a case is handed them
        *,
        now: Now,
        save: Save,
        ask: Ask,
        words: str,
        note_id: int,
        speakers: tuple[int, ...],
        kept: ConveyanceDraft | None = None,
        carried_day: date | None = None,  # noqa: ARG002 - consent is given now, or on a day told
        parent: QWidget | None = None,
    ) -> None:
        title = "转达" if kept is None else "修改转达"
        super().__init__(title, now=now, save=save, ask=ask, parent=parent)
        self.note_id = note_id
        self._speaking = [party for party in case_file.parties if party.id in speakers]
        others = [party for party in case_file.parties if party.id not in speakers]
        self._side = _side_of(self._speaking)
        if kept is None:
            self.save_button.set_words("登记同意并转达")
        self.words = self.add_field(
            "words",
            TextField(
                "转达的话", height=96, is_required=True, missing="请写转达的话", mnemonic="Z"
            ),
        )
        self.consent_by = PartyTicks(self.add_field, "consent_by", "同意人", self._speaking)
        self.consented = self.add_field("consented", MomentField("同意时间", now=now, mnemonic="T"))
        self.consent_how = self.add_field(
            "consent_how",
            ChoiceField(
                "怎样同意",
                as_options(CONSENT_WAYS),
                is_required=True,
                missing="请选怎样同意的；没有同意不能转达",
                mnemonic="K",
            ),
        )
        self.to = PartyTicks(self.add_field, "to", "转达给", others)
        self.answer = self.add_field("answer", TextField("答复", height=76, mnemonic="Y"))
        # Left to themselves they would take all the height there is.
        self.words.box.setFixedHeight(scaled(96))
        self.answer.box.setFixedHeight(scaled(76))
        self._place_fields()
        self._fill(kept, words, [party for party in others if party.side])

    @override
    def compose(self) -> ConveyanceDraft:
        texts = self.texts()
        consent_by, to = self.consent_by.ticked(), self.to.ticked()
        refusals: list[tuple[str, str]] = []
        if not consent_by:
            refusals.append(("consent_by", "请勾选谁同意转达"))
        if not to:
            refusals.append(("to", "请勾选转达给谁"))
        if refusals:
            raise Refused(*refusals)
        return ConveyanceDraft(
            words=texts["words"],
            to=to,
            consent_by=consent_by,
            consented=self.consented.moment(),
            consent_how=self.consent_how.value() or "",
            answer=texts["answer"],
        )

    @override
    def set_parties_present(self, *, is_present: bool) -> None:
        if is_present:
            empty_clipboards_of((self.words.text(), self.answer.text()))
        for field in (self.words, self.answer):
            if is_present:
                field.cover()
            else:
                field.uncover()
        for ticks in (self.consent_by, self.to):
            ticks.cover(is_covered=is_present)
        self._show_side(is_covered=is_present)

    @override
    def focus_first(self) -> None:
        # What is asked for first; the words are there already.
        if self.words.is_empty():
            self.words.focus()
        else:
            self.consent_how.focus()

    def _fill(self, kept: ConveyanceDraft | None, words: str, told: Iterable[PartyRow]) -> None:
        if kept is None:
            self.words.set_text(words)
            self.consent_by.tick(party.id for party in self._speaking)
            sides = {party.side for party in told}
            # With several other sides nobody can know which of them is meant.
            if len(sides) == 1:
                self.to.tick(party.id for party in told)
            return
        self.words.set_text(kept.words)
        self.consent_by.tick(kept.consent_by)
        self.consented.set_value(kept.consented)
        self.consent_how.set_value(kept.consent_how)
        self.to.tick(kept.to)
        self.answer.set_text(kept.answer)

    def _place_fields(self) -> None:
        self._panel = TintedPanel()
        self._lock_row = QHBoxLayout()
        self._lock_row.setSpacing(6)
        self._lock = Lock()
        self._title = plain_label(demibold=True)
        self._lock_row.addWidget(self._lock)
        self._lock_row.addWidget(self._title)
        self._lock_row.addStretch(1)
        self._why = plain_label(wrap=True)
        self._panel.body.setSpacing(8)
        self._panel.body.addLayout(self._lock_row)
        self._panel.body.addWidget(self._why)
        said = QGridLayout()
        said.setHorizontalSpacing(8)
        said.setColumnMinimumWidth(0, scaled(_CAPTION - 14))
        said.setColumnStretch(1, 1)
        said.addWidget(self.words.caption, 0, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.words, 0, 1)
        self._panel.body.addLayout(said)
        grid = FieldGrid(caption_width=_CAPTION)
        grid.setColumnStretch(1, 9)
        grid.setColumnStretch(3, 11)
        _add_ticks(grid, self.consent_by)
        grid.add_row(self.consent_how, self.consented)
        _add_ticks(grid, self.to)
        grid.add_row(self.answer)
        self.body.addWidget(self._panel)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self._show_side(is_covered=False)

    def _show_side(self, *, is_covered: bool) -> None:
        side = "" if is_covered else self._side
        self._panel.set_side(side)
        lock = Lock(side)
        self._lock_row.replaceWidget(self._lock, lock)
        self._lock.hide()
        self._lock.deleteLater()
        self._lock = lock
        whose = f"{side}方" if side else "说话的人"
        self._title.setText("已遮住" if is_covered else f"{whose}单独说的话")
        self._why.setText(f"转达后，听到的各方的材料上可以印这句话。请先记下{whose}怎样同意。")
        set_tone(self._title, side_tone_name(side) or "muted")


def _add_ticks(grid: FieldGrid, ticks: PartyTicks) -> None:
    line = grid.rowCount()
    top = Qt.AlignmentFlag.AlignTop
    grid.addWidget(ticks.caption, line, 0, top | Qt.AlignmentFlag.AlignRight)
    grid.addWidget(ticks, line, 1, 1, 3)


def _side_of(parties: Iterable[PartyRow]) -> str:
    sides = {party.side for party in parties}
    return sides.pop() if len(sides) == 1 else ""
