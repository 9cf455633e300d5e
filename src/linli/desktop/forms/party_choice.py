"""One of the parties of a case, known by its id; or, where words are welcome, anybody."""

from typing import Unpack

from typing_extensions import override

from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import FieldOptions, Raw
from linli.domain.case_file import CaseFile, Coded, PartyRow

WITHHELD_WORDS = "要求保密"
_ID = "#"
"""What the raw text of a party begins with: another may have its name."""


class PartyChoice(ChoiceField):
    """Offers the parties of a case; its value is the id of one, as a code.

    While parties are present whoever asked for secrecy is offered without a name.
    """

    def __init__(
        self,
        label: str,
        case_file: CaseFile,
        *,
        but: int | None = None,
        is_open_ended: bool = False,
        **options: Unpack[FieldOptions],
    ) -> None:
        """``but`` is the id of a party that is not offered."""
        options.setdefault("placeholder", "" if is_open_ended else "输字或首字母")
        self._parties = [party for party in case_file.parties if party.id != but]
        super().__init__(
            label,
            self._offered(is_present=False),
            is_name_list=True,
            is_open_ended=is_open_ended,
            **options,
        )

    def party_id(self) -> int | None:
        """The id of the party chosen; None while it is none of them."""
        code = self.value()
        return None if code is None else int(code)

    def set_party(self, party_id: int | None, words: str = "") -> None:
        """Choose a party by its id, or write the words for somebody else."""
        if party_id is not None and any(party.id == party_id for party in self._parties):
            self.set_value(str(party_id))
        else:
            self.set_text(words)

    def words(self) -> str:
        """What is written where no party is chosen."""
        return "" if self.value() is not None else self.text()

    def set_parties_present(self, *, is_present: bool) -> None:
        """Offer nobody by name who asked for secrecy, or everybody again."""
        code = self.value()
        self.blockSignals(True)
        self.set_choices(self._offered(is_present=is_present))
        if code is not None:
            self.set_value(code)
        self.blockSignals(False)

    @override
    def raw(self) -> Raw:
        code = self.value()
        return self.text() if code is None else f"{_ID}{code}"

    @override
    def set_raw(self, raw: Raw) -> None:
        text = raw if isinstance(raw, str) else raw[0] if raw else ""
        codes = {choice.code for choice in self.line.choices}
        if text.startswith(_ID) and text.removeprefix(_ID) in codes:
            self.set_value(text.removeprefix(_ID))
        else:
            self.set_text(text)

    def _offered(self, *, is_present: bool) -> list[Coded]:
        names = [called(party, is_covered=is_present) for party in self._parties]
        return [
            # Two of one name are told apart by their place.
            Coded(str(party.id), f"{name}（{place}）" if names.count(name) > 1 else name)
            for place, (party, name) in enumerate(zip(self._parties, names, strict=True), start=1)
        ]


def called(party: PartyRow, *, is_covered: bool = False) -> str:
    """A party with the side it stands on: 甲方 王某."""
    name = WITHHELD_WORDS if is_covered and party.identity.code == "WITHHELD" else party.name
    return f"{party.side}方 {name}" if party.side else name


def has_secret(case_file: CaseFile) -> bool:
    """Whether somebody in the case asked for secrecy."""
    return any(party.identity.code == "WITHHELD" for party in case_file.parties)
