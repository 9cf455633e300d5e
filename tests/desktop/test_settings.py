"""What a person chose for their eyes is there again at the next start."""

from pathlib import Path

import pytest

from linli.desktop.look import TEXT_SIZES
from linli.desktop.settings import PLAIN, Sight, keep_sight, read_sight


@pytest.mark.parametrize("text_size", TEXT_SIZES)
@pytest.mark.parametrize("has_contrast", [True, False])
def test_what_was_chosen_is_read_back(
    tmp_path: Path, text_size: str, *, has_contrast: bool
) -> None:
    file = tmp_path / "还没有的文件夹" / "settings.ini"
    keep_sight(file, Sight(text_size, has_contrast))
    assert read_sight(file) == Sight(text_size, has_contrast)


def test_without_a_file_everything_is_as_at_first(tmp_path: Path) -> None:
    assert read_sight(tmp_path / "settings.ini") == PLAIN
    assert PLAIN.scale == 1


@pytest.mark.parametrize(
    "text", ["[sight]\ntext_size=huge\n", "\x00\xff[", "[sight]\ncontrast=maybe\n"]
)
def test_a_file_that_says_something_else_is_no_trouble(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.ini"
    file.write_text(text, encoding="latin-1")
    assert read_sight(file) == PLAIN


def test_where_nothing_can_be_written_the_choice_holds_until_the_end(tmp_path: Path) -> None:
    in_the_way = tmp_path / "设置"
    in_the_way.write_text("no folder", encoding="utf-8")
    keep_sight(in_the_way / "settings.ini", Sight("大"))
    assert read_sight(in_the_way / "settings.ini") == PLAIN
