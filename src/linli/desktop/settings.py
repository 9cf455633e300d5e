"""What a person chose for their own eyes, kept in a small file of this person's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings, QStandardPaths

from linli.desktop.look import TEXT_SIZES

NORMAL: Final = "标准"


@dataclass(frozen=True, slots=True)
class Sight:
    """How large the text is, a name of `TEXT_SIZES`, and whether contrast is high."""

    text_size: str = NORMAL
    has_contrast: bool = False

    @property
    def scale(self) -> float:
        """The factor that `apply_look` wants."""
        return TEXT_SIZES[self.text_size]


PLAIN: Final = Sight()
"""As the desk is seen at first."""


def settings_file() -> Path:
    """Where it is kept; it may not exist yet. Asked before the first paint, so Qt is asked."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "linli" / "settings.ini"


def read_sight(file: Path) -> Sight:
    """What was chosen last; what cannot be read, or is none of ours, is as at first."""
    kept = QSettings(str(file), QSettings.Format.IniFormat)
    text_size = str(kept.value(_TEXT_SIZE, NORMAL))
    return Sight(
        text_size if text_size in TEXT_SIZES else NORMAL,
        str(kept.value(_CONTRAST, "false")) == "true",
    )


def keep_sight(file: Path, sight: Sight) -> None:
    """Keep it for the next start; where the file cannot be written it holds until then."""
    kept = QSettings(str(file), QSettings.Format.IniFormat)
    kept.setValue(_TEXT_SIZE, sight.text_size)
    kept.setValue(_CONTRAST, "true" if sight.has_contrast else "false")
    kept.sync()


_TEXT_SIZE: Final = "sight/text_size"
_CONTRAST: Final = "sight/contrast"
