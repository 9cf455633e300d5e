"""What the record file holds.

base        keys, who kept a row and when, removal, batches
measures    moments, amounts and counts as columns
lookups     sets that grow: kinds, channels, actions, roles, results, tiers
grid        the office, its units and workers, outside bodies, number series
parties     parties, their sides, roles and consents over time
steps       the spine: steps, who acted, who worked along
cases       cases, requests, reports, outcomes, closings, extensions
mediation   sessions, who sat, what was said apart
agreements  agreements, obligations, performance, what became of them
around      links to other cases, reminders, slips put right
aid         appeals, gifts, follow-ups, thanks
activities  activities, posts, trainings
figures     amounts and counts, each with one owner
paper       printed sheets, unsaved forms

Class names repeat those of the domain where they mean the same thing kept:
``from linli.records import tables`` and ``tables.Amount`` tell them apart.
"""

from .activities import Activity, Post, Training
from .agreements import (
    Agreement,
    AgreementEvent,
    AgreementParty,
    Instalment,
    Obligation,
    ObligationEnd,
    Performance,
)
from .aid import Appeal, FollowUp, FollowUpFinding, Gift, Thanks
from .around import CaseLink, Correction, Reminder
from .base import Base, Batched, Known, Recorded, Removable
from .cases import Case, Closing, Extension, Outcome, Report, Request
from .figures import Amount, AmountEnd, Count
from .grid import GridUnit, NumberSeries, Office, Organisation, Worker, WorkerPost
from .lookups import (
    CaseKind,
    Channel,
    DisputeType,
    GridTier,
    Job,
    Lookup,
    Mechanism,
    Result,
    Role,
    StepAction,
)
from .mediation import (
    CaucusNote,
    CaucusSpeaker,
    Conveyance,
    ConveyanceEnd,
    MediationSession,
    SessionParty,
)
from .paper import PrintedSheet, UnsavedForm
from .parties import Party, PartyConsent, PartyRole, PartySide
from .steps import POSITION_GAP, OwnsStep, Partner, Step, StepActor

__all__ = [
    "POSITION_GAP",
    "Activity",
    "Agreement",
    "AgreementEvent",
    "AgreementParty",
    "Amount",
    "AmountEnd",
    "Appeal",
    "Base",
    "Batched",
    "Case",
    "CaseKind",
    "CaseLink",
    "CaucusNote",
    "CaucusSpeaker",
    "Channel",
    "Closing",
    "Conveyance",
    "ConveyanceEnd",
    "Correction",
    "Count",
    "DisputeType",
    "Extension",
    "FollowUp",
    "FollowUpFinding",
    "Gift",
    "GridTier",
    "GridUnit",
    "Instalment",
    "Job",
    "Known",
    "Lookup",
    "Mechanism",
    "MediationSession",
    "NumberSeries",
    "Obligation",
    "ObligationEnd",
    "Office",
    "Organisation",
    "Outcome",
    "OwnsStep",
    "Partner",
    "Party",
    "PartyConsent",
    "PartyRole",
    "PartySide",
    "Performance",
    "Post",
    "PrintedSheet",
    "Recorded",
    "Reminder",
    "Removable",
    "Report",
    "Request",
    "Result",
    "Role",
    "SessionParty",
    "Step",
    "StepAction",
    "StepActor",
    "Thanks",
    "Training",
    "UnsavedForm",
    "Worker",
    "WorkerPost",
]
