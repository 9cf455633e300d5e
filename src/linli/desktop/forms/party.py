"""当事人: one party of a case, with all that is known of it."""

from dataclasses import replace
from datetime import date
from typing import ClassVar, Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.clipboards import empty_clipboards_of
from linli.desktop.fields.amount import CountField
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.line import LineField
from linli.desktop.fields.many import ManyField
from linli.desktop.fields.moment import MomentField
from linli.desktop.fields.segments import SegmentsField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.carry_over import sides_of
from linli.desktop.forms.covering import CoveredLine
from linli.desktop.forms.curtain import CurtainForm
from linli.desktop.forms.entry_form import Now, as_options
from linli.desktop.forms.figures import typed_figure, unless_untouched
from linli.desktop.forms.party_choice import PartyChoice, called
from linli.desktop.forms.personal_part import CAPTION, PersonalPart
from linli.desktop.forms.rows_field import Column, RowsField
from linli.desktop.messages import Ask
from linli.domain.amounts import Count, parse_count
from linli.domain.case_file import CaseFile, Choices, Coded
from linli.domain.drafts import PartyDraft
from linli.domain.moments import Moment
from linli.domain.sides import SIDES
from linli.domain.text import NAME, clean
from linli.domain.vocabulary import (
    CONSENTS,
    COUNTED,
    IDENTITIES,
    NOT_STATED,
    PARTY_KINDS,
    PROXY_ROLES,
)
from linli.errors import Refused

NO_SIDE: Final = "NONE"
MOST_SEGMENTS: Final = 5
DELEGATES: Final = "代表"
CHANGED, SLIP = "CHANGED", "SLIP"
_HOW = (Coded(CHANGED, "情况有变"), Coded(SLIP, "记错了"))
_WITHHELD_HINT = "姓名不给各方和联动单位看，也不印出"


