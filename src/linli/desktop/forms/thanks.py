"""致谢: thanks the office was given, and the words on the banner."""

from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.line import LineField
from linli.desktop.fields.many import ManyField
from linli.desktop.fields.moment import MomentField
from linli.desktop.fields.text import TextField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.entry_form import EntryForm, Now, as_options, names_to_offer
from linli.desktop.messages import Ask
from linli.domain.case_file import CaseFile, Choices
from linli.domain.drafts import ThanksDraft
from linli.domain.vocabulary import THANKS_KINDS

_WRITTEN = {"BANNER": "锦旗上的字", "LETTER": "信里的话", "MESSAGE": "短信内容"}
"""What the words are called, by the kind of thanks that has some."""


class ThanksForm(EntryForm):
    """Takes down thanks; hands over a `ThanksDraft`.

    ``carried_day`` is a day given by hand in the entry just before; with ``kept`` it
    changes those thanks.
    """

    def __init__(
        self,
        case_file: CaseFile,
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        kept: ThanksDraft | None = None,
        carried_day: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "记致谢" if kept is None else "修改致谢", now=now, save=save, ask=ask, parent=parent
        )
        names = names_to_offer(choices, case_file)
        self.kind = self.add_field(
            "kind",
            ChoiceField(
                "形式",
                as_options(THANKS_KINDS),
                is_required=True,
                missing="请选怎样致谢",
                mnemonic="K",
            ),
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
        self.by = self.add_field("by", ManyField("来自", names, mnemonic="L"))
        self.to = self.add_field("to", ManyField("致", names, mnemonic="G"))
        self.words = self.add_field("words", LineField(_WRITTEN["BANNER"], mnemonic="W"))
        self.note = self.add_field("note", TextField("说明", height=110, mnemonic="N"))
        grid = FieldGrid(caption_width=96)
        # The time says in words how it was read, and needs the room for them.
        grid.setColumnStretch(1, 9)
        grid.setColumnStretch(3, 11)
        grid.add_row(self.kind, self.moment)
        grid.add_rows((self.by, self.to, self.words, self.note))
        self.body.addLayout(grid)
        self.body.addStretch(1)
        if kept is not None:
            self._fill(kept)
        self.kind.changed.connect(self._follow_kind)
        self._follow_kind()

    @override
    def compose(self) -> ThanksDraft:
        texts = self.texts()
        return ThanksDraft(
            kind=self.kind.value() or "",
            moment=self.moment.moment(),
            by=self.by.value(),
            to=self.to.value(),
            note=texts["note"],
            words=texts["words"],
        )

    def _fill(self, kept: ThanksDraft) -> None:
        self.kind.set_value(kept.kind)
        self.moment.set_value(kept.moment)
        self.by.set_value(kept.by)
        self.to.set_value(kept.to)
        self.words.set_text(kept.words)
        self.note.set_text(kept.note)

    def _follow_kind(self) -> None:
        """Ask for the words where there are some; what is written already stays in sight."""
        kind = self.kind.value() or "BANNER"
        self.words.set_label(_WRITTEN.get(kind, "所写的话"))
        self.words.setVisible(kind in _WRITTEN or not self.words.is_empty())
