"""Agreements, what they oblige to, and how that was performed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linli.domain.amounts import Amount
    from linli.domain.moments import Moment

    from .words import Coded


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """One party of an agreement and how it signed."""

    party_id: int
    name: str
    side: str
    manner: Coded
    by: str


@dataclass(frozen=True, slots=True)
class PerformanceRow:
    """One time an obligation was performed, or was not."""

    id: int
    step_id: int
    instalment_id: int | None
    moment: Moment
    state: Coded
    by: str
    amount: Amount | None
    proof: str
    note: str


@dataclass(frozen=True, slots=True)
class InstalmentRow:
    """One part of an obligation that is due by itself; ``state`` as of an obligation."""

    id: int
    due: Moment | None
    amount: Amount | None
    words: str
    state: Coded


@dataclass(frozen=True, slots=True)
class ObligationRow:
    """What somebody is obliged to, with what was done about it.

    ``timing_words`` say by when, in words; ``state`` is derived from the performances:
    OPEN 待履行, PARTLY 部分履行, OVERDUE 逾期, PERFORMED 已履行, VARIED 已变更,
    WAIVED 已免除, NOT_DUE 未到期.
    """

    id: int
    kind: Coded
    mode: Coded
    by: str
    to: str
    what: str
    amount: Amount | None
    timing: Coded
    timing_words: str
    next_due: Moment | None
    """When the next open part of it is due."""
    state: Coded
    instalments: tuple[InstalmentRow, ...]
    performances: tuple[PerformanceRow, ...]


@dataclass(frozen=True, slots=True)
class AgreementEventRow:
    """What became of an agreement later."""

    id: int
    step_id: int
    moment: Moment
    kind: Coded
    by: str
    docket: str
    note: str


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement between some of the parties; ``state`` says in words whether it holds."""

    id: int
    step_id: int
    moment: Moment
    form: Coded
    signatures: tuple[SignatureRow, ...]
    led_by: str
    place: str
    text: str
    relation: Coded
    earlier_id: int | None
    state: str
    obligations: tuple[ObligationRow, ...]
    events: tuple[AgreementEventRow, ...]

    @property
    def sides(self) -> tuple[str, ...]:
        """The letters of the sides it is between."""
        return tuple(dict.fromkeys(row.side for row in self.signatures if row.side))
