"""Agreements and their performance, words conveyed, links, reminders, slips put right.

Old rows stay as they are: every amount keeps the owner it has, every number series
counts as confirmed, every draft as one of something new. One action joins the list,
for what becomes of an agreement later.

Undone, the new tables go with what they hold; amounts that stand in an agreement go
with them, and the steps that dated them stay in the timeline as notes. An office's own
action that behaved like the one added here behaves like a note.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CODE = sa.String(40)
OLD_OWNERS = ("request_id", "step_id", "session_id", "caucus_note_id", "gift_id")
NEW_OWNERS = {
    "obligation_id": "obligation.id",
    "instalment_id": "instalment.id",
    "performance_id": "performance.id",
}
TABLES = (
    "case_link",
    "reminder",
    "correction",
    "conveyance",
    "conveyance_end",
    "agreement",
    "agreement_party",
    "obligation",
    "obligation_end",
    "instalment",
    "agreement_event",
    "performance",
)

SOUGHT = (
    ("case", "needs_follow_up", "registered_at"),
    ("report", "reply_due_at"),
    ("follow_up", "next_at"),
    ("mediation_session", "state"),
)
"""What the start page looks for in the older tables."""

Part = sa.Column | sa.Constraint


def upgrade() -> None:
    """Add the tables, give amounts their new owners."""
    create_around()
    create_conveyances()
    create_agreements()
    own_amounts((*OLD_OWNERS, *NEW_OWNERS), added=NEW_OWNERS)
    with op.batch_alter_table("unsaved_form") as batch:
        batch.add_column(sa.Column("owner_id", KEY, comment="of what it adds to; NULL = the case"))
        batch.add_column(sa.Column("row_id", KEY, comment="of the row it edits; NULL = a new one"))
        batch.add_column(
            sa.Column("read_version", sa.Integer, comment="of the case when it was opened")
        )
    with op.batch_alter_table("number_series") as batch:
        batch.add_column(
            sa.Column(
                "must_confirm",
                sa.Boolean,
                nullable=False,
                server_default=sa.false(),
                comment="restored: paper may know a later number",
            )
        )
    for table, *columns in SOUGHT:
        index(table, *columns)
    rank = sa.select(sa.func.max(ACTION.c.rank) + 10).scalar_subquery()
    op.execute(
        ACTION.insert().values(
            code="AGREEMENT_CHANGED",
            label="协议变动",
            short_label="协议变动",
            rank=rank,
            base="AGREEMENT_CHANGED",
        )
    )


def downgrade() -> None:
    """Take the tables away; what dated their rows stays in the timeline as a note."""
    kept = sa.or_(*(AMOUNT.c[name].is_not(None) for name in NEW_OWNERS))
    doomed = sa.select(AMOUNT.c.id).where(kept)
    op.execute(AMOUNT_END.delete().where(AMOUNT_END.c.amount_id.in_(doomed)))
    op.execute(AMOUNT.delete().where(kept))
    op.execute(
        STEP.update()
        .where(STEP.c.action_code.in_(("AGREEMENT_MADE", "AGREEMENT_CHANGED", "PERFORMED")))
        .values(action_code="NOTED")
    )
    op.execute(ACTION.delete().where(ACTION.c.code == "AGREEMENT_CHANGED"))
    op.execute(ACTION.update().where(ACTION.c.base == "AGREEMENT_CHANGED").values(base="NOTED"))
    for table, *columns in SOUGHT:
        op.drop_index(f"ix_{table}_{'_'.join(columns)}", table)
    own_amounts(OLD_OWNERS, dropped=NEW_OWNERS)
    with op.batch_alter_table("number_series") as batch:
        batch.drop_column("must_confirm")
    with op.batch_alter_table("unsaved_form") as batch:
        batch.drop_column("read_version")
        batch.drop_column("row_id")
        batch.drop_column("owner_id")
    for name in reversed(TABLES):
        op.drop_table(name)


def own_amounts(
    owners: tuple[str, ...],
    *,
    added: dict[str, str] | None = None,
    dropped: dict[str, str] | None = None,
) -> None:
    """Let an amount belong to one of ``owners``, and to one only."""
    for name in dropped or {}:
        op.drop_index(f"ix_amount_{name}", "amount")
    with op.batch_alter_table("amount") as batch:
        batch.drop_constraint("ck_amount_owner", type_="check")
        for name in dropped or {}:
            batch.drop_constraint(f"fk_amount_{name}", type_="foreignkey")
            batch.drop_column(name)
        for name, target in (added or {}).items():
            batch.add_column(sa.Column(name, KEY))
            table, column = target.split(".")
            batch.create_foreign_key(
                f"fk_amount_{name}", table, [name], [column], ondelete="RESTRICT"
            )
        one = " + ".join(f"CASE WHEN {name} IS NULL THEN 0 ELSE 1 END" for name in owners)
        batch.create_check_constraint("ck_amount_owner", sa.text(f"{one} = 1"))
    for name in added or {}:
        index("amount", name)


def create_around() -> None:
    """Links to other cases, reminders, slips put right."""
    op.create_table(
        "case_link",
        *known("case_link"),
        *link("case_link", "case_id", "case.id", nullable=False),
        *link("case_link", "other_id", "case.id", nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("note", sa.Text),
        *removable("case_link"),
        sa.CheckConstraint(
            "kind IN ('REPEAT', 'DUPLICATE', 'RECURRENCE', 'FOLLOWS', 'SPLIT', 'MERGED', 'BATCH', 'RELATED', 'FUNDS')",
            name="ck_case_link_kind",
        ),
        sa.CheckConstraint("case_id <> other_id", name="ck_case_link_other"),
    )
    index("case_link", "case_id")
    index("case_link", "other_id")
    op.create_table(
        "correction",
        *known("correction"),
        *link("correction", "case_id", "case.id", nullable=False),
        sa.Column("thing", sa.String(20), nullable=False, comment="what kind of row was put right"),
        sa.Column("row_id", KEY, nullable=False, comment="the id of that row"),
        sa.Column("what", sa.Text, nullable=False, comment="the field, in the words of the form"),
        sa.Column("old", sa.Text, comment="as it read"),
        sa.Column("new", sa.Text, comment="as it reads now"),
        sa.Column("why", sa.Text, nullable=False),
        sa.CheckConstraint("what <> ''", name="ck_correction_what"),
        sa.CheckConstraint("why <> ''", name="ck_correction_why"),
        sa.CheckConstraint(
            "thing IN ('CASE', 'STEP', 'PARTY', 'REQUEST', 'REPORT', 'OUTCOME', 'AGREEMENT', 'AGREEMENT_EVENT', 'PERFORMANCE', 'APPEAL', 'GIFT', 'ACTIVITY', 'FOLLOW_UP', 'THANKS', 'LINK', 'REMINDER')",
            name="ck_correction_thing",
        ),
    )
    index("correction", "case_id")
    op.create_table(
        "reminder",
        *known("reminder"),
        *link("reminder", "case_id", "case.id", nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        *moment("reminder", "moment"),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("worker_words", sa.Text, comment="NULL = for all"),
        *link("reminder", "worker_id", "worker.id"),
        sa.Column("is_done", sa.Boolean, nullable=False),
        *removable("reminder"),
        sa.CheckConstraint("kind IN ('TO_DO', 'APPOINTMENT', 'SESSION')", name="ck_reminder_kind"),
        sa.CheckConstraint("what <> ''", name="ck_reminder_what"),
    )
    index("reminder", "case_id")
    index("reminder", "is_done", "moment_at")


def create_conveyances() -> None:
    """Words conveyed: who consented, who was told."""
    op.create_table(
        "conveyance",
        *known("conveyance"),
        *link("conveyance", "note_id", "caucus_note.id", nullable=False),
        sa.Column(
            "words", sa.Text, nullable=False, comment="open to those who were told, and nobody else"
        ),
        *moment("conveyance", "consented"),
        sa.Column("consent_how", sa.String(16), nullable=False),
        sa.Column("answer", sa.Text, comment="what was answered"),
        *removable("conveyance"),
        sa.CheckConstraint("words <> ''", name="ck_conveyance_words"),
        sa.CheckConstraint(
            "consent_how IN ('ORAL', 'WRITTEN', 'PHONE', 'MESSAGE', 'OTHER')",
            name="ck_conveyance_consent_how",
        ),
    )
    index("conveyance", "note_id")
    op.create_table(
        "conveyance_end",
        *kept("conveyance_end"),
        *link("conveyance_end", "conveyance_id", "conveyance.id", nullable=False),
        sa.Column("part", sa.String(8), nullable=False, comment="CONSENTED or TOLD"),
        *link("conveyance_end", "party_id", "party.id", nullable=False),
        *removable("conveyance_end"),
        sa.CheckConstraint("part IN ('CONSENTED', 'TOLD')", name="ck_conveyance_end_part"),
    )
    index("conveyance_end", "conveyance_id")
    index("conveyance_end", "party_id")


def create_agreements() -> None:
    """Agreements, what they oblige to, and how that was performed."""
    op.create_table(
        "agreement",
        *known("agreement"),
        *owns_step("agreement"),
        sa.Column("form", sa.String(16), nullable=False),
        sa.Column("led_by_words", sa.Text, comment="NULL = the office"),
        sa.Column("place", sa.Text),
        sa.Column("text", sa.Text, comment="NULL = not recorded"),
        sa.Column("relation", sa.String(16), comment="to the earlier one"),
        *link("agreement", "earlier_id", "agreement.id"),
        sa.CheckConstraint("form IN ('ORAL', 'WRITTEN', 'NOT_STATED')", name="ck_agreement_form"),
        sa.CheckConstraint("earlier_id <> id", name="ck_agreement_earlier_id"),
        sa.CheckConstraint(
            "(relation IS NULL) = (earlier_id IS NULL)", name="ck_agreement_earlier"
        ),
        sa.CheckConstraint(
            "relation IN ('SUPPLEMENTS', 'VARIES', 'REPLACES')", name="ck_agreement_relation"
        ),
    )
    index("agreement", "earlier_id")
    op.create_table(
        "agreement_event",
        *known("agreement_event"),
        *owns_step("agreement_event"),
        *link("agreement_event", "agreement_id", "agreement.id", nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("docket", sa.Text, comment="司法确认: the court's number"),
        sa.Column("note", sa.Text, comment="for its own parties alone"),
        sa.CheckConstraint(
            "kind IN ('BROKEN', 'VARIED', 'ENDED', 'CONFIRMED', 'OTHER')",
            name="ck_agreement_event_kind",
        ),
    )
    index("agreement_event", "agreement_id")
    op.create_table(
        "agreement_party",
        *kept("agreement_party"),
        *link("agreement_party", "agreement_id", "agreement.id", nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        *link("agreement_party", "party_id", "party.id", nullable=False),
        sa.Column(
            "words", sa.Text, nullable=False, comment="as it reads in this case, whatever is linked"
        ),
        sa.Column("manner", sa.String(16), nullable=False),
        sa.Column("by_words", sa.Text, comment="who signed for it"),
        *removable("agreement_party"),
        sa.CheckConstraint(
            "manner IN ('SIGNED', 'FINGERPRINT', 'ORAL', 'BY_PROXY', 'REFUSED', 'NOT_TAKING_PART', 'NOT_STATED')",
            name="ck_agreement_party_manner",
        ),
        sa.CheckConstraint("words <> ''", name="ck_agreement_party_words"),
    )
    index("agreement_party", "agreement_id")
    index("agreement_party", "party_id")
    op.create_table(
        "obligation",
        *known("obligation"),
        *link("obligation", "agreement_id", "agreement.id", nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("mode", sa.String(20), comment="履行方式"),
        sa.Column("what", sa.Text),
        sa.Column("jointness", sa.String(16), nullable=False),
        sa.Column("toward", sa.String(16), nullable=False),
        sa.Column("timing", sa.String(16), nullable=False),
        *moment("obligation", "due", optional=True),
        sa.Column("limit_words", sa.Text, comment="the limit as typed"),
        sa.Column("every", sa.Integer, comment="every so many units"),
        sa.Column("every_unit", sa.String(8)),
        *moment("obligation", "until", optional=True),
        sa.Column("condition", sa.Text),
        *removable("obligation"),
        sa.CheckConstraint("every >= 1", name="ck_obligation_every_count"),
        sa.CheckConstraint(
            "timing IN ('AT_ONCE', 'BY_DATE', 'INSTALMENTS', 'PERIODIC', 'FOR_A_TIME', 'ON_CONDITION', 'STANDING', 'NOT_STATED')",
            name="ck_obligation_timing",
        ),
        sa.CheckConstraint(
            "mode IN ('STOP', 'REMOVE_OBSTACLE', 'REMOVE_DANGER', 'RETURN', 'RESTORE', 'REPAIR', 'COMPENSATE', 'PENALTY', 'REPUTATION', 'APOLOGY', 'OTHER', 'NOT_STATED')",
            name="ck_obligation_mode",
        ),
        sa.CheckConstraint(
            "every_unit IN ('DAY', 'WEEK', 'MONTH', 'YEAR')", name="ck_obligation_every_unit"
        ),
        sa.CheckConstraint(
            "jointness IN ('TOGETHER', 'EACH', 'IN_TURN', 'NOT_STATED')",
            name="ck_obligation_jointness",
        ),
        sa.CheckConstraint(
            "toward IN ('PARTIES', 'NOBODY', 'ONESELF', 'NOT_STATED')", name="ck_obligation_toward"
        ),
        sa.CheckConstraint("(every IS NULL) = (every_unit IS NULL)", name="ck_obligation_every"),
        sa.CheckConstraint(
            "kind IN ('MONEY', 'THING', 'ACT', 'FORBEARANCE', 'APOLOGY', 'OTHER', 'NOT_STATED')",
            name="ck_obligation_kind",
        ),
    )
    index("obligation", "agreement_id")
    op.create_table(
        "instalment",
        *kept("instalment"),
        *link("instalment", "obligation_id", "obligation.id", nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        *moment("instalment", "due", optional=True),
        sa.Column("words", sa.Text),
        *removable("instalment"),
    )
    index("instalment", "obligation_id")
    op.create_table(
        "obligation_end",
        *kept("obligation_end"),
        *link("obligation_end", "obligation_id", "obligation.id", nullable=False),
        sa.Column("part", sa.String(8), nullable=False, comment="DEBTOR or CREDITOR"),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column(
            "words", sa.Text, nullable=False, comment="as it reads in this case, whatever is linked"
        ),
        *link("obligation_end", "party_id", "party.id"),
        *removable("obligation_end"),
        sa.CheckConstraint("words <> ''", name="ck_obligation_end_words"),
        sa.CheckConstraint("part IN ('DEBTOR', 'CREDITOR')", name="ck_obligation_end_part"),
    )
    index("obligation_end", "obligation_id")
    index("obligation_end", "party_id")
    op.create_table(
        "performance",
        *known("performance"),
        *owns_step("performance"),
        *link("performance", "obligation_id", "obligation.id", nullable=False),
        *link("performance", "instalment_id", "instalment.id"),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("proof", sa.Text, comment="收条, 转账记录"),
        sa.Column("note", sa.Text, comment="for its own parties alone"),
        sa.CheckConstraint(
            "state IN ('PERFORMED', 'PARTLY', 'LATE', 'MISSED', 'VARIED', 'WAIVED', 'NOT_STATED')",
            name="ck_performance_state",
        ),
    )
    index("performance", "instalment_id")
    index("performance", "obligation_id")


def link(
    table: str,
    column: str,
    target: str,
    *,
    nullable: bool = True,
    comment: str | None = None,
) -> Iterator[Part]:
    """A column that points to a row of another table, by its key or its code."""
    kind = KEY if target.endswith(".id") else CODE
    yield sa.Column(column, kind, nullable=nullable, comment=comment)
    yield sa.ForeignKeyConstraint(
        [column], [target], name=f"fk_{table}_{column}", ondelete="RESTRICT"
    )


def index(table: str, *columns: str) -> None:
    """A plain index."""
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def recorded(table: str) -> Iterator[Part]:
    """Who kept the row and when."""
    yield sa.Column(
        "recorded_at",
        sa.DateTime,
        nullable=False,
        comment="UTC instant of keeping, not of happening",
    )
    yield from link(table, "recorded_by_id", "worker.id", comment="当班人")


def kept(table: str) -> Iterator[Part]:
    """A key of the file's own."""
    yield sa.Column("id", KEY, nullable=False)
    yield sa.PrimaryKeyConstraint("id", name=f"pk_{table}")
    yield from recorded(table)


