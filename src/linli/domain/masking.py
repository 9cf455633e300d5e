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


_MOBILE = re.compile(r"(1[0-9]{2})[0-9]{4}([0-9]{4})")
_IDENTITY = re.compile(r"([0-9]{4})[0-9]{10}([0-9]{3}[0-9Xx])")

# Chinese characters, rare ones included, each with its variation selector; a point
# stands in names such as 买买提·吐尔逊.
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_VARIANT = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]?"
_NAME = re.compile(f"({_HAN}){_VARIANT}(?:·?{_HAN}{_VARIANT})+")


def _masked(shape: re.Pattern[str], value: str, mask: str) -> str:
    plain = unicodedata.normalize("NFKC", value).strip()
    known = shape.fullmatch(plain)
    return known.expand(mask) if known else "*" * len(plain)
