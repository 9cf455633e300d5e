"""What leads to a person: phone, address, papers, where and as what somebody works."""

from dataclasses import replace
from typing import Final

from typing_extensions import override

from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import Field
from linli.desktop.fields.line import LineField
from linli.desktop.fields.moment import MomentField
from linli.desktop.fields.text import TextField
from linli.desktop.form import FieldGrid
from linli.desktop.forms.curtain import CurtainForm
from linli.desktop.forms.entry_form import as_options
from linli.desktop.forms.id_number import IdNumberField
from linli.desktop.look import scaled
from linli.domain.case_file import Choices, Coded
from linli.domain.drafts import PartyDraft, PlaceDraft
from linli.domain.vocabulary import ID_KINDS, LANGUAGES, SEXES

CAPTION: Final = 80

_ADDRESS = {
    "estate": "小区",
    "building": "楼",
    "unit": "单元",
    "floor": "层",
    "room": "室",
    "place_note": "位置说明",
}


class PersonalPart:
    """Behind one curtain: phone and home at once, the rest folded away.

    The form places ``curtain``; its fields are the form's by their names in the draft.
    """

    def __init__(self, form: CurtainForm, choices: Choices) -> None:
        self.curtain = form.add_curtain()
        self._form = form
        self.phone = form.add_field("phone", LineField("电话", mnemonic="P"))
        self.home = form.add_field("home", LineField("住处", mnemonic="Z"))
        self._place(self.phone, self.home)
        self.sex = form.add_field("sex", ChoiceField("性别", as_options(SEXES)))
        self.ethnicity = form.add_field("ethnicity", LineField("民族"))
        self.born = form.add_field(
            "born",
            _BirthField(
                "出生", now=form.now, is_optional=True, placeholder="如 1956.3.2", mnemonic="Y"
            ),
        )
        self.occupation = form.add_field("occupation", LineField("职业"))
        self.workplace = form.add_field("workplace", LineField("工作单位"))
        self.id_kind = form.add_field("id_kind", ChoiceField("证件类型", as_options(ID_KINDS)))
        self.id_number = form.add_field("id_number", IdNumberField("证件号", mnemonic="I"))
        self.language = form.add_field("language", ChoiceField("语言", as_options(LANGUAGES)))
        self._fold(
            "性别、民族、出生、职业、单位、证件、语言",
            (self.sex, self.ethnicity),
            (self.born, self.occupation),
            (self.workplace, self.language),
            (self.id_kind, self.id_number),
        )
        self.grid = form.add_field(
            "grid",
            ChoiceField(
                "网格",
                [Coded(name, name) for name, _ in choices.grids],
                is_name_list=True,
                is_open_ended=True,
                placeholder="",
            ),
        )
        self.address = {
            name: form.add_field(name, LineField(label)) for name, label in _ADDRESS.items()
        }
        estate, building, unit, floor, room, note = self.address.values()
        self._fold(
            "住处分项：网格、小区、楼、单元、室",
            (self.grid, estate),
            (building, unit),
            (floor, room),
            (note,),
        )
        self.remark = form.add_field("remark", TextField("备注", height=72, mnemonic="O"))
        self.remark.box.setFixedHeight(scaled(72))
        self._fold("备注", (self.remark,))

    def fill(self, kept: PartyDraft) -> None:
        """Show what is kept."""
        place = kept.place
        lines = {
            self.phone: kept.phone,
            self.home: kept.home,
            self.ethnicity: kept.ethnicity,
            self.occupation: kept.occupation,
            self.workplace: kept.workplace,
            self.id_number: kept.id_number,
            self.address["estate"]: place.estate,
            self.address["building"]: place.building,
            self.address["unit"]: place.unit,
            self.address["floor"]: place.floor,
            self.address["room"]: place.room,
            self.address["place_note"]: place.note,
        }
        for field, words in lines.items():
            field.set_text(words)
        self.sex.set_value(kept.sex or None)
        self.born.set_value(kept.born)
        self.id_kind.set_value(kept.id_kind or None)
        self.language.set_value(kept.language or None)
        self.grid.set_text(place.grid)
        self.remark.set_text(kept.remark)

    def put(self, draft: PartyDraft, texts: dict[str, str]) -> PartyDraft:
        """The draft with what is written here; ``texts`` are the cleaned ones of the form."""
        return replace(
            draft,
            phone=texts["phone"],
            home=texts["home"],
            sex=self.sex.value() or "",
            ethnicity=texts["ethnicity"],
            born=self.born.value(),
            occupation=texts["occupation"],
            workplace=texts["workplace"],
            id_kind=self.id_kind.value() or "",
            id_number=texts["id_number"],
            language=self.language.value() or "",
            place=PlaceDraft(
                grid=texts["grid"],
                estate=texts["estate"],
                building=texts["building"],
                unit=texts["unit"],
                floor=texts["floor"],
                room=texts["room"],
                note=texts["place_note"],
            ),
            remark=texts["remark"],
        )

    def _fold(self, words: str, *rows: tuple[Field, Field] | tuple[Field]) -> None:
        fold = self._form.add_fold(words)
        grid = FieldGrid(caption_width=CAPTION)
        for row in rows:
            grid.add_row(*row)
        fold.body.addLayout(grid)
        self.curtain.body.addWidget(fold)
        self.curtain.hold(field for row in rows for field in row)

    def _place(self, *fields: Field) -> None:
        grid = FieldGrid(caption_width=CAPTION)
        grid.add_rows(fields)
        self.curtain.body.addLayout(grid)
        self.curtain.hold(fields)


class _BirthField(MomentField):
    """A day of which nobody asks at what time."""

    @override
    def _reading_of(self, text: str) -> tuple[str, bool]:
        hint, is_amber = super()._reading_of(text)
        return hint.removesuffix("，时刻未记"), is_amber
