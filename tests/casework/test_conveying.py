"""Words of one side reach another only with consent, and are then open to those told alone."""

from dataclasses import replace
from datetime import datetime

import pytest

from linli.casework import removal
from linli.casework.closing import record_outcome
from linli.casework.conveying import (
    change_conveyance,
    conveyance_draft,
    note_of,
    record_conveyance,
)
from linli.domain.conveying import may_print
from linli.domain.drafts import ConveyanceDraft, OutcomeDraft, PartyDraft
from linli.domain.moments import Moment
from linli.domain.things import Thing
from linli.errors import Refused
from linli.records.database import Database

from .quarrel import DAY, NEXT_DAY, Quarrel


@pytest.fixture
def quarrel(sample: Database, now: datetime) -> Quarrel:
    return Quarrel(
        sample, now, PartyDraft("甲", "张家"), PartyDraft("乙", "王家"), PartyDraft("丙", "赵家")
    )


@pytest.fixture
def note_id(quarrel: Quarrel) -> int:
    """A note of the first side."""
    quarrel.apart("愿意赔六百元，不想让丙家知道", quarrel.ids[0])
    return quarrel.notes(quarrel.ids[0])[0].id


@pytest.fixture
def told(quarrel: Quarrel) -> ConveyanceDraft:
    """To the second side, with the consent of the first."""
    first, second, _ = quarrel.ids
    return ConveyanceDraft("愿意赔一些", (second,), (first,), DAY, "ORAL", "可以谈")


def test_a_conveyance_is_read_back_changed_and_shown(
    quarrel: Quarrel, note_id: int, told: ConveyanceDraft
) -> None:
    kept = quarrel.keep(record_conveyance, note_id, told)
    assert quarrel.read(conveyance_draft, kept) == told
    assert quarrel.read(note_of, kept) == note_id
    before = quarrel.every_row()
    quarrel.keep(change_conveyance, kept, told)
    assert quarrel.every_row() == before

    third = quarrel.ids[2]
    quarrel.keep(change_conveyance, kept, replace(told, to=(third,), consented=NEXT_DAY))
    (row,) = quarrel.file.conveyances
    assert (row.id, row.to, row.to_ids) == (kept, ("赵家",), (third,))
    assert (row.words, row.consent_by, row.consented) == ("愿意赔一些", ("张家",), NEXT_DAY)
    assert row.speaker_ids == quarrel.ids[:1]


def test_the_note_then_reads_conveyed_and_its_own_words_stay_apart(
    quarrel: Quarrel, note_id: int, told: ConveyanceDraft
) -> None:
    kept = quarrel.keep(record_conveyance, note_id, told)
    (note,) = quarrel.notes(quarrel.ids[0])
    assert note.confidentiality == ("CONVEYED", "已转达")
    assert "六百元" not in repr(quarrel.file)
    assert quarrel.said(quarrel.ids[1]) == []

    quarrel.keep(removal.remove, Thing.CONVEYANCE, kept)
    assert quarrel.file.conveyances == ()
    assert quarrel.notes(quarrel.ids[0])[0].confidentiality.label == "保密"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"words": " "}, "words"),
        ({"consent_by": ()}, "consent_by"),
        ({"consented": Moment.not_stated()}, "consented"),
        ({"consent_how": ""}, "consent_how"),
        ({"to": ()}, "to"),
        ({"to": (99999,)}, "to"),
    ],
)
def test_nothing_is_conveyed_without_words_consent_and_somebody_told(
    quarrel: Quarrel,
    note_id: int,
    told: ConveyanceDraft,
    change: dict[str, object],
    field: str,
) -> None:
    with pytest.raises(Refused) as refused:
        quarrel.keep(record_conveyance, note_id, replace(told, **change))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert quarrel.file.conveyances == ()


def test_only_who_spoke_consents_and_only_others_are_told(
    quarrel: Quarrel, note_id: int, told: ConveyanceDraft
) -> None:
    first, second, _ = quarrel.ids
    for change, field in (
        ({"consent_by": (second,)}, "consent_by"),
        ({"to": (first, second)}, "to"),
    ):
        with pytest.raises(Refused) as refused:
            quarrel.keep(record_conveyance, note_id, replace(told, **change))  # type: ignore[arg-type]
        assert refused.value.field == field


def test_a_closed_case_conveys_nothing_more(
    quarrel: Quarrel, note_id: int, told: ConveyanceDraft
) -> None:
    quarrel.keep(record_outcome, quarrel.case, OutcomeDraft("RECONCILED", DAY))
    with pytest.raises(Refused, match="已办结"):
        quarrel.keep(record_conveyance, note_id, told)


def test_nothing_is_shown_of_the_conveyance_of_a_removed_note(
    quarrel: Quarrel, note_id: int, told: ConveyanceDraft
) -> None:
    quarrel.keep(record_conveyance, note_id, told)
    quarrel.keep(removal.remove, Thing.NOTE, note_id)
    assert quarrel.file.conveyances == ()


def test_a_sheet_holds_the_words_only_where_all_who_get_it_know_them(
    quarrel: Quarrel, note_id: int, told: ConveyanceDraft
) -> None:
    first, second, third = quarrel.ids
    kept = quarrel.keep(record_conveyance, note_id, told)
    (row,) = quarrel.file.conveyances
    assert not may_print(row, quarrel.file), "the third side was not told"
    assert may_print(row, quarrel.file, (second,))
    assert may_print(row, quarrel.file, (first, second))
    assert not may_print(row, quarrel.file, (third,))
    assert not may_print(row, quarrel.file, ())

    quarrel.keep(change_conveyance, kept, replace(told, to=(second, third)))
    (row,) = quarrel.file.conveyances
    assert may_print(row, quarrel.file)


def test_another_of_the_same_side_who_did_not_hear_it_keeps_it_off_the_file(
    sample: Database, now: datetime
) -> None:
    parties = (PartyDraft("甲", "张家"), PartyDraft("甲", "李家"), PartyDraft("乙", "王家"))
    quarrel = Quarrel(sample, now, *parties)
    one, _, other = quarrel.ids
    quarrel.apart("背着李家说的", one)
    (note,) = quarrel.notes(one)
    told = ConveyanceDraft("愿意谈", (other,), (one,), DAY, "ORAL")
    quarrel.keep(record_conveyance, note.id, told)
    (row,) = quarrel.file.conveyances
    assert not may_print(row, quarrel.file)
