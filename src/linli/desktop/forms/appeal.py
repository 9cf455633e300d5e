"""募捐: where money is publicly asked for."""

from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.fields.line import LineField
from linli.desktop.fields.many import ManyField
from linli.desktop.fields.moment import MomentField
from linli.desktop.fields.text import TextField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.entry_form import EntryForm, Now, names_to_offer
from linli.desktop.messages import Ask
from linli.domain.case_file import CaseFile, Choices
from linli.domain.drafts import AppealDraft


class AppealForm(EntryForm):
    """Takes down an appeal; hands over an `AppealDraft`.

    ``carried_day`` is a day given by hand in the entry just before; with ``kept`` it
    changes that appeal.
    """

    def __init__(
        self,
        case_file: CaseFile,
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        kept: AppealDraft | None = None,
        carried_day: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "记募捐" if kept is None else "修改募捐", now=now, save=save, ask=ask, parent=parent
        )
        self.platform = self.add_field(
            "platform",
            LineField(
                "平台或渠道",
                is_required=True,
                missing="请写在哪里发起募捐",
                placeholder="如 水滴筹、社区微信群",
                mnemonic="P",
            ),
        )
        self.by = self.add_field(
            "by", ManyField("发起人", names_to_offer(choices, case_file), mnemonic="S")
        )
        self.moment = self.add_field(
            "moment",
            MomentField(
                "时间",
                now=now,
                previous=case_file.steps[-1].moment if case_file.steps else None,
                carried_day=carried_day,
                mnemonic="T",
            ),
        )
        self.note = self.add_field("note", TextField("说明", height=110, mnemonic="N"))
        grid = FieldGrid(caption_width=96)
        grid.add_rows((self.platform, self.by, self.moment, self.note))
        self.body.addLayout(grid)
        self.body.addStretch(1)
        if kept is not None:
            self.platform.set_text(kept.platform)
            self.by.set_value(kept.by)
            self.moment.set_value(kept.moment)
            self.note.set_text(kept.note)

    @override
    def compose(self) -> AppealDraft:
        texts = self.texts()
        return AppealDraft(
            platform=texts["platform"],
            moment=self.moment.moment(),
            by=self.by.value(),
            note=texts["note"],
        )