def known(table: str) -> Iterator[Part]:
    """A key that is known outside the file as well."""
    yield sa.Column("uid", sa.String(36), nullable=False, comment="UUIDv7, for interchange")
    yield sa.UniqueConstraint("uid", name=f"uq_{table}_uid")
    yield from kept(table)


def removable(table: str) -> Iterator[Part]:
    """Removed and taken back; the row stays."""
    yield sa.Column("removed_at", sa.DateTime, comment="UTC; NULL = in use")
    yield sa.Column("removed_why", sa.Text)
    yield from link(table, "removed_by_id", "worker.id")


def owns_step(table: str) -> Iterator[Part]:
    """A dated thing and its one step."""
    yield from link(table, "step_id", "step.id", nullable=False)
    yield sa.UniqueConstraint("step_id", name=f"uq_{table}_step_id")


def moment(table: str, name: str, *, optional: bool = False) -> Iterator[Part]:
    """A time as well as it is known."""
    at, until, known_as = f"{name}_at", f"{name}_until", f"{name}_precision"
    words, minutes = f"{name}_words", f"{name}_minutes"
    yield sa.Column(at, sa.DateTime, comment="local wall time, start of what is known")
    yield sa.Column(known_as, sa.String(16), nullable=optional, comment="how much of it is known")
    yield sa.Column(until, sa.DateTime, comment="end, where from-to")
    yield sa.Column(words, sa.Text, comment="as typed, if not exact")
    yield sa.Column(minutes, sa.Integer, comment="minutes, for DURATION")
    checks = {
        known_as: f"{known_as} IN ('MINUTE', 'DAY', 'MONTH', 'MONTH_DAY', 'DURATION', 'WORDS', 'NOT_STATED')",
        at: f"({at} IS NOT NULL) = (COALESCE({known_as}, '') IN ('MINUTE', 'DAY', 'MONTH', 'MONTH_DAY'))",
        until: f"{until} IS NULL OR (COALESCE({known_as}, '') IN ('MINUTE', 'DAY', 'MONTH') AND {until} >= {at})",
        minutes: f"({minutes} IS NOT NULL) = (COALESCE({known_as}, '') = 'DURATION')",
        words: f"{known_as} IS NOT NULL OR {words} IS NULL",
        f"{words}_needed": f"COALESCE({known_as}, '') <> 'WORDS' OR {words} IS NOT NULL",
    }
    for check, sql in checks.items():
        yield sa.CheckConstraint(sql, name=f"ck_{table}_{check}")


# As much of the older tables as old rows are changed by.
ACTION = sa.table(
    "step_action",
    *(sa.column(name, sa.String) for name in ("code", "label", "short_label", "base")),
    sa.column("rank", sa.Integer),
)
STEP = sa.table("step", sa.column("id", sa.Integer), sa.column("action_code", sa.String))
AMOUNT = sa.table("amount", *(sa.column(name, sa.Integer) for name in ("id", *NEW_OWNERS)))
AMOUNT_END = sa.table("amount_end", sa.column("amount_id", sa.Integer))
