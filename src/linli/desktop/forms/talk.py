"""What was said with all who attended, in an enquiry of one side, or in the office."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from linli.desktop.clipboards import empty_clipboards_of
from linli.desktop.fields.text import TextField
from linli.desktop.fields.tick import TickField
from linli.desktop.forms.carry_over import FACE_TO_FACE, sides_of
from linli.desktop.forms.covering import CoveredLine
from linli.desktop.forms.entry_form import EntryForm, Ticks
from linli.desktop.forms.naming import party_words, withheld_names
from linli.desktop.look import set_tone, side_tone_name
from linli.desktop.widgets.labels import plain_label
from linli.desktop.widgets.panels import TintedPanel
from linli.domain.case_file import CaseFile, PartyRow
from linli.domain.vocabulary import NOT_STATED


class TalkPanel(TintedPanel):
    """What was said with all who attended, or in an enquiry of one side, or in the office."""

    def __init__(self, form: EntryForm, case_file: CaseFile) -> None:
        super().__init__(is_joint=True)
        self._case = case_file
        self._secret = withheld_names(case_file)
        self._is_present = False
        self._shape = ""
        self._title = plain_label(demibold=True)
        self._aside = plain_label()
        self.record = form.add_field("record", TextField("记录", height=110))
        self.ticks = {
            row.id: self._add_tick(form, row, n) for n, row in enumerate(_seated(case_file))
        }
        self.joint_first = form.add_field(
            "joint_first_reason",
            CoveredLine("先后说明", hint="此前没有背靠背记录。需要说明可写在这里（可不填）"),
        )
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._aside)
        self._present = Ticks("到场各方", self.ticks.values())
        self.body.setSpacing(8)
        self.body.addLayout(head)
        self.body.addWidget(self.record)
        self.body.addWidget(self._present)
        reason = QHBoxLayout()
        reason.setSpacing(8)
        reason.addWidget(self.joint_first.caption, 0, Qt.AlignmentFlag.AlignTop)
        reason.addWidget(self.joint_first, 1)
        self.body.addLayout(reason)

    def tick(self, party_ids: tuple[int, ...]) -> None:
        """Tick those who attended, and nobody else."""
        for party_id, tick in self.ticks.items():
            tick.set_value(is_ticked=party_id in party_ids)

    def ticked(self) -> tuple[int, ...]:
        """The ids of those who attended."""
        return tuple(party_id for party_id, tick in self.ticks.items() if tick.value())

    def joint_first_reason(self) -> str:
        """Why both met before anybody was met apart, where that was asked."""
        return "" if self.joint_first.isHidden() else self.joint_first.text().strip()

    def show_shape(self, shape: str, code: str, side: str) -> None:
        """Turn into joint, one-sided or internal ground."""
        self._shape = shape
        is_joint = shape == "joint"
        attending = {row.side for row in self._case.parties if row.id in self.ticked()}
        sides = [letter for letter in sides_of(self._case) if letter in attending]
        self.set_side(
            "".join(sides) if is_joint else side if shape == "one side" else "", is_joint=is_joint
        )
        title, aside = _words(shape, code, side, len(sides))
        self._title.setText(title)
        self._aside.setText(aside)
        for label in (self._title, self._aside):
            set_tone(label, side_tone_name(side) if shape == "one side" else "")
        self._present.setVisible(is_joint and bool(self.ticks))
        had_caucus = any(row.is_caucus for row in self._case.sessions)
        is_asked = not had_caucus or not self.joint_first.is_empty()
        self.joint_first.setVisible(code == FACE_TO_FACE and is_asked)
        self.record.set_hint("单独谈的内容写在上面，不写在这里" if code == "MIXED" else "")
        self._cover_or_not()

    def set_parties_present(self, *, is_present: bool) -> None:
        """Cover what not every side sat by while a party sits before the screen."""
        self._is_present = is_present
        for row in self._case.parties:
            self.ticks[row.id].box.set_words(party_words(row, is_covered=is_present))
        if is_present:
            self.joint_first.cover()
        else:
            self.joint_first.uncover()
        self._cover_or_not()

    def _cover_or_not(self) -> None:
        attending = {row.side for row in self._case.parties if row.id in self.ticked()}
        names_nobody = not any(name in self.record.text() for name in self._secret)
        is_all_there = self._shape == "joint" and attending >= set(sides_of(self._case))
        is_open_to_all = is_all_there and names_nobody
        if self._is_present and self._shape and not is_open_to_all:
            empty_clipboards_of((self.record.text(),))
            self.record.cover()
        elif not self._is_present or is_open_to_all:
            self.record.uncover()

    def _add_tick(self, form: EntryForm, row: PartyRow, place: int) -> TickField:
        name = "speakers" if place == 0 else f"speakers_{place + 1}"
        tick = TickField("到场各方", party_words(row), is_ticked=bool(row.side))
        return form.add_field(name, tick)


def _seated(case_file: CaseFile) -> list[PartyRow]:
    sides = sides_of(case_file)
    with_side = [row for side in sides for row in case_file.parties if row.side == side]
    return [*with_side, *(row for row in case_file.parties if not row.side)]


def _words(shape: str, code: str, side: str, sides: int) -> tuple[str, str]:
    """The title of the panel and what becomes of the record."""
    if shape == "one side":
        return (f"{side}方所说" if side else "一方所说", "入卷，不交对方")
    if shape == "internal":
        return "研判记录", "只供内部"
    if code in {"OTHER", NOT_STATED} and sides < 2:
        return "记录", "到场的各方可见"
    return ("双方同场所说" if sides < 3 else "各方同场所说", "到场的各方可见")
