"""A PDF as a reader gets it: the text of its pages and where their ink is."""

import io
from dataclasses import dataclass

import pypdfium2
from pypdf import PdfReader

DOTS_PER_MM = 4


@dataclass(frozen=True)
class Ink:
    """The outermost ink of a page, in mm from its left and top edge."""

    left: float
    top: float
    right: float
    bottom: float


def page_texts(pdf: bytes) -> list[str]:
    """The text of every page, line by line."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def page_words(pdf: bytes) -> list[str]:
    """The text of every page without line breaks and spaces, as a search sees it."""
    return ["".join(text.split()) for text in page_texts(pdf)]


def ink(pdf: bytes, page: int, *, above_mm: float = 297, below_mm: float = 0) -> Ink:
    """Where page `page` (from 0) has ink, between two heights in mm from the top."""
    bitmap = pypdfium2.PdfDocument(pdf)[page].render(
        scale=DOTS_PER_MM * 25.4 / 72,  # pyright: ignore[reportArgumentType] - guessed from its default of 1
        grayscale=True,
    )
    dots = bytes(bitmap.buffer)
    first, last = int(below_mm * DOTS_PER_MM), min(int(above_mm * DOTS_PER_MM), bitmap.height)
    rows = [
        dots[row * bitmap.stride : row * bitmap.stride + bitmap.width] for row in range(first, last)
    ]
    inked = [row for row, line in enumerate(rows) if min(line) < 128]
    columns = [edge for line in (rows[row] for row in inked) for edge in _ends(line)]
    return Ink(
        min(columns) / DOTS_PER_MM,
        (first + inked[0]) / DOTS_PER_MM,
        (max(columns) + 1) / DOTS_PER_MM,
        (first + inked[-1] + 1) / DOTS_PER_MM,
    )


def _ends(line: bytes) -> tuple[int, int]:
    dark = line.translate(_DARK)
    return dark.index(b"\x01"), dark.rindex(b"\x01")


_DARK = bytes(1 if shade < 128 else 0 for shade in range(256))
