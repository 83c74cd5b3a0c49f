"""What is written can be read back by the reader of published letters."""

import json
from dataclasses import replace
from pathlib import Path
from typing import cast

import pypdfium2
import pytest

from openimr.domain import (
    Decision,
    Letter,
    LetterFormat,
    LetterItem,
    RequestDetails,
)
from openimr.letters.read import read, read_file, to_object
from openimr.letters.write import compose, write_all
from openimr.letters.write.blocks import Heading, Paragraph, words_of

from .fictional import CASE, DETERMINATION, PATIENT, REVIEWER

SIGNED = replace(DETERMINATION, status="signed", reviewer=REVIEWER)


def _as_worded(words: str) -> RequestDetails:
    return RequestDetails(requested=words)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("signed")
    write_all(SIGNED, CASE, out, patient=PATIENT)
    return out


@pytest.fixture(params=["letter.pdf", "letter.docx"])
def letter(request: pytest.FixtureRequest, folder: Path) -> Letter:
    return read_file(folder / str(request.param), _as_worded)


def test_the_layout_and_the_case_block_are_recognised(letter: Letter) -> None:
    case = DETERMINATION.case

    assert letter.format is LetterFormat.MODERN
    assert letter.warnings == ()
    assert (letter.case.number, letter.case.priority) == (case.number, case.priority)
    assert (letter.case.age, letter.case.sex) == (case.age, case.sex)
    assert letter.case.date_of_injury == case.date_of_injury
    assert letter.case.ur_date == case.ur_date
    assert letter.case.application_received == case.application_received


def test_items_come_back_with_decision_and_conclusion(letter: Letter) -> None:
    found = [(i.details.requested, i.decision, i.conclusion) for i in letter.items]

    assert found == [
        ("Tizanidine 4 mg #90", Decision.UPHELD, "not medically necessary"),
        ("Cyclobenzaprine 7.5 mg #20", Decision.OVERTURNED, "medically necessary"),
    ]


def test_guidelines_come_back_with_topic_and_pages(letter: Letter) -> None:
    ours = [
        [(cited.topic, cited.pages) for cited in item.guidelines if cited.pages]
        for item in letter.items
    ]
    theirs = [
        [cited.topic for cited in item.claims_administrator_guidelines]
        for item in letter.items
    ]

    assert ours == [
        [("Muscle relaxants (for pain)", "63-66")],
        [
            ("Cyclobenzaprine (Flexeril)", "41-42"),
            ("Muscle relaxants (for pain)", "63-66"),
        ],
    ]
    assert theirs == [["Muscle relaxants (for pain)"], []]


def test_the_summary_comes_back_word_for_word(letter: Letter) -> None:
    content = compose(SIGNED, patient=PATIENT)
    start = content.blocks.index(Heading(level=1, text="CLINICAL CASE SUMMARY"))
    said = content.blocks[start + 1]

    assert isinstance(said, Paragraph)
    assert letter.summary_text == words_of(said.text)


def test_rationales_come_back_from_their_first_word(letter: Letter) -> None:
    for item, found in zip(DETERMINATION.items, letter.items, strict=True):
        first = item.rationale[0].text.rstrip(".")
        assert found.rationale_text is not None
        assert found.rationale_text.startswith(first)


def test_without_its_structure_it_is_read_as_published_letters_are(
    folder: Path,
) -> None:
    pages = pypdfium2.PdfDocument(folder / "letter.pdf")
    text = "\n\f\n".join(page.get_textpage().get_text_range() for page in pages)

    flat = read(text, "letter.pdf", _as_worded)
    whole = read_file(folder / "letter.pdf", _as_worded)

    assert flat.format is LetterFormat.D2
    assert flat.reviewer == whole.reviewer == REVIEWER
    assert flat.case == whole.case
    assert [item.decision for item in flat.items] == [i.decision for i in whole.items]
    for ours, theirs in zip(whole.items, flat.items, strict=True):
        assert ours.details == theirs.details
        assert [c.pages for c in ours.guidelines] == [
            c.pages for c in theirs.guidelines
        ]


def test_it_comes_back_as_json_with_its_documents(letter: Letter) -> None:
    found = to_object(letter)

    assert json.loads(json.dumps(found)) == found
    assert (found["draft"], found["organisation"]) == (False, "OpenIMR draft")
    documents = cast(list[dict[str, object]], found["documents"])
    assert [document["id"] for document in documents] == [
        entry.id for entry in DETERMINATION.documents
    ]
    details = cast(list[dict[str, object]], found["details"])
    assert [item["ur_outcome"] for item in details] == ["denied", "modified"]


def _pages(item: LetterItem) -> list[str | None]:
    return [cited.pages for cited in item.guidelines]


def test_credentials_come_back_without_a_name(letter: Letter) -> None:
    assert letter.reviewer is not None
    assert letter.reviewer.licensed_in == REVIEWER.licensed_in
    assert letter.reviewer.years_in_practice_over == REVIEWER.years_in_practice_over
    assert letter.reviewer.hours_a_week_at_least == REVIEWER.hours_a_week_at_least
