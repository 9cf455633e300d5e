"""What a case's results say of it."""

from linli.domain.case_file import CaseFile, OutcomeRow


def result_of(case_file: CaseFile) -> OutcomeRow | None:
    """The last result of the case as a whole."""
    return next((each for each in reversed(case_file.outcomes) if not each.of_what), None)


def result_waiting(case_file: CaseFile) -> OutcomeRow | None:
    """The final result that an open case has and was not closed with."""
    last = result_of(case_file)
    if last is None or not last.is_final or not case_file.row.is_open:
        return None
    actions = [step.action.code for step in case_file.steps]
    dated = [place for place, code in enumerate(actions) if code == "OUTCOME_REACHED"]
    since = actions[dated[-1] + 1 :] if dated else actions
    return None if {"CLOSED", "REOPENED"} & set(since) else last


def is_waiting_to_close(case_file: CaseFile) -> bool:
    """Whether only the closing is left to record."""
    return result_waiting(case_file) is not None
