"""Aid: public appeals, gifts, and what was spent of them."""

from sqlalchemy.orm import Session

from linli.casework.state import open_case, refresh
from linli.casework.steps import add_step
from linli.domain.drafts import AppealDraft, GiftDraft
from linli.domain.text import LINE, clean
from linli.errors import Refused
from linli.records.tables import Amount, Appeal, Gift


def record_appeal(session: Session, case_id: int, draft: AppealDraft) -> int:
    """Keep that money was publicly asked for, and return the appeal's id.

    Raises Refused where the case is closed or the platform is not named.
    """
    if not draft.platform:
        raise Refused(("platform", "请写在哪里发起募捐"))
    case = open_case(session, case_id)
    step = add_step(session, case, "HANDLED", draft.moment, by=draft.by, note=draft.note)
    appeal = Appeal(step=step, platform=clean(draft.platform, LINE, field="platform"))
    session.add(appeal)
    refresh(case)
    return appeal.id


def record_gift(session: Session, case_id: int, draft: GiftDraft) -> int:
    """Keep money or goods given, or spent of what was given, and return the gift's id.

    A closed case takes gifts too. Raises Refused where neither money nor goods are
    named, or the case is voided.
    """
    if draft.amount is None and not draft.goods:
        raise Refused(("amount", "请写金额，或写捐了什么实物"))
    case = open_case(session, case_id, allowed_when_closed=True)
    giver = (draft.giver,) if draft.giver else ()
    step = add_step(session, case, "GIFT_GIVEN", draft.moment, by=giver, note=draft.note)
    gift = Gift(
        step=step,
        direction="SPENT" if draft.is_spent else "RAISED",
        channel=draft.channel,
        giver_words=clean(draft.giver, LINE, field="giver"),
        goods=clean(draft.goods, LINE, field="goods"),
    )
    session.add(gift)
    if draft.amount is not None:
        gift.amounts.append(Amount(value=draft.amount))
    refresh(case)
    return gift.id
