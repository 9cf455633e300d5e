"""Which acts are likely next."""

from dataclasses import replace

import pytest

from linli.desktop.forms.likely import likely_acts
from linli.domain.case_file import CaseFile
from linli.domain.rules import Stage
from linli.domain.vocabulary import ACTIONS


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_its_likely_acts_and_they_are_acts(hanlin: CaseFile, stage: Stage) -> None:
    acts = likely_acts(replace(hanlin, row=replace(hanlin.row, stage=stage.value)))
    assert all(act in ACTIONS for act in acts)
    assert bool(acts) is (stage is not Stage.VOIDED)


def test_a_case_that_waits_is_likely_received(hanlin: CaseFile) -> None:
    waiting = replace(hanlin, row=replace(hanlin.row, stage="待签收"))
    assert likely_acts(waiting)[0] == "RECEIVED"
