"""提醒, 约见, 约定调解: what is to be done on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.line import LineField
from linli.desktop.fields.moment import MomentField
from linli.desktop.fields.segments import SegmentsField
from linli.desktop.fields.tick import TickField
from linli.desktop.form import FieldGrid
from linli.desktop.forms.entry_form import EntryForm, as_options
from linli.domain.case_file import Coded
from linli.domain.drafts import ReminderDraft
from linli.domain.vocabulary import REMINDER_KINDS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from linli.desktop.form import Save
    from linli.desktop.forms.entry_form import Now
    from linli.desktop.messages import Ask
    from linli.domain.case_file import CaseFile, Choices


class ReminderForm(EntryForm):
    """Takes a reminder down, or changes one; hands over a `ReminderDraft`."""

    looks_back: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        case_file: CaseFile,  # noqa: ARG002 - every form beside a case is handed it
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        kept: ReminderDraft | None = None,
        carried_day: date | None = None,  # noqa: ARG002 - a reminder looks ahead
        parent: QWidget | None = None,
    ) -> None:
        title = "提醒" if kept is None else "修改提醒"
        super().__init__(title, now=now, save=save, ask=ask, parent=parent)
        self.kind = self.add_field(
            "kind", SegmentsField("哪一种", as_options(REMINDER_KINDS), mnemonic="K")
        )
        self.kind.set_value("TO_DO")
        self.moment = self.add_field(
            "moment",
            MomentField(
                "时间",
                now=now,
                is_ahead=True,
                is_optional=True,
                is_required=True,
                missing="请写日期，如 明天 或 3.20 14:30",
                placeholder="如 明天 14:30",
                mnemonic="T",
            ),
        )
        self.worker = self.add_field(
            "worker",
            ChoiceField(
                "提醒谁",
                _offered(choices, kept),
                is_name_list=True,
                placeholder="不填就是所有人",
                mnemonic="G",
            ),
        )
        self.what = self.add_field(
            "what",
            LineField("做什么", is_required=True, missing="请写要做什么", mnemonic="W"),
        )
        grid = FieldGrid()
        # The time says in words how it was read, and needs the room for them.
        grid.setColumnStretch(1, 9)
        grid.setColumnStretch(3, 8)
        grid.add_row(self.kind)
        grid.add_row(self.moment, self.worker)
        grid.add_row(self.what)
        self.is_done: TickField | None = None
        if kept is not None:
            self.is_done = self.add_field("is_done", TickField("办好", "已经办好"))
            grid.add_row(self.is_done)
            self._fill(kept, self.is_done)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    @override
    def compose(self) -> ReminderDraft:
        texts = self.texts()
        return ReminderDraft(
            moment=self.moment.moment(),
            what=texts["what"],
            kind=self.kind.value() or "",
            worker=texts["worker"],
            is_done=self.is_done is not None and self.is_done.value(),
        )

    def _fill(self, kept: ReminderDraft, is_done: TickField) -> None:
        self.kind.set_value(kept.kind)
        self.moment.set_value(kept.moment)
        self.worker.set_text(kept.worker)
        self.what.set_text(kept.what)
        is_done.set_value(is_ticked=kept.is_done)


def _offered(choices: Choices, kept: ReminderDraft | None) -> tuple[Coded, ...]:
    """The workers there are, and whoever it is for already."""
    names = [name for name, _ in choices.workers]
    names += [kept.worker] if kept is not None else []
    return tuple(Coded(name, name) for name in dict.fromkeys(filter(None, names)))


FORM = ReminderForm
