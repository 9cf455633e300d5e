"""Restoring a backup from the window, the next numbers after it, and looking into another file."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from linli.casework import confirming
from linli.desktop.backup_list import first_line
from linli.desktop.forms.next_numbers import NextNumbers, NextNumbersForm
from linli.desktop.messages import tell
from linli.desktop.restore_page import RestorePage
from linli.domain.backups import Candidate, Preview
from linli.errors import LinliError

if TYPE_CHECKING:
    from linli.desktop.desk import Desk
    from linli.desktop.main_window import MainWindow
    from linli.desktop.messages import Ask
    from linli.desktop.outside import Outside

DONE: Final = "restore"
"""The strip that says what a restoring came to, in the window opened after it."""
_NUMBERS: Final = "numbers"
_NAMED: Final = 3


class RestoreWork(QObject):
    """Leads through a restoring; ``put_by`` parks a form that is open, False where it cannot."""

    left = Signal()
    """A page of this work was left; nothing has taken its place."""

    def __init__(
        self,
        window: MainWindow,
        desk: Desk,
        ask: Ask,
        outside: Outside,
        put_by: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._ask = ask
        self._backups = outside.backups
        self._put_by = put_by
        self._numbers: NextNumbersForm | None = None
        self._stop: Callable[[], None] = _nothing
        self._is_replacing = False
        self._held: list[QAction] = []
        window.welcome.restore_asked.connect(self.show)
        window.page_changed.connect(self._follow_page)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What each act of the menus does."""
        if self._backups is None:
            return {}
        return {"restore": self.show, "look_into": self.look_into}

    @property
    def is_shown(self) -> bool:
        """Whether the page of backups is on the screen."""
        return isinstance(self._window.page, RestorePage)

    def show(self) -> None:
        """Show the backups there are."""
        if self._backups is None or not self._put_by():
            return
        try:
            found = self._backups.candidates()
        except LinliError as trouble:
            tell(self._window, str(trouble), ask=self._ask)
            return
        self._window.show_page(self._page)
        self._page.show_candidates(found)
        self._page.setFocus()

    def look_into(self) -> None:
        """Open another record file in a window that only reads."""
        if self._backups is None:
            return
        path = self._backups.choose_record_file(self._window)
        if path is not None and not self._backups.look_into(path):
            tell(self._window, "没有打开：不能再开一个窗口。请稍等再试。", ask=self._ask)

    def ask_numbers(self) -> None:
        """Say over the pages which numbers a restore left to be confirmed, if any."""
        if self._desk.is_read_only or self._numbers is not None:
            return
        rows = self._desk.read(confirming.numbers_to_confirm)
        if not rows:
            self._window.notices.drop(_NUMBERS)
            return
        named = "、".join(f"“{row.next_number}”" for row in rows[:_NAMED])
        more = f"等{len(rows)}个" if len(rows) > _NAMED else ""
        self._window.notices.say(
            _NUMBERS,
            f"恢复后，下一个编号是{named}{more}。纸上如已用到更后的号，请改。",
            (
                ("确认", partial(self._confirm, {row.id: row.last + 1 for row in rows})),
                ("改", self._show_numbers),
            ),
        )

    @cached_property
    def _page(self) -> RestorePage:
        """Made when it is first asked for."""
        page = RestorePage()
        page.chosen.connect(self._check)
        page.other_asked.connect(self._choose_other)
        page.restore_asked.connect(self._restore)
        page.cancelled.connect(self._cancel)
        return page

    def _check(self, candidate: Candidate) -> None:
        """Check a backup and compare it, off the window's thread; only the last asked for counts."""
        if self._backups is None:
            return
        self._stop()
        self._page.show_checking(candidate)

        def show(preview: Preview) -> None:
            if self._page.candidate is candidate:
                self._page.show_preview(preview)

        def fail(trouble: LinliError) -> None:
            if self._page.candidate is candidate:
                self._page.show_trouble(str(trouble))

        self._stop = self._desk.work(partial(self._backups.preview, candidate.path), show, fail)

    def _choose_other(self) -> None:
        if self._backups is None:
            return
        path = self._backups.choose_backup(self._window)
        if path is None:
            return
        try:
            found = self._backups.of_file(path)
        except LinliError as trouble:
            tell(self._window, str(trouble), ask=self._ask)
            return
        self._page.show_candidates(found)
        self._page.setFocus()

    def _restore(self, candidate: Candidate) -> None:
        if self._backups is None:
            return
        if self._desk.is_working:
            self._page.show_trouble("还有一项工作没有做完，请稍等再试。")
            return
        when = first_line(candidate).split("　", maxsplit=1)[0]
        question = f"用{when}的备份恢复？恢复前会先自动备份现有文件，少掉的内容可以从那份备份取回。"
        if self._ask(self._window, question, ("恢复", "取消")) != 0:
            return
        self._hold()
        self._page.show_working("正在查验备份…")
        self._stop = self._desk.replace_file(
            partial(self._backups.restore, candidate.path),
            self._backups.open_anew,
            self._fail,
            self._page.show_working,
        )

    def _fail(self, trouble: LinliError) -> None:
        self._release()
        self._page.show_trouble(str(trouble))
        self._page.setFocus()

    def _cancel(self) -> None:
        self._stop()
        if not self._is_replacing:
            self.left.emit()

    def _hold(self) -> None:
        """Let nothing else be done while the file is replaced."""
        self._is_replacing = True
        actions = self._window.actions_by_name.values()
        self._held = [action for action in actions if action.isEnabled()]
        self._set_free(is_free=False)

    def _release(self) -> None:
        self._is_replacing = False
        self._set_free(is_free=True)

    def _set_free(self, *, is_free: bool) -> None:
        for action in self._held:
            action.setEnabled(is_free)
        for part in (self._window.sidebar, self._window.notices, self._window.status_line):
            part.setEnabled(is_free)

    def _confirm(self, serials: dict[int, int]) -> None:
        try:
            self._desk.keep(confirming.confirm_numbers, serials, self._desk.now())
        except LinliError as trouble:
            tell(self._window, str(trouble), ask=self._ask)
            self.ask_numbers()

    def _show_numbers(self) -> None:
        if not self._put_by():
            self.ask_numbers()
            return
        rows = self._desk.read(confirming.numbers_to_confirm)
        self._numbers = NextNumbersForm(rows, save=self._keep_numbers, ask=self._ask)
        self._numbers.saved.connect(self.left)
        self._numbers.cancelled.connect(self.left)
        self._window.show_page(self._numbers)
        self._numbers.focus_first()

    def _keep_numbers(self, draft: object, _go_on: bool) -> None:  # noqa: FBT001 - as a form calls it
        if isinstance(draft, NextNumbers):
            self._desk.keep(confirming.confirm_numbers, draft.serials, self._desk.now(), draft.why)

    def _follow_page(self) -> None:
        """The numbers' page is there once; left without an answer, it is asked again."""
        form = self._numbers
        if form is not None and self._window.page is not form:
            self._numbers = None
            self._window.remove_page(form)
            self.ask_numbers()


def _nothing() -> None:
    """There is nothing to stop yet."""
