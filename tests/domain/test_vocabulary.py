"""The code lists: one word per thing, and the rules that hang on the codes."""

import re

import pytest

from linli.domain import vocabulary
from linli.domain.vocabulary import (
    ACTIONS,
    CLOSING,
    HANDING_ON,
    KINDS,
    NOT_STATED,
    OTHER,
    RESULTS,
    CodeList,
    final_results_for,
    offered_actions,
    results_for,
)

LISTS = {name: found for name, found in vars(vocabulary).items() if isinstance(found, CodeList)}


@pytest.mark.parametrize("name", LISTS)
def test_codes_are_short_words_in_capitals_with_a_label_each(name: str) -> None:
    for code in LISTS[name]:
        assert re.fullmatch(r"[A-Z][A-Z0-9_]{0,39}", code.code), code
        assert code.label, code
        assert code.base == code.code


@pytest.mark.parametrize("name", LISTS)
def test_no_two_codes_of_a_list_read_the_same(name: str) -> None:
    labels = [code.label for code in LISTS[name]]
    assert len(labels) == len(set(labels))


def test_not_stated_and_other_read_the_same_everywhere() -> None:
    for found in LISTS.values():
        if NOT_STATED in found:
            assert found.label_of(NOT_STATED) == "未记明"


@pytest.mark.parametrize(
    "name",
    [
        "CHANNELS",
        "ROLES",
        "METHODS",
        "SESSION_WAYS",
        "PARTNER_PARTS",
        "JOBS",
        "CLOSING_KINDS",
        "THANKS_KINDS",
        "GIFT_CHANNELS",
        "DISPUTE_TYPES",
        "PARTY_KINDS",
        "ORGANISATION_KINDS",
    ],
)
def test_a_list_one_must_choose_from_knows_not_stated_beside_other(name: str) -> None:
    assert NOT_STATED in LISTS[name]
    assert OTHER in LISTS[name]


@pytest.mark.parametrize("name", ["KINDS", "ACTIONS", "RESULTS"])
def test_kind_action_and_result_are_always_known(name: str) -> None:
    assert NOT_STATED not in LISTS[name]


def test_kinds_have_the_short_labels_of_case_numbers() -> None:
    assert [kind.short for kind in KINDS] == [
        "隐患",
        "纠纷",
        "帮扶",
        "活动",
        "建议",
        "服务",
        "其他",
    ]


def test_the_case_changes_hands_by_five_actions() -> None:
    assert {"REPORTED_UP", "DISPATCHED", "REASSIGNED", "RETURNED", "REWORK"} == HANDING_ON
    assert all(ACTIONS[code].takes_target for code in HANDING_ON)


def test_what_the_program_dates_itself_is_never_offered() -> None:
    kept_back = {action.code for action in ACTIONS} - {action.code for action in offered_actions()}
    assert kept_back == {
        "MEDIATED",
        "AGREEMENT_MADE",
        "PERFORMED",
        "FOLLOWED_UP",
        "THANKED",
        "GIFT_GIVEN",
        "ACTIVITY_HELD",
        "OUTCOME_REACHED",
        "AGREEMENT_CHANGED",
    }


def test_a_closed_case_still_takes_what_comes_after_without_being_reopened() -> None:
    allowed = {action.code for action in ACTIONS if action.is_allowed_when_closed}
    assert {"FOLLOWED_UP", "THANKED", "GIFT_GIVEN", "REPLIED", "NOTED", "ARCHIVED"} <= allowed
    assert not allowed & {"MEDIATED", "HANDLED", "OUTCOME_REACHED", *CLOSING}


def test_pending_and_suspended_close_no_case() -> None:
    offered = {result.code for result in results_for("DISPUTE")}
    final = {result.code for result in final_results_for("DISPUTE")}
    assert offered - final == {"PENDING", "SUSPENDED"}


@pytest.mark.parametrize("kind", KINDS.codes)
def test_every_kind_of_case_can_be_closed(kind: str) -> None:
    assert final_results_for(kind)


def test_closed_is_a_state_and_never_a_result() -> None:
    assert "已办结" not in {result.label for result in RESULTS}


def test_the_bureau_counts_agreements_as_success_and_what_is_open_as_to_be_continued() -> None:
    by_code: dict[str, set[str]] = {}
    for result in RESULTS:
        by_code.setdefault(result.bureau_code, set()).add(result.code)
    assert by_code["1"] == {"AGREED", "RECONCILED", "PARTLY_AGREED"}
    assert by_code["2"] == {"NOT_RECONCILED", "WITHDRAWN", "TERMINATED", "TRANSFERRED", "REFERRED"}
    assert by_code["3"] == {"PENDING", "SUSPENDED"}


def test_dispute_types_carry_the_bureaus_numbers_1_to_18() -> None:
    numbers = [code.bureau_code for code in vocabulary.DISPUTE_TYPES if code.bureau_code]
    assert numbers == [str(number) for number in range(1, 19)]
    assert vocabulary.DISPUTE_TYPES["NEIGHBOUR"].bureau_code == "2"


def test_a_code_that_is_not_in_the_list_has_no_label() -> None:
    with pytest.raises(KeyError):
        KINDS.label_of("NO_SUCH_KIND")
