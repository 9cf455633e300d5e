"""重新打开 and 作废: what is done to a case as a whole needs its reason."""

from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.fields.moment import MomentField
from linli.desktop.fields.text import TextField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.entry_form import EntryForm, Now
from linli.desktop.messages import Ask
from linli.desktop.widgets.labels import plain_label
from linli.domain.case_file import CaseFile, Choices
from linli.domain.drafts import ReasonDraft


class ReasonForm(EntryForm):
    """Asks why and when; hands over a `ReasonDraft`."""

    title: ClassVar[str]
    says: ClassVar[str]
    """What comes of it, in a sentence."""
    missing: ClassVar[str]

    def __init__(
        self,
        case_file: CaseFile,
        choices: Choices,  # noqa: ARG002 - every form beside a case is handed them
        *,
        now: Now,
        save: Save,
        ask: Ask,
        carried_day: date | None = None,  # noqa: ARG002 - it is done now, whatever was written before
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.title, now=now, save=save, ask=ask, parent=parent)
        self.reason = self.add_field(
            "reason",
            TextField("原因", height=110, is_required=True, missing=self.missing, mnemonic="U"),
        )
        self.moment = self.add_field(
            "moment",
            MomentField(
                "时间",
                now=now,
                previous=case_file.steps[-1].moment if case_file.steps else None,
                mnemonic="T",
            ),
        )
        self.body.addWidget(plain_label(self.says, wrap=True))
        grid = FieldGrid()
        grid.add_row(self.reason)
        grid.add_row(self.moment)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    @override
    def compose(self) -> ReasonDraft:
        return ReasonDraft(self.moment.moment(), self.texts()["reason"])


class ReopenForm(ReasonForm):
    """Opens a closed case again."""

    title = "重新打开"
    says = "重新打开后，本事项回到待办，可以接着办；原来的办结和结果都留着。"
    missing = "请写明为什么重新打开"


class VoidForm(ReasonForm):
    """Voids a case."""

    title = "作废"
    says = "作废后编号保留，不再使用。请写明原因。"
    missing = "请写明为什么作废"
