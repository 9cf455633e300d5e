"""Frozen values a form or an import hands over: typed text already read, nothing kept yet.

Who acts is given in words, as the clerk wrote it; keeping a draft finds the unit,
worker or party of that name. An empty string or None means that nothing was said.

parties     parties and places
cases       cases, requests, reports, results, links, reminders
steps       the timeline
slips       what is put right in a closed case
mediation   sessions, caucus notes, conveyances
agreements  agreements, obligations, performance
aid         gifts, appeals, activities
after       follow-ups and thanks
office      the office, its grid and people
"""

from .after import FollowUpDraft, PartyFinding, ThanksDraft, needs_more
from .agreements import (
    AgreementDraft,
    AgreementEventDraft,
    InstalmentDraft,
    ObligationDraft,
    PerformanceDraft,
    SignatureDraft,
)
from .aid import ActivityDraft, AppealDraft, GiftDraft, PostDraft, TrainingDraft
from .cases import (
    CaseDraft,
    CaseFactsDraft,
    LinkDraft,
    OutcomeDraft,
    ReasonDraft,
    ReminderDraft,
    ReportDraft,
    RequestDraft,
)
from .mediation import ConveyanceDraft, InterpreterDraft, NoteDraft, SessionDraft
from .office import OfficeDraft, OrganisationDraft, TierDraft, UnitDraft, WorkerDraft
from .parties import PartyDraft, PlaceDraft
from .slips import PartySlip, StepSlip
from .steps import PartnerDraft, StepDraft

__all__ = [
    "ActivityDraft",
    "AgreementDraft",
    "AgreementEventDraft",
    "AppealDraft",
    "CaseDraft",
    "CaseFactsDraft",
    "ConveyanceDraft",
    "FollowUpDraft",
    "GiftDraft",
    "InstalmentDraft",
    "InterpreterDraft",
    "LinkDraft",
    "NoteDraft",
    "ObligationDraft",
    "OfficeDraft",
    "OrganisationDraft",
    "OutcomeDraft",
    "PartnerDraft",
    "PartyDraft",
    "PartyFinding",
    "PartySlip",
    "PerformanceDraft",
    "PlaceDraft",
    "PostDraft",
    "ReasonDraft",
    "ReminderDraft",
    "ReportDraft",
    "RequestDraft",
    "SessionDraft",
    "SignatureDraft",
    "StepDraft",
    "StepSlip",
    "ThanksDraft",
    "TierDraft",
    "TrainingDraft",
    "UnitDraft",
    "WorkerDraft",
    "needs_more",
]