class PartyForm(CurtainForm):
    """Takes down a party, or changes one; hands over a `PartyDraft`.

    ``party_id`` is the party that ``kept`` was read of: it acts for nobody but others.
    Another side or role in a kept party asks since when, or whether it was a slip.
    """

    caps: ClassVar[dict[str, int]] = dict.fromkeys(
        (
            "name", "phone", "id_number", "ethnicity", "occupation",
            "grid", "estate", "building", "unit", "floor", "room",
        ),
        NAME,
    )  # fmt: skip
    looks_back: ClassVar[tuple[str, ...]] = ("consented", "since")

    def __init__(  # noqa: PLR0913 - keywords, each of its own
        self,
        case_file: CaseFile,
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        kept: PartyDraft | None = None,
        party_id: int | None = None,
        carried_day: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "添加当事人" if kept is None else "修改当事人",
            now=now,
            save=save,
            ask=ask,
            go_on="保存并再加一位" if kept is None else "",
            parent=parent,
        )
        self._case = case_file
        self._choices = choices
        self._kept = kept
        self._party_id = party_id
        self._carried_day = carried_day
        self._is_present = False
        self._add_who()
        self._add_consent()
        self.personal = PersonalPart(self, choices)
        self._add_group()
        self._place_fields()
        if kept is not None:
            self._fill(kept)
        for field in (self.role, self.more_roles, self.side):
            field.changed.connect(self._show_what_follows)
        self.consent.changed.connect(self._show_what_follows)
        self.identity.changed.connect(self._follow_identity)
        self.name.changed.connect(self._look_for_same_name)
        self._show_what_follows()
        self._follow_identity()

    @override
    def compose(self) -> PartyDraft:
        texts, kept = self.all_texts(), self._kept
        roles = self._roles()
        side = self.side.value() or NO_SIDE
        consent = self.consent.value() or ""
        draft = PartyDraft(
            side="" if side == NO_SIDE else side,
            name=texts["name"],
            role=roles[0] if roles else "",
            kind=self.kind.value() or NOT_STATED,
            identity=self.identity.value() or NOT_STATED,
            represents=self.represents.party_id() if PROXY_ROLES & set(roles) else None,
            people=unless_untouched(
                self.people.text(), self.people.value(), kept.people if kept else None
            ),
            more_roles=roles[1:],
            since=self._since(roles),
            part_of=self.part_of.party_id(),
            counts=self._counts(),
            consent=consent,
            consented=self.consented.moment() if consent else None,
            consent_words=texts["consent_words"] if consent else "",
        )
        return self.personal.put(draft, texts)

    @override
    def set_parties_present(self, *, is_present: bool) -> None:
        self._is_present = is_present
        self.personal.curtain.set_drawn(is_drawn=is_present)
        if is_present:
            empty_clipboards_of((self.consent_words.text(),))
            self.consent_words.cover()
        else:
            self.consent_words.uncover()
        for choice in (self.represents, self.part_of):
            choice.set_parties_present(is_present=is_present)
        self._follow_identity()
        self._look_for_same_name()

    def _add_who(self) -> None:
        self.side = self.add_field(
            "side", side_field(self._case, self._kept.side if self._kept else "")
        )
        self.name = self.add_field(
            "name", LineField("名称", hint="可以写“楼下住户”“301室”", mnemonic="N")
        )
        self.role = self.add_field("role", ChoiceField("角色", self._choices.roles, mnemonic="K"))
        self.more_roles = self.add_field(
            "more_roles",
            ManyField("另有角色", self._choices.roles, placeholder="几个角色", mnemonic="Q"),
        )
        self.represents = self.add_field(
            "represents",
            PartyChoice(
                "代表谁",
                self._case,
                but=self._party_id,
                is_required=any(party.id != self._party_id for party in self._case.parties),
                missing="请选代表谁",
                mnemonic="W",
            ),
        )
        self.how = self.add_field("how", SegmentsField("怎么改", _HOW))
        self.how.set_value(CHANGED)
        self.since = self.add_field(
            "since",
            MomentField("何时起", now=self.now, carried_day=self._carried_day, mnemonic="X"),
        )
        self.kind = self.add_field(
            "kind", ChoiceField("类型", as_options(PARTY_KINDS), mnemonic="L")
        )
        self.kind.set_value(NOT_STATED)
        self.identity = self.add_field(
            "identity", ChoiceField("身份", as_options(IDENTITIES), mnemonic="S")
        )
        self.identity.set_value(NOT_STATED)
        self.people = self.add_field(
            "people", CountField("人数", placeholder="如 27户、50余名", mnemonic="R")
        )
        self.delegates = self.add_field(
            "delegates", CountField("代表", placeholder="如 4人", mnemonic="U")
        )

    def _add_consent(self) -> None:
        offered = [each for each in as_options(CONSENTS) if each.code != NOT_STATED]
        self.consent = self.add_field("consent", ChoiceField("同意调解", offered, mnemonic="T"))
        self.consented = self.add_field(
            "consented",
            MomentField("何时问的", now=self.now, carried_day=self._carried_day, mnemonic="E"),
        )
        self.consent_words = self.add_field("consent_words", CoveredLine("原话"))

    def _add_group(self) -> None:
        self.part_of = self.add_field(
            "part_of", PartyChoice("属于", self._case, but=self._party_id, mnemonic="G")
        )
        self.counts = self.add_field(
            "counts",
            RowsField(
                "分项人数",
                (Column("分项", 3, has_list=True, offered=COUNTED), Column("几", 3)),
            ),
        )

    def _place_fields(self) -> None:
        self._of_name = self.add_curtain()
        who = FieldGrid(caption_width=CAPTION)
        who.add_row(self.side)
        self.body.addLayout(who)
        named = FieldGrid(caption_width=CAPTION)
        named.add_row(self.name)
        self._of_name.body.addLayout(named)
        self._of_name.hold((self.name,))
        self.body.addWidget(self._of_name)
        facts = FieldGrid(caption_width=CAPTION)
        facts.add_row(self.role, self.more_roles)
        facts.add_rows((self.represents, self.how, self.since))
        facts.add_row(self.kind, self.identity)
        facts.add_row(self.people, self.delegates)
        facts.add_row(self.consent, self.consented)
        facts.add_row(self.consent_words)
        self.body.addLayout(facts)
        self.body.addWidget(self.personal.curtain)
        fold = self.add_fold("属于哪一群体、分项人数")
        group = FieldGrid(caption_width=CAPTION)
        group.add_rows((self.part_of, self.counts))
        fold.body.addLayout(group)
        self.body.addWidget(fold)
        self.body.addStretch(1)

    def _fill(self, kept: PartyDraft) -> None:
        self.side.set_value(kept.side or NO_SIDE)
        self.name.set_text(kept.name)
        self.role.set_value(kept.role or None)
        labels = {choice.code: choice.label for choice in self._choices.roles}
        self.more_roles.set_value([labels[code] for code in kept.more_roles if code in labels])
        self.represents.set_party(kept.represents)
        self.kind.set_value(kept.kind)
        self.identity.set_value(kept.identity)
        self.people.set_text(typed_figure(kept.people))
        delegates = _delegates(kept)
        self.delegates.set_text(typed_figure(delegates))
        self.counts.set_value(_rows(kept, delegates))
        self.consent.set_value(kept.consent or None)
        self.consented.set_value(kept.consented)
        self.consent_words.set_text(kept.consent_words)
        self.personal.fill(kept)
        self.part_of.set_party(kept.part_of)
        for fold in self.folds:
            fold.open_if_filled(self.fields.values())

    def _roles(self) -> tuple[str, ...]:
        """The codes of the roles; raises Refused at one that is none."""
        codes = {choice.label: choice.code for choice in self._choices.roles}
        more = self.more_roles.value()
        unknown = [label for label in more if label not in codes]
        if unknown:
            raise Refused(("more_roles", f"角色里没有“{unknown[0]}”"))
        named = (self.role.value() or "", *(codes[label] for label in more))
        return tuple(dict.fromkeys(filter(None, named)))

    def _counts(self) -> tuple[Count, ...]:
        kept = self._kept
        if kept is not None:
            was = _delegates(kept)
            is_same = self.delegates.text().strip() == typed_figure(was)
            if is_same and self.counts.value() == tuple(_rows(kept, was)):
                return kept.counts
        figures: list[Count] = []
        delegates = self.delegates.value()
        if delegates is not None:
            figures.append(replace(delegates, of_what=DELEGATES))
        for of_what, words in self.counts.value():
            count = parse_count(words)
            if count is None:
                raise Refused(("counts", f"请写“{of_what}”有几人"))
            figures.append(replace(count, of_what=clean(of_what, NAME, field="counts")))
        return tuple(figures)

    def _since(self, roles: tuple[str, ...]) -> Moment | None:
        """From when side and roles are as given; None where nothing of it is another, or by a slip."""
        if not self._is_another(roles) or self.how.value() == SLIP:
            return None
        return self.since.moment()

    def _is_another(self, roles: tuple[str, ...]) -> bool:
        kept = self._kept
        if kept is None:
            return False
        was = (kept.side or NO_SIDE, {kept.role, *kept.more_roles} - {""})
        return (self.side.value() or NO_SIDE, set(roles)) != was

    def _show_what_follows(self) -> None:
        """Ask whom a proxy acts for, since when a side is another, and when consent was given."""
        try:
            roles = self._roles()
        except Refused:
            roles = ()
        self.represents.setVisible(bool(PROXY_ROLES & set(roles)))
        is_another = self._is_another(roles)
        self.how.setVisible(is_another)
        self.since.setVisible(is_another)
        for field in (self.consented, self.consent_words):
            field.setVisible(bool(self.consent.value()))

    def _follow_identity(self) -> None:
        is_withheld = self.identity.value() == "WITHHELD"
        self.identity.set_hint(_WITHHELD_HINT if is_withheld else "")
        self._of_name.set_drawn(is_drawn=self._is_present and is_withheld)

    def _look_for_same_name(self) -> None:
        """Say that the case has somebody of that name already; it may be another all the same."""
        typed = self.name.text().strip()
        same = [
            party
            for party in self._case.parties
            if party.id != self._party_id and typed and party.name == typed
        ]
        if same and not self._is_present:
            self.name.set_hint(f"本事项里已有“{called(same[0])}”", is_amber=True)
        else:
            self.name.set_hint("")


