"""The bundled example case reviews as its papers were written to review."""

import datetime as dt
import re
from pathlib import Path

import pytest

from openimr.casework import Reviewed, review_case
from openimr.domain import (
    Determination,
    Evidence,
    FactEntry,
    Finding,
    ItemDetermination,
    PageStatus,
    Phase,
)
from openimr.letters.write import to_json

CASE = Path(__file__).parent.parent / "examples" / "case"
APPLICATION = "1-imr-application.pdf"
UR = "2-ur-determination.pdf"
RECORDS = "3-records.pdf"

FAX_COVER, OTHER_PATIENT, SECOND_COPY = 1, 9, 13
"""Pages of the packet that no statement may rest on."""


@pytest.fixture(scope="module")
def reviewed(example: Reviewed) -> Reviewed:
    return example


@pytest.fixture(scope="module")
def determination(reviewed: Reviewed) -> Determination:
    return reviewed.determination


@pytest.fixture(scope="module")
def cyclobenzaprine(determination: Determination) -> ItemDetermination:
    return determination.items[0]


@pytest.fixture(scope="module")
def alprazolam(determination: Determination) -> ItemDetermination:
    return determination.items[1]


def _fact(item: ItemDetermination, name: str) -> FactEntry:
    [entry] = [entry for entry in item.facts if entry.fact == name]
    return entry


def _places(determination: Determination, quotes: tuple[Evidence, ...]) -> set[str]:
    files = {document.id: document.file for document in determination.documents}
    return {f"{files[quote.document]} {quote.page}" for quote in quotes}


def _all_evidence(determination: Determination) -> list[Evidence]:
    quotes = [q for line in determination.summary for q in line.evidence]
    for item in determination.items:
        quotes += item.evidence
        quotes += [q for line in item.rationale for q in line.evidence]
        quotes += [q for fact in item.facts for q in (*fact.evidence, *fact.against)]
    return quotes


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_the_two_disputed_items_come_out_differently(
    determination: Determination,
) -> None:
    got = [
        f"{item.requested} | {item.treatment}, {item.strength}, {item.quantity} | "
        f"{item.phase}: {item.decision} by {item.decided_by}"
        for item in determination.items
    ]

    assert got == [
        "Cyclobenzaprine 7.5 mg #20 | cyclobenzaprine, 7.5 mg, 20 | "
        "initial: overturned by met",
        "Alprazolam 0.5 mg #60 | benzodiazepine, 0.5 mg, 60 | "
        "continuation: upheld by not_met",
    ]


def test_the_frame_of_the_case_is_read_from_its_forms(
    determination: Determination,
) -> None:
    case = determination.case

    assert (case.number, case.priority) == ("CM14-0203377", "regular")
    assert (case.age, case.sex) == (47, "female")
    assert case.date_of_injury == dt.date(2009, 3, 18)
    assert case.ur_date == dt.date(2014, 11, 14)
    assert case.application_received == dt.date(2014, 12, 2)
    assert case.employer == "Tidewater Cold Storage"
    assert case.claims_administrator == "Palisade Mutual Claims Services"
    assert case.requesting_physician == "Imogen R. Castellaw, M.D."


def test_the_packet_is_cut_into_its_documents(determination: Determination) -> None:
    got = [
        (
            document.file,
            document.first_page,
            document.pages,
            document.kind.value,
            document.date.isoformat() if document.date else None,
        )
        for document in determination.documents
        if (document.file, document.first_page) != (RECORDS, FAX_COVER)
    ]

    assert got == [
        (APPLICATION, 1, 2, "imr_application", "2014-11-26"),
        (UR, 1, 2, "ur_decision", "2014-11-14"),
        (RECORDS, 2, 1, "rfa", "2014-11-07"),
        (RECORDS, 3, 2, "progress_report", "2014-11-06"),
        (RECORDS, 5, 1, "progress_report", "2014-08-21"),
        (RECORDS, 6, 2, "progress_report", "2014-04-10"),
        (RECORDS, 8, 1, "progress_report", "2014-01-16"),
        (RECORDS, 9, 1, "progress_report", "2014-10-30"),
        (RECORDS, 10, 1, "imaging_report", "2012-10-09"),
        (RECORDS, 11, 1, "therapy_note", "2013-04-05"),
        (RECORDS, 12, 1, "prescription", "2014-11-07"),
        (RECORDS, 13, 1, "progress_report", "2014-08-21"),
    ]


def test_every_page_stands_in_the_ledger_with_what_became_of_it(
    determination: Determination,
) -> None:
    odd = {
        (page.file, page.page): page.status
        for page in determination.pages
        if page.status is not PageStatus.TEXT
    }

    assert len(determination.pages) == 17
    assert odd == {
        (RECORDS, FAX_COVER): PageStatus.OCR,
        (RECORDS, OTHER_PATIENT): PageStatus.MISFILED,
        (RECORDS, SECOND_COPY): PageStatus.DUPLICATE,
    }
    set_aside = {place for place in odd if place != (RECORDS, FAX_COVER)}
    assert all(p.reason for p in determination.pages if (p.file, p.page) in set_aside)


def test_the_second_copy_points_at_its_original(determination: Determination) -> None:
    at = {
        (document.file, document.first_page): document
        for document in determination.documents
    }

    copies = [d.id for d in determination.documents if d.duplicate_of]
    assert at[RECORDS, SECOND_COPY].duplicate_of == at[RECORDS, 5].id
    assert copies == [at[RECORDS, SECOND_COPY].id]


