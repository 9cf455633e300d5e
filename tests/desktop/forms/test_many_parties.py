"""一次添加多人: pasted tables and names, what is said of them, and what is handed over."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from linli.desktop.forms.many_parties import ManyPartiesForm
from linli.domain.case_file import CaseFile, Choices
from linli.domain.drafts import PartyDraft

from .hand import Around, Hand, Kept, Show

TABLE = (
    "序号\t户主\t房号\t联系电话\t身份证号\n"
    "1\t王某\t101室\t13800000001\t4101\n"
    "2\t楼上住户\t201室\t13800000002\t4102\n"
    "3\t赵某\t301室\t\t\n"
)


@pytest.fixture
def form(hanlin: CaseFile, choices: Choices, around: Around, show: Show) -> ManyPartiesForm:
    made = ManyPartiesForm(hanlin, choices, **around)
    show(made)
    return made


def test_a_table_pasted_with_its_headings_finds_its_columns(
    form: ManyPartiesForm, kept: Kept, hand: Hand
) -> None:
    QGuiApplication.clipboard().setText(TABLE)
    form.rows.focus()
    hand.chord("Ctrl+V")
    QGuiApplication.clipboard().clear()
    assert form.rows.hint == (
        "读到 3 位；重名：楼上住户，请核对是不是同一位；没有读入：序号、身份证号"
    )
    form.side.set_value("甲")
    form.role.set_value("AFFECTED")
    form.part_of.set_party(1)
    form.kind.set_value("HOUSEHOLD")
    assert form.submit()
    common = PartyDraft("甲", role="AFFECTED", kind="HOUSEHOLD", identity="NOT_STATED", part_of=1)
    assert kept.drafts == [
        (
            replace(common, name="王某", phone="13800000001", home="101室"),
            replace(common, name="楼上住户", phone="13800000002", home="201室"),
            replace(common, name="赵某", home="301室"),
        )
    ]


def test_one_name_a_line_is_enough(form: ManyPartiesForm, kept: Kept) -> None:
    form.rows.paste("王某\n\n李某\n王某\n")
    assert form.rows.hint == "读到 3 位；重名：王某，请核对是不是同一位"
    form.side.set_value("NONE")
    assert form.submit()
    assert [draft.name for draft in kept.drafts[0]] == ["王某", "李某", "王某"]


def test_columns_beyond_ours_are_not_read_and_that_is_said(form: ManyPartiesForm) -> None:
    form.rows.paste("王某\t138\t101室\t老人\t4101\n李某")
    assert form.rows.hint == "读到 2 位；没有读入：第5列起"


def test_nobody_is_refused_and_what_is_too_long_says_where(
    form: ManyPartiesForm, kept: Kept
) -> None:
    form.side.set_value("甲")
    assert not form.submit()
    assert form.rows.error == "还没有写人；一行一位"
    form.rows.paste(f"王某\n{'长' * 51}")
    assert not form.submit()
    assert form.rows.error is not None
    assert form.rows.error.startswith("第2位的名称：")
    assert kept.drafts == []


def test_a_long_list_is_read_whole_and_restored(
    form: ManyPartiesForm, hanlin: CaseFile, choices: Choices, around: Around, show: Show
) -> None:
    form.rows.paste("\n".join(f"{number}室\t{number}" for number in range(1, 121)))
    assert form.rows.hint == "读到 120 位"
    form.side.set_value("乙")
    again = ManyPartiesForm(hanlin, choices, **around)
    again.restore(form.raw())
    show(again)
    assert again.raw() == form.raw()
    assert again.rows.hint == "读到 120 位"


def test_the_rows_are_covered_while_parties_are_present(form: ManyPartiesForm, kept: Kept) -> None:
    form.rows.paste("石榴\t13800000000\t石榴院")
    form.side.set_value("甲")
    form.set_parties_present(is_present=True)
    said = "\n".join(line.text() for line in form.findChildren(QLineEdit))
    assert "石榴" not in said
    assert "138" not in said
    assert form.submit()
    assert [draft.phone for draft in kept.drafts[0]] == ["13800000000"]
