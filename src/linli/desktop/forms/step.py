"""记一条: the one door to every entry of a case's timeline."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.line import LineField
from linli.desktop.fields.many import ManyField
from linli.desktop.fields.moment import LimitField, MomentField
from linli.desktop.fields.text import TextField
from linli.desktop.fields.tick import TickField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.entry_form import EntryForm, Now, Ticks, names_to_offer, parted
from linli.desktop.forms.likely import likely_acts
from linli.desktop.messages import Ask
from linli.domain.case_file import CaseFile, Choices, Coded
from linli.domain.drafts import PartnerDraft, StepDraft
from linli.domain.vocabulary import ACTIONS, Action
from linli.domain.workdays import WorkCalendar

FORM_OF = {"MEDIATED": "session", "OUTCOME_REACHED": "outcome", "CLOSED": "outcome"}
"""The acts that have a form of their own, and its name."""


class StepForm(EntryForm):
    """Takes down one step; hands over a `StepDraft`.

    ``unit`` is the operator's unit, offered as who acted; ``carried_day`` a day given
    by hand in the entry just before. ``turn_into`` names the form an act of its own
    form asks for: session or outcome.
    """

    turn_into = Signal(str)

    def __init__(  # noqa: PLR0913 - keywords, each of its own
        self,
        case_file: CaseFile,
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        unit: str = "",
        carried_day: date | None = None,
        calendar: WorkCalendar | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "记一条",
            now=now,
            save=save,
            ask=ask,
            go_on="保存并再记一条",
            calendar=calendar,
            parent=parent,
        )
        self._turned_by: str | None = None
        self._mechanisms = {label: code for code, label in choices.mechanisms}
        names = names_to_offer(choices, case_file)
        self.action = self.add_field(
            "action",
            ChoiceField(
                "动作",
                _offered(case_file, choices),
                likely=likely_acts(case_file),
                is_required=True,
                missing="请选动作",
                mnemonic="K",
            ),
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
        self.by = self.add_field("by", _names_field("由谁", names, mnemonic="Y"))
        self.by.set_text(unit)
        self.to = self.add_field("to", _names_field("交给", names, mnemonic="G"))
        self.to.missing = "请写交给谁"
        self.partners = self.add_field(
            "partners",
            ManyField(
                "联动单位",
                (*(Coded(name, name) for name in choices.organisations), *_mechanisms(choices)),
                placeholder="一个一个写，回车加下一个",
                mnemonic="L",
            ),
        )
        self.reason = self.add_field("reason", LineField("理由", mnemonic="U"))
        self.new_due = self.add_field(
            "new_due",
            LimitField(
                "新时限",
                read=self.read_limit,
                must_be_day=True,
                missing="请写新时限",
                mnemonic="X",
            ),
        )
        self.note = self.add_field(
            "note",
            TextField(
                "说明",
                height=110,
                placeholder="只写做了什么；一方单独说的话，请记成调解场次",
                mnemonic="N",
            ),
        )
        self.is_internal = self.add_field("is_internal", TickField("", "内部：只上内部单据"))
        self.is_prior = self.add_field("is_prior", TickField("", "前情：登记以前，或由别处办的"))
        self._place_fields()
        for entered in (self.action.chosen, self.action.advance, self.action.left):
            entered.connect(self._turn_if_asked)
        self.action.changed.connect(self._show_what_is_needed)
        self._show_what_is_needed()

    @override
    def compose(self) -> StepDraft:
        texts = self.texts()
        new_due, new_due_words = self.limit("new_due")
        named = self.partners.value()
        mechanism = next((self._mechanisms[name] for name in named if name in self._mechanisms), "")
        return StepDraft(
            action=self.action.value() or "",
            moment=self.moment.moment(),
            by=parted(texts["by"]),
            to=parted(texts["to"]),
            partners=tuple(PartnerDraft(name) for name in named if name not in self._mechanisms),
            mechanism=mechanism,
            note=texts["note"],
            reason=texts["reason"],
            new_due=new_due,
            new_due_words=new_due_words,
            is_internal=self.is_internal.value(),
            is_prior=self.is_prior.value(),
        )

    def _place_fields(self) -> None:
        grid = FieldGrid()
        # The time says in words how it was read, and needs the room for them.
        grid.setColumnStretch(1, 9)
        grid.setColumnStretch(3, 11)
        grid.add_row(self.action, self.moment)
        grid.add_row(self.by, self.to)
        grid.add_rows((self.partners, self.reason, self.new_due, self.note))
        holder = Ticks("", (self.is_internal, self.is_prior))
        grid.addWidget(holder, grid.rowCount(), 1, 1, 3)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def _turn_if_asked(self) -> None:
        code = self.action.value()
        if code in FORM_OF and code != self._turned_by:
            self._turned_by = code
            self.turn_into.emit(FORM_OF[code])

    def _show_what_is_needed(self) -> None:
        act = _act(self.action.value())
        self.to.setVisible(act is not None and act.takes_target)
        self.to.set_required(is_required=act is not None and act.hands_on)
        needs_reason = act is not None and act.needs_reason
        self.reason.setVisible(needs_reason)
        self.reason.set_required(is_required=needs_reason)
        if act is not None and needs_reason:
            self.reason.set_label(f"{act.label}原因" if len(act.label) == 2 else "原因")
            self.reason.missing = f"请写{act.label}的理由；不知道可写“理由未记”"
            self.reason.line.setPlaceholderText("不知道可写“理由未记”")
        needs_limit = act is not None and act.needs_limit
        self.new_due.setVisible(needs_limit)
        self.new_due.set_required(is_required=needs_limit)


def _act(code: str | None) -> Action | None:
    return ACTIONS[code] if code is not None and code in ACTIONS else None


def _offered(case_file: CaseFile, choices: Choices) -> tuple[Coded, ...]:
    """The acts a case takes now; a closed one takes few."""
    acts = [Coded("MEDIATED", "调解"), Coded("OUTCOME_REACHED", "结果")]
    acts = [*choices.actions, *(act for act in acts if act not in choices.actions)]
    if case_file.row.is_open:
        return tuple(acts)
    return tuple(act for act in acts if (row := _act(act.code)) and row.is_allowed_when_closed)


def _mechanisms(choices: Choices) -> tuple[Coded, ...]:
    return tuple(Coded(label, label) for _, label in choices.mechanisms)


def _names_field(label: str, names: tuple[Coded, ...], *, mnemonic: str) -> ChoiceField:
    return ChoiceField(
        label,
        names,
        is_name_list=True,
        is_open_ended=True,
        placeholder="几个的用、隔开",
        mnemonic=mnemonic,
    )
