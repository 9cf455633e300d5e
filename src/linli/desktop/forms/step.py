"""记一条: the one door to every entry of a case's timeline."""

import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.clipboards import empty_clipboards_of
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import Raw
from linli.desktop.fields.line import LineField
from linli.desktop.fields.many import ManyField
from linli.desktop.fields.moment import LimitField, MomentField
from linli.desktop.fields.segments import SegmentsField
from linli.desktop.fields.text import TextField
from linli.desktop.fields.tick import TickField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.covering import CoveredChoice, CoveredLine
from linli.desktop.forms.entry_form import EntryForm, Now, Ticks, names_to_offer, parted
from linli.desktop.forms.likely import likely_acts
from linli.desktop.forms.naming import withheld_names
from linli.desktop.forms.rows_field import Column, RowsField
from linli.desktop.messages import Ask
from linli.domain.case_file import CaseFile, Choices, Coded
from linli.domain.drafts import PartnerDraft, StepDraft
from linli.domain.moments import Moment, typed_text
from linli.domain.vocabulary import (
    ACTIONS,
    NOT_STATED,
    PARTNER_CAME,
    PARTNER_PARTS,
    URGE_LEVELS,
    Action,
    Code,
    CodeList,
)
from linli.domain.workdays import WorkCalendar
from linli.errors import Refused

FORM_OF: Final = {
    "MEDIATED": "SESSION",
    "OUTCOME_REACHED": "OUTCOME",
    "CLOSED": "OUTCOME",
    "AGREEMENT_MADE": "AGREEMENT",
    "PERFORMED": "PERFORMANCE",
    "GIFT_GIVEN": "GIFT",
    "ACTIVITY_HELD": "ACTIVITY",
    "FOLLOWED_UP": "FOLLOW_UP",
    "THANKED": "THANKS",
    "REOPENED": "REOPEN",
    "VOIDED": "VOID",
}
"""The acts that have a form of their own, and its name."""

_MOST_TIMES: Final = 999


