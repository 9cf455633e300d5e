"""调解场次: what parties said, apart or together, and never the one in place of the other."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import Raw
from linli.desktop.fields.line import LineField
from linli.desktop.fields.many import ManyField
from linli.desktop.fields.moment import MomentField
from linli.desktop.fields.segments import SegmentsField
from linli.desktop.fields.tick import TickField
from linli.desktop.form import FieldGrid, Save
from linli.desktop.forms.carry_over import (
    APART,
    BACK_TO_BACK,
    FACE_TO_FACE,
    JOINT,
    SessionPreset,
    first_session,
    next_words,
    parties_of,
    sides_of,
)
from linli.desktop.forms.caucus import CaucusPanel
from linli.desktop.forms.entry_form import (
    EntryForm,
    Now,
    Ticks,
    as_options,
    day_to_carry,
    names_to_offer,
)
from linli.desktop.forms.talk import TalkPanel
from linli.desktop.look import scaled
from linli.desktop.messages import Ask
from linli.desktop.widgets.labels import plain_label
from linli.domain.case_file import CaseFile, Choices, Coded
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
_CAPTION = 80
"""Wide enough for 调解方式 with its letter and star, so that the fold stands in the same columns."""


class MediationForm(EntryForm):
    """Takes down one session; hands over a `SessionDraft`.

    ``preset`` comes from `carry_over`; without one, ``carried_day`` is a day given by
    hand in the entry just before.
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
        carried_day: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("加一场调解", now=now, save=save, ask=ask, go_on="保存并…", parent=parent)
        self._case = case_file
        self._preset = preset or first_session(case_file)
        self._carried_day = day_to_carry(self._preset.day, now()) or carried_day
        self._names = names_to_offer(choices, case_file)
        self._add_method()
        self._add_who_spoke()
        self._add_circumstances()
        self.caucus = CaucusPanel(self.add_field)
        self.talk = TalkPanel(self, case_file)
        self._add_the_rest()
        self._place_fields()
        self._fill(self._preset)
        for field in (self.method, self.other_method, self.side, *self.talk.ticks.values()):
            field.changed.connect(self._show_shape)
        self._show_shape()

    @override
    def compose(self) -> SessionDraft:
        texts = self.texts()
        speakers = self._speakers()
        if not speakers and self._shape() in {"caucus", "one side"}:
            raise Refused(("side", "请勾选这一方谁在场"))
        if not speakers and self._code() in JOINT:
            raise Refused(("speakers", "请勾选到场的当事人"))
        is_caucus = self._shape() == "caucus"
        earlier = self.same_sitting_as.value()
        return SessionDraft(
            method=self._code(),
            moment=self.moment.moment(),
            speakers=speakers,
            record="" if is_caucus else texts["record"],
            notes=self.caucus.drafts() if is_caucus else (),
            way=self.way.value() or NOT_STATED,
            state=self.state.value() or "HELD",
            effect=self.effect.value() or NOT_STATED,
            place=texts["place"],
            attended_by=self.attended_by.value(),
            mediators=self.mediators.value(),
            recorder=texts["recorder"],
            invited=self.invited.value(),
            joint_first_reason=self.talk.joint_first_reason(),
            same_sitting_as=None if earlier is None else int(earlier),
        )

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

    def _add_who_spoke(self) -> None:
        """Who of a side with several was there: what they say is kept from the others of it."""
        crowded = [side for side in sides_of(self._case) if len(parties_of(self._case, side)) > 1]
        self.spoke = {
            row.id: self.add_field(
                f"spoke_{row.id}", TickField("谁在场", row.name or "未记名", is_ticked=True)
            )
            for row in self._case.parties
            if row.side in crowded
        }
        self._spoke_words = plain_label("谁在场")
        self._spoke_words.setFixedHeight(scaled(30))
        self._spoke_row = Ticks("", self.spoke.values())

    def _add_circumstances(self) -> None:
        steps = self._case.steps
        self.moment = self.add_field(
            "moment",
            MomentField(
                "时间",
                now=self.now,
                previous=steps[-1].moment if steps else None,
                carried_day=self._carried_day,
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
        if not earlier:
            self.same_sitting_as.hide()

    def _place_fields(self) -> None:
        grid = FieldGrid(caption_width=_CAPTION)
        grid.setColumnStretch(1, 11)
        grid.setColumnStretch(3, 9)
        grid.add_rows((self.method, self.other_method, self.side))
        line = grid.rowCount()
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._spoke_words, line, 0, top | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._spoke_row, line, 1, 1, 3)
        grid.add_row(self.moment, self.way)
        grid.add_row(self.place, self.state)
        grid.add_row(self.attended_by)
        more = self.add_fold("调解员、记录人、效果")
        rest = FieldGrid(caption_width=_CAPTION)
        rest.add_row(self.effect, self.recorder)
        rest.add_rows((self.mediators, self.invited, self.same_sitting_as))
        more.body.addLayout(rest)
        self._nothing_yet = plain_label("先选调解方式。", tone="muted")
        grid.addWidget(self._nothing_yet, grid.rowCount(), 1, 1, 3)
        self.body.addLayout(grid)
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
            side = parties_of(self._case, self.side.value() or "")
            return tuple(one for one in side if one not in self.spoke or self.spoke[one].value())
        return self.talk.ticked() if shape == "joint" else ()

    def _show_shape(self) -> None:
        shape, code = self._shape(), self._code()
        self.other_method.setVisible(self.method.value() == MORE)
        self.side.setVisible(shape in {"caucus", "one side"})
        self._nothing_yet.setVisible(not shape)
        self.caucus.setVisible(shape == "caucus")
        self.talk.setVisible(shape not in {"", "caucus"})
        side = self.side.value() or ""
        here = parties_of(self._case, side) if shape in {"caucus", "one side"} else ()
        for party_id, tick in self.spoke.items():
            tick.setVisible(party_id in here)
        for part in (self._spoke_words, self._spoke_row):
            part.setVisible(any(party_id in here for party_id in self.spoke))
        self.caucus.set_speaking(side)
        self.talk.show_shape(shape, code, side)
        draft = SessionDraft(code, Moment.not_stated(), self._speakers())
        self.set_go_on(next_words(self._case, draft) if code else "保存并继续")


def _side_words(case_file: CaseFile, side: str, sides: int) -> str:
    names = [row.name for row in case_file.parties if row.side == side and row.name]
    if not names or sides > 2:
        return f"{side}方"
    shown = names[0] if len(names[0]) <= _NAME_SHOWN else names[0][: _NAME_SHOWN - 1] + "…"
    return f"{side}方  {shown}" + (f"等{len(names)}" if len(names) > 1 else "")
