"""The one door for typed or imported text."""

import re
import unicodedata

from linli.errors import Refused

NAME = 50
LINE = 200
TEXT = 100_000


class TooLong(Refused):
    """A text with more characters than its place holds."""

    def __init__(self, length: int, cap: int, field: str | None = None) -> None:
        super().__init__((field, f"这里最多写{cap}个字，现在有{length}个字，请删短。"))
        self.length = length
        self.cap = cap


def clean(text: str, cap: int, *, lines: bool = False, field: str | None = None) -> str:
    """Return the text as it may be kept: composed, trimmed, nothing unseen in it.

    Only `lines` keeps line breaks; elsewhere they, and runs of spaces, become one
    space. Rare characters and variation selectors stay. The cap counts characters,
    not UTF-16 units. Raises TooLong, at `field`, rather than cut anything off.
    """
    kept = scrubbed(text, lines=lines)
    if len(kept) > cap:
        raise TooLong(len(kept), cap, field)
    return kept


def scrubbed(text: str, *, lines: bool = False) -> str:
    """Return what `clean` makes of a text of any length; it refuses nothing."""
    text = _LINE_BREAK.sub("\n", text).replace("\t", " ")
    text = "".join(char for char in text if char == "\n" or not _is_unseen(char))
    text = unicodedata.normalize("NFC", text)
    if lines:
        return "\n".join(line.rstrip() for line in text.split("\n")).strip()
    return _SPACES.sub(_one_space, text).strip()


_LINE_BREAK = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")

# Control, format (zero-width, direction, soft hyphen, U+FEFF) and lone surrogates.
# Private and unassigned characters are names the fonts or Python do not know yet.
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_NO_CHARACTERS = frozenset(map(chr, (*range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF)))


def _is_unseen(char: str) -> bool:
    return char in _NO_CHARACTERS or unicodedata.category(char) in _UNSEEN


def _one_space(run: re.Match[str]) -> str:
    """A full-width space typed alone, as inside 张　三, stays what it is."""
    return run[0] if run[0] == "\u3000" else " "
