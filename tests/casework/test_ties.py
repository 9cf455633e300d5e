"""Links between cases, seen from both, and the cases there are to link with."""

from collections.abc import Callable
from datetime import datetime

import pytest

from linli.casework import caseload
from linli.casework.closing import record_outcome
from linli.casework.intake import take_down
from linli.casework.steps import record_step
from linli.casework.ties import cases_to_link, change_link, link_draft, record_link
from linli.domain.case_file import CaseFile
from linli.domain.drafts import CaseDraft, LinkDraft, OutcomeDraft, PartyDraft, StepDraft
from linli.domain.links import LINK_SENSES, LinkSense, link_sense
from linli.domain.moments import Moment
from linli.domain.vocabulary import LINK_KINDS
from linli.errors import Refused
from linli.records.database import Database

Read = Callable[[int], CaseFile]


@pytest.fixture
def two(sample: Database, now: datetime) -> tuple[int, int]:
    """The ids of two open cases: a noise, and a leak of somebody who asked for secrecy."""
    noise = CaseDraft("DISPUTE", "PHONE", "半夜噪声", Moment.at_minute(now))
    leak = CaseDraft(
        "HAZARD",
        "PHONE",
        "楼道 100% 漏水",
        Moment.at_minute(now),
        parties=(
            PartyDraft(name="赵甲", side="甲"),
            PartyDraft(name="钱乙", identity="WITHHELD", side="乙"),
        ),
    )
    with sample.writing() as session:
        return take_down(session, noise, now), take_down(session, leak, now)


@pytest.fixture
def read(sample: Database, now: datetime) -> Read:
    """Reads a case."""

    def case_file(case_id: int) -> CaseFile:
        with sample.reading() as session:
            return caseload.case_file(session, case_id, now)

    return case_file


@pytest.mark.parametrize("sense", LINK_SENSES, ids=lambda sense: sense.code)
def test_a_link_is_seen_from_both_cases_in_words_fitting_each(
    sample: Database, two: tuple[int, int], read: Read, sense: LinkSense
) -> None:
    near, far = two
    kind, leads_here, label = sense
    with sample.writing() as session:
        record_link(session, near, LinkDraft(kind, far, "见通话", leads_here=leads_here))
    (here,), (there,) = read(near).links, read(far).links
    assert (here.words, here.case_id, here.title) == (label, far, "楼道 100% 漏水")
    assert (there.words, there.case_id, there.note) == (
        link_sense(kind, leads_here=not leads_here).label,
        near,
        "见通话",
    )
    assert here.id == there.id


def test_every_kind_of_link_can_be_read() -> None:
    assert {sense.kind for sense in LINK_SENSES} == set(LINK_KINDS.codes)
    assert len({sense.label for sense in LINK_SENSES}) == len(LINK_SENSES)


def test_a_link_put_back_as_it_was_read_changes_nothing(
    sample: Database, two: tuple[int, int], read: Read
) -> None:
    near, far = two
    with sample.writing() as session:
        link = record_link(session, near, LinkDraft("FOLLOWS", far, "说明", leads_here=True))
    before = read(near), read(far)
    with sample.writing() as session:
        change_link(session, link, link_draft(session, link))
    assert (read(near), read(far)) == before


def test_a_link_can_be_changed_from_either_case(
    sample: Database, two: tuple[int, int], read: Read
) -> None:
    near, far = two
    with sample.writing() as session:
        link = record_link(session, near, LinkDraft("RELATED", far))
        change_link(session, link, LinkDraft("SPLIT", near, leads_here=True, seen_from=far))
    assert [row.words for row in read(near).links] == ["分出"]
    assert [row.words for row in read(far).links] == ["分自"]


def test_a_case_is_not_linked_with_itself(sample: Database, two: tuple[int, int]) -> None:
    with sample.writing() as session, pytest.raises(Refused, match="自己") as refused:
        record_link(session, two[0], LinkDraft("RELATED", two[0]))
    assert refused.value.field == "other_case"


