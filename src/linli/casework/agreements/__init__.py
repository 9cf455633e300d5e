"""Agreements between parties, and what became of them.

made   the agreement itself: who signed how, what it obliges to
after  what became of it later, and how it was performed
owed   how its obligations stand, and what is to be performed next
"""

from .after import (
    agreement_event_draft,
    change_agreement_event,
    change_performance,
    performance_draft,
    record_agreement_event,
    record_performance,
)
from .made import agreement_draft, change_agreement, record_agreement
from .owed import DueObligation, later_of, obligations_due, standings

__all__ = [
    "DueObligation",
    "agreement_draft",
    "agreement_event_draft",
    "change_agreement",
    "change_agreement_event",
    "change_performance",
    "later_of",
    "obligations_due",
    "performance_draft",
    "record_agreement",
    "record_agreement_event",
    "record_performance",
    "standings",
]