def test_nothing_rests_on_the_other_patient_the_copy_or_the_unread_page(
    determination: Determination,
) -> None:
    out = {f"{RECORDS} {page}" for page in (FAX_COVER, OTHER_PATIENT, SECOND_COPY)}

    quotes = _all_evidence(determination)

    assert len(quotes) > 20
    assert _places(determination, tuple(quotes)).isdisjoint(out)


def test_every_quote_stands_word_for_word_on_its_page(reviewed: Reviewed) -> None:
    files = {d.id: d.file for d in reviewed.case.documents}

    astray = [
        quote
        for quote in _all_evidence(reviewed.determination)
        if _folded(quote.quote)
        not in _folded(reviewed.case.page(files[quote.document], quote.page).text)
    ]

    assert astray == []


@pytest.mark.parametrize(
    ("fact", "page"),
    [
        ("acute_exacerbation", 3),
        ("muscle_spasm_exam", 3),
        ("first_line_drug_failed", 3),
        ("side_effects_monitored", 4),
        ("treatment_plan_goals", 4),
        ("quantity_requested", 4),
    ],
)
def test_what_decides_for_cyclobenzaprine_is_shown_on_the_page_that_says_it(
    determination: Determination,
    cyclobenzaprine: ItemDetermination,
    fact: str,
    page: int,
) -> None:
    entry = _fact(cyclobenzaprine, fact)

    assert entry.finding is Finding.PRESENT
    assert f"{RECORDS} {page}" in _places(determination, entry.evidence)


def test_the_spasm_that_counts_is_the_one_found_on_examination_at_the_flare(
    determination: Determination, cyclobenzaprine: ItemDetermination
) -> None:
    spasm = _fact(cyclobenzaprine, "muscle_spasm_exam")

    assert spasm.as_of == dt.date(2014, 11, 6)
    assert "palpable spasm" in spasm.evidence[0].quote
    # Review of systems, earlier letter, radiologist's guess, therapy of 2013.
    distractions = {f"{RECORDS} {page}" for page in (6, 8, 10, 11)}
    assert _places(determination, spasm.evidence).isdisjoint(distractions)


def test_cyclobenzaprine_was_never_in_use_though_the_pharmacy_lists_it(
    cyclobenzaprine: ItemDetermination,
) -> None:
    assert cyclobenzaprine.phase is Phase.INITIAL
    assert _fact(cyclobenzaprine, "duration_of_use").value == "0 weeks"


def test_her_fathers_heart_does_not_bar_cyclobenzaprine(
    cyclobenzaprine: ItemDetermination,
) -> None:
    heart = _fact(cyclobenzaprine, "comorbid_contraindication")

    assert heart.finding is Finding.ABSENT
    assert heart.evidence[0].quote.startswith("No heart disease, no arrhythmia")


def test_alprazolam_is_counted_from_the_first_record_that_lists_it(
    determination: Determination, alprazolam: ItemDetermination
) -> None:
    duration = _fact(alprazolam, "duration_of_use")

    # 01/16/2014 to the request of 11/07/2014 is 295 days.
    assert (duration.finding, duration.value) == (Finding.PRESENT, "42 weeks")
    first = {f"{RECORDS} {page}" for page in (8, 12)}
    assert first & _places(determination, duration.evidence)


@pytest.mark.parametrize(
    "fact", ["treatment_plan_goals", "rationale_stated", "functional_improvement"]
)
def test_what_nobody_writes_of_alprazolam_is_a_gap_with_its_search(
    alprazolam: ItemDetermination, fact: str
) -> None:
    entry = _fact(alprazolam, fact)

    assert entry.finding is Finding.SILENT
    assert entry.evidence == ()
    assert entry.searched is not None
    assert entry.searched.terms
    assert entry.searched.documents


def test_the_opioid_beside_alprazolam_is_seen(
    determination: Determination, alprazolam: ItemDetermination
) -> None:
    opioid = _fact(alprazolam, "opioid_use_current")

    assert opioid.finding is Finding.PRESENT
    assert "Norco" in opioid.evidence[0].quote
    assert f"{RECORDS} 3" in _places(determination, opioid.evidence)


def test_the_mothers_valium_proves_nothing(determination: Determination) -> None:
    assert [q for q in _all_evidence(determination) if "Valium" in q.quote] == []


def test_the_guideline_of_the_request_date_governs(
    determination: Determination,
) -> None:
    first = [item.guidelines[0] for item in determination.items]

    assert [(entry.guideline, entry.pages, entry.used) for entry in first] == [
        ("mtus_cp_2009", "41-42", True),
        ("mtus_cp_2009", "24", True),
    ]


def test_each_item_tells_what_ur_answered(determination: Determination) -> None:
    answers = [item.ur for item in determination.items]

    denied = ("deny", dt.date(2014, 11, 14))
    assert [(ur.outcome, ur.date) for ur in answers if ur] == [denied, denied]
    assert all(ur and ur.reason and ur.guideline for ur in answers)


def test_reviewing_twice_writes_the_same_bytes(determination: Determination) -> None:
    assert to_json(review_case(CASE).determination) == to_json(determination)
