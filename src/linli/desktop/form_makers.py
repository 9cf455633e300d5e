"""Makes forms that keep their drafts at one desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from linli.casework import caseload, grid, intake
from linli.casework.state import change_if_unchanged
from linli.desktop.form_kinds import OFFICE, FormKind, Preset, Setting, kind_of

if TYPE_CHECKING:
    from linli.desktop.desk import Desk
    from linli.desktop.form import Save
    from linli.desktop.forms.entry_form import EntryForm
    from linli.desktop.forms.new_case import NewCaseForm
    from linli.desktop.messages import Ask
    from linli.domain.drafts import CaseDraft, OfficeDraft


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of a form: the id of what was kept, and the draft it was made of."""

    id: int
    draft: object


@dataclass(frozen=True, slots=True)
class Made:
    """A form with what an open form is kept by: what it adds to, and what it edits."""

    form: EntryForm
    owner_id: int | None = None
    row_id: int | None = None
    version: int | None = None
    """The case's version when the form was made."""


class FormMaker:
    """Makes forms that keep their drafts at one desk."""

    def __init__(self, desk: Desk, ask: Ask) -> None:
        self._desk = desk
        self._ask = ask

    def page(self, name: str) -> Made:
        """The form ``name`` that takes a page of its own: NEW_CASE or OFFICE."""
        from linli.desktop.forms.new_case import NewCaseForm
        from linli.desktop.forms.office import OfficeForm

        now, ask = self._desk.now, self._ask
        if name == OFFICE:
            kept = self._desk.read(grid.office_draft)
            return Made(OfficeForm(now=now, save=self._keep_office, ask=ask, kept=kept))
        choices = self._desk.read(grid.choices)
        form = NewCaseForm(choices, now=now, save=self._take_down, ask=ask, unit=self._unit())
        form.unit_wanted.connect(partial(self._add_unit, form))
        return Made(form)

    def beside(
        self,
        name: str,
        case_id: int,
        preset: Preset = None,
        row_id: int | None = None,
        at_step: int | None = None,
    ) -> Made:
        """The form ``name`` beside a case; with ``row_id`` it edits that row.

        ``at_step`` is the step the timeline stands at. Raises LinliError where the row is gone.
        """
        desk, kind = self._desk, kind_of(name)
        case_file = desk.read(caseload.case_file, case_id, desk.now())
        setting = Setting(desk, case_file, preset, self._unit(), row_id, at_step)
        kept = None
        if row_id is not None and kind.draft_of is not None:
            kept = desk.read(kind.draft_of, row_id)
        carried = {"carried_day": preset} if isinstance(preset, date) else {}
        form = kind.form(
            case_file,
            desk.read(grid.choices),
            now=desk.now,
            save=self._record(kind, setting.owner_id)
            if kept is None
            else self._change(kind, row_id or 0, kept),
            ask=self._ask,
            **carried,
            **({"kept": kept} if kept is not None else {}),
            **kind.more(setting),
        )
        owner_id = setting.owner_id if setting.owner_id != case_id else None
        return Made(form, owner_id, row_id, None if row_id is None else case_file.version)

    def _record(self, kind: FormKind, owner_id: int) -> Save:
        """What adds a draft to ``owner_id``."""

        def save(draft: object, _go_on: bool) -> Kept:  # noqa: FBT001 - as a form calls it
            return Kept(self._desk.keep(kind.record, owner_id, draft), draft)

        return save

    def _change(self, kind: FormKind, row_id: int, read: Any) -> Save:  # noqa: ANN401 - whatever draft the form edits
        """What puts a draft in place of the row it was read from."""
        draft_of, change = kind.draft_of, kind.change
        assert draft_of is not None and change is not None  # noqa: S101, PT018 - only such a form edits

        def save(draft: object, _go_on: bool) -> Kept:  # noqa: FBT001 - as a form calls it
            kept = self._desk.keep(change_if_unchanged, row_id, draft, read, draft_of, change)
            return Kept(kept, draft)

        return save

    def _take_down(self, draft: object, _go_on: bool) -> Kept:  # noqa: FBT001 - as a form calls it
        case = cast("CaseDraft", draft)
        return Kept(self._desk.keep(intake.take_down, case, self._desk.now()), draft)

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
