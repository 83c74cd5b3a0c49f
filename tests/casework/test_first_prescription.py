"""A visit prescribes, a request follows days later: is that use before the request?"""

import datetime as dt

import pytest

from openimr.casework import knowledge
from openimr.casework.review_case import decide
from openimr.clinical import read_records
from openimr.domain import DisputedItem, Phase
from tests.clinical.cases import one_page

DAY = dt.date(2014, 10, 20)


def _phase(note: str) -> Phase | None:
    known = knowledge()
    item = DisputedItem(details=known.requests.read("Tizanidine 4 mg #60"))
    return decide(item, read_records(one_page(note)), known, DAY, 1).phase


@pytest.mark.parametrize(
    "note",
    [
        "PLAN: Start tizanidine 4 mg tid #60.",
        "PLAN: Will start tizanidine 4 mg.",
        "PLAN: I am prescribing tizanidine 4 mg #60 today.",
        "PLAN: Trial of tizanidine for the spasm.",
        "PLAN: I would like to begin tizanidine.",
        "PLAN: Request authorization to start tizanidine.",
    ],
)
def test_what_one_visit_begins_is_no_earlier_use(note: str) -> None:
    assert _phase(note) is Phase.INITIAL


@pytest.mark.parametrize(
    "note",
    [
        "PLAN: Refill tizanidine 4 mg #60.",
        "PLAN: Continue tizanidine 4 mg.",
        "PLAN: Increase tizanidine to 4 mg three times a day.",
        "MEDICATIONS: Tizanidine 4 mg at bedtime.",
        "HISTORY: He has taken tizanidine since March 2014.",
        "HISTORY: Tizanidine was started in March 2014.",
        "PLAN: Tizanidine 4 mg #60 was dispensed.",
    ],
)
def test_what_was_in_use_is_continued(note: str) -> None:
    assert _phase(note) is Phase.CONTINUATION
