"""What is written beside a backup: when it was made and how to know it again. No personal data."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

# 台账-2025-04-02-0914-0001.linli
_NAME = re.compile(r"-([0-9]{4,})\.linli(\.json)?\Z")


@dataclass(frozen=True, slots=True)
class Backup:
    """One finished backup; ``sequence`` orders those of a folder, not any clock.

    ``made_at`` is the office's local time, ``size`` in bytes, ``counts`` the rows of
    each table.
    """

    path: Path
    sequence: int
    made_at: datetime
    size: int
    sha256: str
    schema_number: int
    counts: Mapping[str, int]
    program_version: str

    @property
    def manifest(self) -> Path:
        """The file beside the backup that says all this."""
        return manifest_of(self.path)

    @property
    def cases(self) -> int:
        """How many cases it holds."""
        return self.counts["case"]


def manifest_of(backup: Path) -> Path:
    """Where the manifest of a backup stands."""
    return backup.with_name(backup.name + ".json")


def newest_backup(folder: Path) -> Backup | None:
    """The last backup finished in a folder, by its manifests alone; None where there is none.

    The backup itself is not opened: it only has to be there and as long as it was.
    """
    manifests = sorted(
        ((number, path) for number, path in _numbered(folder) if path.suffix == ".json"),
        reverse=True,
    )
    read = (_as_it_was(path) for _, path in manifests)
    return next((backup for backup in read if backup is not None), None)


def backup_beside(manifested: Path) -> Backup | None:
    """What the manifest beside a backup says of it; None where there is none to be read.

    Nothing of it is checked: the file may be another by now.
    """
    return _read(manifest_of(manifested), called=manifested.name)


def next_sequence(folder: Path) -> int:
    """A number that no backup in the folder has, finished or not."""
    return max((number for number, _ in _numbered(folder)), default=0) + 1


def manifest_text(backup: Backup) -> str:
    """The manifest of a backup."""
    return json.dumps(
        {
            "backup": backup.path.name,
            "sequence": backup.sequence,
            "made_at": backup.made_at.isoformat(timespec="seconds"),
            "size": backup.size,
            "sha256": backup.sha256,
            "schema_number": backup.schema_number,
            "counts": dict(backup.counts),
            "program_version": backup.program_version,
        },
        ensure_ascii=False,
        indent=2,
    )


def _numbered(folder: Path) -> Iterator[tuple[int, Path]]:
    """The backups and manifests in a folder, each with its number."""
    if folder.is_dir():
        for path in folder.iterdir():
            if found := _NAME.search(path.name):
                yield int(found[1]), path


def _as_it_was(manifest: Path) -> Backup | None:
    """The backup a manifest speaks of; None where either is not what it was."""
    backup = _read(manifest)
    try:
        is_there = backup is not None and backup.path.stat().st_size == backup.size
    except OSError:
        return None
    return backup if is_there else None


def _read(manifest: Path, called: str = "") -> Backup | None:
    """The backup a manifest speaks of, by the name it has now where that is another."""
    try:
        said: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
        return Backup(
            path=manifest.with_name(called or said["backup"]),
            sequence=said["sequence"],
            made_at=datetime.fromisoformat(said["made_at"]),
            size=said["size"],
            sha256=said["sha256"],
            schema_number=said["schema_number"],
            counts=said["counts"],
            program_version=said["program_version"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
