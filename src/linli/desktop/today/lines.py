"""What the start page says of an entry, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from linli.desktop.case_list.columns import DOT, Lines
from linli.domain.case_file import Agenda, AgendaEntry, AgendaGroup, DueState
from linli.domain.moments import clock_text, moment_text


@dataclass(frozen=True, slots=True)
class Head:
    """The line over a group; ``aside`` says how many entries are not in it."""

    words: str
    count: int
    aside: str = ""

    @property
    def spoken(self) -> str:
        """The line in one breath."""
        return "，".join(filter(None, (f"{self.words} {self.count}件", self.aside)))


@dataclass(frozen=True, slots=True)
class EntryLines:
    """One entry as it is shown; ``is_doable`` where it can be marked as done."""

    case_id: int
    state: DueState
    due: Lines
    kind: str
    matter: Lines
    where: Lines
    who: str
    reminder_id: int | None
    name: str
    """What the page calls it when it was done."""

    @property
    def is_doable(self) -> bool:
        """Whether one key marks it as done."""
        return self.reminder_id is not None

    @property
    def spoken(self) -> str:
        """The entry in one breath, what matters first."""
        words = (*self.due, self.kind, *self.matter, *self.where, self.who)
        return "，".join(word for word in words if word and isinstance(word, str))


Row = Head | EntryLines


def rows_of(agenda: Agenda, *, is_covered: bool) -> Iterator[Row]:
    """The rows of the page: each group that has entries under its head."""
    today = agenda.at.date()
    for group in AgendaGroup:
        if entries := agenda.of(group):
            yield Head(group.value, agenda.count(group), _aside(agenda, group))
            for entry in entries:
                yield covered(entry, today) if is_covered else shown(entry, today)


def shown(entry: AgendaEntry, today: date) -> EntryLines:
    """The whole of an entry."""
    second = (entry.number, entry.title) if entry.what else (entry.number,)
    return EntryLines(
        case_id=entry.case_id,
        state=entry.due.state,
        due=_due(entry, today),
        kind=entry.kind.value,
        matter=Lines(entry.what or entry.title, DOT.join(second)),
        where=_where(entry),
        who=entry.who,
        reminder_id=entry.reminder_id,
        name=entry.what or entry.title,
    )


def covered(entry: AgendaEntry, today: date) -> EntryLines:
    """As much of an entry as a party may see: number, kind and day."""
    return EntryLines(
        case_id=entry.case_id,
        state=entry.due.state,
        due=_due(entry, today),
        kind=entry.kind.value,
        matter=Lines(entry.number),
        where=Lines(""),
        who="",
        reminder_id=entry.reminder_id,
        name=entry.number,
    )


def _due(entry: AgendaEntry, today: date) -> Lines:
    """The words; beneath them the day where they do not name it, the clock where it has one."""
    moment = entry.moment
    if moment is None or entry.due.state is DueState.SOON:
        return Lines(entry.due.words)
    if entry.group is AgendaGroup.LATE:
        return Lines(entry.due.words, moment_text(moment, today))
    return Lines(entry.due.words, clock_text(moment))


def _where(entry: AgendaEntry) -> Lines:
    parties = DOT.join(entry.parties)
    return Lines(entry.place, parties) if entry.place else Lines(parties)


def _aside(agenda: Agenda, group: AgendaGroup) -> str:
    if not (more := dict(agenda.more).get(group)):
        return ""
    return f"另有{more}件没有列在这里，{_WHERE_ELSE.get(group, '')}"


_WHERE_ELSE: Final = {
    AgendaGroup.LATE: "见“待办”里的超期",
    AgendaGroup.NO_DAY: "见“全部”里的需回访",
}
