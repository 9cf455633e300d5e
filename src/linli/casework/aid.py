"""Aid: public appeals, gifts, and what was spent of them."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from linli.casework.state import actor_names, open_case, refresh
from linli.casework.steps import add_step, change_step_of
from linli.domain import amounts
from linli.domain.drafts import AppealDraft, GiftDraft
from linli.domain.text import LINE, clean
from linli.errors import Refused
from linli.records.tables import Amount, Appeal, Case, Count, Gift, Step

UNNAMED = "不留名"
"""What the count of those is called who gave without a name."""
GOODS = "实物"
"""What the count is called that says how much of the goods."""


def record_appeal(session: Session, case_id: int, draft: AppealDraft) -> int:
    """Keep that money was publicly asked for, and return the appeal's id.

    Raises Refused where the case is closed or the platform is not named.
    """
    platform = _platform(draft)
    case = open_case(session, case_id)
    step = add_step(session, case, "HANDLED", draft.moment, by=draft.by, note=draft.note)
    appeal = Appeal(step=step, platform=platform)
    session.add(appeal)
    refresh(case)
    return appeal.id


def appeal_draft(session: Session, appeal_id: int) -> AppealDraft:
    """An appeal as a form would hand it over."""
    appeal = session.get_one(Appeal, appeal_id)
    step = appeal.step
    return AppealDraft(appeal.platform, step.moment, actor_names(step, "FROM"), step.note)


def change_appeal(session: Session, appeal_id: int, draft: AppealDraft) -> None:
    """Put ``draft`` in place of an appeal; refuses what `record_appeal` refuses."""
    platform = _platform(draft)
    appeal = session.get_one(Appeal, appeal_id)
    case = open_case(session, appeal.step.case_id)
    change_step_of(session, appeal.step, draft.moment, by=draft.by, note=draft.note)
    appeal.platform = platform
    refresh(case)


def record_gift(session: Session, case_id: int, draft: GiftDraft) -> int:
    """Keep money or goods given, or spent of what was given, and return the gift's id.

    A closed case takes gifts too. Raises Refused where neither money nor goods are
    named, the appeal is not one of the case, or the case is voided.
    """
    _check_gift(draft)
    case = open_case(session, case_id, allowed_when_closed=True)
    giver, receiver = _ends(draft)
    step = add_step(
        session, case, "GIFT_GIVEN", draft.moment, by=giver, to=receiver, note=draft.note
    )
    gift = Gift(step=step)
    _put_gift(session, gift, case, draft)
    session.add(gift)
    refresh(case)
    return gift.id


def gift_draft(session: Session, gift_id: int) -> GiftDraft:
    """A gift as a form would hand it over."""
    gift = session.get_one(Gift, gift_id)
    appeal = _appeal(session, gift.step.case_id, gift.appeal_id)
    return GiftDraft(
        channel=gift.channel,
        moment=gift.step.moment,
        amount=gift.amounts[0].value if gift.amounts else None,
        giver=gift.giver_words,
        goods=gift.goods,
        is_spent=gift.direction == "SPENT",
        note=gift.step.note,
        receiver=gift.receiver_words,
        quantity=counted(gift, GOODS),
        witness=gift.witness_words,
        unnamed=counted(gift, UNNAMED),
        may_publish_name=gift.may_publish_name,
        appeal=None if appeal is None else appeal.id,
    )


def change_gift(session: Session, gift_id: int, draft: GiftDraft) -> None:
    """Put ``draft`` in place of a gift; refuses what `record_gift` refuses."""
    _check_gift(draft)
    gift = session.get_one(Gift, gift_id)
    case = open_case(session, gift.step.case_id, allowed_when_closed=True)
    giver, receiver = _ends(draft)
    change_step_of(session, gift.step, draft.moment, by=giver, to=receiver, note=draft.note)
    _put_gift(session, gift, case, draft)
    session.flush()
    session.expire(gift, ["amounts", "counts"])
    refresh(case)


def counted(gift: Gift, of_what: str) -> amounts.Count | None:
    """The count of a gift called so, as it was said."""
    found = (count.figure for count in gift.counts if (count.figure.of_what or UNNAMED) == of_what)
    figure = next(found, None)
    return None if figure is None else replace(figure, of_what="")


def _platform(draft: AppealDraft) -> str:
    platform = clean(draft.platform, LINE, field="platform")
    if not platform:
        raise Refused(("platform", "请写在哪里发起募捐"))
    return platform


def _check_gift(draft: GiftDraft) -> None:
    if draft.amount is None and not clean(draft.goods, LINE, field="goods"):
        raise Refused(("amount", "请写金额，或写捐了什么实物"))


def _ends(draft: GiftDraft) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who gave and to whom, for the step."""
    giver = clean(draft.giver, LINE, field="giver")
    receiver = clean(draft.receiver, LINE, field="receiver")
    return (giver,) if giver else (), (receiver,) if receiver else ()


def _put_gift(session: Session, gift: Gift, case: Case, draft: GiftDraft) -> None:
    gift.appeal = _appeal_of(session, case, draft.appeal)
    gift.direction = "SPENT" if draft.is_spent else "RAISED"
    gift.channel = draft.channel
    gift.giver_words = clean(draft.giver, LINE, field="giver")
    gift.giver = next(
        (actor.party for actor in gift.step.actors if actor.direction == "FROM"), None
    )
    gift.receiver_words = clean(draft.receiver, LINE, field="receiver")
    gift.goods = clean(draft.goods, LINE, field="goods")
    gift.witness_words = clean(draft.witness, LINE, field="witness")
    gift.may_publish_name = draft.may_publish_name
    _put_amount(gift, draft.amount)
    _put_count(gift, GOODS, draft.quantity)
    _put_count(gift, UNNAMED, draft.unnamed)


def _appeal_of(session: Session, case: Case, appeal_id: int | None) -> Appeal | None:
    found = _appeal(session, case.id, appeal_id)
    if appeal_id is not None and found is None:
        raise Refused(("appeal", "募捐要从本事项的募捐里选"))
    return found


def _appeal(session: Session, case_id: int, appeal_id: int | None) -> Appeal | None:
    """The appeal of that id, where the case has it and it was not removed."""
    return session.scalars(
        select(Appeal)
        .join(Step, Step.id == Appeal.step_id)
        .where(Appeal.id == appeal_id, Step.case_id == case_id)
    ).one_or_none()


def _put_amount(gift: Gift, value: amounts.Amount | None) -> None:
    kept = gift.amounts[0] if gift.amounts else None
    if kept is None and value is not None:
        gift.amounts.append(Amount(value=value))
    elif kept is not None and value is None:
        kept.removed_at = datetime.now(UTC)
    elif kept is not None and value is not None and kept.value != value:
        kept.value = value


def _put_count(gift: Gift, of_what: str, value: amounts.Count | None) -> None:
    kept = next((each for each in gift.counts if each.figure.of_what == of_what), None)
    figure = None if value is None else replace(value, of_what=of_what)
    if kept is None and figure is not None:
        gift.counts.append(Count(figure=figure))
    elif kept is not None and figure is None:
        kept.removed_at = datetime.now(UTC)
    elif kept is not None and figure is not None and kept.figure != figure:
        kept.figure = figure
