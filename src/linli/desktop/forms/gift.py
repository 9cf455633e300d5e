"""捐助: money and goods raised for somebody, and what was spent of them."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.fields.amount import AmountField, CountField
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.line import LineField
from linli.desktop.fields.moment import MomentField
from linli.desktop.fields.segments import SegmentsField
from linli.desktop.fields.text import TextField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.entry_form import EntryForm, Now, as_options, names_to_offer
from linli.desktop.forms.figures import of_people, typed_figure, unless_untouched
from linli.desktop.look import scaled
from linli.desktop.messages import Ask
from linli.desktop.widgets.labels import muted_label
from linli.domain.amounts import Amount, Stage
from linli.domain.case_file import CaseFile, Choices, Coded
from linli.domain.drafts import GiftDraft
from linli.domain.gifts import sum_words
from linli.domain.vocabulary import GIFT_CHANNELS, GIFT_DIRECTIONS, NOT_STATED
from linli.errors import Refused

RAISED, SPENT = "RAISED", "SPENT"
_MAY_PUBLISH = {"YES": True, "NO": False, "UNASKED": None}
_MAY_PUBLISH_WORDS = (Coded("YES", "可公开"), Coded("NO", "不公开"), Coded("UNASKED", "未问"))
_CAPTION = 80


class GiftForm(EntryForm):
    """Takes down one gift, or one spending; hands over a `GiftDraft`.

    ``carried_day`` is a day given by hand in the entry just before; with ``kept`` it
    changes that gift.
    """

    def __init__(
        self,
        case_file: CaseFile,
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        kept: GiftDraft | None = None,
        carried_day: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "记捐助" if kept is None else "修改捐助",
            now=now,
            save=save,
            ask=ask,
            go_on="保存并再记一笔" if kept is None else "",
            parent=parent,
        )
        self._case = case_file
        self._kept = kept
        self._others = _others(case_file, kept)
        self._names = names_to_offer(choices, case_file)
        self.total = muted_label(wrap=True)
        self._add_money(case_file, carried_day)
        self._add_what_else()
        self._place_fields()
        if kept is not None:
            self._fill(kept)
        for field in (self.direction, self.amount):
            field.changed.connect(self._show_total)
        self.direction.changed.connect(self._follow_direction)
        self._follow_direction()
        self._show_total()

    @override
    def compose(self) -> GiftDraft:
        texts, kept = self.texts(), self._kept
        if self.amount.is_empty() and not texts["goods"]:
            raise Refused(("amount", "请写金额，或写捐了什么实物"))
        appeal = self.appeal.value()
        return GiftDraft(
            channel=self.channel.value() or NOT_STATED,
            moment=self.moment.moment(),
            amount=self._amount(),
            giver=texts["giver"],
            goods=texts["goods"],
            is_spent=self.direction.value() == SPENT,
            note=texts["note"],
            receiver=texts["receiver"],
            quantity=unless_untouched(
                self.quantity.text(), self.quantity.value(), kept.quantity if kept else None
            ),
            witness=texts["witness"],
            unnamed=unless_untouched(
                self.unnamed.text(),
                of_people(self.unnamed.value()),
                kept.unnamed if kept else None,
            ),
            may_publish_name=_MAY_PUBLISH[self.may_publish_name.value() or "UNASKED"],
            appeal=None if appeal is None else int(appeal),
        )

    @override
    def focus_first(self) -> None:
        # 收 is chosen already; Shift+Enter goes there.
        self.amount.focus()

    def _add_money(self, case_file: CaseFile, carried_day: date | None) -> None:
        self.direction = self.add_field(
            "direction", SegmentsField("收支", as_options(GIFT_DIRECTIONS), mnemonic="S")
        )
        self.direction.set_value(RAISED)
        self.amount = self.add_field(
            "amount", AmountField("金额", placeholder="如 300、约6784、600余", mnemonic="K")
        )
        self.channel = self.add_field(
            "channel", ChoiceField("途径", as_options(GIFT_CHANNELS), mnemonic="W")
        )
        self.moment = self.add_field(
            "moment",
            MomentField(
                "时间",
                now=self.now,
                previous=case_file.steps[-1].moment if case_file.steps else None,
                carried_day=carried_day,
                mnemonic="T",
            ),
        )
        self.giver = self.add_field("giver", self._name_field("来自", "L"))
        self.receiver = self.add_field("receiver", self._name_field("交给谁", "G"))

    def _add_what_else(self) -> None:
        self.goods = self.add_field("goods", LineField("实物", mnemonic="P"))
        self.quantity = self.add_field(
            "quantity", CountField("数量", placeholder="如 10袋", mnemonic="U")
        )
        self.appeal = self.add_field(
            "appeal",
            ChoiceField(
                "募捐",
                [Coded(str(row.id), row.platform) for row in self._case.appeals],
                is_name_list=True,
                placeholder="响应哪一次募捐",
                mnemonic="Q",
            ),
        )
        self.appeal.setVisible(bool(self._case.appeals))
        self.witness = self.add_field("witness", self._name_field("见证", "Z"))
        self.unnamed = self.add_field(
            "unnamed", CountField("不留名", placeholder="如 12人、20余人", mnemonic="R")
        )
        self.may_publish_name = self.add_field(
            "may_publish_name", SegmentsField("姓名公开", _MAY_PUBLISH_WORDS, mnemonic="E")
        )
        self.may_publish_name.set_value("UNASKED")
        self.note = self.add_field("note", TextField("说明", height=72, mnemonic="N"))

    def _place_fields(self) -> None:
        grid = FieldGrid(caption_width=_CAPTION)
        # The time says in words how it was read, and needs the room for them.
        grid.setColumnStretch(1, 9)
        grid.setColumnStretch(3, 11)
        grid.add_row(self.direction)
        grid.add_row(self.amount)
        grid.addWidget(self.total, grid.rowCount(), 1, 1, 3)
        grid.add_row(self.channel, self.moment)
        grid.add_row(self.giver, self.receiver)
        grid.add_row(self.goods, self.quantity)
        grid.add_row(self.appeal)
        self.body.addLayout(grid)
        fold = self.add_fold("见证、不留名人数、姓名公开、说明")
        rest = FieldGrid(caption_width=_CAPTION)
        rest.add_row(self.witness, self.unnamed)
        rest.add_row(self.may_publish_name)
        rest.add_row(self.note)
        self.note.box.setFixedHeight(scaled(72))
        fold.body.addLayout(rest)
        self.body.addWidget(fold)
        self.body.addStretch(1)

    def _name_field(self, label: str, mnemonic: str) -> ChoiceField:
        return ChoiceField(
            label,
            self._names,
            is_name_list=True,
            is_open_ended=True,
            placeholder="",
            mnemonic=mnemonic,
        )

    def _fill(self, kept: GiftDraft) -> None:
        self.direction.set_value(SPENT if kept.is_spent else RAISED)
        self.amount.set_text(typed_figure(kept.amount))
        self.channel.set_value(kept.channel)
        self.moment.set_value(kept.moment)
        self.giver.set_text(kept.giver)
        self.receiver.set_text(kept.receiver)
        self.goods.set_text(kept.goods)
        self.quantity.set_text(typed_figure(kept.quantity))
        if kept.appeal in {row.id for row in self._case.appeals}:
            self.appeal.set_value(str(kept.appeal))
        self.witness.set_text(kept.witness)
        self.unnamed.set_text(typed_figure(kept.unnamed))
        publish = next(code for code, may in _MAY_PUBLISH.items() if may is kept.may_publish_name)
        self.may_publish_name.set_value(publish)
        self.note.set_text(kept.note)
        if kept.witness or kept.unnamed or kept.note or kept.may_publish_name is not None:
            self.folds[0].open()

    def _amount(self) -> Amount | None:
        amount, kept = self.amount.value(), self._kept
        if amount is None:
            return None
        is_spent = self.direction.value() == SPENT
        if kept is None or kept.is_spent != is_spent or kept.amount is None:
            return replace(amount, stage=Stage.SPENT if is_spent else Stage.RAISED)
        # 转捐, 结余: what else it was called stays while it goes the same way.
        read = replace(amount, stage=kept.amount.stage)
        return unless_untouched(self.amount.text(), read, kept.amount)

    def _follow_direction(self) -> None:
        is_spent = self.direction.value() == SPENT
        self.giver.set_label("经手" if is_spent else "来自")

    def _show_total(self) -> None:
        """What was raised, or spent, with this one: the words of the card."""
        is_spent = self.direction.value() == SPENT
        amounts = [amount for was_spent, amount in self._others if was_spent == is_spent]
        try:
            own = self.amount.value()
        except Refused:
            own = None
        words = sum_words((*amounts, own))
        name = "支出合计" if is_spent else "募得合计"
        self.total.setText(f"{name} {words}{'（含这一笔）' if own else ''}" if words else "")
        self.total.setVisible(bool(words))


def _others(case_file: CaseFile, kept: GiftDraft | None) -> list[tuple[bool, Amount | None]]:
    """Whether it was spent, and the sum, of every gift but the one that is changed."""
    found = [(gift.is_spent, gift.amount) for gift in case_file.gifts]
    if kept is not None and (kept.is_spent, kept.amount) in found:
        found.remove((kept.is_spent, kept.amount))
    return found
