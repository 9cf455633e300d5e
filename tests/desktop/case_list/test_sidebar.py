"""The sidebar offers the lists, and the kinds and grids that have cases."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from linli.desktop.case_list.rows import Caseload
from linli.desktop.case_list.sidebar import Sidebar
from linli.domain.case_file import AgendaFigures, ListCounts, ListQuery, ListScope

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def sidebar(qtbot: QtBot) -> Sidebar:
    """An empty file's sidebar, on the screen."""
    made = Sidebar()
    qtbot.addWidget(made)
    made.resize(184, 700)
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


def test_an_empty_file_has_the_three_lists_alone(sidebar: Sidebar) -> None:
    assert _lines(sidebar) == ["待办 0件", "全部 0件", "已办结 0件"]


def test_kinds_and_grids_appear_with_their_cases(sidebar: Sidebar, cases: Caseload) -> None:
    sidebar.show_counts(cases.counts())

    assert _lines(sidebar) == [
        "待办 1件",
        "全部 4件",
        "已办结 3件",
        "类别",
        "活动需求 1件",
        "困难帮扶 1件",
        "矛盾纠纷 1件",
        "安全隐患 1件",
        "网格",
        "万和社区 1件",
        "大里村 1件",
        "翰林社区 1件",
        "荣邦城社区 1件",
    ]


def test_qt_finds_nothing_wrong_with_the_model(
    sidebar: Sidebar, cases: Caseload, qtmodeltester: ModelTester
) -> None:
    sidebar.show_counts(cases.counts())

    qtmodeltester.check(sidebar.model())


def test_what_is_overdue_is_said_beside_the_open_cases(sidebar: Sidebar) -> None:
    sidebar.show_counts(ListCounts(3, 3, 0, 2, 0, 1, 0, (), ()))

    assert _lines(sidebar)[0] == "待办 3件，超期2件"


def test_arrows_choose_and_step_over_the_heads(
    qtbot: QtBot, sidebar: Sidebar, cases: Caseload
) -> None:
    sidebar.show_counts(cases.counts())
    chosen: list[ListQuery] = []
    sidebar.chosen.connect(chosen.append)

    for _ in range(3):
        qtbot.keyClick(sidebar, Qt.Key.Key_Down)

    assert chosen == [
        ListQuery(scope=ListScope.ALL),
        ListQuery(scope=ListScope.CLOSED),
        ListQuery(scope=ListScope.ALL, kind="ACTIVITY"),
    ]


def test_new_figures_keep_the_line_chosen(sidebar: Sidebar, cases: Caseload) -> None:
    sidebar.show_counts(cases.counts())
    sidebar.choose(ListQuery(scope=ListScope.ALL, kind="HAZARD"))
    chosen: list[ListQuery] = []
    sidebar.chosen.connect(chosen.append)

    sidebar.show_counts(cases.counts())

    assert sidebar.query() == ListQuery(scope=ListScope.ALL, kind="HAZARD")
    assert not chosen


def test_a_line_that_went_gives_way_to_the_open_cases(sidebar: Sidebar, cases: Caseload) -> None:
    sidebar.show_counts(cases.counts())
    sidebar.choose(ListQuery(scope=ListScope.ALL, kind="HAZARD"))
    chosen: list[ListQuery] = []
    sidebar.chosen.connect(chosen.append)

    sidebar.show_counts(ListCounts(0, 0, 0, 0, 0, 0, 0, (), ()))

    assert chosen == [ListQuery()]


def test_today_stands_on_top_with_what_is_late_and_due(sidebar: Sidebar, cases: Caseload) -> None:
    sidebar.show_counts(cases.counts())
    sidebar.show_due_today(AgendaFigures(late=2, today=3))

    assert _lines(sidebar)[:2] == ["今天 5件，过期2件", "待办 1件"]
    assert not sidebar.grab().isNull()


def test_today_is_asked_for_by_an_arrow_and_followed_without_being_asked(
    qtbot: QtBot, sidebar: Sidebar, cases: Caseload
) -> None:
    sidebar.show_counts(cases.counts())
    sidebar.show_due_today(AgendaFigures())
    with qtbot.assertNotEmitted(sidebar.today_asked):
        sidebar.follow_today()
    qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    with qtbot.waitSignal(sidebar.today_asked):
        qtbot.keyClick(sidebar, Qt.Key.Key_Up)
    with qtbot.assertNotEmitted(sidebar.chosen):
        sidebar.show_counts(ListCounts(0, 0, 0, 0, 0, 0, 0, (), ()))
    assert sidebar.currentIndex().data(SPOKEN) == "今天 0件"


def test_a_line_that_went_gives_way_to_the_open_cases_and_not_to_today(
    sidebar: Sidebar, cases: Caseload
) -> None:
    sidebar.show_due_today(AgendaFigures())
    sidebar.show_counts(cases.counts())
    sidebar.follow(ListQuery(scope=ListScope.ALL, kind="HAZARD"))

    sidebar.show_counts(ListCounts(0, 0, 0, 0, 0, 0, 0, (), ()))

    assert sidebar.currentIndex().data(SPOKEN) == "待办 0件"


def _lines(sidebar: Sidebar) -> list[str]:
    model = sidebar.model()
    return [model.index(row, 0).data(SPOKEN) for row in range(model.rowCount())]
