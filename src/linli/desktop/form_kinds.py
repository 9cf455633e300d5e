"""Each form that stands beside a case: what makes it, and the verbs that keep what it takes down.

A form and its verbs are imported when the form is first asked for: the start of the
program is for the list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from linli.desktop.forms.carry_over import OutcomePreset, SessionPreset, preset_of_step
from linli.domain.things import Thing
from linli.domain.vocabulary import ACTIONS

if TYPE_CHECKING:
    from linli.desktop.desk import Desk
    from linli.desktop.forms.entry_form import EntryForm
    from linli.domain.case_file import CaseFile

NEW_CASE: Final = "NEW_CASE"
OFFICE: Final = "OFFICE"
MANY_PARTIES: Final = "MANY_PARTIES"
REOPEN: Final = "REOPEN"
VOID: Final = "VOID"
PARTY_SLIP: Final = "PARTY_SLIP"
STEP_SLIP: Final = "STEP_SLIP"
STEP_AS_SESSION: Final = "STEP_AS_SESSION"

FORM_WORDS: Final[dict[str, str]] = {
    NEW_CASE: "新建事项",
    OFFICE: "单位信息",
    MANY_PARTIES: "一次添加多人",
    REOPEN: "重新打开",
    VOID: "作废",
    **{thing.value: thing.words for thing in Thing},
    Thing.CASE: "修改事项",
    Thing.STEP: "记一条",
    Thing.OUTCOME: "结果与办结",
    PARTY_SLIP: "补正当事人",
    STEP_SLIP: "补正流转",
    STEP_AS_SESSION: "改记为调解",
}
"""What each form is called."""


@dataclass(frozen=True, slots=True)
class ConveyPreset:
    """Words of a note that somebody wants to convey."""

    note_id: int
    words: str


@dataclass(frozen=True, slots=True)
class OwnerPreset:
    """What is added to, where that is not the case: a session's id, an obligation's."""

    owner_id: int


Preset = SessionPreset | OutcomePreset | ConveyPreset | OwnerPreset | date | None
"""What a form starts with: what is carried over, what it adds to, the day given before."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a form is opened: the case, what it starts with, and the unit at the desk."""

    desk: Desk
    case_file: CaseFile
    preset: Preset
    unit: str
    row_id: int | None
    at_step: int | None = None
    """The id of the step the timeline stands at."""

    @property
    def owner_id(self) -> int:
        """What the form adds to: the case, unless the preset names something of it."""
        match self.preset:
            case ConveyPreset(note_id=owner) | OwnerPreset(owner_id=owner):
                return owner
            case _:
                return self.case_file.row.id


@dataclass(frozen=True, slots=True)
class FormKind:
    """One form: its class, its verbs, and what it is handed besides the usual.

    ``record(session, owner_id, draft) -> id`` adds; ``draft_of(session, row_id)`` and
    ``change(session, row_id, draft)`` edit, None where nothing of it is ever edited.
    """

    form: Callable[..., EntryForm]
    record: Callable[[Any, int, Any], Any]
    draft_of: Callable[[Any, int], Any] | None = None
    change: Callable[[Any, int, Any], object] | None = None
    more: Callable[[Setting], Mapping[str, object]] = lambda _: {}
    needs_open_case: bool = False


def kind_of(name: str) -> FormKind:
    """The form called ``name``; KeyError where there is none."""
    return _KINDS[name]()


def slip_of(name: str, case_file: CaseFile, row_id: int | None) -> str:
    """The form that puts a row of a closed case right, where that may be done; else ``name``."""
    if case_file.row.is_open or row_id is None:
        return name
    if name == Thing.STEP:
        codes = {step.id: step.action.code for step in case_file.steps}
        code = codes.get(row_id, "")
        is_still_open = code in ACTIONS and ACTIONS[code].is_allowed_when_closed
        return name if is_still_open else STEP_SLIP
    return PARTY_SLIP if name == Thing.PARTY else name


def _step() -> FormKind:
    from linli.casework import steps
    from linli.desktop.forms.step import StepForm

    def more(setting: Setting) -> Mapping[str, object]:
        # Without somebody on duty the one who holds the case has most likely acted.
        unit = setting.unit or setting.case_file.row.holder
        return {} if setting.row_id is not None else {"unit": unit, "at_step": setting.at_step}

    return FormKind(StepForm, steps.record_step, steps.step_draft, steps.change_step, more)