def side_field(case_file: CaseFile, own: str = "") -> SegmentsField | ChoiceField:
    """The sides of a case and one more: segments while there is room, else a list."""
    offered = _sides_to_offer(case_file, own)
    if len(offered) <= MOST_SEGMENTS:
        return SegmentsField(
            "哪一方", offered, is_required=True, missing="请选哪一方", mnemonic="B"
        )
    return ChoiceField("哪一方", offered, is_required=True, missing="请选哪一方", mnemonic="B")


def _delegates(kept: PartyDraft) -> Count | None:
    return next((count for count in kept.counts if count.of_what == DELEGATES), None)


def _rows(kept: PartyDraft, delegates: Count | None) -> list[tuple[str, str]]:
    rest = [count for count in kept.counts if count is not delegates]
    return [(count.of_what, typed_figure(count)) for count in rest]


def _sides_to_offer(case_file: CaseFile, own: str) -> tuple[Coded, ...]:
    """The sides of the case and the next letter, and none."""
    sides = {*sides_of(case_file), own} - {""}
    letters = [letter for letter in SIDES if letter in sides]
    letters += [letter for letter in SIDES if letter not in sides][: 1 if sides else 2]
    return (*(Coded(letter, f"{letter}方") for letter in letters), Coded(NO_SIDE, "不分方"))
