"""Runs migrations on the connection handed in, or renders them as SQL without one.

Nothing of the program is imported: a migration has to run as it was written,
whatever the models have become since.
"""

from alembic import context

connection = context.config.attributes.get("connection")
if connection is None:
    context.configure(
        dialect_name=context.config.get_main_option("dialect") or "sqlite",
        literal_binds=True,
        dialect_opts={"paramstyle": "named"},
    )
else:
    # Who hands the connection in has begun the transaction, and ends it with the
    # schema number set: a migration is kept whole or not at all.
    context.configure(connection=connection, render_as_batch=True)

with context.begin_transaction():
    context.run_migrations()
