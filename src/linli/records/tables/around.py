"""What stands around a case: links to others, reminders, slips put right."""

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from linli.domain.moments import Moment
from linli.domain.things import Thing
from linli.domain.vocabulary import LINK_KINDS, REMINDER_KINDS

from .base import Base, BigKey, Known, Removable, Words, code_check
from .cases import Case
from .grid import Worker
from .measures import moment_checks, moment_columns

_APART = frozenset({Thing.SESSION, Thing.NOTE, Thing.CONVEYANCE})


class CaseLink(Known, Removable, Base):
    """关联, one row for both cases; ``case_id`` is the one it was written on."""

    __tablename__ = "case_link"
    toward_case = ("case",)

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="RESTRICT"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="RESTRICT"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(Words, nullable=True)

    case: Mapped[Case] = relationship(foreign_keys=[case_id])
    other: Mapped[Case] = relationship(foreign_keys=[other_id])

    __table_args__ = (
        CheckConstraint("case_id <> other_id", "other"),
        code_check("kind", LINK_KINDS.codes),
    )


class Reminder(Known, Removable, Base):
    """提醒: something to do or an appointment on a case."""

    __tablename__ = "reminder"
    toward_case = ("case",)

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="RESTRICT"), index=True)
    kind: Mapped[str] = mapped_column(String(16), default="TO_DO")
    moment: Mapped[Moment] = composite(*moment_columns("moment"))
    what: Mapped[str]
    worker_words: Mapped[str] = mapped_column(Words, nullable=True, comment="NULL = for all")
    worker_id: Mapped[int | None] = mapped_column(ForeignKey("worker.id", ondelete="RESTRICT"))
    is_done: Mapped[bool] = mapped_column(Boolean, default=False)

    case: Mapped[Case] = relationship()
    worker: Mapped[Worker | None] = relationship(foreign_keys=[worker_id])

    __table_args__ = (
        CheckConstraint("what <> ''", "what"),
        code_check("kind", REMINDER_KINDS.codes),
        *moment_checks("moment"),
        Index(None, "is_done", "moment_at"),
    )


class Correction(Known, Base):
    """补正: a slip put right, with what stood there before; ``recorded_at`` is when."""

    __tablename__ = "correction"
    toward_case = ("case",)

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="RESTRICT"), index=True)
    thing: Mapped[str] = mapped_column(String(20), comment="what kind of row was put right")
    row_id: Mapped[int] = mapped_column(BigKey, comment="the id of that row")
    what: Mapped[str] = mapped_column(comment="the field, in the words of the form")
    old: Mapped[str] = mapped_column(Words, nullable=True, comment="as it read")
    new: Mapped[str] = mapped_column(Words, nullable=True, comment="as it reads now")
    why: Mapped[str]

    case: Mapped[Case] = relationship()

    __table_args__ = (
        # What one side said is never put right this way: its old words would lie open.
        code_check("thing", [thing for thing in Thing if thing not in _APART]),
        CheckConstraint("what <> ''", "what"),
        CheckConstraint("why <> ''", "why"),
    )
