"""单位信息: the office, its tiers, its grid, its people, and whom it works with."""

from typing import ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.fields.line import LineField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.entry_form import EntryForm, Now
from linli.desktop.forms.rows_field import Column, RowsField
from linli.desktop.look import scaled
from linli.desktop.messages import Ask
from linli.desktop.widgets.labels import muted_label
from linli.desktop.widgets.panels import Card
from linli.domain.drafts import OfficeDraft, OrganisationDraft, TierDraft, UnitDraft, WorkerDraft
from linli.domain.text import NAME, clean
from linli.domain.vocabulary import JOBS, NOT_STATED, ORGANISATION_KINDS, TIERS
from linli.errors import Refused

MOST_WIDE = 1360
ONE_COLUMN_BELOW = 1100
_RANK_STEP = 10
_JOBS = {job.label: job.code for job in JOBS}
_KINDS = {kind.label: kind.code for kind in ORGANISATION_KINDS}


class OfficeForm(EntryForm):
    """Takes down the office; hands over an `OfficeDraft`.

    ``kept`` is the office as it stands in the record file; without it the tiers of
    the programme are offered.
    """

    caps: ClassVar[dict[str, int]] = {"short_name": 20, "time_zone": NAME}
    looks_back: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        kept: OfficeDraft | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("单位信息", now=now, save=save, ask=ask, is_page=True, parent=parent)
        self._tier_codes = {tier.label: tier.code for tier in TIERS}
        self.name = self.add_field(
            "name",
            LineField("单位全称", is_required=True, missing="请写单位全称", mnemonic="Q"),
        )
        self.short_name = self.add_field(
            "short_name",
            LineField("简称", is_required=True, missing="请写单位简称，编号要用", mnemonic="K"),
        )
        self.committee = self.add_field(
            "committee", LineField("调委会名称", placeholder="没有可不填", mnemonic="T")
        )
        self.time_zone = self.add_field("time_zone", LineField("时区", mnemonic="Z"))
        self.time_zone.set_text("Asia/Shanghai")
        self.tiers = self.add_field(
            "tiers", RowsField("层级", [Column("名称，从上到下", 1)], mnemonic="E")
        )
        self.units = self.add_field(
            "units",
            RowsField(
                "网格",
                [
                    Column("上级", 3, has_list=True),
                    Column("名称", 3),
                    Column("层级", 2, has_list=True),
                ],
                mnemonic="W",
            ),
        )
        self.workers = self.add_field(
            "workers",
            RowsField(
                "人员",
                [
                    Column("姓名", 2),
                    Column("网格", 3, has_list=True),
                    Column("职务", 2, has_list=True, offered=tuple(_JOBS)),
                ],
                mnemonic="R",
            ),
        )
        self.organisations = self.add_field(
            "organisations",
            RowsField(
                "联动单位",
                [Column("名称", 3), Column("类型", 2, has_list=True, offered=tuple(_KINDS))],
                mnemonic="L",
            ),
        )
        self._place_fields()
        self.short_name.changed.connect(self._show_number)
        for field in (self.tiers, self.units):
            field.changed.connect(self._offer)
        self._show_kept(kept)
        self._show_number()

    @override
    def compose(self) -> OfficeDraft:
        texts = self.texts()
        return OfficeDraft(
            name=texts["name"],
            short_name=texts["short_name"],
            committee=texts["committee"],
            time_zone=texts["time_zone"] or "Asia/Shanghai",
            tiers=self._tier_drafts(),
            units=self._unit_drafts(),
            workers=self._worker_drafts(),
            organisations=self._organisation_drafts(),
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < scaled(ONE_COLUMN_BELOW)
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(way)

    def _place_fields(self) -> None:
        profile, grid = Card("单位"), FieldGrid(caption_width=76)
        grid.add_rows((self.name, self.short_name, self.committee, self.time_zone))
        profile.add(grid)
        tiers = _table_card("层级", self.tiers, "每行一级，最上面的级别最高")
        units = _table_card("网格", self.units, "可从表格软件复制几行，在格子里粘贴")
        workers = _table_card("人员", self.workers, "当班人从这里选；也可以粘贴")
        bodies = _table_card("联动单位", self.organisations, "派出所、物业、学校等，可不填")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        self._columns.setContentsMargins(0, 0, 0, 0)
        for cards in ((profile, tiers, bodies), (units, workers)):
            column = QVBoxLayout()
            column.setSpacing(12)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        page = QWidget()
        page.setMaximumWidth(scaled(MOST_WIDE))
        page.setLayout(self._columns)
        row = QHBoxLayout()
        row.addWidget(page, 1)
        row.addStretch(0)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.head.setSpacing(16)
        self.body.setContentsMargins(16, 16, 16, 14)
        self.head.insertWidget(1, muted_label("带 * 的两项必填，其余可以后补"))

    def _show_kept(self, kept: OfficeDraft | None) -> None:
        if kept is None:
            self.tiers.set_value([(tier.label,) for tier in TIERS])
            return
        self._tier_codes |= {tier.name: tier.code for tier in kept.tiers if tier.code}
        self.name.set_text(kept.name)
        self.short_name.set_text(kept.short_name)
        self.committee.set_text(kept.committee)
        self.time_zone.set_text(kept.time_zone)
        ranked = sorted(kept.tiers, key=lambda tier: -tier.rank)
        self.tiers.set_value([(tier.name,) for tier in ranked])
        self.units.set_value([(unit.parent, unit.name, unit.tier) for unit in kept.units])
        self.workers.set_value([(one.name, one.unit, _job_words(one.job)) for one in kept.workers])
        self.organisations.set_value(
            [(body.name, _kind_words(body.kind)) for body in kept.organisations]
        )

    def _show_number(self) -> None:
        short = self.short_name.text().strip() or "枫杨"
        self.short_name.set_standing_hint(f"编号会是 {short}〔{self.now().year}〕纠纷0001")

    def _offer(self) -> None:
        """Tiers and units typed here are what the other tables choose from."""
        tiers = [row[0] for row in self.tiers.value()]
        units = [row[1] for row in self.units.value()]
        self.units.offer(0, units)
        self.units.offer(2, tiers)
        self.workers.offer(1, units)

    def _tier_drafts(self) -> tuple[TierDraft, ...]:
        names = [clean(row[0], NAME, field="tiers") for row in self.tiers.value()]
        if len(set(names)) < len(names):
            raise Refused(("tiers", "层级里有两行同名，请改其中一个"))
        return tuple(
            TierDraft(name, (len(names) - place) * _RANK_STEP, self._tier_codes.get(name, ""))
            for place, name in enumerate(names)
        )

    def _unit_drafts(self) -> tuple[UnitDraft, ...]:
        drafts: list[UnitDraft] = []
        for parent, name, tier in self._cleaned("units"):
            if not name:
                raise Refused(("units", "网格表里有一行没有写名称"))
            if not tier:
                raise Refused(("units", f"请写“{name}”的层级"))
            drafts.append(UnitDraft(name, tier, parent))
        return tuple(drafts)

    def _worker_drafts(self) -> tuple[WorkerDraft, ...]:
        drafts: list[WorkerDraft] = []
        for name, unit, job in self._cleaned("workers"):
            if not name:
                raise Refused(("workers", "人员表里有一行没有写姓名"))
            if job and job not in _JOBS:
                raise Refused(("workers", f"“{name}”的职务“{job}”不在职务表里"))
            drafts.append(WorkerDraft(name, unit, _JOBS.get(job, NOT_STATED)))
        return tuple(drafts)

    def _organisation_drafts(self) -> tuple[OrganisationDraft, ...]:
        drafts: list[OrganisationDraft] = []
        for row in self.organisations.value():
            name, kind = (clean(cell, NAME, field="organisations") for cell in row)
            if not name:
                raise Refused(("organisations", "联动单位表里有一行没有写名称"))
            if kind and kind not in _KINDS:
                raise Refused(("organisations", f"“{name}”的类型“{kind}”不在类型表里"))
            drafts.append(OrganisationDraft(name, _KINDS.get(kind, NOT_STATED)))
        return tuple(drafts)

    def _cleaned(self, name: str) -> list[tuple[str, str, str]]:
        field = self.units if name == "units" else self.workers
        rows = [[clean(cell, NAME, field=name) for cell in row] for row in field.value()]
        return [(row[0], row[1], row[2]) for row in rows]


def _table_card(title: str, field: RowsField, words: str) -> Card:
    card = Card(title)
    card.set_aside(words)
    card.add(field)
    return card


def _job_words(code: str) -> str:
    return "" if code == NOT_STATED or code not in JOBS else JOBS.label_of(code)


def _kind_words(code: str) -> str:
    return "" if code == NOT_STATED else ORGANISATION_KINDS.label_of(code)
