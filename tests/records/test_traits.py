"""Every trait that real cases have is a row that stores and reads back what it was.

Each row of TRAITS: the trait, how it is stored in a case, what is told of it from
another transaction, and what must be told.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from linli.domain.amounts import Amount, Count, Qualifier, Reach, Stage
from linli.domain.moments import Moment, Precision
from linli.records import tables

Case = tables.Case
MARCH_15 = Moment.on_day(datetime(2025, 3, 15))
MARCH_16 = Moment.on_day(datetime(2025, 3, 16))


class Trait(NamedTuple):
    """One row of the table."""

    name: str
    store: Callable[[Session, Case], object]
    told: Callable[[Session, Case], object]
    expected: object


# --- who ---------------------------------------------------------------------


def found_on_patrol(_session: Session, case: Case) -> None:
    case.reports.append(tables.Report(channel_code="PATROL", reported=MARCH_15))
    case.requests.append(tables.Request(words="楼道积水", asked_of_words="排水管"))


def several_on_both_sides(_session: Session, case: Case) -> None:
    for side, name in (("甲", "一楼"), ("甲", "二楼"), ("乙", "三楼"), ("乙", "四楼")):
        party(case, name, side=side)


def sides_and_roles_change(_session: Session, case: Case) -> None:
    one = party(case, "楼上租客")
    one.sides += [
        tables.PartySide(side="乙", ended=MARCH_15),
        tables.PartySide(side="丙", since=MARCH_15),
    ]
    one.roles += [
        tables.PartyRole(role_code="RESPONDENT", ended=MARCH_15),
        tables.PartyRole(role_code="REQUESTER", since=MARCH_15),
        tables.PartyRole(role_code="AFFECTED"),
    ]


def sides_and_roles(_session: Session, case: Case) -> object:
    one = case.parties[0]
    return (
        [(row.side, row.since, row.ended) for row in one.sides],
        [(row.role_code, row.since == MARCH_15, row.ended == MARCH_15) for row in one.roles],
    )


def a_group_of_110(_session: Session, case: Case) -> None:
    group = party(case, "小区业主", kind="GROUP")
    group.counts += [
        tables.Count(figure=Count(110, unit="户", of_what="总数")),
        tables.Count(figure=Count(4, unit="人", of_what="代表")),
    ]
    subgroup = party(case, "一楼业主", kind="GROUP", part_of=group)
    subgroup.counts.append(tables.Count(figure=Count(9, unit="户")))
    for number in range(4):
        one = party(case, f"代表{number + 1}", for_party=group)
        one.roles.append(tables.PartyRole(role_code="REPRESENTATIVE"))


def the_group(_session: Session, case: Case) -> object:
    group, subgroup, *representatives = case.parties
    return (
        [(row.figure.value, row.figure.of_what) for row in group.counts],
        subgroup.part_of is group,
        [one.for_party is group for one in representatives],
    )


def an_aunt_speaks_for_the_guardian_of_a_minor(_session: Session, case: Case) -> None:
    child = party(case, "小学生", born=Moment.in_month(datetime(2015, 6, 1)))
    father = party(case, "父亲", for_party=child)
    aunt = party(case, "姑姑", for_party=father)
    child.roles.append(tables.PartyRole(role_code="PRINCIPAL"))
    father.roles.append(tables.PartyRole(role_code="GUARDIAN"))
    aunt.roles.append(tables.PartyRole(role_code="AGENT"))
    case.is_restricted = True


def the_chain(_session: Session, case: Case) -> object:
    one: tables.Party | None = case.parties[-1]
    names: list[str] = []
    while one is not None:
        names.append(one.name)
        one = one.for_party
    return names, case.is_restricted


def known_or_not(_session: Session, case: Case) -> None:
    party(case, "", identity="UNKNOWN_NAME", building="4", unit="1", room="302")
    party(case, "", identity="ANONYMOUS")
    party(case, "不愿公开的人", identity="WITHHELD")


# --- what was asked and how it came out --------------------------------------


def two_requests_with_different_results(session: Session, case: Case) -> None:
    for words, result in (("停止噪声", "AGREED"), ("赔偿精神损失", "WITHDRAWN")):
        request = tables.Request(words=words, finding="PARTLY_TRUE")
        case.requests.append(request)
        session.add(
            tables.Outcome(
                step=step(case, "OUTCOME_REACHED", MARCH_16), result_code=result, request=request
            )
        )


def results_of_requests(session: Session, _case: Case) -> object:
    outcomes = session.scalars(select(tables.Outcome).order_by(tables.Outcome.id))
    return [(row.request and row.request.words, row.result.label) for row in outcomes]


def a_result_for_one_party_alone(session: Session, case: Case) -> None:
    one = party(case, "二楼")
    session.add(
        tables.Outcome(
            step=step(case, "OUTCOME_REACHED", MARCH_16), result_code="RECONCILED", party=one
        )
    )


def brought_three_times(_session: Session, case: Case) -> None:
    case.reports += [
        tables.Report(channel_code="WALK_IN", reported=MARCH_15, rank=1),
        tables.Report(
            channel_code="HOTLINE",
            reported=MARCH_16,
            outside_number="ZZ12345-2025-0099",
            reply_due=Moment.on_day(datetime(2025, 3, 21)),
            rank=2,
        ),
        tables.Report(
            channel_code="PETITION",
            reported=MARCH_16,
            outside_number="信[2025]7号",
            reply="已调解",
            rank=3,
        ),
    ]


def reports(_session: Session, case: Case) -> object:
    return [
        (row.channel.label, row.outside_number, row.reply_due is not None, row.reply)
        for row in case.reports
    ]


# --- the timeline ------------------------------------------------------------


def returned_three_times(_session: Session, case: Case) -> None:
    for reason in ("不属本辖区", "", "地址不详"):
        step(case, "DISPATCHED", MARCH_15)
        step(case, "RETURNED", MARCH_15, reason=reason, is_reason_unrecorded=not reason)


def reasons_of_return(_session: Session, case: Case) -> object:
    return [row.reason or "理由未记" for row in case.steps if row.action_code == "RETURNED"]


def two_in_one_minute(_session: Session, case: Case) -> None:
    at = Moment.at_minute(datetime(2025, 3, 5, 14, 29))
    step(case, "FILED", at)
    step(case, "DISPATCHED", at)


def from_two_to_two(_session: Session, case: Case) -> None:
    handed = step(case, "DISPATCHED", MARCH_15, times=3)
    handed.actors += [
        tables.StepActor(direction="FROM", words="枫杨城运中心"),
        tables.StepActor(direction="FROM", words="社区民警"),
        tables.StepActor(direction="TO", words="翰林社区二级网格联络员", tier_code="GRID_2"),
        tables.StepActor(direction="TO", words="物业"),
    ]
    handed.partners.append(tables.Partner(words="派出所", part="ASSIST", came="INVITED_ABSENT"))
    handed.mechanism_code = "THREE_PARTY"


def who_acted(_session: Session, case: Case) -> object:
    row = case.steps[0]
    return (
        [(actor.direction, actor.words) for actor in row.actors],
        [(partner.words, partner.came) for partner in row.partners],
        row.mechanism and row.mechanism.label,
        row.times,
    )


MOMENTS = [
    Moment.at_minute(datetime(2025, 3, 5, 14, 26)),
    Moment.at_minute(datetime(2025, 3, 5, 14, 26), datetime(2025, 3, 5, 15, 23)),
    MARCH_15,
    Moment.in_month(datetime(2025, 3, 1)),
    Moment.month_day(2, 29),
    Moment.lasting(120),
    Moment.in_words("次日"),
    Moment.not_stated(),
]


def all_kinds_of_moments(_session: Session, case: Case) -> None:
    for moment in MOMENTS:
        step(case, "NOTED", moment)


def actions(_session: Session, case: Case) -> object:
    return [row.action_code for row in case.steps]


def steps_in_turn(*codes: str) -> Callable[[Session, Case], None]:
    def store(_session: Session, case: Case) -> None:
        for code in codes:
            step(case, code, MARCH_15)

    return store


# --- sessions ----------------------------------------------------------------


def joint_before_apart(session: Session, case: Case) -> None:
    mediated(session, case, "FACE_TO_FACE", 1, record="先见了面", joint_first_reason="双方要求")
    mediated(session, case, "BACK_TO_BACK", 2)


def apart_together_apart(session: Session, case: Case) -> None:
    for method in ("BACK_TO_BACK", "FACE_TO_FACE", "BACK_TO_BACK"):
        mediated(session, case, method, 1)


def sittings(session: Session, _case: Case) -> object:
    rows = session.scalars(select(tables.MediationSession).order_by(tables.MediationSession.id))
    count = session.scalar(select(func.count(tables.MediationSession.sitting.distinct())))
    return [row.method for row in rows], count


def contact_refused(session: Session, case: Case) -> None:
    mediated(session, case, "BACK_TO_BACK", 1, state="NO_CONTACT", state_words="电话拒接", times=2)


def only_a_total_of_sessions(session: Session, case: Case) -> None:
    mediated(session, case, "NOT_STATED", 1, times=7)


def two_of_three_sides(session: Session, case: Case) -> None:
    one, two, _three = (party(case, f"{side}方人", side=side) for side in "甲乙丙")
    joint = mediated(session, case, "FACE_TO_FACE", 1, record="两方谈妥")
    joint.attendances += [
        tables.SessionParty(party=one, words=one.name),
        tables.SessionParty(party=two, words=two.name),
        tables.SessionParty(role="MEDIATOR", words="司法所调解员"),
        tables.SessionParty(role="INTERPRETER", words="手语老师", language="SIGN"),
    ]


def who_sat(session: Session, _case: Case) -> object:
    rows = session.scalars(select(tables.SessionParty).order_by(tables.SessionParty.id))
    return [(row.role, row.words, row.party and row.party.sides[0].side) for row in rows]


def a_note_of_part_of_a_side(session: Session, case: Case) -> None:
    one, two = party(case, "一楼", side="甲"), party(case, "二楼", side="甲")
    apart = mediated(session, case, "BACK_TO_BACK", 1)
    for speakers, text in (([one], "一楼的话"), ([one, two], "一楼和二楼的话")):
        note = tables.CaucusNote(mediation=apart, text=text)
        session.add(note)
        session.add_all(tables.CaucusSpeaker(note=note, party=speaker) for speaker in speakers)


def speakers(session: Session, _case: Case) -> object:
    rows = session.execute(
        select(tables.CaucusNote.text, tables.Party.name)
        .join(tables.CaucusSpeaker, tables.CaucusSpeaker.note_id == tables.CaucusNote.id)
        .join(tables.Party, tables.Party.id == tables.CaucusSpeaker.party_id)
        .order_by(tables.CaucusNote.id, tables.Party.id)
    )
    return [tuple(row) for row in rows]


def consent_given_and_withdrawn(_session: Session, case: Case) -> None:
    one = party(case, "楼上一方")
    one.consents += [
        tables.PartyConsent(consent="AGREES", given=MARCH_15),
        tables.PartyConsent(consent="WITHDRAWN", given=MARCH_16),
    ]


# --- figures -----------------------------------------------------------------

SUMS = [
    Amount(60000, qualifier=Qualifier.OVER, stage=Stage.CLAIM, words="600余元"),
    Amount(
        30000, per="人", period="年", reach=Reach.EACH, stage=Stage.BASIS, words="每人每年300元"
    ),
    Amount(500000, stage=Stage.CLAIM),
    Amount(200000, stage=Stage.COUNTER),
    Amount(350000, stage=Stage.AGREED),
    Amount(100000, 150000, Qualifier.RANGE, stage=Stage.ESTIMATE),
    Amount(None, qualifier=Qualifier.WORDS, share="1/3", in_kind="修好漏水", words="承担三分之一"),
]


def sums_of_a_quarrel(_session: Session, case: Case) -> None:
    request = tables.Request(words="赔偿")
    case.requests.append(request)
    request.amounts += [tables.Amount(value=value) for value in SUMS]


def several_payers(_session: Session, case: Case) -> None:
    request = tables.Request(words="分担修理费")
    case.requests.append(request)
    amount = tables.Amount(value=Amount(90000, reach=Reach.TOTAL))
    request.amounts.append(amount)
    for name in ("一楼", "二楼", "三楼"):
        amount.ends.append(tables.AmountEnd(part="PAYER", words=name, party=party(case, name)))
    amount.ends.append(tables.AmountEnd(part="PAYEE", words="维修师傅"))


def payers(_session: Session, case: Case) -> object:
    return [
        (end.part, end.words, end.party is not None) for end in case.requests[0].amounts[0].ends
    ]


COUNTS = [
    Count(2, unit="户"),
    Count(50, qualifier=Qualifier.OVER, unit="人", of_what="总数", words="50余人"),
    Count(300, qualifier=Qualifier.ABOUT, unit="人次", words="约300人次"),
]


def what_was_given(session: Session, case: Case) -> None:
    appeal = tables.Appeal(step=step(case, "NOTED", MARCH_15), platform="水滴筹")
    for channel, fen in (("ONLINE", 7135400), ("PROPERTY", 678400), ("NEIGHBOURS", 430000)):
        gift = tables.Gift(
            step=step(case, "GIFT_GIVEN", Moment.not_stated()), appeal=appeal, channel=channel
        )
        gift.amounts.append(tables.Amount(value=Amount(fen, stage=Stage.RAISED)))
        session.add(gift)


def what_was_raised(session: Session, _case: Case) -> object:
    gifts = session.scalars(select(tables.Gift)).all()
    return sum(amount.value.low_fen or 0 for gift in gifts for amount in gift.amounts)


def an_activity(session: Session, case: Case) -> None:
    activity = tables.Activity(
        step=step(case, "ACTIVITY_HELD", Moment.on_day(datetime(2025, 3, 13))), place="消防站"
    )
    activity.counts.append(tables.Count(figure=COUNTS[1]))
    volunteers = tables.Post(name="带队")
    volunteers.counts.append(tables.Count(figure=Count(6, unit="名")))
    activity.posts.append(volunteers)
    activity.trainings.append(tables.Training(topic="安全与保密", moment=Moment.in_words("活动前")))
    session.add(activity)


def the_activity(session: Session, _case: Case) -> object:
    activity = session.scalars(select(tables.Activity)).one()
    return (
        [row.figure for row in activity.counts],
        [(post.name, post.counts[0].figure.value) for post in activity.posts],
        [(row.topic, row.moment.words) for row in activity.trainings],
    )


def after_the_end(session: Session, case: Case) -> None:
    one, two = party(case, "楼下一方"), party(case, "楼上一方")
    session.add(tables.Closing(step=step(case, "CLOSED", Moment.not_stated())))
    follow_up = tables.FollowUp(step=step(case, "FOLLOWED_UP", MARCH_16), way="PHONE")
    follow_up.findings += [
        tables.FollowUpFinding(party=one, reached="REACHED", satisfaction="SATISFIED"),
        tables.FollowUpFinding(party=two, reached="NOT_REACHED"),
    ]
    session.add(follow_up)
    session.add(tables.Thanks(step=step(case, "THANKED", MARCH_16), kind="BANNER"))


def what_came_after(session: Session, _case: Case) -> object:
    follow_up = session.scalars(select(tables.FollowUp)).one()
    return [(row.party.name, row.reached, row.satisfaction) for row in follow_up.findings]


TRAITS = [
    Trait(
        "nobody asking: a patrol finding",
        found_on_patrol,
        lambda _, case: (
            [(row.channel_code, row.by_party, row.by_words) for row in case.reports],
            [(row.asked_by, row.asked_of, row.asked_of_words) for row in case.requests],
            case.parties,
        ),
        ([("PATROL", None, "")], [(None, None, "排水管")], []),
    ),
    Trait(
        "no other party",
        lambda _, case: party(case, "帮扶对象", role="BENEFICIARY"),
        lambda _, case: [(one.name, one.roles[0].role.label, one.sides) for one in case.parties],
        [("帮扶对象", "帮扶对象", [])],
    ),
    Trait(
        "several on both sides",
        several_on_both_sides,
        lambda _, case: [(one.sides[0].side, one.name) for one in case.parties],
        [("甲", "一楼"), ("甲", "二楼"), ("乙", "三楼"), ("乙", "四楼")],
    ),
    Trait(
        "sides and roles that change, several roles at once",
        sides_and_roles_change,
        sides_and_roles,
        (
            [("乙", None, MARCH_15), ("丙", MARCH_15, None)],
            [("RESPONDENT", False, True), ("REQUESTER", True, False), ("AFFECTED", False, False)],
        ),
    ),
    Trait(
        "a group of 110 with 4 representatives and a subgroup",
        a_group_of_110,
        the_group,
        ([(110, "总数"), (4, "代表")], True, [True] * 4),
    ),
    Trait(
        "a guardian's relative speaking for a minor",
        an_aunt_speaks_for_the_guardian_of_a_minor,
        the_chain,
        (["姑姑", "父亲", "小学生"], True),
    ),
    Trait(
        "known only by room, anonymous, identity withheld",
        known_or_not,
        lambda _, case: [(one.identity, one.name, one.room) for one in case.parties],
        [("UNKNOWN_NAME", "", "302"), ("ANONYMOUS", "", ""), ("WITHHELD", "不愿公开的人", "")],
    ),
    Trait(
        "a name with rare characters",
        lambda _, case: party(case, "王𠮷刘𬭎㛃"),
        lambda _, case: case.parties[0].name,
        "王𠮷刘𬭎㛃",
    ),
    Trait(
        "two requests with different results",
        two_requests_with_different_results,
        results_of_requests,
        [("停止噪声", "达成协议"), ("赔偿精神损失", "撤回")],
    ),
    Trait(
        "a result for one party alone",
        a_result_for_one_party_alone,
        lambda session, _: [
            row.party and row.party.name for row in session.scalars(select(tables.Outcome))
        ],
        ["二楼"],
    ),
    Trait(
        "several reports with outside numbers",
        brought_three_times,
        reports,
        [
            ("居民上门", "", False, ""),
            ("12345热线", "ZZ12345-2025-0099", True, ""),
            ("信访", "信[2025]7号", False, "已调解"),
        ],
    ),
    Trait(
        "an order returned three times, once for an unrecorded reason",
        returned_three_times,
        reasons_of_return,
        ["不属本辖区", "理由未记", "地址不详"],
    ),
    Trait(
        "two events in one minute, in their order",
        two_in_one_minute,
        actions,
        ["FILED", "DISPATCHED"],
    ),
    Trait(
        "from several to several, standing for three, a mechanism, a partner who stayed away",
        from_two_to_two,
        who_acted,
        (
            [
                ("FROM", "枫杨城运中心"),
                ("FROM", "社区民警"),
                ("TO", "翰林社区二级网格联络员"),
                ("TO", "物业"),
            ],
            [("派出所", "INVITED_ABSENT")],
            "三方联动",
            3,
        ),
    ),
    Trait(
        "moments known to the minute, day, month, without year, as a duration, in words, not at all",
        all_kinds_of_moments,
        lambda _, case: [row.moment for row in case.steps],
        MOMENTS,
    ),
    Trait(
        "a case that may not have happened at any known time",
        lambda _, case: setattr(case, "happened", None),
        lambda _, case: (case.happened, case.due),
        (None, None),
    ),
    Trait(
        "joint before apart, with the reason",
        joint_before_apart,
        lambda session, _: [
            (row.method, row.record, row.joint_first_reason)
            for row in session.scalars(select(tables.MediationSession))
        ],
        [("FACE_TO_FACE", "先见了面", "双方要求"), ("BACK_TO_BACK", "", "")],
    ),
    Trait(
        "apart, together, apart in one sitting",
        apart_together_apart,
        sittings,
        (["BACK_TO_BACK", "FACE_TO_FACE", "BACK_TO_BACK"], 1),
    ),
    Trait(
        "contact refused, twice",
        contact_refused,
        lambda session, _: [
            (row.state, row.state_words, row.times)
            for row in session.scalars(select(tables.MediationSession))
        ],
        [("NO_CONTACT", "电话拒接", 2)],
    ),
    Trait(
        "only a total of sessions",
        only_a_total_of_sessions,
        lambda session, _: session.scalar(select(func.sum(tables.MediationSession.times))),
        7,
    ),
    Trait(
        "a joint session of two sides of three",
        two_of_three_sides,
        who_sat,
        [
            ("PARTY", "甲方人", "甲"),
            ("PARTY", "乙方人", "乙"),
            ("MEDIATOR", "司法所调解员", None),
            ("INTERPRETER", "手语老师", None),
        ],
    ),
    Trait(
        "a note bound to part of a side, another to more of it",
        a_note_of_part_of_a_side,
        speakers,
        [("一楼的话", "一楼"), ("一楼和二楼的话", "一楼"), ("一楼和二楼的话", "二楼")],
    ),
    Trait(
        "consent given and withdrawn",
        consent_given_and_withdrawn,
        lambda _, case: [(row.consent, row.given) for row in case.parties[0].consents],
        [("AGREES", MARCH_15), ("WITHDRAWN", MARCH_16)],
    ),
    Trait(
        "suspended and resumed",
        steps_in_turn("ACCEPTED", "SUSPENDED", "RESUMED"),
        actions,
        ["ACCEPTED", "SUSPENDED", "RESUMED"],
    ),
    Trait(
        "transferred out and back",
        steps_in_turn("TRANSFERRED_OUT", "CAME_BACK", "HANDLED"),
        actions,
        ["TRANSFERRED_OUT", "CAME_BACK", "HANDLED"],
    ),
    Trait(
        "600余元, 每人每年300元, claim, counter-offer and agreed, a range, a share in kind",
        sums_of_a_quarrel,
        lambda _, case: [amount.value for amount in case.requests[0].amounts],
        SUMS,
    ),
    Trait(
        "several payers of one sum",
        several_payers,
        payers,
        [
            ("PAYER", "一楼", True),
            ("PAYER", "二楼", True),
            ("PAYER", "三楼", True),
            ("PAYEE", "维修师傅", False),
        ],
    ),
    Trait(
        "户, 人, 人次",
        lambda _, case: case.counts.extend(tables.Count(figure=figure) for figure in COUNTS),
        lambda _, case: [row.figure for row in case.counts],
        COUNTS,
    ),
    Trait("gifts by channel, with their total in fen", what_was_given, what_was_raised, 8243800),
    Trait(
        "an activity with posts, training and a count that is not exact",
        an_activity,
        the_activity,
        ([COUNTS[1]], [("带队", 6)], [("安全与保密", "活动前")]),
    ),
    Trait(
        "after the end: follow-up by party, thanks",
        after_the_end,
        what_came_after,
        [("楼下一方", "REACHED", "SATISFIED"), ("楼上一方", "NOT_REACHED", "NOT_STATED")],
    ),
]


@pytest.mark.parametrize("trait", TRAITS, ids=lambda trait: trait.name)
def test_a_trait_of_real_cases_is_kept_as_it_was(
    read_back: Callable[..., object], trait: Trait
) -> None:
    assert read_back(trait.store, trait.told) == trait.expected


def test_every_precision_is_among_the_traits() -> None:
    assert {moment.precision for moment in MOMENTS} == set(Precision)


def party(case: Case, name: str, *, side: str = "", role: str = "", **more: object) -> tables.Party:
    """Add a party to the case."""
    one = tables.Party(name=name, rank=len(case.parties), **more)
    if side:
        one.sides.append(tables.PartySide(side=side))
    if role:
        one.roles.append(tables.PartyRole(role_code=role))
    case.parties.append(one)
    return one


def step(case: Case, action: str, moment: Moment, **more: object) -> tables.Step:
    """Add a step at the end of the case's timeline."""
    position = (len(case.steps) + 1) * tables.POSITION_GAP
    one = tables.Step(action_code=action, moment=moment, position=position, **more)
    case.steps.append(one)
    return one


def mediated(
    session: Session, case: Case, method: str, sitting: int, **more: object
) -> tables.MediationSession:
    """Add a mediation session with its step."""
    one = tables.MediationSession(
        step=step(case, "MEDIATED", MARCH_16), method=method, sitting=sitting, **more
    )
    session.add(one)
    return one
