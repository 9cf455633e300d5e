"""Activities: host, place, programme, posts, trainings, and who came."""

from sqlalchemy.orm import Session

from linli.casework.state import open_case, refresh
from linli.casework.steps import add_partners, add_step
from linli.domain.drafts import ActivityDraft, PartnerDraft
from linli.domain.text import LINE, NAME, TEXT, clean
from linli.records.tables import Activity, Count, Post, Training


def record_activity(session: Session, case_id: int, draft: ActivityDraft) -> int:
    """Keep one activity of an open case and return its id."""
    case = open_case(session, case_id)
    step = add_step(
        session,
        case,
        "ACTIVITY_HELD",
        draft.moment,
        by=(draft.host,) if draft.host else (),
        note=draft.note,
    )
    add_partners(session, step, (PartnerDraft(name, "HOST") for name in draft.co_hosts))
    activity = Activity(
        step=step,
        host_words=clean(draft.host, LINE, field="host"),
        place=clean(draft.place, LINE, field="place"),
        programme=clean(draft.programme, TEXT, lines=True, field="programme"),
        counts=[Count(figure=figure) for figure in draft.people],
    )
    session.add(activity)
    for rank, post in enumerate(draft.posts):
        activity.posts.append(
            Post(
                rank=rank,
                name=clean(post.name, NAME),
                counts=[Count(figure=post.people)] if post.people else [],
            )
        )
    for rank, training in enumerate(draft.trainings):
        activity.trainings.append(
            Training(
                rank=rank,
                topic=clean(training.topic, LINE),
                moment=training.moment,
                trainer_words=clean(training.trainer, LINE),
                trained_words=clean(training.trained, LINE),
            )
        )
    refresh(case)
    return activity.id
