"""The look: contrast that can be read, weights that differ, one order of dressing."""

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from linli.desktop.colours import DARK, LIGHT, Tokens, Tone
from linli.desktop.look import apply_look, font, scaled, set_tone, side_tone, tokens

TABLES = pytest.mark.parametrize("table", [LIGHT, DARK], ids=["light", "dark"])


@TABLES
def test_words_reach_four_and_a_half_to_one_on_every_ground_they_stand_on(table: Tokens) -> None:
    pairs = {f"{name} on its ground": tone for name, tone in tones(table).items()}
    grounds = (table.window, table.base, table.alternate, table.row_active, table.row_idle)
    for ground, name in itertools.product(grounds, ("text", "muted")):
        pairs[f"{name} on {ground}"] = Tone(getattr(table, name), ground)
    for name, row in itertools.product(("late", "soon", "well"), ("base", "row_active")):
        pairs[f"{name} on {row}"] = Tone(getattr(table, name).fg, getattr(table, row))
    for side in table.sides:
        pairs[f"side {side.fg} on base"] = Tone(side.fg, table.base)
        pairs[f"text on {side.bg}"] = Tone(table.text, side.bg)
        pairs[f"muted on {side.bg}"] = Tone(table.muted, side.bg)
    pairs["button"] = Tone(table.on_accent, table.accent)
    pairs["link"] = Tone(table.accent, table.base)
    too_faint = {name: ratio(pair) for name, pair in pairs.items() if ratio(pair) < 4.5}
    assert not too_faint


@TABLES
def test_borders_and_bars_reach_three_to_one(table: Tokens) -> None:
    edges = [Tone(table.border, table.base), Tone(table.border, table.window)]
    edges += [Tone(table.accent, ground) for ground in (table.base, table.row_active)]
    edges += [Tone(side.fg, side.bg) for side in table.sides]
    assert min(ratio(edge) for edge in edges) >= 3


def test_demibold_has_more_ink_than_normal() -> None:
    assert ink(font(demibold=True)) > 1.1 * ink(font())


def test_the_font_is_the_one_that_comes_along_and_has_rare_characters() -> None:
    assert QFontInfo(font()).family() == "Noto Sans CJK SC"
    missing = ink(font(), "\U000f1234")
    assert ink(font(), "𠮷") not in {0, missing}


def test_the_table_follows_the_scheme(qapp: QApplication, either_scheme: Qt.ColorScheme) -> None:
    is_dark = either_scheme is Qt.ColorScheme.Dark
    assert tokens() is (DARK if is_dark else LIGHT)
    assert QApplication.palette().color(QPalette.ColorRole.Base) == QColor(tokens().base)
    assert tokens().border in qapp.styleSheet()


def test_a_change_of_the_system_is_followed_unless_a_scheme_was_chosen(qapp: QApplication) -> None:
    apply_look(qapp, scheme=Qt.ColorScheme.Dark)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert tokens() is DARK
    apply_look(qapp)
    assert tokens() is LIGHT


def test_dressing_twice_leaves_one_look(qapp: QApplication) -> None:
    assert apply_look(qapp) is apply_look(qapp)


def test_a_palette_of_the_system_gives_no_tints(qapp: QApplication) -> None:
    QApplication.setPalette(QPalette(QColor("#000000")))
    assert not tokens().has_tints
    assert tokens().late.fg == tokens().text
    apply_look(qapp)


@pytest.mark.usefixtures("either_scheme")
def test_words_take_the_colour_of_their_tone_in_either_scheme(qtbot: QtBot) -> None:
    label = QLabel("超期2天")
    qtbot.addWidget(label)
    set_tone(label, "late")
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(tokens().late.fg)


def test_text_sizes_scale_fonts_and_controls(qapp: QApplication) -> None:
    apply_look(qapp, scale=1.3)
    assert font(10).pointSizeF() == pytest.approx(13)
    assert scaled(30) == 39
    apply_look(qapp)


def test_figures_can_be_set_in_one_width() -> None:
    assert font(tabular=True).featureValue(QFont.Tag("tnum")) == 1


def test_sides_repeat_their_colours_from_the_fourth_on() -> None:
    assert side_tone("甲方") == LIGHT.sides[0]
    assert side_tone("丁") == side_tone("甲")
    assert side_tone("") == LIGHT.joint


def test_qt_speaks_chinese(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"


def tones(table: Tokens) -> dict[str, Tone]:
    named = {name: getattr(table, name) for name in ("late", "soon", "well", "quiet", "stage")}
    return {**named, "joint": table.joint, **{str(n): side for n, side in enumerate(table.sides)}}


def ratio(tone: Tone) -> float:
    lighter, darker = sorted((luminance(tone.fg), luminance(tone.bg)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ink(text_font: QFont, text: str = "楼上半夜噪声") -> int:
    image = QImage(300, 40, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(text_font)
    painter.drawText(4, 26, text)
    painter.end()
    return sum(255 - byte for byte in bytes(image.constBits()))
