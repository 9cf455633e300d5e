"""A case as plain text for a chat group, without anything that leads to a person.

What is not known to be harmless is left out: words of any session, notes of steps that
somebody who asked for secrecy took part in, what was said when a result was kept. What
remains is masked: names of persons, phones, identity numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linli.domain.amounts import count_text
from linli.domain.masking import masked_name, masked_text
from linli.domain.moments import duration_text, paper_text
from linli.domain.results import result_of
from linli.domain.rules import is_open_to_all
from linli.domain.things import Thing
from linli.sheets.names import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from linli.domain.case_file import CaseFile, PartyRow, PlaceRow, SessionRow, StepRow

HIDDEN: Final = "***"
"""Stands where somebody was named who must not be."""

_SECRET: Final = frozenset({"WITHHELD", "ANONYMOUS"})
_NAMELESS: Final = frozenset({"", "NOT_STATED"})


def report_text(case_file: CaseFile, now: datetime) -> str:
    """The case in lines of plain text, to be pasted and sent; ``now`` is local time.

    Of a restricted case only its number, kind, grid, acts and result are told.
    """
    told = _Teller(case_file)
    heads = [f"【{shown(case_file.row.kind)}】{case_file.row.number}"]
    if case_file.row.is_sample:
        heads[0] = f"（示例）{heads[0]}"
    body = [line for part in (told.matter(), told.course(), told.result()) for line in part]
    made = f"{now.year}年{now.month}月{now.day}日 {now:%H:%M}"
    return "\n".join([*heads, *body, f"（{made}整理，姓名、电话、证件号已隐去）"])


class _Teller:
    """Says what may be said of one case."""

    def __init__(self, case_file: CaseFile) -> None:
        self._case_file = case_file
        self._is_restricted = case_file.is_restricted
        secret = [party for party in case_file.parties if party.identity.code in _SECRET]
        self._secret_names = {party.name for party in secret if party.name}
        self._open = [party for party in case_file.parties if party.identity.code not in _SECRET]
        # Longest first: a name may be part of another.
        self._replaced = sorted(
            {
                **{party.name: masked_name(party.name) for party in self._open if _is_name(party)},
                **dict.fromkeys(
                    (words for party in secret for words in self._words_of(party)), HIDDEN
                ),
            }.items(),
            key=lambda pair: -len(pair[0]),
        )

    def matter(self) -> Iterator[str]:
        """What it is about, where and when, and who by their roles."""
        case_file = self._case_file
        if not self._is_restricted:
            yield self._masked(case_file.row.title)
        channel = shown(case_file.channel)
        source = "" if case_file.channel.code in _NAMELESS else f"来源：{channel}　"
        yield f"{source}反映时间：{paper_text(case_file.reported)}"
        if where := self._where(case_file.row.place):
            yield f"地点：{where}"
        parties = list(dict.fromkeys(self._party(party) for party in self._open))
        if parties and not self._is_restricted:
            yield f"当事人：{'、'.join(parties)}"

    def course(self) -> Iterator[str]:
        """What was done, in order."""
        lines = [line for step in self._case_file.steps if (line := self._step(step))]
        if lines:
            yield "办理经过："
            yield from lines
        held = [row.times for row in self._case_file.sessions if row.state.code in {"", "HELD"}]
        if held:
            yield f"调解：共{sum(held)}场"

    def result(self) -> Iterator[str]:
        """How it came out, or how far it is."""
        case_file, row = self._case_file, self._case_file.row
        if (outcome := result_of(case_file)) is not None:
            yield f"结果：{shown(outcome.result)}（{paper_text(outcome.moment)}）"
        if row.is_open or case_file.closing is None:
            due = "" if row.due.state.name in {"CLOSED", "NOT_SET"} else f"，{row.due.words}"
            yield f"目前：{row.stage}{due}"
        else:
            kind = case_file.closing.kind
            how = "" if kind.code in _NAMELESS else f"，{shown(kind)}"
            yield f"办结：{paper_text(case_file.closing.moment)}{how}"
        if case_file.minutes_to_done is not None:
            yield f"用时：{duration_text(case_file.minutes_to_done)}"

    def _step(self, step: StepRow) -> str:
        """One line; "" for what stays inside the office or with one side."""
        if step.is_internal or step.action.code in {"OUTCOME_REACHED", "CLOSED"}:
            return ""
        when = f"{paper_text(step.moment)}　"
        if step.session_id is not None or step.method.code:
            return self._session(step, when)
        act = f"{shown(step.action)}（{step.times}次）" if step.times > 1 else shown(step.action)
        if step.is_prior:
            act += "（登记以前）"
        if self._is_restricted or step.thing is not Thing.STEP:
            return when + act
        by = self._actors((*step.by, *(row.name for row in step.partners), step.mechanism))
        to = self._actors(step.to)
        who = f"　{by}" if by else ""
        who += f" → {to}" if to else ""
        note = "" if self._is_of_secret(step) else self._masked(" ".join(step.note.split()))
        return when + act + who + (f"。{note}" if note else "")

    def _session(self, step: StepRow, when: str) -> str:
        mediation = next(
            (row for row in self._case_file.sessions if row.id == step.session_id), None
        )
        if mediation is None or not is_open_to_all(mediation, self._case_file.parties):
            return ""
        return f"{when}{shown(mediation.method)}{_effect(mediation)}"

    def _is_of_secret(self, step: StepRow) -> bool:
        """Whether somebody who must not be named did it, or had it done to them."""
        named = {part for name in (*step.by, *step.to) for part in (name, *name.split("、"))}
        return bool(named & self._secret_names)

    def _actors(self, names: Iterable[str]) -> str:
        """Who acted, parties by their side or role; those who must not be named not at all."""
        parts = (part for name in names for part in name.split("、"))
        said = (self._actor(part) for part in parts if part not in self._secret_names)
        return "、".join(dict.fromkeys(filter(None, said)))

    def _actor(self, name: str) -> str:
        party = next((party for party in self._open if party.name == name), None)
        if party is None:
            return self._masked(name)
        return f"{party.side}方" if party.side else _roles(party) or "当事人"

    def _party(self, party: PartyRow) -> str:
        name = ""
        if party.kind == "ORGANISATION":
            name = self._masked(party.name)
        elif _is_name(party) and party.kind != "GROUP":
            name = masked_name(party.name)
        people = f"（{count_text(party.people)}）" if party.people is not None else ""
        roles = _roles(party)
        side = f"{party.side}方" if party.side else ""
        who = " ".join(filter(None, (side, name))) or roles or "当事人"
        return f"{who}{people}" + (f"（{roles}）" if roles and who != roles else "")

    def _words_of(self, party: PartyRow) -> Iterator[str]:
        """Everything a text might repeat of somebody who must not be known."""
        everybodys = {"", *self._case_file.row.place.grid_path}
        told = (party.name, party.home, party.phone, party.id_number, party.remark)
        told += (party.workplace, party.consent_words)
        yield from (words for words in told if words not in everybodys)

    def _where(self, place: PlaceRow) -> str:
        """The grid, and the estate with its building: no door, and no words of its own."""
        parts = [*place.grid_path]
        if not self._is_restricted:
            parts.append(place.estate + place.building)
        return self._masked(" ".join(filter(None, parts)))

    def _masked(self, words: str) -> str:
        for named, mask in self._replaced:
            words = words.replace(named, mask)
        return masked_text(words)


def _is_name(party: PartyRow) -> bool:
    """Whether what a party is called is a person's name, not a description or a firm's."""
    has_name = bool(party.name) and party.identity.code != "UNKNOWN_NAME"
    return has_name and party.kind not in {"ORGANISATION", "GROUP"}


def _roles(party: PartyRow) -> str:
    known = (role for role in party.roles if role.code not in _NAMELESS)
    return "、".join(dict.fromkeys(map(shown, known)))


def _effect(mediation: SessionRow) -> str:
    if mediation.state.code not in {"", "HELD"}:
        return f"（{shown(mediation.state)}）"
    is_told = mediation.effect.code not in _NAMELESS
    return f"，{mediation.effect.label}" if is_told else ""
