"""What the parties agreed, in a few lines of a sheet that all of them read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.domain.amounts import amount_text
from linli.domain.moments import paper_text
from linli.sheets.content import NOT_STATED, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linli.domain.case_file import AgreementRow, CaseFile, ObligationRow, SignatureRow
    from linli.sheets.names import Names

IN_FORCE = "有效"


def agreement_text(case_file: CaseFile, names: Names) -> Text | None:
    """A line for each agreement and one for what it obliges to; None where there is none.

    Only what every side agreed to stands here: the others read the sheet as well.
    """
    lines = tuple(
        line
        for row in case_file.agreements
        if row.is_between_all(case_file.parties)
        for line in _lines(row, names)
    )
    return Text("协议", lines) if lines else None


def _lines(row: AgreementRow, names: Names) -> Iterator[str]:
    form = "" if row.form.code in {"", "NOT_STATED"} else row.form.label
    signed = "、".join(_signed(each, names) for each in row.signatures)
    led_by = f"，{row.led_by}主持" if row.led_by else ""
    state = "" if row.state == IN_FORCE else f"，{row.state}"
    yield f"{paper_text(row.moment)}，{form}协议：{signed}{led_by}{state}。"
    for obligation in row.obligations:
        yield _owed(obligation, names)


def _signed(row: SignatureRow, names: Names) -> str:
    manner = "" if row.manner.label in {"", NOT_STATED} else row.manner.label
    how = f"{names.shown(row.by)}{manner}" if row.by else manner
    name = names.shown(row.name) or NOT_STATED
    return f"{name}（{how}）" if how else name


def _owed(row: ObligationRow, names: Names) -> str:
    ends = "→".join(filter(None, (names.shown(row.by), names.shown(row.to))))
    money = amount_text(row.amount) if row.amount is not None and row.what else ""
    what = " ".join(filter(None, (ends, names.shown(row.title), money)))
    term = f"，{row.timing_words}" if row.timing_words else ""
    return f"{what}{term}（{row.state.label}）。"
