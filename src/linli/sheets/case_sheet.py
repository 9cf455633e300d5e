"""The words of the 事项办理单, from a frozen case file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.domain.amounts import count_text
from linli.domain.moments import date_text, paper_text
from linli.domain.results import result_of
from linli.domain.sides import SIDES
from linli.domain.vocabulary import PURPOSES
from linli.errors import LinliError
from linli.sheets.agreed import agreement_text
from linli.sheets.content import (
    BY_HAND,
    NOT_APPLICABLE,
    NOT_STATED,
    CaseSheet,
    Field,
    Meta,
    PartyRow,
    Section,
    Sign,
    Text,
)
from linli.sheets.course import mediation_text, session_rows, timeline
from linli.sheets.money import money_tables
from linli.sheets.names import Names, limit_text, shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from linli.domain import case_file as read
    from linli.domain.amounts import Count
    from linli.domain.case_file import CaseFile

FEW_SESSIONS = 4
"""Up to so many sessions stand in lines of text, more in a table."""

_SIGNING_ROLES = ("REQUESTER", "RESPONDENT", "BENEFICIARY", "PRINCIPAL", "GUARDIAN")
"""Who signs, by role, where a case has no sides."""


def case_sheet(
    case_file: CaseFile,
    *,
    purpose: str = "FILE",
    copy: int = 1,
    copies: int = 1,
    printed_at: datetime,
    printed_by: str = "",
    registered_in_log: bool = True,
) -> CaseSheet:
    """What the sheet of this case says when printed for ``purpose``.

    ``purpose`` is a code of PURPOSES; only FILE 入卷 is known so far, the others
    raise LinliError. ``copy`` of ``copies`` counts from 1. ``printed_at`` is local
    time. A printing that is not ``registered_in_log`` says so in its foot.
    """
    if purpose != "FILE":
        raise LinliError(
            f"事项办理单还不能按“{PURPOSES.label_of(purpose)}”打印，只能按“入卷”打印。"
        )
    names = Names(case_file.parties)
    sessions = tuple(row for row in case_file.sessions if not _is_of_the_office(row))
    is_few = len(sessions) <= FEW_SESSIONS
    return CaseSheet(
        meta=Meta(
            title="事项办理单",
            office=case_file.office.name,
            number=case_file.row.number,
            registered_on=date_text(case_file.row.registered),
            purpose=PURPOSES.label_of(purpose),
            tags=("示例",) if case_file.row.is_sample or case_file.office.is_sample else (),
            copy=copy,
            copies=copies,
            printed_at=printed_at,
            printed_by=printed_by or None,
            remark=None if registered_in_log else "未登记",
        ),
        fields=_in_rows(_fields(case_file, names)),
        parties=tuple(_party(party, names) for party in case_file.parties),
        texts=tuple(_texts(case_file, names)),
        steps=timeline(case_file, names),
        mediation=mediation_text(
            sessions, case_file.parties, names, is_settled=_is_settled(case_file)
        )
        if is_few
        else None,
        sessions=() if is_few else session_rows(sessions, names),
        sections=tuple(_activity(activity, names) for activity in case_file.activities),
        money=money_tables(case_file.gifts, names),
        endings=tuple(_endings(case_file, names)),
        result=_in_rows(_result(case_file)),
        signers=tuple(_signers(case_file.parties)),
    )


def _is_of_the_office(mediation: read.SessionRow) -> bool:
    """A conference of the office alone: no paper of the parties."""
    return mediation.method.code == "CONFERENCE"


def _is_settled(case_file: CaseFile) -> bool:
    """Whether the last part says anyway that the parties agreed."""
    outcome = result_of(case_file)
    return outcome is not None and outcome.result.code in {"AGREED", "RECONCILED"}


def _in_rows(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Two fields a row; one that is left without a neighbour takes the whole row."""
    rows: list[Field] = []
    is_open = False
    for field in fields:
        if field.span > 1 and is_open:
            rows[-1] = Field(rows[-1].label, rows[-1].value, 3)
        rows.append(field)
        is_open = field.span == 1 and not is_open
    if is_open:
        rows[-1] = Field(rows[-1].label, rows[-1].value, 3)
    return tuple(rows)


