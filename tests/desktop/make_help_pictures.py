"""Makes the pictures of the manual anew: `python tests/desktop/make_help_pictures.py`.

The demonstration enters its case and leaves a picture of each place it passes. They
are kept in 256 colours: nobody sees it, and they take a third of the room.
"""

import tempfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from linli.app import demonstrate

PICTURES = Path(__file__).parents[2] / "resources" / "help" / "pictures"


def make() -> None:
    """Run the demonstration in a folder that is thrown away, and keep its pictures."""
    with tempfile.TemporaryDirectory() as folder:
        demonstrate(headless=True, folder=Path(folder))
        for path in Path(folder).glob("*.png"):
            few = QImage(str(path)).convertToFormat(
                QImage.Format.Format_Indexed8, Qt.ImageConversionFlag.ThresholdDither
            )
            few.save(str(PICTURES / path.name))


if __name__ == "__main__":
    make()
