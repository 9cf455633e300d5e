"""Masks know one shape each and star everything else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.domain.masking import masked_id, masked_name, masked_phone, masked_text


def test_a_mobile_number_keeps_its_ends() -> None:
    assert masked_phone("13800000000") == "138****0000"
    assert masked_phone("１３８０００００000") == "138****0000"


@pytest.mark.parametrize(
    "phone",
    ["1380000000", "138000000000", "0371-60000000", "138-0000-0000", "+8613800000000", "23800000000",
     "1380000000O", "138٠٠٠٠٠٠٠٠", "王阿姨家", "13800000000/13900000000"],
)  # fmt: skip
def test_a_phone_of_another_shape_is_all_stars(phone: str) -> None:
    assert set(masked_phone(phone)) == {"*"}


def test_an_identity_number_keeps_four_at_each_end() -> None:
    assert masked_id("410100200001010000") == "4101**********0000"
    assert masked_id("41010020000101000X") == "4101**********000X"


@pytest.mark.parametrize(
    "number",
    ["410100000101000", "41010020000101000", "4101002000010100000", "4101002000010100X0", "E12345678",
     "410100 20000101 0000"],
)  # fmt: skip
def test_an_identity_number_of_another_shape_is_all_stars(number: str) -> None:
    assert set(masked_id(number)) == {"*"}


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张**"),
        ("张三丰", "张**"),
        ("𠮷野家", "𠮷**"),
        ("葛\U000e0100城", "葛**"),
        ("买买提·吐尔逊", "买**"),
        ("张", "*"),
        ("John", "****"),
        ("张三13800000000", "*************"),
        ("张 三", "***"),
        ("", ""),
    ],
)
def test_a_name_keeps_its_first_character_and_not_its_length(name: str, masked: str) -> None:
    assert masked_name(name) == masked


@given(st.text(max_size=30))
def test_a_mask_lets_through_no_more_than_its_shape_allows(text: str) -> None:
    assert len(masked_phone(text).replace("*", "")) in {0, 7}
    assert len(masked_id(text).replace("*", "")) in {0, 8}
    assert len(masked_name(text).replace("*", "")) in {0, 1}


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("电话13800000000，晚上打", "电话138****0000，晚上打"),
        ("1３８-0000-0000", "138****0000"),
        ("138．0000．0000", "138****0000"),
        ("一三八零零零零零零零零", "138****0000"),
        ("①③⑧⓪⓪⓪⓪⓪⓪⓪⓪", "138****0000"),
        ("138٠٠٠٠٠٠٠٠", "138****0000"),
        ("证件410100200001010000。", "证件4101**********0000。"),
        ("41010020000101000X", "4101**********000X"),
        ("座机0371-66660000", "座机****"),
        ("（0371）6666 0000", "（****"),
        ("13800000000/13900000000", "****"),
        ("2025-03-15 13800000000", "2025-03-15 138****0000"),
        ("+86 13800000000", "+****"),
    ],
)
def test_a_number_in_a_text_is_masked_however_it_is_written(text: str, masked: str) -> None:
    assert masked_text(text) == masked


@pytest.mark.parametrize(
    "text",
    ["2025-03-15 14:26到场", "募得71354.00元", "82438元", "枫杨〔2025〕纠纷0001", "12345热线", "110",
     "4号楼2单元301", "一九九七年", "三楼四户", "", "没有数字"],
)  # fmt: skip
def test_dates_sums_and_short_numbers_stay(text: str) -> None:
    assert masked_text(text) == text


@given(st.text(alphabet="0123456789０１一二三 -.．—()（）年元", max_size=40))
def test_no_seven_figures_in_a_row_come_through(text: str) -> None:
    masked = masked_text(text)
    bare = masked.replace(" ", "")
    assert not re.search(r"[0-9０１一二三]{8}", bare), masked
