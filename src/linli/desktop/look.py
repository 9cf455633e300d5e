"""How everything looks: one pair of colour tables, one font, one stylesheet.

Painters call ``tokens()`` while they paint and keep no colour. Which table holds
is read back from the application's palette, so stylesheet and painters cannot
disagree, and both turn with the system.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTranslator
from PySide6.QtGui import QAccessibilityHints, QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from linli.domain.drafts import SIDES

FAMILIES: Final = ("Noto Sans CJK SC", "Microsoft YaHei UI", "PingFang SC")
TEXT_SIZES: Final = {"标准": 1.0, "大": 1.15, "特大": 1.3}
"""Names of the text sizes and the factor handed to `apply_look`."""


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


def apply_look(
    app: QApplication,
    *,
    scale: float = 1.0,
    scheme: Qt.ColorScheme = Qt.ColorScheme.Unknown,
) -> Look:
    """Dress the application before its first window; called again it dresses anew.

    ``scale`` is one of the factors of `TEXT_SIZES`; it holds for windows made after
    it. ``scheme`` Unknown follows the system, and its changes; windows that stand
    turn at once.
    """
    look = app.findChild(Look) or Look(app)
    look.dress(scale=scale, scheme=scheme)
    return look


def tokens() -> Tokens:
    """The colours that hold now; ask while painting, keep nothing."""
    palette = QApplication.palette()
    window = palette.color(QPalette.ColorRole.Window)
    for table in (LIGHT, DARK):
        if window == QColor(table.window):
            return table
    return _of_system(palette)


def side_tone(letter: str) -> Tone:
    """The tone of side 甲, 乙, 丙 … in the scheme that holds now."""
    return tokens().side(letter)


def font(points: float = 10, *, demibold: bool = False, tabular: bool = False) -> QFont:
    """The desk's font in ``points`` at the text size 标准, scaled to the one chosen.

    ``tabular`` sets figures of one width, for times and numbers in columns.
    """
    return _font(points * text_scale(), demibold=demibold, tabular=tabular)


def text_scale() -> float:
    """The factor of the text size chosen: 1.0 is 标准."""
    return QApplication.font().pointSizeF() / 10


def scaled(pixels: float) -> int:
    """A measure that grows with the text, such as the height of a control."""
    return round(pixels * text_scale())


def width_of(text: str, text_font: QFont) -> int:
    """How wide ``text`` is on one line, in whole pixels."""
    return int(QFontMetricsF(text_font).horizontalAdvance(text) + 0.999)


class Look(QObject):
    """Keeps the application dressed while the system turns light or dark."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._scale = 1.0
        self._scheme = Qt.ColorScheme.Unknown
        self._load_fonts()
        self._load_translation()
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def dress(self, *, scale: float, scheme: Qt.ColorScheme) -> None:
        """Set style, palette, font and stylesheet, in the order in which they stick."""
        self._scale = scale
        self._scheme = scheme
        if self._app.style().name() != "fusion":
            self._app.setStyle("Fusion")
        self._app.setStyleSheet("")
        if not self._is_high_contrast():
            self._app.setPalette(_palette(self._table()))
        self._app.setFont(_font(10 * scale, demibold=False, tabular=False))
        self._app.setStyleSheet(_stylesheet(tokens()))
        for widget in self._app.allWidgets():
            widget.update()

    def _follow(self, _scheme: Qt.ColorScheme) -> None:
        if self._scheme is Qt.ColorScheme.Unknown:
            self.dress(scale=self._scale, scheme=self._scheme)

    def _table(self) -> Tokens:
        scheme = self._scheme
        if scheme is Qt.ColorScheme.Unknown:
            scheme = self._app.styleHints().colorScheme()
        return DARK if scheme is Qt.ColorScheme.Dark else LIGHT

    def _is_high_contrast(self) -> bool:
        # Qt asks the system for contrast from 6.10 on; older ones are dressed as usual.
        hints = getattr(self._app.styleHints(), "accessibility", None)
        if hints is None:
            return False
        accessibility: QAccessibilityHints = hints()
        return accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast

    def _load_fonts(self) -> None:
        package = importlib.util.find_spec("manimgx_fonts_cjk")
        if package is not None and package.origin is not None:
            for file in sorted(Path(package.origin).parent.glob("*.ttc")):
                QFontDatabase.addApplicationFont(str(file))

    def _load_translation(self) -> None:
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load("qtbase_zh_CN", folder):
            self._app.installTranslator(translator)


def set_tone(widget: QWidget, tone: str) -> None:
    """Colour a label's or button's words by name: muted, accent, late, soon, well, side0-2.

    The stylesheet holds the colours, so they turn with the scheme. "" is plain text.
    """
    if widget.property("tone") == tone:
        return
    widget.setProperty("tone", tone)
    restyle(widget)


def side_tone_name(letter: str) -> str:
    """The name `set_tone` knows a side by."""
    if not letter or letter[0] not in SIDES:
        return ""
    return f"side{SIDES.index(letter[0]) % len(LIGHT.sides)}"


