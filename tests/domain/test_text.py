"""Text is cleaned once, where it comes in: what cannot be seen goes, rare names stay."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.domain.text import LINE, NAME, TEXT, TooLong, clean, scrubbed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  张三 ", "张三"),
        ("张　三", "张　三"),
        ("张\t三", "张 三"),
        ("张  三", "张 三"),
        ("第一行\r\n第二行", "第一行 第二行"),
        ("e\u0301", "é"),
        ("张\u200b三\u200d四\u2060", "张三四"),
        ("\ufeff张三", "张三"),
        ("\u202e三张\u202c\u2066\u2069\u200e\u061c", "三张"),
        ("张\x00\x07\x1b三\x7f\x9f", "张三"),
        ("张\ud800三", "张三"),
        ("软\u00ad连", "软连"),
        ("张\ufffe\uffff三", "张三"),
    ],
)
def test_what_cannot_be_seen_is_dropped(typed: str, kept: str) -> None:
    assert clean(typed, NAME) == kept


@pytest.mark.parametrize(
    "name",
    [
        "王𠮷",
        "刘𬭎",
        "㛃",
        "葛\U000e0100城",  # a variation selector
        "辻\ufe00",
        "\ue863",  # private use: names keyed in on old systems
        "\U00031350",  # newer than this Python's tables
        "〇",
        "买买提·吐尔逊",
        "１２３",  # full width is the form's matter, not the door's
    ],
)
def test_rare_names_come_through_whole(name: str) -> None:
    assert clean(name, NAME) == name


def test_lines_are_kept_where_lines_are_asked_for() -> None:
    text = "\r\n　　第一段 \r第二段\u2028第三段\x85\n\n第四段\t。\n"
    assert clean(text, TEXT, lines=True) == "第一段\n第二段\n第三段\n\n\n第四段 。"


def test_caps_count_characters_not_utf16_units() -> None:
    assert clean("𠮷" * NAME, NAME) == "𠮷" * NAME


@pytest.mark.parametrize("cap", [NAME, LINE, TEXT])
def test_a_text_over_its_cap_is_refused_whole_at_its_field(cap: int) -> None:
    assert clean("字" * cap + "\u200b", cap) == "字" * cap

    with pytest.raises(TooLong) as refused:
        clean("字" * (cap + 1), cap, field="name")

    assert str(refused.value) == f"这里最多写{cap}个字，现在有{cap + 1}个字，请删短。"
    assert refused.value.field == "name"


@settings(deadline=None, database=None, max_examples=400)
@given(st.text(st.characters(exclude_categories=[]), max_size=60), st.booleans())
def test_cleaned_text_is_clean_and_stays_as_it_is(text: str, lines: bool) -> None:  # noqa: FBT001 - drawn
    kept = scrubbed(text, lines=lines)

    assert scrubbed(kept, lines=lines) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert kept == kept.strip()
    assert {unicodedata.category(char) for char in kept.replace("\n", "")}.isdisjoint(
        {"Cc", "Cf", "Cs"}
    )
    assert lines or "\n" not in kept
    kept.encode()
