"""What was printed, and the raw text of forms nobody has saved yet."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from linli.domain.vocabulary import PURPOSES

from .base import Base, BigKey, Kept, Known, Utc, Words, code_check
from .cases import Case


class PrintedSheet(Known, Base):
    """打印记录: a sheet that left the desk; ``recorded_at`` is when."""

    __tablename__ = "printed_sheet"

    case_id: Mapped[int | None] = mapped_column(
        ForeignKey("case.id", ondelete="RESTRICT"), index=True
    )
    sheet: Mapped[str] = mapped_column(String(40), comment="CASE_SHEET")
    purpose: Mapped[str] = mapped_column(String(16))
    medium: Mapped[str] = mapped_column(String(8), comment="PAPER or PDF")
    copies: Mapped[int] = mapped_column(default=1)
    pages: Mapped[int | None]
    reason: Mapped[str] = mapped_column(
        Words, nullable=True, comment="why more than joint content left, where it did"
    )

    case: Mapped[Case | None] = relationship()

    __table_args__ = (
        code_check("purpose", PURPOSES.codes),
        code_check("medium", ("PAPER", "PDF")),
        CheckConstraint("copies >= 1", "copies"),
        CheckConstraint("pages >= 1", "pages"),
    )


class UnsavedForm(Kept, Base):
    """草稿: the raw text of one open or parked form; emptied in every backup copy."""

    __tablename__ = "unsaved_form"

    key: Mapped[str] = mapped_column(String(100), unique=True)
    form: Mapped[str] = mapped_column(String(40))
    case_id: Mapped[int | None] = mapped_column(
        ForeignKey("case.id", ondelete="RESTRICT"), index=True
    )
    owner_id: Mapped[int | None] = mapped_column(
        BigKey, comment="of what it adds to; NULL = the case"
    )
    row_id: Mapped[int | None] = mapped_column(
        BigKey, comment="of the row it edits; NULL = a new one"
    )
    read_version: Mapped[int | None] = mapped_column(comment="of the case when it was opened")
    raw: Mapped[dict[str, Any]] = mapped_column(JSON, comment="as typed, nothing read")
    saved_at: Mapped[datetime] = mapped_column(Utc)

    case: Mapped[Case | None] = relationship()
