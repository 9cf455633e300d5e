"""A long dispute with three sides, from complaint to a payment after the second end, by keys alone."""

from datetime import date, datetime
from typing import NamedTuple

from linli.casework.mediation import speaker_sets
from linli.domain.case_file import CaseFile
from linli.domain.moments import Moment

from .clerk import Clerk
from .conftest import Sit

MOST = 227
"""Presses besides the Chinese text."""
COURT = "区人民法院"
NOW = datetime(2025, 9, 30, 10, 0)


def test_a_long_dispute_of_three_sides_is_entered_by_keys_alone(sit: Sit) -> None:
    clerk = sit(lambda: NOW)
    stages: list[str] = []
    for part in (_take_down, _mediate, _agree, _perform, _close, _find_unsolved):
        part(clerk)
        stages.append(clerk.case.row.stage)
    for part in (_reopen, _go_to_court, _come_back, _close_again, _perform_at_last):
        part(clerk)
        stages.append(clerk.case.row.stage)
    print(f"\n三方纠纷 {clerk.presses} presses besides the text")

    assert clerk.presses <= MOST
    assert clerk.questions == ["回访发现事情还没有解决。"]
    assert clerk.others.kinds == set()
    assert stages == [
        "待受理", "调解中", "调解中", "调解中", "已办结", "已办结",
        "调解中", "已移送", "调解中", "已办结", "已办结",
    ]  # fmt: skip
    assert _timeline(clerk.case) == TIMELINE
    _check_mediation(clerk)
    _check_agreement(clerk.case)
    assert [outcome.result.code for outcome in clerk.case.outcomes] == ["AGREED", "RECONCILED"]
    (follow_up,) = clerk.case.follow_ups
    ((name, found),) = follow_up.findings
    assert name == "甲方住户"
    assert "未解决" in found
    assert follow_up.satisfaction.code == "DISSATISFIED"


class Line(NamedTuple):
    """One line of the timeline."""

    day: tuple[int, int]
    action: str
    sides: str = ""
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()


TIMELINE = [
    Line((6, 2), "REGISTERED", by=("甲方住户",), to=("翰林社区",)),
    Line((6, 3), "MEDIATED", "甲"),
    Line((6, 3), "MEDIATED", "乙"),
    Line((6, 3), "MEDIATED", "丙"),
    Line((6, 3), "MEDIATED", "甲乙丙"),
    Line((6, 5), "MEDIATED", "甲乙"),
    Line((6, 5), "AGREEMENT_MADE", by=("甲方住户", "乙方住户")),
    Line((6, 20), "PERFORMED", by=("乙方住户",)),
    Line((7, 21), "PERFORMED", by=("乙方住户",)),
    Line((9, 1), "PERFORMED", by=("乙方住户",)),
    Line((9, 2), "OUTCOME_REACHED"),
    Line((9, 2), "CLOSED"),
    Line((9, 10), "FOLLOWED_UP"),
    Line((9, 11), "REOPENED"),
    Line((9, 12), "MEDIATED", "甲乙丙"),
    Line((9, 15), "TRANSFERRED_OUT", by=("翰林社区",), to=(COURT,)),
    Line((9, 20), "CAME_BACK", by=(COURT,)),
    Line((9, 22), "OUTCOME_REACHED"),
    Line((9, 22), "CLOSED"),
    Line((9, 28), "PERFORMED", by=("乙方住户",)),
]


def _take_down(clerk: Clerk) -> None:
    clerk.chord("Ctrl+N")
    clerk.press("md⏎wj⏎")
    clerk.write("演练：三户共用水管漏水")
    clerk.press("⏎6.2⏎⏎")
    clerk.write("演练用，不是真事。")
    clerk.press("⇥h⏎")
    clerk.chord("Alt+D")
    clerk.write("甲方住户")
    clerk.press("⏎⏎⏎")
    clerk.write("乙方住户")
    clerk.chord("Alt+D")
    clerk.write("丙方住户")
    clerk.chord("Ctrl+S")


def _mediate(clerk: Clerk) -> None:
    """Each side apart, all three together, then the two who come to terms."""
    clerk.chord("Ctrl+M")
    clerk.press("b⏎⏎")
    clerk.chord("Ctrl+A")
    clerk.press("6.3⏎⏎⏎⏎⏎")
    for words in ("甲方单独谈的话。", "乙方单独谈的话。", "丙方单独谈的话。"):
        clerk.write(words)
        clerk.chord("Ctrl+Enter")
    clerk.write("三方同场，说清漏水经过。")
    clerk.chord("Ctrl+S")
    clerk.chord("Ctrl+M")
    clerk.press("m⏎6.5⏎⏎⏎⏎⏎")
    clerk.write("甲乙两方谈成修管办法。")
    clerk.press("⇥⇥⇥ ")
    clerk.chord("Ctrl+S")


