"""What stands on a sheet: words that are ready to be placed, and nothing to be worked out.

A template only places these strings. Whatever may not be shown has no field here:
a session apart from the other side has no room for a word of what was said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from datetime import datetime

NOT_STATED = "未记明"
"""The source does not say."""
NOT_APPLICABLE = "—"
"""Does not apply here: the side of an aid case, the closing of an open one."""
BY_HAND = ""
"""Left blank because a hand will write there."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What is printed about the sheet itself.

    ``printed_at`` is local time and also dates the file, so that the same content
    gives the same bytes; it and ``printed_by`` are None on sheets that parties
    sign. ``copies`` is None where copies are not counted.
    """

    title: str
    office: str
    number: str
    registered_on: str
    purpose: str
    tags: tuple[str, ...] = ()
    copy: int = 1
    copies: int | None = 1
    printed_at: datetime | None = None
    printed_by: str | None = None
    remark: str | None = None
    """A word after the purpose, such as 未登记."""


@dataclass(frozen=True, slots=True)
class Field:
    """A label and its value; ``span`` 1 takes half the width, 3 all of it.

    ``min_mm`` is the least height of its row, for a hand to write in.
    """

    label: str
    value: str
    span: int = 1
    min_mm: float | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Running text under one label, a string for each paragraph."""

    label: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One party in the list of parties."""

    side: str
    name: str
    role: str
    place: str
    phone: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline; ``time`` is the date and, where known, the clock.

    ``along`` is who came along with ``source``, ``target`` to whom it went.
    """

    no: str
    time: tuple[str, ...]
    action: str
    source: str
    target: str | None
    note: tuple[str, ...]
    along: str | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One mediation session in the list of sessions.

    Of a session apart, ``effect`` is only that it took place or not.
    """

    no: str
    time: tuple[str, ...]
    method: str
    who: str
    effect: str


@dataclass(frozen=True, slots=True)
class Gift:
    """One line of a table of money: 71,354.00 without a sign, or goods in words."""

    no: str
    way: str
    source: str
    amount: str


@dataclass(frozen=True, slots=True)
class Money:
    """A table of money; ``words`` is its total in capital figures, None if it is not exact."""

    title: str
    rows: tuple[Gift, ...]
    total: str
    words: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under a band of their own."""

    title: str
    fields: tuple[Field, ...]
    texts: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """A box to sign in."""

    label: str


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """The 事项办理单: everything of one case that may stand in its file."""

    template: ClassVar[str] = "case.typ"

    meta: Meta
    fields: tuple[Field, ...]
    parties: tuple[PartyRow, ...]
    texts: tuple[Text, ...]
    steps: tuple[Step, ...]
    mediation: Text | None
    sessions: tuple[Session, ...]
    sections: tuple[Section, ...]
    money: tuple[Money, ...]
    endings: tuple[Text, ...]
    """What was said of the result and found afterwards, before the last block."""
    result: tuple[Field, ...]
    signers: tuple[Sign, ...]


Sheet = CaseSheet
