"""核对编号: after a restore, how each series of numbers goes on."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.fields.line import LineField
from linli.desktop.form import FieldGrid, Form, Save
from linli.desktop.messages import Ask
from linli.desktop.widgets.labels import plain_label
from linli.errors import Refused

if TYPE_CHECKING:
    from linli.casework.confirming import SeriesRow

SAYS = (
    "从备份恢复后，纸上可能已用过更后的号。请对照纸上的编号，写下每一类的下一个号；"
    "中间空出的号会各留一条作废的事项，写明原因。"
)


@dataclass(frozen=True, slots=True)
class NextNumbers:
    """The next serial of each series by its id, and why numbers were passed over."""

    serials: dict[int, int]
    why: str


class NextNumbersForm(Form):
    """One field for each series, filled with what the record file would give out."""

    def __init__(
        self, series: Sequence[SeriesRow], *, save: Save, ask: Ask, parent: QWidget | None = None
    ) -> None:
        super().__init__("核对编号", save=save, ask=ask, is_page=True, parent=parent)
        self._serials = {
            row.id: self.add_field(
                f"serial_{row.id}",
                LineField(
                    f"{row.year} {row.kind}",
                    is_required=True,
                    missing="请写下一个号",
                    hint=f"记录里的下一个是 {row.next_number}",
                ),
            )
            for row in series
        }
        for row in series:
            self._serials[row.id].set_text(str(row.last + 1))
        self._why = self.add_field(
            "why", LineField("空出原因", placeholder="如 纸上已用，记录未能恢复", mnemonic="Y")
        )
        self.body.addWidget(plain_label(SAYS, wrap=True))
        grid = FieldGrid(caption_width=100)
        grid.add_rows(self._serials.values())
        grid.add_row(self._why)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    @override
    def draft(self) -> NextNumbers:
        serials: dict[int, int] = {}
        refusals: list[tuple[str | None, str]] = []
        for row_id, field in self._serials.items():
            typed = unicodedata.normalize("NFKC", field.text()).strip()
            if typed.isascii() and typed.isdigit():
                serials[row_id] = int(typed)
            else:
                refusals.append((f"serial_{row_id}", "只写数字，如 5"))
        if refusals:
            raise Refused(*refusals)
        return NextNumbers(serials, self._why.text())
