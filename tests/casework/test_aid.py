"""Appeals, gifts and activities: kept whole, read back for editing, changed in place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from linli.casework import caseload
from linli.casework.activities import activity_draft, change_activity, record_activity
from linli.casework.aid import (
    appeal_draft,
    change_appeal,
    change_gift,
    gift_draft,
    record_appeal,
    record_gift,
)
from linli.casework.closing import record_outcome
from linli.casework.intake import take_down
from linli.casework.steps import record_step
from linli.domain.amounts import Amount, Count, Qualifier, Stage
from linli.domain.case_file import CaseFile
from linli.domain.drafts import (
    ActivityDraft,
    AppealDraft,
    CaseDraft,
    GiftDraft,
    OutcomeDraft,
    PartyDraft,
    PostDraft,
    StepDraft,
    TrainingDraft,
)
from linli.domain.gifts import total_words
from linli.domain.moments import Moment
from linli.errors import Refused
from linli.records.database import Database
from linli.records.tables import Activity, Gift, Post, StepActor
from linli.records.upkeep import INCLUDE_REMOVED

DAY = Moment.on_day(date(2025, 3, 1))
LATER = Moment.on_day(date(2025, 3, 5))
Read = Callable[[int], CaseFile]

GIFT = GiftDraft(
    channel="PROPERTY",
    moment=DAY,
    amount=Amount(678400, qualifier=Qualifier.ABOUT, stage=Stage.RAISED, words="约6784"),
    giver="物业公司",
    goods="大米",
    note="在门岗收的。",
    receiver="李家",
    quantity=Count(10, unit="袋"),
    witness="网格员、楼长",
    unnamed=Count(12, qualifier=Qualifier.OVER, unit="人", words="12余人"),
    may_publish_name=False,
)
ACTIVITY = ActivityDraft(
    moment=DAY,
    host="翰林社区",
    co_hosts=("消防站", "第二小学"),
    place="消防站",
    programme="参观\n体验",
    people=(
        Count(50, qualifier=Qualifier.OVER, unit="名", of_what="小学生"),
        Count(6, unit="名", of_what="志愿者"),
    ),
    posts=(
        PostDraft("签到", Count(2, unit="人"), "王甲、李乙", 90),
        PostDraft("引导", Count(4, unit="人")),
        PostDraft("摄影"),
    ),
    trainings=(
        TrainingDraft("安全知识", Moment.in_words("活动前"), "网格长", "志愿者"),
        TrainingDraft("保密制度", DAY),
    ),
    note="没有发生意外。",
)


@pytest.fixture
def aid(sample: Database, now: datetime) -> int:
    """An open case of help for one household."""
    draft = CaseDraft(
        "AID", "VISIT_HOME", "手术费用", DAY, parties=(PartyDraft(name="李家", role="BENEFICIARY"),)
    )
    with sample.writing() as session:
        return take_down(session, draft, now)


@pytest.fixture
def read(sample: Database, now: datetime) -> Read:
    """Reads a case."""

    def case_file(case_id: int) -> CaseFile:
        with sample.reading() as session:
            return caseload.case_file(session, case_id, now)

    return case_file


def close(session: Session, case_id: int) -> None:
    record_outcome(session, case_id, OutcomeDraft("SOLVED", DAY))


def test_a_gift_is_read_with_everything_said_of_it(sample: Database, aid: int, read: Read) -> None:
    with sample.writing() as session:
        appeal = record_appeal(session, aid, AppealDraft("水滴筹", DAY, ("李家",), "为手术。"))
        record_gift(session, aid, replace(GIFT, appeal=appeal))
    kept = read(aid)
    (gift,) = kept.gifts
    assert (gift.giver, gift.receiver, gift.witness) == ("物业公司", "李家", "网格员、楼长")
    assert (gift.quantity, gift.unnamed) == (GIFT.quantity, GIFT.unnamed)
    assert (gift.may_publish_name, gift.appeal, gift.note) == (False, "水滴筹", "在门岗收的。")
    assert [(row.platform, row.by, row.note) for row in kept.appeals] == [
        ("水滴筹", ("李家",), "为手术。")
    ]
    assert kept.steps[-1].to == ("李家",)


def test_a_giver_who_is_a_party_is_known_as_that_party(sample: Database, aid: int) -> None:
    with sample.writing() as session:
        given = session.get_one(Gift, record_gift(session, aid, replace(GIFT, giver="李家")))
        assert given.giver is not None
        assert given.giver.name == "李家"
        change_gift(session, given.id, GIFT)
        assert given.giver is None


def test_what_is_read_back_and_kept_again_changes_nothing(
    sample: Database, aid: int, read: Read
) -> None:
    with sample.writing() as session:
        appeal = record_appeal(session, aid, AppealDraft("水滴筹", DAY, ("李家",), "为手术。"))
        gift = record_gift(session, aid, replace(GIFT, appeal=appeal))
        activity = record_activity(session, aid, ACTIVITY)
    before = read(aid)
    with sample.writing() as session:
        assert gift_draft(session, gift) == replace(GIFT, appeal=appeal)
        assert activity_draft(session, activity) == ACTIVITY
        change_appeal(session, appeal, appeal_draft(session, appeal))
        change_gift(session, gift, gift_draft(session, gift))
        change_activity(session, activity, activity_draft(session, activity))
    assert read(aid) == before


def test_a_changed_gift_is_the_same_row_in_its_new_place(
    sample: Database, aid: int, read: Read
) -> None:
    with sample.writing() as session:
        first = record_gift(session, aid, replace(GIFT, moment=LATER))
        second = record_gift(session, aid, replace(GIFT, moment=LATER, giver="邻居"))
        change_gift(
            session,
            second,
            GiftDraft("NEIGHBOURS", DAY, Amount(5000), "王甲", is_spent=True, appeal=None),
        )
    kept = read(aid)
    assert [gift.id for gift in kept.gifts] == [second, first]
    changed = kept.gifts[0]
    assert (changed.amount, changed.goods, changed.quantity) == (Amount(5000), "", None)
    assert (changed.is_spent, changed.unnamed, changed.witness) == (True, None, "")
    assert kept.gifts[1].quantity == GIFT.quantity


def test_nothing_that_was_replaced_is_deleted(sample: Database, aid: int) -> None:
    with sample.writing() as session:
        gift = record_gift(session, aid, GIFT)
        change_gift(session, gift, replace(GIFT, giver="邻居"))
        givers = session.scalars(
            select(StepActor.words).where(StepActor.step_id == session.get_one(Gift, gift).step_id),
            execution_options={INCLUDE_REMOVED: True},
        )
        assert {"物业公司", "邻居"} <= set(givers)


@pytest.mark.parametrize("goods", ["", " \u200b"])
def test_a_gift_of_nothing_is_refused(sample: Database, aid: int, goods: str) -> None:
    with sample.writing() as session, pytest.raises(Refused) as refused:
        record_gift(session, aid, GiftDraft("ONLINE", DAY, None, goods=goods))
    assert refused.value.refusals == (("amount", "请写金额，或写捐了什么实物"),)


def test_a_gift_answers_only_an_appeal_of_its_own_case(
    sample: Database, aid: int, now: datetime
) -> None:
    with sample.writing() as session:
        other = take_down(session, CaseDraft("AID", "PHONE", "另一家", DAY), now)
        appeal = record_appeal(session, other, AppealDraft("水滴筹", DAY))
        with pytest.raises(Refused) as refused:
            record_gift(session, aid, replace(GIFT, appeal=appeal))
    assert refused.value.refusals[0][0] == "appeal"


def test_a_closed_case_takes_gifts_and_neither_appeals_nor_activities(
    sample: Database, aid: int
) -> None:
    with sample.writing() as session:
        appeal = record_appeal(session, aid, AppealDraft("水滴筹", DAY))
        activity = record_activity(session, aid, ACTIVITY)
        close(session, aid)
        change_gift(session, record_gift(session, aid, GIFT), replace(GIFT, giver="邻居"))
        for refused in (
            lambda: record_appeal(session, aid, AppealDraft("轻松筹", DAY)),
            lambda: change_appeal(session, appeal, AppealDraft("轻松筹", DAY)),
            lambda: record_activity(session, aid, ACTIVITY),
            lambda: change_activity(session, activity, ACTIVITY),
        ):
            with pytest.raises(Refused, match="已办结"):
                refused()


def test_a_voided_case_takes_no_gift(sample: Database, aid: int) -> None:
    with sample.writing() as session:
        record_step(session, aid, StepDraft("VOIDED", DAY, reason="记重了"))
        with pytest.raises(Refused, match="已作废"):
            record_gift(session, aid, GIFT)


def test_an_appeal_says_where(sample: Database, aid: int) -> None:
    with sample.writing() as session, pytest.raises(Refused, match="在哪里发起"):
        record_appeal(session, aid, AppealDraft(" ", DAY))


def test_the_posts_of_an_activity_keep_their_rows_whatever_their_order(
    sample: Database, aid: int, read: Read
) -> None:
    def ids(session: Session) -> dict[str, int]:
        return {post.name: post.id for post in session.scalars(select(Post))}

    with sample.writing() as session:
        activity = record_activity(session, aid, ACTIVITY)
        before = ids(session)
    sign_in, guide, _photos = ACTIVITY.posts
    changed = (replace(guide, people=Count(5, unit="人")), replace(sign_in, name="登记"))
    with sample.writing() as session:
        change_activity(session, activity, replace(ACTIVITY, posts=changed, people=()))
        after = ids(session)
        assert activity_draft(session, activity).posts == changed
    assert after == {"引导": before["引导"], "登记": before["签到"]}
    (row,) = read(aid).activities
    assert [(post.name, post.minutes) for post in row.posts] == [("引导", None), ("登记", 90)]
    assert row.people == ()


def test_an_activity_gains_and_loses_its_parts(sample: Database, aid: int, read: Read) -> None:
    with sample.writing() as session:
        activity = record_activity(session, aid, ActivityDraft(DAY))
        change_activity(session, activity, ACTIVITY)
        assert activity_draft(session, activity) == ACTIVITY
        change_activity(session, activity, ActivityDraft(LATER, host="消防站"))
        assert activity_draft(session, activity) == ActivityDraft(LATER, host="消防站")
    assert read(aid).steps[-1].partners == ()


@pytest.mark.parametrize(
    ("field", "draft"),
    [
        ("posts", replace(ACTIVITY, posts=(PostDraft("", Count(2)),))),
        ("posts", replace(ACTIVITY, posts=(PostDraft("签到", minutes=0),))),
        ("trainings", replace(ACTIVITY, trainings=(TrainingDraft(" ", DAY),))),
    ],
)
def test_a_post_has_a_name_and_a_training_a_topic(
    sample: Database, aid: int, field: str, draft: ActivityDraft
) -> None:
    with sample.writing() as session, pytest.raises(Refused) as refused:
        record_activity(session, aid, draft)
    assert refused.value.refusals[0][0] == field


def test_a_host_the_office_works_with_is_known(sample: Database, aid: int) -> None:
    with sample.writing() as session:
        held = record_activity(session, aid, replace(ACTIVITY, host="消防站"))
        host = session.get_one(Activity, held).host
        assert host is not None
        assert host.name == "消防站"


def test_what_gifts_come_to_says_how_sure_it_is(sample: Database, aid: int, read: Read) -> None:
    exact = GiftDraft("ONLINE", DAY, Amount(7135400, stage=Stage.RAISED))
    goods = GiftDraft("NEIGHBOURS", DAY, None, goods="被子")
    with sample.writing() as session:
        for draft in (exact, GIFT, goods):
            record_gift(session, aid, draft)
    gifts = read(aid).gifts
    assert total_words(gifts[:1]) == "71,354元"
    assert total_words(gifts) == "约78,138元"
    assert total_words(gifts[2:]) == ""
