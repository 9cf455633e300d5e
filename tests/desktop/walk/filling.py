"""Typing too much into every field of a form."""

from linli.desktop.fields.amount import CountField
from linli.desktop.fields.field import Field
from linli.desktop.fields.line import LineField
from linli.desktop.fields.many import ManyField
from linli.desktop.fields.moment import LimitField, MomentField
from linli.desktop.fields.text import TextField
from linli.desktop.fields.tick import TickField
from linli.desktop.form import Form
from linli.desktop.forms.rows_field import RowsField

from .full_case import LONG_LINE, LONG_NAME, LONG_TEXT


def fill(form: Form) -> None:
    """Type something long into every field that takes words of its own."""
    for each in list(form.fields.values()):
        if not each.isHidden():
            _fill(each)


def _fill(field: Field) -> None:
    match field:
        case TextField():
            field.set_raw(LONG_TEXT)
        case RowsField():
            field.set_raw(["\t".join([LONG_NAME] * 3), "\t".join(["翰林社区"] * 3)])
        case TickField():
            field.set_raw("1")
        case MomentField() | LimitField() | CountField():
            field.set_raw("大概是上个月中旬的一个晚上，具体哪天记不清了")
        case ManyField():
            field.set_raw([LONG_NAME, "社区民警", "物业公司", ""])
        case LineField():
            field.set_raw(LONG_LINE)
        case _ if field.is_empty():
            field.set_raw(LONG_NAME)
        case _:
            pass
