"""Counts, spans and percents: what each number of a sentence is said of."""

import datetime as dt

import pytest

from openimr.clinical.ask import Ask
from openimr.clinical.entries import load_facts
from openimr.clinical.finders.count import done_so_far, find_count
from openimr.clinical.finders.item_field import field_value
from openimr.clinical.finders.span import find_span
from openimr.clinical.records import read_records
from openimr.clinical.site import site_of
from openimr.clinical.subjects import subject_of
from openimr.domain import (
    DisputedItem,
    DocumentKind,
    Fact,
    FactQuestion,
    ItemKind,
    RequestDetails,
)

from .cases import written

PT = RequestDetails(
    requested="PT 12 visits left knee",
    treatment="physical_therapy",
    kind=ItemKind.THERAPY,
    visits=12,
    body_part="knee",
    side="left",
)
ESI = RequestDetails(
    requested="ESI",
    treatment="epidural_steroid_injection",
    kind=ItemKind.INJECTION,
    body_part="lumbar spine",
)
REPORT = DocumentKind.PROGRESS_REPORT
EARLY, LATE = dt.date(2014, 3, 3), dt.date(2014, 6, 2)


def _ask(
    fact: str, details: RequestDetails, *pages: tuple[DocumentKind, dt.date, str]
) -> Ask:
    records = read_records(written(pages))
    return Ask(
        records,
        load_facts()[fact],
        DisputedItem(details=details),
        FactQuestion(fact=fact),
        dt.date(2014, 7, 1),
        subject_of(DisputedItem(details=details), records.names),
        site_of(details),
    )


TOLD = [
    ("He has completed 8 of 12 visits of PT.", [8]),
    ("Physical therapy 10/10 completed.", [10]),
    ("This was PT visit #7.", [7]),
    ("He attended twelve (12) PT sessions.", [12]),
    ("Physical therapy: authorized 12, attended 4.", [4]),
    ("PT sessions authorized / attended / missed 12 / 9 / 3.", [9]),
    ("Physical therapy completed x8.", [8]),
    ("PT visits on 3/4/14 and 3/11/14.", []),
    ("After PT his pain is 4/10, was 7/10.", []),
    ("Request 12 additional PT visits.", []),
    ("He did not complete the 12 PT visits.", []),
    ("If he completes 12 visits of PT we will see.", []),
    ("His wife completed 12 visits of PT.", []),
    ("He finished 24 chiropractic visits.", []),
]


@pytest.mark.parametrize(("text", "values"), TOLD)
def test_only_what_is_said_to_be_done_is_counted(text: str, values: list[int]) -> None:
    done, _ = done_so_far(_ask("visits_completed", PT, (REPORT, LATE, text)))

    assert sorted({each.value for each in done}) == values


def _count(*texts: tuple[dt.date, str]) -> Fact:
    pages = [(REPORT, day, text) for day, text in texts]
    return find_count(_ask("visits_completed", PT, *pages))


def test_the_latest_total_wins_over_the_visits_of_one_course() -> None:
    fact = _count(
        (EARLY, "PT to date: 24 visits in total."),
        (LATE, "PT visit 6 of 12 completed."),
    )

    assert str(fact.value) == "24 visits"


def test_a_later_count_beyond_the_total_wins() -> None:
    fact = _count(
        (EARLY, "Physical therapy, 3 visits so far."),
        (LATE, "He attended six PT visits."),
    )

    assert str(fact.value) == "6 visits"


def test_a_visit_of_a_note_is_of_the_treatment_that_the_note_opens_with() -> None:
    note = "CHIROPRACTIC PROGRESS NOTE\nLeft knee.\nVisit 20 of 24."
    ask = _ask("visits_completed", PT, (DocumentKind.THERAPY_NOTE, LATE, note))

    assert done_so_far(ask)[0] == []


SPANS = [
    ("relief_duration_prior", "The epidural gave relief for six weeks.", "6 weeks"),
    ("relief_duration_prior", "The epidural helped for 3 days.", "0.4 weeks"),
    ("interval_since_last", "The epidural was done on 5/6/2014.", "8 weeks"),
    ("interval_since_last", "An epidural was done four weeks ago.", "8 weeks"),
    ("interval_since_last", "The epidural is planned for 9/1/2014.", "None"),
]


@pytest.mark.parametrize(("fact", "text", "value"), SPANS)
def test_a_span_is_counted_from_the_day_that_is_told(
    fact: str, text: str, value: str
) -> None:
    found = find_span(_ask(fact, ESI, (REPORT, LATE, text)))

    assert str(found.value) == value


FIELDS = [
    ("visits", "visits", "12 visits"),
    ("body_part", None, "left knee"),
    ("levels", "levels", "12 levels"),
    ("quantity", "units", "None"),
    ("purchase", None, "None"),
]


@pytest.mark.parametrize(("name", "unit", "value"), FIELDS)
def test_a_field_of_the_request_answers_with_its_unit(
    name: str, unit: str | None, value: str
) -> None:
    assert str(field_value(PT, name, unit)) == value
