"""Finding a case: by list, chip, words and keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from linli.desktop.case_list.columns import HOLDER, REGISTERED, WHERE
from linli.desktop.case_list.page import ListPage
from linli.desktop.case_list.rows import Caseload
from linli.desktop.case_list.search_band import Condition
from linli.desktop.look import apply_look
from linli.desktop.widgets.badges import Badge
from linli.desktop.widgets.buttons import Chip
from linli.domain.case_file import ListQuery, ListScope

ALL = ListQuery(scope=ListScope.ALL)
CLOSED = ListQuery(scope=ListScope.CLOSED)


@pytest.fixture
def page(qtbot: QtBot, cases: Caseload) -> ListPage:
    """The list of all four cases, on the screen."""
    return _shown(qtbot, cases)


def test_the_words_are_looked_for_when_typing_rests(qtbot: QtBot, page: ListPage) -> None:
    _type(page.band.field, "积水")

    qtbot.waitUntil(lambda: _numbers(page) == ["枫杨〔2025〕隐患0001"])


def test_enter_looks_at_once_and_goes_to_the_list(qtbot: QtBot, page: ListPage) -> None:
    page.band.field.setFocus()
    _type(page.band.field, "积水")
    qtbot.keyClick(page.band.field, Qt.Key.Key_Return)

    assert _numbers(page) == ["枫杨〔2025〕隐患0001"]
    assert page.view.hasFocus()


def test_down_goes_from_the_search_field_into_the_list(qtbot: QtBot, page: ListPage) -> None:
    page.band.field.setFocus()

    qtbot.keyClick(page.band.field, Qt.Key.Key_Down)

    assert page.view.hasFocus()
    assert page.current_id() == 1


def test_enter_in_the_list_opens_the_current_case(qtbot: QtBot, page: ListPage) -> None:
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Down)

    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(page.view, Qt.Key.Key_Return)

    assert opened.args == [2]


def test_exactly_one_chip_is_checked(qtbot: QtBot, page: ListPage) -> None:
    for chip in page.findChildren(Chip):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
        assert [each for each in page.findChildren(Chip) if each.isChecked()] == [chip]


def test_a_chip_says_how_many_cases_it_would_show(page: ListPage) -> None:
    assert [chip.text() for chip in page.findChildren(Chip)] == [
        "全部 4",
        "超期 0",
        "临期 0",
        "未设时限 1",
        "需回访 1",
    ]


def test_the_chip_for_follow_up_leaves_the_open_cases(qtbot: QtBot, page: ListPage) -> None:
    page.choose(ListQuery())

    with qtbot.waitSignal(page.moved) as moved:
        _press(qtbot, page, "需回访")

    assert moved.args == [ALL]
    assert _numbers(page) == ["枫杨〔2025〕隐患0001"]


def test_a_chip_of_open_cases_leaves_the_closed_ones(qtbot: QtBot, page: ListPage) -> None:
    page.choose(CLOSED)

    with qtbot.waitSignal(page.moved) as moved:
        _press(qtbot, page, "未设时限")

    assert moved.args == [ALL]
    assert _numbers(page) == ["枫杨〔2025〕纠纷0001"]


def test_another_list_drops_the_chip(qtbot: QtBot, page: ListPage) -> None:
    _press(qtbot, page, "未设时限")

    page.choose(CLOSED)

    assert page.band.condition is Condition.ALL
    assert len(_numbers(page)) == 3


def test_a_list_without_a_match_says_so_and_offers_to_clear(qtbot: QtBot, page: ListPage) -> None:
    page.band.field.setFocus()
    _type(page.band.field, "电梯")
    qtbot.keyClick(page.band.field, Qt.Key.Key_Return)

    assert "没有找到“电梯”。" in _texts(page)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QAbstractButton)
    assert focus.text() == "清除条件"

    qtbot.keyClick(focus, Qt.Key.Key_Return)

    assert len(_numbers(page)) == 4
    assert page.band.field.text() == ""
    assert page.view.hasFocus()


def test_the_preview_follows_the_current_row(qtbot: QtBot, page: ListPage) -> None:
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Down)

    qtbot.waitUntil(lambda: "参观消防站，沉浸式学安全" in _texts(page.preview))
    assert "已办结 · 已举办" in _texts(page.preview)


def test_reading_anew_keeps_the_row_and_the_scroll(qtbot: QtBot, long_list: Caseload) -> None:
    page = _shown(qtbot, long_list)
    page.view.go_to_row(700)
    scroll = page.view.verticalScrollBar().value()
    case_id = page.current_id()

    page.refresh()

    assert page.current_id() == case_id
    assert page.view.verticalScrollBar().value() == scroll


def test_a_case_closed_elsewhere_leaves_the_open_cases(
    page: ListPage, close_first: Callable[[], None]
) -> None:
    page.choose(ListQuery())
    assert page.current_id() == 1

    close_first()
    page.refresh()

    assert page.current_id() is None
    assert "没有待办事项。" in _texts(page)


def test_the_next_and_the_previous_case_stop_at_the_ends(page: ListPage) -> None:
    assert [page.case_beside(1) for _ in range(4)] == [2, 3, 4, None]
    assert [page.case_beside(-1) for _ in range(4)] == [3, 2, 1, None]


def test_while_parties_are_present_no_widget_holds_more_than_numbers(
    qtbot: QtBot, page: ListPage, secrets: tuple[str, ...]
) -> None:
    qtbot.waitUntil(lambda: "楼上半夜噪声，两户多次争吵" in _texts(page.preview))

    page.cover(True)

    assert not [text for text in _texts(page) for secret in secrets if secret in text]
    qtbot.waitUntil(lambda: "枫杨〔2025〕纠纷0001" in _texts(page.preview))
    assert not [text for text in _texts(page) for secret in secrets if secret in text]

    page.cover(False)

    qtbot.waitUntil(lambda: "楼上半夜噪声，两户多次争吵" in _texts(page.preview))


def test_words_looked_for_go_when_parties_come(qtbot: QtBot, page: ListPage) -> None:
    _type(page.band.field, "楼下住户")
    qtbot.keyClick(page.band.field, Qt.Key.Key_Return)

    page.cover(True)

    assert page.band.field.text() == ""
    assert len(_numbers(page)) == 4


def test_numbers_take_the_room_of_columns_that_say_nothing_or_too_much(
    qapp: QApplication, page: ListPage
) -> None:
    page.fit(976)
    assert not page.view.isColumnHidden(HOLDER)
    page.cover(True)
    assert [page.view.isColumnHidden(place) for place in (WHERE, HOLDER)] == [True, True]
    page.cover(False)
    assert [page.view.isColumnHidden(place) for place in (WHERE, HOLDER)] == [False, False]

    apply_look(qapp, scale=1.3)
    page.fit(976)
    assert page.view.isColumnHidden(HOLDER)
    assert page.view.last_visible_column() == WHERE
    apply_look(qapp)


def test_panes_go_where_there_is_no_room_for_them(page: ListPage) -> None:
    page.fit(1366)
    assert page.preview.isVisible()
    assert not page.view.isColumnHidden(REGISTERED)

    page.fit(1299)
    assert [page.view.isColumnHidden(place) for place in (HOLDER, REGISTERED)] == [True, True]

    page.fit(1179)
    assert not page.preview.isVisible()


def _shown(qtbot: QtBot, caseload: Caseload) -> ListPage:
    page = ListPage()
    qtbot.addWidget(page)
    page.resize(1182, 713)
    page.fit(1366)
    page.begin(caseload)
    page.choose(ALL)
    with qtbot.waitActive(page):
        page.show()
    return page


def _type(field: QLineEdit, words: str) -> None:
    """Commit words as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(field, event)


def _press(qtbot: QtBot, page: ListPage, words: str) -> None:
    chip = next(chip for chip in page.findChildren(Chip) if chip.text().startswith(words))
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)


def _numbers(page: ListPage) -> list[str]:
    rows = page.view.model()
    return [
        rows.index(row, 1).data(Qt.ItemDataRole.UserRole).second.split(" · ")[-1]
        for row in range(rows.rowCount())
    ]


def _texts(root: QWidget) -> list[str]:
    """Everything a screen reader or a picture could find in the widgets under ``root``."""
    found: list[str] = []
    for widget in [root, *root.findChildren(QWidget)]:
        found += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit | Badge):
            text = widget.text
            found.append(text if isinstance(text, str) else text())
        if isinstance(widget, QAbstractItemView):
            rows = widget.model()
            columns = 5 if isinstance(rows, QAbstractTableModel) else 1
            found += [
                str(rows.index(row, column).data(role))
                for row in range(rows.rowCount())
                for column in range(columns)
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            ]
    return found