class StepForm(EntryForm):
    """Takes down one step, or changes one; hands over a `StepDraft`.

    ``unit`` is the operator's unit, offered as who acted; ``carried_day`` a day given
    by hand in the entry just before; ``at_step`` the id of the step the cursor stood
    at, behind which a time known only in words is put. ``turn_into`` names the form
    that an act with a form of its own asks for.
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
        kept: StepDraft | None = None,
        unit: str = "",
        at_step: int | None = None,
        carried_day: date | None = None,
        calendar: WorkCalendar | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "记一条" if kept is None else "修改流转",
            now=now,
            save=save,
            ask=ask,
            go_on="保存并再记一条" if kept is None else "",
            calendar=calendar,
            parent=parent,
        )
        self._kept = kept
        self._at_step = at_step
        self._turned_by: str | None = None
        self._is_present = False
        self._secret = withheld_names(case_file)
        self._mechanisms = {label: code for code, label in choices.mechanisms}
        names = names_to_offer(choices, case_file)
        self.action = self.add_field(
            "action",
            ChoiceField(
                "动作",
                _offered(case_file, choices) if kept is None else _to_change(choices, kept),
                likely=likely_acts(case_file) if kept is None else None,
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
                previous=case_file.steps[-1].moment if case_file.steps and kept is None else None,
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
        self.urge_level = self.add_field(
            "urge_level",
            SegmentsField(
                "级别", [Coded(each.code, each.label) for each in URGE_LEVELS], mnemonic="B"
            ),
        )
        self.reason = self.add_field("reason", CoveredLine("理由", mnemonic="U"))
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
        self.parts = self.add_field(
            "parts",
            RowsField(
                "各单位",
                (
                    Column("单位", 5, has_list=True),
                    Column("作用", 3, has_list=True, offered=_labels(PARTNER_PARTS)),
                    Column("到没到", 3, has_list=True, offered=_labels(PARTNER_CAME)),
                ),
            ),
        )
        self.times = self.add_field(
            "times", LineField("次数", placeholder="1", hint="一条代表几次的，写几次。")
        )
        self._place_fields()
        if kept is not None:
            self._fill(kept)
        else:
            for entered in (self.action.chosen, self.action.advance, self.action.left):
                entered.connect(self._turn_if_asked)
        self.action.changed.connect(self._show_what_is_needed)
        self._fold.button.toggled.connect(self._name_partners)
        self._show_what_is_needed()

    @override
    def compose(self) -> StepDraft:
        texts = self.texts()
        new_due, new_due_words = self._limit_given()
        named = self.partners.value()
        mechanism = next((self._mechanisms[name] for name in named if name in self._mechanisms), "")
        return StepDraft(
            action=self.action.value() or "",
            moment=self.moment.moment(),
            by=parted(texts["by"]),
            to=parted(texts["to"]),
            partners=self._partners(name for name in named if name not in self._mechanisms),
            mechanism=mechanism,
            note=texts["note"],
            reason=texts["reason"],
            new_due=new_due,
            new_due_words=new_due_words,
            is_internal=self.is_internal.value(),
            is_prior=self.is_prior.value(),
            times=_times(texts["times"]),
            urge_level="" if self.urge_level.isHidden() else self.urge_level.value() or "",
            after_step=self._at_step,
        )

    @override
    def set_parties_present(self, *, is_present: bool) -> None:
        self._is_present = is_present
        fields = (self.by, self.to, self.reason, self.note)
        is_secret = self.is_internal.value() or any(
            name in field.text() for name in self._secret for field in fields
        )
        if is_present and is_secret:
            empty_clipboards_of(field.text() for field in fields)
        for field in fields:
            if is_present and is_secret:
                field.cover()
            elif not is_present:
                field.uncover()

    @override
    def restore(self, raw: dict[str, Raw]) -> None:
        super().restore(raw)
        self.set_parties_present(is_present=self._is_present)

    def _fill(self, kept: StepDraft) -> None:
        self.action.set_value(kept.action)
        self.moment.set_value(kept.moment)
        self.by.set_text("、".join(kept.by))
        self.to.set_text("、".join(kept.to))
        called = {code: label for label, code in self._mechanisms.items()}
        mechanism = (called[kept.mechanism],) if kept.mechanism in called else ()
        self.partners.set_value((*mechanism, *(each.name for each in kept.partners)))
        self.parts.set_value(
            (each.name, *_said(PARTNER_PARTS, each.part), *_said(PARTNER_CAME, each.came))
            for each in kept.partners
            if {each.part, each.came} != {NOT_STATED}
        )
        self.urge_level.set_value(kept.urge_level or None)
        self.reason.set_text(kept.reason)
        self.new_due.set_text(_limit_text(kept))
        self.note.set_text(kept.note)
        self.is_internal.set_value(is_ticked=kept.is_internal)
        self.is_prior.set_value(is_ticked=kept.is_prior)
        self.times.set_text(str(kept.times) if kept.times > 1 else "")
        self._fold.open_if_filled((self.parts, self.times))

    def _limit_given(self) -> tuple[Moment | None, str]:
        """The new limit; one that was not touched stays the day it was, whatever today is."""
        kept = self._kept
        if kept is not None and kept.new_due and self.new_due.text() == _limit_text(kept):
            is_shown = not self.new_due.isHidden()
            return (kept.new_due, kept.new_due_words) if is_shown else (None, "")
        return self.limit("new_due")

    def _partners(self, names: Iterator[str]) -> tuple[PartnerDraft, ...]:
        """Who worked along; the rows of the fold say more of some, and may name others."""
        said = {row[0]: row for row in self.parts.value() if row[0]}
        return tuple(
            PartnerDraft(
                name,
                _code_of(PARTNER_PARTS, said[name][1]) if name in said else NOT_STATED,
                _code_of(PARTNER_CAME, said[name][2]) if name in said else NOT_STATED,
            )
            for name in dict.fromkeys((*names, *said))
        )

    def _name_partners(self) -> None:
        """Write the names given above into rows of the fold, to say more of them."""
        self.parts.offer(0, self.partners.value())
        rows = self.parts.value()
        told = {row[0] for row in rows}
        new = [
            (name, "", "")
            for name in self.partners.value()
            if name not in told and name not in self._mechanisms
        ]
        if new:
            self.parts.set_value((*rows, *new))

    def _place_fields(self) -> None:
        grid = FieldGrid()
        # The time says in words how it was read, and needs the room for them.
        grid.setColumnStretch(1, 9)
        grid.setColumnStretch(3, 11)
        grid.add_row(self.action, self.moment)
        grid.add_row(self.by, self.to)
        grid.add_rows((self.partners, self.urge_level, self.reason, self.new_due, self.note))
        holder = Ticks("", (self.is_internal, self.is_prior))
        grid.addWidget(holder, grid.rowCount(), 1, 1, 3)
        self.body.addLayout(grid)
        self._fold = self.add_fold("联动单位的作用、到场情况和次数")
        more = FieldGrid()
        more.add_rows((self.parts, self.times))
        self._fold.body.addLayout(more)
        self.body.addWidget(self._fold)
        self.body.addStretch(1)

    def _turn_if_asked(self) -> None:
        code = self.action.value()
        if code in FORM_OF and code != self._turned_by:
            self._turned_by = code
            self.turn_into.emit(FORM_OF[code])

    def _show_what_is_needed(self) -> None:
        act = _act(self.action.value())
        kept = self._kept
        # What a kept step says stays in sight, whatever it is called now.
        has_target, has_reason = bool(kept and kept.to), bool(kept and kept.reason)
        self.to.setVisible(has_target or (act is not None and act.takes_target))
        self.to.set_required(is_required=act is not None and act.hands_on)
        needs_reason = act is not None and act.needs_reason
        self.reason.setVisible(has_reason or needs_reason)
        self.reason.set_required(is_required=needs_reason)
        if act is not None and needs_reason:
            self.reason.set_label(f"{act.label}原因" if len(act.label) == 2 else "原因")
            self.reason.missing = f"请写{act.label}的理由；不知道可写“理由未记”"
            self.reason.line.setPlaceholderText("不知道可写“理由未记”")
        self.urge_level.setVisible(act is not None and act.code == "URGED")
        needs_limit = act is not None and act.needs_limit
        self.new_due.setVisible(needs_limit)
        self.new_due.set_required(is_required=needs_limit)


def _act(code: str | None) -> Action | None:
    return ACTIONS[code] if code is not None and code in ACTIONS else None


def _offered(case_file: CaseFile, choices: Choices) -> tuple[Coded, ...]:
    """The acts a case takes now, those with a form of their own among them; a closed one takes few."""
    known = {act.code for act in choices.actions}
    own = (Coded(code, ACTIONS.label_of(code)) for code in FORM_OF if code not in known)
    acts = (*choices.actions, *own)
    if case_file.row.is_open:
        return tuple(act for act in acts if act.code != "REOPENED")
    return tuple(act for act in acts if (row := _act(act.code)) and row.is_allowed_when_closed)


def _to_change(choices: Choices, kept: StepDraft) -> tuple[Coded, ...]:
    """What a step may be called instead: not what is taken down in a form of its own."""
    offered = [act for act in choices.actions if act.code not in FORM_OF or act.code == kept.action]
    if kept.action not in {act.code for act in offered}:
        offered.append(Coded(kept.action, ACTIONS.label_of(kept.action)))
    return tuple(offered)


def _mechanisms(choices: Choices) -> tuple[Coded, ...]:
    return tuple(Coded(label, label) for _, label in choices.mechanisms)


def _names_field(label: str, names: tuple[Coded, ...], *, mnemonic: str) -> CoveredChoice:
    return CoveredChoice(
        label,
        names,
        is_name_list=True,
        is_open_ended=True,
        placeholder="几个的用、隔开",
        mnemonic=mnemonic,
    )


def _labels(codes: CodeList[Code]) -> tuple[str, ...]:
    return tuple(code.label for code in codes)


def _said(codes: CodeList[Code], code: str) -> tuple[str]:
    return ("" if code == NOT_STATED else codes.label_of(code),)


def _code_of(codes: CodeList[Code], words: str) -> str:
    """The code of a cell's words; nothing is 未记明. Raises Refused for words that are none of them."""
    found = next((code.code for code in codes if code.label == words), None)
    if found is None and words:
        raise Refused(("parts", f"没有“{words}”；可以写{'、'.join(_labels(codes))}"))
    return found or NOT_STATED


def _limit_text(kept: StepDraft) -> str:
    """The limit of a kept extension as a day: 3工作日 would be counted from today."""
    return typed_text(kept.new_due) if kept.new_due is not None else ""


def _times(words: str) -> int:
    """How often; nothing is once. Raises Refused for what is no number."""
    digits = unicodedata.normalize("NFKC", words).removesuffix("次").strip()
    if not digits:
        return 1
    if not (digits.isascii() and digits.isdigit() and 1 <= int(digits) <= _MOST_TIMES):
        raise Refused(("times", "次数请写数字，如 3"))
    return int(digits)
