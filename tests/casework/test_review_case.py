"""A case file becomes a proposal: decisions, quotes, bytes, and clear refusals."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openimr.casework import Reviewed, review_case
from openimr.documents import ReadingOptions
from openimr.domain import Evidence, Finding, Verdict
from openimr.errors import (
    MissingInputError,
    NoDisputeError,
    NoRequestDateError,
    OpenImrError,
)
from openimr.letters.write import to_json, write_all

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "case"

PUBLISHED = {
    "a-01": [("baclofen", "upheld", "63-66"), ("benzodiazepine", "upheld", "24")],
    "a-02": [("baclofen", "upheld", "63-66")],
    "a-03": [
        ("cyclobenzaprine", "upheld", "41-42"),
        ("benzodiazepine", "upheld", "24"),
    ],
}


def records_only(case: Path, place: Path) -> Path:
    """Copy a case's PDFs, and only those, to a folder of their own."""
    place.mkdir()
    for file in sorted(case.glob("*.pdf")):
        shutil.copy(file, place)
    return place


def every_passage(reviewed: Reviewed) -> Iterator[Evidence]:
    found = reviewed.determination
    for statement in found.summary:
        yield from statement.evidence
    for item in found.items:
        yield from item.evidence
        for fact in item.facts:
            yield from (*fact.evidence, *fact.against)
        for sentence in item.rationale:
            yield from sentence.evidence


@pytest.mark.shared
@pytest.mark.parametrize("case", sorted(PUBLISHED))
def test_the_published_decisions_are_reached_on_the_same_pages(
    case: str, shared: Path, tmp_path: Path, reading: ReadingOptions
) -> None:
    reviewed = review_case(
        records_only(shared / "cases" / case, tmp_path / "case"), reading=reading
    )

    proposed = [
        (item.treatment, item.decision.value, item.guidelines[0].pages)
        for item in reviewed.determination.items
    ]
    assert proposed == PUBLISHED[case]


@pytest.mark.shared
@pytest.mark.parametrize("case", sorted(PUBLISHED))
def test_every_quote_of_a_real_case_is_verbatim_on_its_page(
    case: str, shared: Path, tmp_path: Path, reading: ReadingOptions
) -> None:
    folder = records_only(shared / "cases" / case, tmp_path / "case")
    reviewed = review_case(folder, reading=reading)

    files = {document.id: document.file for document in reviewed.case.documents}
    words = {file: _page_words(folder / file) for file in set(files.values())}
    pictures = {(page.file, page.number) for page in reviewed.case.pages if page.ocr}
    lost = [
        passage
        for passage in every_passage(reviewed)
        if (files[passage.document], passage.page) not in pictures
        and _bare(passage.quote) not in words[files[passage.document]][passage.page - 1]
    ]
    assert lost == []


def _page_words(file: Path) -> list[str]:
    document = pdfium.PdfDocument(file)
    try:
        return [_bare(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def _bare(words: str) -> str:
    return "".join(words.replace("\ufffe", "").replace("\u00ad", "").split())


def test_every_quote_stands_on_its_page_where_its_offsets_say(
    example: Reviewed,
) -> None:
    case = example.case
    wrong = []
    for passage in every_passage(example):
        file = case.document(passage.document).file
        raw = case.page(file, passage.page).text
        if _bare(raw[passage.start : passage.end]) != _bare(passage.quote):
            wrong.append(passage)

    assert wrong == []


def test_no_statement_goes_without_evidence_or_citation(example: Reviewed) -> None:
    statements = [
        *example.determination.summary,
        *(s for item in example.determination.items for s in item.rationale),
    ]

    assert [s.text for s in statements if not (s.evidence or s.citations)] == []


def test_a_silent_fact_says_what_was_searched(example: Reviewed) -> None:
    silent = [
        fact
        for item in example.determination.items
        for fact in item.facts
        if fact.finding is Finding.SILENT
    ]

    assert silent != []
    assert [fact.fact for fact in silent if fact.searched is None] == []


def test_a_silent_fact_never_contradicts_a_criterion(example: Reviewed) -> None:
    for item in example.determination.items:
        silent = {f.fact for f in item.facts if f.finding is Finding.SILENT}
        contradicted = {
            rule.fact for rule in item.criteria if rule.status is Verdict.NOT_MET
        }
        assert silent & contradicted == set()


def test_the_same_case_twice_gives_the_same_bytes(
    example: Reviewed, tmp_path: Path
) -> None:
    again = review_case(EXAMPLE)  # its scan is recognised anew
    once = write_all(example.determination, example.case, tmp_path / "1")
    twice = write_all(again.determination, again.case, tmp_path / "2")

    assert [path.name for path in once] == [path.name for path in twice]
    assert [path.read_bytes() for path in once] == [p.read_bytes() for p in twice]


def test_the_order_in_which_files_were_saved_does_not_matter(
    tmp_path: Path, reading: ReadingOptions
) -> None:
    for number, files in enumerate(
        (sorted(EXAMPLE.glob("*.pdf")), sorted(EXAMPLE.glob("*.pdf"), reverse=True))
    ):
        (tmp_path / str(number) / "case").mkdir(parents=True)
        for file in files:
            shutil.copy(file, tmp_path / str(number) / "case")

    one, other = (
        review_case(tmp_path / n / "case", reading=reading).determination for n in "01"
    )

    assert to_json(one) == to_json(other)


def test_an_irrelevant_document_changes_no_decision(
    example: Reviewed, tmp_path: Path, reading: ReadingOptions
) -> None:
    folder = records_only(EXAMPLE, tmp_path / "case")
    (folder / "zz-parking.txt").write_text(
        "Parking at the clinic is behind the building. Spaces are few in the morning."
    )

    more = review_case(folder, reading=reading).determination

    assert [(i.decision, i.decided_by) for i in more.items] == [
        (i.decision, i.decided_by) for i in example.determination.items
    ]


def test_the_json_says_which_library_and_day_it_was_made_with(
    example: Reviewed,
) -> None:
    written = json.loads(to_json(example.determination))

    assert written["schema"] == "openimr.determination/1"
    assert set(written["engine"]) == {"version", "library", "as_of"}
    assert written["status"] == "draft"
    assert written["reviewer"] is None


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="no such file or folder"):
        review_case(tmp_path / "nowhere")


def test_records_without_a_dispute_say_what_to_add(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "note.txt").write_text("Progress report. The patient feels the same.")

    with pytest.raises(NoDisputeError, match="Add the IMR application"):
        review_case(folder)


def test_a_dispute_without_any_date_asks_for_a_day(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "decision.txt").write_text(
        "UTILIZATION REVIEW DETERMINATION\n\nTreatment requested: Soma 350 mg #60\n"
        "Decision: NOT CERTIFIED\n"
    )

    with pytest.raises(NoRequestDateError, match="--as-of"):
        review_case(folder)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    content=st.binary(max_size=2000)
    | st.binary(max_size=500).map(lambda tail: b"%PDF-1.7\n" + tail)
    | st.binary(max_size=500).map(lambda tail: b"PK\x03\x04" + tail),
    name=st.sampled_from(["a.pdf", "a.txt", "a.docx", "a.png", "a.bin"]),
)
def test_no_bytes_make_a_review_fail_but_by_our_errors(
    content: bytes, name: str, tmp_path: Path
) -> None:
    folder = tmp_path / "odd"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / name).write_bytes(content)

    outcome = _outcome(folder)

    assert isinstance(outcome, OpenImrError) or outcome.determination.items != ()


def _outcome(folder: Path) -> Reviewed | OpenImrError:
    try:
        return review_case(folder)
    except OpenImrError as error:
        return error
