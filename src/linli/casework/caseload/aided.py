"""What was given, held, asked and thanked in a case, as rows for reading."""

from collections.abc import Iterable
from typing import Any

from linli.casework.aid import GOODS, UNNAMED, counted
from linli.casework.people import name_of
from linli.casework.state import actor_names
from linli.domain import vocabulary as words
from linli.domain.case_file import (
    ActivityRow,
    AppealRow,
    Coded,
    FollowUpRow,
    GiftRow,
    PostRow,
    ThanksRow,
    TrainingRow,
)
from linli.records.tables import Activity, Appeal, FollowUp, FollowUpFinding, Gift, Post, Thanks


def gift_row(gift: Gift) -> GiftRow:
    """Money or goods raised or spent."""
    return GiftRow(
        moment=gift.step.moment,
        channel=_coded(words.GIFT_CHANNELS, gift.channel),
        giver=gift.giver_words,
        goods=gift.goods,
        amount=gift.amounts[0].value if gift.amounts else None,
        is_spent=gift.direction == "SPENT",
        id=gift.id,
        receiver=gift.receiver_words,
        quantity=counted(gift, GOODS),
        witness=gift.witness_words,
        unnamed=counted(gift, UNNAMED),
        may_publish_name=gift.may_publish_name,
        appeal=gift.appeal.platform if gift.appeal is not None else "",
        note=gift.step.note,
    )


def appeal_row(appeal: Appeal) -> AppealRow:
    """Where money was publicly asked for."""
    step = appeal.step
    return AppealRow(appeal.id, step.moment, appeal.platform, actor_names(step, "FROM"), step.note)


def activity_row(activity: Activity) -> ActivityRow:
    """An activity with its posts and trainings."""
    return ActivityRow(
        moment=activity.step.moment,
        host=activity.host_words,
        co_hosts=tuple(
            partner.words for partner in activity.step.partners if partner.part == "HOST"
        ),
        place=activity.place,
        programme=activity.programme,
        people=tuple(count.figure for count in activity.counts),
        posts=tuple(_post_row(post) for post in activity.posts),
        trainings=tuple(
            TrainingRow(
                training.topic, training.moment, training.trainer_words, training.trained_words
            )
            for training in activity.trainings
        ),
        note=activity.step.note,
        id=activity.id,
    )


def follow_up_row(done: FollowUp) -> FollowUpRow:
    """A follow-up with what each party told."""
    satisfactions = [finding.satisfaction for finding in done.findings]
    return FollowUpRow(
        moment=done.step.moment,
        way=_coded(words.FOLLOW_UP_WAYS, done.way),
        findings=tuple(
            (name_of(finding.party), _finding_words(finding)) for finding in done.findings
        ),
        satisfaction=_coded(words.SATISFACTIONS, _worst(satisfactions)),
        note=done.step.note,
        next_on=done.next,
        id=done.id,
        by=actor_names(done.step, "FROM"),
    )


def thanks_row(thanks: Thanks) -> ThanksRow:
    """Thanks, from whom and to whom."""
    return ThanksRow(
        moment=thanks.step.moment,
        kind=_coded(words.THANKS_KINDS, thanks.kind),
        by="、".join(actor_names(thanks.step, "FROM")),
        note=thanks.step.note,
        id=thanks.id,
        to="、".join(actor_names(thanks.step, "TO")),
        words=thanks.words,
    )


def _post_row(post: Post) -> PostRow:
    people = post.counts[0].figure if post.counts else None
    return PostRow(post.name, people, post.people_words, post.minutes)


def _finding_words(finding: FollowUpFinding) -> str:
    """What was found in one line: 已联系上，已履行，已解决，满意；楼上铺了地垫."""
    found = (
        (words.REACHED, finding.reached),
        (words.PERFORMED_FINDINGS, finding.performed),
        (words.SOLVED_FINDINGS, finding.solved),
        (words.SATISFACTIONS, finding.satisfaction),
    )
    said = "，".join(codes.label_of(code) for codes, code in found if code != words.NOT_STATED)
    return "；".join(filter(None, (said, finding.words))) or "未记明"


def _worst(satisfactions: Iterable[str]) -> str:
    order = ["DISSATISFIED", "MOSTLY", "SATISFIED", "NOT_EXPRESSED", "NOT_STATED"]
    return min(satisfactions, key=order.index, default="NOT_STATED")


def _coded(codes: words.CodeList[Any], code: str) -> Coded:
    return Coded(code, codes.label_of(code))
