"""The first tables: the office, cases with their timeline, mediation, aid, activities, paper.

There are no old rows: this makes an empty file and fills the lists that grow with
their built-in codes. Undone, it takes everything away.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CODE = sa.String(40)
IN_USE = sa.text("removed_at IS NULL")
TABLES = (
    "worker",
    "grid_unit",
    "worker_post",
    "organisation",
    "office",
    "number_series",
    "case",
    "party",
    "party_side",
    "party_role",
    "party_consent",
    "step",
    "step_actor",
    "request",
    "report",
    "outcome",
    "closing",
    "extension",
    "mediation_session",
    "session_party",
    "caucus_note",
    "caucus_speaker",
    "partner",
    "appeal",
    "gift",
    "follow_up",
    "follow_up_finding",
    "thanks",
    "activity",
    "post",
    "training",
    "amount",
    "amount_end",
    "count",
    "printed_sheet",
    "unsaved_form",
)

Part = sa.Column | sa.Constraint


def upgrade() -> None:
    """Make all tables and seed the lists."""
    create_lookups()
    create_grid()
    create_case()
    create_mediation()
    create_aid()
    create_figures()
    create_paper()


def downgrade() -> None:
    """Take all tables away, children first."""
    for name in (*reversed(TABLES), *SEED, *SEED_WITH_BUREAU):
        op.drop_table(name)


def create_lookups() -> None:
    """The lists that grow, with their built-in rows; a built-in row's base is its own code."""
    for name, rows in SEED.items():
        op.bulk_insert(lookup(name), [row(rows, *words) for words in rows])
    for name, rows in SEED_WITH_BUREAU.items():
        bureau = sa.Column("bureau_code", sa.String(4), comment=BUREAU[name])
        op.bulk_insert(
            lookup(name, bureau),
            [row(rows, *words) | {"bureau_code": code or None} for *words, code in rows],
        )


