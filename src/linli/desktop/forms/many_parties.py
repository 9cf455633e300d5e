"""一次添加多人: many parties at once, typed or pasted, with one side and one role."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from typing_extensions import override

from linli.desktop.fields.choice import ChoiceField
from linli.desktop.form import FieldGrid
from linli.desktop.forms.curtain import CurtainForm
from linli.desktop.forms.entry_form import as_options
from linli.desktop.forms.party import NO_SIDE, side_field
from linli.desktop.forms.party_choice import PartyChoice
from linli.desktop.forms.rows_field import Column, RowsField
from linli.domain.drafts import PartyDraft
from linli.domain.text import LINE, NAME, TEXT, clean
from linli.domain.vocabulary import NOT_STATED, PARTY_KINDS
from linli.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from linli.desktop.form import Save
    from linli.desktop.forms.entry_form import Now
    from linli.desktop.messages import Ask
    from linli.domain.case_file import CaseFile, Choices

_COLUMNS = (Column("名称", 4), Column("电话", 3), Column("住处", 4), Column("备注", 3))
_HEADINGS: Final = (
    re.compile("名称|姓名|户主|业主|名字|单位名称"),
    re.compile("(联系)?(电话|手机|方式)(号码?)?"),
    re.compile("住处|住址|地址|房号|门牌|房屋坐落"),
    re.compile("备注|说明"),
)
"""What people head these columns with in tables of their own."""
_SHOWN = 3
"""Names told of those that the case has already."""


class ManyPartiesForm(CurtainForm):
    """Takes down many parties; hands over a tuple of `PartyDraft`.

    The rows are covered while parties are present.
    """

    looks_back: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        case_file: CaseFile,
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        carried_day: date | None = None,  # noqa: ARG002 - a party has no time of its own
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("一次添加多人", now=now, save=save, ask=ask, parent=parent)
        self._case = case_file
        self.side = self.add_field("side", side_field(case_file))
        self.role = self.add_field("role", ChoiceField("角色", choices.roles, mnemonic="K"))
        self.part_of = self.add_field(
            "part_of", PartyChoice("属于", case_file, placeholder="哪一群体", mnemonic="G")
        )
        self.kind = self.add_field(
            "kind", ChoiceField("类型", as_options(PARTY_KINDS), mnemonic="L")
        )
        self.kind.set_value(NOT_STATED)
        self.rows = self.add_field("rows", PeopleRows())
        self._place_fields()
        self.rows.changed.connect(self._say_what_was_read)
        self._say_what_was_read()

    @override
    def compose(self) -> tuple[PartyDraft, ...]:
        side = self.side.value() or NO_SIDE
        common = PartyDraft(
            side="" if side == NO_SIDE else side,
            role=self.role.value() or "",
            kind=self.kind.value() or NOT_STATED,
            identity=NOT_STATED,
            part_of=self.part_of.party_id(),
        )
        rows = self.rows.value()
        if not rows:
            raise Refused(("rows", "还没有写人；一行一位"))
        return tuple(_party(common, row, number) for number, row in enumerate(rows, start=1))

    @override
    def set_parties_present(self, *, is_present: bool) -> None:
        self._curtain.set_drawn(is_drawn=is_present)
        self.part_of.set_parties_present(is_present=is_present)

    def _place_fields(self) -> None:
        self._curtain = self.add_curtain()
        grid = FieldGrid()
        grid.add_row(self.side)
        grid.add_row(self.role, self.kind)
        grid.add_row(self.part_of)
        self.body.addLayout(grid)
        self._curtain.body.addWidget(self.rows)
        self._curtain.hold((self.rows,))
        self.body.addWidget(self._curtain)
        self.body.addStretch(1)

    def _say_what_was_read(self) -> None:
        rows = self.rows.value()
        words = [f"读到 {len(rows)} 位"] if rows else []
        known = {party.name for party in self._case.parties}
        names = [row[0] for row in rows if row[0]]
        doubles = [name for name in dict.fromkeys(names) if name in known or names.count(name) > 1]
        if doubles:
            more = f"等{len(doubles)}位" if len(doubles) > _SHOWN else ""
            words.append(f"重名：{'、'.join(doubles[:_SHOWN])}{more}，请核对是不是同一位")
        if self.rows.left_out:
            words.append(f"没有读入：{'、'.join(self.rows.left_out)}")
        self.rows.set_hint("；".join(words), is_amber=len(words) > 1)


class PeopleRows(RowsField):
    """Rows of people; a table pasted with its headings finds its columns by them."""

    def __init__(self) -> None:
        super().__init__(
            "名单",
            _COLUMNS,
            hint="一行一位，可从表格里整块粘贴：名称、电话、住处、备注",
            mnemonic="N",
        )
        self.left_out: tuple[str, ...] = ()
        """Headings of columns that the last paste had and nothing was read of."""

    @override
    def paste(self, text: str, row: int = 0, column: int = 0) -> None:
        lines = [line.split("\t") for line in text.splitlines() if line.strip()]
        headings = _places(lines[0]) if lines else {}
        self.left_out = ()
        if len(headings) > 1 or (headings and len(lines[0]) == 1):
            taken = set(headings.values())
            self.left_out = tuple(
                words.strip()
                for place, words in enumerate(lines[0])
                if place not in taken and words.strip()
            )
            lines = [
                [_cell(line, headings.get(place)) for place in range(len(_COLUMNS))]
                for line in lines[1:]
            ]
            column = 0
        elif any(len(line) + column > len(_COLUMNS) for line in lines):
            self.left_out = (f"第{len(_COLUMNS) - column + 1}列起",)
        # Each cell would tell of itself, and the form read every row anew each time.
        self.blockSignals(True)
        super().paste("\n".join("\t".join(line) for line in lines), row, column)
        self.blockSignals(False)
        self.changed.emit()


def _party(common: PartyDraft, row: Sequence[str], number: int) -> PartyDraft:
    caps = (NAME, NAME, LINE, TEXT)
    cleaned: list[str] = []
    for column, words, cap in zip(_COLUMNS, row, caps, strict=True):
        try:
            cleaned.append(clean(words, cap))
        except Refused as refused:
            raise Refused(("rows", f"第{number}位的{column.heading}：{refused}")) from refused
    name, phone, home, remark = cleaned
    return replace(common, name=name, phone=phone, home=home, remark=remark)


def _places(cells: Sequence[str]) -> dict[int, int]:
    """The place in a row of headings of each of our columns that is among them."""
    found: dict[int, int] = {}
    for ours, pattern in enumerate(_HEADINGS):
        for place, words in enumerate(cells):
            if pattern.fullmatch(words.strip()) and ours not in found:
                found[ours] = place
    return found


def _cell(line: Sequence[str], place: int | None) -> str:
    return line[place] if place is not None and place < len(line) else ""
