"""新建事项: a case as it is taken down, on a page of its own."""

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.fields.amount import CountField
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import Raw
from linli.desktop.fields.line import LineField
from linli.desktop.fields.many import ManyField
from linli.desktop.fields.moment import LimitField, MomentField
from linli.desktop.fields.text import TextField
from linli.desktop.fields.tick import TickField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.entry_form import EntryForm, Now, as_options, chain, names_to_offer
from linli.desktop.forms.party_rows import SIDED, PartyRows
from linli.desktop.look import scaled
from linli.desktop.messages import Ask
from linli.desktop.widgets.buttons import quiet_button
from linli.desktop.widgets.labels import muted_label
from linli.desktop.widgets.panels import Card
from linli.domain.case_file import Choices, Coded
from linli.domain.drafts import CaseDraft, PlaceDraft
from linli.domain.text import NAME
from linli.domain.vocabulary import DIFFICULTIES, MEDIATION_SOURCES, NOT_STATED, RISKS, URGENCIES
from linli.domain.workdays import WorkCalendar

MOST_WIDE = 1360
ONE_COLUMN_BELOW = 1100


class NewCaseForm(EntryForm):
    """Takes down a case; hands over a `CaseDraft`.

    ``unit`` is the operator's unit, which registers. ``unit_wanted`` asks for a grid
    unit of that name to be added; `take_unit` puts it into the field once it is.
    """

    caps: ClassVar[dict[str, int]] = dict.fromkeys(
        ("estate", "building", "unit", "floor", "room", "outside_number"), NAME
    )
    looks_back: ClassVar[tuple[str, ...]] = ("reported", "happened")
    unit_wanted = Signal(str)

    def __init__(
        self,
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        unit: str = "",
        calendar: WorkCalendar | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "新建事项",
            now=now,
            save=save,
            ask=ask,
            go_on="保存并再记一件",
            is_page=True,
            calendar=calendar,
            parent=parent,
        )
        self._unit = unit
        self._is_present = False
        self._paths = dict(choices.grids)
        self._add_matter(choices)
        self._add_demands(choices)
        self._add_place(choices)
        self.parties = PartyRows(choices, self.add_field)
        self._place_fields()
        self.kind.changed.connect(self._follow_kind)
        self.grid.changed.connect(self._show_path)
        self.grid.new_wanted.connect(self.unit_wanted)
        self._follow_kind()

    @override
    def subject(self) -> str:
        return self.title.text().strip() or super().subject()

    @override
    def compose(self) -> CaseDraft:
        texts = self.texts()
        due, due_words = self.limit("due")
        reply_due = self.reply_due.value()
        asked = texts["requests"].split("\n")
        return CaseDraft(
            kind=self.kind.value() or "",
            channel=self.channel.value() or "",
            title=texts["title"],
            reported=self.reported.moment(),
            urgency=self.urgency.value() or NOT_STATED,
            details=texts["details"],
            happened=self.happened.value(),
            due=due,
            due_words=due_words,
            people=self.people.value(),
            dispute_type=self._if_shown(self.dispute_type),
            place=PlaceDraft(
                grid=self.grid.value() or "",
                estate=texts["estate"],
                building=texts["building"],
                unit=texts["unit"],
                floor=texts["floor"],
                room=texts["room"],
                note=texts["place_note"],
            ),
            parties=self.parties.drafts(),
            requests=tuple(filter(None, (one.strip() for one in asked))),
            registered_by=self._unit,
            brought_by=self.brought_by.value(),
            outside_number=texts["outside_number"],
            reply_due=reply_due,
            mediation_source=self._if_shown(self.mediation_source),
            difficulty=self._if_shown(self.difficulty),
            risk=self._if_shown(self.risk),
            is_restricted=self.is_restricted.value(),
        )

    @override
    def set_parties_present(self, *, is_present: bool) -> None:
        self._is_present = is_present
        self.parties.set_parties_present(is_present=is_present)

    @override
    def restore(self, raw: dict[str, Raw]) -> None:
        self.parties.make_room_for(raw)
        super().restore(raw)
        self.parties.set_parties_present(is_present=self._is_present)

    def take_unit(self, choices: Choices, name: str) -> None:
        """Offer the units as they are now, and choose the one just added."""
        self._paths = dict(choices.grids)
        self.grid.set_choices([Coded(unit, unit) for unit, _ in choices.grids])
        self.grid.set_value(name)
        self.grid.focus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < scaled(ONE_COLUMN_BELOW)
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(way)

    def _add_matter(self, choices: Choices) -> None:
        self.kind = self.add_field(
            "kind",
            ChoiceField("类别", choices.kinds, is_required=True, missing="请选类别", mnemonic="K"),
        )
        self.channel = self.add_field(
            "channel",
            ChoiceField(
                "来源",
                choices.channels,
                is_required=True,
                missing="请选来源",
                placeholder="输字或首字母，如 lai",
                mnemonic="L",
            ),
        )
        self.title = self.add_field(
            "title", LineField("标题", is_required=True, missing="请写一句标题", mnemonic="T")
        )
        self.reported = self.add_field(
            "reported", MomentField("反映时间", now=self.now, mnemonic="S")
        )
        self.urgency = self.add_field(
            "urgency", ChoiceField("紧急程度", as_options(URGENCIES), mnemonic="G")
        )
        self.urgency.set_value("NORMAL")
        self.details = self.add_field("details", TextField("详情", height=176, mnemonic="N"))

    def _add_place(self, choices: Choices) -> None:
        self.grid = self.add_field(
            "grid",
            ChoiceField(
                "网格",
                [Coded(name, name) for name, _ in choices.grids],
                is_name_list=True,
                offers_new=True,
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

    def _add_demands(self, choices: Choices) -> None:
        self.due = self.add_field("due", LimitField("时限", read=self.read_limit, mnemonic="X"))
        self.people = self.add_field(
            "people", CountField("涉及人数", placeholder="如 2户、50余名", mnemonic="R")
        )
        self.dispute_type = self.add_field(
            "dispute_type", ChoiceField("纠纷类别", choices.dispute_types, mnemonic="B")
        )
        self.happened = self.add_field(
            "happened", MomentField("发生时间", now=self.now, is_optional=True, mnemonic="E")
        )
        self.outside_number = self.add_field(
            "outside_number", LineField("来源编号", placeholder="如 12345 的工单号")
        )
        self.reply_due = self.add_field(
            "reply_due",
            MomentField("答复期限", now=self.now, is_ahead=True, is_optional=True, mnemonic="Y"),
        )
        self.brought_by = self.add_field(
            "brought_by",
            ManyField("由谁反映", names_to_offer(choices), placeholder="不是当事人的，如网格员"),
        )
        self.requests = self.add_field(
            "requests",
            TextField("其他诉求", hint="标题就是第一项诉求；还有的每行写一项。"),
        )
        self.requests.box.setFixedHeight(scaled(56))
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

    def _place_fields(self) -> None:
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        for cards in ((self._matter(), self._demands()), (self._place(), self._party_card())):
            column = QVBoxLayout()
            column.setSpacing(12)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        page = QWidget()
        page.setMaximumWidth(scaled(MOST_WIDE))
        self._columns.setContentsMargins(0, 0, 0, 0)
        page.setLayout(self._columns)
        row = QHBoxLayout()
        row.addWidget(page, 1)
        row.addStretch(0)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.head.setSpacing(16)
        self.body.setContentsMargins(16, 16, 16, 14)
        self.head.insertWidget(1, muted_label("带 * 的三项必填，其余可以后补"))
        self.head.addWidget(muted_label("编号保存时给出"))
        self._order()
        self.parties.reordered.connect(self._order)

    def _matter(self) -> Card:
        card, grid = Card("是什么事"), FieldGrid(caption_width=76)
        grid.add_row(self.kind, self.channel)
        grid.add_row(self.title)
        grid.add_row(self.reported, self.urgency)
        grid.add_row(self.details)
        card.add(grid)
        return card

    def _demands(self) -> Card:
        card, grid = Card("办理要求"), FieldGrid(caption_width=76)
        card.set_aside("可不填")
        grid.add_row(self.due, self.people)
        grid.add_row(self.happened, self.dispute_type)
        card.add(grid)
        more = self.add_fold("来源编号、答复期限、报表项")
        rest = FieldGrid(caption_width=76)
        rest.add_row(self.outside_number, self.reply_due)
        rest.add_row(self.mediation_source, self.difficulty)
        rest.add_row(self.risk)
        rest.add_row(self.brought_by)
        rest.add_row(self.requests)
        rest.add_row(self.is_restricted)
        more.body.addLayout(rest)
        self._more = more
        card.add(more)
        return card

    def _place(self) -> Card:
        card, grid = Card("在哪里"), FieldGrid(caption_width=76)
        grid.setColumnStretch(3, 0)
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
        card.add(grid)
        return card

    def _party_card(self) -> Card:
        card = Card("当事人")
        # Its key is heard in the form alone: on the case page Alt+D opens another form.
        button = quiet_button("加一方", "Alt+D", takes_key=False)
        button.clicked.connect(self.parties.go_on)
        key = QShortcut(QKeySequence("Alt+D"), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.parties.go_on)
        self._add_party = button
        card.add_button(button)
        card.add(self.parties)
        return card

    def _order(self) -> None:
        """Down the left card, then the right column; what may be left out comes last."""
        matter = (self.kind, self.channel, self.title, self.reported, self.urgency, self.details)
        place = (
            self.grid, self.estate, self.building, self.unit, self.floor, self.room,
            self.place_note,
        )  # fmt: skip
        chain(
            *(field.editor for field in (*matter, *place)),
            self._add_party,
            *self.parties.editors(),
            *self._last_part(),
        )

    def _last_part(self) -> list[QWidget]:
        demands = (self.due, self.people, self.happened, self.dispute_type)
        folded = (
            self.outside_number,
            self.reply_due,
            self.mediation_source,
            self.difficulty,
            self.risk,
            self.brought_by,
            self.requests,
            self.is_restricted,
        )
        foot = (self.cancel_button, self.go_on_button, self.save_button)
        return [
            *(field.editor for field in demands),
            self._more.button,
            *(field.editor for field in folded),
            *foot,
        ]

    def _follow_kind(self) -> None:
        kind = self.kind.value() or ""
        is_dispute = kind == SIDED
        self.dispute_type.setVisible(is_dispute)
        for field in (self.mediation_source, self.difficulty, self.risk):
            field.setVisible(is_dispute)
        self.parties.set_kind(kind)

    def _show_path(self) -> None:
        self.grid.set_hint(self._paths.get(self.grid.value() or "", ""))

    def _if_shown(self, field: ChoiceField) -> str:
        return "" if field.isHidden() else field.value() or ""
