"""Who sat in a mediation session, and in which part."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from linli.casework.people import name_of
from linli.casework.steps import KnownNames, cleaned
from linli.domain.drafts import InterpreterDraft, SessionDraft
from linli.domain.text import LINE, clean
from linli.errors import Refused
from linli.records.tables import Case, MediationSession, Party, SessionParty

OTHER_PARTS = frozenset({"OTHER", "NOT_STATED"})


class Seat(NamedTuple):
    """One who sits: a party, or somebody by name in another part."""

    role: str
    words: str
    party: Party | None = None
    language: str | None = None


def parties_called(case: Case, ids: Iterable[int]) -> list[Party]:
    """The parties of those ids; raises Refused where one is none of the case's."""
    parties = {party.id: party for party in case.parties}
    wanted = list(dict.fromkeys(ids))
    if not parties.keys() >= set(wanted):
        raise Refused(("speakers", "参加的各方要从本事项的当事人里选"))
    return [parties[party] for party in wanted]


def seats_of_parties(parties: Iterable[Party]) -> list[Seat]:
    """The seats of those who spoke or attended as parties."""
    return [Seat("PARTY", name_of(party), party) for party in parties]


def seats_of_others(draft: SessionDraft) -> Iterator[Seat]:
    """The seats of everybody else, in the order in which they are kept."""
    named = (
        ("MEDIATOR", draft.mediators),
        ("RECORDER", (draft.recorder,)),
        ("INVITED", draft.invited),
        ("COMPANION", draft.attended_by),
    )
    for role, names in named:
        yield from (Seat(role, name) for name in cleaned(names, LINE))
    for each in draft.interpreters:
        if name := clean(each.name, LINE, field="interpreters"):
            yield Seat("INTERPRETER", name, language=each.language or None)
    yield from (Seat("OTHER", name) for name in cleaned(draft.others, LINE))


def put_seats(
    session: Session, case: Case, mediation: MediationSession, wanted: Sequence[Seat]
) -> None:
    """Let these sit, and nobody else; whoever stays keeps the row."""
    names = KnownNames(session, case)
    free = list(mediation.attendances)
    for rank, seat in enumerate(wanted):
        kept = next((each for each in free if _is_of(each, seat)), None)
        if kept is None:
            mediation.attendances.append(_row(seat, rank, names))
            continue
        free.remove(kept)
        if (kept.rank, kept.language) != (rank, seat.language):
            kept.rank, kept.language = rank, seat.language
    for gone in free:
        gone.removed_at = datetime.now(UTC)
    session.flush()
    session.expire(mediation, ["attendances"])


def seated(mediation: MediationSession, *roles: str) -> tuple[str, ...]:
    """Who sat in these parts, by name."""
    return tuple(seat.words for seat in mediation.attendances if seat.role in roles)


def parties_seated(mediation: MediationSession) -> tuple[int, ...]:
    """The ids of the parties who sat."""
    seats = mediation.attendances
    return tuple(seat.party_id for seat in seats if seat.role == "PARTY" and seat.party_id)


def interpreters_of(mediation: MediationSession) -> tuple[InterpreterDraft, ...]:
    """Who interpreted, and which language."""
    return tuple(
        InterpreterDraft(seat.words, seat.language or "")
        for seat in mediation.attendances
        if seat.role == "INTERPRETER"
    )


def seats_kept(mediation: MediationSession) -> list[Seat]:
    """Those who sat without being parties, as they are kept."""
    return [
        Seat(seat.role, seat.words, None, seat.language)
        for seat in mediation.attendances
        if seat.role != "PARTY"
    ]


def _is_of(kept: SessionParty, seat: Seat) -> bool:
    if seat.party is not None:
        return kept.role == "PARTY" and kept.party_id == seat.party.id
    same_part = kept.role == seat.role or {kept.role, seat.role} <= OTHER_PARTS
    return same_part and kept.words == seat.words


def _row(seat: Seat, rank: int, names: KnownNames) -> SessionParty:
    row = SessionParty(
        role=seat.role, rank=rank, words=seat.words, party=seat.party, language=seat.language
    )
    if seat.party is None:
        row.worker = names.worker(seat.words)
        row.organisation = None if row.worker else names.organisation(seat.words)
    return row
