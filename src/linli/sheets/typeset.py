"""Content to paper: a sheet becomes a PDF or SVG pages, set by typst from a template."""

from __future__ import annotations

import json
import threading
from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from datetime import datetime, timedelta, timezone
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from linli.errors import LinliError
from linli.paths import bundled
from linli.sheets import glyphs

if TYPE_CHECKING:
    from typst import Compiler, Fonts

    from linli.sheets.content import Sheet

SANS = ("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc")
SERIF = ("pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf")
"""(package, file) of the fonts; our sheets use no other, whatever the system has."""

_CHINA = timezone(timedelta(hours=8))
"""A PDF's date needs a zone; without one of its own, a printing time is China's."""


class Typesetter:
    """Sets sheets in type; any thread may call it, each gets a compiler of its own.

    ``templates`` is the only folder that a template can read from. Its ``.typ``
    files belong to the office: one that does not compile is the office's to mend.
    """

    def __init__(self, templates: Path | None = None) -> None:
        self._templates = templates or bundled("resources") / "sheets"
        self._per_thread = threading.local()

    def pdf(self, content: Sheet, *, archive: bool = False) -> bytes:
        """The sheet as a PDF, the same bytes for the same content.

        ``archive`` makes it PDF/A-2b, which is refused (LinliError) where a
        character is in none of our fonts; other PDFs print a crossed box there.
        """
        missing = self.missing_characters(content) if archive else set[str]()
        if missing:
            raise LinliError(
                f"字库里没有这些字，不能存成归档用的 PDF：{'、'.join(sorted(missing))}"
            )
        printed_at = content.meta.printed_at
        if printed_at is not None and printed_at.tzinfo is None:
            printed_at = printed_at.replace(tzinfo=_CHINA)
        with self._mending(content):
            made = self._compiler.compile(
                self._templates / content.template,
                format="pdf",
                sys_inputs={"data": _as_data(content)},
                pdf_standards=["a-2b"] if archive else [],
                timestamp=printed_at,
            )
        return b"".join(_pages(made))

    def svg_pages(self, content: Sheet) -> list[str]:
        """The same pages, each as one SVG picture of A4."""
        with self._mending(content):
            made = self._compiler.compile(
                self._templates / content.template,
                format="svg",
                sys_inputs={"data": _as_data(content)},
            )
        return [page.decode() for page in _pages(made)]

    def missing_characters(self, content: Sheet) -> set[str]:
        """The characters of the sheet that none of our fonts can draw."""
        with _font_file(*SERIF) as serif, _font_file(*SANS) as sans:
            return glyphs.missing(_as_data(content), (serif, sans))

    @contextmanager
    def _mending(self, content: Sheet) -> Generator[None]:
        """Say which template is to be mended, where one does not compile."""
        from typst import TypstError

        try:
            yield
        except TypstError as trouble:
            raise LinliError(
                f"版式文件 {content.template} 有错，印不出来：{trouble.message}"
            ) from trouble

    @property
    def _compiler(self) -> Compiler:
        if not hasattr(self._per_thread, "compiler"):
            from typst import Compiler

            # typst would look for packages in the person's home, else fetch them.
            packages = self._templates / "packages"
            self._per_thread.compiler = Compiler(
                root=self._templates,
                font_paths=self._fonts,
                package_path=packages,
                package_cache_path=packages,
            )
        return self._per_thread.compiler

    @cached_property
    def _fonts(self) -> Fonts:
        from typst import Fonts

        with _font_file(*SERIF) as serif, _font_file(*SANS) as sans:
            return Fonts(
                include_system_fonts=False,
                include_embedded_fonts=False,
                font_paths=[serif.parent, sans.parent],
            )


def _font_file(package: str, name: str) -> AbstractContextManager[Path]:
    return resources.as_file(resources.files(package) / name)


def _as_data(content: Sheet) -> str:
    return json.dumps(asdict(content), ensure_ascii=False, default=_in_words)


def _pages(made: bytes | Sequence[bytes | None] | None) -> list[bytes]:
    pages = made if isinstance(made, Sequence) and not isinstance(made, bytes) else [made]
    return [page for page in pages if page is not None]


def _in_words(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value.year}年{value.month}月{value.day}日 {value.hour}:{value:%M}"
    raise TypeError(type(value))
