"""单位信息: the office, its tiers, its grid and its people."""

import pytest
from PySide6.QtWidgets import QApplication

from linli.desktop.forms.office import OfficeForm
from linli.domain.drafts import OfficeDraft, TierDraft, UnitDraft, WorkerDraft

from .hand import Around, Hand, Kept, Show


@pytest.fixture
def form(around: Around, show: Show) -> OfficeForm:
    made = OfficeForm(**around)
    show(made, 1366)
    return made


def test_the_name_and_the_short_name_are_asked_for(form: OfficeForm) -> None:
    assert not form.submit()
    assert form.name.error == "请写单位全称"
    assert form.short_name.error == "请写单位简称，编号要用"


def test_the_number_is_shown_while_the_short_name_is_typed(form: OfficeForm) -> None:
    form.short_name.set_text("沟赵")
    assert form.short_name.hint == "编号会是 沟赵〔2025〕纠纷0001"


def test_a_new_office_is_offered_the_usual_tiers_the_highest_first(
    form: OfficeForm, kept: Kept
) -> None:
    form.name.set_text("枫杨办事处")
    form.short_name.set_text("枫杨")
    assert form.submit()
    tiers = kept.drafts[0].tiers
    assert [tier.name for tier in tiers] == [
        "城运中心",
        "一级网格",
        "二级网格",
        "三级网格",
        "微网格",
    ]
    assert [tier.code for tier in tiers] == ["CITY_CENTRE", "GRID_1", "GRID_2", "GRID_3", "MICRO"]
    assert [tier.rank for tier in tiers] == sorted((tier.rank for tier in tiers), reverse=True)


def test_rows_copied_from_a_table_can_be_pasted_by_key(
    form: OfficeForm, hand: Hand, kept: Kept
) -> None:
    form.name.set_text("枫杨办事处")
    form.short_name.set_text("枫杨")
    QApplication.clipboard().setText(
        "\t枫杨办事处\t一级网格\r\n枫杨办事处\t翰林社区\t二级网格\r\n\r\n枫杨办事处\t万和社区\t二级网格\r\n"
    )
    form.units.focus()
    hand.chord("Ctrl+V")
    QApplication.clipboard().setText("秦淼\t万和社区\t微网格长\n")
    form.workers.focus()
    hand.chord("Ctrl+V")
    assert form.submit(), form.foot
    assert kept.drafts[0].units == (
        UnitDraft("枫杨办事处", "一级网格"),
        UnitDraft("翰林社区", "二级网格", "枫杨办事处"),
        UnitDraft("万和社区", "二级网格", "枫杨办事处"),
    )
    assert kept.drafts[0].workers == (WorkerDraft("秦淼", "万和社区", "MICRO_LEADER"),)


def test_rows_are_typed_with_enter_and_an_empty_row_leads_on(form: OfficeForm, hand: Hand) -> None:
    form.name.set_text("枫杨办事处")
    form.short_name.set_text("枫杨")
    form.units.focus()
    hand.press("⏎")
    assert form.workers.editor.hasFocus()
    form.units.focus()
    hand.write("枫杨办事处")
    hand.press("⏎")
    hand.write("翰林社区")
    hand.press("⏎ej⏎")
    assert form.units.value() == (("枫杨办事处", "翰林社区", "二级网格"),)


def test_the_grid_typed_is_offered_to_the_people(form: OfficeForm, hand: Hand) -> None:
    form.units.set_value([("", "翰林社区", "二级网格")])
    form.workers.focus()
    hand.write("王某")
    hand.press("⏎h⏎")
    assert form.workers.value() == (("王某", "翰林社区", ""),)


@pytest.mark.parametrize(
    ("units", "sentence"),
    [
        ([("", "", "二级网格")], "网格表里有一行没有写名称"),
        ([("", "翰林社区", "")], "请写“翰林社区”的层级"),
    ],
)
def test_a_row_that_lacks_something_is_named_under_its_table(
    form: OfficeForm, units: list[tuple[str, str, str]], sentence: str
) -> None:
    form.name.set_text("枫杨办事处")
    form.short_name.set_text("枫杨")
    form.units.set_value(units)
    assert not form.submit()
    assert form.units.error == sentence
    assert form.foot == "还有 1 处要补：网格"


def test_the_office_as_kept_comes_back_the_same(around: Around, show: Show, kept: Kept) -> None:
    office = OfficeDraft(
        name="枫杨办事处",
        short_name="枫杨",
        committee="枫杨人民调解委员会",
        tiers=(TierDraft("街道", 20, "GRID_1"), TierDraft("社区", 10, "GRID_2")),
        units=(UnitDraft("枫杨办事处", "街道"), UnitDraft("翰林社区", "社区", "枫杨办事处")),
        workers=(WorkerDraft("秦淼", "翰林社区", "MICRO_LEADER"),),
    )
    form = OfficeForm(kept=office, **around)
    show(form, 1366)
    assert not form.is_changed()
    assert form.submit()
    assert kept.drafts == [office]


def test_what_was_typed_comes_back_whole(form: OfficeForm, around: Around, show: Show) -> None:
    form.units.set_value([("", "枫杨办事处", "一级网格"), ("枫杨办事处", "翰林社区", "二级网格")])
    raw = form.raw()
    again = OfficeForm(**around)
    show(again, 1366)
    again.restore(raw)
    assert again.raw() == raw
