"""What was printed: which sheet, for what, how many."""

from typing import Final

from sqlalchemy.orm import Session

from linli.records.tables import PrintedSheet

CASE_SHEET: Final = "CASE_SHEET"
"""The name under which a printing of the 事项办理单 is kept."""


def record_print(
    session: Session,
    case_id: int,
    sheet: str,
    *,
    purpose: str = "FILE",
    medium: str = "PAPER",
    copies: int = 1,
    pages: int | None = None,
) -> int:
    """Keep that a sheet left the desk, and return the entry's id."""
    printed = PrintedSheet(
        case_id=case_id, sheet=sheet, purpose=purpose, medium=medium, copies=copies, pages=pages
    )
    session.add(printed)
    session.flush()
    return printed.id
