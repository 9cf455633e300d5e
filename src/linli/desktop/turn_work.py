"""改记为…: the line of the timeline that was taken down as the wrong kind of thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from linli.desktop.form_kinds import STEP_AS_SESSION, OwnerPreset, Preset
from linli.desktop.messages import tell
from linli.domain.things import Thing
from linli.domain.vocabulary import ACTIONS
from linli.errors import LinliError

if TYPE_CHECKING:
    from linli.desktop.desk import Desk
    from linli.desktop.main_window import MainWindow
    from linli.desktop.messages import Ask

OTHER_LINES: Final = "这一条不能改记。一条流转可以改记为调解，一场调解可以改记为流转。"


class TurnWork:
    """Turns a step into a session, by the session's form, and a session into a step."""

    def __init__(
        self,
        window: MainWindow,
        desk: Desk,
        ask: Ask,
        open_form: Callable[[str, Preset], None],
    ) -> None:
        self._window = window
        self._desk = desk
        self._ask = ask
        self._open_form = open_form

    def turn(self, thing: Thing, row_id: int) -> None:
        """Turn one row of the case on the screen."""
        if thing is Thing.STEP:
            self._open_form(STEP_AS_SESSION, OwnerPreset(row_id))
        elif thing is Thing.SESSION:
            self._turn_session(row_id)
        else:
            tell(self._window, OTHER_LINES, ask=self._ask)

    def _turn_session(self, session_id: int) -> None:
        from linli.casework import turning

        labels = [ACTIONS[code].label for code in turning.STEP_ACTIONS]
        place = self._ask(
            self._window, "把这场调解改记为哪一种流转？时间、地点和记录照旧。", (*labels, "取消")
        )
        if place >= len(labels):
            return
        action = turning.STEP_ACTIONS[place]
        try:
            self._desk.keep(turning.session_as_step, session_id, action, self._desk.now())
        except LinliError as trouble:
            tell(self._window, str(trouble), ask=self._ask)