def _agree(clerk: Clerk) -> None:
    """In writing, signed by two of the three, money in three instalments."""
    clerk.menu("Alt+M x")
    clerk.chord("Alt+E")
    clerk.press("s")
    clerk.chord("Alt+W")
    for words in ("乙方住户", "甲方住户", "分担修管费用"):
        clerk.write(words)
        clerk.press("⏎")
    clerk.press("3000⏎")
    clerk.write("分3期：")
    clerk.press("6.20 1000")
    for part in ("7.20 1000", "8.20 1000"):
        clerk.write("、")
        clerk.press(part)
    clerk.chord("Ctrl+S")


def _perform(clerk: Clerk) -> None:
    """The first in time, the second missed, the third late."""
    clerk.menu("Alt+M l")
    clerk.press("6.20")
    clerk.chord("Ctrl+Enter")
    clerk.press("7.21⏎wl⏎")
    clerk.chord("Ctrl+Enter")
    clerk.chord("Alt+X")
    clerk.press("↓↓⏎9.1⏎cy⏎")
    clerk.chord("Ctrl+S")


def _close(clerk: Clerk) -> None:
    clerk.chord("Ctrl+R")
    clerk.press("dcxy⏎9.2")
    clerk.chord("Ctrl+S")


def _find_unsolved(clerk: Clerk) -> None:
    clerk.chord("Ctrl+T")
    clerk.press("hf↓⏎dh⏎9.10⏎⏎ylx⏎wlx⏎wjj⏎bmy⏎")
    clerk.chord("Ctrl+S")


def _reopen(clerk: Clerk) -> None:
    """The question after the follow-up has opened the form; a session follows."""
    clerk.write("第2期没有付，又漏水了。")
    clerk.press("⇥9.11")
    clerk.chord("Ctrl+S")
    clerk.chord("Ctrl+M")
    clerk.press("m⏎9.12⏎⏎⏎⏎⏎")
    clerk.write("三方再谈一次，没有谈成。")
    clerk.chord("Ctrl+S")


def _go_to_court(clerk: Clerk) -> None:
    clerk.chord("Ctrl+T")
    clerk.press("ys↓⏎9.15⏎⏎")
    clerk.write(COURT)
    clerk.chord("Ctrl+S")


def _come_back(clerk: Clerk) -> None:
    clerk.chord("Ctrl+T")
    clerk.press("yh⏎9.20⏎")
    clerk.write(COURT)
    clerk.chord("Ctrl+S")


def _close_again(clerk: Clerk) -> None:
    clerk.chord("Ctrl+R")
    clerk.press("hj⏎9.22")
    clerk.chord("Ctrl+S")


def _perform_at_last(clerk: Clerk) -> None:
    clerk.menu("Alt+M l")
    clerk.press("9.28⏎cy⏎")
    clerk.chord("Ctrl+S")


def _timeline(case: CaseFile) -> list[Line]:
    return [
        Line(
            (step.moment.at.month, step.moment.at.day) if step.moment.at else (0, 0),
            step.action.code,
            "".join(step.sides),
            step.by,
            step.to,
        )
        for step in case.steps
    ]


def _check_mediation(clerk: Clerk) -> None:
    case = clerk.case
    assert [(held.method.code, "".join(held.sides)) for held in case.sessions] == [
        ("BACK_TO_BACK", "甲"),
        ("BACK_TO_BACK", "乙"),
        ("BACK_TO_BACK", "丙"),
        ("FACE_TO_FACE", "甲乙丙"),
        ("FACE_TO_FACE", "甲乙"),
        ("FACE_TO_FACE", "甲乙丙"),
    ]
    # What each said apart is bound to that one alone.
    sets = clerk.desk.read(speaker_sets, case.row.id)
    assert [len(row.party_ids) for row in sets] == [1, 1, 1]


def _check_agreement(case: CaseFile) -> None:
    (agreement,) = case.agreements
    assert agreement.form.code == "WRITTEN"
    assert [(row.side, row.manner.code) for row in agreement.signatures] == [
        ("甲", "SIGNED"),
        ("乙", "SIGNED"),
    ]
    (owed,) = agreement.obligations
    assert (owed.by, owed.to, owed.kind.code) == ("乙方住户", "甲方住户", "MONEY")
    assert [(part.due, part.amount and part.amount.low_fen) for part in owed.instalments] == [
        (Moment.on_day(date(2025, month, 20)), 100_000) for month in (6, 7, 8)
    ]
    numbers = {part.id: number for number, part in enumerate(owed.instalments, start=1)}
    performed = [(numbers[each.instalment_id or 0], each.state.code) for each in owed.performances]
    assert performed == [(1, "PERFORMED"), (2, "MISSED"), (3, "LATE"), (2, "LATE")]
    assert owed.state.code == "PERFORMED"
