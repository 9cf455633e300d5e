"""Activities: host, place, programme, posts, trainings, and who came."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from linli.casework.state import open_case, refresh
from linli.casework.steps import KnownNames, add_partners, add_step, change_step_of, cleaned
from linli.domain import amounts
from linli.domain.drafts import ActivityDraft, PartnerDraft, PostDraft, TrainingDraft
from linli.domain.text import LINE, NAME, TEXT, clean
from linli.errors import Refused
from linli.records.tables import Activity, Case, Count, Post, Step, Training

RowT = TypeVar("RowT", Post, Training)

_HOST = "HOST"
"""The part of a partner that holds an activity along."""


def record_activity(session: Session, case_id: int, draft: ActivityDraft) -> int:
    """Keep one activity of an open case and return its id.

    Raises Refused where the case is closed, a post has no name or a training no topic.
    """
    _check(draft)
    case = open_case(session, case_id)
    step = add_step(session, case, "ACTIVITY_HELD", draft.moment, by=_hosts(draft), note=draft.note)
    activity = Activity(step=step)
    session.add(activity)
    _put(session, activity, case, draft)
    refresh(case)
    return activity.id


def activity_draft(session: Session, activity_id: int) -> ActivityDraft:
    """An activity as a form would hand it over."""
    kept = session.get_one(Activity, activity_id)
    return ActivityDraft(
        moment=kept.step.moment,
        host=kept.host_words,
        co_hosts=tuple(each.words for each in kept.step.partners if each.part == _HOST),
        place=kept.place,
        programme=kept.programme,
        people=tuple(count.figure for count in kept.counts),
        posts=tuple(
            PostDraft(
                name=post.name,
                people=post.counts[0].figure if post.counts else None,
                people_words=post.people_words,
                minutes=post.minutes,
            )
            for post in kept.posts
        ),
        trainings=tuple(
            TrainingDraft(each.topic, each.moment, each.trainer_words, each.trained_words)
            for each in kept.trainings
        ),
        note=kept.step.note,
    )


def change_activity(session: Session, activity_id: int, draft: ActivityDraft) -> None:
    """Put ``draft`` in place of an activity; refuses what `record_activity` refuses."""
    _check(draft)
    activity = session.get_one(Activity, activity_id)
    case = open_case(session, activity.step.case_id)
    change_step_of(session, activity.step, draft.moment, by=_hosts(draft), note=draft.note)
    _put(session, activity, case, draft)
    session.flush()
    for part in (activity, activity.step, *activity.posts):
        session.expire(part)
    refresh(case)


def _check(draft: ActivityDraft) -> None:
    if any(not clean(post.name, NAME, field="posts") for post in draft.posts):
        raise Refused(("posts", "请写岗位名称"))
    if any(not clean(training.topic, LINE, field="trainings") for training in draft.trainings):
        raise Refused(("trainings", "请写培训内容"))
    if any(post.minutes is not None and post.minutes < 1 for post in draft.posts):
        raise Refused(("posts", "时长要大于零"))


def _hosts(draft: ActivityDraft) -> tuple[str, ...]:
    return (draft.host,) if draft.host else ()


def _put(session: Session, activity: Activity, case: Case, draft: ActivityDraft) -> None:
    activity.host_words = clean(draft.host, LINE, field="host")
    with session.no_autoflush:
        activity.host = KnownNames(session, case).organisation(activity.host_words)
    activity.place = clean(draft.place, LINE, field="place")
    activity.programme = clean(draft.programme, TEXT, lines=True, field="programme")
    _put_co_hosts(session, activity.step, draft.co_hosts)
    _put_counts(activity, draft.people)
    _put_posts(activity, draft.posts)
    _put_trainings(activity, draft.trainings)


def _put_co_hosts(session: Session, step: Step, names: Sequence[str]) -> None:
    wanted = cleaned(names, NAME, field="co_hosts")
    kept = [partner for partner in step.partners if partner.part == _HOST]
    if [partner.words for partner in kept] == wanted:
        return
    for partner in kept:
        partner.removed_at = datetime.now(UTC)
    add_partners(session, step, (PartnerDraft(name, _HOST) for name in wanted))


def _put_counts(owner: Activity | Post, figures: Sequence[amounts.Count]) -> None:
    """Let the counts be these, in their order; the rows that are there are used again."""
    kept = list(owner.counts)
    for place, figure in enumerate(figures):
        if place >= len(kept):
            owner.counts.append(Count(figure=figure))
        elif kept[place].figure != figure:
            kept[place].figure = figure
    for count in kept[len(figures) :]:
        count.removed_at = datetime.now(UTC)


def _put_posts(activity: Activity, drafts: Sequence[PostDraft]) -> None:
    names = [clean(draft.name, NAME, field="posts") for draft in drafts]
    rows = _matched(names, activity.posts, lambda post: post.name)
    for rank, (draft, name, row) in enumerate(zip(drafts, names, rows, strict=True)):
        post = row or Post()
        post.rank, post.name, post.minutes = rank, name, draft.minutes
        post.people_words = clean(draft.people_words, LINE, field="posts")
        _put_counts(post, () if draft.people is None else (draft.people,))
        if row is None:
            activity.posts.append(post)


def _put_trainings(activity: Activity, drafts: Sequence[TrainingDraft]) -> None:
    topics = [clean(draft.topic, LINE, field="trainings") for draft in drafts]
    rows = _matched(topics, activity.trainings, lambda training: training.topic)
    for rank, (draft, topic, row) in enumerate(zip(drafts, topics, rows, strict=True)):
        training = row or Training(moment=draft.moment)
        if training.moment != draft.moment:
            training.moment = draft.moment
        training.rank, training.topic = rank, topic
        training.trainer_words = clean(draft.trainer, LINE, field="trainings")
        training.trained_words = clean(draft.trained, LINE, field="trainings")
        if row is None:
            activity.trainings.append(training)


def _matched(
    names: Sequence[str], rows: Sequence[RowT], name_of: Callable[[RowT], str]
) -> list[RowT | None]:
    """For each name the row it goes on in, None for a new one; rows left over are removed.

    A row of the same name first, whatever its place; then, one renamed, in their order.
    """
    left = list(rows)
    found: list[RowT | None] = []
    for name in names:
        row = next((row for row in left if name_of(row) == name), None)
        found.append(row)
        if row is not None:
            left.remove(row)
    for place, row in enumerate(found):
        if row is None and left:
            found[place] = left.pop(0)
    for row in left:
        row.removed_at = datetime.now(UTC)
    return found
