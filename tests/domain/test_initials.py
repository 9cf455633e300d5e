"""A label is found by part of it or by the initials of its pinyin, every reading counted."""

import runpy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.domain import initials_table
from linli.domain.initials import initials_of, matches, rank

GENERATOR = Path(__file__).with_name("make_initials_table.py")


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("md", "矛盾纠纷"),
        ("mdjf", "矛盾纠纷"),
        ("jf", "矛盾纠纷"),
        ("盾纠", "矛盾纠纷"),
        ("矛d", "矛盾纠纷"),
        ("wj", "未记明"),
        ("b", "背靠背"),
        ("MD", "矛盾纠纷"),
        ("ｍｄ", "矛盾纠纷"),
        ("jdz", "意见建议(金点子)"),
        ("123", "12345 热线"),
        ("rx", "12345 热线"),
        ("gays110", "公安移送/110"),
        ("s/1", "公安移送/110"),
        ("𠮷y", "𠮷野家"),
        ("", "矛盾纠纷"),
        (" ", "矛盾纠纷"),
    ],
)
def test_a_label_is_found(query: str, label: str) -> None:
    assert matches(query, label)


@pytest.mark.parametrize(
    ("query", "label"),
    [("mf", "矛盾纠纷"), ("mdjfx", "矛盾纠纷"), ("?", "矛盾纠纷"), ("x", ""), ("y", "𠮷")],
)
def test_another_label_is_not(query: str, label: str) -> None:
    assert not matches(query, label)


@pytest.mark.parametrize(
    ("surname", "readings"),
    [
        ("曾", "cz"), ("单", "cds"), ("区", "oq"), ("仇", "cq"), ("查", "cz"), ("解", "jx"), ("乐", "ly"),
        ("尉", "wy"), ("朴", "p"), ("覃", "qt"), ("翟", "dz"), ("种", "cz"), ("重", "cz"), ("任", "r"),
        ("盖", "g"), ("缪", "m"), ("万", "mw"), ("俟", "qs"),
    ],
)  # fmt: skip
def test_a_surname_is_found_by_every_reading(surname: str, readings: str) -> None:
    for letter in readings:
        assert matches(letter, surname + "某")


def test_initials_are_the_character_and_its_readings_without_punctuation() -> None:
    assert initials_of("查（A）") == ({"查", "c", "z"}, {"a"})


def test_hits_are_ranked_from_the_whole_to_the_inner() -> None:
    assert rank("未记明", "未记明") == rank("wjm", "未记明") == 0
    assert rank("矛盾", "矛盾纠纷") == 1
    assert rank("md", "矛盾纠纷") == 2
    assert rank("jdz", "意见建议(金点子)") == 3
    assert rank("纠纷", "矛盾纠纷") == 4
    assert rank("jf", "矛盾纠纷") == 5
    assert rank("zz", "矛盾纠纷") is None


def test_the_table_is_what_its_generator_makes() -> None:
    made = runpy.run_path(str(GENERATOR))["table_text"]()
    assert Path(initials_table.__file__).read_text(encoding="utf-8") == made


@settings(deadline=None, database=None, max_examples=400)
@given(st.text(max_size=20), st.text(max_size=20))
def test_no_text_is_too_strange_to_look_for(query: str, label: str) -> None:
    assert rank(query, label) in {None, 0, 1, 2, 3, 4, 5}
    assert matches(label, label)
    assert matches(label[:1], label)
