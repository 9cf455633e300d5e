"""Personal details with their middle starred out, for papers that leave the office.

Each mask knows one shape. Whatever has another shape is starred as a whole: a mask
that guesses lets something through.
"""

import re
import unicodedata


def masked_phone(phone: str) -> str:
    """13800000000 becomes 138****0000."""
    return _masked(_MOBILE, phone, r"\1****\2")


def masked_id(number: str) -> str:
    """410100200001010000 becomes 4101**********0000."""
    return _masked(_IDENTITY, number, r"\1**********\2")


def masked_name(name: str) -> str:
    """张三 and 张三丰 become 张**, so that not even the length is told."""
    return _masked(_NAME, name, r"\1**")


def masked_text(text: str) -> str:
    """The text with every number in it starred out that may lead to a person.

    Seven figures and more in a row count, however they are spaced and written: full
    width, as ①, in Chinese. A mobile and an identity number keep their ends, anything
    else becomes four stars. Dates such as 2025-03-15 and sums such as 71354.00 stay.
    """
    figures = "".join(map(_figure, text))
    masked: list[str] = []
    place = 0
    for found in _NUMBER.finditer(figures):
        stays = found["run"] is None
        masked += [text[place : found.start()], found[0] if stays else _masked_number(found[0])]
        place = found.end()
    return "".join(masked) + text[place:]


_MOBILE = re.compile(r"(1[0-9]{2})[0-9]{4}([0-9]{4})")
_IDENTITY = re.compile(r"([0-9]{4})[0-9]{10}([0-9]{3}[0-9Xx])")

# Chinese characters, rare ones included, each with its variation selector; a point
# stands in names such as 买买提·吐尔逊.
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_VARIANT = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]?"
_NAME = re.compile(f"({_HAN}){_VARIANT}(?:·?{_HAN}{_VARIANT})+")

_GAP = r"[\s\-\u2010-\u2015\uff0d.\uff0e\u00b7_/()\uff08\uff09+]{0,3}"
_NUMBER = re.compile(
    r"(?<!\d)(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}(?!\d)"
    rf"|(?<![\d.])\d{{1,7}}\.\d{{2}}(?!{_GAP}\d)"
    rf"|(?P<run>\d(?:{_GAP}\d){{6,}}[Xx]?)"
)
_CHINESE_FIGURES = dict(zip("零〇○一二三四五六七八九幺", "0001234567891", strict=True))


def _figure(char: str) -> str:
    """The figure a character stands for, or the character."""
    value = unicodedata.digit(char, None)
    return _CHINESE_FIGURES.get(char, char) if value is None else str(value)


def _masked_number(run: str) -> str:
    """A mobile and an identity number in their own shape; of other numbers not even the length."""
    bare = "".join(char for char in run if char.isalnum())
    if _MOBILE.fullmatch(bare):
        return masked_phone(bare)
    return masked_id(bare) if _IDENTITY.fullmatch(bare) else "****"


def _masked(shape: re.Pattern[str], value: str, mask: str) -> str:
    plain = unicodedata.normalize("NFKC", value).strip()
    known = shape.fullmatch(plain)
    return known.expand(mask) if known else "*" * len(plain)
