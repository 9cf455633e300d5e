"""A code of the office's own behaves like the built-in one it is based on."""

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from linli.casework import caseload
from linli.casework.closing import record_outcome
from linli.casework.grid import choices
from linli.casework.intake import take_down
from linli.casework.steps import record_step
from linli.domain.case_file import CaseFile, ListQuery, ListScope
from linli.domain.drafts import CaseDraft, OutcomeDraft, StepDraft
from linli.domain.moments import Moment
from linli.errors import Refused
from linli.records.database import Database
from linli.records.tables import Result, StepAction
from linli.sheets.case_sheet import case_sheet

DAY = Moment.on_day(date(2025, 3, 16))


@pytest.fixture
def case_id(sample: Database, now: datetime) -> int:
    with sample.writing() as session:
        session.add_all(
            (
                own(Result, "HANDSHAKE", "RECONCILED", "握手言和"),
                own(Result, "LATER", "PENDING", "下次再谈"),
                own(StepAction, "PATROLLED", "HANDLED", "处理完"),
                own(StepAction, "ENDED", "CLOSED", "销号"),
                own(StepAction, "SENT_BACK", "RETURNED", "打回"),
                own(StepAction, "VISITED_AGAIN", "FOLLOWED_UP", "再访"),
            )
        )
        return take_down(session, CaseDraft("DISPUTE", "WALK_IN", "共用通道", DAY), now)


def own(table: type[Result | StepAction], code: str, base: str, label: str) -> Result | StepAction:
    return table(code=code, base=base, label=label, short_label=label, rank=99)


def read(database: Database, case_id: int, now: datetime) -> CaseFile:
    with database.reading() as session:
        return caseload.case_file(session, case_id, now)


def test_an_own_action_moves_the_case_as_its_base_does(
    sample: Database, case_id: int, now: datetime
) -> None:
    with sample.writing() as session:
        record_step(session, case_id, StepDraft("PATROLLED", DAY))
    assert read(sample, case_id, now).row.stage == "处置中"
    with pytest.raises(Refused) as refused, sample.writing() as session:
        record_step(session, case_id, StepDraft("SENT_BACK", DAY))
    assert [field for field, _ in refused.value.refusals] == ["to", "reason"]
    with pytest.raises(Refused, match="先记结果"), sample.writing() as session:
        record_step(session, case_id, StepDraft("ENDED", DAY))


def test_an_own_action_with_a_content_of_its_own_is_not_offered(
    sample: Database, case_id: int
) -> None:
    with sample.reading() as session:
        offered = {action.code for action in choices(session).actions}
    assert case_id
    assert {"PATROLLED", "ENDED", "SENT_BACK"} <= offered
    assert "VISITED_AGAIN" not in offered


def test_an_own_result_closes_and_asks_for_a_follow_up_as_its_base_does(
    sample: Database, case_id: int, now: datetime
) -> None:
    def end(session: Session, result: str) -> None:
        record_outcome(session, case_id, OutcomeDraft(result, DAY))

    with pytest.raises(Refused) as refused, sample.writing() as session:
        end(session, "LATER")
    assert refused.value.field == "closes"
    with sample.writing() as session:
        end(session, "HANDSHAKE")
    with sample.reading() as session:
        asking = caseload.case_ids(session, ListQuery(ListScope.ALL, needs_follow_up=True), now)
    assert case_id in asking
    kept = read(sample, case_id, now)
    assert kept.row.result == ("HANDSHAKE", "握手言和")
    assert "握手言和" in repr(case_sheet(kept, printed_at=now).result)
