"""The characters our fonts have, read from the fonts' own character maps."""

from __future__ import annotations

import struct
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

INVISIBLE = frozenset("\n\t\r\u200b\u200c\u200d\u2060\ufeff")
"""What no font needs to have, because nothing of it is drawn."""

_UNICODE_TABLES = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))
"""(platform, encoding) of a character map of Unicode, the fullest first."""


class Coverage(NamedTuple):
    """Runs of code points, sorted: ``starts[n]`` to ``ends[n]``, both included."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __contains__(self, char: object) -> bool:
        if not isinstance(char, str):
            return False
        run = bisect_right(self.starts, ord(char)) - 1
        return run >= 0 and ord(char) <= self.ends[run]


def missing(text: Iterable[str], fonts: Iterable[Path]) -> set[str]:
    """The characters of ``text`` that none of the font files can draw."""
    coverages = [coverage(font) for font in fonts]
    return {
        char for char in set(text) - INVISIBLE if not any(char in covered for covered in coverages)
    }


@cache
def coverage(font: Path) -> Coverage:
    """What a font file (the first of a collection) can draw.

    Only the character map is read, not the whole file. Formats 4 and 12 of the
    OpenType table ``cmap`` are known; ValueError where the font has neither.
    """
    with font.open("rb") as file:

        def read(offset: int, size: int) -> bytes:
            file.seek(offset)
            return file.read(size)

        start = struct.unpack(">I", read(12, 4))[0] if read(0, 4) == b"ttcf" else 0
        (table_count,) = struct.unpack(">H", read(start + 4, 2))
        tables = {
            tag: (offset, size)
            for tag, _, offset, size in struct.iter_unpack(
                ">4sIII", read(start + 12, 16 * table_count)
            )
        }
        cmap = read(*tables[b"cmap"])
    runs = sorted(_runs(cmap))
    return Coverage(tuple(first for first, _ in runs), tuple(last for _, last in runs))


def _runs(cmap: bytes) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">H", cmap, 2)
    offsets = {
        (platform, encoding): offset
        for platform, encoding, offset in struct.iter_unpack(">HHI", cmap[4 : 4 + 8 * count])
    }
    for table in _UNICODE_TABLES:
        if table in offsets:
            offset = offsets[table]
            (kind,) = struct.unpack_from(">H", cmap, offset)
            if kind == 12:  # noqa: PLR2004 -- the number of the format
                return _segmented(cmap, offset)
            if kind == 4:  # noqa: PLR2004 -- the number of the format
                return _by_segments_of_two_bytes(cmap, offset)
    message = "the font has no character map of Unicode in format 4 or 12"
    raise ValueError(message)


def _segmented(cmap: bytes, offset: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">I", cmap, offset + 12)
    groups = cmap[offset + 16 : offset + 16 + 12 * count]
    for first, last, _ in struct.iter_unpack(">III", groups):
        yield first, last


def _by_segments_of_two_bytes(cmap: bytes, offset: int) -> Iterator[tuple[int, int]]:
    (doubled,) = struct.unpack_from(">H", cmap, offset + 6)
    ends = struct.unpack_from(f">{doubled // 2}H", cmap, offset + 14)
    starts = struct.unpack_from(f">{doubled // 2}H", cmap, offset + 16 + doubled)
    yield from zip(starts, ends, strict=True)
