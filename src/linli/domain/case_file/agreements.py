"""Agreements, what they oblige to, and how that was performed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linli.domain.amounts import amount_text
from linli.domain.obligations import agrees

from .words import Coded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.domain.amounts import Amount
    from linli.domain.moments import Moment

    from .parties import PartyRow


_UNSAID = Coded()


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
    open_fen: int | None = None
    """What is still to be paid of it; None where no exact sum is known."""


@dataclass(frozen=True, slots=True)
class ObligationRow:
    """What somebody is obliged to, with what was done about it.

    ``timing_words`` say by when, in words; ``state`` is derived from the performances:
    OPEN 待履行, PARTLY 部分履行, OVERDUE 逾期, PERFORMED 已履行, VARIED 已变更,
    WAIVED 已免除, NOT_DUE 未到期, KEEPING 履行中, MISSED 未履行, or ENDED 已解除,
    REPLACED 已被替代 where the agreement does not hold any more.
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
    jointness: Coded = _UNSAID
    toward: Coded = _UNSAID
    condition: str = ""
    open_fen: int | None = None
    """What is still to be paid, of a periodic one for the next time."""

    @property
    def title(self) -> str:
        """What it is called where there is one line for it: what is to be done, else the sum."""
        return self.what or (amount_text(self.amount) if self.amount else self.kind.label)


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
        """The letters of the sides it is between: of those who agreed."""
        return tuple(dict.fromkeys(row.side for row in self.agreeing if row.side))

    @property
    def agreeing(self) -> tuple[SignatureRow, ...]:
        """Those who are bound by it."""
        return tuple(row for row in self.signatures if agrees(row.manner.code))

    def is_between_all(self, parties: Sequence[PartyRow]) -> bool:
        """Whether every side of ``parties`` is bound by it; without sides, every party."""
        if sides := {party.side for party in parties if party.side}:
            return sides <= set(self.sides)
        return {party.id for party in parties} <= {row.party_id for row in self.agreeing}
