"""What the forms hand over, the records take: every form on a real file."""

from collections.abc import Callable
from typing import Any

import pytest

from linli.casework import caseload, closing, grid, intake, mediation, people, steps
from linli.desktop.forms.carry_over import OutcomePreset, SessionPreset, next_after
from linli.desktop.forms.mediation import MediationForm
from linli.desktop.forms.new_case import NewCaseForm
from linli.desktop.forms.office import OfficeForm
from linli.desktop.forms.outcome import OutcomeForm
from linli.desktop.forms.party import PartyForm
from linli.desktop.forms.step import StepForm
from linli.domain.case_file import CaseFile, Choices
from linli.records.database import Database

from .conftest import NOW
from .hand import Around, Show

Keep = Callable[..., Any]


@pytest.fixture
def keep(database: Database) -> Keep:
    def run(verb: Callable[..., Any], *args: object) -> Any:  # noqa: ANN401 - whatever the verb gives
        with database.writing() as session:
            return verb(session, *args)

    return run


@pytest.fixture
def around(around: Around) -> Around:
    return {**around, "save": lambda _draft, _go_on: None}


@pytest.fixture
def choices(keep: Keep, around: Around, show: Show) -> Choices:
    form = OfficeForm(**{**around, "save": lambda draft, _: keep(grid.keep_office, draft, NOW)})
    show(form, 1366)
    form.name.set_text("枫杨办事处")
    form.short_name.set_text("枫杨")
    form.units.paste("\t枫杨办事处\t一级网格\n枫杨办事处\t翰林社区\t二级网格")
    form.workers.paste("秦淼\t翰林社区\t微网格长")
    assert form.submit(), form.foot
    return keep(grid.choices)


@pytest.fixture
def case_id(keep: Keep, choices: Choices, around: Around, show: Show) -> int:
    ids: list[int] = []
    save = {"save": lambda draft, _: ids.append(keep(intake.take_down, draft, NOW))}
    form = NewCaseForm(choices, unit="翰林社区", **{**around, **save})
    show(form, 1366)
    form.kind.set_value("DISPUTE")
    form.channel.set_value("NOT_STATED")
    form.title.set_text("楼上半夜噪声，两户多次争吵")
    form.reported.set_text("3.15")
    form.due.set_text("3工作日")
    form.people.set_text("2户")
    form.grid.set_value("翰林社区")
    form.requests.set_text("晚上十点后不装修")
    form.outside_number.set_text("12345-001")
    form.mediation_source.set_value("OWN_MOTION")
    form.fields["party_1_name"].set_raw("楼下住户")
    form.fields["party_2_name"].set_raw("楼上住户")
    assert form.submit(), form.foot
    return ids[0]


def test_the_whole_case_reads_back_as_it_was_typed(
    keep: Keep, case_id: int, choices: Choices, around: Around, show: Show
) -> None:
    def read() -> CaseFile:
        return keep(caseload.case_file, case_id, NOW)

    def saving(verb: Callable[..., Any]) -> Around:
        return {**around, "save": lambda draft, _: keep(verb, case_id, draft)}

    party = PartyForm(read(), choices, **saving(people.add_party))
    show(party)
    party.side.set_value("甲")
    party.name.set_text("楼下租户")
    party.role.set_value("AGENT")
    party.represents.set_value(str(read().parties[0].id))
    assert party.submit(), party.foot

    step = StepForm(read(), choices, unit="翰林社区", **saving(steps.record_step))
    show(step)
    step.action.set_value("ON_SITE")
    step.partners.set_value(["三方联动", "社区民警"])
    assert step.submit(), step.foot

    preset: SessionPreset | OutcomePreset | None = None
    for method in ("BACK_TO_BACK", "BACK_TO_BACK", "FACE_TO_FACE"):
        drafts: list[Any] = []
        record = saving(mediation.record_session)["save"]
        kept = {
            **around,
            "save": lambda draft, go, to=drafts, by=record: (to.append(draft), by(draft, go)),
        }
        assert not isinstance(preset, OutcomePreset)
        form = MediationForm(read(), choices, preset=preset, **kept)
        show(form)
        form.method.set_value(method)
        form.caucus.notes[0].text.set_text("先安抚情绪。")
        form.talk.record.set_text("双方说开。")
        assert form.submit(go_on=True), form.foot
        preset = next_after(read(), drafts[0])

    assert isinstance(preset, OutcomePreset)
    outcome = OutcomeForm(read(), choices, preset=preset, **saving(closing.record_outcome))
    show(outcome)
    outcome.result.set_value("RECONCILED")
    assert outcome.submit(), outcome.foot

    case = read()
    assert case.row.number == "枫杨〔2025〕纠纷0001"
    assert (case.row.stage, case.row.result.code) == ("已办结", "RECONCILED")
    assert [one.side for one in case.parties] == ["甲", "乙", "甲"]
    assert case.parties[2].represents == "楼下住户"
    assert [row.sides for row in case.sessions] == [("甲",), ("乙",), ("甲", "乙")]
    assert case.sessions[2].record == "双方说开。"
    assert "先安抚情绪" not in repr(case)
    assert [partner.name for one in case.steps for partner in one.partners] == ["社区民警"]
    assert any(one.mechanism for one in case.steps)


def test_the_office_shown_again_is_unchanged(
    keep: Keep, choices: Choices, around: Around, show: Show
) -> None:
    assert choices.workers
    before = keep(grid.office_draft)
    form = OfficeForm(
        kept=before, **{**around, "save": lambda d, _: keep(grid.keep_office, d, NOW)}
    )
    show(form, 1366)
    assert form.submit(), form.foot
    assert keep(grid.office_draft) == before
