"""The look: contrast that can be read, weights that differ, one order of dressing."""

import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot
from typing_extensions import override

from linli.desktop.colours import DARK, LIGHT, Tokens, Tone
from linli.desktop.look import Look, apply_look, font, scaled, set_tone, side_tone, tokens
from linli.desktop.widgets.badges import status_badge
from linli.desktop.widgets.segments import SegmentedChoice
from linli.desktop.widgets.shapes import Status
from linli.desktop.widgets.strips import AmberStrip
from linli.domain.case_file import Coded

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


@pytest.fixture(params=[Qt.ColorScheme.Light, Qt.ColorScheme.Dark], ids=["light", "dark"])
def high_contrast(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Tokens]:
    """High contrast by wish, on light ground and once more on dark."""
    apply_look(qapp, scheme=request.param, has_contrast=True)
    yield tokens()
    apply_look(qapp)


def test_in_high_contrast_words_and_edges_reach_seven_to_one(high_contrast: Tokens) -> None:
    t = high_contrast
    pairs = {name: Tone(getattr(t, name), t.base) for name in ("text", "muted", "accent", "border")}
    pairs |= {f"{name} tone": tone for name, tone in tones(t).items()}
    pairs["on accent"] = Tone(t.on_accent, t.accent)
    pairs["picked"] = t.picked
    pairs["on window"] = Tone(t.muted, t.window)
    assert not t.has_tints
    assert {name: ratio(pair) for name, pair in pairs.items() if ratio(pair) < 7} == {}


@pytest.mark.parametrize("status", Status)
def test_in_high_contrast_a_badge_draws_its_word_and_its_edge(
    qtbot: QtBot, high_contrast: Tokens, status: Status
) -> None:
    badge = status_badge(status, "超期2天")
    plain = status_badge(status, "")
    for each in (badge, plain):
        qtbot.addWidget(each)
        each.resize(badge.sizeHint())
    drawn, wordless = badge.grab().toImage(), plain.grab().toImage()
    assert badge.text == "超期2天"
    assert dark_part(drawn, high_contrast) > dark_part(wordless, high_contrast) + 60
    assert drawn.pixelColor(drawn.width() // 2, 0).name() != high_contrast.base


def test_in_high_contrast_the_strip_of_f9_has_an_edge(qtbot: QtBot, high_contrast: Tokens) -> None:
    strip = AmberStrip("当事人在场：已遮住。")
    qtbot.addWidget(strip)
    strip.resize(600, 32)
    image = strip.grab().toImage()
    assert image.pixelColor(300, 0).name().upper() == high_contrast.accent.upper()
    label = strip.findChild(QLabel)
    assert label is not None
    label.ensurePolished()
    assert label.text() == "当事人在场：已遮住。"
    words = label.palette().color(QPalette.ColorRole.WindowText).name()
    assert ratio(Tone(words, high_contrast.base)) >= 7


def test_in_high_contrast_what_is_chosen_is_reversed(qtbot: QtBot, high_contrast: Tokens) -> None:
    choice = SegmentedChoice([Coded("甲", "甲方"), Coded("乙", "乙方")])
    qtbot.addWidget(choice)
    choice.set_code("乙")
    choice.resize(choice.sizeHint())
    image = choice.grab().toImage()
    width = choice.sizeHint().width()
    middle = choice.height() - 6
    assert image.pixelColor(width - 8, middle).name().upper() == high_contrast.accent.upper()
    assert image.pixelColor(8, middle).name().upper() == high_contrast.base.upper()


def test_where_the_system_asks_for_contrast_its_own_colours_hold(qapp: QApplication) -> None:
    class OfSystem(Look):
        @override
        def _is_contrast_of_system(self) -> bool:
            return True

    own = OfSystem(qapp)
    own.dress(scale=1.0, scheme=Qt.ColorScheme.Unknown, has_contrast=False)
    assert tokens() not in {LIGHT, DARK}
    assert not tokens().has_tints
    assert tokens().text == QPalette().color(QPalette.ColorRole.Text).name()
    own.setParent(None)
    own.deleteLater()
    apply_look(qapp)


def dark_part(image: QImage, table: Tokens) -> int:
    """How many pixels are nearer to the words' colour than to the ground."""
    ground = QColor(table.base).lightness()
    return sum(
        abs(image.pixelColor(x, y).lightness() - ground) > 127
        for x in range(image.width())
        for y in range(image.height())
    )


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