def create_grid() -> None:
    """The office, its units and workers, outside bodies, number series."""
    op.create_table(
        "worker",
        *known("worker"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("phone", sa.Text),
        *batched("worker"),
        *removable("worker"),
        sa.CheckConstraint("name <> ''", name="ck_worker_name"),
    )
    index("worker", "batch_id")

    op.create_table(
        "grid_unit",
        *known("grid_unit"),
        sa.Column("name", sa.Text, nullable=False),
        *link("grid_unit", "tier_code", "grid_tier.code", nullable=False),
        *link("grid_unit", "parent_id", "grid_unit.id"),
        sa.Column("rank", sa.Integer, nullable=False, comment="order among siblings"),
        sa.Column("retired_on", sa.Date, comment="not offered from this day"),
        *link(
            "grid_unit", "successor_id", "grid_unit.id", comment="took over when this was retired"
        ),
        *batched("grid_unit"),
        sa.CheckConstraint("name <> ''", name="ck_grid_unit_name"),
        sa.CheckConstraint("parent_id <> id", name="ck_grid_unit_parent"),
        sa.CheckConstraint(
            "successor_id IS NULL OR retired_on IS NOT NULL", name="ck_grid_unit_successor"
        ),
        sa.UniqueConstraint("parent_id", "name", name="uq_grid_unit_parent_id_name"),
    )
    index("grid_unit", "batch_id")
    index("grid_unit", "parent_id")

    op.create_table(
        "worker_post",
        *kept("worker_post"),
        *link("worker_post", "worker_id", "worker.id", nullable=False),
        *link("worker_post", "unit_id", "grid_unit.id"),
        *link("worker_post", "job_code", "job.code", nullable=False),
        sa.Column("since_on", sa.Date),
        sa.Column("until_on", sa.Date),
        *removable("worker_post"),
        sa.CheckConstraint("until_on >= since_on", name="ck_worker_post_until_on"),
    )
    index("worker_post", "unit_id")
    index("worker_post", "worker_id")

    op.create_table(
        "organisation",
        *known("organisation"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        *batched("organisation"),
        *removable("organisation"),
        sa.CheckConstraint(
            "kind IN ('GOVERNMENT', 'POLICE', 'COURT', 'COMMITTEE', 'PROPERTY', 'SCHOOL', 'HOSPITAL', 'FIRE', 'COMPANY', 'SOCIAL', 'MEDIATION', 'OTHER', 'NOT_STATED')",
            name="ck_organisation_kind",
        ),
        sa.CheckConstraint("name <> ''", name="ck_organisation_name"),
    )
    index("organisation", "batch_id")
    op.create_index(
        "uq_organisation_name",
        "organisation",
        ["name"],
        unique=True,
        sqlite_where=IN_USE,
        postgresql_where=IN_USE,
    )

    op.create_table(
        "office",
        *recorded("office"),
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False, comment="always 1"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("short_name", sa.Text, nullable=False, comment="stands in case numbers"),
        sa.Column("committee", sa.Text, comment="调委会名称"),
        sa.Column(
            "time_zone",
            sa.String(64),
            nullable=False,
            comment="of all naive local times in this file",
        ),
        sa.Column("number_pattern", sa.Text, nullable=False),
        *batched("office"),
        sa.CheckConstraint("name <> '' AND short_name <> ''", name="ck_office_names"),
        sa.CheckConstraint("id = 1", name="ck_office_one"),
        sa.PrimaryKeyConstraint("id", name="pk_office"),
    )
    index("office", "batch_id")

    op.create_table(
        "number_series",
        *kept("number_series"),
        sa.Column("what", sa.String(16), nullable=False, comment="CASE"),
        sa.Column("scope", sa.String(100), nullable=False, comment="short name of the office"),
        sa.Column("year", sa.Integer, nullable=False),
        *link("number_series", "kind_code", "case_kind.code", nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.CheckConstraint("last >= 0", name="ck_number_series_last"),
        sa.UniqueConstraint(
            "what", "scope", "year", "kind_code", name="uq_number_series_what_scope_year_kind_code"
        ),
    )


def create_case() -> None:
    """The case, its parties and its timeline."""
    op.create_table(
        "case",
        *known("case"),
        sa.Column("number", sa.String(100), nullable=False, comment="编号, as shown"),
        *link("case", "number_series_id", "number_series.id"),
        sa.Column("number_serial", sa.Integer),
        *link("case", "kind_code", "case_kind.code", nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("details", sa.Text),
        sa.Column("urgency", sa.String(16), nullable=False),
        *link("case", "dispute_type_code", "dispute_type.code"),
        *moment("case", "happened", optional=True),
        *moment("case", "due", optional=True),
        sa.Column("limit_number", sa.Integer, comment="3, of 3工作日"),
        sa.Column("limit_unit", sa.String(16)),
        sa.Column("limit_words", sa.Text, comment="the limit as typed"),
        sa.Column("difficulty", sa.String(16), comment="难度"),
        sa.Column("risk", sa.String(16), comment="案件预测"),
        sa.Column("mediation_source", sa.String(16), comment="案件来源"),
        *link("case", "mechanism_code", "mechanism.code"),
        sa.Column(
            "is_restricted",
            sa.Boolean,
            nullable=False,
            comment="health, minors: not for everybody's eyes",
        ),
        sa.Column("is_open", sa.Boolean, nullable=False, comment="derived: 待办"),
        sa.Column("stage", sa.Text, comment="derived: 阶段 in words"),
        sa.Column("due_by", sa.DateTime, comment="derived: end of the limit in force, local"),
        sa.Column("registered_at", sa.DateTime, comment="derived: of the REGISTERED step, local"),
        sa.Column("needs_follow_up", sa.Boolean, nullable=False, comment="derived: 需回访"),
        sa.Column(
            "version",
            sa.Integer,
            nullable=False,
            comment="counts up with the case and its children",
        ),
        sa.Column("touched_at", sa.DateTime, comment="when a child last changed"),
        *placed("case"),
        *batched("case"),
        sa.CheckConstraint(
            "difficulty IN ('SIMPLE', 'ORDINARY', 'MAJOR', 'HARD', 'NOT_STATED')",
            name="ck_case_difficulty",
        ),
        sa.CheckConstraint(
            "limit_unit IN ('MINUTES', 'HOURS', 'WORKING_HOURS', 'DAYS', 'WORKDAYS')",
            name="ck_case_limit_unit",
        ),
        sa.CheckConstraint(
            "mediation_source IN ('APPLIED', 'OWN_MOTION', 'COURT', 'PROCURATOR', 'POLICE', 'PETITION', 'DEPARTMENT', 'DIRECT', 'ONLINE', 'NOT_STATED')",
            name="ck_case_mediation_source",
        ),
        sa.CheckConstraint("number <> ''", name="ck_case_number"),
        sa.CheckConstraint(
            "risk IN ('NORMAL', 'SUICIDE', 'CRIME', 'PETITIONING', 'FIGHT', 'OTHER', 'NOT_STATED')",
            name="ck_case_risk",
        ),
        sa.CheckConstraint("title <> ''", name="ck_case_title"),
        sa.CheckConstraint(
            "urgency IN ('NORMAL', 'URGENT', 'VERY_URGENT', 'NOT_STATED')", name="ck_case_urgency"
        ),
        sa.CheckConstraint("(limit_number IS NULL) = (limit_unit IS NULL)", name="ck_case_limit"),
        sa.CheckConstraint(
            "(number_series_id IS NULL) = (number_serial IS NULL)", name="ck_case_number_serial"
        ),
        sa.CheckConstraint("limit_number > 0", name="ck_case_limit_number"),
        sa.UniqueConstraint("number", name="uq_case_number"),
        sa.UniqueConstraint(
            "number_series_id", "number_serial", name="uq_case_number_series_id_number_serial"
        ),
    )
    index("case", "batch_id")
    index("case", "grid_unit_id")
    index("case", "is_open", "due_by", "id")
    index("case", "kind_code", "is_open")
    index("case", "registered_at", "id")

    op.create_table(
        "party",
        *known("party"),
        *link("party", "case_id", "case.id", nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("name", sa.Text, comment="as told in this case"),
        sa.Column("identity", sa.String(16), nullable=False),
        sa.Column("phone", sa.Text),
        sa.Column("home", sa.Text, comment="address as told"),
        sa.Column("id_kind", sa.String(16)),
        sa.Column("id_number", sa.Text),
        sa.Column("sex", sa.String(16)),
        sa.Column("ethnicity", sa.Text),
        *moment("party", "born", optional=True),
        sa.Column("occupation", sa.Text),
        sa.Column("workplace", sa.Text),
        sa.Column("language", sa.String(16)),
        *link("party", "organisation_id", "organisation.id"),
        sa.Column("for_party_id", KEY, comment="acts for this party; chains are allowed"),
        sa.Column("part_of_id", KEY, comment="group it is part of"),
        sa.Column("remark", sa.Text),
        *placed("party"),
        *removable("party"),
        sa.CheckConstraint(
            "id_kind IN ('RESIDENT_ID', 'HOUSEHOLD_BOOK', 'PASSPORT', 'HK_MACAO_PERMIT', 'TAIWAN_PERMIT', 'FOREIGN_PERMIT', 'CREDIT_CODE', 'OTHER', 'NOT_STATED')",
            name="ck_party_id_kind",
        ),
        sa.CheckConstraint(
            "identity IN ('KNOWN', 'UNKNOWN_NAME', 'ANONYMOUS', 'WITHHELD', 'NOT_STATED')",
            name="ck_party_identity",
        ),
        sa.CheckConstraint(
            "kind IN ('PERSON', 'HOUSEHOLD', 'ORGANISATION', 'GROUP', 'OTHER', 'NOT_STATED')",
            name="ck_party_kind",
        ),
        sa.CheckConstraint(
            "language IN ('MANDARIN', 'LOCAL', 'CANTONESE', 'SIGN', 'MONGOLIAN', 'TIBETAN', 'UYGHUR', 'KAZAKH', 'KOREAN', 'ZHUANG', 'YI', 'ENGLISH', 'OTHER', 'NOT_STATED')",
            name="ck_party_language",
        ),
        sa.CheckConstraint("sex IN ('MALE', 'FEMALE', 'NOT_STATED')", name="ck_party_sex"),
        sa.CheckConstraint("for_party_id <> id", name="ck_party_for_party_id"),
        sa.CheckConstraint("part_of_id <> id", name="ck_party_part_of_id"),
        sa.ForeignKeyConstraint(
            ["for_party_id", "case_id"],
            ["party.id", "party.case_id"],
            name="fk_party_for_party_id_case_id",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["part_of_id", "case_id"],
            ["party.id", "party.case_id"],
            name="fk_party_part_of_id_case_id",
            ondelete="RESTRICT",
        ),
        sa.UniqueConstraint("id", "case_id", name="uq_party_id_case_id"),
    )
    index("party", "case_id")
    index("party", "for_party_id")
    index("party", "grid_unit_id")
    index("party", "organisation_id")
    index("party", "part_of_id")

    op.create_table(
        "party_side",
        *kept("party_side"),
        *link("party_side", "party_id", "party.id", nullable=False),
        sa.Column("side", sa.String(4), nullable=False, comment="甲, 乙, 丙"),
        *moment("party_side", "since", optional=True),
        *moment("party_side", "ended", optional=True),
        *removable("party_side"),
        sa.CheckConstraint("side <> ''", name="ck_party_side_side"),
    )
    index("party_side", "party_id")

    op.create_table(
        "party_role",
        *kept("party_role"),
        *link("party_role", "party_id", "party.id", nullable=False),
        *link("party_role", "role_code", "role.code", nullable=False),
        *moment("party_role", "since", optional=True),
        *moment("party_role", "ended", optional=True),
        *removable("party_role"),
    )
    index("party_role", "party_id")

    op.create_table(
        "party_consent",
        *kept("party_consent"),
        *link("party_consent", "party_id", "party.id", nullable=False),
        sa.Column("consent", sa.String(16), nullable=False),
        *moment("party_consent", "given"),
        sa.Column("words", sa.Text),
        *removable("party_consent"),
        sa.CheckConstraint(
            "consent IN ('AGREES', 'REFUSES', 'WITHDRAWN', 'NOT_ASKED', 'NOT_STATED')",
            name="ck_party_consent_consent",
        ),
    )
    index("party_consent", "party_id")

    op.create_table(
        "step",
        *known("step"),
        *link("step", "case_id", "case.id", nullable=False),
        sa.Column(
            "position",
            sa.Integer,
            nullable=False,
            comment="order in the case, gaps of 1024, never shifted by one",
        ),
        *link("step", "action_code", "step_action.code", nullable=False),
        *moment("step", "moment"),
        sa.Column("note", sa.Text, comment="never one side's words"),
        sa.Column("reason", sa.Text),
        sa.Column("is_reason_unrecorded", sa.Boolean, nullable=False, comment="理由未记"),
        sa.Column("is_internal", sa.Boolean, nullable=False, comment="内部 sheets only"),
        sa.Column("is_prior", sa.Boolean, nullable=False, comment="前情: outside durations"),
        sa.Column("urge_level", sa.String(16)),
        *link("step", "mechanism_code", "mechanism.code"),
        sa.Column("times", sa.Integer, nullable=False, comment="stands for so many"),
        *removable("step"),
        sa.CheckConstraint(
            "action_code <> 'MEDIATED' OR (note IS NULL AND reason IS NULL)",
            name="ck_step_mediated_no_note",
        ),
        sa.CheckConstraint(
            "action_code <> 'RETURNED' OR reason IS NOT NULL OR is_reason_unrecorded",
            name="ck_step_returned",
        ),
        sa.CheckConstraint("action_code <> 'VOIDED' OR reason IS NOT NULL", name="ck_step_voided"),
        sa.CheckConstraint(
            "urge_level IN ('PLAIN', 'YELLOW', 'RED', 'NOT_STATED')", name="ck_step_urge_level"
        ),
        sa.CheckConstraint(
            "NOT is_reason_unrecorded OR reason IS NULL", name="ck_step_reason_unrecorded"
        ),
        sa.CheckConstraint("times >= 1", name="ck_step_times"),
    )
    index("step", "case_id", "action_code")
    op.create_index(
        "uq_step_case_id_position",
        "step",
        ["case_id", "position"],
        unique=True,
        sqlite_where=IN_USE,
        postgresql_where=IN_USE,
    )

    op.create_table(
        "step_actor",
        *kept("step_actor"),
        *link("step_actor", "step_id", "step.id", nullable=False),
        sa.Column("direction", sa.String(4), nullable=False, comment="FROM or TO"),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column(
            "words", sa.Text, nullable=False, comment="as it reads in this case, whatever is linked"
        ),
        *link("step_actor", "unit_id", "grid_unit.id"),
        *link("step_actor", "worker_id", "worker.id"),
        *link("step_actor", "organisation_id", "organisation.id"),
        *link("step_actor", "party_id", "party.id"),
        *link("step_actor", "tier_code", "grid_tier.code", comment="tier it acted in then"),
        *removable("step_actor"),
        sa.CheckConstraint("direction IN ('FROM', 'TO')", name="ck_step_actor_direction"),
        sa.CheckConstraint("words <> ''", name="ck_step_actor_words"),
        sa.CheckConstraint(
            "CASE WHEN unit_id IS NULL THEN 0 ELSE 1 END + CASE WHEN organisation_id IS NULL THEN 0 ELSE 1 END + CASE WHEN party_id IS NULL THEN 0 ELSE 1 END <= 1",
            name="ck_step_actor_unit_or",
        ),
        sa.CheckConstraint(
            "CASE WHEN worker_id IS NULL THEN 0 ELSE 1 END + CASE WHEN organisation_id IS NULL THEN 0 ELSE 1 END + CASE WHEN party_id IS NULL THEN 0 ELSE 1 END <= 1",
            name="ck_step_actor_worker_or",
        ),
    )
    index("step_actor", "organisation_id")
    index("step_actor", "party_id")
    index("step_actor", "step_id")
    index("step_actor", "unit_id")
    index("step_actor", "worker_id")

    op.create_table(
        "request",
        *known("request"),
        *link("request", "case_id", "case.id", nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False, comment="what is asked"),
        sa.Column("asked_by_id", KEY, comment="party; NULL = nobody asks"),
        sa.Column("asked_by_words", sa.Text),
        sa.Column("asked_of_id", KEY, comment="party; NULL = no other party"),
        sa.Column("asked_of_words", sa.Text, comment="a rule or a facility, in words"),
        sa.Column("finding", sa.String(16), nullable=False),
        *removable("request"),
        sa.CheckConstraint(
            "finding IN ('TRUE', 'PARTLY_TRUE', 'UNTRUE', 'UNVERIFIED')", name="ck_request_finding"
        ),
        sa.CheckConstraint("words <> ''", name="ck_request_words"),
        sa.ForeignKeyConstraint(
            ["asked_by_id", "case_id"],
            ["party.id", "party.case_id"],
            name="fk_request_asked_by_id_case_id",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["asked_of_id", "case_id"],
            ["party.id", "party.case_id"],
            name="fk_request_asked_of_id_case_id",
            ondelete="RESTRICT",
        ),
    )
    index("request", "asked_by_id")
    index("request", "asked_of_id")
    index("request", "case_id")

    op.create_table(
        "report",
        *known("report"),
        *link("report", "case_id", "case.id", nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        *link("report", "channel_code", "channel.code", nullable=False),
        *moment("report", "reported"),
        sa.Column("by_party_id", KEY),
        sa.Column("by_words", sa.Text),
        *link("report", "sender_id", "organisation.id", comment="来源单位"),
        sa.Column("sender_words", sa.Text),
        sa.Column("outside_number", sa.Text, comment="来源编号"),
        *moment("report", "reply_due", optional=True),
        sa.Column("reply", sa.Text, comment="答复, as given outside"),
        *moment("report", "replied", optional=True),
        *removable("report"),
        sa.ForeignKeyConstraint(
            ["by_party_id", "case_id"],
            ["party.id", "party.case_id"],
            name="fk_report_by_party_id_case_id",
            ondelete="RESTRICT",
        ),
    )
    index("report", "by_party_id")
    index("report", "case_id")
    index("report", "outside_number")

    op.create_table(
        "outcome",
        *known("outcome"),
        *owns_step("outcome"),
        *link("outcome", "result_code", "result.code", nullable=False),
        *link("outcome", "request_id", "request.id"),
        *link("outcome", "party_id", "party.id"),
        sa.Column("note", sa.Text, comment="reason, explanation"),
        sa.CheckConstraint(
            "CASE WHEN request_id IS NULL THEN 0 ELSE 1 END + CASE WHEN party_id IS NULL THEN 0 ELSE 1 END <= 1",
            name="ck_outcome_of_what",
        ),
    )
    index("outcome", "party_id")
    index("outcome", "request_id")

    op.create_table(
        "closing",
        *kept("closing"),
        *owns_step("closing"),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.CheckConstraint(
            "kind IN ('SUBSTANTIVE', 'PROCEDURAL', 'INTERIM', 'OTHER', 'NOT_STATED')",
            name="ck_closing_kind",
        ),
    )

    op.create_table(
        "extension",
        *kept("extension"),
        *owns_step("extension"),
        *moment("extension", "new_due"),
        sa.Column("limit_words", sa.Text, comment="the limit as typed"),
    )


def create_mediation() -> None:
    """Sessions, who sat, what was said apart, partners."""
    op.create_table(
        "mediation_session",
        *known("mediation_session"),
        *owns_step("mediation_session"),
        sa.Column("method", sa.String(20), nullable=False),
        sa.Column("way", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("effect", sa.String(16), nullable=False),
        sa.Column(
            "sitting",
            sa.Integer,
            nullable=False,
            comment="number in the case; parts of one sitting share it",
        ),
        sa.Column("times", sa.Integer, nullable=False, comment="stands for so many sessions"),
        sa.Column("place", sa.Text),
        sa.Column("record", sa.Text, comment="never a caucus's words"),
        sa.Column("state_words", sa.Text, comment="why it was not held as planned"),
        sa.Column(
            "joint_first_reason", sa.Text, comment="why face to face came before back to back"
        ),
        sa.CheckConstraint(
            "effect IN ('AGREED', 'PARTLY', 'PROGRESS', 'NO_AGREEMENT', 'NOT_STATED')",
            name="ck_mediation_session_effect",
        ),
        sa.CheckConstraint(
            "method <> 'BACK_TO_BACK' OR record IS NULL",
            name="ck_mediation_session_caucus_no_record",
        ),
        sa.CheckConstraint(
            "method IN ('BACK_TO_BACK', 'FACE_TO_FACE', 'ENQUIRY', 'ONE_SIDE_MEETING', 'CONFERENCE', 'MIXED', 'OTHER', 'NOT_STATED')",
            name="ck_mediation_session_method",
        ),
        sa.CheckConstraint(
            "state IN ('HELD', 'BROKEN_OFF', 'NOT_MET', 'NO_CONTACT', 'DECLINED', 'POSTPONED')",
            name="ck_mediation_session_state",
        ),
        sa.CheckConstraint(
            "way IN ('IN_PERSON', 'HOME_VISIT', 'PHONE', 'GROUP_CHAT', 'VIDEO', 'OTHER', 'NOT_STATED')",
            name="ck_mediation_session_way",
        ),
        sa.CheckConstraint("sitting >= 1", name="ck_mediation_session_sitting"),
        sa.CheckConstraint("times >= 1", name="ck_mediation_session_times"),
    )

    op.create_table(
        "session_party",
        *kept("session_party"),
        *link("session_party", "session_id", "mediation_session.id", nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column(
            "words", sa.Text, nullable=False, comment="as it reads in this case, whatever is linked"
        ),
        *link("session_party", "party_id", "party.id"),
        *link("session_party", "worker_id", "worker.id"),
        *link("session_party", "organisation_id", "organisation.id"),
        sa.Column("language", sa.String(16), comment="for an interpreter"),
        *removable("session_party"),
        sa.CheckConstraint(
            "language IN ('MANDARIN', 'LOCAL', 'CANTONESE', 'SIGN', 'MONGOLIAN', 'TIBETAN', 'UYGHUR', 'KAZAKH', 'KOREAN', 'ZHUANG', 'YI', 'ENGLISH', 'OTHER', 'NOT_STATED')",
            name="ck_session_party_language",
        ),
        sa.CheckConstraint(
            "role <> 'PARTY' OR party_id IS NOT NULL", name="ck_session_party_party"
        ),
        sa.CheckConstraint(
            "role IN ('PARTY', 'MEDIATOR', 'RECORDER', 'INVITED', 'COMPANION', 'INTERPRETER', 'OTHER', 'NOT_STATED')",
            name="ck_session_party_role",
        ),
        sa.CheckConstraint("words <> ''", name="ck_session_party_words"),
        sa.CheckConstraint(
            "CASE WHEN party_id IS NULL THEN 0 ELSE 1 END + CASE WHEN worker_id IS NULL THEN 0 ELSE 1 END + CASE WHEN organisation_id IS NULL THEN 0 ELSE 1 END <= 1",
            name="ck_session_party_who",
        ),
    )
    index("session_party", "party_id")
    index("session_party", "session_id")

    op.create_table(
        "caucus_note",
        *known("caucus_note"),
        *link("caucus_note", "session_id", "mediation_session.id", nullable=False),
        sa.Column("text", sa.Text, nullable=False, comment="never leaves the desk"),
        sa.Column("confidentiality", sa.String(16), nullable=False),
        sa.Column("may_convey_to", sa.Text, comment="可转达: to whom"),
        sa.Column("reported_why", sa.Text, comment="依法报告: reason"),
        *removable("caucus_note"),
        sa.CheckConstraint(
            "confidentiality <> 'REPORTED' OR reported_why IS NOT NULL",
            name="ck_caucus_note_reported_why",
        ),
        sa.CheckConstraint(
            "confidentiality IN ('CONFIDENTIAL', 'MAY_CONVEY', 'REPORTED')",
            name="ck_caucus_note_confidentiality",
        ),
        sa.CheckConstraint("text <> ''", name="ck_caucus_note_text"),
    )
    index("caucus_note", "session_id")

    op.create_table(
        "caucus_speaker",
        *recorded("caucus_speaker"),
        *link("caucus_speaker", "note_id", "caucus_note.id", nullable=False),
        *link("caucus_speaker", "party_id", "party.id", nullable=False),
        sa.PrimaryKeyConstraint("note_id", "party_id", name="pk_caucus_speaker"),
    )
    index("caucus_speaker", "party_id")

    op.create_table(
        "partner",
        *kept("partner"),
        *link("partner", "step_id", "step.id"),
        *link("partner", "session_id", "mediation_session.id"),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column(
            "words", sa.Text, nullable=False, comment="as it reads in this case, whatever is linked"
        ),
        *link("partner", "unit_id", "grid_unit.id"),
        *link("partner", "worker_id", "worker.id"),
        *link("partner", "organisation_id", "organisation.id"),
        sa.Column("part", sa.String(16), nullable=False),
        sa.Column("came", sa.String(16), nullable=False),
        *removable("partner"),
        sa.CheckConstraint(
            "came IN ('CAME', 'INVITED_ABSENT', 'TO_INVITE', 'NOT_STATED')", name="ck_partner_came"
        ),
        sa.CheckConstraint(
            "part IN ('LEAD', 'HOST', 'ASSIST', 'TAKE_PART', 'TEST', 'WITNESS', 'OTHER', 'NOT_STATED')",
            name="ck_partner_part",
        ),
        sa.CheckConstraint("words <> ''", name="ck_partner_words"),
        sa.CheckConstraint(
            "CASE WHEN step_id IS NULL THEN 0 ELSE 1 END + CASE WHEN session_id IS NULL THEN 0 ELSE 1 END = 1",
            name="ck_partner_of_what",
        ),
        sa.CheckConstraint(
            "CASE WHEN unit_id IS NULL THEN 0 ELSE 1 END + CASE WHEN organisation_id IS NULL THEN 0 ELSE 1 END <= 1",
            name="ck_partner_who",
        ),
    )
    index("partner", "organisation_id")
    index("partner", "session_id")
    index("partner", "step_id")


def create_aid() -> None:
    """Appeals, gifts, follow-ups, thanks, activities."""
    op.create_table(
        "appeal",
        *known("appeal"),
        *owns_step("appeal"),
        sa.Column("platform", sa.Text, nullable=False),
    )

    op.create_table(
        "gift",
        *known("gift"),
        *owns_step("gift"),
        *link("gift", "appeal_id", "appeal.id"),
        sa.Column("direction", sa.String(16), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("giver_words", sa.Text),
        *link("gift", "giver_id", "party.id"),
        sa.Column("receiver_words", sa.Text, comment="交给谁"),
        sa.Column("goods", sa.Text),
        sa.Column("witness_words", sa.Text),
        sa.Column("may_publish_name", sa.Boolean, comment="NULL = not asked"),
        sa.CheckConstraint(
            "channel IN ('ONLINE', 'PROPERTY', 'NEIGHBOURS', 'ORGANISATION', 'OTHER', 'NOT_STATED')",
            name="ck_gift_channel",
        ),
        sa.CheckConstraint("direction IN ('RAISED', 'SPENT')", name="ck_gift_direction"),
    )
    index("gift", "appeal_id")

    op.create_table(
        "follow_up",
        *known("follow_up"),
        *owns_step("follow_up"),
        sa.Column("way", sa.String(16), nullable=False),
        *moment("follow_up", "next", optional=True),
        sa.CheckConstraint(
            "way IN ('IN_PERSON', 'HOME_VISIT', 'PHONE', 'MESSAGE', 'OTHER', 'NOT_STATED')",
            name="ck_follow_up_way",
        ),
    )

    op.create_table(
        "follow_up_finding",
        *kept("follow_up_finding"),
        *link("follow_up_finding", "follow_up_id", "follow_up.id", nullable=False),
        *link("follow_up_finding", "party_id", "party.id", nullable=False),
        sa.Column("reached", sa.String(16), nullable=False),
        sa.Column("performed", sa.String(16), nullable=False),
        sa.Column("solved", sa.String(16), nullable=False),
        sa.Column("satisfaction", sa.String(16), nullable=False),
        sa.Column("words", sa.Text),
        *removable("follow_up_finding"),
        sa.CheckConstraint(
            "performed IN ('PERFORMED', 'PARTLY', 'NOT_PERFORMED', 'NOT_DUE', 'NONE', 'NOT_STATED')",
            name="ck_follow_up_finding_performed",
        ),
        sa.CheckConstraint(
            "reached IN ('REACHED', 'NOT_REACHED', 'NOT_STATED')",
            name="ck_follow_up_finding_reached",
        ),
        sa.CheckConstraint(
            "satisfaction IN ('SATISFIED', 'MOSTLY', 'DISSATISFIED', 'NOT_EXPRESSED', 'NOT_STATED')",
            name="ck_follow_up_finding_satisfaction",
        ),
        sa.CheckConstraint(
            "solved IN ('SOLVED', 'UNSOLVED', 'CAME_BACK', 'NOT_STATED')",
            name="ck_follow_up_finding_solved",
        ),
    )
    index("follow_up_finding", "follow_up_id")
    index("follow_up_finding", "party_id")

    op.create_table(
        "thanks",
        *known("thanks"),
        *owns_step("thanks"),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("words", sa.Text, comment="what stands on the banner"),
        sa.CheckConstraint(
            "kind IN ('BANNER', 'LETTER', 'PHONE', 'MESSAGE', 'IN_PERSON', 'OTHER', 'NOT_STATED')",
            name="ck_thanks_kind",
        ),
    )

    op.create_table(
        "activity",
        *known("activity"),
        *owns_step("activity"),
        sa.Column("host_words", sa.Text),
        *link("activity", "host_id", "organisation.id"),
        sa.Column("place", sa.Text),
        sa.Column("programme", sa.Text),
    )

    op.create_table(
        "post",
        *kept("post"),
        *link("post", "activity_id", "activity.id", nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("people_words", sa.Text, comment="who, in words"),
        sa.Column("minutes", sa.Integer, comment="time served by each, in minutes"),
        *removable("post"),
        sa.CheckConstraint("name <> ''", name="ck_post_name"),
        sa.CheckConstraint("minutes > 0", name="ck_post_minutes"),
    )
    index("post", "activity_id")

    op.create_table(
        "training",
        *kept("training"),
        *link("training", "activity_id", "activity.id", nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        *moment("training", "moment"),
        sa.Column("trainer_words", sa.Text),
        sa.Column("trained_words", sa.Text),
        *removable("training"),
        sa.CheckConstraint("topic <> ''", name="ck_training_topic"),
    )
    index("training", "activity_id")


def create_figures() -> None:
    """Amounts and counts, each with exactly one owner."""
    op.create_table(
        "amount",
        *known("amount"),
        sa.Column("low_fen", sa.BigInteger, comment="fen; the figure named"),
        sa.Column("high_fen", sa.BigInteger, comment="fen; upper end of a RANGE"),
        sa.Column("qualifier", sa.String(16), nullable=False),
        sa.Column("per", sa.Text, comment="每人: 人"),
        sa.Column("period", sa.Text, comment="每年: 年"),
        sa.Column("reach", sa.String(16), nullable=False, comment="for each or for all"),
        sa.Column("share", sa.Text, comment="1/3, 30%"),
        sa.Column("stage", sa.String(16)),
        sa.Column("in_kind", sa.Text),
        sa.Column("words", sa.Text),
        *link("amount", "request_id", "request.id"),
        *link("amount", "step_id", "step.id"),
        *link("amount", "session_id", "mediation_session.id"),
        *link("amount", "caucus_note_id", "caucus_note.id"),
        *link("amount", "gift_id", "gift.id"),
        *link("amount", "said_in_session_id", "mediation_session.id", comment="when it was said"),
        sa.Column("confidentiality", sa.String(16), comment="NULL = open to all who attended"),
        *removable("amount"),
        sa.CheckConstraint(
            "(high_fen IS NULL) = (qualifier <> 'RANGE')", name="ck_amount_high_fen"
        ),
        sa.CheckConstraint("(low_fen IS NULL) = (qualifier = 'WORDS')", name="ck_amount_low_fen"),
        sa.CheckConstraint(
            "confidentiality IN ('CONFIDENTIAL', 'MAY_CONVEY', 'REPORTED')",
            name="ck_amount_confidentiality",
        ),
        sa.CheckConstraint("qualifier <> 'WORDS' OR words IS NOT NULL", name="ck_amount_words"),
        sa.CheckConstraint(
            "qualifier IN ('EXACT', 'ABOUT', 'OVER', 'UNDER', 'RANGE', 'WORDS')",
            name="ck_amount_qualifier",
        ),
        sa.CheckConstraint("reach IN ('EACH', 'TOTAL', 'UNCLEAR')", name="ck_amount_reach"),
        sa.CheckConstraint(
            "stage IN ('CLAIM', 'OFFER', 'COUNTER', 'ESTIMATE', 'BASIS', 'DISPUTED', 'DEDUCTION', 'WAIVED', 'AGREED', 'AWARDED', 'PAID', 'ADVANCED', 'ESCROW', 'NEED', 'EXPENSE', 'RAISED', 'SPENT', 'SURPLUS', 'PASSED_ON')",
            name="ck_amount_stage",
        ),
        sa.CheckConstraint(
            "CASE WHEN request_id IS NULL THEN 0 ELSE 1 END + CASE WHEN step_id IS NULL THEN 0 ELSE 1 END + CASE WHEN session_id IS NULL THEN 0 ELSE 1 END + CASE WHEN caucus_note_id IS NULL THEN 0 ELSE 1 END + CASE WHEN gift_id IS NULL THEN 0 ELSE 1 END = 1",
            name="ck_amount_owner",
        ),
        sa.CheckConstraint(
            "caucus_note_id IS NULL OR confidentiality IS NOT NULL", name="ck_amount_class"
        ),
        sa.CheckConstraint(
            "low_fen >= 0 AND (high_fen IS NULL OR high_fen > low_fen)", name="ck_amount_order"
        ),
    )
    index("amount", "caucus_note_id")
    index("amount", "gift_id")
    index("amount", "request_id")
    index("amount", "session_id")
    index("amount", "step_id")

    op.create_table(
        "amount_end",
        *kept("amount_end"),
        *link("amount_end", "amount_id", "amount.id", nullable=False),
        sa.Column("part", sa.String(8), nullable=False, comment="PAYER or PAYEE"),
        sa.Column(
            "words", sa.Text, nullable=False, comment="as it reads in this case, whatever is linked"
        ),
        *link("amount_end", "party_id", "party.id"),
        *removable("amount_end"),
        sa.CheckConstraint("part IN ('PAYER', 'PAYEE')", name="ck_amount_end_part"),
        sa.CheckConstraint("words <> ''", name="ck_amount_end_words"),
    )
    index("amount_end", "amount_id")
    index("amount_end", "party_id")
    op.create_table(
        "count",
        *kept("count"),
        sa.Column("value", sa.BigInteger, comment="the figure named"),
        sa.Column("high", sa.BigInteger, comment="upper end of a RANGE"),
        sa.Column("qualifier", sa.String(16), nullable=False),
        sa.Column("unit", sa.Text, comment="人, 户, 人次, 台"),
        sa.Column("of_what", sa.Text, comment="总数, 到场, 代表"),
        sa.Column("words", sa.Text),
        *link("count", "case_id", "case.id"),
        *link("count", "party_id", "party.id"),
        *link("count", "session_id", "mediation_session.id"),
        *link("count", "activity_id", "activity.id"),
        *link("count", "post_id", "post.id"),
        *link("count", "gift_id", "gift.id", comment="unnamed donors"),
        *removable("count"),
        sa.CheckConstraint("(high IS NULL) = (qualifier <> 'RANGE')", name="ck_count_high"),
        sa.CheckConstraint("(value IS NULL) = (qualifier = 'WORDS')", name="ck_count_value"),
        sa.CheckConstraint("qualifier <> 'WORDS' OR words IS NOT NULL", name="ck_count_words"),
        sa.CheckConstraint(
            "qualifier IN ('EXACT', 'ABOUT', 'OVER', 'UNDER', 'RANGE', 'WORDS')",
            name="ck_count_qualifier",
        ),
        sa.CheckConstraint(
            "CASE WHEN case_id IS NULL THEN 0 ELSE 1 END + CASE WHEN party_id IS NULL THEN 0 ELSE 1 END + CASE WHEN session_id IS NULL THEN 0 ELSE 1 END + CASE WHEN activity_id IS NULL THEN 0 ELSE 1 END + CASE WHEN post_id IS NULL THEN 0 ELSE 1 END + CASE WHEN gift_id IS NULL THEN 0 ELSE 1 END = 1",
            name="ck_count_owner",
        ),
        sa.CheckConstraint("value >= 0 AND (high IS NULL OR high > value)", name="ck_count_order"),
    )
    index("count", "activity_id")
    index("count", "case_id")
    index("count", "gift_id")
    index("count", "party_id")
    index("count", "post_id")
    index("count", "session_id")


def create_paper() -> None:
    """Printed sheets and unsaved forms."""
    op.create_table(
        "printed_sheet",
        *known("printed_sheet"),
        *link("printed_sheet", "case_id", "case.id"),
        sa.Column("sheet", CODE, nullable=False, comment="CASE_SHEET"),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("medium", sa.String(8), nullable=False, comment="PAPER or PDF"),
        sa.Column("copies", sa.Integer, nullable=False),
        sa.Column("pages", sa.Integer),
        sa.Column("reason", sa.Text, comment="why more than joint content left, where it did"),
        sa.CheckConstraint("medium IN ('PAPER', 'PDF')", name="ck_printed_sheet_medium"),
        sa.CheckConstraint(
            "purpose IN ('FILE', 'FORWARD', 'PARTY', 'PUBLIC', 'INTERNAL')",
            name="ck_printed_sheet_purpose",
        ),
        sa.CheckConstraint("copies >= 1", name="ck_printed_sheet_copies"),
        sa.CheckConstraint("pages >= 1", name="ck_printed_sheet_pages"),
    )
    index("printed_sheet", "case_id")

    op.create_table(
        "unsaved_form",
        *kept("unsaved_form"),
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("form", CODE, nullable=False),
        *link("unsaved_form", "case_id", "case.id"),
        sa.Column("raw", sa.JSON, nullable=False, comment="as typed, nothing read"),
        sa.Column("saved_at", sa.DateTime, nullable=False),
        sa.UniqueConstraint("key", name="uq_unsaved_form_key"),
    )
    index("unsaved_form", "case_id")


def lookup(name: str, *more: sa.Column) -> sa.Table:
    """One list that grows, keyed by a code that never changes."""
    return op.create_table(
        name,
        sa.Column("code", CODE, nullable=False, comment="never changes once used"),
        sa.Column("label", sa.Text, nullable=False, comment="what people read"),
        sa.Column("short_label", sa.Text, nullable=False, comment="for numbers and narrow columns"),
        sa.Column("rank", sa.Integer, nullable=False, comment="order of choosing"),
        sa.Column("retired_on", sa.Date, comment="not offered from this day"),
        *link(
            name,
            "base",
            f"{name}.code",
            nullable=False,
            comment="the built-in code it behaves like",
        ),
        *more,
        sa.CheckConstraint("code <> ''", name=f"ck_{name}_code"),
        sa.CheckConstraint("label <> ''", name=f"ck_{name}_label"),
        sa.PrimaryKeyConstraint("code", name=f"pk_{name}"),
    )


def row(rows: tuple, code: str, label: str, short_label: str) -> dict:
    """A built-in row; tiers are ranked from the top down, all others from first to last."""
    place = [words[0] for words in rows].index(code)
    rank = len(rows) - place if rows is SEED["grid_tier"] else place + 1
    return {
        "code": code,
        "label": label,
        "short_label": short_label,
        "rank": rank * 10,
        "base": code,
    }


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


def batched(table: str) -> Iterator[Part]:
    """Brought in together with others."""
    yield sa.Column(
        "batch",
        sa.String(16),
        comment="SAMPLE, IMPORT or GENERATED; NULL = typed by a clerk",
    )
    yield sa.Column("batch_id", sa.String(36), comment="one UUID for all rows of a batch")
    yield sa.CheckConstraint("batch IN ('SAMPLE', 'IMPORT', 'GENERATED')", name=f"ck_{table}_batch")
    yield sa.CheckConstraint("(batch IS NULL) = (batch_id IS NULL)", name=f"ck_{table}_batch_id")


def owns_step(table: str) -> Iterator[Part]:
    """A dated thing and its one step."""
    yield from link(table, "step_id", "step.id", nullable=False)
    yield sa.UniqueConstraint("step_id", name=f"uq_{table}_step_id")


def placed(table: str) -> Iterator[Part]:
    """A place in words of its own, linked to a grid unit."""
    yield sa.Column("grid_words", sa.Text, comment="name of the grid unit as it was then")
    for name, label in (
        ("estate", "小区"),
        ("building", "楼"),
        ("unit", "单元"),
        ("floor", "层"),
        ("room", "室"),
        ("place_note", "位置说明"),
    ):
        yield sa.Column(name, sa.Text, comment=label)
    yield from link(table, "grid_unit_id", "grid_unit.id")


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


# The built-in rows: (code, label, short label[, number in the bureau's lists]).
SEED = {
    "case_kind": (
        ("HAZARD", "安全隐患", "隐患"),
        ("DISPUTE", "矛盾纠纷", "纠纷"),
        ("AID", "困难帮扶", "帮扶"),
        ("ACTIVITY", "活动需求", "活动"),
        ("SUGGESTION", "意见建议", "建议"),
        ("SERVICE", "民生服务", "服务"),
        ("OTHER", "其他", "其他"),
    ),
    "channel": (
        ("PATROL", "网格巡查", "巡查"),
        ("VISIT_HOME", "入户走访", "走访"),
        ("INSPECTION", "集中排查", "排查"),
        ("WALK_IN", "居民上门", "上门"),
        ("PHONE", "来电", "来电"),
        ("HOTLINE", "12345热线", "热线"),
        ("ONLINE", "网络问政/领导信箱", "网络"),
        ("WECHAT", "微信", "微信"),
        ("PETITION", "信访", "信访"),
        ("POLICE", "公安移送/110", "公安"),
        ("COURT", "法院委派委托", "法院"),
        ("SUPERIOR", "上级交办", "交办"),
        ("DEPARTMENT", "部门移送", "部门"),
        ("ON_SCENE", "现场发现", "现场"),
        ("MEDIA", "媒体", "媒体"),
        ("MEETING", "会议提出", "会议"),
        ("SUGGESTION_BOX", "金点子征集箱", "征集箱"),
        ("OTHER", "其他", "其他"),
        ("NOT_STATED", "未记明", "未记明"),
    ),
    "step_action": (
        ("REGISTERED", "登记", "登记"),
        ("FOUND", "发现", "发现"),
        ("REPORTED_UP", "上报", "上报"),
        ("VERIFIED", "核实", "核实"),
        ("ACCEPTED", "受理", "受理"),
        ("DECLINED", "不予受理", "不予受理"),
        ("FILED", "立案", "立案"),
        ("DISPATCHED", "派遣/交办", "派遣"),
        ("CO_ASSIGNED", "加派", "加派"),
        ("REASSIGNED", "改派", "改派"),
        ("RECEIVED", "签收", "签收"),
        ("CONTACTED", "联系", "联系"),
        ("VISITED", "走访", "走访"),
        ("ON_SITE", "到场", "到场"),
        ("INTERIM_MEASURE", "先期处置", "先期处置"),
        ("TESTED", "检测鉴定", "检测鉴定"),
        ("CONFERRED", "会商研判", "会商研判"),
        ("EMERGENCY_CALL", "报警/急救", "报警/急救"),
        ("HANDLED", "处置", "处置"),
        ("ASSISTED", "协办", "协办"),
        ("JOINED", "联动", "联动"),
        ("REPORTED_BACK", "反馈", "反馈"),
        ("INFORMED", "告知诉求人", "告知诉求人"),
        ("REPLIED", "答复来源单位", "答复来源单位"),
        ("CHECKED", "核查", "核查"),
        ("RETURNED", "退回", "退回"),
        ("REWORK", "返工", "返工"),
        ("EXTENDED", "延期", "延期"),
        ("URGED", "督办", "督办"),
        ("INSTRUCTED", "领导批示", "领导批示"),
        ("TRANSFERRED_OUT", "移送", "移送"),
        ("CAME_BACK", "移回", "移回"),
        ("SUSPENDED", "中止", "中止"),
        ("RESUMED", "恢复办理", "恢复办理"),
        ("MERGED", "并案", "并案"),
        ("SPLIT", "分案", "分案"),
        ("PUBLISHED", "公示", "公示"),
        ("CLOSED", "办结", "办结"),
        ("REOPENED", "重新打开", "重新打开"),
        ("VOIDED", "作废", "作废"),
        ("ARCHIVED", "归档", "归档"),
        ("NOTED", "记事", "记事"),
        ("MEDIATED", "调解", "调解"),
        ("AGREEMENT_MADE", "协议", "协议"),
        ("PERFORMED", "履行", "履行"),
        ("FOLLOWED_UP", "回访", "回访"),
        ("THANKED", "致谢", "致谢"),
        ("GIFT_GIVEN", "捐助", "捐助"),
        ("ACTIVITY_HELD", "活动", "活动"),
        ("OUTCOME_REACHED", "结果", "结果"),
    ),
    "role": (
        ("REQUESTER", "诉求人/申请人", "诉求人"),
        ("RESPONDENT", "对方/被申请人", "对方"),
        ("REPORTER", "反映人", "反映人"),
        ("BENEFICIARY", "帮扶对象", "帮扶对象"),
        ("AFFECTED", "受影响人", "受影响人"),
        ("CONCERNED", "利害关系人", "利害关系人"),
        ("REPRESENTATIVE", "代表", "代表"),
        ("GUARDIAN", "监护人", "监护人"),
        ("AGENT", "代理人", "代理人"),
        ("PRINCIPAL", "本人", "本人"),
        ("SUPPORTER", "陪同人", "陪同人"),
        ("WITNESS", "知情人", "知情人"),
        ("THIRD_PARTY", "第三人", "第三人"),
        ("OTHER", "其他", "其他"),
        ("NOT_STATED", "未记明", "未记明"),
    ),
    "mechanism": (("THREE_PARTY", "三方联动", "三方联动"),),
    "grid_tier": (
        ("CITY_CENTRE", "城运中心", "城"),
        ("GRID_1", "一级网格", "一"),
        ("GRID_2", "二级网格", "二"),
        ("GRID_3", "三级网格", "三"),
        ("MICRO", "微网格", "微"),
    ),
    "job": (
        ("GRID_LEADER", "网格长", "网格长"),
        ("GRID_WORKER", "网格员", "网格员"),
        ("LIAISON", "联络员", "联络员"),
        ("MICRO_LEADER", "微网格长", "微网格长"),
        ("MICRO_WORKER", "微网格员", "微网格员"),
        ("BUILDING_LEADER", "楼栋长", "楼栋长"),
        ("VOLUNTEER", "志愿者", "志愿者"),
        ("HANDLER", "经办人", "经办人"),
        ("MEDIATOR", "调解员", "调解员"),
        ("OTHER", "其他", "其他"),
        ("NOT_STATED", "未记明", "未记明"),
    ),
}
SEED_WITH_BUREAU = {
    "result": (
        ("AGREED", "达成协议", "达成协议", "1"),
        ("RECONCILED", "和解", "和解", "1"),
        ("PARTLY_AGREED", "部分达成", "部分达成", "1"),
        ("NOT_RECONCILED", "调解不成功", "调解不成功", "2"),
        ("SOLVED", "已解决", "已解决", ""),
        ("PARTLY_SOLVED", "部分解决", "部分解决", ""),
        ("SOLVED_OTHERWISE", "以其他方式解决", "以其他方式解决", ""),
        ("NOT_SOLVED", "未解决", "未解决", ""),
        ("EXPLAINED", "解释说明", "解释说明", ""),
        ("UNFOUNDED", "经查不属实", "经查不属实", ""),
        ("HELD", "已举办", "已举办", ""),
        ("CANCELLED", "取消", "取消", ""),
        ("CONTINUING", "持续帮扶", "持续帮扶", ""),
        ("ADOPTED", "采纳", "采纳", ""),
        ("PARTLY_ADOPTED", "部分采纳", "部分采纳", ""),
        ("NOT_ADOPTED", "暂未采纳", "暂未采纳", ""),
        ("DECLINED", "不予受理", "不予受理", ""),
        ("RETURNED", "退回派单单位", "退回派单单位", ""),
        ("WITHDRAWN", "撤回", "撤回", "2"),
        ("TERMINATED", "终止", "终止", "2"),
        ("TRANSFERRED", "移送", "移送", "2"),
        ("REFERRED", "告知其他途径", "告知其他途径", "2"),
        ("MERGED", "并入", "并入", ""),
        ("PENDING", "有待继续", "有待继续", "3"),
        ("SUSPENDED", "中止", "中止", "3"),
    ),
    "dispute_type": (
        ("FAMILY", "婚姻家庭纠纷", "家庭", "1"),
        ("NEIGHBOUR", "邻里纠纷", "邻里", "2"),
        ("HOUSING", "房产宅基地纠纷", "房产", "3"),
        ("CONTRACT", "合同纠纷", "合同", "4"),
        ("BUSINESS", "生产经营纠纷", "经营", "5"),
        ("DAMAGES", "损害赔偿纠纷", "赔偿", "6"),
        ("LAND", "山林土地纠纷", "土地", "7"),
        ("EXPROPRIATION", "征地拆迁纠纷", "拆迁", "8"),
        ("POLLUTION", "环境污染纠纷", "环境", "9"),
        ("MIGRANT_WAGES", "拖欠农民工工资纠纷", "欠薪", "10"),
        ("LABOUR", "其他劳动争议纠纷", "劳动", "11"),
        ("TRAVEL", "旅游纠纷", "旅游", "12"),
        ("E_COMMERCE", "电子商务纠纷", "电商", "13"),
        ("CONSUMER", "其他消费纠纷", "消费", "14"),
        ("MEDICAL", "医疗纠纷", "医疗", "15"),
        ("TRAFFIC", "道路交通事故纠纷", "交通", "16"),
        ("PROPERTY_SERVICE", "物业纠纷", "物业", "17"),
        ("OTHER", "其他纠纷", "其他", "18"),
        ("NOT_STATED", "未记明", "未记明", ""),
    ),
}
BUREAU = {
    "result": "result in the bureau's statistics; NULL = not counted",
    "dispute_type": "number in the bureau's list",
}
