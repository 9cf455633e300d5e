"""What the timeline tells of an agreement and its performance, and what of it parties may see."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linli.domain.amounts import amount_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linli.domain.case_file import AgreementRow, CaseFile, ObligationRow, PartyRow


def agreed_notes(case_file: CaseFile) -> dict[int, str]:
    """A few words for each step of an agreement, by the step's id: which, how much, how.

    Nothing of them stands on the step itself, which is printed for all parties.
    """
    return {
        step_id: words for row in case_file.agreements for step_id, words in _notes(row) if words
    }


def covered_agreement(row: AgreementRow, parties: Sequence[PartyRow], instead: str) -> AgreementRow:
    """An agreement as it is shown while parties are present: open to its own sides alone.

    ``instead`` stands where its words were.
    """
    if row.is_between_all(parties):
        return row
    return replace(row, led_by="", place="", text=instead, state="", obligations=(), events=())


def _notes(row: AgreementRow) -> Iterator[tuple[int, str]]:
    form = "" if row.form.code in {"", "NOT_STATED"} else row.form.label
    owed = f"{len(row.obligations)}项履行事项" if row.obligations else ""
    yield row.step_id, "，".join(filter(None, (form, row.relation.label, owed)))
    for event in row.events:
        yield event.step_id, " ".join(filter(None, (event.kind.label, event.docket)))
    for obligation in row.obligations:
        for entry in obligation.performances:
            ids = [part.id for part in obligation.instalments]
            which = (
                f"第{ids.index(entry.instalment_id) + 1}期" if entry.instalment_id in ids else ""
            )
            money = amount_text(entry.amount) if entry.amount is not None else ""
            what = _what(obligation, money)
            yield entry.step_id, " ".join(filter(None, (entry.state.label, what, which, money)))


def _what(obligation: ObligationRow, money: str) -> str:
    return "" if obligation.title == money else obligation.title
