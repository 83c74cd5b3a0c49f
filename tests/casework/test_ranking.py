"""Which day chooses the edition, at every boundary of the library."""

import datetime as dt
from pathlib import Path

import pytest

from openimr.casework import Reviewed, review_case
from openimr.casework.ranking import edition_day
from openimr.domain import (
    Decision,
    Dispute,
    DisputedItem,
    Evidence,
    Presumption,
    RequestDetails,
    Stated,
)
from openimr.guidelines import load_library
from openimr.letters.write import from_json, to_json, write_all
from openimr.review import select

DAY = dt.timedelta(days=1)
LIBRARY = load_library()
FIRST_DAYS = [s for s in LIBRARY.sources.values() if s.since is not None]
LAST_DAYS = [s for s in LIBRARY.sources.values() if s.until is not None]


def governed(source: str, day: dt.date) -> set[str]:
    """Return the families that a source governs, or is read beside, on a day."""
    found = set()
    for family in LIBRARY.families:
        selection = select(family.editions, LIBRARY.sources, day)
        every = (*selection.beside, selection.governing)
        if any(one is not None and one.guideline == source for one in every):
            found.add(family.treatment.id)
    return found


def spoken_of(source: str) -> set[str]:
    return {
        family.treatment.id
        for family in LIBRARY.families
        if any(edition.guideline == source for edition in family.editions)
    }


@pytest.mark.parametrize("source", FIRST_DAYS, ids=lambda one: one.id)
def test_a_request_on_the_first_day_is_governed_and_one_of_the_day_before_is_not(
    source: object,
) -> None:
    id_, since = source.id, source.since  # type: ignore[attr-defined]

    assert governed(id_, since - DAY) == set()
    for family in LIBRARY.families:
        if family.treatment.id in spoken_of(id_):
            own = [e for e in family.editions if e.guideline == id_]
            first = min(e.since for e in own if e.since)
            assert any(e.in_force(first) for e in own)
            assert family.treatment.id in governed(id_, first)


@pytest.mark.parametrize("source", LAST_DAYS, ids=lambda one: one.id)
def test_a_request_on_the_last_day_is_governed_and_one_of_the_day_after_is_not(
    source: object,
) -> None:
    id_, until = source.id, source.until  # type: ignore[attr-defined]

    assert governed(id_, until) == {
        family.treatment.id
        for family in LIBRARY.families
        if any(e.guideline == id_ and e.in_force(until) for e in family.editions)
    }
    assert governed(id_, until)
    assert governed(id_, until + DAY) == set()


@pytest.mark.parametrize(
    ("day", "guideline"),
    [
        (dt.date(2009, 7, 17), "odg"),
        (dt.date(2009, 7, 18), "mtus_cp_2009"),
        (dt.date(2016, 7, 28), "mtus_cp_2009"),
        (dt.date(2016, 7, 29), "mtus_cp_2016"),
        (dt.date(2017, 11, 30), "mtus_cp_2016"),
        (dt.date(2017, 12, 1), "acoem_2017"),
    ],
)
def test_the_pain_guidelines_of_baclofen_hand_over_to_each_other_without_a_gap(
    day: dt.date, guideline: str
) -> None:
    family = LIBRARY.family("baclofen")
    selection = select(family.editions, LIBRARY.sources, day)

    assert selection.governing is not None
    assert selection.governing.guideline == guideline
    assert f"{day:%m/%d/%Y}" in " ".join(step.why for step in selection.steps)


def stated(day: dt.date) -> Stated[dt.date]:
    words = Evidence(document="D1", page=1, quote="a day", start=0, end=5)
    return Stated(day, (words,))


RFA, RECEIVED = dt.date(2016, 7, 27), dt.date(2016, 7, 28)
DECIDED, SERVED = dt.date(2016, 8, 3), dt.date(2016, 7, 20)
ITEM = DisputedItem(details=RequestDetails(requested="Baclofen 10 mg #60"))
BACKWARD = DisputedItem(
    details=RequestDetails(requested="Baclofen 10 mg #60", retrospective=True)
)


@pytest.mark.parametrize(
    ("dispute", "item", "day", "day_is", "words"),
    [
        (
            Dispute(rfa_date=stated(RFA), ur_date=stated(DECIDED)),
            ITEM,
            RFA,
            "request",
            "the guideline of the request's date, 07/27/2016, applies",
        ),
        (
            Dispute(request_received=stated(RECEIVED), ur_date=stated(DECIDED)),
            ITEM,
            RECEIVED,
            "receipt of the request",
            "no paper dates the request itself;",
        ),
        (
            Dispute(ur_date=stated(DECIDED)),
            ITEM,
            DECIDED,
            "UR decision",
            "the guideline of the UR decision, 08/03/2016, is taken",
        ),
        (
            Dispute(rfa_date=stated(DECIDED), service_date=stated(SERVED)),
            BACKWARD,
            SERVED,
            "service",
            "not that of the request of 08/03/2016",
        ),
        (
            Dispute(rfa_date=stated(DECIDED), service_date=stated(SERVED)),
            ITEM,
            DECIDED,
            "request",
            "08/03/2016",
        ),
        (
            Dispute(),
            ITEM,
            dt.date(2016, 9, 1),
            "review",
            "no paper dates the request or the UR decision",
        ),
    ],
)
def test_the_day_that_chooses_is_named_for_what_it_is(
    dispute: Dispute, item: DisputedItem, day: dt.date, day_is: str, words: str
) -> None:
    asked = dispute.request_date() or dt.date(2016, 9, 1)
    found = edition_day(dispute, item, asked)

    assert (found.day, found.day_is) == (day, day_is)
    assert words in found.why