def _session() -> FormKind:
    from linli.casework import mediation
    from linli.desktop.forms.mediation import MediationForm

    return FormKind(
        MediationForm,
        mediation.record_session,
        mediation.session_draft,
        mediation.change_session,
        more=lambda setting: {
            "preset": _preset(setting, SessionPreset),
            "session_id": setting.row_id,
        },
        needs_open_case=True,
    )


def _step_as_session() -> FormKind:
    from linli.casework import turning
    from linli.desktop.forms.mediation import MediationForm

    return FormKind(
        MediationForm,
        turning.step_as_session,
        more=lambda setting: {"preset": preset_of_step(setting.case_file, setting.owner_id)},
        needs_open_case=True,
    )


def _note() -> FormKind:
    from linli.casework import mediation
    from linli.desktop.forms.note import NoteForm

    def more(setting: Setting) -> Mapping[str, object]:
        note_id = setting.owner_id if setting.row_id is None else setting.row_id
        return {"speakers": setting.desk.read(mediation.speakers_of, note_id)}

    return FormKind(
        NoteForm,
        mediation.another_note,
        mediation.note_draft,
        mediation.change_note,
        more,
        needs_open_case=True,
    )


def _conveyance() -> FormKind:
    from linli.casework import conveying, mediation
    from linli.desktop.forms.conveyance import ConveyanceForm

    def more(setting: Setting) -> Mapping[str, object]:
        read, preset = setting.desk.read, setting.preset
        row_id = setting.row_id
        note_id = setting.owner_id if row_id is None else read(conveying.note_of, row_id)
        return {
            "words": preset.words if isinstance(preset, ConveyPreset) else "",
            "note_id": note_id,
            "speakers": read(mediation.speakers_of, note_id),
        }

    return FormKind(
        ConveyanceForm,
        conveying.record_conveyance,
        conveying.conveyance_draft,
        conveying.change_conveyance,
        more,
        needs_open_case=True,
    )


def _outcome() -> FormKind:
    from linli.casework import closing
    from linli.desktop.forms.outcome import OutcomeForm

    return FormKind(
        OutcomeForm,
        closing.record_outcome,
        closing.outcome_draft,
        closing.change_outcome,
        more=lambda setting: {"preset": _preset(setting, OutcomePreset)},
        needs_open_case=True,
    )


def _case() -> FormKind:
    from linli.casework import case_facts
    from linli.desktop.forms.case_facts import CaseFactsForm

    change = case_facts.change_case_facts
    return FormKind(CaseFactsForm, change, case_facts.case_facts_draft, change)


def _reopen() -> FormKind:
    from linli.casework import closing
    from linli.desktop.forms.reason import ReopenForm

    return FormKind(ReopenForm, closing.reopen)


def _void() -> FormKind:
    from linli.casework import closing
    from linli.desktop.forms.reason import VoidForm

    return FormKind(VoidForm, closing.void)


def _party_slip() -> FormKind:
    from linli.casework import corrections
    from linli.desktop.forms.slips import PartySlipForm

    change = corrections.correct_party
    return FormKind(PartySlipForm, change, corrections.party_slip, change)


def _step_slip() -> FormKind:
    from linli.casework import corrections
    from linli.desktop.forms.slips import StepSlipForm

    change = corrections.correct_step
    return FormKind(StepSlipForm, change, corrections.step_slip, change)


def _party() -> FormKind:
    from linli.casework import people
    from linli.desktop.forms.party import PartyForm

    return FormKind(
        PartyForm,
        people.add_party,
        people.party_draft,
        people.change_party,
        more=lambda setting: {"party_id": setting.row_id},
        needs_open_case=True,
    )


def _many_parties() -> FormKind:
    from linli.casework import people
    from linli.desktop.forms.many_parties import ManyPartiesForm

    return FormKind(ManyPartiesForm, people.add_parties, needs_open_case=True)


def _request() -> FormKind:
    from linli.casework import requests
    from linli.desktop.forms.request import RequestForm

    return FormKind(
        RequestForm,
        requests.record_request,
        requests.request_draft,
        requests.change_request,
        needs_open_case=True,
    )


