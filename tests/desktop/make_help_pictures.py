"""Makes the pictures of the manual anew: `python tests/desktop/make_help_pictures.py`.

The demonstration enters its case and leaves a picture of each place it passes. They
are kept in the 256 colours each uses most: nobody sees it, and they take half the room.
"""

import tempfile
from collections import Counter
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
            _in_few_colours(QImage(str(path))).save(str(PICTURES / path.name))


def _in_few_colours(picture: QImage) -> QImage:
    pixels = picture.convertToFormat(QImage.Format.Format_RGB32).constBits()
    most_used = [
        colour for colour, _times in Counter(memoryview(pixels).cast("I")).most_common(256)
    ]
    no_dots = Qt.ImageConversionFlag.ThresholdDither
    return picture.convertToFormat(QImage.Format.Format_Indexed8, most_used, no_dots)


if __name__ == "__main__":
    make()