def restyle(widget: QWidget) -> None:
    """Let the stylesheet see a property that has just changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _font(points: float, *, demibold: bool, tabular: bool) -> QFont:
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPointSizeF(points)
    # A variable font needs the axis as well: with the weight alone Qt draws DemiBold thinner than Normal.
    made.setWeight(QFont.Weight.DemiBold if demibold else QFont.Weight.Normal)
    made.setVariableAxis(QFont.Tag("wght"), 600 if demibold else 400)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _palette(t: Tokens) -> QPalette:
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
        muted=text,
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


def _stylesheet(t: Tokens) -> str:
    # No font here: a weight in a stylesheet loses the axis. No min-height on text
    # boxes: it would overwrite setMinimumHeight.
    control, chip = scaled(30), scaled(26)
    tones = {
        "muted": t.muted,
        "accent": t.accent,
        "late": t.late.fg,
        "soon": t.soon.fg,
        "well": t.well.fg,
    }
    tones |= {f"side{place}": tone.fg for place, tone in enumerate(t.sides)}
    words = "\n".join(
        f'QLabel[tone="{name}"], QPushButton[tone="{name}"] {{ color: {fg}; }}'
        for name, fg in tones.items()
    )
    return f"""
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {{
    background: {t.base}; color: {t.text}; border: 1px solid {t.border}; border-radius: 4px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent};
}}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {t.muted}; }}
QLineEdit {{ padding: 0 9px; min-height: {control - 2}px; max-height: {control - 2}px; }}
QPlainTextEdit {{ padding: 5px 8px; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {t.accent}; }}
QLineEdit:focus {{ padding: 0 8px; min-height: {control - 4}px; max-height: {control - 4}px; }}
QPlainTextEdit:focus {{ padding: 4px 7px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 2px solid {t.late.fg}; }}
QLineEdit[wrong="true"] {{ padding: 0 8px; min-height: {control - 4}px; max-height: {control - 4}px; }}
QPlainTextEdit[wrong="true"] {{ padding: 4px 7px; }}

QPushButton {{
    background: {t.base}; color: {t.text}; border: 1px solid {t.border}; border-radius: 4px;
    padding: 0 14px; min-height: {control - 2}px;
}}
QPushButton:hover {{ background: {t.row_hover}; }}
QPushButton:pressed {{ background: {t.row_active}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: 0 13px; min-height: {control - 4}px; }}
QPushButton:disabled {{ color: {t.muted}; border-color: {t.line}; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; }}
QPushButton[kind="primary"]:focus {{ border-color: {t.text}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.base}; color: {t.muted}; border-color: {t.line}; }}
QPushButton[kind="quiet"] {{ background: transparent; color: {t.accent}; border: 1px solid transparent; padding: 0 7px; }}
QPushButton[kind="quiet"]:hover {{ background: {t.row_hover}; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {t.accent}; padding: 0 6px; }}
QPushButton[kind="quiet"]:disabled {{ color: {t.muted}; }}
QPushButton[kind="amber"] {{ background: {t.soon.bg}; color: {t.soon.fg}; border-color: {t.soon.fg}; }}
QPushButton[tall="true"] {{ min-height: {scaled(70)}px; text-align: left; }}
QPushButton[tall="true"]:focus {{ min-height: {scaled(68)}px; }}
QPushButton[kind="chip"] {{
    border-color: {t.line}; border-radius: {chip // 2}px; padding: 0 12px;
    min-height: {chip - 2}px; max-height: {chip - 2}px;
}}
QPushButton[kind="chip"]:checked {{ background: {t.row_active}; border-color: {t.accent}; }}
QPushButton[kind="chip"]:focus {{ border: 2px solid {t.accent}; padding: 0 11px; min-height: {chip - 4}px; max-height: {chip - 4}px; }}
{words}

QListView, QTableView {{ outline: 0; border: 0; background: {t.base}; }}
QListView[popup="true"] {{ border: 1px solid {t.border}; border-radius: 4px; padding: 4px; }}
QListView[popup="true"]::item {{ height: {scaled(28)}px; padding: 0 6px; color: {t.text}; border-radius: 3px; }}
QListView[popup="true"]::item:selected {{ background: {t.row_active}; color: {t.text}; }}
QHeaderView::section {{ background: {t.base}; color: {t.muted}; border: 0; border-bottom: 1px solid {t.line}; padding-left: 8px; }}
QScrollArea {{ border: 0; background: transparent; }}
QScrollBar:vertical {{ width: 10px; background: transparent; margin: 0; }}
QScrollBar:horizontal {{ height: 10px; background: transparent; margin: 0; }}
QScrollBar::handle {{ background: {t.border}; border-radius: 3px; margin: 2px; min-height: 24px; min-width: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{ background: {t.base}; color: {t.text}; border: 1px solid {t.border}; padding: 4px; }}
QStatusBar::item {{ border: 0; }}
QToolButton {{ border: 1px solid transparent; border-radius: 4px; padding: 0 6px; color: {t.muted}; background: transparent; }}
QToolButton:hover {{ background: {t.row_hover}; }}
QToolButton:focus {{ border-color: {t.accent}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QMenuBar {{ background: {t.window}; border: 0; border-bottom: 1px solid {t.line}; }}
QMenuBar::item {{ padding: {scaled(6)}px 10px; background: transparent; color: {t.text}; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {t.row_active}; }}
QMenu {{ background: {t.base}; color: {t.text}; border: 1px solid {t.border}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px; border-radius: 3px; }}
QMenu::item:selected {{ background: {t.row_active}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
"""
