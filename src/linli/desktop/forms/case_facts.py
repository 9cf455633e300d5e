"""修改事项: what a case itself says, and its correction once it is closed."""

from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.fields.amount import CountField
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.line import LineField
from linli.desktop.fields.moment import LimitField, MomentField
from linli.desktop.fields.text import TextField
from linli.desktop.fields.tick import TickField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.entry_form import EntryForm, Now, as_options
from linli.desktop.forms.figures import typed_figure, unless_untouched
from linli.desktop.look import scaled
from linli.desktop.messages import Ask
from linli.desktop.widgets.labels import muted_label
from linli.desktop.widgets.panels import read_row
from linli.domain.case_file import CaseFile, Choices, Coded
from linli.domain.drafts import CaseFactsDraft, PlaceDraft
from linli.domain.moments import Moment, moment_text
from linli.domain.text import NAME
from linli.domain.vocabulary import DIFFICULTIES, MEDIATION_SOURCES, NOT_STATED, RISKS, URGENCIES
from linli.domain.workdays import WorkCalendar

DISPUTE = "DISPUTE"


class CaseFactsForm(EntryForm):
    """Changes what a case itself says; hands over a `CaseFactsDraft`.

    What belongs to disputes alone is hidden for another kind, and kept. A limit that
    was set is only shown. A closed case is put right, and asks why.
    """

    caps: ClassVar[dict[str, int]] = dict.fromkeys(
        ("grid", "estate", "building", "unit", "floor", "room"), NAME
    )
    looks_back: ClassVar[tuple[str, ...]] = ("happened",)

    def __init__(  # noqa: PLR0913 - keywords, each of its own
        self,
        case_file: CaseFile,
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        kept: CaseFactsDraft,
        carried_day: date | None = None,  # noqa: ARG002 - no entry of the day
        calendar: WorkCalendar | None = None,
        parent: QWidget | None = None,
    ) -> None:
        is_closed = not case_file.row.is_open
        super().__init__(
            "补正事项" if is_closed else "修改事项",
            now=now,
            save=save,
            ask=ask,
            calendar=calendar,
            parent=parent,
        )
        self._kept = kept
        self._add_matter(choices, kept)
        self._add_place(choices)
        self._add_rest(choices)
        self.reason = self.add_field(
            "reason",
            TextField(
                "补正原因",
                is_required=is_closed,
                missing="本事项已办结，请写明为什么补正；原来的内容会留着。",
                mnemonic="U",
            ),
        )
        self.reason.box.setFixedHeight(scaled(56))
        self.reason.setVisible(is_closed)
        self._place_fields(case_file)
        self._fill(kept)
        self.kind.changed.connect(self._follow_kind)
        self._follow_kind()

    @override
    def compose(self) -> CaseFactsDraft:
        texts, kept = self.texts(), self._kept
        due, due_words = (kept.due, kept.due_words) if kept.due else self.limit("due")
        return CaseFactsDraft(
            kind=self.kind.value() or "",
            title=texts["title"],
            urgency=self.urgency.value() or NOT_STATED,
            details=texts["details"],
            happened=self.happened.value(),
            due=due,
            due_words=due_words,
            people=unless_untouched(self.people.text(), self.people.value(), kept.people),
            dispute_type=self._of_disputes(self.dispute_type, kept.dispute_type),
            place=PlaceDraft(
                grid=texts["grid"],
                estate=texts["estate"],
                building=texts["building"],
                unit=texts["unit"],
                floor=texts["floor"],
                room=texts["room"],
                note=texts["place_note"],
            ),
            mediation_source=self._of_disputes(self.mediation_source, kept.mediation_source),
            difficulty=self._of_disputes(self.difficulty, kept.difficulty),
            risk=self._of_disputes(self.risk, kept.risk),
            is_restricted=self.is_restricted.value(),
            reason=texts["reason"],
        )

    def _add_matter(self, choices: Choices, kept: CaseFactsDraft) -> None:
        kinds = choices.kinds
        if kept.kind not in {kind.code for kind in kinds}:
            kinds = (*kinds, Coded(kept.kind, kept.kind))
        self.kind = self.add_field(
            "kind",
            ChoiceField(
                "类别",
                kinds,
                is_required=True,
                missing="请选类别",
                hint="改类别，编号不变。",
                mnemonic="K",
            ),
        )
        self.urgency = self.add_field(
            "urgency", ChoiceField("紧急程度", as_options(URGENCIES), mnemonic="G")
        )
        self.title = self.add_field(
            "title", LineField("标题", is_required=True, missing="请写一句标题", mnemonic="T")
        )
        self.happened = self.add_field(
            "happened", MomentField("发生时间", now=self.now, is_optional=True, mnemonic="E")
        )
        self.people = self.add_field(
            "people", CountField("涉及人数", placeholder="如 2户、50余名", mnemonic="R")
        )
        self.details = self.add_field("details", TextField("详情", height=140, mnemonic="N"))

    def _add_place(self, choices: Choices) -> None:
        self.grid = self.add_field(
            "grid",
            ChoiceField(
                "网格",
                [Coded(name, name) for name, _ in choices.grids],
                is_name_list=True,
                is_open_ended=True,
                mnemonic="W",
            ),
        )
        self.estate = self.add_field("estate", LineField("小区", placeholder="小区", mnemonic="Q"))
        self.building = self.add_field("building", LineField("楼", placeholder="楼"))
        self.unit = self.add_field("unit", LineField("单元", placeholder="单元"))
        self.floor = self.add_field("floor", LineField("层", placeholder="层"))
        self.room = self.add_field("room", LineField("室", placeholder="室"))
        self.place_note = self.add_field(
            "place_note", LineField("位置说明", placeholder="如 3号楼东侧步道")
        )

    def _add_rest(self, choices: Choices) -> None:
        self.due = self.add_field("due", LimitField("时限", read=self.read_limit, mnemonic="X"))
        self.due.setVisible(self._kept.due is None)
        self.dispute_type = self.add_field(
            "dispute_type", ChoiceField("纠纷类别", choices.dispute_types, mnemonic="B")
        )
        self.mediation_source = self.add_field(
            "mediation_source", ChoiceField("案件来源", as_options(MEDIATION_SOURCES))
        )
        self.difficulty = self.add_field(
            "difficulty", ChoiceField("难度", as_options(DIFFICULTIES))
        )
        self.risk = self.add_field("risk", ChoiceField("风险", as_options(RISKS)))
        self.is_restricted = self.add_field(
            "is_restricted", TickField("", "涉及健康、未成年人等敏感情况")
        )

    def _place_fields(self, case_file: CaseFile) -> None:
        grid = FieldGrid()
        grid.add_row(self.kind, self.urgency)
        grid.add_row(self.title)
        grid.add_row(self.happened, self.people)
        grid.add_row(self.details)
        grid.add_row(self.dispute_type, self.mediation_source)
        grid.add_row(self.difficulty, self.risk)
        grid.add_row(self.grid)
        address = QHBoxLayout()
        address.setSpacing(6)
        parts = (self.estate, self.building, self.unit, self.floor, self.room)
        for field, share in zip(parts, (5, 2, 2, 2, 2), strict=True):
            address.addWidget(field, share)
        self.estate.caption.set_label("住处")
        row = grid.rowCount()
        grid.addWidget(self.estate.caption, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(address, row, 1, 1, 3)
        grid.add_row(self.place_note)
        grid.add_row(self.due)
        grid.add_row(self.is_restricted)
        self.body.addLayout(grid)
        if self._kept.due is not None:
            self.body.addLayout(read_row("时限", self._limit_words(case_file, self._kept.due)))
            self.body.addWidget(muted_label("时限已定，改期请记一条“延期”。"))
        why = FieldGrid()
        why.add_row(self.reason)
        self.body.addLayout(why)
        self.body.addStretch(1)

    def _limit_words(self, case_file: CaseFile, due: Moment) -> str:
        day = (case_file.row.registered.sorts_at or self.now()).date()
        return "　".join(filter(None, (moment_text(due, day), self._kept.due_words)))

    def _fill(self, kept: CaseFactsDraft) -> None:
        self.kind.set_value(kept.kind)
        self.urgency.set_value(kept.urgency)
        self.title.set_text(kept.title)
        self.happened.set_value(kept.happened)
        self.people.set_text(typed_figure(kept.people))
        self.details.set_text(kept.details)
        place = kept.place
        for field, words in (
            (self.grid, place.grid),
            (self.estate, place.estate),
            (self.building, place.building),
            (self.unit, place.unit),
            (self.floor, place.floor),
            (self.room, place.room),
            (self.place_note, place.note),
        ):
            field.set_text(words)
        self.due.set_text("" if kept.due else kept.due_words)
        for choice, code in (
            (self.dispute_type, kept.dispute_type),
            (self.mediation_source, kept.mediation_source),
            (self.difficulty, kept.difficulty),
            (self.risk, kept.risk),
        ):
            choice.set_value(code or None)
        self.is_restricted.set_value(is_ticked=kept.is_restricted)

    def _follow_kind(self) -> None:
        is_dispute = self.kind.value() == DISPUTE
        for field in (self.dispute_type, self.mediation_source, self.difficulty, self.risk):
            field.setVisible(is_dispute)

    def _of_disputes(self, field: ChoiceField, kept: str) -> str:
        """What is chosen; of another kind of case what was chosen before, nothing being lost."""
        return kept if field.isHidden() else field.value() or ""
