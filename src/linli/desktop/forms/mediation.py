"""调解场次: what parties said, apart or together, and never the one in place of the other."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from linli.desktop.clipboards import empty_clipboards_of
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.fields.field import Raw
from linli.desktop.fields.line import LineField
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
from linli.desktop.forms.covering import CoveredLine, CoveredMany
from linli.desktop.forms.entry_form import (
    EntryForm,
    Now,
    Ticks,
    as_options,
    day_to_carry,
    names_to_offer,
)
from linli.desktop.forms.naming import party_words, withheld_names
from linli.desktop.forms.sitting import CAPTION, RestOfSession
from linli.desktop.forms.talk import TalkPanel
from linli.desktop.look import scaled
from linli.desktop.messages import Ask
from linli.desktop.widgets.labels import plain_label
from linli.domain.case_file import CaseFile, Choices, Coded
from linli.domain.drafts import NoteDraft, SessionDraft
from linli.domain.moments import Moment
from linli.domain.vocabulary import (
    METHODS,
    NOT_STATED,
    SESSION_STATES,
    SESSION_WAYS,
)
from linli.errors import Refused

MORE = "MORE"
_SEGMENTS = (BACK_TO_BACK, FACE_TO_FACE, "ENQUIRY")
_NAME_SHOWN = 8


class MediationForm(EntryForm):
    """Takes down one session, or changes its frame; hands over a `SessionDraft`.

    ``preset`` comes from `carry_over`; without one, ``carried_day`` is a day given by
    hand in the entry just before. ``session_id`` is the session that is changed: notes
    it has already are not shown here, each is changed by itself.
    """

    def __init__(  # noqa: PLR0913 - keywords, each of its own
        self,
        case_file: CaseFile,
        choices: Choices,
        *,
        now: Now,
        save: Save,
        ask: Ask,
        preset: SessionPreset | None = None,
        kept: SessionDraft | None = None,
        session_id: int | None = None,
        carried_day: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._preset = preset or first_session(case_file)
        self._kept = kept
        goes_on = kept is None and not self._preset.is_turned
        super().__init__(
            _title(self._preset, kept),
            now=now,
            save=save,
            ask=ask,
            go_on="保存并…" if goes_on else "",
            parent=parent,
        )
        self._goes_on = goes_on
        self._case = case_file
        self._is_present = False
        own = [row for row in case_file.sessions if row.id == session_id]
        self._has_notes = any(row.note_count for row in own)
        self._carried_day = day_to_carry(self._preset.day, now()) or carried_day
        self._names = names_to_offer(choices, case_file)
        self._add_method()
        self._add_who_spoke()
        self._add_circumstances()
        self.caucus = CaucusPanel(self.add_field)
        self.talk = TalkPanel(self, case_file)
        self.rest = RestOfSession(self, self._case, self._names, session_id)
        self._place_fields()
        if kept is None:
            self._fill(self._preset)
        else:
            self._fill_kept(kept)
        shaping = (self.method, self.other_method, self.side, self.state)
        for field in (*shaping, *self.talk.ticks.values()):
            field.changed.connect(self._show_shape)
        self._show_shape()

    @override
    def compose(self) -> SessionDraft:
        texts = self.texts()
        shape, speakers = self._shape(), self._speakers()
        if not speakers and shape in {"caucus", "one side"}:
            raise Refused(("side", "请勾选这一方谁在场"))
        if not speakers and self._code() in JOINT:
            raise Refused(("speakers", "请勾选到场的当事人"))
        # What was typed for another method is left behind, what was kept is not.
        record = "" if self._kept is None else self.talk.record.text().strip()
        return SessionDraft(
            method=self._code(),
            moment=self.moment.moment(),
            speakers=speakers,
            record=record if shape == "caucus" else texts["record"],
            notes=self._notes(speakers),
            way=self.way.value() or NOT_STATED,
            state=self.state.value() or "HELD",
            effect=self.rest.effect.value() or NOT_STATED,
            place=texts["place"],
            attended_by=self.attended_by.value(),
            mediators=self.rest.mediators.value(),
            recorder=texts["recorder"],
            invited=self.rest.invited.value(),
            joint_first_reason=self.talk.joint_first_reason(),
            same_sitting_as=self.rest.sitting_of(),
            times=self.rest.number_held(),
            state_words=texts["state_words"],
            interpreters=self.rest.interpreters_named(),
            others=self.rest.others.value(),
        )

    @override
    def set_parties_present(self, *, is_present: bool) -> None:
        self._is_present = is_present
        self.caucus.set_parties_present(is_present=is_present)
        self.talk.set_parties_present(is_present=is_present)
        for party in self._case.parties:
            if party.id in self.spoke:
                words = party_words(party, is_covered=is_present, has_side=False)
                self.spoke[party.id].box.set_words(words)
        self.side.set_options(self._sides())
        self._cover_names()
        if is_present:
            empty_clipboards_of((self.state_words.text(), self.talk.joint_first.text()))
            self.state_words.cover()
        else:
            self.state_words.uncover()

    @override
    def restore(self, raw: dict[str, Raw]) -> None:
        self.caucus.make_room_for(raw)
        super().restore(raw)
        self._cover_names()
        self._show_shape()

    @override
    def focus_first(self) -> None:
        if self._preset.starts_in_note:
            (self.talk.record if self.caucus.isHidden() else self.caucus.notes[0].text).focus()
        elif self._kept is not None:
            self.moment.focus_by_keys()
        else:
            super().focus_first()

    def _cover_names(self) -> None:
        """Take out of sight where somebody is named who asked for secrecy."""
        rest = self.rest
        fields = (self.attended_by, rest.mediators, rest.invited, rest.others, rest.recorder)
        secret = withheld_names(self._case)
        for field in fields:
            if not self._is_present:
                field.uncover()
            elif any(name in field.text() for name in secret):
                field.cover()

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
        sides = self._sides()
        self.side = self.add_field(
            "side",
            SegmentsField(
                "哪一方",
                sides,
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
                f"spoke_{row.id}",
                TickField("谁在场", party_words(row, has_side=False), is_ticked=True),
            )
            for row in self._case.parties
            if row.side in crowded
        }
        self._spoke_words = plain_label("谁在场")
        self._spoke_words.setFixedHeight(scaled(30))
        self._spoke_row = Ticks("", self.spoke.values())

    def _sides(self) -> list[Coded]:
        return [
            Coded(side, _side_words(self._case, side, is_covered=self._is_present))
            for side in sides_of(self._case)
        ]

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
        self.state_words = self.add_field(
            "state_words", CoveredLine("原因", placeholder="为什么没有照常进行", mnemonic="E")
        )
        self.attended_by = self.add_field(
            "attended_by", CoveredMany("参加", self._names, mnemonic="S")
        )

    def _place_fields(self) -> None:
        grid = FieldGrid(caption_width=CAPTION)
        grid.setColumnStretch(1, 11)
        grid.setColumnStretch(3, 9)
        grid.add_rows((self.method, self.other_method, self.side))
        line = grid.rowCount()
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._spoke_words, line, 0, top | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._spoke_row, line, 1, 1, 3)
        grid.add_row(self.moment, self.way)
        grid.add_row(self.place, self.state)
        grid.add_rows((self.state_words, self.attended_by))
        self._notes_elsewhere = plain_label("单独谈的内容在事项页上打开后逐条修改。", tone="muted")
        self._nothing_yet = plain_label("先选调解方式。", tone="muted")
        grid.addWidget(self._nothing_yet, grid.rowCount(), 1, 1, 3)
        self.body.addLayout(grid)
        self.body.addWidget(self._notes_elsewhere)
        self.body.addWidget(self.caucus)
        self.body.addWidget(self.talk)
        self.body.addWidget(self.rest.fold)
        self.body.addStretch(1)

    def _fill(self, preset: SessionPreset) -> None:
        self._choose_method(preset.method)
        first = next((row.side for row in self._case.parties if row.id in preset.speakers), None)
        self.side.set_value(first)
        if len(preset.speakers) > 1 and preset.method not in APART:
            self.talk.tick(preset.speakers)
        if preset.moment is not None:
            self.moment.set_value(preset.moment)
        self.way.set_value(preset.way)
        self.state.set_value("HELD")
        self.place.set_text(preset.place)
        self.attended_by.set_value(preset.attended_by)
        # Where they belong is asked by the method; the other place hands nothing over.
        self.talk.record.set_text(preset.words)
        self.caucus.notes[0].text.set_text(preset.words)
        self.rest.fill(
            mediators=preset.mediators,
            recorder=preset.recorder,
            invited=preset.invited,
            times=preset.times,
        )

    def _fill_kept(self, kept: SessionDraft) -> None:
        self._choose_method(kept.method)
        self.side.set_value(
            next((row.side for row in self._case.parties if row.id in kept.speakers), None) or None
        )
        self.talk.tick(kept.speakers)
        for party_id, tick in self.spoke.items():
            tick.set_value(is_ticked=party_id in kept.speakers)
        self.moment.set_value(kept.moment)
        self.way.set_value(kept.way)
        self.state.set_value(kept.state)
        self.state_words.set_text(kept.state_words)
        self.place.set_text(kept.place)
        self.attended_by.set_value(kept.attended_by)
        self.talk.record.set_text(kept.record)
        self.talk.joint_first.set_text(kept.joint_first_reason)
        self.rest.fill_kept(kept)

    def _choose_method(self, method: str) -> None:
        if method in _SEGMENTS:
            self.method.set_value(method)
        elif method:
            self.method.set_value(MORE)
            self.other_method.set_value(method)

    def _notes(self, speakers: tuple[int, ...]) -> tuple[NoteDraft, ...]:
        """The notes, of all who sat back to back, or of one side of a session of both methods."""
        if self._has_notes or self._shape() not in {"caucus", "both"}:
            return ()
        if self._shape() == "caucus":
            return self.caucus.drafts()
        own = tuple(one for one in self._of_side() if one in speakers)
        notes = self.caucus.drafts(own)
        if notes and not own:
            side = self.side.value()
            raise Refused(("side", f"{side}方没有勾选到场" if side else "请选单独谈的是哪一方"))
        return notes

    def _code(self) -> str:
        method = self.method.value() or ""
        return (self.other_method.value() or "") if method == MORE else method

    def _shape(self) -> str:
        """caucus, one side, joint, both, internal, or "" while no method is chosen."""
        code = self._code()
        if not code:
            return ""
        if code == BACK_TO_BACK:
            return "caucus"
        if code in APART:
            return "one side"
        if METHODS[code].holds_caucus:
            return "both"
        return "internal" if METHODS[code].is_internal else "joint"

    def _speakers(self) -> tuple[int, ...]:
        shape = self._shape()
        if shape in {"caucus", "one side"}:
            return self._of_side()
        return self.talk.ticked() if shape in {"joint", "both"} else ()

    def _of_side(self) -> tuple[int, ...]:
        """Those of the side chosen who were there."""
        side = parties_of(self._case, self.side.value() or "")
        return tuple(one for one in side if one not in self.spoke or self.spoke[one].value())

    def _show_shape(self) -> None:
        shape, code = self._shape(), self._code()
        has_side = shape in {"caucus", "one side"} or (shape == "both" and not self._has_notes)
        self.other_method.setVisible(self.method.value() == MORE)
        self.side.setVisible(has_side)
        self.side.set_required(is_required=shape != "both")
        self.side.set_standing_hint("单独谈的那一方" if shape == "both" else "")
        self.state_words.setVisible(self.state.value() not in {None, "HELD"})
        self._nothing_yet.setVisible(not shape)
        takes_notes = shape in {"caucus", "both"} and not self._has_notes
        self.caucus.set_in_use(is_in_use=takes_notes)
        self._notes_elsewhere.setVisible(self._has_notes)
        self.talk.setVisible(shape not in {"", "caucus"})
        side = self.side.value() or ""
        here = parties_of(self._case, side) if has_side else ()
        for party_id, tick in self.spoke.items():
            tick.setVisible(party_id in here)
        for part in (self._spoke_words, self._spoke_row):
            part.setVisible(any(party_id in here for party_id in self.spoke))
        self.caucus.set_speaking(side)
        self.talk.show_shape("joint" if shape == "both" else shape, code, side)
        if self._goes_on:
            draft = SessionDraft(code, Moment.not_stated(), self._speakers())
            self.set_go_on(next_words(self._case, draft) if code else "保存并继续")


def _title(preset: SessionPreset, kept: SessionDraft | None) -> str:
    if kept is not None:
        return "修改调解场次"
    return "改记为调解" if preset.is_turned else "加一场调解"


def _side_words(case_file: CaseFile, side: str, *, is_covered: bool) -> str:
    rows = [row for row in case_file.parties if row.side == side and row.name]
    names = [party_words(row, is_covered=is_covered, has_side=False) for row in rows]
    if not names or len(sides_of(case_file)) > 2:
        return f"{side}方"
    shown = names[0] if len(names[0]) <= _NAME_SHOWN else names[0][: _NAME_SHOWN - 1] + "…"
    return f"{side}方  {shown}" + (f"等{len(names)}" if len(names) > 1 else "")
