"""The model says what the columns say, and nothing more while parties are present."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from linli.desktop.case_list.columns import DUE, HOLDER, MATTER, REGISTERED, WHERE, Lines
from linli.desktop.case_list.model import LINES_ROLE, OPEN_ROLE, CaseListModel
from linli.desktop.case_list.rows import Caseload
from linli.domain.case_file import ListQuery, ListScope

ALL = ListQuery(scope=ListScope.ALL)


@pytest.fixture
def model(cases: Caseload) -> CaseListModel:
    """All four cases."""
    made = CaseListModel()
    made.show(cases, ALL)
    return made


def test_qt_finds_nothing_wrong_with_the_model(
    model: CaseListModel, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(model)


def test_all_seven_facts_of_a_case_stand_in_its_row(model: CaseListModel) -> None:
    lines = {column: model.index(0, column).data(LINES_ROLE) for column in range(5)}

    assert lines == {
        DUE: Lines("未设时限"),
        MATTER: Lines("楼上半夜噪声，两户多次争吵", "矛盾纠纷 · 枫杨〔2025〕纠纷0001"),
        WHERE: Lines("翰林社区", "楼下住户 · 楼上住户"),
        HOLDER: Lines("社区网格员", "二级网格"),
        REGISTERED: Lines("03-15", is_muted=True),
    }


def test_a_closed_case_has_no_holder_and_is_not_open(model: CaseListModel) -> None:
    assert model.index(1, HOLDER).data(LINES_ROLE) == Lines("—")
    assert model.index(1, MATTER).data(OPEN_ROLE) is False
    assert model.index(0, MATTER).data(OPEN_ROLE) is True


def test_a_screen_reader_hears_the_whole_row(model: CaseListModel) -> None:
    spoken = model.index(0, DUE).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == (
        "楼上半夜噪声，两户多次争吵，矛盾纠纷 · 枫杨〔2025〕纠纷0001，未设时限，"
        "翰林社区，楼下住户 · 楼上住户，社区网格员，二级网格，03-15"
    )


def test_while_covered_no_role_gives_more_than_number_limit_and_day(
    model: CaseListModel, secrets: tuple[str, ...]
) -> None:
    model.cover(True)

    given = [
        str(model.index(row, column).data(role))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        for role in range(Qt.ItemDataRole.UserRole + 10)
    ]
    assert "枫杨〔2025〕纠纷0001" in given
    assert not [text for text in given for secret in secrets if secret in text]
