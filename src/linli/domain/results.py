"""What a case's results say of it."""

from linli.domain.case_file import CaseFile, OutcomeRow


def result_waiting(case_file: CaseFile) -> OutcomeRow | None:
    """The final result that an open case has and was not closed with."""
    of_the_whole = [outcome for outcome in case_file.outcomes if not outcome.of_what]
    if not of_the_whole or not of_the_whole[-1].is_final or not case_file.row.is_open:
        return None
    actions = [step.action.code for step in case_file.steps]
    dated = [place for place, code in enumerate(actions) if code == "OUTCOME_REACHED"]
    since = actions[dated[-1] + 1 :] if dated else actions
    return None if {"CLOSED", "REOPENED"} & set(since) else of_the_whole[-1]


def is_waiting_to_close(case_file: CaseFile) -> bool:
    """Whether only the closing is left to record."""
    return result_waiting(case_file) is not None
