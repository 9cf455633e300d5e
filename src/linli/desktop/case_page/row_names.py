"""What a question calls a row of the case."""

from linli.domain.case_file import CaseFile
from linli.domain.things import Thing


def words_of(case_file: CaseFile, thing: Thing, row_id: int) -> str:
    """What tells a row from others of its kind: a method, an action, a name; "" for nothing."""
    match thing:
        case Thing.SESSION:
            named = {each.id: each.method.label for each in case_file.sessions}
        case Thing.STEP:
            named = {each.id: each.action.label for each in case_file.steps}
        case Thing.OUTCOME:
            named = {each.id: each.result.label for each in case_file.outcomes}
        case Thing.PARTY:
            named = {each.id: each.name for each in case_file.parties}
        case _:
            named = {}
    return named.get(row_id, "")
