"""Each form of the desk, with the verb that keeps what it takes down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from linli.casework import caseload, closing, grid, intake, mediation, people, steps
from linli.desktop.forms.carry_over import OutcomePreset, SessionPreset
from linli.desktop.forms.entry_form import EntryForm
from linli.desktop.forms.mediation import MediationForm
from linli.desktop.forms.new_case import NewCaseForm
from linli.desktop.forms.office import OfficeForm
from linli.desktop.forms.outcome import OutcomeForm
from linli.desktop.forms.party import PartyForm
from linli.desktop.forms.step import StepForm

if TYPE_CHECKING:
    from linli.desktop.desk import Desk
    from linli.desktop.form import Save
    from linli.desktop.messages import Ask
    from linli.domain.drafts import CaseDraft, OfficeDraft

NEW_CASE: Final = "NEW_CASE"
OFFICE: Final = "OFFICE"
STEP: Final = "STEP"
SESSION: Final = "SESSION"
PARTY: Final = "PARTY"
OUTCOME: Final = "OUTCOME"

FORM_WORDS: Final = {
    NEW_CASE: "新建事项",
    OFFICE: "单位信息",
    STEP: "记一条",
    SESSION: "调解场次",
    PARTY: "当事人",
    OUTCOME: "结果与办结",
}
"""What each form is called."""

Preset = SessionPreset | OutcomePreset | date | None
"""What a form starts with: what is carried over, or the day given before."""

_VerbOfCase = Callable[[Any, int, Any], int]
"""``verb(session, case_id, draft) -> id``; a form hands over the very draft its verb takes."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of a form: the id of what was kept, and the draft it was made of."""

    id: int
    draft: object


class FormMaker:
    """Makes forms that keep their drafts at one desk."""

    def __init__(self, desk: Desk, ask: Ask) -> None:
        self._desk = desk
        self._ask = ask

    def page(self, name: str) -> EntryForm:
        """The form ``name`` that takes a page of its own: NEW_CASE or OFFICE."""
        now, ask = self._desk.now, self._ask
        if name == OFFICE:
            kept = self._desk.read(grid.office_draft)
            return OfficeForm(now=now, save=self._keep_office, ask=ask, kept=kept)
        choices = self._desk.read(grid.choices)
        form = NewCaseForm(choices, now=now, save=self._take_down, ask=ask, unit=self._unit())
        form.unit_wanted.connect(partial(self._add_unit, form))
        return form

    def beside(self, name: str, case_id: int, preset: Preset = None) -> EntryForm:
        """The form ``name`` that stands beside a case: STEP, SESSION, PARTY or OUTCOME."""
        desk, ask, now = self._desk, self._ask, self._desk.now
        case_file = desk.read(caseload.case_file, case_id, now())
        choices = desk.read(grid.choices)
        carried_day = preset if isinstance(preset, date) else None
        match name:
            case "SESSION":
                return MediationForm(
                    case_file,
                    choices,
                    now=now,
                    save=self._keep_of(case_id, mediation.record_session),
                    ask=ask,
                    preset=preset if isinstance(preset, SessionPreset) else None,
                    carried_day=carried_day,
                )
            case "OUTCOME":
                return OutcomeForm(
                    case_file,
                    choices,
                    now=now,
                    save=self._keep_of(case_id, closing.record_outcome),
                    ask=ask,
                    preset=preset if isinstance(preset, OutcomePreset) else None,
                    carried_day=carried_day,
                )
            case "PARTY":
                save = self._keep_of(case_id, people.add_party)
                return PartyForm(case_file, choices, now=now, save=save, ask=ask)
            case _:
                return StepForm(
                    case_file,
                    choices,
                    now=now,
                    save=self._keep_of(case_id, steps.record_step),
                    ask=ask,
                    # Without somebody on duty the one who holds the case has most likely acted.
                    unit=self._unit() or case_file.row.holder,
                    carried_day=carried_day,
                )

    def _take_down(self, draft: object, _go_on: bool) -> Kept:  # noqa: FBT001 - as a form calls it
        case = cast("CaseDraft", draft)
        return Kept(self._desk.keep(intake.take_down, case, self._desk.now()), draft)

    def _keep_of(self, case_id: int, verb: _VerbOfCase) -> Save:
        """What keeps a draft of this case by ``verb``."""

        def save(draft: object, _go_on: bool) -> Kept:  # noqa: FBT001 - as a form calls it
            return Kept(self._desk.keep(verb, case_id, draft), draft)

        return save

    def _keep_office(self, draft: object, _go_on: bool) -> Kept:  # noqa: FBT001 - as a form calls it
        self._desk.keep(grid.keep_office, cast("OfficeDraft", draft), self._desk.now())
        return Kept(0, draft)

    def _unit(self) -> str:
        """The unit of the 当班人, "" where nobody was chosen."""
        office = self._desk.read(grid.office_draft)
        if office is None or not self._desk.worker_name:
            return ""
        units = (each.unit for each in office.workers if each.name == self._desk.worker_name)
        return next(units, "")

    def _add_unit(self, form: NewCaseForm, name: str) -> None:
        """Ask for the tier of a unit not known yet, and add it there."""
        office = self._desk.read(grid.office_draft)
        tiers = sorted(office.tiers if office else (), key=lambda tier: tier.rank)
        answers = (*(tier.name for tier in tiers), "不新增")
        place = self._ask(form, f"新增“{name}”。它是哪一级？", answers)
        if office is None or place >= len(tiers):
            return
        tier = tiers[place]
        higher = [each.name for each in tiers if each.rank > tier.rank]
        above = [unit.name for unit in office.units if unit.tier in higher[:1]]
        # With several units above nobody can tell which; it can be given in 单位信息.
        parent = above[0] if len(above) == 1 else ""
        self._desk.keep(grid.add_unit, name, parent, tier.name)
        form.take_unit(self._desk.read(grid.choices), name)
