"""What counts as read: pages, documents, days, and the trail of what was not found."""

import datetime as dt
from dataclasses import replace

import pytest

from openimr.clinical import find_facts, read_records, read_summary
from openimr.domain import (
    CaseFile,
    DisputedItem,
    Document,
    DocumentKind,
    Fact,
    FactQuestion,
    Finding,
    ItemKind,
    Page,
    PageStatus,
    RequestDetails,
)

from .cases import DAY, drug_item, one_page

SPASM = FactQuestion(fact="muscle_spasm_exam")
ITEM = drug_item("baclofen")
EXAM = "EXAM: Palpable spasm of the neck."
AS_OF = DAY.replace(day=20)


def _ask(
    case: CaseFile,
    fact: str = "muscle_spasm_exam",
    item: DisputedItem = ITEM,
    day: dt.date = AS_OF,
) -> Fact:
    question = FactQuestion(fact=fact)
    return find_facts(read_records(case), item, [question], day)[0]


def _changed(case: CaseFile, **changes: object) -> CaseFile:
    document = replace(case.documents[0], **changes)  # type: ignore[arg-type]
    return replace(case, documents=(document,))


def test_a_readable_page_is_read() -> None:
    assert _ask(one_page(EXAM)).finding is Finding.PRESENT


@pytest.mark.parametrize(
    ("author", "finding"),
    [
        ("A. Orr, M.D.", Finding.PRESENT),
        ("Bay Orthopaedic Group", Finding.PRESENT),
        ("Bay Orthopaedic Claims Review", Finding.SILENT),
        ("Alba Orr", Finding.SILENT),
        (None, Finding.SILENT),
    ],
)
def test_a_letter_counts_where_a_clinic_wrote_it(
    author: str | None, finding: Finding
) -> None:
    letter = _changed(one_page(EXAM, DocumentKind.CORRESPONDENCE), author=author)

    assert _ask(letter).finding is finding


def test_small_letters_after_a_stop_begin_a_sentence_in_shorthand() -> None:
    note = "no new c/o. neck: palpable spasm. rom full. cont baclofen. rtc 4 wks."

    fact = _ask(one_page(note))

    assert [each.quote for each in fact.evidence] == ["neck: palpable spasm."]


@pytest.mark.parametrize(
    "changes", [{"misfiled": True}, {"duplicate_of": "D9"}], ids=["misfiled", "copy"]
)
def test_misfiled_and_copied_documents_do_not_count(changes: dict[str, object]) -> None:
    fact = _ask(_changed(one_page(EXAM), **changes))

    assert fact.finding is Finding.SILENT
    assert fact.searched is not None
    assert fact.searched.documents == ()


@pytest.mark.parametrize(
    "status", [PageStatus.UNREADABLE, PageStatus.MISFILED, PageStatus.DUPLICATE]
)
def test_only_readable_pages_are_read(status: PageStatus) -> None:
    case = one_page(EXAM)
    page = replace(case.pages[0], status=status)

    assert _ask(replace(case, pages=(page,))).finding is Finding.SILENT


def test_the_trail_names_what_could_not_be_read_and_the_days_covered() -> None:
    case = one_page("EXAM: Tender.")
    lost = Page(
        file="02.pdf", number=6, text="", status=PageStatus.UNREADABLE, document="D2"
    )
    scan = Document(
        id="D2", file="02.pdf", first_page=6, pages=1, kind=DocumentKind.RFA
    )
    whole = replace(case, documents=(*case.documents, scan), pages=(*case.pages, lost))

    fact = _ask(whole)

    assert fact.searched is not None
    assert fact.searched.unreadable == ("02.pdf p. 6",)
    assert (fact.searched.first, fact.searched.last) == (DAY, DAY)
    assert "spasm" in fact.searched.terms


def test_what_is_dated_after_the_request_does_not_count() -> None:
    assert _ask(one_page(EXAM), day=DAY.replace(month=9)).finding is Finding.SILENT


def test_the_latest_report_prevails_and_the_older_one_stands_against_it() -> None:
    old = one_page(EXAM, date=DAY.replace(month=8))
    document = Document(
        id="D2",
        file="02.pdf",
        first_page=1,
        pages=1,
        kind=DocumentKind.PROGRESS_REPORT,
        date=DAY,
    )
    page = Page(
        file="02.pdf",
        number=1,
        text="EXAM: No spasm.",
        status=PageStatus.TEXT,
        document="D2",
    )
    case = replace(old, documents=(*old.documents, document), pages=(*old.pages, page))

    fact = _ask(case)

    assert fact.finding is Finding.ABSENT
    assert [quote.document for quote in fact.against] == ["D1"]
    assert fact.how is not None
    assert "prevails" in fact.how


def test_near_misses_say_why_they_do_not_count() -> None:
    text = "ROS: Positive for spasm.\nDIAGNOSES: Spasm.\nFAMILY HISTORY: Spasms."
    fact = _ask(one_page(text))

    assert fact.searched is not None
    assert {near.why for near in fact.searched.nearest} == {
        "stands in a review of systems template",
        "stands among the diagnoses, which are carried forward",
        "told of the family",
    }


def test_a_review_letter_is_no_medical_record() -> None:
    fact = _ask(one_page("There is spasm on palpation.", DocumentKind.UR_DECISION))

    assert fact.finding is Finding.SILENT
    assert fact.searched is not None
    assert [near.why for near in fact.searched.nearest] == [
        "said by utilization review, not by a clinician"
    ]


SUMMARY = (
    "The worker is a 44 year old male.  As per progress report dated 03/02/14, he "
    "takes Fexmid 7.5 mg three times a day for his neck.  Per the 06/30/14 report the "
    "pain is unchanged and there is no spasm on examination.  There is no "
    "documentation of side effects."
)


@pytest.mark.parametrize(
    ("fact", "finding", "value"),
    [
        ("duration_of_use", Finding.PRESENT, "21 weeks"),
        ("dose_daily", Finding.PRESENT, "22.5 mg per day"),
        ("muscle_spasm_exam", Finding.ABSENT, "None"),
        ("acute_exacerbation", Finding.ABSENT, "None"),
        ("side_effects_monitored", Finding.SILENT, "None"),
    ],
)
def test_a_letters_own_summary_is_dated_by_the_reports_it_names(
    fact: str, finding: Finding, value: str
) -> None:
    item = drug_item("cyclobenzaprine", "Fexmid 7.5 mg #90", 90)
    question = FactQuestion(fact=fact)

    found = find_facts(read_summary(SUMMARY), item, [question], dt.date(2014, 7, 30))[0]

    assert found.finding is finding
    assert str(found.value) == value


def test_an_item_that_is_no_drug_is_answered_too() -> None:
    item = DisputedItem(
        details=RequestDetails(
            requested="Physical therapy x 6",
            kind=ItemKind.THERAPY,
            treatment="physical_therapy",
        )
    )
    text = (
        "HPI: Since physical therapy she is able to climb the stairs. Takes Norco 5 mg."
    )

    function = _ask(one_page(text), "functional_improvement", item)
    opioid = _ask(one_page(text), "opioid_use_current", item)
    duration = _ask(one_page(text), "duration_of_use", item)

    assert function.finding is Finding.PRESENT
    assert opioid.finding is Finding.PRESENT
    assert duration.finding is Finding.SILENT
