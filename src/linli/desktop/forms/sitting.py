"""What of a session is folded away: its effect, who else sat there, how often it was held."""

from collections.abc import Sequence

from linli.desktop.fields.amount import CountField
from linli.desktop.fields.choice import ChoiceField
from linli.desktop.form import FieldGrid
from linli.desktop.forms.covering import CoveredChoice, CoveredMany
from linli.desktop.forms.entry_form import EntryForm, as_options
from linli.desktop.forms.rows_field import Column, RowsField
from linli.domain.amounts import Qualifier
from linli.domain.case_file import CaseFile, Coded
from linli.domain.drafts import InterpreterDraft, SessionDraft
from linli.domain.vocabulary import LANGUAGES, NOT_STATED, SESSION_EFFECTS
from linli.errors import Refused

CAPTION = 80
"""Wide enough for 调解方式 with its letter and star, so that the fold stands in the same columns."""


class RestOfSession:
    """The folded fields of a session, known to ``form`` by the names of its draft."""

    def __init__(
        self,
        form: EntryForm,
        case_file: CaseFile,
        names: Sequence[Coded],
        session_id: int | None,
    ) -> None:
        """``session_id`` is the session that is changed: it shares no sitting with itself."""
        self.effect = form.add_field(
            "effect", ChoiceField("效果", as_options(SESSION_EFFECTS), mnemonic="X")
        )
        self.effect.set_value(NOT_STATED)
        self.recorder = form.add_field(
            "recorder",
            CoveredChoice(
                "记录人",
                names,
                is_name_list=True,
                is_open_ended=True,
                placeholder="",
                mnemonic="R",
            ),
        )
        self.mediators = form.add_field("mediators", CoveredMany("调解员", names, mnemonic="I"))
        self.invited = form.add_field("invited", CoveredMany("邀请参加", names, mnemonic="Y"))
        self.others = form.add_field("others", CoveredMany("其他在场", names, mnemonic="O"))
        self.interpreters = form.add_field("interpreters", _interpreters_field(names))
        self.times = form.add_field(
            "times", CountField("场数", placeholder="1", hint="一行代表几场时才填", mnemonic="N")
        )
        others = _others(case_file, session_id)
        self.same_sitting_as = form.add_field(
            "same_sitting_as",
            ChoiceField("同一次", others, placeholder="与哪一场同一次", mnemonic="Z"),
        )
        if not others:
            self.same_sitting_as.hide()
        self.fold = form.add_fold("调解员、记录人、效果、翻译")
        grid = FieldGrid(caption_width=CAPTION)
        grid.add_row(self.effect, self.recorder)
        grid.add_rows((self.mediators, self.invited, self.others, self.interpreters))
        grid.add_row(self.times, self.same_sitting_as)
        self.fold.body.addLayout(grid)

    def fill(
        self,
        *,
        mediators: Sequence[str],
        recorder: str,
        invited: Sequence[str],
        times: int,
    ) -> None:
        """Show what was carried over."""
        self.mediators.set_value(mediators)
        self.recorder.set_text(recorder)
        self.invited.set_value(invited)
        self.times.set_text("" if times == 1 else str(times))

    def fill_kept(self, kept: SessionDraft) -> None:
        """Show what is kept of a session; the fold opens where there is something."""
        self.fill(
            mediators=kept.mediators,
            recorder=kept.recorder,
            invited=kept.invited,
            times=kept.times,
        )
        self.effect.set_value(kept.effect)
        self.others.set_value(kept.others)
        self.interpreters.set_value(
            [(each.name, _language(each.language)) for each in kept.interpreters]
        )
        if kept.same_sitting_as is not None:
            self.same_sitting_as.set_value(str(kept.same_sitting_as))
        who = (kept.mediators, kept.recorder, kept.invited, kept.others, kept.interpreters)
        if any(who) or kept.effect != NOT_STATED or kept.times > 1:
            self.fold.open()

    def sitting_of(self) -> int | None:
        """The id of the session of the same sitting."""
        same = self.same_sitting_as.value()
        return None if same is None else int(same)

    def number_held(self) -> int:
        """How many sessions the row stands for."""
        count = self.times.value()
        if count is None:
            return 1
        if count.value is None or count.qualifier is not Qualifier.EXACT or count.value < 1:
            raise Refused(("times", "场数写一个数，如 3"))
        return count.value

    def interpreters_named(self) -> tuple[InterpreterDraft, ...]:
        """Who interpreted, and which language."""
        codes = {code.label: code.code for code in LANGUAGES}
        rows = self.interpreters.value()
        if any(not name for name, _ in rows):
            raise Refused(("interpreters", "请写翻译的姓名"))
        unknown = [language for _, language in rows if language and language not in codes]
        if unknown:
            raise Refused(("interpreters", f"语言里没有“{unknown[0]}”，请从列表里选"))
        return tuple(InterpreterDraft(name, codes.get(language, "")) for name, language in rows)


def _interpreters_field(names: Sequence[Coded]) -> RowsField:
    languages = tuple(code.label for code in LANGUAGES)
    return RowsField(
        "翻译",
        (
            Column("姓名", 3, has_list=True, offered=tuple(name.label for name in names)),
            Column("语言", 2, has_list=True, offered=languages),
        ),
        mnemonic="L",
    )


def _others(case_file: CaseFile, session_id: int | None) -> list[Coded]:
    return [
        Coded(str(row.id), f"第{number}场 {row.method.label} {'、'.join(row.sides)}")
        for number, row in enumerate(case_file.sessions, start=1)
        if row.id != session_id
    ]


def _language(code: str) -> str:
    return LANGUAGES.label_of(code) if code else ""
