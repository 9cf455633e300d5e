"""回访: how the parties fare after the end of a case."""

from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import Raw
from linli.desktop.fields.many import ManyField
from linli.desktop.fields.moment import MomentField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.entry_form import EntryForm, Now, as_options, names_to_offer
from linli.desktop.forms.findings import CAPTION, Findings
from linli.desktop.messages import Ask
from linli.domain.case_file import CaseFile, Choices
from linli.domain.drafts import FollowUpDraft
from linli.domain.vocabulary import FOLLOW_UP_WAYS, NOT_STATED


class FollowUpForm(EntryForm):
    """Takes down a follow-up; hands over a `FollowUpDraft`.

    ``unit`` is offered as who asked; ``carried_day`` is a day given by hand in the
    entry just before; with ``kept`` it changes that follow-up.
    """

    def __init__(  # noqa: PLR0913 - keywords, each of its own
        self,
        case_file: CaseFile,
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        kept: FollowUpDraft | None = None,
        unit: str = "",
        carried_day: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "记回访" if kept is None else "修改回访", now=now, save=save, ask=ask, parent=parent
        )
        self.way = self.add_field(
            "way", ChoiceField("方式", as_options(FOLLOW_UP_WAYS), mnemonic="K")
        )
        self.moment = self.add_field(
            "moment",
            MomentField(
                "时间",
                now=now,
                previous=case_file.steps[-1].moment if case_file.steps else None,
                carried_day=carried_day,
                mnemonic="T",
            ),
        )
        self.by = self.add_field(
            "by", ManyField("由谁", names_to_offer(choices, case_file), mnemonic="Y")
        )
        self.by.set_value((unit,) if unit else ())
        self.findings = Findings(case_file, self.add_field)
        self.next_on = self.add_field(
            "next_on",
            MomentField("下次回访", now=now, is_ahead=True, is_optional=True, mnemonic="X"),
        )
        self.next_on.line.setPlaceholderText("不再回访可不填")
        grid = FieldGrid(caption_width=CAPTION)
        # The time says in words how it was read, and needs the room for them.
        grid.setColumnStretch(1, 9)
        grid.setColumnStretch(3, 11)
        grid.add_row(self.way, self.moment)
        grid.add_row(self.by)
        after = FieldGrid(caption_width=CAPTION)
        after.add_row(self.next_on)
        self.body.addLayout(grid)
        self.body.addWidget(self.findings)
        self.body.addLayout(after)
        self.body.addStretch(1)
        if self.findings.rest is not None:
            self.folds.append(self.findings.rest)
        if kept is not None:
            self._fill(kept)

    @override
    def compose(self) -> FollowUpDraft:
        return FollowUpDraft(
            moment=self.moment.moment(),
            way=self.way.value() or NOT_STATED,
            by=self.by.value(),
            findings=self.findings.drafts(),
            note=self.texts()["note"],
            next_on=self.next_on.value(),
        )

    @override
    def set_parties_present(self, *, is_present: bool) -> None:
        self.findings.set_parties_present(is_present=is_present)

    @override
    def restore(self, raw: dict[str, Raw]) -> None:
        was_covered = self.findings.is_covered
        self.findings.set_parties_present(is_present=False)
        super().restore(raw)
        self.findings.set_parties_present(is_present=was_covered)

    def _fill(self, kept: FollowUpDraft) -> None:
        self.way.set_value(kept.way)
        self.moment.set_value(kept.moment)
        self.by.set_value(kept.by)
        self.findings.fill(kept.findings)
        self.findings.note.set_text(kept.note)
        self.next_on.set_value(kept.next_on)
        for fold in self.folds:
            fold.open_if_filled(self.fields.values())
