"""Every trait that real agreements have is a row: kept by the verbs, told by the case file.

Each row of TRAITS: the trait, how it is kept in a case of three sides, what is told of
it from another transaction, and what must be told.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

import pytest
from sqlalchemy.orm import Session

from linli.casework import caseload
from linli.casework.agreements import (
    agreement_draft,
    record_agreement,
    record_agreement_event,
    record_performance,
)
from linli.casework.grid import keep_office
from linli.casework.intake import take_down
from linli.domain.amounts import Amount, Qualifier, amount_text
from linli.domain.case_file import CaseFile
from linli.domain.drafts import (
    AgreementDraft,
    AgreementEventDraft,
    CaseDraft,
    InstalmentDraft,
    ObligationDraft,
    OfficeDraft,
    PartyDraft,
    PerformanceDraft,
    SignatureDraft,
)
from linli.domain.moments import Moment
from linli.records.database import Database

NOW = datetime(2025, 5, 12, 9, 0)
MADE = Moment.on_day(date(2025, 3, 16))
SIDES = (("甲", "楼下住户"), ("甲", "楼下租客"), ("乙", "楼上住户"), ("丙", "物业公司"))
SHARE = Amount(None, qualifier=Qualifier.WORDS, share="1/3", words="三分之一")

Keep = Callable[[Session, int, list[int]], object]


class Trait(NamedTuple):
    """One row of the table."""

    name: str
    keep: Keep
    told: Callable[[CaseFile], object]
    expected: object


def _day(month: int, day: int = 10) -> Moment:
    return Moment.on_day(date(2025, month, day))


def _agree(*obligations: ObligationDraft, **more: object) -> Keep:
    """An agreement of 甲 and 乙 on these obligations."""

    def keep(session: Session, case_id: int, parties: list[int]) -> int:
        draft = AgreementDraft(
            MADE,
            signatures=tuple(SignatureDraft(id_, "SIGNED") for id_ in (parties[0], parties[2])),
            obligations=obligations,
        )
        changed = replace(draft, **more)  # pyright: ignore[reportArgumentType] - fields by name
        return record_agreement(session, case_id, changed)

    return keep


def _perform(obligation: ObligationDraft, *entries: tuple[str, int, int | None]) -> Keep:
    """Entries of (state, the number of the instalment or 0, yuan)."""

    def keep(session: Session, case_id: int, parties: list[int]) -> None:
        made = _agree(obligation)(session, case_id, parties)
        assert isinstance(made, int)
        (owed,) = agreement_draft(session, made).obligations
        for place, (state, part, yuan) in enumerate(entries):
            record_performance(
                session,
                case_id,
                PerformanceDraft(
                    owed.id or 0,
                    _day(4, 1 + place),
                    owed.instalments[part - 1].id if part else None,
                    state,
                    amount=Amount(yuan * 100) if yuan else None,
                ),
            )

    return keep


def _become(*kinds: str) -> Keep:
    def keep(session: Session, case_id: int, parties: list[int]) -> None:
        made = _agree(ObligationDraft("修门", timing="BY_DATE", due=_day(4)))(
            session, case_id, parties
        )
        assert isinstance(made, int)
        for place, kind in enumerate(kinds):
            docket = "(2025)1号" if kind == "CONFIRMED" else ""
            event = AgreementEventDraft(made, kind, _day(4, 1 + place), docket=docket)
            record_agreement_event(session, case_id, event)

    return keep


def _in_a_row(*relations: str) -> Keep:
    def keep(session: Session, case_id: int, parties: list[int]) -> None:
        first = _agree(ObligationDraft("修门", timing="BY_DATE", due=_day(4)))(
            session, case_id, parties
        )
        for place, relation in enumerate(relations):
            _agree(moment=_day(4, 1 + place), relation=relation, earlier=first)(
                session, case_id, parties
            )

    return keep


def _sign(session: Session, case_id: int, parties: list[int]) -> None:
    manners = ("SIGNED", "FINGERPRINT", "BY_PROXY", "REFUSED")
    signed = tuple(
        SignatureDraft(id_, manner, "其子" if manner == "BY_PROXY" else "")
        for id_, manner in zip(parties, manners, strict=True)
    )
    _agree(signatures=signed)(session, case_id, parties)


def _obligations(case_file: CaseFile) -> list[tuple[str, ...]]:
    return [
        (row.kind.label, row.by, row.to or row.toward.label, row.jointness.label)
        for row in case_file.agreements[0].obligations
    ]


def _states(case_file: CaseFile) -> list[str]:
    return [row.state.label for row in case_file.agreements[0].obligations]


def _performed(case_file: CaseFile) -> tuple[str, list[str], list[str], int | None]:
    (row,) = case_file.agreements[0].obligations
    return (
        row.state.label,
        [part.state.label for part in row.instalments],
        [entry.state.label for entry in row.performances],
        row.open_fen,
    )


def _timings(case_file: CaseFile) -> list[tuple[str, str, str]]:
    return [
        (row.timing.label, row.timing_words, row.state.label)
        for row in case_file.agreements[0].obligations
    ]


PARTS = ObligationDraft(
    "赔偿",
    "MONEY",
    amount=Amount(300000),
    timing="INSTALMENTS",
    instalments=tuple(InstalmentDraft(_day(month), Amount(100000)) for month in (4, 5, 6)),
)
TRAITS = [
    Trait(
        "several agreements in one case: supplemented, varied, replaced",
        _in_a_row("SUPPLEMENTS", "VARIES", "REPLACES"),
        lambda found: (
            [row.state for row in found.agreements],
            [row.relation.label for row in found.agreements],
            _states(found),
        ),
        (
            ["已被替代、已变更、已补充", "有效", "有效", "有效"],
            ["", "补充", "变更", "替代"],
            ["已被替代"],
        ),
    ),
    Trait(
        "between some sides only, each signing its own way; who refused is not bound",
        _sign,
        lambda found: (
            [(row.manner.label, row.by) for row in found.agreements[0].signatures],
            found.agreements[0].sides,
            [step.by for step in found.steps if step.action.code == "AGREEMENT_MADE"],
            found.agreements[0].is_between_all(found.parties),
        ),
        (
            [("签字", ""), ("按指印", ""), ("代签", "其子"), ("拒签", "")],
            ("甲", "乙"),
            [("楼下住户", "楼下租客", "楼上住户")],
            False,
        ),
    ),
    Trait(
        "said by word of mouth, or nobody taking part",
        lambda session, case_id, parties: [
            _agree(signatures=tuple(SignatureDraft(id_, manner) for id_ in parties[:2]))(
                session, case_id, parties
            )
            for manner in ("ORAL", "NOT_TAKING_PART")
        ],
        lambda found: [(row.signatures[0].manner.label, row.state) for row in found.agreements],
        [("口头同意", "有效"), ("不参加", "没有成立")],
    ),
    Trait(
        "led by another body, its wording not recorded; led by the office, written",
        lambda session, case_id, parties: [
            _agree(led_by="枫杨司法所", place="派出所", form="ORAL")(session, case_id, parties),
            _agree(text="各自修好。", form="WRITTEN")(session, case_id, parties),
        ],
        lambda found: [
            (row.led_by, row.place, row.text, row.form.label) for row in found.agreements
        ],
        [("枫杨司法所", "派出所", "", "口头"), ("", "", "各自修好。", "书面")],
    ),
    Trait(
        "owed by several together, each, in turn; to one, several, nobody, oneself",
        _agree(
            ObligationDraft(
                "打扫", "ACT", by=("一楼", "二楼"), jointness="IN_TURN", toward="NOBODY"
            ),
            ObligationDraft(
                "赔偿", "MONEY", by=("楼上住户",), to=("楼下住户", "楼下租客"), toward="PARTIES"
            ),
            ObligationDraft(
                "修门", "ACT", by=("楼上住户", "物业公司"), jointness="TOGETHER", to=("楼下住户",)
            ),
            ObligationDraft(
                "付费", "MONEY", by=("楼下住户", "楼下租客"), jointness="EACH", toward="ONESELF"
            ),
        ),
        _obligations,
        [
            ("做一件事", "一楼、二楼", "不对谁", "轮流"),
            ("付款", "楼上住户", "楼下住户、楼下租客", "未记明"),
            ("做一件事", "楼上住户、物业公司", "楼下住户", "共同"),
            ("付款", "楼下住户、楼下租客", "自己", "各自"),
        ],
    ),
    Trait(
        "a promise one party makes to itself",
        _agree(
            ObligationDraft("戒酒", "FORBEARANCE", toward="ONESELF", timing="STANDING"),
            signatures=(SignatureDraft(1, "FINGERPRINT"),),
        ),
        lambda found: (len(found.agreements[0].signatures), _timings(found)),
        (1, [("长期", "长期", "待履行")]),
    ),
    Trait(
        "money exact, about, a share; a thing, an act, a forbearance, an apology",
        _agree(
            ObligationDraft(kind="MONEY", amount=Amount(300000)),
            ObligationDraft("垫付的药费", "MONEY", amount=SHARE),
            ObligationDraft("还梯子", "THING", mode="RETURN"),
            ObligationDraft("修门", "ACT", mode="REPAIR"),
            ObligationDraft("不堆杂物", "FORBEARANCE"),
            ObligationDraft(kind="APOLOGY"),
        ),
        lambda found: [
            (row.title, amount_text(row.amount) if row.amount else "", row.mode.label[:2])
            for row in found.agreements[0].obligations
        ],
        [
            ("3,000元", "3,000元", ""),
            ("垫付的药费", "三分之一", ""),
            ("还梯子", "", "返还"),
            ("修门", "", "修理"),
            ("不堆杂物", "", ""),
            ("赔礼道歉", "", ""),
        ],
    ),
    Trait(
        "at once, by a date, in instalments, every so often, for a time, on condition, standing",
        _agree(
            ObligationDraft("道歉", timing="AT_ONCE"),
            ObligationDraft("修门", timing="BY_DATE", due=_day(5, 12)),
            PARTS,
            ObligationDraft(
                amount=Amount(50000),
                timing="PERIODIC",
                due=_day(6, 1),
                every=1,
                every_unit="MONTH",
                until=Moment.in_month(date(2025, 12, 1)),
            ),
            ObligationDraft("不施工", timing="FOR_A_TIME", until=_day(6, 30)),
            ObligationDraft("撤诉", timing="ON_CONDITION", condition="收到钱后"),
            ObligationDraft("不吵闹", timing="STANDING"),
            ObligationDraft("搬走", due_words="秋收后"),
        ),
        _timings,
        [
            ("当场", "当场", "逾期"),
            ("限期", "5月12日前", "待履行"),
            ("分期", "分3期", "逾期"),
            ("定期", "每月，6月1日起，至12月", "未到期"),
            ("一段时间内", "至6月30日", "待履行"),
            ("附条件", "收到钱后", "待履行"),
            ("长期", "长期", "待履行"),
            ("未记明", "秋收后", "待履行"),
        ],
    ),
    Trait(
        "an instalment paid late, one in parts, one missed",
        _perform(PARTS, ("LATE", 1, 1000), ("PARTLY", 2, 400), ("MISSED", 3, None)),
        _performed,
        ("逾期", ["已履行", "逾期", "未履行"], ["迟延履行", "部分履行", "未履行"], 160000),
    ),
    Trait(
        "one instalment waived, one performed otherwise, one paid beyond its sum",
        _perform(PARTS, ("WAIVED", 1, None), ("VARIED", 2, None), ("PERFORMED", 3, 1500)),
        _performed,
        ("已履行", ["已免除", "已变更", "已履行"], ["免除", "变更履行", "已履行"], 0),
    ),
    Trait(
        "all of it paid at one time",
        _perform(PARTS, ("PERFORMED", 0, 3000)),
        _performed,
        ("已履行", ["已履行"] * 3, ["已履行"], 0),
    ),
    Trait(
        "broken, varied, ended, confirmed by a court",
        _become("CONFIRMED", "BROKEN", "VARIED", "ENDED"),
        lambda found: (
            found.agreements[0].state,
            [row.kind.label for row in found.agreements[0].events],
            _states(found),
        ),
        (
            "已司法确认 (2025)1号、已反悔、已变更、已解除",
            ["司法确认", "反悔", "变更", "解除"],
            ["已解除"],
        ),
    ),
]


@pytest.mark.parametrize("trait", TRAITS, ids=lambda trait: trait.name)
def test_a_trait_of_real_agreements_is_kept_as_it_was(database: Database, trait: Trait) -> None:
    with database.writing() as session:
        keep_office(session, OfficeDraft("枫杨办事处", "枫杨"), NOW)
        parties = tuple(PartyDraft(side, name) for side, name in SIDES)
        case_id = take_down(
            session, CaseDraft("DISPUTE", "PHONE", "漏水", MADE, parties=parties), NOW
        )
        ids = [row.id for row in caseload.case_file(session, case_id, NOW).parties]
    with database.writing() as session:
        trait.keep(session, case_id, ids)
    with database.reading() as session:
        found = caseload.case_file(session, case_id, NOW)
    assert trait.told(found) == trait.expected
