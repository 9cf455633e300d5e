"""Activities with their posts and trainings; co-hosts are partners of the step."""

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from linli.domain.moments import Moment

from .base import Base, Kept, Known, Removable, Words
from .grid import Organisation
from .measures import moment_checks, moment_columns
from .steps import OwnsStep

if TYPE_CHECKING:
    from .figures import Count


class Activity(Known, OwnsStep, Base):
    """活动: host, place, programme; the time stands on its step."""

    __tablename__ = "activity"

    host_words: Mapped[str] = mapped_column(Words, nullable=True)
    host_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="RESTRICT"))
    place: Mapped[str] = mapped_column(Words, nullable=True)
    programme: Mapped[str] = mapped_column(Words, nullable=True)

    host: Mapped[Organisation | None] = relationship()
    posts: Mapped[list["Post"]] = relationship(
        back_populates="activity", order_by="(Post.rank, Post.id)", passive_deletes="all"
    )
    trainings: Mapped[list["Training"]] = relationship(
        back_populates="activity", order_by="(Training.rank, Training.id)", passive_deletes="all"
    )
    counts: Mapped[list["Count"]] = relationship(
        back_populates="activity", order_by="Count.id", passive_deletes="all"
    )


class Post(Kept, Removable, Base):
    """岗位: a place volunteers stand at; how many is a count."""

    __tablename__ = "post"
    toward_case = ("activity",)

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="RESTRICT"), index=True
    )
    rank: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    people_words: Mapped[str] = mapped_column(Words, nullable=True, comment="who, in words")
    minutes: Mapped[int | None] = mapped_column(comment="time served by each, in minutes")

    activity: Mapped[Activity] = relationship(back_populates="posts")
    counts: Mapped[list["Count"]] = relationship(
        back_populates="post", order_by="Count.id", passive_deletes="all"
    )

    __table_args__ = (
        CheckConstraint("name <> ''", "name"),
        CheckConstraint("minutes > 0", "minutes"),
    )


class Training(Kept, Removable, Base):
    """培训 before an activity."""

    __tablename__ = "training"
    toward_case = ("activity",)

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="RESTRICT"), index=True
    )
    rank: Mapped[int] = mapped_column(default=0)
    topic: Mapped[str]
    moment: Mapped[Moment] = composite(*moment_columns("moment"))
    trainer_words: Mapped[str] = mapped_column(Words, nullable=True)
    trained_words: Mapped[str] = mapped_column(Words, nullable=True)

    activity: Mapped[Activity] = relationship(back_populates="trainings")

    __table_args__ = (CheckConstraint("topic <> ''", "topic"), *moment_checks("moment"))
