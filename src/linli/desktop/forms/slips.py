"""补正: a slip in a party or a step of a closed case, put right with its reason."""

from datetime import date
from typing import ClassVar, Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.fields.line import LineField
from linli.desktop.fields.moment import MomentField
from linli.desktop.fields.text import TextField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.entry_form import EntryForm, Now
from linli.desktop.look import scaled
from linli.desktop.messages import Ask
from linli.desktop.widgets.labels import muted_label
from linli.domain.case_file import CaseFile, Choices
from linli.domain.drafts import PartySlip, StepSlip
from linli.domain.text import NAME

_MISSING: Final = "本事项已办结，请写明为什么补正；原来的内容会留着。"
_SAYS: Final = "本事项已办结，这里只改笔误；原来的内容会留着。要改别的，请先重新打开。"


class PartySlipForm(EntryForm):
    """Puts name, phone and home of a party right; hands over a `PartySlip`."""

    caps: ClassVar[dict[str, int]] = {"name": NAME, "phone": NAME}
    looks_back: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        case_file: CaseFile,  # noqa: ARG002 - every form beside a case is handed it
        choices: Choices,  # noqa: ARG002 - every form beside a case is handed them
        *,
        now: Now,
        save: Save,
        ask: Ask,
        kept: PartySlip,
        carried_day: date | None = None,  # noqa: ARG002 - no entry of a day
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("补正当事人", now=now, save=save, ask=ask, parent=parent)
        self.name = self.add_field("name", LineField("名称", mnemonic="N"))
        self.phone = self.add_field("phone", LineField("电话", mnemonic="P"))
        self.home = self.add_field("home", LineField("住处", mnemonic="Q"))
        self.reason = _add_reason(self)
        self.name.set_text(kept.name)
        self.phone.set_text(kept.phone)
        self.home.set_text(kept.home)
        _lay_out(self, (self.name, self.phone, self.home, self.reason))

    @override
    def compose(self) -> PartySlip:
        texts = self.texts()
        return PartySlip(texts["name"], texts["phone"], texts["home"], texts["reason"])


class StepSlipForm(EntryForm):
    """Puts time and note of a plain step right; hands over a `StepSlip`."""

    def __init__(
        self,
        case_file: CaseFile,  # noqa: ARG002 - every form beside a case is handed it
        choices: Choices,  # noqa: ARG002 - every form beside a case is handed them
        *,
        now: Now,
        save: Save,
        ask: Ask,
        kept: StepSlip,
        carried_day: date | None = None,  # noqa: ARG002 - no entry of a day
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("补正流转", now=now, save=save, ask=ask, parent=parent)
        self.moment = self.add_field("moment", MomentField("时间", now=now, mnemonic="T"))
        self.note = self.add_field("note", TextField("说明", height=110, mnemonic="N"))
        self.reason = _add_reason(self)
        self.moment.set_value(kept.moment)
        self.note.set_text(kept.note)
        _lay_out(self, (self.moment, self.note, self.reason))

    @override
    def compose(self) -> StepSlip:
        texts = self.texts()
        return StepSlip(self.moment.moment(), texts["note"], texts["reason"])


def _add_reason(form: EntryForm) -> TextField:
    reason = TextField("补正原因", is_required=True, missing=_MISSING, mnemonic="U")
    reason.box.setFixedHeight(scaled(56))
    return form.add_field("reason", reason)


def _lay_out(form: EntryForm, fields: tuple[LineField | TextField, ...]) -> None:
    form.body.addWidget(muted_label(_SAYS, wrap=True))
    grid = FieldGrid()
    grid.add_rows(fields)
    form.body.addLayout(grid)
    form.body.addStretch(1)
