"""The sessions: what each side said apart, one at a time, and what was said together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from linli.desktop.case_page.caucus_panel import CaucusPanel, Group, Speakers
from linli.desktop.case_page.cover import COVERED
from linli.desktop.case_page.live_line import LiveLine
from linli.desktop.case_page.note_line import CaucusActs, NoteLine
from linli.desktop.case_page.read_text import ReadText
from linli.desktop.look import scaled
from linli.desktop.widgets.badges import Badge, confidentiality_badge
from linli.desktop.widgets.buttons import quiet_button
from linli.desktop.widgets.labels import muted_label, plain_label
from linli.desktop.widgets.panels import Card, HatchedPanel, TintedPanel
from linli.domain.case_file import CaseFile, CaucusNoteRow, ConveyanceRow, SessionRow
from linli.domain.moments import Precision, moment_text
from linli.domain.sides import SIDES
from linli.domain.things import Thing
from linli.domain.vocabulary import METHODS

_UNSAID = frozenset({"", "NOT_STATED"})


def has_mediation(case_file: CaseFile) -> bool:
    """Whether the case shows the card: a dispute always, any other once it was used."""
    return case_file.row.kind.code == "DISPUTE" or bool(case_file.sessions)


class MediationCard(Card):
    """The sessions of one case; at most one set of speakers is open.

    ``chosen`` tells the set of speakers somebody picked where a side has several.
    """

    chosen = Signal(object)

    def __init__(
        self,
        case_file: CaseFile,
        speakers: Sequence[Group],
        today: date,
        acts: CaucusActs | None,
        *,
        is_covered: bool,
    ) -> None:
        """``acts`` asks for forms and changes, None where nothing may be recorded."""
        super().__init__("调解")
        self._case = case_file
        self._today = today
        self._is_covered = is_covered
        self._acts = None if is_covered else acts
        self._open: int | None = None
        self._panels = [
            CaucusPanel(
                each,
                f"Alt+{place}",
                case_file.sessions,
                today,
                self._acts,
                is_only=len(speakers) == 1,
            )
            for place, each in enumerate(speakers, start=1)
        ]
        for panel in self._panels:
            panel.chosen.connect(self.chosen)
        counts = muted_label(_counts(case_file.sessions))
        counts.setContentsMargins(0, 0, scaled(8), 0)
        self.add_button(counts)
        if acts is not None:
            button = quiet_button("加一场", "Ctrl+M", takes_key=False)
            button.clicked.connect(lambda: acts.ask(Thing.SESSION.value))
            self.add_button(button)
        if not case_file.sessions:
            self.show_empty("未记")
            return
        self._lay_out(case_file.sessions)
        if is_covered:
            self.cover()

    def press(self, place: int) -> Speakers | None:
        """The set of speakers that key ``place`` (Alt+1 is 0) opens now.

        Whatever is open is closed before. None where the key closed it, there is none,
        or it is asked first whose words are to be opened.
        """
        was_open = self._open
        self.close_caucus()
        if place == was_open or place >= len(self._panels):
            return None
        panel = self._panels[place]
        if len(panel.group) == 1:
            return panel.group[0]
        panel.ask_whose()
        self._open = place
        return None

    def open_set(self, speakers: Speakers, notes: tuple[CaucusNoteRow, ...]) -> None:
        """Show what one set of speakers said; any other is closed before."""
        self.close_caucus()
        for place, panel in enumerate(self._panels):
            if speakers in panel.group:
                panel.open_up(speakers, notes)
                self._open = place

    def close_caucus(self) -> None:
        """Close whatever is open; covered ground stays covered."""
        self._open = None
        for panel in self._panels:
            if self._is_covered:
                panel.cover()
            else:
                panel.close_up()

    def cover(self) -> None:
        """Cover every set, and do not say whose words lie there."""
        self._is_covered = True
        self.close_caucus()

    def note_in_hand(self) -> NoteLine | None:
        """The open note that is meant: with the cursor, with words picked out, or the only one."""
        panel = self._open_panel()
        return panel.line_in_hand() if panel is not None else None

    def last_note(self) -> NoteLine | None:
        """The note of the open set that was written last."""
        panel = self._open_panel()
        return panel.last_line() if panel is not None else None

    def _open_panel(self) -> CaucusPanel | None:
        return self._panels[self._open] if self._open is not None else None

    def _lay_out(self, sessions: Sequence[SessionRow]) -> None:
        if self._panels:
            grid = QGridLayout()
            grid.setSpacing(scaled(12))
            width = min(len(self._panels), 2)
            for place, panel in enumerate(self._panels):
                grid.addWidget(panel, place // width, place % width)
            for column in range(width):
                grid.setColumnMinimumWidth(column, 1)
                grid.setColumnStretch(column, 1)
            self.add(grid)
        for mediation in sessions:
            if mediation.is_caucus and mediation.note_count:
                continue
            if mediation.is_caucus and self._is_covered:
                # Whether it had notes is not told while covered.
                continue
            self.add(self._session(mediation))
        for conveyance in self._case.conveyances:
            self.add(self._conveyed(conveyance))

    def _session(self, mediation: SessionRow) -> QWidget:
        if mediation.record == COVERED and self._is_covered:
            return HatchedPanel(COVERED, "当事人在场")
        name = " ".join(filter(None, (self._when(mediation), *_title_parts(mediation))))
        if not mediation.record and not _is_joint(mediation):
            words = (self._when(mediation), *_title_parts(mediation), mediation.state_words)
            content = muted_label(" · ".join(filter(None, words)), wrap=True)
        else:
            content = self._panel(mediation)
        return LiveLine(content, Thing.SESSION, mediation.id, self._acts, name=name)

    def _conveyed(self, conveyance: ConveyanceRow) -> QWidget:
        """Words that were told to others, on the ground of those who heard them."""
        to = self._told(conveyance)
        panel = TintedPanel("".join(self._sides(conveyance.to_ids)), is_joint=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(plain_label(f"转达给{to}", demibold=True, wrap=True), 1)
        head.addWidget(Badge("听到的各方可见", is_outlined=True))
        panel.body.addLayout(head)
        panel.body.addWidget(ReadText(conveyance.words))
        whose = "、".join(conveyance.consent_by)
        when = moment_text(conveyance.consented, self._today)
        how = conveyance.consent_how.label
        foot = (f"{whose}{how}同意" if whose else "", when)
        panel.body.addWidget(muted_label(" · ".join(filter(None, foot)), wrap=True))
        if conveyance.answer:
            panel.body.addWidget(plain_label(f"答复：{conveyance.answer}", wrap=True))
        name = f"转达给{to}"
        return LiveLine(panel, Thing.CONVEYANCE, conveyance.id, self._acts, name=name)

    def _told(self, conveyance: ConveyanceRow) -> str:
        """Those told, by their sides where all of a side were told."""
        told = set(conveyance.to_ids)
        names: list[str] = []
        for party in self._case.parties:
            if party.id not in told:
                continue
            of_side = {other.id for other in self._case.parties if other.side == party.side}
            names.append(f"{party.side}方" if party.side and of_side <= told else party.name)
        return "、".join(dict.fromkeys(filter(None, names))) or "、".join(conveyance.to)

    def _sides(self, party_ids: Sequence[int]) -> list[str]:
        sides = (party.side for party in self._case.parties if party.id in party_ids)
        return sorted({side for side in sides if side}, key=SIDES.index)

    def _panel(self, mediation: SessionRow) -> TintedPanel:
        is_joint = _is_joint(mediation)
        panel = TintedPanel("".join(mediation.sides), is_joint=is_joint)
        head = QHBoxLayout()
        head.setSpacing(8)
        title = " · ".join(filter(None, _title_parts(mediation)))
        panel.setAccessibleName(title)
        head.addWidget(plain_label(title, demibold=True, wrap=True), 1)
        head.addWidget(_who_may_read(mediation))
        panel.body.addLayout(head)
        if mediation.record:
            panel.body.addWidget(ReadText(mediation.record))
        for words in (mediation.state_words, mediation.joint_first_reason):
            if words:
                panel.body.addWidget(plain_label(words, wrap=True))
        foot = (
            self._when(mediation),
            mediation.place,
            "" if mediation.way.code in _UNSAID else mediation.way.label,
            "、".join(mediation.mediators),
            "、".join(mediation.present),
        )
        panel.body.addWidget(muted_label(" · ".join(filter(None, foot)), wrap=True))
        return panel

    def _when(self, mediation: SessionRow) -> str:
        if mediation.moment.precision is Precision.NOT_STATED:
            return "时间未记明"
        return moment_text(mediation.moment, self._today)


def _counts(sessions: Sequence[SessionRow]) -> str:
    """How many of each method: 背靠背 2 场·面对面 1 场; a row may stand for several."""
    counts: Counter[str] = Counter()
    for mediation in sessions:
        counts[mediation.method.label] += mediation.times
    return "·".join(f"{method} {count} 场" for method, count in counts.items())


def _is_joint(mediation: SessionRow) -> bool:
    code = mediation.method.code
    return code in METHODS and METHODS[code].holds_joint


def _title_parts(mediation: SessionRow) -> tuple[str, ...]:
    sides = "、".join(f"{side}方" for side in mediation.sides)
    who = sides or "、".join(mediation.parties)
    if _is_joint(mediation) and len(mediation.sides) > 1:
        who = f"{who}同场"
    state = "" if mediation.state.code in {"", "HELD"} else mediation.state.label
    effect = "" if mediation.effect.code in _UNSAID else mediation.effect.label
    times = f"共{mediation.times}场" if mediation.times > 1 else ""
    return (mediation.method.label, who, state, effect, times)


def _who_may_read(mediation: SessionRow) -> Badge:
    if _is_joint(mediation):
        return Badge("到场各方可见", is_outlined=True)
    code = mediation.method.code
    if code in METHODS and METHODS[code].is_internal:
        return Badge("内部", is_outlined=True)
    return confidentiality_badge("入卷，不交对方", "".join(mediation.sides)[:1])
