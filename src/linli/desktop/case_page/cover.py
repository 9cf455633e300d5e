"""What of a case may be seen while parties stand at the desk.

The page never hides a word behind a drawing: it is given another case, in which
the words are not. What one side said apart is in no case file at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from linli.desktop.case_page.agreed import covered_agreement
from linli.domain.case_file import (
    CaseFile,
    Coded,
    FollowUpRow,
    GiftRow,
    PartyRow,
    PlaceRow,
    ReportRow,
    RequestRow,
    SessionRow,
    StepRow,
)
from linli.domain.conveying import may_print
from linli.domain.rules import is_open_to_all
from linli.domain.things import Thing
from linli.domain.vocabulary import METHODS

COVERED = "已遮住"
"""Stands where words were taken away."""
WITHHELD_NAME = "要求保密"
"""Stands where the name of somebody was who asked for secrecy."""


def covered(case_file: CaseFile) -> CaseFile:
    """Return the case without what a party must not see of another, or of the office.

    Gone are phones, ID numbers, addresses and remarks, internal steps and sessions,
    the words of enquiries and of sessions that not every side sat by, words conveyed to some
    only, the answers of those told and of follow-ups,
    the givers who are not to be named,
    the titles of other cases, what the office is reminded of, and every trace of whoever
    asked for secrecy: the name wherever it stands, the details, the requests and reports.
    """
    secret = tuple(party.name for party in case_file.parties if _is_withheld(party) and party.name)
    withheld = frozenset(party.id for party in case_file.parties if _is_withheld(party))
    has_withheld = any(_is_withheld(party) for party in case_file.parties)
    sessions = tuple(
        _session(each, is_open=is_open_to_all(each, case_file.parties))
        for each in case_file.sessions
        if not _is_internal(each)
    )
    internal = {each.step_id for each in case_file.sessions if _is_internal(each)}
    private = frozenset(gift.id for gift in case_file.gifts if _is_private(gift))
    shown = replace(
        case_file,
        row=replace(case_file.row, place=_place(case_file.row.place)),
        details=COVERED if has_withheld and case_file.details else case_file.details,
        parties=tuple(_party(each) for each in case_file.parties),
        requests=tuple(_request(each, withheld) for each in case_file.requests),
        reports=tuple(_report(each) if has_withheld else each for each in case_file.reports),
        steps=tuple(
            _step(each, secret, private)
            for each in case_file.steps
            if not each.is_internal and each.id not in internal
        ),
        sessions=sessions,
        conveyances=tuple(
            replace(each, answer="", consent_by=())
            for each in case_file.conveyances
            if may_print(each, case_file)
        ),
        gifts=tuple(_gift(each) for each in case_file.gifts),
        agreements=tuple(
            covered_agreement(each, case_file.parties, COVERED) for each in case_file.agreements
        ),
        follow_ups=tuple(_follow_up(each) for each in case_file.follow_ups),
        links=tuple(replace(each, title="", note="") for each in case_file.links),
        reminders=tuple(replace(each, what=COVERED) for each in case_file.reminders),
        corrections=(),
    )
    # Longest first, so that a name inside another leaves no rest of it.
    for name in sorted(secret, key=len, reverse=True):
        shown = _without(shown, name)
    return shown


def taken_away(case_file: CaseFile) -> frozenset[str]:
    """The words of a case that are nowhere in it once it is covered."""
    return frozenset(_words(case_file)) - frozenset(_words(covered(case_file)))


def _words(value: object) -> Iterator[str]:
    """Every text of a frozen value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in cast("tuple[object, ...]", value):
            yield from _words(item)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _words(getattr(value, each.name))


def _is_withheld(party: PartyRow) -> bool:
    return party.identity.code == "WITHHELD"


def _is_internal(mediation: SessionRow) -> bool:
    code = mediation.method.code
    return code in METHODS and METHODS[code].is_internal


def _place(place: PlaceRow) -> PlaceRow:
    return PlaceRow(grid_path=place.grid_path, tier=place.tier)


def _party(party: PartyRow) -> PartyRow:
    hidden = replace(
        party,
        phone="",
        id_number="",
        home="",
        remark="",
        consent_words="",
        id_kind=Coded(),
        sex=Coded(),
        ethnicity="",
        born=None,
        occupation="",
        workplace="",
        language=Coded(),
    )
    return replace(hidden, name=WITHHELD_NAME) if _is_withheld(party) else hidden


def _report(report: ReportRow) -> ReportRow:
    return replace(
        report,
        by=WITHHELD_NAME,
        outside_number="",
        sender="",
        reply_due=None,
        reply="",
        replied=None,
    )


def _request(request: RequestRow, secret: frozenset[int]) -> RequestRow:
    """Take away what somebody asks who asked for secrecy; that it is asked stays."""
    if request.asked_by_id not in secret:
        return request
    return replace(request, words=COVERED, asked_of="", amount=None, payers=(), payees=())


def _step(step: StepRow, secret: tuple[str, ...], private: frozenset[int]) -> StepRow:
    """Take away the note of a step in which somebody spoke who asked for secrecy.

    What was told in a follow-up stands in its step; ``private`` are the gifts whose
    giver is not to be named.
    """
    if step.thing is Thing.GIFT and step.thing_id in private:
        return replace(step, by=(WITHHELD_NAME,), note="")
    if step.thing is not Thing.FOLLOW_UP and not set(step.by) & set(secret):
        return step
    return replace(step, note="", reason="")


def _gift(gift: GiftRow) -> GiftRow:
    if not _is_private(gift):
        return gift
    return replace(gift, giver=WITHHELD_NAME, note="", may_publish_name=None)


def _is_private(gift: GiftRow) -> bool:
    return bool(gift.giver) and gift.may_publish_name is False


def _session(mediation: SessionRow, *, is_open: bool) -> SessionRow:
    kept = replace(mediation, note_count=0, note_speakers=(), joint_first_reason="")
    if is_open:
        return kept
    return replace(kept, record=COVERED if mediation.record else "", state_words="")


def _follow_up(follow_up: FollowUpRow) -> FollowUpRow:
    return replace(
        follow_up,
        findings=tuple((name, COVERED) for name, _ in follow_up.findings),
        satisfaction=follow_up.satisfaction._replace(code="", label=COVERED),
        note="",
    )


def _without(value: Any, name: str) -> Any:  # noqa: ANN401 - any part of a case
    """Replace a name in every text of a frozen value, however deep."""
    if isinstance(value, str):
        return value.replace(name, WITHHELD_NAME)
    if isinstance(value, tuple):
        items = cast("tuple[Any, ...]", value)
        parts = [_without(item, name) for item in items]
        return type(items)(*parts) if hasattr(items, "_fields") else tuple(parts)
    if is_dataclass(value) and not isinstance(value, type):
        now = {each.name: getattr(value, each.name) for each in fields(value)}
        return replace(value, **{key: _without(part, name) for key, part in now.items()})
    return value
