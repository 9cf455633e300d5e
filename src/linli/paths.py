"""Where things are: the records, their backups, the log, and what the program brings along."""

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def record_file() -> Path:
    """The record file of this person's desk, unless a command names another."""
    import platformdirs  # the first paint does without

    return platformdirs.user_documents_path() / "邻里台账" / "台账.linli"


def backups_beside(record_file: Path) -> Path:
    """The folder beside the record file that its backups go to."""
    return record_file.parent / "备份"


def log_folder() -> Path:
    """The folder of the program's own log; it may not exist yet."""
    import platformdirs

    return platformdirs.user_log_path("linli", appauthor=False)


def bundled(
    name: Literal["resources", "migrations"],
    *,
    checkout: Path = _CHECKOUT,
    package: Path = _PACKAGE,
) -> Path:
    """The folder `name` that belongs to the code that is running.

    An editable install copies both folders into the environment too, where they
    go stale; so the checkout comes first, and the wheel's copy only without one.
    """
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    return package / "bundled" / name
