"""The manual: every topic can be reached and read, at the place where somebody is stuck."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from linli import paths
from linli.app import desk_at, outside_of
from linli.casework.sample import load_sample
from linli.desktop import demonstration
from linli.desktop.desk import Desk
from linli.desktop.form import Form
from linli.desktop.form_kinds import FORM_WORDS
from linli.desktop.help_page import FIRST, FORM_TOPICS, KEYS, TOPICS, HelpPage, shown_key
from linli.desktop.look import TEXT_SIZES, apply_look
from linli.desktop.main_window import MainWindow
from linli.desktop.menus import MENUS, Submenu, all_acts

from .walk.findings import latin
from .walk.rounds import Person, Round, SlowBackup

FOLDER = paths.bundled("resources") / "help"
NAMELESS = {"NOTE", "AGREEMENT_EVENT"}
"""No form of their own beside a case: they are edited where they stand."""


@pytest.fixture
def desk(record_file: Path) -> Iterator[Desk]:
    with desk_at(record_file, lambda: demonstration.NOW) as opened:
        opened.keep(load_sample, opened.now())
        yield opened


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[MainWindow]:
    window = MainWindow(lambda _parent, _text, buttons: list(buttons).index("不保存"))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    window.begin(desk, outside_of(desk))
    yield window
    window.close()


@pytest.fixture
def page(qtbot: QtBot) -> HelpPage:
    page = HelpPage()
    qtbot.addWidget(page)
    page.resize(900, 600)
    with qtbot.waitActive(page):
        page.show()
    page.open_topic(FIRST)
    return page


def press(keys: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keySequence(focus, QKeySequence(keys))
    QApplication.processEvents()


def topic_text(topic: str) -> str:
    return (FOLDER / f"{topic}.md").read_text(encoding="utf-8")


def help_of(window: MainWindow) -> HelpPage:
    assert isinstance(window.page, HelpPage)
    return window.page


def test_every_file_is_a_topic_and_every_topic_a_file_with_a_title() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == set(TOPICS)
    assert [topic for topic in TOPICS if not topic_text(topic).startswith("# ")] == []


def test_the_first_page_leads_to_every_topic() -> None:
    assert set(re.findall(r"\]\((.+?)\.md\)", topic_text(FIRST))) == set(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_links_and_pictures_of_a_topic_are_there(topic: str) -> None:
    text = topic_text(topic)
    led_to = re.findall(r"\]\(([^)]+)\)", text)
    assert [place for place in led_to if not (FOLDER / place).is_file()] == []
    assert topic in {FIRST, KEYS} or f"{FIRST}.md" in led_to


def test_pictures_are_small_and_all_are_shown() -> None:
    pictures = {path.name: path.stat().st_size for path in (FOLDER / "pictures").iterdir()}
    shown = {
        name for topic in TOPICS for name in re.findall(r"pictures/(.+?)\)", topic_text(topic))
    }
    assert set(pictures) == shown
    assert max(pictures.values()) < 150_000


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_written_plainly(topic: str) -> None:
    text = topic_text(topic)
    assert re.findall(r"您|！|!(?!\[)|[㐀-鿿][,;:?]", text) == []
    bare = re.sub(r"\]\([^)]+\)", "", text)
    assert latin(bare) == []


def test_the_first_page_is_one_screen(window: MainWindow) -> None:
    window.list_page.view.setFocus()
    press("F1")
    help_of(window).open_topic(FIRST)
    reader = help_of(window).reader
    assert (window.width(), window.height()) == (1366, 768)
    assert reader.verticalScrollBar().maximum() == 0


def test_f1_opens_the_topic_of_what_is_on_the_screen(window: MainWindow) -> None:
    press("F1")
    assert help_of(window).topic == "列表与查找"
    press("Esc")
    press("Return")
    press("F1")
    assert help_of(window).topic == "记一条"
    press("Esc")
    press("Ctrl+0")
    press("F1")
    assert help_of(window).topic == "提醒与今天"


def test_f1_in_the_manual_opens_its_first_page(window: MainWindow) -> None:
    press("F1")
    press("F1")
    assert help_of(window).topic == FIRST


def test_esc_goes_back_to_the_very_field_and_what_was_typed(window: MainWindow) -> None:
    press("Ctrl+N")
    form = window.page
    assert isinstance(form, Form)
    form.fields["title"].focus()
    title = QApplication.focusWidget()
    assert isinstance(title, QLineEdit)
    title.insert("楼道堆物")
    press("F1")
    assert help_of(window).topic == "新建事项"
    press("Esc")
    assert window.page is form
    assert QApplication.focusWidget() is title
    assert title.text() == "楼道堆物"


def test_every_form_has_a_topic() -> None:
    assert set(FORM_WORDS) - set(FORM_TOPICS) - NAMELESS == set()
    assert set(FORM_TOPICS.values()) <= set(TOPICS)


def test_links_are_followed_by_tab_and_enter(page: HelpPage) -> None:
    press("Tab")
    press("Return")
    assert page.topic == "列表与查找"
    press("Backspace")
    assert page.topic == FIRST


def test_the_page_can_be_left_by_its_button(qtbot: QtBot, page: HelpPage) -> None:
    press("Shift+Tab")
    with qtbot.waitSignal(page.back):
        focus = QApplication.focusWidget()
        while focus is not None and "返回" not in focus.accessibleName():
            press("Shift+Tab")
            focus = QApplication.focusWidget()
        press("Return")


@pytest.mark.parametrize(
    "place",
    [
        "file:///etc/hostname",
        "http://example.com/x.png",
        "../paths.py",
        "/etc/hostname",
        "新.md",
        "",
    ],
)
def test_nothing_but_our_own_topics_and_pictures_is_loaded(page: HelpPage, place: str) -> None:
    kinds = QTextDocument.ResourceType
    for kind in (kinds.ImageResource, kinds.HtmlResource, kinds.StyleSheetResource):
        loaded = page.reader.loadResource(kind.value, QUrl(place))
        assert loaded is None or (isinstance(loaded, QImage) and loaded.isNull())
    assert not page.reader.loadResource(kinds.MarkdownResource.value, QUrl(place))
    page.reader.setSource(QUrl(place))
    assert page.topic == FIRST


def test_every_act_of_the_menus_is_listed_with_its_key(page: HelpPage) -> None:
    page.open_topic(KEYS)
    text = page.reader.toPlainText()
    for act in all_acts():
        assert act.words.replace("&", "") in text
        assert shown_key(act) in text


def test_every_key_of_menus_pages_and_forms_is_told_before_the_list_of_menus(
    qtbot: QtBot, migrated_file: Path, tmp_path: Path
) -> None:
    told = re.split(r"[|　\s]+", topic_text(KEYS))
    keys = {shown_key(act) for act in all_acts()}
    empty = tmp_path / "台账.linli"
    empty.write_bytes(migrated_file.read_bytes())
    window = MainWindow(Person())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    with desk_at(empty, lambda: demonstration.NOW) as desk:
        wait = partial(qtbot.waitUntil, timeout=20_000)
        for _place in Round(window, desk, SlowBackup(), wait):
            for shortcut in window.findChildren(QShortcut):
                keys |= {key.toString() for key in shortcut.keys()}  # noqa: SIM118 - no dict
            for button in window.findChildren(QAbstractButton):
                keys.add(button.shortcut().toString())
        window.close()
    keys = {key.replace("Return", "Enter").replace("PgDown", "PgDn") for key in keys} - {""}
    # One line tells all nine, and a button's letter is written on it.
    keys = {key for key in keys if not re.fullmatch(r"Alt\+(\d|[B-Z])", key) or key == "Alt+D"}
    assert {key for key in keys if key not in told} == set()


@pytest.mark.parametrize("scale", TEXT_SIZES.values())
def test_a_topic_is_as_wide_as_its_page_and_no_wider(
    qapp: QApplication, qtbot: QtBot, scale: float
) -> None:
    apply_look(qapp, scale=scale)
    page = HelpPage()
    qtbot.addWidget(page)
    page.resize(976, 494)
    with qtbot.waitActive(page):
        page.show()
    wide = []
    for topic in TOPICS:
        page.open_topic(topic)
        QApplication.processEvents()
        if page.reader.horizontalScrollBar().maximum():
            wide.append(topic)
    page.close()
    apply_look(qapp)
    assert wide == []


def test_headings_are_larger_and_links_underlined(page: HelpPage) -> None:
    document = page.reader.document()
    title = document.begin().begin().fragment().charFormat()
    assert title.fontPointSize() == pytest.approx(15)
    page.open_topic("列表与查找")
    assert isinstance(page.focusProxy(), QWidget)
    assert "<u>" in page.reader.toHtml() or "underline" in page.reader.toHtml()


def test_the_manual_names_only_lines_that_the_menus_have() -> None:
    lines: set[str] = set()
    for title, acts in MENUS:
        menu = bare(title)
        for act in filter(None, acts):
            lines.add(f"{menu} → {bare(act.words)}")
            if isinstance(act, Submenu):
                lines |= {f"{menu} → {bare(act.words)} → {bare(each.words)}" for each in act.acts}
                lines |= {f"{bare(act.words)} → {bare(each.words)}" for each in act.acts}
    named = {
        name for topic in TOPICS for name in re.findall(r"“([^“”]+? → [^“”]+)”", topic_text(topic))
    }
    assert named - lines == set()


def bare(words: str) -> str:
    return re.sub(r"\(&.\)", "", words)
