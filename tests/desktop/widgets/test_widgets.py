"""Badges, cards, panels, buttons and strips, in both schemes."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from linli.desktop.look import apply_look, tokens
from linli.desktop.widgets.badges import (
    Badge,
    confidentiality_badge,
    kind_badge,
    stage_badge,
    status_badge,
    tier_badge,
)
from linli.desktop.widgets.buttons import Button, Chip, primary_button, quiet_button
from linli.desktop.widgets.flow import Flow
from linli.desktop.widgets.labels import ElidedLabel, muted_label, plain_label
from linli.desktop.widgets.panels import Card, HatchedPanel, TintedPanel, read_row
from linli.desktop.widgets.shapes import Lock, Status, StatusSign
from linli.desktop.widgets.strips import AmberStrip, Line, QuietStrip, ThinProgressBar
from linli.desktop.widgets.tick_box import TickBox

Show = Callable[[QWidget], None]
HOSTILE = '<b>粗</b><img src="file:///etc/hostname">&amp; A & B'
MAKERS: list[Callable[[], QWidget]] = [
    lambda: kind_badge("矛盾纠纷"),
    lambda: stage_badge("调解中"),
    lambda: tier_badge("二级网格"),
    lambda: confidentiality_badge("保密", "乙"),
    *(lambda status=status: status_badge(status, "说明") for status in Status),
    *(lambda status=status: StatusSign(status) for status in Status),
    lambda: Lock("丙"),
    lambda: Card("流转"),
    lambda: TintedPanel("甲"),
    lambda: TintedPanel("甲乙", is_joint=True),
    lambda: HatchedPanel("乙方背靠背", "Alt+2 单独打开", letter="乙"),
    lambda: HatchedPanel("已遮住", "当事人在场"),
    lambda: AmberStrip("当事人在场", "再按 F9 结束"),
    lambda: QuietStrip("本事项已办结。"),
    Line,
    ThinProgressBar,
    lambda: primary_button("保存", "Ctrl+S"),
    lambda: quiet_button("添加"),
    lambda: Chip("超期"),
    lambda: TickBox("同一次调解"),
    lambda: ElidedLabel("标题"),
]


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.usefixtures("either_scheme")
def test_each_is_painted_in_either_scheme_without_complaint(
    qtbot: QtBot, make: Callable[[], QWidget]
) -> None:
    widget = make()
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint().expandedTo(widget.minimumSize()).expandedTo(QSize(40, 1)))
    assert not widget.grab().isNull()


def test_what_stands_on_the_screen_turns_with_the_scheme(
    qapp: QApplication, on_screen: Show
) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    badge, words, line = status_badge(Status.LATE, "超期2天"), muted_label("▉▉▉▉"), QLineEdit()
    for widget in (badge, words, line):
        column.addWidget(widget)
    page.resize(300, 160)
    on_screen(page)
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        apply_look(qapp, scheme=scheme)
        now = tokens()
        assert badge.grab().toImage().pixelColor(badge.width() - 4, 4) == QColor(now.late.bg)
        assert line.grab().toImage().pixelColor(20, 15) == QColor(now.base)
        assert QColor(now.muted) in colours(words.grab().toImage())
        assert page.grab().toImage().pixelColor(1, 1) == QColor(now.window)


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_shape_of_its_own(qtbot: QtBot, status: Status) -> None:
    same_shape = {Status.GOOD, Status.CLOSED}
    for other in set(Status) - {status}:
        if {status, other} != same_shape:
            assert drawn(qtbot, status) != drawn(qtbot, other)


def test_notes_are_shown_as_typed_and_fetch_nothing(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    row = read_row("详情", HOSTILE)
    holder.setLayout(row)
    labels = [*holder.findChildren(QLabel), plain_label(HOSTILE), muted_label(HOSTILE)]
    labels.append(ElidedLabel(HOSTILE))
    for label in labels:
        qtbot.addWidget(label)
        assert label.textFormat() is Qt.TextFormat.PlainText
    assert labels[1].text() == HOSTILE


def test_a_title_too_long_ends_in_dots_and_shows_the_whole_as_a_tip(on_screen: Show) -> None:
    title = ElidedLabel("<b>楼上半夜噪声</b>" * 6)
    title.setMinimumWidth(120)
    on_screen(title)
    title.resize(120, 20)
    title.grab()
    assert title.is_elided()
    assert "&lt;b&gt;楼上半夜噪声" in title.toolTip()
    assert title.minimumSizeHint().width() < 120
    title.resize(2000, 20)
    title.grab()
    assert title.toolTip() == ""


def test_the_words_of_a_badge_always_fit(qtbot: QtBot) -> None:
    badge = Badge("剩3天")
    qtbot.addWidget(badge)
    narrow = badge.sizeHint().width()
    badge.set_text("二级网格 · 翰林社区第一居民小组")
    assert badge.sizeHint().width() > narrow + 100
    assert badge.accessibleName() == "二级网格 · 翰林社区第一居民小组"


def test_a_card_is_as_tall_as_its_wrapped_text_and_no_taller(on_screen: Show) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    card = Card("说明")
    text = plain_label("楼下住户反映楼上半夜有噪声，双方商谈时发生争吵。" * 6, wrap=True)
    card.add(text)
    column.addWidget(card)
    page.resize(360, 900)
    on_screen(page)
    assert text.height() >= text.heightForWidth(text.width())
    assert card.height() < text.height() + 90


def test_an_empty_card_is_one_line_and_opens_again(on_screen: Show) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    card = Card("协议")
    text = plain_label("双方约定夜里十点后不再搬动家具。")
    card.add(text)
    card.add_button(quiet_button("添加"))
    column.addWidget(card)
    column.addStretch(1)
    on_screen(page)
    card.show_empty()
    assert not text.isVisible()
    assert card.sizeHint().height() < 60
    card.show_filled()
    assert text.isVisible()
    card.clear()
    assert not text.isVisible()


def test_the_quiet_button_of_a_card_ends_where_the_card_does(on_screen: Show) -> None:
    card = Card("当事人")
    button = quiet_button("添加", "Alt+D")
    card.add_button(button)
    card.resize(500, 80)
    on_screen(card)
    right = button.mapTo(card, QPoint(button.width(), 0)).x()
    assert right == card.width() - 16 + 8


def test_joint_ground_has_the_first_side_left_and_the_last_right(on_screen: Show) -> None:
    panel = TintedPanel("甲乙", is_joint=True)
    panel.body.addWidget(plain_label("面对面 · 甲方、乙方同场"))
    panel.resize(300, 60)
    on_screen(panel)
    image = panel.grab().toImage()
    middle = panel.height() // 2
    assert image.pixelColor(1, middle) == QColor(tokens().sides[0].fg)
    assert image.pixelColor(panel.width() - 2, middle) == QColor(tokens().sides[1].fg)
    assert image.pixelColor(panel.width() - 8, middle) == QColor(tokens().joint.bg)


def test_covered_ground_without_a_side_has_no_colour_of_one(qtbot: QtBot) -> None:
    covered = {letter: HatchedPanel("已遮住", "当事人在场", letter=letter) for letter in ("", "甲")}
    colours = {}
    for letter, panel in covered.items():
        qtbot.addWidget(panel)
        panel.resize(300, 72)
        colours[letter] = saturation(panel.grab().toImage())
    assert colours[""] < 0.25 < colours["甲"]
    assert "方" not in covered[""].accessibleName()


def test_a_button_says_its_key_and_takes_it(qtbot: QtBot, on_screen: Show) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    button = Button("打印 A&B", "Ctrl+P")
    row.addWidget(button)
    on_screen(window)
    assert button.text() == "打印 A&&B  Ctrl+P"
    button.show_key(is_shown=False)
    button.set_words("打印")
    assert button.text() == "打印"
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def test_enter_presses_the_button_that_has_the_focus_and_no_other(
    qtbot: QtBot, on_screen: Show
) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    first, second = Button("取消"), primary_button("保存")
    row.addWidget(first)
    row.addWidget(second)
    on_screen(window)
    pressed: list[str] = []
    first.clicked.connect(lambda: pressed.append("取消"))
    second.clicked.connect(lambda: pressed.append("保存"))
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert pressed == ["取消"]
    assert not first.autoDefault()


def test_the_focus_ring_moves_nothing(qtbot: QtBot) -> None:
    for kind in ("", "primary", "quiet", "chip"):
        button = Button("保存", kind=kind)
        qtbot.addWidget(button)
        calm = button.sizeHint()
        with qtbot.waitActive(button):
            button.show()
        button.setFocus()
        assert button.sizeHint() == calm
        button.hide()


def test_a_chip_shows_its_count(qtbot: QtBot) -> None:
    chip = Chip("超期")
    qtbot.addWidget(chip)
    chip.set_count(2)
    assert chip.text() == "超期 2"
    chip.set_count(None)
    assert chip.text() == "超期"


def test_progress_shows_only_when_the_wait_is_over(qtbot: QtBot) -> None:
    bar = ThinProgressBar()
    qtbot.addWidget(bar)
    bar.start()
    assert not bar.is_shown
    qtbot.waitUntil(lambda: bar.is_shown)
    bar.set_progress(1, 4)
    bar.resize(200, 2)
    assert bar.grab().toImage().pixelColor(10, 1) == QColor(tokens().accent)
    bar.stop()
    assert not bar.is_shown
    assert bar.height() == 2


def test_work_that_is_over_at_once_never_shows(qtbot: QtBot) -> None:
    bar = ThinProgressBar()
    qtbot.addWidget(bar)
    bar.start()
    bar.stop()
    qtbot.wait(bar.WAIT_MS + 50)
    assert not bar.is_shown


def test_a_flow_breaks_rows_and_loses_nothing(on_screen: Show) -> None:
    holder = QWidget()
    flow = Flow(parent=holder)
    badges = [Badge(f"社区网格员{place}") for place in range(9)]
    for badge in badges:
        flow.addWidget(badge)
    holder.resize(250, 300)
    on_screen(holder)
    places = [badge.geometry() for badge in badges]
    assert len({place.y() for place in places}) > 2
    assert all(holder.rect().contains(place) for place in places)
    assert not any(QRect.intersects(one, other) for one, other in pairwise(places))


def test_ticking_works_by_space_and_shows(qtbot: QtBot, on_screen: Show) -> None:
    box = TickBox("同一次调解 A&B")
    on_screen(box)
    assert box.accessibleName() == "同一次调解 A&B"
    empty = box.grab().toImage()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    assert box.grab().toImage() != empty


def drawn(qtbot: QtBot, status: Status) -> list[bool]:
    """Which pixels the sign covers, whatever its colour."""
    sign = StatusSign(status)
    qtbot.addWidget(sign)
    sign.resize(sign.sizeHint())
    image = sign.grab().toImage()
    ground = image.pixelColor(0, 0)
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return [image.pixelColor(*place) != ground for place in places]


def colours(image: QImage) -> list[QColor]:
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return [image.pixelColor(*place) for place in places]


def saturation(image: QImage) -> float:
    return max(
        image.pixelColor(x, y).hsvSaturationF()
        for x in range(2, image.width() - 2, 3)
        for y in range(2, image.height() - 2, 3)
    )


def test_a_badge_that_yields_ends_in_dots_and_keeps_its_name(on_screen: Show) -> None:
    badge = Badge("大里鑫茂源小区四号楼一单元全体住户推选的代表", is_yielding=True)
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.addWidget(badge)
    holder.resize(160, 60)
    on_screen(holder)
    badge.grab()
    assert badge.width() < badge.sizeHint().width()
    assert "大里鑫茂源小区四号楼一单元全体住户推选的代表" in badge.toolTip()
    assert badge.accessibleName() == badge.text