def _report() -> FormKind:
    from linli.casework import requests
    from linli.desktop.forms.report import ReportForm

    return FormKind(
        ReportForm, requests.record_report, requests.report_draft, requests.change_report
    )


def _agreement() -> FormKind:
    from linli.casework import agreements
    from linli.desktop.forms.agreement import AgreementForm

    return FormKind(
        AgreementForm,
        agreements.record_agreement,
        agreements.agreement_draft,
        agreements.change_agreement,
        more=lambda setting: {"row_id": setting.row_id},
        needs_open_case=True,
    )


def _agreement_event() -> FormKind:
    from linli.casework import agreements
    from linli.desktop.forms.agreement_event import AgreementEventForm

    return FormKind(
        AgreementEventForm,
        agreements.record_agreement_event,
        agreements.agreement_event_draft,
        agreements.change_agreement_event,
    )


def _performance() -> FormKind:
    from linli.casework import agreements
    from linli.desktop.forms.performance import PerformanceForm

    return FormKind(
        PerformanceForm,
        agreements.record_performance,
        agreements.performance_draft,
        agreements.change_performance,
    )


def _appeal() -> FormKind:
    from linli.casework import aid
    from linli.desktop.forms.appeal import AppealForm

    return FormKind(
        AppealForm, aid.record_appeal, aid.appeal_draft, aid.change_appeal, needs_open_case=True
    )


def _gift() -> FormKind:
    from linli.casework import aid
    from linli.desktop.forms.gift import GiftForm

    return FormKind(GiftForm, aid.record_gift, aid.gift_draft, aid.change_gift)


def _activity() -> FormKind:
    from linli.casework import activities
    from linli.desktop.forms.activity import ActivityForm

    return FormKind(
        ActivityForm,
        activities.record_activity,
        activities.activity_draft,
        activities.change_activity,
        needs_open_case=True,
    )


def _follow_up() -> FormKind:
    from linli.casework import follow_up
    from linli.desktop.forms.follow_up import FollowUpForm

    return FormKind(
        FollowUpForm,
        follow_up.record_follow_up,
        follow_up.follow_up_draft,
        follow_up.change_follow_up,
        more=lambda setting: {"unit": setting.unit},
    )


def _thanks() -> FormKind:
    from linli.casework import follow_up
    from linli.desktop.forms.thanks import ThanksForm

    return FormKind(
        ThanksForm, follow_up.record_thanks, follow_up.thanks_draft, follow_up.change_thanks
    )


def _link() -> FormKind:
    from linli.casework import ties
    from linli.desktop.forms.link import LinkForm

    def more(setting: Setting) -> Mapping[str, object]:
        return {"find": partial(setting.desk.read, ties.cases_to_link)}

    return FormKind(LinkForm, ties.record_link, ties.link_draft, ties.change_link, more)


def _reminder() -> FormKind:
    from linli.casework import reminders
    from linli.desktop.forms.reminder import ReminderForm

    return FormKind(
        ReminderForm,
        reminders.record_reminder,
        reminders.reminder_draft,
        reminders.change_reminder,
    )


def _preset(setting: Setting, kind: type[SessionPreset | OutcomePreset]) -> object:
    return setting.preset if isinstance(setting.preset, kind) else None


_KINDS: Final[dict[str, Callable[[], FormKind]]] = {
    Thing.CASE: _case,
    REOPEN: _reopen,
    VOID: _void,
    PARTY_SLIP: _party_slip,
    STEP_SLIP: _step_slip,
    Thing.STEP: _step,
    Thing.SESSION: _session,
    STEP_AS_SESSION: _step_as_session,
    Thing.NOTE: _note,
    Thing.CONVEYANCE: _conveyance,
    Thing.OUTCOME: _outcome,
    Thing.PARTY: _party,
    MANY_PARTIES: _many_parties,
    Thing.REQUEST: _request,
    Thing.REPORT: _report,
    Thing.AGREEMENT: _agreement,
    Thing.AGREEMENT_EVENT: _agreement_event,
    Thing.PERFORMANCE: _performance,
    Thing.APPEAL: _appeal,
    Thing.GIFT: _gift,
    Thing.ACTIVITY: _activity,
    Thing.FOLLOW_UP: _follow_up,
    Thing.THANKS: _thanks,
    Thing.LINK: _link,
    Thing.REMINDER: _reminder,
}
