"""How everything looks: the scheme, the font, and the order in which they are put on.

Painters call ``tokens()`` while they paint and keep no colour. Which table holds
is read back from the application's palette, so stylesheet and painters cannot
disagree, and both turn with the system.
"""

from __future__ import annotations

import gc
import importlib.util
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTranslator
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from linli.desktop.colours import (
    DARK,
    LIGHT,
    Tokens,
    Tone,
    contrast_palette,
    palette_of,
    tokens_of,
)
from linli.desktop.stylesheet import stylesheet
from linli.domain.sides import SIDES

FAMILIES: Final = ("Noto Sans CJK SC", "Microsoft YaHei UI", "PingFang SC")
TEXT_SIZES: Final = {"标准": 1.0, "大": 1.15, "特大": 1.3}
"""Names of the text sizes and the factor handed to `apply_look`."""


def apply_look(
    app: QApplication,
    *,
    scale: float = 1.0,
    scheme: Qt.ColorScheme = Qt.ColorScheme.Unknown,
    has_contrast: bool = False,
) -> Look:
    """Dress the application before its first window; called again it dresses anew.

    ``scale`` is one of the factors of `TEXT_SIZES`; it holds for windows made after
    it. ``scheme`` Unknown follows the system, and its changes; windows that stand
    turn at once. ``has_contrast`` asks for high contrast where the system does not;
    where it does, the system's own colours hold in any case.
    """
    look = app.findChild(Look) or Look(app)
    look.dress(scale=scale, scheme=scheme, has_contrast=has_contrast)
    return look


def tokens() -> Tokens:
    """The colours that hold now; ask while painting, keep nothing."""
    return tokens_of(QApplication.palette())


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
        self._has_contrast = False
        self._load_fonts()
        self._load_translation()
        self._hints = app.styleHints()
        self._hints.colorSchemeChanged.connect(self._follow)
        # Qt asks the system for contrast from 6.10 on.
        if hasattr(self._hints, "accessibility"):
            self._hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    def dress(self, *, scale: float, scheme: Qt.ColorScheme, has_contrast: bool) -> None:
        """Set style, palette, font and stylesheet, in the order in which they stick."""
        self._scale = scale
        self._scheme = scheme
        self._has_contrast = has_contrast
        with _nothing_collected():
            if self._app.style().name() != "fusion":
                self._app.setStyle("Fusion")
            self._app.setPalette(self._palette())
            self._app.setFont(_font(10 * scale, demibold=False, tabular=False))
            # It polishes and repaints every widget there is: nothing is left in old colours.
            sheet = stylesheet(tokens(), scale)
            if sheet != self._app.styleSheet():
                self._app.setStyleSheet(sheet)

    def _follow(self, _changed: object) -> None:
        if self._scheme is Qt.ColorScheme.Unknown:
            self.dress(scale=self._scale, scheme=self._scheme, has_contrast=self._has_contrast)

    def _palette(self) -> QPalette:
        if self._is_contrast_of_system():
            return QPalette()  # an empty one leaves every colour to the system
        scheme = self._scheme
        if scheme is Qt.ColorScheme.Unknown:
            scheme = self._app.styleHints().colorScheme()
        is_dark = scheme is Qt.ColorScheme.Dark
        if self._has_contrast:
            return contrast_palette(is_dark=is_dark)
        return palette_of(DARK if is_dark else LIGHT)

    def _is_contrast_of_system(self) -> bool:
        if not hasattr(self._hints, "accessibility"):
            return False
        # What it gives lives no longer than the hints it was taken from are held.
        contrast = self._hints.accessibility().contrastPreference()
        return contrast == Qt.ContrastPreference.HighContrast

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


@contextmanager
def _nothing_collected() -> Generator[None]:
    """Let no widget die meanwhile: Qt goes over all of them by bare pointers.

    What a widget does in Python on the way may set the collector going, and a lost
    widget that it takes away then brings the program down.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


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
