"""调解场次: what parties said, apart or together, and never the one in place of the other."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import Raw
from linli.desktop.fields.line import LineField
from linli.desktop.fields.many import ManyField
from linli.desktop.fields.moment import MomentField
from linli.desktop.fields.segments import SegmentsField
from linli.desktop.fields.text import TextField
from linli.desktop.fields.tick import TickField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.carry_over import (
    APART,
    BACK_TO_BACK,
    FACE_TO_FACE,
    JOINT,
    OutcomePreset,
    SessionPreset,
    first_session,
    next_after,
    next_words,
    parties_of,
    sides_of,
)
from linli.desktop.forms.caucus import CaucusPanel
from linli.desktop.forms.entry_form import (
    EntryForm,
    Now,
    as_options,
    day_to_carry,
    names_to_offer,
)
from linli.desktop.look import set_tone, side_tone_name
from linli.desktop.messages import Ask
from linli.desktop.widgets.labels import plain_label
from linli.desktop.widgets.panels import TintedPanel
from linli.domain.case_file import CaseFile, Choices, Coded, PartyRow
from linli.domain.drafts import SessionDraft
from linli.domain.moments import Moment
from linli.domain.vocabulary import (
    METHODS,
    NOT_STATED,
    SESSION_EFFECTS,
    SESSION_STATES,
    SESSION_WAYS,
)
from linli.errors import Refused

MORE = "MORE"
_SEGMENTS = (BACK_TO_BACK, FACE_TO_FACE, "ENQUIRY")
_NAME_SHOWN = 8


class MediationForm(EntryForm):
    """Takes down one session; hands over a `SessionDraft`.

    ``preset`` comes from `carry_over`. `coming` is what follows the session, for
    whoever opens the next form after 保存并…
    """

    def __init__(
        self,
        case_file: CaseFile,
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        preset: SessionPreset | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("加一场调解", now=now, save=save, ask=ask, go_on="保存并…", parent=parent)
        self._case = case_file
        self._preset = preset or first_session(case_file)
        self._names = names_to_offer(choices, case_file)
        self._add_method()
        self._add_circumstances()
        self.caucus = CaucusPanel(self.add_field)
        self.talk = TalkPanel(self, case_file)
        self._add_the_rest()
        self._place_fields()
        self._fill(self._preset)
        for field in (self.method, self.other_method, self.side, *self.talk.ticks.values()):
            field.changed.connect(self._show_shape)
        self._show_shape()

    @property
    def coming(self) -> SessionPreset | OutcomePreset:
        """What comes after the session as it stands in the form."""
        return next_after(self._case, self._whole(record="", notes=False))

    @override
    def compose(self) -> SessionDraft:
        texts = self.texts()
        speakers = self._speakers()
        if not speakers and self._shape() in {"caucus", "one side"}:
            raise Refused(("side", "请选哪一方"))
        if not speakers and self._code() in JOINT:
            raise Refused(("speakers", "请勾选到场的当事人"))
        return self._whole(record=texts["record"], notes=True)

    @override
    def set_parties_present(self, *, is_present: bool) -> None:
        self.caucus.set_parties_present(is_present=is_present)
        self.talk.set_parties_present(is_present=is_present)

    @override
    def restore(self, raw: dict[str, Raw]) -> None:
        self.caucus.make_room_for(raw)
        super().restore(raw)
        self._show_shape()

    @override
    def focus_first(self) -> None:
        if self._preset.starts_in_note:
            (self.talk.record if self.caucus.isHidden() else self.caucus.notes[0].text).focus()
        else:
            super().focus_first()

    def _add_method(self) -> None:
        segments = [Coded(code, METHODS.label_of(code)) for code in _SEGMENTS]
        self.method = self.add_field(
            "method",
            SegmentsField(
                "调解方式",
                (*segments, Coded(MORE, "更多…")),
                is_required=True,
                missing="请选调解方式",
                mnemonic="K",
            ),
        )
        others = tuple(one for one in as_options(METHODS) if one.code not in _SEGMENTS)
        self.other_method = self.add_field(
            "other_method",
            ChoiceField("哪种方式", others, is_required=True, missing="请选调解方式", mnemonic="G"),
        )
        sides = sides_of(self._case)
        self.side = self.add_field(
            "side",
            SegmentsField(
                "哪一方",
                [Coded(side, _side_words(self._case, side, len(sides))) for side in sides],
                is_required=True,
                missing="请选哪一方" if sides else "请先添加当事人（Alt+D）",
                mnemonic="B",
            ),
        )

    def _add_circumstances(self) -> None:
        steps = self._case.steps
        self.moment = self.add_field(
            "moment",
            MomentField(
                "时间",
                now=self.now,
                previous=steps[-1].moment if steps else None,
                carried_day=day_to_carry(self._preset.day, self.now()),
                mnemonic="T",
            ),
        )
        self.way = self.add_field(
            "way", ChoiceField("途径", as_options(SESSION_WAYS), mnemonic="W")
        )
        self.place = self.add_field("place", LineField("地点", mnemonic="P"))
        self.state = self.add_field(
            "state", ChoiceField("情况", as_options(SESSION_STATES), mnemonic="Q")
        )
        self.attended_by = self.add_field(
            "attended_by", ManyField("参加", self._names, mnemonic="S")
        )

    def _add_the_rest(self) -> None:
        self.effect = self.add_field(
            "effect", ChoiceField("效果", as_options(SESSION_EFFECTS), mnemonic="X")
        )
        self.mediators = self.add_field("mediators", ManyField("调解员", self._names, mnemonic="I"))
        self.recorder = self.add_field(
            "recorder",
            ChoiceField(
                "记录人",
                self._names,
                is_name_list=True,
                is_open_ended=True,
                placeholder="",
                mnemonic="R",
            ),
        )
        self.invited = self.add_field("invited", ManyField("邀请参加", self._names, mnemonic="Y"))
        earlier = [
            Coded(str(row.id), f"第{number}场 {row.method.label} {'、'.join(row.sides)}")
            for number, row in enumerate(self._case.sessions, start=1)
        ]
        self.same_sitting_as = self.add_field(
            "same_sitting_as",
            ChoiceField("同一次", earlier, placeholder="与哪一场同一次", mnemonic="Z"),
        )
        self.same_sitting_as.setVisible(bool(earlier))

    def _place_fields(self) -> None:
        grid = FieldGrid()
        grid.setColumnStretch(1, 11)
        grid.setColumnStretch(3, 9)
        grid.add_rows((self.method, self.other_method, self.side))
        grid.add_row(self.moment, self.way)
        grid.add_row(self.place, self.state)
        grid.add_row(self.attended_by)
        more = self.add_fold("调解员、记录人、效果")
        rest = FieldGrid()
        rest.add_row(self.effect, self.recorder)
        rest.add_rows((self.mediators, self.invited, self.same_sitting_as))
        more.body.addLayout(rest)
        self._nothing_yet = plain_label("先选调解方式。", tone="muted")
        self.body.addLayout(grid)
        self.body.addWidget(self._nothing_yet)
        self.body.addWidget(self.caucus)
        self.body.addWidget(self.talk)
        self.body.addWidget(more)
        self.body.addStretch(1)

    def _fill(self, preset: SessionPreset) -> None:
        if preset.method in _SEGMENTS:
            self.method.set_value(preset.method)
        elif preset.method:
            self.method.set_value(MORE)
            self.other_method.set_value(preset.method)
        first = next((row.side for row in self._case.parties if row.id in preset.speakers), None)
        self.side.set_value(first)
        if len(preset.speakers) > 1 and preset.method not in APART:
            self.talk.tick(preset.speakers)
        self.way.set_value(preset.way)
        self.state.set_value("HELD")
        self.effect.set_value(NOT_STATED)
        self.place.set_text(preset.place)
        self.attended_by.set_value(preset.attended_by)
        self.mediators.set_value(preset.mediators)
        self.recorder.set_text(preset.recorder)
        self.invited.set_value(preset.invited)

    def _code(self) -> str:
        method = self.method.value() or ""
        return (self.other_method.value() or "") if method == MORE else method

    def _shape(self) -> str:
        """caucus, one side, joint, internal, or "" while no method is chosen."""
        code = self._code()
        if not code:
            return ""
        if code == BACK_TO_BACK:
            return "caucus"
        if code in APART:
            return "one side"
        return "internal" if METHODS[code].is_internal else "joint"

    def _speakers(self) -> tuple[int, ...]:
        shape = self._shape()
        if shape in {"caucus", "one side"}:
            return parties_of(self._case, self.side.value() or "")
        return self.talk.ticked() if shape == "joint" else ()

    def _whole(self, *, record: str, notes: bool) -> SessionDraft:
        """The draft; what was said is left out where only the circumstances count."""
        is_caucus = self._shape() == "caucus"
        earlier = self.same_sitting_as.value()
        return SessionDraft(
            method=self._code(),
            moment=self.moment.moment(),
            speakers=self._speakers(),
            record="" if is_caucus else record,
            notes=self.caucus.drafts() if notes and is_caucus else (),
            way=self.way.value() or NOT_STATED,
            state=self.state.value() or "HELD",
            effect=self.effect.value() or NOT_STATED,
            place=self.place.text().strip(),
            attended_by=self.attended_by.value(),
            mediators=self.mediators.value(),
            recorder=self.recorder.text(),
            invited=self.invited.value(),
            joint_first_reason=self.talk.joint_first_reason(),
            same_sitting_as=None if earlier is None else int(earlier),
        )

    def _show_shape(self) -> None:
        shape, code = self._shape(), self._code()
        self.other_method.setVisible(self.method.value() == MORE)
        self.side.setVisible(shape in {"caucus", "one side"})
        self._nothing_yet.setVisible(not shape)
        self.caucus.setVisible(shape == "caucus")
        self.talk.setVisible(shape not in {"", "caucus"})
        side = self.side.value() or ""
        self.caucus.set_speaking(side)
        self.talk.show_shape(shape, code, side)
        draft = SessionDraft(code, Moment.not_stated(), self._speakers())
        self.set_go_on(next_words(self._case, draft) if code else "保存并继续")


class TalkPanel(TintedPanel):
    """What was said with all who attended, or in an enquiry of one side, or in the office."""

    def __init__(self, form: EntryForm, case_file: CaseFile) -> None:
        super().__init__(is_joint=True)
        self._case = case_file
        self._is_present = False
        self._shape = ""
        self._title = plain_label(demibold=True)
        self._aside = plain_label()
        self.record = form.add_field("record", TextField("记录", height=110))
        self.ticks = {
            row.id: self._add_tick(form, row, n) for n, row in enumerate(_seated(case_file))
        }
        self.joint_first = form.add_field(
            "joint_first_reason",
            LineField("先后说明", hint="此前没有背靠背记录。需要说明可写在这里（可不填）"),
        )
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._aside)
        self._present = QWidget()
        rows = QVBoxLayout(self._present)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for row in _in_rows(list(self.ticks.values())):
            rows.addLayout(row)
        self.body.setSpacing(8)
        self.body.addLayout(head)
        self.body.addWidget(self.record)
        self.body.addWidget(self._present)
        reason = QHBoxLayout()
        reason.setSpacing(8)
        reason.addWidget(self.joint_first.caption, 0, Qt.AlignmentFlag.AlignTop)
        reason.addWidget(self.joint_first, 1)
        self.body.addLayout(reason)

    def tick(self, party_ids: tuple[int, ...]) -> None:
        """Tick those who attended, and nobody else."""
        for party_id, tick in self.ticks.items():
            tick.set_value(is_ticked=party_id in party_ids)

    def ticked(self) -> tuple[int, ...]:
        """The ids of those who attended."""
        return tuple(party_id for party_id, tick in self.ticks.items() if tick.value())

    def joint_first_reason(self) -> str:
        """Why both met before anybody was met apart, where that was asked."""
        return "" if self.joint_first.isHidden() else self.joint_first.text().strip()

    def show_shape(self, shape: str, code: str, side: str) -> None:
        """Turn into joint, one-sided or internal ground."""
        self._shape = shape
        is_joint = shape == "joint"
        attending = {row.side for row in self._case.parties if row.id in self.ticked()}
        sides = [letter for letter in sides_of(self._case) if letter in attending]
        self.set_side(
            "".join(sides) if is_joint else side if shape == "one side" else "", is_joint=is_joint
        )
        title, aside = _words(shape, code, side, len(sides))
        self._title.setText(title)
        self._aside.setText(aside)
        for label in (self._title, self._aside):
            set_tone(label, side_tone_name(side) if shape == "one side" else "")
        self._present.setVisible(is_joint and bool(self.ticks))
        had_caucus = any(row.is_caucus for row in self._case.sessions)
        self.joint_first.setVisible(code == FACE_TO_FACE and not had_caucus)
        self.record.set_hint("单独谈的内容请另记一场背靠背，不写在这里" if code == "MIXED" else "")
        self._cover_or_not()

    def set_parties_present(self, *, is_present: bool) -> None:
        """Cover an enquiry or an internal record while a party sits before the screen."""
        self._is_present = is_present
        self._cover_or_not()

    def _cover_or_not(self) -> None:
        if self._is_present and self._shape in {"one side", "internal"}:
            self.record.cover()
        elif not self._is_present or self._shape == "joint":
            self.record.uncover()

    def _add_tick(self, form: EntryForm, row: PartyRow, place: int) -> TickField:
        words = f"{row.side}方 {row.name}" if row.side else row.name
        name = "speakers" if place == 0 else f"speakers_{place + 1}"
        return form.add_field(name, TickField("到场各方", words, is_ticked=bool(row.side)))


def _seated(case_file: CaseFile) -> list[PartyRow]:
    sides = sides_of(case_file)
    with_side = [row for side in sides for row in case_file.parties if row.side == side]
    return [*with_side, *(row for row in case_file.parties if not row.side)]


def _in_rows(ticks: list[TickField], across: int = 3) -> Iterator[QHBoxLayout]:
    for start in range(0, len(ticks), across):
        row = QHBoxLayout()
        row.setSpacing(16)
        if start == 0:
            caption: QLabel = plain_label("到场各方")
            row.addWidget(caption)
        for tick in ticks[start : start + across]:
            row.addWidget(tick)
        row.addStretch(1)
        yield row


def _words(shape: str, code: str, side: str, sides: int) -> tuple[str, str]:
    """The title of the panel and what becomes of the record."""
    if shape == "one side":
        return (f"{side}方所说" if side else "一方所说", "入卷，不交对方")
    if shape == "internal":
        return "研判记录", "只供内部"
    if code in {"OTHER", NOT_STATED} and sides < 2:
        return "记录", "到场的各方可见"
    return ("双方同场所说" if sides < 3 else "各方同场所说", "到场的各方可见")


def _side_words(case_file: CaseFile, side: str, sides: int) -> str:
    names = [row.name for row in case_file.parties if row.side == side and row.name]
    if not names or sides > 2:
        return f"{side}方"
    shown = names[0] if len(names[0]) <= _NAME_SHOWN else names[0][: _NAME_SHOWN - 1] + "…"
    return f"{side}方  {shown}" + (f"等{len(names)}" if len(names) > 1 else "")
