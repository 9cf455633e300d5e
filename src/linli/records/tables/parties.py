"""Parties of a case, their sides and roles over time, their consent."""

from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from linli.domain.moments import Moment
from linli.domain.vocabulary import (
    CONSENTS,
    ID_KINDS,
    IDENTITIES,
    LANGUAGES,
    PARTY_KINDS,
    SEXES,
)

from .base import Base, BigKey, Kept, Known, Removable, Words, code_check
from .grid import Organisation, Placed
from .lookups import CODE, Role
from .measures import is_unsaid, moment_checks, moment_columns

if TYPE_CHECKING:
    from .cases import Case
    from .figures import Count


class Party(Known, Removable, Placed, Base):
    """当事人, in the words of this case; an old sheet prints the same after a move."""

    __tablename__ = "party"
    toward_case = ("case",)

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="RESTRICT"), index=True)
    rank: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(16), default="NOT_STATED")
    name: Mapped[str] = mapped_column(Words, nullable=True, comment="as told in this case")
    identity: Mapped[str] = mapped_column(String(16), default="KNOWN")
    phone: Mapped[str] = mapped_column(Words, nullable=True)
    home: Mapped[str] = mapped_column(Words, nullable=True, comment="address as told")
    id_kind: Mapped[str | None] = mapped_column(String(16))
    id_number: Mapped[str] = mapped_column(Words, nullable=True)
    sex: Mapped[str | None] = mapped_column(String(16))
    ethnicity: Mapped[str] = mapped_column(Words, nullable=True)
    born: Mapped[Moment | None] = composite(
        *moment_columns("born", optional=True), return_none_on=is_unsaid
    )
    occupation: Mapped[str] = mapped_column(Words, nullable=True)
    workplace: Mapped[str] = mapped_column(Words, nullable=True)
    language: Mapped[str | None] = mapped_column(String(16))
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="RESTRICT"), index=True
    )
    for_party_id: Mapped[int | None] = mapped_column(
        BigKey, index=True, comment="acts for this party; chains are allowed"
    )
    part_of_id: Mapped[int | None] = mapped_column(
        BigKey, index=True, comment="group it is part of"
    )
    remark: Mapped[str] = mapped_column(Words, nullable=True)

    case: Mapped["Case"] = relationship(back_populates="parties", foreign_keys=[case_id])
    organisation: Mapped[Organisation | None] = relationship()
    for_party: Mapped["Party | None"] = relationship(
        primaryjoin=lambda: Party.for_party_id == Party.id,
        foreign_keys=[for_party_id],
        remote_side="Party.id",
    )
    part_of: Mapped["Party | None"] = relationship(
        primaryjoin=lambda: Party.part_of_id == Party.id,
        foreign_keys=[part_of_id],
        remote_side="Party.id",
    )
    sides: Mapped[list["PartySide"]] = relationship(
        back_populates="party", order_by="PartySide.id", passive_deletes="all"
    )
    roles: Mapped[list["PartyRole"]] = relationship(
        back_populates="party", order_by="PartyRole.id", passive_deletes="all"
    )
    consents: Mapped[list["PartyConsent"]] = relationship(
        back_populates="party", order_by="PartyConsent.id", passive_deletes="all"
    )
    counts: Mapped[list["Count"]] = relationship(
        back_populates="party", order_by="Count.id", passive_deletes="all"
    )

    __table_args__ = (
        UniqueConstraint("id", "case_id"),
        ForeignKeyConstraint(
            ["for_party_id", "case_id"], ["party.id", "party.case_id"], ondelete="RESTRICT"
        ),
        ForeignKeyConstraint(
            ["part_of_id", "case_id"], ["party.id", "party.case_id"], ondelete="RESTRICT"
        ),
        CheckConstraint("for_party_id <> id", "for_party_id"),
        CheckConstraint("part_of_id <> id", "part_of_id"),
        code_check("kind", PARTY_KINDS.codes),
        code_check("identity", IDENTITIES.codes),
        code_check("id_kind", ID_KINDS.codes),
        code_check("sex", SEXES.codes),
        code_check("language", LANGUAGES.codes),
        *moment_checks("born"),
    )


class PartySide(Kept, Removable, Base):
    """The side a party stood on, from some time to another; NULL times are open ends."""

    __tablename__ = "party_side"
    toward_case = ("party",)

    party_id: Mapped[int] = mapped_column(ForeignKey("party.id", ondelete="RESTRICT"), index=True)
    side: Mapped[str] = mapped_column(String(4), comment="甲, 乙, 丙")
    since: Mapped[Moment | None] = composite(
        *moment_columns("since", optional=True), return_none_on=is_unsaid
    )
    ended: Mapped[Moment | None] = composite(
        *moment_columns("ended", optional=True), return_none_on=is_unsaid
    )

    party: Mapped[Party] = relationship(back_populates="sides")

    __table_args__ = (
        CheckConstraint("side <> ''", "side"),
        *moment_checks("since"),
        *moment_checks("ended"),
    )


class PartyRole(Kept, Removable, Base):
    """A role of a party, from some time to another; several hold at once."""

    __tablename__ = "party_role"
    toward_case = ("party",)

    party_id: Mapped[int] = mapped_column(ForeignKey("party.id", ondelete="RESTRICT"), index=True)
    role_code: Mapped[str] = mapped_column(CODE, ForeignKey("role.code", ondelete="RESTRICT"))
    since: Mapped[Moment | None] = composite(
        *moment_columns("since", optional=True), return_none_on=is_unsaid
    )
    ended: Mapped[Moment | None] = composite(
        *moment_columns("ended", optional=True), return_none_on=is_unsaid
    )

    party: Mapped[Party] = relationship(back_populates="roles")
    role: Mapped[Role] = relationship()

    __table_args__ = (*moment_checks("since"), *moment_checks("ended"))


class PartyConsent(Kept, Removable, Base):
    """Whether a party agreed to be mediated, each time it was asked."""

    __tablename__ = "party_consent"
    toward_case = ("party",)

    party_id: Mapped[int] = mapped_column(ForeignKey("party.id", ondelete="RESTRICT"), index=True)
    consent: Mapped[str] = mapped_column(String(16))
    given: Mapped[Moment] = composite(*moment_columns("given"))
    words: Mapped[str] = mapped_column(Words, nullable=True)

    party: Mapped[Party] = relationship(back_populates="consents")

    __table_args__ = (code_check("consent", CONSENTS.codes), *moment_checks("given"))
