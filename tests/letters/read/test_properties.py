"""What holds for every text, however broken."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from openimr.domain import Letter, RequestDetails, Span
from openimr.errors import OpenImrError
from openimr.letters.read import read, read_file, to_object, to_rows

LETTERS = [
    path.read_bytes().decode("utf-8")
    for path in sorted((Path(__file__).parent / "letters").glob("*.txt"))
]
SIGNALS = [
    "HOW THE IMR FINAL DETERMINATION WAS MADE",
    "CLINICAL CASE SUMMARY",
    "IMR ISSUES, DECISIONS AND RATIONALES",
    "IMR DECISION(S) AND RATIONALE(S)",
    "INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE",
    "MEDICAL PROFESSIONAL REVIEW",
    "ISSUE AT DISPUTE:",
    "CASE SUMMARY:",
    "RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE IS/WAS NOT MEDICALLY NECESSARY:",
    "Medical Qualifications of the Expert Reviewer:",
    "Documents Reviewed for Determination:",
    "Claims Administrator guideline:",
    "MAXIMUS guideline:",
    "Decision rationale:",
    "Rationale for the Decision:",
    ": Upheld",
    ": Overturned",
    "1) MAXIMUS Federal Services, Inc. has determined the request for",
    "is not medically necessary and appropriate.",
    "2) Regarding the request for",
    "Whether the request for",
    "The Claims Administrator based its decision on the",
    "The Physician Reviewer based his/her decision on the ODG, Pain Chapter, page 3",
    "Decision based on MTUS Chronic Pain Treatment Guidelines Page(s): 63-66.",
    "Decision based on Non-MTUS Citation",
    "Other Medical Treatment Guideline or Medical Evidence:",
    "Case Number: CM14-0100001",
    "Date of Injury: 13/41/2012",
    "Priority:",
    "a 52 year old woman injured on 3/4/2012",
    "Board Certified in",
    "licensed to practice in",
    "State(s) of Licensure:",
    "1 of 5",
    "\f",
    "\ufffe",
    "\u0130",
    "\uff1a",
    "Soma 350 mg #60",
    "anti-\n\ninflammatory",
]
SCRAPS = st.lists(
    st.one_of(st.sampled_from(SIGNALS), st.text(max_size=12)), max_size=40
)
SHUFFLED = st.tuples(
    SCRAPS, st.sampled_from([" ", "\n", "\n\n", " \r\n \r\n", ""])
).map(lambda parts: parts[1].join(parts[0]))


def _recognise(text: str) -> RequestDetails:
    return RequestDetails(requested=text)


def _read(text: str) -> Letter:
    return read(text, "letter.txt", _recognise)


def _spans(letter: Letter) -> Iterator[Span]:
    yield from (span for _, span in letter.spans)
    for item in letter.items:
        yield from (span for _, span in item.spans)
        for citation in (*item.claims_administrator_guidelines, *item.guidelines):
            if citation.span is not None:
                yield citation.span
    for warning in letter.warnings:
        if warning.span is not None:
            yield warning.span


def _holds(text: str) -> None:
    letter = _read(text)

    assert letter == _read(text)
    for span in _spans(letter):
        assert 0 <= span.start <= span.end <= len(text)
    assert to_object(letter)["source"] == "letter.txt"
    assert len(to_rows([letter])) == max(1, len(letter.items))


@given(st.text(max_size=400))
@settings(deadline=None)
@example("")
@example("\ufeff")
def test_no_text_makes_reading_fail(text: str) -> None:
    _holds(text)


@given(SHUFFLED)
@example(": Upheld : Upheld : Upheld")
@settings(max_examples=300, deadline=None)
def test_no_order_of_a_letters_own_phrases_makes_reading_fail(text: str) -> None:
    _holds(text)


@given(st.sampled_from(LETTERS), st.data())
@settings(max_examples=150, deadline=None)
def test_a_letter_with_a_piece_torn_out_can_still_be_read(
    letter: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(letter)))
    end = data.draw(st.integers(start, len(letter)))

    _holds(letter[:start] + letter[end:])


@given(st.sampled_from(LETTERS), st.data())
@settings(max_examples=60, deadline=None)
def test_fields_are_words_of_the_letter(letter: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(letter)))
    text = letter[:cut]

    found = _read(text)

    plain = _letters(text)
    for item in found.items:
        assert _letters(item.details.requested) in plain or "of" in text
        for citation in item.guidelines:
            if citation.span is not None:
                assert _letters(citation.verbatim) == _letters(citation.span.of(text))


def _letters(words: str) -> str:
    return re.sub(r"[\s\u00ad\ufffe-]|\uff1a|:", "", words)


@given(st.binary(max_size=300), st.sampled_from([".txt", ".pdf", ".docx"]))
@settings(max_examples=120, deadline=None)
@example(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF", ".pdf")
@example(b"PK\x03\x04" + bytes(40), ".docx")
def test_bytes_give_a_letter_or_one_of_our_errors(data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"letter{suffix}"
        path.write_bytes(data)
        source = message = None
        try:
            source = read_file(path, _recognise).source
        except OpenImrError as problem:
            message = str(problem)

    assert source == path.name or str(path) in str(message)
