"""What can be said of a backup before it is restored."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file one may restore from.

    ``made_at`` is the office's local time, by the manifest or else by the file's own
    date; ``size`` in bytes; ``cases`` None where that cannot be read. ``is_witnessed``
    says whether a manifest tells what its bytes must be.
    """

    path: Path
    made_at: datetime
    size: int
    cases: int | None
    is_witnessed: bool


@dataclass(frozen=True, slots=True)
class Content:
    """How much a file holds, and when the last row was kept, in local time."""

    cases: int
    last_entry: datetime | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What restoring would change.

    ``live`` is None where there is no file yet or it cannot be read; ``lost`` says
    what only it has, ``regained`` what only the backup has, a phrase for each. They
    name cases by their numbers, and nothing else of anybody.
    """

    live: Content | None
    backup: Content
    lost: tuple[str, ...] = ()
    regained: tuple[str, ...] = ()