def _fields(case_file: CaseFile, names: Names) -> Iterable[Field]:
    row = case_file.row
    yield Field("标题", names.shown(row.title), 3)
    yield Field("类别", shown(row.kind))
    if row.kind.code == "DISPUTE" or case_file.dispute_type.code:
        yield Field("纠纷类别", shown(case_file.dispute_type))
    yield Field("来源", shown(case_file.channel))
    yield Field("紧急程度", shown(case_file.urgency))
    yield Field("反映时间", paper_text(case_file.reported))
    yield Field("登记", case_file.registered_by or NOT_STATED)
    if case_file.happened is not None:
        yield Field("发生时间", paper_text(case_file.happened))
    if case_file.due is not None:
        yield Field("办理期限", limit_text(case_file.due, case_file.due_words))
    elif case_file.due_words:
        yield Field("办理期限", case_file.due_words)
    if case_file.people:
        yield Field("涉及人数", "；".join(map(_counted, case_file.people)))
    yield Field("网格", " › ".join(row.place.grid_path) or NOT_STATED, 3)
    spot = _spot(row.place)
    if spot:
        yield Field("地点", spot, 3)


def _counted(count: Count) -> str:
    """What was counted and how many: 小学生50余名."""
    of_what = "" if count.of_what == "总数" else count.of_what
    return of_what + count_text(count)


def _spot(place: read.PlaceRow) -> str:
    parts = (place.estate, place.building, place.unit, place.floor, place.room)
    address = "".join(parts)
    return f"{address}（{place.note}）" if address and place.note else address or place.note


def _party(party: read.PartyRow, names: Names) -> PartyRow:
    is_withheld = names.is_withheld(party)
    name = names.of(party)
    if party.people is not None:
        name += f"（{count_text(party.people)}）"
    if party.represents:
        name += f"（代{names.shown(party.represents)}）"
    if party.part_of:
        name += f"（属{names.shown(party.part_of)}）"
    return PartyRow(
        side=f"{party.side}方" if party.side else NOT_APPLICABLE,
        name=name,
        role="、".join(shown(role) for role in party.roles) or NOT_STATED,
        place=names.WITHHELD if is_withheld else party.home or NOT_STATED,
        phone=names.WITHHELD if is_withheld else party.phone or NOT_STATED,
    )


def _texts(case_file: CaseFile, names: Names) -> Iterable[Text]:
    yield Text("基本情况", names.paragraphs(case_file.details) or (NOT_STATED,))
    reports = case_file.reports
    if len(reports) > 1 or any(report.reply or report.outside_number for report in reports):
        yield Text("反映记录", _numbered(_report(report, names) for report in reports))
    requests = _requests(case_file, names)
    # The first request is made from the title; where it says no more, the title is enough.
    if requests not in {(), (names.shown(case_file.row.title),)}:
        yield Text("诉求", requests)


def _numbered(lines: Iterable[str]) -> tuple[str, ...]:
    """Several are numbered, a single one is not."""
    told = tuple(lines)
    return told if len(told) < 2 else tuple(f"{n}. {line}" for n, line in enumerate(told, start=1))  # noqa: PLR2004 -- several


def _report(report: read.ReportRow, names: Names) -> str:
    parts = [paper_text(report.moment), shown(report.channel)]
    if report.by:
        parts.append(names.shown(report.by))
    if report.outside_number:
        parts.append(f"来源编号{report.outside_number}")
    line = "，".join(parts) + "。"
    return f"{line}答复：{'；'.join(names.paragraphs(report.reply))}" if report.reply else line


def _requests(case_file: CaseFile, names: Names) -> tuple[str, ...]:
    """What is asked, with what was found and came of it; by whom where there are several."""
    requests = case_file.requests
    return _numbered(_request(request, names, is_only=len(requests) == 1) for request in requests)


def _request(request: read.RequestRow, names: Names, *, is_only: bool) -> str:
    said: list[str] = []
    if request.asked_by and not is_only:
        said.append(names.shown(request.asked_by))
    if request.asked_of and not is_only:
        said.append(f"对{names.shown(request.asked_of)}")
    if request.finding.code not in {"", "UNVERIFIED", "NOT_STATED"}:
        said.append(request.finding.label)
    if request.result.label:
        said.append(request.result.label)
    words = "；".join(names.paragraphs(request.words))
    return f"{words}（{'；'.join(said)}）" if said else words


