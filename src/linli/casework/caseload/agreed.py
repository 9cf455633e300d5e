"""The agreements of a case with what they oblige to and what was done about it, as rows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from linli.casework.agreements import later_of, standings
from linli.casework.people import name_of, side_of
from linli.casework.state import actor_names
from linli.domain import vocabulary as words
from linli.domain.amounts import Amount as Sum
from linli.domain.case_file import (
    AgreementEventRow,
    AgreementRow,
    Coded,
    InstalmentRow,
    ObligationRow,
    PerformanceRow,
    SignatureRow,
)
from linli.domain.moments import Moment
from linli.domain.obligations import Standing, agreement_words
from linli.domain.terms import Term, term_words
from linli.records.tables import (
    Agreement,
    AgreementEvent,
    AgreementParty,
    Amount,
    Case,
    Instalment,
    Obligation,
    Performance,
    Step,
)

_WHOLE = (
    joinedload(Agreement.step),
    selectinload(Agreement.parties).joinedload(AgreementParty.party),
    selectinload(Agreement.events).joinedload(AgreementEvent.step).selectinload(Step.actors),
    selectinload(Agreement.obligations).options(
        selectinload(Obligation.ends),
        selectinload(Obligation.amounts),
        selectinload(Obligation.instalments).selectinload(Instalment.amounts),
        selectinload(Obligation.performances).options(
            joinedload(Performance.step).selectinload(Step.actors),
            selectinload(Performance.amounts),
        ),
    ),
)


def agreement_rows(session: Session, kept: Case, now: datetime) -> tuple[AgreementRow, ...]:
    """The agreements of a case in the order of the timeline, as they stand ``now``."""
    agreements = session.scalars(
        select(Agreement)
        .join(Step, Step.id == Agreement.step_id)
        .where(Step.case_id == kept.id)
        .order_by(Step.position)
        .options(*_WHOLE)
    ).all()
    if not agreements:
        return ()
    relations, events = later_of(session, [agreement.id for agreement in agreements])
    how = standings(session, Case.id == kept.id, now)
    return tuple(
        _agreement_row(
            agreement, relations.get(agreement.id, ()), events.get(agreement.id, ()), how
        )
        for agreement in agreements
    )


def _agreement_row(
    agreement: Agreement,
    relations: Sequence[str],
    events: Sequence[tuple[str, str]],
    how: Mapping[int, Standing],
) -> AgreementRow:
    step = agreement.step
    made = (step.moment.sorts_at or datetime.min).date()
    relation = agreement.relation or ""
    return AgreementRow(
        id=agreement.id,
        step_id=step.id,
        moment=step.moment,
        form=_coded(words.AGREEMENT_FORMS, agreement.form),
        signatures=tuple(_signature_row(row) for row in agreement.parties),
        led_by=agreement.led_by_words,
        place=agreement.place,
        text=agreement.text,
        relation=_coded(words.AGREEMENT_RELATIONS, relation) if relation else Coded(),
        earlier_id=agreement.earlier_id,
        state=agreement_words([row.manner for row in agreement.parties], relations, events),
        obligations=tuple(_obligation_row(row, how[row.id], made) for row in agreement.obligations),
        events=tuple(_event_row(row) for row in _in_order(agreement.events)),
    )


def _signature_row(row: AgreementParty) -> SignatureRow:
    return SignatureRow(
        party_id=row.party_id,
        name=name_of(row.party),
        side=side_of(row.party),
        manner=_coded(words.SIGNATURES, row.manner),
        by=row.by_words,
    )


def _obligation_row(row: Obligation, standing: Standing, made: date) -> ObligationRow:
    how = {part.id: part for part in standing.parts}
    term = Term(
        row.timing,
        row.due,
        row.every,
        row.every_unit or "",
        row.until,
        row.condition,
        tuple((each.due, _value(each.amounts)) for each in row.instalments),
    )
    return ObligationRow(
        id=row.id,
        kind=_coded(words.OBLIGATION_KINDS, row.kind),
        mode=_coded(words.PERFORMANCE_MODES, row.mode) if row.mode else Coded(),
        by=_ends(row, "DEBTOR"),
        to=_ends(row, "CREDITOR"),
        what=row.what,
        amount=_value(row.amounts),
        timing=_coded(words.TIMINGS, row.timing),
        timing_words=term_words(term, row.limit_words, made),
        next_due=_moment(standing.due),
        state=_coded(words.OBLIGATION_STATES, standing.state),
        instalments=tuple(
            InstalmentRow(
                id=each.id,
                due=each.due,
                amount=_value(each.amounts),
                words=each.words,
                state=_coded(
                    words.OBLIGATION_STATES,
                    how[each.id].state if each.id in how else standing.state,
                ),
                open_fen=how[each.id].open_fen if each.id in how else None,
            )
            for each in row.instalments
        ),
        performances=tuple(_performance_row(each) for each in _in_order(row.performances)),
        jointness=_coded(words.JOINTNESSES, row.jointness),
        toward=_coded(words.OBLIGATION_TOWARD, row.toward),
        condition=row.condition,
        open_fen=standing.open_fen,
    )


def _performance_row(row: Performance) -> PerformanceRow:
    return PerformanceRow(
        id=row.id,
        step_id=row.step_id,
        instalment_id=row.instalment_id,
        moment=row.step.moment,
        state=_coded(words.PERFORMANCES, row.state),
        by="、".join(actor_names(row.step, "FROM")),
        amount=_value(row.amounts),
        proof=row.proof,
        note=row.note,
    )


def _event_row(row: AgreementEvent) -> AgreementEventRow:
    return AgreementEventRow(
        id=row.id,
        step_id=row.step_id,
        moment=row.step.moment,
        kind=_coded(words.AGREEMENT_EVENTS, row.kind),
        by="、".join(actor_names(row.step, "FROM")),
        docket=row.docket,
        note=row.note,
    )


def _in_order(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: row.step.position)


def _ends(row: Obligation, part: str) -> str:
    return "、".join(end.words for end in row.ends if end.part == part)


def _value(rows: Sequence[Amount]) -> Sum | None:
    return rows[0].value if rows else None


def _moment(due: datetime | None) -> Moment | None:
    """A limit by its last minute; that of a day is the day."""
    if due is None:
        return None
    is_whole_day = (due.hour, due.minute) == (23, 59)
    return Moment.on_day(due.date()) if is_whole_day else Moment.at_minute(due)


def _coded(codes: words.CodeList[Any], code: str) -> Coded:
    return Coded(code, codes.label_of(code))
