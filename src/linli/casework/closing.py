"""Results, and the end of a case."""

from sqlalchemy.orm import Session

from linli.casework.state import open_case, refresh
from linli.casework.steps import add_step
from linli.domain.drafts import OutcomeDraft
from linli.domain.rules import check_outcome
from linli.domain.text import TEXT, clean
from linli.errors import Refused
from linli.records.tables import Closing, Outcome, Result


def record_outcome(session: Session, case_id: int, draft: OutcomeDraft) -> int:
    """Keep a result, close the case with it where the draft says so, and return its id.

    Raises Refused where the case is closed, the result is not final but closes, or
    needs a reason.
    """
    case = open_case(session, case_id)
    result = session.get(Result, draft.result)
    if result is None:
        raise Refused(("result", "请选结果"))
    check_outcome(result.base, closes=draft.closes, note=draft.note)
    step = add_step(session, case, "OUTCOME_REACHED", draft.moment)
    outcome = Outcome(
        step=step, result_code=draft.result, note=clean(draft.note, TEXT, lines=True, field="note")
    )
    session.add(outcome)
    if draft.closes:
        closed = add_step(session, case, "CLOSED", draft.closed or draft.moment)
        session.add(Closing(step=closed, kind=draft.closing_kind))
    refresh(case)
    return outcome.id
