"""Raw text of forms nobody has saved yet, kept so that a crash loses nothing."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from linli.domain.case_file import UnsavedRow
from linli.records.tables import UnsavedForm


def keep_unsaved(
    session: Session,
    key: str,
    form: str,
    case_id: int | None,
    raw: dict[str, Any],
    *,
    owner_id: int | None = None,
    row_id: int | None = None,
    read_version: int | None = None,
) -> None:
    """Keep what stands in an open form, in place of what was kept of it before.

    ``owner_id`` is what it adds to where that is not the case, ``row_id`` the row it
    edits, ``read_version`` the case's version when it was opened.
    """
    kept = _of(session, key)
    if kept is None:
        kept = UnsavedForm(key=key, form=form, case_id=case_id, owner_id=owner_id, row_id=row_id)
        session.add(kept)
    kept.raw, kept.saved_at, kept.read_version = raw, datetime.now(UTC), read_version


def drop_unsaved(session: Session, key: str) -> None:
    """Forget an open form: it was saved, or thrown away."""
    kept = _of(session, key)
    if kept is not None:
        session.delete(kept)


def unsaved_forms(session: Session) -> tuple[UnsavedRow, ...]:
    """All open forms, the oldest first; ``saved_at`` in local time."""
    forms = session.scalars(
        select(UnsavedForm).order_by(UnsavedForm.id).options(joinedload(UnsavedForm.case))
    )
    return tuple(
        UnsavedRow(
            key=form.key,
            form=form.form,
            case_id=form.case_id,
            raw=form.raw,
            saved_at=form.saved_at.astimezone().replace(tzinfo=None),
            case_number=form.case.number if form.case else "",
            owner_id=form.owner_id,
            row_id=form.row_id,
            read_version=form.read_version,
        )
        for form in forms
    )


def _of(session: Session, key: str) -> UnsavedForm | None:
    return session.scalars(select(UnsavedForm).where(UnsavedForm.key == key)).one_or_none()
