"""What a letter says: its sections, its frame, its record, its names."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings

from openimr.domain import (
    CaseHeader,
    Decision,
    Determination,
    ItemDetermination,
    PageStatus,
)
from openimr.letters.write import Letterhead, compose
from openimr.letters.write.blocks import (
    Bullets,
    Heading,
    Run,
    Table,
    words_of,
)
from openimr.letters.write.frame import case_block
from openimr.letters.write.record import page_count

from .fictional import (
    CYCLOBENZAPRINE,
    DETERMINATION,
    PATIENT,
    REVIEWER,
    TIZANIDINE,
)
from .reading import paragraphs, starting
from .strategies import determinations

LETTER = compose(DETERMINATION, patient=PATIENT)


def test_sections_follow_the_order_of_published_letters() -> None:
    headings = [b.text for b in LETTER.blocks if isinstance(b, Heading)]

    assert headings == [
        "HOW THE IMR FINAL DETERMINATION WAS MADE",
        "DOCUMENTS REVIEWED",
        "CLINICAL CASE SUMMARY",
        "IMR ISSUES, DECISIONS AND RATIONALES",
        "Tizanidine 4 mg #90: Upheld",
        "Cyclobenzaprine 7.5 mg #20: Overturned",
        "NOTES ON THIS DRAFT",
    ]


def test_the_case_block_writes_what_is_known_and_leaves_places_for_the_rest() -> None:
    pairs = {
        label: words_of(value) for label, value in case_block(DETERMINATION.case).pairs
    }

    assert pairs == {
        "Case Number": "CM15-0044871",
        "Date Assigned": "[to be entered on assignment]",
        "Date of Injury": "08/22/2011",
        "Decision Date": "[to be entered on signature]",
        "UR Denial Date": "02/17/2015",
        "Priority": "Standard",
        "Application Received": "03/09/2015",
    }
    unknown = [words_of(value) for _, value in case_block(CaseHeader()).pairs]
    assert unknown.count("[not stated in the file]") == 5


@pytest.mark.parametrize(
    ("decisions", "words"),
    [
        ("uu", "Uphold. None of the 2 disputed items is medically necessary."),
        ("oo", "Overturn. All of the 2 disputed items are medically necessary."),
        ("uo", "Partial overturn. 1 of the 2 disputed items is medically necessary."),
        ("oou", "Partial overturn. 2 of the 3 disputed items are medically necessary."),
        ("u", "Uphold. The one disputed item is not medically necessary."),
        ("o", "Overturn. The one disputed item is medically necessary."),
    ],
)
def test_the_result_counts_the_items(decisions: str, words: str) -> None:
    which = {"u": TIZANIDINE, "o": CYCLOBENZAPRINE}
    items = tuple(which[letter] for letter in decisions)

    letter = compose(replace(DETERMINATION, items=items))

    assert starting(letter, "Proposed result: ") == [f"Proposed result: {words}"]


def test_a_file_without_disputed_items_says_so() -> None:
    letter = compose(replace(DETERMINATION, items=()))

    assert "The file names no disputed item." in paragraphs(letter)
    words = "The file names no disputed item, so there is nothing to decide."
    assert words in paragraphs(letter)


def test_every_page_is_accounted_for() -> None:
    place = paragraphs(LETTER).index(page_count(DETERMINATION.pages))
    notes = next(b for b in LETTER.blocks if isinstance(b, Bullets))

    assert paragraphs(LETTER)[place] == (
        "The case file has 10 pages in 2 files: 5 were read from their text, 1 was "
        "read by character recognition from its image, 1 is blank, 1 repeats another "
        "page, 1 names another person and was set aside and 1 could not be read."
    )
    assert [words_of(item) for item in notes.items] == [
        "case-file.pdf p. 7 repeats another page (same words as case-file.pdf p. 3).",
        "case-file.pdf p. 8 names another person and was set aside (the name on the "
        "page is not the employee's).",
        "case-file.pdf p. 9 could not be read (the image is too faint for character "
        "recognition).",
        "case-file.pdf p. 6 is blank.",
        "notes.xlsx is not part of the record and was not read.",
    ]


def test_the_list_of_documents_names_copies_scans_and_strangers() -> None:
    table = [b for b in LETTER.blocks if isinstance(b, Table)][1]
    rows = [[words_of(cell) for cell in row.cells] for row in table.rows]

    assert rows[3] == [
        "D4",
        "Primary treating physician's progress report (PR-2)",
        "Imogen T. Castellane, M.D.",
        "01/27/2015",
        "case-file.pdf p. 3",
    ]
    assert [row[1] for row in rows[4:]] == [
        "MRI of the lumbar spine, [name withheld]",
        "Prescription [read from page images]",
        "Primary treating physician's progress report (PR-2) [repeats D4]",
        "Laboratory report [names another person, set aside]",
    ]


@pytest.mark.parametrize(
    ("statuses", "words"),
    [
        ((PageStatus.UNREADABLE, PageStatus.UNREADABLE), "Scan [could not be read]"),
        ((PageStatus.UNREADABLE, PageStatus.BLANK), "Scan [could not be read]"),
        ((PageStatus.UNREADABLE, PageStatus.OCR), "Scan [in part could not be read]"),
        ((PageStatus.TEXT, PageStatus.BLANK), "Scan"),
    ],
)
def test_a_document_that_could_not_be_read_is_named_in_the_list(
    statuses: tuple[PageStatus, ...], words: str
) -> None:
    scan = replace(DETERMINATION.documents[0], title="Scan")
    pages = tuple(
        replace(DETERMINATION.pages[0], page=number, document=scan.id, status=status)
        for number, status in enumerate(statuses, start=1)
    )
    letter = compose(replace(DETERMINATION, documents=(scan,), pages=pages))
    table = [b for b in letter.blocks if isinstance(b, Table)][1]

    assert words_of(table.rows[0].cells[1]) == words


def test_the_workers_name_is_nowhere_in_the_letter() -> None:
    assert not [text for text in LETTER.texts() if "wrenfield" in text.lower()]
    assert not [text for text in LETTER.texts() if "odessa" in text.lower()]


def test_credentials_are_listed_without_a_name() -> None:
    letter = compose(replace(DETERMINATION, reviewer=REVIEWER))

    assert "State(s) of Licensure: California; Oregon" in letter.texts()
    assert (
        "Certification(s)/Specialty: Physical Medicine & Rehabilitation"
        in letter.texts()
    )
    assert "Subspecialty: Pain Medicine" in letter.texts()
    assert not [text for text in letter.texts() if "reviewer is assigned" in text]
    assert (
        "State(s) of Licensure: [to be entered when a reviewer is assigned]"
        in LETTER.texts()
    )


def test_a_signed_letter_has_no_notes_and_is_no_draft() -> None:
    letter = compose(replace(DETERMINATION, status="signed"))

    assert not letter.draft
    assert letter.title == "Independent Medical Review Final Determination"
    assert Heading(level=1, text="NOTES ON THIS DRAFT") not in letter.blocks


@pytest.mark.parametrize("status", ["draft", "", "Draft ", "unsigned", "sgned"])
def test_any_status_that_is_not_a_signature_is_a_draft(status: str) -> None:
    assert compose(replace(DETERMINATION, status=status)).draft


def test_the_letterhead_names_the_organisation_and_its_guideline() -> None:
    house = Letterhead(
        organisation="Northgate Review", short="Northgate", address=("1 Quay Street",)
    )

    letter = compose(DETERMINATION, house)

    assert (letter.organisation, letter.address) == (
        "Northgate Review",
        ("1 Quay Street",),
    )
    assert len(starting(letter, "Northgate guideline: Decision based on MTUS")) == 2


ISSUES = Heading(level=1, text="IMR ISSUES, DECISIONS AND RATIONALES")


@settings(max_examples=60, deadline=None)
@given(determinations)
def test_any_determination_can_be_composed(determination: Determination) -> None:
    letter = compose(determination)
    texts = list(letter.texts())

    assert [*compose(determination).texts()] == texts
    assert not [text for text in texts if "\n" in text or "\x00" in text]
    items = letter.blocks[letter.blocks.index(ISSUES) :]
    headings = [b.text for b in items if isinstance(b, Heading) and b.level == 2]
    ends = [": Upheld" if _upheld(i) else ": Overturned" for i in determination.items]
    assert all(h.endswith(e) for h, e in zip(headings, ends, strict=True))
    counted = page_count(determination.pages)
    assert counted.startswith("The case file has")


def _upheld(item: ItemDetermination) -> bool:
    return item.decision is Decision.UPHELD


def test_no_page_status_is_forgotten_in_the_count() -> None:
    page = DETERMINATION.pages[0]
    for status in PageStatus:
        said = page_count((replace(page, status=status),))
        assert said.startswith("The case file has 1 page in 1 file: 1 ")
    assert page_count(()) == "The case file has no pages."


def test_dates_before_the_year_1000_keep_four_digits() -> None:
    case = CaseHeader(ur_date=dt.date(14, 1, 2))

    assert ("UR Denial Date", (Run("01/02/0014"),)) in case_block(case).pairs
