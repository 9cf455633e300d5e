"""协议: between whom, in what form, what it says, and what it obliges to."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import Field, Raw
from linli.desktop.fields.line import LineField
from linli.desktop.fields.moment import MomentField
from linli.desktop.fields.segments import SegmentsField
from linli.desktop.fields.text import TextField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.curtain import CurtainForm
from linli.desktop.forms.entry_form import Now, as_options, chain, names_to_offer
from linli.desktop.forms.obligation_row import Circumstances
from linli.desktop.forms.obligation_rows import ObligationRows
from linli.desktop.forms.signature_rows import SignatureRows
from linli.desktop.look import scaled
from linli.desktop.messages import Ask
from linli.desktop.widgets.labels import plain_label
from linli.domain.case_file import AgreementRow, CaseFile, Choices, Coded, PartyRow
from linli.domain.drafts import AgreementDraft, ObligationDraft, SignatureDraft
from linli.domain.moments import moment_text
from linli.domain.vocabulary import AGREEMENT_FORMS, AGREEMENT_RELATIONS, NOT_STATED
from linli.errors import Refused

ORAL = "ORAL"
_CAPTION = 64
_FEW = 2
"""So many parties are taken to agree with each other."""


class AgreementForm(CurtainForm):
    """Takes down an agreement; hands over an `AgreementDraft`.

    ``carried_day`` is a day given by hand in the entry just before; with ``kept`` it
    changes that agreement, ``row_id`` being its id.
    """

    def __init__(  # noqa: PLR0913 - keywords, each of its own
        self,
        case_file: CaseFile,
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        kept: AgreementDraft | None = None,
        row_id: int | None = None,
        carried_day: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "记协议" if kept is None else "修改协议", now=now, save=save, ask=ask, parent=parent
        )
        self._case = case_file
        self._earlier = [row for row in case_file.agreements if row.id != row_id]
        self._add_who_and_when(choices, carried_day, is_new=kept is None)
        self._add_what()
        self._place_fields()
        self._connect_fields()
        if kept is None:
            self.form.set_value(ORAL)
            self.signatures.tick(_likely_parties(case_file))
        else:
            self._fill(kept)
        self._follow_parties()
        self._set_order()

    @override
    def compose(self) -> AgreementDraft:
        texts = self.all_texts()
        signatures, obligations = self.signatures.drafts(), self.obligations.drafts()
        self._check_parties(signatures, obligations)
        relation = self.relation.value() or ""
        earlier = self.earlier.value() if relation else None
        if relation and earlier is None:
            raise Refused(("earlier", f"请选{self.relation.text()}的是哪一份协议"))
        return AgreementDraft(
            moment=self.moment.moment(),
            form=self.form.value() or NOT_STATED,
            signatures=signatures,
            led_by=texts["led_by"],
            place=texts["place"],
            text=texts["text"],
            relation=relation,
            earlier=int(earlier) if earlier is not None else None,
            obligations=obligations,
        )

    @override
    def focus_first(self) -> None:
        # 口头 is chosen already; Shift+Enter goes there.
        self.moment.focus_by_keys()

    @override
    def restore(self, raw: dict[str, Raw]) -> None:
        self.settle_once()
        self.obligations.make_room_for(raw)
        super().restore(raw)
        self._set_order()

    @override
    def set_parties_present(self, *, is_present: bool) -> None:
        is_covered = is_present and is_to_cover(self._case)
        self._curtain.set_drawn(is_drawn=is_covered)
        self.signatures.cover(is_covered=is_present)
        names = [party.name for party in self._case.parties]
        self.obligations.offer_names(() if is_covered else names)

    def _add_who_and_when(
        self, choices: Choices, carried_day: date | None, *, is_new: bool
    ) -> None:
        steps = self._case.steps
        self.form = self.add_field(
            "form", SegmentsField("形式", as_options(AGREEMENT_FORMS), mnemonic="E")
        )
        self.moment = self.add_field(
            "moment",
            MomentField(
                "时间",
                now=self.now,
                previous=steps[-1].moment if steps and is_new else None,
                carried_day=carried_day,
                mnemonic="T",
            ),
        )
        self.signatures = SignatureRows(self._case, self.add_field)
        if self.signatures.rest is not None:
            self.folds.append(self.signatures.rest)
        self.relation = self.add_field(
            "relation",
            ChoiceField(
                "与早先",
                as_options(AGREEMENT_RELATIONS),
                placeholder="补充、变更、替代",
                mnemonic="R",
            ),
        )
        self.earlier = self.add_field(
            "earlier",
            ChoiceField("哪一份", self._earlier_choices(), is_name_list=True, mnemonic="Q"),
        )
        for field in (self.relation, self.earlier):
            field.setVisible(bool(self._earlier))
        self.text = self.add_field(
            "text",
            TextField("内容", height=64, placeholder="协议原文，没有可不填", mnemonic="N"),
        )
        self._names = names_to_offer(choices)

    def _add_what(self) -> None:
        self._curtain = self.add_curtain()
        self.obligations = ObligationRows(self._add_behind, self._around, self.calendar, self.folds)
        self._curtain.hold((self.relation, self.earlier, self.text))
        self.led_by = self.add_field(
            "led_by",
            ChoiceField(
                "主持",
                self._names,
                is_name_list=True,
                is_open_ended=True,
                placeholder="本单位",
                mnemonic="Z",
            ),
        )
        self.place = self.add_field("place", LineField("地点", mnemonic="P"))

    def _add_behind(self, name: str, field: Field) -> Field:
        """Know a field of an obligation, which parties of other sides must not read."""
        self._curtain.hold((field,))
        return self.add_field(name, field)

    def _place_fields(self) -> None:
        head = FieldGrid(caption_width=_CAPTION)
        head.add_row(self.form, self.moment)
        row = head.rowCount()
        words = plain_label("参加各方")
        words.setFixedHeight(scaled(30))
        head.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        head.addWidget(self.signatures, row, 1, 1, 3)
        self.body.addLayout(head)
        said = FieldGrid(caption_width=_CAPTION)
        said.add_row(self.relation, self.earlier)
        said.add_row(self.text)
        self.text.box.setFixedHeight(scaled(64))
        self._curtain.body.addLayout(said)
        self._curtain.body.addWidget(self.obligations)
        self.body.addWidget(self._curtain)
        self._more = self.add_fold("主持、地点")
        more = FieldGrid(caption_width=_CAPTION)
        more.add_row(self.led_by, self.place)
        self._more.body.addLayout(more)
        self.body.addWidget(self._more)
        self.body.addStretch(1)

    def _connect_fields(self) -> None:
        self.form.changed.connect(self._follow_form)
        self.moment.changed.connect(self.obligations.refresh)
        for row in self.signatures.rows:
            for field in (row.tick, row.manner):
                field.changed.connect(self._follow_parties)
        self.relation.changed.connect(self._follow_relation)
        self.obligations.reordered.connect(self._set_order)

    def _fill(self, kept: AgreementDraft) -> None:
        self.signatures.know_form(kept.form)
        self.form.set_value(kept.form)
        self.moment.set_value(kept.moment)
        self.signatures.fill(kept.signatures)
        self._follow_parties()
        self.relation.set_value(kept.relation or None)
        if kept.earlier in {row.id for row in self._earlier}:
            self.earlier.set_value(str(kept.earlier))
        self.text.set_text(kept.text)
        self.obligations.fill(kept.obligations)
        self.led_by.set_text(kept.led_by)
        self.place.set_text(kept.place)
        if kept.led_by or kept.place:
            self._more.open()

    def _around(self) -> Circumstances:
        return Circumstances(self.signatures.agreeing, self._case.parties, self._made())

    def _made(self) -> datetime:
        """When it was agreed, for terms that count from then."""
        try:
            return self.moment.moment().sorts_at or self.now()
        except Refused:
            return self.now()

    def _follow_form(self) -> None:
        self.signatures.follow_form(self.form.value() or "")

    def _follow_parties(self) -> None:
        self.obligations.offer_names([party.name for party in self._case.parties])
        self.obligations.refresh()

    def _follow_relation(self) -> None:
        if self.relation.value() and self.earlier.is_empty() and len(self._earlier) == 1:
            self.earlier.set_value(str(self._earlier[0].id))

    def _set_order(self) -> None:
        signed = [
            field.editor for row in self.signatures.rows for field in (row.tick, row.manner, row.by)
        ]
        between = [self.relation.editor, self.earlier.editor, self.text.editor]
        ends = [self._more.button, self.led_by.editor, self.place.editor]
        chain(self.moment.editor, *signed, *between, *self.obligations.editors(), *ends)

    def _check_parties(
        self, signatures: Sequence[SignatureDraft], obligations: Sequence[ObligationDraft]
    ) -> None:
        rows = self.signatures.rows
        at = f"signature_{rows[0].party.id}" if rows else None
        if not signatures:
            raise Refused((at, "请勾选参加协议的当事人"))
        to_others = all(row.toward not in {"NOBODY", "ONESELF"} for row in obligations)
        if len(signatures) == 1 and to_others:
            raise Refused((at, "协议要有两方；一方自己承诺的，“给谁”请写自己或不对谁"))

    def _earlier_choices(self) -> list[Coded]:
        return [Coded(str(row.id), agreement_title(row)) for row in self._earlier]


def is_to_cover(case_file: CaseFile) -> bool:
    """Whether some at the desk may be no party of an agreement, or must not read a name in it.

    Two sides at the desk are those that it is between.
    """
    sides = {party.side for party in case_file.parties if party.side}
    return len(sides) > _FEW or any(
        party.identity.code == "WITHHELD" for party in case_file.parties
    )


def agreement_title(row: AgreementRow) -> str:
    """One line that tells an agreement of a case from the others."""
    day = row.moment.sorts_at or datetime(2000, 1, 1)
    names = "、".join(each.name for each in row.agreeing)
    form = "" if row.form.code == NOT_STATED else row.form.label
    return " ".join(filter(None, (moment_text(row.moment, day.date()), form, names)))


def _likely_parties(case_file: CaseFile) -> list[int]:
    """Those who sat together last; else both, where there are two."""
    for session in reversed(case_file.sessions):
        if len(session.party_ids) >= _FEW and not session.is_caucus:
            return list(session.party_ids)
    sided: list[PartyRow] = [party for party in case_file.parties if party.side]
    parties = sided or list(case_file.parties)
    return [party.id for party in parties] if len(parties) <= _FEW else []
