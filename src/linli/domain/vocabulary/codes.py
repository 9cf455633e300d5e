"""What a code list is: frozen rows, and the questions rules ask of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

OTHER = "OTHER"
NOT_STATED = "NOT_STATED"


@dataclass(frozen=True, slots=True)
class Code:
    """One row of a code list.

    ``code`` is kept in the record file and never changes once used; ``label`` is
    what people read, ``short`` its form for numbers and narrow columns. ``base``
    is the built-in code an office's own row behaves like: rules hang on it.
    """

    code: str
    label: str
    short: str = ""
    base: str = ""

    def __post_init__(self) -> None:
        if not self.short:
            object.__setattr__(self, "short", self.label)
        if not self.base:
            object.__setattr__(self, "base", self.code)


CodeT = TypeVar("CodeT", bound=Code)


class CodeList(Generic[CodeT]):
    """The codes of one kind, in the order people choose from."""

    def __init__(self, *codes: CodeT) -> None:
        self._by_code = {code.code: code for code in codes}

    def __iter__(self) -> Iterator[CodeT]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> CodeT:
        return self._by_code[code]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes alone."""
        return tuple(self._by_code)

    def label_of(self, code: str) -> str:
        """The words for ``code``; KeyError where the list does not have it."""
        return self._by_code[code].label

    def short_of(self, code: str) -> str:
        """The short words for ``code``; KeyError where the list does not have it."""
        return self._by_code[code].short


def plain(*pairs: tuple[str, str]) -> CodeList[Code]:
    """A list of codes that have nothing besides their label."""
    return CodeList(*(Code(code, label) for code, label in pairs))