def _activity(activity: read.ActivityRow, names: Names) -> Section:
    def fields() -> Iterable[Field]:
        yield Field("主办", names.shown(activity.host) or NOT_STATED)
        yield Field("时间", paper_text(activity.moment))
        if activity.co_hosts:
            yield Field("协办", "、".join(activity.co_hosts), 3)
        yield Field("地点", activity.place or NOT_STATED)
        yield Field("人数", "；".join(map(_counted, activity.people)) or NOT_STATED)
        if activity.posts:
            yield Field("岗位", "；".join(_post(post) for post in activity.posts), 3)
        if activity.trainings:
            yield Field(
                "培训", "；".join(_training(training) for training in activity.trainings), 3
            )

    texts = (("内容", activity.programme), ("备注", activity.note))
    return Section(
        "活动情况",
        _in_rows(fields()),
        tuple(Text(label, names.paragraphs(words)) for label, words in texts if words),
    )


def _post(post: read.PostRow) -> str:
    return f"{post.name}{count_text(post.people)}" if post.people is not None else post.name


def _training(training: read.TrainingRow) -> str:
    words = [training.topic]
    if training.trained:
        words.append(f"参加：{training.trained}")
    if training.trainer:
        words.append(f"讲授：{training.trainer}")
    when = paper_text(training.moment)
    if when != NOT_STATED:
        words.append(when)
    return "，".join(word for word in words if word)


def _endings(case_file: CaseFile, names: Names) -> Iterable[Text]:
    if (agreed := agreement_text(case_file, names)) is not None:
        yield agreed
    outcome = result_of(case_file)
    notes = [outcome.note] if outcome is not None else []
    if case_file.closing is not None:
        notes.append(case_file.closing.note)
    said = tuple(line for note in notes for line in names.paragraphs(note))
    if said:
        yield Text("结果说明", said)
    if case_file.follow_ups:
        yield Text(
            "回访", tuple(_follow_up(follow_up, names) for follow_up in case_file.follow_ups)
        )


def _follow_up(follow_up: read.FollowUpRow, names: Names) -> str:
    start = "，".join(
        part
        for part in (paper_text(follow_up.moment), follow_up.way.label)
        if part and (part != NOT_STATED or part == paper_text(follow_up.moment))
    )
    findings = [f"{names.shown(name)}：{words}" for name, words in follow_up.findings]
    line = f"{start}。" + "".join(f"{finding}。" for finding in findings)
    line += "".join(names.paragraphs(follow_up.note))
    return f"{line}下次回访{paper_text(follow_up.next_on)}。" if follow_up.next_on else line


def _result(case_file: CaseFile) -> Iterable[Field]:
    """What came of it; of an open case nothing of the closing applies yet."""
    outcome = result_of(case_file)
    closing = case_file.closing
    unsaid = NOT_STATED if closing is not None else NOT_APPLICABLE
    yield Field("结果", shown(outcome.result) if outcome else unsaid)
    yield Field("结果时间", paper_text(outcome.moment) if outcome else unsaid)
    yield Field("办结方式", shown(closing.kind) if closing else unsaid)
    yield Field("办结时间", paper_text(closing.moment) if closing else unsaid)
    if case_file.follow_ups:
        yield Field("满意度", shown(case_file.follow_ups[-1].satisfaction))
    else:
        yield Field("回访", BY_HAND)
        yield Field("满意度", BY_HAND)


def _signers(parties: tuple[read.PartyRow, ...]) -> Iterable[Sign]:
    """The office's two, and the sides; without sides those whom the case is about.

    Whoever asked not to be named is not asked to sign.
    """
    yield Sign("经办人")
    yield Sign("负责人")
    named = [party for party in parties if party.identity.code != "WITHHELD"]
    sides = {party.side for party in named if party.side}
    if sides:
        for side in sorted(sides, key=SIDES.index):
            yield Sign(f"{side}方")
        return
    roles = [role for party in named for role in party.roles if role.code in _SIGNING_ROLES]
    for label in dict.fromkeys(shown(role) for role in roles):
        yield Sign(label)
