"""Raw text of forms nobody has saved yet, kept so that a crash loses nothing."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from linli.domain.case_file import UnsavedRow
from linli.records.tables import UnsavedForm


def keep_unsaved(
    session: Session, key: str, form: str, case_id: int | None, raw: dict[str, Any]
) -> None:
    """Keep what stands in an open form, in place of what was kept of it before."""
    kept = _of(session, key)
    if kept is None:
        kept = UnsavedForm(key=key, form=form, case_id=case_id)
        session.add(kept)
    kept.raw, kept.saved_at = raw, datetime.now(UTC)


def drop_unsaved(session: Session, key: str) -> None:
    """Forget an open form: it was saved, or thrown away."""
    kept = _of(session, key)
    if kept is not None:
        session.delete(kept)


def unsaved_forms(session: Session) -> tuple[UnsavedRow, ...]:
    """All open forms, the oldest first; ``saved_at`` in local time."""
    forms = session.scalars(select(UnsavedForm).order_by(UnsavedForm.id))
    return tuple(
        UnsavedRow(
            key=form.key,
            form=form.form,
            case_id=form.case_id,
            raw=form.raw,
            saved_at=form.saved_at.astimezone().replace(tzinfo=None),
        )
        for form in forms
    )


def _of(session: Session, key: str) -> UnsavedForm | None:
    return session.scalars(select(UnsavedForm).where(UnsavedForm.key == key)).one_or_none()
