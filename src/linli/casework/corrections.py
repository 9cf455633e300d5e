"""补正: slips put right in a closed case, with what stood there before and why."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from linli.casework.state import facts_of, refresh
from linli.casework.step_order import stand_rightly
from linli.casework.steps import OWNERS
from linli.domain.case_file import CorrectionRow
from linli.domain.drafts import PartySlip, StepSlip
from linli.domain.moments import Moment, Precision, paper_text
from linli.domain.rules import Stage, stage_of
from linli.domain.text import LINE, NAME, TEXT, clean
from linli.domain.things import Thing
from linli.errors import Refused
from linli.records.tables import Case, Correction, Party, Step, Worker

NEEDS_REASON: Final = "本事项已办结，请写明为什么补正；原来的内容会留着。"


def corrections(session: Session, case_id: int) -> tuple[CorrectionRow, ...]:
    """The slips put right in a case, the oldest first."""
    rows = session.execute(
        select(Correction, Worker.name)
        .outerjoin(Worker, Worker.id == Correction.recorded_by_id)
        .where(Correction.case_id == case_id)
        .order_by(Correction.id)
    ).all()
    return tuple(
        CorrectionRow(
            what=row.what,
            old=row.old,
            new=row.new,
            why=row.why,
            at=row.recorded_at.astimezone().replace(tzinfo=None),
            by=worker or "",
        )
        for row, worker in rows
    )


def party_slip(session: Session, party_id: int) -> PartySlip:
    """What of a party may be put right in a closed case, as it stands."""
    party = session.get_one(Party, party_id)
    return PartySlip(party.name, party.phone, party.home)


def correct_party(session: Session, party_id: int, draft: PartySlip) -> None:
    """Put a slip in a party of a closed case right, and keep what stood there.

    Raises Refused where the case is open or voided, without a reason, and where
    nothing would name the party any more.
    """
    party = session.get_one(Party, party_id)
    why = _reason(session, party.case, draft.reason)
    old = _party_words(party)
    party.name = clean(draft.name, NAME, field="name")
    party.phone = clean(draft.phone, NAME, field="phone")
    party.home = clean(draft.home, LINE, field="home")
    if party.identity == "KNOWN" and not (party.name or party.home):
        raise Refused(("name", "请写名称；不知道可写“楼下住户”“301室”"))
    session.flush()
    keep_corrections(session, party.case, Thing.PARTY, party_id, old, _party_words(party), why)
    refresh(party.case)


def step_slip(session: Session, step_id: int) -> StepSlip:
    """What of a step may be put right in a closed case, as it stands."""
    step = session.get_one(Step, step_id)
    return StepSlip(step.moment, step.note)


def correct_step(session: Session, step_id: int, draft: StepSlip) -> None:
    """Put a slip in a plain step of a closed case right, and keep what stood there.

    Raises Refused where the case is open or voided, without a reason, for the step of
    a session, a result or the like, and where the case would not be closed any more.
    """
    step = session.get_one(Step, step_id)
    case = step.case
    why = _reason(session, case, draft.reason)
    if _dates_another_thing(session, step_id):
        raise Refused((None, "这一条属于调解、结果等内容，补正不了；要改请先重新打开。"))
    stage = stage_of(facts_of(session, case))
    old = _step_words(step)
    step.moment, step.note = draft.moment, clean(draft.note, TEXT, lines=True, field="note")
    stand_rightly(session, step)
    session.flush()
    session.expire(case, ["steps"])
    if stage_of(facts_of(session, case)) is not stage:
        raise Refused(("moment", "按这个时间，办结的先后就变了，请核对"))
    keep_corrections(session, case, Thing.STEP, step_id, old, _step_words(step), why)
    refresh(case)


def keep_corrections(
    session: Session,
    case: Case,
    thing: Thing,
    row_id: int,
    old: Mapping[str, str],
    new: Mapping[str, str],
    why: str,
) -> None:
    """Keep each field that reads otherwise now; ``old`` and ``new`` by the words of the form."""
    for what, words in new.items():
        if words != old[what]:
            session.add(
                Correction(
                    case=case,
                    thing=thing,
                    row_id=row_id,
                    what=what,
                    old=old[what],
                    new=words,
                    why=clean(why, TEXT, lines=True, field="reason"),
                )
            )
    session.flush()


def _reason(session: Session, case: Case, typed: str) -> str:
    stage = stage_of(facts_of(session, case))
    if stage is Stage.VOIDED:
        raise Refused((None, "本事项已作废，不能再改。"))
    if stage.is_open:
        raise Refused((None, "本事项没有办结，请直接修改。"))
    if not (reason := clean(typed, TEXT, lines=True, field="reason")):
        raise Refused(("reason", NEEDS_REASON))
    return reason


def _dates_another_thing(session: Session, step_id: int) -> bool:
    return any(
        session.scalars(select(table.id).where(table.step_id == step_id)).first() is not None
        for table in OWNERS.values()
    )


def _party_words(party: Party) -> dict[str, str]:
    return {"当事人名称": party.name, "当事人电话": party.phone, "当事人住处": party.home}


def _step_words(step: Step) -> dict[str, str]:
    label = step.action.label
    return {f"{label}时间": _when(step.moment), f"{label}说明": step.note}


def _when(moment: Moment) -> str:
    return "未记明" if moment.precision is Precision.NOT_STATED else paper_text(moment)
