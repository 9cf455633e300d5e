"""The colours of the desk: one pair of tables, and what a palette makes of them.

Ratios on their ground are kept by a test; see `Tokens` for what each one is for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor, QPalette

from linli.domain.sides import SIDES


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour to write and draw with, and the ground made for it."""

    fg: str
    bg: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of one scheme, each as #RRGGBB."""

    window: str
    base: str
    alternate: str
    text: str
    muted: str
    accent: str
    on_accent: str
    line: str
    """Decoration only: too faint to carry meaning."""
    border: str
    row_active: str
    row_idle: str
    row_hover: str
    late: Tone
    soon: Tone
    well: Tone
    quiet: Tone
    stage: Tone
    joint: Tone
    sides: tuple[Tone, Tone, Tone]
    has_tints: bool = True
    """False in high contrast: shapes, words and borders alone carry the meaning."""

    @property
    def picked(self) -> Tone:
        """What is chosen among others: a tint under the words, or without tints their reverse."""
        if self.has_tints:
            return Tone(self.text, self.row_active)
        return Tone(self.on_accent, self.accent)

    def side(self, letter: str) -> Tone:
        """The tone of side 甲, 乙, 丙 …; from 丁 on the three repeat beside their letter.

        A side's name (甲方) will do; without a side the joint ground is given.
        """
        if not letter or letter[0] not in SIDES:
            return self.joint
        return self.sides[SIDES.index(letter[0]) % len(self.sides)]


LIGHT: Final = Tokens(
    window="#F3F4F6",
    base="#FFFFFF",
    alternate="#F8F9FB",
    text="#1D2129",
    muted="#5B6472",
    accent="#1A5FB4",
    on_accent="#FFFFFF",
    line="#DADEE4",
    border="#7F8896",
    row_active="#DCE8F8",
    row_idle="#E9ECF0",
    row_hover="#F0F4FA",
    late=Tone("#B3261E", "#FCEBEA"),
    soon=Tone("#8A5300", "#FDF1DC"),
    well=Tone("#1B6E3C", "#E6F4EA"),
    quiet=Tone("#5B6472", "#ECEEF1"),
    stage=Tone("#1A5FB4", "#E8F0FB"),
    joint=Tone("#1D2129", "#EEF0F3"),
    sides=(
        Tone("#6B3FA0", "#F3EDFB"),
        Tone("#0B6B6B", "#E4F3F2"),
        Tone("#7A4A1E", "#F6ECE2"),
    ),
)

DARK: Final = Tokens(
    window="#1B1D20",
    base="#24262A",
    alternate="#292B30",
    text="#E7E9EC",
    muted="#A7AFBA",
    accent="#7DB7F7",
    on_accent="#0E1116",
    line="#3B3F46",
    border="#7F8793",
    row_active="#2A3F5A",
    row_idle="#32353B",
    row_hover="#2D3036",
    late=Tone("#FF8F86", "#442321"),
    soon=Tone("#F2B84B", "#3D2F14"),
    well=Tone("#7BD191", "#1D3725"),
    quiet=Tone("#A7AFBA", "#33363C"),
    stage=Tone("#7DB7F7", "#1E3148"),
    joint=Tone("#E7E9EC", "#2E3137"),
    sides=(
        Tone("#C6A6F3", "#32284A"),
        Tone("#72D0CC", "#183A3A"),
        Tone("#DDAE83", "#3C2C1E"),
    ),
)


def tokens_of(palette: QPalette) -> Tokens:
    """The table the palette was made from; for a palette of the system, its own few colours."""
    window = palette.color(QPalette.ColorRole.Window)
    for table in (LIGHT, DARK):
        if window == QColor(table.window):
            return table
    return _of_system(palette)


def palette_of(t: Tokens) -> QPalette:
    """The palette that stands for a table."""
    role = QPalette.ColorRole
    colours = {
        role.Window: t.window,
        role.Base: t.base,
        role.Button: t.base,
        role.AlternateBase: t.alternate,
        role.ToolTipBase: t.base,
        role.ToolTipText: t.text,
        role.Text: t.text,
        role.WindowText: t.text,
        role.ButtonText: t.text,
        role.BrightText: t.on_accent,
        role.PlaceholderText: t.muted,
        role.Highlight: t.accent,
        role.HighlightedText: t.on_accent,
        role.Link: t.accent,
        role.LinkVisited: t.accent,
        role.Accent: t.accent,
        role.Light: t.base,
        role.Midlight: t.alternate,
        role.Mid: t.line,
        role.Dark: t.border,
        role.Shadow: t.border,
    }
    palette = QPalette()
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(t.muted))
    return palette


def contrast_palette(*, is_dark: bool) -> QPalette:
    """High contrast where the system has none of its own: one ground, one colour of words."""
    ground, words = ("#000000", "#FFFFFF") if is_dark else ("#FFFFFF", "#000000")
    accent, on_accent = ("#FFE14D", "#000000") if is_dark else ("#00309C", "#FFFFFF")
    role = QPalette.ColorRole
    grounds = (role.Window, role.Base, role.Button, role.AlternateBase, role.ToolTipBase)
    accents = (role.Highlight, role.Link, role.LinkVisited, role.Accent)
    palette = QPalette(QColor(words), QColor(ground))
    for name in role:
        if name not in {role.NColorRoles, role.NoRole}:
            palette.setColor(name, QColor(words))
    for name in grounds:
        palette.setColor(name, QColor(ground))
    for name in accents:
        palette.setColor(name, QColor(accent))
    for name in (role.HighlightedText, role.BrightText):
        palette.setColor(name, QColor(on_accent))
    muted = QColor(_between(words, ground))
    palette.setColor(role.PlaceholderText, muted)
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, muted)
    return palette


def _of_system(palette: QPalette) -> Tokens:
    def named(role: QPalette.ColorRole) -> str:
        return palette.color(role).name()

    role = QPalette.ColorRole
    base, text, accent = named(role.Base), named(role.Text), named(role.Highlight)
    plain = Tone(text, base)
    return Tokens(
        window=named(role.Window),
        base=base,
        alternate=base,
        text=text,
        muted=_between(text, base),
        accent=accent,
        on_accent=named(role.HighlightedText),
        line=text,
        border=text,
        row_active=base,
        row_idle=base,
        row_hover=base,
        late=plain,
        soon=plain,
        well=plain,
        quiet=plain,
        stage=plain,
        joint=plain,
        sides=(plain, plain, plain),
        has_tints=False,
    )


def _between(words: str, ground: str) -> str:
    """A third of the way from the words to their ground: told apart, and still 7 to 1."""
    near, far = QColor(words), QColor(ground)
    mixed = [
        round((2 * one + other) / 3)
        for one, other in (
            (near.red(), far.red()),
            (near.green(), far.green()),
            (near.blue(), far.blue()),
        )
    ]
    return QColor(*mixed).name()
