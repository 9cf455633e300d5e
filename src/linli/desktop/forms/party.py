"""当事人: one party of a case."""

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.fields.amount import CountField
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import Raw
from linli.desktop.fields.line import LineField
from linli.desktop.fields.segments import SegmentsField
from linli.desktop.fields.text import TextField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.carry_over import sides_of
from linli.desktop.forms.entry_form import EntryForm, Now, as_options
from linli.desktop.look import scaled
from linli.desktop.messages import Ask
from linli.domain.case_file import CaseFile, Choices, Coded
from linli.domain.drafts import PartyDraft
from linli.domain.masking import masked_id
from linli.domain.sides import SIDES
from linli.domain.text import NAME
from linli.domain.vocabulary import IDENTITIES, NOT_STATED, PARTY_KINDS, PROXY_ROLES

NO_SIDE = "NONE"
MOST_SEGMENTS = 5


class PartyForm(EntryForm):
    """Takes down a party; hands over a `PartyDraft`."""

    caps: ClassVar[dict[str, int]] = {"name": NAME, "phone": NAME, "id_number": NAME}
    looks_back: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        case_file: CaseFile,
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "添加当事人", now=now, save=save, ask=ask, go_on="保存并再加一位", parent=parent
        )
        self.side = self.add_field(
            "side",
            SegmentsField(
                "哪一方",
                _sides_to_offer(case_file),
                is_required=True,
                missing="请选哪一方",
                mnemonic="B",
            ),
        )
        self.name = self.add_field(
            "name", LineField("名称", hint="可以写“楼下住户”“301室”", mnemonic="N")
        )
        self.identity = self.add_field(
            "identity", ChoiceField("身份", as_options(IDENTITIES), mnemonic="S")
        )
        self.identity.set_value(NOT_STATED)
        self.kind = self.add_field(
            "kind", ChoiceField("类型", as_options(PARTY_KINDS), mnemonic="L")
        )
        self.kind.set_value(NOT_STATED)
        self.role = self.add_field("role", ChoiceField("角色", choices.roles, mnemonic="K"))
        self.represents = self.add_field(
            "represents",
            ChoiceField(
                "代表谁",
                [
                    Coded(str(party.id), _called(party.side, party.name))
                    for party in case_file.parties
                ],
                is_name_list=True,
                is_required=True,
                missing="请选代表谁",
                mnemonic="W",
            ),
        )
        self.people = self.add_field(
            "people", CountField("人数", placeholder="如 2户、50余名", mnemonic="R")
        )
        self.phone = self.add_field("phone", LineField("电话", mnemonic="P"))
        self.home = self.add_field("home", LineField("住处", mnemonic="Z"))
        self.id_number = self.add_field("id_number", IdNumberField("证件号", mnemonic="I"))
        self.remark = self.add_field("remark", TextField("备注", mnemonic="O"))
        self.remark.box.setFixedHeight(scaled(72))
        grid = FieldGrid()
        grid.add_row(self.side)
        grid.add_row(self.name)
        grid.add_row(self.role, self.represents)
        grid.add_row(self.kind, self.identity)
        grid.add_row(self.people, self.phone)
        grid.add_rows((self.home, self.id_number, self.remark))
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.role.changed.connect(self._show_represented)
        self._show_represented()

    @override
    def compose(self) -> PartyDraft:
        texts = self.texts()
        side = self.side.value() or NO_SIDE
        represented = self.represents.value() if not self.represents.isHidden() else None
        return PartyDraft(
            side="" if side == NO_SIDE else side,
            name=texts["name"],
            role=self.role.value() or "",
            kind=self.kind.value() or NOT_STATED,
            identity=self.identity.value() or NOT_STATED,
            represents=None if represented is None else int(represented),
            people=self.people.value(),
            phone=texts["phone"],
            home=texts["home"],
            id_number=texts["id_number"],
            remark=texts["remark"],
        )

    def _show_represented(self) -> None:
        is_proxy = self.role.value() in PROXY_ROLES
        self.represents.setVisible(is_proxy)


class IdNumberField(LineField):
    """A number that is starred out once the cursor has left it; its value stays whole."""

    def __init__(self, label: str, *, mnemonic: str = "") -> None:
        self._whole: str | None = None
        super().__init__(label, mnemonic=mnemonic)

    @override
    def text(self) -> str:
        return self.line.text() if self._whole is None else self._whole

    @override
    def set_text(self, text: str) -> None:
        self._whole = None
        super().set_text(text)
        if not self.line.hasFocus():
            self._mask()

    @override
    def raw(self) -> str:
        return self.text()

    @override
    def set_raw(self, raw: Raw) -> None:
        self.set_text(raw if isinstance(raw, str) else "".join(raw))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() is QEvent.Type.FocusIn:
            self._unmask()
        elif watched is self.line and event.type() is QEvent.Type.FocusOut:
            self._mask()
        return super().eventFilter(watched, event)

    def _mask(self) -> None:
        if self._whole is None and self.line.text().strip():
            self._whole = self.line.text()
            self._show(masked_id(self._whole))

    def _unmask(self) -> None:
        if self._whole is not None:
            whole, self._whole = self._whole, None
            self._show(whole)

    def _show(self, text: str) -> None:
        self.line.blockSignals(True)
        self.line.setText(text)
        self.line.blockSignals(False)


def _sides_to_offer(case_file: CaseFile) -> tuple[Coded, ...]:
    """The sides of the case and the next letter, as many as fit, and none."""
    sides = sides_of(case_file)
    letters = [letter for letter in SIDES if letter in sides]
    letters += [letter for letter in SIDES if letter not in sides][: 1 if sides else 2]
    shown = letters[: MOST_SEGMENTS - 1]
    return (*(Coded(letter, f"{letter}方") for letter in shown), Coded(NO_SIDE, "不分方"))


def _called(side: str, name: str) -> str:
    return f"{side}方 {name}" if side else name
