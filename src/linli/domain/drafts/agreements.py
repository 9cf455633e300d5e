"""Agreements, what they oblige to, and how that was performed, as a form hands them over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.domain.amounts import Amount
    from linli.domain.moments import Moment


@dataclass(frozen=True, slots=True)
class SignatureDraft:
    """One party of an agreement and how it signed; ``by`` names who signed for it."""

    party_id: int
    manner: str = "NOT_STATED"
    by: str = ""


@dataclass(frozen=True, slots=True)
class InstalmentDraft:
    """One part of an obligation that is due by itself; ``id`` of the row being edited."""

    due: Moment | None = None
    amount: Amount | None = None
    words: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ObligationDraft:
    """What somebody is obliged to; who and to whom by name.

    ``kind`` MONEY, THING, ACT, FORBEARANCE or APOLOGY; ``jointness`` how several bear
    it; ``toward`` whom it is owed to; ``timing`` says which of the following holds:
    ``due`` for a date, ``instalments``, ``every``/``every_unit``/``until`` for what
    comes back, ``condition`` in words. ``id`` is the row being edited.
    """

    what: str = ""
    kind: str = "NOT_STATED"
    mode: str = ""
    """A code of PERFORMANCE_MODES, "" where none was given."""
    by: tuple[str, ...] = ()
    jointness: str = "NOT_STATED"
    to: tuple[str, ...] = ()
    toward: str = "NOT_STATED"
    amount: Amount | None = None
    timing: str = "NOT_STATED"
    due: Moment | None = None
    due_words: str = ""
    every: int | None = None
    every_unit: str = ""
    until: Moment | None = None
    condition: str = ""
    instalments: tuple[InstalmentDraft, ...] = ()
    id: int | None = None


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """An agreement between some of the parties.

    ``led_by`` names another body, "" where it was the office. ``relation`` SUPPLEMENTS,
    VARIES or REPLACES ties it to ``earlier``, the id of another agreement of the case.
    An empty ``text`` says that the wording was not recorded.
    """

    moment: Moment
    form: str = "NOT_STATED"
    signatures: tuple[SignatureDraft, ...] = ()
    led_by: str = ""
    place: str = ""
    text: str = ""
    relation: str = ""
    earlier: int | None = None
    obligations: tuple[ObligationDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementEventDraft:
    """What became of an agreement later: broken, varied, ended, confirmed by a court."""

    agreement_id: int
    kind: str
    moment: Moment
    by: tuple[str, ...] = ()
    docket: str = ""
    """The court's number, for CONFIRMED."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PerformanceDraft:
    """How an obligation, or one instalment of it, was performed or was not."""

    obligation_id: int
    moment: Moment
    instalment_id: int | None = None
    state: str = "PERFORMED"
    by: tuple[str, ...] = ()
    amount: Amount | None = None
    proof: str = ""
    note: str = ""
