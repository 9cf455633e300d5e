"""Finding a label by the initials of its pinyin, as a hand types them: md finds 矛盾纠纷.

Every reading of a character counts, so a surname read in its own way is found too
(曾 by z, 单 by s, 仇 by q), and letters, digits and characters may be mixed.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache


def matches(query: str, label: str) -> bool:
    """Whether the query is part of the label or of its initials; an empty one always is."""
    return rank(query, label) is not None


def rank(query: str, label: str) -> int | None:
    """How well the label answers the query, the least number best; None if not at all.

    0 the whole label or all its initials; 1 its first characters; 2 its first
    initials; 3 the beginning of a part after punctuation; 4 characters inside it;
    5 initials inside it.
    """
    wanted = _folded(query)
    text = _folded(label)
    if not wanted or wanted == text:
        return 0
    parts = [initials_of(part) for part in _PUNCTUATION.split(text)]
    whole = [letters for part in parts for letters in part]
    typed = _PUNCTUATION.sub("", wanted)
    at = text.find(wanted)
    inner = _places(typed, whole)
    grades = (
        (0, len(typed) == len(whole) and 0 in inner),
        (1, at == 0),
        (2, 0 in inner),
        (3, any(0 in _places(typed, part) for part in parts)),
        (4, at > 0),
        (5, bool(inner)),
    )
    return next((grade for grade, holds in grades if holds), None)


def initials_of(text: str) -> tuple[frozenset[str], ...]:
    """For each character of the text what may be typed for it; punctuation is left out.

    That is the character itself and, for a Chinese one, the initial of each reading.
    """
    return tuple(_typed_for(char) for char in _PUNCTUATION.sub("", _folded(text)))


_PUNCTUATION = re.compile(r"[\W_]+")


def _folded(text: str) -> str:
    """Full-width and upper-case letters become plain small ones."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _places(typed: str, letters: Sequence[frozenset[str]]) -> list[int]:
    """Where the typed run fits into the initials."""
    if not typed:
        return []
    return [
        start
        for start in range(len(letters) - len(typed) + 1)
        if all(char in letters[start + i] for i, char in enumerate(typed))
    ]


@cache
def _typed_for(char: str) -> frozenset[str]:
    return frozenset({char, *_readings(char)})


def _readings(char: str) -> str:
    """The initials of a character's readings, none for one outside the table."""
    from linli.domain.initials_table import USUAL

    several = _several().get(char)
    if several:
        return several
    place = ord(char) - _FIRST
    return USUAL[place].strip("-") if 0 <= place < len(USUAL) else ""


_FIRST = 0x4E00


@cache
def _several() -> dict[str, str]:
    """The initials of the characters that have more than one."""
    from linli.domain.initials_table import MORE

    return {
        char: letters for letters, chars in re.findall("([a-z]+)([^a-z]+)", MORE) for char in chars
    }
