"""Write src/linli/domain/initials_table.py anew from pypinyin.

    python tests/domain/make_initials_table.py

Run it after raising pypinyin; a test compares what is kept with what this makes.
"""

import unicodedata
from collections import defaultdict
from pathlib import Path

from pypinyin.constants import PINYIN_DICT

TABLE = Path(__file__).parents[2] / "src/linli/domain/initials_table.py"
CHARACTERS = range(0x4E00, 0x9FA5 + 1)


def table_text() -> str:
    """The table as a module: the usual initial of each character, then the others."""
    initials = [_initials(code) for code in CHARACTERS]
    usual = "".join(letters[:1] or "-" for letters in initials)
    several: defaultdict[str, list[str]] = defaultdict(list)
    for code, letters in zip(CHARACTERS, initials, strict=True):
        if len(letters) > 1:
            several["".join(sorted(letters))].append(chr(code))
    more = "".join(letters + "".join(chars) for letters, chars in sorted(several.items()))
    return (
        '"""Initials of U+4E00 to U+9FA5, made by tests/domain/make_initials_table.py from pypinyin.\n'
        "\n"
        'USUAL has one letter for each character, "-" for one without a reading; MORE has the\n'
        'letters of all readings, then the characters read so, and so on.\n"""\n\n'
        f'USUAL = "{usual}"\n'
        f'MORE = "{more}"\n'
    )


def _initials(code: int) -> str:
    """The first letters of all readings, without tone marks, the usual one first."""
    readings = PINYIN_DICT.get(code, "").split(",")
    letters = (unicodedata.normalize("NFD", reading)[0] for reading in readings if reading)
    return "".join(dict.fromkeys(letters))


if __name__ == "__main__":
    TABLE.write_text(table_text(), encoding="utf-8")
