"""First request or more of the same: by the records, else by the request's words."""

import datetime as dt
from dataclasses import replace

import pytest

from openimr.domain import (
    DisputedItem,
    Fact,
    Finding,
    ItemKind,
    Phase,
    Quantity,
    RequestDetails,
)
from openimr.review.phase import find_phase, more_of_it, wordings

from .proposals import passage

DAY = dt.date(2014, 11, 7)
ROWS = [
    (words, wanted)
    for row in wordings()
    for wanted in (True, False)
    for words in row["is" if wanted else "is_not"]
]


def item(requested: str, kind: ItemKind = ItemKind.THERAPY) -> DisputedItem:
    return DisputedItem(
        details=RequestDetails(requested=requested, kind=kind),
        evidence=(passage(requested, 1, "D1"),),
    )


@pytest.mark.parametrize(("words", "wanted"), ROWS)
def test_words_of_a_request_ask_for_more_or_do_not(words: str, wanted: bool) -> None:
    assert (more_of_it(words) is not None) is wanted


def test_the_words_are_quoted_with_the_place_of_the_request() -> None:
    found = find_phase({}, DAY, item("Acupuncture, 12 Additional visits"))

    assert found.phase is Phase.CONTINUATION
    assert found.why == "the request itself says \u201cAdditional\u201d"
    assert [e.quote for e in found.evidence] == ["Acupuncture, 12 Additional visits"]


def test_visits_on_record_prevail_over_the_words() -> None:
    done = Fact(
        fact="visits_completed",
        finding=Finding.PRESENT,
        value=Quantity(6, "visits"),
        evidence=(passage("six visits"),),
    )

    found = find_phase(
        {done.fact: done}, DAY, item("Acupuncture, 12 additional visits")
    )

    assert found.why == "the records show 6 visits of use before it"


def test_an_earlier_drug_test_of_long_ago_makes_the_next_one_no_first() -> None:
    last = Fact(
        fact="interval_since_last",
        finding=Finding.PRESENT,
        value=Quantity(59, "weeks"),
    )
    count = replace(last, fact="prior_procedures_count", value=Quantity(0, "tests"))
    request = item("Urine drug screen", ItemKind.TEST)

    both = find_phase({f.fact: f for f in (last, count)}, DAY, request)
    alone = find_phase({last.fact: last}, DAY, request)

    assert (both.phase, alone.phase) == (Phase.CONTINUATION, Phase.INITIAL)


def test_without_a_word_of_earlier_use_a_request_is_a_first_one() -> None:
    found = find_phase({}, DAY, item("Acupuncture x 6"))

    assert found.phase is Phase.INITIAL
    assert found.why == "no record shows it in use before 11/07/2014"


def test_what_the_asking_report_begins_is_a_first_request() -> None:
    asked = item("Tizanidine 4 mg #60", ItemKind.DRUG)
    waited = Fact(
        fact="duration_of_use",
        finding=Finding.PRESENT,
        value=Quantity(1.0, "week"),
        begins=True,
    )

    begun = find_phase({"duration_of_use": waited}, DAY, asked)
    used = find_phase({"duration_of_use": replace(waited, begins=False)}, DAY, asked)

    assert (begun.phase, used.phase) == (Phase.INITIAL, Phase.CONTINUATION)
