"""Frozen values for reading: what a window shows and what a sheet prints.

None of these types can hold what one side said apart: a session knows how many
caucus notes it has and who spoke, never their text. ``CaucusNoteRow`` alone holds
that, is handed out by one function and is part of nothing else.

Codes stand beside their labels as ``Coded`` values, moments as they are known,
money in fen. Names are the words of the case, not of a register.
"""

from .agenda import Agenda, AgendaEntry, AgendaFigures, AgendaGroup, AgendaKind
from .agreements import (
    AgreementEventRow,
    AgreementRow,
    InstalmentRow,
    ObligationRow,
    PerformanceRow,
    SignatureRow,
)
from .aid import ActivityRow, AppealRow, GiftRow, PostRow, TrainingRow
from .around import ConveyanceRow, CorrectionRow, LinkRow, ReminderRow, RemovedRow
from .caucus import CaucusNoteRow
from .lists import Choices, ListCounts, ListQuery, ListScope, UnsavedRow
from .parties import EarlierRow, PartyRow, ReportRow, RequestRow
from .results import ClosingRow, FollowUpRow, OutcomeRow, ThanksRow
from .steps import PartnerRow, SessionRow, StepRow
from .whole import CaseFile, CaseRow
from .words import Coded, DueRow, DueState, OfficeRow, PlaceRow

__all__ = [
    "ActivityRow",
    "Agenda",
    "AgendaEntry",
    "AgendaFigures",
    "AgendaGroup",
    "AgendaKind",
    "AgreementEventRow",
    "AgreementRow",
    "AppealRow",
    "CaseFile",
    "CaseRow",
    "CaucusNoteRow",
    "Choices",
    "ClosingRow",
    "Coded",
    "ConveyanceRow",
    "CorrectionRow",
    "DueRow",
    "DueState",
    "EarlierRow",
    "FollowUpRow",
    "GiftRow",
    "InstalmentRow",
    "LinkRow",
    "ListCounts",
    "ListQuery",
    "ListScope",
    "ObligationRow",
    "OfficeRow",
    "OutcomeRow",
    "PartnerRow",
    "PartyRow",
    "PerformanceRow",
    "PlaceRow",
    "PostRow",
    "ReminderRow",
    "RemovedRow",
    "ReportRow",
    "RequestRow",
    "SessionRow",
    "SignatureRow",
    "StepRow",
    "ThanksRow",
    "TrainingRow",
    "UnsavedRow",
]