@pytest.mark.parametrize("from_far_end", [False, True])
def test_two_cases_are_linked_once_in_each_way(
    sample: Database,
    two: tuple[int, int],
    from_far_end: bool,  # noqa: FBT001 - given by pytest
) -> None:
    near, far = two
    with sample.writing() as session:
        record_link(session, near, LinkDraft("FOLLOWS", far))
        record_link(session, near, LinkDraft("FUNDS", far))
    here, there = (far, near) if from_far_end else (near, far)
    with sample.writing() as session, pytest.raises(Refused, match="已经有") as refused:
        record_link(session, here, LinkDraft("FOLLOWS", there))
    assert refused.value.field == "other_case"


def test_a_link_is_not_changed_into_one_there_is_already(
    sample: Database, two: tuple[int, int]
) -> None:
    near, far = two
    with sample.writing() as session:
        record_link(session, near, LinkDraft("FOLLOWS", far))
        second = record_link(session, near, LinkDraft("FUNDS", far))
    with sample.writing() as session, pytest.raises(Refused, match="已经有"):
        change_link(session, second, LinkDraft("FOLLOWS", far))


@pytest.mark.parametrize("kind", ["", "NO_SUCH_KIND"])
def test_a_link_says_of_which_kind_it_is(sample: Database, two: tuple[int, int], kind: str) -> None:
    with sample.writing() as session, pytest.raises(Refused) as refused:
        record_link(session, two[0], LinkDraft(kind, two[1]))
    assert refused.value.field == "kind"


def test_a_link_leads_to_a_case_there_is(sample: Database, two: tuple[int, int]) -> None:
    with sample.writing() as session, pytest.raises(Refused) as refused:
        record_link(session, two[0], LinkDraft("RELATED", 9999))
    assert refused.value.field == "other_case"


def test_a_closed_case_takes_a_link_and_a_voided_one_is_marked_but_takes_none(
    sample: Database, two: tuple[int, int], read: Read, now: datetime
) -> None:
    near, far = two
    at = Moment.at_minute(now)
    with sample.writing() as session:
        record_outcome(session, near, OutcomeDraft("RECONCILED", at))
        record_step(session, far, StepDraft("VOIDED", at, reason="录重了"))
        record_link(session, near, LinkDraft("DUPLICATE", far))
    assert [row.stage for row in read(near).links] == ["作废"]
    with sample.writing() as session, pytest.raises(Refused, match="作废"):
        record_link(session, far, LinkDraft("RELATED", near))


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("噪声", {"半夜噪声", "楼上半夜噪声，两户多次争吵"}),
        ("半夜 两户", {"楼上半夜噪声，两户多次争吵"}),
        ("赵甲", {"楼道 100% 漏水"}),
        ("100%", {"楼道 100% 漏水"}),
        ("钱乙", set()),
        ("0_0", set()),
        ("没有这样的事项", set()),
    ],
)
def test_a_case_to_link_is_found_by_number_title_or_party(
    sample: Database, words: str, titles: set[str]
) -> None:
    with sample.reading() as session:
        found = cases_to_link(session, words)
    assert {case.title for case in found} == titles


def test_the_case_of_just_that_number_stands_first(
    sample: Database, two: tuple[int, int], read: Read
) -> None:
    number = read(two[0]).row.number
    with sample.writing() as session:
        draft = CaseDraft(
            "DISPUTE", "PHONE", f"又来问 {number}", Moment.on_day(datetime(2025, 4, 2))
        )
        take_down(session, draft, datetime(2025, 4, 2))
    with sample.reading() as session:
        assert cases_to_link(session, number)[0].number == number


def test_no_more_cases_are_offered_than_asked_for(sample: Database, two: tuple[int, int]) -> None:
    with sample.reading() as session:
        latest = cases_to_link(session, "", limit=2)
    assert {case.id for case in latest} == set(two)