APPLICATION = """State of California, Division of Workers' Compensation
APPLICATION FOR INDEPENDENT MEDICAL REVIEW
DWC Form IMR
Date of Utilization Review Determination Letter: 05/03/2016
Name (First, MI, Last): Ines M. Pellworth Telephone: (310) 555-0107
Claim Number: QX-114-77 Date of Injury (MM/DD/YYYY): 01/02/2015
DISPUTED MEDICAL TREATMENT
Primary Diagnosis: 723.1 Neck pain
List each specific requested medical service, good or item that was denied:
1. Tizanidine 4 mg #60
"""
DENIAL = """TALLOW UTILIZATION REVIEW
May 3, 2016
RE: Ines Pellworth   Claim: QX-114-77   D/I 01/02/2015
RFA dated: 04/28/2016   RFA received: 04/29/2016
Request Decision
Tizanidine 4 mg, #60 Not certified
Reasons
Tizanidine. MTUS Chronic Pain Medical Treatment Guidelines, pages 63-66. There is no
flare. A case series by Ostrander et al. (2009) of 14 patients found no benefit of
tizanidine.
Reviewed by: Cornelius Wick, M.D., Board Certified in Pain Medicine
"""
REQUEST = """DWC Form RFA
REQUEST FOR AUTHORIZATION
Name (Last, First, Middle): Pellworth, Ines M.
Date of Injury: 01/02/2015 Claim Number: QX-114-77
Requested Treatment
Diagnosis ICD-Code Service/Good Requested CPT/HCPCS Other Information
Neck pain 723.1 Tizanidine 4 mg 1 tab bid, #60
The MTUS presumption of correctness is hereby challenged as to tizanidine. I rely on
Marwick TL, Rill C. Early tizanidine in acute neck spasm: a randomized, double-blind
trial in 120 patients. Spine Pract. 2012;14(3):201-210. The article is attached.
Requesting Physician Signature: B. Osei, M.D.   Date: 04/28/2016
"""
ARTICLE = """Spine Practice
Early tizanidine in acute neck spasm: a randomized, double-blind trial
Abstract
Background: Neck spasm is common. Methods: 120 patients. Results: Pain fell.
"""
REPORT = """PRIMARY TREATING PHYSICIAN'S PROGRESS REPORT (PR-2)
Date of exam: 04/27/2016
Patient: Ines M. Pellworth
Subjective: Neck pain. She has taken tizanidine since January 2016.
Objective: No muscle spasm.
Treatment plan: Tizanidine 4 mg #60.
Bettina Osei, M.D.
"""


@pytest.fixture(scope="module")
def challenged(tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    """Return the review of a case in which the physician challenges the MTUS."""
    folder = tmp_path_factory.mktemp("challenged")
    papers = (APPLICATION, DENIAL, REQUEST, ARTICLE, REPORT)
    for number, text in enumerate(papers, start=1):
        (folder / f"{number}.txt").write_text(text, "utf-8")
    return review_case(folder)


def test_a_challenge_is_carried_from_the_request_to_the_determination(
    challenged: Reviewed,
) -> None:
    (item,) = challenged.determination.items
    hierarchy = item.hierarchy

    assert hierarchy is not None
    assert hierarchy.presumption is Presumption.CHALLENGED
    assert [(c.by, c.design, c.held) for c in hierarchy.cited if c.design] == [
        ("utilization_review", "case_series", None),
        ("treating_physician", "randomized", "excerpt"),
    ]
    assert hierarchy.balance == "higher"
    assert item.decision is Decision.UPHELD
    assert item.search_sequence[-1].taken


def test_json_and_evidence_page_tell_what_competes(
    challenged: Reviewed, tmp_path: Path
) -> None:
    written = to_json(challenged.determination)
    write_all(challenged.determination, challenged.case, tmp_path)
    page = (tmp_path / "evidence.html").read_text("utf-8")

    assert from_json(written) == challenged.determination
    assert b'"competing"' in written
    assert "Marwick TL" in page
    assert "the MTUS presumption is challenged" in page


def test_every_quote_of_what_is_cited_stands_on_its_page(challenged: Reviewed) -> None:
    case = challenged.case
    (item,) = challenged.determination.items

    assert item.hierarchy is not None
    quotes = [quote for one in item.hierarchy.cited for quote in one.evidence]
    assert quotes
    for quote in quotes:
        document = case.document(quote.document)
        text = case.page(document.file, quote.page).text
        assert " ".join(text[quote.start : quote.end].split()) == quote.quote
