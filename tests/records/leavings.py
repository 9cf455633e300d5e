"""Record files as older versions and power cuts leave them."""

import shutil
import subprocess
from contextlib import closing
from pathlib import Path

from linli.paths import bundled
from linli.records.opening import open_connection
from linli.records.upgrade import Schema, create

from .filling import fill


def of_the_first_schema(folder: Path) -> Path:
    """A file of the first revision with rows in every table."""
    scripts = folder / "first" / "migrations"
    shutil.copytree(bundled("migrations"), scripts, ignore=shutil.ignore_patterns("__pycache__"))
    for script in (scripts / "versions").glob("*.py"):
        if not script.name.startswith("0001"):
            script.unlink()
    path = folder / "旧版.linli"
    create(path, Schema(number=1, scripts=scripts))
    with closing(open_connection(path)) as connection:
        connection.execute("BEGIN")
        fill(connection, rows=20)
        connection.execute("COMMIT")
    path.with_name(path.name + "-journal").unlink()
    return path


def crash_while_saving(path: Path) -> None:
    """Leave file and hot journal as a power cut in the middle of a save does."""
    journal = path.with_name(path.name + "-journal")
    with closing(open_connection(path)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("PRAGMA cache_spill=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute('UPDATE "case" SET title = hex(zeroblob(9000))')
        # Through the system's copy: opening them here would drop SQLite's locks.
        crashed = path.parent / "断电"
        crashed.mkdir()
        subprocess.run(["/bin/cp", str(path), str(journal), str(crashed)], check=True)
        connection.execute("ROLLBACK")
    for left in crashed.iterdir():
        shutil.move(left, path.parent / left.name)
    crashed.rmdir()
    assert journal.stat().st_size > 0
