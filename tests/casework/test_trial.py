"""A trial without words comes to what the engine decides with all its words."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from openimr.casework import knowledge, read_letters
from openimr.casework.review_case import decide
from openimr.casework.trial import DECIDING, Trial
from openimr.casework.what_if import WhatIf
from openimr.clinical import Records, read_summary
from openimr.domain import DisputedItem, ItemDetermination, ItemKind

ROOT = Path(__file__).parent.parent.parent
PLACES = [
    str(ROOT / "examples" / "letters"),
    str(ROOT / "tests" / "letters" / "read" / "letters"),
]
DAYS = (dt.date(2014, 6, 1), dt.date(2016, 3, 1), dt.date(2024, 3, 1))


def refuse(error: Exception) -> None:
    raise AssertionError(error)


def asked() -> Iterator[tuple[DisputedItem, Records]]:
    for letter in read_letters(PLACES, refuse):
        records = read_summary(letter.summary_text or "")
        for item in letter.items:
            yield DisputedItem(details=item.details), records


def assert_alike(
    item: DisputedItem, records: Records, day: dt.date, edition: str | None
) -> None:
    judged = Trial(item, lambda: records, day).judged(edition)
    what_if = WhatIf(edition=edition)
    whole = decide(item, records, knowledge(), day, 1, what_if=what_if)
    assert (judged is None) == (not whole.criteria)
    if judged is None:
        return
    assert (judged.decision, judged.decided_by) == (whole.decision, whole.decided_by)
    deciding = [entry for entry in whole.criteria if entry.role in DECIDING]
    assert [*judged.criteria] == deciding
    assert [*judged.applied] == _used(whole)
    labels = {fact.fact: fact.label for fact in whole.facts}
    for entry in deciding:
        assert judged.label(entry.fact) == labels[entry.fact]


def _used(whole: ItemDetermination) -> list[tuple[str, str | None]]:
    return [(each.guideline, each.pages) for each in whole.guidelines if each.used]


@pytest.mark.parametrize("day", DAYS)
def test_a_trial_decides_as_the_engine_does(day: dt.date) -> None:
    for item, records in asked():
        assert_alike(item, records, day, None)


def test_a_trial_under_a_named_guideline_does_too() -> None:
    for item, records in asked():
        standards = knowledge().standards(item.details.treatment)
        for name in sorted({edition.guideline for edition in standards.editions}):
            assert_alike(item, records, DAYS[0], name)


def test_a_treatment_without_criteria_needs_no_records() -> None:
    item = DisputedItem(details=knowledge().requests.read("a dental crown"))

    def read() -> Records:
        raise AssertionError("nothing is to be read")

    assert item.details.treatment is None
    assert item.details.kind in set(ItemKind)
    assert Trial(item, read, DAYS[0]).judged() is None
